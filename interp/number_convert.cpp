// Ints to and from doubles, bytes and machine words.
#include <cmath>
#include <limits>

#include "interp/hash.h"
#include "interp/number_impl.h"
#include "interp/types.h"
#include "interp/vm.h"

namespace scriptling {

namespace {

constexpr int kMantissaBits = 53;
constexpr int64_t kLeastExponent = -1074;  // Of the smallest subnormal.

// |z| >> shift in 64 bits, and whether bits were lost. Requires: the result fits.
uint64_t top_bits(mpz_srcptr z, uint64_t shift, bool* lost) {
  Mpz top;
  mpz_tdiv_q_2exp(top, z, shift);
  *lost = mpz_sgn(z) != 0 && mpz_scan1(z, 0) < shift;
  return mpz_getlimbn(static_cast<mpz_srcptr>(top), 0);
}

double with_sign(double magnitude, bool negative) {
  return negative ? -magnitude : magnitude;
}

}  // namespace

double nearest_double(uint64_t q, bool more, int64_t exponent) {
  if (q == 0) return 0.0;
  int bits = 64 - __builtin_clzll(q);
  if (exponent + bits > 1024) return std::numeric_limits<double>::infinity();
  int64_t drop = std::max<int64_t>(bits - kMantissaBits, kLeastExponent - exponent);
  if (drop > 0) {
    if (drop > 64) return 0.0;
    uint64_t kept = drop == 64 ? 0 : q >> drop;
    uint64_t half = uint64_t{1} << (drop - 1);
    uint64_t rest = q & ((half - 1) | half);
    bool up = rest > half || (rest == half && (more || (kept & 1) != 0));
    q = kept + (up ? 1 : 0);
    exponent += drop;
  }
  return std::ldexp(static_cast<double>(q), static_cast<int>(exponent));
}

double int_to_nearest_double(const Value& plain) {
  if (plain.is_int()) return static_cast<double>(plain.i);
  IntView z(plain);
  uint64_t shift = z.bits() > 64 ? z.bits() - 64 : 0;
  bool lost;
  uint64_t q = top_bits(z, shift, &lost);
  return with_sign(nearest_double(q, lost, static_cast<int64_t>(shift)), z.sign() < 0);
}

std::optional<double> int_to_double(Vm& vm, Value v) {
  double d = int_to_nearest_double(plain_int(v));
  if (!std::isinf(d)) return d;
  vm.raise(types.overflow_error, "int too large to convert to float");
  return std::nullopt;
}

Value int_true_divide(Vm& vm, Value a, Value b) {
  a = plain_int(a);
  b = plain_int(b);
  if (int_sign(b) == 0) return vm.raise(types.zero_division_error, "division by zero");
  constexpr int64_t kExact = int64_t{1} << kMantissaBits;
  auto exact = [](Value v) { return v.is_int() && v.i >= -kExact && v.i <= kExact; };
  if (exact(a) && exact(b)) {
    return Value::real(static_cast<double>(a.i) / static_cast<double>(b.i));
  }
  IntView x(a), y(b);
  bool negative = (x.sign() < 0) != (y.sign() < 0);
  if (x.sign() == 0) return Value::real(with_sign(0.0, negative));
  // Scale so that the quotient has 63 or 64 bits; what is left over only decides ties.
  int64_t shift = 63 - (static_cast<int64_t>(x.bits()) - static_cast<int64_t>(y.bits()));
  if (shift > 4096) return Value::real(with_sign(0.0, negative));
  auto too_large = [&vm]() {
    return vm.raise(types.overflow_error,
                    "integer division result too large for a float");
  };
  if (shift < -4096) return too_large();
  Mpz dividend, divisor, quotient, remainder;
  mpz_abs(dividend, x);
  mpz_abs(divisor, y);
  if (shift >= 0) {
    mpz_mul_2exp(dividend, dividend, static_cast<uint64_t>(shift));
  } else {
    mpz_mul_2exp(divisor, divisor, static_cast<uint64_t>(-shift));
  }
  if (!divide(vm, quotient, remainder, dividend, divisor)) return Value::error();
  uint64_t q = mpz_getlimbn(static_cast<mpz_srcptr>(quotient), 0);
  double d = nearest_double(q, remainder.sign() != 0, -shift);
  return std::isinf(d) ? too_large() : Value::real(with_sign(d, negative));
}

Value make_int(Heap& heap, int128 i) {
  if (i >= INT64_MIN && i <= INT64_MAX) return Value::integer(static_cast<int64_t>(i));
  auto bits = i < 0 ? uint128{0} - static_cast<uint128>(i) : static_cast<uint128>(i);
  mp_limb_t limbs[2] = {static_cast<mp_limb_t>(bits), static_cast<mp_limb_t>(bits >> 64)};
  mpz_t z;
  return to_int(heap, mpz_roinit_n(z, limbs, i < 0 ? -2 : 2));
}

Value make_int_from_u64(Heap& heap, uint64_t i) {
  if (i <= INT64_MAX) return Value::integer(static_cast<int64_t>(i));
  mp_limb_t limb = i;
  mpz_t z;
  return to_int(heap, mpz_roinit_n(z, &limb, 1));
}

Value int_from_double(Heap& heap, double d) {
  if (d >= -9223372036854775808.0 && d < 9223372036854775808.0) {
    return Value::integer(static_cast<int64_t>(d));
  }
  Mpz z;
  mpz_set_d(z, d);
  return to_int(heap, z);
}

int int_sign(const Value& v) {
  Value plain = plain_int(v);
  if (plain.is_int()) return plain.i < 0 ? -1 : plain.i > 0;
  return as<BigInt>(plain)->size < 0 ? -1 : 1;
}

int64_t int_bit_length(const Value& v) {
  return static_cast<int64_t>(IntView(plain_int(v)).bits());
}

bool int_to_bytes(const Value& v, size_t size, bool is_signed, std::string* out) {
  IntView z(plain_int(v));
  bool negative = z.sign() < 0;
  if (negative && !is_signed) return false;
  // -2^n needs no more bits than 2^n - 1.
  uint64_t bits = z.bits();
  if (negative && mpz_scan1(z, 0) == bits - 1) bits--;
  uint64_t needed = bits == 0 && !negative ? 0 : (bits + (is_signed ? 1 : 0) + 7) / 8;
  if (size == 0 && bits == 0) needed = 0;  // -1 fits in no bytes at all, as in CPython.
  if (size == kShortestBytes) size = needed;
  if (needed > size) return false;
  out->assign(size, '\0');
  if (size == 0) return true;
  Mpz value(z);
  if (negative) {
    // Two's complement: 2^(8 * size) - |z|.
    Mpz power;
    mpz_set_ui(power, 1);
    mpz_mul_2exp(power, power, size * 8);
    mpz_add(value, value, power);
  }
  mpz_export(out->data(), nullptr, -1, 1, -1, 0, value);
  return true;
}

Value int_from_bytes(Heap& heap, std::string_view little_endian, bool is_signed) {
  Mpz z;
  if (little_endian.empty()) return Value::integer(0);
  mpz_import(z, little_endian.size(), -1, 1, -1, 0, little_endian.data());
  if (is_signed && (static_cast<unsigned char>(little_endian.back()) & 0x80) != 0) {
    Mpz power;
    mpz_set_ui(power, 1);
    mpz_mul_2exp(power, power, little_endian.size() * 8);
    mpz_sub(z, z, power);
  }
  return to_int(heap, z);
}

}  // namespace scriptling
