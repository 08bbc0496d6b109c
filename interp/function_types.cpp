// Attributes of functions, natives, methods, code and modules.

#include "interp/module.h"
#include "interp/protocol.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kGetter = NativeBinding::kGetter;

Value or_none(const Object* o) { return o == nullptr ? Value::none() : Value::object(o); }

// f(*args, **kwargs) for __call__ of something callable.
Value call_self(Vm& vm, const Args& args) {
  return vm.call_dict(args[0], {args.rest, args.rest_count}, args.keywords);
}

// __get__(instance, owner)
Value descriptor_get(Vm& vm, const Args& args) {
  Value instance = args.has(1) ? args[1] : Value::undefined();
  Class* owner =
      args.has(2) && is_class(args[2]) ? as<Class>(args[2]) : class_of(args[1]);
  // None as an instance: only when its class is given as well.
  if (args[1].is_none() && owner == types.none) instance = args[1];
  return bind_descriptor(vm, args[0], instance, owner);
}

// -- Functions --------------------------------------------------------------------------

Function* self_function(const Args& args) { return as<Function>(args[0]); }

Function* writable(Vm& vm, const Args& args) {
  vm.heap().touch(args[0].o);
  return self_function(args);
}

Value function_name(Vm&, const Args& args) {
  return Value::object(self_function(args)->name);
}
Value function_set_name(Vm& vm, const Args& args) {
  if (!is_str(args[1])) return vm.type_error("__name__ must be set to a string object");
  writable(vm, args)->name = as<Str>(args[1]);
  return Value::none();
}

Value function_qualname(Vm&, const Args& args) {
  return Value::object(self_function(args)->qualname);
}
Value function_set_qualname(Vm& vm, const Args& args) {
  if (!is_str(args[1]))
    return vm.type_error("__qualname__ must be set to a string object");
  writable(vm, args)->qualname = as<Str>(args[1]);
  return Value::none();
}

Value function_doc(Vm&, const Args& args) { return self_function(args)->doc; }
Value function_set_doc(Vm& vm, const Args& args) {
  writable(vm, args)->doc = args[1];
  return Value::none();
}

Value function_module(Vm&, const Args& args) {
  Function* f = self_function(args);
  Value* v = f->attrs == nullptr ? nullptr : dict_find(f->attrs, names.module);
  if (v == nullptr) v = dict_find(f->unit->globals, names.name);
  return v == nullptr ? Value::none() : *v;
}
Value function_set_module(Vm& vm, const Args& args) {
  dict_set(vm.heap(), instance_dict(vm, args[0].o), names.module, args[1]);
  return Value::none();
}

Value function_defaults(Vm&, const Args& args) {
  return or_none(self_function(args)->defaults);
}
Value function_set_defaults(Vm& vm, const Args& args) {
  if (!args[1].is_none() && !is_kind(args[1], Kind::kTuple)) {
    return vm.type_error("__defaults__ must be set to a tuple object");
  }
  Tuple* defaults = args[1].is_none() ? nullptr : as<Tuple>(args[1]);
  uint64_t most = self_function(args)->unit->proto->positional;
  if (defaults != nullptr && defaults->size > most) {
    defaults = make_tuple(
        vm.heap(),
        std::span<const Value>(defaults->items + (defaults->size - most), most));
  }
  writable(vm, args)->defaults = defaults;
  return Value::none();
}

Value function_kwdefaults(Vm&, const Args& args) {
  return or_none(self_function(args)->kwdefaults);
}
Value function_set_kwdefaults(Vm& vm, const Args& args) {
  if (!args[1].is_none() && !is_kind(args[1], Kind::kDict)) {
    return vm.type_error("__kwdefaults__ must be set to a dict object");
  }
  writable(vm, args)->kwdefaults = args[1].is_none() ? nullptr : as<Dict>(args[1]);
  return Value::none();
}

Value function_annotations(Vm& vm, const Args& args) {
  Function* f = self_function(args);
  if (f->annotations == nullptr) writable(vm, args)->annotations = make_dict(vm.heap());
  return Value::object(f->annotations);
}
Value function_set_annotations(Vm& vm, const Args& args) {
  if (!args[1].is_none() && !is_kind(args[1], Kind::kDict)) {
    return vm.type_error("__annotations__ must be set to a dict object");
  }
  writable(vm, args)->annotations = args[1].is_none() ? nullptr : as<Dict>(args[1]);
  return Value::none();
}

