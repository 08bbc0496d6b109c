// class list.
#include <algorithm>
#include <cstring>

#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

List* self_list(const Args& args) { return as<List>(args[0]); }

Value list_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.list);
  if (cls == nullptr) return Value::error();
  if (cls == types.list) return Value::object(make_list(vm.heap()));
  return Value::object(allocate_instance(vm, cls));
}

Value list_init(Vm& vm, const Args& args) {
  List* self = self_list(args);
  if (self->size > 0) list_erase(vm.heap(), self, 0, self->size);
  if (!args.given(1)) return Value::none();
  return from_bool(extend_list(vm, self, args[1]));
}

Value list_append(Vm& vm, const Args& args) {
  scriptling::list_append(vm.heap(), self_list(args), args[1]);
  return Value::none();
}

Value list_extend(Vm& vm, const Args& args) {
  return from_bool(extend_list(vm, self_list(args), args[1]));
}

Value list_insert(Vm& vm, const Args& args) {
  auto index = args[1].is_int() ? args[1].i : to_index(vm, args[1]);
  if (!index) return Value::error();
  List* self = self_list(args);
  auto size = static_cast<int64_t>(self->size);
  int64_t at = *index < 0 ? std::max<int64_t>(0, *index + size) : std::min(*index, size);
  scriptling::list_insert(vm.heap(), self, static_cast<size_t>(at), args[2]);
  return Value::none();
}

Value list_pop(Vm& vm, const Args& args) {
  List* self = self_list(args);
  std::optional<int64_t> given = -1;
  if (args.given(1)) given = args[1].is_int() ? args[1].i : to_index(vm, args[1]);
  if (!given) return Value::error();
  int64_t index = *given;
  auto size = static_cast<int64_t>(self->size);
  if (size == 0) return vm.raise_text(types.index_error, "pop from empty list");
  if (index < 0) index += size;
  if (index < 0 || index >= size) {
    return vm.raise_text(types.index_error, "pop index out of range");
  }
  Value v = self->items()[index];
  if (index == size - 1) {
    vm.heap().touch(self);
    self->size--;
    self->items()[index] = Value::undefined();
  } else {
    list_erase(vm.heap(), self, index, index + 1);
  }
  return v;
}

// The place of the first item in [start, stop) that equals `v`; -1: none, -2: pending.
int64_t find_item(Vm& vm, List* self, Value v, int64_t start, int64_t stop) {
  for (int64_t n = start; n < stop && n < static_cast<int64_t>(self->size); n++) {
    Value item = self->items()[n];
    if (item.is(v)) return n;
    if (item.is_int() && v.is_int()) {
      if (!poll_sometimes(vm, static_cast<uint64_t>(n))) return -2;
      continue;
    }
    Found found = equals(vm, item, v);
    if (found == Found::kError || !vm.poll()) return -2;
    if (found == Found::kYes) return n;
  }
  return -1;
}

Value list_remove(Vm& vm, const Args& args) {
  List* self = self_list(args);
  int64_t at = find_item(vm, self, args[1], 0, INT64_MAX);
  if (at == -2) return Value::error();
  if (at == -1) return vm.raise_text(types.value_error, "list.remove(x): x not in list");
  if (static_cast<uint64_t>(at) < self->size) list_erase(vm.heap(), self, at, at + 1);
  return Value::none();
}

Value list_index(Vm& vm, const Args& args) {
  List* self = self_list(args);
  Bounds bounds;
  if (!bound_arguments(vm, args[2], args[3], NoneBound::kRefused, &bounds)) {
    return Value::error();
  }
  bounds = clamp_bounds(bounds, static_cast<int64_t>(self->size));
  int64_t at = find_item(vm, self, args[1], bounds.start, bounds.stop);
  if (at >= 0) return Value::integer(at);
  if (at == -2) return Value::error();
  Str* text = repr(vm, args[1]);
  if (text == nullptr) return Value::error();
  return vm.value_error("{} is not in list", text->view());
}

