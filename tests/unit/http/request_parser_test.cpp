#include "http/request_parser.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace scriptling {
namespace {

using Step = RequestParser::Step;

constexpr ParserLimits kSmall{512, 64};

struct Outcome {
  std::vector<Request> requests;
  int refusal = 0;
  bool wants_more = false;
  std::string left;
};

// Feeds `input` in pieces of `size` until it is used up or refused.
Outcome parse_in_pieces(std::string_view input, std::size_t size,
                        const ParserLimits& limits = kSmall) {
  RequestParser parser(limits);
  Outcome outcome;
  while (!input.empty() && outcome.refusal == 0) {
    std::string_view piece = input.substr(0, size);
    input.remove_prefix(piece.size());
    while (!piece.empty() && outcome.refusal == 0) {
      switch (parser.feed(piece)) {
        case Step::kReady: outcome.requests.push_back(parser.take()); break;
        case Step::kRefused: outcome.refusal = parser.refusal(); break;
        case Step::kNeedsMore: REQUIRE(piece.empty()); break;
      }
    }
  }
  outcome.wants_more = outcome.refusal == 0 && !parser.is_between();
  return outcome;
}

void require_same(const Outcome& one, const Outcome& other) {
  REQUIRE(one.refusal == other.refusal);
  REQUIRE(one.wants_more == other.wants_more);
  REQUIRE(one.requests.size() == other.requests.size());
  for (std::size_t i = 0; i < one.requests.size(); ++i) {
    const Request& a = one.requests[i];
    const Request& b = other.requests[i];
    REQUIRE(a.method == b.method);
    REQUIRE(a.target == b.target);
    REQUIRE(a.path == b.path);
    REQUIRE(a.query == b.query);
    REQUIRE(a.body == b.body);
    REQUIRE(a.keep_alive == b.keep_alive);
    REQUIRE(a.headers.size() == b.headers.size());
    for (std::size_t j = 0; j < a.headers.size(); ++j) {
      REQUIRE(a.headers[j].name == b.headers[j].name);
      REQUIRE(a.headers[j].value == b.headers[j].value);
    }
  }
}

// What comes of `input`, which must not depend on how it is cut.
Outcome parse(std::string_view input, const ParserLimits& limits = kSmall) {
  Outcome whole = parse_in_pieces(input, input.size(), limits);
  for (std::size_t size : {1U, 2U, 3U, 7U}) {
    require_same(parse_in_pieces(input, size, limits), whole);
  }
  return whole;
}

Request parse_one(std::string_view input) {
  Outcome outcome = parse(input);
  REQUIRE(outcome.refusal == 0);
  REQUIRE(outcome.requests.size() == 1);
  REQUIRE_FALSE(outcome.wants_more);
  return std::move(outcome.requests.front());
}

std::string post(std::string_view fields_and_body) {
  return "POST / HTTP/1.1\r\nHost: h\r\n" + std::string(fields_and_body);
}

std::string chunked(std::string_view body) {
  return post("Transfer-Encoding: chunked\r\n\r\n" + std::string(body));
}

TEST_CASE("a plain request is taken apart", "[http]") {
  Request request = parse_one(
      "GET /a%20b/c?x=1&y=%zz HTTP/1.1\r\nHost: example.org:80\r\nX-Word:  some text "
      "\r\nEmpty:\r\n\r\n");
  REQUIRE(request.method == "GET");
  REQUIRE(request.target == "/a%20b/c?x=1&y=%zz");
  REQUIRE(request.raw_path() == "/a%20b/c");
  REQUIRE(request.path == "/a b/c");
  REQUIRE(request.query == "x=1&y=%zz");
  REQUIRE(request.minor_version == 1);
  REQUIRE(request.keep_alive);
  REQUIRE(request.headers.size() == 3);
  REQUIRE(request.headers.get("host") == "example.org:80");
  REQUIRE(request.headers.get("x-word") == "some text");
  REQUIRE(request.headers.find("empty") == std::string_view());
  REQUIRE_FALSE(request.headers.find("absent"));
}

TEST_CASE("repeated fields are joined in order", "[http]") {
  Request request = parse_one(
      "GET / HTTP/1.1\r\nhost: h\r\nA: 1\r\nB: x\r\na: 2\r\nC: z\r\nA: 3\r\nb: "
      "y\r\n\r\n");
  REQUIRE(request.headers.size() == 4);
  REQUIRE(request.headers.get("a") == "1, 2, 3");
  REQUIRE(request.headers.get("b") == "x, y");
  REQUIRE(request.headers.get("c") == "z");
}

TEST_CASE("bodies come by length and by chunks", "[http]") {
  REQUIRE(parse_one(post("Content-Length: 5\r\n\r\nhello")).body == "hello");
  REQUIRE(parse_one(post("Content-Length: 0\r\n\r\n")).body.empty());
  REQUIRE(parse_one(post("Content-Length: 0005\r\n\r\nhello")).body == "hello");
  REQUIRE(parse_one(post("\r\n")).body.empty());
  REQUIRE(parse_one(chunked("5\r\nhello\r\n0\r\n\r\n")).body == "hello");
  REQUIRE(parse_one(chunked("2\r\nhe\r\n3;x=\"y z\"\r\nllo\r\n0\r\n\r\n")).body ==
          "hello");
  REQUIRE(parse_one(chunked("0A\r\n0123456789\r\n000\r\nTrail: er\r\n\r\n")).body ==
          "0123456789");
  REQUIRE(parse_one(post("transfer-encoding: CHUNKED\r\n\r\n1\r\na\r\n0\r\n\r\n")).body ==
          "a");
  std::string binary("\0\r\n\xff", 4);
  REQUIRE(parse_one(post("Content-Length: 4\r\n\r\n" + binary)).body == binary);
}

TEST_CASE("requests follow each other without a gap", "[http]") {
  Outcome outcome = parse(
      "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n"
      "POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
      "\r\n\r\nPOST /3 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      "1\r\nx\r\n0\r\n\r\n"
      "GET /4 HTTP/1.0\r\n\r\nGET /5");
  REQUIRE(outcome.requests.size() == 4);
  REQUIRE(outcome.requests[1].body == "abc");
  REQUIRE(outcome.requests[2].body == "x");
  REQUIRE(outcome.requests[3].path == "/4");
  REQUIRE(outcome.wants_more);
}

TEST_CASE("versions and Connection decide on keeping alive", "[http]") {
  auto keeps = [](std::string_view version, std::string_view connection) {
    std::string field =
        connection.empty() ? "" : "Connection: " + std::string(connection) + "\r\n";
    return parse_one("GET / HTTP/" + std::string(version) + "\r\nHost: h\r\n" + field +
                     "\r\n")
        .keep_alive;
  };
  REQUIRE(keeps("1.1", ""));
  REQUIRE(keeps("1.1", "keep-alive"));
  REQUIRE_FALSE(keeps("1.1", "close"));
  REQUIRE_FALSE(keeps("1.1", "Upgrade, CLOSE"));
  REQUIRE_FALSE(keeps("1.0", ""));
  REQUIRE(keeps("1.0", "Keep-Alive"));
  REQUIRE_FALSE(keeps("1.0", "keep-alive, close"));
}

TEST_CASE("targets come in three forms", "[http]") {
  Request request = parse_one("GET HTTP://Other:81/p%41?q HTTP/1.1\r\nHost: h\r\n\r\n");
  REQUIRE(request.path == "/pA");
  REQUIRE(request.raw_path() == "/p%41");
  REQUIRE(request.query == "q");
  REQUIRE(request.headers.get("host") == "Other:81");
  REQUIRE(parse_one("GET http://h HTTP/1.1\r\nHost: h\r\n\r\n").path == "/");
  REQUIRE(parse_one("GET http://h?a HTTP/1.1\r\nHost: h\r\n\r\n").query == "a");
  REQUIRE(parse_one("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n").path == "*");
  REQUIRE(parse_one("GET //a//b HTTP/1.1\r\nHost: h\r\n\r\n").path == "//a//b");
  REQUIRE(parse_one("GET /\xc3\xa9 HTTP/1.1\r\nHost: h\r\n\r\n").path == "/\xc3\xa9");
  REQUIRE(parse_one("GET /?a?b HTTP/1.1\r\nHost:\r\n\r\n").query == "a?b");
}

TEST_CASE("a client that expects 100 is noticed once", "[http]") {
  RequestParser parser(kSmall);
  std::string head = post("Expect: 100-Continue\r\nContent-Length: 2\r\n\r\n");
  std::string_view input = head;
  REQUIRE(parser.feed(input) == Step::kNeedsMore);
  REQUIRE(parser.is_in_body());
  REQUIRE(parser.take_expectation());
  REQUIRE_FALSE(parser.take_expectation());
  input = "ok";
  REQUIRE(parser.feed(input) == Step::kReady);
  REQUIRE(parser.take().body == "ok");
  REQUIRE(parser.is_between());
}

TEST_CASE("a client of HTTP/1.0 cannot expect 100", "[http]") {
  RequestParser parser(kSmall);
  std::string_view input =
      "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
  REQUIRE(parser.feed(input) == Step::kNeedsMore);
  REQUIRE_FALSE(parser.take_expectation());
}

TEST_CASE("input behind a request is left alone", "[http]") {
  RequestParser parser(kSmall);
  std::string_view input = "GET / HTTP/1.1\r\nHost: h\r\n\r\nrest";
  REQUIRE(parser.feed(input) == Step::kReady);
  REQUIRE(input == "rest");
}

TEST_CASE("what is malformed is refused", "[http]") {
  const std::string nul(1, '\0');
  const std::vector<std::string> malformed = {
      // The request line.
      "GET / HTTP/1.1\nHost: h\r\n\r\n",
      "GET /\r\n\r\n",
      "GET\r\n\r\n",
      " GET / HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET  / HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /  HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.1 \r\nHost: h\r\n\r\n",
      "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /\tHTTP/1.1\r\nHost: h\r\n\r\n",
      "G(T / HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET\x01 / HTTP/1.1\r\nHost: h\r\n\r\n",
      "{GET} / HTTP/1.1\r\nHost: h\r\n\r\n",
      std::string(65, 'M') + " / HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET / http/1.1\r\nHost: h\r\n\r\n",
      "GET / HTTP/1\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.10\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.x\r\nHost: h\r\n\r\n",
      "GET / HTTPS/1.1\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.1\r\r\nHost: h\r\n\r\n",
      "GET /\r HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /" + nul + " HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /\x7f HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET a HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET * HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET ftp://h/ HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET http:///a HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET http://u@h/a HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /%4 HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n",
      "\n\nGET / HTTP/1.1\r\nHost: h\r\n\r\n",
      "\rGET / HTTP/1.1\r\nHost: h\r\n\r\n",
      "\r\n\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n",
      "\x16\x03\x01\x02\x05",
      // Fields.
      "GET / HTTP/1.1\r\nHost: h\nA: b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\n\n",
      "GET / HTTP/1.1\r\nHost: h\r\nA: b\rc\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n c\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n\tc\r\n\r\n",
      "GET / HTTP/1.1\r\n Host: h\r\n\r\n",
      "GET / HTTP/1.1\r\nHost : h\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nA\t: b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nA b: c\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nA\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\n: b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nA: b" + nul + "\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nA" + nul + ": b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nA: \x01\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nA: \x7f\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\n\xc3\xa9: b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\n\"A\": b\r\n\r\n",
      // Host.
      "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.0\r\nHost: h\r\nhost: i\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
      // Lengths.
      post("Content-Length: 1\r\nContent-Length: 1\r\n\r\na"),
      post("Content-Length: 1\r\nContent-Length: 2\r\n\r\na"),
      post("Content-Length: 1, 1\r\n\r\na"),
      post("Content-Length: +1\r\n\r\na"),
      post("Content-Length: -1\r\n\r\na"),
      post("Content-Length: 0x1\r\n\r\na"),
      post("Content-Length: 1 1\r\n\r\na"),
      post("Content-Length: 1.0\r\n\r\na"),
      post("Content-Length:\r\n\r\n"),
      post("Content-Length: \"1\"\r\n\r\na"),
      // Lengths and codings.
      post("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
      post("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n0\r\n\r\n"),
      post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
      post("Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
      post("Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"),
      post("Transfer-Encoding: identity\r\n\r\n"),
      post("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
      post("Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"),
      post("Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n"),
      post("Transfer-Encoding:\r\n\r\n"),
      post("Transfer-Encoding: \x0b"
           "chunked\r\n\r\n0\r\n\r\n"),
      "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      // Chunks.
      chunked("\r\n"),
      chunked("g\r\n"),
      chunked("-1\r\na\r\n"),
      chunked("+1\r\na\r\n"),
      chunked("0x1\r\na\r\n"),
      chunked(" 1\r\na\r\n"),
      chunked("1 \r\na\r\n"),
      chunked("1 ;a\r\na\r\n"),
      chunked("1\na\r\n"),
      chunked("1\r\na\n"),
      chunked("1\ra\r\n"),
      chunked("1\r\nab\r\n"),
      chunked("2\r\na\r\n0\r\n\r\n"),
      chunked("1\r\na\r\r\n"),
      chunked("1;a\nb\r\na\r\n"),
      chunked("1;a\rb\r\na\r\n"),
      chunked("1;" + nul + "\r\na\r\n"),
      chunked(";a\r\n"),
      chunked("0000000000000001\r\na\r\n"),
      chunked("1;" + std::string(300, 'x') + "\r\na\r\n"),
      chunked("0\r\n\n"),
      chunked("0\r\nA: b\n\r\n"),
      chunked("0\r\nA\r\n\r\n"),
      chunked("0\r\n A: b\r\n\r\n"),
      chunked("0\r\nA : b\r\n\r\n"),
      chunked("0\r\nA: b\rc\r\n\r\n"),
  };
  REQUIRE(malformed.size() > 100);
  for (const std::string& input : malformed) {
    INFO(input);
    Outcome outcome = parse(input);
    REQUIRE(outcome.refusal == 400);
    REQUIRE(outcome.requests.empty());
  }
}

TEST_CASE("what is not spoken here has its own refusal", "[http]") {
  auto refusal = [](std::string_view input) { return parse(input).refusal; };
  REQUIRE(refusal("GET / HTTP/2.0\r\n\r\n") == 505);
  REQUIRE(refusal("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == 505);
  REQUIRE(refusal("GET / HTTP/1.2\r\n\r\n") == 505);
  REQUIRE(refusal("CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n") == 501);
  REQUIRE(refusal(post("Transfer-Encoding: gzip, chunked\r\n\r\n")) == 501);
  REQUIRE(refusal(post("Expect: miracles\r\nContent-Length: 1\r\n\r\n")) == 417);
}

TEST_CASE("heads and bodies have limits", "[http]") {
  std::string start = "GET / HTTP/1.1\r\nHost: h\r\nA: ";
  std::string fits = start + std::string(512 - start.size() - 4, 'x') + "\r\n\r\n";
  REQUIRE(fits.size() == 512);
  REQUIRE(parse(fits).requests.size() == 1);
  fits.insert(start.size(), "x");
  REQUIRE(parse(fits).refusal == 431);
  REQUIRE(parse("GET /" + std::string(600, 'x')).refusal == 431);
  std::string many = "GET / HTTP/1.1\r\nHost: h\r\n";
  for (int i = 0; i < 300; ++i) many += "A: b\r\n";
  REQUIRE(parse(many, {64 * 1024, 64}).refusal == 431);
  REQUIRE(parse(chunked("0\r\nA: " + std::string(600, 'x'))).refusal == 431);

  std::string body(64, 'x');
  REQUIRE(parse(post("Content-Length: 64\r\n\r\n" + body)).requests.size() == 1);
  REQUIRE(parse(post("Content-Length: 65\r\n\r\n")).refusal == 413);
  REQUIRE(parse(post("Content-Length: 99999999999999999999\r\n\r\n")).refusal == 413);
  REQUIRE(parse(chunked("40\r\n" + body + "\r\n0\r\n\r\n")).requests.size() == 1);
  REQUIRE(parse(chunked("41\r\n")).refusal == 413);
  REQUIRE(parse(chunked("40\r\n" + body + "\r\n1\r\n")).refusal == 413);
  REQUIRE(parse(chunked("fffffffffffffff\r\n")).refusal == 413);
}

}  // namespace
}  // namespace scriptling
