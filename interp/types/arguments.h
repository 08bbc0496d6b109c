// What natives of the built-in types do with their arguments, in one place.
//
// One thread at a time.
#pragma once

#include "interp/ops.h"

namespace scriptling {

// Vm::poll() for loops whose steps take a nanosecond or two; `step` counts them.
inline bool poll_sometimes(Vm& vm, uint64_t step) {
  constexpr uint64_t kSteps = 4096;
  constexpr int64_t kCost = 64;
  return step % kSteps != kSteps - 1 || vm.poll(kCost);
}

// The class that __new__ got first. Null: a TypeError is pending.
Class* new_class(Vm& vm, Value cls, Class* base);

// An index by __index__ for `container[key]`. False: pending; `what` names the container
// in "WHAT indices must be integers or slices, not TYPE".
bool index_key_slow(Vm& vm, Value key, const char* what, int64_t* index);
inline bool index_key(Vm& vm, Value key, const char* what, int64_t* index) {
  if (key.is_int_or_bool()) {
    *index = key.i;
    return true;
  }
  return index_key_slow(vm, key, what, index);
}

// slice_bounds() in two steps, because __index__ of a bound may change the container:
// first an equal slice without such bounds (null: pending), then slice_bounds() of that,
// which calls no script.
Slice* settle_slice(Vm& vm, Value slice);

// Optional `start` and `stop` arguments, clamped to [0, length] as slices do it;
// undefined stands for the whole. Calls __index__, so `length` is read again through
// `current`.
enum class NoneBound : uint8_t { kAllowed, kRefused };
struct Bounds {
  int64_t start, stop;
};
bool bound_arguments(Vm& vm, Value start, Value stop, NoneBound none, Bounds* bounds);
inline Bounds clamp_bounds(Bounds b, int64_t length) {
  if (b.start < 0) b.start = b.start + length < 0 ? 0 : b.start + length;
  if (b.stop < 0) b.stop = b.stop + length < 0 ? 0 : b.stop + length;
  if (b.stop > length) b.stop = length;
  return b;
}

// The count of `sequence * n`: true and *count when `n` is an int (clamped); *is_count
// is unset when it is no int at all, which makes the operator NotImplemented. False:
// pending.
bool repeat_count(Vm& vm, Value n, int64_t* count, bool* is_count);
// For the methods: what is no int is an error.
bool repeat_count(Vm& vm, Value n, int64_t* count);

// The type as errors about an argument of a function name it: None is just "None".
inline std::string argument_type(const Value& v) {
  return v.is_none() ? "None" : class_name(v);
}

// What C takes for an int; OverflowError beyond 32 bits.
std::optional<int64_t> to_c_int(Vm& vm, Value v);

inline Value from_found(Found found) {
  return found == Found::kError ? Value::error() : Value::boolean(found == Found::kYes);
}
inline Value from_str(Str* s) { return s == nullptr ? Value::error() : Value::object(s); }
inline Value from_bool(bool ok) { return ok ? Value::none() : Value::error(); }

// The result of comparing two numbers that order the operands.
template <class T>
bool compare_plain(CompareOp op, const T& a, const T& b) {
  switch (op) {
    case CompareOp::kEq: return a == b;
    case CompareOp::kNe: return a != b;
    case CompareOp::kLt: return a < b;
    case CompareOp::kLe: return a <= b;
    case CompareOp::kGt: return a > b;
    case CompareOp::kGe: return a >= b;
  }
  return false;
}

// list.__class_getitem__ and so on: a generic alias.
Value class_getitem_self(Vm& vm, const Args& args);
// An int of any size by __index__. Error: pending.
Value to_int(Vm& vm, Value v);
// __iter__ of iterators.
Value return_self(Vm& vm, const Args& args);
// __lt__, __le__, __gt__ and __ge__ of what has no order: NotImplemented.
Value no_order(Vm& vm, const Args& args);
// __add__ of str, list, tuple, bytes and bytearray. TypeError, never NotImplemented.
Value sequence_add(Vm& vm, const Args& args);

}  // namespace scriptling
