// property, staticmethod, classmethod, super, cell and mappingproxy.

#include "interp/protocol.h"
#include "interp/types/arguments.h"
#include "interp/vm_internals.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kGetter = NativeBinding::kGetter;
constexpr NativeBinding kStatic = NativeBinding::kStaticMethod;

Value allocate_for(Vm& vm, const Args& args, Class* base) {
  Class* cls = new_class(vm, args[0], base);
  return cls ? Value::object(allocate_instance(vm, cls)) : Value::error();
}

// -- property ---------------------------------------------------------------------------

Property* self_property(const Args& args) { return as<Property>(args[0]); }
Value given_or_none(const Args& args, size_t n) {
  return args.given(n) ? args[n] : Value::none();
}

Value property_new(Vm& vm, const Args& args) {
  return allocate_for(vm, args, types.property);
}

Value property_init(Vm& vm, const Args& args) {
  Property* p = self_property(args);
  vm.heap().touch(p);
  p->getter = given_or_none(args, 1);
  p->setter = given_or_none(args, 2);
  p->deleter = given_or_none(args, 3);
  p->doc = given_or_none(args, 4);
  if (p->doc.is_none() && !p->getter.is_none()) {
    Value doc = find_attr(vm, p->getter, names.doc);
    if (doc.is_error()) return doc;
    if (!doc.is_undefined()) p->doc = doc;
  }
  return Value::none();
}

// A copy of the property, made by its class, with one function replaced.
Value changed_property(Vm& vm, Value self, Value getter, Value setter, Value deleter) {
  if (self.o->cls != types.property) {
    return vm.call(Value::object(self.o->cls), {getter, setter, deleter});
  }
  auto* p = static_cast<Property*>(allocate_instance(vm, types.property));
  p->getter = getter;
  p->setter = setter;
  p->deleter = deleter;
  p->doc = as<Property>(self)->doc;
  return Value::object(p);
}

Value property_getter(Vm& vm, const Args& args) {
  Property* p = self_property(args);
  return changed_property(vm, args[0], args[1], p->setter, p->deleter);
}
Value property_setter(Vm& vm, const Args& args) {
  Property* p = self_property(args);
  return changed_property(vm, args[0], p->getter, args[1], p->deleter);
}
Value property_deleter(Vm& vm, const Args& args) {
  Property* p = self_property(args);
  return changed_property(vm, args[0], p->getter, p->setter, args[1]);
}

Value property_get(Vm& vm, const Args& args) {
  if (args[1].is_none()) return args[0];
  if (self_property(args)->getter.is_none()) {
    return vm.raise(types.attribute_error, "property of '{}' object has no getter",
                    type_name(args[1]));
  }
  return vm.call(self_property(args)->getter, {args[1]});
}
Value property_set(Vm& vm, const Args& args) {
  if (self_property(args)->setter.is_none()) {
    return vm.raise(types.attribute_error, "property of '{}' object has no setter",
                    type_name(args[1]));
  }
  Value done = vm.call(self_property(args)->setter, {args[1], args[2]});
  return done.is_error() ? done : Value::none();
}
Value property_delete(Vm& vm, const Args& args) {
  if (self_property(args)->deleter.is_none()) {
    return vm.raise(types.attribute_error, "property of '{}' object has no deleter",
                    type_name(args[1]));
  }
  Value done = vm.call(self_property(args)->deleter, {args[1]});
  return done.is_error() ? done : Value::none();
}

Value property_fget(Vm&, const Args& args) { return self_property(args)->getter; }
Value property_fset(Vm&, const Args& args) { return self_property(args)->setter; }
Value property_fdel(Vm&, const Args& args) { return self_property(args)->deleter; }
Value property_doc(Vm&, const Args& args) { return self_property(args)->doc; }
Value property_set_doc(Vm& vm, const Args& args) {
  vm.heap().touch(args[0].o);
  self_property(args)->doc = args[1];
  return Value::none();
}

