#include "http/websocket.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <thread>

#include "http/exchange.h"

namespace scriptling {
namespace {

using Kind = WebSocketMessage::Kind;

class SilentOutlet : public Outlet {
 public:
  void post(std::shared_ptr<Exchange>) override {}
};

Request handshake() {
  Request request;
  request.method = "GET";
  request.headers.add("upgrade", "websocket");
  request.headers.add("connection", "keep-alive, Upgrade");
  request.headers.add("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
  request.headers.add("sec-websocket-version", "13");
  return request;
}

// A client's frame under a mask of zeros.
std::string frame(int first, const std::string& payload) {
  std::string bytes = {static_cast<char>(first), '\xfe',
                       static_cast<char>(payload.size() >> 8),
                       static_cast<char>(payload.size())};
  if (payload.size() < 126) {
    bytes = {static_cast<char>(first), static_cast<char>(0x80 | payload.size())};
  }
  return bytes + std::string(4, '\0') + payload;
}
std::string text(const std::string& payload) { return frame(0x81, payload); }

// An accepted socket, and the exchange as its connection has it.
struct Talk {
  Talk() : exchange(std::make_shared<Exchange>(outlet, AnswerTerms{}, "id-1")) {
    socket = WebSocket::accept(handshake(), Reply(exchange), [this] { ++news; });
    REQUIRE(taken().starts_with("HTTP/1.1 101 Switching Protocols\r\n"));
  }

  void hear(const std::string& bytes) const { exchange->receive(bytes); }

  std::string taken() {
    std::vector<Piece> pieces;
    last = exchange->take(pieces);
    exchange->report_in_flight(0);
    std::string bytes;
    for (const Piece& piece : pieces) bytes += piece.bytes;
    return bytes;
  }

  std::shared_ptr<SilentOutlet> outlet = std::make_shared<SilentOutlet>();
  std::shared_ptr<Exchange> exchange;
  std::shared_ptr<WebSocket> socket;
  Exchange::Taken last;
  int news = 0;
};

TEST_CASE("a handshake proves that the key was read", "[http]") {
  REQUIRE(websocket_accept_key("dGhlIHNhbXBsZSBub25jZQ==") ==
          "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  REQUIRE_FALSE(refuse_handshake(handshake()));
}

TEST_CASE("what is no handshake is refused", "[http]") {
  for (const char* name : {"upgrade", "connection", "sec-websocket-version"}) {
    Request request = handshake();
    request.headers.set(name, "other");
    REQUIRE(refuse_handshake(request)->status == 426);
  }
  for (const char* key : {"", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQ===",
                          "dGhlIHNhbXBsZSBub25jZQ=a", "dGhlIHNhbXBsZSBub25j    "}) {
    Request request = handshake();
    request.headers.set("sec-websocket-key", key);
    REQUIRE(refuse_handshake(request)->status == 400);
  }
  Request old = handshake();
  old.minor_version = 0;
  REQUIRE(refuse_handshake(old)->status == 426);
}

TEST_CASE("messages are kept until they are asked for", "[http]") {
  Talk talk;
  talk.hear(text("a") + frame(0x82, "b"));
  REQUIRE(talk.news == 0);
  REQUIRE(talk.socket->receive()->data == "a");
  REQUIRE(talk.socket->receive()->kind == Kind::kBinary);
  REQUIRE_FALSE(talk.socket->receive());
  talk.hear(text("c") + text("d"));
  talk.hear(text("e"));
  REQUIRE(talk.news == 1);
}

TEST_CASE("pings are answered, and nobody is told", "[http]") {
  Talk talk;
  REQUIRE_FALSE(talk.socket->receive());
  talk.hear(frame(0x89, "p") + frame(0x8a, "q") + frame(0x89, ""));
  REQUIRE(talk.taken() == std::string("\x8a\x01p\x8a\x00", 5));
  REQUIRE(talk.news == 0);
  talk.hear(text("m"));
  REQUIRE(talk.socket->receive()->data == "m");
}

TEST_CASE("a client that has been silent is pinged, but not behind a close", "[http]") {
  Talk talk;
  talk.hear("");
  REQUIRE(talk.taken() == std::string("\x89\x00", 2));
  talk.socket->close(1000);
  talk.taken();
  talk.hear("");
  REQUIRE(talk.taken().empty());
}

TEST_CASE("a client whose messages nobody asks for is not read from", "[http]") {
  Talk talk;
  talk.hear(text(std::string(40'000, 'x')));
  REQUIRE(talk.exchange->takes_input());
  talk.hear(text(std::string(40'000, 'x')));
  REQUIRE_FALSE(talk.exchange->takes_input());
  REQUIRE(talk.socket->receive());
  REQUIRE(talk.exchange->takes_input());
}

TEST_CASE("a client's close is answered, after what it had said", "[http]") {
  Talk talk;
  talk.hear(text("last") + frame(0x88, "\x03\xe8") + text("too late"));
  REQUIRE(talk.news == 1);
  REQUIRE_FALSE(talk.socket->is_open());
  REQUIRE_FALSE(talk.socket->is_lost());
  REQUIRE(talk.taken() == "\x88\x02\x03\xe8");
  REQUIRE(talk.last.ends_connection);
  REQUIRE(talk.socket->receive()->data == "last");
  REQUIRE_FALSE(talk.socket->receive());
  REQUIRE_FALSE(talk.socket->send(Kind::kText, "x"));
}

TEST_CASE("a mistake closes with its code", "[http]") {
  Talk talk;
  talk.hear(frame(0x83, ""));
  REQUIRE(talk.taken() == "\x88\x02\x03\xea");
  REQUIRE(talk.last.ends_connection);
  REQUIRE(talk.news == 1);
}

TEST_CASE("closing twice says so once", "[http]") {
  Talk talk;
  REQUIRE(talk.socket->send(Kind::kText, "bye"));
  talk.socket->close(1001);
  talk.socket->close(1000);
  REQUIRE(talk.taken() ==
          "\x81\x03"
          "bye\x88\x02\x03\xe9");
  REQUIRE(talk.last.ends_connection);
  REQUIRE(talk.news == 1);
}

TEST_CASE("who sends too much is told when there is room", "[http]") {
  Talk talk;
  REQUIRE(talk.socket->has_room());
  REQUIRE(talk.socket->send(Kind::kBinary, std::string(ReplyStream::kRoom, 'x')));
  REQUIRE_FALSE(talk.socket->has_room());
  REQUIRE(talk.news == 0);
  talk.taken();
  REQUIRE(talk.news == 1);
  REQUIRE(talk.socket->has_room());
}

TEST_CASE("a client that leaves is lost, once", "[http]") {
  Talk talk;
  REQUIRE_FALSE(talk.socket->receive());
  talk.exchange->hang_up();
  REQUIRE(talk.news == 1);
  REQUIRE(talk.socket->is_lost());
  REQUIRE(talk.socket->has_room());
  talk.socket->close(1000);
  REQUIRE(talk.socket->is_lost());
}

TEST_CASE("whoever could not send finds the socket lost", "[http]") {
  for (int turn = 0; turn < 200; ++turn) {
    Talk talk;
    std::thread leaving([&talk] { talk.exchange->hang_up(); });
    while (talk.socket->send(Kind::kText, "x")) {
    }
    bool is_lost = talk.socket->is_lost();
    leaving.join();
    REQUIRE(is_lost);
    REQUIRE(talk.news == 1);
  }
}

TEST_CASE("letting go of a socket cuts the connection", "[http]") {
  Talk talk;
  talk.socket.reset();
  REQUIRE(talk.taken().empty());
  REQUIRE(talk.last.ends_connection);
}

}  // namespace
}  // namespace scriptling
