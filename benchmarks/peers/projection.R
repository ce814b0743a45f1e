# Fits of one series after another with R's forecast package, each with its projection of 12 periods, on one core. The series
# are those of projection_fits. Usage: projection.R FILE [how many of them] (see run). A line for each model: name, tool,
# microseconds per fit, series measured. Debian: r-cran-forecast.
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
  automatic = function(x) forecast(ets(x), h = 12)
)
for (name in names(models)) {
  seconds <- sum(system.time(for (x in series) models[[name]](x))[c("user.self", "sys.self")])
  cat(sprintf("%s\tforecast\t%.1f\t%d\n", name, seconds / count * 1e6, count))
}
