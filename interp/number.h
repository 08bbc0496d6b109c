// Numbers: int (64-bit in the Value, beyond that a BigInt on GMP limbs) and float, with
// Python's rules for overflow, division, rounding, mixed comparison, hashing and text.
//
// Operations whose result would be unreasonably large (10 ** 10 ** 10) raise, and long
// ones poll the Vm, so that cancelling reaches them.
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "interp/heap.h"
#include "interp/object.h"

namespace scriptling {

__extension__ using int128 = __int128;

// Operators, in the order of the instructions (Add, Sub, ...).
enum class BinaryOp : uint8_t {
  kAdd,
  kSub,
  kMul,
  kDiv,
  kFloorDiv,
  kMod,
  kPow,
  kLShift,
  kRShift,
  kAnd,
  kOr,
  kXor,
  kMatMul,
};
enum class CompareOp : uint8_t { kEq, kNe, kLt, kLe, kGt, kGe };
enum class UnaryOp : uint8_t { kNeg, kPos, kInvert };

// Ints, bools, floats and instances of int or float subclasses.
bool is_int_like(const Value& v);  // int, bool, big int, subclass of int.
bool is_number(const Value& v);    // int-like or float(-like).
// Whether int's own operator leaves `a op b` to b: to a subclass of float, which may have
// another answer than float.
inline bool int_defers(const Value& a, const Value& b) {
  return is_int_like(a) && is_kind(b, Kind::kBoxed) && !is_int_like(b);
}
// The plain int, bool-free: kInt or a BigInt. Requires: is_int_like.
Value plain_int(const Value& v);
// The double of a float or float subclass. Requires: it is one.
double plain_float(const Value& v);

// Arithmetic on numbers only: NotImplemented when either is no number (or the operator is
// not for its type); error pending otherwise (ZeroDivisionError, OverflowError,
// MemoryError ...).
Value number_binary(Vm& vm, BinaryOp op, Value a, Value b);
Value number_unary(Vm& vm, UnaryOp op, Value a);
Value number_divmod(Vm& vm, Value a, Value b);
Value number_pow_mod(Vm& vm, Value base, Value exponent, Value modulus);
// Exact for mixed ints and floats. Requires: both are numbers. False for NaN (kNe: true).
bool number_compare(CompareOp op, Value a, Value b);
// Python's numeric hash: equal numbers hash equal, whatever their type.
int64_t number_hash(Value v);

Value make_int(Heap& heap, int128 i);
Value make_int_from_u64(Heap& heap, uint64_t i);
// Truncates towards zero. Requires: finite.
Value int_from_double(Heap& heap, double d);
// Text as int() takes it (whitespace, sign, underscores, base 0 or 2..36): error pending
// when it is none.
Value int_from_text(Vm& vm, std::string_view text, int base, Value original);
// No prefix; '-' in front when negative. Empty: ValueError is pending (too many digits).
std::string int_to_text(Vm& vm, Value v, int base);
// How many digits int_from_text and int_to_text take in bases that are no power of two;
// 0: any number. One for each environment; Python's 4300 until set.
int64_t int_max_str_digits(Vm& vm);
void set_int_max_str_digits(Vm& vm, int64_t digits);
// OverflowError ("int too large to convert to float") pending when it does not fit.
std::optional<double> int_to_double(Vm& vm, Value v);
// Correctly rounded a / b for ints.
Value int_true_divide(Vm& vm, Value a, Value b);
int64_t int_bit_length(const Value& v);
// Two's complement, little-endian, `size` bytes or as few as possible (none for 0). False
// when it does not fit.
constexpr size_t kShortestBytes = SIZE_MAX;
bool int_to_bytes(const Value& v, size_t size, bool is_signed, std::string* out);
Value int_from_bytes(Heap& heap, std::string_view little_endian, bool is_signed);
// Sign of an int: -1, 0, 1.
int int_sign(const Value& v);

std::string float_repr(double d);
// float(text): underscores, inf, nan; nothing when it is no float.
std::optional<double> float_from_text(std::string_view text);

}  // namespace scriptling
