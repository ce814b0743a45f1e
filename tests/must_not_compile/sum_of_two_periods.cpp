// expect: (no match for|invalid operands)
#include <highwater/calendar/period.hpp>

int main() { return (highwater::month(2024, 1) + highwater::month(0, 1)).year(); }
