#include "interp/types/big_range.h"

#include "interp/types.h"
#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

const Value kZero = Value::integer(0);
const Value kOne = Value::integer(1);

// Arithmetic on ints, which fails for want of memory only.
Value add(Vm& vm, Value a, Value b) { return number_binary(vm, BinaryOp::kAdd, a, b); }
Value subtract(Vm& vm, Value a, Value b) {
  return number_binary(vm, BinaryOp::kSub, a, b);
}
Value multiply(Vm& vm, Value a, Value b) {
  return number_binary(vm, BinaryOp::kMul, a, b);
}
Value divide(Vm& vm, Value a, Value b) {
  return number_binary(vm, BinaryOp::kFloorDiv, a, b);
}
bool less(Value a, Value b) { return number_compare(CompareOp::kLt, a, b); }

// How many items there are from `start` to before `stop`.
Value count_of(Vm& vm, Value start, Value stop, Value step) {
  bool up = int_sign(step) > 0;
  if (!(up ? less(start, stop) : less(stop, start))) return kZero;
  Value distance = up ? subtract(vm, stop, start) : subtract(vm, start, stop);
  Value stride = up ? step : number_unary(vm, UnaryOp::kNeg, step);
  if (distance.is_error() || stride.is_error()) return Value::error();
  Value whole = divide(vm, subtract(vm, distance, kOne), stride);
  return whole.is_error() ? whole : add(vm, whole, kOne);
}

Value nth(Vm& vm, const Range* range, Value n) {
  Value offset = multiply(vm, n, range_stride(range));
  return offset.is_error() ? offset : add(vm, range_first(range), offset);
}

// -- slice.indices ----------------------------------------------------------------------

// An int or None by __index__; error: pending.
Value slice_part(Vm& vm, Value part) {
  if (part.is_none()) return part;
  Value i = index_of(vm, part);
  if (!i.is_undefined()) return i;
  return vm.type_error(
      "slice indices must be integers or None or have an __index__ method");
}

Value clamp(Vm& vm, Value part, Value length, Value lowest, Value highest) {
  if (int_sign(part) < 0) {
    Value from_end = add(vm, part, length);
    return from_end.is_error() || !less(from_end, lowest) ? from_end : lowest;
  }
  return less(highest, part) ? highest : part;
}

// -- Iterators --------------------------------------------------------------------------

struct BigRangeIterator : Object {
  Value next, stride;
  Value left;
};

Value next_item(Vm& vm, Object* self) {
  auto* it = static_cast<BigRangeIterator*>(self);
  if (int_sign(it->left) <= 0) return Value::undefined();
  Value item = it->next;
  Value next = add(vm, item, it->stride);
  Value left = next.is_error() ? next : subtract(vm, it->left, kOne);
  if (left.is_error()) return left;
  vm.heap().touch(it);
  it->next = next;
  it->left = left;
  return item;
}

void trace_iterator(Object* self, Tracer& tracer) {
  auto* it = static_cast<BigRangeIterator*>(self);
  tracer.visit(it->next);
  tracer.visit(it->stride);
  tracer.visit(it->left);
}

Value iterator_iter(Vm&, const Args& args) { return args[0]; }
Value iterator_next(Vm& vm, const Args& args) {
  Value v = next_item(vm, args[0].o);
  return v.is_undefined() ? vm.raise_with(types.stop_iteration, {}) : v;
}
Value iterator_length_hint(Vm&, const Args& args) {
  return as<BigRangeIterator>(args[0])->left;
}

constexpr NativeDef kIteratorMethods[] = {
    {"__iter__(self, /)", iterator_iter, "Implement iter(self).", NativeBinding::kMethod},
    {"__next__(self, /)", iterator_next, "Implement next(self).", NativeBinding::kMethod},
    {"__length_hint__(self, /)", iterator_length_hint,
     "Private method returning an estimate of len(list(it)).", NativeBinding::kMethod},
};

constexpr TypeSlots kIteratorSlots = {next_item, trace_iterator};
Class* iterator_class = nullptr;  // Set once, by init_core().

Value make_big_iterator(Vm& vm, Value next, Value stride, Value count) {
  auto* it = vm.heap().make<BigRangeIterator>(Kind::kNativeObject, iterator_class);
  it->next = next;
  it->stride = stride;
  it->left = count;
  return Value::object(it);
}

BigRange* make_big(Vm& vm, Value start, Value stop, Value step, Value count) {
  auto* range = vm.heap().make<BigRange>(Kind::kRange, types.range);
  range->length = -1;
  range->first = start;
  range->end = stop;
  range->stride = step;
  range->count = count;
  return range;
}

}  // namespace

