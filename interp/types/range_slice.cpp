// classes range and slice.
#include "interp/types/arguments.h"
#include "interp/types/big_range.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

Range* self_range(const Args& args) { return as<Range>(args[0]); }
Slice* self_slice(const Args& args) { return as<Slice>(args[0]); }

Value range_new(Vm& vm, const Args& args) {
  if (new_class(vm, args[0], types.range) == nullptr) return Value::error();
  Value parts[3] = {Value::integer(0), args[1], Value::integer(1)};
  if (args.given(2)) {
    parts[0] = args[1];
    parts[1] = args[2];
  }
  if (args.given(3)) parts[2] = args[3];
  for (Value& part : parts) {
    part = to_int(vm, part);
    if (part.is_error()) return part;
  }
  Range* range = make_range_of(vm, parts[0], parts[1], parts[2]);
  return range == nullptr ? Value::error() : Value::object(range);
}

int64_t nth(const Range* range, int64_t n) {
  return static_cast<int64_t>(static_cast<uint64_t>(range->start) +
                              static_cast<uint64_t>(n) *
                                  static_cast<uint64_t>(range->step));
}

// The index of `i` in the range, or -1.
int64_t place_of(const Range* range, int64_t i) {
  int128 distance = static_cast<int128>(i) - range->start;
  if (distance % range->step != 0) return -1;
  int128 n = distance / range->step;
  return n >= 0 && n < range->length ? static_cast<int64_t>(n) : -1;
}

// The index of the first item that equals `v`; undefined: none. Error: pending.
Value find_in_big(Vm& vm, BigRange* range, Value v) {
  if (is_int_like(v)) return big_range_place(vm, range, plain_int(v));
  if (v.is_none() || is_str(v)) return Value::undefined();
  Value at;
  int64_t n = 0;
  for_each(vm, Value::object(range), [&](Value item) {
    Found found = equals(vm, item, v);
    if (found == Found::kYes) at = Value::integer(n);
    if (found == Found::kError) at = Value::error();
    n++;
    return found == Found::kNo;
  });
  return vm.has_pending() ? Value::error() : at;
}

// The same for a range of 64 bits; -1: none, -2: pending.
int64_t find_in_small(Vm& vm, const Range* range, Value v) {
  if (v.is_int_or_bool()) return place_of(range, v.i);
  if (v.is_float()) {
    if (!(v.d >= -9.3e18 && v.d <= 9.3e18) || v.d != static_cast<double>(int128(v.d))) {
      return -1;
    }
    auto i = static_cast<int128>(v.d);
    bool fits = i >= INT64_MIN && i <= INT64_MAX;
    return fits ? place_of(range, static_cast<int64_t>(i)) : -1;
  }
  if (is_kind(v, Kind::kBigInt) || is_str(v) || v.is_none()) return -1;
  for (int64_t n = 0; n < range->length; n++) {
    Found found = equals(vm, Value::integer(nth(range, n)), v);
    if (found == Found::kError || !vm.poll()) return -2;
    if (found == Found::kYes) return n;
  }
  return -1;
}

Value find(Vm& vm, Range* range, Value v) {
  if (is_big(range)) return find_in_big(vm, as_big(range), v);
  int64_t at = find_in_small(vm, range, v);
  return at == -2 ? Value::error() : at < 0 ? Value::undefined() : Value::integer(at);
}

Range* slice_of(Vm& vm, Range* range, Slice* slice) {
  // Where others clamp their stride, that of a range is to be seen.
  if (is_kind(slice->step, Kind::kBigInt)) return slice_of_any(vm, range, slice);
  SliceBounds b;
  if (!slice_bounds(vm, slice, range->length, &b)) return nullptr;
  auto at = [&](int64_t n) {
    return make_int(vm.heap(), range->start + static_cast<int128>(range->step) * n);
  };
  Value step = make_int(vm.heap(), static_cast<int128>(range->step) * b.step);
  return make_range_of(vm, at(b.start), at(b.stop), step);
}

Value range_len(Vm& vm, const Args& args) {
  int64_t length = range_length(vm, self_range(args));
  return length < 0 ? Value::error() : Value::integer(length);
}

Value range_bool(Vm&, const Args& args) {
  return Value::boolean(int_sign(range_count(self_range(args))) > 0);
}

Value range_getitem(Vm& vm, const Args& args) {
  return range_get_item(vm, self_range(args), args[1]);
}

Value range_contains_method(Vm& vm, const Args& args) {
  return from_found(range_contains(vm, self_range(args), args[1]));
}

Value range_iter(Vm& vm, const Args& args) { return iterate_range(vm, self_range(args)); }

Value range_reversed(Vm& vm, const Args& args) {
  const Range* self = self_range(args);
  if (is_big(self)) return big_range_reverse(vm, as_big(self));
  int64_t last = self->length == 0 ? self->start : nth(self, self->length - 1);
  auto step = static_cast<int64_t>(-static_cast<uint64_t>(self->step));
  return Value::object(make_range_iterator(vm, last, step, self->length));
}

