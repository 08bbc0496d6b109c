#include "http/response_writer.h"

#include <catch2/catch.hpp>

#include "http/http_date.h"

namespace scriptling {
namespace {

// The head without its Date, which must be there.
std::string head_of(const Response& response, const AnswerTerms& terms = {}) {
  std::string head;
  write_head(response, terms, head);
  std::size_t date = head.find("Date: ");
  REQUIRE(date != std::string::npos);
  std::size_t end = head.find("\r\n", date);
  REQUIRE(parse_http_date(std::string_view(head).substr(date + 6, end - date - 6)));
  return head.erase(date, end + 2 - date);
}

TEST_CASE("a response is written with its length", "[http]") {
  Response response = text_response(200, "hello");
  REQUIRE(head_of(response) ==
          "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"
          "Content-Length: 5\r\n\r\n");
  response.status = 404;
  REQUIRE(head_of(response).starts_with("HTTP/1.1 404 Not Found\r\n"));
  response.status = 299;
  REQUIRE(head_of(response).starts_with("HTTP/1.1 299 Unknown\r\n"));
}

TEST_CASE("statuses without a body have no length", "[http]") {
  Response response;
  response.body = "ignored";
  for (int status : {204, 304}) {
    response.status = status;
    REQUIRE(head_of(response).find("Content-Length") == std::string::npos);
    REQUIRE_FALSE(sends_body(response, {}));
  }
  response.status = 200;
  REQUIRE(sends_body(response, {}));
  AnswerTerms head_request;
  head_request.is_head = true;
  REQUIRE_FALSE(sends_body(response, head_request));
  REQUIRE(head_of(response, head_request).find("Content-Length: 7\r\n") !=
          std::string::npos);
}

TEST_CASE("the connection's fate is told when it is not the default", "[http]") {
  Response response;
  REQUIRE(head_of(response) == "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  AnswerTerms terms;
  terms.keep_alive = false;
  REQUIRE(head_of(response, terms).find("Connection: close\r\n") != std::string::npos);
  terms = {};
  terms.minor_version = 0;
  REQUIRE(head_of(response, terms).find("Connection: keep-alive\r\n") !=
          std::string::npos);
  response.with("CONNECTION", "x, Close");
  REQUIRE(ends_connection(response, {}));
  REQUIRE(head_of(response).find("Connection: close\r\n") != std::string::npos);
}

TEST_CASE("framing is not the response's to choose", "[http]") {
  Response response = text_response(200, "abc");
  response.with("Content-Length", "99").with("transfer-encoding", "chunked");
  std::string head = head_of(response);
  REQUIRE(head.find("99") == std::string::npos);
  REQUIRE(head.find("chunked") == std::string::npos);
  REQUIRE(head.find("Content-Length: 3\r\n") != std::string::npos);
  AnswerTerms terms;
  terms.framing = BodyFraming::kChunked;
  head = head_of(response, terms);
  REQUIRE(head.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
  REQUIRE(head.find("Content-Length") == std::string::npos);
}

TEST_CASE("fields are sent once for each value", "[http]") {
  Response response;
  response.with("Set-Cookie", "a=1").with("Set-Cookie", "b=2");
  REQUIRE(head_of(response) ==
          "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n"
          "Content-Length: 0\r\n\r\n");
}

TEST_CASE("a response may set its own date", "[http]") {
  Response response;
  response.with("date", "Sun, 06 Nov 1994 08:49:37 GMT");
  std::string head;
  write_head(response, {}, head);
  REQUIRE(head.find("Date: ") == std::string::npos);
}

TEST_CASE("what cannot be sent is named", "[http]") {
  REQUIRE(problem_with(Response()).empty());
  for (int status : {-1, 0, 99, 100, 199, 600, 1000}) {
    Response response;
    response.status = status;
    INFO(status);
    REQUIRE_FALSE(problem_with(response).empty());
  }
  for (const char* name : {"", "a b", "a:", "a\r\nb", "\xc3\xa9"}) {
    REQUIRE_FALSE(problem_with(Response().with(name, "v")).empty());
  }
  for (const char* value : {"a\r\nSet-Cookie: x", "a\nb", "a\rb", "\x01", "\x7f"}) {
    REQUIRE_FALSE(problem_with(Response().with("X", value)).empty());
  }
  REQUIRE_FALSE(problem_with(Response().with("X", std::string(1, '\0'))).empty());
  REQUIRE(problem_with(Response().with("X", "tab\tand \xc3\xa9")).empty());
}

TEST_CASE("chunks carry their size", "[http]") {
  std::string out;
  write_chunk("", out);
  REQUIRE(out.empty());
  write_chunk(std::string(26, 'x'), out);
  REQUIRE(out == "1a\r\n" + std::string(26, 'x') + "\r\n");
}

TEST_CASE("error bodies are JSON", "[http]") {
  REQUIRE(error_response(500).body == "{\"error\": \"Internal Server Error\"}");
  REQUIRE(error_response(400, "a \"b\"\\\n").body ==
          "{\"error\": \"a \\\"b\\\"\\\\\\n\"}");
}

TEST_CASE("dates go both ways", "[http]") {
  REQUIRE(http_date(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");
  REQUIRE(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == 784111777);
  for (std::time_t when : {0L, 951782400L, 4102444799L}) {
    REQUIRE(parse_http_date(http_date(when)) == when);
  }
  for (const char* bad :
       {"", "now", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 0x Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT"}) {
    REQUIRE_FALSE(parse_http_date(bad));
  }
  REQUIRE(http_date_now() == http_date(*parse_http_date(http_date_now())));
}

}  // namespace
}  // namespace scriptling
