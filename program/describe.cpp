#include <algorithm>
#include <iostream>
#include <memory>

#include "commands.hpp"
#include "reading.hpp"

namespace program {

namespace hw = highwater;

void add_describe(CLI::App& program) {
  const auto reading = std::make_shared<Reading>();
  CLI::App& command =
      *program.add_subcommand("describe", "what is understood of a file: frequency, periods, series, gaps");
  reading->add_to(command, "a table with periods and series");
  command.callback([reading] {
    const hw::Panel panel = reading->panel();
    std::cout << panel.series_count() << " series, " << to_string(panel.first().frequency()) << ", " << panel.periods()
              << " periods from " << panel.first() << " to "
              << (panel.first() + (static_cast<std::int64_t>(panel.periods()) - 1)) << '\n';
    if (!(panel.fiscal_year() == hw::FiscalYear{}))
      std::cout << "periods count in the fiscal year from month " << panel.fiscal_year().first_month << '\n';
    for (std::size_t i = 0; i < panel.series_count(); ++i) {
      const hw::SeriesView series = panel.series(i);
      std::size_t observed = 0, first = series.size(), last = 0;
      double low = hw::missing_value, high = hw::missing_value;
      for (std::size_t t = 0; t < series.size(); ++t) {
        const double value = series.values()[t];
        if (hw::is_missing(value)) continue;
        first = std::min(first, t);
        last = t;
        low = observed == 0 ? value : std::min(low, value);
        high = observed == 0 ? value : std::max(high, value);
        ++observed;
      }
      std::cout << "  " << panel.names()[i] << ": ";
      if (observed == 0) {
        std::cout << "nothing observed\n";
        continue;
      }
      const std::size_t gaps = last - first + 1 - observed;
      std::cout << observed << " observations from " << series.period(first) << " to " << series.period(last) << ", "
                << (gaps == 0 ? "no gap" : std::to_string(gaps) + " missing between them") << ", " << low << " to "
                << high << '\n';
    }
  });
}

}  // namespace program
