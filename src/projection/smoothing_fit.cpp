#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "core/smoothing_operations.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/core/vocabulary/line_fit.hpp"
#include "highwater/projection/smoothing.hpp"
#include "projection/assemble.hpp"

namespace HIGHWATER_NAMESPACE::projection {

using core::SeasonRole;

namespace {

constexpr double least = 1e-4, most = 0.9999;  // alpha, beta, gamma
constexpr double damping_least = 0.8, damping_most = 0.98;

// Where each parameter lies in the vector that is optimised. beta and gamma are there as shares of the room that alpha
// leaves them, so that all bounds are constants.
enum Place : std::size_t { alpha, beta_share, gamma_share, phi, level, trend, seasons };

std::size_t padded(std::size_t count) { return (count + 7) / 8 * 8; }

// Solves A d = -g for the parameters that are not fixed, whose d is given. Symmetric, positive definite (the lower
// triangle is read); a parameter that moves nothing stays, and makes the answer false.
bool solve_step(const std::vector<double>& matrix, const std::vector<double>& gradient, const std::vector<char>& fixed,
                std::vector<double>& step, std::vector<double>& work) {
  const std::size_t p = step.size();
  const auto entry = [&](std::size_t i, std::size_t j) { return matrix[i > j ? i * p + j : j * p + i]; };
  work.assign(p * p, 0.0);
  for (std::size_t i = 0; i < p; ++i) {
    if (fixed[i]) continue;
    step[i] = -gradient[i];
    for (std::size_t j = 0; j < p; ++j)
      if (fixed[j]) step[i] -= entry(i, j) * step[j];
  }
  bool definite = true;
  for (std::size_t j = 0; j < p; ++j) {  // L D L'
    if (fixed[j]) continue;
    double pivot = entry(j, j);
    for (std::size_t k = 0; k < j; ++k) pivot -= work[j * p + k] * work[j * p + k] * work[k * p + k];
    work[j * p + j] = pivot > 1e-14 * entry(j, j) ? pivot : 0.0;
    definite = definite && work[j * p + j] > 0.0;
    for (std::size_t i = j + 1; i < p; ++i) {
      if (fixed[i]) continue;
      double sum = entry(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= work[i * p + k] * work[j * p + k] * work[k * p + k];
      work[i * p + j] = work[j * p + j] > 0.0 ? sum / work[j * p + j] : 0.0;
    }
  }
  for (std::size_t i = 0; i < p; ++i) {
    if (fixed[i]) continue;
    for (std::size_t k = 0; k < i; ++k)
      if (!fixed[k]) step[i] -= work[i * p + k] * step[k];
  }
  for (std::size_t i = 0; i < p; ++i)
    if (!fixed[i]) step[i] = work[i * p + i] > 0.0 ? step[i] / work[i * p + i] : 0.0;
  for (std::size_t i = p; i-- > 0;) {
    if (fixed[i]) continue;
    for (std::size_t k = i + 1; k < p; ++k)
      if (!fixed[k]) step[i] -= work[k * p + i] * step[k];
  }
  return definite;
}

}  // namespace

/// Finds the parameters of one model for one series.
class SmoothingFitter {
 public:
  struct Shape {
    Trend trend;
    SeasonRole role;
    std::size_t year;  // seasons in it; 0 without
  };

