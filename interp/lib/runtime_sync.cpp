// scriptling.runtime.sync: named state that all environments share. The types of
// arguments are checked here, before the host is asked, so that a call whose answer
// nobody waits for can fail only for reasons that lie with the state.

#include "interp/lib/handles.h"
#include "interp/lib/lib.h"
#include "interp/lib/runtime_arguments.h"
#include "interp/thrown.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kStatic = NativeBinding::kStaticMethod;

// -- Getting or creating ----------------------------------------------------------------

Value open_named(Vm& vm, HandleKind kind, Value name, Value initial, Value size) {
  std::string what = fmt::format("{}() name", handle_kind_name(kind));
  if (!check_name(vm, name, what.c_str())) return Value::error();
  return vm.ask(HostOp::kOpen,
                {Value::integer(static_cast<int64_t>(kind)), name, initial, size});
}

Value atomic_new(Vm& vm, const Args& args) {
  Value initial = Value::integer(0);
  if (args.given(2) && !int64_argument(vm, args[2], "Atomic() initial", &initial)) {
    return Value::error();
  }
  return open_named(vm, HandleKind::kAtomic, args[1], initial, Value::none());
}

Value shared_new(Vm& vm, const Args& args) {
  Value initial = args.given(2) ? args[2] : Value::none();
  return open_named(vm, HandleKind::kShared, args[1], initial, Value::none());
}

Value wait_group_new(Vm& vm, const Args& args) {
  return open_named(vm, HandleKind::kWaitGroup, args[1], Value::none(), Value::none());
}

// A size of at least `least`. False: pending.
bool size_argument(Vm& vm, Value v, const char* what, int64_t least, Value* size) {
  if (v.is_undefined()) return true;
  if (!int64_argument(vm, v, what, size)) return false;
  if (size->i >= least) return true;
  vm.value_error("{} must be at least {}", what, least);
  return false;
}

Value queue_new(Vm& vm, const Args& args) {
  Value size = Value::integer(0);
  if (!size_argument(vm, args[2], "Queue() maxsize", 0, &size)) return Value::error();
  return open_named(vm, HandleKind::kQueue, args[1], Value::none(), size);
}

Value lock_new(Vm& vm, const Args& args) {
  return open_named(vm, HandleKind::kLock, args[1], Value::none(), Value::integer(1));
}

Value semaphore_new(Vm& vm, const Args& args) {
  Value permits = Value::integer(1);
  if (!size_argument(vm, args[2], "Semaphore() permits", 1, &permits))
    return Value::error();
  return open_named(vm, HandleKind::kSemaphore, args[1], Value::none(), permits);
}

constexpr HandleKind kNamedKinds[] = {HandleKind::kAtomic,    HandleKind::kShared,
                                      HandleKind::kWaitGroup, HandleKind::kQueue,
                                      HandleKind::kLock,      HandleKind::kSemaphore};

// delete(kind, name): the kind is a class of this module or the name of one.
Value sync_delete(Vm& vm, const Args& args) {
  if (!is_str(args[0]) && !is_class(args[0])) {
    return vm.type_error("delete() kind must be str, not {}", class_name(args[0]));
  }
  if (!check_name(vm, args[1], "delete() name")) return Value::error();
  for (HandleKind kind : kNamedKinds) {
    bool same = is_class(args[0]) ? args[0].o == handle_class(kind)
                                  : text_of(args[0]) == handle_kind_name(kind);
    if (!same) continue;
    return vm.ask(HostOp::kDelete, {Value::integer(static_cast<int64_t>(kind)), args[1]});
  }
  Str* shown = repr(vm, args[0]);
  if (shown == nullptr) return Value::error();
  return vm.value_error(
      "delete() kind must be one of Atomic, Shared, WaitGroup, Queue, Lock "
      "and Semaphore, not {}",
      shown->view());
}

constexpr NativeDef kFunctions[] = {
    {"delete(kind, name)", sync_delete,
     "Forget a named object: the next one of that kind and name is new."},
};

// -- Atomic -----------------------------------------------------------------------------

Value atomic_add(Vm& vm, const Args& args) {
  Value delta = Value::integer(1);
  if (args.given(1) && !int64_argument(vm, args[1], "delta", &delta))
    return Value::error();
  return vm.ask(HostOp::kAtomicAdd, {args[0], delta});
}

Value atomic_get(Vm& vm, const Args& args) {
  return vm.ask(HostOp::kAtomicGet, {args[0]});
}

