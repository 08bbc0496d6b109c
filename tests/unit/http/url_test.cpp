#include "http/url.h"

#include <catch2/catch.hpp>

namespace scriptling {
namespace {

TEST_CASE("percent-decoding wants two hex digits", "[http]") {
  REQUIRE(percent_decode("plain") == "plain");
  REQUIRE(percent_decode("a%20b%2fc%2F") == "a b/c/");
  REQUIRE(percent_decode("a+b") == "a+b");
  REQUIRE(percent_decode("%00") == std::string(1, '\0'));
  REQUIRE(percent_decode("%e2%82%ac") == "\xe2\x82\xac");
  for (const char* bad : {"%", "%4", "a%", "%zz", "%4g", "%%41"}) {
    INFO(bad);
    REQUIRE_FALSE(percent_decode(bad));
  }
}

TEST_CASE("query decoding leaves what is no escape", "[http]") {
  REQUIRE(query_decode("a+b%2B") == "a b+");
  REQUIRE(query_decode("100%") == "100%");
  REQUIRE(query_decode("%zz%4") == "%zz%4");
}

TEST_CASE("query pairs keep their order", "[http]") {
  QueryPairs expected = {{"a", "1"}, {"b", ""}, {"a", "x y"}, {"c=d", "e=f"}, {"", "v"}};
  REQUIRE(parse_query("a=1&b&&a=x+y&c%3Dd=e=f&=v") == expected);
  REQUIRE(parse_query("").empty());
  REQUIRE(parse_query("&&").empty());
}

TEST_CASE("what no URI may hold is escaped, and nothing else", "[http]") {
  REQUIRE(escape_uri("https://u@h:8/a b%20c/\xc3\xa9?q=1 2&r=[]#f") ==
          "https://u@h:8/a%20b%20c/%C3%A9?q=1%202&r=[]#f");
  REQUIRE(escape_uri("\"<>\\^`{|}") == "%22%3C%3E%5C%5E%60%7B%7C%7D");
  std::string all;
  for (int c = 0; c < 256; ++c) {
    if (c != '%') all += static_cast<char>(c);
  }
  REQUIRE(percent_decode(escape_uri(all)) == all);
  REQUIRE(escape_uri(escape_uri(all)) == escape_uri(all));
}

}  // namespace
}  // namespace scriptling