  SmoothingFitter(SeriesView series, Shape shape, const SmoothingParameters& given)
      : series_(series), shape_(shape), given_(given) {
    const double* const data = series.values().data();
    begin_ = core::find_first_observed(data, series.size());
    if (begin_ == core::not_found) begin_ = 0;
    const std::size_t last = core::find_last_observed(data, series.size());
    x_ = series.values().subspan(begin_, last == core::not_found ? 0 : last + 1 - begin_);
    check_given();
    size_ = seasons + (shape.year > 0 ? shape.year - 1 : 0);
    for (std::size_t i = 0; i < size_; ++i)
      if (estimates(i)) free_.push_back(i);
    observed_ = x_.size() - core::count_missing(x_.data(), x_.size());
    if (observed_ == 0 || (!free_.empty() && observed_ <= free_.size()))
      throw Error("to estimate " + std::to_string(free_.size()) + " parameters takes at least " +
                  std::to_string(free_.size() + 1) + " observations, and " + detail::in_words(series) + " has " +
                  std::to_string(observed_));
    if (shape.year > 0 && given.season.empty() && observed_ < 2 * shape.year)
      throw Error("seasons take at least two years of observations, " + std::to_string(2 * shape.year) + ", and " +
                  detail::in_words(series) + " has " + std::to_string(observed_));
    // Errors of models that add do not depend on where zero is, so there it is put where the data are.
    if (shape.role != SeasonRole::factor) origin_ = x_[0];
    moved_.assign(x_.begin(), x_.end());
    for (double& value : moved_) value -= origin_;
    const core::Moments moments = core::trend_moments(moved_.data(), moved_.size());
    scale_ = std::sqrt(moments.syy / moments.count);
    if (!(scale_ > 0.0)) scale_ = 1.0;
    const std::size_t slots = padded(free_.size() + 1);
    columns_.resize((7 + shape.year) * slots);
    rows_.resize(core::slope_rows * slots);
    sums_.resize(slots * slots);
  }

  SmoothingFit run() {
    const double* best = nullptr;
    double least_squares = core::infinity;
    for (double* const start : starts()) {
      const double found = refine(start, free_, 100, least_squares);
      if (best != nullptr && !(found < least_squares)) continue;
      least_squares = found;
      best = start;
    }
    return finish(best);
  }

 private:
  // A squared error, and half its derivatives as Gauss and Newton have them: the second in the lower triangle.
  struct NormalEquations {
    double squares = 0.0;
    std::vector<double> gradient, matrix;
  };

  void check_given() const {
    const auto require = [](const char* name, double value, double low, double high) {
      if (!is_missing(value) && !(value >= low && value <= high))
        throw Error(std::string(name) + " must lie between " + (low == 0.0 ? "0" : "-1") + " and 1, not " +
                    std::to_string(value));
    };
    require("alpha", given_.alpha, 0.0, 1.0);
    require("beta", given_.beta, 0.0, 1.0);
    require("gamma", given_.gamma, 0.0, 1.0);
    require("phi", given_.phi, 0.0, 1.0);
    if (std::isinf(given_.level) || std::isinf(given_.trend)) throw Error("an initial state cannot be infinite");
    if (!given_.season.empty() && given_.season.size() != shape_.year)
      throw Error(std::to_string(given_.season.size()) + " seasons were given for a model with " +
                  std::to_string(shape_.year));
    for (const double index : given_.season)
      if (!std::isfinite(index) || (shape_.role == SeasonRole::factor && index <= 0.0))
        throw Error("a season that was given is not a number that could be one");
  }

  bool estimates(std::size_t place) const {
    switch (place) {
      case alpha:
        return is_missing(given_.alpha);
      case beta_share:
        return shape_.trend != Trend::none && is_missing(given_.beta);
      case gamma_share:
        return shape_.role != SeasonRole::none && is_missing(given_.gamma);
      case phi:
        return shape_.trend == Trend::damped && is_missing(given_.phi);
      case level:
        return is_missing(given_.level);
      case trend:
        return shape_.trend != Trend::none && is_missing(given_.trend);
      default:
        return given_.season.empty();
    }
  }
  static double lower(std::size_t place) {
    return place == alpha ? least : place == phi ? damping_least : place < level ? 0.0 : -core::infinity;
  }
  static double upper(std::size_t place) {
    return place == alpha ? most : place == phi ? damping_most : place < level ? 1.0 : core::infinity;
  }

