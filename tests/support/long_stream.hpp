#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "highwater/calendar/period.hpp"
#include "highwater/io/arrow.hpp"

namespace test_support {

/// A stream of a long table with columns day, series and value, `rows_each` rows a batch, as another program gives it.
/// `alive` counts what was handed out and not released.
class LongStream {
 public:
  struct Row {
    std::string series;
    highwater::Period day;
    double value;
  };

  LongStream(std::vector<Row> rows, std::size_t rows_each) : rows_(std::move(rows)), each_(rows_each) {
    stream_.private_data = this;
    stream_.get_schema = [](ArrowArrayStream* s, ArrowSchema* out) {
      auto& self = *static_cast<LongStream*>(s->private_data);
      *out = {};
      out->format = "+s";
      out->n_children = 3;
      out->children = self.types_;
      out->private_data = &self;
      out->release = [](ArrowSchema* schema) {
        --static_cast<LongStream*>(schema->private_data)->alive;
        schema->release = nullptr;
      };
      ++self.alive;
      return 0;
    };
    stream_.get_next = [](ArrowArrayStream* s, ArrowArray* out) {
      return static_cast<LongStream*>(s->private_data)->give(*out);
    };
    stream_.get_last_error = [](ArrowArrayStream*) { return "the line is down"; };
    stream_.release = [](ArrowArrayStream* s) {
      --static_cast<LongStream*>(s->private_data)->alive;
      s->release = nullptr;
    };
    const char* const formats[] = {"tdD", "u", "g"};
    const char* const names[] = {"day", "series", "value"};
    for (std::size_t i = 0; i < 3; ++i) {
      schemas_[i] = {};
      schemas_[i].format = formats[i];
      schemas_[i].name = names[i];
      schemas_[i].release = [](ArrowSchema*) {};
      types_[i] = &schemas_[i];
    }
  }
  LongStream(const LongStream&) = delete;
  LongStream& operator=(const LongStream&) = delete;

  ArrowArrayStream* stream() { return &stream_; }
  int alive = 1;
  std::size_t fails_at = SIZE_MAX;  // row

 private:
  /// One column of a batch, and what it points to.
  struct Column {
    std::vector<std::int32_t> days, offsets{0};
    std::string text;
    std::vector<double> numbers;
    const void* buffers[3] = {};
  };

  int give(ArrowArray& out) {
    out = {};
    if (next_ >= fails_at) return 5;
    if (next_ == rows_.size()) return ended_++ == 0 ? 0 : 22;  // who asks again has not listened
    const std::size_t end = std::min(next_ + each_, rows_.size());
    for (Column& column : columns_) column = {};
    for (; next_ < end; ++next_) {
      columns_[0].days.push_back(static_cast<std::int32_t>(rows_[next_].day.ordinal()));
      columns_[1].text += rows_[next_].series;
      columns_[1].offsets.push_back(static_cast<std::int32_t>(columns_[1].text.size()));
      columns_[2].numbers.push_back(rows_[next_].value);
    }
    const auto length = static_cast<std::int64_t>(columns_[0].days.size());
    columns_[0].buffers[1] = columns_[0].days.data();
    columns_[1].buffers[1] = columns_[1].offsets.data();
    columns_[1].buffers[2] = columns_[1].text.data();
    columns_[2].buffers[1] = columns_[2].numbers.data();
    for (std::size_t i = 0; i < 3; ++i) {
      arrays_[i] = {};
      arrays_[i].length = length;
      arrays_[i].n_buffers = i == 1 ? 3 : 2;
      arrays_[i].buffers = columns_[i].buffers;
      arrays_[i].release = [](ArrowArray*) {};
      children_[i] = &arrays_[i];
    }
    out.length = length;
    out.n_buffers = 1;
    out.buffers = nothing_;
    out.n_children = 3;
    out.children = children_;
    out.private_data = this;
    out.release = [](ArrowArray* array) {
      --static_cast<LongStream*>(array->private_data)->alive;
      array->release = nullptr;
    };
    ++alive;
    return 0;
  }

  std::vector<Row> rows_;
  std::size_t each_, next_ = 0;
  int ended_ = 0;
  ArrowArrayStream stream_{};
  ArrowSchema schemas_[3];
  ArrowSchema* types_[3];
  Column columns_[3];
  ArrowArray arrays_[3];
  ArrowArray* children_[3];
  const void* nothing_[1] = {nullptr};
};

}  // namespace test_support
