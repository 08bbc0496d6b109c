#include "http/reply.h"

#include <catch2/catch.hpp>
#include <thread>

#include "http/exchange.h"

namespace scriptling {
namespace {

class CountingOutlet : public Outlet {
 public:
  void post(std::shared_ptr<Exchange> exchange) override { ++posts; }

  int posts = 0;
};

// An exchange as a connection holds it, and the sum of what was taken from it.
struct Desk {
  explicit Desk(AnswerTerms terms = {})
      : exchange(std::make_shared<Exchange>(outlet, terms, "id-1")) {}

  Exchange::Taken take() {
    std::vector<Piece> pieces;
    Exchange::Taken taken = exchange->take(pieces);
    std::size_t bytes = 0;
    for (const Piece& piece : pieces) {
      text += piece.bytes;
      bytes += piece.size();
    }
    REQUIRE(bytes == taken.bytes);
    return taken;
  }

  std::shared_ptr<CountingOutlet> outlet = std::make_shared<CountingOutlet>();
  std::shared_ptr<Exchange> exchange;
  std::string text;
};

TEST_CASE("a reply answers once", "[http]") {
  Desk desk;
  Reply reply(desk.exchange);
  REQUIRE(reply.is_open());
  REQUIRE(reply.send(text_response(200, "one")) == Sent::kYes);
  REQUIRE_FALSE(reply.is_open());
  REQUIRE(reply.send(text_response(200, "two")) == Sent::kTooLate);
  REQUIRE(desk.outlet->posts == 1);
  auto taken = desk.take();
  REQUIRE(taken.is_complete);
  REQUIRE_FALSE(taken.ends_connection);
  REQUIRE(desk.text.starts_with("HTTP/1.1 200 OK\r\n"));
  REQUIRE(desk.text.ends_with("\r\n\r\none"));
}

TEST_CASE("a dropped reply answers 500, once all copies are gone", "[http]") {
  Desk desk;
  {
    Reply reply(desk.exchange);
    Reply copy = reply;
    Reply moved = std::move(reply);
    copy = moved;
    moved = Reply();
    REQUIRE(desk.outlet->posts == 0);
    REQUIRE(copy.is_open());
    std::thread([last = std::move(copy)] {}).join();
  }
  REQUIRE(desk.outlet->posts == 1);
  REQUIRE(desk.take().is_complete);
  REQUIRE(desk.text.starts_with("HTTP/1.1 500 "));
}

TEST_CASE("an empty reply answers nobody", "[http]") {
  Reply reply;
  REQUIRE_FALSE(reply);
  REQUIRE_FALSE(reply.is_open());
  REQUIRE(reply.send(Response()) == Sent::kTooLate);
  REQUIRE_FALSE(reply.stream(Response()));
  reply.on_hangup([] { FAIL("called"); });
}

TEST_CASE("a malformed answer becomes 500", "[http]") {
  for (Response bad : {Response().with("A", "b\r\nC: d"), text_response(101, ""),
                       text_response(99, ""), text_response(700, "")}) {
    Desk desk;
    REQUIRE(Reply(desk.exchange).send(std::move(bad)) == Sent::kMalformed);
    REQUIRE(desk.take().is_complete);
    REQUIRE(desk.text.starts_with("HTTP/1.1 500 "));
  }
}

TEST_CASE("a hang-up calls back and drops what comes later", "[http]") {
  Desk desk;
  Reply reply(desk.exchange);
  int replaced = 0;
  int calls = 0;
  reply.on_hangup([&replaced] { ++replaced; });
  reply.on_hangup([&calls] { ++calls; });
  desk.exchange->hang_up();
  desk.exchange->hang_up();
  REQUIRE(replaced == 0);
  REQUIRE(calls == 1);
  REQUIRE_FALSE(reply.is_open());
  REQUIRE(reply.send(Response()) == Sent::kTooLate);
  reply.on_hangup([&calls] { ++calls; });  // Gone already: at once.
  REQUIRE(calls == 2);
  REQUIRE(desk.outlet->posts == 0);
}

TEST_CASE("an answer forgets the hang-up callback", "[http]") {
  Desk desk;
  auto held = std::make_shared<int>();
  Reply reply(desk.exchange);
  reply.on_hangup([held] { FAIL("called"); });
  REQUIRE(held.use_count() == 2);
  reply.send(Response());
  REQUIRE(held.use_count() == 1);
  reply.on_hangup([held] { FAIL("called"); });
  REQUIRE(held.use_count() == 1);
  desk.exchange->hang_up();
}

TEST_CASE("nothing is posted while the sink runs", "[http]") {
  Desk desk;
  desk.exchange->enter_sink();
  Reply(desk.exchange).send(Response());
  desk.exchange->leave_sink();
  REQUIRE(desk.outlet->posts == 0);
  REQUIRE(desk.take().is_complete);
}

TEST_CASE("large bodies and files are not copied", "[http]") {
  Desk desk;
  Response response;
  response.body = std::string(100'000, 'x');
  const char* body = response.body.data();
  response.file = {std::make_shared<FileHandle>(-1), 5, 7};
  Reply(desk.exchange).send(std::move(response));
  std::vector<Piece> pieces;
  auto taken = desk.exchange->take(pieces);
  REQUIRE(pieces.size() == 2);
  REQUIRE(pieces[1].bytes.data() == body);
  REQUIRE(pieces[1].file.size == 7);
  REQUIRE(taken.bytes == pieces[0].bytes.size() + 100'007);
  REQUIRE(pieces[0].bytes.find("Content-Length: 100007\r\n") != std::string::npos);
}

TEST_CASE("a stream goes out in chunks", "[http]") {
  Desk desk;
  Reply reply(desk.exchange);
  ReplyStream stream = reply.stream(text_response(200, ""));
  REQUIRE(stream);
  REQUIRE(reply.send(Response()) == Sent::kTooLate);
  REQUIRE_FALSE(desk.take().is_complete);
  REQUIRE(desk.text.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
  desk.text.clear();
  REQUIRE(stream.write("hello"));
  REQUIRE(stream.write(""));
  REQUIRE(stream.write("x"));
  REQUIRE(desk.outlet->posts == 2);  // The head, and both writes together.
  desk.take();
  REQUIRE(desk.text == "5\r\nhello\r\n1\r\nx\r\n");
  desk.text.clear();
  stream.finish();
  REQUIRE_FALSE(stream.write("late"));
  auto taken = desk.take();
  REQUIRE(taken.is_complete);
  REQUIRE_FALSE(taken.ends_connection);
  REQUIRE(desk.text == "0\r\n\r\n");
}

TEST_CASE("a stream that is let go unfinished cuts the connection", "[http]") {
  Desk desk;
  {
    ReplyStream stream = Reply(desk.exchange).stream(Response());
    stream.write("part");
    ReplyStream copy = stream;
  }
  auto taken = desk.take();
  REQUIRE(taken.ends_connection);
  REQUIRE(desk.text.ends_with("4\r\npart\r\n"));
}

TEST_CASE("a stream to HTTP/1.0 ends with the connection", "[http]") {
  AnswerTerms terms;
  terms.minor_version = 0;
  Desk desk(terms);
  ReplyStream stream = Reply(desk.exchange).stream(Response());
  stream.write("plain");
  stream.finish();
  REQUIRE(desk.take().ends_connection);
  REQUIRE(desk.text.find("chunked") == std::string::npos);
  REQUIRE(desk.text.ends_with("\r\n\r\nplain"));
}

TEST_CASE("a stream to a HEAD request sends its head alone", "[http]") {
  AnswerTerms terms;
  terms.is_head = true;
  Desk desk(terms);
  ReplyStream stream = Reply(desk.exchange).stream(Response());
  REQUIRE(stream.write("dropped"));
  stream.finish();
  REQUIRE(desk.take().is_complete);
  REQUIRE(desk.text.ends_with("\r\n\r\n"));
  REQUIRE(desk.text.find("dropped") == std::string::npos);
}

TEST_CASE("a stream tells when there is room", "[http]") {
  Desk desk;
  ReplyStream stream = Reply(desk.exchange).stream(Response());
  int calls = 0;
  stream.on_room([&calls] { ++calls; });
  REQUIRE(calls == 1);
  stream.write(std::string(100'000, 'x'));
  REQUIRE(stream.unsent() > 100'000);
  stream.on_room([&calls] { ++calls; });
  desk.take();
  desk.exchange->report_in_flight(80'000);
  REQUIRE(stream.unsent() == 80'000);
  REQUIRE(calls == 1);
  desk.exchange->report_in_flight(10);
  REQUIRE(calls == 2);
  desk.exchange->report_in_flight(0);
  REQUIRE(calls == 2);
  desk.exchange->hang_up();
  stream.on_room([&calls] { ++calls; });
  REQUIRE(calls == 2);
  REQUIRE(stream.unsent() == 0);
}

TEST_CASE("an upgrade passes bytes as they are", "[http]") {
  Desk desk;
  Response head;
  head.status = 101;
  head.with("Upgrade", "echo").with("Connection", "Upgrade");
  std::string received;
  ReplyStream stream = Reply(desk.exchange).upgrade(head, [&](std::string_view bytes) {
    received += bytes;
  });
  REQUIRE(stream);
  REQUIRE(desk.take().is_upgraded);
  REQUIRE(desk.text.starts_with("HTTP/1.1 101 Switching Protocols\r\n"));
  REQUIRE(desk.text.find("Connection: Upgrade\r\n") != std::string::npos);
  desk.exchange->receive("in");
  REQUIRE(received == "in");
  stream.write("out");
  desk.text.clear();
  desk.take();
  REQUIRE(desk.text == "out");
  stream.finish();
  REQUIRE(desk.take().ends_connection);
}

TEST_CASE("the last answers of a closing server say so", "[http]") {
  Desk desk;
  desk.outlet->set_closing();
  Reply(desk.exchange).send(Response());
  REQUIRE(desk.take().ends_connection);
  REQUIRE(desk.text.find("Connection: close\r\n") != std::string::npos);
}

}  // namespace
}  // namespace scriptling
