#include "http/json_string.h"

#include <catch2/catch.hpp>

namespace scriptling {

TEST_CASE("a text as JSON is quoted, escaped and always UTF-8", "[http]") {
  CHECK(json_string("") == R"("")");
  CHECK(json_string("a \"b\" \\ \n\t\x01") == R"("a \"b\" \\ \n\t\u0001")");
  CHECK(json_string("ä€😀") == "\"ä€😀\"");
  CHECK(json_string("<\xff>") == "\"<\xef\xbf\xbd>\"");
  CHECK(json_string("<\xed\xa0\x80>").find('\xed') == std::string::npos);  // A surrogate.
}

}  // namespace scriptling
