// expect: deleted (function|member function|constructor)
#include <highwater/series/panel.hpp>

int main() {
  for (const auto& name : highwater::Panel({"a"}, highwater::month(2024, 1), {1.0, 2.0}).names())
    if (name.empty()) return 1;
}
