#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "highwater/records/records.hpp"
#include "highwater/series/vintages.hpp"

namespace HIGHWATER_NAMESPACE::records {

/// How a record was lost: not to a later period, but to a figure revised, withdrawn or first published since.
struct Retraction {
  Period day;                         // the first day on which it was a record no more
  double value;                       // of its period on that day; NaN if withdrawn
  std::optional<Observation> holder;  // the earlier period that was at least as good; empty if it was withdrawn
};

/// How a period came to hold the record.
enum class Occasion : std::uint8_t {
  first_release,  ///< its figure was new on that day
  revision,       ///< figures that were known before had changed
};

/// A record that stood when it was announced, and what became of it.
struct AnnouncedRecord {
  Record record;     // with the values of that day
  Period announced;  // the first day on which this period held the record
  Occasion occasion;
  std::optional<Retraction> retraction;  // empty: it is still a record, though it may have been beaten
  std::optional<Record> beaten_by;       // the next record after it in the latest vintage; empty if there is none

  bool survives() const noexcept { return !retraction; }
};

/// Every record that was announced: on the day of each vintage the one that stands, if it was not the same the day before.
/// Those which a later revision took back say so; a record that is lost and comes back is there twice.
///
/// Shape    vintages -> records in the order of announcement. The trivial record of a vintage is not one.
/// Missing  as for highs(): missing values are passed over.
/// Errors   throws Error for Order::backward. The cost is that of highs() for every vintage.
inline std::vector<AnnouncedRecord> history(const Vintages& vintages, Side side = Side::high, Options options = {}) {
  if (options.order == Order::backward) throw Error("the history of records is that of records read forward");
  std::vector<AnnouncedRecord> announced;
  std::vector<std::size_t> open;  // of `announced`: still records on the current day
  std::vector<Record> records;    // of the current day
  std::optional<Period> day_before;
  for (const Period today : vintages.days()) {
    const TimeSeries series = vintages.as_of(today);
    records = all(series, side, options);
    const auto find = [&](Period period) {
      return std::find_if(records.begin(), records.end(), [&](const Record& r) { return r.period == period; });
    };
    std::erase_if(open, [&](std::size_t i) {
      const Period period = announced[i].record.period;
      if (const auto found = find(period); found != records.end() && found->index > 1) return false;
      Retraction retraction{today, series[period], std::nullopt};
      const auto later =
          std::find_if(records.begin(), records.end(), [&](const Record& r) { return !(r.period < period); });
      if (!is_missing(retraction.value) && later != records.begin())
        retraction.holder = Observation{std::prev(later)->period, std::prev(later)->value};
      announced[i].retraction = retraction;
      return true;
    });
    if (records.size() > 1) {
      const Record& best = records.back();
      const bool known = std::any_of(open.begin(), open.end(),
                                     [&](std::size_t i) { return announced[i].record.period == best.period; });
      if (!known) {
        const bool is_new = !day_before || !vintages.standing(best.period, *day_before);
        open.push_back(announced.size());
        announced.push_back(
            {best, today, is_new ? Occasion::first_release : Occasion::revision, std::nullopt, std::nullopt});
      }
    }
    day_before = today;
  }
  for (const std::size_t i : open)
    for (const Record& record : records)
      if (record.previous_period == announced[i].record.period) announced[i].beaten_by = record;
  return announced;
}

}  // namespace HIGHWATER_NAMESPACE::records
