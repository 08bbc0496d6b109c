// Raising, catching and unwinding.

#include "interp/left_behind.h"
#include "interp/vm_internals.h"

namespace scriptling {

Exception* Vm::make_exception(Class* cls, std::initializer_list<Value> args) {
  auto* exception = static_cast<Exception*>(allocate_instance(*this, cls));
  exception->args = make_tuple(heap_, args);
  exception->cause = Value::none();
  exception->context = Value::none();
  return exception;
}

Exception* Vm::make_exception_text(Class* cls, std::string_view text) {
  return make_exception(cls, {str_value(*this, text)});
}

Value Vm::raise_text(Class* cls, std::string_view text) {
  return raise_value(Value::object(make_exception_text(cls, text)));
}

Value Vm::raise_with(Class* cls, std::initializer_list<Value> args) {
  return raise_value(Value::object(make_exception(cls, args)));
}

Value Vm::key_error(Value key) { return raise_with(types.key_error, {key}); }

Value Vm::memory_error() {
  // There may be no room for it: this one allocation may go over the limit.
  size_t limit = heap_.limit();
  heap_.set_limit(SIZE_MAX);
  Value exception;
  try {
    exception = Value::object(make_exception(types.memory_error, {}));
  } catch (...) {  // The system has none either.
    exception = Value::object(spare_memory_error_);
  }
  heap_.set_limit(limit);
  return raise_value(exception);
}

Value Vm::raise_into(Value exception, Value handled) {
  Value outer = handled_;
  handled_ = handled;
  raise_value(exception);
  handled_ = outer;
  return Value::error();
}

Value Vm::raise_value(Value exception) {
  auto* raised = as<Exception>(exception);
  heap_.touch(raised);
  if (is_exception(handled_) && !handled_.is(exception)) {
    // Becomes the context, unless that closed a circle.
    // A circle that a script has closed by itself is noticed by a second, slower walk.
    Value link = handled_;
    Value behind = handled_;
    for (bool odd = false; is_exception(link); odd = !odd) {
      auto* e = as<Exception>(link);
      if (e->context.is(exception)) {
        heap_.touch(e);
        e->context = Value::none();
        break;
      }
      link = e->context;
      if (odd) behind = as<Exception>(behind)->context;
      if (link.is(behind)) break;
    }
    raised->context = handled_;
  }
  pending_ = exception;
  reraising_ = false;
  return Value::error();
}

Value Vm::take_pending() {
  Value v = pending_;
  pending_ = Value::undefined();
  return v;
}

void Vm::add_traceback(Frame* frame) {
  auto* exception = as<Exception>(pending_);
  heap_.touch(exception);
  auto* traceback = static_cast<Traceback*>(exception->traceback);
  if (traceback == nullptr || traceback->count == traceback->capacity) {
    uint32_t capacity = traceback ? traceback->capacity * 2 : 4;
    auto* grown = heap_.make<Traceback>(Kind::kTraceback, types.traceback,
                                        capacity * sizeof(TracebackEntry));
    grown->capacity = capacity;
    if (traceback != nullptr) {
      grown->count = traceback->count;
      memcpy(grown->entries, traceback->entries,
             traceback->count * sizeof(TracebackEntry));
    }
    exception->traceback = traceback = grown;
  }
  traceback->entries[traceback->count++] = {frame->unit->proto, frame->pc_index() - 1};
}

void refuse_stop_iteration(Vm& vm, const Generator* generator) {
  bool is_async = generator->generator_kind == GeneratorKind::kAsyncGenerator;
  if (!vm.pending_is(types.stop_iteration) &&
      (!is_async || !vm.pending_is(types.stop_async_iteration))) {
    return;
  }
  Value cause = vm.take_pending();
  const char* kind = generator->generator_kind == GeneratorKind::kCoroutine ? "coroutine"
                     : is_async ? "async generator"
                                : "generator";
  vm.raise(types.runtime_error, "{} raised {}", kind, class_name(cause));
  auto* error = as<Exception>(vm.pending());
  error->cause = error->context = cause;
  error->has_cause = error->suppress_context = true;
}

bool Vm::unwind(bool again) {
  reraising_ = false;
  for (;;) {
    Frame* frame = frame_;
    uint32_t next = frame->pc_index();
    if (next > 0) {  // Else it failed before its first instruction.
      uint32_t at = next - 1;
      if (!again) {
        try {
          add_traceback(frame);
        } catch (...) {
          // The exception goes on with a shorter traceback.
        }
      }
      again = false;
      for (const HandlerRange& handler : frame->unit->proto->handlers) {
        if (at >= handler.start && at < handler.end) {
          frame->registers()[handler.exception] = pending_;
          pending_ = Value::undefined();
          frame->pc = frame->unit->proto->code.data() + handler.target;
          return true;
        }
      }
    }
    uint8_t flags = frame->flags;
    if (flags & kGeneratorFrame) {
      auto* generator = static_cast<Generator*>(frame->extra);
      generator->state = GeneratorState::kFinished;
      handled_ = generator->outer_handled;
      refuse_stop_iteration(*this, generator);
    }
    pop_frame(frame);
    if (flags & kEntryFrame) return false;
  }
}

Value make_raised(Vm& vm, Value what) {
  if (is_exception(what)) return what;
  if (is_class(what) && is_subclass(as<Class>(what), types.base_exception)) {
    Value made = vm.call(what, {});
    if (made.is_error() || is_exception(made)) return made;
    return vm.type_error(
        "calling {} should have returned an instance of BaseException, not {}",
        as<Class>(what)->name->view(), class_name(made));
  }
  if (is_str(what)) {  // raise "text"
    return Value::object(vm.make_exception(types.exception, {what}));
  }
  return vm.type_error("exceptions must derive from BaseException");
}

bool set_cause(Vm& vm, Exception* exception, Value cause) {
  if (!cause.is_none()) {
    if (is_class(cause) && is_subclass(as<Class>(cause), types.base_exception)) {
      cause = vm.call(cause, {});
      if (cause.is_error()) return false;
    }
    if (!is_exception(cause)) {
      vm.type_error("exception causes must derive from BaseException");
      return false;
    }
  }
  vm.heap().touch(exception);
  exception->cause = cause;
  exception->has_cause = true;
  exception->suppress_context = true;
  return true;
}

int exception_matches(Vm& vm, Value exception, Value classes) {
  auto is_catchable = [](const Value& v) {
    return is_class(v) && is_subclass(as<Class>(v), types.base_exception);
  };
  if (is_catchable(classes)) return is_instance(exception, as<Class>(classes));
  // The members of a tuple must all be classes, also those behind the one that matches.
  const Tuple* tuple = is_kind(classes, Kind::kTuple) ? as<Tuple>(classes) : nullptr;
  bool valid = tuple != nullptr;
  bool match = false;
  for (uint64_t n = 0; valid && n < tuple->size; n++) {
    valid = is_catchable(tuple->items[n]);
    match |= valid && is_instance(exception, as<Class>(tuple->items[n]));
  }
  if (valid) return match;
  vm.type_error("catching classes that do not inherit from BaseException is not allowed");
  return -1;
}

Value name_error(Vm& vm, Str* name) {
  Value error = vm.raise(types.name_error, "name '{}' is not defined", name->view());
  set_attr(vm, vm.pending(), names.name_attr, Value::object(name));
  if (vm.frame() != nullptr) explain_left_behind(vm, name);
  return error;
}

Value unbound_local(Vm& vm, Str* name) {
  Value error =
      vm.raise(types.unbound_local_error,
               "cannot access local variable '{}' where it is not associated with a "
               "value",
               name->view());
  set_attr(vm, vm.pending(), names.name_attr, Value::object(name));
  return error;
}

Value unbound_free(Vm& vm, Str* name) {
  Value error =
      vm.raise(types.name_error,
               "cannot access free variable '{}' where it is not associated with a "
               "value in enclosing scope",
               name->view());
  set_attr(vm, vm.pending(), names.name_attr, Value::object(name));
  return error;
}

}  // namespace scriptling
