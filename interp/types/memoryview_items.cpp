// Items and slices of memoryviews.
#include <cstring>

#include "interp/types/arguments.h"
#include "interp/types/memoryview.h"

namespace scriptling {

namespace {

bool is_index(Vm& vm, Value key) {
  return is_int_like(key) || !vm.lookup(class_of(key), names.index).is_undefined();
}

// All items of a tuple are indices, or there are some and all are slices.
bool is_tuple_of_indices(Vm& vm, Value key) {
  if (!is_kind(key, Kind::kTuple)) return false;
  for (uint64_t n = 0; n < as<Tuple>(key)->size; n++) {
    if (!is_index(vm, as<Tuple>(key)->items[n])) return false;
  }
  return true;
}

bool is_tuple_of_slices(Value key) {
  if (!is_kind(key, Kind::kTuple) || as<Tuple>(key)->size == 0) return false;
  for (uint64_t n = 0; n < as<Tuple>(key)->size; n++) {
    if (!is_kind(as<Tuple>(key)->items[n], Kind::kSlice)) return false;
  }
  return true;
}

bool fail(Vm& vm, Class* error, std::string_view text) {
  vm.raise_text(error, text);
  return false;
}

bool not_implemented(Vm& vm, std::string_view text) {
  return fail(vm, types.not_implemented_error, text);
}

// Adds to *place where item `key` of a dimension is.
bool add_index(Vm& vm, const MemoryView* view, uint32_t dimension, Value key,
               int64_t* place) {
  int64_t index;
  if (!index_key(vm, key, "memoryview", &index)) return false;
  int64_t items = view->shape()[dimension];
  if (index < 0) index += items;
  if (index < 0 || index >= items) {
    vm.raise(types.index_error, "index out of bounds on dimension {}", dimension + 1);
    return false;
  }
  *place += index * view->strides()[dimension];
  return true;
}

bool place_of_tuple(Vm& vm, const MemoryView* view, const Tuple* key, int64_t* place) {
  if (key->size < view->dimensions) {
    return not_implemented(vm, "sub-views are not implemented");
  }
  if (key->size > view->dimensions) {
    vm.type_error("cannot index {}-dimension view with {}-element tuple",
                  view->dimensions, key->size);
    return false;
  }
  for (uint32_t n = 0; n < view->dimensions; n++) {
    if (!add_index(vm, view, n, key->items[n], place)) return false;
  }
  return true;
}

bool is_empty_tuple(Value key) {
  return is_kind(key, Kind::kTuple) && as<Tuple>(key)->size == 0;
}

// Where the one item that `key` names is. `sub_views` says why there is none when the key
// names a part of several dimensions.
bool place_of(Vm& vm, const MemoryView* view, Value key, const char* sub_views,
              int64_t* place) {
  *place = 0;
  if (view->dimensions == 0) {
    if (is_empty_tuple(key)) return true;
    return fail(vm, types.type_error, "invalid indexing of 0-dim memory");
  }
  if (is_kind(key, Kind::kTuple)) return place_of_tuple(vm, view, as<Tuple>(key), place);
  if (view->dimensions > 1) return not_implemented(vm, sub_views);
  return add_index(vm, view, 0, key, place);
}

// A view of a slice of the first dimension. Null: pending.
MemoryView* slice_of(Vm& vm, const MemoryView* view, Value key) {
  SliceBounds b;
  if (!slice_bounds(vm, as<Slice>(key), view->shape()[0], &b)) return nullptr;
  // The bounds may have run a script.
  if (!check_not_released(vm, view)) return nullptr;
  MemoryView* made = make_memoryview_like(vm, view, view->dimensions);
  for (uint32_t n = 0; n < view->dimensions; n++) {
    made->shape()[n] = view->shape()[n];
    made->strides()[n] = view->strides()[n];
  }
  made->offset += b.start * view->strides()[0];
  made->shape()[0] = b.count;
  // A step may be as large as an int64; it matters only if there is a second item.
  made->strides()[0] = static_cast<int64_t>(static_cast<uint64_t>(view->strides()[0]) *
                                            static_cast<uint64_t>(b.step));
  settle_memoryview(made);
  return made;
}

Value list_of_dimension(Vm& vm, const MemoryView* view, uint32_t dimension,
                        int64_t place) {
  if (dimension == view->dimensions) {
    const char* data = memoryview_data(view);
    if (data == nullptr) {
      check_not_released(vm, view);
      return Value::error();
    }
    return unpack_item(vm, view->format, data + place);
  }
  List* list = make_list(vm.heap(), static_cast<size_t>(view->shape()[dimension]));
  for (int64_t n = 0; n < view->shape()[dimension]; n++) {
    Value item = list_of_dimension(vm, view, dimension + 1, place);
    if (item.is_error() || !poll_sometimes(vm, static_cast<uint64_t>(n))) {
      return Value::error();
    }
    list_append(vm.heap(), list, item);
    place += view->strides()[dimension];
  }
  return Value::object(list);
}

// The storage for writing. Null: pending.
char* writable_data(Vm& vm, MemoryView* view) {
  if (!check_not_released(vm, view)) return nullptr;
  vm.heap().touch(view->exporter);
  return const_cast<char*>(memoryview_data(view));
}

bool set_place(Vm& vm, MemoryView* view, int64_t place, Value v) {
  PackedItem item;
  if (!pack_item(vm, view->format, v, &item)) return false;
  char* data = writable_data(vm, view);
  if (data == nullptr) return false;
  memcpy(data + place, item.data, view->item_size);
  return true;
}

// `data` is what the items of `source` are. False: pending.
bool copy_items(Vm& vm, const MemoryView* source, const std::string& data,
                MemoryView* target) {
  if (source->format != target->format || source->dimensions != 1 ||
      source->shape()[0] != target->shape()[0]) {
    return fail(vm, types.value_error,
                "memoryview assignment: lvalue and rvalue have different structures");
  }
  char* to = writable_data(vm, target);
  const char* next = data.data();
  for_each_item(target, [&](int64_t place) {
    memcpy(to + place, next, target->item_size);
    next += target->item_size;
    return true;
  });
  return true;
}

bool set_slice(Vm& vm, MemoryView* view, Value key, Value v) {
  bool is_view = is_kind(v, Kind::kMemoryView);
  if (!is_view && !is_byte_string(v)) {
    vm.type_error("a bytes-like object is required, not '{}'", class_name(v));
    return false;
  }
  auto* source = is_view ? as<MemoryView>(v) : as<MemoryView>(memoryview_of(vm, v));
  std::string data;  // A copy: both may be views of the same bytes.
  bool ok = memoryview_bytes(vm, source, ItemOrder::kC, &data);
  MemoryView* target = ok ? slice_of(vm, view, key) : nullptr;
  ok = target != nullptr && copy_items(vm, source, data, target);
  if (!is_view) release_memoryview(vm, source);
  if (target != nullptr) release_memoryview(vm, target);
  return ok;
}

bool check_writable(Vm& vm, const MemoryView* view) {
  if (!check_not_released(vm, view)) return false;
  if (!view->is_readonly) return true;
  return fail(vm, types.type_error, "cannot modify read-only memory");
}

bool names_one_item(Vm& vm, const MemoryView* view, Value key) {
  return view->dimensions == 0 || is_index(vm, key) || is_tuple_of_indices(vm, key);
}

}  // namespace

Value memoryview_get_item(Vm& vm, MemoryView* view, Value key) {
  if (!check_not_released(vm, view)) return Value::error();
  if (view->dimensions == 0 && key.tag == Tag::kEllipsis) return Value::object(view);
  if (names_one_item(vm, view, key)) {
    int64_t place;
    if (!place_of(vm, view, key, "multi-dimensional sub-views are not implemented",
                  &place) ||
        !check_not_released(vm, view)) {
      return Value::error();
    }
    return unpack_item(vm, view->format, memoryview_data(view) + place);
  }
  if (is_kind(key, Kind::kSlice)) {
    MemoryView* part = slice_of(vm, view, key);
    return part == nullptr ? Value::error() : Value::object(part);
  }
  if (is_tuple_of_slices(key)) {
    not_implemented(vm, "multi-dimensional slicing is not implemented");
    return Value::error();
  }
  return vm.raise_text(types.type_error, "memoryview: invalid slice key");
}

bool memoryview_set_item(Vm& vm, MemoryView* view, Value key, Value v) {
  if (!check_writable(vm, view)) return false;
  if (view->dimensions == 0 && key.tag == Tag::kEllipsis) {
    return set_place(vm, view, 0, v);
  }
  if (names_one_item(vm, view, key)) {
    int64_t place;
    return place_of(vm, view, key, "sub-views are not implemented", &place) &&
           set_place(vm, view, place, v);
  }
  if (is_kind(key, Kind::kSlice) && view->dimensions == 1) {
    return set_slice(vm, view, key, v);
  }
  if (is_kind(key, Kind::kSlice) || is_tuple_of_slices(key)) {
    return not_implemented(
        vm, "memoryview slice assignments are currently restricted to ndim = 1");
  }
  return fail(vm, types.type_error, "memoryview: invalid slice key");
}

bool memoryview_del_item(Vm& vm, MemoryView* view) {
  return check_writable(vm, view) && fail(vm, types.type_error, "cannot delete memory");
}

Value memoryview_list(Vm& vm, const MemoryView* view) {
  if (!check_not_released(vm, view)) return Value::error();
  return list_of_dimension(vm, view, 0, 0);
}

}  // namespace scriptling
