#include <highwater/series/time_series.hpp>

double latest(const highwater::TimeSeries& series) { return series.values().back(); }
