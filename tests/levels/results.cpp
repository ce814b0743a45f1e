// Prints a hash of what each operation gives for data of all kinds and many lengths: a line for each operation. The
// lines must be the same at every level, from every compiler and from the headers alone.
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "core/smoothing_operations.hpp"
#include "highwater/core/operations.hpp"
#include "support/random_data.hpp"

namespace core = highwater::core;
using highwater::BasePolicy;
using highwater::Direction;
using highwater::Side;
using highwater::Summary;
using highwater::Ties;

namespace {

class Hash {
 public:
  void add(double value) { add_bits(std::isnan(value) ? 0x7ff8000000000000U : std::bit_cast<std::uint64_t>(value)); }
  void add(std::size_t value) { add_bits(value); }
  void add(const core::Moments& m) {
    for (const double value : {m.count, m.mean_x, m.mean_y, m.sxx, m.sxy, m.syy}) add(value);
  }
  void add(const core::LineFit& f) {
    for (const double value : {f.count, f.mean_x, f.mean_y, f.sxx, f.syy, f.slope, f.intercept, f.residual_squares})
      add(value);
  }
  std::uint64_t value() const { return state_; }

 private:
  void add_bits(std::uint64_t bits) { state_ = (state_ ^ bits) * 0x100000001b3U + (state_ >> 29U); }
  std::uint64_t state_ = 0xcbf29ce484222325U;
};

std::map<std::string, Hash> hashes;

constexpr BasePolicy policies[] = {BasePolicy::positive, BasePolicy::absolute, BasePolicy::signed_base};
constexpr Side sides[] = {Side::high, Side::low};

/// Three columns of one kind, apart from each other, and a result that starts at an odd place.
struct Data {
  std::vector<double> values, other, result;
  core::Columns in, against;
  core::MutableColumns out;

  Data(test_support::RandomData& random, std::size_t rows, std::size_t columns, test_support::Kind kind,
       std::size_t gap, double scale) {
    const std::size_t stride = rows + 5;
    for (std::size_t j = 0; j < columns; ++j)
      for (std::vector<double>* const to : {&values, &other}) {
        for (const double x : random.values(rows, kind, gap)) to->push_back(scale * x);
        to->resize((j + 1) * stride, 1.0);
      }
    result.assign(columns * stride + 3, 7.0);
    in = {values.data(), rows, columns, stride};
    against = {other.data(), rows, columns, stride};
    out = {result.data() + 3, rows, columns, stride};
  }

