// class type: what every class can do.

#include "interp/class_parts.h"
#include "interp/protocol.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kGetter = NativeBinding::kGetter;

Class* self_class(const Args& args) { return as<Class>(args[0]); }

Value type_call(Vm& vm, const Args& args) {
  Class* cls = self_class(args);
  if (cls == types.type && args.rest_count == 1 && args.keywords == nullptr) {
    return Value::object(class_of(args.rest[0]));
  }
  uint32_t named = args.keywords ? args.keywords->live : 0;
  Tuple* all = make_tuple(vm.heap(), 1 + args.rest_count + named);
  Tuple* keyword_names = named > 0 ? make_tuple(vm.heap(), named) : nullptr;
  all->items[0] = args[0];
  std::copy(args.rest, args.rest + args.rest_count, all->items + 1);
  uint32_t position = 0, at = 0;
  for (TableEntry* e; named > 0 && table_next(args.keywords->table, &position, &e);
       at++) {
    keyword_names->items[at] = e->key;
    all->items[1 + args.rest_count + at] = e->value;
  }
  return vm.instantiate(cls, all, args.rest_count, keyword_names);
}

Value type_new(Vm& vm, const Args& args) {
  if (!is_class(args[0]) || !is_subclass(self_class(args), types.type)) {
    return vm.type_error("type.__new__(X): X is not a type object ({})",
                         type_name(args[0]));
  }
  if (args.rest_count == 1 && self_class(args) == types.type) {
    return Value::object(class_of(args.rest[0]));
  }
  if (args.rest_count != 3) return vm.type_error("type() takes 1 or 3 arguments");
  static constexpr const char* kWanted[] = {"str", "tuple", "dict"};
  static constexpr Kind kKinds[] = {Kind::kStr, Kind::kTuple, Kind::kDict};
  for (int n = 0; n < 3; n++) {
    if (is_kind(args.rest[n], kKinds[n])) continue;
    return vm.type_error("type.__new__() argument {} must be {}, not {}", n + 1,
                         kWanted[n], type_name(args.rest[n]));
  }
  // A metaclass of the bases makes it in its own way.
  Class* meta = most_derived_metaclass(vm, self_class(args), as<Tuple>(args.rest[1]));
  if (meta == nullptr) return Value::error();
  if (meta != self_class(args)) {
    Value maker = get_attr(vm, Value::object(meta), names.new_);
    if (maker.is_error()) return maker;
    bool is_own = is_kind(maker, Kind::kNative) && as<Native>(maker)->fn == type_new;
    if (!is_own) {
      return vm.call_dict(maker,
                          std::initializer_list<Value>{Value::object(meta), args.rest[0],
                                                       args.rest[1], args.rest[2]},
                          args.keywords);
    }
  }
  return make_user_class(vm, meta, as<Str>(args.rest[0]), as<Tuple>(args.rest[1]),
                         as<Dict>(args.rest[2]), args.keywords);
}

Value type_init(Vm& vm, const Args& args) {
  if (args.rest_count == 1 || args.rest_count == 3) return Value::none();
  return vm.type_error("type.__init__() takes 1 or 3 arguments");
}

Value type_prepare(Vm& vm, const Args&) { return Value::object(make_dict(vm.heap())); }

Value type_mro_method(Vm& vm, const Args& args) {
  Class* cls = self_class(args);
  Tuple* mro = cls->has(kImmortal) ? cls->mro : compute_mro(vm, cls, cls->bases);
  if (mro == nullptr) return Value::error();
  return Value::object(
      make_list(vm.heap(), std::span<const Value>(mro->items, mro->size)));
}

bool has_base(const Class* cls, const Class* base) {
  for (uint64_t n = 0; n < cls->bases->size; n++) {
    if (cls->bases->items[n].o == base) return true;
  }
  return false;
}

Value type_subclasses(Vm& vm, const Args& args) {
  Class* cls = self_class(args);
  List* list = make_list(vm.heap());
  list_reserve(vm.heap(), list,
               cls->subclass_count);  // A collection takes dead ones out.
  for (uint64_t n = 0; n < cls->subclass_count; n++) {
    Value v = cls->subclasses->items[n];
    if (has_base(as<Class>(v), cls)) list_append(vm.heap(), list, v);
  }
  return Value::object(list);
}

Value type_instancecheck(Vm&, const Args& args) {
  return Value::boolean(is_instance(args[1], self_class(args)));
}

