#pragma once

#include <CLI/CLI.hpp>
#include <highwater/highwater.hpp>
#include <string>
#include <vector>

namespace program {

/// How files are read and how years are counted: the same options for every command.
class Reading {
 public:
  /// Adds FILE, and the options, to a command.
  void add_to(CLI::App& command, const std::string& what);
  /// Adds the options alone.
  void add_options_to(CLI::App& command);

  const std::string& file() const noexcept { return file_; }
  highwater::FiscalYear fiscal_year() const { return {.first_month = first_month_}; }
  highwater::io::CsvOptions options() const;

  /// Of FILE, or of the standard input if it is "-".
  highwater::TimeSeries series() const;
  highwater::Panel panel() const;
  /// Of another file.
  highwater::TimeSeries series_in(const std::string& path) const;

 private:
  std::string file_ = "-", layout_, period_, value_, delimiter_, decimal_, thousands_, frequency_, format_;
  std::vector<std::string> only_, keys_, missing_;
  int first_month_ = 1;
};

/// What the numbers are: --title, --unit, --magnitude, --measure, --resolution.
class Describing {
 public:
  void add_options_to(CLI::App& command);
  highwater::Indicator indicator(highwater::FiscalYear fiscal_year) const;

 private:
  highwater::Indicator indicator_;
};

}  // namespace program
