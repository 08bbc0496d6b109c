// One WebSocket connection, from the server's side.
//
//   if (auto refusal = refuse_handshake(request)) return reply.send(*refusal);
//   auto socket = WebSocket::accept(request, reply, [] { /* look again */ });
//   while (auto message = socket->receive()) socket->send(message->kind, message->data);
//
// Pings are answered, silent clients are pinged, and rules enforced here; whoever holds
// the socket sees messages. It never blocks: who finds nothing to receive, or no room to
// send, is told when to look again. Both directions are bounded: a client whose messages
// are not received is not read from, and what a client has yet to take is for the sender
// to heed.
//
// Letting go of the socket without close() cuts the connection.
//
// Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "http/reply.h"
#include "http/request.h"
#include "http/response.h"
#include "http/websocket_frames.h"

namespace scriptling {

// What to answer a request that cannot become a WebSocket connection; nothing if it can.
// Origin is not looked at.
std::optional<Response> refuse_handshake(const Request& request);

// What proves to a client that its Sec-WebSocket-Key was read.
std::string websocket_accept_key(std::string_view key);

struct WebSocketMessage {
  enum class Kind : std::uint8_t { kText, kBinary };
  Kind kind = Kind::kText;
  std::string data;
};

class WebSocket {
 public:
  using Kind = WebSocketMessage::Kind;
  static constexpr std::size_t kMaxMessage = std::size_t{1} << 20;
  // Received but not asked for. Beyond, the client is not read from.
  static constexpr std::size_t kMaxInbox = std::size_t{64} << 10;

  // Answers 101. `on_news` is called, on any thread, after each receive() that found
  // nothing and each has_room() that was false, once that would be otherwise, and when
  // the connection is closed or lost. It must neither hold the socket nor block. Null
  // when the client has left already. Requires: refuse_handshake() did not refuse.
  static std::shared_ptr<WebSocket> accept(const Request& request, const Reply& reply,
                                           std::function<void()> on_news);

  explicit WebSocket(std::function<void()> on_news) : on_news_(std::move(on_news)) {}
  WebSocket(const WebSocket&) = delete;
  WebSocket& operator=(const WebSocket&) = delete;

  // The next message. What came before a close can still be had after it.
  std::optional<WebSocketMessage> receive();

  // Queues a message, however long. False when nobody will get it. Requires: text is
  // UTF-8.
  bool send(Kind kind, std::string_view data);

  // Whether it is worth to send more. True when nobody will get it, too.
  bool has_room();

  // Neither side has closed it, and it was not lost.
  bool is_open() const { return state() == State::kOpen; }

  // The client has left without a close frame.
  bool is_lost() const { return state() == State::kLost; }

  // Sends what is queued, then a close frame, and ends the connection; for the client's
  // close frame there is about a second. Requires: is_close_code(code).
  void close(int code);

 private:
  enum class State : std::uint8_t { kOpen, kClosed, kLost };

  State state() const;
  void on_input(std::string_view bytes);
  void take_step(FrameReader::Step step, std::string& out);
  void end(int code, std::string& out);
  void on_lost();

  const std::function<void()> on_news_;
  ReplyStream stream_;  // Set before anybody but on_input() has the socket.

  mutable std::mutex mutex_;  // For all below.
  State state_ = State::kOpen;
  bool wants_message_ = false;
  bool holds_input_ = false;
  FrameReader reader_{kMaxMessage};
  std::list<WebSocketMessage> inbox_;  // A list: it costs nothing while it is empty.
  std::size_t inbox_bytes_ = 0;
};

}  // namespace scriptling
