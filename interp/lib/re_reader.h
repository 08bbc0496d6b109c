// The characters and escapes of a pattern, one after another, and the words for what is
// wrong with them.
//
// Methods throw RegexError, which parse_regex() catches.
//
// One thread at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "interp/lib/re_syntax.h"

namespace scriptling {

inline bool is_regex_digit(char32_t c) { return c >= '0' && c <= '9'; }
inline bool is_regex_octal(char32_t c) { return c >= '0' && c <= '7'; }
inline bool is_regex_letter(char32_t c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 128;
}
inline bool is_regex_blank(char32_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string regex_utf8(std::u32string_view text);
bool is_regex_name(std::u32string_view name);

class RegexReader {
 public:
  RegexReader(std::u32string text, bool is_text)
      : text_(std::move(text)), is_text_(is_text) {
    advance();
  }

  // -- Characters: one, or a backslash and one ------------------------------------------

  bool at_end() const { return token_ == text_.size(); }
  // Where the next character stands.
  size_t tell() const { return token_; }
  void seek(size_t position) {
    index_ = position;
    advance();
  }
  void advance();
  // The next character; 0 at the end, and for an escape.
  char32_t peek() const { return is_escape() || at_end() ? 0 : text_[token_]; }
  bool is_escape() const { return !at_end() && text_[token_] == '\\'; }
  // A NUL in the pattern is a character too.
  bool next_is(char32_t c) const { return !at_end() && text_[token_] == c && c != '\\'; }
  bool take(char32_t c) {
    if (!next_is(c)) return false;
    advance();
    return true;
  }
  // The next character or escape.
  std::u32string_view get() {
    std::u32string_view token(text_.data() + token_, index_ - token_);
    advance();
    return token;
  }
  // Up to `most` more characters of an escape that began at `start`.
  template <class F>
  std::u32string_view take_while(size_t start, size_t most, F wanted) {
    for (size_t n = 0; n < most && !at_end() && !is_escape(); n++) {
      if (!wanted(text_[token_])) break;
      advance();
    }
    return {text_.data() + start, tell() - start};
  }
  // The position of the error is `back` characters before the next one.
  [[noreturn]] void fail(std::string message, size_t back = 0) const;

  // -- Names ----------------------------------------------------------------------------

  // What stands before `end`, which is taken too. `what` it is called when missing.
  std::u32string_view name_until(char32_t end, const char* what);
  void check_name(std::u32string_view name) const;

  // -- Escapes --------------------------------------------------------------------------

  static std::optional<RegexCategory> category_of(char32_t c);
  // \a \b \f \n \r \t \v and the backslash.
  static std::optional<char32_t> control_of(char32_t c);
  // \x \u \U \N, which mean the same in and outside of sets. `token` began at `start`.
  std::optional<char32_t> common_escape(std::u32string_view token, size_t start);
  char32_t octal_value(std::u32string_view escape) const;
  RegexSetItem set_escape(std::u32string_view token, size_t start);

 private:
  char32_t hex_escape(size_t start, size_t digits);
  char32_t named_escape();

  std::u32string text_;
  bool is_text_;
  size_t token_ = 0;  // The next character or escape ...
  size_t index_ = 0;  // ... and what is behind it.
};

}  // namespace scriptling