  /// Runs the operation and takes in all of the memory that it may have written to.
  template <class Operation>
  void run(const std::string& name, Operation operation) {
    operation();
    for (const double value : result) hashes[name].add(value);
  }
};

void run_transforms(Data& data) {
  const core::Columns in = data.in, against = data.against;
  const core::MutableColumns out = data.out;
  for (const std::size_t lag : {1U, 12U}) {
    for (const BasePolicy policy : policies) {
      data.run("growth", [&] { core::growth(in, out, lag, policy); });
      data.run("contribution", [&] { core::contribution(in, against, out, lag, policy); });
    }
    data.run("log_change", [&] { core::log_change(in, out, lag); });
    data.run("difference", [&] { core::difference(in, out, lag); });
    data.run("minus_lagged", [&] { core::minus_lagged(in, out, lag); });
    data.run("raised_growth", [&] { core::raised_growth(in, out, lag, 4.0); });
  }
  data.run("add", [&] { core::add(in, against, out); });
  data.run("subtract", [&] { core::subtract(in, against, out); });
  data.run("multiply", [&] { core::multiply(in, against, out); });
  data.run("divide", [&] { core::divide(in, against, out); });
  data.run("growth_between", [&] { core::growth_between(in, against, out, BasePolicy::absolute); });
  data.run("logarithm", [&] { core::logarithm(in, out); });
  for (const Side side : sides) {
    data.run("running_extreme", [&] { core::running_extreme(in, out, side); });
    for (const Ties ties : {Ties::strict, Ties::weak})
      data.run("record_indicators", [&] { core::record_indicators(in, out, side, ties); });
    std::vector<double> extremes(data.result.size());
    const core::MutableColumns to{extremes.data(), out.rows, out.columns, out.stride};
    data.run("running_extreme_and_indicators",
             [&] { core::running_extreme_and_indicators(in, to, out, side, Ties::weak); });
    for (const double value : extremes) hashes["running_extreme_and_indicators"].add(value);
  }
}

void run_windows(Data& data) {
  const core::Columns in = data.in;
  const core::MutableColumns out = data.out;
  for (const std::size_t n : {1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 12U, 15U, 16U, 24U, 100U})
    for (const std::size_t skip : {0U, 1U})
      for (const std::size_t needed : {n, n / 2 + 1}) {
        data.run("trailing_sum", [&] { core::trailing_sum(in, out, {n, skip}, needed); });
        data.run("trailing_mean", [&] { core::trailing_mean(in, out, {n, skip}, needed); });
        data.run("trailing_deviation", [&] { core::trailing_deviation(in, out, {n, skip}, needed); });
        for (const Side side : sides)
          data.run("trailing_extreme", [&] { core::trailing_extreme(in, out, side, {n, skip}, needed); });
      }
}

void run_blocks(Data& data) {
  for (const std::size_t length : {12U, 7U, 3U})
    for (const std::size_t cut_off : {0U, 1U}) {  // a last block that is shorter is one of them, or cut off
      std::vector<std::size_t> bounds{0};
      for (std::size_t end = 5; end < data.in.rows; end += length) bounds.push_back(end);
      if (data.in.rows > 0) bounds.push_back(data.in.rows);
      const std::size_t size = bounds.size() - 1;
      const core::Blocks blocks{bounds, 1, size < 2 ? size : size - cut_off};
      data.run("year_to_date", [&] { core::year_to_date(data.in, data.out, blocks); });
      core::MutableColumns out = data.out;
      out.rows = blocks.size();
      for (const std::size_t needed : {0U, 1U, 3U})
        for (const Summary summary :
             {Summary::sum, Summary::mean, Summary::first, Summary::last, Summary::high, Summary::low})
          data.run("block_summaries", [&] { core::block_summaries(data.in, out, blocks, summary, needed); });
    }
}

void run_questions(const Data& data) {
  const core::Columns in = data.in;
  const double* const x = in.column(0);
  const double level = in.rows == 0 ? 0.0 : x[in.rows / 2];
  for (const Side side : sides) {
    hashes["find_record"].add(core::find_record(x, in.rows, level, side, Ties::strict));
    hashes["find_record"].add(core::find_record(x, in.rows, level, side, Ties::weak));
    hashes["find_last_reaching"].add(core::find_last_reaching(x, in.rows, level, side));
    hashes["count_better"].add(core::count_better(x, in.rows, level, side));
  }
  for (const Direction direction : {Direction::rising, Direction::falling}) {
    hashes["find_last_break"].add(core::find_last_break(x, in.rows, direction));
    for (const BasePolicy policy : policies) {
      std::vector<std::size_t> broken(in.columns);
      core::find_growth_breaks(in, 12, policy, direction, broken.data());
      for (const std::size_t at : broken) hashes["find_growth_breaks"].add(at);
    }
  }
  hashes["find_first_observed"].add(core::find_first_observed(x, in.rows));
  hashes["find_last_observed"].add(core::find_last_observed(x, in.rows));
  hashes["find_first_not_positive"].add(core::find_first_not_positive(x, in.rows));
  hashes["find_first_infinite"].add(core::find_first_infinite(x, in.rows));
  hashes["count_missing"].add(core::count_missing(x, in.rows));
  hashes["trend_moments"].add(core::trend_moments(x, in.rows));
  hashes["fit_trend"].add(core::fit_trend(x, in.rows));
  hashes["fit_line"].add(core::fit_line(data.against.column(0), x, in.rows));
  std::vector<core::LineFit> lines(in.columns);
  core::fit_trends(in, lines.data());
  for (const core::LineFit& line : lines) hashes["fit_trends"].add(line);
  core::fit_log_trends(in, lines.data());
  for (const core::LineFit& line : lines) hashes["fit_log_trends"].add(line);
  hashes["mean_exp_residual"].add(core::mean_exp_residual(x, in.rows, lines[0]));
}

/// What a pack asks of neighbouring columns, of which there are more than one has.
void run_neighbours(test_support::RandomData& random, std::size_t rows, std::size_t gap, double scale) {
  if (rows == 0) return;
  const Data data(random, rows, 11, test_support::kinds[rows % std::size(test_support::kinds)], gap, scale);
  std::vector<double> results(data.in.columns);
  for (const std::size_t n : {1U, 7U, 12U, 64U, 1000U}) {
    if (n > rows) break;
    core::latest_means(data.in, n, results.data());
    for (const double mean : results) hashes["latest_means"].add(mean);
  }
  core::totals(data.in, results.data());
  for (const double total : results) hashes["totals"].add(total);
  std::vector<core::StandingRecord> records(data.in.columns);
  for (const Side side : sides)
    for (const Ties ties : {Ties::strict, Ties::weak}) {
      core::standing_records(data.in, side, ties, records.data());
      for (const core::StandingRecord& record : records)
        for (const std::size_t part : {record.count, record.position, record.previous})
          hashes["standing_records"].add(part);
    }
}

/// Twice eight candidates with a level and a trend, and seasons of a year of three.
void run_smoothing(const Data& data, double origin) {
  constexpr std::size_t count = 16, year = 3;
  const std::size_t n = data.in.rows;
  const double* const x = data.in.column(0);
  std::vector<double> in(9 * count), out(8 * count), partial(8 * n), fitted(n);
  double* const c = in.data();
  for (std::size_t i = 0; i < count; ++i) {
    const auto share = static_cast<double>(i + 1) / 20.0;
    c[i] = share;
    c[count + i] = share / static_cast<double>(i % 5 + 2);
    c[2 * count + i] = i % 3 == 0 ? 1.0 : 0.9;
    c[3 * count + i] = 1.0 - share;
    c[4 * count + i] = origin * (1.0 + share);
    c[5 * count + i] = origin * share / 100.0;
    c[6 * count + i] = origin * share / 10.0;
    c[7 * count + i] = i % 4 == 3 ? 0.0 : share;    // weight
    c[8 * count + i] = i == 0 ? 0.0 : 1.0 / share;  // inverse step
  }
  for (const core::SeasonRole role : {core::SeasonRole::none, core::SeasonRole::added, core::SeasonRole::factor})
    for (const std::size_t used : {std::size_t{8}, count})
      for (const std::size_t live : {used - 5, used - 2, used - 1, used}) {
        std::vector<double> level(c + 4 * count, c + 5 * count), trend(c + 5 * count, c + 6 * count),
            seasons(year * used, role == core::SeasonRole::factor ? 1.25 : origin / 8.0), rows(core::slope_rows * used),
            sums(used * used);
        core::sum_slopes(x, n, year, role,
                         {used, c + 8 * count, c, c + count, c + 2 * count, c + 3 * count, level.data(), trend.data(),
                          seasons.data()},
                         live, rows.data(), sums.data());
        for (const auto& state : {level, trend, seasons})
          for (const double one : state) hashes["sum_slopes"].add(one);
        for (std::size_t i = 0; i < live; ++i)
          for (std::size_t j = 0; j <= i; ++j) hashes["sum_slopes"].add(sums[i * used + j]);
      }
  double* const o = out.data();
  core::best_initial_states(x, n, {count, c, c + count, c + 2 * count, o, o + count, o + 2 * count});
  const core::SmoothingGrid grid{count,         c,
                                 c + count,     c + 2 * count,
                                 c + 6 * count, o + 3 * count,
                                 o + 4 * count, o + 5 * count,
                                 o + 6 * count, o + 7 * count};
  core::smooth(x, n, origin, grid);
  for (std::size_t i = 0; i < out.size(); ++i) hashes[i < 3 * count ? "best_initial_states" : "smooth"].add(out[i]);
  core::weigh_forecasts(x, n, origin, grid, c + 7 * count, partial.data(), fitted.data());
  for (const double forecast : fitted) hashes["weigh_forecasts"].add(forecast);
}

void run_all() {
  test_support::RandomData random(2025);
  std::vector<std::size_t> lengths;
  for (std::size_t rows = 0; rows <= 70; ++rows) lengths.push_back(rows);
  lengths.insert(lengths.end(), {240, 1000});
  for (const std::size_t rows : lengths)
    for (const std::size_t gap : {0U, 5U})
      for (const double scale : {1.0, 0x1p-1060}) {  // the second makes subnormal numbers of most
        Data data(random, rows, 3, test_support::kinds[rows % std::size(test_support::kinds)], gap, scale);
        run_transforms(data);
        run_windows(data);
        run_blocks(data);
        run_questions(data);
        run_smoothing(data, rows == 0 || std::isnan(data.values[0]) ? 1.0 : data.values[0]);
      }
  test_support::RandomData neighbours(2026);
  for (const std::size_t rows : lengths)
    for (const std::size_t gap : {0U, 5U})
      for (const double scale : {1.0, 0x1p-1060}) run_neighbours(neighbours, rows, gap, scale);
  // Large enough to be written past the cache.
  Data large(random, 1'100'000, 1, test_support::Kind::rising, 1000, 1.0);
  large.run("growth", [&] { core::growth(large.in, large.out, 12, BasePolicy::positive); });
  large.run("running_extreme", [&] { core::running_extreme(large.in, large.out, Side::high); });
  large.run("record_indicators", [&] { core::record_indicators(large.in, large.out, Side::high, Ties::strict); });
  large.run("trailing_mean", [&] { core::trailing_mean(large.in, large.out, {12, 1}, 12); });
}

}  // namespace

int main() {
  try {
    run_all();
  } catch (const std::exception& error) {
    std::printf("%s\n", error.what());
    return 2;
  }
  for (const auto& [name, hash] : hashes)
    std::printf("%s %016llx\n", name.c_str(), static_cast<unsigned long long>(hash.value()));
}
