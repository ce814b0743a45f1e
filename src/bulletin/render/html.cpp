#include <cstddef>
#include <string>
#include <string_view>

#include "bulletin/render/escape.hpp"
#include "bulletin/render/svg.hpp"
#include "bulletin/render/text.hpp"
#include "bulletin/year_changes.hpp"
#include "claims/wording.hpp"
#include "highwater/bulletin/bulletin.hpp"
#include "highwater/calendar/period_text.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace wording;
namespace {

constexpr std::string_view page_style = R"(:root{color-scheme:light dark}
body{margin:0 auto;max-width:50rem;padding:1.5rem 1rem 3rem;font:1rem/1.5 system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif;background:#fff;color:#1b1f24}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 1.5rem;overflow-wrap:anywhere}
ol{padding-left:1.4rem}
li{margin:.9rem 0}
li::marker{color:#4d565f}
li:first-child p{font-size:1.15rem;font-weight:600}
p{margin:0}
code{font-size:.85rem;color:#4d565f;overflow-wrap:anywhere}
figure{margin:1.5rem 0}
figure svg{width:100%;height:auto;display:block}
.narrow{display:none}
@media(max-width:32rem){.wide{display:none}.narrow{display:block}}
summary{cursor:pointer;margin-top:1.5rem}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.15rem 1.2rem .15rem 0;text-align:right;border-bottom:1px solid #e4e8ec}
th:first-child{text-align:left;font-weight:400}
thead th{font-weight:600;color:#4d565f}
@media(prefers-color-scheme:dark){
body{background:#14181d;color:#eceff2}
code,li::marker,thead th{color:#a9b4bf}
th,td{border-color:#2a3139}
}
)";

std::string element(std::string_view tag, std::string_view text) {
  return "<" + std::string(tag) + ">" + xml_escaped(text) + "</" + std::string(tag) + ">";
}

/// The chart for a page and for a phone; the style shows one of them.
std::string figure(const Chart& chart) {
  return "<figure>\n<div class=\"wide\">\n" + svg_element(chart, "") + "</div>\n<div class=\"narrow\">\n" +
         svg_element(chart, "", Drawing::narrow) + "</div>\n</figure>\n";
}

// The data for those who cannot see the charts, or want to copy them.
std::string data_table(const Bulletin& bulletin) {
  const Measure measure = bulletin.indicator.measure;
  const TimeSeries changes = year_changes(bulletin.data, measure);
  std::string html =
      "<details>\n<summary>The data</summary>\n<table>\n<thead><tr><th scope=\"col\">Period</th><th "
      "scope=\"col\">Value</th><th scope=\"col\">On the year</th></tr></thead>\n<tbody>\n";
  for (const auto [period, value] : bulletin.data)
    html += "<tr><th scope=\"row\">" + to_string(period) + "</th>" +
            element("td", is_missing(value) ? "missing" : grouped(value, bulletin.decimals)) +
            element("td",
                    is_missing(changes[period]) ? "" : year_change_text(changes[period], measure, bulletin.decimals)) +
            "</tr>\n";
  return html + "</tbody>\n</table>\n</details>\n";
}

}  // namespace

std::string to_html(const Bulletin& bulletin) {
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n" + element("title", heading(bulletin)) +
      "\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>"
      "\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<style>\n" +
      std::string(page_style) + std::string(chart_style()) + "</style>\n</head>\n<body>\n<main>\n<h1 dir=\"auto\">" +
      xml_escaped(heading(bulletin)) + "</h1>\n";
  if (bulletin.as_of) html += element("p", "As known on " + to_string(*bulletin.as_of) + ".") + "\n";
  if (!bulletin.charts.empty()) html += figure(bulletin.charts.front());
  html += "<ol>\n";
  for (const Statement& statement : bulletin.statements) {
    html += "<li>" + element("p", statement.sentence);
    if (bulletin.tone == Tone::full) html += element("code", evidence(statement, bulletin.decimals));
    html += "</li>\n";
  }
  html += "</ol>\n";
  for (std::size_t i = 1; i < bulletin.charts.size(); ++i) html += figure(bulletin.charts[i]);
  return html + data_table(bulletin) + "</main>\n</body>\n</html>\n";
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
