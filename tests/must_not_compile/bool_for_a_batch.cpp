// expect: (BatchSource|constraint)
#include <highwater/monitor/scan_batches.hpp>

int main() {
  return static_cast<int>(highwater::monitor::scan_batches([] { return false; }).size());
}
