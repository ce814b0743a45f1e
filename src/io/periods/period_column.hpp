#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/error.hpp"
#include "highwater/io/csv.hpp"
#include "io/periods/written_period.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// One cell of a table: what it says, and where it stands.
struct Observation {
  WrittenPeriod period;
  std::uint32_t series;
  std::uint32_t line;
  std::uint32_t position;  // in the order of reading
  double value;
};

/// What the options say of periods, and how to speak of an error at a cell.
struct PeriodChoice {
  PeriodForm form = PeriodForm::by_text;
  FiscalYear fiscal_year = {};
  std::optional<Frequency> frequency = std::nullopt;
  OtherFrequencies others = OtherFrequencies::error;
  std::function<Error(const Observation& cell, const std::string& what)> error;
};

/// Decides what each cell means, now that all are known, so that each holds a period.
///
/// Errors   throws Error if cells can be read in two ways and none decides, or contradict each other.
void understand(std::vector<Observation>& observations, const PeriodChoice& choice);

/// The same, and puts them into periods of one frequency; those of other frequencies are taken away if that was asked
/// for. At least one is there.
///
/// Errors   throws Error if cells can be read in two ways and none decides, contradict each other, or have another
///          frequency.
void resolve(std::vector<Observation>& observations, const PeriodChoice& choice);

}  // namespace HIGHWATER_NAMESPACE::io
