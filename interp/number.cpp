#include "interp/number.h"

#include <cmath>

#include "interp/containers.h"
#include "interp/number_impl.h"
#include "interp/types.h"
#include "interp/vm.h"

namespace scriptling {

namespace {

constexpr int kHashBits = 61;
constexpr uint64_t kHashModulus = (uint64_t{1} << kHashBits) - 1;
constexpr int64_t kHashInfinity = 314159;

Value int_floor_divide(Vm& vm, Value a, Value b) {
  if (b.is_int() && b.i == 0) {
    return vm.raise(types.zero_division_error, "integer division or modulo by zero");
  }
  if (a.is_int() && b.is_int() && b.i != -1) {
    int64_t q = a.i / b.i;
    bool inexact = q * b.i != a.i;
    return Value::integer(q - (inexact && (a.i < 0) != (b.i < 0) ? 1 : 0));
  }
  Value q;
  return bigint_divide(vm, a, b, &q, nullptr) ? q : Value::error();
}

Value int_modulo(Vm& vm, Value a, Value b) {
  if (b.is_int() && b.i == 0) {
    return vm.raise(types.zero_division_error, "integer modulo by zero");
  }
  if (a.is_int() && b.is_int()) {
    if (b.i == -1) return Value::integer(0);
    int64_t r = a.i % b.i;
    return Value::integer(r != 0 && (r < 0) != (b.i < 0) ? r + b.i : r);
  }
  Value r;
  return bigint_divide(vm, a, b, nullptr, &r) ? r : Value::error();
}

Value int_power(Vm& vm, Value base, Value exponent) {
  if (int_sign(exponent) < 0) {
    auto x = int_to_double(vm, base);
    if (!x) return Value::error();
    auto y = int_to_double(vm, exponent);
    return y ? float_binary(vm, BinaryOp::kPow, *x, *y) : Value::error();
  }
  if (!base.is_int() || !exponent.is_int()) return bigint_power(vm, base, exponent);
  int64_t result = 1;
  int64_t square = base.i;
  for (int64_t left = exponent.i;;) {
    if ((left & 1) != 0 && __builtin_mul_overflow(result, square, &result)) break;
    left >>= 1;
    if (left == 0) return Value::integer(result);
    if (__builtin_mul_overflow(square, square, &square)) break;
  }
  return bigint_power(vm, base, exponent);
}

Value int_shift(Vm& vm, BinaryOp op, Value a, Value count) {
  if (int_sign(count) < 0) return vm.value_error("negative shift count");
  bool left = op == BinaryOp::kLShift;
  if (a.is_int() && count.is_int()) {
    if (!left) return Value::integer(a.i >> (count.i > 63 ? 63 : count.i));
    if (count.i < 64) {
      int128 shifted = static_cast<int128>(a.i) * (static_cast<int128>(1) << count.i);
      return make_int(vm.heap(), shifted);
    }
  }
  return left ? bigint_shift_left(vm, a, count) : bigint_shift_right(vm, a, count);
}

Value int_bitwise(Vm& vm, BinaryOp op, Value a, Value b) {
  if (a.is_int() && b.is_int()) {
    if (op == BinaryOp::kAnd) return Value::integer(a.i & b.i);
    return Value::integer(op == BinaryOp::kOr ? a.i | b.i : a.i ^ b.i);
  }
  IntView x(a), y(b);
  Mpz r;
  if (op == BinaryOp::kAnd) {
    mpz_and(r, x, y);
  } else if (op == BinaryOp::kOr) {
    mpz_ior(r, x, y);
  } else {
    mpz_xor(r, x, y);
  }
  return to_int(vm.heap(), r);
}

Value int_binary(Vm& vm, BinaryOp op, Value a, Value b) {
  int64_t r;
  bool small = a.is_int() && b.is_int();
  switch (op) {
    case BinaryOp::kAdd:
      if (small && !__builtin_add_overflow(a.i, b.i, &r)) return Value::integer(r);
      return bigint_add(vm.heap(), a, b);
    case BinaryOp::kSub:
      if (small && !__builtin_sub_overflow(a.i, b.i, &r)) return Value::integer(r);
      return bigint_subtract(vm.heap(), a, b);
    case BinaryOp::kMul:
      if (small && !__builtin_mul_overflow(a.i, b.i, &r)) return Value::integer(r);
      return bigint_multiply(vm, a, b);
    case BinaryOp::kDiv: return int_true_divide(vm, a, b);
    case BinaryOp::kFloorDiv: return int_floor_divide(vm, a, b);
    case BinaryOp::kMod: return int_modulo(vm, a, b);
    case BinaryOp::kPow: return int_power(vm, a, b);
    case BinaryOp::kLShift:
    case BinaryOp::kRShift: return int_shift(vm, op, a, b);
    case BinaryOp::kAnd:
    case BinaryOp::kOr:
    case BinaryOp::kXor: return int_bitwise(vm, op, a, b);
    case BinaryOp::kMatMul: break;
  }
  return Value::not_implemented();
}

// Of plain numbers.
std::optional<double> as_double(Vm& vm, Value v) {
  if (v.is_float()) return v.d;
  return int_to_double(vm, v);
}

bool for_floats(BinaryOp op) { return op <= BinaryOp::kPow; }

uint64_t hash_of_limbs(const mp_limb_t* limbs, size_t size) {
  // 2^64 is 8 modulo 2^61 - 1.
  uint64_t hash = 0;
  for (size_t n = size; n-- > 0;) {
    hash = (hash << 3 & kHashModulus) | hash >> (kHashBits - 3);
    uint64_t limb = limbs[n] % kHashModulus;
    hash += limb;
    if (hash >= kHashModulus) hash -= kHashModulus;
  }
  return hash;
}

int64_t signed_hash(uint64_t hash, bool negative) {
  auto h = static_cast<int64_t>(hash);
  if (negative) h = -h;
  return h == -1 ? -2 : h;
}

int64_t float_hash(double d) {
  if (std::isnan(d)) return 0;
  if (std::isinf(d)) return d > 0 ? kHashInfinity : -kHashInfinity;
  int exponent;
  double fraction = std::frexp(std::fabs(d), &exponent);
  uint64_t hash = 0;
  while (fraction != 0) {
    hash = (hash << 28 & kHashModulus) | hash >> (kHashBits - 28);
    fraction *= 268435456.0;  // 2^28
    exponent -= 28;
    auto digit = static_cast<uint64_t>(fraction);
    fraction -= static_cast<double>(digit);
    hash += digit;
    if (hash >= kHashModulus) hash -= kHashModulus;
  }
  int turn = exponent % kHashBits;
  if (turn < 0) turn += kHashBits;
  if (turn != 0) hash = (hash << turn & kHashModulus) | hash >> (kHashBits - turn);
  return signed_hash(hash, d < 0);
}

// -1, 0, 1; 2 when NaN is involved.
int compare_doubles(double a, double b) {
  if (a < b) return -1;
  if (a > b) return 1;
  return a == b ? 0 : 2;
}

int compare_ints(Value a, Value b) {
  if (a.is_int() && b.is_int()) return a.i < b.i ? -1 : a.i > b.i;
  IntView x(a), y(b);
  int c = mpz_cmp(x, y);
  return c < 0 ? -1 : c > 0;
}

int compare_int_double(Value a, double d) {
  if (std::isnan(d)) return 2;
  if (std::isinf(d)) return d > 0 ? -1 : 1;
  constexpr int64_t kExact = int64_t{1} << 53;
  if (a.is_int() && a.i >= -kExact && a.i <= kExact) {
    return compare_doubles(static_cast<double>(a.i), d);
  }
  IntView x(a);
  int c = mpz_cmp_d(x, d);
  return c < 0 ? -1 : c > 0;
}

int compare_numbers(Value a, Value b) {
  if (a.is_float()) {
    if (b.is_float()) return compare_doubles(a.d, b.d);
    int c = compare_int_double(b, a.d);
    return c == 2 ? 2 : -c;
  }
  return b.is_float() ? compare_int_double(a, b.d) : compare_ints(a, b);
}

}  // namespace

bool is_int_like(const Value& v) {
  if (v.is_int_or_bool()) return true;
  if (!v.is_object()) return false;
  if (v.o->kind == Kind::kBigInt) return true;
  return v.o->kind == Kind::kBoxed && !as<Boxed>(v)->payload.is_float();
}

bool is_number(const Value& v) {
  if (v.is_int_or_bool() || v.is_float()) return true;
  return v.is_object() && (v.o->kind == Kind::kBigInt || v.o->kind == Kind::kBoxed);
}

Value plain_int(const Value& v) {
  Value plain = plain_number(v);
  return plain.is_bool() ? Value::integer(plain.i) : plain;
}

double plain_float(const Value& v) { return plain_number(v).d; }

Value number_binary(Vm& vm, BinaryOp op, Value a, Value b) {
  if (!is_number(a) || !is_number(b)) return Value::not_implemented();
  if (a.is_bool() && b.is_bool() && op >= BinaryOp::kAnd && op <= BinaryOp::kXor) {
    bool result = op == BinaryOp::kAnd  ? (a.i & b.i) != 0
                  : op == BinaryOp::kOr ? (a.i | b.i) != 0
                                        : a.i != b.i;
    return Value::boolean(result);
  }
  a = plain_number(a);
  b = plain_number(b);
  if (!a.is_float() && !b.is_float()) return int_binary(vm, op, a, b);
  if (!for_floats(op)) return Value::not_implemented();
  auto x = as_double(vm, a);
  if (!x) return Value::error();
  auto y = as_double(vm, b);
  return y ? float_binary(vm, op, *x, *y) : Value::error();
}

Value number_unary(Vm& vm, UnaryOp op, Value a) {
  if (!is_number(a)) return Value::not_implemented();
  a = plain_number(a);
  if (a.is_float()) {
    if (op == UnaryOp::kInvert) return Value::not_implemented();
    return op == UnaryOp::kNeg ? Value::real(-a.d) : a;
  }
  if (op == UnaryOp::kPos) return a;
  if (op == UnaryOp::kNeg) return int_binary(vm, BinaryOp::kSub, Value::integer(0), a);
  if (a.is_int()) return Value::integer(~a.i);
  return bigint_subtract(vm.heap(), Value::integer(-1), a);
}

Value number_divmod(Vm& vm, Value a, Value b) {
  if (!is_number(a) || !is_number(b)) return Value::not_implemented();
  a = plain_number(a);
  b = plain_number(b);
  Value q, r;
  if (a.is_float() || b.is_float()) {
    auto x = as_double(vm, a);
    if (!x) return Value::error();
    auto y = as_double(vm, b);
    if (!y) return Value::error();
    if (*y == 0) return vm.raise(types.zero_division_error, "float divmod()");
    q = Value::real(float_floor_divide(*x, *y));
    r = Value::real(float_modulo(*x, *y));
  } else if (a.is_int() && b.is_int()) {
    q = int_floor_divide(vm, a, b);
    if (q.is_error()) return q;
    r = int_modulo(vm, a, b);
  } else if (b.is_int() && b.i == 0) {
    return int_floor_divide(vm, a, b);
  } else if (!bigint_divide(vm, a, b, &q, &r)) {
    return Value::error();
  }
  return Value::object(make_tuple(vm.heap(), {q, r}));
}

Value number_pow_mod(Vm& vm, Value base, Value exponent, Value modulus) {
  if (modulus.is_undefined() || modulus.is_none()) {
    return number_binary(vm, BinaryOp::kPow, base, exponent);
  }
  if (!is_number(base) || !is_number(exponent) || !is_number(modulus)) {
    return Value::not_implemented();
  }
  if (!is_int_like(base) || !is_int_like(exponent) || !is_int_like(modulus)) {
    return vm.type_error(
        "pow() 3rd argument not allowed unless all arguments are integers");
  }
  base = plain_int(base);
  exponent = plain_int(exponent);
  modulus = plain_int(modulus);
  if (int_sign(modulus) == 0) return vm.value_error("pow() 3rd argument cannot be 0");
  if (int_sign(exponent) < 0) {
    IntView b(base), m(modulus);
    Mpz inverse;
    if (mpz_invert(inverse, b, m) == 0) {
      return vm.value_error("base is not invertible for the given modulus");
    }
    base = to_int(vm.heap(), inverse);
    exponent = number_unary(vm, UnaryOp::kNeg, exponent);
  }
  return bigint_power_mod(vm, base, exponent, modulus);
}

bool number_compare(CompareOp op, Value a, Value b) {
  int c = compare_numbers(plain_number(a), plain_number(b));
  if (c == 2) return op == CompareOp::kNe;
  switch (op) {
    case CompareOp::kEq: return c == 0;
    case CompareOp::kNe: return c != 0;
    case CompareOp::kLt: return c < 0;
    case CompareOp::kLe: return c <= 0;
    case CompareOp::kGt: return c > 0;
    case CompareOp::kGe: return c >= 0;
  }
  return false;
}

int64_t number_hash(Value v) {
  v = plain_number(v);
  if (v.is_float()) return float_hash(v.d);
  if (v.is_int()) {
    int64_t hash = v.i % static_cast<int64_t>(kHashModulus);
    return hash == -1 ? -2 : hash;
  }
  IntView view(v);
  return signed_hash(hash_of_limbs(view.limbs(), view.size()), view.sign() < 0);
}

}  // namespace scriptling
