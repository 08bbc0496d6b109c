// Names, numbers, signs and brackets.
#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include "interp/identifier.h"
#include "interp/lexer_impl.h"

namespace scriptling::syntax {

namespace {

struct Keyword {
  TokenKind kind;
  std::string_view text;
};

constexpr Keyword kKeywordList[] = {
#define KEYWORD(kind, text) {TokenKind::kind, text},
#include "interp/tokens.def"
};

constexpr size_t kKeywordCount = std::size(kKeywordList);
constexpr size_t kLongestKeyword = 8;

// Keywords by their first letter: where the ones with it start in `order`, so that a name
// is compared with two or three of them at most.
struct KeywordTable {
  std::array<uint8_t, 129> starts{};
  std::array<Keyword, kKeywordCount> order{};
};

constexpr KeywordTable make_keyword_table() {
  KeywordTable table;
  size_t filled = 0;
  for (size_t letter = 0; letter < 128; ++letter) {
    table.starts[letter] = static_cast<uint8_t>(filled);
    for (const Keyword& keyword : kKeywordList) {
      if (static_cast<size_t>(keyword.text[0]) == letter) table.order[filled++] = keyword;
    }
  }
  table.starts[128] = static_cast<uint8_t>(filled);
  return table;
}

constexpr KeywordTable kKeywords = make_keyword_table();

bool is_binary_digit(char c) { return c == '0' || c == '1'; }
bool is_octal_digit(char c) { return '0' <= c && c <= '7'; }
bool is_decimal_digit(char c) { return is(c, kDigit); }
bool is_hex_digit(char c) { return is(c, kHexDigit); }

TokenKind name_kind(std::string_view name) {
  auto letter = static_cast<uint8_t>(name[0]);
  if (name.size() > kLongestKeyword || letter >= 0x80) return TokenKind::kName;
  for (size_t at = kKeywords.starts[letter]; at < kKeywords.starts[letter + 1]; ++at) {
    if (kKeywords.order[at].text == name) return kKeywords.order[at].kind;
  }
  return TokenKind::kName;
}

// What the letters before a quote mean; nothing if they are not a prefix.
std::optional<StringPrefix> read_prefix(std::string_view letters) {
  if (letters.size() > 2) return std::nullopt;
  bool raw = false, bytes = false, format = false, unicode = false;
  for (char letter : letters) {
    bool* flag = nullptr;
    switch (lower(letter)) {
      case 'r': flag = &raw; break;
      case 'b': flag = &bytes; break;
      case 'f': flag = &format; break;
      case 'u': flag = &unicode; break;
      default: return std::nullopt;
    }
    if (std::exchange(*flag, true)) return std::nullopt;
  }
  if ((bytes && format) || (unicode && letters.size() > 1)) return std::nullopt;
  return StringPrefix{raw, format};
}

}  // namespace

// -- Names and numbers ------------------------------------------------------------------

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
  switch (next) {
    case TokenKind::kAnd:
    case TokenKind::kElse:
    case TokenKind::kFor:
    case TokenKind::kIf:
    case TokenKind::kIn:
    case TokenKind::kIs:
    case TokenKind::kNot:
    case TokenKind::kOr: at_ = start; return;
    default:
      if (static_cast<uint8_t>(*start) >= 0x80) check_name(start);
      fail(in_field(std::string("invalid ") + kind + " literal"), point(start - 1));
  }
}

// -- Signs and brackets -----------------------------------------------------------------

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
    case '(': return open_bracket(kLParen);
    case '[': return open_bracket(kLBracket);
    case '{': return open_bracket(kLBrace);
    case ')': return close_bracket(kRParen, '(');
    case ']': return close_bracket(kRBracket, '[');
    case '}': return close_bracket(kRBrace, '{');
    case ',': return sign(kComma, 1);
    case ';': return sign(kSemicolon, 1);
    case '~': return sign(kTilde, 1);
    case '.': return at_[1] == '.' && at_[2] == '.' ? sign(kEllipsis, 3) : sign(kDot, 1);
    case ':': return with_equal(kColon, kColonEqual);
    case '=': return with_equal(kEqual, kDoubleEqual);
    case '!': return with_equal(kUnknown, kNotEqual);
    case '+': return with_equal(kPlus, kPlusEqual);
    case '%': return with_equal(kPercent, kPercentEqual);
    case '&': return with_equal(kAmpersand, kAmpersandEqual);
    case '|': return with_equal(kPipe, kPipeEqual);
    case '^': return with_equal(kCaret, kCaretEqual);
    case '@': return with_equal(kAt, kAtEqual);
    case '-': return at_[1] == '>' ? sign(kArrow, 2) : with_equal(kMinus, kMinusEqual);
    case '*': return doubled(kStar, kStarEqual, kDoubleStar, kDoubleStarEqual);
    case '/': return doubled(kSlash, kSlashEqual, kDoubleSlash, kDoubleSlashEqual);
    case '<': return doubled(kLess, kLessEqual, kLShift, kLShiftEqual);
    case '>': return doubled(kGreater, kGreaterEqual, kRShift, kRShiftEqual);
    case '$':
    case '?':
    case '`': return sign(kUnknown, 1);
    default: fail_character(at_);
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
    fail(in_field(message), point(at_));
  }
  brackets_.pop_back();
  sign(kind, 1);
}

}  // namespace scriptling::syntax
