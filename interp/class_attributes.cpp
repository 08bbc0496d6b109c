// Attributes of classes and of super objects.

#include <vector>

#include "interp/protocol.h"

namespace scriptling {

Value class_get_attr(Vm& vm, Class* cls, Str* name) {
  Class* meta = cls->cls;
  Value self = Value::object(cls);
  Value meta_attr = vm.lookup(meta, name);
  if (goes_before_own(vm, meta_attr)) return bind_descriptor(vm, meta_attr, self, meta);
  Value attr = vm.lookup(cls, name);
  if (!attr.is_undefined()) return bind_descriptor(vm, attr, Value::undefined(), cls);
  if (!meta_attr.is_undefined()) return bind_descriptor(vm, meta_attr, self, meta);
  return Value::undefined();
}

Value super_get_attr(Vm& vm, Super* super, Str* name) {
  if (super->self_class != nullptr && name != names.class_) {
    const Tuple* mro = super->self_class->mro;
    uint64_t n = 0;
    while (n < mro->size && mro->items[n].o != super->start) n++;
    for (n++; n < mro->size; n++) {
      Value* attr = dict_find(as<Class>(mro->items[n])->dict, name);
      if (attr == nullptr) continue;
      bool through_class = super->self.is(Value::object(super->self_class));
      Value instance = through_class ? Value::undefined() : super->self;
      return bind_descriptor(vm, *attr, instance, super->self_class);
    }
  }
  Value attr = vm.lookup(super->cls, name);
  if (attr.is_undefined()) return attr;
  return bind_descriptor(vm, attr, Value::object(super), super->cls);
}

void refresh_class(Vm& vm, Class* cls) {
  uint32_t flags = cls->class_flags & ~kInheritedFlags;
  for (uint64_t n = 1; n < cls->mro->size; n++) {
    flags |= as<Class>(cls->mro->items[n])->class_flags & kInheritedFlags;
  }
  uint32_t position = 0;
  for (TableEntry* e; table_next(cls->dict->table, &position, &e);) {
    if (is_str(e->key)) flags |= flags_for_attribute(as<Str>(e->key), e->value);
  }
  cls->class_flags = flags;
  cls->version = vm.next_version();
}

// Flags only grow: a hook that was deleted again is looked up in vain.
void class_changed(Vm& vm, Class* cls, uint32_t flags) {
  uint32_t before = vm.next_version();
  std::vector<Class*> below = {cls};
  while (!below.empty()) {
    Class* next = below.back();
    below.pop_back();
    if (next->version > before) continue;  // It inherits in more than one way.
    vm.heap().touch(next);
    next->class_flags |= flags & kInheritedFlags;
    next->version = vm.next_version();
    for (uint64_t n = 0; n < next->subclass_count; n++) {
      below.push_back(as<Class>(next->subclasses->items[n]));
    }
  }
}

bool is_plain_value(const Value& v) {
  if (!v.is_object()) return true;
  switch (v.o->kind) {
    case Kind::kStr:
    case Kind::kBytes:
    case Kind::kBigInt:
    case Kind::kComplex:
    case Kind::kList:
    case Kind::kTuple:
    case Kind::kDict:
    case Kind::kSet:
    case Kind::kFrozenSet:
    case Kind::kRange: return v.o->cls->has(kImmortal);
    default: return false;
  }
}

bool class_set_attr(Vm& vm, Class* cls, Str* name, Value v) {
  if (cls->has(kImmortal)) {
    vm.type_error("cannot set '{}' attribute of immutable type '{}'", name->view(),
                  cls->name->view());
    return false;
  }
  uint32_t flags = 0;
  if (v.is_undefined()) {
    if (!dict_erase(vm.heap(), cls->dict, name)) {
      no_attribute(vm, Value::object(cls), name);
      return false;
    }
  } else {
    Value* old = dict_find(cls->dict, name);
    if (old != nullptr && is_plain_value(*old) && is_plain_value(v) &&
        !name->view().starts_with("__")) {
      vm.heap().touch(cls->dict);
      *old = v;
      return true;
    }
    dict_set(vm.heap(), cls->dict, name, v);
    flags = flags_for_attribute(name, v);
  }
  class_changed(vm, cls, flags);
  return true;
}

}  // namespace scriptling