Value wrapped_is_abstract(Vm& vm, Value function) {
  static Str* const name = intern("__isabstractmethod__");
  Value v = function.is_none() ? Value::undefined() : find_attr(vm, function, name);
  if (v.is_error()) return v;
  int yes = v.is_undefined() ? 0 : truth(vm, v);
  return yes < 0 ? Value::error() : Value::boolean(yes != 0);
}

Value property_abstract(Vm& vm, const Args& args) {
  Property* p = self_property(args);
  for (Value f : {p->getter, p->setter, p->deleter}) {
    Value yes = wrapped_is_abstract(vm, f);
    if (yes.is_error() || yes.is_true()) return yes;
  }
  return Value::boolean(false);
}

constexpr NativeDef kProperty[] = {
    {"__new__(cls, /, *args, **kwargs)", property_new, nullptr, kStatic},
    {"__init__(self, /, fget=None, fset=None, fdel=None, doc=None)", property_init,
     nullptr, kMethod},
    {"getter(self, fget, /)", property_getter,
     "Descriptor to obtain a copy of the property "
     "with a different getter.",
     kMethod},
    {"setter(self, fset, /)", property_setter,
     "Descriptor to obtain a copy of the property "
     "with a different setter.",
     kMethod},
    {"deleter(self, fdel, /)", property_deleter,
     "Descriptor to obtain a copy of the property "
     "with a different deleter.",
     kMethod},
    {"__get__(self, instance, owner=None, /)", property_get, nullptr, kMethod},
    {"__set__(self, instance, value, /)", property_set, nullptr, kMethod},
    {"__delete__(self, instance, /)", property_delete, nullptr, kMethod},
    {"fget(self)", property_fget, nullptr, kGetter},
    {"fset(self)", property_fset, nullptr, kGetter},
    {"fdel(self)", property_fdel, nullptr, kGetter},
    {"__doc__(self)", property_doc, nullptr, kGetter, property_set_doc},
    {"__isabstractmethod__(self)", property_abstract, nullptr, kGetter},
};

// -- staticmethod and classmethod -------------------------------------------------------

Wrapper* self_wrapper(const Args& args) { return as<Wrapper>(args[0]); }

Value static_new(Vm& vm, const Args& args) {
  return allocate_for(vm, args, types.staticmethod);
}
Value class_new(Vm& vm, const Args& args) {
  return allocate_for(vm, args, types.classmethod);
}
Value wrapper_init(Vm& vm, const Args& args) {
  vm.heap().touch(args[0].o);
  self_wrapper(args)->function = args[1];
  return Value::none();
}
Value wrapper_func(Vm&, const Args& args) { return self_wrapper(args)->function; }
Value wrapper_abstract(Vm& vm, const Args& args) {
  return wrapped_is_abstract(vm, self_wrapper(args)->function);
}
Value static_get(Vm&, const Args& args) { return self_wrapper(args)->function; }
Value static_call(Vm& vm, const Args& args) {
  return vm.call_dict(self_wrapper(args)->function, {args.rest, args.rest_count},
                      args.keywords);
}
Value class_get(Vm& vm, const Args& args) {
  Value owner = args.has(2) ? args[2] : Value::object(class_of(args[1]));
  Value function = self_wrapper(args)->function;
  bool is_bindable =
      is_kind(function, Kind::kNative) && as<Native>(function)->self.is_undefined();
  if (is_bindable) return bind_native(vm, as<Native>(function), owner);
  return make_bound_method(vm, function, owner);
}

constexpr NativeDef kStaticMethod[] = {
    {"__new__(cls, /, *args, **kwargs)", static_new, nullptr, kStatic},
    {"__init__(self, function, /)", wrapper_init, nullptr, kMethod},
    {"__get__(self, instance, owner=None, /)", static_get, nullptr, kMethod},
    {"__call__(self, /, *args, **kwargs)", static_call, nullptr, kMethod},
    {"__func__(self)", wrapper_func, nullptr, kGetter},
    {"__wrapped__(self)", wrapper_func, nullptr, kGetter},
    {"__isabstractmethod__(self)", wrapper_abstract, nullptr, kGetter},
};

