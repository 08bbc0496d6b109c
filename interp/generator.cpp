#include "interp/generator.h"

#include "interp/native_stack.h"
#include "interp/vm_internals.h"

namespace scriptling {

Value Vm::make_generator(Function* function, Frame* frame) {
  const Proto* proto = function->unit->proto;
  Class* cls = types.generator;
  GeneratorKind kind = GeneratorKind::kGenerator;
  if (proto->is_coroutine) {
    cls = proto->is_generator ? types.async_generator : types.coroutine;
    kind =
        proto->is_generator ? GeneratorKind::kAsyncGenerator : GeneratorKind::kCoroutine;
  }
  size_t size = function->unit->frame_size * sizeof(Value);
  auto* generator = heap_.make<Generator>(Kind::kGenerator, cls, size);
  memcpy(static_cast<void*>(generator->frame()), frame, size);
  Frame* own = generator->frame();
  own->previous = nullptr;
  own->extra = generator;
  own->flags = kGeneratorFrame;
  generator->generator_kind = kind;
  generator->delegate = kNoRegister;
  generator->name = function->name;
  generator->qualname = function->qualname;
  pop_frame(frame);
  return Value::object(generator);
}

namespace {

const char* kind_name(const Generator* generator) {
  switch (generator->generator_kind) {
    case GeneratorKind::kCoroutine: return "coroutine";
    case GeneratorKind::kAsyncGenerator: return "async generator";
    default: return "generator";
  }
}

}  // namespace

// Resumes with a value, or with an exception when that is defined.
Resumed generator_run(Vm& vm, Generator* generator, Value sent, Value exception) {
  switch (generator->state) {
    case GeneratorState::kRunning:
      return {vm.value_error("{} already executing", kind_name(generator))};
    case GeneratorState::kFinished:
      if (!exception.is_undefined()) {
        return {vm.raise_into(exception, Value::undefined())};
      }
      if (generator->generator_kind == GeneratorKind::kCoroutine) {
        return {vm.raise(types.runtime_error, "cannot reuse already awaited coroutine")};
      }
      return {Value::none(), true};
    case GeneratorState::kCreated:
      if (!exception.is_undefined()) {
        generator->state = GeneratorState::kFinished;
        vm.raise_into(exception, Value::undefined());
        refuse_stop_iteration(vm, generator);
        return {Value::error()};
      }
      if (!sent.is_none()) {
        return {vm.type_error("can't send non-None value to a just-started {}",
                              kind_name(generator))};
      }
      break;
    case GeneratorState::kSuspended: break;
  }
  if (vm.depth_ >= vm.limits_.recursion) {
    return {vm.raise(types.recursion_error, "maximum recursion depth exceeded")};
  }
  if (!vm.check_native_depth()) return {Value::error()};
  vm.heap_.touch(generator);
  Frame* frame = generator->frame();
  if (generator->state == GeneratorState::kSuspended && exception.is_undefined()) {
    frame->registers()[generator->receiver] = sent;
  }
  if (frame->unit->caches == nullptr && !frame->unit->proto->cache_names.empty()) {
    size_t count = frame->unit->proto->cache_names.size();
    frame->unit->caches =
        vm.heap_.make<Caches>(Kind::kCaches, nullptr, count * sizeof(CacheEntry));
    frame->unit->caches->count = count;
  }
  generator->state = GeneratorState::kRunning;
  generator->outer_handled = vm.handled_;
  if (!generator->handled.is_undefined()) vm.handled_ = generator->handled;
  frame->previous = vm.frame_;
  frame->flags = kGeneratorFrame | kEntryFrame;
  vm.frame_ = frame;
  vm.depth_++;
  if (!exception.is_undefined()) vm.raise_into(exception, generator->handled);
  vm.native_depth_++;
  Value value;
  Vm::Exit exit = vm.dispatch(false, &value);
  vm.native_depth_--;
  if (exit != Vm::Exit::kReturned) return {Value::error()};
  return {value, generator->state == GeneratorState::kFinished};
}

Resumed generator_send(Vm& vm, Generator* generator, Value sent) {
  return generator_run(vm, generator, sent, Value::undefined());
}

Resumed generator_throw(Vm& vm, Generator* generator, Value exception,
                        std::span<const Value> given) {
  if (!vm.check_native_depth()) return {Value::error()};
  if (generator->state == GeneratorState::kSuspended &&
      generator->delegate != kNoRegister) {
    Value inner = generator->frame()->registers()[generator->delegate];
    Resumed thrown;
    bool can_throw = true;
    if (is_kind(inner, Kind::kGenerator)) {
      if (is_instance(exception, types.generator_exit)) {
        if (!generator_close(vm, as<Generator>(inner))) {
          return generator_run(vm, generator, Value::none(), vm.take_pending());
        }
        return generator_run(vm, generator, Value::none(), exception);
      }
      generator->state = GeneratorState::kRunning;
      thrown = generator_throw(vm, as<Generator>(inner), exception, given);
      generator->state = GeneratorState::kSuspended;
    } else if (is_instance(exception, types.generator_exit)) {
      Value close = find_attr(vm, inner, names.close);
      if (!close.is_undefined() && !close.is_error()) close = vm.call(close, {});
      if (close.is_error()) exception = vm.take_pending();
      can_throw = false;
    } else {
      Value method = find_attr(vm, inner, names.throw_);
      can_throw = !method.is_undefined() && !method.is_error();
      if (method.is_error()) return {method};
      if (can_throw) {
        thrown.value = vm.call(
            method, given.empty() ? std::span<const Value>(&exception, 1) : given);
        if (thrown.value.is_error() && vm.pending_is(types.stop_iteration)) {
          auto* stop = as<Exception>(vm.take_pending());
          thrown = {stop->args->size ? stop->args->items[0] : Value::none(), true};
        }
      }
    }
    if (can_throw) {
      if (thrown.value.is_error()) {
        return generator_run(vm, generator, Value::none(), vm.take_pending());
      }
      if (!thrown.finished) return thrown;
      // The delegate returned: go on behind the Send, which stands before the Yield.
      Frame* frame = generator->frame();
      const Instruction* at = frame->pc;
      while (at->op != Op::kSend) at--;
      frame->registers()[at->b] = thrown.value;
      frame->pc = at + 1 + at->sc();
      generator->receiver = at->b;
      generator->delegate = kNoRegister;
      return generator_run(vm, generator, thrown.value, Value::undefined());
    }
  }
  return generator_run(vm, generator, Value::none(), exception);
}

bool generator_close(Vm& vm, Generator* generator) {
  if (generator->state == GeneratorState::kFinished) return true;
  if (generator->state == GeneratorState::kCreated) {
    generator->state = GeneratorState::kFinished;
    return true;
  }
  vm.raise_with(types.generator_exit, {});  // Its context is what is handled here.
  Value exit = vm.take_pending();
  Resumed resumed = generator_throw(vm, generator, exit);
  if (resumed.value.is_error()) {
    if (!vm.pending_is(types.generator_exit) && !vm.pending_is(types.stop_iteration)) {
      return false;
    }
    vm.clear_pending();
    return true;
  }
  if (!resumed.finished) {
    vm.raise(types.runtime_error, "{} ignored GeneratorExit", kind_name(generator));
    return false;
  }
  return true;
}

namespace {

// The exception that throw(cls, value) means: `value` itself, or cls called with it; with
// its items, if it is a tuple.
Value made_of_thrown(Vm& vm, Value cls, Value value) {
  if (is_exception(value) && is_instance(value, as<Class>(cls))) return value;
  if (!is_subclass(as<Class>(cls), types.base_exception)) return cls;
  if (value.is_none()) return make_raised(vm, cls);
  Value made = is_kind(value, Kind::kTuple)
                   ? vm.call(cls, std::span<const Value>(as<Tuple>(value)->items,
                                                         as<Tuple>(value)->size))
                   : vm.call(cls, {value});
  if (made.is_error() || is_exception(made)) return made;
  Str* name = repr(vm, cls);
  if (name == nullptr) return Value::error();
  return vm.type_error(
      "calling {} should have returned an instance of BaseException, not {}",
      name->view(), class_name(made));
}

}  // namespace

Value thrown_exception(Vm& vm, const Args& args) {
  Value exception = args[1];
  if (args.has(3) && !is_kind(args[3], Kind::kTraceback)) {
    return vm.type_error("throw() third argument must be a traceback object");
  }
  if (is_exception(exception) && args.has(2) && !args[2].is_none()) {
    return vm.type_error("instance exception may not have a separate value");
  }
  if (is_class(exception)) {
    exception = made_of_thrown(vm, exception, args.has(2) ? args[2] : Value::none());
    if (exception.is_error()) return exception;
  }
  if (!is_exception(exception)) {
    return vm.type_error(
        "exceptions must be classes or instances deriving from BaseException, "
        "not {}",
        class_name(exception));
  }
  if (args.has(3)) {
    vm.heap().touch(exception.o);
    as<Exception>(exception)->traceback = args[3].o;
  }
  return exception;
}

// -- Methods ----------------------------------------------------------------------------

namespace {

Generator* self_of(const Args& args) { return as<Generator>(args[0]); }

// The arguments of throw() as they were given; how many.
size_t given_to_throw(const Args& args, Value* given) {
  size_t count = 0;
  while (count < 3 && args.given(count + 1)) {
    given[count] = args[count + 1];
    count++;
  }
  return count;
}

template <Str* Generator::*kMember>
Value set_text(Vm& vm, const Args& args, const char* what) {
  if (!is_str(args[1])) return vm.type_error("{} must be set to a string object", what);
  vm.heap().touch(args[0].o);
  self_of(args)->*kMember = as<Str>(args[1]);
  return Value::none();
}

Value set_generator_name(Vm& vm, const Args& args) {
  return set_text<&Generator::name>(vm, args, "__name__");
}
Value set_generator_qualname(Vm& vm, const Args& args) {
  return set_text<&Generator::qualname>(vm, args, "__qualname__");
}

// What it is waiting for in `yield from` or `await`; else None.
Value generator_delegate(Vm&, const Args& args) {
  Generator* generator = self_of(args);
  bool waits = generator->state == GeneratorState::kSuspended &&
               generator->delegate != kNoRegister;
  return waits ? generator->frame()->registers()[generator->delegate] : Value::none();
}

Value generator_suspended(Vm&, const Args& args) {
  return Value::boolean(self_of(args)->state == GeneratorState::kSuspended);
}

// StopIteration(value) for a finished generator, else the yielded value.
Value answer(Vm& vm, const Resumed& resumed) {
  if (!resumed.finished) return resumed.value;
  if (resumed.value.is_none()) return vm.raise_with(types.stop_iteration, {});
  return vm.raise_with(types.stop_iteration, {resumed.value});
}

Value generator_iter(Vm&, const Args& args) { return args[0]; }

Value generator_next_method(Vm& vm, const Args& args) {
  return answer(vm, generator_send(vm, self_of(args), Value::none()));
}

Value generator_send_method(Vm& vm, const Args& args) {
  return answer(vm, generator_send(vm, self_of(args), args[1]));
}

Value generator_throw_method(Vm& vm, const Args& args) {
  Value exception = thrown_exception(vm, args);
  if (exception.is_error()) return exception;
  Value given[3];
  size_t count = given_to_throw(args, given);
  return answer(vm, generator_throw(vm, self_of(args), exception, {given, count}));
}
Value generator_close_method(Vm& vm, const Args& args) {
  return generator_close(vm, self_of(args)) ? Value::none() : Value::error();
}

Value generator_name(Vm&, const Args& args) { return Value::object(self_of(args)->name); }
Value generator_qualname(Vm&, const Args& args) {
  return Value::object(self_of(args)->qualname);
}
Value generator_running(Vm&, const Args& args) {
  return Value::boolean(self_of(args)->state == GeneratorState::kRunning);
}

constexpr NativeDef kIteration[] = {
    {"__iter__(self, /)", generator_iter, "Implement iter(self).",
     NativeBinding::kMethod},
    {"__next__(self, /)", generator_next_method, "Implement next(self).",
     NativeBinding::kMethod},
};
constexpr NativeDef kCoroutine[] = {
    {"__await__(self, /)", generator_iter, "Return an iterator to be used in await.",
     NativeBinding::kMethod},
};
constexpr NativeDef kCommon[] = {
    {"send(self, value, /)", generator_send_method,
     "Resume the generator with `value` as the result of its yield.",
     NativeBinding::kMethod},
    {"throw(self, type, value=None, traceback=None, /)", generator_throw_method,
     "Raise an exception where the generator stands.", NativeBinding::kMethod},
    {"close(self, /)", generator_close_method,
     "Raise GeneratorExit inside the generator.", NativeBinding::kMethod},
    {"__name__(self)", generator_name, nullptr, NativeBinding::kGetter,
     set_generator_name},
    {"__qualname__(self)", generator_qualname, nullptr, NativeBinding::kGetter,
     set_generator_qualname},
};
constexpr NativeDef kOfGenerators[] = {
    {"gi_running(self)", generator_running, nullptr, NativeBinding::kGetter},
    {"gi_suspended(self)", generator_suspended, nullptr, NativeBinding::kGetter},
    {"gi_yieldfrom(self)", generator_delegate, nullptr, NativeBinding::kGetter},
};
constexpr NativeDef kOfCoroutines[] = {
    {"cr_running(self)", generator_running, nullptr, NativeBinding::kGetter},
    {"cr_suspended(self)", generator_suspended, nullptr, NativeBinding::kGetter},
    {"cr_await(self)", generator_delegate, nullptr, NativeBinding::kGetter},
};

}  // namespace

void define_generators() {
  add_methods(types.generator, kIteration);
  add_methods(types.generator, kCommon);
  add_methods(types.generator, kOfGenerators);
  add_methods(types.coroutine, kCommon);
  add_methods(types.coroutine, kCoroutine);
  add_methods(types.coroutine, kOfCoroutines);
  define_async_generators();
}

}  // namespace scriptling
