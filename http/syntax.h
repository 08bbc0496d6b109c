// The characters of RFC 9110 and 9112, and a few things said of text made of them.
//
// All comparisons are of ASCII; what lies above 0x7f is never changed.
//
// Any thread.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace scriptling {

namespace syntax {

constexpr bool is_token_char_slow(unsigned char c) {
  if (c >= '0' && c <= '9') return true;
  if (c >= 'a' && c <= 'z') return true;
  if (c >= 'A' && c <= 'Z') return true;
  for (char other : std::string_view("!#$%&'*+-.^_`|~")) {
    if (c == static_cast<unsigned char>(other)) return true;
  }
  return false;
}

// A token character in lower case, or 0 for what may not stand in a token.
inline constexpr auto kTokenLower = [] {
  std::array<unsigned char, 256> table{};
  for (int c = 0; c < 256; ++c) {
    if (!is_token_char_slow(static_cast<unsigned char>(c))) continue;
    bool upper = c >= 'A' && c <= 'Z';
    table[static_cast<std::size_t>(c)] =
        static_cast<unsigned char>(upper ? c - 'A' + 'a' : c);
  }
  return table;
}();

// What may stand in a field value: no control character but the tab.
inline constexpr auto kFieldValue = [] {
  std::array<bool, 256> table{};
  for (int c = 0; c < 256; ++c) {
    table[static_cast<std::size_t>(c)] = c == '\t' || (c >= 0x20 && c != 0x7f);
  }
  return table;
}();

}  // namespace syntax

inline bool is_token_char(char c) {
  return syntax::kTokenLower[static_cast<unsigned char>(c)] != 0;
}

inline char token_lower(char c) {
  return static_cast<char>(syntax::kTokenLower[static_cast<unsigned char>(c)]);
}

inline bool is_field_value_char(char c) {
  return syntax::kFieldValue[static_cast<unsigned char>(c)];
}

inline bool is_token(std::string_view text) {
  for (char c : text) {
    if (!is_token_char(c)) return false;
  }
  return !text.empty();
}

inline bool is_field_value(std::string_view text) {
  for (char c : text) {
    if (!is_field_value_char(c)) return false;
  }
  return true;
}

inline char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = ascii_lower(c);
  return lower;
}

// Requires: `lower` is in lower case.
inline bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (ascii_lower(text[i]) != lower[i]) return false;
  }
  return true;
}

// The value of a hexadecimal digit, or -1.
inline int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = ascii_lower(c);
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// Without the spaces and tabs at both ends.
inline std::string_view trimmed(std::string_view text) {
  auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// Cuts off what stands before the next `separator`, and moves `rest` behind it.
inline std::string_view next_part(std::string_view& rest, char separator) {
  std::size_t end = rest.find(separator);
  std::string_view part = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return part;
}

// True when the comma-separated `list` holds `lower`, in any case.
inline bool list_has(std::string_view list, std::string_view lower) {
  while (!list.empty()) {
    if (equals_ignoring_case(trimmed(next_part(list, ',')), lower)) return true;
  }
  return false;
}

}  // namespace scriptling
