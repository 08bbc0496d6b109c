#include "actors/socket_link.h"

#include "http/utf8_checker.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

Value to_value(Vm& vm, const WebSocketMessage& message) {
  if (message.kind == WebSocketMessage::Kind::kText) return str_value(vm, message.data);
  return Value::object(make_bytes(vm.heap(), message.data));
}

Datum to_datum(const WebSocketMessage& message) {
  return message.kind == WebSocketMessage::Kind::kText ? Datum::str(message.data)
                                                       : Datum::bytes(message.data);
}

}  // namespace

Value SocketLink::call(Vm& vm, HostOp op, std::span<const Value> a) {
  if (a[0].i != id_) {
    return vm.raise(types.runtime_error, "this client object is of another connection");
  }
  switch (op) {
    case HostOp::kWebSocketSend: return send(vm, a[1]);
    case HostOp::kWebSocketReceive: return receive(vm, timeout_of(a[1]));
    case HostOp::kWebSocketClose: return close(vm, a[1].i);
    default: return Value::boolean(is_open());
  }
}

// For the script to hear.
bool SocketLink::is_open() {
  bool is_open = socket_->is_open();
  has_told_end_ = has_told_end_ || !is_open;
  return is_open;
}

// One message may be more than there is room for; then it is the sender who waits.
Value SocketLink::send(Vm& vm, Value message) {
  bool is_text = is_str(message);
  std::string_view data = is_text ? text_of(message) : bytes_view(message);
  if (is_text && !is_utf8(data)) {
    return vm.value_error("text with lone surrogates cannot be sent");
  }
  if (!socket_->send(
          is_text ? WebSocketMessage::Kind::kText : WebSocketMessage::Kind::kBinary,
          data)) {
    has_told_end_ = true;
    return vm.raise(types.connection_error, "the WebSocket connection is closed");
  }
  if (socket_->has_room()) return Value::none();
  sending_ = environment_.wait_for_answer(HostOp::kWebSocketSend);
  return Value::waiting();
}

std::optional<WebSocketMessage> SocketLink::next_message() {
  auto message = socket_->receive();
  // It may have come just before a close.
  if (!message && !socket_->is_open()) message = socket_->receive();
  return message;
}

Value SocketLink::receive(Vm& vm, double timeout) {
  if (auto message = next_message()) return to_value(vm, *message);
  if (!is_open()) return Value::none();
  receiving_ = environment_.wait_for_answer(HostOp::kWebSocketReceive, timeout);
  return Value::waiting();
}

Value SocketLink::close(Vm& vm, int64_t code) {
  if (!is_close_code(code)) {
    return vm.value_error("{} is no code to close a connection with", code);
  }
  socket_->close(static_cast<int>(code));
  return Value::none();
}

void SocketLink::on_news() {
  if (environment_.waits_for(receiving_)) {
    auto message = next_message();
    if (!message && is_open()) return;
    Datum answer = message ? to_datum(*message) : Datum();
    environment_.answer({receiving_, {}, nullptr, std::move(answer)});
  } else if (environment_.waits_for(sending_) && socket_->has_room()) {
    environment_.answer({sending_, {}, nullptr, {}});
  }
}

}  // namespace scriptling
