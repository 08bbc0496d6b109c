// What a deque has in common with a list: items, searching, comparing, text.
//
// Elements are compared by ops.h and so may change the deque under way, which is then a
// RuntimeError.

#include "interp/lib/deque.h"
#include "interp/reduce.h"
#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;

Deque* self_of(const Args& args) { return deque_of(args[0]); }

// False: pending, or out of range.
bool item_index(Vm& vm, const Args& args, uint64_t* index) {
  if (!is_int_like(args[1]) && vm.lookup(class_of(args[1]), names.index).is_undefined()) {
    vm.type_error("sequence index must be integer, not '{}'", class_name(args[1]));
    return false;
  }
  auto given = to_index(vm, args[1]);
  if (!given) return false;
  auto size = static_cast<int64_t>(self_of(args)->size);
  if (*given < 0) *given += size;
  *index = static_cast<uint64_t>(*given);
  if (*given >= 0 && *given < size) return true;
  vm.raise(types.index_error, "deque index out of range");
  return false;
}

Value deque_getitem(Vm& vm, const Args& args) {
  uint64_t index;
  return item_index(vm, args, &index) ? self_of(args)->at(index) : Value::error();
}

Value deque_setitem(Vm& vm, const Args& args) {
  uint64_t index;
  if (!item_index(vm, args, &index)) return Value::error();
  vm.heap().touch(self_of(args));
  self_of(args)->at(index) = args[2];
  return Value::none();
}

void erase(Vm& vm, Deque* deque, uint64_t index) {
  vm.heap().touch(deque);
  for (uint64_t n = index; n + 1 < deque->size; n++) deque->at(n) = deque->at(n + 1);
  deque_take_back(vm, deque);
}

Value deque_delitem(Vm& vm, const Args& args) {
  uint64_t index;
  if (!item_index(vm, args, &index)) return Value::error();
  erase(vm, self_of(args), index);
  return Value::none();
}

Value deque_insert(Vm& vm, const Args& args) {
  Deque* self = self_of(args);
  auto index = to_index_clamped(vm, args[1]);
  if (!index) return Value::error();
  if (self->limit >= 0 && self->size >= static_cast<uint64_t>(self->limit)) {
    return vm.raise(types.index_error, "deque already at its maximum size");
  }
  auto size = static_cast<int64_t>(self->size);
  if (*index < 0) *index = std::max<int64_t>(*index + size, 0);
  deque_push_back(vm, self, args[2]);
  for (int64_t n = size; n > *index; n--) {
    std::swap(self->at(static_cast<uint64_t>(n)), self->at(static_cast<uint64_t>(n - 1)));
  }
  return Value::none();
}

Value deque_reverse(Vm& vm, const Args& args) {
  Deque* self = self_of(args);
  vm.heap().touch(self);
  for (uint64_t n = 0; n < self->size / 2; n++) {
    std::swap(self->at(n), self->at(self->size - 1 - n));
  }
  return Value::none();
}

// -- Searching --------------------------------------------------------------------------

// Calls fn(index) for each equal item in [from, to) until it returns false. False:
// pending.
template <class F>
bool for_each_equal(Vm& vm, Deque* deque, Value wanted, uint64_t from, uint64_t to,
                    Class* error, F fn) {
  uint64_t changes = deque->changes;
  for (uint64_t n = from; n < std::min(to, deque->size); n++) {
    Found same = equals(vm, deque->at(n), wanted);
    if (same == Found::kError || !vm.poll()) return false;
    if (deque->changes != changes) {
      vm.raise(error, "deque mutated during iteration");
      return false;
    }
    if (same == Found::kYes && !fn(n)) return true;
  }
  return true;
}

// -1: there is none. False: pending.
bool find(Vm& vm, Deque* deque, Value wanted, Bounds bounds, Class* error,
          int64_t* index) {
  *index = -1;
  return for_each_equal(vm, deque, wanted, static_cast<uint64_t>(bounds.start),
                        static_cast<uint64_t>(std::max<int64_t>(bounds.stop, 0)), error,
                        [&](uint64_t n) {
                          *index = static_cast<int64_t>(n);
                          return false;
                        });
}

