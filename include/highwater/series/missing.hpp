#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "highwater/core/sweeps/sweep.hpp"
#include "highwater/series/transform.hpp"

/// Missing values: where they are, and fills for those who ask for one by name. Nothing else in this library fills.
namespace HIGHWATER_NAMESPACE::missing {

/// Where in a series a gap lies. A series without any observation is one gap that is leading.
enum class Place : std::uint8_t {
  leading,   ///< before the first observation
  inner,     ///< between two observations
  trailing,  ///< after the last observation
};

/// Consecutive missing values between observed ones, or at an end.
struct Gap {
  Period first;
  Period last;
  Place place = Place::inner;
  std::size_t series = 0;  // position in a panel

  std::int64_t length() const { return last - first + 1; }
  friend bool operator==(const Gap&, const Gap&) = default;
};

/// All gaps, oldest first; of a panel those of the first series, then those of the second, and so on.
template <SeriesOrPanel Data>
std::vector<Gap> gaps(const Data& data) {
  const auto view = detail::view_of(data);
  const core::Columns columns = detail::columns_of(view);
  const auto period = [&](std::size_t t) { return view.first() + static_cast<std::int64_t>(t); };
  std::vector<Gap> found;
  for (std::size_t j = 0; j < columns.columns; ++j)
    core::visit_missing_runs(columns.column(j), columns.rows, [&](std::size_t first, std::size_t end) {
      const Place place = first == 0 ? Place::leading : end == columns.rows ? Place::trailing : Place::inner;
      found.push_back({period(first), period(end - 1), place, j});
    });
  return found;
}

/// The part from the first observation to the last; empty if there is none.
inline SeriesView trim(SeriesView series) {
  std::span<const double> values = series.values();
  Period first = series.first();
  for (const Gap& gap : gaps(series)) {
    const auto length = static_cast<std::size_t>(gap.length());
    if (gap.place == Place::trailing) values = values.first(values.size() - length);
    if (gap.place == Place::leading) {
      values = values.subspan(length);
      if (!values.empty()) first += gap.length();
    }
  }
  return {first, values, series.fiscal_year()};
}
SeriesView trim(TimeSeries&&) = delete;  // would dangle

/// How long a gap may be to be filled.
struct FillOptions {
  std::int64_t longest = 0;  // gaps of more periods than this are left as they are; 0: none is too long
};

/// Data whose gaps were filled, and which gaps: what was observed can always be told from what was filled in.
template <SeriesOrPanel Data>
struct Filled {
  ResultFor<Data> data;
  std::vector<Gap> filled;

  /// Whether the value of this period was filled in; in a panel, that of the i-th series.
  bool is_filled(Period period, std::size_t i = 0) const {
    for (const Gap& gap : filled)
      if (gap.series == i && gap.first <= period && period <= gap.last) return true;
    return false;
  }
};

}  // namespace HIGHWATER_NAMESPACE::missing

namespace HIGHWATER_NAMESPACE::detail {

/// Calls fill(column, first, end) on a copy of the data for every gap that the options and `fills(place)` let be filled.
template <SeriesOrPanel Data, class Fills, class Fill>
missing::Filled<Data> fill_gaps(const Data& data, missing::FillOptions options, Fills fills, Fill fill) {
  if (options.longest < 0)
    throw Error("the longest gap to fill cannot be " + std::to_string(options.longest) + " periods");
  std::vector<missing::Gap> filled;
  for (const missing::Gap& gap : missing::gaps(data))
    if (fills(gap.place) && (options.longest == 0 || gap.length() <= options.longest)) filled.push_back(gap);
  const Period start = view_of(data).first();
  ResultFor<Data> result = transform(data, Parallel(), Returned(), [&](const auto& in, const auto& out) {
    core::shift(in, out, 0);
    for (const missing::Gap& gap : filled)
      fill(out.column(gap.series), static_cast<std::size_t>(gap.first - start),
           static_cast<std::size_t>(gap.last - start) + 1);
  });
  return {std::move(result), std::move(filled)};
}

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE::missing {

/// Fills inner gaps with the straight line between the observations on both sides.
///
/// Shape    T -> T; panel T x N -> T x N.
/// Units    those of the data.
/// Missing  leading and trailing gaps stay missing, and so do gaps longer than `longest`, all of them.
/// Errors   throws Error if longest < 0.
template <SeriesOrPanel Data>
Filled<Data> interpolate(const Data& data, FillOptions options = {}) {
  return detail::fill_gaps(
      data, options, [](Place place) { return place == Place::inner; },
      [](double* column, std::size_t first, std::size_t end) {
        core::fill_line(column, first, end, column[first - 1], column[end]);
      });
}

/// Fills inner and trailing gaps with the last observation before them; otherwise as interpolate.
///
/// Missing  leading gaps stay missing, and so do gaps longer than `longest`, all of them.
template <SeriesOrPanel Data>
Filled<Data> carry_forward(const Data& data, FillOptions options = {}) {
  return detail::fill_gaps(
      data, options, [](Place place) { return place != Place::leading; },
      [](double* column, std::size_t first, std::size_t end) {
        core::fill_line(column, first, end, column[first - 1], column[first - 1]);
      });
}

}  // namespace HIGHWATER_NAMESPACE::missing