  // ---- from the vector to the model
  double beta_of(const double* theta) const {
    if (shape_.trend == Trend::none) return 0.0;
    return is_missing(given_.beta) ? least + (theta[alpha] - least) * theta[beta_share] : given_.beta;
  }
  double gamma_of(const double* theta) const {
    if (shape_.role == SeasonRole::none) return 0.0;
    const double room = std::max(1.0 - theta[alpha] - least, 0.0);
    return is_missing(given_.gamma) ? least + room * theta[gamma_share] : given_.gamma;
  }
  double year_total() const { return shape_.role == SeasonRole::factor ? static_cast<double>(shape_.year) : 0.0; }
  // The index of the season of period k of the data; the last is what the others leave.
  double season_of(const double* theta, std::size_t k) const {
    if (!given_.season.empty()) return given_.season[number_of(k)];
    if (k + 1 < shape_.year) return theta[seasons + k];
    double left = year_total();
    for (std::size_t i = 0; i + 1 < shape_.year; ++i) left -= theta[seasons + i];
    return left;
  }
  std::size_t number_of(std::size_t k) const {  // of the season, from 0
    return (static_cast<std::size_t>(series_.period(begin_).number()) - 1 + k) % shape_.year;
  }
  double step_of(std::size_t place, const double* theta) const {
    if (place < level) return theta[place] + 1e-6 <= upper(place) ? 1e-6 : -1e-6;
    if (shape_.role != SeasonRole::factor) return scale_;  // errors are linear in the states
    return 1e-6 * (place < seasons ? std::max(std::abs(theta[level]), 1e-3 * scale_) : 1.0);
  }

  // The squared error of theta, and what Gauss and Newton make of its parameters `free`.
  void evaluate(const double* theta, const std::vector<std::size_t>& free, NormalEquations& into) {
    const std::size_t p = free.size(), count = padded(p + 1);
    double* const column = columns_.data();
    moved_theta_.assign(theta, theta + size_);
    double* const moved = moved_theta_.data();
    for (std::size_t i = 0; i < count; ++i) {
      const bool off = i > 0 && i <= p;
      const double step = off ? step_of(free[i - 1], theta) : 0.0;
      if (off) moved[free[i - 1]] += step;
      column[i] = off ? 1.0 / step : 0.0;
      column[count + i] = moved[alpha];
      column[2 * count + i] = beta_of(moved);
      column[3 * count + i] = moved[phi];
      column[4 * count + i] = gamma_of(moved);
      column[5 * count + i] = moved[level];
      column[6 * count + i] = moved[trend];
      for (std::size_t k = 0; k < shape_.year; ++k) column[(7 + k) * count + i] = season_of(moved, k);
      if (off) moved[free[i - 1]] = theta[free[i - 1]];
    }
    core::sum_slopes(moved_.data(), moved_.size(), std::max<std::size_t>(shape_.year, 1), shape_.role,
                     {count, column, column + count, column + 2 * count, column + 3 * count, column + 4 * count,
                      column + 5 * count, column + 6 * count, column + 7 * count},
                     p + 1, rows_.data(), sums_.data());
    into.squares = sums_[0];
    into.matrix.resize(p * p);
    into.gradient.resize(p);
    for (std::size_t i = 0; i < p; ++i) {
      into.gradient[i] = sums_[(i + 1) * count];
      for (std::size_t j = 0; j <= i; ++j) into.matrix[i * p + j] = sums_[(i + 1) * count + j + 1];
    }
  }

  // What step_ takes from the squared error, as a quadratic function with matrix_.
  double expected_decrease() const {
    const std::size_t p = step_.size();
    double sum = 0.0;
    for (std::size_t i = 0; i < p; ++i) {
      double row = 2.0 * at_.gradient[i] + matrix_[i * p + i] * step_[i];
      for (std::size_t j = 0; j < i; ++j) row += 2.0 * matrix_[i * p + j] * step_[j];
      sum -= row * step_[i];
    }
    return sum;
  }

