#include "io/csv_table.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "highwater/calendar/period_text.hpp"
#include "highwater/series/series_view.hpp"
#include "io/number_text.hpp"
#include "io/source_text.hpp"
#include "io/words.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

std::size_t count_line_ends(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) ++count;
  return count;
}

// Characters that look like a blank, a minus sign or nothing at all.
struct Invisible {
  std::string_view bytes;
  std::string_view name;
};
constexpr std::array<Invisible, 16> invisibles = {{{"\xC2\xA0", "U+00A0"},
                                                   {"\xC2\xAD", "U+00AD"},
                                                   {"\xE2\x80\x82", "U+2002"},
                                                   {"\xE2\x80\x83", "U+2003"},
                                                   {"\xE2\x80\x87", "U+2007"},
                                                   {"\xE2\x80\x89", "U+2009"},
                                                   {"\xE2\x80\x8A", "U+200A"},
                                                   {"\xE2\x80\x8B", "U+200B"},
                                                   {"\xE2\x80\x8C", "U+200C"},
                                                   {"\xE2\x80\x8D", "U+200D"},
                                                   {"\xE2\x80\x8E", "U+200E"},
                                                   {"\xE2\x80\x8F", "U+200F"},
                                                   {"\xE2\x80\xAF", "U+202F"},
                                                   {"\xE2\x81\xA0", "U+2060"},
                                                   {"\xE3\x80\x80", "U+3000"},
                                                   {"\xEF\xBB\xBF", "U+FEFF"}}};

// Where the first byte is that is NUL or not UTF-8; the size of the text if there is none.
std::size_t first_not_text(std::string_view text) {
  const auto byte = [text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  std::size_t i = 0;
  while (i < text.size()) {
    constexpr std::size_t many = 64;  // of ASCII at once, none of which is NUL
    while (i + many <= text.size()) {
      std::uint64_t odd = 0;
      for (std::size_t k = 0; k < many; k += 8) {
        const std::uint64_t word = eight_bytes(text.data() + i + k);
        odd |= word | (word - each_byte(1));
      }
      if ((odd & each_byte(0x80)) != 0) break;
      i += many;
    }
    // The character that is not, or the next of those that are fewer.
    for (const std::size_t end = std::min(text.size(), i + many); i < end;) {
      const unsigned lead = byte(i);
      const std::size_t size = lead > 0 && lead < 0x80       ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
      if (size == 0) return i;
      for (std::size_t k = 1; k < size; ++k)
        if ((byte(i + k) & 0xC0U) != 0x80U) return i;
      i += size;
    }
  }
  return text.size();
}

// Windows-1252 as UTF-8; the five bytes that it leaves undefined stand for themselves, as in Latin-1.
std::string from_latin1(std::string_view text) {
  constexpr std::array<unsigned, 32> high = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                             0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                             0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                             0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    unsigned code = static_cast<unsigned char>(c);
    if (code >= 0x80 && code < 0xA0) code = high[code - 0x80];
    if (code < 0x80) {
      out += static_cast<char>(code);
    } else if (code < 0x800) {
      out += static_cast<char>(0xC0 | (code >> 6));
      out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
      out += static_cast<char>(0xE0 | (code >> 12));
      out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
      out += static_cast<char>(0x80 | (code & 0x3F));
    }
  }
  return out;
}

Error contradiction(const CsvFormat& format, const std::string& what) {
  return Error(std::string(format.options) + ": " + what);
}

// Characters that occur in periods, numbers and quoting cannot separate or mark anything.
void require_usable(const CsvFormat& format, const std::string& what, char c) {
  const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool ascii = c > 0 && c < 127;
  if (!ascii || alphanumeric || c == '"' || c == '+' || c == '-' || c == '\n' || c == '\r')
    throw contradiction(format, "the " + what + " cannot be " + quoted({&c, 1}));
}

void require_different(const CsvFormat& format, const std::string& what, char c, const std::string& other, char d) {
  if (c == d) throw contradiction(format, "the " + what + " and the " + other + " are both " + quoted({&c, 1}));
}

