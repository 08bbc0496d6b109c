// Complex numbers: two doubles, with CPython's arithmetic and text.
//
// Mixed operands are instances of int, float and complex and of their subclasses; ints
// and floats count as complex numbers with an imaginary part of 0.
//
// One thread at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "interp/number.h"
#include "interp/types.h"

namespace scriptling {

struct ComplexNumber {
  double real = 0, imag = 0;
};

inline ComplexNumber operator+(ComplexNumber a, ComplexNumber b) {
  return {a.real + b.real, a.imag + b.imag};
}
inline ComplexNumber operator-(ComplexNumber a, ComplexNumber b) {
  return {a.real - b.real, a.imag - b.imag};
}
inline ComplexNumber operator-(ComplexNumber z) { return {-z.real, -z.imag}; }
inline ComplexNumber operator*(ComplexNumber a, ComplexNumber b) {
  return {a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}
// Nothing when b is 0.
std::optional<ComplexNumber> divide(ComplexNumber a, ComplexNumber b);
// The absolute value; infinite as well when it is too large.
double magnitude(ComplexNumber z);

inline bool is_complex(const Value& v) { return is_kind(v, Kind::kComplex); }
// Requires: is_complex.
inline ComplexNumber plain_complex(const Value& v) {
  return {as<Complex>(v)->real, as<Complex>(v)->imag};
}
Value make_complex(Heap& heap, ComplexNumber z);

// NotImplemented when neither is complex, one is no number, or the operator is not for
// complex numbers; error pending otherwise.
Value complex_binary(Vm& vm, BinaryOp op, Value a, Value b);
Value complex_unary(Vm& vm, UnaryOp op, Value a);
// a ** b, also of floats whose power is complex.
Value complex_power(Vm& vm, ComplexNumber a, ComplexNumber b);
// NotImplemented for what is no number and for anything but == and !=. Requires: a or b
// is complex.
Value complex_compare(CompareOp op, Value a, Value b);
int64_t complex_hash(ComplexNumber z);

std::string complex_repr(ComplexNumber z);
// The text of v.__format__(spec). Null: an exception is pending.
Str* complex_format(Vm& vm, Value v, Str* spec);
// complex(text); ValueError pending when it is none. `original` is for the error.
std::optional<ComplexNumber> complex_from_text(Vm& vm, std::string_view text,
                                               Value original);

// An argument that is to be complex: by __complex__, __float__ or __index__; TypeError
// otherwise.
std::optional<ComplexNumber> to_complex(Vm& vm, Value v);
// v.__complex__() where the class has it; undefined where not.
Value call_complex(Vm& vm, Value v);

}  // namespace scriptling
