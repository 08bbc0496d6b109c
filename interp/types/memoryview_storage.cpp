// Memoryviews as wholes: making, comparing, hashing and copying them.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "interp/types/arguments.h"
#include "interp/types/memoryview.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

MemoryView* make_memoryview(Vm& vm, Object* exporter, uint32_t dimensions) {
  auto* view = vm.heap().make<MemoryView>(Kind::kMemoryView, types.memoryview,
                                          dimensions * 2 * sizeof(int64_t));
  view->dimensions = dimensions;
  view->exporter = exporter;
  if (exporter->kind == Kind::kByteArray) {
    vm.heap().touch(exporter);
    static_cast<ByteArray*>(exporter)->exports++;
  }
  return view;
}

// Of a bytes or a bytearray.
MemoryView* view_of_bytes(Vm& vm, Value v) {
  MemoryView* view = make_memoryview(vm, v.o, 1);
  view->format = 'B';
  view->item_size = 1;
  view->is_readonly = is_kind(v, Kind::kBytes);
  view->shape()[0] = static_cast<int64_t>(bytes_view(v).size());
  view->strides()[0] = 1;
  settle_memoryview(view);
  return view;
}

bool same_shape(const MemoryView* a, const MemoryView* b) {
  if (a->dimensions != b->dimensions) return false;
  for (uint32_t n = 0; n < a->dimensions; n++) {
    if (a->shape()[n] != b->shape()[n]) return false;
    if (a->shape()[n] == 0) break;
  }
  return true;
}

bool is_open(const MemoryView* view) { return memoryview_data(view) != nullptr; }

// Of views that are not released. Error: pending.
Found same_items(Vm& vm, const MemoryView* a, const MemoryView* b, uint32_t dimension,
                 int64_t place_a, int64_t place_b) {
  if (dimension == a->dimensions) {
    bool same = is_open(a) && is_open(b) &&
                items_equal(vm, a->format, memoryview_data(a) + place_a, b->format,
                            memoryview_data(b) + place_b);
    return same ? Found::kYes : Found::kNo;
  }
  for (int64_t n = 0; n < a->shape()[dimension]; n++) {
    Found same = same_items(vm, a, b, dimension + 1, place_a, place_b);
    if (same != Found::kYes) return same;
    if (!poll_sometimes(vm, static_cast<uint64_t>(n))) return Found::kError;
    place_a += a->strides()[dimension];
    place_b += b->strides()[dimension];
  }
  return Found::kYes;
}

Found views_equal(Vm& vm, const MemoryView* a, const MemoryView* b) {
  if (!is_open(a) || !is_open(b)) return a == b ? Found::kYes : Found::kNo;
  if (!same_shape(a, b)) return Found::kNo;
  bool by_bytes = a->format == b->format && is_compared_by_bytes(a->format);
  if (by_bytes && is_contiguous(a) && is_contiguous(b)) {
    auto view = [](const MemoryView* v) {
      return bytes_view(Value::object(const_cast<MemoryView*>(v)));
    };
    return view(a) == view(b) ? Found::kYes : Found::kNo;
  }
  return same_items(vm, a, b, 0, 0, 0);
}

// Only a bytearray has an order with views, and only as the bytes lie there.
Value ordered(CompareOp op, Value a, Value b) {
  bool has_order = is_kind(a, Kind::kByteArray) || is_kind(b, Kind::kByteArray);
  if (!has_order || !is_bytes_like(a) || !is_bytes_like(b)) {
    return Value::not_implemented();
  }
  return Value::boolean(compare_plain(op, bytes_view(a), bytes_view(b)));
}

}  // namespace

Value memoryview_of(Vm& vm, Value object) {
  if (is_byte_string(object)) return Value::object(view_of_bytes(vm, object));
  if (!is_kind(object, Kind::kMemoryView)) {
    return vm.type_error("memoryview: a bytes-like object is required, not '{}'",
                         class_name(object));
  }
  auto* from = as<MemoryView>(object);
  if (!check_not_released(vm, from)) return Value::error();
  MemoryView* view = make_memoryview_like(vm, from, from->dimensions);
  std::copy_n(from->layout, 2 * from->dimensions, view->layout);
  settle_memoryview(view);
  return Value::object(view);
}

MemoryView* make_memoryview_like(Vm& vm, const MemoryView* view, uint32_t dimensions) {
  MemoryView* made = make_memoryview(vm, view->exporter, dimensions);
  made->offset = view->offset;
  made->item_size = view->item_size;
  made->format = view->format;
  made->is_marked = view->is_marked;
  made->is_readonly = view->is_readonly;
  return made;
}