void check(const CsvFormat& format) {
  require_usable(format, "delimiter", format.delimiter);
  if (format.decimal != '.' && format.decimal != ',')
    throw contradiction(format, "the decimal mark cannot be " + quoted({&format.decimal, 1}) + ", only \".\" or \",\"");
  if (format.header == Header::none || format.decimal != ',')
    require_different(format, "delimiter", format.delimiter, "decimal mark", format.decimal);
  if (format.thousands != '\0') {
    require_usable(format, "thousands separator", format.thousands);
    require_different(format, "decimal mark", format.decimal, "thousands separator", format.thousands);
    if (format.header == Header::none)
      require_different(format, "delimiter", format.delimiter, "thousands separator", format.thousands);
  }
  if (format.comment != '\0') {
    require_usable(format, "comment mark", format.comment);
    if (format.comment == ' ' || format.comment == '\t')
      throw contradiction(format, "the comment mark cannot be a blank");
    require_different(format, "delimiter", format.delimiter, "comment mark", format.comment);
    require_different(format, "decimal mark", format.decimal, "comment mark", format.comment);
  }
}

}  // namespace

std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 60;
  constexpr char hex[] = "0123456789abcdef";
  std::size_t size = std::min(text.size(), longest);
  if (size < text.size())  // not inside a UTF-8 character
    while (size > longest - 4 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  std::string out = "\"";
  for (std::size_t i = 0; i < size; ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    const auto invisible = std::find_if(invisibles.begin(), invisibles.end(),
                                        [&](const Invisible& mark) { return text.substr(i).starts_with(mark.bytes); });
    if (invisible != invisibles.end()) {
      out.append("<").append(invisible->name).append(">");
      i += invisible->bytes.size() - 1;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 32 || byte == 127) {
      out.append("\\x").append(1, hex[byte / 16]).append(1, hex[byte % 16]);
    } else {
      out += c;
    }
  }
  return out + (size < text.size() ? "...\"" : "\"");
}

