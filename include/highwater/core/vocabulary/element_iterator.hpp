#pragma once

#include <compare>
#include <cstddef>
#include <iterator>
#include <utility>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// Random access to elements that are made when they are asked for: elements(i) is the i-th, by value. That is why the
/// algorithms of C++17 take it for an input iterator. It holds what it needs, so it outlives the range that gave it.
template <class Elements>
class ElementIterator {
  using Element = decltype(std::declval<const Elements&>()(std::ptrdiff_t{}));
  struct Arrow {
    Element element;
    const Element* operator->() const noexcept { return &element; }
  };

 public:
  using iterator_concept = std::random_access_iterator_tag;
  using iterator_category = std::input_iterator_tag;
  using difference_type = std::ptrdiff_t;
  using value_type = Element;
  using reference = Element;
  using pointer = Arrow;

  ElementIterator() = default;
  ElementIterator(Elements elements, std::size_t i) : elements_(elements), i_(static_cast<difference_type>(i)) {}

  Element operator*() const { return elements_(i_); }
  Arrow operator->() const { return {elements_(i_)}; }
  Element operator[](difference_type n) const { return elements_(i_ + n); }

  ElementIterator& operator+=(difference_type n) noexcept { return i_ += n, *this; }
  ElementIterator& operator-=(difference_type n) noexcept { return i_ -= n, *this; }
  ElementIterator& operator++() noexcept { return *this += 1; }
  ElementIterator& operator--() noexcept { return *this -= 1; }
  ElementIterator operator++(int) noexcept {
    const ElementIterator before = *this;
    ++*this;
    return before;
  }
  ElementIterator operator--(int) noexcept {
    const ElementIterator before = *this;
    --*this;
    return before;
  }
  friend ElementIterator operator+(ElementIterator at, difference_type n) noexcept { return at += n; }
  friend ElementIterator operator+(difference_type n, ElementIterator at) noexcept { return at += n; }
  friend ElementIterator operator-(ElementIterator at, difference_type n) noexcept { return at -= n; }
  friend difference_type operator-(const ElementIterator& a, const ElementIterator& b) noexcept { return a.i_ - b.i_; }
  friend bool operator==(const ElementIterator& a, const ElementIterator& b) noexcept { return a.i_ == b.i_; }
  friend std::strong_ordering operator<=>(const ElementIterator& a, const ElementIterator& b) noexcept {
    return a.i_ <=> b.i_;
  }

 private:
  Elements elements_;
  difference_type i_ = 0;
};

}  // namespace HIGHWATER_NAMESPACE::core
