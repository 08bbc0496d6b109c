// Vectors and matrices: plain lists, or float arrays that keep their doubles side by
// side.

#include <algorithm>
#include <cmath>

#include "interp/lib/math_module.h"
#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

// A row of a two-dimensional array is a window on it: a[i][j] = v writes to `a`.
struct FloatArray : Object {
  FloatArray* owner;  // Whose numbers these are; null: its own, behind the struct.
  double* data;
  int64_t rows;     // One dimension: the length.
  int64_t columns;  // 0 in arrays of one dimension.

  bool is_flat() const { return columns == 0; }
  int64_t size() const { return is_flat() ? rows : rows * columns; }
};

void array_trace(Object* o, Tracer& tracer) {
  tracer.visit(static_cast<FloatArray*>(o)->owner);
}

Class* array_class();

bool is_array(const Value& v) {
  return is_kind(v, Kind::kNativeObject) && v.o->cls == array_class();
}
FloatArray* array_of(const Value& v) { return static_cast<FloatArray*>(v.o); }

// Zeros. Requires: columns > 0 or the array is flat.
FloatArray* make_array(Vm& vm, int64_t rows, int64_t columns) {
  int64_t size = columns == 0 ? rows : rows * columns;
  auto* array = vm.heap().make<FloatArray>(Kind::kNativeObject, array_class(),
                                           static_cast<size_t>(size) * sizeof(double));
  array->data = reinterpret_cast<double*>(array + 1);
  array->rows = rows;
  array->columns = columns;
  return array;
}

FloatArray* row_of(Vm& vm, FloatArray* array, int64_t row) {
  auto* window = vm.heap().make<FloatArray>(Kind::kNativeObject, array_class());
  window->owner = array->owner ? array->owner : array;
  window->data = array->data + row * array->columns;
  window->rows = array->columns;
  return window;
}

Value item_of(Vm& vm, FloatArray* array, int64_t n) {
  if (array->is_flat()) return Value::real(array->data[n]);
  return Value::object(row_of(vm, array, n));
}

// -- Reading arguments ------------------------------------------------------------------

bool fill_row(Vm& vm, Value v, double* to, int64_t size) {
  List* items = list_of(vm, v);
  if (items == nullptr) return false;
  if (static_cast<int64_t>(items->size) != size) {
    vm.value_error("rows must have equal lengths");
    return false;
  }
  for (int64_t n = 0; n < size; n++) {
    auto d = to_double(vm, items->items()[n]);
    if (!d || !vm.poll()) return false;
    to[n] = *d;
  }
  return true;
}

// An array, or a copy of a list (of lists). Null: pending.
FloatArray* to_array(Vm& vm, Value v) {
  if (is_array(v)) return array_of(v);
  if (is_str(v)) {
    vm.type_error("must be a list of numbers, not str");
    return nullptr;
  }
  List* items = list_of(vm, v);
  if (items == nullptr) return nullptr;
  auto rows = static_cast<int64_t>(items->size);
  bool nested =
      rows > 0 && !is_number(items->items()[0]) && is_iterable(vm, items->items()[0]);
  if (!nested) {
    FloatArray* array = make_array(vm, rows, 0);
    return fill_row(vm, Value::object(items), array->data, rows) ? array : nullptr;
  }
  int64_t columns = length(vm, items->items()[0]);
  if (columns < 0) return nullptr;
  if (columns == 0) {
    vm.value_error("rows must not be empty");
    return nullptr;
  }
  FloatArray* array = make_array(vm, rows, columns);
  for (int64_t n = 0; n < rows; n++) {
    if (!fill_row(vm, items->items()[n], array->data + n * columns, columns))
      return nullptr;
  }
  return array;
}

FloatArray* to_matrix(Vm& vm, Value v) {
  FloatArray* array = to_array(vm, v);
  if (array == nullptr) return nullptr;
  if (!array->is_flat()) return array;
  vm.value_error("must be a matrix: a list of rows");
  return nullptr;
}

