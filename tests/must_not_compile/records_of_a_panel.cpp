// expect: (SeriesView|no matching function)
#include <highwater/records/records.hpp>
#include <highwater/series/panel.hpp>

int main() {
  const highwater::Panel panel({"a"}, highwater::month(2024, 1), {1.0, 2.0});
  return static_cast<int>(highwater::records::highs(panel).size());
}
