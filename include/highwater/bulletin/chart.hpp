#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/bulletin/chart.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/projection/target.hpp"
#include "highwater/series/indicator.hpp"
#include "highwater/series/series_view.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {

/// How a layer of a chart is drawn.
enum class Shape : std::uint8_t {
  line,      ///< through the values; a missing one leaves a gap
  dashes,    ///< the same, dashed: what was not observed
  bars,      ///< from zero
  band,      ///< between a lower and an upper value
  points,    ///< rings
  interval,  ///< a point with whiskers
};

/// How far a layer stands out.
enum class Emphasis : std::uint8_t {
  main,       ///< what the chart is about
  accent,     ///< marks on it
  context,    ///< what it is compared with
  reference,  ///< a level to be read against
};

/// One set of marks.
struct Layer {
  Shape shape;
  Emphasis emphasis;
  std::string label;               // written at its last value; empty: none
  std::int64_t first;              // slot of the first value
  std::vector<double> values;      // one a slot; NaN: none. Of a band: the lower ones, of an interval: the middle
  std::vector<double> lower = {};  // of an interval
  std::vector<double> upper = {};  // of a band or an interval
};

/// A mark on the horizontal axis: below which slot, and its words.
struct ChartTick {
  std::int64_t slot;
  std::string label;
};

/// What the numbers on the vertical axis are.
enum class ChartNumbers : std::uint8_t { level, percent };

/// A chart as data: slots from left to right, one a period, and layers over them, the first at the bottom.
struct Chart {
  std::string title;
  std::string subtitle;
  std::string description;  // in words, for those who cannot see it
  ChartNumbers numbers;
  std::int64_t slots;
  std::vector<ChartTick> ticks;
  std::vector<Layer> layers;
  std::vector<std::string> notes;  // one a slot: what a pointer on it shows; empty: nothing
};

/// The whole series with the records of the nearer side ringed, and the record that stood before the last of them.
///
/// Missing  leaves a gap; what follows the latest observation is left out.
/// Errors   throws Error if nothing was observed.
Chart record_chart(SeriesView series, const Indicator& indicator = {});

/// Changes on the year as bars, of the latest 60 periods at most: growth in per cent, and differences of rates and balances.
///
/// Errors   throws Error if nothing was observed.
Chart growth_chart(SeriesView series, const Indicator& indicator = {});

/// Totals of the fiscal year so far, this year against up to four earlier ones, and the outlook for its total against
/// the target if there is one.
///
/// Missing  a line ends where a value of its year is missing.
/// Errors   throws Error if nothing was observed, for annual, weekly and daily data, and if the fiscal year would cut
///          through the periods.
Chart fiscal_chart(SeriesView series, const Indicator& indicator = {},
                   const std::optional<TargetOutlook>& outlook = std::nullopt);

/// The latest periods and a fan of projections of one model, the widest coverage first; with a target, what the
/// remaining periods of the fiscal year have to bring.
///
/// Errors   throws Error if nothing was observed or there is no projection, or if one does not start right after the
///          latest observation.
Chart outlook_chart(SeriesView series, std::span<const Projection> fan, const Indicator& indicator = {},
                    const std::optional<TargetOutlook>& target = std::nullopt);

/// The chart as an SVG document that stands alone: its own style, light or dark as the reader prefers, no script, nothing
/// loaded. Readable without colour. Text is escaped.
///
/// Missing  is not drawn; neither is a value without a bound, or further from zero than 1e300.
/// Errors   throws Error if the chart has no slot, if a layer, a tick or a note lies outside the slots, or if a band or an
///          interval has another number of bounds than of values.
std::string to_svg(const Chart& chart);

}  // namespace HIGHWATER_NAMESPACE::bulletin
