// classes range and slice.
#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

Range* self_range(const Args& args) { return as<Range>(args[0]); }
Slice* self_slice(const Args& args) { return as<Slice>(args[0]); }

// An argument of range(): false when it is no int or does not fit.
bool range_argument(Vm& vm, Value v, int64_t* out) {
  if (v.is_int_or_bool()) {
    *out = v.i;
    return true;
  }
  auto i = to_index(vm, v);
  if (i) *out = *i;
  return i.has_value();
}

Value range_new(Vm& vm, const Args& args) {
  if (new_class(vm, args[0], types.range) == nullptr) return Value::error();
  int64_t start = 0;
  int64_t stop;
  int64_t step = 1;
  if (!args.given(2)) {
    if (!range_argument(vm, args[1], &stop)) return Value::error();
  } else if (!range_argument(vm, args[1], &start) || !range_argument(vm, args[2], &stop)) {
    return Value::error();
  }
  if (args.given(3) && !range_argument(vm, args[3], &step)) return Value::error();
  Range* range = make_range(vm, start, stop, step);
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

// The index of the first item that equals `v`; -1: none, -2: pending.
int64_t find(Vm& vm, const Range* range, Value v) {
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

Range* slice_of(Vm& vm, Range* range, Slice* slice) {
  SliceBounds b;
  if (!slice_bounds(vm, slice, range->length, &b)) return nullptr;
  // Bounds that leave the 64 bits belong to ranges whose ends cannot be told from outside.
  int128 step = static_cast<int128>(range->step) * b.step;
  int128 start = range->start + static_cast<int128>(range->step) * b.start;
  int128 stop = range->start + static_cast<int128>(range->step) * b.stop;
  auto clamp = [](int128 i) {
    return static_cast<int64_t>(i > INT64_MAX ? INT64_MAX : i < INT64_MIN ? INT64_MIN : i);
  };
  auto* result = vm.heap().make<Range>(Kind::kRange, types.range);
  result->start = clamp(start);
  result->stop = clamp(stop);
  result->step = clamp(step);
  result->length = b.count;
  return result;
}

bool same_range(const Range* a, const Range* b) {
  if (a->length != b->length) return false;
  if (a->length == 0) return true;
  return a->start == b->start && (a->length == 1 || a->step == b->step);
}

Value range_len(Vm& vm, const Args& args) {
  return Value::integer(self_range(args)->length);
}

Value range_bool(Vm& vm, const Args& args) {
  return Value::boolean(self_range(args)->length > 0);
}

Value range_getitem(Vm& vm, const Args& args) {
  return range_get_item(vm, self_range(args), args[1]);
}

Value range_contains_method(Vm& vm, const Args& args) {
  return from_found(range_contains(vm, self_range(args), args[1]));
}

Value range_iter(Vm& vm, const Args& args) {
  const Range* self = self_range(args);
  return Value::object(make_range_iterator(vm, self->start, self->step, self->length));
}

Value range_reversed(Vm& vm, const Args& args) {
  const Range* self = self_range(args);
  int64_t last = self->length == 0 ? self->start : nth(self, self->length - 1);
  auto step = static_cast<int64_t>(-static_cast<uint64_t>(self->step));
  return Value::object(make_range_iterator(vm, last, step, self->length));
}

Value range_eq(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kRange)) return Value::not_implemented();
  return Value::boolean(same_range(self_range(args), as<Range>(args[1])));
}

Value range_ne(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kRange)) return Value::not_implemented();
  return Value::boolean(!same_range(self_range(args), as<Range>(args[1])));
}

Value range_hash(Vm& vm, const Args& args) {
  const Range* self = self_range(args);
  Value none = Value::none();
  Tuple* key = make_tuple(
      vm.heap(), {Value::integer(self->length),
                  self->length == 0 ? none : Value::integer(self->start),
                  self->length <= 1 ? none : Value::integer(self->step)});
  int64_t hash;
  return tuple_hash(vm, key, &hash) ? Value::integer(hash) : Value::error();
}

