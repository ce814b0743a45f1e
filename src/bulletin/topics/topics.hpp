#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bulletin/topics/subject.hpp"
#include "highwater/projection/projection.hpp"
#include "highwater/projection/target.hpp"

// The topics of a bulletin, each in a file of its name: first what is found, then how it is worded. A topic of which there
// is nothing to say gives nothing.
namespace HIGHWATER_NAMESPACE::bulletin {

/// The level, and how it stands to the record of the nearer side.
Statement record_statement(const Subject& subject);

/// The change on the period before, or on the same period a year earlier.
std::optional<Statement> change_statement(const Subject& subject, Basis basis);

/// Against the mean of the periods of a year before. Of stocks a mean has no meaning.
std::optional<Statement> trailing_mean_statement(const Subject& subject);

/// Two or more periods in a row of increase or decrease.
std::optional<Statement> streak_statement(const Subject& subject, Basis basis);

/// The fiscal year so far as the measure sums it up, against the same part of the year before.
std::optional<Statement> year_to_date_statement(const Subject& subject);

/// What is expected of the fiscal year as a whole: its total, its mean, or the value at its end.
struct YearOutlook {
  std::vector<Projection> fan;           // the widest coverage first; empty: too little is known to project
  std::optional<TargetOutlook> outlook;  // in terms of what the measure sums up; empty: the year cannot be told
};
YearOutlook find_outlook(const Subject& subject);
std::optional<Statement> outlook_statement(const Subject& subject, const YearOutlook& found);
/// How likely the target of the options is, and what it takes.
std::optional<Statement> target_statement(const Subject& subject, const YearOutlook& found);

}  // namespace HIGHWATER_NAMESPACE::bulletin
