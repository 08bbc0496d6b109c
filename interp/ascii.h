// What single bytes are as ASCII, whatever the locale. No byte from 0x80 is anything.
//
// Any thread.
#pragma once

#include <algorithm>
#include <string_view>

namespace scriptling {

constexpr bool is_ascii(char c) { return (c & 0x80) == 0; }
constexpr bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_letter(char c) { return is_ascii_lower(c) || is_ascii_upper(c); }
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_alnum(char c) { return is_ascii_letter(c) || is_ascii_digit(c); }
constexpr bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
// What str calls whitespace: the separators 0x1C to 0x1F too, as in Python.
constexpr bool is_ascii_str_space(char c) {
  return is_ascii_space(c) || (c >= 0x1C && c <= 0x1F);
}

constexpr char ascii_lower(char c) {
  return is_ascii_upper(c) ? static_cast<char>(c + 32) : c;
}
constexpr char ascii_upper(char c) {
  return is_ascii_lower(c) ? static_cast<char>(c - 32) : c;
}
constexpr char ascii_swapcase(char c) {
  return is_ascii_upper(c) ? ascii_lower(c) : ascii_upper(c);
}

constexpr bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_ascii(c); });
}
// Letters alone have a case here.
constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

// That of a digit in bases up to 36; -1 for what is none in this base.
constexpr int digit_value(char c, int base) {
  int value = is_ascii_digit(c)    ? c - '0'
              : is_ascii_letter(c) ? ascii_lower(c) - 'a' + 10
                                   : base;
  return value < base ? value : -1;
}

}  // namespace scriptling
