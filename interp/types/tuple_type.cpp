// class tuple.
#include <cstring>

#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

Tuple* self_tuple(const Args& args) { return as<Tuple>(args[0]); }

Value tuple_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.tuple);
  if (cls == nullptr) return Value::error();
  Tuple* items = args.given(1) ? nullptr : make_tuple(vm.heap(), size_t{0});
  if (items == nullptr && is_kind(args[1], Kind::kTuple) &&
      args[1].o->cls == types.tuple) {
    items = as<Tuple>(args[1]);
  }
  if (items == nullptr) items = tuple_of(vm, args[1]);
  if (items == nullptr) return Value::error();
  if (cls == types.tuple) return Value::object(items);
  auto* made =
      static_cast<Tuple*>(allocate_instance(vm, cls, items->size * sizeof(Value)));
  memcpy(static_cast<void*>(made->items), items->items, items->size * sizeof(Value));
  made->size = items->size;
  return Value::object(made);
}

Value tuple_index(Vm& vm, const Args& args) {
  Tuple* self = self_tuple(args);
  Bounds bounds;
  if (!bound_arguments(vm, args[2], args[3], NoneBound::kRefused, &bounds)) {
    return Value::error();
  }
  bounds = clamp_bounds(bounds, static_cast<int64_t>(self->size));
  for (int64_t n = bounds.start; n < bounds.stop; n++) {
    Found found = equals(vm, self->items[n], args[1]);
    if (found == Found::kError || !vm.poll()) return Value::error();
    if (found == Found::kYes) return Value::integer(n);
  }
  return vm.raise_text(types.value_error, "tuple.index(x): x not in tuple");
}

Value tuple_count(Vm& vm, const Args& args) {
  Tuple* self = self_tuple(args);
  int64_t count = 0;
  for (uint64_t n = 0; n < self->size; n++) {
    Found found = equals(vm, self->items[n], args[1]);
    if (found == Found::kError || !vm.poll()) return Value::error();
    if (found == Found::kYes) count++;
  }
  return Value::integer(count);
}

Value tuple_len(Vm& vm, const Args& args) {
  return Value::integer(static_cast<int64_t>(self_tuple(args)->size));
}

Value tuple_getitem(Vm& vm, const Args& args) {
  return tuple_get_item(vm, self_tuple(args), args[1]);
}

Value tuple_contains(Vm& vm, const Args& args) {
  return from_found(sequence_contains(vm, args[0].o, args[1]));
}

Value tuple_iter(Vm& vm, const Args& args) {
  return Value::object(
      make_iterator(vm, IteratorKind::kTuple, types.tuple_iterator, args[0].o));
}

Value tuple_repr(Vm& vm, const Args& args) {
  return from_str(builtin_repr(vm, args[0].o));
}

Value tuple_hash_method(Vm& vm, const Args& args) {
  int64_t hash;
  return tuple_hash(vm, self_tuple(args), &hash) ? Value::integer(hash) : Value::error();
}

template <CompareOp op>
Value tuple_compare(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kTuple)) return Value::not_implemented();
  return sequence_compare(vm, op, args[0].o, args[1].o);
}

Value tuple_mul(Vm& vm, const Args& args) {
  int64_t count;
  if (!repeat_count(vm, args[1], &count)) return Value::error();
  return tuple_repeat(vm, self_tuple(args), count);
}

Value tuple_getnewargs(Vm& vm, const Args& args) {
  Tuple* self = self_tuple(args);
  Tuple* plain = make_tuple(vm.heap(), std::span<const Value>(self->items, self->size));
  return Value::object(make_tuple(vm.heap(), {Value::object(plain)}));
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kTupleMethods[] = {
    {"__new__(cls, iterable=(), /)", tuple_new,
     "Create and return a new object.  See help(type) for accurate signature.",
     NativeBinding::kStaticMethod},
    {"index(self, value, start=0, stop=9223372036854775807, /)", tuple_index,
     "Return first index of value.\n\nRaises ValueError if the value is not present.",
     kMethod},
    {"count(self, value, /)", tuple_count, "Return number of occurrences of value.",
     kMethod},
    {"__len__(self, /)", tuple_len, "Return len(self).", kMethod},
    {"__getitem__(self, key, /)", tuple_getitem, "Return self[key].", kMethod},
    {"__contains__(self, key, /)", tuple_contains, "Return key in self.", kMethod},
    {"__iter__(self, /)", tuple_iter, "Implement iter(self).", kMethod},
    {"__repr__(self, /)", tuple_repr, "Return repr(self).", kMethod},
    {"__hash__(self, /)", tuple_hash_method, "Return hash(self).", kMethod},
    {"__eq__(self, value, /)", tuple_compare<CompareOp::kEq>, "Return self==value.",
     kMethod},
    {"__ne__(self, value, /)", tuple_compare<CompareOp::kNe>, "Return self!=value.",
     kMethod},
    {"__lt__(self, value, /)", tuple_compare<CompareOp::kLt>, "Return self<value.",
     kMethod},
    {"__le__(self, value, /)", tuple_compare<CompareOp::kLe>, "Return self<=value.",
     kMethod},
    {"__gt__(self, value, /)", tuple_compare<CompareOp::kGt>, "Return self>value.",
     kMethod},
    {"__ge__(self, value, /)", tuple_compare<CompareOp::kGe>, "Return self>=value.",
     kMethod},
    {"__add__(self, value, /)", sequence_add, "Return self+value.", kMethod},
    {"__mul__(self, value, /)", tuple_mul, "Return self*value.", kMethod},
    {"__rmul__(self, value, /)", tuple_mul, "Return value*self.", kMethod},
    {"__getnewargs__(self, /)", tuple_getnewargs, nullptr, kMethod},
    {"__class_getitem__(cls, item, /)", class_getitem_self, "See PEP 585",
     NativeBinding::kClassMethod},
};

}  // namespace

void define_tuple();

void define_tuple() { add_methods(types.tuple, kTupleMethods); }

}  // namespace scriptling
