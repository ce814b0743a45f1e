#include <nlohmann/json.hpp>
#include <string>

#include "fuzz/input.hpp"
#include "highwater/bulletin/bulletin.hpp"
#include "highwater/bulletin/chart.hpp"
#include "support/well_formed.hpp"

// Bulletins and charts of hostile titles and values through all renderers: each gives what its readers can read.
namespace {

namespace hw = highwater;
namespace bulletin = highwater::bulletin;
using fuzz::Input;

bulletin::Chart chart(Input& in) {
  bulletin::Chart chart{in.text(), in.text(), in.text(), in.choice<bulletin::ChartNumbers>(2), 0, {}, {}, {}};
  chart.slots = in.one_of<std::int64_t>({1, 2, 12, 60, 700});
  for (unsigned i = in.below(4); i > 0; --i) chart.ticks.push_back({static_cast<std::int64_t>(in.byte()), in.text()});
  for (unsigned i = in.below(4); i > 0; --i) {
    bulletin::Layer layer{in.choice<bulletin::Shape>(6),
                          in.choice<bulletin::Emphasis>(4),
                          in.text(),
                          static_cast<std::int64_t>(in.below(3)),
                          {}};
    for (unsigned k = in.below(30); k > 0; --k) {
      layer.values.push_back(in.number());
      layer.lower.push_back(in.number());
      layer.upper.push_back(in.number());
    }
    chart.layers.push_back(std::move(layer));
  }
  for (unsigned i = in.below(3); i > 0; --i) chart.notes.push_back(in.text());
  return chart;
}

void must_render(const bulletin::Bulletin& found) {
  fuzz::must(to_text(found).find('\x1b') == std::string::npos, "text has no control characters");
  fuzz::must(to_markdown(found).starts_with("# "), "Markdown has a heading");
  const std::string json = to_json(found);
  fuzz::must(!nlohmann::json::parse(json, nullptr, false).is_discarded(), "JSON is JSON");
  fuzz::must(to_json(bulletin::parse_json(json)) == json, "JSON reads back");
  fuzz::must(test_support::fault_of_markup(to_html(found)).empty(), "markup is well-formed");
  for (const bulletin::Chart& each : found.charts)
    fuzz::must(test_support::fault_of_markup(to_svg(each)).empty(), "markup is well-formed");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input in(data, size);
  if (in.below(3) == 0) {
    fuzz::answers(
        [&] { fuzz::must(test_support::fault_of_markup(to_svg(chart(in))).empty(), "markup is well-formed"); });
    return 0;
  }
  hw::Indicator indicator{.title = in.text(), .unit = in.text(), .magnitude = in.choice<hw::Magnitude>(5)};
  indicator.measure = in.choice<hw::Measure>(5);
  indicator.fiscal_year = {static_cast<int>(1 + in.below(12)), in.choice<hw::FiscalLabel>(2)};
  indicator.resolution = in.one_of({0.0, 1.0, 0.1, 1e-9, 1e12});
  bulletin::Options options{.tone = in.choice<bulletin::Tone>(2), .outlook = bulletin::OutlookModel::trend};
  if (in.below(3) == 1) options.target = in.number();
  const hw::Period first = in.period(in.frequency());
  fuzz::answers([&] {
    const bulletin::Bulletin found = compose(hw::TimeSeries(first, in.numbers(80)), indicator, options);
    must_render(found);
    for (const hw::claims::Finding& finding : verify(found))
      fuzz::must(finding.verdict != hw::claims::Verdict::impossible, "a bulletin does not contradict its data");
  });
  return 0;
}
