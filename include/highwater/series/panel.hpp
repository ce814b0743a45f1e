#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "highwater/core/vocabulary/columns.hpp"
#include "highwater/core/vocabulary/element_iterator.hpp"
#include "highwater/series/name_table.hpp"
#include "highwater/series/series_view.hpp"
#include "highwater/series/time_series.hpp"

namespace HIGHWATER_NAMESPACE {

/// Many series over the same periods, borrowed: one contiguous column a series, column j at data + j * stride. A series
/// that starts later or ends earlier is missing there (NaN). Names may be left out.
///
/// Errors   throws Error if the stride is shorter than a column, the memory is too small, or there are more or fewer
///          names than series.
class PanelView {
 public:
  PanelView(Period first, std::span<const double> data HIGHWATER_LIFETIMEBOUND, std::size_t periods,
            std::size_t series_count, std::size_t stride = 0,
            std::span<const std::string> names HIGHWATER_LIFETIMEBOUND = {}, FiscalYear fiscal_year = {})
      : first_(first),
        columns_{data.data(), periods, series_count, stride == 0 ? periods : stride},
        names_(names),
        fiscal_year_(fiscal_year) {
    if (columns_.stride < periods) throw Error("the columns of a panel overlap: the stride is shorter than a column");
    if (series_count > 0 && data.size() < (series_count - 1) * columns_.stride + periods)
      throw Error("a panel of " + std::to_string(periods) + " periods x " + std::to_string(series_count) +
                  " series needs more than " + std::to_string(data.size()) + " values");
    if (!names.empty() && names.size() != series_count)
      throw Error("a panel of " + std::to_string(series_count) + " series has " + std::to_string(names.size()) +
                  " names");
  }

  Period first() const noexcept { return first_; }
  std::size_t periods() const noexcept { return columns_.rows; }
  std::size_t series_count() const noexcept { return columns_.columns; }
  FiscalYear fiscal_year() const noexcept { return fiscal_year_; }
  std::span<const std::string> names() const noexcept { return names_; }
  core::Columns columns() const noexcept { return columns_; }

  /// The i-th series, from 0, or the one with this name. Errors: throws Error if there is none.
  SeriesView series(std::size_t i) const {
    if (i >= series_count())
      throw Error("series " + std::to_string(i) + " was asked of a panel of " + std::to_string(series_count()));
    return {first_, {columns_.column(i), columns_.rows}, fiscal_year_};
  }
  SeriesView series(std::string_view name) const {
    if (const auto i = find(name)) return series(*i);
    throw Error("the panel has no series named \"" + std::string(name) + "\"");
  }

  /// A panel is a random-access range of its series, given as views. The iterators live as long as the values.
  auto begin() const { return core::ElementIterator(elements(), 0); }
  auto end() const { return core::ElementIterator(elements(), series_count()); }

  /// Position of the series with this name, the first of equals; empty if there is none. O(1) in a Panel and its views,
  /// a search through the names where an application lent those.
  std::optional<std::size_t> find(std::string_view name) const { return detail::find_name(name_table_, names_, name); }
  bool contains(std::string_view name) const { return find(name).has_value(); }

  /// The part from one period to another, both included; throws Error if either lies outside or they are reversed.
  PanelView slice(Period from, Period to) const {
    const SeriesView rows(first_, {columns_.data, columns_.rows});
    const SeriesView kept = rows.slice(from, to);
    const std::size_t span = series_count() == 0 ? 0 : (series_count() - 1) * columns_.stride + kept.size();
    PanelView part(from, {kept.values().data(), span}, kept.size(), series_count(), columns_.stride, names_,
                   fiscal_year_);
    part.name_table_ = name_table_;
    return part;
  }

 private:
  friend class Panel;

  /// The series by their positions.
  struct Elements {
    Period first{Frequency::annual, 0};
    core::Columns columns{nullptr, 0};
    FiscalYear fiscal_year = {};

