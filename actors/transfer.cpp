#include "actors/transfer.h"

#include <fmt/core.h>

#include "actors/receiver.h"
#include "actors/sender.h"
#include "interp/ops.h"

namespace scriptling {

Result<Datum> try_to_datum(Value v, const SendRules& rules, HandleKeeper& keeper) {
  switch (v.tag) {  // Most messages are this small.
    case Tag::kNone: return Datum();
    case Tag::kBool: return Datum::boolean(v.i != 0);
    case Tag::kInt: return Datum::integer(v.i);
    case Tag::kFloat: return Datum::number(v.d);
    default: return Sender(rules, keeper).send(v);
  }
}

std::optional<Datum> to_datum(Vm& vm, Value v, const SendRules& rules,
                              HandleKeeper& keeper) {
  Result<Datum> sent = try_to_datum(v, rules, keeper);
  if (sent.is_ok()) return std::move(*sent);
  raise_status(vm, sent.status());
  return std::nullopt;
}

Value to_value(Vm& vm, const Datum& datum, HandleKeeper& keeper) {
  switch (datum.kind()) {
    case DatumKind::kNone: return Value::none();
    case DatumKind::kInt: return Value::integer(datum.as_int());
    default: return Receiver(vm, keeper).receive(datum);
  }
}

Datum object_handle(HandleKind kind, std::string_view name, ObjectId id) {
  return Datum::handle(to_datum_kind(kind), name, id.bits());
}

Class* class_of_status(const Status& status) {
  switch (status.kind()) {
    case ErrorKind::kValue: return types.value_error;
    case ErrorKind::kType: return types.type_error;
    case ErrorKind::kOverflow: return types.overflow_error;
    case ErrorKind::kKey: return types.key_error;
    case ErrorKind::kTimeout: return types.timeout_error;
    case ErrorKind::kPermission: return types.permission_error;
    case ErrorKind::kQueueClosed: return types.queue_closed;
    case ErrorKind::kQueueFull: return types.queue_full;
    case ErrorKind::kDeadlock: return types.deadlock_error;
    case ErrorKind::kCorruption:
    case ErrorKind::kIo: return types.os_error;
    case ErrorKind::kMemory: return types.memory_error;
    default: return types.runtime_error;
  }
}

// OSError(number, message) chooses the class.
Value raise_system_error(Vm& vm, const Status& status) {
  Str* message = make_str(vm.heap(), status.message());
  Value error = vm.call(Value::object(types.os_error),
                        {Value::integer(status.number()), Value::object(message)});
  return error.is_error() ? error : vm.raise_value(error);
}

Value raise_status(Vm& vm, const Status& status) {
  if (status.number() != 0) return raise_system_error(vm, status);
  return vm.raise_text(class_of_status(status), status.message());
}

std::string path_step(const Value& key) {
  switch (key.tag) {
    case Tag::kInt: return fmt::format("[{}]", key.i);
    case Tag::kFloat: return fmt::format("[{}]", float_repr(key.d));
    case Tag::kBool: return key.i ? "[True]" : "[False]";
    case Tag::kNone: return "[None]";
    default: break;
  }
  if (is_str(key)) return fmt::format("[{}]", str_repr(text_of(key)));
  if (is_kind(key, Kind::kBytes)) return fmt::format("[{}]", bytes_repr(bytes_view(key)));
  return fmt::format("[a {}]", class_name(key));
}

}  // namespace scriptling
