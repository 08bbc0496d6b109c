#include "http/utf8_checker.h"

#include <catch2/catch.hpp>
#include <string>

namespace scriptling {
namespace {

std::string encoded(std::uint32_t c) {
  auto byte = [](std::uint32_t bits) { return static_cast<char>(bits); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xc0 | c >> 6), byte(0x80 | (c & 0x3f))};
  if (c < 0x10000) {
    return {byte(0xe0 | c >> 12), byte(0x80 | (c >> 6 & 0x3f)), byte(0x80 | (c & 0x3f))};
  }
  return {byte(0xf0 | c >> 18), byte(0x80 | (c >> 12 & 0x3f)),
          byte(0x80 | (c >> 6 & 0x3f)), byte(0x80 | (c & 0x3f))};
}

TEST_CASE("every code point is text, but for the surrogates", "[http]") {
  for (std::uint32_t c = 0; c < 0x110000; ++c) {
    bool is_surrogate = c >= 0xd800 && c < 0xe000;
    if (is_utf8(encoded(c)) == is_surrogate) FAIL("code point " << c);
  }
  REQUIRE_FALSE(is_utf8(encoded(0x110000)));
  REQUIRE_FALSE(is_utf8(encoded(0x1fffff)));
}

TEST_CASE("an overlong form is no text", "[http]") {
  for (const char* overlong : {"\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf",
                               "\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf"}) {
    REQUIRE_FALSE(is_utf8(overlong));
  }
}

TEST_CASE("a character may be cut anywhere", "[http]") {
  const std::string text = "aß€\U0001F600 and more than eight bytes of ASCII";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    Utf8Checker checker;
    REQUIRE(checker.feed(text.substr(0, cut)));
    REQUIRE(checker.feed(text.substr(cut)));
    REQUIRE(checker.is_complete());
  }
  REQUIRE_FALSE(is_utf8("\xe2\x82"));
}

TEST_CASE("the first wrong byte is noticed at once", "[http]") {
  for (const char* wrong : {"\x80", "\xff", "\xf5",
                            "\xc2"
                            "a",
                            "\xed\xa0", "\xf4\x90", "\xe0\x80",
                            "\xe2\x82"
                            "a"}) {
    Utf8Checker checker;
    std::string bytes = wrong;
    REQUIRE(checker.feed(bytes.substr(0, bytes.size() - 1)));
    REQUIRE_FALSE(checker.feed(bytes.substr(bytes.size() - 1)));
  }
}

}  // namespace
}  // namespace scriptling
