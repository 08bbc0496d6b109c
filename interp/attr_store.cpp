// Storage of instances' attributes: shapes while things are orderly, a dict afterwards.

#include <algorithm>

#include "interp/protocol.h"
#include "interp/table.h"

namespace scriptling {

namespace {

constexpr uint32_t kMostSlots = 64;
constexpr uint32_t kMostTransitions = 64;
constexpr uint32_t kLookupEvery =
    8;  // Every eighth shape of a path has a table of its keys.
constexpr uint32_t kMostInline = 24;

size_t struct_size(Kind kind) {
  switch (kind) {
    case Kind::kStr: return sizeof(Str);
    case Kind::kBytes: return sizeof(Bytes);
    case Kind::kByteArray: return sizeof(ByteArray);
    case Kind::kBoxed: return sizeof(Boxed);
    case Kind::kComplex: return sizeof(Complex);
    case Kind::kList: return sizeof(List);
    case Kind::kDict: return sizeof(Dict);
    case Kind::kSet:
    case Kind::kFrozenSet: return sizeof(Set);
    case Kind::kProperty: return sizeof(Property);
    case Kind::kStaticMethod:
    case Kind::kClassMethod: return sizeof(Wrapper);
    case Kind::kException: return sizeof(Exception);
    case Kind::kModule: return sizeof(Module);
    default: return 0;
  }
}

constexpr size_t round_up(size_t size) { return (size + 15) & ~size_t{15}; }

Shape* make_shape(Vm& vm, Shape* parent, Str* key, Class* owner) {
  auto* shape = vm.heap().make<Shape>(Kind::kShape, nullptr);
  shape->parent = parent;
  shape->key = key;
  shape->count = parent == nullptr ? 0 : parent->count + 1;
  shape->owner = owner;
  return shape;
}

void make_lookup(Vm& vm, Shape* shape) {
  Dict* keys = make_dict(vm.heap(), shape->count);
  for (Shape* s = shape; s->parent != nullptr; s = s->parent) {
    dict_set(vm.heap(), keys, s->key, Value::integer(s->count - 1));
  }
  shape->lookup = std::move(keys->table);
}

// The shape with `name` behind those of `shape`; null when there are too many already.
Shape* extended_shape(Vm& vm, Shape* shape, Str* name) {
  const Array* known = shape->transitions;
  uint64_t count = 0;
  if (known != nullptr) {
    for (; count < known->capacity && !known->items[count].is_undefined(); count++) {
      auto* next = static_cast<Shape*>(known->items[count].o);
      if (next->key == name) return next;
    }
  }
  if (count >= kMostTransitions) return nullptr;
  Shape* next = make_shape(vm, shape, name, shape->owner);
  if (next->count % kLookupEvery == 0) make_lookup(vm, next);
  vm.heap().touch(shape);
  if (known == nullptr || count == known->capacity) {
    vm.heap().grow_array(shape->transitions, count, count == 0 ? 1 : count * 2);
  }
  shape->transitions->items[count] = Value::object(next);
  return next;
}

// What is in slots stays apart from the dict, which scripts get to see: in a dict of its
// own, the only item of `storage`. Null while there is none.
Dict* slots_beside_dict(const AttrStore* attrs) {
  return attrs->storage == nullptr ? nullptr : as<Dict>(attrs->storage->items[0]);
}

// Of a store with a dict: where `name` belongs, or null.
Dict* dict_for(const AttrStore* attrs, const Str* name) {
  return is_slot_key(name) ? slots_beside_dict(attrs) : attrs->dict;
}

void become_dict(Vm& vm, Object* object, AttrStore* attrs) {
  if (attrs->dict != nullptr) return;
  uint32_t count = attrs->shape == nullptr ? 0 : attrs->shape->count;
  Dict* dict = make_dict(vm.heap(), count);
  Str* keys[kMostSlots];
  for (Shape* s = attrs->shape; s != nullptr && s->parent != nullptr; s = s->parent) {
    keys[s->count - 1] = s->key;
  }
  Dict* in_slots = nullptr;
  for (uint32_t n = 0; n < count; n++) {
    bool is_in_slot = is_slot_key(keys[n]);
    if (is_in_slot && in_slots == nullptr) in_slots = make_dict(vm.heap());
    dict_set(vm.heap(), is_in_slot ? in_slots : dict, keys[n], attrs->slots[n]);
  }
  Owned<Array> beside;
  if (in_slots != nullptr) {
    beside = vm.heap().make_array(1);
    beside->items[0] = Value::object(in_slots);
  }
  vm.heap().touch(object);
  attrs->dict = dict;
  attrs->shape = nullptr;
  attrs->slots = nullptr;
  attrs->storage = std::move(beside);
  attrs->capacity = 0;
}

// Room for one more slot, and for more of them in instances to come.
void grow_slots(Vm& vm, Object* object, AttrStore* attrs, uint32_t used) {
  uint32_t capacity = used < 4 ? 4 : used * 2;
  Owned<Array> storage = vm.heap().make_array(capacity);
  std::copy_n(attrs->slots, used, storage->items);
  attrs->storage = std::move(storage);
  attrs->slots = attrs->storage->items;
  attrs->capacity = capacity;
  Class* cls = object->cls;
  if (cls->slot_hint < used + 1 && used < kMostInline) cls->slot_hint = used + 1;
}

}  // namespace

Shape* root_shape(Vm& vm, Class* cls) {
  if (cls->root_shape == nullptr) {
    Shape* root = make_shape(vm, nullptr, nullptr, cls);
    vm.heap().touch(cls);
    cls->root_shape = root;
  }
  return cls->root_shape;
}

size_t attrs_offset(const Object* o) {
  if (o->kind == Kind::kStr) {
    auto* s = static_cast<const Str*>(o);
    bool follows = s->data == reinterpret_cast<const char*>(s + 1);
    return round_up(sizeof(Str) + (follows ? s->size : 0));
  }
  if (o->kind == Kind::kBytes) {
    auto* b = static_cast<const Bytes*>(o);
    bool follows = b->data == reinterpret_cast<const uint8_t*>(b + 1);
    return round_up(sizeof(Bytes) + (follows ? b->size : 0));
  }
  if (o->kind == Kind::kTuple) {
    return sizeof(Tuple) + static_cast<const Tuple*>(o)->size * sizeof(Value);
  }
  const TypeSlots* slots = o->cls->slots;
  if (slots != nullptr && slots->size > 0) return round_up(slots->size);
  if (o->kind == Kind::kNativeObject) {
    return o->units * Heap::kUnit - round_up(sizeof(AttrStore));
  }
  return round_up(struct_size(o->kind));
}

AttrStore* attrs_of(const Object* o) {
  if (o->kind == Kind::kInstance) {
    if (o->cls == types.object) return nullptr;
    return const_cast<AttrStore*>(&static_cast<const Instance*>(o)->attrs);
  }
  if (!o->has(kHasAttrs)) return nullptr;
  auto* bytes = reinterpret_cast<char*>(const_cast<Object*>(o));
  return reinterpret_cast<AttrStore*>(bytes + attrs_offset(o));
}

int64_t shape_slot(const Shape* shape, const Str* name) {
  for (; shape != nullptr && shape->parent != nullptr; shape = shape->parent) {
    if (shape->key == name) return shape->count - 1;
    if (shape->lookup != nullptr) {
      int64_t place = table_find(shape->lookup, name);
      return place < 0 ? -1 : shape->lookup->entries[place].value.i;
    }
  }
  return -1;
}

Value attr_store_get(const AttrStore* attrs, const Str* name) {
  if (attrs->dict != nullptr) {
    const Dict* dict = dict_for(attrs, name);
    Value* v = dict == nullptr ? nullptr : dict_find(dict, name);
    return v == nullptr ? Value::undefined() : *v;
  }
  int64_t slot = shape_slot(attrs->shape, name);
  return slot < 0 ? Value::undefined() : attrs->slots[slot];
}

void attr_store_set(Vm& vm, Object* object, AttrStore* attrs, Str* name, Value v) {
  vm.heap().touch(object);
  if (attrs->dict == nullptr) {
    int64_t slot = shape_slot(attrs->shape, name);
    if (slot >= 0) {
      attrs->slots[slot] = v;
      return;
    }
    Shape* next = nullptr;
    uint32_t used = attrs->shape == nullptr ? 0 : attrs->shape->count;
    // Classes that all environments share can't remember the shapes of one.
    if (!object->cls->has(kImmortal) && name->has(kInterned) && used < kMostSlots) {
      Shape* shape = attrs->shape ? attrs->shape : root_shape(vm, object->cls);
      next = extended_shape(vm, shape, name);
    }
    if (next != nullptr) {
      if (used >= attrs->capacity) grow_slots(vm, object, attrs, used);
      attrs->slots[used] = v;
      attrs->shape = next;
      return;
    }
    become_dict(vm, object, attrs);
  }
  Dict* dict = dict_for(attrs, name);
  if (dict == nullptr) {
    dict = make_dict(vm.heap());
    Owned<Array> beside = vm.heap().make_array(1);
    beside->items[0] = Value::object(dict);
    attrs->storage = std::move(beside);
  }
  dict_set(vm.heap(), dict, name, v);
}

bool attr_store_erase(Vm& vm, Object* object, AttrStore* attrs, const Str* name) {
  if (attr_store_get(attrs, name).is_undefined()) return false;
  vm.heap().touch(object);
  become_dict(vm, object, attrs);
  return dict_erase(vm.heap(), dict_for(attrs, name), name);
}

std::vector<std::pair<Str*, Value>> slot_values(const AttrStore* attrs) {
  std::vector<std::pair<Str*, Value>> found;
  if (attrs->dict == nullptr) {
    for (Shape* s = attrs->shape; s != nullptr && s->parent != nullptr; s = s->parent) {
      if (is_slot_key(s->key)) found.emplace_back(s->key, attrs->slots[s->count - 1]);
    }
    std::reverse(found.begin(), found.end());
  } else if (const Dict* dict = slots_beside_dict(attrs)) {
    uint32_t position = 0;
    for (TableEntry* e; table_next(dict->table, &position, &e);)
      found.emplace_back(as<Str>(e->key), e->value);
  }
  return found;
}

Dict* instance_dict(Vm& vm, Object* object) {
  if (AttrStore* attrs = attrs_of(object)) {
    if (object->cls->class_flags & kHasSlots) return nullptr;
    become_dict(vm, object, attrs);
    return attrs->dict;
  }
  if (object->kind == Kind::kFunction) {
    auto* function = static_cast<Function*>(object);
    if (function->attrs == nullptr) {
      vm.heap().touch(function);
      function->attrs = make_dict(vm.heap());
    }
    return function->attrs;
  }
  return nullptr;
}

void replace_instance_dict(Vm& vm, Object* object, Dict* dict) {
  vm.heap().touch(object);
  if (AttrStore* attrs = attrs_of(object)) {
    become_dict(vm, object, attrs);
    attrs->dict = dict;
  } else if (object->kind == Kind::kFunction) {
    static_cast<Function*>(object)->attrs = dict;
  }
}

}  // namespace scriptling