Value list_from(Vm& vm, const FloatArray* array) {
  Heap& heap = vm.heap();
  List* list = make_list(heap, static_cast<size_t>(array->rows));
  int64_t width = array->is_flat() ? 1 : array->columns;
  for (int64_t n = 0; n < array->rows; n++) {
    const double* row = array->data + n * width;
    if (array->is_flat()) {
      list_append(heap, list, Value::real(*row));
      continue;
    }
    List* inner = make_list(heap, static_cast<size_t>(width));
    for (int64_t k = 0; k < width; k++) list_append(heap, inner, Value::real(row[k]));
    list_append(heap, list, Value::object(inner));
  }
  return Value::object(list);
}

// Lists in, lists out; arrays in, arrays out.
Value like_arguments(Vm& vm, FloatArray* result, const Args& args) {
  for (uint32_t n = 0; n < args.count; n++) {
    if (is_array(args[n])) return Value::object(result);
  }
  return list_from(vm, result);
}

// -- Functions --------------------------------------------------------------------------

Value math_array(Vm& vm, const Args& args) {
  FloatArray* array = to_array(vm, args[0]);
  if (array == nullptr) return Value::error();
  if (!is_array(args[0])) return Value::object(array);
  FloatArray* copy = make_array(vm, array->rows, array->columns);
  std::copy_n(array->data, array->size(), copy->data);
  return Value::object(copy);
}

Value shape_list(Vm& vm, const FloatArray* array) {
  List* shape = make_list(vm.heap());
  list_append(vm.heap(), shape, Value::integer(array->rows));
  if (!array->is_flat()) list_append(vm.heap(), shape, Value::integer(array->columns));
  return Value::object(shape);
}

Value math_shape(Vm& vm, const Args& args) {
  FloatArray* array = to_array(vm, args[0]);
  return array == nullptr ? Value::error() : shape_list(vm, array);
}

Value math_dot(Vm& vm, const Args& args) {
  FloatArray* a = to_array(vm, args[0]);
  if (a == nullptr) return Value::error();
  FloatArray* b = to_array(vm, args[1]);
  if (b == nullptr) return Value::error();
  if (!a->is_flat() || !b->is_flat()) return vm.value_error("dot() needs vectors");
  if (a->rows != b->rows) {
    return vm.value_error("vectors must have equal lengths, not {} and {}", a->rows,
                          b->rows);
  }
  double sum = 0;
  for (int64_t n = 0; n < a->rows; n++) sum += a->data[n] * b->data[n];
  return Value::real(sum);
}

Value math_matmul(Vm& vm, const Args& args) {
  FloatArray* a = to_matrix(vm, args[0]);
  if (a == nullptr) return Value::error();
  FloatArray* b = to_matrix(vm, args[1]);
  if (b == nullptr) return Value::error();
  if (a->columns != b->rows) {
    return vm.value_error("cannot multiply {} x {} by {} x {}", a->rows, a->columns,
                          b->rows, b->columns);
  }
  FloatArray* result = make_array(vm, a->rows, b->columns);
  for (int64_t i = 0; i < a->rows; i++) {
    double* to = result->data + i * b->columns;
    for (int64_t k = 0; k < a->columns; k++) {
      double factor = a->data[i * a->columns + k];
      const double* row = b->data + k * b->columns;
      for (int64_t j = 0; j < b->columns; j++) to[j] += factor * row[j];
      if (!vm.poll(1 + b->columns / 64)) return Value::error();
    }
  }
  return like_arguments(vm, result, args);
}

Value math_transpose(Vm& vm, const Args& args) {
  FloatArray* m = to_matrix(vm, args[0]);
  if (m == nullptr) return Value::error();
  FloatArray* result = make_array(vm, m->columns, m->rows);
  for (int64_t i = 0; i < m->rows; i++) {
    for (int64_t j = 0; j < m->columns; j++) {
      result->data[j * m->rows + i] = m->data[i * m->columns + j];
    }
  }
  return like_arguments(vm, result, args);
}

