// Descriptors: functions that become methods, properties, slots, and whatever has
// __get__.

#include "interp/class_parts.h"
#include "interp/protocol.h"

namespace scriptling {

namespace {

// What a name of __slots__ is in its class.
struct Member : Object {
  Str* name;
  Str* key;  // See make_member.
  Class* owner;
};

void trace_member(Object* o, Tracer& tracer) {
  auto* member = static_cast<Member*>(o);
  tracer.visit(member->name);
  tracer.visit(member->key);
  tracer.visit(member->owner);
}

Value member_repr(Vm& vm, const Args& args) {
  auto* member = as<Member>(args[0]);
  return str_value(vm, fmt::format("<member '{}' of '{}' objects>", member->name->view(),
                                   member->owner->name->view()));
}

Value get_member_name(Vm&, const Args& args) {
  return Value::object(as<Member>(args[0])->name);
}

Value get_member_owner(Vm&, const Args& args) {
  return Value::object(as<Member>(args[0])->owner);
}

// The storage of `object` that the member is a place in. Null: pending.
AttrStore* member_storage(Vm& vm, const Member* member, Value object) {
  if (is_subclass(class_of(object), member->owner)) return attrs_of(object.o);
  vm.type_error("descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                member->name->view(), member->owner->name->view(), type_name(object));
  return nullptr;
}

bool member_set(Vm& vm, const Member* member, Value object, Value v) {
  AttrStore* attrs = member_storage(vm, member, object);
  if (attrs == nullptr) return false;
  if (!v.is_undefined()) {
    attr_store_set(vm, object.o, attrs, member->key, v);
    return true;
  }
  if (attr_store_erase(vm, object.o, attrs, member->key)) return true;
  vm.raise(types.attribute_error, "{}", member->name->view());
  return false;
}

Value member_dunder_get(Vm& vm, const Args& args) {
  if (!args.has(1)) {
    if (args.has(2)) return args[0];
    return vm.type_error("__get__(None, None) is invalid");
  }
  Value v = member_get(vm, args[0], args[1]);
  return v.is_undefined() ? no_attribute(vm, args[1], as<Member>(args[0])->name) : v;
}

Value member_dunder_set(Vm& vm, const Args& args) {
  bool done = member_set(vm, as<Member>(args[0]), args[1], args[2]);
  return done ? Value::none() : Value::error();
}

Value member_dunder_delete(Vm& vm, const Args& args) {
  bool done = member_set(vm, as<Member>(args[0]), args[1], Value::undefined());
  return done ? Value::none() : Value::error();
}

Class* member_class() {
  static constexpr NativeDef kMethods[] = {
      {"__repr__(self, /)", member_repr, nullptr, NativeBinding::kMethod},
      {"__get__(self, instance, owner=None, /)", member_dunder_get, nullptr,
       NativeBinding::kMethod},
      {"__set__(self, instance, value, /)", member_dunder_set, nullptr,
       NativeBinding::kMethod},
      {"__delete__(self, instance, /)", member_dunder_delete, nullptr,
       NativeBinding::kMethod},
      {"__name__(self)", get_member_name, nullptr, NativeBinding::kGetter},
      {"__objclass__(self)", get_member_owner, nullptr, NativeBinding::kGetter},
  };
  static constexpr TypeSlots kSlots{nullptr, trace_member, nullptr};
  static Class* cls = make_class("member_descriptor", types.object, Kind::kNativeObject,
                                 kMethods, &kSlots);
  return cls;
}

// Whether an object of this kind may be a descriptor by what its class defines.
bool may_define_hooks(const Object* o) {
  return o->kind == Kind::kInstance || o->kind == Kind::kNativeObject ||
         !o->cls->has(kImmortal);
}

Value bind_class_method(Vm& vm, Value function, Class* owner) {
  Value cls = Value::object(owner);
  if (is_kind(function, Kind::kFunction)) return make_bound_method(vm, function, cls);
  bool is_bindable =
      is_kind(function, Kind::kNative) && as<Native>(function)->self.is_undefined();
  if (is_bindable) return bind_native(vm, as<Native>(function), cls);
  Value bound = bind_descriptor(vm, function, cls, owner->cls);
  if (!bound.is(function)) return bound;
  return make_bound_method(vm, function, cls);
}

Value get_property(Vm& vm, Property* property, Value instance) {
  if (!property->getter.is_none() && !property->getter.is_undefined()) {
    return vm.call(property->getter, {instance});
  }
  return vm.raise(types.attribute_error, "property of '{}' object has no getter",
                  type_name(instance));
}

bool set_property(Vm& vm, Property* property, Value instance, Str* name, Value v) {
  Value function = v.is_undefined() ? property->deleter : property->setter;
  if (function.is_none() || function.is_undefined()) {
    if (is_kind(property->getter, Kind::kNative)) {
      vm.raise(types.attribute_error, "attribute '{}' of '{}' objects is not writable",
               name->view(), type_name(instance));
    } else {
      vm.raise(types.attribute_error, "property '{}' of '{}' object has no {}",
               name->view(), type_name(instance),
               v.is_undefined() ? "deleter" : "setter");
    }
    return false;
  }
  Value done =
      v.is_undefined() ? vm.call(function, {instance}) : vm.call(function, {instance, v});
  return !done.is_error();
}

}  // namespace

std::string_view name_of_slot(const Str* key) {
  std::string_view text = key->view();
  return text.substr(text.find_first_not_of(kSlotMark));
}

Value make_member(Vm& vm, Str* key, Class* owner) {
  Class* cls = member_class();
  auto* member = vm.heap().make<Member>(Kind::kNativeObject, cls);
  member->name = intern(name_of_slot(key));
  member->key = key;
  member->owner = owner;
  return Value::object(member);
}

Str* member_key(const Value& member) { return as<Member>(member)->key; }
Class* member_owner(const Value& member) { return as<Member>(member)->owner; }

bool is_member(const Value& v) {
  return is_kind(v, Kind::kNativeObject) && v.o->cls == member_class();
}

Value member_get(Vm& vm, Value member, Value object) {
  auto* place = as<Member>(member);
  const AttrStore* attrs = member_storage(vm, place, object);
  return attrs == nullptr ? Value::error() : attr_store_get(attrs, place->key);
}

Value make_bound_method(Vm& vm, Value function, Value self) {
  auto* method = vm.heap().make<BoundMethod>(Kind::kBoundMethod, types.method);
  method->self = self;
  method->function = function;
  return Value::object(method);
}

Value bind_native(Vm& vm, Native* native, Value self) {
  auto* bound = vm.heap().make<Native>(Kind::kNative, types.native);
  bound->fn = native->fn;
  bound->signature = native->signature;
  bound->name = native->name;
  bound->qualname = native->qualname;
  bound->owner = native->owner;
  bound->self = self;
  bound->doc = native->doc;
  return Value::object(bound);
}

Value bind_descriptor(Vm& vm, Value attr, Value instance, Class* owner) {
  if (!attr.is_object()) return attr;
  if (!vm.check_native_depth()) return Value::error();  // Descriptors wrap descriptors.
  Object* o = attr.o;
  bool plain = o->cls->has(kImmortal);  // No subclass of property or the like.
  switch (o->kind) {
    case Kind::kFunction:
      return instance.is_undefined() ? attr : make_bound_method(vm, attr, instance);
    case Kind::kNative: {
      auto* native = static_cast<Native*>(o);
      if (native->owner == nullptr || !native->self.is_undefined()) return attr;
      return instance.is_undefined() ? attr : bind_native(vm, native, instance);
    }
    case Kind::kStaticMethod:
      if (plain) return static_cast<Wrapper*>(o)->function;
      break;
    case Kind::kClassMethod:
      if (plain) return bind_class_method(vm, static_cast<Wrapper*>(o)->function, owner);
      break;
    case Kind::kProperty:
      if (!plain) break;
      if (instance.is_undefined()) return attr;
      return get_property(vm, static_cast<Property*>(o), instance);
    default: break;
  }
  if (!may_define_hooks(o) || (is_member(attr) && instance.is_undefined())) return attr;
  Value get = vm.lookup(o->cls, names.get);
  if (get.is_undefined()) return attr;
  return vm.call(get, {attr, instance.is_undefined() ? Value::none() : instance,
                       Value::object(owner)});
}

bool is_data_descriptor(Vm& vm, Value attr) {
  if (!attr.is_object()) return false;
  Object* o = attr.o;
  if (o->kind == Kind::kProperty) return true;
  if (!may_define_hooks(o)) return false;
  return !vm.lookup(o->cls, names.set).is_undefined() ||
         !vm.lookup(o->cls, names.delete_).is_undefined();
}

bool goes_before_own(Vm& vm, Value attr) {
  if (!is_data_descriptor(vm, attr)) return false;
  return attr.o->kind == Kind::kProperty ||
         !vm.lookup(attr.o->cls, names.get).is_undefined();
}

bool set_descriptor(Vm& vm, Value descriptor, Value instance, Str* name, Value v) {
  if (is_member(descriptor)) return member_set(vm, as<Member>(descriptor), instance, v);
  if (is_kind(descriptor, Kind::kProperty) && descriptor.o->cls->has(kImmortal)) {
    return set_property(vm, as<Property>(descriptor), instance, name, v);
  }
  Value hook = vm.lookup(descriptor.o->cls, v.is_undefined() ? names.delete_ : names.set);
  if (hook.is_undefined()) {
    vm.raise(types.attribute_error, "{}", v.is_undefined() ? "__delete__" : "__set__");
    return false;
  }
  Value done = v.is_undefined() ? vm.call(hook, {descriptor, instance})
                                : vm.call(hook, {descriptor, instance, v});
  return !done.is_error();
}

uint32_t flags_for_attribute(const Str* name, Value v) {
  uint32_t flags = 0;
  if (str_equal(name, names.getattr)) flags |= kHasGetattr;
  if (str_equal(name, names.getattribute)) flags |= kHasGetattr | kHasGetattribute;
  if (str_equal(name, names.setattr) || str_equal(name, names.delattr))
    flags |= kHasSetattr;
  if (str_equal(name, names.del)) flags |= kHasDel;
  if (str_equal(name, names.class_) || str_equal(name, names.dict) || !v.is_object())
    return flags;
  if (v.o->kind == Kind::kProperty) return flags | kHasDataDescriptors;
  if (v.o->kind == Kind::kInstance || v.o->kind == Kind::kNativeObject) {
    for (uint64_t n = 0; n < v.o->cls->mro->size; n++) {
      const Dict* dict = as<Class>(v.o->cls->mro->items[n])->dict;
      if (dict_find(dict, names.set) || dict_find(dict, names.delete_)) {
        return flags | kHasDataDescriptors;
      }
    }
  }
  return flags;
}

}  // namespace scriptling
