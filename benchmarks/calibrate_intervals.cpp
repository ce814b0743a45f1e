// Prints the constants of src/projection/interval_table.hpp, from the training parts of competition data alone.
//
//   calibrate_intervals FOLDER     as for accuracy
//
// Each training part is projected from up to eight origins, spread evenly over those that leave room for the horizon. An
// error is measured in units of |f| (s / |f|)^0.8, where f is the point and s the standard error before calibration, and
// divided by 1 + k / n, where n is the number of observations at the origin. Quantiles of these errors are taken for each
// number of periods ahead, over all series of a frequency, each series with weight 1, and a line is fitted through them.
// k is the one with the least quantile loss, relative to
// that at k = 0, over all frequencies and quantiles.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "competition.hpp"
#include "highwater/projection/automatic.hpp"

namespace hw = highwater;

namespace {

struct Error {
  double value;
  double weight;
  double observations;
  std::size_t ahead;  // from 1
};

struct Line {
  double at_zero, step;
  double at(double h) const { return at_zero + step * h; }
};

void add_errors(const competition::Series& series, std::size_t horizon, std::vector<Error>& errors,
                std::vector<double>& ratios) {
  const std::size_t n = series.train.size();
  const std::size_t least = std::max<std::size_t>(8, 2 * series.lag + (series.lag > 4 ? series.lag / 2 : 0));
  if (n < least + horizon) return;
  const std::size_t latest = n - horizon, origins = std::min<std::size_t>(8, latest - least + 1);
  for (std::size_t k = 0; k < origins; ++k) {
    const std::size_t origin = origins == 1 ? latest : latest - k * (latest - least) / (origins - 1);
    const std::vector<double> known(series.train.begin(), series.train.begin() + static_cast<std::ptrdiff_t>(origin));
    const auto found = hw::projection::explain(competition::as_series(series, known), hw::projection::Automatic{},
                                               static_cast<std::int64_t>(horizon));
    for (std::size_t h = 0; h < horizon; ++h) {
      const double size = std::abs(found.point[h]), ratio = found.spread[h] / size;
      const double error = (series.train[origin + h] - found.point[h]) / (size * std::pow(ratio, 0.8));
      errors.push_back({error, 1.0 / static_cast<double>(origins), static_cast<double>(origin), h + 1});
      ratios.push_back(ratio);
    }
  }
}

double inflation(double k, const Error& error) { return 1.0 + k / error.observations; }

Line fit_quantiles(const std::vector<Error>& errors, std::size_t horizon, double p, double k) {
  double sh = 0.0, sq = 0.0, shh = 0.0, shq = 0.0;
  for (std::size_t h = 1; h <= horizon; ++h) {
    std::vector<std::pair<double, double>> sorted;
    double total = 0.0, sum = 0.0, quantile = 0.0;
    for (const Error& error : errors)
      if (error.ahead == h) sorted.emplace_back(error.value / inflation(k, error), error.weight);
    std::sort(sorted.begin(), sorted.end());
    for (const auto& [value, weight] : sorted) total += weight;
    for (const auto& [value, weight] : sorted) {
      quantile = value;
      if ((sum += weight) >= p * total) break;
    }
    const auto x = static_cast<double>(h);
    sh += x;
    sq += quantile;
    shh += x * x;
    shq += x * quantile;
  }
  const auto count = static_cast<double>(horizon);
  const double step = (shq - sh * sq / count) / (shh - sh * sh / count);
  return {(sq - step * sh) / count, step};
}

double mean_loss(const std::vector<Error>& errors, const Line& line, double p, double k) {
  double loss = 0.0, total = 0.0;
  for (const Error& error : errors) {
    const double above = error.value - line.at(static_cast<double>(error.ahead)) * inflation(k, error);
    loss += error.weight * (above > 0.0 ? p * above : (p - 1.0) * above);
    total += error.weight;
  }
  return loss / total;
}

constexpr std::array<double, 4> levels = {0.1, 0.025, 0.9, 0.975};

int run(const char* path) {
  struct Group {
    std::size_t horizon;
    std::vector<Error> errors;
  };
  std::map<std::string, Group> groups = {
      {"YEARLY", {6, {}}}, {"QUARTERLY", {8, {}}}, {"MONTHLY", {18, {}}}, {"OTHER", {8, {}}}};
  std::vector<double> ratios;
  for (const competition::Series& series : competition::read(path)) {
    Group& group = groups.at(series.group);
    add_errors(series, group.horizon, group.errors, ratios);
  }
  // Weekly and daily data stand on few series, too few to tell one side from the other.
  std::vector<Error>& other = groups.at("OTHER").errors;
  const std::size_t count = other.size();
  for (std::size_t i = 0; i < count; ++i) {
    other.push_back(other[i]);
    other.back().value *= -1.0;
  }

  double best = 0.0, least = INFINITY;
  for (const double k : {0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 16.0, 24.0, 32.0}) {
    double loss = 0.0;
    for (const auto& [name, group] : groups) {
      const auto loss_at = [&, &errors = group.errors, horizon = group.horizon](double p, double widening) {
        return mean_loss(errors, fit_quantiles(errors, horizon, p, widening), p, widening);
      };
      for (const double p : levels) loss += loss_at(p, k) / loss_at(p, 0.0) / 16.0;
    }
    std::printf("k %4.0f  loss %.5f\n", k, loss);
    if (loss < least) {
      least = loss;
      best = k;
    }
  }
  const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
  std::nth_element(ratios.begin(), middle, ratios.end());
  std::printf("widening %.0f, median of s / |f| %.4f\n", best, *middle);
  for (const auto& [name, group] : groups) {
    std::printf("%-9s", name.c_str());
    for (const double p : levels) {
      const Line line = fit_quantiles(group.errors, group.horizon, p, best);
      const double sign = p < 0.5 ? -1.0 : 1.0;
      std::printf("  {%.3f, %.4f}", sign * line.at_zero, sign * line.step);
    }
    std::printf("\n");
  }
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: calibrate_intervals FOLDER\n");
    return EXIT_FAILURE;
  }
  try {
    return run(argv[1]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return EXIT_FAILURE;
  }
}
