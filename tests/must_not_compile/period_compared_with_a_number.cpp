// expect: (no match for|invalid operands)
#include <highwater/calendar/period.hpp>

int main() { return highwater::year(2024) == 2024; }
