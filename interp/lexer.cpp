#include "interp/lexer.h"

#include <array>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>

#include "interp/identifier.h"

namespace scriptling {

namespace {

constexpr std::array<std::string_view, kTokenKindCount> kTokenTexts = {
#define TOKEN(kind, text) text,
#include "interp/tokens.def"
};

constexpr int kFirstKeyword = static_cast<int>(TokenKind::kFalse);
constexpr int kLastKeyword = static_cast<int>(TokenKind::kYield);
constexpr size_t kLongestKeyword = 8;

// Keywords by their first letter: where the ones with it start in `order`, so that a name
// is compared with two or three of them at most.
struct KeywordTable {
  std::array<uint8_t, 129> starts{};
  std::array<TokenKind, kLastKeyword - kFirstKeyword + 1> order{};
};

constexpr KeywordTable make_keyword_table() {
  KeywordTable table;
  size_t filled = 0;
  for (size_t letter = 0; letter < 128; ++letter) {
    table.starts[letter] = static_cast<uint8_t>(filled);
    for (int kind = kFirstKeyword; kind <= kLastKeyword; ++kind) {
      if (static_cast<size_t>(kTokenTexts[kind][0]) == letter) {
        table.order[filled++] = static_cast<TokenKind>(kind);
      }
    }
  }
  table.starts[128] = static_cast<uint8_t>(filled);
  return table;
}

constexpr KeywordTable kKeywords = make_keyword_table();

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

constexpr std::array<uint8_t, 256> kCharClasses = make_char_classes();

bool is(char c, CharClass wanted) {
  return kCharClasses[static_cast<uint8_t>(c)] & wanted;
}
bool is_binary_digit(char c) { return c == '0' || c == '1'; }
bool is_octal_digit(char c) { return '0' <= c && c <= '7'; }
bool is_decimal_digit(char c) { return is(c, kDigit); }
bool is_hex_digit(char c) { return is(c, kHexDigit); }
char lower(char c) { return static_cast<char>(c | 0x20); }
bool is_newline(char c) { return c == '\n' || c == '\r'; }

TokenKind name_kind(std::string_view name) {
  auto letter = static_cast<uint8_t>(name[0]);
  if (name.size() > kLongestKeyword || letter >= 0x80) return TokenKind::kName;
  for (size_t at = kKeywords.starts[letter]; at < kKeywords.starts[letter + 1]; ++at) {
    TokenKind kind = kKeywords.order[at];
    if (token_text(kind) == name) return kind;
  }
  return TokenKind::kName;
}

struct StringPrefix {
  bool is_raw = false;
  bool is_format = false;
};

// What the letters before a quote mean; nothing if they are not a prefix.
std::optional<StringPrefix> read_prefix(std::string_view letters) {
  if (letters.size() > 2) return std::nullopt;
  bool raw = false, bytes = false, format = false, unicode = false;
  for (char letter : letters) {
    bool* flag = nullptr;
    switch (lower(letter)) {
      case 'r':
        flag = &raw;
        break;
      case 'b':
        flag = &bytes;
        break;
      case 'f':
        flag = &format;
        break;
      case 'u':
        flag = &unicode;
        break;
      default:
        return std::nullopt;
    }
    if (std::exchange(*flag, true)) return std::nullopt;
  }
  if ((bytes && format) || (unicode && letters.size() > 1)) return std::nullopt;
  return StringPrefix{raw, format};
}

struct Failure {
  Diagnostic diagnostic;
  bool comes_first;
  bool is_incomplete;
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
  std::string in_field(std::string message) const {
    return field_level_ == 0 ? message : "f-string: " + message;
  }

