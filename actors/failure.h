// A Failure is an exception on its way from one environment to another: what was raised,
// in plain data and words.
//
// Immutable; share freely.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "state/datum.h"
#include "state/status.h"

namespace scriptling {

struct Failure {
  std::string class_name;  // "KeyError"
  std::string module;   // Where the class is from: "builtins", "__main__", "shop.errors".
  std::string message;  // str(exception)
  std::optional<Datum> args;  // exception.args, if they are data.
  // "Traceback (most recent call last): ..." as the environment that raised it saw it,
  // the last line included. May be empty.
  std::string traceback;
  // Of a SystemExit: the status of the process. With a text instead of a status that is
  // 1, and the text, `message`, is for standard error.
  std::optional<int> exit_status;
  bool is_exit_text = false;

  bool is(std::string_view builtin_class) const {
    return class_name == builtin_class && module == "builtins";
  }
  // "KeyError: 'k'"
  std::string to_text() const {
    return message.empty() ? class_name : class_name + ": " + message;
  }
};
using FailurePtr = std::shared_ptr<const Failure>;

// A failure that no script raised.
FailurePtr make_failure(std::string_view class_name, std::string message);
inline FailurePtr make_failure(const Status& status) {
  return make_failure(status.script_class(), std::string(status.message()));
}

// With more words behind the message.
FailurePtr explained(const Failure& failure, std::string_view more);

class Vm;
struct Value;

// Reads an escaped exception; runs no script code.
FailurePtr read_failure(Vm& vm, Value exception);

// The exception to raise in `vm`: of the same class if that is built in or a class of a
// module that is imported there, else a RuntimeError. The remote traceback goes along.
// Allocates, so it may throw MemoryExhausted.
Value rebuild_exception(Vm& vm, const Failure& failure);

}  // namespace scriptling
