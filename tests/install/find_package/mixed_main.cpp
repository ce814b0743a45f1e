#include <highwater/series/time_series.hpp>

double latest(const highwater::TimeSeries& series);

int main() { return latest(highwater::TimeSeries(highwater::month(2024, 12), {348.0})) == 348.0 ? 0 : 1; }
