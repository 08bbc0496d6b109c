// Listens on an address and hands each request, with the right to answer it, to a Sink.
//
//   Server server(options);
//   server.start([](Request request, Reply reply) { reply.send(text_response(200, "hi"));
//   });
//   ...
//   server.drain(std::chrono::seconds(10));
//
// Connections are kept alive and spread over a few threads, each of which alone reads and
// writes its own. Requests of one connection are answered in their order, whatever the
// order in which the answers are given. What arrives malformed, too large or too slowly
// is answered here and never reaches the sink.
//
// One thread at a time, but for what is marked.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "http/reply.h"
#include "http/request.h"
#include "http/response.h"
#include "http/served.h"

namespace scriptling {

class TlsContext;

struct ServerOptions {
  using Duration = std::chrono::milliseconds;

  std::string address =
      ":8000";      // Also "127.0.0.1:8000", "[::1]:8000"; port 0: any free.
  int threads = 1;  // That read and write; the sink runs on them.
  std::size_t max_connections = 20000;  // The next one is told 503 and closed.

  std::size_t max_header = 16 * 1024;      // More is answered 431.
  std::size_t max_body = 8 * 1024 * 1024;  // More is answered 413.

  // For a whole head and a whole body, from its first byte; then 408. Zero: no limit, as
  // for the next.
  Duration header_timeout = std::chrono::seconds(10);
  Duration body_timeout = std::chrono::seconds(60);

  // Between requests, the first of which begins when the last answer has arrived; then
  // closed without a word.
  Duration idle_timeout = std::chrono::seconds(60);

  // While an answer is being sent, for the client's machine to acknowledge another byte
  // of it; then closed, a quarter of this later at most. Zero: no limit.
  Duration stall_timeout = std::chrono::seconds(60);

  // A client of an upgraded connection that is silent for so long is asked whether it is
  // there, and hung up on if it stays silent for as long again. On any connection, the
  // kernel asks after as long without a packet, and gives up after as long again; so do
  // we where the client's machine owes an acknowledgement, a little later. Zero: nobody
  // asks.
  Duration ping_interval = std::chrono::seconds(20);

  // A client that ends its side of the connection may have left, or may only have said
  // all it has to say. An answer that takes longer than this is taken to have no reader.
  Duration hangup_grace = std::chrono::milliseconds(100);

  std::shared_ptr<TlsContext> tls;  // See tls.h. Null: in the clear.

  // What a request is answered whose client has sent the head alone and waits for
  // `100 Continue`; nothing: it may go on. Called like the sink. Null: it always may.
  std::function<std::optional<Response>(const Request& head)> answer_early;

  // Told of each request once its answer was sent or its client has left, also of what
  // never reaches the sink. Called on the server's threads; must not block. Null: nobody.
  std::function<void(const Served& served)> on_served;

  // Told why no connection can be taken for now (there are no more file descriptors),
  // once until one was taken again. On a thread of the server's. Null: nobody.
  std::function<void(const std::string& why)> on_trouble;
};

// Called on the server's threads, several at once. Must not block; the Reply may be kept
// and used later from any thread. An exception is answered 500.
using Sink = std::function<void(Request request, Reply reply)>;

class Server {
 public:
  // Binds the address, so that port() is known and clients may connect; nothing is
  // accepted yet. Throws std::runtime_error when that fails.
  explicit Server(ServerOptions options);

  // Stops.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Any thread.
  std::uint16_t port() const;

  // Requires: called once.
  void start(Sink sink);

  // Closes the port. What is connected stays.
  void stop_accepting();

  // Closes the port and idle connections, lets the others end with the answers in flight,
  // and waits for that until `patience` is over. True when all were answered. Answers may
  // come from any thread meanwhile.
  bool drain(std::chrono::milliseconds patience);

  // Closes everything now; whoever is still to answer is hung up on. After this no call
  // of the sink is running, and none will. Requires, as drain() does: not called by the
  // sink.
  void stop();

  // Open connections. Any thread.
  std::size_t connections() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace scriptling
