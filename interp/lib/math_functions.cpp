// Functions on floats: CPython's results and its notion of what is an error.

#include <cmath>
#include <limits>

#include "interp/lib/math_module.h"
#include "interp/protocol.h"

namespace scriptling {

namespace {

Value domain_error(Vm& vm) { return vm.value_error("math domain error"); }
Value range_error(Vm& vm) { return vm.raise(types.overflow_error, "math range error"); }

// -- One argument -----------------------------------------------------------------------

// What an infinite result of a finite argument is.
enum class Infinite : uint8_t { kDomain, kRange };

template <double (*function)(double), Infinite infinite = Infinite::kDomain>
Value unary_float(Vm& vm, const Args& args) {
  auto x = to_double(vm, args[0]);
  if (!x) return Value::error();
  double r = function(*x);
  if (std::isnan(r) && !std::isnan(*x)) return domain_error(vm);
  if (std::isinf(r) && std::isfinite(*x)) {
    return infinite == Infinite::kRange ? range_error(vm) : domain_error(vm);
  }
  return Value::real(r);
}

// The nearest float: cube roots of cubes are exact.
double cube_root(double x) {
  return static_cast<double>(cbrtl(static_cast<long double>(x)));
}
double to_degrees(double x) { return x * (180.0 / M_PI); }
double to_radians(double x) { return x * (M_PI / 180.0); }

template <double (*function)(double)>
Value plain_float_function(Vm& vm, const Args& args) {
  auto x = to_double(vm, args[0]);
  return x ? Value::real(function(*x)) : Value::error();
}

Value math_gamma(Vm& vm, const Args& args) {
  auto x = to_double(vm, args[0]);
  if (!x) return Value::error();
  double r = gamma_of(*x);
  if (std::isnan(r) && !std::isnan(*x)) return domain_error(vm);
  return std::isinf(r) && std::isfinite(*x) ? range_error(vm) : Value::real(r);
}

// A float that answers [0] with itself and [1] with the sign of gamma(x).
struct LogGamma : Boxed {
  int64_t sign;
};

Value log_gamma_item(Vm& vm, const Args& args) {
  auto* self = static_cast<LogGamma*>(args[0].o);
  auto n = to_index(vm, args[1]);
  if (!n) return Value::error();
  if (*n == 0 || *n == -2) return self->payload;
  if (*n == 1 || *n == -1) return Value::integer(self->sign);
  return vm.raise(types.index_error, "index out of range");
}

constexpr NativeDef kLogGammaMethods[] = {
    {"__getitem__(self, index, /)", log_gamma_item, nullptr, NativeBinding::kMethod},
};

Value math_lgamma(Vm& vm, const Args& args) {
  static Class* const cls = [] {
    Class* made =
        make_class("math.lgamma_result", types.float_, Kind::kBoxed, kLogGammaMethods);
    made->class_flags |= kFinal;
    return made;
  }();
  auto x = to_double(vm, args[0]);
  if (!x) return Value::error();
  int sign;
  double r = log_gamma_of(*x, &sign);
  if (std::isinf(r) && std::isfinite(*x)) {
    return *x <= 0 && *x == std::floor(*x) ? domain_error(vm) : range_error(vm);
  }
  auto* result = vm.heap().make<LogGamma>(Kind::kBoxed, cls);
  result->payload = Value::real(r);
  result->sign = sign;
  return Value::object(result);
}

template <bool (*test)(double)>
Value test_float(Vm& vm, const Args& args) {
  auto x = to_double(vm, args[0]);
  return x ? Value::boolean(test(*x)) : Value::error();
}

bool is_finite(double x) { return std::isfinite(x); }
bool is_inf(double x) { return std::isinf(x); }
bool is_nan(double x) { return std::isnan(x); }

Value math_ulp(Vm& vm, const Args& args) {
  auto x = to_double(vm, args[0]);
  if (!x) return Value::error();
  double magnitude = std::fabs(*x);
  if (!std::isfinite(magnitude)) return Value::real(magnitude);
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  double above = std::nextafter(magnitude, kInfinity);
  if (std::isinf(above))
    return Value::real(magnitude - std::nextafter(magnitude, -kInfinity));
  return Value::real(above - magnitude);
}

Value pair(Vm& vm, Value a, Value b) {
  return Value::object(make_tuple(vm.heap(), {a, b}));
}

Value math_modf(Vm& vm, const Args& args) {
  auto x = to_double(vm, args[0]);
  if (!x) return Value::error();
  double whole;
  double part = std::modf(*x, &whole);
  return pair(vm, Value::real(part), Value::real(whole));
}

Value math_frexp(Vm& vm, const Args& args) {
  auto x = to_double(vm, args[0]);
  if (!x) return Value::error();
  int exponent = 0;
  double mantissa = std::isfinite(*x) ? std::frexp(*x, &exponent) : *x;
  return pair(vm, Value::real(mantissa), Value::integer(exponent));
}

// -- Logarithms -------------------------------------------------------------------------

// An int that no float can hold, as mantissa * 2^exponent. Requires: it is positive.
bool split_int(Vm& vm, Value n, double* mantissa, int64_t* exponent) {
  constexpr int64_t kKeptBits = 1000;
  int64_t dropped = int_bit_length(n) - kKeptBits;
  Value top = number_binary(vm, BinaryOp::kRShift, n, Value::integer(dropped));
  if (top.is_error()) return false;
  auto d = int_to_double(vm, top);
  if (!d) return false;
  int e;
  *mantissa = std::frexp(*d, &e);
  *exponent = e + dropped;
  return true;
}

std::optional<double> logarithm(Vm& vm, Value v, double (*function)(double)) {
  constexpr int64_t kFloatBits = 1000;
  if (is_int_like(v)) {
    Value n = plain_int(v);
    if (int_sign(n) <= 0) {
      domain_error(vm);
      return std::nullopt;
    }
    if (int_bit_length(n) > kFloatBits) {
      double mantissa;
      int64_t exponent;
      if (!split_int(vm, n, &mantissa, &exponent)) return std::nullopt;
      return function(mantissa) + function(2.0) * static_cast<double>(exponent);
    }
  }
  auto x = to_double(vm, v);
  if (!x || std::isnan(*x)) return x;
  if (*x <= 0) {
    domain_error(vm);
    return std::nullopt;
  }
  return function(*x);
}

template <double (*function)(double)>
Value logarithm_of(Vm& vm, const Args& args) {
  auto r = logarithm(vm, args[0], function);
  return r ? Value::real(*r) : Value::error();
}

Value math_log(Vm& vm, const Args& args) {
  auto r = logarithm(vm, args[0], std::log);
  if (!r) return Value::error();
  if (!args.given(1)) return Value::real(*r);
  auto base = logarithm(vm, args[1], std::log);
  if (!base) return Value::error();
  if (*base == 0) return vm.raise(types.zero_division_error, "float division by zero");
  return Value::real(*r / *base);
}

// -- Two arguments ----------------------------------------------------------------------

bool two_doubles(Vm& vm, const Args& args, double* x, double* y) {
  auto a = to_double(vm, args[0]);
  if (!a) return false;
  auto b = to_double(vm, args[1]);
  if (!b) return false;
  *x = *a;
  *y = *b;
  return true;
}

template <double (*function)(double, double)>
Value binary_float(Vm& vm, const Args& args) {
  double x, y;
  if (!two_doubles(vm, args, &x, &y)) return Value::error();
  return Value::real(function(x, y));
}

// x - n * y for a whole n. Infinite x and y = 0 have no answer.
template <double (*function)(double, double)>
Value rest_of_division(Vm& vm, const Args& args) {
  double x, y;
  if (!two_doubles(vm, args, &x, &y)) return Value::error();
  if (std::isnan(x) || std::isnan(y)) return Value::real(x + y);
  if (std::isinf(x) || y == 0) return domain_error(vm);
  return Value::real(function(x, y));
}

Value math_pow(Vm& vm, const Args& args) {
  double x, y;
  if (!two_doubles(vm, args, &x, &y)) return Value::error();
  double r = std::pow(x, y);
  if (std::isfinite(x) && std::isfinite(y)) {
    if (std::isnan(r)) return domain_error(vm);
    if (std::isinf(r)) return x == 0 ? domain_error(vm) : range_error(vm);
  }
  return Value::real(r);
}

Value math_ldexp(Vm& vm, const Args& args) {
  auto x = to_double(vm, args[0]);
  if (!x) return Value::error();
  if (!is_int_like(args[1])) {
    return vm.type_error("Expected an int as second argument to ldexp.");
  }
  if (*x == 0 || !std::isfinite(*x)) return Value::real(*x);
  constexpr int64_t kFar = 5000;  // Beyond this all floats are 0 or infinite.
  Value n = plain_int(args[1]);
  int64_t exponent = n.is_int() ? n.i : int_sign(n) * kFar;
  if (exponent > kFar) exponent = kFar;
  if (exponent < -kFar) exponent = -kFar;
  double r = std::ldexp(*x, static_cast<int>(exponent));
  return std::isinf(r) ? range_error(vm) : Value::real(r);
}

// isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)
Value math_isclose(Vm& vm, const Args& args) {
  double a, b, relative = 1e-9, absolute = 0;
  if (!two_doubles(vm, args, &a, &b)) return Value::error();
  for (int n : {2, 3}) {
    if (!args.given(static_cast<size_t>(n))) continue;
    auto tolerance = to_double(vm, args[static_cast<size_t>(n)]);
    if (!tolerance) return Value::error();
    (n == 2 ? relative : absolute) = *tolerance;
  }
  if (relative < 0 || absolute < 0)
    return vm.value_error("tolerances must be non-negative");
  if (a == b) return Value::boolean(true);
  if (std::isinf(a) || std::isinf(b)) return Value::boolean(false);
  double difference = std::fabs(b - a);
  return Value::boolean(difference <= std::fabs(relative * b) ||
                        difference <= std::fabs(relative * a) || difference <= absolute);
}

// -- Many -------------------------------------------------------------------------------

Value math_hypot(Vm& vm, const Args& args) {
  std::vector<double> coordinates;
  for (uint32_t n = 0; n < args.rest_count; n++) {
    auto x = to_double(vm, args.rest[n]);
    if (!x) return Value::error();
    coordinates.push_back(*x);
  }
  return Value::real(vector_length(coordinates));
}

Value math_dist(Vm& vm, const Args& args) {
  Tuple* p = tuple_of(vm, args[0]);
  if (p == nullptr) return Value::error();
  Tuple* q = tuple_of(vm, args[1]);
  if (q == nullptr) return Value::error();
  if (p->size != q->size) {
    return vm.value_error("both points must have the same number of dimensions");
  }
  std::vector<double> differences;
  for (uint64_t n = 0; n < p->size; n++) {
    auto x = to_double(vm, p->items[n]);
    if (!x) return Value::error();
    auto y = to_double(vm, q->items[n]);
    if (!y) return Value::error();
    differences.push_back(*x - *y);
  }
  return Value::real(vector_length(differences));
}

Value math_fsum(Vm& vm, const Args& args) {
  ExactSum sum;
  for_each(vm, args[0], [&](Value item) {
    auto x = to_double(vm, item);
    if (!x) return false;
    if (sum.add(*x)) return true;
    vm.raise(types.overflow_error, "intermediate overflow in fsum");
    return false;
  });
  if (vm.has_pending()) return Value::error();
  if (sum.has_mixed_infinities()) return vm.value_error("-inf + inf in fsum");
  return Value::real(sum.result());
}

constexpr NativeDef kFunctions[] = {
    {"acos(x, /)", unary_float<acos>, "Return the arc cosine of x, in radians."},
    {"acosh(x, /)", unary_float<acosh>, "Return the inverse hyperbolic cosine of x."},
    {"asin(x, /)", unary_float<asin>, "Return the arc sine of x, in radians."},
    {"asinh(x, /)", unary_float<asinh>, "Return the inverse hyperbolic sine of x."},
    {"atan(x, /)", unary_float<atan>, "Return the arc tangent of x, in radians."},
    {"atan2(y, x, /)", binary_float<atan2>,
     "Return the arc tangent of y/x, in radians, in the quadrant of the point."},
    {"atanh(x, /)", unary_float<atanh>, "Return the inverse hyperbolic tangent of x."},
    {"cbrt(x, /)", unary_float<cube_root>, "Return the cube root of x."},
    {"copysign(x, y, /)", binary_float<copysign>, "Return x with the sign of y."},
    {"cos(x, /)", unary_float<cos>, "Return the cosine of x radians."},
    {"cosh(x, /)", unary_float<cosh, Infinite::kRange>,
     "Return the hyperbolic cosine of x."},
    {"degrees(x, /)", plain_float_function<to_degrees>,
     "Convert angle x from radians to degrees."},
    {"dist(p, q, /)", math_dist, "Return the Euclidean distance between two points."},
    {"erf(x, /)", unary_float<erf>, "Error function at x."},
    {"erfc(x, /)", unary_float<erfc>, "Complementary error function at x."},
    {"exp(x, /)", unary_float<exp, Infinite::kRange>,
     "Return e raised to the power of x."},
    {"exp2(x, /)", unary_float<exp2, Infinite::kRange>,
     "Return 2 raised to the power of x."},
    {"expm1(x, /)", unary_float<expm1, Infinite::kRange>, "Return exp(x)-1."},
    {"fabs(x, /)", unary_float<fabs>, "Return the absolute value of the float x."},
    {"fmod(x, y, /)", rest_of_division<fmod>,
     "Return fmod(x, y), according to platform C."},
    {"frexp(x, /)", math_frexp, "Return the mantissa and exponent of x, as pair (m, e)."},
    {"fsum(seq, /)", math_fsum, "Return an accurate floating point sum of values."},
    {"gamma(x, /)", math_gamma, "Gamma function at x."},
    {"hypot(*coordinates)", math_hypot, "Return the Euclidean distance to the origin."},
    {"isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", math_isclose,
     "Determine whether two floating point numbers are close in value."},
    {"isfinite(x, /)", test_float<is_finite>,
     "True if x is neither an infinity nor a NaN."},
    {"isinf(x, /)", test_float<is_inf>, "True if x is a positive or negative infinity."},
    {"isnan(x, /)", test_float<is_nan>, "True if x is a NaN (not a number)."},
    {"ldexp(x, i, /)", math_ldexp, "Return x * (2**i)."},
    {"lgamma(x, /)", math_lgamma,
     "Natural logarithm of the absolute value of the gamma function at x: a float, "
     "whose\n"
     "item 1 is the sign of gamma(x)."},
    {"log(x, base=e, /)", math_log, "Return the logarithm of x to the given base."},
    {"log10(x, /)", logarithm_of<log10>, "Return the base 10 logarithm of x."},
    {"log1p(x, /)", unary_float<log1p>, "Return the natural logarithm of 1+x."},
    {"log2(x, /)", logarithm_of<log2>, "Return the base 2 logarithm of x."},
    {"modf(x, /)", math_modf, "Return the fractional and integer parts of x."},
    {"nextafter(x, y, /)", binary_float<nextafter>,
     "Return the next floating-point value after x towards y."},
    {"pow(x, y, /)", math_pow, "Return x**y (x to the power of y)."},
    {"radians(x, /)", plain_float_function<to_radians>,
     "Convert angle x from degrees to radians."},
    {"remainder(x, y, /)", rest_of_division<remainder>,
     "Difference between x and the closest integer multiple of y."},
    {"sin(x, /)", unary_float<sin>, "Return the sine of x radians."},
    {"sinh(x, /)", unary_float<sinh, Infinite::kRange>,
     "Return the hyperbolic sine of x."},
    {"sqrt(x, /)", unary_float<sqrt>, "Return the square root of x."},
    {"tan(x, /)", unary_float<tan>, "Return the tangent of x radians."},
    {"tanh(x, /)", unary_float<tanh>, "Return the hyperbolic tangent of x."},
    {"ulp(x, /)", math_ulp,
     "Return the value of the least significant bit of the float x."},
};

}  // namespace

std::span<const NativeDef> math_float_functions() { return kFunctions; }

}  // namespace scriptling
