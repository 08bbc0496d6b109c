// The right to answer one request, once.
//
// A Reply may be copied, moved and handed to any thread; all copies are the same right.
// When the last one is let go without an answer, the client gets 500. An answer for a
// client that has left is dropped, never sent to whoever has its connection now.
//
// Any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>

#include "http/response.h"

namespace scriptling {

class Exchange;

enum class Sent {
  kYes,        // On its way.
  kTooLate,    // Answered before, or the client is gone.
  kMalformed,  // problem_with() the response; the client gets 500 instead.
};

// A share in an exchange; the last one to go ends it.
class ExchangeShare {
 public:
  ExchangeShare() = default;
  explicit ExchangeShare(std::shared_ptr<Exchange> exchange);
  ExchangeShare(const ExchangeShare& other);
  ExchangeShare(ExchangeShare&& other) noexcept = default;
  ExchangeShare& operator=(ExchangeShare other) noexcept {
    std::swap(exchange_, other.exchange_);
    return *this;
  }
  ~ExchangeShare();

  explicit operator bool() const { return exchange_ != nullptr; }
  Exchange* operator->() const { return exchange_.get(); }

 private:
  std::shared_ptr<Exchange> exchange_;
};

// The right to send the rest of an answer, piece by piece.
//
// Letting go of the last copy before finish() cuts the connection, so that the client
// cannot take the part for the whole.
//
// Any thread, but the order of concurrent writes is not defined.
class ReplyStream {
 public:
  // A stream is worth feeding while less than this is unsent.
  static constexpr std::size_t kRoom = 64 * 1024;

  ReplyStream() = default;
  explicit ReplyStream(ExchangeShare share) : share_(std::move(share)) {}

  explicit operator bool() const { return static_cast<bool>(share_); }

  // Queues bytes, however many; never blocks. False when nobody will get them.
  bool write(std::string_view bytes) const;

  // Ends the body: the connection is free for the next request, or closed after an
  // upgrade.
  void finish() const;

  // Bytes queued here that the kernel has not taken yet.
  std::size_t unsent() const;

  // Calls `callback` once, as soon as less than kRoom is unsent: maybe at once, maybe on
  // another thread. Never after a hang-up.
  void on_room(std::function<void()> callback) const;

  // As for Reply.
  void on_hangup(std::function<void()> callback) const;

  // After an upgrade: reads no more until release_input(). What was read already is
  // still handed over; a client that ends its side meanwhile is hung up on.
  void hold_input() const;
  void release_input() const;

 private:
  ExchangeShare share_;
};

class Reply {
 public:
  Reply() = default;
  explicit Reply(std::shared_ptr<Exchange> exchange) : share_(std::move(exchange)) {}

  // False for a default-made or moved-from Reply, which has nobody to answer.
  explicit operator bool() const { return static_cast<bool>(share_); }

  Sent send(Response response) const;

  // Answers with a body of unknown length that follows through the ReplyStream: in
  // chunks, or until close for HTTP/1.0. An empty ReplyStream when it is too late or
  // `head` is malformed.
  ReplyStream stream(const Response& head) const;

  // Answers 101 and leaves HTTP: from now on each piece of input goes to `on_input`, one
  // at a time, on the connection's thread, and the ReplyStream's bytes go out as they
  // are. A call without any bytes says that the client has been silent for long, and will
  // be hung up on unless something makes it speak.
  ReplyStream upgrade(const Response& head,
                      std::function<void(std::string_view)> on_input) const;

  // Calls `callback` once if the client leaves before the answer is complete: at once
  // when it has left already, else on the connection's thread, where it must not block. A
  // later call replaces the callback; an answer forgets it. A callback must not hold the
  // Reply: that would keep it from ever being dropped.
  void on_hangup(std::function<void()> callback) const;

  // Nobody has answered and the client is still there, as far as is known.
  bool is_open() const;

 private:
  ExchangeShare share_;
};

}  // namespace scriptling
