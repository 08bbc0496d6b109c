#include "state/kv_glob.h"

#include <catch2/catch.hpp>

namespace scriptling {
namespace {

bool matches(const char* pattern, const char* key) {
  return KvGlob(pattern).matches(key);
}

TEST_CASE("a star matches any text, also slashes and nothing") {
  CHECK(matches("*", ""));
  CHECK(matches("*", "a/b"));
  CHECK(matches("user:*", "user:"));
  CHECK(matches("user:*:name", "user:1:2:name"));
  CHECK_FALSE(matches("user:*:name", "user:1:names"));
  CHECK(matches("*a*b*", "xxaxxbxx"));
  CHECK_FALSE(matches("*a*b*", "xxbxxaxx"));
  CHECK(matches("**", "x"));
}

TEST_CASE("a question mark matches one code point") {
  CHECK(matches("a?c",
                "a\xe2\x82\xac"
                "c"));
  CHECK_FALSE(matches("a?c", "ac"));
  CHECK_FALSE(matches("?", ""));
  CHECK(matches("*?", "\xf0\x9f\x98\x80"));
}

TEST_CASE("a class matches one of its code points") {
  CHECK(matches("[a-c]", "b"));
  CHECK_FALSE(matches("[a-c]", "d"));
  CHECK(matches("[^a-c]", "d"));
  CHECK_FALSE(matches("[^a-c]", "a"));
  CHECK_FALSE(matches("[^a-c]", ""));
  CHECK(matches("x[0-9a]y", "xay"));
  CHECK(matches("[\xc3\xa0-\xc3\xbf]", "\xc3\xa9"));
  CHECK(matches("[a-]", "-"));
  CHECK(matches("[]a]", "]"));
  CHECK(matches("[^]]", "a"));
  CHECK(matches("[\\]]", "]"));
  CHECK_FALSE(matches("[c-a]", "b"));
}

TEST_CASE("a backslash takes the next one as it is") {
  CHECK(matches("a\\*", "a*"));
  CHECK_FALSE(matches("a\\*", "ab"));
  CHECK(matches("\\[a]", "[a]"));
  CHECK(matches("a\\", "a\\"));
}

TEST_CASE("a bracket that nobody closes means itself") {
  CHECK(matches("[a", "[a"));
  CHECK(matches("[^", "[^"));
  CHECK(matches("a[", "a["));
}

TEST_CASE("a pattern knows what its keys begin with") {
  CHECK(KvGlob("user:*").prefix() == "user:");
  CHECK(KvGlob("a\\*b?").prefix() == "a*b");
  CHECK(KvGlob("[ab]c").prefix().empty());
  CHECK(KvGlob("plain").prefix() == "plain");
  CHECK(KvGlob("x\\").prefix() == "x\\");
}

TEST_CASE("no pattern takes for ever") {
  std::string pattern;
  for (int i = 0; i < 100; ++i) pattern += "*a";
  pattern += "*b";
  CHECK_FALSE(KvGlob(pattern).matches(std::string(4000, 'a')));
}

}  // namespace
}  // namespace scriptling
