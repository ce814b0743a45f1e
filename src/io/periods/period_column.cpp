#include "io/periods/period_column.hpp"

#include <algorithm>
#include <array>

#include "highwater/calendar/frequency_of_days.hpp"
#include "highwater/calendar/nesting.hpp"
#include "highwater/calendar/period_text.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

using Kind = WrittenPeriod::Kind;

std::string two_digits(int value) {
  return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

// A date as it was written, near enough for a message: 01/02/2024.
std::string date_text(int number) {
  return two_digits(number / 32 % 32) + "/" + two_digits(number % 32) + "/" + std::to_string(number / 1024);
}

Period date_of(int number, bool day_first) {
  const int y = number / 1024, a = number / 32 % 32, b = number % 32;
  return day_first ? day(y, b, a) : day(y, a, b);
}

// The first cell of each kind, and whether the cells that could be months or years are more than one label.
struct Survey {
  std::array<const Observation*, static_cast<std::size_t>(Kind::nothing) + 1> first{};
  const Observation* monthly = nullptr;
  bool several_doubtful = false;

  explicit Survey(const std::vector<Observation>& observations) {
    for (const Observation& cell : observations) {
      const Kind kind = cell.period.kind();
      const Observation*& slot = first[static_cast<std::size_t>(kind)];
      if (slot == nullptr) slot = &cell;
      if (kind == Kind::period && monthly == nullptr && cell.period.frequency() == Frequency::monthly) monthly = &cell;
      if (kind == Kind::month_or_years && !(slot->period == cell.period)) several_doubtful = true;
    }
  }
  const Observation* operator[](Kind kind) const { return first[static_cast<std::size_t>(kind)]; }
};

bool day_comes_first(const Survey& seen, const PeriodChoice& choice) {
  const Observation *day = seen[Kind::date_day_first], *month = seen[Kind::date_month_first],
                    *either = seen[Kind::date_either];
  if (choice.form == PeriodForm::day_first && month != nullptr)
    throw choice.error(*month, date_text(month->period.number()) + " is not a date with the day first");
  if (choice.form == PeriodForm::month_first && day != nullptr)
    throw choice.error(*day, date_text(day->period.number()) + " is not a date with the month first");
  if (day != nullptr && month != nullptr) {
    const Observation &later = day->line > month->line ? *day : *month, &earlier = &later == day ? *month : *day;
    throw choice.error(later, date_text(later.period.number()) + " and " + date_text(earlier.period.number()) +
                                  " in line " + std::to_string(earlier.line) + " are not written alike");
  }
  if (choice.form == PeriodForm::day_first || choice.form == PeriodForm::month_first)
    return choice.form == PeriodForm::day_first;
  if (either != nullptr && day == nullptr && month == nullptr)
    throw choice.error(*either, date_text(either->period.number()) +
                                    " has its day first or its month: say .period_format = PeriodForm::day_first "
                                    "or PeriodForm::month_first");
  return day != nullptr;
}

bool pairs_are_years(const Survey& seen, const PeriodChoice& choice) {
  if (choice.form == PeriodForm::fiscal_years || choice.form == PeriodForm::months)
    return choice.form == PeriodForm::fiscal_years;
  if (choice.frequency == Frequency::annual || seen[Kind::years] != nullptr) return true;
  if (choice.frequency == Frequency::monthly || seen.monthly != nullptr) return false;
  const Observation* doubtful = seen[Kind::month_or_years_slash];
  if (doubtful == nullptr && seen.several_doubtful) doubtful = seen[Kind::month_or_years];
  if (doubtful != nullptr) {
    const int y = doubtful->period.number() / 16, m = doubtful->period.number() % 16;
    throw choice.error(*doubtful, std::to_string(y) + (doubtful->period.kind() == Kind::month_or_years ? "-" : "/") +
                                      two_digits(m) +
                                      " is a month or a year that ends in the next: say .period_format = "
                                      "PeriodForm::months or PeriodForm::fiscal_years");
  }
  return false;
}

// The period that a cell stands for. Fiscal years are numbered by their names.
Period meaning(const Observation& cell, bool day_first, bool pairs_are_years, const PeriodChoice& choice) {
  const int number = cell.period.number();
  const auto fiscal = [&](Frequency frequency, std::int64_t ordinal) {
    if (choice.fiscal_year.first_month == 1)
      throw choice.error(cell, "a fiscal year: say in which month it begins, as in .fiscal_year = {.first_month = 7}");
    return Period(frequency, ordinal);
  };
  const int ahead = choice.fiscal_year.label == FiscalLabel::end_year ? 1 : 0;
  switch (cell.period.kind()) {
    case Kind::date_either:
    case Kind::date_day_first:
    case Kind::date_month_first:
      return date_of(number, day_first);
    case Kind::month_or_years:
    case Kind::month_or_years_slash:
      return pairs_are_years ? fiscal(Frequency::annual, number / 16 + ahead) : month(number / 16, number % 16);
    case Kind::years:
      return fiscal(Frequency::annual, number + ahead);
    case Kind::fiscal_year:
      return fiscal(Frequency::annual, number);
    case Kind::fiscal_half:
      return fiscal(Frequency::semiannual, number);
    case Kind::fiscal_quarter:
      return fiscal(Frequency::quarterly, number);
    case Kind::years_half:
      return fiscal(Frequency::semiannual, number + 2 * ahead);
    case Kind::years_quarter:
      return fiscal(Frequency::quarterly, number + 4 * ahead);
    case Kind::third:
      throw choice.error(cell,
                         std::to_string(number / 4) + "-T" + std::to_string(number % 4 + 1) +
                             " is a third of a year, for which there is no frequency: where T means quarters, say "
                             ".period_format = \"%Y-T%q\"; rows of thirds beside others are passed over with "
                             ".frequency and OtherFrequencies::leave_out");
    default:
      return cell.period.period();
  }
}

/// Days label longer periods if each starts its own, or each ends it, or each is as many days into it as the others.
///
/// Errors   throws Error that names the first row that lies elsewhere in its period than the first.
void require_fit(const std::vector<Observation>& observations, Frequency frequency, const PeriodChoice& choice) {
  if (frequency == Frequency::business_daily) {
    for (const Observation& cell : observations)
      if (const std::int64_t weekday = civil::weekday_of_day(cell.period.ordinal()); weekday > 4)
        throw choice.error(cell, to_string(cell.period.period()) + " is a " + (weekday == 5 ? "Saturday" : "Sunday") +
                                     ", not a business day");
    return;
  }
  const auto into = [frequency](Period day) { return day - containing(day, frequency).first_day(); };
  const auto before_end = [frequency](Period day) { return containing(day, frequency).last_day() - day; };
  const Period first = observations.front().period.period();
  const Observation* other = nullptr;
  bool end = true;
  for (const Observation& cell : observations) {
    const Period day = cell.period.period();
    end = end && before_end(day) == 0;
    if (other == nullptr && into(day) != into(first)) other = &cell;
    if (!end && other != nullptr)
      throw choice.error(*other, to_string(other->period.period()) + " lies elsewhere in its " +
                                     std::string(to_string(frequency)) + " period than " + to_string(first) +
                                     " in line " + std::to_string(observations.front().line) +
                                     ": days label periods that they all start or all end");
  }
}

std::string named(Frequency frequency) { return std::string(to_string(frequency)); }

}  // namespace

