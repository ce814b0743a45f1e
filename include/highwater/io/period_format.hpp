#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/io/period_format.hpp needs the compiled library: link highwater::highwater"
#endif

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "highwater/calendar/period.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// What the text of a period alone does not say.
///
/// by_text       nothing is said: what can be read in two ways is an Error, unless another row decides.
/// day_first     01/02/2024 is 1 February; month_first: it is 2 January.
/// fiscal_years  2009-10 and 2009/10 are years; months: they are Octobers.
/// excel_serial  45627 is a day, counted as a spreadsheet does: 2024-12-01.
enum class PeriodForm : std::uint8_t { by_text, day_first, month_first, fiscal_years, months, excel_serial };

/// How the periods of a file are written: a form with a name, a format in the notation of strptime, or a function.
///
/// A format has the fields %Y, %y (69 to 99 are 1969 to 1999), %m, %b or %B (names of months), %d or %e, %j (day of the
/// year), %G and %V (ISO year and week), %q (quarter) and %%; a blank stands for any number of blanks. The finest field
/// gives the frequency: "%d/%m/%Y" is daily, "%b %Y" monthly, "%qQ%Y" quarterly.
/// A function gives an empty optional for what is not a period.
/// Errors   throws Error if a format has a field that is not one of these, none for the year, or an empty function is
///          given.
class PeriodFormat {
 public:
  using Reader = std::function<std::optional<Period>(std::string_view)>;

  PeriodFormat(PeriodForm form = PeriodForm::by_text) : form_(form) {}
  PeriodFormat(std::string format);
  PeriodFormat(const char* format) : PeriodFormat(std::string(format)) {}
  template <class Function>
  requires std::convertible_to<Function, Reader> &&
      std::is_invocable_r_v<std::optional<Period>, Function&, std::string_view>
      PeriodFormat(Function reader) : reader_(std::move(reader)) {
    require_reader();
  }

  PeriodForm form() const noexcept { return form_; }
  /// The format; empty if there is none.
  const std::string& format() const noexcept { return format_; }
  /// The function; empty if there is none.
  const Reader& reader() const noexcept { return reader_; }

 private:
  void require_reader() const;

  PeriodForm form_ = PeriodForm::by_text;
  std::string format_;
  Reader reader_;
};

}  // namespace HIGHWATER_NAMESPACE::io
