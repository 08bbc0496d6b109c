// Arithmetic on complex numbers, step by step as CPython does it, so that the last digit
// is the same.
#include <cmath>

#include "interp/complex.h"
#include "interp/number_impl.h"
#include "interp/protocol.h"
#include "interp/vm.h"

namespace scriptling {

namespace {

constexpr ComplexNumber kOne{1, 0};

// By squaring; n is not negative.
ComplexNumber whole_power(ComplexNumber z, int n) {
  ComplexNumber result = kOne;
  for (ComplexNumber square = z; n != 0; n >>= 1, square = square * square) {
    if ((n & 1) != 0) result = result * square;
  }
  return result;
}

// Nothing: it is 0 to a negative or complex power, or its angle is infinite.
std::optional<ComplexNumber> polar_power(ComplexNumber a, ComplexNumber b) {
  if (b.real == 0 && b.imag == 0) return kOne;
  if (a.real == 0 && a.imag == 0) {
    if (b.imag != 0 || b.real < 0) return std::nullopt;
    return ComplexNumber{};
  }
  double size = std::hypot(a.real, a.imag);
  double length = std::pow(size, b.real);
  double angle = std::atan2(a.imag, a.real);
  double phase = angle * b.real;
  if (b.imag != 0) {
    length /= std::exp(angle * b.imag);
    phase += b.imag * std::log(size);
  }
  if (std::isinf(phase)) return std::nullopt;
  return ComplexNumber{length * std::cos(phase), length * std::sin(phase)};
}

std::optional<ComplexNumber> power(ComplexNumber a, ComplexNumber b) {
  constexpr double kMostSquarings = 100;
  bool is_small =
      b.imag == 0 && b.real == std::floor(b.real) && std::fabs(b.real) <= kMostSquarings;
  if (!is_small) return polar_power(a, b);
  int n = static_cast<int>(b.real);
  return n > 0 ? whole_power(a, n) : divide(kOne, whole_power(a, -n));
}

// False: NotImplemented, or (vm.has_pending()) too large.
bool read_operand(Vm& vm, Value v, ComplexNumber* z) {
  if (is_complex(v)) {
    *z = plain_complex(v);
    return true;
  }
  if (!is_number(v)) return false;
  Value plain = plain_number(v);
  std::optional<double> real = plain.is_float() ? plain.d : int_to_double(vm, plain);
  if (!real) return false;
  *z = {*real, 0};
  return true;
}

Value quotient(Vm& vm, ComplexNumber a, ComplexNumber b) {
  auto z = divide(a, b);
  if (!z) {
    return vm.raise_text(types.zero_division_error, "complex division by zero");
  }
  return make_complex(vm.heap(), *z);
}

bool equal(Value a, Value b) {
  if (!is_complex(a)) std::swap(a, b);
  ComplexNumber z = plain_complex(a);
  if (is_complex(b)) {
    ComplexNumber other = plain_complex(b);
    return z.real == other.real && z.imag == other.imag;
  }
  return z.imag == 0 && number_compare(CompareOp::kEq, Value::real(z.real), b);
}

}  // namespace

std::optional<ComplexNumber> divide(ComplexNumber a, ComplexNumber b) {
  // The larger part goes below, so that nothing overflows on the way.
  if (std::fabs(b.real) >= std::fabs(b.imag)) {
    if (b.real == 0) return std::nullopt;
    double ratio = b.imag / b.real;
    double below = b.real + b.imag * ratio;
    return ComplexNumber{(a.real + a.imag * ratio) / below,
                         (a.imag - a.real * ratio) / below};
  }
  if (std::fabs(b.imag) >= std::fabs(b.real)) {
    double ratio = b.real / b.imag;
    double below = b.real * ratio + b.imag;
    return ComplexNumber{(a.real * ratio + a.imag) / below,
                         (a.imag * ratio - a.real) / below};
  }
  return ComplexNumber{NAN, NAN};
}

double magnitude(ComplexNumber z) { return std::hypot(z.real, z.imag); }

Value make_complex(Heap& heap, ComplexNumber z) {
  auto* made = heap.make<Complex>(Kind::kComplex, types.complex);
  made->real = z.real;
  made->imag = z.imag;
  return Value::object(made);
}

Value complex_binary(Vm& vm, BinaryOp op, Value a, Value b) {
  if (!is_complex(a) && !is_complex(b)) return Value::not_implemented();
  bool is_known = op == BinaryOp::kAdd || op == BinaryOp::kSub || op == BinaryOp::kMul ||
                  op == BinaryOp::kDiv || op == BinaryOp::kPow;
  if (!is_known) return Value::not_implemented();
  ComplexNumber x, y;
  if (!read_operand(vm, a, &x) || !read_operand(vm, b, &y)) {
    return vm.has_pending() ? Value::error() : Value::not_implemented();
  }
  switch (op) {
    case BinaryOp::kAdd: return make_complex(vm.heap(), x + y);
    case BinaryOp::kSub: return make_complex(vm.heap(), x - y);
    case BinaryOp::kMul: return make_complex(vm.heap(), x * y);
    case BinaryOp::kDiv: return quotient(vm, x, y);
    default: return complex_power(vm, x, y);
  }
}

Value complex_unary(Vm& vm, UnaryOp op, Value a) {
  switch (op) {
    case UnaryOp::kNeg: return make_complex(vm.heap(), -plain_complex(a));
    case UnaryOp::kPos: return make_complex(vm.heap(), plain_complex(a));
    default: return Value::not_implemented();
  }
}

Value complex_power(Vm& vm, ComplexNumber a, ComplexNumber b) {
  auto z = power(a, b);
  if (!z) {
    return vm.raise_text(types.zero_division_error, "0.0 to a negative or complex power");
  }
  if (std::isinf(z->real) || std::isinf(z->imag)) {
    return vm.raise_text(types.overflow_error, "complex exponentiation");
  }
  return make_complex(vm.heap(), *z);
}

Value complex_compare(CompareOp op, Value a, Value b) {
  bool is_equality = op == CompareOp::kEq || op == CompareOp::kNe;
  bool comparable = (is_complex(a) || is_number(a)) && (is_complex(b) || is_number(b));
  // A subclass may have another answer for a plain number.
  bool defers = !is_complex(a) && is_core(a) && !is_core(b);
  if (!is_equality || !comparable || defers) return Value::not_implemented();
  return Value::boolean(equal(a, b) == (op == CompareOp::kEq));
}

int64_t complex_hash(ComplexNumber z) {
  constexpr uint64_t kImagFactor = 1000003;
  auto real = static_cast<uint64_t>(number_hash(Value::real(z.real)));
  auto imag = static_cast<uint64_t>(number_hash(Value::real(z.imag)));
  auto hash = static_cast<int64_t>(real + kImagFactor * imag);
  return hash == -1 ? -2 : hash;
}

}  // namespace scriptling