CsvTable::CsvTable(std::string_view text, std::string_view name, const CsvFormat& format)
    : text_(text), name_(name), format_(format) {
  check(format);
  require_bytes(text.size(), name, format.limits);
  prepare();
  if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  for (const auto& [mark, encoding] : {std::pair("\xFF\xFE", "UTF-16LE"), std::pair("\xFE\xFF", "UTF-16BE")})
    if (text_.starts_with(mark))
      throw error(std::string("is ") + encoding + " text, not UTF-8: convert it with iconv -f UTF-16 -t UTF-8");
  const auto nul_at = [this](std::size_t at) {
    return error(1 + count_line_ends(text_.substr(0, at)),
                 "a NUL byte: this is not UTF-8 text (of UTF-16 without a mark: iconv -f UTF-16LE -t UTF-8)");
  };
  if (format_.encoding == Encoding::latin1) {
    if (const std::size_t nul = text_.find('\0'); nul != std::string_view::npos) throw nul_at(nul);
    converted_ = from_latin1(text_);
    text_ = converted_;
  } else if (const std::size_t at = first_not_text(text_); at != text_.size()) {
    if (const std::size_t nul = text_.find('\0'); nul != std::string_view::npos) throw nul_at(nul);
    constexpr char hex[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(text_[at]);
    throw error(1 + count_line_ends(text_.substr(0, at)),
                std::string("the byte ") + hex[byte / 16] + hex[byte % 16] +
                    " is not UTF-8: if this is Latin-1 or Windows-1252, say .encoding = Encoding::latin1 or convert it "
                    "with iconv -f WINDOWS-1252 -t UTF-8");
  }
  if (!read_row()) throw error("has no rows");
  if (format_.names && has_header()) {
    const auto is_there = [this](const std::string& column) {
      return std::find(cells_.begin(), cells_.end(), column) != cells_.end();
    };
    while (!std::all_of(format_.names->begin(), format_.names->end(), is_there)) {
      if (read_row()) continue;
      std::string wanted;
      for (const std::string& column : *format_.names) wanted += (wanted.empty() ? "" : ", ") + quoted(column);
      throw error("has no header with " + wanted);
    }
  }
  first_line_ = line_;
  rows_at_ = has_header() ? next_ : row_at_;
  rows_line_ = has_header() ? next_line_ : first_line_;
  fields_ = cells_.size();
  if (has_header())
    header_.assign(cells_.begin(), cells_.end());
  else
    row_is_waiting_ = true;
  if (format_.split != '\0' && has_header())  // freq,unit,geo\TIME_PERIOD
    for (std::string& column : header_) column = column.substr(0, column.find('\\'));
}

CsvTable::CsvTable(const CsvTable& whole, std::size_t begin, std::size_t end)
    : text_(whole.text_.substr(0, end)),
      name_(whole.name_),
      format_(whole.format_),
      ends_(whole.ends_),
      markers_like_numbers_(whole.markers_like_numbers_),
      rows_may_be_plain_(whole.rows_may_be_plain_),
      header_(whole.header_),
      next_(begin),
      next_line_(begin == whole.rows_at_ ? whole.rows_line_ : 1),
      fields_(whole.fields_),
      first_line_(whole.first_line_) {}

std::vector<std::size_t> CsvTable::row_starts(std::size_t apart) const {
  constexpr std::size_t most = 8;
  std::vector<std::size_t> starts = {rows_at_};
  const std::size_t size = text_.size() - rows_at_, parts = std::min(most, size / apart);
  const bool has_quotes = text_.find('"', rows_at_) != std::string_view::npos;
  const bool cuts = format_.comment == '\0' || !has_quotes;  // what stands in a comment is not counted
  bool is_quoted = false;                                    // a line may end inside quotes
  for (std::size_t i = 1, at = rows_at_; cuts && i < parts; ++i) {
    const std::size_t target = std::max(at, rows_at_ + size * i / parts);
    const auto quotes = !has_quotes ? 0
                                    : std::count(text_.begin() + static_cast<std::ptrdiff_t>(at),
                                                 text_.begin() + static_cast<std::ptrdiff_t>(target), '"');
    is_quoted = is_quoted != (quotes % 2 != 0);
    for (at = target; at < text_.size() && (is_quoted || text_[at] != '\n'); ++at)
      is_quoted = is_quoted != (text_[at] == '"');
    if (++at >= text_.size()) break;
    starts.push_back(at);
  }
  starts.push_back(text_.size());
  return starts;
}

std::size_t CsvTable::position(const Column& column) const {
  if (!column.has_name()) {
    const auto position = static_cast<std::size_t>(column.position());
    if (position < fields_) return position;
  } else {
    if (!has_header()) throw error("has no header in which to find the column " + quoted(column.name()));
    const auto found = std::find(header_.begin(), header_.end(), column.name());
    if (found != header_.end()) {
      const auto again = std::find(found + 1, header_.end(), column.name());
      if (again == header_.end()) return static_cast<std::size_t>(found - header_.begin());
      throw error(first_line_, "the name " + quoted(column.name()) + " belongs to column " +
                                   std::to_string(found - header_.begin() + 1) + " and to column " +
                                   std::to_string(again - header_.begin() + 1));
    }
  }
  std::string there = std::to_string(fields_);
  if (has_header()) {
    there.clear();
    constexpr std::size_t shown = 20;
    for (std::size_t i = 0; i < std::min(shown, header_.size()); ++i)
      there += (i == 0 ? "" : ", ") + quoted(header_[i]);
    if (header_.size() > shown) there += ", ...";
  }
  throw error(first_line_, "there is no column " +
                               (column.has_name() ? quoted(column.name())
                                                  : "at position " + std::to_string(column.position()) + " (from 0)") +
                               "; there " + (fields_ == 1 ? "is " : "are ") + there);
}

void CsvTable::require_header_above(std::size_t period_column) const {
  if (has_header() && try_parse_period(header_[period_column]))
    throw error(first_line_, period_column, "the header is a period: is this a file without one?");
}

std::string_view CsvTable::name(std::size_t column) const {
  return column < header_.size() ? std::string_view(header_[column]) : std::string_view();
}

bool CsvTable::next_row_of_any_length() {
  if (!row_is_waiting_) return read_row();
  row_is_waiting_ = false;
  return true;
}

bool CsvTable::next_row() {
  if (!next_row_of_any_length()) return false;
  require_fit();
  return true;
}

bool CsvTable::next_plain_row(const PlainColumns& columns, PlainRow& row) {
  if (!rows_may_be_plain_ || row_is_waiting_ || next_ == text_.size()) return false;
  const char *at = text_.data() + next_, *const end = text_.data() + text_.size();
  if (*at == format_.comment && format_.comment != '\0') return false;
  for (std::size_t column = 0; column < fields_; ++column) {
    const char* const begin = at;
    if (column == columns.value) {
      const PlainNumber number = plain_number(begin, end, format_.decimal);
      at = number.end;
      if (at == begin) return false;
      row.value = number.value;
      if (!number.is_exact) {
        const NumberReading reading =
            read_number({begin, static_cast<std::size_t>(at - begin)}, {.decimal = format_.decimal});
        if (reading.problem != NumberProblem::none) return false;
        row.value = reading.value;
      }
    } else if (column == columns.period && end - begin > 10 && plain_day(begin, row.period)) {
      at += 10;
    } else {
      at = field_end(begin);
      const std::string_view cell(begin, static_cast<std::size_t>(at - begin));
      if (!cell.empty() && (is_blank(cell.front()) || is_blank(cell.back()))) return false;
      if (column == columns.key) row.key = cell;
      if (column == columns.period) {
        row.period = read_written_period(cell, format_.periods);
        if (row.period.is_nothing()) return false;
      }
    }
    const bool is_last = column + 1 == fields_;
    if (is_last && end - at > 1 && *at == '\r' && at[1] == '\n') ++at;
    if (at == end || *at != (is_last ? '\n' : format_.delimiter)) return false;
    ++at;
  }
  row_at_ = next_;
  line_ = next_line_++;
  next_ = static_cast<std::size_t>(at - text_.data());
  return true;
}

/// The day in ten characters, 2024-12-31; most are of the month of the day before.
bool CsvTable::plain_day(const char* at, WrittenPeriod& day) {
  const std::uint64_t month = eight_bytes(at);
  const unsigned tens = static_cast<unsigned char>(at[8]) - unsigned{'0'},
                 ones = static_cast<unsigned char>(at[9]) - unsigned{'0'}, number = tens * 10 + ones;
  if (tens > 9 || ones > 9) return false;
  if (month == month_text_) {
    if (number < 1 || number > month_days_) return false;
    day = WrittenPeriod::of_tag(month_start_.tag(), month_start_.number() + static_cast<int>(number) - 1);
    return true;
  }
  const WrittenPeriod read = read_written_period({at, 10}, {});
  if (read.kind() != WrittenPeriod::Kind::period || read.frequency() != Frequency::daily) return false;
  const civil::Date date = read.period().date();
  month_text_ = month;
  month_days_ = static_cast<unsigned>(civil::days_in_month(date.year, date.month));
  month_start_ = WrittenPeriod::of_tag(read.tag(), read.number() - date.day + 1);
  day = read;
  return true;
}

void CsvTable::require_fit() const {
  if (row_fits()) return;
  throw error(line_, "the row has " + std::to_string(cells_.size()) + (cells_.size() == 1 ? " field" : " fields") +
                         " and " + (has_header() ? "the header" : "line " + std::to_string(first_line_)) + " has " +
                         std::to_string(fields_));
}

void CsvTable::split_first_field() {
  const std::string_view first = cells_.front();
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::size_t end = 0; end != std::string_view::npos; begin = end + 1) {
    end = first.find(format_.split, begin);
    pieces.push_back(first.substr(begin, end == std::string_view::npos ? end : end - begin));
  }
  cells_.erase(cells_.begin());
  cells_.insert(cells_.begin(), pieces.begin(), pieces.end());
}