constexpr NativeDef kClassMethod[] = {
    {"__new__(cls, /, *args, **kwargs)", class_new, nullptr, kStatic},
    {"__init__(self, function, /)", wrapper_init, nullptr, kMethod},
    {"__get__(self, instance, owner=None, /)", class_get, nullptr, kMethod},
    {"__func__(self)", wrapper_func, nullptr, kGetter},
    {"__wrapped__(self)", wrapper_func, nullptr, kGetter},
    {"__isabstractmethod__(self)", wrapper_abstract, nullptr, kGetter},
};

// -- super ------------------------------------------------------------------------------

Super* self_super(const Args& args) { return as<Super>(args[0]); }

// What super() without arguments means in the running function. False: pending.
bool implied_arguments(Vm& vm, Value* start, Value* self) {
  static Str* const cell_name = intern("__class__");
  Frame* frame = vm.frame();
  const Proto* proto = frame == nullptr ? nullptr : frame->unit->proto;
  if (proto == nullptr || proto->positional == 0) {
    vm.raise(types.runtime_error, "super(): no arguments");
    return false;
  }
  *self = frame->registers()[0];
  if (is_kind(*self, Kind::kCell)) *self = as<Cell>(*self)->value;
  for (size_t n = 0; n < proto->free_names.size(); n++) {
    if (!str_equal(proto->free_names[n], cell_name)) continue;
    *start = as<Cell>(frame->closure->items[n])->value;
    if (is_class(*start)) return true;
    vm.raise(types.runtime_error, "super(): empty __class__ cell");
    return false;
  }
  vm.raise(types.runtime_error, "super(): __class__ cell not found");
  return false;
}

Value super_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.super);
  if (cls == nullptr) return Value::error();
  Value start = args.given(1) ? args[1] : Value::undefined();
  Value self = args.given(2) ? args[2] : Value::none();
  if (!args.given(1) && !implied_arguments(vm, &start, &self)) return Value::error();
  if (!is_class(start)) {
    return vm.type_error("super() argument 1 must be a type, not {}", type_name(start));
  }
  return make_super(vm, as<Class>(start), self);
}

Value super_get(Vm& vm, const Args& args) {
  Super* super = self_super(args);
  if (super->self_class != nullptr || args[1].is_none()) return args[0];
  return make_super(vm, super->start, args[1]);
}

Value or_none(const Object* o) { return o == nullptr ? Value::none() : Value::object(o); }
Value super_thisclass(Vm&, const Args& args) { return or_none(self_super(args)->start); }
Value super_self_class(Vm&, const Args& args) {
  return or_none(self_super(args)->self_class);
}
Value super_self(Vm&, const Args& args) {
  Super* super = self_super(args);
  return super->self_class == nullptr ? Value::none() : super->self;
}

constexpr NativeDef kSuper[] = {
    {"__new__(cls, type=None, object=None, /)", super_new, nullptr, kStatic},
    {"__get__(self, instance, owner=None, /)", super_get, nullptr, kMethod},
    {"__thisclass__(self)", super_thisclass, nullptr, kGetter},
    {"__self__(self)", super_self, nullptr, kGetter},
    {"__self_class__(self)", super_self_class, nullptr, kGetter},
};

// -- cell and mappingproxy --------------------------------------------------------------

Value cell_new(Vm& vm, const Args& args) {
  Value v = allocate_for(vm, args, types.cell);
  if (!v.is_error() && args.given(1)) as<Cell>(v)->value = args[1];
  return v;
}
Value cell_contents(Vm& vm, const Args& args) {
  Value v = as<Cell>(args[0])->value;
  return v.is_undefined() ? vm.value_error("Cell is empty") : v;
}
Value cell_set_contents(Vm& vm, const Args& args) {
  vm.heap().touch(args[0].o);
  as<Cell>(args[0])->value = args[1];
  return Value::none();
}

constexpr NativeDef kCell[] = {
    {"__new__(cls, contents=None, /)", cell_new, nullptr, kStatic},
    {"cell_contents(self)", cell_contents, nullptr, kGetter, cell_set_contents},
};

