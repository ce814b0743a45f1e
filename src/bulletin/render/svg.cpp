#include "bulletin/render/svg.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bulletin/render/escape.hpp"
#include "claims/wording.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace wording;
namespace {

/// The paper: its size, where the plot lies on it, and how many letters of the headings fit in a line.
struct Paper {
  double width, height, top, bottom, margin;
  double most_for_labels;  // of the width, at the right
  std::size_t title, subtitle;
};

constexpr Paper wide_paper = {720.0, 384.0, 78.0, 348.0, 16.0, 240.0, 72, 96};
constexpr Paper narrow_paper = {360.0, 366.0, 96.0, 330.0, 4.0, 130.0, 34, 50};

constexpr double letter = 6.7;  // width of a letter of an axis or a label, on average

std::string px(double length) { return fixed(length, 1); }
double width_of(std::string_view text) {
  return letter * static_cast<double>(std::ranges::count_if(
                      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

double label_width(std::string_view text) { return 1.12 * width_of(text); }  // labels are bold

// Elements, one a line. Attributes are our own; text is escaped here.
class Writer {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string>>;

  void open(std::string_view tag, Attributes attributes) { start(tag, attributes), out_ += ">\n"; }
  void close(std::string_view tag) { out_.append("</").append(tag).append(">\n"); }
  void empty(std::string_view tag, Attributes attributes) { start(tag, attributes), out_ += "/>\n"; }
  void text(std::string_view tag, Attributes attributes, std::string_view content) {
    start(tag, attributes), out_.append(">").append(xml_escaped(content)).append("</").append(tag).append(">\n");
  }
  void raw(std::string_view markup) { out_ += markup; }
  std::string take() && { return std::move(out_); }

 private:
  void start(std::string_view tag, Attributes attributes) {
    out_.append("<").append(tag);
    for (const auto& [name, value] : attributes) out_.append(" ").append(name).append("=\"").append(value).append("\"");
  }
  std::string out_;
};

/// Whether a value is drawn: the ticks around one that is further from zero would overflow.
bool is_drawn(double value) { return std::abs(value) <= 1e300; }

// A vertical scale whose ticks are round numbers and enclose what is shown.
struct Axis {
  double low, high, step;

  static Axis around(double low, double high, bool from_zero) {
    constexpr double intervals = 5.0;
    if (from_zero || (low > 0.0 && low < 0.5 * high)) low = std::min(low, 0.0);
    if (from_zero || (high < 0.0 && high > 0.5 * low)) high = std::max(high, 0.0);
    if (!(high - low > 1e-290)) {
      const double room = std::abs(low) < 1e-280 ? 1.0 : 0.1 * std::abs(low);
      low -= from_zero ? 0.0 : room;
      high += room;
    }
    const double rough = high / intervals - low / intervals, power = std::pow(10.0, std::floor(std::log10(rough)));
    const double multiple = rough / power;
    const double step = power * (multiple <= 1.0 ? 1.0 : multiple <= 2.0 ? 2.0 : multiple <= 5.0 ? 5.0 : 10.0);
    return {step * std::floor(low / step + 1e-9), step * std::ceil(high / step - 1e-9), step};
  }
  int ticks() const { return static_cast<int>(std::lround((high - low) / step)); }
  double tick(int i) const {
    const double value = low + step * i;
    return std::abs(value) < 1e-9 * step ? 0.0 : value;
  }
  std::string label(int i, ChartNumbers numbers) const {
    const double scale = numbers == ChartNumbers::percent ? 100.0 : 1.0, value = tick(i) * scale;
    const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step * scale) + 1e-9)));
    std::string text = std::abs(value) >= 1e12 || decimals > 9 ? plain(value) : grouped(value, decimals);
    if (text.front() == '-') text.replace(0, 1, "\u2212");
    return numbers == ChartNumbers::percent ? text + " %" : text;
  }
};

Axis axis_of(const Chart& chart) {
  double low = core::infinity, high = -core::infinity;
  bool from_zero = false;
  for (const Layer& layer : chart.layers) {
    from_zero |= layer.shape == Shape::bars;
    for (const std::vector<double>* values : {&layer.values, &layer.lower, &layer.upper})
      for (const double value : *values)
        if (is_drawn(value)) low = std::min(low, value), high = std::max(high, value);
  }
  return low <= high ? Axis::around(low, high, from_zero) : Axis{0.0, 1.0, 0.2};
}

