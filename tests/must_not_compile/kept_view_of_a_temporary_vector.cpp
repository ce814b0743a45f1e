// expect: -Wdangling
// clang-only
#include <highwater/series/series_view.hpp>
#include <vector>

int main() {
  const highwater::SeriesView view(highwater::month(2024, 1), std::vector<double>{1.0, 2.0});
  return view.empty();
}
