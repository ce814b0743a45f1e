#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/projection/table.hpp needs the compiled library: link highwater::highwater"
#endif

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "highwater/projection/projection.hpp"
#include "highwater/series/table.hpp"

namespace HIGHWATER_NAMESPACE::projection {

/// Which intervals a table of projections has besides that of Projection::coverage.
struct TableOptions {
  std::vector<double> coverages = {};  // as 0.5 and 0.8: columns lower_50, upper_50, lower_80, upper_80
};

/// A projection as a table: a row a period, with columns period, projected, lower and upper, and two for each coverage that
/// is asked for.
///
/// Shape    projected periods -> as many rows.
/// Units    those of the data.
/// Missing  what the projection has missing, and a bound that no double holds.
/// Errors   throws Error if a coverage does not lie between 0 and 1, or two would give one name.
Table table(const Projection& projection, const TableOptions& options = {});

/// The projections of a panel below each other, with a column `series` before the others. One that could not be projected
/// has no rows. Without names the series have their positions, from 0.
///
/// Errors   also if there are names, but not one a projection.
Table table(std::span<const std::optional<Projection>> projections, std::span<const std::string> names,
            const TableOptions& options = {});

}  // namespace HIGHWATER_NAMESPACE::projection
