#pragma once

#include <string>
#include <string_view>

#include "highwater/bulletin/chart.hpp"

// What the page and the chart that stands alone share.
namespace HIGHWATER_NAMESPACE::bulletin {

/// Style of charts, for light and dark; every selector begins with .highwater-chart.
std::string_view chart_style() noexcept;

/// For what width a chart is drawn: a page, or a phone.
enum class Drawing { wide, narrow };

/// The chart as an <svg> element that is styled by what surrounds it, or by `style` if that is not empty.
std::string svg_element(const Chart& chart, std::string_view style, Drawing drawing = Drawing::wide);

}  // namespace HIGHWATER_NAMESPACE::bulletin
