#include <string>

#include "fuzz/input.hpp"
#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/calendar/nesting.hpp"
#include "highwater/io/csv.hpp"

// Periods as text, under every format: what is printed reads back, and what is read prints.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace hw = highwater;
  using fuzz::must;
  fuzz::Input in(data, size);

  const hw::Period any = in.period(in.frequency());
  const hw::Period read = hw::parse_period(to_string(any));
  must((any.frequency() == hw::Frequency::business_daily ? containing(read, any.frequency()) : read) == any,
       "what is printed of a period reads back");
  const hw::FiscalYear fiscal{static_cast<int>(in.below(14)), in.choice<hw::FiscalLabel>(2)};
  const hw::Frequency parts = in.frequency();
  fuzz::answers([&] {
    const hw::Period part = fiscal.part(any, parts);
    const hw::Period first = fiscal.first(part, any.frequency()), last = fiscal.last(part, any.frequency());
    must(first <= any && any <= last, "a period lies in its part of the fiscal year");
    must(!fiscal.name(part).empty(), "a fiscal year has a name");
  });

  hw::io::CsvOptions options{.header = hw::io::Header::none, .delimiter = '\t'};
  if (in.below(2) == 1) options.frequency = in.frequency();
  options.fiscal_year = fiscal;
  const unsigned form = in.below(7);
  const std::string format = form == 6 ? in.text() : std::string();
  const std::string text = in.text();
  if (const auto period = hw::try_parse_period(text))
    must(hw::try_parse_period(to_string(*period)) == period, "what is read of a period prints and reads back");
  fuzz::answers([&] {
    options.period_format =
        form == 6 ? hw::io::PeriodFormat(format) : hw::io::PeriodFormat(static_cast<hw::io::PeriodForm>(form));
    const hw::TimeSeries series = hw::io::parse_csv(text + "\t1\n", options);
    must(!series.empty(), "a cell that is read is a period");
  });
  return 0;
}
