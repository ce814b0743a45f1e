#include <string>
#include <utility>
#include <vector>

#include "bulletin/topics/topics.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/series/arithmetic.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace claims;
using namespace wording;

std::optional<Statement> trailing_mean_statement(const Subject& subject) {
  if (subject.measure() == Measure::stock || subject.in_a_year < 2) return std::nullopt;
  const std::int64_t n = subject.in_a_year;
  const std::int64_t least = subject.means_leave_out_holidays() ? n - n / 10 : n;
  const TimeSeries means = aggregate::trailing_mean(subject.series, n, {.window = Window::before, .min_count = least});
  const double before = means[subject.now],
               including = aggregate::trailing_mean(subject.series, n, {.min_count = least})[subject.now];
  if (is_missing(before)) return std::nullopt;
  const Period first = subject.now - n, last = subject.now - 1;
  const std::int64_t observed = subject.count_observed(first, last);
  const bool whole = observed == n && subject.count_observed(first + 1, subject.now) == n;
  const Interval known = (1.0 / static_cast<double>(observed)) * subject.range_of_sum(first, last);
  const std::optional<Move> distance = subject.move(before, subject.value, known, subject.range(subject.now));
  if (!distance) return std::nullopt;

  const double width = known.high - known.low;
  const Print mean_before = subject.mean(before, width), mean_including = subject.mean(including, width);
  const std::string count = counted(n, subject.series.frequency());
  std::vector<Claim> claims;  // a check knows no mean of a window with gaps
  if (whole)
    claims.emplace_back(TrailingMean{subject.now, n, mean_before.value, mean_before.resolution, Window::before});
  std::string sentence =
      distance->value == 0.0 ? "Level with" : distance->print.text + (distance->value > 0.0 ? " above" : " below");
  sentence += " the mean of the " + count + " before, " +
              (observed == n ? "" : std::to_string(observed) + " of them observed, ") + subject.named(mean_before) +
              " (" + subject.range_in_words(first, last) + ")";
  if (subject.full()) {
    sentence += "; including " + subject.in_words(subject.now) + " the mean of " + count + " is " +
                subject.named(mean_including);
    if (whole)
      claims.emplace_back(
          TrailingMean{subject.now, n, mean_including.value, mean_including.resolution, Window::including});
  }
  const std::string label = "mean of " + to_string(first) + " to " + to_string(last);
  const Side side = distance->value < 0.0 ? Side::low : Side::high;
  const TimeSeries distances = changes_in_per_cent(subject.measure()) ? subject.series / means : subject.series - means;
  return Statement{Topic::trailing_mean,
                   sentence + ".",
                   subject.formula_of_change(changes_in_per_cent(subject.measure()) ? "(" + label + ")" : label,
                                             to_string(subject.now)),
                   {{"distance", distance->value, subject.quantity_of_change()},
                    subject.observed(subject.now),
                    {label, before, Quantity::mean},
                    {"mean of " + to_string(first + 1) + " to " + to_string(subject.now), including, Quantity::mean}},
                   std::move(claims),
                   chance_of_rank(distances, subject.now, side)};
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
