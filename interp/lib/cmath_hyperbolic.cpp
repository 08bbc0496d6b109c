// exp, and what is made of it: the hyperbolic and the trigonometric functions.
#include <cmath>
#include <complex>
#include <limits>

#include "interp/lib/cmath_module.h"

namespace scriptling {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// Where exp() is near to overflow; then one factor e is kept back.
double largest_exponent() {
  static const double largest = std::log(std::numeric_limits<double>::max() / 4);
  return largest;
}

bool is_finite(ComplexNumber z) { return std::isfinite(z.real) && std::isfinite(z.imag); }

// The angle of an infinite number tells signs only where it is finite and not 0.
bool has_directed_infinity(double size, double angle) {
  return std::isinf(size) && std::isfinite(angle) && angle != 0;
}

// The sign of a NaN is no sign.
double unsigned_nan(double d) { return std::isnan(d) ? std::fabs(d) : d; }

ComplexNumber of_std(std::complex<double> z) { return {z.real(), z.imag()}; }
std::complex<double> to_std(ComplexNumber z) {
  return {unsigned_nan(z.real), unsigned_nan(z.imag)};
}

ComplexAnswer checked(ComplexNumber z) {
  bool is_too_large = std::isinf(z.real) || std::isinf(z.imag);
  return {z, is_too_large ? Fit::kRange : Fit::kFine};
}

// f(z) by f(iz): the trigonometric functions are the hyperbolic ones, turned.
ComplexNumber turned(ComplexNumber z) { return {-z.imag, z.real}; }
ComplexAnswer turned_back(ComplexAnswer answer) {
  return {{answer.z.imag, -answer.z.real}, answer.fit};
}

ComplexAnswer not_finite_exp(ComplexNumber z) {
  bool has_no_answer =
      std::isinf(z.imag) && (std::isfinite(z.real) || z.real == kInfinity);
  ComplexNumber r;
  if (has_directed_infinity(z.real, z.imag)) {
    double size = z.real > 0 ? kInfinity : 0.0;
    r = {std::copysign(size, std::cos(z.imag)), std::copysign(size, std::sin(z.imag))};
  } else if (z.real == -kInfinity) {
    r = {0, z.imag == 0 ? z.imag : 0.0};
  } else {
    r = of_std(std::exp(to_std(z)));
  }
  return {r, has_no_answer ? Fit::kDomain : Fit::kFine};
}

// Of sinh and cosh, which are infinite in the same places.
ComplexAnswer not_finite_hyperbolic(ComplexNumber z, bool is_sinh) {
  bool has_no_answer = std::isinf(z.imag) && !std::isnan(z.real);
  ComplexNumber r;
  if (has_directed_infinity(z.real, z.imag)) {
    r = {std::copysign(kInfinity, std::cos(z.imag)),
         std::copysign(kInfinity, std::sin(z.imag))};
    if (z.real < 0) (is_sinh ? r.real : r.imag) *= -1;
  } else if (is_sinh) {
    r = of_std(std::sinh(to_std(z)));
    if (z.real == 0) r.real = std::isnan(z.imag) ? 0.0 : r.real;
  } else {
    r = of_std(std::cosh(to_std(z)));
    if (z.imag == 0) r.imag = std::isnan(z.real) ? 0.0 : r.imag;
  }
  return {r, has_no_answer ? Fit::kDomain : Fit::kFine};
}

ComplexAnswer not_finite_tanh(ComplexNumber z) {
  bool has_no_answer = std::isinf(z.imag) && std::isfinite(z.real);
  ComplexNumber r;
  if (has_directed_infinity(z.real, z.imag)) {
    r = {std::copysign(1.0, z.real),
         std::copysign(0.0, 2 * std::sin(z.imag) * std::cos(z.imag))};
  } else if (std::isinf(z.real) && !std::isfinite(z.imag)) {
    r = {std::copysign(1.0, z.real), 0.0};
  } else if (z.real == 0) {
    r = {kNan, kNan};
  } else {
    r = of_std(std::tanh(to_std(z)));
  }
  return {r, has_no_answer ? Fit::kDomain : Fit::kFine};
}

}  // namespace

ComplexAnswer complex_exp(ComplexNumber z) {
  if (!is_finite(z)) return not_finite_exp(z);
  if (z.real > largest_exponent()) {
    double size = std::exp(z.real - 1);
    return checked({size * std::cos(z.imag) * M_E, size * std::sin(z.imag) * M_E});
  }
  double size = std::exp(z.real);
  return checked({size * std::cos(z.imag), size * std::sin(z.imag)});
}

ComplexAnswer complex_sinh(ComplexNumber z) {
  if (!is_finite(z)) return not_finite_hyperbolic(z, true);
  double c = std::cos(z.imag), s = std::sin(z.imag);
  if (std::fabs(z.real) > largest_exponent()) {
    double x = z.real - std::copysign(1.0, z.real);
    return checked({c * std::sinh(x) * M_E, s * std::cosh(x) * M_E});
  }
  return checked({c * std::sinh(z.real), s * std::cosh(z.real)});
}

ComplexAnswer complex_cosh(ComplexNumber z) {
  if (!is_finite(z)) return not_finite_hyperbolic(z, false);
  double c = std::cos(z.imag), s = std::sin(z.imag);
  if (std::fabs(z.real) > largest_exponent()) {
    double x = z.real - std::copysign(1.0, z.real);
    return checked({c * std::cosh(x) * M_E, s * std::sinh(x) * M_E});
  }
  return checked({c * std::cosh(z.real), s * std::sinh(z.real)});
}

ComplexAnswer complex_tanh(ComplexNumber z) {
  if (!is_finite(z)) return not_finite_tanh(z);
  if (std::fabs(z.real) > largest_exponent()) {
    return {{std::copysign(1.0, z.real),
             4 * std::sin(z.imag) * std::cos(z.imag) * std::exp(-2 * std::fabs(z.real))}};
  }
  double x = std::tanh(z.real), y = std::tan(z.imag);
  double inverse = 1 / std::cosh(z.real);
  double both = x * y;
  double below = 1 + both * both;
  return {{x * (1 + y * y) / below, ((y / below) * inverse) * inverse}};
}

ComplexAnswer complex_sin(ComplexNumber z) {
  return turned_back(complex_sinh(turned(z)));
}
ComplexAnswer complex_cos(ComplexNumber z) { return complex_cosh(turned(z)); }
ComplexAnswer complex_tan(ComplexNumber z) {
  return turned_back(complex_tanh(turned(z)));
}

ComplexAnswer complex_rect(double r, double phi) {
  if (std::isfinite(r) && std::isfinite(phi)) {
    if (phi == 0) return {{r, r * phi}};
    return {{r * std::cos(phi), r * std::sin(phi)}};
  }
  if (r == 0) return {{0, 0}};
  if (std::isinf(phi) && !std::isnan(r)) return {{}, Fit::kDomain};
  if (has_directed_infinity(r, phi)) {
    return {{std::copysign(r, std::cos(phi) * r), std::copysign(r, std::sin(phi) * r)}};
  }
  if (std::isnan(r)) return {{kNan, phi == 0 ? 0.0 : kNan}};
  if (std::isnan(phi)) return {{std::isinf(r) ? kInfinity : kNan, kNan}};
  return {{r, std::signbit(r) ? -phi : phi}};
}

}  // namespace scriptling
