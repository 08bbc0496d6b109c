// The cmath module.
#include <cmath>
#include <limits>

#include "interp/immortal.h"
#include "interp/lib/cmath_module.h"
#include "interp/lib/lib.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

Value answered(Vm& vm, ComplexAnswer answer) {
  if (answer.fit == Fit::kDomain) return vm.value_error("math domain error");
  if (answer.fit == Fit::kRange) {
    return vm.raise(types.overflow_error, "math range error");
  }
  return make_complex(vm.heap(), answer.z);
}

template <ComplexAnswer (*function)(ComplexNumber)>
Value unary_complex(Vm& vm, const Args& args) {
  auto z = to_complex(vm, args[0]);
  return z ? answered(vm, function(*z)) : Value::error();
}

template <bool (*test)(ComplexNumber)>
Value test_complex(Vm& vm, const Args& args) {
  auto z = to_complex(vm, args[0]);
  return z ? Value::boolean(test(*z)) : Value::error();
}

bool is_finite(ComplexNumber z) { return std::isfinite(z.real) && std::isfinite(z.imag); }
bool is_inf(ComplexNumber z) { return std::isinf(z.real) || std::isinf(z.imag); }
bool is_nan(ComplexNumber z) { return std::isnan(z.real) || std::isnan(z.imag); }

// log(z[, base]); with a base, a z of 0 is no error.
Value cmath_log(Vm& vm, const Args& args) {
  auto z = to_complex(vm, args[0]);
  if (!z) return Value::error();
  ComplexAnswer answer = complex_log(*z);
  if (!args.given(1)) return answered(vm, answer);
  auto base = to_complex(vm, args[1]);
  if (!base) return Value::error();
  ComplexAnswer below = complex_log(*base);
  auto quotient = divide(answer.z, below.z);
  if (!quotient || below.fit != Fit::kFine) return answered(vm, {{}, Fit::kDomain});
  return make_complex(vm.heap(), *quotient);
}

Value cmath_phase(Vm& vm, const Args& args) {
  auto z = to_complex(vm, args[0]);
  if (!z) return Value::error();
  double angle = std::atan2(z->imag, z->real);
  bool is_too_small = angle == 0 && z->imag != 0 && std::isfinite(z->real);
  if (is_too_small) return answered(vm, {{}, Fit::kRange});  // As in CPython.
  return Value::real(angle);
}

Value cmath_polar(Vm& vm, const Args& args) {
  auto z = to_complex(vm, args[0]);
  if (!z) return Value::error();
  double size = magnitude(*z);
  if (std::isinf(size) && is_finite(*z)) return answered(vm, {{}, Fit::kRange});
  Value angle = Value::real(std::atan2(z->imag, z->real));
  return Value::object(make_tuple(vm.heap(), {Value::real(size), angle}));
}

Value cmath_rect(Vm& vm, const Args& args) {
  auto r = to_double(vm, args[0]);
  if (!r) return Value::error();
  auto phi = to_double(vm, args[1]);
  return phi ? answered(vm, complex_rect(*r, *phi)) : Value::error();
}

// isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)
Value cmath_isclose(Vm& vm, const Args& args) {
  auto a = to_complex(vm, args[0]);
  if (!a) return Value::error();
  auto b = to_complex(vm, args[1]);
  if (!b) return Value::error();
  double tolerances[] = {1e-9, 0};
  for (size_t n = 0; n < 2; n++) {
    if (!args.given(2 + n)) continue;
    auto given = to_double(vm, args[2 + n]);
    if (!given) return Value::error();
    tolerances[n] = *given;
  }
  auto [relative, absolute] = tolerances;
  if (relative < 0 || absolute < 0) {
    return vm.value_error("tolerances must be non-negative");
  }
  if (a->real == b->real && a->imag == b->imag) return Value::boolean(true);
  if (is_inf(*a) || is_inf(*b)) return Value::boolean(false);
  double difference = magnitude(*a - *b);
  return Value::boolean(difference <= relative * magnitude(*b) ||
                        difference <= relative * magnitude(*a) || difference <= absolute);
}

constexpr NativeDef kFunctions[] = {
    {"acos(z, /)", unary_complex<complex_acos>, "Return the arc cosine of z."},
    {"acosh(z, /)", unary_complex<complex_acosh>,
     "Return the inverse hyperbolic cosine of z."},
    {"asin(z, /)", unary_complex<complex_asin>, "Return the arc sine of z."},
    {"asinh(z, /)", unary_complex<complex_asinh>,
     "Return the inverse hyperbolic sine of z."},
    {"atan(z, /)", unary_complex<complex_atan>, "Return the arc tangent of z."},
    {"atanh(z, /)", unary_complex<complex_atanh>,
     "Return the inverse hyperbolic tangent of z."},
    {"cos(z, /)", unary_complex<complex_cos>, "Return the cosine of z."},
    {"cosh(z, /)", unary_complex<complex_cosh>, "Return the hyperbolic cosine of z."},
    {"exp(z, /)", unary_complex<complex_exp>, "Return the exponential value e**z."},
    {"isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", cmath_isclose,
     "Determine whether two complex numbers are close in value."},
    {"isfinite(z, /)", test_complex<is_finite>,
     "Return True if both the real and imaginary parts of z are finite, else False."},
    {"isinf(z, /)", test_complex<is_inf>,
     "Checks if the real or imaginary part of z is infinite."},
    {"isnan(z, /)", test_complex<is_nan>,
     "Checks if the real or imaginary part of z not a number (NaN)."},
    {"log(z, base=e, /)", cmath_log, "Return the logarithm of z to the given base."},
    {"log10(z, /)", unary_complex<complex_log10>, "Return the base-10 logarithm of z."},
    {"phase(z, /)", cmath_phase,
     "Return argument, also known as the phase angle, of a complex."},
    {"polar(z, /)", cmath_polar,
     "Convert a complex from rectangular coordinates to polar coordinates.\n\n"
     "r is the distance from 0 and phi the phase angle."},
    {"rect(r, phi, /)", cmath_rect,
     "Convert from polar coordinates to rectangular coordinates."},
    {"sin(z, /)", unary_complex<complex_sin>, "Return the sine of z."},
    {"sinh(z, /)", unary_complex<complex_sinh>, "Return the hyperbolic sine of z."},
    {"sqrt(z, /)", unary_complex<complex_sqrt>, "Return the square root of z."},
    {"tan(z, /)", unary_complex<complex_tan>, "Return the tangent of z."},
    {"tanh(z, /)", unary_complex<complex_tanh>, "Return the hyperbolic tangent of z."},
};

Value immortal_imaginary(double imag) {
  auto* z = ImmortalMaker().make<Complex>(Kind::kComplex, types.complex);
  z->real = 0;
  z->imag = imag;
  return Value::object(z);
}

void build(ModuleBuilder& module) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  module.add("pi", Value::real(M_PI));
  module.add("e", Value::real(M_E));
  module.add("tau", Value::real(2 * M_PI));
  module.add("inf", Value::real(kInfinity));
  module.add("infj", immortal_imaginary(kInfinity));
  module.add("nan", Value::real(kNan));
  module.add("nanj", immortal_imaginary(kNan));
}

}  // namespace

const ModuleDef& cmath_module() {
  static const ModuleDef def{"cmath", kFunctions, build,
                             "Mathematical functions for complex numbers."};
  return def;
}

}  // namespace scriptling
