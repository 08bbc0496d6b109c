// The lexer's inside: one pass over the bytes of a Source.
//
// Lines and indentation are in lexer.cpp, names, numbers and signs in lexer_tokens.cpp,
// strings in lexer_strings.cpp. The first thing that makes no token throws a Failure,
// which run() puts at the end of the list.
//
// One thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interp/lexer.h"

namespace scriptling::syntax {

enum CharClass : uint8_t { kIdStart = 1, kIdContinue = 2, kDigit = 4, kHexDigit = 8 };

constexpr std::array<uint8_t, 256> make_char_classes() {
  std::array<uint8_t, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    bool is_digit = '0' <= c && c <= '9';
    bool is_letter = ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
    if (is_letter || c == '_' || c >= 0x80) classes[c] |= kIdStart | kIdContinue;
    if (is_digit) classes[c] |= kIdContinue | kDigit | kHexDigit;
    if (('a' <= c && c <= 'f') || ('A' <= c && c <= 'F')) classes[c] |= kHexDigit;
  }
  return classes;
}

inline constexpr std::array<uint8_t, 256> kCharClasses = make_char_classes();

inline bool is(char c, CharClass wanted) {
  return kCharClasses[static_cast<uint8_t>(c)] & wanted;
}
inline char lower(char c) { return static_cast<char>(c | 0x20); }
inline bool is_newline(char c) { return c == '\n' || c == '\r'; }

struct StringPrefix {
  bool is_raw = false;
  bool is_format = false;
};

// Cuts one text, once.
class Lexer {
 public:
  explicit Lexer(const Source& source)
      : source_(source),
        begin_(source.text().data()),
        end_(begin_ + source.text().size()) {
    at_ = begin_;
  }

  TokenList run();

 private:
  // What makes the lexer give up; see TokenList for the flags.
  struct Failure {
    Diagnostic diagnostic;
    bool comes_first;
    bool is_incomplete;
    bool is_unclosed_bracket = false;
  };
  struct Bracket {
    char open;
    uint32_t offset;
  };
  // Widths of an indentation, with tabs to the next multiple of 8 and with tabs as 1:
  // they must agree about which of two lines is further in.
  struct Indent {
    int column = 0;
    int tabless_column = 0;
    bool operator==(const Indent&) const = default;
  };
  struct Quote {
    char mark;
    int size;  // 1 or 3.
  };

  void check_text();
  void lex_all();
  void lex_end();
  void fail_if_unclosed();
  void lex_indentation();
  Indent measure_indentation();
  void change_indentation(Indent indent);
  void skip_space();
  void skip_comment();
  void skip_continuation();
  void lex_token();
  void lex_name();
  void check_name(const char* start);
  void lex_number();
  TokenKind lex_decimal();
  void lex_radix(bool (*is_digit)(char), const char* kind);
  void skip_digits(bool (*is_digit)(char), const char* kind);
  void check_number_end(const char* kind);
  void lex_operator();
  void open_bracket(TokenKind kind);
  void close_bracket(TokenKind kind, char open);
  Quote read_quote();
  void lex_string(const char* start, StringPrefix prefix);
  void lex_plain_string(const char* start, Quote quote);
  void lex_fstring(const char* start, Quote quote, StringPrefix prefix);
  void lex_fstring_text(const char* start, Quote quote, StringPrefix prefix);
  void lex_field(Quote quote, StringPrefix prefix, int spec_depth);
  void lex_conversion();
  void lex_format_spec(Quote quote, StringPrefix prefix, int spec_depth);
  void skip_fstring_escape(StringPrefix prefix);
  bool is_at_quote(Quote quote) const;
  bool is_field_level() const { return brackets_.size() == field_level_; }

  bool is_at_end() const { return at_ == end_; }
  uint32_t offset(const char* at) const { return static_cast<uint32_t>(at - begin_); }
  Span span_from(const char* start) const { return {offset(start), offset(at_)}; }
  Span point(const char* at) const {
    return {offset(at), offset(at) + (at < end_ ? 1u : 0u)};
  }
  void emit(TokenKind kind, const char* start) {
    tokens_.push_back({kind, span_from(start)});
  }
  void sign(TokenKind kind, int size) {
    at_ += size;
    emit(kind, at_ - size);
  }
  uint32_t line(const char* at) const { return source_.line(offset(at)); }
  // The line that people would call the last, which is not the empty one after it.
  uint32_t last_line() const;

  [[noreturn]] void fail(std::string message, Span span);
  [[noreturn]] void fail_late(std::string_view error_class, std::string message,
                              Span span);
  [[noreturn]] void fail_at_end(std::string message, Span span);
  [[noreturn]] void fail_unterminated(const char* start, Quote quote);
  [[noreturn]] void fail_unclosed_field(Quote quote);
  [[noreturn]] void fail_character(const char* at);
  std::string in_field(const std::string& message) const {
    return field_level_ == 0 ? message : "f-string: " + message;
  }

  const Source& source_;
  const char* const begin_;
  const char* const end_;
  const char* at_;  // A zero byte follows the text, so looking one ahead is safe.
  const char* comment_ = nullptr;  // Where the last comment began.
  std::vector<Token> tokens_;
  std::vector<Bracket> brackets_;
  std::vector<Indent> indents_{Indent{}};
  // How many brackets are open directly inside the innermost field; 0 outside any.
  size_t field_level_ = 0;
};

}  // namespace scriptling::syntax
