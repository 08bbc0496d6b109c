#include "interp/literals.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

#include "interp/ascii.h"
#include "interp/identifier.h"
#include "interp/unicode_names.h"

namespace scriptling::syntax {

namespace {

char lower(char c) { return static_cast<char>(c | 0x20); }

int digit_value(char c) {
  if ('0' <= c && c <= '9') return c - '0';
  if ('a' <= lower(c) && lower(c) <= 'f') return lower(c) - 'a' + 10;
  return 16;
}

std::string without_underscores(std::string_view text) {
  std::string digits(text);
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  return digits;
}

// Reads a body from left to right, appending what it stands for.
class Decoder {
 public:
  Decoder(std::string_view body, std::string& out) : body_(body), out_(out) {}

  bool is_at_end() const { return at_ >= body_.size(); }
  char next() { return body_[at_++]; }
  char peek() const { return is_at_end() ? '\0' : body_[at_]; }
  size_t offset() const { return at_; }
  void skip(char c) {
    if (peek() == c) ++at_;
  }
  // Copies up to something that may need a look.
  void copy_plain() {
    size_t end = std::min(body_.find_first_of("\\\r{}", at_), body_.size());
    out_.append(body_, at_, end - at_);
    at_ = end;
  }

  // The escapes that text and bytes share. False if `c`, after a backslash, starts none.
  bool decode_common_escape(char c) {
    switch (c) {
      case '\n': return true;
      case '\r': skip('\n'); return true;
      case '\\':
      case '\'':
      case '"': out_ += c; return true;
      case 'a': out_ += '\a'; return true;
      case 'b': out_ += '\b'; return true;
      case 'f': out_ += '\f'; return true;
      case 'n': out_ += '\n'; return true;
      case 'r': out_ += '\r'; return true;
      case 't': out_ += '\t'; return true;
      case 'v': out_ += '\v'; return true;
      default: return false;
    }
  }

  // Up to three octal digits, the first of which is `c`.
  uint32_t read_octal(char c) {
    auto value = static_cast<uint32_t>(digit_value(c));
    for (int more = 0; more < 2 && digit_value(peek()) < 8; ++more) {
      value = value * 8 + static_cast<uint32_t>(digit_value(next()));
    }
    return value;
  }

  // Exactly `count` hex digits, or nothing; then it stops at what is none.
  std::optional<uint32_t> read_hex(int count) {
    uint32_t value = 0;
    for (; count > 0; --count) {
      if (digit_value(peek()) >= 16) return std::nullopt;
      value = value * 16 + static_cast<uint32_t>(digit_value(next()));
    }
    return value;
  }

 private:
  std::string_view body_;
  std::string& out_;
  size_t at_ = 0;
};

std::string unicode_error(size_t start, size_t end, const std::string& reason) {
  std::string where = end - start == 1 ? "byte 0x5c in position " + std::to_string(start)
                                       : "bytes in position " + std::to_string(start) +
                                             "-" + std::to_string(end - 1);
  return "(unicode error) 'unicodeescape' codec can't decode " + where + ": " + reason;
}

// \x, \u and \U; `c` is the letter, `start` where the backslash is.
std::optional<std::string> decode_hex_escape(Decoder& decoder, char c, size_t start,
                                             std::string& out) {
  int count = c == 'x' ? 2 : c == 'u' ? 4 : 8;
  auto value = decoder.read_hex(count);
  if (!value) {
    std::string form(static_cast<size_t>(count), 'X');
    return unicode_error(start, decoder.offset(),
                         std::string("truncated \\") + c + form + " escape");
  }
  if (*value > 0x10FFFF) {
    return unicode_error(start, decoder.offset(), "illegal Unicode character");
  }
  append_utf8(out, *value);
  return std::nullopt;
}

std::optional<std::string> decode_named_escape(Decoder& decoder, size_t start,
                                               std::string& out) {
  if (decoder.peek() != '{') {
    return unicode_error(start, decoder.offset(), "malformed \\N character escape");
  }
  std::string name;
  decoder.next();
  while (!decoder.is_at_end() && decoder.peek() != '}') name += decoder.next();
  if (decoder.is_at_end() || name.empty()) {
    return unicode_error(start, decoder.offset(), "malformed \\N character escape");
  }
  decoder.next();
  auto code = character_named(name);
  if (!code) {
    return unicode_error(start, decoder.offset(), "unknown Unicode character name");
  }
  append_utf8(out, *code);
  return std::nullopt;
}

// A doubled backslash in raw text is two; elsewhere `\` before something unknown stays.
std::optional<std::string> decode_escape(Decoder& decoder, std::string& out) {
  size_t start = decoder.offset() - 1;
  if (decoder.is_at_end()) {
    out += '\\';
    return std::nullopt;
  }
  char c = decoder.peek();
  if (c == '{' || c == '}') {  // In an f-string these double by themselves.
    out += '\\';
    return std::nullopt;
  }
  decoder.next();
  if (decoder.decode_common_escape(c)) return std::nullopt;
  if (c == 'x' || c == 'u' || c == 'U') return decode_hex_escape(decoder, c, start, out);
  if (c == 'N') return decode_named_escape(decoder, start, out);
  if (digit_value(c) < 8) {
    append_utf8(out, decoder.read_octal(c));
  } else {
    out += '\\';
    out += c;
  }
  return std::nullopt;
}

std::optional<std::string> decode_byte_escape(Decoder& decoder, std::string& out) {
  size_t start = decoder.offset() - 1;
  char c = decoder.next();
  if (decoder.decode_common_escape(c)) return std::nullopt;
  if (c == 'x') {
    auto value = decoder.read_hex(2);
    if (!value) {
      return "(value error) invalid \\x escape at position " + std::to_string(start);
    }
    out += static_cast<char>(*value);
  } else if (digit_value(c) < 8) {
    out += static_cast<char>(decoder.read_octal(c));
  } else {
    out += '\\';
    out += c;
  }
  return std::nullopt;
}

}  // namespace

IntLiteral read_int(std::string_view text) {
  IntLiteral literal;
  if (text.size() > 1 && text[0] == '0') {
    char radix = lower(text[1]);
    literal.base = radix == 'x' ? 16 : radix == 'o' ? 8 : radix == 'b' ? 2 : 10;
    if (literal.base != 10) text.remove_prefix(2);
  }
  if (text.find('_') != std::string_view::npos) {
    literal.digits = without_underscores(text);
    text = literal.digits;
  }
  int64_t value = 0;
  auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, literal.base);
  if (error == std::errc()) {
    literal.small = value;
    return literal;
  }
  if (literal.digits.empty()) literal.digits = text;
  literal.digits.erase(0, literal.digits.find_first_not_of('0'));
  return literal;
}

