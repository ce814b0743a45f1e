// expect: deleted (function|member function|constructor)
#include <highwater/io/mapped_panel.hpp>

int main() {
  const highwater::PanelView view = highwater::io::MappedPanel("values.bin", highwater::month(2024, 1), 12).view();
  return static_cast<int>(view.periods());
}
