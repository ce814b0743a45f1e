# The work of benchmarks/core on a panel of 240 periods x `series` in R: matrixStats, data.table and collapse, each where it
# is installed; nanoseconds per value, median of three. Debian: r-cran-matrixstats r-cran-data.table r-cran-collapse.
arguments <- commandArgs(TRUE)
series <- if (length(arguments)) as.integer(arguments[1]) else 100000L
set.seed(1)
x <- exp(5 + apply(matrix(0.005 + 0.05 * rnorm(240 * series), 240), 2, cumsum))
has <- function(package) requireNamespace(package, quietly = TRUE)
report <- function(operation, tool, f) {
  seconds <- sapply(1:3, function(i) system.time(f())[["elapsed"]])
  cat(sprintf("%-20s %-12s %8.2f\n", operation, tool, median(seconds) / length(x) * 1e9))
}
t <- 1:240 - 120.5
report("year_over_year", "base", function() rbind(matrix(NA, 12, series), x[13:240, ] / x[1:228, ] - 1))
report("linear_trend", "base", function() crossprod(t, x) / sum(t^2))
report("log_linear_trend", "base", function() crossprod(t, log(x)) / sum(t^2))
if (has("matrixStats")) report("running_high", "matrixStats", function() matrixStats::colCummaxs(x))
if (has("data.table")) {
  report("trailing_mean_12", "data.table", function() data.table::frollmean(as.data.frame(x), 12))
}
if (has("collapse")) {
  report("year_over_year", "collapse", function() collapse::fgrowth(x, 12, scale = 1))
  report("fiscal_totals", "collapse", function() collapse::fsum(x, rep(1:20, each = 12)))
}
