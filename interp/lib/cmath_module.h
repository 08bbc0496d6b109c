// The functions of the cmath module on plain numbers; cmath.cpp is the module.
//
// Results, signs of zeros included, are those of CPython, whose steps these follow.
//
// Any thread.
#pragma once

#include "interp/complex.h"

namespace scriptling {

// What an answer is worth. kDomain and kRange are errors, whatever the number is.
enum class Fit : uint8_t { kFine, kDomain, kRange };

struct ComplexAnswer {
  ComplexNumber z;
  Fit fit = Fit::kFine;
};

// -- cmath_hyperbolic.cpp ---------------------------------------------------------------

ComplexAnswer complex_exp(ComplexNumber z);
ComplexAnswer complex_sinh(ComplexNumber z);
ComplexAnswer complex_cosh(ComplexNumber z);
ComplexAnswer complex_tanh(ComplexNumber z);
ComplexAnswer complex_sin(ComplexNumber z);
ComplexAnswer complex_cos(ComplexNumber z);
ComplexAnswer complex_tan(ComplexNumber z);
ComplexAnswer complex_rect(double r, double phi);

// -- cmath_inverse.cpp ------------------------------------------------------------------

ComplexAnswer complex_sqrt(ComplexNumber z);
ComplexAnswer complex_log(ComplexNumber z);
ComplexAnswer complex_log10(ComplexNumber z);
ComplexAnswer complex_asinh(ComplexNumber z);
ComplexAnswer complex_acosh(ComplexNumber z);
ComplexAnswer complex_atanh(ComplexNumber z);
ComplexAnswer complex_asin(ComplexNumber z);
ComplexAnswer complex_acos(ComplexNumber z);
ComplexAnswer complex_atan(ComplexNumber z);

}  // namespace scriptling
