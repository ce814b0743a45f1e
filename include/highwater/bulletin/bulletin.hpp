#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/bulletin/bulletin.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/calendar/period.hpp"
#include "highwater/series/series_view.hpp"

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

/// One sentence and what it rests on, so that a reader can check it by hand.
struct Statement {
  Topic topic;
  std::string sentence;
  std::string formula;          // in terms of the labels of the figures: "2024-12 / 2024-11 - 1"
  std::vector<Figure> figures;  // the result of the formula first, then what goes into it
};

struct Bulletin {
  std::string title;
  std::string unit;
  Period period;  // the latest observation
  int decimals;   // of the data
  std::vector<Statement> statements;
};

struct Options {
  std::string title = "Series";
  std::string unit = {};  // as in "US$ million"; empty to leave it out
  FiscalYear fiscal_year = {};
  std::optional<double> target = std::nullopt;  // for the total of the fiscal year, in the units of the data
  double coverage = 0.95;                       // of the interval of the outlook
};

/// Finds what is worth saying about the latest observation of a series.
///
/// The record or how far it is from it and since when there was no higher (or lower) value; growth on the period and on
/// the year; against the mean of a year's periods, before and including; streaks of two or more periods, by basis; the
/// fiscal year to date against the same periods a year earlier; the projected total of the fiscal year with its
/// interval, and the probability of the target. The outlook is an exponential trend, or a linear one if a value is not
/// positive; it is left out with fewer than 8 observations or less than two years of them.
/// Missing  what cannot be computed is not said.
/// Errors   throws Error if nothing was observed; for weekly and daily data; if the fiscal year would cut through the
///          periods; if the coverage is not inside (0, 1).
Bulletin compose(SeriesView series, const Options& options = {});

/// The bulletin as plain text: a title, then each sentence followed by an indented line with its evidence.
std::string to_text(const Bulletin& bulletin);

/// The bulletin as Markdown: a heading, and a list with the evidence one level down. Title and unit are escaped.
std::string to_markdown(const Bulletin& bulletin);

}  // namespace HIGHWATER_NAMESPACE::bulletin
