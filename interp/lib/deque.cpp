#include "interp/lib/deque.h"

#include "interp/lib/native_iterator.h"
#include "interp/types/arguments.h"
#include "interp/vm_internals.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;

void trace_deque(Object* o, Tracer& tracer) {
  tracer.visit(static_cast<Deque*>(o)->ring);
}

// A ring has a power of two of places; what is not in use is undefined.
void make_room(Vm& vm, Deque* deque) {
  uint64_t capacity = deque->ring == nullptr ? 0 : deque->ring->capacity;
  if (deque->size < capacity) return;
  uint64_t wanted = capacity == 0 ? 8 : capacity * 2;
  Owned<Array> ring = vm.heap().make_array(wanted);
  for (uint64_t n = 0; n < deque->size; n++) ring->items[n] = deque->at(n);
  vm.heap().retire(std::exchange(deque->ring, std::move(ring)));
  deque->head = 0;
}

bool is_full(const Deque* deque) {
  return deque->limit >= 0 && deque->size >= static_cast<uint64_t>(deque->limit);
}

// -- Iterators --------------------------------------------------------------------------

// `source` is the deque, `position` the next index, `limit` how many are left, `step` the
// direction, `mark_at` its count of changes.

Value next_of_deque(Vm& vm, NativeIterator* it) {
  bool is_reversed = it->step < 0;
  if (is_reversed && it->limit == 0) return Value::undefined();
  Deque* deque = deque_of(it->source);
  // Forwards also at the end: a loop whose last turn changes the deque is told.
  if (deque->changes != static_cast<uint64_t>(it->mark_at)) {
    it->limit = 0;
    return vm.raise(types.runtime_error, "deque mutated during iteration");
  }
  if (it->limit == 0) return Value::undefined();
  it->limit--;
  Value item = deque->at(static_cast<uint64_t>(it->position));
  it->position += it->step;
  return item;
}

Value iterator_length_hint(Vm&, const Args& args) {
  return Value::integer(iterator_of(args[0])->limit);
}

constexpr NativeDef kIteratorMethods[] = {
    {"__length_hint__(self, /)", iterator_length_hint, nullptr, kMethod},
};

Class* forward_class() {
  static Class* const cls = make_native_iterator<next_of_deque>(
      "collections._deque_iterator", kIteratorMethods);
  return cls;
}
Class* backward_class() {
  static Class* const cls = make_native_iterator<next_of_deque>(
      "collections._deque_reverse_iterator", kIteratorMethods);
  return cls;
}

Value deque_iter(Vm& vm, const Args& args) {
  NativeIterator* it = new_iterator(vm, forward_class());
  Deque* self = deque_of(args[0]);
  it->source = args[0];
  it->limit = static_cast<int64_t>(self->size);
  it->step = 1;
  it->mark_at = static_cast<int64_t>(self->changes);
  return Value::object(it);
}

Value deque_reversed(Vm& vm, const Args& args) {
  NativeIterator* it = new_iterator(vm, backward_class());
  Deque* self = deque_of(args[0]);
  it->source = args[0];
  it->limit = static_cast<int64_t>(self->size);
  it->position = it->limit - 1;
  it->step = -1;
  it->mark_at = static_cast<int64_t>(self->changes);
  return Value::object(it);
}

// -- Methods ----------------------------------------------------------------------------

Value deque_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], deque_class());
  return cls == nullptr ? Value::error() : Value::object(make_deque(vm, cls, -1));
}

Value deque_init(Vm& vm, const Args& args) {
  Deque* self = deque_of(args[0]);
  int64_t limit = -1;
  if (args.has(2)) {
    if (!is_int_like(args[2])) return vm.type_error("an integer is required");
    auto given = to_index(vm, args[2]);
    if (!given) return Value::error();
    if (*given < 0) return vm.value_error("maxlen must be non-negative");
    limit = *given;
  }
  deque_clear(vm, self);
  self->limit = limit;
  if (!args.given(1)) return Value::none();
  return from_bool(deque_extend(vm, self, args[1], End::kBack));
}

Value deque_append(Vm& vm, const Args& args) {
  deque_push_back(vm, deque_of(args[0]), args[1]);
  return Value::none();
}
Value deque_appendleft(Vm& vm, const Args& args) {
  deque_push_front(vm, deque_of(args[0]), args[1]);
  return Value::none();
}
Value deque_extend_back(Vm& vm, const Args& args) {
  return from_bool(deque_extend(vm, deque_of(args[0]), args[1], End::kBack));
}
Value deque_extend_front(Vm& vm, const Args& args) {
  return from_bool(deque_extend(vm, deque_of(args[0]), args[1], End::kFront));
}

Value deque_pop(Vm& vm, const Args& args) {
  Deque* self = deque_of(args[0]);
  if (self->size == 0) return vm.raise(types.index_error, "pop from an empty deque");
  return deque_take_back(vm, self);
}
Value deque_popleft(Vm& vm, const Args& args) {
  Deque* self = deque_of(args[0]);
  if (self->size == 0) return vm.raise(types.index_error, "pop from an empty deque");
  return deque_take_front(vm, self);
}

Value deque_clear_method(Vm& vm, const Args& args) {
  deque_clear(vm, deque_of(args[0]));
  return Value::none();
}

Value deque_rotate_method(Vm& vm, const Args& args) {
  auto steps = args.given(1) ? to_index(vm, args[1]) : 1;
  if (!steps) return Value::error();
  deque_rotate(vm, deque_of(args[0]), *steps);
  return Value::none();
}

