// Whether text that arrives piece by piece is UTF-8.
//
// Says no at the first byte that cannot belong to any text: overlong forms, surrogates
// and what lies beyond U+10FFFF included.
//
// One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace scriptling {

class Utf8Checker {
 public:
  // False: this can be no text any more. Requires: it never was false since reset().
  bool feed(std::string_view bytes);

  // Nothing is missing from the last character.
  bool is_complete() const { return missing_ == 0; }

  void reset() { missing_ = 0; }

 private:
  bool begin(unsigned char lead);

  std::uint8_t missing_ = 0;  // Continuation bytes of the character that has begun.
  // What the next of them may be: the second byte decides what is overlong, a surrogate,
  // or too large.
  std::uint8_t low_ = 0x80, high_ = 0xbf;
};

inline bool is_utf8(std::string_view text) {
  Utf8Checker checker;
  return checker.feed(text) && checker.is_complete();
}

}  // namespace scriptling
