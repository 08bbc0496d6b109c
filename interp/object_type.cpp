// class object: what every value can do.

#include "interp/class_parts.h"
#include "interp/protocol.h"
#include "interp/reduce.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;

bool uses_own(Vm& vm, Class* cls, Str* name) {
  Value* own = dict_find(types.object->dict, name);
  return own != nullptr && vm.lookup(cls, name).is(*own);
}

bool has_arguments(const Args& args) {
  return args.rest_count > 0 || (args.keywords != nullptr && args.keywords->live > 0);
}

Value object_new(Vm& vm, const Args& args) {
  if (!is_class(args[0])) {
    return vm.type_error("object.__new__(X): X is not a type object ({})",
                         type_name(args[0]));
  }
  auto* cls = as<Class>(args[0]);
  if (has_arguments(args)) {
    if (!uses_own(vm, cls, names.new_)) {
      return vm.type_error(
          "object.__new__() takes exactly one argument (the type to instantiate)");
    }
    if (uses_own(vm, cls, names.init)) {
      return vm.type_error("{}() takes no arguments", cls->name->view());
    }
  }
  if (!check_instantiable(vm, cls)) return Value::error();
  if (cls->layout != types.object) {
    if (cls->layout->instance_kind == Kind::kFree ||
        (cls->layout->class_flags & kFinal)) {
      return vm.type_error("cannot create '{}' instances", cls->name->view());
    }
    return vm.type_error("object.__new__({}) is not safe, use {}.__new__()",
                         cls->name->view(), cls->layout->name->view());
  }
  return Value::object(allocate_instance(vm, cls));
}

Value object_init(Vm& vm, const Args& args) {
  if (!has_arguments(args)) return Value::none();
  Class* cls = class_of(args[0]);
  if (!uses_own(vm, cls, names.init)) {
    return vm.type_error(
        "object.__init__() takes exactly one argument (the instance to initialize)");
  }
  if (uses_own(vm, cls, names.new_)) {
    return vm.type_error(
        "{}.__init__() takes exactly one argument (the instance to initialize)",
        cls->name->view());
  }
  return Value::none();
}

// Kinds that have no __repr__ of their own print themselves here.
Value object_repr_method(Vm& vm, const Args& args) {
  bool by_kind = is_core(args[0]) && uses_own(vm, class_of(args[0]), names.repr);
  return from_str(by_kind ? core_repr(vm, args[0]) : object_repr(vm, args[0]));
}

Value object_str(Vm& vm, const Args& args) { return from_str(repr(vm, args[0])); }

Value object_format(Vm& vm, const Args& args) {
  if (!is_str(args[1])) {
    return vm.type_error("__format__() argument must be str, not {}", type_name(args[1]));
  }
  if (as<Str>(args[1])->size > 0) {
    return vm.type_error("unsupported format string passed to {}.__format__",
                         type_name(args[0]));
  }
  return from_str(to_str(vm, args[0]));
}

Value object_eq(Vm& vm, const Args& args) {
  if (args[0].is(args[1])) return Value::boolean(true);
  return Value::not_implemented();
}

Value object_ne(Vm& vm, const Args& args) {
  Value equal = call_method(vm, args[0], names.eq, {args[1]});
  if (equal.is_error() || equal.is_not_implemented()) return equal;
  int answer = truth(vm, equal);
  return answer < 0 ? Value::error() : Value::boolean(answer == 0);
}

Value object_hash(Vm& vm, const Args& args) {
  if (args[0].is_object()) return Value::integer(identity_hash(args[0].o));
  int64_t hash;
  return core_hash(vm, args[0], &hash) ? Value::integer(hash) : Value::error();
}

Str* name_argument(Vm& vm, Value v) {
  if (is_str(v)) return attr_name(vm, as<Str>(v));
  vm.type_error("attribute name must be string, not '{}'", type_name(v));
  return nullptr;
}

Value object_getattribute(Vm& vm, const Args& args) {
  Str* name = name_argument(vm, args[1]);
  return name ? generic_get_attr(vm, args[0], name) : Value::error();
}

Value object_setattr(Vm& vm, const Args& args) {
  Str* name = name_argument(vm, args[1]);
  return from_bool(name != nullptr && generic_set_attr(vm, args[0], name, args[2]));
}

Value object_delattr(Vm& vm, const Args& args) {
  Str* name = name_argument(vm, args[1]);
  return from_bool(name != nullptr &&
                   generic_set_attr(vm, args[0], name, Value::undefined()));
}

bool add_keys(Vm& vm, Set* found, const Dict* dict) {
  uint32_t position = 0;
  if (dict == nullptr) return true;
  for (TableEntry* e; table_next(dict->table, &position, &e);) {
    if (is_str(e->key) && set_add(vm, found, e->key) == Found::kError) return false;
  }
  return true;
}

Value object_dir(Vm& vm, const Args& args) {
  Set* found = make_set(vm.heap());
  Class* cls = class_of(args[0]);
  if (is_kind(args[0], Kind::kModule)) {
    if (!add_keys(vm, found, as<Module>(args[0])->dict)) return Value::error();
    return Value::object(list_of(vm, Value::object(found)));
  }
  if (is_class(args[0])) {
    cls = as<Class>(args[0]);
  } else if (args[0].is_object()) {
    const AttrStore* attrs = attrs_of(args[0].o);
    if (attrs != nullptr && attrs->dict == nullptr) {
      for (Shape* s = attrs->shape; s != nullptr && s->parent != nullptr; s = s->parent) {
        if (is_slot_key(s->key)) continue;
        if (set_add(vm, found, Value::object(s->key)) == Found::kError)
          return Value::error();
      }
    } else if (!add_keys(vm, found, instance_dict(vm, args[0].o))) {
      return Value::error();
    }
  }
  for (uint64_t n = 0; n < cls->mro->size; n++) {
    if (!add_keys(vm, found, as<Class>(cls->mro->items[n])->dict)) return Value::error();
  }
  List* list = list_of(vm, Value::object(found));
  return list ? Value::object(list) : Value::error();
}

