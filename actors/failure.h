// A Failure is an exception on its way from one environment to another: what was raised,
// in words and as it can be made again.
//
// Immutable; share freely.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "state/status.h"

namespace scriptling {

class HandleKeeper;
class Snapshot;
class Vm;
struct Class;
struct Value;

struct Failure {
  std::string class_name;  // "KeyError"
  std::string module;   // Where the class is from: "builtins", "__main__", "shop.errors".
  std::string message;  // str(exception)
  // With its arguments, attributes, notes, causes and members; null: only words are
  // known.
  std::shared_ptr<const Snapshot> exception;
  // The nearest class that every environment has; null: `class_name` says it.
  const Class* builtin = nullptr;
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

// Reads an escaped exception, in words only.
FailurePtr describe_failure(Vm& vm, Value exception);
// The same, for whoever waits for it. Runs the __str__ and __repr__ of what is to be put
// into words, so it is called within a slice.
FailurePtr read_failure(Vm& vm, Value exception, HandleKeeper& keeper);

// The exception to raise in `vm`: of the same class if that can be imported there, else
// of the nearest that can be and says more than Exception, else a RuntimeError. The
// remote traceback goes along. May import modules, so it is called within a slice. Error:
// another exception is pending. May throw MemoryExhausted.
Value rebuild_exception(Vm& vm, const Failure& failure, HandleKeeper& keeper);

}  // namespace scriptling
