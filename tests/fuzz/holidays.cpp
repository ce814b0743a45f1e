#include "highwater/io/holidays.hpp"

#include <algorithm>

#include "fuzz/input.hpp"
#include "highwater/calendar/working_days.hpp"

// Files of holidays, and the working days that they leave.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace hw = highwater;
  namespace io = highwater::io;
  fuzz::Input in(data, size);
  const io::HolidayOptions options{.date = in.one_of<io::Column>({0, 1, "date"}),
                                   .header = in.choice<io::Header>(2),
                                   .delimiter = in.one_of({',', ';', '\t'}),
                                   .comment = in.one_of({'\0', '#'})};
  fuzz::answers([&] {
    const std::vector<hw::Period> days = io::parse_holidays(in.rest(), options);
    fuzz::must(std::adjacent_find(days.begin(), days.end(), [](auto a, auto b) { return !(a < b); }) == days.end(),
               "holidays ascend");
    const hw::WorkingDays calendar({.holidays = days});
    for (const hw::Period day : days) {
      fuzz::must(!calendar.is_working_day(day), "a holiday has no work");
      fuzz::must(calendar.count(hw::year(day.year())) <= 262, "a year has at most 262 working days");
    }
  });
  return 0;
}