  const Source& source_;
  const char* const begin_;
  const char* const end_;
  const char* at_;  // A zero byte follows the text, so looking one ahead is safe.
  std::vector<Token> tokens_;
  std::vector<Bracket> brackets_;
  std::vector<Indent> indents_{Indent{}};
  // How many brackets are open directly inside the innermost field; 0 outside any.
  size_t field_level_ = 0;
};

// ---- Failing

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

// ---- Lines

TokenList Lexer::run() {
  TokenList list;
  tokens_.reserve(source_.text().size() / 4 + 8);
  try {
    check_text();
    lex_all();
  } catch (Failure& failure) {
    list.is_unclosed_bracket = failure.is_incomplete && !failure.comes_first;
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
    skip_space();
    if (is_at_end()) break;
    if (is_newline(*at_)) {
      const char* start = at_;
      at_ += at_[0] == '\r' && at_[1] == '\n' ? 2 : 1;
      emit(TokenKind::kNewline, start);
      lex_indentation();
    } else {
      lex_token();
    }
  }
  lex_end();
}

void Lexer::lex_end() {
  if (!brackets_.empty()) {
    Bracket open = brackets_.back();
    throw Failure{{"SyntaxError",
                   std::string("'") + open.open + "' was never closed",
                   {open.offset, open.offset + 1}},
                  false,
                  true};
  }
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
      case '\f':
        indent = {};
        break;
      case '\\':
        if (!before_continuation) before_continuation = indent;
        skip_continuation();
        continue;
      default:
        return before_continuation.value_or(indent);
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
  while (indents_.size() > 1 && indent.column < indents_.back().column) {
    indents_.pop_back();
    emit(TokenKind::kDedent, at_);
  }
  if (indent.column != indents_.back().column) {
    fail_late("IndentationError", "unindent does not match any outer indentation level",
              point(at_));
  }
  if (indent != indents_.back()) fail_tabs();
}

// Skips what separates tokens; within brackets, lines too.
void Lexer::skip_space() {
  while (true) {
    switch (*at_) {
      case ' ':
      case '\t':
      case '\f':
        ++at_;
        break;
      case '\n':
      case '\r':
        if (brackets_.empty()) return;
        ++at_;
        break;
      case '#':
        skip_comment();
        break;
      case '\\':
        skip_continuation();
        break;
      default:
        return;
    }
  }
}

void Lexer::skip_comment() {
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
  if (is_at_end()) fail_at_end("unexpected EOF while parsing", point(start));
}

// ---- Names and numbers

void Lexer::lex_token() {
  char c = *at_;
  if (is(c, kIdStart)) {
    lex_name();
  } else if (is(c, kDigit) || (c == '.' && is(at_[1], kDigit))) {
    lex_number();
  } else if (c == '"' || c == '\'') {
    lex_string(at_, {});
  } else {
    lex_operator();
  }
}

void Lexer::lex_name() {
  const char* start = at_;
  uint8_t seen = 0;
  while (is(*at_, kIdContinue)) seen |= static_cast<uint8_t>(*at_++);
  std::string_view name(start, static_cast<size_t>(at_ - start));
  if (*at_ == '"' || *at_ == '\'') {
    if (auto prefix = read_prefix(name)) return lex_string(start, *prefix);
  }
  if (seen >= 0x80) check_name(start);
  emit(name_kind(name), start);
}

void Lexer::check_name(const char* start) {
  for (const char* at = start; at < at_;) {
    CodePoint c = decode_code_point({at, static_cast<size_t>(at_ - at)});
    if (!(at == start ? is_identifier_start(c.value) : is_identifier_continue(c.value))) {
      fail_character(at);
    }
    at += c.size;
  }
}

void Lexer::lex_number() {
  const char* start = at_;
  TokenKind kind = TokenKind::kInt;
  char radix = at_[0] == '0' ? lower(at_[1]) : '\0';
  if (radix == 'x') {
    lex_radix(is_hex_digit, "hexadecimal");
  } else if (radix == 'o') {
    lex_radix(is_octal_digit, "octal");
  } else if (radix == 'b') {
    lex_radix(is_binary_digit, "binary");
  } else {
    kind = lex_decimal();
  }
  emit(kind, start);
}

void Lexer::lex_radix(bool (*is_digit)(char), const char* kind) {
  at_ += 2;
  if (*at_ == '_') ++at_;
  skip_digits(is_digit, kind);
  if (is(*at_, kDigit)) {
    fail(in_field(std::string("invalid digit '") + *at_ + "' in " + kind + " literal"),
         point(at_));
  }
  check_number_end(kind);
}

// Digits with single underscores between them.
void Lexer::skip_digits(bool (*is_digit)(char), const char* kind) {
  while (true) {
    if (!is_digit(*at_)) {
      if (is(*at_, kDigit)) return;  // The caller has better words for a digit too large.
      fail(in_field(std::string("invalid ") + kind + " literal"), point(at_ - 1));
    }
    while (is_digit(*at_)) ++at_;
    if (*at_ != '_') return;
    ++at_;
  }
}

TokenKind Lexer::lex_decimal() {
  const char* start = at_;
  TokenKind kind = TokenKind::kInt;
  if (*at_ != '.') skip_digits(is_decimal_digit, "decimal");
  const char* integer_end = at_;
  if (*at_ == '.') {
    kind = TokenKind::kFloat;
    ++at_;
    if (is(*at_, kDigit)) skip_digits(is_decimal_digit, "decimal");
  }
  if (lower(*at_) == 'e') {
    const char* exponent = at_ + 1;
    bool has_sign = *exponent == '+' || *exponent == '-';
    if (has_sign) ++exponent;
    if (is(*exponent, kDigit)) {
      kind = TokenKind::kFloat;
      at_ = exponent;
      skip_digits(is_decimal_digit, "decimal");
    } else if (has_sign) {
      fail(in_field("invalid decimal literal"), point(exponent - 1));
    }
  }
  if (lower(*at_) == 'j') {
    ++at_;
    check_number_end("imaginary");
    return TokenKind::kImaginary;
  }
  std::string_view digits(start, static_cast<size_t>(integer_end - start));
  if (kind == TokenKind::kInt && digits[0] == '0') {
    size_t nonzero = digits.find_first_not_of("0_");
    if (nonzero != std::string_view::npos) {
      fail(in_field("leading zeros in decimal integer literals are not permitted; "
                    "use an 0o prefix for octal integers"),
           {offset(start), offset(start + nonzero)});
    }
  }
  check_number_end("decimal");
  return kind;
}

// A keyword may follow at once, as in `1if x else 2`; no other letter may.
void Lexer::check_number_end(const char* kind) {
  if (!is(*at_, kIdContinue)) return;
  const char* start = at_;
  while (is(*at_, kIdContinue)) ++at_;
  TokenKind next = name_kind({start, static_cast<size_t>(at_ - start)});
  at_ = start;
  switch (next) {
    case TokenKind::kAnd:
    case TokenKind::kElse:
    case TokenKind::kFor:
    case TokenKind::kIf:
    case TokenKind::kIn:
    case TokenKind::kIs:
    case TokenKind::kNot:
    case TokenKind::kOr:
      return;
    default:
      if (static_cast<uint8_t>(*start) >= 0x80) check_name(start);
      fail(in_field(std::string("invalid ") + kind + " literal"), point(start - 1));
  }
}

// ---- Signs and brackets

void Lexer::lex_operator() {
  using enum TokenKind;
  // One sign, or the same with `=`; or doubled; or doubled with `=`.
  auto with_equal = [this](TokenKind one, TokenKind equal) {
    at_[1] == '=' ? sign(equal, 2) : sign(one, 1);
  };
  auto doubled = [this](TokenKind one, TokenKind equal, TokenKind two,
                        TokenKind two_equal) {
    if (at_[1] == at_[0]) {
      at_[2] == '=' ? sign(two_equal, 3) : sign(two, 2);
    } else {
      at_[1] == '=' ? sign(equal, 2) : sign(one, 1);
    }
  };
  switch (*at_) {
    case '(':
      return open_bracket(kLParen);
    case '[':
      return open_bracket(kLBracket);
    case '{':
      return open_bracket(kLBrace);
    case ')':
      return close_bracket(kRParen, '(');
    case ']':
      return close_bracket(kRBracket, '[');
    case '}':
      return close_bracket(kRBrace, '{');
    case ',':
      return sign(kComma, 1);
    case ';':
      return sign(kSemicolon, 1);
    case '~':
      return sign(kTilde, 1);
    case '.':
      return at_[1] == '.' && at_[2] == '.' ? sign(kEllipsis, 3) : sign(kDot, 1);
    case ':':
      return with_equal(kColon, kColonEqual);
    case '=':
      return with_equal(kEqual, kDoubleEqual);
    case '!':
      return with_equal(kUnknown, kNotEqual);
    case '+':
      return with_equal(kPlus, kPlusEqual);
    case '%':
      return with_equal(kPercent, kPercentEqual);
    case '&':
      return with_equal(kAmpersand, kAmpersandEqual);
    case '|':
      return with_equal(kPipe, kPipeEqual);
    case '^':
      return with_equal(kCaret, kCaretEqual);
    case '@':
      return with_equal(kAt, kAtEqual);
    case '-':
      return at_[1] == '>' ? sign(kArrow, 2) : with_equal(kMinus, kMinusEqual);
    case '*':
      return doubled(kStar, kStarEqual, kDoubleStar, kDoubleStarEqual);
    case '/':
      return doubled(kSlash, kSlashEqual, kDoubleSlash, kDoubleSlashEqual);
    case '<':
      return doubled(kLess, kLessEqual, kLShift, kLShiftEqual);
    case '>':
      return doubled(kGreater, kGreaterEqual, kRShift, kRShiftEqual);
    case '$':
    case '?':
    case '`':
      return sign(kUnknown, 1);
    default:
      fail_character(at_);
  }
}

void Lexer::open_bracket(TokenKind kind) {
  if (brackets_.size() >= kMaxBrackets) fail("too many nested parentheses", point(at_));
  brackets_.push_back({*at_, offset(at_)});
  sign(kind, 1);
}

void Lexer::close_bracket(TokenKind kind, char open) {
  if (brackets_.empty() || (is_field_level() && *at_ != '}')) {
    fail(in_field(std::string("unmatched '") + *at_ + "'"), point(at_));
  }
  Bracket last = brackets_.back();
  if (last.open != open) {
    std::string message = std::string("closing parenthesis '") + *at_ +
                          "' does not match opening parenthesis '" + last.open + "'";
    uint32_t opened = source_.line(last.offset);
    if (opened != line(at_)) message += " on line " + std::to_string(opened);
    fail(in_field(std::move(message)), point(at_));
  }
  brackets_.pop_back();
  sign(kind, 1);
}

// ---- Strings

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

}  // namespace

std::string_view token_text(TokenKind kind) {
  return kTokenTexts[static_cast<size_t>(kind)];
}

TokenList tokenize(const Source& source) { return Lexer(source).run(); }

}  // namespace scriptling
