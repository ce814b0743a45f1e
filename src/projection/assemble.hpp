#pragma once

#include <string>
#include <vector>

#include "highwater/projection/projection.hpp"

namespace HIGHWATER_NAMESPACE::projection {

/// What a model has found of a series.
struct Findings {
  std::string model;
  Period first;   // of fitted and residuals
  Period latest;  // observation
  FiscalYear fiscal_year;
  std::vector<double> fitted, residuals;
  std::vector<Parameter> parameters;
  double sigma;
  JointDistribution distribution;
  std::vector<double> point = {};  // the medians, if empty
};

/// Models square values and multiply squares. Errors: throws Error that names the value if one is further from zero than
/// 1e150, or if none is as far as 1e-150 and not all are zero.
void require_model_range(SeriesView series);

/// A projection with the bounds that each period has by itself. What overflows is missing.
Projection assemble(Findings found, const Options& options);

}  // namespace HIGHWATER_NAMESPACE::projection