Value object_class(Vm&, const Args& args) { return Value::object(class_of(args[0])); }

// Attributes go on in a dict, because shapes belong to one class.
Value object_set_class(Vm& vm, const Args& args) {
  if (!is_class(args[1])) {
    return vm.type_error("__class__ must be set to a class, not '{}' object",
                         type_name(args[1]));
  }
  auto* to = as<Class>(args[1]);
  Class* from = class_of(args[0]);
  if (!(to->class_flags & kUserClass) || !(from->class_flags & kUserClass)) {
    return vm.type_error(
        "__class__ assignment only supported for mutable types or ModuleType "
        "subclasses");
  }
  if (!have_same_layout(to, from)) {
    return vm.type_error("__class__ assignment: '{}' object layout differs from '{}'",
                         to->name->view(), from->name->view());
  }
  Object* o = args[0].o;
  AttrStore* attrs = attrs_of(o);
  if (attrs != nullptr && attrs->shape != nullptr) {
    attr_store_set(vm, o, attrs, names.empty, Value::none());
    attr_store_erase(vm, o, attrs, names.empty);
  }
  vm.heap().touch(o);
  o->cls = to;
  return Value::none();
}

Value object_init_subclass(Vm& vm, const Args& args) {
  if (!has_arguments(args)) return Value::none();
  return vm.type_error("{}.__init_subclass__() takes no keyword arguments",
                       as<Class>(args[0])->qualname->view());
}

Value object_subclasshook(Vm&, const Args&) { return Value::not_implemented(); }

Value object_sizeof(Vm&, const Args& args) {
  bool small = !args[0].is_object() || args[0].o->has(kLarge);
  return Value::integer(small ? 16
                              : args[0].o->units * static_cast<int64_t>(Heap::kUnit));
}

constexpr NativeDef kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", object_new,
     "Create and return a new object.  See help(type) for accurate signature.",
     NativeBinding::kStaticMethod},
    {"__init__(self, /, *args, **kwargs)", object_init,
     "Initialize self.  See help(type(self)) for accurate signature.", kMethod},
    {"__repr__(self, /)", object_repr_method, "Return repr(self).", kMethod},
    {"__str__(self, /)", object_str, "Return str(self).", kMethod},
    {"__format__(self, format_spec, /)", object_format, "Default object formatter.",
     kMethod},
    {"__eq__(self, value, /)", object_eq, "Return self==value.", kMethod},
    {"__ne__(self, value, /)", object_ne, "Return self!=value.", kMethod},
    {"__lt__(self, value, /)", no_order, "Return self<value.", kMethod},
    {"__le__(self, value, /)", no_order, "Return self<=value.", kMethod},
    {"__gt__(self, value, /)", no_order, "Return self>value.", kMethod},
    {"__ge__(self, value, /)", no_order, "Return self>=value.", kMethod},
    {"__hash__(self, /)", object_hash, "Return hash(self).", kMethod},
    {"__getattribute__(self, name, /)", object_getattribute,
     "Return getattr(self, name).", kMethod},
    {"__setattr__(self, name, value, /)", object_setattr,
     "Implement setattr(self, name, value).", kMethod},
    {"__delattr__(self, name, /)", object_delattr, "Implement delattr(self, name).",
     kMethod},
    {"__dir__(self, /)", object_dir, "Default dir() implementation.", kMethod},
    {"__sizeof__(self, /)", object_sizeof, "Size of object in memory, in bytes.",
     kMethod},
    {"__class__(self)", object_class, "the object's class", NativeBinding::kGetter,
     object_set_class},
    {"__init_subclass__(cls, /, *args, **kwargs)", object_init_subclass,
     "This method is called when a class is subclassed.", NativeBinding::kClassMethod},
    {"__subclasshook__(cls, object, /)", object_subclasshook,
     "Abstract classes can override this to customize issubclass().",
     NativeBinding::kClassMethod},
};

Value none_new(Vm&, const Args&) { return Value::none(); }
Value none_bool(Vm&, const Args&) { return Value::boolean(false); }
Value ellipsis_new(Vm&, const Args&) { return Value::ellipsis(); }
Value not_implemented_new(Vm&, const Args&) { return Value::not_implemented(); }

constexpr NativeDef kNone[] = {
    {"__new__(cls, /)", none_new, nullptr, NativeBinding::kStaticMethod},
    {"__bool__(self, /)", none_bool, "True if self else False", kMethod},
};
constexpr NativeDef kEllipsis[] = {
    {"__new__(cls, /)", ellipsis_new, nullptr, NativeBinding::kStaticMethod}};
constexpr NativeDef kNotImplemented[] = {
    {"__new__(cls, /)", not_implemented_new, nullptr, NativeBinding::kStaticMethod}};

}  // namespace

void define_object_and_type() {
  add_methods(types.object, kMethods);
  add_methods(types.object, object_reduce_methods());
  add_methods(types.none, kNone);
  add_methods(types.ellipsis, kEllipsis);
  add_methods(types.not_implemented, kNotImplemented);
  types.object->doc =
      "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments "
      "and "
      "returns a new featureless\ninstance that has no instance attributes and cannot be "
      "given "
      "any.\n";
  define_type();
}

}  // namespace scriptling
