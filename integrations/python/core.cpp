// The compiled part of the Python module: numbers in, numbers out. What pandas means by an index is for the Python part.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <array>
#include <cstdint>
#include <highwater/highwater.hpp>
#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace py = pybind11;
namespace hw = highwater;

namespace {

using Values = py::array_t<double>;
using Names = std::vector<std::string>;

template <class Choice, std::size_t count>
using Choices = std::array<std::pair<std::string_view, Choice>, count>;

/// The choice with this name. Errors: throws Error that lists the names.
template <class Choice, std::size_t count>
Choice choose(const char* what, std::string_view name, const Choices<Choice, count>& choices) {
  std::string names;
  for (const auto& [text, choice] : choices) {
    if (text == name) return choice;
    names.append(names.empty() ? "" : ", ").append(text);
  }
  throw hw::Error(std::string(what) + " is \"" + std::string(name) + "\"; it must be one of " + names);
}

hw::Frequency frequency_of(std::string_view name) {
  using enum hw::Frequency;
  static constexpr Choices<hw::Frequency, 6> choices{{{"annual", annual},
                                                      {"semiannual", semiannual},
                                                      {"quarterly", quarterly},
                                                      {"monthly", monthly},
                                                      {"weekly", weekly},
                                                      {"daily", daily}}};
  return choose("the frequency", name, choices);
}
hw::BasePolicy base_of(std::string_view name) {
  static constexpr Choices<hw::BasePolicy, 3> choices{{{"positive", hw::BasePolicy::positive},
                                                       {"absolute", hw::BasePolicy::absolute},
                                                       {"signed", hw::BasePolicy::signed_base}}};
  return choose("base", name, choices);
}
hw::Side side_of(std::string_view name) {
  static constexpr Choices<hw::Side, 2> choices{{{"high", hw::Side::high}, {"low", hw::Side::low}}};
  return choose("side", name, choices);
}
hw::Ties ties_of(std::string_view name) {
  static constexpr Choices<hw::Ties, 2> choices{{{"strict", hw::Ties::strict}, {"weak", hw::Ties::weak}}};
  return choose("ties", name, choices);
}
hw::Direction direction_of(std::string_view name) {
  static constexpr Choices<hw::Direction, 2> choices{
      {{"rising", hw::Direction::rising}, {"falling", hw::Direction::falling}}};
  return choose("direction", name, choices);
}
hw::Measure measure_of(std::string_view name) {
  using enum hw::Measure;
  static constexpr Choices<hw::Measure, 5> choices{
      {{"flow", flow}, {"stock", stock}, {"index", index}, {"rate", rate}, {"balance", balance}}};
  return choose("measure", name, choices);
}
hw::Parallel parallel_of(std::string_view name) {
  if (name == "one") return {};
  if (name == "threads") return hw::Parallel::threads;
  throw hw::Error("parallel is \"" + std::string(name) + "\"; it must be one of one, threads");
}

/// The memory of a numpy array, T x N, each column contiguous, as a panel.
hw::PanelView panel_of(const Values& values, hw::Period first, int first_month, std::span<const std::string> names) {
  if (values.ndim() != 2) throw hw::Error("the values of a panel have two dimensions, periods and series");
  const auto rows = static_cast<std::size_t>(values.shape(0)), columns = static_cast<std::size_t>(values.shape(1));
  constexpr auto item = static_cast<py::ssize_t>(sizeof(double));
  if (rows > 1 && values.strides(0) != item) throw hw::Error("the values of a series must be contiguous");
  const py::ssize_t step = values.strides(1) / item;
  if (columns > 1 && (step < values.shape(0) || values.strides(1) % item != 0))
    throw hw::Error("the columns of a panel overlap or do not go forward");
  const std::size_t stride = columns > 1 ? static_cast<std::size_t>(step) : rows;
  const std::size_t size = rows == 0 || columns == 0 ? 0 : (columns - 1) * stride + rows;
  return {first, {values.data(), size}, rows, columns, stride, names, {.first_month = first_month}};
}

/// Errors   throws Error, as TimeSeries and Panel do, if a value is infinite.
void require_finite(const Values& values, hw::Period first, const Names& names) {
  const hw::PanelView panel = panel_of(values, first, 1, {});
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    const hw::SeriesView series = panel.series(i);
    const std::size_t at = hw::core::find_first_infinite(series.values().data(), series.size());
    if (at == hw::core::not_found) continue;
    const std::string of = names.empty() ? "" : "of \"" + names[i] + "\" in ";
    throw hw::Error("the value " + (names.empty() ? "of " : of) + to_string(series.period(at)) + " is infinite");
  }
}

