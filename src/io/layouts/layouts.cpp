#include "highwater/io/layouts.hpp"

namespace HIGHWATER_NAMESPACE::io::layouts {

CsvOptions fred() { return {.missing = {"", ".", "#N/A"}}; }

CsvOptions alfred() { return fred(); }

VintageOptions alfred_vintages() { return {.missing = {"", ".", "#N/A"}, .layout = VintageLayout::columns}; }

CsvOptions philadelphia_fed() { return fred(); }

CsvOptions world_bank() {
  return {.missing = {"", ".."},
          .layout = Layout::periods_across,
          .keys = {"Country Code", "Indicator Code"},
          .notes = Notes::above};
}

CsvOptions world_bank_databank() {
  return {.missing = {"", ".."},
          .layout = Layout::periods_across,
          .keys = {"Country Code", "Series Code"},
          .notes = Notes::around};
}

CsvOptions eurostat_tsv() {
  return {.delimiter = '\t',
          .missing = {"", ":"},
          .layout = Layout::periods_across,
          .split = ',',
          .flags = Flags::beside_numbers};
}

CsvOptions sdmx_csv(std::vector<Column> keys) {
  return {.period = "TIME_PERIOD", .value = "OBS_VALUE", .missing = {"", ":", "NaN", "NA"}, .keys = std::move(keys)};
}

CsvOptions ons(Frequency frequency) {
  return {.frequency = frequency, .other_frequencies = OtherFrequencies::leave_out, .notes = Notes::above};
}

CsvOptions bls(Frequency frequency) {
  return {.period = "Year",
          .value = "Value",
          .missing = {"", "-"},
          .keys = {"Series ID"},
          .frequency = frequency,
          .other_frequencies = OtherFrequencies::leave_out,
          .period_part = "Period",
          .notes = Notes::above};
}

CsvOptions bls_wide(Frequency frequency) {
  return {.period = "Year",
          .missing = {"", "-"},
          .layout = Layout::parts_across,
          .frequency = frequency,
          .other_frequencies = OtherFrequencies::leave_out,
          .notes = Notes::above};
}

CsvOptions bundesbank() {
  return {.value = 1, .delimiter = ';', .decimal = ',', .missing = {"", "."}, .notes = Notes::above, .flag = 2};
}

CsvOptions banxico() {
  return {.period = "Fecha",
          .missing = {"", "N/E"},
          .period_format = PeriodForm::day_first,
          .notes = Notes::above,
          .encoding = Encoding::latin1};
}

CsvOptions imf() {
  return {.delimiter = '\t',
          .thousands = ',',
          .missing = {"", "n/a", "--"},
          .layout = Layout::periods_across,
          .keys = {"ISO", "WEO Subject Code"},
          .notes = Notes::around};
}

CsvOptions sbp() {
  return {.period = "Observation Date", .value = "Observation Value", .thousands = ',', .keys = {"Series Key"}};
}

}  // namespace HIGHWATER_NAMESPACE::io::layouts