std::string class_of(const Layer& layer) {
  constexpr std::string_view shapes[] = {"line", "line dashes", "bars", "band", "points", "interval"};
  constexpr std::string_view emphases[] = {"main", "accent", "context", "reference"};
  return std::string(shapes[static_cast<std::size_t>(layer.shape)]) + " " +
         std::string(emphases[static_cast<std::size_t>(layer.emphasis)]);
}

// The last value that is drawn; size() if there is none.
std::size_t last_drawn(const std::vector<double>& values) {
  for (std::size_t i = values.size(); i-- > 0;)
    if (is_drawn(values[i])) return i;
  return values.size();
}

// A text in one line if it fits, and else broken at the last semicolon, comma or blank that lets its head fit.
std::vector<std::string> two_lines(std::string_view text, std::size_t most) {
  if (width_of(text) <= letter * static_cast<double>(most)) return {std::string(text)};
  for (const std::string_view breaks : {"; ", ", ", " "}) {
    const std::size_t at = text.rfind(breaks, most - breaks.size());
    if (at == std::string_view::npos || at == 0) continue;
    return {std::string(text.substr(0, at + breaks.size() - 1)), shortened(text.substr(at + breaks.size()), most)};
  }
  return {shortened(text, most)};
}

class Plot {
 public:
  Plot(const Chart& chart, const Paper& paper)
      : chart_(chart), paper_(paper), axis_(axis_of(chart)), right_(paper.width) {
    double labels = 0.0;
    for (int i = 0; i <= axis_.ticks(); ++i) labels = std::max(labels, width_of(axis_.label(i, chart.numbers)));
    left_ = paper_.margin + labels + 8.0;
    labels = 0.0;
    for (const Layer& layer : chart.layers)
      if (ends_at_the_right(layer)) labels = std::max(labels, label_width(layer.label) + 10.0);
    right_ = paper_.width - paper_.margin - std::min(labels, paper_.most_for_labels);
  }

  void draw(Writer& svg) const {
    axes(svg);
    int context_lines = 0;
    for (const Layer& layer : chart_.layers) {
      const bool varied = layer.shape == Shape::line && layer.emphasis == Emphasis::context;
      svg.open("g", {{"class", class_of(layer) + (varied ? " c" + std::to_string(context_lines++ % 4) : "")}});
      marks(svg, layer);
      svg.close("g");
    }
    labels(svg);
    notes(svg);
  }

 private:
  double slot_width() const { return (right_ - left_) / static_cast<double>(chart_.slots); }
  double y(double value) const {
    return paper_.bottom - (paper_.bottom - paper_.top) * ((value - axis_.low) / (axis_.high - axis_.low));
  }
  double x(std::int64_t slot) const { return left_ + (static_cast<double>(slot) + 0.5) * slot_width(); }
  double x(const Layer& layer, std::size_t i) const { return x(layer.first + static_cast<std::int64_t>(i)); }
  bool ends_at_the_right(const Layer& layer) const {
    const std::size_t last = last_drawn(layer.values);
    return !layer.label.empty() && last < layer.values.size() &&
           layer.first + static_cast<std::int64_t>(last) == chart_.slots - 1;
  }

  void rule(Writer& svg, const char* name, double x1, double y1, double x2, double y2) const {
    svg.empty("line", {{"class", name}, {"x1", px(x1)}, {"y1", px(y1)}, {"x2", px(x2)}, {"y2", px(y2)}});
  }

  void axes(Writer& svg) const {
    svg.open("g", {{"class", "axis"}});
    for (int i = 0; i <= axis_.ticks(); ++i) {
      const double at = y(axis_.tick(i));
      rule(svg, axis_.tick(i) == 0.0 || i == 0 ? "base" : "grid", left_, at, right_, at);
      svg.text("text", {{"x", px(left_ - 8.0)}, {"y", px(at + 4.0)}, {"text-anchor", "end"}},
               axis_.label(i, chart_.numbers));
    }
    double free_from = 0.0;  // labels that would touch the one before are left out, their ticks stay
    for (const ChartTick& tick : chart_.ticks) {
      const double at = x(tick.slot), half = width_of(tick.label) / 2.0;
      rule(svg, "base", at, paper_.bottom, at, paper_.bottom + 5.0);
      if (at - half < free_from || at + half > paper_.width - 2.0) continue;
      svg.text("text", {{"x", px(at)}, {"y", px(paper_.bottom + 20.0)}, {"text-anchor", "middle"}}, tick.label);
      free_from = at + half + letter;
    }
    svg.close("g");
  }

