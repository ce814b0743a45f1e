#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/io/mapped_panel.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/calendar/period.hpp"
#include "highwater/series/panel.hpp"
#include "highwater/series/panel_batches.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// What a file of numbers does not say of itself.
///
/// skip   bytes before the first number, a multiple of 8: 128 of most .npy files, whose arrays have to be of float64 in
///        Fortran order, or of one series a row.
/// names  one a series, or none.
struct MappedOptions {
  std::uint64_t skip = 0;
  std::vector<std::string> names = {};
  FiscalYear fiscal_year = {};
};

/// A panel in a file of nothing but doubles, in the byte order of this machine: the values of the first series, then those of
/// the second, and so on. NaN is missing.
///
/// The file is mapped, not read: it may be larger than memory, and what is looked at is loaded by the system, which may
/// take it away again. Values are looked at by nobody before that, so they may be infinite, as those of a view may be. Who
/// cuts the file off while it is mapped ends the program.
/// Errors   throws Error that names the file if it cannot be opened or mapped, has no values, or is no whole number of
///          doubles or of series; if there is no period, `skip` is not a multiple of 8, or there are names, but not one a
///          series.
class MappedPanel {
 public:
  MappedPanel(const std::string& path, Period first, std::size_t periods, MappedOptions options = {});
  MappedPanel(MappedPanel&& other) noexcept;
  MappedPanel& operator=(MappedPanel&& other) noexcept;
  ~MappedPanel();

  std::size_t periods() const noexcept { return periods_; }
  std::size_t series_count() const noexcept { return series_; }

  /// Valid as long as this lives; moving it does not matter.
  PanelView view() const& HIGHWATER_LIFETIMEBOUND {
    return {first_, {values_, periods_ * series_}, periods_, series_, 0, options_.names, options_.fiscal_year};
  }
  operator PanelView() const& HIGHWATER_LIFETIMEBOUND { return view(); }
  PanelView view() const&& = delete;
  operator PanelView() const&& = delete;

 private:
  void unmap() noexcept;

  Period first_;
  std::size_t periods_, series_ = 0;
  MappedOptions options_;
  const void* mapping_ = nullptr;  // of the whole file
  std::size_t bytes_ = 0;
  const double* values_ = nullptr;
};

/// The series of a mapped panel, some at a time, as PanelBatches gives them. What was given before is handed back to the
/// system, so that no more than a batch stays in memory; it can still be looked at, and is then loaded anew. The panel must
/// live as long.
class MappedBatches {
 public:
  MappedBatches(const MappedPanel& panel HIGHWATER_LIFETIMEBOUND, std::size_t series)
      : batches_(panel.view(), series) {}
  MappedBatches(MappedPanel&&, std::size_t) = delete;

  std::optional<PanelView> operator()();
  std::size_t series_count() const noexcept { return batches_.series_count(); }

 private:
  PanelBatches batches_;
  std::span<const double> given_ = {};
};

}  // namespace HIGHWATER_NAMESPACE::io
