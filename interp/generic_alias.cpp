// list[int]: a class with arguments that nobody checks, for annotations and bases.

#include "interp/class_parts.h"
#include "interp/protocol.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

struct GenericAlias : Object {
  Value origin;
  Tuple* arguments;
};

void trace_alias(Object* o, Tracer& tracer) {
  auto* alias = static_cast<GenericAlias*>(o);
  tracer.visit(alias->origin);
  tracer.visit(alias->arguments);
}

constexpr TypeSlots kSlots{nullptr, trace_alias, nullptr};
Class* alias_class = nullptr;  // Set once, by init_core().

GenericAlias* self_alias(const Args& args) { return as<GenericAlias>(args[0]); }

Value alias_new(Vm& vm, const Args& args) {
  return make_generic_alias(vm, args[1], args[2]);
}

// Classes by their names, everything else by its repr. False: pending.
bool append_type(Vm& vm, std::string& out, Value v) {
  if (is_class(v)) {
    out += qualified_class_name(as<Class>(v));
  } else if (v.is_ellipsis()) {
    out += "...";
  } else if (v.is(Value::object(types.none))) {
    out += "None";
  } else {
    Str* text = repr(vm, v);
    if (text == nullptr) return false;
    out += text->view();
  }
  return true;
}

Value alias_repr(Vm& vm, const Args& args) {
  GenericAlias* alias = self_alias(args);
  std::string out;
  if (!append_type(vm, out, alias->origin)) return Value::error();
  out += "[";
  for (uint64_t n = 0; n < alias->arguments->size; n++) {
    if (n > 0) out += ", ";
    if (!append_type(vm, out, alias->arguments->items[n])) return Value::error();
  }
  out += alias->arguments->size == 0 ? "()]" : "]";
  return str_value(vm, out);
}

Value alias_call(Vm& vm, const Args& args) {
  return vm.call_dict(self_alias(args)->origin, {args.rest, args.rest_count},
                      args.keywords);
}

Value alias_getattr(Vm& vm, const Args& args) {
  if (!is_str(args[1])) return vm.type_error("attribute name must be string");
  return get_attr(vm, self_alias(args)->origin, as<Str>(args[1]));
}

Value alias_mro_entries(Vm& vm, const Args& args) {
  return Value::object(make_tuple(vm.heap(), {self_alias(args)->origin}));
}

Value alias_eq(Vm& vm, const Args& args) {
  if (!is_generic_alias(args[1])) return Value::not_implemented();
  auto* a = self_alias(args);
  auto* b = as<GenericAlias>(args[1]);
  if (!a->origin.is(b->origin)) return Value::boolean(false);
  return from_found(equals(vm, Value::object(a->arguments), Value::object(b->arguments)));
}

Value alias_hash(Vm& vm, const Args& args) {
  int64_t origin, arguments;
  if (!hash_value(vm, self_alias(args)->origin, &origin) ||
      !hash_value(vm, Value::object(self_alias(args)->arguments), &arguments)) {
    return Value::error();
  }
  return Value::integer(origin ^ arguments);
}

Value alias_instancecheck(Vm& vm, const Args&) {
  return vm.type_error("isinstance() argument 2 cannot be a parameterized generic");
}
Value alias_subclasscheck(Vm& vm, const Args&) {
  return vm.type_error("issubclass() argument 2 cannot be a parameterized generic");
}

Value alias_or(Vm& vm, const Args& args) { return make_union(vm, args[0], args[1]); }
Value alias_ror(Vm& vm, const Args& args) { return make_union(vm, args[1], args[0]); }
Value alias_origin(Vm&, const Args& args) { return self_alias(args)->origin; }
Value alias_arguments(Vm&, const Args& args) {
  return Value::object(self_alias(args)->arguments);
}

// Adds the type variables in `arg`, each once. False: pending.
bool add_variables(Vm& vm, List* found, Value arg) {
  static Str* const mark = intern("__typing_subst__");
  static Str* const parameters = intern("__parameters__");
  auto add = [&](Value variable) {
    for (uint64_t n = 0; n < found->size; n++) {
      if (found->items()[n].is(variable)) return;
    }
    list_append(vm.heap(), found, variable);
  };
  if (is_class(arg) || !arg.is_object()) return true;
  if (!vm.lookup(class_of(arg), mark).is_undefined()) {
    add(arg);
    return true;
  }
  Value inner = find_attr(vm, arg, parameters);
  if (inner.is_error()) return false;
  if (!is_kind(inner, Kind::kTuple)) return true;
  for (uint64_t n = 0; n < as<Tuple>(inner)->size; n++) add(as<Tuple>(inner)->items[n]);
  return true;
}