bool CsvTable::read_row() {
  cells_.clear();
  if (!unescaped_.empty()) unescaped_.clear();
  for (; next_ < text_.size(); skip_line_end()) {
    line_ = next_line_;
    row_at_ = next_;
    if (format_.comment != '\0' && text_[next_] == format_.comment) {
      skip_line();
      continue;
    }
    skip_blanks();
    if (next_ == text_.size() || text_[next_] == '\n' || text_[next_] == '\r') continue;
    cells_.push_back(read_field());
    while (next_ < text_.size() && text_[next_] == format_.delimiter) {
      ++next_;
      cells_.push_back(read_field());
    }
    skip_line_end();
    if (format_.split != '\0') split_first_field();
    return true;
  }
  return false;
}

void CsvTable::prepare() {
  for (const char c : {format_.delimiter, '\n', '\r', '"'}) ends_[static_cast<unsigned char>(c)] = true;
  for (const std::string& marker : format_.missing)
    markers_like_numbers_ = markers_like_numbers_ || (!marker.empty() && marker[0] >= '0' && marker[0] <= '9');
  const PeriodFormat* const periods = format_.periods.format;
  const bool own_periods = periods != nullptr && (periods->reader() || !periods->format().empty() ||
                                                  periods->form() == PeriodForm::excel_serial);
  const bool with_minus =
      std::any_of(format_.missing.begin(), format_.missing.end(), [](const auto& m) { return m.starts_with('-'); });
  rows_may_be_plain_ = !own_periods && !with_minus && !markers_like_numbers_ && format_.split == '\0' &&
                       format_.decimal != format_.delimiter;
}

