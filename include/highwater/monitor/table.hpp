#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/monitor/table.hpp needs the compiled library: link highwater::highwater"
#endif

#include <span>
#include <string>
#include <string_view>

#include "highwater/monitor/discovery.hpp"
#include "highwater/monitor/scan.hpp"
#include "highwater/series/table.hpp"

namespace HIGHWATER_NAMESPACE::monitor {

/// "record", "highest_since", "rank", "streak".
std::string_view to_string(Statement statement) noexcept;

/// The summaries of a scan as a table, a row a series, with its name, or without names its position from 0.
///
/// Columns  series, the period of the latest observation, the numbers of SeriesSummary under their names; records (how many
///          there were), record_period, record_value, previous_period and previous_value; streak_on_period and its first
///          period since_on_period, streak_on_year and since_on_year; linear_slope and exponential_slope, a period.
/// Units    those of SeriesSummary; the slope of an exponential trend is of logarithms.
/// Missing  what a series has not, and what was not asked for.
/// Errors   throws Error if there are names, but not one a summary.
Table table(std::span<const SeriesSummary> summaries, std::span<const std::string> names = {});

/// Discoveries as a table, a row each, in their order, with the members of Discovery as columns.
Table table(const Discoveries& news);

}  // namespace HIGHWATER_NAMESPACE::monitor