Bounds whole(const Deque* deque) { return {0, static_cast<int64_t>(deque->size)}; }

Value deque_contains(Vm& vm, const Args& args) {
  int64_t index;
  Deque* self = self_of(args);
  bool ok = find(vm, self, args[1], whole(self), types.runtime_error, &index);
  return ok ? Value::boolean(index >= 0) : Value::error();
}

Value deque_count(Vm& vm, const Args& args) {
  int64_t count = 0;
  bool ok = for_each_equal(vm, self_of(args), args[1], 0, self_of(args)->size,
                           types.runtime_error, [&](uint64_t) {
                             count++;
                             return true;
                           });
  return ok ? Value::integer(count) : Value::error();
}

Value deque_index(Vm& vm, const Args& args) {
  Bounds bounds;
  if (!bound_arguments(vm, args[2], args[3], NoneBound::kRefused, &bounds))
    return Value::error();
  Deque* self = self_of(args);
  bounds = clamp_bounds(bounds, static_cast<int64_t>(self->size));
  int64_t index;
  if (!find(vm, self, args[1], bounds, types.runtime_error, &index))
    return Value::error();
  if (index >= 0) return Value::integer(index);
  Str* text = repr(vm, args[1]);
  return text == nullptr ? Value::error()
                         : vm.value_error("{} is not in deque", text->view());
}

Value deque_remove(Vm& vm, const Args& args) {
  Deque* self = self_of(args);
  int64_t index;
  if (!find(vm, self, args[1], whole(self), types.index_error, &index))
    return Value::error();
  if (index < 0) {
    Str* text = repr(vm, args[1]);
    return text == nullptr ? Value::error()
                           : vm.value_error("{} is not in deque", text->view());
  }
  erase(vm, self, static_cast<uint64_t>(index));
  return Value::none();
}

// -- Whole deques -----------------------------------------------------------------------

List* items_of(Vm& vm, Value deque) {
  Deque* d = deque_of(deque);
  List* items = make_list(vm.heap(), d->size);
  for (uint64_t n = 0; n < d->size; n++) list_append(vm.heap(), items, d->at(n));
  return items;
}

template <CompareOp op>
Value deque_compare(Vm& vm, const Args& args) {
  if (!is_deque(args[1])) return Value::not_implemented();
  return sequence_compare(vm, op, items_of(vm, args[0]), items_of(vm, args[1]));
}

Value deque_copy(Vm& vm, const Args& args) {
  Deque* self = self_of(args);
  if (self->cls != deque_class()) {
    return self->limit < 0 ? vm.call(Value::object(self->cls), {args[0]})
                           : vm.call(Value::object(self->cls),
                                     {args[0], Value::integer(self->limit)});
  }
  Deque* copy = make_deque(vm, deque_class(), self->limit);
  for (uint64_t n = 0; n < self->size; n++) deque_push_back(vm, copy, self->at(n));
  return Value::object(copy);
}

Value deque_reduce(Vm& vm, const Args& args) {
  int64_t limit = deque_of(args[0])->limit;
  Value nothing = Value::object(make_tuple(vm.heap(), size_t{0}));
  Tuple* arguments = limit < 0 ? make_tuple(vm.heap(), size_t{0})
                               : make_tuple(vm.heap(), {nothing, Value::integer(limit)});
  Value items = iterate(vm, args[0]);
  return items.is_error() ? items : reduced(vm, args[0], arguments, items, Value::none());
}

Value deque_add(Vm& vm, const Args& args) {
  if (!is_deque(args[1])) {
    return vm.type_error("can only concatenate deque (not \"{}\") to deque",
                         class_name(args[1]));
  }
  Value sum = deque_copy(vm, args);
  if (sum.is_error()) return sum;
  bool ok = deque_extend(vm, deque_of(sum), args[1], End::kBack);
  return ok ? sum : Value::error();
}

Value deque_iadd(Vm& vm, const Args& args) {
  bool ok = deque_extend(vm, self_of(args), args[1], End::kBack);
  return ok ? args[0] : Value::error();
}

