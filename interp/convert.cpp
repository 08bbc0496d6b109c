// What natives make of their arguments: indices, numbers, seconds, text, slices.

#include <cmath>

#include "interp/protocol.h"

namespace scriptling {

Value index_of(Vm& vm, Value v) {
  if (is_int_like(v)) return plain_int(v);
  if (is_core(v)) return Value::undefined();
  Value answer = call_method(vm, v, names.index, {});
  if (answer.is_error() || answer.is_undefined()) return answer;
  if (is_int_like(answer)) return plain_int(answer);
  return vm.type_error("__index__ returned non-int (type {})", type_name(answer));
}

namespace {

// The bound of a slice; `none` stands for None. False: pending.
bool slice_index(Vm& vm, Value v, int64_t none, int64_t* out) {
  *out = v.is_int_or_bool() ? v.i : none;
  if (v.is_int_or_bool() || v.is_none()) return true;
  Value i = index_of(vm, v);
  if (i.is_error()) return false;
  if (i.is_undefined()) {
    vm.type_error("slice indices must be integers or None or have an __index__ method");
    return false;
  }
  *out = i.is_int() ? i.i : int_sign(i) < 0 ? INT64_MIN : INT64_MAX;
  return true;
}

int64_t clamp_bound(int64_t bound, int64_t length, int64_t lowest, int64_t highest) {
  if (bound < 0) {
    bound += length;
    return bound < 0 ? lowest : bound;
  }
  return bound >= length ? highest : bound;
}

}  // namespace

std::optional<int64_t> to_index(Vm& vm, Value v) {
  if (v.is_int_or_bool()) return v.i;
  Value i = index_of(vm, v);
  if (i.is_error()) return std::nullopt;
  if (i.is_undefined()) {
    vm.type_error("'{}' object cannot be interpreted as an integer", type_name(v));
    return std::nullopt;
  }
  if (i.is_int()) return i.i;
  vm.raise(types.overflow_error, "Python int too large to convert to C ssize_t");
  return std::nullopt;
}

std::optional<int64_t> to_index_clamped(Vm& vm, Value v) {
  if (v.is_int_or_bool()) return v.i;
  Value i = index_of(vm, v);
  if (i.is_error()) return std::nullopt;
  if (i.is_undefined()) {
    vm.type_error("'{}' object cannot be interpreted as an integer", type_name(v));
    return std::nullopt;
  }
  if (i.is_int()) return i.i;
  return int_sign(i) < 0 ? INT64_MIN : INT64_MAX;
}

std::optional<double> to_double(Vm& vm, Value v) {
  if (v.is_float()) return v.d;
  if (is_number(v)) return is_int_like(v) ? int_to_double(vm, v) : plain_float(v);
  if (!is_core(v)) {
    Value answer = call_method(vm, v, names.float_, {});
    if (answer.is_error()) return std::nullopt;
    if (!answer.is_undefined()) {
      if (is_number(answer) && !is_int_like(answer)) return plain_float(answer);
      vm.type_error("{}.__float__ returned non-float (type {})", type_name(v),
                    type_name(answer));
      return std::nullopt;
    }
    Value i = index_of(vm, v);
    if (i.is_error()) return std::nullopt;
    if (!i.is_undefined()) return int_to_double(vm, i);
  }
  vm.type_error("must be real number, not {}", type_name(v));
  return std::nullopt;
}

std::optional<double> to_seconds(Vm& vm, Value v, const char* what) {
  if (!is_number(v)) {
    vm.type_error("{} must be int or float, not {}", what, type_name(v));
    return std::nullopt;
  }
  auto seconds = to_double(vm, v);
  if (!seconds) return seconds;
  if (std::isnan(*seconds)) {
    vm.value_error("Invalid value NaN (not a number)");
    return std::nullopt;
  }
  if (*seconds < 0) {
    vm.value_error("{} must be non-negative", what);
    return std::nullopt;
  }
  constexpr double kMost = 9.2e9;  // Nanoseconds in 64 bits end there.
  if (*seconds > kMost) {
    vm.raise(types.overflow_error, "{} is too large: {} seconds are the most", what,
             float_repr(kMost));
    return std::nullopt;
  }
  return seconds;
}

Str* to_str_arg(Vm& vm, Value v, const char* what) {
  if (is_str(v)) return as<Str>(v);
  vm.type_error("{} must be str, not {}", what, type_name(v));
  return nullptr;
}

bool slice_bounds(Vm& vm, Slice* slice, int64_t length, SliceBounds* bounds) {
  SliceBounds b;
  if (!slice_index(vm, slice->step, 1, &b.step)) return false;
  if (b.step == 0) {
    vm.value_error("slice step cannot be zero");
    return false;
  }
  if (b.step < -INT64_MAX) b.step = -INT64_MAX;
  bool forward = b.step > 0;
  if (!slice_index(vm, slice->start, forward ? 0 : INT64_MAX, &b.start)) return false;
  if (!slice_index(vm, slice->stop, forward ? INT64_MAX : INT64_MIN, &b.stop))
    return false;
  int64_t lowest = forward ? 0 : -1;
  int64_t highest = forward ? length : length - 1;
  b.start = clamp_bound(b.start, length, lowest, highest);
  b.stop = clamp_bound(b.stop, length, lowest, highest);
  int64_t distance = forward ? b.stop - b.start : b.start - b.stop;
  int64_t stride = forward ? b.step : -b.step;
  // Dividing takes longer than all the rest.
  if (stride != 1 && distance > 0) distance = (distance - 1) / stride + 1;
  b.count = distance > 0 ? distance : 0;
  *bounds = b;
  return true;
}

}  // namespace scriptling
