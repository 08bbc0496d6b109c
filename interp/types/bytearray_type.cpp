// class bytearray: what changes it.
#include "interp/types/bytes_methods.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

ByteArray* self_array(const Args& args) { return as<ByteArray>(args[0]); }

// Replaces bytes [from, to), in place: the shorter of what is in front of them and what
// is behind them moves when they become fewer. Requires: `data` is not the array's own.
bool splice(Vm& vm, ByteArray* array, size_t from, size_t to, std::string_view data) {
  size_t old_size = array->size;
  size_t behind = old_size - to;
  size_t gone = to - from;
  if (data.size() != gone && bytearray_is_fixed(vm, array)) return false;
  vm.heap().touch(array);
  if (data.size() > gone) {
    // Whatever is appended makes room.
    bytearray_append(vm.heap(), array, data.substr(gone));
    char* bytes = bytearray_data(array);
    memmove(bytes + from + data.size(), bytes + to, behind);
  } else if (from <= behind) {
    char* bytes = bytearray_data(array);
    if (from > 0) memmove(bytes + (gone - data.size()), bytes, from);
    bytearray_drop_front(vm.heap(), array, gone - data.size());
  } else {
    char* bytes = bytearray_data(array);
    memmove(bytes + from + data.size(), bytes + to, behind);
    bytearray_drop_back(vm.heap(), array, gone - data.size());
  }
  if (!data.empty()) memcpy(bytearray_data(array) + from, data.data(), data.size());
  return true;
}

// Removes one byte. False: pending.
bool erase(Vm& vm, ByteArray* array, size_t at) {
  return splice(vm, array, at, at + 1, {});
}

Value bytearray_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.bytearray);
  if (cls == nullptr) return Value::error();
  if (cls == types.bytearray) return Value::object(make_bytearray(vm.heap(), {}));
  return Value::object(allocate_instance(vm, cls));
}

Value bytearray_init(Vm& vm, const Args& args) {
  std::string data;
  if (!bytes_arguments(vm, args, types.bytearray, &data)) return Value::error();
  ByteArray* self = self_array(args);
  // CPython empties it first, whatever the new size.
  if (self->size > 0 && bytearray_is_fixed(vm, self)) return Value::error();
  return from_bool(bytearray_assign(vm, self, data));
}

Value bytearray_append_method(Vm& vm, const Args& args) {
  auto byte = to_byte(vm, args[1]);
  if (!byte) return Value::error();
  char c = static_cast<char>(*byte);
  return from_bool(bytearray_extend(vm, self_array(args), {&c, 1}));
}

Value bytearray_extend_method(Vm& vm, const Args& args) {
  ByteArray* self = self_array(args);
  if (is_bytes_like(args[1])) {
    return from_bool(bytearray_extend(vm, self, bytes_view(args[1])));
  }
  if (is_kind(args[1], Kind::kMemoryView)) {
    return vm.type_error("can't set bytearray slice from {}", class_name(args[1]));
  }
  Value it =
      iterate_saying(vm, args[1], "can't extend bytearray with {}", class_name(args[1]));
  if (it.is_error() || !ask_length(vm, args[1])) return Value::error();
  std::string data;
  bool ok = for_each(vm, it, [&](Value item) {
    auto byte = to_byte(vm, item);
    if (!byte) return false;
    data.push_back(static_cast<char>(*byte));
    return true;
  });
  return from_bool(ok && bytearray_extend(vm, self, data));
}

Value bytearray_insert(Vm& vm, const Args& args) {
  auto index = to_index_clamped(vm, args[1]);
  if (!index) return Value::error();
  auto byte = to_byte(vm, args[2]);
  if (!byte) return Value::error();
  ByteArray* self = self_array(args);
  int64_t size = self->size;
  int64_t at = *index < 0 ? std::max<int64_t>(0, *index + size) : std::min(*index, size);
  char c = static_cast<char>(*byte);
  if (!bytearray_extend(vm, self, {&c, 1})) return Value::error();
  char* data = bytearray_data(self);
  memmove(data + at + 1, data + at, static_cast<size_t>(size - at));
  data[at] = c;
  return Value::none();
}

Value bytearray_pop(Vm& vm, const Args& args) {
  std::optional<int64_t> given = -1;
  if (args.given(1)) given = to_index(vm, args[1]);
  if (!given) return Value::error();
  ByteArray* self = self_array(args);
  if (self->size == 0) {
    return vm.raise_text(types.index_error, "pop from empty bytearray");
  }
  int64_t index = *given < 0 ? *given + self->size : *given;
  if (index < 0 || index >= static_cast<int64_t>(self->size)) {
    return vm.raise_text(types.index_error, "pop index out of range");
  }
  auto byte = static_cast<uint8_t>(bytearray_data(self)[index]);
  if (!erase(vm, self, static_cast<size_t>(index))) return Value::error();
  return Value::integer(byte);
}