  // Gauss and Newton leave out the second derivatives of the errors, so their steps miss by a constant share. What the
  // gradient did over the last step tells about these: the symmetric change of least rank that would have foreseen it.
  void learn_curvature() {
    const std::size_t p = step_.size();
    double along = 0.0, length = 0.0;
    work_.resize(p);
    for (std::size_t i = 0; i < p; ++i) {
      double seen = tried_.gradient[i] - at_.gradient[i], foreseen = 0.0;
      for (std::size_t j = 0; j < p; ++j) {
        const std::size_t place = i > j ? i * p + j : j * p + i;
        seen -= curvature_[place] * step_[j];
        foreseen += tried_.matrix[place] * step_[j];
      }
      work_[i] = seen - foreseen;
      along += work_[i] * step_[i];
      length += foreseen * step_[i];
    }
    if (!(std::abs(along) > 1e-6 * length)) return;
    for (std::size_t i = 0; i < p; ++i)
      for (std::size_t j = 0; j <= i; ++j) curvature_[i * p + j] += work_[i] * work_[j] / along;
  }

  // The step from theta that damped equations ask for. On the way there, what comes to a bound first stops, and the others
  // are solved again: each time less is left of the squared error. False if the equations are not definite.
  bool find_step(const double* theta, const std::vector<std::size_t>& free, double lambda) {
    const std::size_t p = free.size();
    matrix_ = at_.matrix;
    for (std::size_t i = 0; i < p * p; ++i) matrix_[i] += curvature_[i];
    for (std::size_t i = 0; i < p; ++i) {
      matrix_[i * p + i] += lambda * at_.matrix[i * p + i];
      const double downhill = -at_.gradient[i];
      // A share of a room that alpha leaves no size moves nothing, and would keep the curvature from being learned.
      fixed_[i] = (theta[free[i]] <= lower(free[i]) && downhill < 0.0) ||
                  (theta[free[i]] >= upper(free[i]) && downhill > 0.0) || !(at_.matrix[i * p + i] > 0.0);
      step_[i] = 0.0;
    }
    reached_.assign(p, 0.0);
    for (;;) {
      const bool definite = solve_step(matrix_, at_.gradient, fixed_, step_, work_);
      double share = 1.0;  // of the way from what was reached to the solution, up to the first bound
      std::size_t first = p;
      for (std::size_t i = 0; i < p; ++i) {
        if (fixed_[i]) continue;
        const double from = theta[free[i]], bound = step_[i] < reached_[i] ? lower(free[i]) : upper(free[i]);
        const double inside = (bound - from - reached_[i]) / (step_[i] - reached_[i]);
        if (!(inside < share)) continue;
        share = std::max(inside, 0.0);
        first = i;
      }
      if (first == p) return definite;
      for (std::size_t i = 0; i < p; ++i)
        if (!fixed_[i]) reached_[i] += share * (step_[i] - reached_[i]);
      step_[first] = reached_[first] =
          (step_[first] < reached_[first] ? lower(free[first]) : upper(free[first])) - theta[free[first]];
      fixed_[first] = true;
    }
  }

  // Gauss and Newton's method, damped as Levenberg and Marquardt have it, within the bounds. Gives the squared error, and
  // gives up where it cannot come below `to_beat`. Where errors are linear in what is free, `exact`, the last step is
  // foreseen, not looked at.
  double refine(double* theta, const std::vector<std::size_t>& free, int passes, double to_beat = core::infinity,
                bool exact = false) {
    const std::size_t p = free.size();
    evaluate(theta, free, at_);
    const double nothing = 1e-26 * scale_ * scale_ * static_cast<double>(observed_);
    double lambda = 1e-5;
    step_.resize(p);
    fixed_.resize(p);
    curvature_.assign(p * p, 0.0);
    bool learned = false;
    for (int pass = 1; pass < passes && at_.squares > nothing && lambda < 1e8; ++pass) {
      const bool definite = find_step(theta, free, lambda);
      if (!definite && learned) {
        curvature_.assign(p * p, 0.0);
        learned = false;
        continue;
      }
      const double decrease = expected_decrease();
      if (decrease <= tolerance * at_.squares || (pass > 2 && at_.squares - 50.0 * decrease > to_beat)) break;
      trial_.assign(theta, theta + size_);
      for (std::size_t i = 0; i < p; ++i)
        trial_[free[i]] = std::clamp(trial_[free[i]] + step_[i], lower(free[i]), upper(free[i]));
      if ((learned && decrease <= trusted * at_.squares) || (exact && pass + 1 == passes)) {
        std::copy(trial_.begin(), trial_.end(), theta);
        return at_.squares - decrease;
      }
      evaluate(trial_.data(), free, tried_);
      if (tried_.squares < at_.squares || !(at_.squares < core::infinity)) {
        learn_curvature();
        learned = true;
        std::copy(trial_.begin(), trial_.end(), theta);
        std::swap(at_, tried_);
        lambda = std::max(lambda / 10.0, 1e-12);
      } else {
        curvature_.assign(p * p, 0.0);
        learned = false;
        lambda *= 10.0;
        if (tried_.squares - at_.squares <= 1e-13 * at_.squares) break;  // nothing but rounding is left
      }
    }
    return at_.squares;
  }