bool CsvTable::at_field_end() const noexcept {
  if (next_ == text_.size()) return true;
  const char c = text_[next_];
  return c == format_.delimiter || c == '\n' || c == '\r';
}

void CsvTable::skip_blanks() {
  while (next_ < text_.size() && is_blank(text_[next_])) ++next_;
}

void CsvTable::skip_line() {
  while (next_ < text_.size() && text_[next_] != '\n' && text_[next_] != '\r') ++next_;
}

void CsvTable::skip_line_end() {
  if (next_ == text_.size()) return;
  next_ += text_[next_] == '\r' && next_ + 1 < text_.size() && text_[next_ + 1] == '\n' ? 2 : 1;
  ++next_line_;
}

const char* CsvTable::field_end(const char* at) const noexcept {
  const char* const end = text_.data() + text_.size();
  for (; end - at >= 8; at += 8) {
    const std::uint64_t word = eight_bytes(at);
    const std::uint64_t found = zero_bytes(word ^ each_byte('\n')) | zero_bytes(word ^ each_byte('\r')) |
                                zero_bytes(word ^ each_byte('"')) |
                                zero_bytes(word ^ each_byte(static_cast<unsigned char>(format_.delimiter)));
    if (found != 0) return at + first_marked(found);
  }
  while (at < end && !ends_[static_cast<unsigned char>(*at)]) ++at;
  return at;
}

std::string_view CsvTable::read_field() {
  skip_blanks();
  if (next_ < text_.size() && text_[next_] == '"') return read_quoted_field();
  const std::size_t begin = next_;
  next_ = static_cast<std::size_t>(field_end(text_.data() + begin) - text_.data());
  if (next_ < text_.size() && text_[next_] == '"')
    throw error(line_, cells_.size(), "a quote inside a field that does not begin with one");
  std::string_view field = text_.substr(begin, next_ - begin);
  while (!field.empty() && is_blank(field.back())) field.remove_suffix(1);
  return field;
}

