// expect: (deleted|overload)
#include <highwater/monitor/scan.hpp>

int main() {
  highwater::monitor::ScanOptions options;
  options.progress = [](double) {};
}