Value range_eq(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kRange)) return Value::not_implemented();
  return Value::boolean(ranges_equal(self_range(args), as<Range>(args[1])));
}

Value range_ne(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kRange)) return Value::not_implemented();
  return Value::boolean(!ranges_equal(self_range(args), as<Range>(args[1])));
}

Value range_hash_method(Vm& vm, const Args& args) {
  int64_t hash;
  return range_hash(vm, self_range(args), &hash) ? Value::integer(hash) : Value::error();
}

Value range_repr(Vm& vm, const Args& args) {
  return from_str(builtin_repr(vm, args[0].o));
}

Value range_index(Vm& vm, const Args& args) {
  Value at = find(vm, self_range(args), args[1]);
  if (!at.is_undefined()) return at;
  if (!is_int_like(args[1])) {
    return vm.raise_text(types.value_error, "sequence.index(x): x not in sequence");
  }
  Str* text = repr(vm, args[1]);
  if (text == nullptr) return Value::error();
  return vm.value_error("{} is not in range", text->view());
}

Value range_count_method(Vm& vm, const Args& args) {
  Value at = find(vm, self_range(args), args[1]);
  return at.is_error() ? at : Value::integer(at.is_undefined() ? 0 : 1);
}

Value range_start(Vm&, const Args& args) { return range_first(self_range(args)); }
Value range_stop(Vm&, const Args& args) { return range_end(self_range(args)); }
Value range_step(Vm&, const Args& args) { return range_stride(self_range(args)); }

// -- slice ------------------------------------------------------------------------------

Value slice_new(Vm& vm, const Args& args) {
  if (new_class(vm, args[0], types.slice) == nullptr) return Value::error();
  Value none = Value::none();
  if (!args.given(2)) return make_slice(vm, none, args[1], none);
  return make_slice(vm, args[1], args[2], args.given(3) ? args[3] : none);
}

Value slice_indices(Vm& vm, const Args& args) {
  Value length = to_int(vm, args[1]);
  if (length.is_error()) return length;
  if (int_sign(length) < 0) return vm.value_error("length should not be negative");
  Value start, stop, step;
  if (!big_slice_indices(vm, self_slice(args), length, &start, &stop, &step)) {
    return Value::error();
  }
  return Value::object(make_tuple(vm.heap(), {start, stop, step}));
}

Tuple* slice_tuple(Vm& vm, Slice* slice) {
  return make_tuple(vm.heap(), {slice->start, slice->stop, slice->step});
}

template <CompareOp op>
Value slice_compare(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kSlice)) return Value::not_implemented();
  return sequence_compare(vm, op, slice_tuple(vm, self_slice(args)),
                          slice_tuple(vm, as<Slice>(args[1])));
}

Value slice_repr(Vm& vm, const Args& args) {
  return from_str(builtin_repr(vm, args[0].o));
}

Value slice_start(Vm& vm, const Args& args) { return self_slice(args)->start; }
Value slice_stop(Vm& vm, const Args& args) { return self_slice(args)->stop; }
Value slice_step(Vm& vm, const Args& args) { return self_slice(args)->step; }

constexpr auto kMethod = NativeBinding::kMethod;
constexpr auto kGetter = NativeBinding::kGetter;

constexpr NativeDef kRangeMethods[] = {
    {"__new__(cls, start, stop=None, step=1, /)", range_new,
     "range(stop) -> range object\nrange(start, stop[, step]) -> range object",
     NativeBinding::kStaticMethod},
    {"__len__(self, /)", range_len, "Return len(self).", kMethod},
    {"__bool__(self, /)", range_bool, "True if self else False", kMethod},
    {"__getitem__(self, key, /)", range_getitem, "Return self[key].", kMethod},
    {"__contains__(self, key, /)", range_contains_method, "Return key in self.", kMethod},
    {"__iter__(self, /)", range_iter, "Implement iter(self).", kMethod},
    {"__reversed__(self, /)", range_reversed, "Return a reverse iterator.", kMethod},
    {"__eq__(self, value, /)", range_eq, "Return self==value.", kMethod},
    {"__ne__(self, value, /)", range_ne, "Return self!=value.", kMethod},
    {"__lt__(self, value, /)", no_order, "Return self<value.", kMethod},
    {"__le__(self, value, /)", no_order, "Return self<=value.", kMethod},
    {"__gt__(self, value, /)", no_order, "Return self>value.", kMethod},
    {"__ge__(self, value, /)", no_order, "Return self>=value.", kMethod},
    {"__hash__(self, /)", range_hash_method, "Return hash(self).", kMethod},
    {"__repr__(self, /)", range_repr, "Return repr(self).", kMethod},
    {"index(self, value, /)", range_index,
     "rangeobject.index(value) -> integer -- return index of value.\n"
     "Raise ValueError if the value is not present.",
     kMethod},
    {"count(self, value, /)", range_count_method,
     "rangeobject.count(value) -> integer -- return number of occurrences of value",
     kMethod},
    {"start(self)", range_start, nullptr, kGetter},
    {"stop(self)", range_stop, nullptr, kGetter},
    {"step(self)", range_step, nullptr, kGetter},
};