Value function_closure(Vm&, const Args& args) {
  return or_none(self_function(args)->closure);
}
Value function_code(Vm&, const Args& args) {
  return Value::object(self_function(args)->unit);
}
Value function_globals(Vm&, const Args& args) {
  return Value::object(self_function(args)->unit->globals);
}

constexpr NativeDef kFunction[] = {
    {"__call__(self, /, *args, **kwargs)", call_self, "Call self as a function.",
     kMethod},
    {"__get__(self, instance, owner=None, /)", descriptor_get, nullptr, kMethod},
    {"__name__(self)", function_name, nullptr, kGetter, function_set_name},
    {"__qualname__(self)", function_qualname, nullptr, kGetter, function_set_qualname},
    {"__doc__(self)", function_doc, nullptr, kGetter, function_set_doc},
    {"__module__(self)", function_module, nullptr, kGetter, function_set_module},
    {"__defaults__(self)", function_defaults, nullptr, kGetter, function_set_defaults},
    {"__kwdefaults__(self)", function_kwdefaults, nullptr, kGetter,
     function_set_kwdefaults},
    {"__annotations__(self)", function_annotations, nullptr, kGetter,
     function_set_annotations},
    {"__closure__(self)", function_closure, nullptr, kGetter},
    {"__code__(self)", function_code, nullptr, kGetter},
    {"__globals__(self)", function_globals, nullptr, kGetter},
};

// -- Code -------------------------------------------------------------------------------

const Proto* self_proto(const Args& args) { return as<Unit>(args[0])->proto; }

template <class Names>
Value tuple_of_names(Vm& vm, const Names& all, size_t from, size_t to) {
  List* list = make_list(vm.heap());
  for (size_t n = from; n < to && n < all.size(); n++) {
    if (all[n] != nullptr) list_append(vm.heap(), list, Value::object(all[n]));
  }
  Tuple* tuple = tuple_of(vm, Value::object(list));
  return tuple ? Value::object(tuple) : Value::error();
}

Value code_name(Vm&, const Args& args) { return Value::object(self_proto(args)->name); }
Value code_qualname(Vm&, const Args& args) {
  return Value::object(self_proto(args)->qualname);
}
Value code_argcount(Vm&, const Args& args) {
  return Value::integer(self_proto(args)->positional);
}
Value code_posonly(Vm&, const Args& args) {
  return Value::integer(self_proto(args)->positional_only);
}
Value code_kwonly(Vm&, const Args& args) {
  return Value::integer(self_proto(args)->keyword_only);
}
Value code_varnames(Vm& vm, const Args& args) {
  const auto& all = self_proto(args)->local_names;
  return tuple_of_names(vm, all, 0, all.size());
}
Value code_nlocals(Vm&, const Args& args) {
  int64_t count = 0;
  for (const Str* name : self_proto(args)->local_names) count += name != nullptr;
  return Value::integer(count);
}
Value code_freevars(Vm& vm, const Args& args) {
  const auto& all = self_proto(args)->free_names;
  return tuple_of_names(vm, all, 0, all.size());
}
Value code_filename(Vm& vm, const Args& args) {
  return str_value(vm, self_proto(args)->program->source->name());
}
Value code_firstlineno(Vm&, const Args& args) {
  return Value::integer(self_proto(args)->first_line);
}
// CO_OPTIMIZED | CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_GENERATOR and so on.
Value code_flags(Vm&, const Args& args) {
  const Proto* p = self_proto(args);
  int64_t flags = p->kind == FunctionKind::kModule ? 0 : 3;
  if (p->has_varargs) flags |= 0x04;
  if (p->has_kwargs) flags |= 0x08;
  if (p->is_generator && p->is_coroutine) {
    flags |= 0x200;
  } else if (p->is_generator) {
    flags |= 0x20;
  } else if (p->is_coroutine) {
    flags |= 0x80;
  }
  return Value::integer(flags);
}

constexpr NativeDef kCode[] = {
    {"co_name(self)", code_name, nullptr, kGetter},
    {"co_qualname(self)", code_qualname, nullptr, kGetter},
    {"co_argcount(self)", code_argcount, nullptr, kGetter},
    {"co_posonlyargcount(self)", code_posonly, nullptr, kGetter},
    {"co_kwonlyargcount(self)", code_kwonly, nullptr, kGetter},
    {"co_varnames(self)", code_varnames, nullptr, kGetter},
    {"co_nlocals(self)", code_nlocals, nullptr, kGetter},
    {"co_freevars(self)", code_freevars, nullptr, kGetter},
    {"co_filename(self)", code_filename, nullptr, kGetter},
    {"co_firstlineno(self)", code_firstlineno, nullptr, kGetter},
    {"co_flags(self)", code_flags, nullptr, kGetter},
};

