// Ints of any size, on GMP: how number.cpp computes what does not fit 64 bits, and what
// libraries need that do the same (gcd, isqrt, comb ...).
//
// All operations take plain ints (plain_int in number.h) and answer with plain ints.
// Those that may take long poll the Vm: error when an exception is pending.
//
// One thread at a time.
#pragma once

#include <gmp.h>

#include "interp/heap.h"
#include "interp/object.h"

namespace scriptling {

// A GMP integer with its own memory, for intermediate results.
class Mpz {
 public:
  Mpz() { mpz_init(z_); }
  explicit Mpz(mpz_srcptr other) { mpz_init_set(z_, other); }
  ~Mpz() { mpz_clear(z_); }
  Mpz(const Mpz&) = delete;
  Mpz& operator=(const Mpz&) = delete;

  operator mpz_ptr() { return z_; }           // NOLINT: what GMP's functions take.
  operator mpz_srcptr() const { return z_; }  // NOLINT
  int sign() const { return mpz_sgn(z_); }
  void swap(Mpz& other) { mpz_swap(z_, other.z_); }

 private:
  mpz_t z_;
};

// A plain int as GMP wants to read it, without a copy. The int must stay alive.
class IntView {
 public:
  explicit IntView(const Value& plain);
  IntView(const IntView&) = delete;
  IntView& operator=(const IntView&) = delete;

  operator mpz_srcptr() const { return z_; }  // NOLINT
  const mp_limb_t* limbs() const { return z_->_mp_d; }
  size_t size() const { return mpz_size(z_); }
  int sign() const { return mpz_sgn(z_); }
  uint64_t bits() const { return sign() == 0 ? 0 : mpz_sizeinbase(z_, 2); }

 private:
  mp_limb_t small_;
  mpz_t z_;
};

// The int with this value: in the Value itself when it fits.
Value to_int(Heap& heap, mpz_srcptr z);

// Memory that an int of `bits` bits takes is within reason; else MemoryError is pending.
bool check_int_bits(Vm& vm, uint64_t bits);
// Lets the Vm stop in the middle of long work with operands of so many limbs.
bool poll_limbs(Vm& vm, size_t limbs);

Value bigint_add(Heap& heap, Value a, Value b);
Value bigint_subtract(Heap& heap, Value a, Value b);
Value bigint_multiply(Vm& vm, Value a, Value b);
// Rounds down, as Python does; quotient or remainder may be null. Requires: b is not 0.
bool bigint_divide(Vm& vm, Value a, Value b, Value* quotient, Value* remainder);
// Requires: exponent >= 0.
Value bigint_power(Vm& vm, Value base, Value exponent);
// Requires: modulus is not 0, exponent >= 0.
Value bigint_power_mod(Vm& vm, Value base, Value exponent, Value modulus);
// Requires: count >= 0.
Value bigint_shift_left(Vm& vm, Value a, Value count);
Value bigint_shift_right(Vm& vm, Value a, Value count);

// r = a * b and the parts of a / b (rounded towards zero; all >= 0), polling. False:
// pending. `r`, `quotient` and `remainder` must not be an operand.
bool multiply(Vm& vm, mpz_ptr r, mpz_srcptr a, mpz_srcptr b);
bool divide(Vm& vm, mpz_ptr quotient, mpz_ptr remainder, mpz_srcptr a, mpz_srcptr b);

}  // namespace scriptling