Value range_first(const Range* range) {
  return is_big(range) ? as_big(range)->first : Value::integer(range->start);
}
Value range_end(const Range* range) {
  return is_big(range) ? as_big(range)->end : Value::integer(range->stop);
}
Value range_stride(const Range* range) {
  return is_big(range) ? as_big(range)->stride : Value::integer(range->step);
}
Value range_count(const Range* range) {
  return is_big(range) ? as_big(range)->count : Value::integer(range->length);
}

Range* make_range_of(Vm& vm, Value start, Value stop, Value step) {
  if (int_sign(step) == 0) {
    vm.value_error("range() arg 3 must not be zero");
    return nullptr;
  }
  Value count = count_of(vm, start, stop, step);
  if (count.is_error()) return nullptr;
  if (start.is_int() && stop.is_int() && step.is_int() && count.is_int()) {
    return make_range(vm, start.i, stop.i, step.i);
  }
  return make_big(vm, start, stop, step, count);
}

Range* slice_of_any(Vm& vm, const Range* range, Slice* slice) {
  Value start, stop, step;
  if (!big_slice_indices(vm, slice, range_count(range), &start, &stop, &step)) {
    return nullptr;
  }
  Value stride = multiply(vm, range_stride(range), step);
  Value first = stride.is_error() ? stride : nth(vm, range, start);
  Value end = first.is_error() ? first : nth(vm, range, stop);
  return end.is_error() ? nullptr : make_range_of(vm, first, end, stride);
}

Value range_index(Vm& vm, Value key) {
  Value index = index_of(vm, key);
  if (!index.is_undefined()) return index;
  return vm.type_error("range indices must be integers or slices, not {}",
                       class_name(key));
}

Value big_range_get_item(Vm& vm, BigRange* range, Value key) {
  if (is_kind(key, Kind::kSlice)) {
    Range* part = slice_of_any(vm, range, as<Slice>(key));
    return part == nullptr ? Value::error() : Value::object(part);
  }
  Value index = range_index(vm, key);
  if (!index.is_error() && int_sign(index) < 0) index = add(vm, index, range->count);
  if (index.is_error()) return index;
  if (int_sign(index) < 0 || !less(index, range->count)) {
    return vm.raise_text(types.index_error, "range object index out of range");
  }
  return nth(vm, range, index);
}

Value big_range_place(Vm& vm, BigRange* range, Value i) {
  Value distance = subtract(vm, i, range->first);
  Value rest = distance.is_error()
                   ? distance
                   : number_binary(vm, BinaryOp::kMod, distance, range->stride);
  if (rest.is_error()) return rest;
  if (int_sign(rest) != 0) return Value::undefined();
  Value place = divide(vm, distance, range->stride);
  if (place.is_error()) return place;
  bool inside = int_sign(place) >= 0 && less(place, range->count);
  return inside ? place : Value::undefined();
}

Value big_range_iterate(Vm& vm, BigRange* range) {
  return make_big_iterator(vm, range->first, range->stride, range->count);
}

Value big_range_reverse(Vm& vm, BigRange* range) {
  Value last = subtract(vm, range->count, kOne);
  if (!last.is_error()) last = nth(vm, range, last);
  Value stride = last.is_error() ? last : number_unary(vm, UnaryOp::kNeg, range->stride);
  return stride.is_error() ? stride : make_big_iterator(vm, last, stride, range->count);
}

bool big_slice_indices(Vm& vm, Slice* slice, Value length, Value* start, Value* stop,
                       Value* step) {
  *step = slice_part(vm, slice->step);
  if (step->is_error()) return false;
  if (step->is_none()) *step = kOne;
  if (int_sign(*step) == 0) {
    vm.value_error("slice step cannot be zero");
    return false;
  }
  bool forward = int_sign(*step) > 0;
  Value lowest = forward ? kZero : Value::integer(-1);
  Value highest = forward ? length : subtract(vm, length, kOne);
  *start = slice_part(vm, slice->start);
  if (start->is_error()) return false;
  *start = start->is_none() ? (forward ? lowest : highest)
                            : clamp(vm, *start, length, lowest, highest);
  *stop = start->is_error() ? *start : slice_part(vm, slice->stop);
  if (stop->is_error()) return false;
  *stop = stop->is_none() ? (forward ? highest : lowest)
                          : clamp(vm, *stop, length, lowest, highest);
  return !stop->is_error();
}

void define_big_range() {
  iterator_class = make_class("longrange_iterator", types.object, Kind::kNativeObject,
                              kIteratorMethods, &kIteratorSlots);
}

}  // namespace scriptling