double read_float(std::string_view text) {
  std::string digits;
  if (text.find('_') != std::string_view::npos) {
    digits = without_underscores(text);
    text = digits;
  }
  double value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc::result_out_of_range) return value;
  // from_chars() does not say whether it was too large or too small. It was too large if
  // there is a digit other than 0 and the first one stands at or above the point.
  size_t exponent_at = std::min(text.find_first_of("eE"), text.size());
  long exponent = 0;
  if (exponent_at < text.size()) {
    std::string_view power = text.substr(exponent_at + 1);
    bool is_negative = power[0] == '-';
    if (power[0] == '-' || power[0] == '+') power.remove_prefix(1);
    if (std::from_chars(power.data(), power.data() + power.size(), exponent).ec !=
        std::errc()) {
      exponent = std::numeric_limits<long>::max() / 2;
    }
    if (is_negative) exponent = -exponent;
  }
  std::string_view mantissa = text.substr(0, exponent_at);
  size_t point = std::min(mantissa.find('.'), mantissa.size());
  size_t first = mantissa.find_first_not_of("0.");
  if (first == std::string_view::npos) return 0;
  long magnitude = first < point ? static_cast<long>(point - first)
                                 : -static_cast<long>(first - point - 1);
  return magnitude + exponent > 0 ? std::numeric_limits<double>::infinity() : 0;
}

StringLiteral split_string(std::string_view token) {
  StringLiteral literal;
  size_t at = 0;
  for (; token[at] != '\'' && token[at] != '"'; ++at) {
    switch (lower(token[at])) {
      case 'r': literal.is_raw = true; break;
      case 'b': literal.is_bytes = true; break;
      case 'f': literal.is_format = true; break;
      default: literal.has_u_prefix = true; break;
    }
  }
  token.remove_prefix(at);
  bool is_triple = token.size() >= 3 && token[1] == token[0] && token[2] == token[0];
  size_t quote = is_triple ? 3 : 1;
  if (!literal.is_format) literal.body = token.substr(quote, token.size() - 2 * quote);
  return literal;
}

std::optional<std::string> decode_string(std::string_view body, bool is_raw,
                                         Braces braces, std::string& out) {
  Decoder decoder(body, out);
  while (true) {
    decoder.copy_plain();
    if (decoder.is_at_end()) return std::nullopt;
    char c = decoder.next();
    if (c == '\r') {
      decoder.skip('\n');
      out += '\n';
    } else if (c == '\\' && !is_raw) {
      if (auto error = decode_escape(decoder, out)) return error;
    } else {
      out += c;
      if (c != '\\' && braces == Braces::kDoubled) decoder.skip(c);
    }
  }
}

std::optional<std::string> decode_bytes(std::string_view body, bool is_raw,
                                        std::string& out) {
  if (!is_ascii(body)) {
    return "bytes can only contain ASCII literal characters";
  }
  Decoder decoder(body, out);
  while (true) {
    decoder.copy_plain();
    if (decoder.is_at_end()) return std::nullopt;
    char c = decoder.next();
    if (c == '\r') {
      decoder.skip('\n');
      out += '\n';
    } else if (c == '\\' && !is_raw) {
      if (auto error = decode_byte_escape(decoder, out)) return error;
    } else {
      out += c;
    }
  }
}

}  // namespace scriptling::syntax
