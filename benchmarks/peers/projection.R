# Fits of one series after another with R's forecast package, each with its projection of 12 periods: series per second on
# one core. The work of projection_fits, on series of the same kind (240 months).
#   Rscript projection.R [series]
suppressMessages(library(forecast))
set.seed(1)
count <- as.integer(c(commandArgs(TRUE), 10)[1])
series <- lapply(seq_len(count), function(i) {
  trend <- 0.5 + cumsum(0.02 * rnorm(240))
  level <- 200 + cumsum(trend + 2 * rnorm(240))
  ts(level * (1 + (10 + 0.3 * i) / 1000 * sin(2 * pi * (0:239) / 12)) + 5 * rnorm(240) + 100, frequency = 12)
})
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