  // ---- where to start
  std::vector<double> values_to_try(std::size_t place, std::vector<double> grid) const {
    if (estimates(place)) return grid;
    switch (place) {
      case alpha:
        return {given_.alpha};
      case phi:
        return {shape_.trend == Trend::linear ? 1.0 : shape_.trend == Trend::none ? 0.0 : given_.phi};
      default:
        return {0.0};
    }
  }

  std::vector<double*> starts() {
    const bool plain =
        shape_.role == SeasonRole::none && estimates(level) && (shape_.trend == Trend::none || estimates(trend));
    const auto alphas =
        plain
            ? values_to_try(alpha, {0.005, 0.02, 0.05, 0.1, 0.17, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.93, 0.99})
        : shape_.role == SeasonRole::factor ? values_to_try(alpha, {0.005, 0.05, 0.15, 0.4, 0.85})
                                            : values_to_try(alpha, {0.005, 0.02, 0.06, 0.15, 0.4, 0.85});
    const auto betas = plain ? values_to_try(beta_share, {0.0, 0.01, 0.03, 0.08, 0.2, 0.4, 0.65, 0.9, 1.0})
                             : values_to_try(beta_share, {0.0, 0.15, 1.0});
    const auto gammas = values_to_try(gamma_share, {0.0, 0.4, 1.0});
    const auto phis = values_to_try(phi, {0.82, 0.93, 0.98});
    const std::size_t each = betas.size() * gammas.size() * phis.size(), count = alphas.size() * each;
    grid_.reserve(count * size_);
    const std::vector<double> first = first_guess();
    for (const double a : alphas)
      for (const double b : betas)
        for (const double g : gammas)
          for (const double f : phis) {
            grid_.insert(grid_.end(), first.begin(), first.end());
            double* const theta = grid_.data() + grid_.size() - size_;
            theta[alpha] = a;
            theta[beta_share] = b;
            theta[gamma_share] = g;
            theta[phi] = f;
          }
    std::vector<double> squares = plain ? solve_plain(count) : solve_states(count);
    for (double& value : squares)
      if (!(value < core::infinity)) value = core::infinity;
    const Sizes sizes{alphas.size(), betas.size(), gammas.size(), phis.size()};
    // The lowest few and every valley, which a fine grid shows. A coarse one hides most of them behind a neighbour, so there,
    // up to twice as high, the lowest of each value of a parameter and of each pair of alpha and beta. Many of its valleys
    // end where a share is all or nothing, and so those are on it.
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return squares[a] < squares[b] || (squares[a] == squares[b] && a < b);
    });
    const double lowest = squares[order[0]];
    std::vector<double*> chosen;
    std::vector<char> seen(count * 5, 0);  // values of each parameter, and pairs
    for (std::size_t rank = 0; rank < count; ++rank) {
      const std::size_t i = order[rank];
      if (!plain && rank > 0 && !(squares[i] <= lowest + std::abs(lowest))) break;
      bool fresh = false;
      for (std::size_t rest = i, k = sizes.size(); k-- > 0; rest /= sizes[k]) {
        char& value = seen[k * count + rest % sizes[k]];
        fresh = fresh || value == 0;
        value = 1;
      }
      char& pair = seen[4 * count + i / (sizes[2] * sizes[3])];
      fresh = fresh || pair == 0;
      pair = 1;
      if (rank < (plain ? 4U : 8U) || (plain ? is_lowest(squares, sizes, i) : fresh)) chosen.push_back(cell(i));
    }
    return chosen;
  }
  // Whether no neighbour on the grid, in any direction, is better.
  using Sizes = std::array<std::size_t, 4>;
  static bool is_lowest(const std::vector<double>& squares, const Sizes& sizes, std::size_t i) {
    Sizes from, to;
    for (std::size_t rest = i, k = sizes.size(); k-- > 0; rest /= sizes[k]) {
      const std::size_t at = rest % sizes[k];
      from[k] = at > 0 ? at - 1 : 0;
      to[k] = std::min(at + 2, sizes[k]);
    }
    for (std::size_t a = from[0]; a < to[0]; ++a)
      for (std::size_t b = from[1]; b < to[1]; ++b)
        for (std::size_t g = from[2]; g < to[2]; ++g)
          for (std::size_t f = from[3]; f < to[3]; ++f) {
            const std::size_t j = ((a * sizes[1] + b) * sizes[2] + g) * sizes[3] + f;
            if (squares[j] < squares[i] || (j < i && squares[j] == squares[i])) return false;
          }
    return true;
  }
  double* cell(std::size_t i) { return grid_.data() + i * size_; }

