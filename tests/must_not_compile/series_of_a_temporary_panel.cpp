// expect: deleted (function|member function|constructor)
#include <highwater/series/panel.hpp>

int main() {
  const highwater::SeriesView view = highwater::Panel({"a"}, highwater::month(2024, 1), {1.0, 2.0}).series(0);
  return view.empty();
}
