// expect: deleted (function|member function|constructor)
#include <highwater/series/eigen.hpp>

int main() {
  const auto map = highwater::eigen_map(highwater::Panel({"a"}, highwater::month(2024, 1), {1.0, 2.0}));
  return static_cast<int>(map.size());
}