std::string_view CsvTable::read_quoted_field() {
  const std::size_t begin = next_ + 1;
  bool has_quotes = false;
  std::size_t end = text_.find('"', begin);
  while (end != std::string_view::npos && text_.substr(end).starts_with("\"\"")) {
    has_quotes = true;
    end = text_.find('"', end + 2);
  }
  if (end == std::string_view::npos) throw error(line_, cells_.size(), "a quoted field is not closed");
  const std::string_view field = text_.substr(begin, end - begin);
  next_line_ += count_line_ends(field);
  next_ = end + 1;
  skip_blanks();
  if (!at_field_end()) throw error(line_, cells_.size(), "text after the closing quote");
  if (!has_quotes) return field;
  std::string& unescaped = unescaped_.emplace_back();
  for (std::size_t i = 0; i < field.size(); ++i) {
    unescaped += field[i];
    if (field[i] == '"') ++i;
  }
  return unescaped;
}

bool CsvTable::is_missing(std::size_t column) const {
  const std::string_view text = cells_[column];
  if (!markers_like_numbers_ && !text.empty() && text.front() >= '0' && text.front() <= '9') return false;
  return std::find(format_.missing.begin(), format_.missing.end(), cells_[column]) != format_.missing.end();
}

double CsvTable::number(std::size_t column) const {
  std::string_view flag;
  return number(column, flag);
}

double CsvTable::number(std::size_t column, std::string_view& flag) const {
  if (is_missing(column)) return missing_value;
  std::string_view text = cells_[column];
  if (format_.marks.flags == Flags::beside_numbers) {
    flag = flag_beside(text);
    if (!flag.empty() && std::find(format_.missing.begin(), format_.missing.end(), text) != format_.missing.end())
      return missing_value;
  }
  const NumberReading reading =
      read_number(text, {.decimal = format_.decimal, .thousands = format_.thousands, .marks = format_.marks});
  if (reading.problem == NumberProblem::not_a_number)
    throw error(line_, column, quoted(cells_[column]) + " is not a number");
  if (reading.problem == NumberProblem::out_of_range)
    throw error(line_, column, quoted(cells_[column]) + " is beyond the range of a double");
  return reading.value;
}

bool CsvTable::is_number(std::size_t column) const {
  std::string_view text = cells_[column];
  if (format_.marks.flags == Flags::beside_numbers) flag_beside(text);
  return read_number(text, {.decimal = format_.decimal, .thousands = format_.thousands, .marks = format_.marks})
             .problem != NumberProblem::not_a_number;
}

Error CsvTable::not_a_period(std::size_t column) const {
  const PeriodFormat by_text;
  const PeriodFormat& format = format_.periods.format != nullptr ? *format_.periods.format : by_text;
  std::string what(why_no_period(cells_[column]));
  if (!format.format().empty())
    what = " is not a period written as " + quoted(format.format());
  else if (format.reader())
    what = " is not a period to the function that reads them";
  else if (format.form() == PeriodForm::excel_serial)
    what = " is not the number of a day in a spreadsheet (45627)";
  return error(line_, column, quoted(cells_[column]) + what);
}

Period CsvTable::date(std::size_t column) const {
  const auto period = try_parse_period(cells_[column]);
  if (period && period->frequency() == Frequency::daily) return *period;
  throw error(line_, column, quoted(cells_[column]) + " is not a date (2024-12-31)");
}

void CsvTable::require_periods_in(FiscalYear fiscal_year, Frequency frequency) const {
  static_cast<void>(fiscal_year.of(month(2000, 1)));  // throws if there is no such fiscal year
  if (frequency > Frequency::quarterly && !(fiscal_year == FiscalYear{}))
    throw error("is " + std::string(to_string(frequency)) +
                ": only a file of years, halves or quarters can count in fiscal years");
}

Error CsvTable::error(const std::string& what) const { return Error(std::string(name_) + ": " + what); }

Error CsvTable::error(std::size_t line, const std::string& what) const {
  return Error(std::string(name_) + ":" + std::to_string(line) + ": " + what);
}

Error CsvTable::error(std::size_t line, std::size_t column, const std::string& what) const {
  return error(line, "column " + std::to_string(column + 1) +
                         (column < header_.size() ? " " + quoted(header_[column]) : "") + ": " + what);
}

}  // namespace HIGHWATER_NAMESPACE::io