Value list_count(Vm& vm, const Args& args) {
  List* self = self_list(args);
  int64_t count = 0;
  for (uint64_t n = 0; n < self->size; n++) {
    Value item = self->items()[n];
    if (item.is(args[1])) {
      count++;
      continue;
    }
    if (item.is_int() && args[1].is_int()) {
      if (!poll_sometimes(vm, n)) return Value::error();
      continue;
    }
    Found found = equals(vm, item, args[1]);
    if (found == Found::kError || !vm.poll()) return Value::error();
    if (found == Found::kYes) count++;
  }
  return Value::integer(count);
}

Value list_clear(Vm& vm, const Args& args) {
  List* self = self_list(args);
  vm.heap().touch(self);
  self->size = 0;
  vm.heap().retire(std::move(self->storage));
  return Value::none();
}

Value list_copy(Vm& vm, const Args& args) {
  List* self = self_list(args);
  return Value::object(self->size == 0
                           ? make_list(vm.heap())
                           : make_list(vm.heap(), {self->items(), self->size}));
}

Value list_reverse(Vm& vm, const Args& args) {
  List* self = self_list(args);
  if (self->size == 0) return Value::none();
  vm.heap().touch(self);
  std::reverse(self->items(), self->items() + self->size);
  return Value::none();
}

Value list_sort_method(Vm& vm, const Args& args) {
  SortOrder order = SortOrder::kAscending;
  if (args.given(2)) {
    auto reverse = to_index(vm, args[2]);
    if (!reverse) return Value::error();
    if (*reverse != 0) order = SortOrder::kDescending;
  }
  return from_bool(list_sort(vm, self_list(args), args[1], order));
}

Value list_len(Vm& vm, const Args& args) {
  return Value::integer(static_cast<int64_t>(self_list(args)->size));
}

Value list_getitem(Vm& vm, const Args& args) {
  return list_get_item(vm, self_list(args), args[1]);
}

Value list_setitem(Vm& vm, const Args& args) {
  return from_bool(list_set_item(vm, self_list(args), args[1], args[2]));
}

Value list_delitem(Vm& vm, const Args& args) {
  return from_bool(list_del_item(vm, self_list(args), args[1]));
}

Value list_contains(Vm& vm, const Args& args) {
  return from_found(sequence_contains(vm, args[0].o, args[1]));
}

Value list_iter(Vm& vm, const Args& args) {
  return Value::object(
      make_iterator(vm, IteratorKind::kList, types.list_iterator, args[0].o));
}

Value list_reversed(Vm& vm, const Args& args) {
  return Value::object(make_iterator(vm, IteratorKind::kReversedList,
                                     types.list_reverseiterator, args[0].o,
                                     static_cast<int64_t>(self_list(args)->size) - 1));
}

Value list_repr(Vm& vm, const Args& args) {
  return from_str(builtin_repr(vm, args[0].o));
}

template <CompareOp op>
Value list_compare(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kList)) return Value::not_implemented();
  return sequence_compare(vm, op, args[0].o, args[1].o);
}

Value list_iadd(Vm& vm, const Args& args) {
  return extend_list(vm, self_list(args), args[1]) ? args[0] : Value::error();
}

Value list_mul(Vm& vm, const Args& args) {
  int64_t count;
  if (!repeat_count(vm, args[1], &count)) return Value::error();
  return list_repeat(vm, self_list(args), count);
}