// Makes `deque` hold its items so many times.
bool repeat(Vm& vm, Deque* deque, int64_t count) {
  List* items = items_of(vm, Value::object(deque));
  if (count <= 0) deque_clear(vm, deque);
  if (items->size == 0) return true;
  for (int64_t round = 1; round < count; round++) {
    for (uint64_t n = 0; n < items->size; n++) {
      deque_push_back(vm, deque, items->items()[n]);
    }
    if (!vm.poll(1 + static_cast<int64_t>(items->size / 64))) return false;
  }
  return true;
}

Value deque_imul(Vm& vm, const Args& args) {
  int64_t count;
  bool is_count;
  if (!repeat_count(vm, args[1], &count, &is_count)) return Value::error();
  if (!is_count) return Value::not_implemented();
  return repeat(vm, self_of(args), count) ? args[0] : Value::error();
}

Value deque_mul(Vm& vm, const Args& args) {
  int64_t count;
  bool is_count;
  if (!repeat_count(vm, args[1], &count, &is_count)) return Value::error();
  if (!is_count) return Value::not_implemented();
  Value copy = deque_copy(vm, args);
  if (copy.is_error()) return copy;
  return repeat(vm, deque_of(copy), count) ? copy : Value::error();
}

Value deque_repr(Vm& vm, const Args& args) {
  if (!vm.check_native_depth()) return Value::error();
  ReprScope scope(vm, args[0].o);  // The list that stands for it is another each time.
  if (scope.is_inside_itself()) return str_value(vm, "[...]");
  Str* items = repr(vm, Value::object(items_of(vm, args[0])));
  if (items == nullptr) return Value::error();
  Deque* self = self_of(args);
  std::string_view name = self->cls->name->view();
  return str_value(vm, self->limit < 0 ? fmt::format("{}({})", name, items->view())
                                       : fmt::format("{}({}, maxlen={})", name,
                                                     items->view(), self->limit));
}

constexpr NativeDef kMethods[] = {
    {"__add__(self, value, /)", deque_add, nullptr, kMethod},
    {"__contains__(self, key, /)", deque_contains, nullptr, kMethod},
    {"__copy__(self, /)", deque_copy, nullptr, kMethod},
    {"__reduce__(self, /)", deque_reduce, nullptr, kMethod},
    {"__delitem__(self, key, /)", deque_delitem, nullptr, kMethod},
    {"__eq__(self, value, /)", deque_compare<CompareOp::kEq>, nullptr, kMethod},
    {"__ge__(self, value, /)", deque_compare<CompareOp::kGe>, nullptr, kMethod},
    {"__getitem__(self, key, /)", deque_getitem, nullptr, kMethod},
    {"__gt__(self, value, /)", deque_compare<CompareOp::kGt>, nullptr, kMethod},
    {"__iadd__(self, value, /)", deque_iadd, nullptr, kMethod},
    {"__imul__(self, value, /)", deque_imul, nullptr, kMethod},
    {"__le__(self, value, /)", deque_compare<CompareOp::kLe>, nullptr, kMethod},
    {"__lt__(self, value, /)", deque_compare<CompareOp::kLt>, nullptr, kMethod},
    {"__mul__(self, value, /)", deque_mul, nullptr, kMethod},
    {"__ne__(self, value, /)", deque_compare<CompareOp::kNe>, nullptr, kMethod},
    {"__repr__(self, /)", deque_repr, nullptr, kMethod},
    {"__rmul__(self, value, /)", deque_mul, nullptr, kMethod},
    {"__setitem__(self, key, value, /)", deque_setitem, nullptr, kMethod},
    {"copy(self, /)", deque_copy, "A copy with the same maxlen.", kMethod},
    {"count(self, value, /)", deque_count, "How many items equal value.", kMethod},
    {"index(self, value, start=None, stop=None, /)", deque_index,
     "Where the first item is that equals value.", kMethod},
    {"insert(self, index, object, /)", deque_insert, "Insert an item before index.",
     kMethod},
    {"remove(self, value, /)", deque_remove, "Remove the first item that equals value.",
     kMethod},
    {"reverse(self, /)", deque_reverse, "Reverse the order of the items, in place.",
     kMethod},
};

}  // namespace

std::span<const NativeDef> deque_sequence_methods() { return kMethods; }

}  // namespace scriptling