/// Writes function(panel, destination) into the memory of a numpy array of the same shape.
template <class Function>
void write(const Values& values, hw::Period first, Values& out, const Function& function) {
  const hw::PanelView in = panel_of(values, first, 1, {});
  const hw::PanelView shape = panel_of(out, first, 1, {});
  double* const memory = out.mutable_data();
  const std::size_t size = shape.periods() * shape.series_count();
  const py::gil_scoped_release others_run;
  function(in, hw::into({memory, size}, shape.periods(), shape.series_count()));
}

void grow(std::string_view kind, const Values& values, hw::Period first, std::int64_t lag, std::string_view base,
          std::string_view parallel, Values& out) {
  const hw::growth::Options options{.base = base_of(base), .parallel = parallel_of(parallel)};
  write(values, first, out, [&](const hw::PanelView& in, const hw::Output& to) {
    if (kind == "year_over_year")
      hw::growth::year_over_year(in, options, to);
    else if (kind == "over")
      hw::growth::over(in, lag, options, to);
    else if (kind == "difference")
      hw::growth::difference(in, lag, {.parallel = options.parallel}, to);
    else if (kind == "log_change")
      hw::growth::log_change(in, lag, {.parallel = options.parallel}, to);
    else
      throw hw::Error("there is no growth \"" + std::string(kind) + "\"");
  });
}

std::vector<std::vector<hw::Record>> records_of(const Values& values, hw::Period first, std::string_view side,
                                                std::string_view ties) {
  const hw::PanelView panel = panel_of(values, first, 1, {});
  const hw::Side which = side_of(side);
  const hw::records::Options options{.ties = ties_of(ties)};
  const py::gil_scoped_release others_run;
  return hw::records::all(panel, which, options);
}

std::vector<hw::Streak> streaks_of(std::string_view kind, const Values& values, hw::Period first,
                                   std::string_view direction) {
  const hw::PanelView panel = panel_of(values, first, 1, {});
  const hw::records::StreakOptions options{.direction = direction_of(direction)};
  const py::gil_scoped_release others_run;
  return kind == "current" ? hw::records::current_streak(panel, options) : hw::records::longest_streak(panel, options);
}

/// A numpy array of what function(summary) gives of each summary.
template <class Function>
auto column(std::span<const hw::monitor::SeriesSummary> summaries, const Function& function) {
  py::array_t<decltype(function(summaries[0]))> array(static_cast<py::ssize_t>(summaries.size()));
  auto* const out = array.mutable_data();
  for (std::size_t i = 0; i < summaries.size(); ++i) out[i] = function(summaries[i]);
  return array;
}

