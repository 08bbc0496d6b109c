#include "interp/unicode_names.h"

#include <utf8proc.h>

#include <charconv>
#include <string>

namespace scriptling {

namespace {

// Lines `NAME;HEX`, sorted by name; made when building.
constexpr char kNames[] =
#include "unicode_names.inc"
    ;
constexpr std::string_view kLines(kNames, sizeof(kNames) - 1);

constexpr std::string_view kIdeograph = "CJK UNIFIED IDEOGRAPH-";

std::optional<uint32_t> from_hex(std::string_view digits) {
  uint32_t code = 0;
  auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
  bool is_whole = error == std::errc() && end == digits.data() + digits.size();
  return is_whole ? std::optional(code) : std::nullopt;
}

std::optional<uint32_t> ideograph(std::string_view digits) {
  if (digits.size() < 4 || digits.size() > 5) return std::nullopt;
  auto code = from_hex(digits);
  bool is_one = code && *code >= 0x3400 && (*code < 0xF900 || *code >= 0x20000) &&
                utf8proc_category(static_cast<int32_t>(*code)) == UTF8PROC_CATEGORY_LO;
  return is_one ? code : std::nullopt;
}

}  // namespace

std::optional<uint32_t> character_named(std::string_view name) {
  std::string wanted(name);
  for (char& c : wanted) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  if (wanted.starts_with(kIdeograph)) {
    return ideograph(std::string_view(wanted).substr(kIdeograph.size()));
  }
  size_t low = 0, high = kLines.size();  // Both at the start of a line.
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    while (middle > low && kLines[middle - 1] != '\n') --middle;
    size_t semicolon = kLines.find(';', middle);
    size_t end = kLines.find('\n', middle);
    std::string_view here = kLines.substr(middle, semicolon - middle);
    if (here == wanted)
      return from_hex(kLines.substr(semicolon + 1, end - semicolon - 1));
    if (here < wanted) {
      low = end + 1;
    } else {
      high = middle;
    }
  }
  return std::nullopt;
}

std::string name_of_character(uint32_t code) {
  auto category = utf8proc_category(static_cast<int32_t>(code));
  if (category == UTF8PROC_CATEGORY_CC) return {};  // Aliases only.
  char digits[8];
  auto [digits_end, error] = std::to_chars(digits, digits + sizeof digits, code, 16);
  std::string ending = ";" + std::string(digits, digits_end) + "\n";
  for (char& c : ending) {
    if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
  }
  std::string_view found;
  for (size_t at = kLines.find(ending); at != std::string_view::npos;
       at = kLines.find(ending, at + 1)) {
    size_t start = at == 0 ? 0 : kLines.rfind('\n', at) + 1;
    std::string_view name = kLines.substr(start, at - start);
    if (name.size() > found.size()) found = name;  // Others are aliases.
  }
  if (!found.empty()) return std::string(found);
  std::string number = ending.substr(1, ending.size() - 2);
  return ideograph(number) ? std::string(kIdeograph) + number : std::string();
}

}  // namespace scriptling
