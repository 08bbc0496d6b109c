// Exceptions: what all have, and the fields that some classes add.

#include <iterator>

#include "interp/exception_fields.h"
#include "interp/protocol.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kGetter = NativeBinding::kGetter;

Exception* self_exception(const Args& args) { return as<Exception>(args[0]); }

Exception* writable(Vm& vm, const Args& args) {
  vm.heap().touch(args[0].o);
  return self_exception(args);
}

Value exception_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.base_exception);
  if (cls == nullptr || !check_instantiable(vm, cls)) return Value::error();
  // Those with a __new__ of their own have fields that only that one fills.
  for (const Class* own : {types.base_exception_group, types.os_error}) {
    if (!is_subclass(cls, own)) continue;
    return vm.type_error("BaseException.__new__({0}) is not safe, use {0}.__new__()",
                         cls->name->view());
  }
  auto* e = static_cast<Exception*>(allocate_instance(vm, cls));
  e->args = make_tuple(vm.heap(), {args.rest, args.rest_count});
  return Value::object(e);
}

Value exception_init(Vm& vm, const Args& args) {
  if (args.keywords != nullptr && args.keywords->live > 0) {
    return vm.type_error("{}() takes no keyword arguments", type_name(args[0]));
  }
  writable(vm, args)->args = make_tuple(vm.heap(), {args.rest, args.rest_count});
  return Value::none();
}

Value exception_repr_method(Vm& vm, const Args& args) {
  std::string text = exception_repr(vm, self_exception(args));
  return vm.has_pending() ? Value::error() : str_value(vm, text);
}

Value exception_str(Vm& vm, const Args& args) {
  Tuple* values = self_exception(args)->args;
  if (values->size == 0) return Value::object(names.empty);
  if (values->size == 1) return from_str(to_str(vm, values->items[0]));
  return from_str(repr(vm, Value::object(values)));
}

// So that a missing key with odd characters, or an empty one, shows.
Value key_error_str(Vm& vm, const Args& args) {
  Tuple* values = self_exception(args)->args;
  if (values->size == 1) return from_str(repr(vm, values->items[0]));
  return exception_str(vm, args);
}

Value get_args(Vm&, const Args& args) {
  return Value::object(self_exception(args)->args);
}
Value set_args(Vm& vm, const Args& args) {
  Tuple* values = tuple_of(vm, args[1]);
  if (values == nullptr) return Value::error();
  writable(vm, args)->args = values;
  return Value::none();
}

Value get_traceback(Vm&, const Args& args) {
  Object* traceback = self_exception(args)->traceback;
  return traceback ? Value::object(traceback) : Value::none();
}
Value set_traceback(Vm& vm, const Args& args) {
  if (!args[1].is_none() && !is_kind(args[1], Kind::kTraceback)) {
    return vm.type_error("__traceback__ must be a traceback or None");
  }
  writable(vm, args)->traceback = args[1].is_none() ? nullptr : args[1].o;
  return Value::none();
}
Value with_traceback(Vm& vm, const Args& args) {
  return set_traceback(vm, args).is_error() ? Value::error() : args[0];
}

bool check_link(Vm& vm, Value v, const char* what) {
  if (v.is_none() || is_exception(v)) return true;
  vm.type_error("exception {} must be None or derive from BaseException", what);
  return false;
}

Value get_cause(Vm&, const Args& args) { return self_exception(args)->cause; }
Value set_cause_method(Vm& vm, const Args& args) {
  if (!check_link(vm, args[1], "cause")) return Value::error();
  Exception* e = writable(vm, args);
  e->cause = args[1];
  e->has_cause = e->suppress_context = true;
  return Value::none();
}

Value get_context(Vm&, const Args& args) { return self_exception(args)->context; }
Value set_context(Vm& vm, const Args& args) {
  if (!check_link(vm, args[1], "context")) return Value::error();
  writable(vm, args)->context = args[1];
  return Value::none();
}

Value get_suppress(Vm&, const Args& args) {
  return Value::boolean(self_exception(args)->suppress_context);
}
Value set_suppress(Vm& vm, const Args& args) {
  if (!args[1].is_bool()) return vm.type_error("attribute value type must be bool");
  writable(vm, args)->suppress_context = args[1].is_true();
  return Value::none();
}

