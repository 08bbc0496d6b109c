// Numerical recipes: the gamma function by Lanczos' rational approximation (with g and
// the coefficients that make it accurate to a few units in the last place), Shewchuk's
// exact sum, and lengths of vectors with twice the precision.

#include <algorithm>
#include <cmath>
#include <limits>

#include "interp/lib/math_module.h"

namespace scriptling {

namespace {

constexpr double kPi = 3.141592653589793238462643383279502884197;
constexpr double kLogPi = 1.144729885849400174143427351353058711647;
constexpr double kG = 6.024680040776729583740234375;
constexpr double kGMinusHalf = 5.524680040776729583740234375;
constexpr int kTerms = 13;
constexpr double kNumerator[kTerms] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
// x (x + 1) ... (x + 11)
constexpr double kDenominator[kTerms] = {
    0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
    2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0,
};
constexpr int kFactorials = 23;  // Those up to 22! are exact.

double factorial_of(int n) {
  double product = 1;
  for (int k = 2; k <= n; k++) product *= k;
  return product;
}

// Requires: x > 0.
double lanczos_sum(double x) {
  double up = 0, down = 0;
  if (x < 5.0) {
    for (int n = kTerms; --n >= 0;) {
      up = up * x + kNumerator[n];
      down = down * x + kDenominator[n];
    }
  } else {  // In 1 / x, so that nothing overflows.
    for (int n = 0; n < kTerms; n++) {
      up = up / x + kNumerator[n];
      down = down / x + kDenominator[n];
    }
  }
  return up / down;
}

// sin(pi x), accurate for large x too.
double sin_pi(double x) {
  double y = std::fmod(std::fabs(x), 2.0);
  double r;
  switch (static_cast<int>(std::round(2.0 * y))) {
    case 0: r = std::sin(kPi * y); break;
    case 1: r = std::cos(kPi * (y - 0.5)); break;
    case 2: r = std::sin(kPi * (1.0 - y)); break;
    case 3: r = -std::cos(kPi * (y - 1.5)); break;
    default: r = std::sin(kPi * (y - 2.0)); break;
  }
  return std::copysign(1.0, x) * r;
}

// What was lost when |x| + kGMinusHalf was rounded to y.
double rounding_of(double magnitude, double y) {
  if (magnitude > kGMinusHalf) return (y - magnitude) - kGMinusHalf;
  return (y - kGMinusHalf) - magnitude;
}

}  // namespace

double gamma_of(double x) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (!std::isfinite(x)) return x > 0 || std::isnan(x) ? x : kNone;
  if (x == 0) return kNone;
  if (x == std::floor(x)) {
    if (x < 0) return kNone;
    if (x <= kFactorials) return factorial_of(static_cast<int>(x) - 1);
  }
  double magnitude = std::fabs(x);
  if (magnitude < 1e-20) return 1.0 / x;
  if (magnitude > 200.0) return x < 0 ? 0.0 / sin_pi(x) : kInfinity;
  double y = magnitude + kGMinusHalf;
  double z = rounding_of(magnitude, y) * kG / y;
  double r;
  if (x < 0) {  // By reflection.
    r = -kPi / sin_pi(magnitude) / magnitude * std::exp(y) / lanczos_sum(magnitude);
    r -= z * r;
    if (magnitude < 140.0) return r / std::pow(y, magnitude - 0.5);
    double root = std::pow(y, magnitude / 2.0 - 0.25);
    return r / root / root;
  }
  r = lanczos_sum(magnitude) / std::exp(y);
  r += z * r;
  if (magnitude < 140.0) return r * std::pow(y, magnitude - 0.5);
  double root = std::pow(y, magnitude / 2.0 - 0.25);
  return r * root * root;
}

double log_gamma_of(double x, int* sign) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  *sign = 1;
  if (std::isnan(x)) return x;
  if (std::isinf(x)) return kInfinity;
  if (x == std::floor(x) && x <= 2.0) return x <= 0 ? kInfinity : 0.0;
  double magnitude = std::fabs(x);
  if (x < 0 && std::fmod(std::floor(x), 2.0) != 0) *sign = -1;
  if (magnitude < 1e-20) return -std::log(magnitude);
  double r = std::log(lanczos_sum(magnitude)) - kG;
  r += (magnitude - 0.5) * (std::log(magnitude + kG - 0.5) - 1);
  if (x < 0)
    r = kLogPi - std::log(std::fabs(sin_pi(magnitude))) - std::log(magnitude) - r;
  return r;
}

double vector_length(const std::vector<double>& coordinates) {
  double largest = 0;
  bool has_nan = false;
  for (double x : coordinates) {
    if (std::isinf(x)) return std::numeric_limits<double>::infinity();
    if (std::isnan(x)) has_nan = true;
    largest = std::max(largest, std::fabs(x));
  }
  if (has_nan) return std::numeric_limits<double>::quiet_NaN();
  if (largest == 0 || coordinates.size() == 1) return largest;
  int exponent;
  std::frexp(largest, &exponent);
  // The sum of squares as high + low; scaling by a power of two loses nothing that
  // counts.
  double high = 0, low = 0;
  for (double x : coordinates) {
    double scaled = std::ldexp(x, -exponent);
    double square = scaled * scaled;
    double square_rest = std::fma(scaled, scaled, -square);
    double sum = high + square;
    double part = sum - high;
    low += ((high - (sum - part)) + (square - part)) + square_rest;
    high = sum;
  }
  double root = std::sqrt(high + low);
  double rest = ((high - root * root) - std::fma(root, root, -(root * root))) + low;
  return std::ldexp(root + rest / (2 * root), exponent);
}

bool ExactSum::add(double x) {
  if (!std::isfinite(x)) {
    if (std::isinf(x)) (x > 0 ? positive_ : negative_) = true;
    special_ += x;
    is_special_ = true;
    return true;
  }
  size_t kept = 0;
  for (double part : parts_) {
    if (std::fabs(x) < std::fabs(part)) std::swap(x, part);
    double high = x + part;
    double low = part - (high - x);
    if (low != 0) parts_[kept++] = low;
    x = high;
  }
  parts_.resize(kept);
  if (!std::isfinite(x)) return false;
  if (x != 0) parts_.push_back(x);
  return true;
}

double ExactSum::result() const {
  if (is_special_) return special_;
  if (parts_.empty()) return 0;
  size_t n = parts_.size();
  double high = parts_[--n], low = 0;
  while (n > 0) {
    double x = high;
    double y = parts_[--n];
    high = x + y;
    low = y - (high - x);
    if (low != 0) break;
  }
  // Exactly half way between two floats, the parts below decide.
  if (n > 0 && ((low < 0 && parts_[n - 1] < 0) || (low > 0 && parts_[n - 1] > 0))) {
    double twice = low * 2.0;
    double x = high + twice;
    if (twice == x - high) high = x;
  }
  return high;
}

}  // namespace scriptling