  std::vector<double> solve_plain(std::size_t cells) {
    const std::size_t count = padded(cells);
    std::vector<double> columns(6 * count);
    double* const c = columns.data();
    for (std::size_t i = 0; i < count; ++i) {
      const double* const theta = cell(std::min(i, cells - 1));
      c[i] = theta[alpha];
      c[count + i] = beta_of(theta);
      c[2 * count + i] = theta[phi];
    }
    core::best_initial_states(moved_.data(), moved_.size(),
                              {count, c, c + count, c + 2 * count, c + 3 * count, c + 4 * count, c + 5 * count});
    for (std::size_t i = 0; i < cells; ++i) {
      cell(i)[level] = c[3 * count + i];
      cell(i)[trend] = c[4 * count + i];
    }
    return {c + 5 * count, c + 5 * count + cells};
  }

  // For the given smoothing parameters errors are linear in states that add, and nearly so in factors.
  std::vector<double> solve_states(std::size_t cells) {
    std::vector<std::size_t> states;
    for (const std::size_t i : free_)
      if (i >= level) states.push_back(i);
    std::vector<double> squares;
    squares.reserve(cells);
    const bool factor = shape_.role == SeasonRole::factor;
    for (std::size_t i = 0; i < cells; ++i)
      squares.push_back(refine(cell(i), states, factor ? 4 : 2, core::infinity, !factor));
    return squares;
  }

  // Level, trend and seasons of the first four years about a line.
  std::vector<double> first_guess() const {
    std::vector<double> theta(size_, 0.0);
    const std::size_t years = std::max<std::size_t>(4 * shape_.year, 20);
    const std::size_t rows = std::min(moved_.size(), years);
    const core::LineFit line = core::fit_trend(moved_.data(), rows);
    const bool sloped = shape_.trend != Trend::none && line.slope == line.slope;
    theta[level] = sloped ? line.intercept : line.mean_y;
    theta[trend] = sloped ? line.slope : 0.0;
    if (!is_missing(given_.level)) theta[level] = given_.level - origin_;
    if (!is_missing(given_.trend)) theta[trend] = given_.trend;
    if (shape_.year == 0 || !given_.season.empty()) return theta;
    if (shape_.role == SeasonRole::factor && !(line.at(1.0) > 0.0 && line.at(static_cast<double>(rows)) > 0.0)) {
      theta[level] = line.mean_y;
      theta[trend] = 0.0;
    }
    const std::vector<double> mean =
        core::seasonal_means(std::span<const double>(moved_).first(rows), shape_.year, shape_.role,
                             [&](std::size_t t) { return theta[level] + theta[trend] * static_cast<double>(t + 1); });
    for (std::size_t k = 0; k + 1 < shape_.year; ++k) theta[seasons + k] = mean[k];
    return theta;
  }

