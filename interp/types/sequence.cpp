// Lists and tuples: what both do.
#include <cstring>

#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

uint64_t sequence_size(const Object* o) {
  return o->kind == Kind::kList ? static_cast<const List*>(o)->size
                                : static_cast<const Tuple*>(o)->size;
}

Value sequence_item(const Object* o, uint64_t n) {
  return o->kind == Kind::kList ? static_cast<const List*>(o)->storage->items[n]
                                : static_cast<const Tuple*>(o)->items[n];
}

// More items than any limit on memory lets through; keeps products of sizes from
// overflowing.
constexpr uint64_t kMaxItems = uint64_t{1} << 40;

// Copies `count` times the `size` items at `from` to `to`, doubling what is there.
void fill_repeated(Value* to, const Value* from, uint64_t size, uint64_t count) {
  if (size == 1) {
    for (uint64_t n = 0; n < count; n++) to[n] = from[0];
    return;
  }
  memcpy(static_cast<void*>(to), from, size * sizeof(Value));
  uint64_t done = size;
  uint64_t total = size * count;
  while (done < total) {
    uint64_t now = done < total - done ? done : total - done;
    memcpy(static_cast<void*>(to + done), to, now * sizeof(Value));
    done += now;
  }
}

bool too_many(uint64_t size, int64_t count) {
  return size != 0 && count > 0 && static_cast<uint64_t>(count) > kMaxItems / size;
}

// A step may be as large as an int64, so none is taken past the last item.
void gather(Value* to, const Value* from, const SliceBounds& b) {
  if (b.step == 1) {
    memcpy(static_cast<void*>(to), from + b.start, b.count * sizeof(Value));
    return;
  }
  for (int64_t n = 0; n < b.count; n++) to[n] = from[b.start + n * b.step];
}

// What is assigned to a slice of `list`, outside its own storage. False: pending.
bool assigned_values(Vm& vm, const List* list, Value v, const char* error,
                     std::span<const Value>* values) {
  if (!is_iterable(vm, v)) {
    vm.raise_text(types.type_error, error);
    return false;
  }
  if (v.is_object() && v.o->cls == types.list && v.o != list) {
    uint64_t size = as<List>(v)->size;
    *values = {size == 0 ? nullptr : as<List>(v)->items(), size};
    return true;
  }
  Tuple* tuple = tuple_of(vm, v);
  if (tuple == nullptr) return false;
  *values = {tuple->items, tuple->size};
  return true;
}

bool assign_extended(Vm& vm, List* list, const SliceBounds& b,
                     std::span<const Value> values) {
  if (values.size() != static_cast<uint64_t>(b.count)) {
    vm.value_error("attempt to assign sequence of size {} to extended slice of size {}",
                   values.size(), b.count);
    return false;
  }
  vm.heap().touch(list);
  for (int64_t n = 0; n < b.count; n++) list->items()[b.start + n * b.step] = values[n];
  return true;
}

bool assign_slice(Vm& vm, List* list, Value key, Value v) {
  Slice* slice = settle_slice(vm, key);
  if (slice == nullptr) return false;
  SliceBounds b;
  if (!slice_bounds(vm, slice, static_cast<int64_t>(list->size), &b)) return false;
  bool plain =
      slice->step.is_none() || (slice->step.is_int_or_bool() && slice->step.i == 1);
  const char* error =
      plain ? "can only assign an iterable" : "must assign iterable to extended slice";
  std::span<const Value> values;
  if (!assigned_values(vm, list, v, error, &values)) return false;
  auto size = static_cast<int64_t>(list->size);  // Making the values may have changed it.
  if (!plain) {
    return slice_bounds(vm, slice, size, &b) && assign_extended(vm, list, b, values);
  }
  int64_t start = std::min(b.start, size);
  list_splice(vm.heap(), list, start, std::min(b.start + b.count, size), values);
  return true;
}

