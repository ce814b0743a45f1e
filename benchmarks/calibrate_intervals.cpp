// Prints the constants of src/projection/interval_table.hpp, from the training parts of competition data alone.
//
//   calibrate_intervals FOLDER...     as for accuracy
//
// Errors are those that `accuracy --training` makes, from all that is known and from the latest 24 and 16 months or
// quarters and 120 weeks of it. They are measured in units of |f| (s / |f|)^power (1 + widening / n) h^growth, where f is the
// point, s the standard error before calibration, n the number of observations and h that of periods ahead. The four
// quantiles are taken over all of them, each horizon of each group (folder, frequency, history) with the same weight, and
// both sides are drawn together by half, for only some of the groups tell them apart.
// For each power, widening and growth: how far the coverage of 80 and of 95 % strays from what is asked, as a root mean
// square over the groups, and the mean logarithm of MSIS. The choice is by the latter among those that stray little.
// Then the same for the scale and the growth of quarters and years, with the quantiles of the rule for all, and how far
// the worst horizon of a group strays.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <utility>

#include "competition.hpp"
#include "highwater/projection/automatic.hpp"

namespace hw = highwater;

namespace {

/// In units of the point.
struct Error {
  double value, spread;
  double observations, ahead;
  double scale;  // of MASE
};

struct Group {
  std::string name;
  std::size_t horizon = 0;
  std::vector<Error> errors;
};

struct Unit {
  double power, widening, growth, scale = 1.0;
  double operator()(const Error& error) const {
    return scale * std::pow(error.spread, power) * (1.0 + widening / error.observations) *
           std::pow(error.ahead, growth);
  }
};

constexpr std::array<double, 4> levels = {0.1, 0.025, 0.9, 0.975};

void add_errors(const std::string& folder, const std::vector<competition::Series>& all, std::size_t last,
                std::map<std::string, Group>& groups) {
  for (const competition::Case& at : competition::cases_of(all, {.training = true, .last = last})) {
    const std::string& frequency = at.series->group;
    const bool cut = (frequency == "WEEKLY" && last == 120) ||
                     ((frequency == "MONTHLY" || frequency == "QUARTERLY") && (last == 24 || last == 16));
    if (last > 0 && !cut) continue;
    const auto found = hw::projection::explain(competition::as_series(*at.series, at.known), {},
                                               static_cast<std::int64_t>(at.actual.size()));
    const std::string name = folder + " " + frequency + (last > 0 ? " " + std::to_string(last) : "");
    Group& group = groups[name];
    group.name = name;
    group.horizon = at.actual.size();
    for (std::size_t h = 0; h < at.actual.size(); ++h) {
      const double size = std::abs(found.point[h]);
      if (!(size > 0.0)) continue;
      group.errors.push_back({(at.actual[h] - found.point[h]) / size, std::max(found.spread[h] / size, 1e-4),
                              static_cast<double>(at.known.size()), static_cast<double>(h + 1), at.scale / size});
    }
  }
}

std::array<double, 4> quantiles(const std::map<std::string, Group>& groups, const Unit& unit) {
  std::vector<std::pair<double, double>> sorted;
  double total = 0.0;
  for (const auto& [name, group] : groups) {
    const double weight = 1.0 / static_cast<double>(group.errors.size());
    for (const Error& error : group.errors) sorted.emplace_back(error.value / unit(error), weight);
    total += 1.0;
  }
  std::sort(sorted.begin(), sorted.end());
  std::array<double, 4> found{};
  for (std::size_t i = 0; i < levels.size(); ++i) {
    double sum = 0.0;
    for (const auto& [value, weight] : sorted) {
      found[i] = value;
      if ((sum += weight) >= levels[i] * total) break;
    }
  }
  // Months and weeks err alike on both sides, years and quarters do not: half of the difference is left out.
  for (const std::size_t below : {0u, 1u}) {
    const double half = (found[below] + found[below + 2]) / 4.0;
    found[below] -= half;
    found[below + 2] -= half;
  }
  return found;
}

struct Quality {
  double stray80 = 0.0, stray95 = 0.0, log_msis = 0.0, worst80 = 0.0, worst95 = 0.0;
};

Quality quality(const std::map<std::string, Group>& groups, const Unit& unit, const std::array<double, 4>& q) {
  Quality result;
  for (const auto& [name, group] : groups) {
    double inside80 = 0.0, inside95 = 0.0, msis = 0.0;
    const auto count = static_cast<double>(group.errors.size());
    const double each = count / static_cast<double>(group.horizon);  // every case has all horizons
    std::vector<double> ahead80(group.horizon), ahead95(group.horizon);
    for (const Error& error : group.errors) {
      const auto h = static_cast<std::size_t>(error.ahead) - 1;
      const double size = unit(error), y = error.value, low = q[1] * size, high = q[3] * size;
      const double in80 = q[0] * size <= y && y <= q[2] * size ? 1.0 : 0.0, in95 = low <= y && y <= high ? 1.0 : 0.0;
      inside80 += in80 / count;
      inside95 += in95 / count;
      ahead80[h] += in80 / each;
      ahead95[h] += in95 / each;
      msis += (high - low + 40.0 * std::max({0.0, low - y, y - high})) / error.scale / count;
    }
    result.stray80 += (inside80 - 0.8) * (inside80 - 0.8);
    result.stray95 += (inside95 - 0.95) * (inside95 - 0.95);
    result.log_msis += std::log(msis);
    const auto square_of_worst = [](const std::vector<double>& inside, double asked) {
      double worst = 0.0;
      for (const double share : inside) worst = std::max(worst, std::abs(share - asked));
      return worst * worst;
    };
    result.worst80 += square_of_worst(ahead80, 0.8);
    result.worst95 += square_of_worst(ahead95, 0.95);
  }
  const auto count = static_cast<double>(groups.size());
  const auto percent = [&](double squares) { return 100.0 * std::sqrt(squares / count); };
  return {percent(result.stray80), percent(result.stray95), result.log_msis / count, percent(result.worst80),
          percent(result.worst95)};
}

int run(int count, char** folders) {
  std::map<std::string, Group> groups;
  std::vector<double> spreads;
  for (int i = 0; i < count; ++i) {
    const std::vector<competition::Series> all = competition::read(folders[i]);
    for (const std::size_t last : {0u, 24u, 16u, 120u}) add_errors(folders[i], all, last, groups);
  }
  for (const auto& [name, group] : groups)
    for (const Error& error : group.errors) spreads.push_back(error.spread);
  const auto middle = spreads.begin() + static_cast<std::ptrdiff_t>(spreads.size() / 2);
  std::nth_element(spreads.begin(), middle, spreads.end());
  std::printf("median of s / |f| %.3f\n", *middle);
  std::printf("%5s %8s %6s   %7s %7s %7s %7s   %6s %6s %8s\n", "power", "widening", "growth", "10 %", "2.5 %", "90 %",
              "97.5 %", "80 %", "95 %", "MSIS");
  for (const double power : {0.7, 0.8, 0.9, 1.0})
    for (const double widening : {0.0, 6.0, 10.0, 14.0})
      for (const double growth : {0.0, 0.05, 0.1}) {
        const Unit unit{power, widening, growth};
        const std::array<double, 4> q = quantiles(groups, unit);
        const Quality found = quality(groups, unit, q);
        std::printf("%5.2f %8.0f %6.2f   %7.3f %7.3f %7.3f %7.3f   %6.2f %6.2f %8.4f\n", power, widening, growth, q[0],
                    q[1], q[2], q[3], found.stray80, found.stray95, found.log_msis);
      }
  std::map<std::string, Group> long_periods;
  for (const auto& [name, group] : groups)
    if (name.find("YEARLY") != std::string::npos || name.find("QUARTERLY") != std::string::npos)
      long_periods.emplace(name, group);
  const std::array<double, 4> q = quantiles(groups, {0.8, 10.0, 0.05});
  std::printf("%5s %6s   %6s %6s %8s   %6s %6s\n", "scale", "growth", "80 %", "95 %", "MSIS", "80 %", "95 %");
  for (const double scale : {0.83, 0.85, 0.87, 0.89, 0.91, 1.0})
    for (const double growth : {0.05, 0.1, 0.13, 0.15, 0.17}) {
      const Quality found = quality(long_periods, {0.8, 10.0, growth, scale}, q);
      std::printf("%5.2f %6.2f   %6.2f %6.2f %8.4f   %6.2f %6.2f\n", scale, growth, found.stray80, found.stray95,
                  found.log_msis, found.worst80, found.worst95);
    }
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: calibrate_intervals FOLDER...\n");
    return EXIT_FAILURE;
  }
  try {
    return run(argc - 1, argv + 1);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return EXIT_FAILURE;
  }
}