  SmoothingFit finish(const double* theta) const {
    SmoothingFit fitted(series_.first(), series_.fiscal_year());
    fitted.trend_ = shape_.trend;
    fitted.role_ = shape_.role;
    fitted.estimated_ = static_cast<std::int64_t>(free_.size());
    SmoothingParameters& p = fitted.parameters_;
    p.alpha = theta[alpha];
    p.beta = beta_of(theta);
    p.gamma = gamma_of(theta);
    p.phi = theta[phi];
    p.level = is_missing(given_.level) ? theta[level] + origin_ : given_.level;
    p.trend = theta[trend];
    p.season.resize(shape_.year);
    if (shape_.year > 0) fitted.seasons_.resize(shape_.year);
    fitted.state_ = {p.alpha, p.beta, p.phi, p.level, p.trend};
    for (std::size_t k = 0; k < shape_.year; ++k) {
      p.season[number_of(k)] = fitted.seasons_[k] = season_of(theta, k);
    }
    fitted.latest_ = series_.period(begin_) - 1;
    fitted.fitted_.reserve(series_.size());
    fitted.residuals_.reserve(series_.size());
    fitted.fitted_.assign(begin_, missing_value);
    fitted.residuals_.assign(begin_, missing_value);
    fitted.push(series_.values().subspan(begin_));
    return fitted;
  }

  // Shares of the squared error: what a step has to take to be worth it, and what it may take without a look at the result.
  static constexpr double tolerance = 1e-10, trusted = 1e-8;

  SeriesView series_;
  Shape shape_;
  const SmoothingParameters& given_;
  std::size_t begin_ = 0, size_ = 0, observed_ = 0;
  std::span<const double> x_;
  double origin_ = 0.0, scale_ = 1.0;
  std::vector<std::size_t> free_;
  std::vector<double> moved_, grid_;                         // x from the origin; parameters to start from
  std::vector<double> moved_theta_, columns_, rows_, sums_;  // of evaluate
  NormalEquations at_, tried_;
  std::vector<double> trial_, step_, reached_, matrix_, curvature_, work_;
  std::vector<char> fixed_;
};

SmoothingFit fit(SeriesView series, const SimpleSmoothing& model) {
  require_model_range(series);
  return SmoothingFitter(series, {Trend::none, SeasonRole::none, 0}, model.given).run();
}

SmoothingFit fit(SeriesView series, const Holt& model) {
  require_model_range(series);
  return SmoothingFitter(series, {model.trend, SeasonRole::none, 0}, model.given).run();
}

SmoothingFit fit(SeriesView series, const HoltWinters& model) {
  require_model_range(series);
  const auto year = static_cast<std::size_t>(periods_per_year(series.frequency()));
  if (year < 2) throw Error("HoltWinters: annual data have no seasons to smooth; use Holt");
  const std::size_t bad = core::find_first_not_positive(series.values().data(), series.size());
  if (model.season == SeasonalForm::multiplicative && bad != core::not_found)
    throw Error("seasonal factors need positive values, and that of " + to_string(series.period(bad)) + " is not");
  const bool factors = model.season == SeasonalForm::multiplicative ||
                       (model.season == SeasonalForm::automatic && bad == core::not_found);
  return SmoothingFitter(series, {model.trend, factors ? SeasonRole::factor : SeasonRole::added, year}, model.given)
      .run();
}

}  // namespace HIGHWATER_NAMESPACE::projection
