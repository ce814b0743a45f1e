#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/projection/panel.hpp needs the compiled library: link highwater::highwater"
#endif

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "highwater/projection/projection.hpp"

// Projections of all series of a panel.
namespace HIGHWATER_NAMESPACE::projection {

/// A model that a series can be projected with. Options are none: project(fit, options) would ask this of them for ever.
template <class Model>
concept ProjectsSeries =
    !std::same_as<Model, Options> && requires(SeriesView series, const Model& model, Options options) {
  { project(series, model, options) } -> std::same_as<Projection>;
};

/// Projects every series of a panel, each as project() does by itself. Options::parallel shares them out among threads.
///
/// Shape    panel T x N -> N projections, in the order of the series; empty where project() throws because of the series.
/// Units    those of the data.
/// Missing  as with a series.
/// Errors   throws Error if the options are not valid, and that of the first series, with its name, if not one can be
///          projected. Throws Stopped if its Progress says so.
template <ProjectsSeries Model>
std::vector<std::optional<Projection>> project(const PanelView& panel, const Model& model, Options options = {}) {
  detail::require_valid(options);
  std::vector<std::optional<Projection>> found(panel.series_count());
  std::string reason;
  const detail::Work work(options.progress, found.size());
  options.parallel.share(found.size(), [&](std::size_t begin, std::size_t count) {
    for (std::size_t i = begin; i < begin + count; ++i) {
      try {
        found[i] = project(panel.series(i), model, options);
      } catch (const Error& error) {
        if (i == 0)
          reason =
              (panel.names().empty() ? "the first series" : "\"" + panel.names().front() + "\"") + ": " + error.what();
      }
      if (!work.advance(1)) return;
    }
  });
  work.finish();
  for (const std::optional<Projection>& one : found)
    if (one) return found;
  if (!found.empty()) throw Error(reason);
  return found;
}

}  // namespace HIGHWATER_NAMESPACE::projection
