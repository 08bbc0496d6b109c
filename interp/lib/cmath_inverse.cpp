// Roots, logarithms and the inverse functions, with care near 0, near 1 and near
// overflow.
#include <cfloat>
#include <cmath>
#include <complex>
#include <limits>

#include "interp/lib/cmath_module.h"

namespace scriptling {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
// Beyond this, sums of two squares' roots may overflow.
constexpr double kLarge = DBL_MAX / 4;

bool is_finite(ComplexNumber z) { return std::isfinite(z.real) && std::isfinite(z.imag); }
bool is_large(ComplexNumber z) {
  return std::fabs(z.real) > kLarge || std::fabs(z.imag) > kLarge;
}

ComplexAnswer from_std(std::complex<double> z) { return {{z.real(), z.imag()}}; }
// The sign of a NaN is no sign.
double unsigned_nan(double d) { return std::isnan(d) ? std::fabs(d) : d; }
std::complex<double> to_std(ComplexNumber z) {
  return {unsigned_nan(z.real), unsigned_nan(z.imag)};
}

// log(2 |z|) of a large z.
double log_of_twice(ComplexNumber z) {
  return std::log(std::hypot(z.real / 2, z.imag / 2)) + M_LN2 * 2;
}

// f(z) by f(iz): the inverse trigonometric functions are the hyperbolic ones, turned.
ComplexNumber turned(ComplexNumber z) { return {-z.imag, z.real}; }
ComplexAnswer turned_back(ComplexAnswer answer) {
  return {{answer.z.imag, -answer.z.real}, answer.fit};
}

ComplexNumber root(ComplexNumber z) { return complex_sqrt(z).z; }

double log_of_size(double x, double y) {
  if (x > kLarge || y > kLarge) return std::log(std::hypot(x / 2, y / 2)) + M_LN2;
  if (x < DBL_MIN && y < DBL_MIN) {
    double scaled = std::hypot(std::ldexp(x, DBL_MANT_DIG), std::ldexp(y, DBL_MANT_DIG));
    return std::log(scaled) - DBL_MANT_DIG * M_LN2;
  }
  double size = std::hypot(x, y);
  if (size < 0.71 || size > 1.73) return std::log(size);
  double larger = std::fmax(x, y), smaller = std::fmin(x, y);
  return std::log1p((larger - 1) * (larger + 1) + smaller * smaller) / 2;
}

// Requires: z.real is not negative.
ComplexAnswer right_atanh(ComplexNumber z) {
  const double kRootOfLarge = std::sqrt(kLarge), kRootOfSmall = std::sqrt(DBL_MIN);
  double y = std::fabs(z.imag);
  if (z.real > kRootOfLarge || y > kRootOfLarge) {
    double half = std::hypot(z.real / 2, z.imag / 2);
    return {{z.real / 4 / half / half, -std::copysign(M_PI / 2, -z.imag)}};
  }
  if (z.real == 1 && y < kRootOfSmall) {
    if (y == 0) return {{kInfinity, z.imag}, Fit::kDomain};
    return {{-std::log(std::sqrt(y) / std::sqrt(std::hypot(y, 2.0))),
             std::copysign(std::atan2(2.0, -y) / 2, z.imag)}};
  }
  double left = 1 - z.real;
  return {{std::log1p(4 * z.real / (left * left + y * y)) / 4,
           -std::atan2(-2 * z.imag, left * (1 + z.real) - y * y) / 2}};
}

}  // namespace

ComplexAnswer complex_sqrt(ComplexNumber z) {
  if (!is_finite(z)) return from_std(std::sqrt(to_std(z)));
  if (z.real == 0 && z.imag == 0) return {{0, z.imag}};
  constexpr int kScaleUp = 53, kScaleDown = -27;
  double x = std::fabs(z.real), y = std::fabs(z.imag);
  double s;
  if (x < DBL_MIN && y < DBL_MIN) {
    x = std::ldexp(x, kScaleUp);
    double scaled = std::sqrt(x + std::hypot(x, std::ldexp(y, kScaleUp)));
    s = std::ldexp(scaled, kScaleDown);
  } else {
    x /= 8;
    s = 2 * std::sqrt(x + std::hypot(x, y / 8));
  }
  double d = y / (2 * s);
  if (z.real >= 0) return {{s, std::copysign(d, z.imag)}};
  return {{d, std::copysign(s, z.imag)}};
}

ComplexAnswer complex_log(ComplexNumber z) {
  if (!is_finite(z)) return from_std(std::log(to_std(z)));
  double angle = std::atan2(z.imag, z.real);
  if (z.real == 0 && z.imag == 0) return {{-kInfinity, angle}, Fit::kDomain};
  return {{log_of_size(std::fabs(z.real), std::fabs(z.imag)), angle}};
}

ComplexAnswer complex_log10(ComplexNumber z) {
  ComplexAnswer answer = complex_log(z);
  answer.z.real /= M_LN10;
  answer.z.imag /= M_LN10;
  return answer;
}

ComplexAnswer complex_asinh(ComplexNumber z) {
  if (!is_finite(z)) return from_std(std::asinh(to_std(z)));
  if (is_large(z)) {
    double size = log_of_twice(z);
    double real =
        z.imag >= 0 ? std::copysign(size, z.real) : -std::copysign(size, -z.real);
    return {{real, std::atan2(z.imag, std::fabs(z.real))}};
  }
  ComplexNumber a = root({1 + z.imag, -z.real}), b = root({1 - z.imag, z.real});
  return {{std::asinh(a.real * b.imag - b.real * a.imag),
           std::atan2(z.imag, a.real * b.real - a.imag * b.imag)}};
}

ComplexAnswer complex_acosh(ComplexNumber z) {
  if (z.real == 0 && std::isnan(z.imag)) return {{kNan, kNan}};
  if (!is_finite(z)) return from_std(std::acosh(to_std(z)));
  if (is_large(z)) return {{log_of_twice(z), std::atan2(z.imag, z.real)}};
  ComplexNumber a = root({z.real - 1, z.imag}), b = root({z.real + 1, z.imag});
  return {
      {std::asinh(a.real * b.real + a.imag * b.imag), 2 * std::atan2(a.imag, b.real)}};
}

ComplexAnswer complex_atanh(ComplexNumber z) {
  if (!is_finite(z)) return from_std(std::atanh(to_std(z)));
  if (!std::signbit(z.real)) return right_atanh(z);
  ComplexAnswer answer = right_atanh(-z);
  return {-answer.z, answer.fit};
}

ComplexAnswer complex_asin(ComplexNumber z) {
  return turned_back(complex_asinh(turned(z)));
}

ComplexAnswer complex_acos(ComplexNumber z) {
  if (std::isinf(z.real) && std::isnan(z.imag)) return {{kNan, kInfinity}};
  if (!is_finite(z)) return from_std(std::acos(to_std(z)));
  if (is_large(z)) {
    double size = log_of_twice(z);
    double imag =
        z.real < 0 ? -std::copysign(size, z.imag) : std::copysign(size, -z.imag);
    return {{std::atan2(std::fabs(z.imag), z.real), imag}};
  }
  ComplexNumber a = root({1 - z.real, -z.imag}), b = root({1 + z.real, z.imag});
  return {
      {2 * std::atan2(a.real, b.real), std::asinh(b.real * a.imag - b.imag * a.real)}};
}

ComplexAnswer complex_atan(ComplexNumber z) {
  return turned_back(complex_atanh(turned(z)));
}

}  // namespace scriptling