/// The columns of a table of summaries. Periods are ordinals, the least integer where there is none, as in numpy.
py::dict scan(const Values& values, hw::Period first, int own_month, std::int64_t window, std::string_view measure,
              int fiscal_month, std::string_view side, std::string_view ties, std::string_view base,
              std::string_view parallel) {
  using Summary = hw::monitor::SeriesSummary;
  const hw::PanelView panel = panel_of(values, first, own_month, {});
  using enum hw::monitor::Parts;
  const hw::monitor::ScanOptions options{
      .parts = growth | records | streaks | trailing | fiscal,  // those of the table
      .window = window,
      .indicator = {.measure = measure_of(measure), .fiscal_year = {.first_month = fiscal_month}},
      .side = side_of(side),
      .ties = ties_of(ties),
      .base = base_of(base),
      .parallel = parallel_of(parallel)};
  std::vector<Summary> found;
  {
    const py::gil_scoped_release others_run;
    found = hw::monitor::scan(panel, options);
  }
  const auto ordinal = [](const std::optional<hw::Period>& period) {
    return period ? period->ordinal() : std::numeric_limits<std::int64_t>::min();
  };
  py::dict columns;
  columns["latest"] = column(found, [&](const Summary& s) { return ordinal(s.latest()); });
  for (const auto& [name, member] : std::initializer_list<std::pair<const char*, double Summary::*>>{
           {"value", &Summary::value},
           {"growth_on_period", &Summary::growth_on_period},
           {"growth_on_year", &Summary::growth_on_year},
           {"trailing_mean", &Summary::trailing_mean},
           {"mean_before", &Summary::mean_before},
           {"year_to_date", &Summary::year_to_date},
           {"to_date_year_before", &Summary::to_date_year_before},
           {"fiscal_total", &Summary::fiscal_total}})
    columns[name] = column(found, [&, which = member](const Summary& s) { return s.*which; });
  const auto of_record = [&](const auto& function) {
    return column(found, [&](const Summary& s) { return function(s.record()); });
  };
  using Standing = std::optional<hw::Record>;
  columns["record_period"] =
      of_record([&](const Standing& r) { return ordinal(r ? std::optional(r->period) : std::nullopt); });
  columns["record_value"] = of_record([](const Standing& r) { return r ? r->value : hw::missing_value; });
  columns["previous_period"] =
      of_record([&](const Standing& r) { return ordinal(r ? r->previous_period : std::nullopt); });
  columns["previous_value"] = of_record([](const Standing& r) { return r ? r->previous_value : hw::missing_value; });
  columns["records"] = of_record([](const Standing& r) { return r ? r->index : 0; });
  columns["sets_record"] = column(found, [](const Summary& s) { return s.sets_record(); });
  const auto length = [](const std::optional<hw::Streak>& streak) { return streak ? streak->length : 0; };
  columns["streak_on_period"] = column(found, [&](const Summary& s) { return length(s.streak_on_period()); });
  columns["streak_on_year"] = column(found, [&](const Summary& s) { return length(s.streak_on_year()); });
  return columns;
}

std::vector<std::optional<hw::Projection>> project(const Values& values, hw::Period first, int own_month,
                                                   std::string_view model, std::int64_t periods, double coverage,
                                                   std::string_view parallel) {
  namespace p = hw::projection;
  const hw::PanelView panel = panel_of(values, first, own_month, {});
  const p::Options options{.periods = periods, .coverage = coverage, .parallel = parallel_of(parallel)};
  const py::gil_scoped_release others_run;
  if (model == "automatic") return p::project(panel, p::Automatic{}, options);
  if (model == "linear") return p::project(panel, p::Linear{}, options);
  if (model == "exponential") return p::project(panel, p::Exponential{}, options);
  if (model == "theta") return p::project(panel, p::Theta{}, options);
  if (model == "drift") return p::project(panel, p::Drift{}, options);
  if (model == "seasonal_naive") return p::project(panel, p::SeasonalNaive{}, options);
  if (model == "holt") return p::project(panel, p::Holt{}, options);
  if (model == "holt_winters") return p::project(panel, p::HoltWinters{}, options);
  throw hw::Error(
      "model is \"" + std::string(model) +
      "\"; it must be one of automatic, linear, exponential, theta, drift, seasonal_naive, holt, holt_winters");
}

hw::bulletin::Bulletin compose(const Values& values, hw::Period first, int own_month, std::string title,
                               std::string unit, std::string_view measure, int fiscal_month, double resolution,
                               std::optional<double> target, double coverage) {
  const hw::PanelView panel = panel_of(values, first, own_month, {});
  const hw::Indicator indicator{.title = std::move(title),
                                .unit = std::move(unit),
                                .measure = measure_of(measure),
                                .fiscal_year = {.first_month = fiscal_month},
                                .resolution = resolution};
  const py::gil_scoped_release others_run;
  return hw::bulletin::compose(panel.series(0), indicator, {.target = target, .coverage = coverage});
}

/// Series of their own periods as one panel, T x N, each column contiguous.
std::pair<hw::Period, Values> align(const Names& names, const std::vector<Values>& columns,
                                    const std::vector<hw::Period>& firsts, const std::vector<int>& own_months) {
  std::vector<hw::SeriesView> views;
  for (std::size_t i = 0; i < columns.size(); ++i)
    views.push_back(panel_of(columns[i], firsts[i], own_months[i], {}).series(0));
  const hw::Panel panel = hw::align(names, views);
  const std::vector<py::ssize_t> shape{static_cast<py::ssize_t>(panel.periods()),
                                       static_cast<py::ssize_t>(panel.series_count())};
  const std::vector<py::ssize_t> strides{8, 8 * shape[0]};
  return {panel.first(), Values(shape, strides, panel.values().data())};
}

