// What the runtime's functions do with their arguments before the host is asked: mistakes
// are noticed where they are made.
//
// All that can fail leave an exception pending.
//
// One thread at a time.
#pragma once

#include "interp/ops.h"

namespace scriptling {

// A str that is not empty; `what` begins the message: "Queue() name".
bool check_name(Vm& vm, Value v, const char* what);
// None or seconds: as the host wants it. `v` may be undefined.
bool timeout_argument(Vm& vm, Value v, Value* timeout);
// An int of 64 bits; bools count.
bool int64_argument(Vm& vm, Value v, const char* what, Value* plain);

bool can_be_called(Vm& vm, Value v);

// What is to be called: "library.function" stays text, "function" of the calling script
// becomes the function, and what can be called stays itself. Error otherwise; `what`
// names who asks: "task 'counter'".
Value resolve_handler(Vm& vm, Value handler, const std::string& what);

inline Value rest_tuple(Vm& vm, const Args& args) {
  std::span<const Value> rest(args.rest, args.rest_count);
  return Value::object(make_tuple(vm.heap(), rest));
}
inline Value keywords_dict(Vm& vm, const Args& args) {
  return Value::object(args.keywords ? args.keywords : make_dict(vm.heap()));
}

}  // namespace scriptling
