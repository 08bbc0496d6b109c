// Strings, and f-strings with the fields in them.
#include <algorithm>
#include <utility>

#include "interp/lexer_impl.h"

namespace scriptling::syntax {

// -- Strings ----------------------------------------------------------------------------

Lexer::Quote Lexer::read_quote() {
  char mark = *at_;
  bool is_triple = at_[1] == mark && at_[2] == mark;
  at_ += is_triple ? 3 : 1;
  return {mark, is_triple ? 3 : 1};
}

bool Lexer::is_at_quote(Quote quote) const {
  return *at_ == quote.mark &&
         (quote.size == 1 || (at_[1] == quote.mark && at_[2] == quote.mark));
}

void Lexer::lex_string(const char* start, StringPrefix prefix) {
  Quote quote = read_quote();
  prefix.is_format ? lex_fstring(start, quote, prefix) : lex_plain_string(start, quote);
}

void Lexer::lex_plain_string(const char* start, Quote quote) {
  while (!is_at_quote(quote)) {
    if (is_at_end() || (quote.size == 1 && is_newline(*at_)))
      fail_unterminated(start, quote);
    if (*at_ == '\\') {
      ++at_;
      if (at_[0] == '\r' && at_[1] == '\n') ++at_;
    }
    if (!is_at_end()) ++at_;
  }
  at_ += quote.size;
  emit(TokenKind::kString, start);
}

void Lexer::lex_fstring(const char* start, Quote quote, StringPrefix prefix) {
  emit(TokenKind::kFStringStart, start);
  while (true) {
    const char* text = at_;
    lex_fstring_text(start, quote, prefix);
    if (at_ > text) emit(TokenKind::kFStringMiddle, text);
    if (*at_ != '{') break;
    lex_field(quote, prefix, 0);
  }
  const char* closing = at_;
  at_ += quote.size;
  emit(TokenKind::kFStringEnd, closing);
}

// Up to a field or the closing quote.
void Lexer::lex_fstring_text(const char* start, Quote quote, StringPrefix prefix) {
  while (!is_at_quote(quote)) {
    if (is_at_end() || (quote.size == 1 && is_newline(*at_)))
      fail_unterminated(start, quote);
    if (*at_ == '\\') {
      skip_fstring_escape(prefix);
    } else if (*at_ == '{' || *at_ == '}') {
      if (at_[1] != at_[0]) {
        if (*at_ == '{') return;
        fail("f-string: single '}' is not allowed", point(at_));
      }
      at_ += 2;
    } else {
      ++at_;
    }
  }
}

// A backslash and what it protects: a quote, but never the start of a field.
void Lexer::skip_fstring_escape(StringPrefix prefix) {
  ++at_;
  if (is_at_end() || *at_ == '{' || *at_ == '}') return;
  if (!prefix.is_raw && at_[0] == 'N' && at_[1] == '{') {
    while (!is_at_end() && !is_newline(*at_) && *at_ != '}' && *at_ != '"' &&
           *at_ != '\'')
      ++at_;
    if (*at_ == '}') ++at_;
    return;
  }
  at_ += at_[0] == '\r' && at_[1] == '\n' ? 2 : 1;
}

// From `{` to `}`. `spec_depth` counts the formats around it.
void Lexer::lex_field(Quote quote, StringPrefix prefix, int spec_depth) {
  if (spec_depth > 1) fail("f-string: expressions nested too deeply", point(at_));
  open_bracket(TokenKind::kLBrace);
  size_t outer = std::exchange(field_level_, brackets_.size());
  while (true) {
    skip_space();
    if (is_at_end()) fail_unclosed_field(quote);
    if (is_field_level()) {
      if (*at_ == '}' || *at_ == ':' || (*at_ == '!' && at_[1] != '=')) break;
    }
    lex_token();
  }
  if (*at_ == '!') lex_conversion();
  if (*at_ == ':') {
    sign(TokenKind::kColon, 1);
    lex_format_spec(quote, prefix, spec_depth);
  }
  if (*at_ != '}') fail_unclosed_field(quote);
  close_bracket(TokenKind::kRBrace, '{');
  field_level_ = outer;
}

void Lexer::lex_conversion() {
  sign(TokenKind::kExclaim, 1);
  const char* start = at_;
  while (is(*at_, kIdContinue)) ++at_;
  std::string_view name(start, static_cast<size_t>(at_ - start));
  if (name != "s" && name != "r" && name != "a") {
    if (name.empty() && *at_ != '}' && *at_ != ':') {
      fail("f-string: expecting '}'", point(at_));
    }
    fail("f-string: invalid conversion character: expected 's', 'r', or 'a'",
         {offset(start), std::max(offset(at_), offset(start) + 1)});
  }
  emit(TokenKind::kName, start);
  skip_space();
}

// Up to the `}` that ends the field.
void Lexer::lex_format_spec(Quote quote, StringPrefix prefix, int spec_depth) {
  const char* text = at_;
  while (*at_ != '}') {
    if (is_at_end() || is_at_quote(quote) || (quote.size == 1 && is_newline(*at_))) {
      fail_unclosed_field(quote);
    }
    if (*at_ == '\\') {
      skip_fstring_escape(prefix);
    } else if (*at_ == '{') {
      if (at_ > text) emit(TokenKind::kFStringMiddle, text);
      lex_field(quote, prefix, spec_depth + 1);
      text = at_;
    } else {
      ++at_;
    }
  }
  if (at_ > text) emit(TokenKind::kFStringMiddle, text);
}

}  // namespace scriptling::syntax
