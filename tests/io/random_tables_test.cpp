#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "highwater/io/csv.hpp"

namespace hw = highwater;
using hw::Panel;
using hw::io::CsvOptions;
using hw::io::Layout;

namespace {

class Source {
 public:
  explicit Source(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t limit) { return random_() % limit; }
  bool sometimes() { return below(2) == 0; }
  std::mt19937& engine() { return random_; }

 private:
  std::mt19937 random_;
};

const char* const month_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// The period in a form of those in which its frequency is written, always the same in a table.
std::string written(hw::Period period, std::size_t form) {
  const std::string y = std::to_string(period.year()), n = std::to_string(period.number()), plain = to_string(period);
  switch (period.frequency()) {
    case hw::Frequency::quarterly:
      return std::vector<std::string>{plain, y + "Q" + n, "Q" + n + " " + y, y + ":Q" + n, y + "Q0" + n}[form % 5];
    case hw::Frequency::monthly: {
      const std::string two = plain.substr(5), name = month_names[period.number() - 1];
      return std::vector<std::string>{plain,   y + "M" + two, y + " " + name, name + "-" + y.substr(2),
                                      y + two, two + "/" + y, name + " " + y}[form % 7];
    }
    case hw::Frequency::semiannual:
      return std::vector<std::string>{plain, y + "H" + n, "H" + n + " " + y}[form % 3];
    case hw::Frequency::weekly:
      return std::vector<std::string>{plain, y + " W" + n}[form % 2];
    case hw::Frequency::annual:
      return std::vector<std::string>{plain, y + " [YR" + y + "]"}[form % 2];
    default: {
      const hw::civil::Date date = period.date();
      const std::string d = std::to_string(date.day), m = month_names[date.month - 1];
      return std::vector<std::string>{plain, d + "-" + m + "-" + y, plain + "T00:00:00"}[form % 3];
    }
  }
}

// Eighths are exact in decimal and in binary.
std::string written(double value, const CsvOptions& options, Source& source) {
  if (hw::is_missing(value)) return options.missing[source.below(options.missing.size())];
  std::ostringstream out;
  out.precision(15);
  out << value;
  std::string text = out.str();
  std::replace(text.begin(), text.end(), '.', options.decimal);
  std::size_t end = text.find(options.decimal);
  if (end == std::string::npos) end = text.size();
  const std::size_t begin = text[0] == '-' ? 1 : 0;
  if (options.thousands != '\0' && source.sometimes())
    for (std::size_t at = end; at > begin + 3; at -= 3) text.insert(at - 3, 1, options.thousands);
  if (options.flags == hw::io::Flags::beside_numbers && source.sometimes()) text += " p";
  return "\"" + text + "\"";
}

}  // namespace

TEST(RandomTables, AreReadBackToThePanelThatTheyWereWrittenFrom) {
  const std::vector<hw::Period> starts = {hw::year(1950),      hw::half(1990, 2),  hw::quarter(2008, 3),
                                          hw::month(2003, 11), hw::week(2019, 50), hw::day(2023, 12, 20)};
  for (unsigned seed = 0; seed < 1500; ++seed) {
    Source source(seed);
    const hw::Period first = starts[source.below(starts.size())];
    const std::size_t periods = 3 + source.below(20), count = 1 + source.below(5), form = source.below(100);
    std::vector<double> values(periods * count);
    for (double& value : values)
      value = source.below(5) == 0 ? hw::missing_value : (static_cast<double>(source.below(100'000'000)) - 3e7) / 8;
    std::vector<std::string> names;
    for (std::size_t j = 0; j < count; ++j) names.push_back("S" + std::to_string(j));
    const Panel panel(names, first, values);

    CsvOptions options{.delimiter = std::string(",;\t")[source.below(3)]};
    if (options.delimiter != ',' && source.sometimes()) options.decimal = ',';
    if (source.sometimes()) options.thousands = options.decimal == ',' ? '.' : source.sometimes() ? ' ' : '\'';
    if (source.sometimes()) options.missing = {"", "..", ":"};
    if (source.sometimes()) options.flags = hw::io::Flags::beside_numbers;
    options.frequency = first.frequency();
    const bool notes = source.sometimes();
    const std::string mark(1, options.delimiter);
    std::string text = source.sometimes() ? "\xEF\xBB\xBF" : "";
    const std::string end = source.sometimes() ? "\r\n" : "\n";
    const std::size_t layout = source.below(3);
    if (notes) {
      options.notes = hw::io::Notes::around;
      text += "A title" + end + end;
    }
    std::vector<std::string> rows;
    if (layout == 0) {  // a column a series
      options.period = "when";
      text += "when";
      for (const std::string& name : names) text += mark + name;
      for (std::size_t i = 0; i < periods; ++i) {
        rows.push_back(written(first + static_cast<std::int64_t>(i), form));
        for (std::size_t j = 0; j < count; ++j)
          rows.back() += mark + written(panel.series(j).values()[i], options, source);
      }
    } else if (layout == 1) {  // long
      options.period = "when";
      options.value = "what";
      options.keys = {"who"};
      text += "note" + mark + "who" + mark + "what" + mark + "when";
      for (std::size_t j = 0; j < count; ++j)
        for (std::size_t i = 0; i < periods; ++i)
          rows.push_back("5" + mark + names[j] + mark + written(panel.series(j).values()[i], options, source) + mark +
                         written(first + static_cast<std::int64_t>(i), form));
    } else {
      options.layout = Layout::periods_across;
      options.keys = {"who"};
      text += "who" + mark + "unit";
      for (std::size_t i = 0; i < periods; ++i) text += mark + written(first + static_cast<std::int64_t>(i), form);
      for (std::size_t j = 0; j < count; ++j) {
        rows.push_back(names[j] + mark + "index");
        for (std::size_t i = 0; i < periods; ++i)
          rows.back() += mark + written(panel.series(j).values()[i], options, source);
      }
    }
    if (layout == 0) std::shuffle(rows.begin(), rows.end(), source.engine());
    text += end;
    for (const std::string& row : rows) text += row + end;
    if (notes) text += end + "Source: an office" + end;

    const Panel read = hw::io::parse_panel(text, options);
    ASSERT_EQ(std::vector(read.names().begin(), read.names().end()), names) << text;
    for (std::size_t j = 0; j < count; ++j)
      ASSERT_EQ(hw::TimeSeries(read.series(j)), hw::TimeSeries(panel.series(j))) << "seed " << seed << '\n' << text;
  }
}