Value atomic_set(Vm& vm, const Args& args) {
  Value v;
  if (!int64_argument(vm, args[1], "value", &v)) return Value::error();
  return vm.ask(HostOp::kAtomicSet, {args[0], v});
}

Value atomic_compare_and_set(Vm& vm, const Args& args) {
  Value expected, v;
  if (!int64_argument(vm, args[1], "expected", &expected) ||
      !int64_argument(vm, args[2], "value", &v)) {
    return Value::error();
  }
  return vm.ask(HostOp::kAtomicCompareAndSet, {args[0], expected, v});
}

constexpr NativeDef kAtomicMethods[] = {
    {"__new__(cls, name, initial=0)", atomic_new, nullptr, kStatic},
    {"add(self, delta=1)", atomic_add, "Add to the value; returns the new one.", kMethod},
    {"compare_and_set(self, expected, value)", atomic_compare_and_set,
     "Set the value if it is the expected one; returns whether it was.", kMethod},
    {"get(self)", atomic_get, "The value.", kMethod},
    {"set(self, value)", atomic_set, "Replace the value.", kMethod},
};

// -- Shared -----------------------------------------------------------------------------

Value shared_get(Vm& vm, const Args& args) {
  return vm.ask(HostOp::kSharedGet, {args[0]});
}

Value shared_set(Vm& vm, const Args& args) {
  return vm.ask(HostOp::kSharedSet, {args[0], args[1]});
}

// Lets go of the variable and raises what is pending, whatever becomes of the letting go.
Value abort_update(Vm& vm, Value shared) {
  Value exception = vm.take_pending();
  vm.await(HostOp::kSharedAbortUpdate, {shared});
  vm.clear_pending();
  return vm.raise_value(exception);
}

Value call_safely(Vm& vm, Value fn, Value argument) {
  Value result = Value::error();
  attempt(vm, [&] { result = vm.call(fn, {argument}); });
  return result;
}

Value shared_update(Vm& vm, const Args& args) {
  Value shared = args[0], fn = args[1];
  if (!can_be_called(vm, fn)) {
    return vm.type_error("fn must be a function, not {}", class_name(fn));
  }
  Value held = vm.await(HostOp::kSharedBeginUpdate, {shared});
  if (held.is_error()) return held;
  Value result = call_safely(vm, fn, held);
  if (result.is_error()) return abort_update(vm, shared);
  Value done = vm.await(HostOp::kSharedFinishUpdate, {shared, result});
  return done.is_error() ? abort_update(vm, shared) : result;
}

constexpr NativeDef kSharedMethods[] = {
    {"__new__(cls, name, initial=None)", shared_new, nullptr, kStatic},
    {"get(self)", shared_get, "A copy of the value.", kMethod},
    {"set(self, value)", shared_set, "Replace the value by a copy of this one.", kMethod},
    {"update(self, fn)", shared_update,
     "Replace the value by fn(value); returns the new one.\n\n"
     "fn runs here, exactly once: the registry holds the variable meanwhile, and other\n"
     "writers wait. If fn raises, the value stays as it was.",
     kMethod},
};

// -- WaitGroup --------------------------------------------------------------------------

Value wait_group_add(Vm& vm, const Args& args) {
  Value delta = Value::integer(1);
  if (args.given(1) && !int64_argument(vm, args[1], "delta", &delta))
    return Value::error();
  return vm.ask(HostOp::kWaitGroupAdd, {args[0], delta});
}

Value wait_group_done(Vm& vm, const Args& args) {
  return vm.ask(HostOp::kWaitGroupAdd, {args[0], Value::integer(-1)});
}

Value wait_group_wait(Vm& vm, const Args& args) {
  Value timeout;
  if (!timeout_argument(vm, args[1], &timeout)) return Value::error();
  return vm.ask(HostOp::kWaitGroupWait, {args[0], timeout});
}

constexpr NativeDef kWaitGroupMethods[] = {
    {"__new__(cls, name)", wait_group_new, nullptr, kStatic},
    {"add(self, delta=1)", wait_group_add, "Count that many more.", kMethod},
    {"done(self)", wait_group_done, "Count one less.", kMethod},
    {"wait(self, timeout=None)", wait_group_wait, "Wait until the count is zero.",
     kMethod},
};

// -- Queue ------------------------------------------------------------------------------

Value queue_put(Vm& vm, const Args& args) {
  Value timeout;
  if (!timeout_argument(vm, args[2], &timeout)) return Value::error();
  return vm.ask(HostOp::kQueuePut, {args[0], args[1], timeout});
}

