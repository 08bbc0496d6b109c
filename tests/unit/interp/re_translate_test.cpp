#include "interp/lib/re_translate.h"

#include <catch2/catch.hpp>

#include "interp/interp.h"

using namespace scriptling;

namespace {

std::string translated(std::string_view pattern, RegexMode mode = RegexMode::kMatch,
                       RegexUnits units = RegexUnits::kBytes, uint32_t flags = 0) {
  init_core();
  Regex regex;
  RegexError error;
  if (!parse_regex(pattern, true, flags, &regex, &error))
    return "error: " + error.message;
  std::string out;
  return translate_regex(regex, units, mode, &out) ? out : "too large";
}

}  // namespace

TEST_CASE("a callout stands behind what may match in another way") {
  CHECK(translated("ab") == "ab");
  CHECK(translated("a*b") == "a*(?C)b");
  CHECK(translated("(a|b)c") == "((?:a|b)(?C))c");
  CHECK(translated("a*+b") == "a*+b");
  CHECK(translated("(ab)*+c") == "(?>(ab))*+c");
  CHECK(translated("a{3}b") == "a{3,3}b");
}

TEST_CASE("behind what stands last only a full match comes back") {
  CHECK(translated("ab*") == "ab*");
  CHECK(translated("ab*", RegexMode::kFullMatch) == "ab*(?C)");
  CHECK(translated("(a+|b)") == "((?:a+|b))");
  CHECK(translated("(ab*)*") == "(ab*(?C))*");
}

TEST_CASE("a search asks at each start") {
  CHECK(translated("ab*", RegexMode::kSearch) == "(?C)ab*");
}

TEST_CASE("classes are written out for bytes and ASCII") {
  CHECK(translated("[b-da]") == "[a-d]");
  CHECK(translated(R"(\d)") == "[0-9]");
  CHECK(translated(R"([^\x00-\xfe])") == R"(\x{ff})");
  CHECK(translated("é") == "(?:(?!))");
  CHECK(translated(".") == R"(\N)");
  CHECK(translated(".", RegexMode::kMatch, RegexUnits::kBytes, kRegexDotAll) == ".");
}

TEST_CASE("classes and case go by Unicode for other text") {
  auto unicode = [](std::string_view pattern, uint32_t flags = 0) {
    return translated(pattern, RegexMode::kMatch, RegexUnits::kUtf8, flags);
  };
  CHECK(unicode(R"(\w\d)") == R"([\p{Xwd}][\p{Nd}])");
  CHECK(unicode(R"(\w)", kRegexAscii) == R"([0-9A-Z\x{5f}a-z])");
  CHECK(unicode("k", kRegexIgnoreCase) == R"([Kk\x{212a}])");
  CHECK(unicode("k", kRegexIgnoreCase | kRegexAscii) == "[Kk]");
  CHECK(unicode("é") == R"(\x{e9})");
}

TEST_CASE("anchors and groups are PCRE2's") {
  CHECK(translated("^a$") == R"(\Aa\Z)");
  CHECK(translated("(?m)^a$") == "^a$");
  CHECK(translated(R"((?P<n>a)(?P=n)\Z)") == R"((a)\g{1}\z)");
  CHECK(translated("(a)?(?(1)b|c)") == "(a){0,1}(?C)(?(1)b|c)");
  CHECK(translated("x{70000}") == "x{65535,65535}x{4465,4465}");
}
