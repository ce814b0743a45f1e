// expect: -Wdangling
// clang-only
#include <highwater/series/panel.hpp>

int main() {
  const highwater::PanelView view = highwater::Panel({"a"}, highwater::month(2024, 1), {1.0, 2.0});
  return static_cast<int>(view.periods());
}
