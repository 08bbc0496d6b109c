// The client object of a WebSocket connection.

#include "interp/lib/json.h"
#include "interp/lib/request.h"
#include "interp/lib/runtime_arguments.h"
#include "interp/types.h"

namespace scriptling {

namespace {

struct WebSocket : Object {
  int64_t id;
  Str* remote_addr;
};

void websocket_trace(Object* o, Tracer& tracer) {
  tracer.visit(static_cast<WebSocket*>(o)->remote_addr);
}

Value id_of(const Args& args) {
  return Value::integer(static_cast<WebSocket*>(args[0].o)->id);
}

// send(str | data)
Value websocket_send(Vm& vm, const Args& args) {
  Value message = args[1];
  if (is_bytes_like(message)) {
    return vm.type_error("send() takes text or data, not {}: use send_binary()",
                         class_name(message));
  }
  if (!is_str(message)) {
    std::string text;
    if (!json_append(vm, text, message)) return Value::error();
    message = str_value(vm, text);
  }
  return vm.ask(HostOp::kWebSocketSend, {id_of(args), message});
}

// Bytes, or ints from 0 to 255. Undefined: pending.
Value binary_message(Vm& vm, Value v) {
  if (is_kind(v, Kind::kBytes)) return v;
  if (is_kind(v, Kind::kByteArray))
    return Value::object(make_bytes(vm.heap(), bytes_view(v)));
  if (is_str(v)) {
    vm.type_error("send_binary() needs bytes or a list of ints, not str");
    return Value::undefined();
  }
  List* items = list_of(vm, v);
  if (items == nullptr) return Value::undefined();
  std::string bytes;
  for (uint64_t n = 0; n < items->size; n++) {
    auto byte = to_index_clamped(vm, items->items()[n]);
    if (!byte) return Value::undefined();
    if (*byte < 0 || *byte > 255) {
      vm.value_error("bytes must be in range(0, 256)");
      return Value::undefined();
    }
    bytes += static_cast<char>(*byte);
  }
  return Value::object(make_bytes(vm.heap(), bytes));
}

Value websocket_send_binary(Vm& vm, const Args& args) {
  Value message = binary_message(vm, args[1]);
  if (message.is_undefined()) return Value::error();
  return vm.ask(HostOp::kWebSocketSend, {id_of(args), message});
}

Value websocket_receive(Vm& vm, const Args& args) {
  constexpr double kUsualTimeout = 30;
  Value timeout = Value::real(kUsualTimeout);
  if (args.given(1) && !timeout_argument(vm, args[1], &timeout)) return Value::error();
  return vm.ask(HostOp::kWebSocketReceive, {id_of(args), timeout});
}

Value websocket_connected(Vm& vm, const Args& args) {
  return vm.ask(HostOp::kWebSocketConnected, {id_of(args)});
}

Value websocket_close(Vm& vm, const Args& args) {
  constexpr int64_t kNormal = 1000, kLast = 4999;
  Value code = Value::integer(kNormal);
  if (args.given(1) && !int64_argument(vm, args[1], "code", &code)) return Value::error();
  if (code.i < kNormal || code.i > kLast) {
    return vm.value_error("code must be from {} to {}, not {}", kNormal, kLast, code.i);
  }
  return vm.ask(HostOp::kWebSocketClose, {id_of(args), code});
}

Value websocket_remote_addr(Vm&, const Args& args) {
  return Value::object(static_cast<WebSocket*>(args[0].o)->remote_addr);
}

Value websocket_new(Vm& vm, const Args&) {
  return vm.type_error("cannot create 'WebSocketClient' instances");
}

constexpr NativeBinding kMethod = NativeBinding::kMethod;

constexpr NativeDef kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", websocket_new, nullptr,
     NativeBinding::kStaticMethod},
    {"close(self, code=1000)", websocket_close, "Close the connection.", kMethod},
    {"connected(self)", websocket_connected, "Whether the connection is open.", kMethod},
    {"receive(self, timeout=30)", websocket_receive,
     "The next message, str or bytes; None after `timeout` seconds or once it is closed.",
     kMethod},
    {"remote_addr(self)", websocket_remote_addr, "Where the client is.",
     NativeBinding::kGetter},
    {"send(self, message)", websocket_send, "Send text; other data goes as JSON.",
     kMethod},
    {"send_binary(self, message)", websocket_send_binary,
     "Send bytes, or a list of ints from 0 to 255.", kMethod},
};
constexpr TypeSlots kSlots{nullptr, websocket_trace, nullptr};

Class* websocket_class() {
  static Class* const cls =
      make_class("scriptling.runtime.http.WebSocketClient", types.object,
                 Kind::kNativeObject, kMethods, &kSlots, "A WebSocket connection.");
  return cls;
}

}  // namespace

Value make_websocket(Vm& vm, int64_t id, std::string_view remote_addr) {
  Str* address = make_str_lossy(vm.heap(), remote_addr);
  auto* socket = vm.heap().make<WebSocket>(Kind::kNativeObject, websocket_class());
  socket->id = id;
  socket->remote_addr = address;
  return Value::object(socket);
}

}  // namespace scriptling