Value queue_get(Vm& vm, const Args& args) {
  Value timeout;
  if (!timeout_argument(vm, args[1], &timeout)) return Value::error();
  return vm.ask(HostOp::kQueueGet, {args[0], timeout});
}

Value queue_size(Vm& vm, const Args& args) {
  return vm.ask(HostOp::kQueueSize, {args[0]});
}
Value queue_close(Vm& vm, const Args& args) {
  return vm.ask(HostOp::kQueueClose, {args[0]});
}

// The next item; undefined once the queue is closed and drained.
Value queue_next(Vm& vm, Object* self) {
  return vm.await(HostOp::kQueueNext, {Value::object(self)});
}

Value queue_dunder_next(Vm& vm, const Args& args) {
  Value item = queue_next(vm, args[0].o);
  return item.is_undefined() ? vm.raise_with(types.stop_iteration, {}) : item;
}

constexpr NativeDef kQueueMethods[] = {
    {"__new__(cls, name, maxsize=0)", queue_new, nullptr, kStatic},
    {"__iter__(self, /)", return_self, nullptr, kMethod},
    {"__next__(self, /)", queue_dunder_next, nullptr, kMethod},
    {"close(self)", queue_close, "Refuse further items; what is in it can still be had.",
     kMethod},
    {"get(self, timeout=None)", queue_get,
     "Take the oldest item out, waiting for one if need be.", kMethod},
    {"put(self, item, timeout=None)", queue_put,
     "Append an item, waiting while it is full.", kMethod},
    {"size(self)", queue_size, "How many items are in it.", kMethod},
};
constexpr TypeSlots kQueueSlots{queue_next, nullptr, nullptr};

// -- Lock, Semaphore --------------------------------------------------------------------

Value lock_acquire(Vm& vm, const Args& args) {
  Value timeout;
  if (!timeout_argument(vm, args[1], &timeout)) return Value::error();
  return vm.ask(HostOp::kLockAcquire, {args[0], timeout});
}

Value lock_release(Vm& vm, const Args& args) {
  return vm.ask(HostOp::kLockRelease, {args[0]});
}

Value lock_enter(Vm& vm, const Args& args) {
  Value acquired = vm.await(HostOp::kLockAcquire, {args[0], Value::none()});
  return acquired.is_error() ? acquired : args[0];
}

Value lock_exit(Vm& vm, const Args& args) {
  Value released = vm.await(HostOp::kLockRelease, {args[0]});
  return released.is_error() ? released : Value::none();
}

#define LOCK_METHODS(acquire_doc, release_doc)                                    \
  {"__enter__(self, /)", lock_enter, nullptr, kMethod},                           \
      {"__exit__(self, type, value, traceback, /)", lock_exit, nullptr, kMethod}, \
      {"acquire(self, timeout=None)", lock_acquire, acquire_doc, kMethod}, {      \
    "release(self)", lock_release, release_doc, kMethod                           \
  }

constexpr NativeDef kLockMethods[] = {
    {"__new__(cls, name)", lock_new, nullptr, kStatic},
    LOCK_METHODS("Wait until nobody holds it, then hold it. Not re-entrant.",
                 "Let the next one in."),
};
constexpr NativeDef kSemaphoreMethods[] = {
    {"__new__(cls, name, permits=1)", semaphore_new, nullptr, kStatic},
    LOCK_METHODS("Wait for a permit and take it.", "Give a permit back."),
};
#undef LOCK_METHODS

void build(ModuleBuilder& module) {
  for (HandleKind kind : kNamedKinds)
    module.add(handle_kind_name(kind), handle_class(kind));
  module.add("QueueClosed", types.queue_closed);
  module.add("QueueFull", types.queue_full);
  module.add("DeadlockError", types.deadlock_error);
}

}  // namespace

HandleMethods sync_methods(HandleKind kind) {
  switch (kind) {
    case HandleKind::kAtomic: return {kAtomicMethods, "A 64-bit integer."};
    case HandleKind::kShared: return {kSharedMethods, "A variable of any data."};
    case HandleKind::kWaitGroup:
      return {kWaitGroupMethods, "Counts what is to be waited for."};
    case HandleKind::kQueue:
      return {kQueueMethods, "A queue; first in, first out.", &kQueueSlots};
    case HandleKind::kLock: return {kLockMethods, "Held by one at a time."};
    default: return {kSemaphoreMethods, "Held by a few at a time."};
  }
}

const ModuleDef& runtime_sync_module() {
  static const ModuleDef def{"scriptling.runtime.sync", kFunctions, build,
                             "Named state shared by all environments."};
  return def;
}

}  // namespace scriptling