// The type variables in the arguments. Null: pending.
List* variables_of(Vm& vm, const GenericAlias* alias) {
  List* found = make_list(vm.heap());
  for (uint64_t n = 0; n < alias->arguments->size; n++) {
    if (!add_variables(vm, found, alias->arguments->items[n])) return nullptr;
  }
  return found;
}

Value alias_parameters(Vm& vm, const Args& args) {
  List* found = variables_of(vm, self_alias(args));
  return found == nullptr ? Value::error()
                          : Value::object(tuple_of(vm, Value::object(found)));
}

Value value_for(const List* variables, const Tuple* values, Value variable) {
  for (uint64_t n = 0; n < variables->size; n++) {
    if (variables->items()[n].is(variable)) return values->items[n];
  }
  return Value::undefined();
}

// The argument with values in the place of the variables in it.
Value substituted(Vm& vm, Value arg, const List* variables, const Tuple* values) {
  Value whole = value_for(variables, values, arg);
  if (!whole.is_undefined()) return whole;
  List* inner = make_list(vm.heap());
  if (!add_variables(vm, inner, arg)) return Value::error();
  if (inner->size == 0) return arg;
  Tuple* chosen = make_tuple(vm.heap(), inner->size);
  for (uint64_t n = 0; n < inner->size; n++) {
    chosen->items[n] = value_for(variables, values, inner->items()[n]);
  }
  return get_item(vm, arg, inner->size == 1 ? chosen->items[0] : Value::object(chosen));
}

Value alias_getitem(Vm& vm, const Args& args) {
  GenericAlias* alias = self_alias(args);
  List* variables = variables_of(vm, alias);
  if (variables == nullptr) return Value::error();
  Tuple* values = is_kind(args[1], Kind::kTuple) ? as<Tuple>(args[1])
                                                 : make_tuple(vm.heap(), {args[1]});
  if (variables->size != values->size) {
    Str* text = repr(vm, args[0]);
    if (text == nullptr) return Value::error();
    if (variables->size == 0) {
      return vm.type_error("{} is not a generic class", text->view());
    }
    return vm.type_error("Too {} arguments for {}; actual {}, expected {}",
                         values->size > variables->size ? "many" : "few", text->view(),
                         values->size, variables->size);
  }
  Tuple* arguments = make_tuple(vm.heap(), alias->arguments->size);
  for (uint64_t n = 0; n < arguments->size; n++) {
    Value v = substituted(vm, alias->arguments->items[n], variables, values);
    if (v.is_error()) return v;
    arguments->items[n] = v;
  }
  return make_generic_alias(vm, alias->origin, Value::object(arguments));
}

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kGetter = NativeBinding::kGetter;

constexpr NativeDef kMethods[] = {
    {"__new__(cls, origin, args, /)", alias_new, nullptr, NativeBinding::kStaticMethod},
    {"__repr__(self, /)", alias_repr, "Return repr(self).", kMethod},
    {"__getitem__(self, key, /)", alias_getitem, nullptr, kMethod},
    {"__call__(self, /, *args, **kwargs)", alias_call, "Call self as a function.",
     kMethod},
    {"__getattr__(self, name, /)", alias_getattr, nullptr, kMethod},
    {"__mro_entries__(self, bases, /)", alias_mro_entries, nullptr, kMethod},
    {"__eq__(self, value, /)", alias_eq, "Return self==value.", kMethod},
    {"__hash__(self, /)", alias_hash, "Return hash(self).", kMethod},
    {"__instancecheck__(self, instance, /)", alias_instancecheck, nullptr, kMethod},
    {"__subclasscheck__(self, cls, /)", alias_subclasscheck, nullptr, kMethod},
    {"__or__(self, value, /)", alias_or, "Return self|value.", kMethod},
    {"__ror__(self, value, /)", alias_ror, "Return value|self.", kMethod},
    {"__origin__(self)", alias_origin, nullptr, kGetter},
    {"__args__(self)", alias_arguments, nullptr, kGetter},
    {"__parameters__(self)", alias_parameters, nullptr, kGetter},
};

}  // namespace

bool is_generic_alias(const Value& v) {
  return is_kind(v, Kind::kNativeObject) && v.o->cls == alias_class;
}

Value generic_alias_origin(const Value& v) { return as<GenericAlias>(v)->origin; }
Tuple* generic_alias_args(const Value& v) { return as<GenericAlias>(v)->arguments; }

Value make_generic_alias(Vm& vm, Value origin, Value arguments) {
  auto* alias = vm.heap().make<GenericAlias>(Kind::kNativeObject, alias_class);
  alias->origin = origin;
  alias->arguments = is_kind(arguments, Kind::kTuple)
                         ? as<Tuple>(arguments)
                         : make_tuple(vm.heap(), {arguments});
  return Value::object(alias);
}

void define_generic_alias() {
  alias_class = make_class("types.GenericAlias", types.object, Kind::kNativeObject,
                           kMethods, &kSlots);
}

}  // namespace scriptling