  void marks(Writer& svg, const Layer& layer) const {
    const std::vector<double>& values = layer.values;
    switch (layer.shape) {
      case Shape::line:
      case Shape::dashes:
        return path(svg, layer);
      case Shape::band:
        return band(svg, layer);
      case Shape::bars:
        for (std::size_t i = 0; i < values.size(); ++i) {
          if (!is_drawn(values[i])) continue;
          const double end = y(values[i]), zero = y(0.0), wide = std::max(0.72 * slot_width(), 0.8);
          svg.empty("rect", {{"x", px(x(layer, i) - wide / 2.0)},
                             {"y", px(std::min(end, zero))},
                             {"width", px(std::min(wide, 56.0))},
                             {"height", px(std::max(std::abs(end - zero), 0.5))}});
        }
        return;
      case Shape::points:
        for (std::size_t i = 0; i < values.size(); ++i)
          if (is_drawn(values[i]))
            svg.empty("circle", {{"cx", px(x(layer, i))},
                                 {"cy", px(y(values[i]))},
                                 {"r", px(std::clamp(0.4 * slot_width(), 1.5, 4.0))}});
        return;
      case Shape::interval:
        for (std::size_t i = 0; i < values.size(); ++i) {
          if (!is_drawn(values[i]) || !is_drawn(layer.lower[i]) || !is_drawn(layer.upper[i])) continue;
          const double at = x(layer, i), low = y(layer.lower[i]), high = y(layer.upper[i]);
          rule(svg, "whisker", at, low, at, high);
          rule(svg, "whisker", at - 6.0, low, at + 6.0, low);
          rule(svg, "whisker", at - 6.0, high, at + 6.0, high);
          svg.empty("circle", {{"cx", px(at)}, {"cy", px(y(values[i]))}, {"r", "4"}});
        }
        return;
    }
  }