Value bytearray_remove(Vm& vm, const Args& args) {
  auto byte = to_byte(vm, args[1]);
  if (!byte) return Value::error();
  char c = static_cast<char>(*byte);
  size_t at = find_bytes(self_bytes(args), {&c, 1});
  if (at == kNotFound) {
    return vm.raise_text(types.value_error, "value not found in bytearray");
  }
  return from_bool(erase(vm, self_array(args), at));
}

Value bytearray_clear(Vm& vm, const Args& args) {
  return from_bool(bytearray_assign(vm, self_array(args), {}));
}

Value bytearray_copy(Vm& vm, const Args& args) {
  return Value::object(make_bytearray(vm.heap(), self_bytes(args)));
}

Value bytearray_reverse(Vm& vm, const Args& args) {
  ByteArray* self = self_array(args);
  if (self->size == 0) return Value::none();
  vm.heap().touch(self);
  std::reverse(bytearray_data(self), bytearray_data(self) + self->size);
  return Value::none();
}

Value bytearray_setitem(Vm& vm, const Args& args) {
  return from_bool(bytearray_set_item(vm, self_array(args), args[1], args[2]));
}

Value bytearray_delitem(Vm& vm, const Args& args) {
  return from_bool(bytearray_del_item(vm, self_array(args), args[1]));
}

Value bytearray_iadd(Vm& vm, const Args& args) {
  if (!is_bytes_like(args[1])) {
    return vm.type_error("can't concat {} to {}", class_name(args[1]),
                         class_name(args[0]));
  }
  bool ok = bytearray_extend(vm, self_array(args), bytes_view(args[1]));
  return ok ? args[0] : Value::error();
}

Value bytearray_imul(Vm& vm, const Args& args) {
  int64_t count;
  bool is_count;
  if (!repeat_count(vm, args[1], &count, &is_count)) return Value::error();
  if (!is_count) return Value::not_implemented();
  Value repeated = bytes_repeat(vm, args[0].o, count);
  if (repeated.is_error()) return repeated;
  bool ok = bytearray_assign(vm, self_array(args), bytes_view(repeated));
  return ok ? args[0] : Value::error();
}