void understand(std::vector<Observation>& observations, const PeriodChoice& choice) {
  const Survey seen(observations);
  const bool day_first = day_comes_first(seen, choice), years = pairs_are_years(seen, choice);
  const bool plain =
      std::all_of(seen.first.begin() + 1, seen.first.end(), [](const Observation* o) { return o == nullptr; });
  if (!plain)
    for (Observation& cell : observations) cell.period = meaning(cell, day_first, years, choice);
}

void resolve(std::vector<Observation>& observations, const PeriodChoice& choice) {
  const bool leaves_out = choice.frequency && choice.others == OtherFrequencies::leave_out;
  const auto is_third = [](const Observation& cell) { return cell.period.kind() == Kind::third; };
  if (leaves_out && !std::all_of(observations.begin(), observations.end(), is_third))
    observations.erase(std::remove_if(observations.begin(), observations.end(), is_third), observations.end());
  understand(observations, choice);
  const auto is_day = [](const Observation& cell) { return cell.period.frequency() == Frequency::daily; };
  if (leaves_out && std::any_of(observations.begin(), observations.end(), [&](const Observation& cell) {
        return cell.period.frequency() == *choice.frequency;
      })) {
    observations.erase(
        std::remove_if(observations.begin(), observations.end(),
                       [&](const Observation& cell) { return cell.period.frequency() != *choice.frequency; }),
        observations.end());
    return;
  }
  const Observation& front = observations.front();
  for (const Observation& cell : observations)
    if (cell.period.frequency() != front.period.frequency())
      throw choice.error(cell, "\"" + to_string(cell.period.period()) + "\"" + " is " + named(cell.period.frequency()) +
                                   " and line " + std::to_string(front.line) + " is " +
                                   named(front.period.frequency()));
  std::optional<Frequency> frequency = choice.frequency;
  if (!frequency) {
    if (!is_day(front)) return;
    std::vector<Period> days;
    days.reserve(observations.size());
    for (const Observation& cell : observations) days.push_back(cell.period.period());
    try {
      frequency = frequency_of_days(days);
    } catch (const Error& error) {
      throw choice.error(front, error.what());
    }
  }
  if (front.period.frequency() == *frequency) return;
  if (!is_day(front))
    throw choice.error(front, to_string(front.period.period()) + " is " + named(front.period.frequency()) +
                                  ", and the options say " + named(*frequency));
  require_fit(observations, *frequency, choice);
  for (Observation& cell : observations) cell.period = containing(cell.period.period(), *frequency);
}

}  // namespace HIGHWATER_NAMESPACE::io
