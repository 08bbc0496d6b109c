#include "interp/bigint.h"

#include <algorithm>
#include <cstdlib>

#include "interp/number.h"
#include "interp/types.h"
#include "interp/vm.h"

namespace scriptling {

static_assert(sizeof(mp_limb_t) == sizeof(uint64_t) && GMP_NUMB_BITS == 64);

namespace {

BigInt* new_bigint(Heap& heap, size_t limbs) {
  return heap.make<BigInt>(Kind::kBigInt, types.int_, limbs * sizeof(uint64_t));
}

mp_limb_t* limbs_of(BigInt* b) { return reinterpret_cast<mp_limb_t*>(b->limbs); }

// What an int64 holds, from sign and magnitude.
bool fits(const mp_limb_t* limbs, size_t size, bool negative, int64_t* out) {
  if (size == 0) return *out = 0, true;
  if (size > 1) return false;
  uint64_t magnitude = limbs[0];
  uint64_t most = uint64_t{INT64_MAX} + (negative ? 1 : 0);
  if (magnitude > most) return false;
  *out = static_cast<int64_t>(negative ? 0 - magnitude : magnitude);
  return true;
}

// `b` has `size` limbs, of which the highest may be 0.
Value finish(Heap& heap, BigInt* b, size_t size, bool negative) {
  const mp_limb_t* limbs = limbs_of(b);
  while (size > 0 && limbs[size - 1] == 0) size--;
  int64_t small;
  if (fits(limbs, size, negative, &small)) {
    heap.take_back(b);
    return Value::integer(small);
  }
  b->size = static_cast<int32_t>(negative ? -static_cast<int64_t>(size)
                                          : static_cast<int64_t>(size));
  return Value::object(b);
}

// a + b, where `b_sign` stands for b's sign.
Value add_signed(Heap& heap, const IntView& a, const IntView& b, int b_sign) {
  const IntView* large = &a;
  const IntView* less = &b;
  int large_sign = a.sign();
  bool same_sign = (a.sign() < 0) == (b_sign < 0);
  bool swap = a.size() < b.size() ||
              (a.size() == b.size() && mpn_cmp(a.limbs(), b.limbs(), a.size()) < 0);
  if (swap) {
    std::swap(large, less);
    large_sign = b_sign;
  }
  size_t size = large->size();
  BigInt* r = new_bigint(heap, size + 1);
  mp_limb_t* out = limbs_of(r);
  if (less->size() == 0) {
    mpn_copyi(out, large->limbs(), static_cast<mp_size_t>(size));
  } else if (same_sign) {
    out[size] = mpn_add(out, large->limbs(), static_cast<mp_size_t>(size), less->limbs(),
                        static_cast<mp_size_t>(less->size()));
    size++;
  } else {
    mpn_sub(out, large->limbs(), static_cast<mp_size_t>(size), less->limbs(),
            static_cast<mp_size_t>(less->size()));
  }
  return finish(heap, r, size, large_sign < 0);
}

// Not more than this many limbs are multiplied or divided at once, so that cancelling is
// noticed within some hundredths of a second.
constexpr size_t kMostLimbs = 64 * 1024;
constexpr uint64_t kMostBits = kMostLimbs * 64;

// Limbs [from, to) of |z|, without a copy.
mpz_srcptr part(mpz_ptr view, mpz_srcptr z, size_t from, size_t to) {
  size_t size = mpz_size(z);
  from = std::min(from, size);
  to = std::min(to, size);
  return mpz_roinit_n(view, mpz_limbs_read(z) + from, static_cast<mp_size_t>(to - from));
}

// a, b >= 0 and both long: Karatsuba's way, until the parts are small enough.
bool multiply_long(Vm& vm, mpz_ptr r, mpz_srcptr a, mpz_srcptr b) {
  size_t half = (std::max(mpz_size(a), mpz_size(b)) + 1) / 2;
  mpz_t a0, a1, b0, b1;
  part(a0, a, 0, half);
  part(a1, a, half, SIZE_MAX);
  part(b0, b, 0, half);
  part(b1, b, half, SIZE_MAX);
  Mpz low, high, middle, a_sum, b_sum;
  mpz_add(a_sum, a0, a1);
  mpz_add(b_sum, b0, b1);
  if (!multiply(vm, low, a0, b0) || !multiply(vm, high, a1, b1) ||
      !multiply(vm, middle, a_sum, b_sum)) {
    return false;
  }
  mpz_sub(middle, middle, low);
  mpz_sub(middle, middle, high);
  mpz_mul_2exp(r, high, half * 64);
  mpz_add(r, r, middle);
  mpz_mul_2exp(r, r, half * 64);
  mpz_add(r, r, low);
  return true;
}

// One operand is much longer than the other: piece by piece.
bool multiply_unbalanced(Vm& vm, mpz_ptr r, mpz_srcptr a, mpz_srcptr b) {
  if (mpz_size(a) < mpz_size(b)) std::swap(a, b);
  size_t step = std::max(kMostLimbs, mpz_size(b));
  Mpz product;
  mpz_set_ui(r, 0);
  for (size_t at = (mpz_size(a) - 1) / step * step;; at -= step) {
    mpz_t piece;
    part(piece, a, at, at + step);
    if (!multiply(vm, product, piece, b)) return false;
    mpz_mul_2exp(r, r, step * 64);
    mpz_add(r, r, product);
    if (at == 0) return true;
  }
}

// Burnikel and Ziegler: a / b with a < b * 2^n and b of exactly n bits, by halves.
bool divide_halves(Vm& vm, mpz_ptr q, mpz_ptr r, mpz_srcptr a, mpz_srcptr b, uint64_t n);

// (a12 * 2^half + a3) / (b1 * 2^half + b2), where b1 has `half` bits.
bool divide_three_halves(Vm& vm, mpz_ptr q, mpz_ptr r, mpz_srcptr a12, mpz_srcptr a3,
                         mpz_srcptr b, mpz_srcptr b1, mpz_srcptr b2, uint64_t half) {
  Mpz top, product;
  mpz_fdiv_q_2exp(top, a12, half);
  if (mpz_cmp(top, b1) == 0) {
    mpz_set_ui(q, 1);
    mpz_mul_2exp(q, q, half);
    mpz_sub_ui(q, q, 1);
    mpz_mul_2exp(product, b1, half);
    mpz_sub(r, a12, product);
    mpz_add(r, r, b1);
  } else if (!divide_halves(vm, q, r, a12, b1, half)) {
    return false;
  }
  if (!multiply(vm, product, q, b2)) return false;
  mpz_mul_2exp(r, r, half);
  mpz_add(r, r, a3);
  mpz_sub(r, r, product);
  while (mpz_sgn(r) < 0) {
    mpz_sub_ui(q, q, 1);
    mpz_add(r, r, b);
  }
  return true;
}

bool divide_halves(Vm& vm, mpz_ptr q, mpz_ptr r, mpz_srcptr a, mpz_srcptr b, uint64_t n) {
  uint64_t bits = mpz_sizeinbase(a, 2);
  if (bits <= n + kMostBits / 2) {
    mpz_tdiv_qr(q, r, a, b);
    return poll_limbs(vm, 4 * kMostLimbs);
  }
  uint64_t pad = n & 1;
  uint64_t half = (n + pad) / 2;
  Mpz padded_a, padded_b, b1, b2, a12, a3, r1, q1;
  mpz_mul_2exp(padded_a, a, pad);
  mpz_mul_2exp(padded_b, b, pad);
  mpz_fdiv_q_2exp(b1, padded_b, half);
  mpz_fdiv_r_2exp(b2, padded_b, half);
  mpz_fdiv_q_2exp(a12, padded_a, 2 * half);
  mpz_fdiv_q_2exp(a3, padded_a, half);
  mpz_fdiv_r_2exp(a3, a3, half);
  if (!divide_three_halves(vm, q1, r1, a12, a3, padded_b, b1, b2, half)) return false;
  mpz_fdiv_r_2exp(a3, padded_a, half);
  if (!divide_three_halves(vm, q, r, r1, a3, padded_b, b1, b2, half)) return false;
  mpz_mul_2exp(q1, q1, half);
  mpz_add(q, q, q1);
  mpz_fdiv_q_2exp(r, r, pad);
  return true;
}

// a / b digit by digit, a digit being as long as b (or as long as is quick).
bool divide_long(Vm& vm, mpz_ptr quotient, mpz_ptr remainder, mpz_srcptr a,
                 mpz_srcptr b) {
  uint64_t b_bits = mpz_sizeinbase(b, 2);
  uint64_t n = std::max(b_bits, kMostBits / 2);
  uint64_t digits = (mpz_sizeinbase(a, 2) + n - 1) / n;
  Mpz part_of_a, q, r;
  mpz_set_ui(quotient, 0);
  mpz_set_ui(remainder, 0);
  for (uint64_t digit = digits; digit-- > 0;) {
    mpz_fdiv_q_2exp(part_of_a, a, digit * n);
    mpz_fdiv_r_2exp(part_of_a, part_of_a, n);
    mpz_mul_2exp(remainder, remainder, n);
    mpz_add(part_of_a, part_of_a, remainder);
    if (b_bits == n) {
      if (!divide_halves(vm, q, r, part_of_a, b, n)) return false;
    } else {
      mpz_tdiv_qr(q, r, part_of_a, b);
      if (!poll_limbs(vm, 4 * kMostLimbs)) return false;
    }
    mpz_swap(remainder, r);
    mpz_mul_2exp(quotient, quotient, n);
    mpz_add(quotient, quotient, q);
  }
  return true;
}

// Counts that do not fit: the other operand decides.
bool is_huge(const Value& count) { return !count.is_int(); }

}  // namespace

// -- Views and results ------------------------------------------------------------------

IntView::IntView(const Value& plain) {
  if (plain.is_int()) {
    small_ =
        plain.i < 0 ? 0 - static_cast<uint64_t>(plain.i) : static_cast<uint64_t>(plain.i);
    mp_size_t size = plain.i == 0 ? 0 : plain.i < 0 ? -1 : 1;
    mpz_roinit_n(z_, &small_, size);
  } else {
    auto* b = as<BigInt>(plain);
    small_ = 0;
    mpz_roinit_n(z_, limbs_of(b), b->size);
  }
}

Value to_int(Heap& heap, mpz_srcptr z) {
  size_t size = mpz_size(z);
  bool negative = mpz_sgn(z) < 0;
  const mp_limb_t* limbs = mpz_limbs_read(z);
  int64_t small;
  if (fits(limbs, size, negative, &small)) return Value::integer(small);
  BigInt* b = new_bigint(heap, size);
  mpn_copyi(limbs_of(b), limbs, static_cast<mp_size_t>(size));
  return finish(heap, b, size, negative);
}

bool check_int_bits(Vm& vm, uint64_t bits) {
  if (bits / 8 > vm.heap().limit() / 4 || bits >= uint64_t{1} << 36) {
    vm.memory_error();
    return false;
  }
  if (bits > 8 * 1024 * 1024) vm.heap().reserve(bits / 8 * 2);
  return true;
}

bool poll_limbs(Vm& vm, size_t limbs) {
  return vm.poll(static_cast<int64_t>(limbs / 32) + 1);
}

// -- Sums and products ------------------------------------------------------------------

Value bigint_add(Heap& heap, Value a, Value b) {
  IntView x(a), y(b);
  return add_signed(heap, x, y, y.sign());
}

Value bigint_subtract(Heap& heap, Value a, Value b) {
  IntView x(a), y(b);
  return add_signed(heap, x, y, -y.sign());
}

Value bigint_multiply(Vm& vm, Value a, Value b) {
  IntView x(a), y(b);
  if (x.size() == 0 || y.size() == 0) return Value::integer(0);
  if (!check_int_bits(vm, (x.size() + y.size()) * 64)) return Value::error();
  bool negative = (x.sign() < 0) != (y.sign() < 0);
  if (x.size() + y.size() > kMostLimbs) {
    Mpz r;
    if (!multiply(vm, r, x, y)) return Value::error();
    return to_int(vm.heap(), r);
  }
  const IntView& large = x.size() >= y.size() ? x : y;
  const IntView& less = x.size() >= y.size() ? y : x;
  BigInt* r = new_bigint(vm.heap(), x.size() + y.size());
  auto size = static_cast<mp_size_t>(large.size());
  if (x.limbs() == y.limbs()) {
    mpn_sqr(limbs_of(r), large.limbs(), size);
  } else {
    mpn_mul(limbs_of(r), large.limbs(), size, less.limbs(),
            static_cast<mp_size_t>(less.size()));
  }
  return finish(vm.heap(), r, x.size() + y.size(), negative);
}

bool multiply(Vm& vm, mpz_ptr r, mpz_srcptr a, mpz_srcptr b) {
  size_t a_size = mpz_size(a);
  size_t b_size = mpz_size(b);
  if (a_size + b_size <= 2 * kMostLimbs) {
    mpz_mul(r, a, b);
    return poll_limbs(vm, a_size + b_size);
  }
  mpz_t x, y;
  part(x, a, 0, SIZE_MAX);
  part(y, b, 0, SIZE_MAX);
  bool unbalanced = std::min(a_size, b_size) * 2 <= std::max(a_size, b_size);
  bool ok = unbalanced ? multiply_unbalanced(vm, r, x, y) : multiply_long(vm, r, x, y);
  if ((mpz_sgn(a) < 0) != (mpz_sgn(b) < 0)) mpz_neg(r, r);
  return ok;
}

// -- Division ---------------------------------------------------------------------------

bool divide(Vm& vm, mpz_ptr quotient, mpz_ptr remainder, mpz_srcptr a, mpz_srcptr b) {
  if (mpz_size(a) <= kMostLimbs) {
    mpz_tdiv_qr(quotient, remainder, a, b);
    return poll_limbs(vm, mpz_size(a));
  }
  return divide_long(vm, quotient, remainder, a, b);
}

bool bigint_divide(Vm& vm, Value a, Value b, Value* quotient, Value* remainder) {
  IntView x(a), y(b);
  Mpz q, r;
  if (x.size() <= kMostLimbs) {
    mpz_fdiv_qr(q, r, x, y);
  } else {
    mpz_t x_size, y_size;
    part(x_size, x, 0, SIZE_MAX);
    part(y_size, y, 0, SIZE_MAX);
    if (!divide(vm, q, r, x_size, y_size)) return false;
    bool negative = (x.sign() < 0) != (y.sign() < 0);
    if (negative) mpz_neg(q, q);
    if (x.sign() < 0) mpz_neg(r, r);
    if (negative && r.sign() != 0) {
      mpz_sub_ui(q, q, 1);
      mpz_add(r, r, y);
    }
  }
  if (quotient != nullptr) *quotient = to_int(vm.heap(), q);
  if (remainder != nullptr) *remainder = to_int(vm.heap(), r);
  return true;
}

// -- Powers -----------------------------------------------------------------------------

Value bigint_power(Vm& vm, Value base, Value exponent) {
  IntView b(base);
  if (exponent.is_int() && exponent.i == 0) return Value::integer(1);
  if (b.size() == 0) return Value::integer(0);
  if (base.is_int() && (base.i == 1 || base.i == -1)) {
    bool odd = mpz_odd_p(static_cast<mpz_srcptr>(IntView(exponent)));
    return Value::integer(base.i == -1 && odd ? -1 : 1);
  }
  if (is_huge(exponent)) return vm.memory_error();
  auto n = static_cast<uint64_t>(exponent.i);
  uint64_t least_bits;  // Of the result.
  if (__builtin_mul_overflow(b.bits() - 1, n, &least_bits)) return vm.memory_error();
  if (!check_int_bits(vm, least_bits)) return Value::error();
  Mpz r;
  if (b.bits() * n <= kMostBits) {
    mpz_pow_ui(r, b, n);
    if (!poll_limbs(vm, mpz_size(r))) return Value::error();
    return to_int(vm.heap(), r);
  }
  Mpz next;
  mpz_set(r, b);
  for (int bit = 62 - __builtin_clzll(n); bit >= 0; bit--) {
    if (!multiply(vm, next, r, r)) return Value::error();
    r.swap(next);
    if ((n >> bit & 1) == 0) continue;
    if (!multiply(vm, next, r, b)) return Value::error();
    r.swap(next);
  }
  return to_int(vm.heap(), r);
}

Value bigint_power_mod(Vm& vm, Value base, Value exponent, Value modulus) {
  IntView b(base), e(exponent), m(modulus);
  Mpz r;
  // GMP does this in one go: about limbs^2 steps for each bit of the exponent.
  double steps = static_cast<double>(m.size()) * static_cast<double>(m.size() + 4) *
                 static_cast<double>(e.bits());
  if (steps < 5e7) {
    mpz_powm(r, b, e, m);
  } else {
    Mpz factor, product, quotient;
    mpz_tdiv_r(factor, b, m);
    mpz_t magnitude;
    part(magnitude, m, 0, SIZE_MAX);
    if (factor.sign() < 0) mpz_add(factor, factor, magnitude);
    mpz_set_ui(r, 1);
    for (uint64_t bit = e.bits(); bit-- > 0;) {
      if (!multiply(vm, product, r, r)) return Value::error();
      if (!divide(vm, quotient, r, product, magnitude)) return Value::error();
      if (!mpz_tstbit(e, bit)) continue;
      if (!multiply(vm, product, r, factor)) return Value::error();
      if (!divide(vm, quotient, r, product, magnitude)) return Value::error();
    }
  }
  // The remainder has the sign of the modulus.
  mpz_fdiv_r(r, r, m);
  return to_int(vm.heap(), r);
}

// -- Shifts -----------------------------------------------------------------------------

Value bigint_shift_left(Vm& vm, Value a, Value count) {
  IntView x(a);
  if (x.size() == 0) return Value::integer(0);
  if (is_huge(count)) return vm.raise(types.overflow_error, "too many digits in integer");
  auto n = static_cast<uint64_t>(count.i);
  if (!check_int_bits(vm, n + x.bits())) return Value::error();
  size_t whole = n / 64;
  auto rest = static_cast<unsigned>(n % 64);
  size_t size = x.size() + whole + 1;
  BigInt* r = new_bigint(vm.heap(), size);
  mp_limb_t* out = limbs_of(r);  // The low limbs are zero already.
  auto x_size = static_cast<mp_size_t>(x.size());
  if (rest == 0) {
    mpn_copyi(out + whole, x.limbs(), x_size);
  } else {
    out[size - 1] = mpn_lshift(out + whole, x.limbs(), x_size, rest);
  }
  return finish(vm.heap(), r, size, x.sign() < 0);
}

Value bigint_shift_right(Vm& vm, Value a, Value count) {
  IntView x(a);
  if (is_huge(count) || static_cast<uint64_t>(count.i) >= x.bits()) {
    return Value::integer(x.sign() < 0 ? -1 : 0);
  }
  Mpz r;
  mpz_fdiv_q_2exp(r, x, static_cast<uint64_t>(count.i));
  return to_int(vm.heap(), r);
}

}  // namespace scriptling
