#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "highwater/error.hpp"
#include "highwater/series/panel.hpp"

namespace HIGHWATER_NAMESPACE {

/// The series of a panel, some at a time: each call gives a view of the next ones, until there are none. What
/// monitor::scan_batches() asks for, of a panel that was mapped or lent.
///
/// Errors   throws Error if a batch is to have no series.
class PanelBatches {
 public:
  PanelBatches(const PanelView& panel, std::size_t series) : panel_(panel), series_(series) {
    if (series == 0) throw Error("a batch needs at least one series");
  }

  std::optional<PanelView> operator()() {
    const std::size_t count = std::min(series_, panel_.series_count() - next_);
    if (count == 0) return std::nullopt;
    const core::Columns part = panel_.columns().some(next_, count);
    const std::span<const std::string> names =
        panel_.names().empty() ? panel_.names() : panel_.names().subspan(next_, count);
    next_ += count;
    return PanelView(panel_.first(), {part.data, (count - 1) * part.stride + part.rows}, part.rows, count, part.stride,
                     names, panel_.fiscal_year());
  }

  /// Of all batches.
  std::size_t series_count() const noexcept { return panel_.series_count(); }

 private:
  PanelView panel_;
  std::size_t series_, next_ = 0;
};

}  // namespace HIGHWATER_NAMESPACE