Value type_subclasscheck(Vm& vm, const Args& args) {
  if (!is_class(args[1])) return vm.type_error("issubclass() arg 1 must be a class");
  return Value::boolean(is_subclass(as<Class>(args[1]), self_class(args)));
}

Value type_or(Vm& vm, const Args& args) { return make_union(vm, args[0], args[1]); }
Value type_ror(Vm& vm, const Args& args) { return make_union(vm, args[1], args[0]); }

Value type_repr(Vm& vm, const Args& args) { return from_str(core_repr(vm, args[0])); }

// -- Attributes of classes --------------------------------------------------------------

bool check_mutable(Vm& vm, Class* cls, const char* name) {
  if (!cls->has(kImmortal)) return true;
  vm.type_error("cannot set '{}' attribute of immutable type '{}'", name,
                cls->name->view());
  return false;
}

Value type_get_name(Vm&, const Args& args) {
  return Value::object(self_class(args)->name);
}

Value type_set_name(Vm& vm, const Args& args) {
  Class* cls = self_class(args);
  if (!check_mutable(vm, cls, "__name__")) return Value::error();
  if (!is_str(args[1])) {
    return vm.type_error("can only assign string to {}.__name__, not '{}'",
                         cls->name->view(), type_name(args[1]));
  }
  if (!check_class_name(vm, as<Str>(args[1]))) return Value::error();
  vm.heap().touch(cls);
  cls->name = as<Str>(args[1]);
  return Value::none();
}

Value type_get_qualname(Vm&, const Args& args) {
  return Value::object(self_class(args)->qualname);
}

Value type_set_qualname(Vm& vm, const Args& args) {
  Class* cls = self_class(args);
  if (!check_mutable(vm, cls, "__qualname__")) return Value::error();
  if (!is_str(args[1])) {
    return vm.type_error("can only assign string to {}.__qualname__, not '{}'",
                         cls->name->view(), type_name(args[1]));
  }
  vm.heap().touch(cls);
  cls->qualname = as<Str>(args[1]);
  return Value::none();
}

Value type_get_module(Vm& vm, const Args& args) {
  Value* v = dict_find(self_class(args)->dict, names.module);
  return v ? *v : str_value(vm, "builtins");
}

Value type_set_module(Vm& vm, const Args& args) {
  Class* cls = self_class(args);
  if (!check_mutable(vm, cls, "__module__")) return Value::error();
  return from_bool(class_set_attr(vm, cls, names.module, args[1]));
}

Value type_get_bases(Vm&, const Args& args) {
  return Value::object(self_class(args)->bases);
}

Value type_get_base(Vm&, const Args& args) {
  Class* cls = self_class(args);
  if (cls->bases->size == 0) return Value::none();
  for (uint64_t n = 0; n < cls->bases->size; n++) {
    auto* base = as<Class>(cls->bases->items[n]);
    if (base->layout == cls->layout) return Value::object(base);
  }
  return cls->bases->items[0];
}

Value type_set_bases(Vm& vm, const Args& args) {
  Class* cls = self_class(args);
  if (!check_mutable(vm, cls, "__bases__")) return Value::error();
  if (!is_kind(args[1], Kind::kTuple) || as<Tuple>(args[1])->size == 0) {
    Str* text = is_kind(args[1], Kind::kTuple) ? repr(vm, args[1]) : cls->name;
    if (text == nullptr) return Value::error();
    return vm.type_error(
        "can only assign {}tuple to {}.__bases__, not {}",
        is_kind(args[1], Kind::kTuple) ? "non-empty " : "", cls->name->view(),
        is_kind(args[1], Kind::kTuple) ? text->view() : type_name(args[1]));
  }
  auto* bases = as<Tuple>(args[1]);
  for (uint64_t n = 0; n < bases->size; n++) {
    if (!is_class(bases->items[n]) || is_subclass(as<Class>(bases->items[n]), cls) ||
        as<Class>(bases->items[n])->layout != cls->layout) {
      return vm.type_error("__bases__ assignment: '{}' object layout differs from '{}'",
                           type_name(bases->items[n]), cls->name->view());
    }
  }
  Tuple* mro = compute_mro(vm, cls, bases);
  if (mro == nullptr) return Value::error();
  leave_bases(vm, cls);
  vm.heap().touch(cls);
  cls->bases = bases;
  cls->mro = mro;
  refresh_class(vm, cls);
  join_bases(vm, cls);
  class_changed(vm, cls, cls->class_flags);
  return Value::none();
}