// -- Natives and methods ----------------------------------------------------------------

Native* self_native(const Args& args) { return as<Native>(args[0]); }

Value native_name(Vm&, const Args& args) {
  return Value::object(self_native(args)->name);
}
Value native_qualname(Vm&, const Args& args) {
  return Value::object(self_native(args)->qualname);
}
Value native_doc(Vm& vm, const Args& args) {
  const char* doc = self_native(args)->doc;
  return doc ? str_value(vm, doc) : Value::none();
}
Value native_module(Vm& vm, const Args& args) {
  Native* native = self_native(args);
  bool is_method = native->owner != nullptr || !native->self.is_undefined();
  return is_method ? Value::none() : str_value(vm, "builtins");
}
Value native_self(Vm& vm, const Args& args) {
  Value self = self_native(args)->self;
  return self.is_undefined() ? Value::none() : self;
}
Value native_objclass(Vm& vm, const Args& args) {
  Class* owner = self_native(args)->owner;
  static Str* const name = intern("__objclass__");
  return owner ? Value::object(owner) : no_attribute(vm, args[0], name);
}
// "(iterable, /, *, key=None)"
Value native_text_signature(Vm& vm, const Args& args) {
  const NativeSignature* signature = self_native(args)->signature;
  return str_value(vm, std::string_view(signature->text).substr(signature->name.size()));
}

constexpr NativeDef kNative[] = {
    {"__call__(self, /, *args, **kwargs)", call_self, "Call self as a function.",
     kMethod},
    {"__get__(self, instance, owner=None, /)", descriptor_get, nullptr, kMethod},
    {"__name__(self)", native_name, nullptr, kGetter},
    {"__qualname__(self)", native_qualname, nullptr, kGetter},
    {"__doc__(self)", native_doc, nullptr, kGetter},
    {"__module__(self)", native_module, nullptr, kGetter},
    {"__self__(self)", native_self, nullptr, kGetter},
    {"__objclass__(self)", native_objclass, nullptr, kGetter},
    {"__text_signature__(self)", native_text_signature, nullptr, kGetter},
};

Value method_new(Vm& vm, const Args& args) {
  if (args[2].is_none()) return vm.type_error("instance must not be None");
  return make_bound_method(vm, args[1], args[2]);
}
Value method_self(Vm&, const Args& args) { return as<BoundMethod>(args[0])->self; }
Value method_func(Vm&, const Args& args) { return as<BoundMethod>(args[0])->function; }
Value method_get(Vm&, const Args& args) { return args[0]; }

constexpr NativeDef kBoundMethod[] = {
    {"__new__(cls, function, instance, /)", method_new, nullptr,
     NativeBinding::kStaticMethod},
    {"__call__(self, /, *args, **kwargs)", call_self, "Call self as a function.",
     kMethod},
    {"__get__(self, instance, owner=None, /)", method_get, nullptr, kMethod},
    {"__self__(self)", method_self, nullptr, kGetter},
    {"__func__(self)", method_func, nullptr, kGetter},
};

// -- Modules ----------------------------------------------------------------------------

Value module_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.module);
  if (cls == nullptr) return Value::error();
  auto* module = static_cast<Module*>(allocate_instance(vm, cls));
  module->dict = make_dict(vm.heap());
  module->name = names.empty;
  return Value::object(module);
}

Value module_init(Vm& vm, const Args& args) {
  auto* module = as<Module>(args[0]);
  Str* name = to_str_arg(vm, args[1], "module name");
  if (name == nullptr) return Value::error();
  vm.heap().touch(module);
  module->name = name;
  dict_set(vm.heap(), module->dict, names.name, args[1]);
  dict_set(vm.heap(), module->dict, names.doc, args.given(2) ? args[2] : Value::none());
  return Value::none();
}

constexpr NativeDef kModule[] = {
    {"__new__(cls, /, *args, **kwargs)", module_new, nullptr,
     NativeBinding::kStaticMethod},
    {"__init__(self, name, doc=None)", module_init, nullptr, kMethod},
};

}  // namespace

void define_function_types() {
  add_methods(types.function, kFunction);
  add_methods(types.code, kCode);
  add_methods(types.native, kNative);
  add_methods(types.method, kBoundMethod);
  add_methods(types.module, kModule);
  define_descriptor_types();
}

}  // namespace scriptling
