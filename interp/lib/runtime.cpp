// scriptling.runtime: tasks and calls in environments of their own, and what they
// promise.

#include "interp/lib/handles.h"
#include "interp/lib/lib.h"
#include "interp/lib/runtime_arguments.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

// -- Starting ---------------------------------------------------------------------------

Value runtime_run(Vm& vm, const Args& args) {
  Value function = args[0];
  if (!can_be_called(vm, function)) {
    return vm.type_error("run() argument 1 must be a function, not {}",
                         class_name(function));
  }
  return vm.ask(HostOp::kRun, {function, rest_tuple(vm, args), keywords_dict(vm, args)});
}

// Takes the control argument out of the keywords. -1: pending.
int take_shared(Vm& vm, Dict* keywords) {
  if (keywords == nullptr) return 0;
  static Str* const key = intern("shared");
  Value* shared = dict_find(keywords, key);
  if (shared == nullptr) return 0;
  int wanted = truth(vm, *shared);
  dict_erase(vm.heap(), keywords, key);
  return wanted;
}

Value runtime_background(Vm& vm, const Args& args) {
  if (!check_name(vm, args[0], "background() name")) return Value::error();
  std::string what = fmt::format("task {}", str_repr(text_of(args[0])));
  Value handler = resolve_handler(vm, args[1], what);
  if (handler.is_error()) return handler;
  int shared = take_shared(vm, args.keywords);
  if (shared < 0) return Value::error();
  return vm.ask(HostOp::kBackground, {args[0], handler, rest_tuple(vm, args),
                                      keywords_dict(vm, args), Value::boolean(shared)});
}

// args= of supervise. Undefined when it is no sequence: pending.
Value positional_arguments(Vm& vm, Value v) {
  if (v.is_undefined() || v.is_none())
    return Value::object(make_tuple(vm.heap(), size_t{0}));
  if (is_str(v)) {
    vm.type_error("supervise() args must be a tuple, not str");
    return Value::undefined();
  }
  Tuple* tuple = tuple_of(vm, v);
  return tuple == nullptr ? Value::undefined() : Value::object(tuple);
}

Value keyword_arguments(Vm& vm, Value v) {
  if (v.is_undefined() || v.is_none()) return Value::object(make_dict(vm.heap()));
  if (!is_kind(v, Kind::kDict)) {
    vm.type_error("supervise() kwargs must be dict, not {}", class_name(v));
    return Value::undefined();
  }
  Dict* dict = as<Dict>(v);
  uint32_t position = 0;
  for (TableEntry* e; table_next(dict->table, &position, &e);) {
    if (is_str(e->key)) continue;
    vm.type_error("keywords must be strings");
    return Value::undefined();
  }
  return Value::object(dict_copy(vm.heap(), dict));
}

bool check_restart(Vm& vm, Value* restart) {
  if (restart->is_undefined()) *restart = str_value(vm, "on-failure");
  if (is_str(*restart)) {
    std::string_view text = text_of(*restart);
    if (text == "never" || text == "on-failure" || text == "always") return true;
  }
  Str* shown = repr(vm, *restart);
  if (shown != nullptr) {
    vm.value_error(
        "supervise() restart must be 'never', 'on-failure' or 'always', not {}",
        shown->view());
  }
  return false;
}

// supervise(name, handler, args=(), kwargs={}, restart="on-failure", timeout=None,
// every=None)
Value runtime_supervise(Vm& vm, const Args& args) {
  if (!check_name(vm, args[0], "supervise() name")) return Value::error();
  std::string what = fmt::format("task {}", str_repr(text_of(args[0])));
  Value handler = resolve_handler(vm, args[1], what);
  if (handler.is_error()) return handler;
  Value positional = positional_arguments(vm, args[2]);
  if (positional.is_undefined()) return Value::error();
  Value keywords = keyword_arguments(vm, args[3]);
  if (keywords.is_undefined()) return Value::error();
  Value restart = args[4], timeout, every = Value::none();
  if (!check_restart(vm, &restart) || !timeout_argument(vm, args[5], &timeout)) {
    return Value::error();
  }
  if (timeout.is_float() && timeout.d == 0) {
    vm.host().log(LogLevel::kWarning,
                  fmt::format("supervise({}, timeout=0) sets no limit, as None does",
                              str_repr(text_of(args[0]))));
  }
  if (args.has(6)) {
    auto seconds = to_seconds(vm, args[6], "every");
    if (!seconds) return Value::error();
    every = Value::real(*seconds);
  }
  return vm.ask(HostOp::kSupervise,
                {args[0], handler, positional, keywords, restart, timeout, every});
}

