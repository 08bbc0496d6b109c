// Ranges whose bounds or length leave 64 bits. They are of class range as well: a Range
// with a `length` below zero is one of these.
//
// One thread at a time.
#pragma once

#include "interp/ops.h"

namespace scriptling {

struct BigRange : Range {
  Value first, end, stride;  // Ints of any size.
  Value count;
};

inline bool is_big(const Range* range) { return range->length < 0; }
inline BigRange* as_big(const Range* range) {
  return static_cast<BigRange*>(const_cast<Range*>(range));
}

// The parts of any range as ints.
Value range_first(const Range* range);
Value range_end(const Range* range);
Value range_stride(const Range* range);
Value range_count(const Range* range);

// A range of either kind; null: pending. Requires: plain ints.
Range* make_range_of(Vm& vm, Value start, Value stop, Value step);
// The slice of a range of either kind, by ints of any size; null: pending.
Range* slice_of_any(Vm& vm, const Range* range, Slice* slice);
// The int of any size by which a range is subscripted. Error: pending.
Value range_index(Vm& vm, Value key);
// What natives of range do for big ones. Requires: is_big.
Value big_range_get_item(Vm& vm, BigRange* range, Value key);
// The index of int `i`, as an int; undefined: not in the range. Error: pending.
Value big_range_place(Vm& vm, BigRange* range, Value i);
Value big_range_iterate(Vm& vm, BigRange* range);
Value big_range_reverse(Vm& vm, BigRange* range);
// slice.indices(length) for ints of any size. False: pending.
bool big_slice_indices(Vm& vm, Slice* slice, Value length, Value* start, Value* stop,
                       Value* step);

void define_big_range();

}  // namespace scriptling
