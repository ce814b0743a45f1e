// expect: deleted (function|member function)
#include <highwater/series/panel.hpp>

int main() {
  const highwater::Period start = highwater::month(2024, 1);
  return highwater::Panel({"a"}, start, {1.0}).slice(start, start).names().empty();
}
