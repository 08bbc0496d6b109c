// Copies values out of an environment as a Datum, and into another from one.
//
// Whatever appears twice in one value is copied once, so aliases and cycles survive.
// Depth costs no stack. Runs no script code.
//
// One thread at a time: the Vm's.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "interp/object.h"
#include "interp/vm.h"
#include "state/datum.h"
#include "state/named_slots.h"

namespace scriptling {

// What to say about the value: "args", then what leads to the part that cannot be sent.
struct SendRules {
  std::string_view what;  // "args[0]", "item", "result"
  uint64_t limit;         // Bytes; ValueError beyond.
  std::string_view to = "another environment";
};

// Of promises: who keeps the actor behind a handle alive. Asked for its anchor when a
// handle is sent, and to make the handle when one arrives.
class HandleKeeper {
 public:
  virtual ~HandleKeeper() = default;
  virtual CapsulePtr anchor_of(uint64_t promise) = 0;
  virtual Value make_promise(Vm& vm, uint64_t promise, std::string_view name,
                             const CapsulePtr& anchor) = 0;
};

// Nothing: an exception is pending, worded
// "cannot send args[0]['cb'] to another environment: function".
std::optional<Datum> to_datum(Vm& vm, Value v, const SendRules& rules,
                              HandleKeeper& keeper);

// The Status instead of a pending exception.
Result<Datum> try_to_datum(Value v, const SendRules& rules, HandleKeeper& keeper);

// A capsule becomes None. May throw MemoryExhausted.
Value to_value(Vm& vm, const Datum& datum, HandleKeeper& keeper);

// A handle as registries answer it.
Datum object_handle(HandleKind kind, std::string_view name, ObjectId id);

// Raises `status` in the Vm; returns Value::error().
Value raise_status(Vm& vm, const Status& status);
// The class a status stands for.
Class* class_of_status(const Status& status);

// "['cb']": how a path names a key or an index.
std::string path_step(const Value& key);

}  // namespace scriptling
