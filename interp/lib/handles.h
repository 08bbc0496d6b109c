// The methods of the handle classes, by who writes them; handles.cpp makes the classes.
//
// Immutable; share freely.
#pragma once

#include <span>

#include "interp/native.h"
#include "interp/types.h"

namespace scriptling {

struct HandleMethods {
  std::span<const NativeDef> methods;
  const char* doc;
  const TypeSlots* slots = nullptr;
};

HandleMethods promise_methods();              // runtime.cpp
HandleMethods sync_methods(HandleKind kind);  // runtime_sync.cpp
HandleMethods kv_store_methods();             // runtime_kv.cpp

// "Promise", "Queue" ...
const char* handle_kind_name(HandleKind kind);

inline bool is_handle(const Value& v, HandleKind kind) {
  return is_kind(v, Kind::kHandle) && as<Handle>(v)->handle_kind == kind;
}

}  // namespace scriptling
