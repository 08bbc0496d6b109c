#include "interp/lexer.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <optional>
#include <utility>

#include "interp/identifier.h"
#include "interp/lexer_impl.h"

namespace scriptling::syntax {

namespace {

constexpr std::array<std::string_view, kTokenKindCount> kTokenTexts = {
#define TOKEN(kind, text) text,
#include "interp/tokens.def"
};

struct Utf8Error {
  size_t offset;
  const char* reason;
};

std::optional<Utf8Error> find_invalid_utf8(std::string_view text) {
  auto byte = [&](size_t at) { return static_cast<uint8_t>(text[at]); };
  for (size_t at = 0; at < text.size();) {
    uint64_t eight = 0;
    if (at + 8 <= text.size()) {
      std::memcpy(&eight, text.data() + at, 8);
      if ((eight & 0x8080808080808080u) == 0) {
        at += 8;
        continue;
      }
    }
    uint8_t lead = byte(at);
    if (lead < 0x80) {
      ++at;
      continue;
    }
    if (lead < 0xC2 || lead > 0xF4) return Utf8Error{at, "invalid start byte"};
    size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    // The second byte excludes overlong forms, surrogates and what is past U+10FFFF.
    uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (size_t more = 1; more < size; ++more) {
      if (at + more >= text.size()) return Utf8Error{at, "unexpected end of data"};
      if (byte(at + more) < low || byte(at + more) > high) {
        return Utf8Error{at, "invalid continuation byte"};
      }
      low = 0x80;
      high = 0xBF;
    }
    at += size;
  }
  return std::nullopt;
}

}  // namespace

// -- Failing ----------------------------------------------------------------------------

void Lexer::fail(std::string message, Span span) {
  throw Failure{{"SyntaxError", std::move(message), span}, true, false};
}

void Lexer::fail_late(std::string_view error_class, std::string message, Span span) {
  throw Failure{{error_class, std::move(message), span}, false, false};
}

void Lexer::fail_at_end(std::string message, Span span) {
  throw Failure{{"SyntaxError", std::move(message), span}, true, true};
}

uint32_t Lexer::last_line() const {
  uint32_t last = source_.line_count();
  return last > 1 && source_.line_text(last).empty() ? last - 1 : last;
}

void Lexer::fail_unterminated(const char* start, Quote quote) {
  if (quote.size == 3) {
    fail_at_end("unterminated triple-quoted string literal (detected at line " +
                    std::to_string(last_line()) + ")",
                point(start));
  }
  // In a field, the quote was more likely meant to end the f-string.
  if (field_level_ != 0) fail("f-string: expecting '}'", point(start));
  fail("unterminated string literal (detected at line " + std::to_string(line(at_)) + ")",
       point(start));
}

void Lexer::fail_unclosed_field(Quote quote) {
  if (is_at_end() && quote.size == 3) fail_at_end("f-string: expecting '}'", point(at_));
  fail("f-string: expecting '}'", point(at_));
}

void Lexer::fail_character(const char* at) {
  CodePoint found = decode_code_point({at, static_cast<size_t>(end_ - at)});
  std::array<char, 16> code;
  std::snprintf(code.data(), code.size(), "U+%04X", static_cast<unsigned>(found.value));
  Span span{offset(at), offset(at + found.size)};
  if (!is_printable(found.value)) {
    fail(std::string("invalid non-printable character ") + code.data(), span);
  }
  std::string shown(at, static_cast<size_t>(found.size));
  fail("invalid character '" + shown + "' (" + code.data() + ")", span);
}

// -- Lines ------------------------------------------------------------------------------

TokenList Lexer::run() {
  TokenList list;
  tokens_.reserve(source_.text().size() / 4 + 8);
  try {
    check_text();
    lex_all();
  } catch (Failure& failure) {
    list.is_unclosed_bracket = failure.is_unclosed_bracket;
    list.is_incomplete = failure.is_incomplete;
    list.error_comes_first = failure.comes_first;
    tokens_.push_back({TokenKind::kError, failure.diagnostic.span});
    list.error = std::move(failure.diagnostic);
  }
  list.tokens = std::move(tokens_);
  return list;
}

void Lexer::check_text() {
  std::string_view text = source_.text();
  if (text.size() > Source::kMaxSize) fail("source code is too large", {});
  if (size_t zero = text.find('\0'); zero != std::string_view::npos) {
    fail("source code cannot contain null bytes", point(begin_ + zero));
  }
  if (auto wrong = find_invalid_utf8(text)) {
    std::array<char, 140> message;
    std::snprintf(
        message.data(), message.size(),
        "(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %zu: %s",
        static_cast<uint8_t>(text[wrong->offset]), wrong->offset, wrong->reason);
    fail(message.data(), point(begin_ + wrong->offset));
  }
  if (text.starts_with("\xEF\xBB\xBF")) at_ += 3;
}

void Lexer::lex_all() {
  lex_indentation();
  while (true) {
    comment_ = nullptr;
    skip_space();
    if (is_at_end()) break;
    if (is_newline(*at_)) {
      // The line ends for people where its comment starts.
      const char* start = comment_ != nullptr ? comment_ : at_;
      at_ += at_[0] == '\r' && at_[1] == '\n' ? 2 : 1;
      emit(TokenKind::kNewline, start);
      lex_indentation();
    } else {
      lex_token();
    }
  }
  lex_end();
}

void Lexer::fail_if_unclosed() {
  if (brackets_.empty()) return;
  Bracket open = brackets_.back();
  throw Failure{{"SyntaxError",
                 std::string("'") + open.open + "' was never closed",
                 {open.offset, open.offset + 1}},
                false,
                true,
                true};
}

void Lexer::lex_end() {
  fail_if_unclosed();
  if (!tokens_.empty() && tokens_.back().kind != TokenKind::kNewline &&
      tokens_.back().kind != TokenKind::kDedent) {
    emit(TokenKind::kNewline, at_);
  }
  while (indents_.size() > 1) {
    indents_.pop_back();
    emit(TokenKind::kDedent, at_);
  }
  emit(TokenKind::kEnd, at_);
}

// At the start of a line: skips lines that hold nothing, then compares the indentation of
// the one that does with those before it.
void Lexer::lex_indentation() {
  while (true) {
    Indent indent = measure_indentation();
    if (*at_ == '#') skip_comment();
    if (is_at_end()) return;
    if (!is_newline(*at_)) {
      change_indentation(indent);
      return;
    }
    ++at_;
  }
}

Lexer::Indent Lexer::measure_indentation() {
  Indent indent;
  std::optional<Indent> before_continuation;
  while (true) {
    switch (*at_) {
      case ' ':
        ++indent.column;
        ++indent.tabless_column;
        break;
      case '\t':
        indent.column = (indent.column / 8 + 1) * 8;
        ++indent.tabless_column;
        break;
      case '\f': indent = {}; break;
      case '\\':
        if (!before_continuation) before_continuation = indent;
        skip_continuation();
        continue;
      default: return before_continuation.value_or(indent);
    }
    ++at_;
  }
}

void Lexer::change_indentation(Indent indent) {
  auto fail_tabs = [&] {
    fail_late("TabError", "inconsistent use of tabs and spaces in indentation",
              point(at_));
  };
  Indent current = indents_.back();
  if (indent == current) return;
  if (indent.column == current.column) fail_tabs();
  if (indent.column > current.column) {
    if (indents_.size() > kMaxIndents - 1) {
      fail_late("IndentationError", "too many levels of indentation", point(at_));
    }
    if (indent.tabless_column <= current.tabless_column) fail_tabs();
    indents_.push_back(indent);
    emit(TokenKind::kIndent, at_);
    return;
  }
  auto outer = std::find_if(indents_.begin(), indents_.end(), [&](const Indent& other) {
    return other.column >= indent.column;
  });
  if (outer->column != indent.column) {
    fail_late("IndentationError", "unindent does not match any outer indentation level",
              point(at_));
  }
  if (indent != *outer) fail_tabs();
  for (; indent != indents_.back(); indents_.pop_back()) emit(TokenKind::kDedent, at_);
}

// Skips what separates tokens; within brackets, lines too.
void Lexer::skip_space() {
  while (true) {
    switch (*at_) {
      case ' ':
      case '\t':
      case '\f': ++at_; break;
      case '\n':
      case '\r':
        if (brackets_.empty()) return;
        ++at_;
        break;
      case '#': skip_comment(); break;
      case '\\': skip_continuation(); break;
      default: return;
    }
  }
}

void Lexer::skip_comment() {
  comment_ = at_;
  while (!is_at_end() && !is_newline(*at_)) ++at_;
}

void Lexer::skip_continuation() {
  const char* start = at_++;
  if (!is_at_end() && !is_newline(*at_)) {
    fail_late("SyntaxError",
              in_field("unexpected character after line continuation character"),
              point(at_));
  }
  if (!is_at_end()) at_ += at_[0] == '\r' && at_[1] == '\n' ? 2 : 1;
  if (!is_at_end()) return;
  fail_if_unclosed();
  throw Failure{
      {"SyntaxError", "unexpected EOF while parsing", point(start)}, false, true};
}

std::string_view token_text(TokenKind kind) {
  return kTokenTexts[static_cast<size_t>(kind)];
}

TokenList tokenize(const Source& source) { return Lexer(source).run(); }

}  // namespace scriptling::syntax
