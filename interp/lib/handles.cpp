// The classes of handles, and handles themselves.

#include "interp/lib/handles.h"

#include <array>

#include "interp/hash.h"
#include "interp/lib/lib.h"
#include "interp/ops.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

constexpr size_t kKinds = static_cast<size_t>(HandleKind::kKvStore) + 1;
constexpr const char* kNames[kKinds] = {"Promise", "Atomic", "Shared",    "WaitGroup",
                                        "Queue",   "Lock",   "Semaphore", "KVStore"};

Handle* self_of(const Args& args) { return as<Handle>(args[0]); }

// <Queue 'jobs'>, <KVStore default>, and <Promise 7> for a call without a name.
Value handle_repr(Vm& vm, const Args& args) {
  Handle* h = self_of(args);
  const char* kind = handle_kind_name(h->handle_kind);
  if (h->name->size == 0 && h->handle_kind == HandleKind::kKvStore) {
    return str_value(vm, "<KVStore default>");
  }
  if (h->name->size == 0) return str_value(vm, fmt::format("<{} {}>", kind, h->id));
  return str_value(vm, fmt::format("<{} {}>", kind, str_repr(h->name->view())));
}

Value handle_equal(Vm&, const Args& args) {
  Handle* a = self_of(args);
  if (!is_handle(args[1], a->handle_kind)) return Value::not_implemented();
  auto* b = as<Handle>(args[1]);
  return Value::boolean(a->id == b->id && str_equal(a->name, b->name));
}

Value handle_hash(Vm& vm, const Args& args) {
  Handle* h = self_of(args);
  auto of_name = static_cast<uint64_t>(visible_hash_bytes(h->name->view()));
  uint64_t mixed = of_name * 1000003 ^ h->id * 31 ^ static_cast<uint64_t>(h->handle_kind);
  return Value::integer(static_cast<int64_t>(mixed & INT64_MAX));
}

Value handle_name(Vm&, const Args& args) { return Value::object(self_of(args)->name); }

constexpr NativeDef kCommon[] = {
    {"__repr__(self, /)", handle_repr, nullptr, NativeBinding::kMethod},
    {"__eq__(self, other, /)", handle_equal, nullptr, NativeBinding::kMethod},
    {"__hash__(self, /)", handle_hash, nullptr, NativeBinding::kMethod},
    {"name(self)", handle_name, "What all environments know it by.",
     NativeBinding::kGetter},
};

HandleMethods methods_of(HandleKind kind) {
  if (kind == HandleKind::kPromise) return promise_methods();
  if (kind == HandleKind::kKvStore) return kv_store_methods();
  return sync_methods(kind);
}

const char* module_of(HandleKind kind) {
  if (kind == HandleKind::kPromise) return "scriptling.runtime.";
  if (kind == HandleKind::kKvStore) return "scriptling.runtime.kv.";
  return "scriptling.runtime.sync.";
}

Class* make_handle_class(HandleKind kind) {
  init_core();
  HandleMethods own = methods_of(kind);
  std::string name = std::string(module_of(kind)) + handle_kind_name(kind);
  Class* cls = make_class(name.c_str(), types.handle, Kind::kHandle, own.methods,
                          own.slots, own.doc);
  add_methods(cls, kCommon);
  cls->class_flags |= kFinal;
  return cls;
}

std::array<Class*, kKinds> make_handle_classes() {
  std::array<Class*, kKinds> classes;
  for (size_t n = 0; n < kKinds; n++) {
    classes[n] = make_handle_class(static_cast<HandleKind>(n));
  }
  return classes;
}

}  // namespace

const char* handle_kind_name(HandleKind kind) {
  return kNames[static_cast<size_t>(kind)];
}

Class* handle_class(HandleKind kind) {
  static const std::array<Class*, kKinds> classes = make_handle_classes();
  return classes[static_cast<size_t>(kind)];
}

Handle* make_handle(Vm& vm, HandleKind kind, uint64_t id, std::string_view name) {
  Str* text = make_str(vm.heap(), name);
  auto* handle = vm.heap().make<Handle>(Kind::kHandle, handle_class(kind));
  handle->handle_kind = kind;
  handle->id = id;
  handle->name = text;
  return handle;
}

}  // namespace scriptling
