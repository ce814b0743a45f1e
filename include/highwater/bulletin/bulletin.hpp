#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/bulletin/bulletin.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/bulletin/chart.hpp"
#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/calendar/period.hpp"
#include "highwater/claims/check.hpp"
#include "highwater/series/indicator.hpp"
#include "highwater/series/time_series.hpp"
#include "highwater/series/vintages.hpp"

/// What a statistical release says of a series, as data first and as text second.
namespace HIGHWATER_NAMESPACE::bulletin {

/// What a statement is about.
enum class Topic : std::uint8_t {
  record,         ///< the level, and how it stands to the record
  period_growth,  ///< growth on the period before
  year_growth,    ///< growth on the same period a year earlier
  trailing_mean,  ///< against the mean of a year's periods
  period_streak,  ///< periods in a row of growth or decline on the period
  year_streak,    ///< periods in a row of growth or decline on the year
  year_to_date,   ///< the fiscal year so far against the same periods a year earlier
  outlook,        ///< the projected total of the fiscal year
  target,         ///< how likely a target is, and what it takes
};

/// What kind of number a figure is, and so how many decimals it is printed with.
enum class Quantity : std::uint8_t {
  observed,  ///< a value of the series: as it is
  total,     ///< a sum of values: the decimals of the data
  mean,      ///< one decimal more than the data
  fraction,  ///< growth or a probability: four decimals
  count,     ///< of periods
};

/// A number behind a sentence.
struct Figure {
  std::string label;  // "2024-12", "mean of 2023-12 to 2024-11"
  double value;
  Quantity quantity;
};

/// One sentence and what it rests on, so that a reader can check it by hand and a program by verify().
struct Statement {
  Topic topic;
  std::string sentence;
  std::string formula;                           // in terms of the labels of the figures: "2024-12 / 2024-11 - 1"
  std::vector<Figure> figures;                   // the result of the formula first, then what goes into it
  std::vector<highwater::claims::Claim> claims;  // what the sentence says, with its figures rounded as they are printed
  double chance;  // of a statement at least as strong, had the values come in any order; NaN: not ranked
};

/// How much a bulletin says.
enum class Tone : std::uint8_t {
  full,   ///< every side of each topic, and the evidence below each sentence
  brief,  ///< the sentences without asides, and no evidence in print
};

/// What is said of a series, as data.
struct Bulletin {
  Indicator indicator;                // what the data are
  Period period;                      // the latest observation
  int decimals;                       // of the data
  std::vector<Statement> statements;  // the most newsworthy first
  Tone tone;
  TimeSeries data;              // what the statements are about
  TimeSeries resolution;        // unit to which each value is rounded; 0: exact
  std::optional<Period> as_of;  // the day as of which the data were known
  std::vector<Chart> charts;
};

/// What the outlook rests on.
enum class OutlookModel : std::uint8_t {
  automatic,  ///< projection::Automatic: smoothing and Theta models, with the season of the data
  trend,      ///< an exponential trend, or a linear one if a value is not positive
};

/// What a bulletin is to say, beside what the data are (Indicator).
struct Options {
  std::optional<double> target =
      std::nullopt;        // for the fiscal year, in the units of the data: total, mean or end value
  double coverage = 0.95;  // of the interval of the outlook
  Tone tone = Tone::full;
  OutlookModel outlook = OutlookModel::automatic;
};

/// Finds what is worth saying about the latest observation of a series.
///
/// The record of the nearer side, or how far it is from it, and since when there was no higher (or lower) value; the change
/// on the period and on the year; against the mean of a year's periods, before and including; streaks of two or more
/// periods, by basis; the fiscal year to date against the same periods a year earlier; the outlook for the fiscal year with
/// its interval, and the probability of the target. The outlook is left out with fewer than 8 observations or less than two
/// years of them.
///
/// What is said depends on the measure. Changes of flows, stocks and indices are in per cent, of rates in percentage points,
/// of balances in units of the data; a percentage is never said across zero. The year of a flow or balance is its total, that
/// of an index or rate its mean, that of a stock the value at its end, and no mean is said of a stock. A balance is a surplus
/// or a deficit, which widens or narrows.
///
/// The most newsworthy statement comes first: the one with the smallest chance, if the n values (or growth rates) seen so
/// far had come in any order with the same probability. The highest of n has 1/n, the highest in k periods 1/k, the
/// growth at rank r of n rates r/n, a streak of k periods 2^-k (on the year: of k/m years, as m periods in a row share
/// most of it). Ties keep the order above; outlook and target come last.
///
/// No figure has more decimals than the rounding of the data leaves: growth is printed in units of at least half the
/// width of what it may be. What rounding or missing values leave open is said to be so. verify() finds no claim
/// impossible.
/// Missing  what cannot be computed is not said.
/// Errors   throws Error if nothing was observed; if the fiscal year would cut through the periods; if the coverage is not inside (0, 1); if the resolution is negative or not finite; if the unit has a magnitude of
///          its own ("EUR bn") beside that of the indicator.
Bulletin compose(SeriesView series, const Indicator& indicator = {}, const Options& options = {});

/// The same of the series as it stood on a day, each value with the rounding that it was published with.
Bulletin compose(const Vintages& vintages, Period as_of, const Indicator& indicator = {}, const Options& options = {});

/// Checks what each statement claims against the data of the bulletin: the findings of all claims, in their order.
///
/// Errors   as check(): claims that make no sense, or of periods outside the data.
std::vector<claims::Finding> verify(const Bulletin& bulletin);

/// The bulletin as plain text: a title, then each sentence followed by an indented line with its evidence. Title and unit
/// stay on one line, and no character in them can turn the direction of the text.
std::string to_text(const Bulletin& bulletin);

/// The bulletin as Markdown: a heading, and a list with the evidence one level down. Title and unit are escaped.
std::string to_markdown(const Bulletin& bulletin);

/// The bulletin as JSON with its data and what each statement claims; docs/bulletin-json.md has the schema.
std::string to_json(const Bulletin& bulletin);

/// Reads what to_json() wrote, but for the charts. Lists and objects may stand 16 deep in each other.
///
/// Cost     grows with the size of the text; memory is at most some 60 times the size.
/// Errors   throws Error that names the line of malformed JSON, or the member that is missing or wrong.
Bulletin parse_json(std::string_view text);

/// The bulletin as an HTML page by itself: charts, sentences with their evidence, the data. No script, nothing loaded;
/// light or dark as the reader prefers. Everything is escaped.
std::string to_html(const Bulletin& bulletin);

}  // namespace HIGHWATER_NAMESPACE::bulletin
