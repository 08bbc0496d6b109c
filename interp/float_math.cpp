// Arithmetic on doubles with Python's rules.
#include <cmath>

#include "interp/complex.h"
#include "interp/number_impl.h"
#include "interp/str.h"
#include "interp/types.h"
#include "interp/vm.h"

namespace scriptling {

namespace {

bool is_odd(double d) { return std::fmod(std::fabs(d), 2.0) == 1.0; }

// x ** y where either is an infinity; neither is NaN, y is not 0.
double infinite_power(double x, double y) {
  if (std::isinf(y)) {
    double magnitude = std::fabs(x);
    if (magnitude == 1.0) return 1.0;
    return (y > 0) == (magnitude > 1.0) ? std::fabs(y) : 0.0;
  }
  bool odd = is_odd(y);
  if (y > 0) return odd ? x : std::fabs(x);
  return odd ? std::copysign(0.0, x) : 0.0;
}

Value float_power(Vm& vm, double x, double y) {
  if (y == 0) return Value::real(1.0);
  if (std::isnan(x)) return Value::real(x);
  if (std::isnan(y)) return Value::real(x == 1.0 ? 1.0 : y);
  if (std::isinf(x) || std::isinf(y)) return Value::real(infinite_power(x, y));
  if (x == 0) {
    if (y < 0) {
      return vm.raise(types.zero_division_error,
                      "0.0 cannot be raised to a negative power");
    }
    return Value::real(is_odd(y) ? x : 0.0);
  }
  if (x < 0 && y != std::floor(y)) {
    return complex_power(vm, {x, 0}, {y, 0});
  }
  double magnitude = std::fabs(x);
  bool negative = x < 0 && is_odd(y);
  double result = magnitude == 1.0 ? 1.0 : std::pow(magnitude, y);
  if (std::isinf(result)) {
    constexpr int kRange = 34;
    Value text = Value::object(make_str(vm.heap(), "Numerical result out of range"));
    return vm.raise_with(types.overflow_error, {Value::integer(kRange), text});
  }
  return Value::real(negative ? -result : result);
}

}  // namespace

double float_floor_divide(double x, double y) {
  double remainder = std::fmod(x, y);
  double quotient = (x - remainder) / y;
  if (remainder != 0 && (y < 0) != (remainder < 0)) quotient -= 1.0;
  if (quotient == 0) return std::copysign(0.0, x / y);
  double floored = std::floor(quotient);
  return quotient - floored > 0.5 ? floored + 1.0 : floored;
}

double float_modulo(double x, double y) {
  double remainder = std::fmod(x, y);
  if (remainder == 0) return std::copysign(0.0, y);
  return (y < 0) != (remainder < 0) ? remainder + y : remainder;
}

Value float_binary(Vm& vm, BinaryOp op, double a, double b) {
  auto by_zero = [&vm](const char* text) {
    return vm.raise(types.zero_division_error, "{}", text);
  };
  switch (op) {
    case BinaryOp::kAdd: return Value::real(a + b);
    case BinaryOp::kSub: return Value::real(a - b);
    case BinaryOp::kMul: return Value::real(a * b);
    case BinaryOp::kDiv:
      return b == 0 ? by_zero("float division by zero") : Value::real(a / b);
    case BinaryOp::kFloorDiv:
      if (b == 0) return by_zero("float floor division by zero");
      return Value::real(float_floor_divide(a, b));
    case BinaryOp::kMod:
      return b == 0 ? by_zero("float modulo") : Value::real(float_modulo(a, b));
    case BinaryOp::kPow: return float_power(vm, a, b);
    default: return Value::not_implemented();
  }
}

}  // namespace scriptling