// The bytes of a slice assignment.
bool assigned_bytes(Vm& vm, Value v, std::string* data) {
  if (is_str(v) || is_int_like(v) || (!is_bytes_like(v) && !is_iterable(vm, v))) {
    vm.raise_text(
        types.type_error,
        "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    return false;
  }
  return bytes_from(vm, v, types.bytearray, data);
}

bool delete_range(Vm& vm, ByteArray* array, SliceBounds b) {
  if (b.count == 0) return true;
  if (b.step < 0) {
    b.start += b.step * (b.count - 1);
    b.step = -b.step;
  }
  if (b.step == 1) {
    return splice(vm, array, static_cast<size_t>(b.start),
                  static_cast<size_t>(b.start + b.count), {});
  }
  if (bytearray_is_fixed(vm, array)) return false;
  vm.heap().touch(array);
  char* bytes = bytearray_data(array);
  char* to = bytes + b.start;
  for (int64_t n = 0; n < b.count; n++) {
    // What stays between one that goes and the next, or the end.
    int64_t kept = b.start + n * b.step + 1;
    int64_t end = n + 1 < b.count ? kept + b.step - 1 : int64_t{array->size};
    memmove(to, bytes + kept, static_cast<size_t>(end - kept));
    to += end - kept;
  }
  bytearray_drop_back(vm.heap(), array, static_cast<size_t>(b.count));
  return true;
}

bool assign_slice(Vm& vm, ByteArray* array, Value key, Value v) {
  Slice* slice = settle_slice(vm, key);
  std::string data;
  SliceBounds b;
  if (slice == nullptr || !assigned_bytes(vm, v, &data) ||
      !slice_bounds(vm, slice, array->size, &b)) {
    return false;
  }
  if (b.step == 1) {
    return splice(vm, array, static_cast<size_t>(b.start),
                  static_cast<size_t>(b.start + b.count), data);
  }
  if (data.empty()) return delete_range(vm, array, b);  // CPython does so, too.
  if (data.size() != static_cast<size_t>(b.count)) {
    vm.value_error("attempt to assign bytes of size {} to extended slice of size {}",
                   data.size(), b.count);
    return false;
  }
  vm.heap().touch(array);
  for (int64_t n = 0; n < b.count; n++) {
    bytearray_data(array)[b.start + n * b.step] = data[static_cast<size_t>(n)];
  }
  return true;
}

bool delete_slice(Vm& vm, ByteArray* array, Value key) {
  Slice* slice = settle_slice(vm, key);
  SliceBounds b;
  return slice != nullptr && slice_bounds(vm, slice, array->size, &b) &&
         delete_range(vm, array, b);
}

// The place that an int key names; false: pending.
bool place_of(Vm& vm, ByteArray* array, Value key, int64_t* index) {
  if (!index_key(vm, key, "bytearray", index)) return false;
  if (*index < 0) *index += array->size;
  if (*index >= 0 && *index < static_cast<int64_t>(array->size)) return true;
  vm.raise_text(types.index_error, "bytearray index out of range");
  return false;
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kByteArrayMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", bytearray_new,
     "Create and return a new object.  See help(type) for accurate signature.",
     NativeBinding::kStaticMethod},
    {"__init__(self, source=b'', encoding='utf-8', errors='strict')", bytearray_init,
     "Initialize self.  See help(type(self)) for accurate signature.", kMethod},
    {"append(self, item, /)", bytearray_append_method,
     "Append a single item to the end of the bytearray.", kMethod},
    {"extend(self, iterable_of_ints, /)", bytearray_extend_method,
     "Append all the items from the iterator or sequence to the bytearray.", kMethod},
    {"insert(self, index, item, /)", bytearray_insert,
     "Insert a single item into the bytearray before the given index.", kMethod},
    {"pop(self, index=-1, /)", bytearray_pop,
     "Remove and return a single item from B.\n\n"
     "If no index argument is given, will pop the last item.",
     kMethod},
    {"remove(self, value, /)", bytearray_remove,
     "Remove the first occurrence of a value in the bytearray.", kMethod},
    {"clear(self, /)", bytearray_clear, "Remove all items from the bytearray.", kMethod},
    {"copy(self, /)", bytearray_copy, "Return a copy of B.", kMethod},
    {"reverse(self, /)", bytearray_reverse,
     "Reverse the order of the values in B in place.", kMethod},
    {"__setitem__(self, key, value, /)", bytearray_setitem, "Set self[key] to value.",
     kMethod},
    {"__delitem__(self, key, /)", bytearray_delitem, "Delete self[key].", kMethod},
    {"__iadd__(self, value, /)", bytearray_iadd, "Implement self+=value.", kMethod},
    {"__imul__(self, value, /)", bytearray_imul, "Implement self*=value.", kMethod},
};

}  // namespace

bool bytearray_is_fixed(Vm& vm, ByteArray* array) {
  if (array->exports == 0) return false;
  vm.heap().touch(array);
  array->exports = vm.heap().count_views(array);
  if (array->exports == 0) return false;
  vm.raise_text(types.buffer_error,
                "Existing exports of data: object cannot be re-sized");
  return true;
}

bool bytearray_assign(Vm& vm, ByteArray* array, std::string_view data) {
  if (data.size() != array->size && bytearray_is_fixed(vm, array)) return false;
  vm.heap().touch(array);
  array->size = 0;
  if (data.empty()) {
    vm.heap().retire(std::move(array->storage));
    return true;
  }
  bytearray_append(vm.heap(), array, data);
  return true;
}

bool bytearray_extend(Vm& vm, ByteArray* array, std::string_view data) {
  if (!data.empty() && bytearray_is_fixed(vm, array)) return false;
  bytearray_append(vm.heap(), array, data);
  return true;
}

bool bytearray_set_item(Vm& vm, ByteArray* array, Value key, Value v) {
  if (is_kind(key, Kind::kSlice)) return assign_slice(vm, array, key, v);
  int64_t index;
  if (!index_key(vm, key, "bytearray", &index)) return false;
  auto byte = to_byte(vm, v);
  if (!byte || !place_of(vm, array, Value::integer(index), &index)) return false;
  vm.heap().touch(array);
  bytearray_data(array)[index] = static_cast<char>(*byte);
  return true;
}

bool bytearray_del_item(Vm& vm, ByteArray* array, Value key) {
  if (is_kind(key, Kind::kSlice)) return delete_slice(vm, array, key);
  int64_t index;
  if (!place_of(vm, array, key, &index)) return false;
  return erase(vm, array, static_cast<size_t>(index));
}

void define_bytearray() { add_methods(types.bytearray, kByteArrayMethods); }

}  // namespace scriptling
