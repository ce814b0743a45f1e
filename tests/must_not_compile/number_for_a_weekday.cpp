// expect: (no matching|no viable|convert)
#include <highwater/calendar/working_days.hpp>

int main() {
  const highwater::WorkingDays calendar({.weekend = {6, 7}});
  return static_cast<int>(calendar.count(highwater::month(2024, 11)));
}