constexpr NativeDef kSliceMethods[] = {
    {"__new__(cls, start, stop=None, step=None, /)", slice_new,
     "slice(stop)\nslice(start, stop[, step])", NativeBinding::kStaticMethod},
    {"indices(self, length, /)", slice_indices, "S.indices(len) -> (start, stop, stride)",
     kMethod},
    {"__eq__(self, value, /)", slice_compare<CompareOp::kEq>, "Return self==value.",
     kMethod},
    {"__ne__(self, value, /)", slice_compare<CompareOp::kNe>, "Return self!=value.",
     kMethod},
    {"__lt__(self, value, /)", slice_compare<CompareOp::kLt>, "Return self<value.",
     kMethod},
    {"__le__(self, value, /)", slice_compare<CompareOp::kLe>, "Return self<=value.",
     kMethod},
    {"__gt__(self, value, /)", slice_compare<CompareOp::kGt>, "Return self>value.",
     kMethod},
    {"__ge__(self, value, /)", slice_compare<CompareOp::kGe>, "Return self>=value.",
     kMethod},
    {"__repr__(self, /)", slice_repr, "Return repr(self).", kMethod},
    {"start(self)", slice_start, nullptr, kGetter},
    {"stop(self)", slice_stop, nullptr, kGetter},
    {"step(self)", slice_step, nullptr, kGetter},
};

}  // namespace

Range* make_range(Vm& vm, int64_t start, int64_t stop, int64_t step) {
  if (step == 0) {
    vm.raise_text(types.value_error, "range() arg 3 must not be zero");
    return nullptr;
  }
  int128 distance = static_cast<int128>(stop) - start;
  int128 count = step > 0 ? (distance + step - 1) / step : (distance + step + 1) / step;
  if ((step > 0) != (distance > 0)) count = 0;
  if (count > INT64_MAX) {
    vm.raise_text(types.overflow_error, "Python int too large to convert to C ssize_t");
    return nullptr;
  }
  auto* range = vm.heap().make<Range>(Kind::kRange, types.range);
  range->start = start;
  range->stop = stop;
  range->step = step;
  range->length = static_cast<int64_t>(count);
  return range;
}

Value make_slice(Vm& vm, Value start, Value stop, Value step) {
  auto* slice = vm.heap().make<Slice>(Kind::kSlice, types.slice);
  slice->start = start;
  slice->stop = stop;
  slice->step = step;
  return Value::object(slice);
}

Value range_get_item(Vm& vm, Range* range, Value key) {
  if (is_big(range)) return big_range_get_item(vm, as_big(range), key);
  if (is_kind(key, Kind::kSlice)) {
    Range* slice = slice_of(vm, range, as<Slice>(key));
    return slice == nullptr ? Value::error() : Value::object(slice);
  }
  Value place = range_index(vm, key);
  if (place.is_error()) return place;
  int64_t index = place.is_int() ? place.i : range->length;
  if (index < 0) index += range->length;
  if (index < 0 || index >= range->length) {
    return vm.raise_text(types.index_error, "range object index out of range");
  }
  return Value::integer(nth(range, index));
}

Found range_contains(Vm& vm, Range* range, Value v) {
  Value at = find(vm, range, v);
  return at.is_error() ? Found::kError : at.is_undefined() ? Found::kNo : Found::kYes;
}

Value iterate_range(Vm& vm, Range* range) {
  if (is_big(range)) return big_range_iterate(vm, as_big(range));
  return Value::object(make_range_iterator(vm, range->start, range->step, range->length));
}

int64_t range_length(Vm& vm, const Range* range) {
  if (!is_big(range)) return range->length;
  Value count = as_big(range)->count;
  if (count.is_int()) return count.i;
  vm.raise(types.overflow_error, "Python int too large to convert to C ssize_t");
  return -1;
}

bool ranges_equal(const Range* a, const Range* b) {
  auto same = [](Value x, Value y) { return number_compare(CompareOp::kEq, x, y); };
  Value count = range_count(a);
  if (!same(count, range_count(b))) return false;
  if (int_sign(count) == 0) return true;
  return same(range_first(a), range_first(b)) &&
         (same(count, Value::integer(1)) || same(range_stride(a), range_stride(b)));
}

bool range_hash(Vm& vm, const Range* range, int64_t* hash) {
  Value count = range_count(range);
  Value start = int_sign(count) == 0 ? Value::none() : range_first(range);
  bool strides = number_compare(CompareOp::kGt, count, Value::integer(1));
  Value step = strides ? range_stride(range) : Value::none();
  return tuple_hash(vm, make_tuple(vm.heap(), {count, start, step}), hash);
}

void define_range_and_slice() {
  define_big_range();
  add_methods(types.range, kRangeMethods);
  add_methods(types.slice, kSliceMethods);
}

}  // namespace scriptling
