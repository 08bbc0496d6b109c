// class memoryview: its attributes and methods.
#include <algorithm>

#include "interp/types/arguments.h"
#include "interp/types/bytes_methods.h"
#include "interp/types/memoryview.h"

namespace scriptling {

namespace {

constexpr uint64_t kMaxDimensions = 64;

MemoryView* self_view(const Args& args) { return as<MemoryView>(args[0]); }

Value memoryview_new(Vm& vm, const Args& args) {
  if (new_class(vm, args[0], types.memoryview) == nullptr) return Value::error();
  return memoryview_of(vm, args[1]);
}

Value memoryview_len(Vm& vm, const Args& args) {
  int64_t n = memoryview_length(vm, self_view(args));
  return n < 0 ? Value::error() : Value::integer(n);
}

Value memoryview_getitem(Vm& vm, const Args& args) {
  return memoryview_get_item(vm, self_view(args), args[1]);
}

Value memoryview_setitem(Vm& vm, const Args& args) {
  return from_bool(memoryview_set_item(vm, self_view(args), args[1], args[2]));
}

Value memoryview_delitem(Vm& vm, const Args& args) {
  return from_bool(memoryview_del_item(vm, self_view(args)));
}

Value memoryview_iter(Vm& vm, const Args& args) {
  return iterate_memoryview(vm, self_view(args));
}

template <CompareOp op>
Value memoryview_compare_method(Vm& vm, const Args& args) {
  return memoryview_compare(vm, op, args[0], args[1]);
}

Value memoryview_hash_method(Vm& vm, const Args& args) {
  int64_t hash;
  return memoryview_hash(vm, self_view(args), &hash) ? Value::integer(hash)
                                                     : Value::error();
}

Value memoryview_repr_method(Vm& vm, const Args& args) {
  return from_str(memoryview_repr(vm, self_view(args)));
}

// -- Attributes -------------------------------------------------------------------------

// As the other way round: the first dimension's items closest together.
bool is_fortran_contiguous(const MemoryView* view) {
  int64_t apart = view->item_size;
  bool contiguous = true;
  for (uint32_t n = 0; n < view->dimensions; n++) {
    int64_t items = view->shape()[n];
    if (items == 0 && view->dimensions > 1) return true;
    contiguous = contiguous && (items == 1 || view->strides()[n] == apart);
    apart *= items;
  }
  return contiguous;
}

int64_t byte_count(const MemoryView* view) {
  int64_t size = view->item_size;
  for (uint32_t n = 0; n < view->dimensions; n++) size *= view->shape()[n];
  return size;
}

Value obj_of(Vm&, const MemoryView* view) { return Value::object(view->exporter); }
Value nbytes_of(Vm&, const MemoryView* view) { return Value::integer(byte_count(view)); }
Value readonly_of(Vm&, const MemoryView* view) {
  return Value::boolean(view->is_readonly);
}
Value format_of(Vm& vm, const MemoryView* view) {
  std::string text(1, view->format);
  return str_value(vm, view->is_marked ? "@" + text : text);
}
Value itemsize_of(Vm&, const MemoryView* view) { return Value::integer(view->item_size); }
Value ndim_of(Vm&, const MemoryView* view) { return Value::integer(view->dimensions); }
Value tuple_of_numbers(Vm& vm, const int64_t* numbers, size_t count) {
  Tuple* tuple = make_tuple(vm.heap(), count);
  for (size_t n = 0; n < count; n++) tuple->items[n] = Value::integer(numbers[n]);
  return Value::object(tuple);
}
Value shape_of(Vm& vm, const MemoryView* view) {
  return tuple_of_numbers(vm, view->shape(), view->dimensions);
}
Value strides_of(Vm& vm, const MemoryView* view) {
  return tuple_of_numbers(vm, view->strides(), view->dimensions);
}
Value suboffsets_of(Vm& vm, const MemoryView*) {
  return tuple_of_numbers(vm, nullptr, 0);
}
Value c_contiguous_of(Vm&, const MemoryView* view) {
  return Value::boolean(is_contiguous(view));
}
Value f_contiguous_of(Vm&, const MemoryView* view) {
  return Value::boolean(is_fortran_contiguous(view));
}
Value contiguous_of(Vm&, const MemoryView* view) {
  return Value::boolean(is_contiguous(view) || is_fortran_contiguous(view));
}

template <Value (*get)(Vm&, const MemoryView*)>
Value attribute(Vm& vm, const Args& args) {
  return check_not_released(vm, self_view(args)) ? get(vm, self_view(args))
                                                 : Value::error();
}

// -- Methods ----------------------------------------------------------------------------

// False: pending.
bool order_of(Vm& vm, const MemoryView* view, Value v, ItemOrder* order) {
  *order = ItemOrder::kC;
  if (v.is_undefined() || v.is_none()) return true;
  if (!is_str(v)) {
    vm.type_error("tobytes() argument 'order' must be str or None, not {}",
                  class_name(v));
    return false;
  }
  bool is_fortran =
      text_of(v) == "F" || (text_of(v) == "A" && is_fortran_contiguous(view));
  if (is_fortran) *order = ItemOrder::kFortran;
  if (is_fortran || text_of(v) == "C" || text_of(v) == "A") return true;
  vm.value_error("order must be 'C', 'F' or 'A'");
  return false;
}

Value memoryview_tobytes(Vm& vm, const Args& args) {
  if (!check_not_released(vm, self_view(args))) return Value::error();
  ItemOrder order;
  std::string data;
  if (!order_of(vm, self_view(args), args[1], &order) ||
      !memoryview_bytes(vm, self_view(args), order, &data)) {
    return Value::error();
  }
  return Value::object(make_bytes(vm.heap(), data));
}

Value memoryview_hex(Vm& vm, const Args& args) {
  std::string data;
  if (!memoryview_bytes(vm, self_view(args), ItemOrder::kC, &data)) return Value::error();
  return bytes_hex_text(vm, Value::object(make_bytes(vm.heap(), data)), args[1], args[2]);
}

Value memoryview_tolist(Vm& vm, const Args& args) {
  return memoryview_list(vm, self_view(args));
}

Value memoryview_toreadonly(Vm& vm, const Args& args) {
  Value made = memoryview_of(vm, args[0]);
  if (!made.is_error()) as<MemoryView>(made)->is_readonly = true;
  return made;
}

Value memoryview_release(Vm& vm, const Args& args) {
  release_memoryview(vm, self_view(args));
  return Value::none();
}

Value memoryview_enter(Vm& vm, const Args& args) {
  return check_not_released(vm, self_view(args)) ? args[0] : Value::error();
}

// -- cast -------------------------------------------------------------------------------

bool is_byte_format(char format) {
  return format == 'B' || format == 'b' || format == 'c';
}

bool fail(Vm& vm, std::string_view text) {
  vm.raise_text(types.type_error, text);
  return false;
}

bool fail_value(Vm& vm, std::string_view text) {
  vm.raise_text(types.value_error, text);
  return false;
}

// Which shape is asked for: nothing but a list or tuple of a fitting size.
bool check_shape(Vm& vm, const MemoryView* view, Value shape, Tuple** sizes) {
  if (!is_kind(shape, Kind::kList) && !is_kind(shape, Kind::kTuple)) {
    return fail(vm, "shape must be a list or a tuple");
  }
  *sizes = tuple_of(vm, shape);
  if (*sizes == nullptr) return false;
  if ((*sizes)->size > kMaxDimensions) {
    return fail_value(vm, "memoryview: number of dimensions must not exceed 64");
  }
  if (view->dimensions != 1 && (*sizes)->size != 1) {
    return fail(vm, "memoryview: cast must be 1D -> ND or ND -> 1D");
  }
  return true;
}

bool check_source(Vm& vm, const MemoryView* view, Value shape) {
  if (!check_not_released(vm, view)) return false;
  if (!is_contiguous(view)) {
    return fail(vm, "memoryview: casts are restricted to C-contiguous views");
  }
  bool is_reshaped = !shape.is_undefined() || view->dimensions != 1;
  if (is_reshaped && view->dimensions > 0 && byte_count(view) == 0) {
    return fail(vm, "memoryview: cannot cast view with zeros in shape or strides");
  }
  return true;
}

bool check_formats(Vm& vm, const MemoryView* view, std::string_view format, char* to) {
  std::string_view bare = format.starts_with('@') ? format.substr(1) : format;
  if (bare.size() != 1 || format_size(bare[0]) == 0) {
    return fail_value(vm,
                      "memoryview: destination format must be a native single character "
                      "format prefixed with an optional '@'");
  }
  *to = bare[0];
  if (!is_byte_format(view->format) && !is_byte_format(*to)) {
    return fail(vm, "memoryview: cannot cast between two non-byte formats");
  }
  if (byte_count(view) % format_size(*to) != 0) {
    return fail(vm, "memoryview: length is not a multiple of itemsize");
  }
  return true;
}

bool read_shape(Vm& vm, const Tuple* sizes, int64_t bytes, int64_t item_size,
                int64_t* shape) {
  int64_t items = 1;
  for (uint64_t n = 0; n < sizes->size; n++) {
    if (!is_int_like(sizes->items[n])) {
      return fail(vm, "memoryview.cast(): elements of shape must be integers");
    }
    auto size = to_index(vm, sizes->items[n]);
    if (!size) return false;
    if (*size <= 0) {
      return fail_value(vm, "memoryview.cast(): elements of shape must be integers > 0");
    }
    if (__builtin_mul_overflow(items, *size, &items)) {
      return fail_value(vm, "memoryview.cast(): product(shape) > SSIZE_MAX");
    }
    shape[n] = *size;
  }
  int64_t total;
  if (!__builtin_mul_overflow(items, item_size, &total) && total == bytes) return true;
  return fail(vm, "memoryview: product(shape) * itemsize != buffer size");
}

void fill_strides(MemoryView* view) {
  int64_t apart = view->item_size;
  for (uint32_t n = view->dimensions; n-- > 0;) {
    view->strides()[n] = apart;
    apart *= view->shape()[n];
  }
}

Value memoryview_cast(Vm& vm, const Args& args) {
  MemoryView* self = self_view(args);
  if (!check_not_released(vm, self)) return Value::error();
  if (!is_str(args[1])) {
    return vm.type_error("cast() argument 'format' must be str, not {}",
                         argument_type(args[1]));
  }
  std::string_view format = text_of(args[1]);
  Tuple* sizes = nullptr;
  char to;
  if (!check_source(vm, self, args[2]) ||
      (args.given(2) && !check_shape(vm, self, args[2], &sizes)) ||
      !check_formats(vm, self, format, &to)) {
    return Value::error();
  }
  int64_t shape[kMaxDimensions] = {byte_count(self) / format_size(to)};
  if (sizes != nullptr &&
      !read_shape(vm, sizes, byte_count(self), format_size(to), shape)) {
    return Value::error();
  }
  auto dimensions = static_cast<uint32_t>(sizes == nullptr ? 1 : sizes->size);
  MemoryView* made = make_memoryview_like(vm, self, dimensions);
  made->format = to;
  made->is_marked = format.size() == 2;
  made->item_size = format_size(to);
  std::copy_n(shape, dimensions, made->shape());
  fill_strides(made);
  settle_memoryview(made);
  return Value::object(made);
}

constexpr auto kMethod = NativeBinding::kMethod;
constexpr auto kGetter = NativeBinding::kGetter;

constexpr NativeDef kMemoryView[] = {
    {"__new__(cls, object)", memoryview_new,
     "Create a new memoryview object which references the given object.",
     NativeBinding::kStaticMethod},
    {"__len__(self, /)", memoryview_len, "Return len(self).", kMethod},
    {"__getitem__(self, key, /)", memoryview_getitem, "Return self[key].", kMethod},
    {"__setitem__(self, key, value, /)", memoryview_setitem, "Set self[key] to value.",
     kMethod},
    {"__delitem__(self, key, /)", memoryview_delitem, "Delete self[key].", kMethod},
    {"__iter__(self, /)", memoryview_iter, "Implement iter(self).", kMethod},
    {"__eq__(self, value, /)", memoryview_compare_method<CompareOp::kEq>,
     "Return self==value.", kMethod},
    {"__ne__(self, value, /)", memoryview_compare_method<CompareOp::kNe>,
     "Return self!=value.", kMethod},
    {"__hash__(self, /)", memoryview_hash_method, "Return hash(self).", kMethod},
    {"__repr__(self, /)", memoryview_repr_method, "Return repr(self).", kMethod},
    {"__enter__(self, /)", memoryview_enter, nullptr, kMethod},
    {"__exit__(self, /, *exc_info)", memoryview_release,
     "Release the underlying buffer exposed by the memoryview object.", kMethod},
    {"obj(self)", attribute<obj_of>, "The underlying object of the memoryview.", kGetter},
    {"nbytes(self)", attribute<nbytes_of>,
     "The amount of space in bytes that the array would use in\n"
     " a contiguous representation.",
     kGetter},
    {"readonly(self)", attribute<readonly_of>,
     "A bool indicating whether the memory is read only.", kGetter},
    {"format(self)", attribute<format_of>,
     "A string containing the format (in struct module style)\n"
     " for each element in the view.",
     kGetter},
    {"itemsize(self)", attribute<itemsize_of>,
     "The size in bytes of each element of the memoryview.", kGetter},
    {"ndim(self)", attribute<ndim_of>,
     "An integer indicating how many dimensions of a multi-dimensional\n"
     " array the memory represents.",
     kGetter},
    {"shape(self)", attribute<shape_of>,
     "A tuple of ndim integers giving the shape of the memory\n"
     " as an N-dimensional array.",
     kGetter},
    {"strides(self)", attribute<strides_of>,
     "A tuple of ndim integers giving the size in bytes to access\n"
     " each element for each dimension of the array.",
     kGetter},
    {"suboffsets(self)", attribute<suboffsets_of>,
     "A tuple of integers used internally for PIL-style arrays.", kGetter},
    {"c_contiguous(self)", attribute<c_contiguous_of>,
     "A bool indicating whether the memory is C contiguous.", kGetter},
    {"f_contiguous(self)", attribute<f_contiguous_of>,
     "A bool indicating whether the memory is Fortran contiguous.", kGetter},
    {"contiguous(self)", attribute<contiguous_of>,
     "A bool indicating whether the memory is contiguous.", kGetter},
    {"tobytes(self, /, order='C')", memoryview_tobytes,
     "Return the data in the buffer as a byte string.", kMethod},
    {"hex(self, /, sep='', bytes_per_sep=1)", memoryview_hex,
     "Return the data in the buffer as a str of hexadecimal numbers.", kMethod},
    {"tolist(self, /)", memoryview_tolist,
     "Return the data in the buffer as a list of elements.", kMethod},
    {"toreadonly(self, /)", memoryview_toreadonly,
     "Return a readonly version of the memoryview.", kMethod},
    {"release(self, /)", memoryview_release,
     "Release the underlying buffer exposed by the memoryview object.", kMethod},
    {"cast(self, /, format, shape=None)", memoryview_cast,
     "Cast a memoryview to a new format or shape.", kMethod},
};

}  // namespace

void define_memoryview() { add_methods(types.memoryview, kMemoryView); }

}  // namespace scriptling