  void path(Writer& svg, const Layer& layer) const {
    const std::vector<double>& values = layer.values;
    std::string d;
    const auto drawn = [&](std::size_t i) { return i < values.size() && is_drawn(values[i]); };
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!drawn(i)) continue;
      const bool begins = i == 0 || !drawn(i - 1);
      d += (begins ? "M" : "L") + px(x(layer, i)) + " " + px(y(values[i]));
      if (begins && !drawn(i + 1))  // by itself between gaps
        svg.empty("circle", {{"cx", px(x(layer, i))}, {"cy", px(y(values[i]))}, {"r", "2"}});
    }
    if (!d.empty()) svg.empty("path", {{"d", d}});
  }

  // From the left end of the first value to the right end of the last; one value by itself has ends of its own.
  void band(Writer& svg, const Layer& layer) const {
    std::size_t count = 0;
    while (count < layer.values.size() && is_drawn(layer.values[count]) && is_drawn(layer.upper[count])) ++count;
    const double overhang = count == 1 ? std::clamp(0.3 * slot_width(), 2.0, 10.0) : 0.0;
    const std::size_t ends = count == 1 ? 2 : 1;  // of each value
    std::string d;
    const auto corner = [&](std::size_t i, const std::vector<double>& bound) {
      const double side = count == 1 ? (i == 0 ? -overhang : overhang) : 0.0;
      d += (d.empty() ? "M" : "L") + px(x(layer, i / ends) + side) + " " + px(y(bound[i / ends]));
    };
    for (std::size_t i = 0; i < ends * count; ++i) corner(i, layer.upper);
    for (std::size_t i = ends * count; i-- > 0;) corner(i, layer.values);
    if (count > 0) svg.empty("path", {{"d", d + "Z"}});
  }

  /// How far the lines of the chart stay away from a label whose middle is at (at, height).
  double clearance(double at, double height, double room) const {
    double least = paper_.height;
    for (const Layer& layer : chart_.layers) {
      if (layer.shape != Shape::line && layer.shape != Shape::dashes) continue;
      for (std::size_t i = 0; i + 1 < layer.values.size(); ++i) {
        const double x1 = x(layer, i), x2 = x(layer, i + 1), y1 = y(layer.values[i]), y2 = y(layer.values[i + 1]);
        if (!std::isfinite(y1) || !std::isfinite(y2) || x2 < at - room || x1 > at + room) continue;
        const auto above = [&](double end) { return y1 + (y2 - y1) * (end - x1) / (x2 - x1) - height; };
        const double from = above(std::max(x1, at - room)), to = above(std::min(x2, at + room));
        least = std::min(least, from * to < 0.0 ? 0.0 : std::min(std::abs(from), std::abs(to)));
      }
    }
    return least;
  }

  /// Middle and line of a label for a point: above or below it, or to its right; the first place that is far enough from
  /// all lines, or the one that is furthest from them. None if lines cross them all.
  std::optional<std::pair<double, double>> free_place(double point, double height, double room) const {
    constexpr double enough = 12.0, least = 6.0;
    if (left_ + room > right_ - room) return std::nullopt;  // wider than the plot
    std::pair<double, double> best{};
    double most = -1.0;
    for (const double shift : {0.0, room + 4.0})
      for (const double line : {height - 10.0, height + 20.0}) {
        const double at = std::clamp(point + shift, left_ + room, right_ - room);
        const double free = line + 4.0 < paper_.bottom ? clearance(at, line - 4.0, room) : 0.0;
        if (free > most) most = free, best = {at, line};
        if (free >= enough) return best;
      }
    if (most < least) return std::nullopt;
    return best;
  }

  // At the right edge, moved apart where they would overlap; elsewhere beside the last value.
  void labels(Writer& svg) const {
    struct Label {
      double y;
      const Layer* layer;
    };
    constexpr double line_height = 15.0;
    std::vector<Label> at_right;
    for (const Layer& layer : chart_.layers) {
      const std::size_t last = last_drawn(layer.values);
      if (layer.label.empty() || last == layer.values.size()) continue;
      const bool band = layer.shape == Shape::band;
      const double at_height = y(band && is_drawn(layer.upper[last]) ? layer.upper[last] : layer.values[last]);
      if (ends_at_the_right(layer)) {
        at_right.push_back({at_height + 4.0, &layer});
      } else {
        if (const auto place = free_place(x(layer, last), at_height, label_width(layer.label) / 2.0))
          svg.text("text",
                   {{"class", "label " + class_of(layer)},
                    {"x", px(place->first)},
                    {"y", px(place->second)},
                    {"text-anchor", "middle"}},
                   layer.label);
      }
    }
    std::ranges::stable_sort(at_right, {}, &Label::y);
    for (std::size_t i = 1; i < at_right.size(); ++i)
      at_right[i].y = std::max(at_right[i].y, at_right[i - 1].y + line_height);
    double lowest = paper_.bottom + 4.0;
    for (std::size_t i = at_right.size(); i-- > 0; lowest = at_right[i].y - line_height)
      at_right[i].y = std::min(at_right[i].y, lowest);
    for (const Label& label : at_right)
      svg.text("text", {{"class", "label " + class_of(*label.layer)}, {"x", px(right_ + 10.0)}, {"y", px(label.y)}},
               label.layer->label);
  }

  void notes(Writer& svg) const {
    svg.open("g", {{"class", "notes"}});
    for (std::size_t i = 0; i < chart_.notes.size(); ++i) {
      if (chart_.notes[i].empty()) continue;
      svg.raw("<rect x=\"" + px(left_ + static_cast<double>(i) * slot_width()) + "\" y=\"" + px(paper_.top) +
              "\" width=\"" + px(slot_width()) + "\" height=\"" + px(paper_.bottom - paper_.top) + "\"><title>" +
              xml_escaped(chart_.notes[i]) + "</title></rect>\n");
    }
    svg.close("g");
  }

  const Chart& chart_;
  const Paper& paper_;
  Axis axis_;
  double left_, right_;
};

/// Throws Error unless all that the chart holds has its place.
void require_whole(const Chart& chart) {
  if (chart.slots < 1) throw Error("a chart needs at least one slot");
  const auto slots = static_cast<std::size_t>(chart.slots);
  for (const ChartTick& tick : chart.ticks)
    if (tick.slot < 0 || tick.slot >= chart.slots)
      throw Error("a chart of " + std::to_string(slots) + " slots has a tick at " + std::to_string(tick.slot));
  if (chart.notes.size() > slots)
    throw Error("a chart of " + std::to_string(slots) + " slots has " + std::to_string(chart.notes.size()) + " notes");
  for (const Layer& layer : chart.layers) {
    const std::size_t count = layer.values.size();
    if (layer.first < 0 || layer.first > chart.slots || count > slots - static_cast<std::size_t>(layer.first))
      throw Error("a chart of " + std::to_string(slots) + " slots has a layer of " + std::to_string(count) +
                  " values from " + std::to_string(layer.first));
    const bool interval = layer.shape == Shape::interval;
    if ((interval && layer.lower.size() != count) ||
        ((interval || layer.shape == Shape::band) && layer.upper.size() != count))
      throw Error("a band or an interval of a chart lacks a bound: it has " + std::to_string(count) + " values, " +
                  std::to_string(layer.lower.size()) + " lower and " + std::to_string(layer.upper.size()) +
                  " upper bounds");
  }
}

}  // namespace