bool delete_slice(Vm& vm, List* list, Value key) {
  Slice* slice = settle_slice(vm, key);
  SliceBounds b;
  if (slice == nullptr ||
      !slice_bounds(vm, slice, static_cast<int64_t>(list->size), &b)) {
    return false;
  }
  if (b.count == 0) return true;
  if (b.step == 1) {
    list_erase(vm.heap(), list, b.start, b.start + b.count);
    return true;
  }
  if (b.step < 0) {
    b.start += b.step * (b.count - 1);
    b.step = -b.step;
  }
  vm.heap().touch(list);
  Value* items = list->items();
  int64_t to = b.start;
  int64_t next_gone = b.start;
  auto size = static_cast<int64_t>(list->size);
  int64_t gone = 0;
  for (int64_t from = b.start; from < size; from++) {
    if (from == next_gone && gone < b.count) {
      if (++gone < b.count) next_gone += b.step;
    } else {
      items[to++] = items[from];
    }
  }
  list_erase(vm.heap(), list, to, size);
  return true;
}

}  // namespace

Value sequence_compare(Vm& vm, CompareOp op, Object* a, Object* b) {
  if (!vm.check_native_depth()) return Value::error();
  bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  if (equality && sequence_size(a) != sequence_size(b)) {
    return Value::boolean(op == CompareOp::kNe);
  }
  // A script's __eq__ may change a list: sizes and items are read anew each time.
  for (uint64_t n = 0; n < sequence_size(a) && n < sequence_size(b); n++) {
    Value x = sequence_item(a, n);
    Value y = sequence_item(b, n);
    if (x.is(y)) {
      if (!poll_sometimes(vm, n)) return Value::error();
      continue;
    }
    if (!x.is_int() || !y.is_int()) {
      Found found = equals(vm, x, y);
      if (found == Found::kError || !vm.poll()) return Value::error();
      if (found == Found::kYes) continue;
    }
    if (equality) return Value::boolean(op == CompareOp::kNe);
    if (n >= sequence_size(a) || n >= sequence_size(b)) break;
    return compare(vm, op, x, y);
  }
  return Value::boolean(compare_plain(op, sequence_size(a), sequence_size(b)));
}

Found sequence_contains(Vm& vm, Object* sequence, Value v) {
  for (uint64_t n = 0; n < sequence_size(sequence); n++) {
    Value item = sequence_item(sequence, n);
    if (item.is(v)) return Found::kYes;
    if (item.is_int() && v.is_int()) {
      if (!poll_sometimes(vm, n)) return Found::kError;
      continue;
    }
    Found found = equals(vm, item, v);
    if (found != Found::kNo) return found;
    if (!vm.poll()) return Found::kError;
  }
  return Found::kNo;
}

Value list_concat(Vm& vm, List* a, List* b) {
  List* result = make_list(vm.heap(), a->size + b->size);
  if (a->size > 0) {
    memcpy(static_cast<void*>(result->items()), a->items(), a->size * sizeof(Value));
  }
  if (b->size > 0) {
    memcpy(static_cast<void*>(result->items() + a->size), b->items(),
           b->size * sizeof(Value));
  }
  result->size = a->size + b->size;
  return Value::object(result);
}

Value tuple_concat(Vm& vm, Tuple* a, Tuple* b) {
  if (b->size == 0 && a->cls == types.tuple) return Value::object(a);
  if (a->size == 0 && b->cls == types.tuple) return Value::object(b);
  Tuple* result = make_tuple(vm.heap(), a->size + b->size);
  memcpy(static_cast<void*>(result->items), a->items, a->size * sizeof(Value));
  memcpy(static_cast<void*>(result->items + a->size), b->items, b->size * sizeof(Value));
  return Value::object(result);
}

Value list_repeat(Vm& vm, List* a, int64_t count) {
  if (count <= 0 || a->size == 0) return Value::object(make_list(vm.heap()));
  if (too_many(a->size, count)) return vm.memory_error();
  List* result = make_list(vm.heap(), a->size * count);
  fill_repeated(result->items(), a->items(), a->size, count);
  result->size = a->size * count;
  return Value::object(result);
}

Value tuple_repeat(Vm& vm, Tuple* a, int64_t count) {
  if (a->cls == types.tuple && (count == 1 || a->size == 0)) return Value::object(a);
  if (count <= 0 || a->size == 0) return Value::object(make_tuple(vm.heap(), size_t{0}));
  if (too_many(a->size, count)) return vm.memory_error();
  Tuple* result = make_tuple(vm.heap(), a->size * count);
  fill_repeated(result->items, a->items, a->size, count);
  return Value::object(result);
}

