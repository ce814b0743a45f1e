#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/monitor/discovery.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "highwater/core/vocabulary/progress.hpp"
#include "highwater/records/significance.hpp"

namespace HIGHWATER_NAMESPACE::monitor {

/// What can be said of a latest value; Side::low says the opposite of each.
enum class Statement : std::uint8_t {
  record,         ///< the highest ever
  highest_since,  ///< the highest of the latest `number` observations
  rank,           ///< the `number`-th highest of all
  streak,         ///< the last of `number` rises in a row
};

/// A true statement about the latest period that is too unlikely to be chance.
struct Discovery {
  std::size_t series;  // its column
  std::string name;    // its name, "" in a panel without names
  Statement statement;
  Side side;
  double value;
  std::int64_t number;          // see Statement; of a record: how many observations
  std::int64_t observations;    // of the series
  std::optional<Period> since;  // highest_since: the latest period that was at least as high
  double probability;           // under the null: of a statement of this kind that is at least as strong
  double q_value;               // the lowest false discovery rate at which it is reported
};

/// Under which null a statement is surprising, and which share of those reported may be chance.
struct DiscoveryOptions {
  Null null = Null::iid;
  double false_discovery_rate = 0.05;  // at most 1, which reports everything
  // The rest is for Null::trend, as in records::NullOptions.
  records::TrendForm trend = records::TrendForm::linear;
  records::Noise noise = records::Noise::resampled;
  std::int64_t draws = 10'000;  // no probability is below 1 / (draws + 1), and thousands of series need small ones
  std::uint64_t seed = 1;       // the same seed gives the same figures on every machine
  Progress progress = {};       // by series
};

/// What was found, and among how many statements.
struct Discoveries {
  Period period;                 // the last of the panel, that all statements are about
  std::vector<Discovery> found;  // the least likely first; equally likely ones by series, statement and side
  std::size_t tested;            // statements that were considered: three of either side for each series observed then
};

/// The strongest true statements about the latest period of a panel, with the false discovery rate under control: among
/// thousands of series one always sets a record.
///
/// Of each series and side, how high the value is among all and among the latest, and its streak are tested; all of these
/// enter the procedure of Benjamini and Hochberg, which holds for statements that are independent or positively
/// dependent. Where a value is both high in rank and the highest since long ago, only the less likely one is listed.
///
/// Shape    panel T x N -> the discoveries. A series that is missing in the last period says nothing.
/// Errors   throws Error if the panel has no periods, the rate is not above 0 and at most 1, or as
///          records::latest_significance(). Throws Stopped if its Progress says so.
Discoveries discover(const PanelView& panel, DiscoveryOptions options = {});

/// The q-value of each of `p_values`: the smallest false discovery rate at which the step-up procedure rejects it.
///
/// Missing  NaN for a missing p-value, which does not count.
/// Source   Y. Benjamini and Y. Hochberg, J. R. Statist. Soc. B 57 (1995), 289-300.
std::vector<double> benjamini_hochberg(std::span<const double> p_values);

}  // namespace HIGHWATER_NAMESPACE::monitor
