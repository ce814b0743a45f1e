#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/io/arrow_panels.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstddef>
#include <memory>
#include <optional>

#include "highwater/calendar/period.hpp"
#include "highwater/io/arrow.hpp"
#include "highwater/series/panel.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// How an Arrow stream is cut into panels.
///
/// series       of each panel; the last has what is left.
/// first, last  the periods of every panel, which also say what labels of days stand for; without them each panel has the
///              periods of its own series.
struct ArrowPanelOptions {
  std::size_t series = 1000;
  std::optional<Period> first = {};
  std::optional<Period> last = {};
};

/// A long Arrow table that does not fit into memory, some series at a time: each call gives a panel of the next ones, until
/// there are none. What monitor::scan_batches() asks for.
///
/// The rows of a series stand together, in any order of periods; record batches may cut it anywhere. Labels of days have
/// the frequency that is found in the first panel, if neither the columns nor the options say one. The stream is taken
/// over: it is released with this object, or when the constructor throws.
/// Cost     memory for a record batch, and for 8 to 32 bytes of each series before, by which one that comes again is found.
/// Missing  as import_arrow_panel().
/// Errors   as import_arrow_panel(), with rows counted through the stream; throws Error also if ArrowColumns::keys names no
///          column (a wide table has all of its series in every batch: import it whole), if rows of a series come after
///          those of another have begun, if a period lies outside first to last, or panels differ in frequency. After that
///          there are no more panels.
class ArrowPanels {
 public:
  ArrowPanels(ArrowArrayStream* stream, ArrowColumns columns, ArrowPanelOptions options = {});
  ArrowPanels(ArrowPanels&&) noexcept;
  ArrowPanels& operator=(ArrowPanels&&) noexcept;
  ~ArrowPanels();

  std::optional<Panel> operator()();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace HIGHWATER_NAMESPACE::io
