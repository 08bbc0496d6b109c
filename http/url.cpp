#include "http/url.h"

#include "http/syntax.h"

namespace scriptling {

namespace {

// The byte that the escape at `at` stands for, or -1.
int escaped_byte(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size()) return -1;
  int high = hex_value(text[at + 1]);
  int low = hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

// RFC 3986 2: reserved, unreserved, or the beginning of an escape. Control characters are
// left for problem_with() to find: they are an attempt at a second field, or a mistake.
bool stays_in_uri(char c) {
  auto byte = static_cast<unsigned char>(c);
  if (byte < 0x20 || byte == 0x7f) return true;
  return byte < 0x80 &&
         std::string_view(" \"<>\\^`{|}").find(c) == std::string_view::npos;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text) {
  std::size_t first = text.find('%');
  std::string decoded(text.substr(0, first));
  if (first == std::string_view::npos) return decoded;
  for (std::size_t i = first; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    int byte = escaped_byte(text, i);
    if (byte < 0) return std::nullopt;
    decoded += static_cast<char>(byte);
    i += 2;
  }
  return decoded;
}

std::string query_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    int byte = text[i] == '%' ? escaped_byte(text, i) : -1;
    if (byte >= 0) i += 2;
    char plain = text[i] == '+' ? ' ' : text[i];
    decoded += byte >= 0 ? static_cast<char>(byte) : plain;
  }
  return decoded;
}

std::string escape_uri(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string escaped;
  for (char c : text) {
    if (stays_in_uri(c)) {
      escaped += c;
      continue;
    }
    auto byte = static_cast<unsigned char>(c);
    escaped += '%';
    escaped += kDigits[byte >> 4];
    escaped += kDigits[byte & 15];
  }
  return escaped;
}

QueryPairs parse_query(std::string_view text) {
  QueryPairs pairs;
  while (!text.empty()) {
    std::string_view value = next_part(text, '&');
    if (value.empty()) continue;
    std::string_view name = next_part(value, '=');
    pairs.emplace_back(query_decode(name), query_decode(value));
  }
  return pairs;
}

}  // namespace scriptling