Value proxied(const Args& args) { return Value::object(as<MappingProxy>(args[0])->dict); }

Value proxy_new(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kDict)) {
    return vm.type_error("mappingproxy() argument must be a mapping, not {}",
                         type_name(args[1]));
  }
  auto* proxy = vm.heap().make<MappingProxy>(Kind::kMappingProxy, types.mappingproxy);
  proxy->dict = as<Dict>(args[1]);
  return Value::object(proxy);
}
Value proxy_len(Vm&, const Args& args) {
  return Value::integer(as<MappingProxy>(args[0])->dict->live);
}
Value proxy_getitem(Vm& vm, const Args& args) {
  return get_item(vm, proxied(args), args[1]);
}
Value proxy_contains(Vm& vm, const Args& args) {
  return from_found(contains(vm, proxied(args), args[1]));
}
Value proxy_iter(Vm& vm, const Args& args) { return iterate(vm, proxied(args)); }
Value proxy_reversed(Vm& vm, const Args& args) {
  return invoke(vm, proxied(args), "__reversed__", {});
}
Value proxy_str(Vm& vm, const Args& args) {
  Str* text = to_str(vm, proxied(args));
  return text == nullptr ? Value::error() : Value::object(text);
}
Value proxy_get(Vm& vm, const Args& args) {
  Value default_value = given_or_none(args, 2);
  return invoke(vm, proxied(args), "get", {args[1], default_value});
}
Value proxy_keys(Vm& vm, const Args& args) {
  return invoke(vm, proxied(args), "keys", {});
}
Value proxy_values(Vm& vm, const Args& args) {
  return invoke(vm, proxied(args), "values", {});
}
Value proxy_items(Vm& vm, const Args& args) {
  return invoke(vm, proxied(args), "items", {});
}
Value proxy_copy(Vm& vm, const Args& args) {
  return invoke(vm, proxied(args), "copy", {});
}

constexpr NativeDef kMappingProxy[] = {
    {"__new__(cls, mapping, /)", proxy_new, nullptr, kStatic},
    {"__len__(self, /)", proxy_len, nullptr, kMethod},
    {"__getitem__(self, key, /)", proxy_getitem, nullptr, kMethod},
    {"__contains__(self, key, /)", proxy_contains, nullptr, kMethod},
    {"__iter__(self, /)", proxy_iter, nullptr, kMethod},
    {"__reversed__(self, /)", proxy_reversed, nullptr, kMethod},
    {"__str__(self, /)", proxy_str, nullptr, kMethod},
    {"get(self, key, default=None, /)", proxy_get, nullptr, kMethod},
    {"keys(self, /)", proxy_keys, nullptr, kMethod},
    {"values(self, /)", proxy_values, nullptr, kMethod},
    {"items(self, /)", proxy_items, nullptr, kMethod},
    {"copy(self, /)", proxy_copy, nullptr, kMethod},
};

}  // namespace

Value make_super(Vm& vm, Class* start, Value self) {
  Class* self_class = nullptr;
  if (is_class(self) && is_subclass(as<Class>(self), start)) {
    self_class = as<Class>(self);
  } else if (is_instance(self, start)) {
    self_class = class_of(self);
  } else if (!self.is_none()) {
    return vm.type_error("super(type, obj): obj must be an instance or subtype of type");
  }
  auto* super = vm.heap().make<Super>(Kind::kSuper, types.super);
  super->start = start;
  super->self = self;
  super->self_class = self_class;
  return Value::object(super);
}

Class* field_property_class() {
  static Class* const cls =
      make_class("field", types.property, Kind::kProperty, {}, nullptr,
                 "A property whose value may be asked for by a call as well.");
  return cls;
}

void define_descriptor_types() {
  add_methods(types.property, kProperty);
  add_methods(types.staticmethod, kStaticMethod);
  add_methods(types.classmethod, kClassMethod);
  add_methods(types.super, kSuper);
  add_methods(types.cell, kCell);
  add_methods(types.mappingproxy, kMappingProxy);
}

}  // namespace scriptling
