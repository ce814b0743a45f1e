#include "highwater/io/vintages.hpp"

#include <vector>

#include "fuzz/input.hpp"

// Files of reports, and what stood when.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace hw = highwater;
  namespace io = highwater::io;
  using fuzz::must;
  fuzz::Input in(data, size);
  io::VintageOptions options;
  options.header = in.choice<io::Header>(2);
  options.delimiter = in.one_of({',', ';', '\t'});
  options.decimal = in.one_of({'.', ','});
  options.thousands = in.one_of({'\0', ',', ' '});
  options.comment = in.one_of({'\0', '#'});
  options.fiscal_year = {static_cast<int>(in.below(13)), in.choice<hw::FiscalLabel>(2)};
  if (in.below(2) == 1) options.frequency = in.frequency();
  options.period_format = static_cast<io::PeriodForm>(in.below(6));
  if (in.below(2) == 1) options.resolution = in.one_of<io::Column>({3, "resolution"});
  if (in.below(2) == 1) options.leave_out = {{in.one_of<io::Column>({4, "note"}), {"ERROR", ""}}};
  fuzz::answers([&] {
    const hw::Vintages vintages = io::parse_vintages(in.rest(), options);
    const std::vector<hw::Period> days = vintages.days();
    must(!days.empty(), "a file that is read has a report");
    const hw::TimeSeries last = vintages.as_of(days.back());
    must(fuzz::same_bits(last, vintages.latest()), "after the last report stands what stands after all");
    must(vintages.resolution_as_of(days.front()).size() == vintages.as_of(days.front()).size(),
         "each value that stood has a resolution");
    fuzz::must_be_finite_or_missing(vintages.first_release());
    static_cast<void>(vintages.revisions({.max_lag = 3}));
  });
  return 0;
}
