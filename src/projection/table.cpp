#include "highwater/projection/table.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <utility>

#include "highwater/core/operations.hpp"
#include "series/names_of_rows.hpp"

namespace HIGHWATER_NAMESPACE::projection {
namespace {

/// 0.8 is "80", 0.995 is "99.5".
std::string in_per_cent(double coverage) {
  std::array<char, 32> text;
  constexpr int digits = 6;
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), 100.0 * coverage, std::chars_format::general, digits).ptr;
  return {text.data(), end};
}

/// The rows of any number of projections, column by column.
class Rows {
 public:
  explicit Rows(const TableOptions& options) : options_(options), bounds_(2 * options.coverages.size()) {
    for (const double coverage : options.coverages) detail::require_valid({.coverage = coverage});
  }

  void add(const Projection& ahead) {
    for (std::size_t h = 0; h < ahead.point.size(); ++h) {
      const Period period = ahead.point.period(h);
      periods_.emplace_back(period);
      projected_.push_back(ahead.point.values()[h]);
      lower_.push_back(ahead.lower.values()[h]);
      upper_.push_back(ahead.upper.values()[h]);
      if (bounds_.empty()) continue;
      const Outcome outcome = ahead.in(period);
      for (std::size_t i = 0; i < options_.coverages.size(); ++i) {
        const Interval interval = outcome.interval(options_.coverages[i]);
        bounds_[2 * i].push_back(core::finite_or_missing(interval.lower));
        bounds_[2 * i + 1].push_back(core::finite_or_missing(interval.upper));
      }
    }
  }

  void move_to(Table& table) {
    table.add({"period", std::move(periods_)});
    table.add({"projected", std::move(projected_)});
    table.add({"lower", std::move(lower_)});
    table.add({"upper", std::move(upper_)});
    for (std::size_t i = 0; i < options_.coverages.size(); ++i) {
      const std::string level = in_per_cent(options_.coverages[i]);
      table.add({"lower_" + level, std::move(bounds_[2 * i])});
      table.add({"upper_" + level, std::move(bounds_[2 * i + 1])});
    }
  }

 private:
  const TableOptions& options_;
  Table::Periods periods_;
  Table::Numbers projected_, lower_, upper_;
  std::vector<Table::Numbers> bounds_;
};

}  // namespace

Table table(const Projection& projection, const TableOptions& options) {
  Rows rows(options);
  rows.add(projection);
  Table found;
  rows.move_to(found);
  return found;
}

Table table(std::span<const std::optional<Projection>> projections, std::span<const std::string> names,
            const TableOptions& options) {
  detail::require_name_each(names, projections.size(), "projections");
  Rows rows(options);
  Table::Texts series;
  for (std::size_t i = 0; i < projections.size(); ++i) {
    if (!projections[i]) continue;
    rows.add(*projections[i]);
    series.insert(series.end(), projections[i]->point.size(), detail::name_of_row(names, i));
  }
  Table found;
  found.add({"series", std::move(series)});
  rows.move_to(found);
  return found;
}

}  // namespace HIGHWATER_NAMESPACE::projection