Value math_mat_add(Vm& vm, const Args& args) {
  FloatArray* a = to_array(vm, args[0]);
  if (a == nullptr) return Value::error();
  FloatArray* b = to_array(vm, args[1]);
  if (b == nullptr) return Value::error();
  if (a->rows != b->rows || a->columns != b->columns) {
    return vm.value_error("mat_add() needs two of the same shape");
  }
  FloatArray* result = make_array(vm, a->rows, a->columns);
  for (int64_t n = 0; n < a->size(); n++) result->data[n] = a->data[n] + b->data[n];
  return like_arguments(vm, result, args);
}

Value math_softmax(Vm& vm, const Args& args) {
  FloatArray* x = to_array(vm, args[0]);
  if (x == nullptr) return Value::error();
  if (!x->is_flat()) return vm.value_error("softmax() needs a vector");
  FloatArray* result = make_array(vm, x->rows, 0);
  if (x->rows == 0) return like_arguments(vm, result, args);
  double largest = *std::max_element(x->data, x->data + x->rows);
  double sum = 0;
  for (int64_t n = 0; n < x->rows; n++) {
    sum += result->data[n] = std::exp(x->data[n] - largest);
  }
  for (int64_t n = 0; n < x->rows; n++) result->data[n] /= sum;
  return like_arguments(vm, result, args);
}

constexpr NativeDef kFunctions[] = {
    {"array(data)", math_array,
     "A float array of a list, or of a list of equally long lists."},
    {"dot(a, b)", math_dot, "The sum of the products of two vectors."},
    {"mat_add(a, b)", math_mat_add, "The sum of two matrices."},
    {"matmul(a, b)", math_matmul, "The product of two matrices."},
    {"shape(a)", math_shape, "The lengths of an array in each dimension."},
    {"softmax(x)", math_softmax,
     "Exponentials of a vector, scaled so that they sum up to 1."},
    {"transpose(m)", math_transpose, "A matrix with rows and columns exchanged."},
};

// -- Methods of arrays ------------------------------------------------------------------

Value array_len(Vm&, const Args& args) { return Value::integer(array_of(args[0])->rows); }

Value array_slice(Vm& vm, FloatArray* array, Value key) {
  Slice* slice = settle_slice(vm, key);
  SliceBounds b;
  if (slice == nullptr || !slice_bounds(vm, slice, array->rows, &b))
    return Value::error();
  FloatArray* result = make_array(vm, b.count, array->columns);
  int64_t width = array->is_flat() ? 1 : array->columns;
  for (int64_t n = 0; n < b.count; n++) {
    std::copy_n(array->data + (b.start + n * b.step) * width, width,
                result->data + n * width);
  }
  return Value::object(result);
}

// The position of item `key`, from the end when negative; -1 when there is none. False:
// pending.
bool array_index(Vm& vm, FloatArray* array, Value key, int64_t* index) {
  if (!index_key(vm, key, "array", index)) return false;
  if (*index < 0) *index += array->rows;
  if (*index >= array->rows || *index < 0) *index = -1;
  return true;
}

Value array_getitem(Vm& vm, const Args& args) {
  FloatArray* array = array_of(args[0]);
  if (is_kind(args[1], Kind::kSlice)) return array_slice(vm, array, args[1]);
  int64_t index;
  if (!array_index(vm, array, args[1], &index)) return Value::error();
  return index < 0 ? Value::none() : item_of(vm, array, index);
}

