#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "io/periods/period_column.hpp"
#include "io/unwritten.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// The values of a table with what their labels say, in the order of the file: 12 bytes a cell, 16 in a table of several
/// series. Kept in blocks, each at least as large as all before it, so that no cell is moved when more come, or when the
/// parts of a table are put together.
class Cells {
 public:
  void add(WrittenPeriod label, std::uint32_t series, std::uint32_t line, double value) {
    if (blocks_.empty() || !blocks_.back().add(label, series, value)) append({&label, 1}, {&series, 1}, {&value, 1});
    if (line == line_ && (run_.cells_a_line == 0 || in_line_ < run_.cells_a_line))
      ++in_line_;
    else
      begin_line(line);
    ++size_;
  }
  /// The same of the only cells of lines that follow each other; `series` is empty in a table of one series.
  void add_lines(std::span<const WrittenPeriod> labels, std::span<const std::uint32_t> series, std::uint32_t first_line,
                 std::span<const double> values);
  /// That so many are likely to come.
  void expect(std::size_t more) noexcept { expected_ = size_ + more; }
  /// The cells of the part of the file that follows: its lines are counted from `lines_before`, its series are renumbered.
  void append(Cells&& later, std::uint32_t lines_before, std::span<const std::uint32_t> series);

  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  std::uint32_t line(std::size_t cell) const;

  /// function(labels, series, values) for each block; `series` is empty where all are of series 0.
  template <class Function>
  void each_block(const Function& function) const {
    for (const Block& block : blocks_) function(block.labels_so_far(), block.series_so_far(), block.values_so_far());
  }
  /// function(cell, label, series, value) for each; false from it ends the walk.
  template <class Function>
  void each_until(const Function& function) const {
    std::size_t cell = 0;
    for (const Block& block : blocks_)
      for (std::size_t i = 0; i < block.size; ++i, ++cell)
        if (!function(cell, block.labels.data()[i], block.is_of_several() ? block.series.data()[i] : 0,
                      block.values.data()[i]))
          return;
  }
  template <class Function>
  void each_label(const Function& function) const {
    std::size_t cell = 0;
    for (const Block& block : blocks_)
      for (const WrittenPeriod label : block.labels_so_far()) function(cell++, label);
  }

 private:
  struct Block {
    explicit Block(std::size_t least)
        : labels(least), values(least), capacity(std::min(labels.capacity(), values.capacity())) {}

    Unwritten<WrittenPeriod> labels;
    Unwritten<double> values;
    std::size_t capacity, size = 0;
    Unwritten<std::uint32_t> series;  // if it is of several; otherwise all cells are of series 0

    bool is_full() const noexcept { return size == capacity; }
    bool is_of_several() const noexcept { return series.capacity() > 0; }
    std::span<const WrittenPeriod> labels_so_far() const noexcept { return {labels.data(), size}; }
    std::span<const double> values_so_far() const noexcept { return {values.data(), size}; }
    std::span<const std::uint32_t> series_so_far() const noexcept {
      return {series.data(), is_of_several() ? size : 0};
    }
    void tell_series();
    /// False if it is full, or is of series 0 so far and this cell is not.
    bool add(WrittenPeriod label, std::uint32_t id, double value) noexcept {
      if (is_full() || (id != 0 && !is_of_several())) return false;
      labels.data()[size] = label;
      values.data()[size] = value;
      if (is_of_several()) series.data()[size] = id;
      ++size;
      return true;
    }
  };
  /// Lines that follow each other and have equally many cells.
  struct Run {
    std::size_t first;  // cell
    std::uint32_t line;
    std::uint32_t cells_a_line;  // 0: there is one line so far
  };

  void append(std::span<const WrittenPeriod> labels, std::span<const std::uint32_t> series,
              std::span<const double> values);
  void begin_line(std::uint32_t line);
  void end_run();

  std::vector<Block> blocks_;
  std::vector<Run> runs_;  // those that have ended
  Run run_{0, 0, 0};
  std::uint32_t line_ = 0, in_line_ = 0;
  std::size_t size_ = 0, expected_ = 0;
};

/// What the labels of all cells mean, now that they are known: periods of one frequency.
///
/// Errors   throws Error as resolve() does.
class Labels {
 public:
  Labels(const Cells& cells, const PeriodChoice& choice);

  Frequency frequency() const noexcept { return frequency_; }
  std::int64_t first() const noexcept { return first_; }
  std::int64_t last() const noexcept { return last_; }

  /// Whether all are of one series and frequency, and each is later than the one before it.
  bool in_order() const noexcept { return in_order_; }

  /// Of cells of another frequency, where those are left out.
  static constexpr std::int64_t left_out = std::numeric_limits<std::int64_t>::min();
  /// The period that a label means.
  std::int64_t ordinal(WrittenPeriod label) const {
    if (plain_) return label.ordinal();
    const Table& table = tables_[label.tag()];
    return meanings_[table.ids[static_cast<std::size_t>(label.number() - table.least)]];
  }

 private:
  /// The labels of one kind and frequency by their numbers.
  struct Table {
    int least = std::numeric_limits<int>::max(), most = std::numeric_limits<int>::min();
    std::vector<std::uint32_t> ids;
  };
  std::vector<Observation> different(const Cells& cells);

  std::array<Table, WrittenPeriod::tags> tables_;
  std::vector<std::int64_t> meanings_;
  bool in_order_ = false;
  bool plain_ = false;  // all labels are periods of one frequency as they stand
  Frequency frequency_ = Frequency::annual;
  std::int64_t first_ = 0, last_ = 0;
};

}  // namespace HIGHWATER_NAMESPACE::io