void settle_memoryview(MemoryView* view) {
  int64_t last = view->offset;
  for (uint32_t n = 0; n < view->dimensions; n++) {
    if (view->shape()[n] == 0) {
      view->end = 0;
      return;
    }
    bool is_long = view->shape()[n] > 1;
    if (is_long && view->strides()[n] > 0) {
      last += (view->shape()[n] - 1) * view->strides()[n];
    }
  }
  view->end = static_cast<uint64_t>(last) + view->item_size;
}

bool check_not_released(Vm& vm, const MemoryView* view) {
  if (is_open(view)) return true;
  vm.raise_text(types.value_error, "operation forbidden on released memoryview object");
  return false;
}

void release_memoryview(Vm& vm, MemoryView* view) {
  if (view->exporter == nullptr) return;
  if (view->exporter->kind == Kind::kByteArray) {
    auto* array = static_cast<ByteArray*>(view->exporter);
    vm.heap().touch(array);
    if (array->exports > 0) array->exports--;
  }
  vm.heap().touch(view);
  view->exporter = nullptr;
}

int64_t memoryview_length(Vm& vm, const MemoryView* view) {
  if (!check_not_released(vm, view)) return -1;
  return view->dimensions == 0 ? 1 : view->shape()[0];
}

Value memoryview_compare(Vm& vm, CompareOp op, Value a, Value b) {
  if (op != CompareOp::kEq && op != CompareOp::kNe) return ordered(op, a, b);
  if (!is_kind(a, Kind::kMemoryView)) std::swap(a, b);
  Value other = b;
  if (is_byte_string(b)) {
    other = memoryview_of(vm, b);
  } else if (!is_kind(b, Kind::kMemoryView)) {
    return Value::not_implemented();
  }
  Found same = views_equal(vm, as<MemoryView>(a), as<MemoryView>(other));
  if (!other.is(b)) release_memoryview(vm, as<MemoryView>(other));
  if (same == Found::kError) return Value::error();
  return Value::boolean((same == Found::kYes) == (op == CompareOp::kEq));
}

bool memoryview_hash(Vm& vm, const MemoryView* view, int64_t* hash) {
  if (!check_not_released(vm, view)) return false;
  if (!view->is_readonly) {
    vm.value_error("cannot hash writable memoryview object");
    return false;
  }
  if (view->format != 'B' && view->format != 'b' && view->format != 'c') {
    vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    return false;
  }
  std::string data;
  if (!hash_value(vm, Value::object(view->exporter), hash) ||
      !memoryview_bytes(vm, view, ItemOrder::kC, &data)) {
    return false;
  }
  *hash = visible_hash_bytes(data);
  return true;
}

Str* memoryview_repr(Vm& vm, const MemoryView* view) {
  const char* state = view->exporter == nullptr ? "released " : "";
  return make_str(vm.heap(), fmt::format("<{}memory at {:#x}>", state,
                                         reinterpret_cast<uintptr_t>(view)));
}

Value iterate_memoryview(Vm& vm, MemoryView* view) {
  if (!check_not_released(vm, view)) return Value::error();
  if (view->dimensions == 0) {
    return vm.raise_text(types.type_error, "invalid indexing of 0-dim memory");
  }
  if (view->dimensions != 1) {
    return vm.raise_text(types.not_implemented_error,
                         "multi-dimensional sub-views are not implemented");
  }
  return Value::object(
      make_iterator(vm, IteratorKind::kSequence, types.memory_iterator, view));
}

bool memoryview_bytes(Vm& vm, const MemoryView* view, ItemOrder order, std::string* out) {
  if (!check_not_released(vm, view)) return false;
  size_t items = 1;
  for (uint32_t n = 0; n < view->dimensions; n++) {
    items *= static_cast<size_t>(view->shape()[n]);
  }
  vm.heap().reserve(items * view->item_size);
  const char* data = memoryview_data(view);
  out->clear();
  out->reserve(items * view->item_size);
  if (order == ItemOrder::kC) {
    for_each_item(view, [&](int64_t place) {
      out->append(data + place, view->item_size);
      return true;
    });
    return true;
  }
  std::vector<int64_t> at(view->dimensions);
  for (size_t left = items; left > 0; left--) {
    int64_t place = 0;
    for (uint32_t n = 0; n < view->dimensions; n++) place += at[n] * view->strides()[n];
    out->append(data + place, view->item_size);
    for (uint32_t n = 0; n < view->dimensions; n++) {
      if (++at[n] < view->shape()[n]) break;
      at[n] = 0;
    }
  }
  return true;
}

}  // namespace scriptling
