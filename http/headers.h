// The fields of a request's head: names in lower case, each name once.
//
// All text lies in one buffer and a field is two ranges of it, so a head costs two
// allocations however many fields it has, and a copy or a move needs no repair. The views
// handed out are loans until the next change.
//
// One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scriptling {

class Headers {
 public:
  struct Field {
    std::string_view name;
    std::string_view value;
  };

  class Iterator {
   public:
    Iterator(const Headers* headers, std::size_t index)
        : headers_(headers), index_(index) {}
    Field operator*() const { return (*headers_)[index_]; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return index_ != other.index_; }

   private:
    const Headers* headers_;
    std::size_t index_;
  };

  // Requires: `lower_name` is in lower case.
  std::optional<std::string_view> find(std::string_view lower_name) const;
  std::string_view get(std::string_view lower_name,
                       std::string_view otherwise = {}) const;

  // Lower-cases `name`; a name that is there already gets ", " and `value` behind its
  // own.
  void add(std::string_view name, std::string_view value);

  // Replaces what `name` had, or adds it.
  void set(std::string_view name, std::string_view value);

  std::size_t size() const { return fields_.size(); }
  bool empty() const { return fields_.empty(); }
  Field operator[](std::size_t index) const;
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, fields_.size()}; }

  // For the parser, which has the text of the whole head in hand: takes it, then each
  // field as ranges of it, then joins what was repeated.
  std::string& text() { return text_; }
  const std::string& text() const { return text_; }
  void add_range(std::size_t name, std::size_t name_size, std::size_t value,
                 std::size_t value_size);
  void join_repeated();

 private:
  struct Range {
    std::uint32_t name;
    std::uint32_t name_size;
    std::uint32_t value;
    std::uint32_t value_size;
  };

  std::size_t index_of(std::string_view lower_name) const;
  std::string_view name_of(const Range& range) const;
  std::string_view value_of(const Range& range) const;
  void store_value(Range& range, std::string_view value);

  std::string text_;
  std::vector<Range> fields_;
};

}  // namespace scriptling
