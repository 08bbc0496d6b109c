// How connections end: clients that leave or dawdle, limits, draining, stopping.
#include "tests/unit/http/server_testing.h"

#include <fcntl.h>
#include <sys/resource.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <memory>
#include <thread>
#include <vector>

namespace scriptling {
namespace {

TEST_CASE("a client that hangs up is reported and gets nothing", "[http][server]") {
  Worker worker;
  Server server(local());
  std::atomic<int> hangups{0};
  Sink keep = worker.sink();
  server.start([&](Request request, Reply reply) {
    reply.on_hangup([&hangups] { ++hangups; });
    keep(std::move(request), std::move(reply));
  });
  {
    TestClient client(server.port());
    client.get("/ended");
    REQUIRE(worker.wait_for(1));
  }
  REQUIRE(soon([&] { return hangups == 1; }));
  TestClient reset(server.port());
  reset.get("/reset");
  REQUIRE(worker.wait_for(2));
  reset.reset();
  REQUIRE(soon([&] { return hangups == 2; }));
  TestClient closing(server.port());
  closing.send("POST / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
  REQUIRE(worker.wait_for(3));
  closing.close();
  REQUIRE(soon([&] { return hangups == 3; }));
  REQUIRE(soon([&] { return server.connections() == 0; }));
  // The late answers must not reach whoever has the descriptors now.
  TestClient next(server.port());
  REQUIRE(next.is_connected());
  worker.release();
  next.get("/mine");
  REQUIRE(next.body() == "/mine");
  REQUIRE(next.is_silent_for(20));
}

TEST_CASE("a client that only stops sending gets quick answers", "[http][server]") {
  Worker worker;
  worker.release();
  Server server(local());
  server.start(worker.sink());
  TestClient client(server.port());
  client.get("/a");
  client.get("/b");
  client.end_sending();
  REQUIRE(client.body() == "/a");
  REQUIRE(client.body() == "/b");
  REQUIRE(client.is_closed());
}

TEST_CASE("slow heads and bodies are answered 408", "[http][server]") {
  ServerOptions options = local();
  options.header_timeout = 100ms;
  options.body_timeout = 100ms;
  Server server(options);
  server.start(echo_path);
  TestClient head(server.port());
  head.send("GET / HT");
  TestClient body(server.port());
  body.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nab");
  TestClient second(server.port());
  second.get("/first");
  REQUIRE(second.body() == "/first");
  second.send("G");
  auto begin = Clock::now();
  for (int i = 0; i < 20 && Clock::now() - begin < 90ms;
       ++i) {  // Dripping does not help.
    head.send("T");
    std::this_thread::sleep_for(10ms);
  }
  for (TestClient* client : {&head, &body, &second}) {
    std::string answer = client->rest();
    REQUIRE(answer.starts_with("HTTP/1.1 408 Request Timeout\r\n"));
    REQUIRE(answer.find("Connection: close\r\n") != std::string::npos);
  }
  REQUIRE(Clock::now() - begin < 5s);
  REQUIRE(
      TestClient(server.port()).rest().empty());  // Not a byte: closed without a word.
}

TEST_CASE("idle connections are closed without a word", "[http][server]") {
  ServerOptions options = local();
  options.idle_timeout = 1s;
  Server server(options);
  server.start(echo_path);
  TestClient client(server.port());
  for (int i = 0; i < 4; ++i) {
    client.get("/");
    REQUIRE(client.body() == "/");
    std::this_thread::sleep_for(300ms);  // Each request starts the wait anew.
  }
  REQUIRE(client.rest().empty());
  REQUIRE(soon([&] { return server.connections() == 0; }));
}

TEST_CASE("a slow handler is not a slow client", "[http][server]") {
  ServerOptions options = local();
  options.idle_timeout = options.header_timeout = options.body_timeout = 50ms;
  Worker worker;
  Server server(options);
  server.start(worker.sink());
  TestClient client(server.port());
  client.get("/slow");
  REQUIRE(worker.wait_for(1));
  REQUIRE(client.is_silent_for(200));
  worker.release();
  REQUIRE(client.body() == "/slow");
}

TEST_CASE("a client that takes nothing is closed", "[http][server]") {
  ServerOptions options = local();
  options.stall_timeout = 100ms;
  Server server(options);
  server.start([](Request, Reply reply) {
    Response response;
    response.body.assign(20'000'000, 'x');
    reply.send(std::move(response));
  });
  TestClient client(server.port(), 4096);
  client.get("/");
  REQUIRE(soon([&] { return server.connections() == 1; }));
  REQUIRE(soon([&] { return server.connections() == 0; }));
}

// Its socket has room for more only when a third of the buffer is free: that takes longer
// than each of the limits.
TEST_CASE("a slow client gets all of its answer", "[http][server]") {
  constexpr std::size_t kLarge = 16'000'000;
  ServerOptions options = local();
  options.idle_timeout = 100ms;
  options.stall_timeout = 1s;
  options.ping_interval = 500ms;
  Server server(options);
  server.start([](Request, Reply reply) {
    Response response;
    response.body.assign(kLarge, 'x');
    reply.send(std::move(response));
  });
  TestClient client(server.port());
  client.get("/");
  std::size_t got = 0;
  for (int turn = 0; turn < 60; ++turn) {
    got += client.bytes(32'768).size();
    std::this_thread::sleep_for(50ms);
  }
  REQUIRE(got == std::size_t{60} * 32'768);
  REQUIRE(got + client.rest().size() > kLarge);
}

TEST_CASE("draining finishes what is in flight, and half a head is not",
          "[http][server]") {
  Worker worker;
  Server server(local());
  server.start(worker.sink());
  std::uint16_t port = server.port();
  TestClient busy(port);
  TestClient idle(port);
  TestClient half(port);
  busy.get("/busy");
  half.send("GET /half HTTP/1.1\r\n");
  REQUIRE(worker.wait_for(1));
  REQUIRE(soon([&] { return server.connections() == 3; }));
  bool is_done = false;
  std::thread drainer([&] { is_done = server.drain(10s); });
  REQUIRE(idle.rest().empty());
  REQUIRE(soon([&] { return !TestClient(port).is_connected(); }));
  REQUIRE(half.rest().empty());
  worker.release();
  std::string answer = busy.answer();
  REQUIRE(answer.starts_with("HTTP/1.1 200 "));
  REQUIRE(answer.find("Connection: close\r\n") != std::string::npos);
  busy.close();
  drainer.join();
  REQUIRE(is_done);
  REQUIRE(server.connections() == 0);
}

TEST_CASE("draining gives up when its time is over", "[http][server]") {
  Worker worker;
  Server server(local());
  server.start(worker.sink());
  TestClient client(server.port());
  client.get("/stuck");
  REQUIRE(worker.wait_for(1));
  auto begin = Clock::now();
  REQUIRE_FALSE(server.drain(100ms));
  REQUIRE(Clock::now() - begin < 5s);
  REQUIRE(client.rest().empty());
  worker.release();  // The late reply finds nobody, and no server either.
}

TEST_CASE("stopping hangs up at once", "[http][server]") {
  Worker worker;
  std::atomic<int> hangups{0};
  Server server(local());
  Sink keep = worker.sink();
  server.start([&](Request request, Reply reply) {
    reply.on_hangup([&hangups] { ++hangups; });
    keep(std::move(request), std::move(reply));
  });
  TestClient client(server.port());
  client.get("/");
  REQUIRE(worker.wait_for(1));
  server.stop();
  REQUIRE(hangups == 1);
  server.stop();
}

TEST_CASE("connections beyond the limit are turned away", "[http][server]") {
  ServerOptions options = local();
  options.max_connections = 2;
  Server server(options);
  server.start(echo_path);
  TestClient one(server.port());
  TestClient two(server.port());
  REQUIRE(soon([&] { return server.connections() == 2; }));
  TestClient three(server.port());
  std::string answer = three.rest();
  REQUIRE(answer.starts_with("HTTP/1.1 503 "));
  REQUIRE(answer.find("Retry-After: 1\r\n") != std::string::npos);
  one.close();
  REQUIRE(soon([&] { return server.connections() == 1; }));
  TestClient four(server.port());
  four.get("/four");
  REQUIRE(four.body() == "/four");
}

TEST_CASE("running out of descriptors does not end the server", "[http][server]") {
  ServerOptions options = local();
  Server server(options);
  server.start(echo_path);
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  TestClient waiting(server.port());
  REQUIRE(soon([&] { return server.connections() == 1; }));
  int lowest_free = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  ::close(lowest_free);
  std::vector<std::unique_ptr<TestClient>> clients;
  for (int i = 0; i < 5; ++i) {
    // The client's socket fits below the limit, the server's does not any more.
    rlimit tight = before;
    tight.rlim_cur = static_cast<rlim_t>(lowest_free + 1);
    if (i == 0) REQUIRE(::setrlimit(RLIMIT_NOFILE, &tight) == 0);
    clients.push_back(std::make_unique<TestClient>(server.port()));
    if (!clients.back()->is_connected()) break;
  }
  std::this_thread::sleep_for(50ms);
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  clients.front()->get("/late");
  REQUIRE(clients.front()->body() == "/late");
  waiting.get("/still");
  REQUIRE(waiting.body() == "/still");
}

}  // namespace
}  // namespace scriptling
