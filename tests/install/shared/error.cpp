// An Error of the library is caught by a program that links it.
#include <highwater/highwater.hpp>

int main() {
  try {
    static_cast<void>(highwater::io::parse_csv("period,value\n2024-10,many\n"));
  } catch (const highwater::Error&) {
    return 0;
  }
  return 1;
}
