# The work of benchmarks/core on the panel that it wrote into FOLDER, in R: base, matrixStats, collapse and data.table, each
# where it is installed. Usage: peers.R FOLDER (see run). A line for each: operation, tool, nanoseconds per value, series
# measured, and whether the first series came out as ours. Debian: r-cran-matrixstats r-cran-data.table r-cran-collapse.
folder <- commandArgs(TRUE)[1]
doubles <- function(name) {
  path <- file.path(folder, name)
  readBin(path, "double", file.size(path) / 8)
}
x <- matrix(doubles("panel"), 240) # a column a series
series <- ncol(x)
has <- function(package) requireNamespace(package, quietly = TRUE)

# `work` gives a matrix with a column a series, or a vector of series after series.
measure <- function(operation, tool, work, measured = series) {
  calls <- 1 + 1e7 %/% (240 * measured) # the clock has milliseconds
  seconds <- sapply(1:3, function(i) system.time(for (call in seq_len(calls)) result <<- work())[["elapsed"]]) / calls
  ours <- doubles(operation)
  theirs <- as.double(unlist(result, use.names = FALSE))
  shared <- seq_len(min(length(ours), length(theirs)))
  same <- isTRUE(all.equal(theirs[shared], ours[shared], tolerance = 1e-9))
  cat(sprintf("%s\t%s\t%.3f\t%d\t%s\n", operation, tool, median(seconds) / (240 * measured) * 1e9, measured,
              if (same) "same" else "DIFFERENT"))
}

t <- 1:240 - 120.5
by_year <- x
dim(by_year) <- c(12, 20 * series)
measure("year_over_year", "base R", function() rbind(matrix(NA, 12, series), x[13:240, ] / x[1:228, ] - 1))
measure("fiscal_totals", "base R", function() colSums(by_year))
measure("linear_trend", "base R", function() crossprod(t, x) / sum(t^2))
measure("log_linear_trend", "base R", function() crossprod(t, log(x)) / sum(t^2))
rm(by_year)

if (has("matrixStats")) {
  measure("running_high", "matrixStats", function() matrixStats::colCummaxs(x))
  measure("record_indicators", "matrixStats", function() rbind(TRUE, x[-1, ] > matrixStats::colCummaxs(x)[-240, ]))
  measure("current_streak", "matrixStats", function() colSums(matrixStats::colCumprods((x[240:13, ] > x[228:1, ]) + 0L)))
}

if (has("collapse")) {
  years <- collapse::GRP(rep(1:20, each = 12))
  measure("year_over_year", "collapse", function() collapse::fgrowth(x, 12, scale = 1))
  measure("fiscal_totals", "collapse", function() collapse::fsum(x, years))
}

if (has("data.table")) {
  # Long tables with a group a series take seconds: fewer series. frollmean takes a list of columns.
  suppressMessages(library(data.table))
  some <- min(series, 10000L)
  long <- data.table(id = rep(seq_len(some), each = 240), year = rep(rep(1:20, each = 12), some), t = t,
                     x = as.vector(x[, seq_len(some)]), key = c("id", "year"))
  columns <- lapply(seq_len(some), function(j) x[, j])
  table <- function(operation, work) measure(operation, "data.table", work, some)
  table("year_over_year", function() long[, x / shift(x, 12) - 1, by = id]$V1)
  table("running_high", function() long[, cummax(x), by = id]$V1)
  table("record_indicators", function() long[, x > shift(cummax(x), fill = -Inf), by = id]$V1)
  table("trailing_mean_12", function() frollmean(columns, 12))
  table("fiscal_totals", function() long[, sum(x), by = .(id, year)]$V1)
  table("current_streak", function() long[, sum(cumprod(rev(x[-(1:12)] > x[1:228]))), by = id]$V1)
  table("linear_trend", function() long[, sum(t * x), by = id]$V1 / sum(t[1:240]^2))
  table("log_linear_trend", function() long[, sum(t * log(x)), by = id]$V1 / sum(t[1:240]^2))
}
