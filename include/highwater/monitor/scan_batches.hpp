#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/monitor/scan_batches.hpp needs the compiled library: link highwater::highwater"
#endif

#include <concepts>
#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

#include "highwater/core/vocabulary/progress.hpp"
#include "highwater/monitor/scan.hpp"
#include "highwater/series/panel.hpp"

namespace HIGHWATER_NAMESPACE::monitor {

/// What gives further series each time it is called: a PanelView, or a Panel, in something that is empty when there are no
/// more, as std::optional or a pointer. It may have series_count(), how many there are in all.
template <class Source>
concept BatchSource = std::invocable<Source&> && requires(std::invoke_result_t<Source&> batch) {
  static_cast<bool>(batch);
  { *batch } -> std::convertible_to<PanelView>;
};

/// Who takes the summaries of a batch, one a series, together with its series.
template <class Take>
concept BatchSink = std::invocable < Take&,
        std::span<const SeriesSummary>,
const PanelView& > ;

}  // namespace HIGHWATER_NAMESPACE::monitor

namespace HIGHWATER_NAMESPACE::detail {

/// A scan of one batch after another. `series`: of all of them, 0 where that is not known.
class BatchScan {
 public:
  BatchScan(const monitor::ScanOptions& options, std::size_t series);

  /// Valid until the next batch.
  std::span<const monitor::SeriesSummary> of(const PanelView& batch);
  /// How many series there were.
  std::size_t finish();

 private:
  monitor::ScanOptions options_;
  bool length_is_known_;
  Work work_;
  std::size_t done_ = 0;
  std::vector<monitor::SeriesSummary> summaries_;
};

template <class Source>
std::size_t series_in_all(const Source& source) {
  if constexpr (requires { source.series_count(); })
    return static_cast<std::size_t>(source.series_count());
  else
    return 0;
}

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE::monitor {

/// Scans series that do not fit into memory together, a batch at a time, and hands the summaries of each batch on: those
/// that scan() gives of it, and so, of batches over the same periods, those of the whole panel, bit for bit.
///
///     scan_batches(io::MappedBatches(mapped, 10'000), [&](auto summaries, const PanelView& batch) { ... });
///
/// What `take` is given is valid until it returns. Memory is that of the largest batch and 248 bytes for each of its series.
/// ScanOptions::progress counts the series where the source says how many there are; where it does not, 0 is told after
/// each batch, and 1 at the end.
/// Shape    batches of T x N -> N summaries each; returned is how many series there were.
/// Errors   as scan(), and what source or `take` throw. Throws Stopped if its Progress says so: then some batches were
///          handed on.
template <BatchSource Source, BatchSink Take>
std::size_t scan_batches(Source&& next, Take&& take, const ScanOptions& options = {}) {
  detail::BatchScan scan(options, detail::series_in_all(next));
  while (auto&& batch = next()) {
    const PanelView panel = *batch;
    take(scan.of(panel), panel);
  }
  return scan.finish();
}

/// The same with the summaries of all series in one vector, which alone grows with them.
template <BatchSource Source>
std::vector<SeriesSummary> scan_batches(Source&& next, const ScanOptions& options = {}) {
  std::vector<SeriesSummary> all;
  scan_batches(
      next,
      [&](std::span<const SeriesSummary> some, const PanelView&) { all.insert(all.end(), some.begin(), some.end()); },
      options);
  return all;
}

}  // namespace HIGHWATER_NAMESPACE::monitor
