// Text that grows outside the heap while a native puts it together.
//
// Memory is asked of the heap first, so that a script's limit holds; texts beyond 4 GiB,
// the largest a str may be, end in MemoryError.
//
// One thread at a time.
#pragma once

#include <string>
#include <string_view>

#include "interp/ops.h"

namespace scriptling {

class TextBuilder {
 public:
  explicit TextBuilder(Vm& vm) : vm_(vm) {}

  void append(std::string_view text) {
    make_room(text.size());
    text_.append(text);
  }
  void append(char c) {
    make_room(1);
    text_.push_back(c);
  }
  void append(size_t count, char c) {
    make_room(count);
    text_.append(count, c);
  }
  // `count` times the same code point.
  void append_code_point(uint32_t code_point, size_t count = 1) {
    if (code_point < 0x80) return append(count, static_cast<char>(code_point));
    make_room(count * 4);
    while (count-- > 0) utf8_append(text_, code_point);
  }

  const std::string& text() const { return text_; }
  std::string& text() { return text_; }
  bool empty() const { return text_.empty(); }

  // Null: MemoryError is pending.
  Str* str() {
    if (is_too_long()) return nullptr;
    return make_str(vm_.heap(), text_);
  }
  Bytes* bytes() {
    if (is_too_long()) return nullptr;
    return make_bytes(vm_.heap(), text_);
  }

 private:
  bool is_too_long() {
    if (text_.size() <= UINT32_MAX) return false;
    vm_.memory_error();
    return true;
  }

  void make_room(size_t size) {
    size_t wanted = text_.size() + size;
    if (wanted <= text_.capacity()) return;
    if (wanted > kQuietSize) vm_.heap().reserve(wanted * 2);
    text_.reserve(wanted * 2);
  }

  // Less than this is not worth asking for.
  static constexpr size_t kQuietSize = 64 * 1024;

  Vm& vm_;
  std::string text_;
};

}  // namespace scriptling