Value list_imul(Vm& vm, const Args& args) {
  int64_t count;
  bool is_count;
  if (!repeat_count(vm, args[1], &count, &is_count)) return Value::error();
  if (!is_count) return Value::not_implemented();
  List* self = self_list(args);
  if (count <= 0) {
    if (self->size > 0) list_erase(vm.heap(), self, 0, self->size);
    return args[0];
  }
  if (count == 1 || self->size == 0) return args[0];
  Value repeated = list_repeat(vm, self, count);
  if (repeated.is_error()) return repeated;
  vm.heap().touch(self);
  vm.heap().retire(std::exchange(self->storage, std::move(as<List>(repeated)->storage)));
  self->size = std::exchange(as<List>(repeated)->size, 0);
  return args[0];
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kListMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", list_new,
     "Create and return a new object.  See help(type) for accurate signature.",
     NativeBinding::kStaticMethod},
    {"__init__(self, iterable=(), /)", list_init,
     "Initialize self.  See help(type(self)) for accurate signature.", kMethod},
    {"append(self, object, /)", list_append, "Append object to the end of the list.",
     kMethod},
    {"extend(self, iterable, /)", list_extend,
     "Extend list by appending elements from the iterable.", kMethod},
    {"insert(self, index, object, /)", list_insert, "Insert object before index.",
     kMethod},
    {"pop(self, index=-1, /)", list_pop,
     "Remove and return item at index (default last).\n\n"
     "Raises IndexError if list is empty or index is out of range.",
     kMethod},
    {"remove(self, value, /)", list_remove,
     "Remove first occurrence of value.\n\nRaises ValueError if the value is not "
     "present.",
     kMethod},
    {"index(self, value, start=0, stop=9223372036854775807, /)", list_index,
     "Return first index of value.\n\nRaises ValueError if the value is not present.",
     kMethod},
    {"count(self, value, /)", list_count, "Return number of occurrences of value.",
     kMethod},
    {"clear(self, /)", list_clear, "Remove all items from list.", kMethod},
    {"copy(self, /)", list_copy, "Return a shallow copy of the list.", kMethod},
    {"reverse(self, /)", list_reverse, "Reverse *IN PLACE*.", kMethod},
    {"sort(self, /, *, key=None, reverse=False)", list_sort_method,
     "Sort the list in ascending order and return None.\n\n"
     "The sort is in-place (i.e. the list itself is modified) and stable (i.e. the\n"
     "order of two equal elements is maintained).\n\n"
     "If a key function is given, apply it once to each list item and sort them,\n"
     "ascending or descending, according to their function values.\n\n"
     "The reverse flag can be set to sort in descending order.",
     kMethod},
    {"__len__(self, /)", list_len, "Return len(self).", kMethod},
    {"__getitem__(self, index, /)", list_getitem, "x.__getitem__(y) <==> x[y]", kMethod},
    {"__setitem__(self, key, value, /)", list_setitem, "Set self[key] to value.",
     kMethod},
    {"__delitem__(self, key, /)", list_delitem, "Delete self[key].", kMethod},
    {"__contains__(self, key, /)", list_contains, "Return key in self.", kMethod},
    {"__iter__(self, /)", list_iter, "Implement iter(self).", kMethod},
    {"__reversed__(self, /)", list_reversed, "Return a reverse iterator over the list.",
     kMethod},
    {"__repr__(self, /)", list_repr, "Return repr(self).", kMethod},
    {"__eq__(self, value, /)", list_compare<CompareOp::kEq>, "Return self==value.",
     kMethod},
    {"__ne__(self, value, /)", list_compare<CompareOp::kNe>, "Return self!=value.",
     kMethod},
    {"__lt__(self, value, /)", list_compare<CompareOp::kLt>, "Return self<value.",
     kMethod},
    {"__le__(self, value, /)", list_compare<CompareOp::kLe>, "Return self<=value.",
     kMethod},
    {"__gt__(self, value, /)", list_compare<CompareOp::kGt>, "Return self>value.",
     kMethod},
    {"__ge__(self, value, /)", list_compare<CompareOp::kGe>, "Return self>=value.",
     kMethod},
    {"__add__(self, value, /)", sequence_add, "Return self+value.", kMethod},
    {"__iadd__(self, value, /)", list_iadd, "Implement self+=value.", kMethod},
    {"__mul__(self, value, /)", list_mul, "Return self*value.", kMethod},
    {"__rmul__(self, value, /)", list_mul, "Return value*self.", kMethod},
    {"__imul__(self, value, /)", list_imul, "Implement self*=value.", kMethod},
    {"__class_getitem__(cls, item, /)", class_getitem_self, "See PEP 585",
     NativeBinding::kClassMethod},
};

}  // namespace

void define_tuple();  // tuple_type.cpp

void define_list_and_tuple() {
  add_methods(types.list, kListMethods);
  define_tuple();
}

}  // namespace scriptling
