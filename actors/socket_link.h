// A SocketLink is a handler's end of a WebSocket connection: what the script asks of its
// client object comes here, and what happens to the connection becomes answers.
//
// One thread at a time: its environment's.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "actors/environment.h"
#include "http/websocket.h"

namespace scriptling {

class SocketLink {
 public:
  // The client object's `id` tells this connection from others of the same environment.
  SocketLink(Environment& environment, std::shared_ptr<WebSocket> socket, int64_t id)
      : environment_(environment), socket_(std::move(socket)), id_(id) {}

  // WebSocketSend and its like. May let the environment wait. Error: pending.
  Value call(Vm& vm, HostOp op, std::span<const Value> arguments);

  // The socket says that something has changed. May run the environment.
  void on_news();

  const WebSocket& socket() const { return *socket_; }
  // The script knows that the connection is over: a call of its own has said so.
  bool has_told_end() const { return has_told_end_; }
  void close(int code) { socket_->close(code); }

 private:
  Value send(Vm& vm, Value message);
  Value receive(Vm& vm, double timeout);
  Value close(Vm& vm, int64_t code);
  std::optional<WebSocketMessage> next_message();
  bool is_open();

  Environment& environment_;
  const std::shared_ptr<WebSocket> socket_;
  const int64_t id_;
  // Of what the script waits for, or has waited for.
  Ticket receiving_ = 0, sending_ = 0;
  bool has_told_end_ = false;
};

}  // namespace scriptling
