// A Status is good news, or one piece of bad news with the words a script will read.
//
// Good news is a null pointer, so that the path that works costs nothing; copies of one
// piece of bad news share its text, so that closing a queue with ten thousand waiters
// makes one string.
//
// Immutable; share freely.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace scriptling {

// What went wrong, in as many kinds as scripts can tell apart, and a few that only the
// actor above wants to tell apart.
enum class ErrorKind : std::uint8_t {
  kNone,
  kValue,
  kType,
  kOverflow,
  kKey,
  kRuntime,
  kTimeout,
  kPermission,
  kQueueClosed,
  kQueueFull,
  kDeadlock,
  kDeleted,     // The named object is gone; a RuntimeError to scripts.
  kClosed,      // The store was closed; a RuntimeError to scripts.
  kCorruption,  // A file is not what it should be; an OSError to scripts.
  kIo,          // The disk said no; an OSError to scripts.
  kMemory,      // There was not enough of it.
};

// The class a script catches: "ValueError", "QueueClosed".
std::string_view script_class(ErrorKind kind);

class [[nodiscard]] Status {
 public:
  Status() = default;
  // Requires: `kind` is not kNone.
  Status(ErrorKind kind, std::string message);

  static Status ok() { return {}; }
  static Status value_error(std::string message);
  static Status type_error(std::string message);
  static Status overflow_error(std::string message);
  static Status key_error(std::string message);
  static Status runtime_error(std::string message);
  static Status queue_closed(std::string_view queue);
  static Status queue_full(std::string_view queue);
  static Status corruption(std::string message);
  static Status io_error(std::string message);
  // Of a system call; `number` is its errno.
  static Status system_error(int number, std::string message);
  static Status out_of_memory();

  bool is_ok() const { return problem_ == nullptr; }
  ErrorKind kind() const { return problem_ ? problem_->kind : ErrorKind::kNone; }
  // Empty if all is well.
  std::string_view message() const {
    return problem_ ? std::string_view(problem_->message) : std::string_view();
  }
  // The errno it is about, or 0.
  int number() const { return problem_ ? problem_->number : 0; }
  std::string_view script_class() const { return scriptling::script_class(kind()); }
  // "ValueError: key must not be empty", for logs.
  std::string to_text() const;

 private:
  struct Problem {
    ErrorKind kind;
    std::string message;
    int number = 0;
  };
  std::shared_ptr<const Problem> problem_;
};

// Ends the caller's work, not the process, when the caller broke a *Requires:*. The throw
// leaves the room, and whoever runs the actor ends it.
inline void require(bool holds, const char* what) {
  if (!holds) [[unlikely]]
    throw std::logic_error(what);
}

// A T, or the Status that says why there is none.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  // Requires: `status` is bad news.
  Result(Status status) : status_(std::move(status)) {
    require(!status_.is_ok(), "Result: a good status is not a value");
  }

  bool is_ok() const { return status_.is_ok(); }
  explicit operator bool() const { return is_ok(); }
  const Status& status() const { return status_; }

  // Requires: is_ok().
  T& operator*() & { return checked(); }
  const T& operator*() const& { return const_cast<Result*>(this)->checked(); }
  T&& operator*() && { return std::move(checked()); }
  T* operator->() { return &checked(); }
  const T* operator->() const { return &const_cast<Result*>(this)->checked(); }

 private:
  T& checked() {
    require(is_ok(), "Result: there is no value");
    return value_;
  }

  Status status_;
  T value_{};
};

}  // namespace scriptling
