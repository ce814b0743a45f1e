#include "highwater/io/releases.hpp"

#include <vector>

#include "fuzz/input.hpp"
#include "highwater/claims/release.hpp"

// Files of printed figures, the claims that each makes, and what data say of them.
namespace {

namespace hw = highwater;

const hw::Vintages& data_known() {
  static const hw::Vintages vintages = [] {
    std::vector<hw::Report> reports;
    for (int i = 0; i < 30; ++i)
      reports.push_back({hw::month(2022, 7) + i, hw::day(2025, 1, 17), 200.0 + 7 * (i % 11) + i, 1.0});
    reports.push_back({hw::month(2024, 12), hw::day(2025, 2, 17), 350.0, 1.0});
    return hw::Vintages(reports);
  }();
  return vintages;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace io = highwater::io;
  fuzz::Input in(data, size);
  io::ReleaseOptions options;
  options.delimiter = in.one_of({',', ';'});
  options.decimal = in.one_of({'.', ','});
  if (in.below(2) == 1) options.frequency = in.frequency();
  if (in.below(2) == 1) {
    fuzz::answers([&] {
      const io::YearToDateReports reports =
          io::parse_year_to_date(in.rest(), {.delimiter = options.delimiter, .decimal = options.decimal});
      fuzz::must_be_finite_or_missing(reports.totals.latest());
    });
    return 0;
  }
  std::vector<hw::PrintedFigure> figures;
  fuzz::answers([&] { figures = io::parse_releases(in.rest(), options); });
  for (const hw::PrintedFigure& figure : figures)
    fuzz::answers([&] {
      for (const hw::claims::Claim& claim : hw::claims::claims_of(figure))
        fuzz::must(!to_text(claim).empty(), "a claim is a phrase");
      for (const hw::claims::Finding& finding : hw::claims::check_figure(data_known(), figure))
        fuzz::must(!to_text(finding).empty() && !finding.reason.empty(), "a finding has a reason");
    });
  return 0;
}
