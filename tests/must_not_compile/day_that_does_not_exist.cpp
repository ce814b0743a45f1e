// expect: (constant expression|must be initialized)
#include <highwater/calendar/period.hpp>

constexpr highwater::Period leap_day = highwater::day(2023, 2, 29);

int main() { return leap_day.year(); }