Value list_get_item(Vm& vm, List* list, Value key) {
  if (is_kind(key, Kind::kSlice)) {
    Slice* slice = settle_slice(vm, key);
    SliceBounds b;
    if (slice == nullptr ||
        !slice_bounds(vm, slice, static_cast<int64_t>(list->size), &b)) {
      return Value::error();
    }
    List* result = make_list(vm.heap(), static_cast<size_t>(b.count));
    if (b.count > 0) gather(result->items(), list->items(), b);
    result->size = static_cast<uint64_t>(b.count);
    return Value::object(result);
  }
  int64_t index;
  if (!index_key(vm, key, "list", &index)) return Value::error();
  if (index < 0) index += static_cast<int64_t>(list->size);
  if (static_cast<uint64_t>(index) >= list->size) {
    return vm.raise_text(types.index_error, "list index out of range");
  }
  return list->items()[index];
}

bool list_set_item(Vm& vm, List* list, Value key, Value v) {
  if (is_kind(key, Kind::kSlice)) return assign_slice(vm, list, key, v);
  int64_t index;
  if (!index_key(vm, key, "list", &index)) return false;
  if (index < 0) index += static_cast<int64_t>(list->size);
  if (static_cast<uint64_t>(index) >= list->size) {
    vm.raise_text(types.index_error, "list assignment index out of range");
    return false;
  }
  vm.heap().touch(list);
  list->items()[index] = v;
  return true;
}

bool list_del_item(Vm& vm, List* list, Value key) {
  if (is_kind(key, Kind::kSlice)) return delete_slice(vm, list, key);
  int64_t index;
  if (!index_key(vm, key, "list", &index)) return false;
  if (index < 0) index += static_cast<int64_t>(list->size);
  if (static_cast<uint64_t>(index) >= list->size) {
    vm.raise_text(types.index_error, "list assignment index out of range");
    return false;
  }
  list_erase(vm.heap(), list, index, index + 1);
  return true;
}

Value tuple_get_item(Vm& vm, Tuple* tuple, Value key) {
  auto size = static_cast<int64_t>(tuple->size);
  if (is_kind(key, Kind::kSlice)) {
    SliceBounds b;
    if (!slice_bounds(vm, as<Slice>(key), size, &b)) return Value::error();
    if (b.step == 1 && b.count == size && tuple->cls == types.tuple) {
      return Value::object(tuple);
    }
    Tuple* result = make_tuple(vm.heap(), static_cast<size_t>(b.count));
    if (b.count > 0) gather(result->items, tuple->items, b);
    return Value::object(result);
  }
  int64_t index;
  if (!index_key(vm, key, "tuple", &index)) return Value::error();
  if (index < 0) index += size;
  if (index < 0 || index >= size) {
    return vm.raise_text(types.index_error, "tuple index out of range");
  }
  return tuple->items[index];
}

// xxHash's mixing, as CPython does it, so that hash((1, 2)) is the same number there and
// here.
bool tuple_hash(Vm& vm, Tuple* tuple, int64_t* hash) {
  // One that holds another twice, and so on, takes for ever.
  if (!vm.check_native_depth() || !vm.poll()) return false;
  constexpr uint64_t kPrime1 = 11400714785074694791u;
  constexpr uint64_t kPrime2 = 14029467366897019727u;
  constexpr uint64_t kPrime5 = 2870177450012600261u;
  uint64_t sum = kPrime5;
  for (uint64_t n = 0; n < tuple->size; n++) {
    int64_t lane;
    if (!hash_value(vm, tuple->items[n], &lane)) return false;
    sum += static_cast<uint64_t>(lane) * kPrime2;
    sum = (sum << 31) | (sum >> 33);
    sum *= kPrime1;
  }
  sum += tuple->size ^ (kPrime5 ^ 3527539u);
  *hash = sum == UINT64_MAX ? 1546275796 : static_cast<int64_t>(sum);
  return true;
}

}  // namespace scriptling
