#include "http/forms.h"

#include <catch2/catch.hpp>

namespace scriptling {
namespace {

std::optional<std::vector<FormPart>> multipart(std::string_view body) {
  return parse_form("multipart/form-data; boundary=\"XyZ\"", body);
}

TEST_CASE("an urlencoded form is read in order", "[http]") {
  auto form =
      parse_form("application/x-www-form-urlencoded; charset=utf-8", "a=1&b=x+y&a=2");
  REQUIRE(form);
  REQUIRE(form->size() == 3);
  REQUIRE((*form)[1].name == "b");
  REQUIRE((*form)[1].data == "x y");
  REQUIRE_FALSE((*form)[1].filename);
  REQUIRE_FALSE(parse_form("text/plain", "a=1"));
  REQUIRE_FALSE(parse_form("", "a=1"));
}

TEST_CASE("a multipart form has fields and files", "[http]") {
  auto form = multipart(
      "preamble\r\n--XyZ\r\nContent-Disposition: form-data; name=\"field\"\r\n\r\nvalue"
      "\r\n--XyZ  \r\ncontent-type: image/png\r\n"
      "Content-Disposition: form-data; name=file; filename=\"a \\\"b\\\";c.png\"\r\n\r\n"
      "\r\n--XyW\r\n\0\r\n--XyZ\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n"
      "\r\n--XyZ--\r\nepilogue");
  REQUIRE_FALSE(form);  // The text above ends at its NUL.
  using namespace std::string_view_literals;
  form = multipart(
      "--XyZ\r\nContent-Disposition: form-data; name=\"field\"\r\n\r\nvalue"
      "\r\n--XyZ  \r\ncontent-type: image/png\r\n"
      "Content-Disposition: form-data; name=file; filename=\"a \\\"b\\\";c.png\"\r\n\r\n"
      "\r\n--XyW\r\n\0\r\n--XyZ\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n"
      "\r\n--XyZ--\r\nepilogue"sv);
  REQUIRE(form);
  REQUIRE(form->size() == 3);
  REQUIRE((*form)[0].name == "field");
  REQUIRE((*form)[0].data == "value");
  REQUIRE_FALSE((*form)[0].filename);
  REQUIRE((*form)[1].name == "file");
  REQUIRE((*form)[1].filename == "a \"b\";c.png");
  REQUIRE((*form)[1].content_type == "image/png");
  REQUIRE((*form)[1].data == "\r\n--XyW\r\n\0"sv);
  REQUIRE((*form)[2].data.empty());
}

TEST_CASE("a multipart form that is cut short is none", "[http]") {
  std::string body =
      "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv\r\n--XyZ--";
  REQUIRE(multipart(body));
  for (std::size_t size = 0; size < body.size(); ++size) {
    INFO(size);
    REQUIRE_FALSE(multipart(body.substr(0, size)));
  }
  REQUIRE_FALSE(parse_form("multipart/form-data", body));
  REQUIRE_FALSE(multipart("--XyZ\r\nX: y\r\n\r\nv\r\n--XyZ--"));
  REQUIRE(multipart("--XyZ--")->empty());
}

TEST_CASE("cookies are pairs", "[http]") {
  QueryPairs expected = {{"a", "1"}, {"b", "x=y"}, {"c", "q"}};
  REQUIRE(parse_cookies("a=1; b=x=y;c=\"q\"; junk; =v") == expected);
  REQUIRE(parse_cookies("").empty());
}

TEST_CASE("header parameters are found", "[http]") {
  REQUIRE(header_parameter("text/html; Charset=utf-8", "charset") == "utf-8");
  REQUIRE(header_parameter("x; a = \"b;c\" ; d=e", "d") == "e");
  REQUIRE(header_parameter("x; flag; d=e", "d") == "e");
  REQUIRE_FALSE(header_parameter("x; a=\"d=e\"", "d"));
  REQUIRE_FALSE(header_parameter("x", "d"));
}

}  // namespace
}  // namespace scriptling
