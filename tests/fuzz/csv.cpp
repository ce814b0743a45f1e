#include "highwater/io/csv.hpp"

#include <string>
#include <vector>

#include "fuzz/input.hpp"
#include "highwater/io/layouts.hpp"

// Text tables under options that the first bytes choose: a publisher's layout, or all of them one by one.
namespace {

using fuzz::Input;
namespace hw = highwater;
namespace io = highwater::io;

io::Column column(Input& in) {
  return in.one_of<io::Column>({0, 1, 2, 3, "period", "value", "a", "geo", "TIME_PERIOD", "OBS_VALUE", "flag"});
}

io::CsvOptions publisher(Input& in) {
  switch (in.below(12)) {
    case 0:
      return io::layouts::fred();
    case 1:
      return io::layouts::philadelphia_fed();
    case 2:
      return io::layouts::world_bank();
    case 3:
      return io::layouts::world_bank_databank();
    case 4:
      return io::layouts::eurostat_tsv();
    case 5:
      return io::layouts::sdmx_csv({column(in)});
    case 6:
      return io::layouts::ons(in.frequency());
    case 7:
      return io::layouts::bls(in.frequency());
    case 8:
      return io::layouts::bls_wide(in.frequency());
    case 9:
      return io::layouts::bundesbank();
    case 10:
      return io::layouts::imf();
    default:
      return io::layouts::sbp();
  }
}

io::CsvOptions one_by_one(Input& in) {
  io::CsvOptions options;
  options.layout = in.choice<io::Layout>(3);
  options.header = in.choice<io::Header>(2);
  options.delimiter = in.one_of({',', ';', '\t', '|', ' ', '-'});
  options.decimal = in.one_of({'.', ','});
  options.thousands = in.one_of({'\0', ',', '.', ' ', '\''});
  options.comment = in.one_of({'\0', '#', '%'});
  options.notes = in.choice<io::Notes>(4);
  options.encoding = in.choice<io::Encoding>(2);
  options.split = in.one_of({'\0', ',', '/'});
  options.flags = in.choice<io::Flags>(2);
  options.parentheses = in.choice<io::Parentheses>(2);
  options.percent = in.choice<io::Percent>(3);
  options.period_format = in.one_of<io::PeriodFormat>(
      {io::PeriodForm::by_text, io::PeriodForm::day_first, io::PeriodForm::month_first, io::PeriodForm::fiscal_years,
       io::PeriodForm::months, io::PeriodForm::excel_serial, "%d.%m.%Y", "%b %y", "%G-%V", "%Y %q"});
  options.fiscal_year = {static_cast<int>(in.below(13)), in.choice<hw::FiscalLabel>(2)};
  if (in.below(2) == 1) options.frequency = in.frequency();
  options.other_frequencies = in.choice<io::OtherFrequencies>(2);
  options.period = column(in);
  if (in.below(2) == 1) options.value = column(in);
  if (in.below(2) == 1) options.keys = {column(in)};
  if (in.below(2) == 1) options.only = {{column(in), in.one_of<std::string>({"AT", "1", ""})}};
  if (in.below(2) == 1) options.period_part = column(in);
  if (in.below(2) == 1) options.flag = column(in);
  if (in.below(2) == 1)
    options.month_names = {"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                           "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};
  return options;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input in(data, size);
  io::CsvOptions options = in.below(2) == 0 ? one_by_one(in) : publisher(in);
  std::vector<io::Flag> flags;
  options.limits.values = 1 << 16;  // long series take time and show nothing else
  options.on_flag = [&flags](const io::Flag& flag) { flags.push_back(flag); };
  fuzz::answers([&] {
    const hw::TimeSeries series = io::parse_csv(in.rest(), options);
    fuzz::must(!series.empty(), "a file that is read has a period");
    fuzz::must_be_finite_or_missing(series);
    for (const io::Flag& flag : flags) fuzz::must(series.contains(flag.period), "a flag is of a period of the series");
  });
  flags.clear();
  fuzz::answers([&] {
    const hw::Panel panel = io::parse_panel(in.rest(), options);
    fuzz::must(panel.periods() > 0 && panel.series_count() > 0, "a panel that is read has a value");
    for (const hw::SeriesView series : panel) fuzz::must_be_finite_or_missing(series);
    for (const io::Flag& flag : flags) fuzz::must(panel.contains(flag.series), "a flag is of a series of the panel");
  });
  return 0;
}