/// A numpy array of a vector's values.
Values copied(std::span<const double> values) { return Values(static_cast<py::ssize_t>(values.size()), values.data()); }

}  // namespace

PYBIND11_MODULE(_core, module) {
  module.doc() = "The compiled part of highwater.";
  module.attr("__version__") = std::to_string(HIGHWATER_VERSION_MAJOR) + "." + std::to_string(HIGHWATER_VERSION_MINOR) +
                               "." + std::to_string(HIGHWATER_VERSION_PATCH);
  py::register_exception<hw::Error>(module, "Error", PyExc_ValueError).attr("__doc__") =
      "An impossible request or broken data: what is wrong and where (name, period).";

  py::class_<hw::Period>(module, "Period",
                         "One year, half-year, quarter, month, ISO week or day: a frequency and a running number.")
      .def(py::init([](std::string_view frequency, std::int64_t ordinal) {
             return hw::Period(frequency_of(frequency), ordinal);
           }),
           py::arg("frequency"), py::arg("ordinal"))
      .def_static(
          "parse", [](std::string_view text) { return hw::parse_period(text); },
          "Reads 2024, 2024-S2, 2024-Q4, 2024-12, 2024-W05 or 2024-12-31.")
      .def_property_readonly("frequency", [](hw::Period p) { return std::string(to_string(p.frequency())); })
      .def_property_readonly("ordinal", &hw::Period::ordinal)
      .def("__add__", [](hw::Period p, std::int64_t count) { return p + count; })
      .def("__sub__", [](hw::Period a, hw::Period b) { return a - b; })
      .def("__eq__", [](hw::Period a, hw::Period b) { return a == b; })
      .def("__lt__", [](hw::Period a, hw::Period b) { return a < b; })
      .def("__hash__", [](hw::Period p) { return std::hash<hw::Period>{}(p); })
      .def("__str__", [](hw::Period p) { return to_string(p); })
      .def("__repr__", [](hw::Period p) { return "Period(" + to_string(p) + ")"; });

  py::class_<hw::Record>(module, "Record")
      .def_readonly("period", &hw::Record::period)
      .def_readonly("value", &hw::Record::value)
      .def_readonly("previous_period", &hw::Record::previous_period)
      .def_readonly("previous_value", &hw::Record::previous_value)
      .def_property_readonly("margin", &hw::Record::margin)
      .def_readonly("index", &hw::Record::index);
  py::class_<hw::Streak>(module, "Streak")
      .def_readonly("length", &hw::Streak::length)
      .def_readonly("first", &hw::Streak::first)
      .def_readonly("bounded_by_missing", &hw::Streak::bounded_by_missing);

  py::class_<hw::Projection>(module, "Projection")
      .def_readonly("model", &hw::Projection::model)
      .def_property_readonly("first", [](const hw::Projection& p) { return p.point.first(); })
      .def_property_readonly("point", [](const hw::Projection& p) { return copied(p.point.values()); })
      .def_property_readonly("lower", [](const hw::Projection& p) { return copied(p.lower.values()); })
      .def_property_readonly("upper", [](const hw::Projection& p) { return copied(p.upper.values()); });

  py::class_<hw::bulletin::Bulletin>(module, "Bulletin")
      .def_property_readonly("period", [](const hw::bulletin::Bulletin& b) { return b.period; })
      .def_property_readonly("sentences",
                             [](const hw::bulletin::Bulletin& b) {
                               std::vector<std::string> sentences;
                               for (const auto& statement : b.statements) sentences.push_back(statement.sentence);
                               return sentences;
                             })
      .def("text", &hw::bulletin::to_text)
      .def("markdown", &hw::bulletin::to_markdown)
      .def("json", &hw::bulletin::to_json)
      .def("html", &hw::bulletin::to_html);

  module.def("require_finite", &require_finite);
  module.def("grow", &grow);
  module.def("records_of", &records_of);
  module.def("streaks_of", &streaks_of);
  module.def("highest_since", [](const Values& values, hw::Period first, hw::Period period) {
    return hw::records::highest_since(panel_of(values, first, 1, {}).series(0), period);
  });
  module.def("scan", &scan);
  module.def("project", &project);
  module.def("compose", &compose);
  module.def("align", &align);
}
