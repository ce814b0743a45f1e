# Fits of one series after another with R's forecast package, each with its projection of 12 periods: series per second on
# one core. The series are those of projection_fits:
#   projection_fits --series=FILE && Rscript projection.R FILE [how many of them]
suppressMessages(library(forecast))
arguments <- commandArgs(TRUE)
series <- lapply(strsplit(readLines(arguments[1]), ","), function(x) ts(as.numeric(x), frequency = 12))
count <- min(as.integer(c(arguments[-1], 10)[1]), length(series))
series <- series[seq_len(count)]
models <- list(
  linear = function(x) forecast(tslm(x ~ trend), h = 12),
  simple_smoothing = function(x) ses(x, h = 12),
  holt = function(x) holt(x, h = 12),
  holt_damped = function(x) holt(x, h = 12, damped = TRUE),
  holt_winters_added = function(x) hw(x, h = 12, seasonal = "additive"),
  holt_winters_factors = function(x) hw(x, h = 12, seasonal = "multiplicative"),
  theta = function(x) thetaf(x, h = 12),
  ets = function(x) forecast(ets(x), h = 12)
)
for (name in names(models)) {
  seconds <- system.time(for (x in series) models[[name]](x))[["elapsed"]]
  cat(sprintf("%-22s %10.1f series per second\n", name, count / seconds))
}
