// Asynchronous generators. Each of asend(), athrow() and aclose() is a step: an awaitable
// that runs the generator until its next own yield, passing on what it awaits on the way.

#include "interp/generator.h"
#include "interp/protocol.h"

namespace scriptling {

namespace {

enum class StepKind : uint8_t { kSend, kThrow, kClose };

struct Step : Object {
  Generator* generator;
  Value argument;  // To send, or to throw.
  StepKind step_kind;
  bool is_started;
  bool is_over;
};

Class* step_class = nullptr;  // Set once, by init_core().

void trace_step(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Step*>(self)->generator);
  tracer.visit(static_cast<Step*>(self)->argument);
}
constexpr TypeSlots kStepSlots = {nullptr, trace_step};

Value make_step(Vm& vm, const Args& args, StepKind kind, Value argument) {
  auto* step = vm.heap().make<Step>(Kind::kNativeObject, step_class);
  step->generator = as<Generator>(args[0]);
  step->argument = argument;
  step->step_kind = kind;
  return Value::object(step);
}

// The end of the step, as its awaiter sees it.
Value done(Vm& vm, Value v) {
  if (v.is_none()) return vm.raise_with(types.stop_iteration, {});
  return vm.raise_with(types.stop_iteration, {v});
}

Value after(Vm& vm, Step* step, const Resumed& resumed) {
  bool closes = step->step_kind == StepKind::kClose;
  vm.heap().touch(step);
  if (resumed.value.is_error()) {
    step->is_over = true;
    bool is_end =
        vm.pending_is(types.stop_async_iteration) || vm.pending_is(types.generator_exit);
    if (!closes || !is_end) return resumed.value;
    vm.clear_pending();
    return done(vm, Value::none());
  }
  bool awaits = !resumed.finished && step->generator->delegate != kNoRegister;
  if (awaits) return resumed.value;
  step->is_over = true;
  if (closes && !resumed.finished) {
    return vm.raise(types.runtime_error, "async generator ignored GeneratorExit");
  }
  if (closes) return done(vm, Value::none());
  if (resumed.finished) return vm.raise_with(types.stop_async_iteration, {});
  return done(vm, resumed.value);
}

bool check_open(Vm& vm, const Step* step) {
  if (!step->is_over) return true;
  vm.raise(
      types.runtime_error, "cannot reuse already awaited {}",
      step->step_kind == StepKind::kSend ? "__anext__()/asend()" : "aclose()/athrow()");
  return false;
}

Value start(Vm& vm, Step* step) {
  Generator* generator = step->generator;
  step->is_started = true;
  if (step->step_kind == StepKind::kSend) {
    return after(vm, step, generator_send(vm, generator, step->argument));
  }
  if (generator->state == GeneratorState::kFinished) {
    step->is_over = true;
    return step->step_kind == StepKind::kClose
               ? done(vm, Value::none())
               : vm.raise_with(types.stop_async_iteration, {});
  }
  if (step->step_kind == StepKind::kClose &&
      generator->state == GeneratorState::kCreated) {
    vm.heap().touch(generator);
    generator->state = GeneratorState::kFinished;
    step->is_over = true;
    return done(vm, Value::none());
  }
  return after(vm, step, generator_throw(vm, generator, step->argument));
}

Value resume(Vm& vm, Step* step, Value sent) {
  if (!check_open(vm, step)) return Value::error();
  vm.heap().touch(step);
  if (step->is_started) return after(vm, step, generator_send(vm, step->generator, sent));
  return start(vm, step);
}

Value step_itself(Vm&, const Args& args) { return args[0]; }
Value step_next(Vm& vm, const Args& args) {
  return resume(vm, as<Step>(args[0]), Value::none());
}
Value step_send(Vm& vm, const Args& args) {
  return resume(vm, as<Step>(args[0]), args[1]);
}

Value step_throw(Vm& vm, const Args& args) {
  auto* step = as<Step>(args[0]);
  Value exception = thrown_exception(vm, args);
  if (exception.is_error() || !check_open(vm, step)) return Value::error();
  vm.heap().touch(step);
  step->is_started = true;
  return after(vm, step, generator_throw(vm, step->generator, exception));
}

Value step_close(Vm& vm, const Args& args) {
  vm.heap().touch(args[0].o);
  as<Step>(args[0])->is_over = true;
  return Value::none();
}

Value async_anext(Vm& vm, const Args& args) {
  return make_step(vm, args, StepKind::kSend, Value::none());
}
Value async_asend(Vm& vm, const Args& args) {
  return make_step(vm, args, StepKind::kSend, args[1]);
}
Value async_athrow(Vm& vm, const Args& args) {
  Value exception = thrown_exception(vm, args);
  return exception.is_error() ? exception
                              : make_step(vm, args, StepKind::kThrow, exception);
}
Value async_aclose(Vm& vm, const Args& args) {
  Value exit = Value::object(vm.make_exception(types.generator_exit, {}));
  return make_step(vm, args, StepKind::kClose, exit);
}

Value async_name(Vm&, const Args& args) {
  return Value::object(as<Generator>(args[0])->name);
}
Value async_qualname(Vm&, const Args& args) {
  return Value::object(as<Generator>(args[0])->qualname);
}
Value async_running(Vm&, const Args& args) {
  return Value::boolean(as<Generator>(args[0])->state == GeneratorState::kRunning);
}

constexpr auto kMethod = NativeBinding::kMethod;
constexpr auto kGetter = NativeBinding::kGetter;

constexpr NativeDef kStepMethods[] = {
    {"__await__(self, /)", step_itself, "Return an iterator to be used in await.",
     kMethod},
    {"__iter__(self, /)", step_itself, "Implement iter(self).", kMethod},
    {"__next__(self, /)", step_next, "Implement next(self).", kMethod},
    {"send(self, value, /)", step_send, "Go on with `value`.", kMethod},
    {"throw(self, type, value=None, traceback=None, /)", step_throw,
     "Raise an exception where the generator stands.", kMethod},
    {"close(self, /)", step_close, "Give the step up.", kMethod},
};

constexpr NativeDef kGeneratorMethods[] = {
    {"__aiter__(self, /)", step_itself, "Return an async iterator.", kMethod},
    {"__anext__(self, /)", async_anext, "Return a value or raise StopAsyncIteration.",
     kMethod},
    {"asend(self, value, /)", async_asend, "Send a value into the generator.", kMethod},
    {"athrow(self, type, value=None, traceback=None, /)", async_athrow,
     "Raise an exception inside the generator.", kMethod},
    {"aclose(self, /)", async_aclose, "Raise GeneratorExit inside the generator.",
     kMethod},
    {"__name__(self)", async_name, nullptr, kGetter},
    {"__qualname__(self)", async_qualname, nullptr, kGetter},
    {"ag_running(self)", async_running, nullptr, kGetter},
};

}  // namespace

void define_async_generators() {
  add_methods(types.async_generator, kGeneratorMethods);
  step_class = make_class("async_generator_asend", types.object, Kind::kNativeObject,
                          kStepMethods, &kStepSlots);
}

}  // namespace scriptling
