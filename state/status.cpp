#include "state/status.h"

namespace scriptling {

std::string_view script_class(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kNone: return "";
    case ErrorKind::kValue: return "ValueError";
    case ErrorKind::kType: return "TypeError";
    case ErrorKind::kOverflow: return "OverflowError";
    case ErrorKind::kKey: return "KeyError";
    case ErrorKind::kTimeout: return "TimeoutError";
    case ErrorKind::kPermission: return "PermissionError";
    case ErrorKind::kQueueClosed: return "QueueClosed";
    case ErrorKind::kQueueFull: return "QueueFull";
    case ErrorKind::kDeadlock: return "DeadlockError";
    case ErrorKind::kCorruption:
    case ErrorKind::kIo: return "OSError";
    case ErrorKind::kMemory: return "MemoryError";
    case ErrorKind::kRuntime:
    case ErrorKind::kDeleted:
    case ErrorKind::kClosed: break;
  }
  return "RuntimeError";
}

Status::Status(ErrorKind kind, std::string message)
    : problem_(std::make_shared<const Problem>(Problem{kind, std::move(message), 0})) {
  require(kind != ErrorKind::kNone, "Status: bad news needs a kind");
}

Status Status::value_error(std::string message) {
  return {ErrorKind::kValue, std::move(message)};
}
Status Status::type_error(std::string message) {
  return {ErrorKind::kType, std::move(message)};
}
Status Status::overflow_error(std::string message) {
  return {ErrorKind::kOverflow, std::move(message)};
}
Status Status::key_error(std::string message) {
  return {ErrorKind::kKey, std::move(message)};
}
Status Status::runtime_error(std::string message) {
  return {ErrorKind::kRuntime, std::move(message)};
}
Status Status::queue_closed(std::string_view queue) {
  return {ErrorKind::kQueueClosed, "queue '" + std::string(queue) + "' is closed"};
}
Status Status::queue_full(std::string_view queue) {
  return {ErrorKind::kQueueFull, "queue '" + std::string(queue) + "' is full"};
}
Status Status::corruption(std::string message) {
  return {ErrorKind::kCorruption, std::move(message)};
}
Status Status::system_error(int number, std::string message) {
  Status status;
  status.problem_ = std::make_shared<const Problem>(
      Problem{ErrorKind::kIo, std::move(message), number});
  return status;
}
// Allocates nothing.
Status Status::out_of_memory() {
  static const auto problem =
      std::make_shared<const Problem>(Problem{ErrorKind::kMemory, "", 0});
  Status status;
  status.problem_ = problem;
  return status;
}
Status Status::io_error(std::string message) {
  return {ErrorKind::kIo, std::move(message)};
}

std::string Status::to_text() const {
  if (is_ok()) return "ok";
  return std::string(script_class()) + ": " + std::string(message());
}

}  // namespace scriptling
