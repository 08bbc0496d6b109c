// The math module by theme; math.cpp puts it together.
//
// One thread at a time.
#pragma once

#include <span>
#include <vector>

#include "interp/native.h"
#include "interp/ops.h"

namespace scriptling {

std::span<const NativeDef>
math_float_functions();  // math_functions.cpp: sin, log, isclose ...
std::span<const NativeDef>
math_integer_functions();  // math_integers.cpp: gcd, comb, floor ...
std::span<const NativeDef>
math_array_functions();  // math_arrays.cpp: dot, matmul, array ...

// -- math_special.cpp: plain C++, no errors ---------------------------------------------

// Gamma of x; NaN where it has none (0 and the negative integers).
double gamma_of(double x);
// The logarithm of the absolute value of gamma(x); infinity where gamma has none. *sign
// is that of gamma(x).
double log_gamma_of(double x, int* sign);
// The square root of the sum of squares, correctly rounded but for very few cases.
double vector_length(const std::vector<double>& coordinates);

// The exact sum of floats, rounded once.
class ExactSum {
 public:
  // False: an intermediate sum is too large.
  bool add(double x);
  double result() const;
  bool has_mixed_infinities() const { return positive_ && negative_; }

 private:
  std::vector<double> parts_;  // Without overlap, the smallest first.
  double special_ = 0;         // Sum of what is not finite.
  bool is_special_ = false;
  bool positive_ = false, negative_ = false;  // Infinities seen.
};

}  // namespace scriptling
