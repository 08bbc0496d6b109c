// What the digits and quotes of a literal stand for.
//
// A literal that stands for nothing is answered with the words of Python's SyntaxError.
//
// Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scriptling::syntax {

// More decimal digits than this are refused: reading them takes quadratic time.
inline constexpr size_t kMaxDecimalDigits = 4300;

struct IntLiteral {
  uint8_t base = 10;
  std::optional<int64_t> small;  // Absent if it does not fit; then `digits` counts.
  std::string digits;            // Without prefix, underscores and leading zeros.
};

// Requires: `text` has the form of an integer, as the lexer checks.
IntLiteral read_int(std::string_view text);
// Requires: `text` has the form of a float. Rounds to nearest; too large is infinite.
double read_float(std::string_view text);

struct StringLiteral {
  bool is_raw = false;
  bool is_bytes = false;
  bool is_format = false;
  bool has_u_prefix = false;
  std::string_view body;  // Between the quotes.
};

// Takes a string token apart. For the start of an f-string, `body` is empty.
StringLiteral split_string(std::string_view token);

enum class Braces { kPlain, kDoubled };

// Appends what `body` stands for to `out`: escapes read unless raw, line ends as \n and,
// for an f-string's text, doubled braces as one. Answers the error, if there is one.
std::optional<std::string> decode_string(std::string_view body, bool is_raw,
                                         Braces braces, std::string& out);
std::optional<std::string> decode_bytes(std::string_view body, bool is_raw,
                                        std::string& out);

}  // namespace scriptling::syntax