std::string_view chart_style() noexcept {
  return R"(.highwater-chart{font:12px system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
.highwater-chart .ground{fill:#fff}
.highwater-chart text{fill:#4d565f}
.highwater-chart .title{font-size:17px;font-weight:600;fill:#1b1f24}
.highwater-chart .subtitle{font-size:13px}
.highwater-chart .grid{stroke:#e4e8ec}
.highwater-chart .base{stroke:#98a1ab}
.highwater-chart .line,.highwater-chart .points,.highwater-chart .interval{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.highwater-chart g.main{stroke:#0a5aa8}
.highwater-chart g.accent{stroke:#b3400e}
.highwater-chart g.context{stroke:#707a85;stroke-width:1.5}
.highwater-chart g.reference{stroke:#4d565f;stroke-width:1.5;stroke-dasharray:7 4 1 4}
.highwater-chart g.dashes.accent{stroke-dasharray:6 5}
.highwater-chart g.c0{stroke-dasharray:1 4}
.highwater-chart g.c1{stroke-dasharray:4 4}
.highwater-chart g.c2{stroke-dasharray:9 4}
.highwater-chart g.line circle{stroke-width:4}
.highwater-chart g.points circle,.highwater-chart g.interval circle{fill:#fff}
.highwater-chart g.bars{stroke:none}
.highwater-chart g.bars.context{fill:#7f9fc0}
.highwater-chart g.bars.main{fill:#0a5aa8}
.highwater-chart g.band{fill:#b3400e;fill-opacity:.13;stroke:none}
.highwater-chart .label{font-weight:600;stroke:#fff;stroke-width:3;stroke-dasharray:none;paint-order:stroke;fill:#4d565f}
.highwater-chart .label.main{fill:#0a5aa8}
.highwater-chart .label.accent{fill:#a33a0c}
.highwater-chart .notes rect{fill:#4d565f;fill-opacity:0}
.highwater-chart .notes rect:hover{fill-opacity:.09}
@media(prefers-color-scheme:dark){
.highwater-chart .ground,.highwater-chart g.points circle,.highwater-chart g.interval circle{fill:#14181d}
.highwater-chart text,.highwater-chart .label{fill:#a9b4bf}
.highwater-chart .title{fill:#eceff2}
.highwater-chart .grid{stroke:#2a3139}
.highwater-chart .base{stroke:#66717d}
.highwater-chart g.main{stroke:#69b1ff}
.highwater-chart g.accent{stroke:#ff9d63}
.highwater-chart g.context{stroke:#8893a0}
.highwater-chart g.reference{stroke:#a9b4bf}
.highwater-chart g.bars{stroke:none}
.highwater-chart g.bars.context{fill:#46698c}
.highwater-chart g.bars.main{fill:#69b1ff}
.highwater-chart g.band{fill:#ff9d63;fill-opacity:.16;stroke:none}
.highwater-chart .label{stroke:#14181d}
.highwater-chart .label.main{fill:#69b1ff}
.highwater-chart .label.accent{fill:#ff9d63}
.highwater-chart .notes rect{fill:#eceff2}
}
)";
}

std::string svg_element(const Chart& chart, std::string_view style, Drawing drawing) {
  const Paper& paper = drawing == Drawing::wide ? wide_paper : narrow_paper;
  require_whole(chart);
  Writer svg;
  svg.open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                   {"class", "highwater-chart"},
                   {"viewBox", "0 0 " + fixed(paper.width, 0) + " " + fixed(paper.height, 0)},
                   {"width", fixed(paper.width, 0)},
                   {"height", fixed(paper.height, 0)},
                   {"role", "img"},
                   {"lang", "en"}});
  svg.text("title", {}, chart.title + ". " + chart.subtitle);
  svg.text("desc", {}, chart.description);
  if (!style.empty()) svg.raw("<style>\n" + std::string(style) + "</style>\n");
  svg.empty("rect", {{"class", "ground"}, {"width", "100%"}, {"height", "100%"}});
  svg.text("text", {{"class", "title"}, {"x", px(paper.margin)}, {"y", "30"}}, shortened(chart.title, paper.title));
  double line = 52.0;
  for (const std::string& text : two_lines(chart.subtitle, paper.subtitle)) {
    svg.text("text", {{"class", "subtitle"}, {"x", px(paper.margin)}, {"y", px(line)}}, text);
    line += 18.0;
  }
  Plot(chart, paper).draw(svg);
  svg.close("svg");
  return std::move(svg).take();
}

std::string to_svg(const Chart& chart) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg_element(chart, chart_style());
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