Value deque_len(Vm&, const Args& args) {
  return Value::integer(static_cast<int64_t>(deque_of(args[0])->size));
}

Value deque_maxlen(Vm&, const Args& args) {
  int64_t limit = deque_of(args[0])->limit;
  return limit < 0 ? Value::none() : Value::integer(limit);
}

constexpr NativeDef kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", deque_new, nullptr,
     NativeBinding::kStaticMethod},
    {"__init__(self, iterable=(), maxlen=None)", deque_init, nullptr, kMethod},
    {"__iter__(self, /)", deque_iter, nullptr, kMethod},
    {"__len__(self, /)", deque_len, nullptr, kMethod},
    {"__reversed__(self, /)", deque_reversed, nullptr, kMethod},
    {"append(self, item, /)", deque_append, "Add an item at the right end.", kMethod},
    {"appendleft(self, item, /)", deque_appendleft, "Add an item at the left end.",
     kMethod},
    {"clear(self, /)", deque_clear_method, "Remove all items.", kMethod},
    {"extend(self, iterable, /)", deque_extend_back, "Add items at the right end.",
     kMethod},
    {"extendleft(self, iterable, /)", deque_extend_front,
     "Add items at the left end, one after the other.", kMethod},
    {"maxlen(self)", deque_maxlen, "How many items there may be; None: any number.",
     NativeBinding::kGetter},
    {"pop(self, /)", deque_pop, "Take the item at the right end.", kMethod},
    {"popleft(self, /)", deque_popleft, "Take the item at the left end.", kMethod},
    {"rotate(self, n=1, /)", deque_rotate_method,
     "Move n items from the right end to the left one.", kMethod},
    {"__class_getitem__(cls, item, /)", class_getitem_self, nullptr,
     NativeBinding::kClassMethod},
};

constexpr TypeSlots kSlots{.trace = trace_deque,
                           .size = sizeof(Deque),
                           .undo = Undo::kStorage,
                           .storage_offset = sizeof(Object)};

}  // namespace

Class* deque_class() {
  static Class* const cls = [] {
    Class* made =
        make_class("collections.deque", types.object, Kind::kNativeObject, kMethods,
                   &kSlots, "A list with fast appends and pops at both ends.");
    add_methods(made, deque_sequence_methods());
    match_patterns_of(made, types.list);
    return made;
  }();
  return cls;
}

bool is_deque(const Value& v) {
  return is_kind(v, Kind::kNativeObject) && is_subclass(v.o->cls, deque_class());
}

Deque* make_deque(Vm& vm, Class* cls, int64_t limit) {
  auto* deque = static_cast<Deque*>(allocate_instance(vm, cls));
  deque->limit = limit;
  return deque;
}

void deque_push_back(Vm& vm, Deque* deque, Value v) {
  vm.heap().touch(deque);
  if (deque->limit == 0) return;
  if (is_full(deque)) deque_take_front(vm, deque);
  make_room(vm, deque);
  deque->size++;
  deque->at(deque->size - 1) = v;
  deque->changes++;
}

void deque_push_front(Vm& vm, Deque* deque, Value v) {
  vm.heap().touch(deque);
  if (deque->limit == 0) return;
  if (is_full(deque)) deque_take_back(vm, deque);
  make_room(vm, deque);
  deque->head = (deque->head - 1) & (deque->ring->capacity - 1);
  deque->size++;
  deque->at(0) = v;
  deque->changes++;
}

Value deque_take_back(Vm& vm, Deque* deque) {
  vm.heap().touch(deque);
  Value v = deque->at(deque->size - 1);
  deque->at(deque->size - 1) = Value::undefined();
  deque->size--;
  deque->changes++;
  return v;
}

Value deque_take_front(Vm& vm, Deque* deque) {
  vm.heap().touch(deque);
  Value v = deque->at(0);
  deque->at(0) = Value::undefined();
  deque->head = (deque->head + 1) & (deque->ring->capacity - 1);
  deque->size--;
  deque->changes++;
  return v;
}

void deque_clear(Vm& vm, Deque* deque) {
  vm.heap().touch(deque);
  deque->ring = nullptr;
  deque->head = deque->size = 0;
  deque->changes++;
}

void deque_rotate(Vm& vm, Deque* deque, int64_t steps) {
  auto size = static_cast<int64_t>(deque->size);
  if (size < 2) return;
  deque->changes++;
  steps %= size;
  if (steps > size / 2) steps -= size;
  if (steps < -size / 2) steps += size;
  for (; steps > 0; steps--) {
    Value v = deque_take_back(vm, deque);
    deque->head = (deque->head - 1) & (deque->ring->capacity - 1);
    deque->size++;
    deque->at(0) = v;
  }
  for (; steps < 0; steps++) {
    Value v = deque_take_front(vm, deque);
    deque->size++;
    deque->at(deque->size - 1) = v;
  }
}

bool deque_extend(Vm& vm, Deque* deque, Value iterable, End end) {
  // Its own items are those it has now.
  if (iterable.is_object() && iterable.o == deque) {
    List* items = list_of(vm, iterable);
    if (items == nullptr) return false;
    iterable = Value::object(items);
  }
  return for_each(vm, iterable, [&](Value item) {
    if (end == End::kBack) {
      deque_push_back(vm, deque, item);
    } else {
      deque_push_front(vm, deque, item);
    }
    return true;
  });
}

}  // namespace scriptling