Value array_setitem(Vm& vm, const Args& args) {
  FloatArray* array = array_of(args[0]);
  int64_t index;
  if (!array_index(vm, array, args[1], &index)) return Value::error();
  if (index < 0)
    return vm.raise(types.index_error, "array assignment index out of range");
  if (array->is_flat()) {
    auto d = to_double(vm, args[2]);
    if (!d) return Value::error();
    vm.heap().touch(array->owner ? array->owner : array);
    array->data[index] = *d;
    return Value::none();
  }
  FloatArray* row = to_array(vm, args[2]);
  if (row == nullptr) return Value::error();
  if (!row->is_flat() || row->rows != array->columns) {
    return vm.value_error("a row of {} numbers is needed", array->columns);
  }
  vm.heap().touch(array->owner ? array->owner : array);
  std::copy_n(row->data, row->rows, array->data + index * array->columns);
  return Value::none();
}

Value array_iter(Vm& vm, const Args& args) {
  FloatArray* array = array_of(args[0]);
  List* items = make_list(vm.heap(), static_cast<size_t>(array->rows));
  for (int64_t n = 0; n < array->rows; n++) {
    list_append(vm.heap(), items, item_of(vm, array, n));
  }
  return iterate(vm, Value::object(items));
}

bool same_numbers(const FloatArray* a, const FloatArray* b) {
  return a->rows == b->rows && a->columns == b->columns &&
         std::equal(a->data, a->data + a->size(), b->data);
}

Value array_eq(Vm& vm, const Args& args) {
  if (is_array(args[1])) {
    return Value::boolean(same_numbers(array_of(args[0]), array_of(args[1])));
  }
  if (!is_kind(args[1], Kind::kList)) return Value::not_implemented();
  return compare(vm, CompareOp::kEq, list_from(vm, array_of(args[0])), args[1]);
}

Value array_contains(Vm& vm, const Args& args) {
  Value items = array_iter(vm, args);
  bool found = false;
  for_each(vm, items, [&](Value item) {
    Found same = equals(vm, item, args[1]);
    found = same == Found::kYes;
    return same == Found::kNo;
  });
  return vm.has_pending() ? Value::error() : Value::boolean(found);
}

Value array_repr(Vm& vm, const Args& args) {
  return from_str(repr(vm, list_from(vm, array_of(args[0]))));
}
Value array_tolist(Vm& vm, const Args& args) { return list_from(vm, array_of(args[0])); }
Value array_shape(Vm& vm, const Args& args) { return shape_list(vm, array_of(args[0])); }

Value array_new(Vm& vm, const Args& args) {
  return vm.type_error("cannot create 'FLOAT_ARRAY' instances: use math.array()");
}

constexpr NativeBinding kMethod = NativeBinding::kMethod;

constexpr NativeDef kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", array_new, nullptr,
     NativeBinding::kStaticMethod},
    {"__contains__(self, item, /)", array_contains, nullptr, kMethod},
    {"__eq__(self, other, /)", array_eq, nullptr, kMethod},
    {"__getitem__(self, index, /)", array_getitem, nullptr, kMethod},
    {"__iter__(self, /)", array_iter, nullptr, kMethod},
    {"__len__(self, /)", array_len, nullptr, kMethod},
    {"__repr__(self, /)", array_repr, nullptr, kMethod},
    {"__setitem__(self, index, value, /)", array_setitem, nullptr, kMethod},
    {"shape(self)", array_shape, "The lengths in each dimension.", kMethod},
    {"tolist(self)", array_tolist, "The numbers as a list, or a list of lists.", kMethod},
};
constexpr TypeSlots kSlots{nullptr, array_trace, nullptr};

Class* array_class() {
  static Class* const cls = [] {
    Class* made =
        make_class("math.FLOAT_ARRAY", types.object, Kind::kNativeObject, kMethods,
                   &kSlots, "Floats side by side, in one or two dimensions.");
    made->class_flags |= kFinal;
    return made;
  }();
  return cls;
}

}  // namespace

std::span<const NativeDef> math_array_functions() { return kFunctions; }

}  // namespace scriptling
