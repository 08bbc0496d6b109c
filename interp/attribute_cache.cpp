// What the attribute instructions learn. An instance's entry holds for one Shape (which
// implies the class) and one version of that class; a class's for one version of it.

#include "interp/binding.h"
#include "interp/class_parts.h"
#include "interp/module.h"
#include "interp/protocol.h"
#include "interp/vm_internals.h"

namespace scriptling {

namespace {

bool is_plain_function(const Value& v) {
  return is_kind(v, Kind::kFunction) || is_native_method(v);
}

// What leaves it to the instance's own slots whether it has the attribute.
bool yields_to_slot(const Value& in_class) {
  return is_plain_value(in_class) || is_plain_function(in_class) || is_member(in_class);
}

bool is_script_property(const Value& v) {
  return is_kind(v, Kind::kProperty) && v.o->cls == types.property &&
         is_kind(as<Property>(v)->getter, Kind::kFunction);
}

// The instance's slot of `name`, or -1.
int64_t find_slot(const Shape* shape, const Str* name) {
  for (const Shape* s = shape; s != nullptr && s->key != nullptr; s = s->parent) {
    if (s->key == name) return static_cast<int64_t>(s->count) - 1;
  }
  return -1;
}

void learn(CacheEntry& entry, Object* guard, uint32_t version, uint32_t slot,
           Value value) {
  entry.guard = guard;
  entry.version = version;
  entry.slot = slot;
  entry.value = value;
}

// Where `cls` has its plain value of `name`.
void learn_place(CacheEntry& entry, Object* guard, const Class* cls, const Str* name) {
  for (uint64_t n = 0; n < cls->mro->size; n++) {
    Dict* dict = as<Class>(cls->mro->items[n])->dict;
    int64_t at = dict_find_index(dict, name);
    if (at < 0) continue;
    learn(entry, guard, cls->version, kSlotFirstInClass + static_cast<uint32_t>(at),
          Value::object(dict));
    return;
  }
}

// Of an instance whose class has no hooks for attribute access.
void cache_instance(Vm& vm, CacheEntry& entry, Instance* instance, Str* name,
                    bool as_method) {
  Class* cls = instance->cls;
  Shape* shape = instance->attrs.shape;
  if (shape == nullptr || (cls->class_flags & kHasGetattribute)) return;
  Value in_class = vm.lookup(cls, name);
  if (!as_method && is_script_property(in_class)) {
    // What it raises may be for a __getattr__ to answer.
    if (cls->class_flags & kHasGetattr) return;
    learn(entry, shape, cls->version, kSlotProperty, in_class);
    return;
  }
  int64_t slot = find_slot(shape, is_member(in_class) ? member_key(in_class) : name);
  if (slot >= 0) {
    // A data descriptor in the class would go first.
    if (yields_to_slot(in_class)) {
      learn(entry, shape, cls->version, static_cast<uint32_t>(slot), Value::undefined());
    }
    return;
  }
  if (is_plain_value(in_class) && !in_class.is_undefined()) {
    learn_place(entry, shape, cls, name);
  } else if (as_method && is_plain_function(in_class)) {
    learn(entry, shape, cls->version, kSlotMethod, in_class);
  }
}

}  // namespace

void cache_load(Vm& vm, CacheEntry& entry, Value object, Str* name) {
  if (!object.is_object() || !name->has(kInterned)) return;
  switch (object.o->kind) {
    case Kind::kInstance:
      cache_instance(vm, entry, as<Instance>(object), name, false);
      return;
    case Kind::kModule: {
      Dict* dict = as<Module>(object)->dict;
      int64_t at = dict_find_index(dict, name);
      if (at >= 0) learn(entry, dict, 0, static_cast<uint32_t>(at), Value::undefined());
      return;
    }
    case Kind::kClass: {
      auto* cls = as<Class>(object);
      if (!(cls->class_flags & kUserClass) || cls->cls != types.type) return;
      if (!vm.lookup(types.type, name).is_undefined()) return;
      Value v = vm.lookup(cls, name);
      if (is_kind(v, Kind::kStaticMethod)) v = as<Wrapper>(v)->function;
      if (v.is_undefined()) return;
      if (is_plain_value(v)) {
        learn_place(entry, cls, cls, name);
      } else if (is_kind(v, Kind::kFunction)) {
        learn(entry, cls, cls->version, kSlotClassValue, v);
      }
      return;
    }
    default: return;
  }
}

void cache_store(Vm& vm, CacheEntry& entry, Value object, Str* name, Object* before) {
  auto* instance = as<Instance>(object);
  Class* cls = instance->cls;
  Shape* shape = instance->attrs.shape;
  if (shape == nullptr || !name->has(kInterned) || (cls->class_flags & kHasSetattr))
    return;
  Value in_class = vm.lookup(cls, name);
  if (!yields_to_slot(in_class)) return;
  int64_t slot = find_slot(shape, is_member(in_class) ? member_key(in_class) : name);
  if (slot < 0) return;
  if (shape == before) {
    learn(entry, shape, cls->version, static_cast<uint32_t>(slot), Value::undefined());
  } else if (shape->parent == before) {
    learn(entry, before, cls->version, static_cast<uint32_t>(slot), Value::object(shape));
  }
}

bool load_method(Vm& vm, CacheEntry& entry, Value object, Str* name, Value* to) {
  Value function;
  bool bind_self = false;
  if (find_method(vm, object, name, &function, &bind_self)) {
    if (object.is_object()) {
      if (object.o->kind == Kind::kInstance) {
        cache_instance(vm, entry, as<Instance>(object), name, true);
      } else if (bind_self && object.o->cls->has(kImmortal) &&
                 object.o->kind != Kind::kModule && object.o->kind != Kind::kClass &&
                 !object.o->has(kHasAttrs) && is_kind(function, Kind::kNative)) {
        learn(entry, object.o->cls, 0, kSlotMethod, function);
      }
    }
    to[0] = function;
    to[1] = bind_self ? object : Value::undefined();
    return true;
  }
  if (vm.has_pending()) return false;
  Value v = get_attr(vm, object, name);
  if (v.is_error()) return false;
  if (is_kind(object, Kind::kModule)) cache_load(vm, entry, object, name);
  to[0] = v;
  to[1] = Value::undefined();
  return true;
}

// `start` stands in the place of a slot by its version, which no other class has.
void cache_super(CacheEntry& entry, Value start, Value self, Value function) {
  Class* cls = class_of(self);
  if (!is_kind(self, Kind::kInstance) || !is_class(start)) return;
  if (cls->has(kImmortal) || start.o->has(kImmortal)) return;
  learn(entry, cls, cls->version, as<Class>(start)->version, function);
}

Value super_attr(Vm& vm, const Value* at, Str* name, Value* method_self) {
  if (method_self != nullptr) *method_self = Value::undefined();
  if (at[0].is(Value::object(types.super)) && is_class(at[1]) && !at[2].is_none()) {
    auto* start = as<Class>(at[1]);
    Value self = at[2];
    Class* self_class = class_of(self);
    bool through_class = false;
    if (!is_subclass(self_class, start)) {
      if (!is_class(self) || !is_subclass(as<Class>(self), start)) {
        return vm.type_error(
            "super(type, obj): obj must be an instance or subtype of type");
      }
      self_class = as<Class>(self);
      through_class = true;
    } else if (is_class(self) && is_subclass(as<Class>(self), start)) {
      self_class = as<Class>(self);
      through_class = true;
    }
    Tuple* mro = self_class->mro;
    uint64_t n = 0;
    while (n < mro->size && mro->items[n].o != start) n++;
    for (n++; n < mro->size; n++) {
      Value* found = dict_find(as<Class>(mro->items[n])->dict, name);
      if (found == nullptr) continue;
      if (method_self != nullptr && is_plain_function(*found) && !through_class) {
        *method_self = self;
        return *found;
      }
      return bind_descriptor(vm, *found, through_class ? Value::undefined() : self,
                             self_class);
    }
  }
  Value super = vm.call(at[0], {at[1], at[2]});
  if (super.is_error()) return super;
  return get_attr(vm, super, name);
}

Value plain_new() {
  static const Value made = [] {
    Value v = *dict_find(types.object->dict, names.new_);
    return v;
  }();
  return made;
}

Value native_new(Vm& vm, Class* cls) {
  static const Value plain_init = *dict_find(types.object->dict, names.init);
  if (cls == types.type || !vm.lookup(cls, names.init).is(plain_init)) {
    return Value::undefined();
  }
  Value maker = vm.lookup(cls, names.new_);
  if (is_kind(maker, Kind::kStaticMethod)) maker = as<Wrapper>(maker)->function;
  return is_kind(maker, Kind::kNative) ? maker : Value::undefined();
}

}  // namespace scriptling