Value runtime_tasks(Vm& vm, const Args&) { return vm.ask(HostOp::kTasks, {}); }

Value runtime_server_running(Vm& vm, const Args&) {
  return vm.ask(HostOp::kServerRunning, {});
}

Value runtime_start_server(Vm& vm, const Args& args) {
  int wait = args.given(0) ? truth(vm, args[0]) : 1;
  if (wait < 0) return Value::error();
  return vm.ask(HostOp::kStartServer, {Value::boolean(wait == 1)});
}

// -- Several promises -------------------------------------------------------------------

// The promises among *args; one list or tuple stands for its items. Null: pending.
Tuple* promises_argument(Vm& vm, const Args& args, const char* name) {
  Value all = rest_tuple(vm, args);
  if (args.rest_count == 1 &&
      (is_kind(args.rest[0], Kind::kList) || is_kind(args.rest[0], Kind::kTuple))) {
    all = args.rest[0];
  }
  Tuple* promises = tuple_of(vm, all);
  if (promises == nullptr) return nullptr;
  for (uint64_t n = 0; n < promises->size; n++) {
    if (is_handle(promises->items[n], HandleKind::kPromise)) continue;
    vm.type_error("{}() argument {} must be a Promise, not {}", name, n + 1,
                  class_name(promises->items[n]));
    return nullptr;
  }
  return promises;
}

Value runtime_gather(Vm& vm, const Args& args) {
  Tuple* promises = promises_argument(vm, args, "gather");
  if (promises == nullptr) return Value::error();
  if (promises->size == 0) return Value::object(make_list(vm.heap()));
  return vm.ask(HostOp::kPromiseGather, {Value::object(promises)});
}

Value runtime_race(Vm& vm, const Args& args) {
  Tuple* promises = promises_argument(vm, args, "race");
  if (promises == nullptr) return Value::error();
  if (promises->size == 0) return vm.value_error("race() needs at least one promise");
  return vm.ask(HostOp::kPromiseRace, {Value::object(promises)});
}

constexpr NativeDef kFunctions[] = {
    {"background(name, handler, *args, **kwargs)", runtime_background,
     "Start a named task in an environment of its own; returns a Promise.\n\n"
     "The handler is 'library.function', the name of a function of this script, or a\n"
     "function. Live tasks have different names. With shared=True it runs as a green\n"
     "thread in this environment instead, and sees the same globals and arguments; it\n"
     "takes its turn when another waits or has used up its slice."},
    {"gather(*promises)", runtime_gather,
     "The results of all promises, in order. The first failure raises; the others go "
     "on."},
    {"race(*promises)", runtime_race,
     "The result, or the error, of whichever promise finishes first."},
    {"run(func, *args, **kwargs)", runtime_run,
     "Call a function in an environment of its own, with a snapshot of what it refers "
     "to;\n"
     "returns a Promise."},
    {"server_running()", runtime_server_running,
     "True from the start of serving until shutdown begins."},
    {"start_server(wait=True)", runtime_start_server,
     "Start serving now; with wait, return when the server stops."},
    {"supervise(name, handler, args=(), kwargs={}, restart='on-failure', timeout=None, "
     "every=None)",
     runtime_supervise,
     "Start a named task that is started again as `restart` says: never, on-failure or\n"
     "always. Each run may take `timeout` seconds (None or 0: any number); the next "
     "begins\n"
     "`every` seconds after the last began (0: as soon as it has ended), or, with None,\n"
     "only if `restart` says so."},
    {"tasks()", runtime_tasks,
     "The tasks, each a dict with name, handler, state, started, cpu_seconds, restarts "
     "and\n"
     "error."},
};

