#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "highwater/calendar/period.hpp"
#include "highwater/io/period_format.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// What a cell says of a period before the other rows of its column are known, in four bytes.
class WrittenPeriod {
 public:
  enum class Kind : std::uint8_t {
    period,                // frequency and ordinal
    date_either,           // 01/02/2024
    date_day_first,        // 31/12/2024
    date_month_first,      // 12/31/2024
    month_or_years,        // 2009-10
    month_or_years_slash,  // 2009/10
    years,                 // 2022-23: a year that starts in one and ends in the next
    fiscal_year,           // FY2025: the year by which it is named
    fiscal_half,           // H1 FY25
    fiscal_quarter,        // Q2 FY25
    years_half,            // H1 2024/25
    years_quarter,         // Q2 2024/25
    third,                 // 2024-T3: of years, for which there is no frequency
    nothing
  };

  constexpr WrittenPeriod() = default;
  constexpr WrittenPeriod(Period period)
      : bits_((static_cast<std::uint32_t>(period.frequency()) << shift) |
              static_cast<std::uint32_t>(period.ordinal() + offset)) {}
  constexpr WrittenPeriod(Kind kind, int number)
      : bits_((first_kind + static_cast<std::uint32_t>(kind)) << shift | static_cast<std::uint32_t>(number)) {}

  constexpr Kind kind() const noexcept {
    const std::uint32_t tag = bits_ >> shift;
    return tag < first_kind ? Kind::period : static_cast<Kind>(tag - first_kind);
  }
  /// Of a period; what is none yet counts as daily.
  constexpr Frequency frequency() const noexcept {
    return kind() == Kind::period ? static_cast<Frequency>((bits_ >> shift) % 7) : Frequency::daily;
  }
  constexpr std::int64_t ordinal() const noexcept { return std::int64_t{bits_ & mask} - offset; }
  constexpr Period period() const { return {frequency(), ordinal()}; }
  /// Of a date year * 1024 + first * 32 + second; of month_or_years year * 16 + month; otherwise as the kind says.
  constexpr int number() const noexcept { return static_cast<int>(bits_ & mask); }
  constexpr bool is_nothing() const noexcept { return kind() == Kind::nothing; }

  /// Kind and frequency as one small number, below `tags`.
  static constexpr std::size_t tags = 32;
  constexpr std::size_t tag() const noexcept { return bits_ >> shift; }
  static constexpr WrittenPeriod of_tag(std::size_t tag, int number) noexcept {
    WrittenPeriod made;
    made.bits_ = static_cast<std::uint32_t>(tag) << shift | static_cast<std::uint32_t>(number);
    return made;
  }
  friend constexpr bool operator==(WrittenPeriod, WrittenPeriod) noexcept = default;
  /// By tag, then by number.
  friend constexpr bool operator<(WrittenPeriod a, WrittenPeriod b) noexcept { return a.bits_ < b.bits_; }

 private:
  static constexpr unsigned shift = 26;
  static constexpr std::uint32_t mask = (std::uint32_t{1} << shift) - 1;
  static constexpr std::uint32_t first_kind = 16;
  static constexpr std::int64_t offset = 1'000'000;
  std::uint32_t bits_ = (first_kind + static_cast<std::uint32_t>(Kind::nothing)) << shift;
};

/// How the periods of a file are read. What it points to is borrowed.
struct PeriodRules {
  const PeriodFormat* format = nullptr;
  std::span<const std::string> month_names = {};  // a multiple of 12, January first
};

/// What the text says; nothing if it is not a period.
WrittenPeriod read_written_period(std::string_view text, const PeriodRules& rules);

/// The same of a period in two cells: 2024 and M01, Q1, S1, January, 1 (only if `numbers` says what a number counts).
WrittenPeriod read_written_period(std::string_view year, std::string_view part, const PeriodRules& rules,
                                  std::optional<Frequency> numbers);

/// Why a text is no period, to follow it in an error.
std::string_view why_no_period(std::string_view text);

}  // namespace HIGHWATER_NAMESPACE::io
