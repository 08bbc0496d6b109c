#include "interp/lib/re_reader.h"

#include <fmt/core.h>

#include <algorithm>

#include "interp/identifier.h"
#include "interp/ops.h"
#include "interp/unicode_names.h"

namespace scriptling {

namespace {

int hex_value(char32_t c) {
  if (is_regex_digit(c)) return static_cast<int>(c - '0');
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? static_cast<int>(c - 'a' + 10) : -1;
}

// Messages about patterns of bytes are ASCII.
std::string ascii_only(const std::string& message) {
  std::string out;
  for (std::string_view rest = message; !rest.empty();) {
    auto [c, size] = decode_code_point(rest);
    if (c < 128) {
      out += static_cast<char>(c);
    } else {
      out += fmt::format("\\x{:02x}", static_cast<uint32_t>(c));
    }
    rest.remove_prefix(static_cast<size_t>(size));
  }
  return out;
}

}  // namespace

std::string regex_utf8(std::u32string_view text) {
  std::string out;
  for (char32_t c : text) append_utf8(out, c);
  return out;
}

bool is_regex_name(std::u32string_view name) {
  return !name.empty() && is_identifier_start(name[0]) &&
         std::all_of(name.begin() + 1, name.end(), is_identifier_continue);
}

void RegexReader::advance() {
  token_ = index_;
  if (index_ == text_.size()) return;
  if (text_[index_] == '\\' && index_ + 1 == text_.size()) {
    throw RegexError{RegexError::Kind::kSyntax, "bad escape (end of pattern)",
                     static_cast<int64_t>(index_)};
  }
  index_ += text_[index_] == '\\' ? 2 : 1;
}

void RegexReader::fail(std::string message, size_t back) const {
  if (!is_text_) message = ascii_only(message);
  throw RegexError{RegexError::Kind::kSyntax, std::move(message),
                   static_cast<int64_t>(tell()) - static_cast<int64_t>(back)};
}

std::u32string_view RegexReader::name_until(char32_t end, const char* what) {
  size_t start = tell();
  for (;;) {
    if (at_end()) {
      if (tell() == start) fail(fmt::format("missing {}", what));
      fail(fmt::format("missing {}, unterminated name", static_cast<char>(end)),
           tell() - start);
    }
    bool ends = next_is(end);
    size_t stop = tell();
    advance();
    if (!ends) continue;
    if (stop == start) fail(fmt::format("missing {}", what), 1);
    return {text_.data() + start, stop - start};
  }
}

void RegexReader::check_name(std::u32string_view name) const {
  if (is_regex_name(name)) return;
  fail("bad character in group name " + str_repr(regex_utf8(name)), name.size() + 1);
}

std::optional<RegexCategory> RegexReader::category_of(char32_t c) {
  switch (c) {
    case 'd': return RegexCategory::kDigit;
    case 'D': return RegexCategory::kNotDigit;
    case 's': return RegexCategory::kSpace;
    case 'S': return RegexCategory::kNotSpace;
    case 'w': return RegexCategory::kWord;
    case 'W': return RegexCategory::kNotWord;
    default: return {};
  }
}

std::optional<char32_t> RegexReader::control_of(char32_t c) {
  switch (c) {
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    case '\\': return '\\';
    default: return {};
  }
}

char32_t RegexReader::hex_escape(size_t start, size_t digits) {
  auto escape = take_while(start, digits, [](char32_t c) { return hex_value(c) >= 0; });
  if (escape.size() != digits + 2)
    fail("incomplete escape " + regex_utf8(escape), escape.size());
  uint64_t value = 0;
  for (char32_t c : escape.substr(2))
    value = value * 16 + static_cast<uint64_t>(hex_value(c));
  if (value > 0x10FFFF) fail("bad escape " + regex_utf8(escape), escape.size());
  return static_cast<char32_t>(value);
}

// Behind \N.
char32_t RegexReader::named_escape() {
  if (!take('{')) fail("missing {");
  auto name = name_until('}', "character name");
  std::string text = regex_utf8(name);
  std::optional<uint32_t> found = character_named(text);
  if (!found) fail("undefined character name " + str_repr(text), name.size() + 4);
  return static_cast<char32_t>(*found);
}

char32_t RegexReader::octal_value(std::u32string_view escape) const {
  uint32_t value = 0;
  for (char32_t c : escape.substr(1)) value = value * 8 + (c - '0');
  if (value > 0377) {
    fail("octal escape value " + regex_utf8(escape) + " outside of range 0-0o377",
         escape.size());
  }
  return value;
}

std::optional<char32_t> RegexReader::common_escape(std::u32string_view token,
                                                   size_t start) {
  switch (token[1]) {
    case 'x': return hex_escape(start, 2);
    case 'u': return is_text_ ? std::optional(hex_escape(start, 4)) : std::nullopt;
    case 'U': return is_text_ ? std::optional(hex_escape(start, 8)) : std::nullopt;
    case 'N': return is_text_ ? std::optional(named_escape()) : std::nullopt;
    default: return {};
  }
}

RegexSetItem RegexReader::set_escape(std::u32string_view token, size_t start) {
  char32_t c = token[1];
  if (auto control = control_of(c)) return {false, {}, *control, *control};
  if (auto category = category_of(c)) return {true, *category, 0, 0};
  if (auto value = common_escape(token, start)) return {false, {}, *value, *value};
  if (is_regex_octal(c)) {
    char32_t value = octal_value(take_while(start, 2, is_regex_octal));
    return {false, {}, value, value};
  }
  if (is_regex_digit(c) || is_regex_letter(c))
    fail("bad escape " + regex_utf8(token), token.size());
  return {false, {}, c, c};
}

}  // namespace scriptling
