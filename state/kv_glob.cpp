#include "state/kv_glob.h"

#include <utility>

namespace scriptling {

namespace {

// Requires: `at` is at the beginning of a code point of valid text. Moves past it.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  auto first = static_cast<unsigned char>(text[at++]);
  if (first < 0x80) return first;
  int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  char32_t code_point = first & (0x3f >> more);
  for (; more > 0 && at < text.size(); --more)
    code_point = code_point << 6 | (static_cast<unsigned char>(text[at++]) & 0x3f);
  return code_point;
}

std::u32string code_points_of(std::string_view text) {
  std::u32string code_points;
  for (std::size_t at = 0; at < text.size();) code_points += next_code_point(text, at);
  return code_points;
}

// The bytes of `pattern` before its first special character, escapes undone.
std::string literal_prefix(std::string_view pattern) {
  std::string prefix;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    char c = pattern[at];
    if (c == '*' || c == '?' || c == '[') break;
    if (c == '\\' && at + 1 < pattern.size()) c = pattern[++at];
    prefix += c;
  }
  return prefix;
}

}  // namespace

KvGlob::KvGlob(std::string_view pattern) : prefix_(literal_prefix(pattern)) {
  compile(code_points_of(pattern));
}

void KvGlob::compile(const std::u32string& pattern) {
  std::size_t at = 0;
  while (at < pattern.size()) {
    char32_t c = pattern[at++];
    if (c == U'*') {
      if (tokens_.empty() || tokens_.back().kind != Kind::kStar)
        tokens_.push_back({Kind::kStar, 0, {}});
    } else if (c == U'?') {
      tokens_.push_back({Kind::kAny, 0, {}});
    } else if (c == U'[') {
      std::size_t end = read_class(pattern, at);
      if (end == 0) tokens_.push_back({Kind::kOne, c, {}});
      if (end != 0) at = end;
    } else {
      if (c == U'\\' && at < pattern.size()) c = pattern[at++];
      tokens_.push_back({Kind::kOne, c, {}});
    }
  }
}

std::size_t KvGlob::read_class(const std::u32string& pattern, std::size_t at) {
  Token token{Kind::kClass, 0, {}};
  if (at < pattern.size() && pattern[at] == U'^') {
    token.kind = Kind::kNotClass;
    ++at;
  }
  auto read_one = [&] {
    if (pattern[at] == U'\\' && at + 1 < pattern.size()) ++at;
    return pattern[at++];
  };
  for (bool is_first = true; at < pattern.size(); is_first = false) {
    if (pattern[at] == U']' && !is_first) {
      tokens_.push_back(std::move(token));
      return at + 1;
    }
    char32_t first = read_one();
    char32_t last = first;
    if (at + 1 < pattern.size() && pattern[at] == U'-' && pattern[at + 1] != U']') {
      ++at;
      last = read_one();
    }
    token.ranges.push_back({first, last});
  }
  return 0;
}

bool KvGlob::fits(const Token& token, char32_t code_point) {
  if (token.kind == Kind::kOne) return token.one == code_point;
  if (token.kind == Kind::kAny) return true;
  bool is_inside = false;
  for (Range range : token.ranges)
    is_inside |= range.first <= code_point && code_point <= range.last;
  return is_inside == (token.kind == Kind::kClass);
}

// Only the last star seen ever needs to take more.
bool KvGlob::matches(std::string_view key) const {
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t token = 0;
  std::size_t at = 0;
  std::size_t star = kNone;
  std::size_t star_at = 0;
  while (true) {
    if (token < tokens_.size() && tokens_[token].kind == Kind::kStar) {
      star = ++token;
      star_at = at;
      if (star == tokens_.size()) return true;
      continue;
    }
    if (at == key.size()) return token == tokens_.size();
    std::size_t after = at;
    if (token < tokens_.size() && fits(tokens_[token], next_code_point(key, after))) {
      ++token;
      at = after;
      continue;
    }
    if (star == kNone) return false;
    next_code_point(key, star_at);
    at = star_at;
    token = star;
  }
}

}  // namespace scriptling