// -- Promise ----------------------------------------------------------------------------

Value promise_new(Vm& vm, const Args&) {
  return vm.type_error(
      "cannot create 'Promise' instances: run() and background() give them");
}

Value ask_with_timeout(Vm& vm, HostOp op, const Args& args) {
  Value timeout;
  if (!timeout_argument(vm, args[1], &timeout)) return Value::error();
  return vm.ask(op, {args[0], timeout});
}

Value promise_get(Vm& vm, const Args& args) {
  return ask_with_timeout(vm, HostOp::kPromiseGet, args);
}
Value promise_wait(Vm& vm, const Args& args) {
  return ask_with_timeout(vm, HostOp::kPromiseWait, args);
}
Value promise_done(Vm& vm, const Args& args) {
  return vm.ask(HostOp::kPromiseDone, {args[0]});
}
Value promise_cancel(Vm& vm, const Args& args) {
  return vm.ask(HostOp::kPromiseCancel, {args[0]});
}

// `await promise`: an iterator that ends at once, with the result as its value.
struct Awaited : Object {
  Value result;
};

void awaited_trace(Object* o, Tracer& tracer) {
  tracer.visit(static_cast<Awaited*>(o)->result);
}

Value awaited_next(Vm& vm, const Args& args) {
  return vm.raise_with(types.stop_iteration, {static_cast<Awaited*>(args[0].o)->result});
}

constexpr NativeDef kAwaitedMethods[] = {
    {"__iter__(self, /)", return_self, nullptr, NativeBinding::kMethod},
    {"__next__(self, /)", awaited_next, nullptr, NativeBinding::kMethod},
};
constexpr TypeSlots kAwaitedSlots{nullptr, awaited_trace, nullptr};

Value promise_await(Vm& vm, const Args& args) {
  static Class* const cls =
      make_class("scriptling.runtime.promise_result", types.object, Kind::kNativeObject,
                 kAwaitedMethods, &kAwaitedSlots);
  Value result = vm.await(HostOp::kPromiseGet, {args[0], Value::none()});
  if (result.is_error()) return result;
  auto* awaited = vm.heap().make<Awaited>(Kind::kNativeObject, cls);
  awaited->result = result;
  return Value::object(awaited);
}

constexpr NativeDef kPromiseMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", promise_new, nullptr,
     NativeBinding::kStaticMethod},
    {"__await__(self, /)", promise_await, nullptr, NativeBinding::kMethod},
    {"cancel(self)", promise_cancel,
     "Raise Cancelled inside the call, so that its `finally` blocks run; a second time,\n"
     "end it there and then. False if it was done already.",
     NativeBinding::kMethod},
    {"done(self)", promise_done, "True when the call has finished.",
     NativeBinding::kMethod},
    {"get(self, timeout=None)", promise_get,
     "Wait until the call has finished and return its result; a failed call raises its\n"
     "exception here. TimeoutError after `timeout` seconds; the call goes on then.",
     NativeBinding::kMethod},
    {"wait(self, timeout=None)", promise_wait,
     "Wait until the call has finished; raises if it failed.", NativeBinding::kMethod},
};

void build(ModuleBuilder& module) {
  module.add("Promise", handle_class(HandleKind::kPromise));
  module.add("Cancelled", types.cancelled);
  module.add("DeadlockError", types.deadlock_error);
}

}  // namespace

HandleMethods promise_methods() {
  return {kPromiseMethods, "The result of a call in another environment."};
}

const ModuleDef& runtime_module() {
  static const ModuleDef def{"scriptling.runtime", kFunctions, build,
                             "Tasks, calls and state that environments share."};
  return def;
}

}  // namespace scriptling
