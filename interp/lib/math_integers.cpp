// Functions whose results are whole numbers, exact at any size.

#include <cmath>

#include "interp/bigint.h"
#include "interp/lib/math_module.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

// Beyond so many limbs GMP's own functions take too long for the others to wait.
constexpr size_t kManyLimbs = 20000;

// -- Rounding ---------------------------------------------------------------------------

Value float_to_int(Vm& vm, double d) {
  if (std::isnan(d)) return vm.value_error("cannot convert float NaN to integer");
  if (std::isinf(d)) {
    return vm.raise(types.overflow_error, "cannot convert float infinity to integer");
  }
  return int_from_double(vm.heap(), d);
}

Value rounded(Vm& vm, Value v, Str* method, double (*function)(double)) {
  if (v.is_float()) return float_to_int(vm, function(v.d));
  if (is_int_like(v) && !is_kind(v, Kind::kBoxed)) return plain_int(v);
  Value own = call_method(vm, v, method, {});
  if (!own.is_undefined()) return own;
  auto d = to_double(vm, v);
  return d ? float_to_int(vm, function(*d)) : Value::error();
}

Value math_floor(Vm& vm, const Args& args) {
  return rounded(vm, args[0], names.floor, std::floor);
}
Value math_ceil(Vm& vm, const Args& args) {
  return rounded(vm, args[0], names.ceil, std::ceil);
}

Value math_trunc(Vm& vm, const Args& args) {
  if (args[0].is_float()) return float_to_int(vm, std::trunc(args[0].d));
  Value own = call_method(vm, args[0], names.trunc, {});
  if (!own.is_undefined()) return own;
  return vm.type_error("type {} doesn't define __trunc__ method", class_name(args[0]));
}

// -- gcd, lcm ---------------------------------------------------------------------------

Value absolute(Vm& vm, Value n) {
  return int_sign(n) < 0 ? number_unary(vm, UnaryOp::kNeg, n) : n;
}