Value type_get_mro(Vm&, const Args& args) { return Value::object(self_class(args)->mro); }

Value type_get_dict(Vm& vm, const Args& args) {
  auto* proxy = vm.heap().make<MappingProxy>(Kind::kMappingProxy, types.mappingproxy);
  proxy->dict = self_class(args)->dict;
  return Value::object(proxy);
}

Value type_get_doc(Vm& vm, const Args& args) {
  Class* cls = self_class(args);
  if (Value* v = dict_find(cls->dict, names.doc)) {
    return bind_descriptor(vm, *v, Value::undefined(), cls);
  }
  return cls->doc ? str_value(vm, cls->doc) : Value::none();
}

Value type_set_doc(Vm& vm, const Args& args) {
  Class* cls = self_class(args);
  if (!check_mutable(vm, cls, "__doc__")) return Value::error();
  return from_bool(class_set_attr(vm, cls, names.doc, args[1]));
}

Value type_get_annotations(Vm& vm, const Args& args) {
  Class* cls = self_class(args);
  if (Value* v = dict_find(cls->dict, names.annotations)) return *v;
  if (cls->has(kImmortal)) return no_attribute(vm, args[0], names.annotations);
  Value made = Value::object(make_dict(vm.heap()));
  return class_set_attr(vm, cls, names.annotations, made) ? made : Value::error();
}

Value type_set_annotations(Vm& vm, const Args& args) {
  return from_bool(class_set_attr(vm, self_class(args), names.annotations, args[1]));
}

Value type_get_abstract(Vm& vm, const Args& args) {
  Value* v = dict_find(self_class(args)->dict, names.abstractmethods);
  return v ? *v : no_attribute(vm, args[0], names.abstractmethods);
}

Value type_set_abstract(Vm& vm, const Args& args) {
  Class* cls = self_class(args);
  if (!class_set_attr(vm, cls, names.abstractmethods, args[1])) return Value::error();
  int any = truth(vm, args[1]);
  if (any < 0) return Value::error();
  cls->class_flags = any ? cls->class_flags | kAbstract : cls->class_flags & ~kAbstract;
  return Value::none();
}

constexpr NativeDef kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", type_new, nullptr, NativeBinding::kStaticMethod},
    {"__init__(self, /, *args, **kwargs)", type_init, nullptr, kMethod},
    {"__call__(self, /, *args, **kwargs)", type_call, "Call self as a function.",
     kMethod},
    {"__prepare__(cls, /, *args, **kwargs)", type_prepare, nullptr,
     NativeBinding::kClassMethod},
    {"__repr__(self, /)", type_repr, "Return repr(self).", kMethod},
    {"__or__(self, value, /)", type_or, "Return self|value.", kMethod},
    {"__ror__(self, value, /)", type_ror, "Return value|self.", kMethod},
    {"__instancecheck__(self, instance, /)", type_instancecheck,
     "Check if an object is an instance.", kMethod},
    {"__subclasscheck__(self, subclass, /)", type_subclasscheck,
     "Check if a class is a subclass.", kMethod},
    {"__subclasses__(self, /)", type_subclasses, "Return a list of immediate subclasses.",
     kMethod},
    {"mro(self, /)", type_mro_method, "Return a type's method resolution order.",
     kMethod},
    {"__name__(self)", type_get_name, nullptr, kGetter, type_set_name},
    {"__qualname__(self)", type_get_qualname, nullptr, kGetter, type_set_qualname},
    {"__module__(self)", type_get_module, nullptr, kGetter, type_set_module},
    {"__bases__(self)", type_get_bases, nullptr, kGetter, type_set_bases},
    {"__base__(self)", type_get_base, nullptr, kGetter},
    {"__mro__(self)", type_get_mro, nullptr, kGetter},
    {"__dict__(self)", type_get_dict, nullptr, kGetter},
    {"__doc__(self)", type_get_doc, nullptr, kGetter, type_set_doc},
    {"__annotations__(self)", type_get_annotations, nullptr, kGetter,
     type_set_annotations},
    {"__abstractmethods__(self)", type_get_abstract, nullptr, kGetter, type_set_abstract},
};

}  // namespace

void define_type() { add_methods(types.type, kMethods); }

}  // namespace scriptling
