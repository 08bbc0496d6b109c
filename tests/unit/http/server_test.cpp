#include "tests/unit/http/server_testing.h"

#include <openssl/ssl.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "http/listener.h"
#include "http/tls.h"

namespace scriptling {
namespace {

TEST_CASE("a server answers and keeps the connection", "[http][server]") {
  Server server(local());
  server.start(echo_path);
  REQUIRE(server.port() != 0);
  TestClient client(server.port());
  for (const char* path : {"/one", "/two", "/three"}) {
    client.get(path);
    std::string answer = client.answer();
    REQUIRE(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    REQUIRE(answer.find("Connection:") == std::string::npos);
    REQUIRE(answer.ends_with(path));
  }
  REQUIRE(server.connections() == 1);
  client.close();
  REQUIRE(soon([&] { return server.connections() == 0; }));
}

TEST_CASE("the sink sees the whole request", "[http][server]") {
  Server server(local());
  Request seen;
  server.start([&seen](Request request, Reply reply) {
    seen = std::move(request);
    reply.send(text_response(200, "ok"));
  });
  TestClient client(server.port());
  std::string head =
      "POST /p%20q?a=b HTTP/1.1\r\nHost: test\r\nX-Y: 1\r\nx-y: 2\r\nContent-Length: "
      "10\r\n"
      "\r\n0123456789";
  for (char c : head) client.send(std::string_view(&c, 1));
  REQUIRE(client.body() == "ok");
  REQUIRE(seen.method == "POST");
  REQUIRE(seen.path == "/p q");
  REQUIRE(seen.query == "a=b");
  REQUIRE(seen.headers.get("x-y") == "1, 2");
  REQUIRE(seen.body == "0123456789");
  REQUIRE(seen.remote_addr.starts_with("127.0.0.1:"));
}

TEST_CASE("pipelined requests are answered in order", "[http][server]") {
  Server server(local());
  server.start(echo_path);
  TestClient client(server.port());
  std::string requests;
  for (int i = 0; i < 500; ++i) {
    requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: test\r\n\r\n";
  }
  std::thread sender([&] { client.send(requests); });
  std::string wrong;
  for (int i = 0; i < 500; ++i) {
    std::string expected = "/" + std::to_string(i);
    std::string body = client.body();
    if (body != expected && wrong.empty()) wrong = expected + " is " + body;
  }
  sender.join();
  REQUIRE(wrong.empty());
}

TEST_CASE("a pipelined request waits for the answer before it", "[http][server]") {
  Worker worker;
  Server server(local());
  server.start(worker.sink());
  TestClient client(server.port());
  for (int i = 0; i < 100; ++i) client.get("/" + std::to_string(i));
  for (int i = 0; i < 3; ++i) {
    REQUIRE(worker.wait_for(1));
    std::this_thread::sleep_for(20ms);
    REQUIRE(worker.waiting() == 1);
    std::string path = "/" + std::to_string(i);
    worker.take_reply().send(text_response(200, path));
    REQUIRE(client.body() == path);
  }
  worker.release();
  for (int i = 3; i < 100; ++i) REQUIRE(client.body() == "/" + std::to_string(i));
}

TEST_CASE("a pipelined request waits until the answers before it were read",
          "[http][server]") {
  constexpr std::size_t kLarge = 8'000'000;  // More than the kernel keeps for a client.
  std::atomic<int> asked{0};
  Server server(local());
  server.start([&asked](Request, Reply reply) {
    ++asked;
    Response response;
    response.body.assign(kLarge, 'x');
    reply.send(std::move(response));
  });
  TestClient client(server.port(), 4096);
  for (int i = 0; i < 10; ++i) client.get("/");
  REQUIRE(soon([&] { return asked == 1; }));
  std::this_thread::sleep_for(100ms);
  REQUIRE(asked == 1);
  client.reset();
  REQUIRE(soon([&] { return server.connections() == 0; }));
  REQUIRE(asked == 1);

  TestClient reader(server.port());
  for (int i = 0; i < 10; ++i) reader.get("/");
  for (int i = 0; i < 10; ++i) REQUIRE(reader.body().size() == kLarge);
  REQUIRE(asked == 11);
}

TEST_CASE("a client that leaves is noticed behind what it has asked", "[http][server]") {
  for (bool resets : {true, false}) {
    Worker worker;
    Server server(local());
    server.start(worker.sink());
    TestClient client(server.port());
    for (int i = 0; i < 10; ++i) client.get("/" + std::to_string(i));
    REQUIRE(worker.wait_for(1));
    resets ? client.reset() : client.close();
    REQUIRE(soon([&] { return server.connections() == 0; }));
    REQUIRE_FALSE(worker.take_reply().is_open());
    REQUIRE(worker.waiting() == 0);
  }
}

TEST_CASE("many clients get their own answers from many threads", "[http][server]") {
  std::vector<std::unique_ptr<Worker>> workers;
  for (int i = 0; i < 3; ++i) {
    workers.push_back(std::make_unique<Worker>());
    workers.back()->release();
  }
  std::vector<Sink> sinks;
  for (auto& worker : workers) sinks.push_back(worker->sink());
  std::atomic<std::size_t> next{0};
  Server server(local());
  server.start([&](Request request, Reply reply) {
    sinks[next++ % sinks.size()](std::move(request), std::move(reply));
  });
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int c = 0; c < 8; ++c) {
    threads.emplace_back([&, c] {
      TestClient client(server.port());
      for (int i = 0; i < 200; ++i) {
        std::string path = "/" + std::to_string(c) + "/" + std::to_string(i);
        client.get(path);
        if (i % 5 != 4) client.get(path + "b");
        if (client.body() != path) ++wrong;
        if (i % 5 != 4 && client.body() != path + "b") ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  REQUIRE(wrong == 0);
}

TEST_CASE("a dropped reply and a throwing sink are answered 500", "[http][server]") {
  Server server(local());
  server.start([](Request request, Reply) {
    if (request.path == "/throw") throw std::runtime_error("oops");
  });
  TestClient client(server.port());
  for (const char* path : {"/drop", "/throw"}) {
    client.get(path);
    std::string answer = client.answer();
    REQUIRE(answer.starts_with("HTTP/1.1 500 "));
    REQUIRE(answer.ends_with("{\"error\": \"Internal Server Error\"}"));
  }
}

TEST_CASE("malformed and oversized requests are answered and closed", "[http][server]") {
  ServerOptions options = local();
  options.max_header = 1024;
  options.max_body = 1000;
  Server server(options);
  server.start(echo_path);
  auto status = [&](const std::string& request) {
    TestClient client(server.port());
    client.send(request);
    std::string answer = client.rest();
    return answer.size() > 12 ? answer.substr(9, 3) : answer;
  };
  REQUIRE(status("nonsense\r\n\r\n") == "400");
  REQUIRE(status("GET / HTTP/1.1\r\nHost: t\r\nA : b\r\n\r\n") == "400");
  REQUIRE(status("GET /" + std::string(2000, 'x')) == "431");
  REQUIRE(status("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1001\r\n\r\n" +
                 std::string(1001, 'x')) == "413");
  // A client that is still sending must get its answer, not a reset.
  REQUIRE(status("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 3000000\r\n\r\n" +
                 std::string(3'000'000, 'x')) == "413");
}

TEST_CASE("what was asked before the error is answered first", "[http][server]") {
  Worker worker;
  Server server(local());
  server.start(worker.sink());
  TestClient client(server.port());
  client.get("/good");
  client.send("bad\r\n\r\n");
  REQUIRE(worker.wait_for(1));
  REQUIRE(client.is_silent_for(20));
  worker.release();
  REQUIRE(client.body() == "/good");
  REQUIRE(client.rest().starts_with("HTTP/1.1 400 "));
}

TEST_CASE("a client that expects 100 gets it in its turn", "[http][server]") {
  Server server(local());
  server.start([](Request request, Reply reply) {
    reply.send(text_response(200, request.path + request.body));
  });
  TestClient client(server.port());
  client.get("/first");
  client.send(
      "PUT /x HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  REQUIRE(client.body() == "/first");
  REQUIRE(client.answer() == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ok");
  REQUIRE(client.body() == "/xok");
}

TEST_CASE("a client that would send what is refused is told before it does",
          "[http][server]") {
  ServerOptions options = local();
  options.answer_early = [](const Request& head) {
    return head.path == "/no" ? std::optional(error_response(401)) : std::nullopt;
  };
  Server server(options);
  server.start(echo_path);
  auto put = [](const std::string& path) {
    return "PUT " + path +
           " HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
  };
  TestClient client(server.port());
  client.send(put("/yes"));
  REQUIRE(client.answer() == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ok");
  REQUIRE(client.body() == "/yes");
  client.send(put("/no"));
  std::string answer = client.rest();
  REQUIRE(answer.starts_with("HTTP/1.1 401 "));
  REQUIRE(answer.find("Connection: close\r\n") != std::string::npos);
  TestClient hasty(server.port());
  hasty.send(put("/no") + "ok");  // It has not waited: the sink has its say.
  REQUIRE(hasty.body() == "/no");
}

TEST_CASE("HTTP/1.0 and Connection: close end the connection", "[http][server]") {
  Server server(local());
  server.start(echo_path);
  TestClient old(server.port());
  old.send("GET /old HTTP/1.0\r\n\r\n");
  REQUIRE(old.rest().ends_with("\r\n\r\n/old"));
  TestClient kept(server.port());
  kept.send("GET /kept HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  REQUIRE(kept.answer().find("Connection: keep-alive\r\n") != std::string::npos);
  TestClient last(server.port());
  last.send("GET /last HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
  last.get("/ignored");
  std::string answer = last.rest();
  REQUIRE(answer.find("Connection: close\r\n") != std::string::npos);
  REQUIRE(answer.ends_with("/last"));
}

TEST_CASE("a HEAD answer has no body", "[http][server]") {
  Server server(local());
  server.start(echo_path);
  TestClient client(server.port());
  client.send("HEAD /head HTTP/1.1\r\nHost: t\r\n\r\n");
  client.get("/next");
  std::string both = client.bytes(1);
  while (!both.ends_with("/next")) both += client.bytes(1);
  REQUIRE(both.find("Content-Length: 5\r\n\r\nHTTP/1.1 200") != std::string::npos);
}

TEST_CASE("large answers reach slow readers whole", "[http][server]") {
  Server server(local());
  std::string large(5'000'000, 'x');
  for (std::size_t i = 0; i < large.size(); i += 1000) {
    large[i] = static_cast<char>('a' + i / 1000 % 26);
  }
  server.start([&large](Request, Reply reply) {
    Response response;
    response.body = large;
    reply.send(std::move(response));
  });
  TestClient client(server.port(), 4096);
  client.get("/1");
  client.get("/2");
  std::this_thread::sleep_for(20ms);
  REQUIRE(client.body() == large);
  REQUIRE(client.body() == large);
}

TEST_CASE("files are sent from the file", "[http][server]") {
  namespace fs = std::filesystem;
  std::string name = (fs::temp_directory_path() / "served-XXXXXX").string();
  int fd = ::mkstemp(name.data());
  std::string content;
  for (int i = 0; content.size() < 3'000'000; ++i) content += std::to_string(i) + ",";
  std::ofstream(name) << content;
  auto file = std::make_shared<FileHandle>(fd);
  Server server(local());
  server.start([&](Request, Reply reply) {
    Response response;
    response.body = "head:";
    response.file = {file, 10, content.size() - 20};
    reply.send(std::move(response));
  });
  TestClient client(server.port(), 16 * 1024);
  client.get("/1");
  client.get("/2");
  std::string expected = "head:" + content.substr(10, content.size() - 20);
  REQUIRE(client.body() == expected);
  REQUIRE(client.body() == expected);
  fs::resize_file(name, 1000);  // Shorter than promised: the client must notice.
  client.get("/3");
  std::string cut = client.rest();
  REQUIRE(cut.size() < 2000);
  fs::remove(name);
}

TEST_CASE("streams go out as they come", "[http][server]") {
  Server server(local());
  std::mutex mutex;
  ReplyStream stream;
  server.start([&](Request request, Reply reply) {
    if (request.path == "/plain") return echo_path(request, reply);
    std::lock_guard lock(mutex);
    stream = reply.stream(Response());
  });
  TestClient client(server.port());
  client.get("/stream");
  client.get("/plain");
  REQUIRE(client.answer().find("Transfer-Encoding: chunked") != std::string::npos);
  std::unique_lock lock(mutex);
  stream.write("one");
  REQUIRE(client.bytes(8) == "3\r\none\r\n");
  REQUIRE(client.is_silent_for(20));  // The next answer waits for its turn.
  stream.write("two");
  stream.finish();
  REQUIRE(client.bytes(13) == "3\r\ntwo\r\n0\r\n\r\n");
  REQUIRE(client.body() == "/plain");
  client.get("/stream");
  lock.unlock();
  client.answer();
  lock.lock();
  stream = ReplyStream();
  REQUIRE(client.rest().empty());
}

TEST_CASE("a stream waits for a slow client", "[http][server]") {
  Server server(local());
  constexpr std::size_t kTotal = 8'000'000;
  struct Feeder : std::enable_shared_from_this<Feeder> {
    ReplyStream stream;
    std::size_t sent = 0;
    std::size_t peak = 0;
    void feed() {
      while (sent < kTotal && stream.unsent() < ReplyStream::kRoom) {
        stream.write(std::string(10'000, 'x'));
        sent += 10'000;
        peak = std::max(peak, stream.unsent());
      }
      if (sent == kTotal) return stream.finish();
      stream.on_room([self = shared_from_this()] { self->feed(); });
    }
  };
  auto feeder = std::make_shared<Feeder>();
  server.start([feeder](Request, Reply reply) {
    feeder->stream = reply.stream(Response());
    feeder->feed();
  });
  TestClient client(server.port(), 4096);
  client.send("GET / HTTP/1.0\r\n\r\n");
  std::string answer = client.rest();
  REQUIRE(answer.size() - answer.find("\r\n\r\n") - 4 == kTotal);
  server.stop();
  REQUIRE(feeder->peak < 200'000);
}

TEST_CASE("an upgraded connection is the owner's", "[http][server]") {
  Server server(local());
  std::atomic<int> hangups{0};
  server.start([&](Request, Reply reply) {
    Response head;
    head.status = 101;
    head.with("Upgrade", "echo").with("Connection", "Upgrade");
    auto stream = std::make_shared<ReplyStream>();
    *stream = reply.upgrade(head, [stream](std::string_view bytes) {
      if (bytes == "bye") return stream->finish();
      stream->write(bytes);
    });
    stream->on_hangup([&hangups] { ++hangups; });
  });
  auto upgraded = [&] {
    TestClient client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: t\r\nUpgrade: echo\r\n\r\n");
    REQUIRE(client.answer().starts_with("HTTP/1.1 101 "));
    client.send("raw\r\n\r\nbytes");
    REQUIRE(client.bytes(12) == "raw\r\n\r\nbytes");
    return client;
  };
  TestClient client = upgraded();
  client.send("bye");
  REQUIRE(client.rest().empty());
  REQUIRE(hangups == 0);
  upgraded().close();
  REQUIRE(soon([&] { return hangups == 1; }));
}

// Served, kept for longer than the call.
struct Noted {
  std::string id, line, remote_addr;
  int status;
  std::uint64_t bytes;
};

TEST_CASE("each request is told of when it is over, whatever became of it",
          "[http][server]") {
  std::mutex mutex;
  std::vector<Noted> notes;
  ServerOptions options = local();
  options.max_body = 10;
  options.on_served = [&](const Served& served) {
    std::string line = std::string(served.method) + " " + std::string(served.path);
    std::lock_guard lock(mutex);
    notes.push_back({std::string(served.id), line, std::string(served.remote_addr),
                     served.status, served.bytes});
  };
  auto next = [&](std::size_t count) {
    REQUIRE(soon([&] {
      std::lock_guard lock(mutex);
      return notes.size() >= count;
    }));
    std::lock_guard lock(mutex);
    REQUIRE(notes.size() == count);
    REQUIRE(notes.back().remote_addr.starts_with("127.0.0.1:"));
    return notes.back();
  };
  Worker worker;
  std::string seen_id;
  Server server(options);
  server.start([&](Request request, Reply reply) {
    seen_id = request.id;
    if (request.path == "/wait")
      return worker.sink()(std::move(request), std::move(reply));
    if (request.path == "/stream") {
      ReplyStream stream = reply.stream(Response{});
      stream.write("12345");
      stream.write("678");
      return stream.finish();
    }
    reply.send(text_response(request.path == "/none" ? 404 : 200, request.path));
  });

  TestClient client(server.port());
  client.get("/a%20b?c");
  REQUIRE(client.body() == "/a b");
  Noted plain = next(1);
  REQUIRE(plain.id == seen_id);
  REQUIRE((plain.line == "GET /a%20b" && plain.status == 200 && plain.bytes == 4));
  client.get("/none");
  std::string answer = client.answer();
  Noted missing = next(2);
  REQUIRE((missing.line == "GET /none" && missing.status == 404 && missing.bytes == 5));
  REQUIRE(missing.id != plain.id);
  REQUIRE(answer.find("X-Request-Id: " + missing.id + "\r\n") != std::string::npos);
  client.send("HEAD /h HTTP/1.1\r\nHost: t\r\n\r\n");
  Noted head = next(3);
  REQUIRE((head.line == "HEAD /h" && head.status == 200 && head.bytes == 0));
  client.get("/stream");
  Noted stream = next(4);
  REQUIRE((stream.line == "GET /stream" && stream.status == 200 && stream.bytes == 8));

  TestClient large(server.port());
  large.send("POST /p HTTP/1.1\r\nHost: t\r\nContent-Length: 11\r\n\r\n");
  answer = large.rest();
  Noted refused = next(5);
  REQUIRE((refused.line == "POST /p" && refused.status == 413));
  REQUIRE(answer.find("X-Request-Id: " + refused.id + "\r\n") != std::string::npos);
  TestClient odd(server.port());
  odd.send("nonsense\r\n\r\n");
  odd.rest();
  Noted nonsense = next(6);
  REQUIRE((nonsense.line == "- -" && nonsense.status == 400));

  TestClient leaver(server.port());
  leaver.get("/wait");
  REQUIRE(worker.wait_for(1));
  leaver.reset();
  Noted left = next(7);
  REQUIRE((left.line == "GET /wait" && left.status == Served::kClientLeft));
  server.stop();
}

TEST_CASE("addresses are read or refused", "[http][server]") {
  auto parsed = [](const char* text) {
    ListenAddress address = ListenAddress::parse(text);
    return address.host + "|" + address.port;
  };
  REQUIRE(parsed(":8000") == "|8000");
  REQUIRE(parsed("127.0.0.1:80") == "127.0.0.1|80");
  REQUIRE(parsed("[::1]:0") == "::1|0");
  REQUIRE(parsed("localhost:65535") == "localhost|65535");
  for (const char* bad : {"", "8000", ":", ":x", ":65536", "::1:80", "[::1:80", "a:-1"}) {
    INFO(bad);
    REQUIRE_THROWS_WITH(ListenAddress::parse(bad), Catch::Contains("is not an address"));
  }
  ServerOptions options = local();
  Server first(options);
  options.address = "127.0.0.1:" + std::to_string(first.port());
  REQUIRE_THROWS_WITH(Server(options), Catch::Contains("cannot listen on 127.0.0.1:"));
  options.address = ":0";
  Server everywhere(options);
  everywhere.start(echo_path);
  TestClient client(everywhere.port());
  client.get("/v4");
  REQUIRE(client.body() == "/v4");
}

TEST_CASE("what comes with a TLS handshake is answered through it", "[http][server]") {
  ServerOptions options = local();
  options.tls = TlsContext::generate();
  Server server(options);
  std::string large(3'000'000, 'y');
  server.start([&large](Request request, Reply reply) {
    reply.send(text_response(200, request.path == "/large" ? large : request.target));
  });
  TestClient plain(server.port());
  plain.get("/plain");
  REQUIRE(plain.rest().find("200 OK") == std::string::npos);

  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  std::shared_ptr<BIO> bio(BIO_new_ssl_connect(context.get()), BIO_free_all);
  std::string address = "127.0.0.1:" + std::to_string(server.port());
  BIO_set_conn_hostname(bio.get(), address.c_str());
  auto exchange = [&](const std::string& path, std::size_t size) {
    std::string request = "GET " + path + " HTTP/1.1\r\nHost: t\r\n\r\n";
    REQUIRE(BIO_write(bio.get(), request.data(), static_cast<int>(request.size())) > 0);
    std::string answer;
    char buffer[16 * 1024];
    while (answer.size() < size || !answer.ends_with(path == "/large" ? "y" : path)) {
      int got = BIO_read(bio.get(), buffer, sizeof buffer);
      if (got <= 0) break;
      answer.append(buffer, static_cast<std::size_t>(got));
    }
    return answer;
  };
  REQUIRE(exchange("/tls", 0).starts_with("HTTP/1.1 200 OK\r\n"));
  std::string answer = exchange("/large", large.size() + 100);
  REQUIRE(answer.substr(answer.find("\r\n\r\n") + 4) == large);
  REQUIRE(exchange("/again", 0).ends_with("/again"));
}

TEST_CASE("a certificate that cannot be read is named", "[http][server]") {
  REQUIRE_THROWS_WITH(TlsContext::load("/no/cert.pem", "/no/key.pem"),
                      Catch::Contains("/no/cert.pem"));
}

}  // namespace
}  // namespace scriptling