int64_t small_gcd(int64_t a, int64_t b) {
  while (b != 0) {
    int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

// Of plain ints.
Value gcd(Vm& vm, Value a, Value b) {
  if (a.is_int() && b.is_int() && a.i != INT64_MIN && b.i != INT64_MIN) {
    return Value::integer(small_gcd(std::abs(a.i), std::abs(b.i)));
  }
  IntView x(a), y(b);
  if (x.size() + y.size() < kManyLimbs) {
    Mpz result;
    mpz_gcd(result, x, y);
    if (!poll_limbs(vm, x.size() + y.size())) return Value::error();
    return to_int(vm.heap(), result);
  }
  while (int_sign(b) != 0) {
    Value rest = number_binary(vm, BinaryOp::kMod, a, b);
    if (rest.is_error()) return rest;
    a = b;
    b = rest;
  }
  return absolute(vm, a);
}

Value lcm(Vm& vm, Value a, Value b) {
  if (int_sign(a) == 0 || int_sign(b) == 0) return Value::integer(0);
  Value divisor = gcd(vm, a, b);
  if (divisor.is_error()) return divisor;
  Value part = number_binary(vm, BinaryOp::kFloorDiv, a, divisor);
  Value product = part.is_error() ? part : number_binary(vm, BinaryOp::kMul, part, b);
  return product.is_error() ? product : absolute(vm, product);
}

Value fold(Vm& vm, const Args& args, int64_t start,
           Value (*join)(Vm& vm, Value a, Value b)) {
  Value result = Value::integer(start);
  for (uint32_t n = 0; n < args.rest_count; n++) {
    Value item = to_int(vm, args.rest[n]);
    if (item.is_error()) return item;
    result = join(vm, result, item);
    if (result.is_error()) return result;
  }
  return result;
}

Value math_gcd(Vm& vm, const Args& args) { return fold(vm, args, 0, gcd); }
Value math_lcm(Vm& vm, const Args& args) { return fold(vm, args, 1, lcm); }

// -- isqrt ------------------------------------------------------------------------------

// Newton's method from above, with divisions that let others in.
Value slow_square_root(Vm& vm, mpz_srcptr n) {
  Mpz root, quotient, rest, next;
  mpz_setbit(root, (mpz_sizeinbase(n, 2) + 1) / 2);
  for (;;) {
    if (!divide(vm, quotient, rest, n, root)) return Value::error();
    mpz_add(next, quotient, root);
    mpz_fdiv_q_2exp(next, next, 1);
    if (mpz_cmp(next, root) >= 0) return to_int(vm.heap(), root);
    next.swap(root);
  }
}

Value math_isqrt(Vm& vm, const Args& args) {
  Value n = to_int(vm, args[0]);
  if (n.is_error()) return n;
  if (int_sign(n) < 0) return vm.value_error("isqrt() argument must be nonnegative");
  IntView view(n);
  if (view.size() >= kManyLimbs) return slow_square_root(vm, view);
  Mpz root;
  mpz_sqrt(root, view);
  return to_int(vm.heap(), root);
}

// -- Products ---------------------------------------------------------------------------

// r = n (n - 1) ... (n - k + 1), by halves, so that the factors have equal sizes.
bool falling_product(Vm& vm, mpz_ptr r, mpz_srcptr n, uint64_t k) {
  constexpr uint64_t kFew = 32;
  if (k <= kFew) {
    mpz_set_ui(r, 1);
    Mpz factor(n);
    for (; k > 0; k--) {
      mpz_mul(r, r, factor);
      mpz_sub_ui(factor, factor, 1);
    }
    return vm.poll();
  }
  Mpz high, low, middle(n);
  mpz_sub_ui(middle, middle, k / 2);
  return falling_product(vm, high, n, k / 2) &&
         falling_product(vm, low, middle, k - k / 2) && multiply(vm, r, high, low);
}

// Roughly the bits of n (n - 1) ... (n - k + 1) / `divided`!.
bool check_product_size(Vm& vm, Value n, double k, double divided) {
  double bits = k * static_cast<double>(int_bit_length(n));
  if (divided > 1) bits -= std::lgamma(divided + 1) / M_LN2;
  if (n.is_int() && static_cast<double>(n.i) == k) bits = std::lgamma(k + 1) / M_LN2;
  constexpr double kMost = 9e18;
  return check_int_bits(
      vm, bits > kMost ? UINT64_MAX : static_cast<uint64_t>(std::max(bits, 1.0)));
}

Value falling(Vm& vm, Value n, int64_t k) {
  if (!check_product_size(vm, n, static_cast<double>(k), 0)) return Value::error();
  Mpz result;
  if (!falling_product(vm, result, IntView(n), static_cast<uint64_t>(k))) {
    return Value::error();
  }
  return to_int(vm.heap(), result);
}

Value factorial(Vm& vm, Value v) {
  Value n = to_int(vm, v);
  if (n.is_error()) return n;
  if (int_sign(n) < 0)
    return vm.value_error("factorial() not defined for negative values");
  if (!n.is_int()) {
    return vm.raise(types.overflow_error, "factorial() argument should not exceed {}",
                    INT64_MAX);
  }
  return falling(vm, n, n.i);
}

Value math_factorial(Vm& vm, const Args& args) { return factorial(vm, args[0]); }

// n and k of comb and perm. False: pending.
bool non_negative(Vm& vm, const Args& args, Value* n, Value* k) {
  *n = to_int(vm, args[0]);
  if (n->is_error()) return false;
  *k = to_int(vm, args[1]);
  if (k->is_error()) return false;
  if (int_sign(*n) < 0) {
    vm.value_error("n must be a non-negative integer");
    return false;
  }
  if (int_sign(*k) < 0) {
    vm.value_error("k must be a non-negative integer");
    return false;
  }
  return true;
}

Value math_perm(Vm& vm, const Args& args) {
  if (!args.has(1)) return factorial(vm, args[0]);
  Value n, k;
  if (!non_negative(vm, args, &n, &k)) return Value::error();
  if (number_compare(CompareOp::kGt, k, n)) return Value::integer(0);
  if (!k.is_int()) {
    return vm.raise(types.overflow_error, "k must not exceed {}", INT64_MAX);
  }
  return falling(vm, n, k.i);
}

// Requires: k <= n <= 62, so that nothing on the way leaves 64 bits.
int64_t small_comb(int64_t n, int64_t k) {
  k = std::min(k, n - k);
  uint64_t result = 1;
  for (int64_t i = 0; i < k; i++) {
    result = result * static_cast<uint64_t>(n - i) / static_cast<uint64_t>(i + 1);
  }
  return static_cast<int64_t>(result);
}

Value math_comb(Vm& vm, const Args& args) {
  Value n, k;
  if (!non_negative(vm, args, &n, &k)) return Value::error();
  if (n.is_int() && k.is_int() && k.i <= n.i && n.i <= 62) {
    return Value::integer(small_comb(n.i, k.i));
  }
  Value other = number_binary(vm, BinaryOp::kSub, n, k);
  if (other.is_error()) return other;
  if (int_sign(other) < 0) return Value::integer(0);
  if (number_compare(CompareOp::kLt, other, k)) k = other;
  if (!k.is_int()) {
    return vm.raise(types.overflow_error, "min(n - k, k) must not exceed {}", INT64_MAX);
  }
  auto count = static_cast<double>(k.i);
  if (!check_product_size(vm, n, count, count)) return Value::error();
  constexpr int64_t kQuick = 2000;
  Mpz result;
  if (k.i <= kQuick) {
    mpz_bin_ui(result, IntView(n), static_cast<unsigned long>(k.i));
    return to_int(vm.heap(), result);
  }
  Mpz up, down, rest;
  if (!falling_product(vm, up, IntView(n), static_cast<uint64_t>(k.i)) ||
      !falling_product(vm, down, IntView(k), static_cast<uint64_t>(k.i)) ||
      !divide(vm, result, rest, up, down)) {
    return Value::error();
  }
  return to_int(vm.heap(), result);
}

// prod(iterable, /, *, start=1)
Value math_prod(Vm& vm, const Args& args) {
  Value product = args.given(1) ? args[1] : Value::integer(1);
  for_each(vm, args[0], [&](Value item) {
    if (product.is_float() && item.is_float()) {
      product = Value::real(product.d * item.d);
    } else {
      product = binary(vm, BinaryOp::kMul, product, item);
    }
    return !product.is_error();
  });
  return vm.has_pending() ? Value::error() : product;
}

constexpr NativeDef kFunctions[] = {
    {"ceil(x, /)", math_ceil, "Return the smallest integer >= x."},
    {"comb(n, k, /)", math_comb,
     "Number of ways to choose k items from n items without repetition and without "
     "order."},
    {"factorial(n, /)", math_factorial, "Find n!."},
    {"floor(x, /)", math_floor, "Return the largest integer <= x."},
    {"gcd(*integers)", math_gcd, "Greatest Common Divisor."},
    {"isqrt(n, /)", math_isqrt,
     "Return the integer part of the square root of the input."},
    {"lcm(*integers)", math_lcm, "Least Common Multiple."},
    {"perm(n, k=None, /)", math_perm,
     "Number of ways to choose k items from n items without repetition and with order."},
    {"prod(iterable, /, *, start=1)", math_prod,
     "Calculate the product of all the elements in the input iterable."},
    {"trunc(x, /)", math_trunc, "Truncates x to the nearest integer toward 0."},
};

}  // namespace

std::span<const NativeDef> math_integer_functions() { return kFunctions; }

}  // namespace scriptling
