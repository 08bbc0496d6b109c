// What the files behind number.h share.
//
// One thread at a time.
#pragma once

#include "interp/bigint.h"
#include "interp/number.h"

namespace scriptling {

// q * 2^exponent as the nearest double (ties to even), gradual underflow included; `more`
// says that the true value lies a little above q. Infinity when it is too large.
double nearest_double(uint64_t q, bool more, int64_t exponent);
// The nearest double; infinity when it is too large.
double int_to_nearest_double(const Value& plain);
// The number behind bools, instances of subclasses: kInt, BigInt or kFloat. Requires: a
// number.
inline Value plain_number(const Value& v) {
  if (v.is_bool()) return Value::integer(v.i);
  return v.is_object() && v.o->kind == Kind::kBoxed ? as<Boxed>(v)->payload : v;
}

// Spaces and digits of all scripts as ASCII; anything else beyond ASCII as something
// invalid.
std::string number_text_as_ascii(std::string_view text);

Value float_binary(Vm& vm, BinaryOp op, double a, double b);
// Python's x // y and x % y. Requires: y is not 0.
double float_floor_divide(double x, double y);
double float_modulo(double x, double y);

}  // namespace scriptling