    SeriesView operator()(std::ptrdiff_t i) const {
      return {first, {columns.column(static_cast<std::size_t>(i)), columns.rows}, fiscal_year};
    }
  };
  Elements elements() const noexcept { return {first_, columns_, fiscal_year_}; }

  Period first_;
  core::Columns columns_;
  std::span<const std::string> names_;
  FiscalYear fiscal_year_;
  std::span<const std::size_t> name_table_;  // of a Panel; empty otherwise
};

/// Many named series over the same periods, owned: the values of the first series, then those of the second, and so on.
///
/// Errors   throws Error if the number of values is not a multiple of the number of names, or a value is infinite.
class Panel {
 public:
  Panel(std::vector<std::string> names, Period first, std::vector<double> values, FiscalYear fiscal_year = {})
      : names_(std::move(names)),
        name_table_(detail::name_table(names_)),
        first_(first),
        values_(std::move(values)),
        fiscal_year_(fiscal_year) {
    if (names_.empty() ? !values_.empty() : values_.size() % names_.size() != 0)
      throw Error(std::to_string(values_.size()) + " values do not make " + std::to_string(names_.size()) +
                  " series of one length");
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (const std::size_t at = core::find_first_infinite(values_.data() + i * periods(), periods());
          at != core::not_found)
        throw Error("the value of \"" + names_[i] + "\" in " + to_string(view().series(i).period(at)) + " is infinite");
  }

  Period first() const noexcept { return first_; }
  std::size_t periods() const noexcept { return names_.empty() ? 0 : values_.size() / names_.size(); }
  std::size_t series_count() const noexcept { return names_.size(); }
  FiscalYear fiscal_year() const noexcept { return fiscal_year_; }
  std::span<const std::string> names() const& noexcept HIGHWATER_LIFETIMEBOUND { return names_; }
  std::span<const double> values() const& noexcept HIGHWATER_LIFETIMEBOUND { return values_; }

  PanelView view() const& HIGHWATER_LIFETIMEBOUND {
    PanelView all(first_, values_, periods(), series_count(), 0, names_, fiscal_year_);
    all.name_table_ = name_table_;
    return all;
  }
  operator PanelView() const HIGHWATER_LIFETIMEBOUND { return view(); }

  /// The i-th series, from 0, or the one with this name. Errors: throws Error if there is none.
  SeriesView series(std::size_t i) const& HIGHWATER_LIFETIMEBOUND { return view().series(i); }
  SeriesView series(std::string_view name) const& HIGHWATER_LIFETIMEBOUND { return view().series(name); }
  /// Position of the series with this name, the first of equals; empty if there is none.
  std::optional<std::size_t> find(std::string_view name) const { return detail::find_name(name_table_, names_, name); }
  bool contains(std::string_view name) const { return find(name).has_value(); }

  /// The part from one period to another, both included; throws Error if either lies outside or they are reversed.
  PanelView slice(Period from, Period to) const& HIGHWATER_LIFETIMEBOUND { return view().slice(from, to); }

  /// The range of the series, as that of a view.
  auto begin() const HIGHWATER_LIFETIMEBOUND { return view().begin(); }
  auto end() const HIGHWATER_LIFETIMEBOUND { return view().end(); }

  // Of a temporary these would dangle.
  std::span<const std::string> names() const&& = delete;
  std::span<const double> values() const&& = delete;
  PanelView view() const&& = delete;
  SeriesView series(std::size_t) const&& = delete;
  SeriesView series(std::string_view) const&& = delete;
  PanelView slice(Period, Period) const&& = delete;

 private:
  std::vector<std::string> names_;
  std::vector<std::size_t> name_table_;
  Period first_;
  std::vector<double> values_;
  FiscalYear fiscal_year_;
};

}  // namespace HIGHWATER_NAMESPACE

// A view is copied in O(1), and its iterators outlive it.
template <>
inline constexpr bool std::ranges::enable_view<highwater::PanelView> = true;
template <>
inline constexpr bool std::ranges::enable_borrowed_range<highwater::PanelView> = true;
