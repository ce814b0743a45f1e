// expect: deleted function
#include <highwater/series/missing.hpp>

int main() {
  const highwater::SeriesView part = highwater::missing::trim(highwater::TimeSeries(highwater::month(2024, 1), {1.0}));
  return part.empty();
}