Value add_note(Vm& vm, const Args& args) {
  if (!is_str(args[1])) {
    return vm.type_error("note must be a str, not '{}'", type_name(args[1]));
  }
  if (self_exception(args)->notes == nullptr) {
    writable(vm, args)->notes = make_list(vm.heap());
  }
  list_append(vm.heap(), self_exception(args)->notes, args[1]);
  return Value::none();
}
Value get_notes(Vm& vm, const Args& args) {
  List* notes = self_exception(args)->notes;
  return notes ? Value::object(notes) : no_attribute(vm, args[0], names.notes);
}
Value set_notes(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kList))
    return vm.type_error("Cannot add note: __notes__ is not a list");
  writable(vm, args)->notes = as<List>(args[1]);
  return Value::none();
}

// object's own, but found before those of classes behind this one.
Value exception_setattr(Vm& vm, const Args& args) {
  if (!is_str(args[1])) {
    return vm.type_error("attribute name must be string, not '{}'", type_name(args[1]));
  }
  Str* name = attr_name(vm, as<Str>(args[1]));
  Value v = args.count == 3 ? args[2] : Value::undefined();
  return generic_set_attr(vm, args[0], name, v) ? Value::none() : Value::error();
}

constexpr NativeDef kBaseException[] = {
    {"__setattr__(self, name, value, /)", exception_setattr,
     "Implement setattr(self, name, value).", kMethod},
    {"__delattr__(self, name, /)", exception_setattr, "Implement delattr(self, name).",
     kMethod},
    {"__new__(cls, /, *args, **kwargs)", exception_new, nullptr,
     NativeBinding::kStaticMethod},
    {"__init__(self, /, *args, **kwargs)", exception_init,
     "Initialize self.  See help(type(self)) for accurate signature.", kMethod},
    {"__repr__(self, /)", exception_repr_method, "Return repr(self).", kMethod},
    {"__str__(self, /)", exception_str, "Return str(self).", kMethod},
    {"with_traceback(self, tb, /)", with_traceback,
     "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self.",
     kMethod},
    {"add_note(self, note, /)", add_note,
     "Exception.add_note(note) --\n    add a note to the exception", kMethod},
    {"args(self)", get_args, nullptr, kGetter, set_args},
    {"__traceback__(self)", get_traceback, nullptr, kGetter, set_traceback},
    {"__cause__(self)", get_cause, "exception cause", kGetter, set_cause_method},
    {"__context__(self)", get_context, "exception context", kGetter, set_context},
    {"__suppress_context__(self)", get_suppress, nullptr, kGetter, set_suppress},
    {"__notes__(self)", get_notes, nullptr, kGetter, set_notes},
};

constexpr NativeDef kInit[] = {
    {"__init__(self, /, *args, **kwargs)", exception_init,
     "Initialize self.  See help(type(self)) for accurate signature.", kMethod},
};
constexpr NativeDef kNew[] = {
    {"__new__(cls, /, *args, **kwargs)", exception_new, nullptr,
     NativeBinding::kStaticMethod},
};

constexpr NativeDef kKeyError[] = {
    {"__str__(self, /)", key_error_str, "Return str(self).", kMethod},
};

// In Python most exceptions have these two again, which shows in classes with several
// bases: the __init__ of a base behind an exception is not called.
void define_init_and_new() {
  Class* const all[] = {
#define CLASS(field, ...) types.field,
      SCRIPTLING_EXCEPTIONS(CLASS)
#undef CLASS
  };
  for (size_t n = std::size(all); n-- > 0;) {  // A base stands before those below it.
    Class* cls = all[n];
    const Value* definer = cls->mro->items;
    while (dict_find(as<Class>(*definer)->dict, names.init) == nullptr) definer++;
    if (definer->o != types.base_exception || cls == types.base_exception) continue;
    add_methods(cls, kInit);
    bool has_fields =
        cls == types.key_error || cls == types.stop_iteration || cls == types.system_exit;
    if (!has_fields) add_methods(cls, kNew);
  }
}

}  // namespace

std::string exception_repr(Vm& vm, Exception* e) {
  std::string out(e->cls->name->view());
  if (e->args->size == 1) {
    Str* text = repr(vm, e->args->items[0]);
    if (text != nullptr) out.append("(").append(text->view()).append(")");
  } else {
    Str* text = repr(vm, Value::object(e->args));
    if (text != nullptr) out.append(text->view());
  }
  return out;
}

void define_exceptions() {
  add_methods(types.base_exception, kBaseException);
  types.base_exception->class_flags &=
      ~uint32_t{kHasSetattr};  // It does what is done anyway.
  add_methods(types.key_error, kKeyError);
  define_exception_fields();
  define_exception_groups();
  define_init_and_new();
  define_tracebacks();
}

}  // namespace scriptling
