#include "http/utf8_checker.h"

#include <cstring>

namespace scriptling {

namespace {

// How many of the first bytes are ASCII, counted by eights.
std::size_t ascii_prefix(std::string_view bytes) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= bytes.size(); at += sizeof word) {
    std::memcpy(&word, bytes.data() + at, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  return at;
}

}  // namespace

bool Utf8Checker::begin(unsigned char lead) {
  low_ = 0x80;
  high_ = 0xbf;
  if (lead < 0x80) return true;
  if (lead < 0xc2 || lead > 0xf4) return false;
  missing_ = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  if (lead == 0xe0) low_ = 0xa0;
  if (lead == 0xed) high_ = 0x9f;
  if (lead == 0xf0) low_ = 0x90;
  if (lead == 0xf4) high_ = 0x8f;
  return true;
}

bool Utf8Checker::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    if (missing_ == 0) bytes.remove_prefix(ascii_prefix(bytes));
    if (bytes.empty()) break;
    auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    if (missing_ == 0) {
      if (!begin(byte)) return false;
      continue;
    }
    if (byte < low_ || byte > high_) return false;
    low_ = 0x80;
    high_ = 0xbf;
    --missing_;
  }
  return true;
}

}  // namespace scriptling