Value range_repr(Vm& vm, const Args& args) { return from_str(builtin_repr(vm, args[0].o)); }

Value range_index(Vm& vm, const Args& args) {
  int64_t at = find(vm, self_range(args), args[1]);
  if (at == -2) return Value::error();
  if (at >= 0) return Value::integer(at);
  if (!is_int_like(args[1])) {
    return vm.raise_text(types.value_error, "sequence.index(x): x not in sequence");
  }
  Str* text = repr(vm, args[1]);
  if (text == nullptr) return Value::error();
  return vm.value_error("{} is not in range", text->view());
}

Value range_count(Vm& vm, const Args& args) {
  int64_t at = find(vm, self_range(args), args[1]);
  return at == -2 ? Value::error() : Value::integer(at >= 0 ? 1 : 0);
}

Value range_start(Vm& vm, const Args& args) {
  return Value::integer(self_range(args)->start);
}
Value range_stop(Vm& vm, const Args& args) {
  return Value::integer(self_range(args)->stop);
}
Value range_step(Vm& vm, const Args& args) {
  return Value::integer(self_range(args)->step);
}

// -- slice -----------------------------------------------------------------------------------------

Value slice_new(Vm& vm, const Args& args) {
  if (new_class(vm, args[0], types.slice) == nullptr) return Value::error();
  Value none = Value::none();
  if (!args.given(2)) return make_slice(vm, none, args[1], none);
  return make_slice(vm, args[1], args[2], args.given(3) ? args[3] : none);
}

Value slice_indices(Vm& vm, const Args& args) {
  auto length = to_index(vm, args[1]);
  if (!length) return Value::error();
  if (*length < 0) {
    return vm.raise_text(types.value_error, "length should not be negative");
  }
  SliceBounds b;
  if (!slice_bounds(vm, self_slice(args), *length, &b)) return Value::error();
  return Value::object(make_tuple(vm.heap(), {Value::integer(b.start), Value::integer(b.stop),
                                              Value::integer(b.step)}));
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

Value slice_repr(Vm& vm, const Args& args) { return from_str(builtin_repr(vm, args[0].o)); }

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
    {"__hash__(self, /)", range_hash, "Return hash(self).", kMethod},
    {"__repr__(self, /)", range_repr, "Return repr(self).", kMethod},
    {"index(self, value, /)", range_index,
     "rangeobject.index(value) -> integer -- return index of value.\n"
     "Raise ValueError if the value is not present.",
     kMethod},
    {"count(self, value, /)", range_count,
     "rangeobject.count(value) -> integer -- return number of occurrences of value",
     kMethod},
    {"start(self)", range_start, nullptr, kGetter},
    {"stop(self)", range_stop, nullptr, kGetter},
    {"step(self)", range_step, nullptr, kGetter},
};

constexpr NativeDef kSliceMethods[] = {
    {"__new__(cls, start, stop=None, step=None, /)", slice_new,
     "slice(stop)\nslice(start, stop[, step])", NativeBinding::kStaticMethod},
    {"indices(self, length, /)", slice_indices,
     "S.indices(len) -> (start, stop, stride)", kMethod},
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
  int128 count = step > 0 ? (distance + step - 1) / step
                          : (distance + step + 1) / step;
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
  if (is_kind(key, Kind::kSlice)) {
    Range* slice = slice_of(vm, range, as<Slice>(key));
    return slice == nullptr ? Value::error() : Value::object(slice);
  }
  int64_t index;
  if (!index_key(vm, key, "range", &index)) return Value::error();
  if (index < 0) index += range->length;
  if (index < 0 || index >= range->length) {
    return vm.raise_text(types.index_error, "range object index out of range");
  }
  return Value::integer(nth(range, index));
}

Found range_contains(Vm& vm, Range* range, Value v) {
  int64_t at = find(vm, range, v);
  return at == -2 ? Found::kError : at >= 0 ? Found::kYes : Found::kNo;
}

void define_range_and_slice() {
  add_methods(types.range, kRangeMethods);
  add_methods(types.slice, kSliceMethods);
}

}  // namespace scriptling
