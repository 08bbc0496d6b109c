// classes int and bool. float is in float_type.cpp.
#include <algorithm>
#include <bit>

#include "interp/format.h"
#include "interp/types/arguments.h"
#include "interp/types/number_methods.h"

namespace scriptling {

namespace {

Value boxed(Vm& vm, Class* cls, Value plain) {
  if (plain.is_error() || cls == types.int_) return plain;
  auto* box = static_cast<Boxed*>(allocate_instance(vm, cls));
  box->payload = plain;
  return Value::object(box);
}

// v.METHOD() where the class has it, as a plain int; undefined where not.
Value converted(Vm& vm, Value v, Str* method, const char* name) {
  Value result = call_method(vm, v, method, {});
  if (result.is_undefined() || result.is_error()) return result;
  if (!is_int_like(result)) {
    return vm.type_error("{} returned non-int (type {})", name, class_name(result));
  }
  return plain_int(result);
}

Value from_text(Vm& vm, Value x, int base) {
  if (is_str(x)) return int_from_text(vm, text_of(x), base, x);
  // An error shows every sort of bytes as bytes.
  Bytes* bytes = make_bytes(vm.heap(), bytes_view(x));
  return int_from_text(vm, bytes->view(), base, Value::object(bytes));
}

Value int_from(Vm& vm, Value x) {
  if (x.is_int()) return x;
  if (x.is_bool() || is_kind(x, Kind::kBigInt)) return plain_int(x);
  if (x.is_float()) return float_to_int(vm, x.d);
  if (is_str(x) && x.o->cls == types.str) return from_text(vm, x, 10);
  Value v = converted(vm, x, names.int_, "__int__");
  if (v.is_undefined()) v = converted(vm, x, names.index, "__index__");
  if (v.is_undefined()) v = converted(vm, x, names.trunc, "__trunc__");
  if (!v.is_undefined()) return v;
  if (is_str(x) || is_bytes_like(x)) return from_text(vm, x, 10);
  return vm.type_error(
      "int() argument must be a string, a bytes-like object or a real number, not '{}'",
      class_name(x));
}

Value int_from_base(Vm& vm, const Args& args) {
  if (!args.given(1))
    return vm.raise_text(types.type_error, "int() missing string argument");
  auto base = to_index_clamped(vm, args[2]);
  if (!base) return Value::error();
  if (*base != 0 && (*base < 2 || *base > 36)) {
    return vm.raise_text(types.value_error, "int() base must be >= 2 and <= 36, or 0");
  }
  if (!is_str(args[1]) && !is_byte_string(args[1])) {
    return vm.raise_text(types.type_error,
                         "int() can't convert non-string with explicit base");
  }
  return from_text(vm, args[1], static_cast<int>(*base));
}

Value int_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.int_);
  if (cls == nullptr) return Value::error();
  if (is_subclass(cls, types.bool_)) {
    return vm.raise_text(types.type_error,
                         "int.__new__(bool) is not safe, use bool.__new__()");
  }
  if (args.given(2)) return boxed(vm, cls, int_from_base(vm, args));
  if (!args.given(1)) return boxed(vm, cls, Value::integer(0));
  return boxed(vm, cls, int_from(vm, args[1]));
}

Value bool_new(Vm& vm, const Args& args) {
  if (new_class(vm, args[0], types.bool_) == nullptr) return Value::error();
  if (!args.given(1)) return Value::boolean(false);
  int v = truth(vm, args[1]);
  return v < 0 ? Value::error() : Value::boolean(v != 0);
}

// -- Operators --------------------------------------------------------------------------

template <BinaryOp op>
Value int_operator(Vm& vm, const Args& args) {
  if (!is_int_like(args[1])) return Value::not_implemented();
  return number_binary(vm, op, plain_int(args[0]), plain_int(args[1]));
}

template <BinaryOp op>
Value int_reflected(Vm& vm, const Args& args) {
  if (!is_int_like(args[1])) return Value::not_implemented();
  return number_binary(vm, op, plain_int(args[1]), plain_int(args[0]));
}

// and, or, xor of two bools are bools.
template <BinaryOp op>
Value bool_operator(Vm& vm, const Args& args) {
  if (!is_int_like(args[1])) return Value::not_implemented();
  return number_binary(vm, op, args[0], args[1]);
}

template <UnaryOp op>
Value int_unary(Vm& vm, const Args& args) {
  return number_unary(vm, op, plain_int(args[0]));
}

template <CompareOp op>
Value int_compare(Vm& vm, const Args& args) {
  if (!is_int_like(args[1])) return Value::not_implemented();
  return Value::boolean(number_compare(op, plain_int(args[0]), plain_int(args[1])));
}

Value int_divmod(Vm& vm, const Args& args) {
  if (!is_int_like(args[1])) return Value::not_implemented();
  return number_divmod(vm, plain_int(args[0]), plain_int(args[1]));
}

Value int_rdivmod(Vm& vm, const Args& args) {
  if (!is_int_like(args[1])) return Value::not_implemented();
  return number_divmod(vm, plain_int(args[1]), plain_int(args[0]));
}

Value power(Vm& vm, Value base, Value exponent, Value modulus) {
  if (!is_int_like(base) || !is_int_like(exponent)) return Value::not_implemented();
  if (modulus.is_undefined() || modulus.is_none()) {
    return number_binary(vm, BinaryOp::kPow, plain_int(base), plain_int(exponent));
  }
  if (!is_int_like(modulus)) return Value::not_implemented();
  return number_pow_mod(vm, plain_int(base), plain_int(exponent), plain_int(modulus));
}

Value int_pow(Vm& vm, const Args& args) { return power(vm, args[0], args[1], args[2]); }
Value int_rpow(Vm& vm, const Args& args) { return power(vm, args[1], args[0], args[2]); }

// -- Conversions ------------------------------------------------------------------------

Value int_self(Vm& vm, const Args& args) { return plain_int(args[0]); }
Value int_zero(Vm& vm, const Args& args) { return Value::integer(0); }
Value int_one(Vm& vm, const Args& args) { return Value::integer(1); }

Value int_abs(Vm& vm, const Args& args) {
  Value v = plain_int(args[0]);
  return int_sign(v) < 0 ? number_unary(vm, UnaryOp::kNeg, v) : v;
}

Value int_float(Vm& vm, const Args& args) {
  auto d = int_to_double(vm, plain_int(args[0]));
  return d ? Value::real(*d) : Value::error();
}

Value int_bool(Vm& vm, const Args& args) {
  return Value::boolean(int_sign(plain_int(args[0])) != 0);
}

Value int_hash(Vm& vm, const Args& args) {
  return Value::integer(number_hash(plain_int(args[0])));
}

Value int_repr(Vm& vm, const Args& args) {
  std::string text = int_to_text(vm, plain_int(args[0]), 10);
  return vm.has_pending() ? Value::error() : str_value(vm, text);
}

Value bool_repr(Vm& vm, const Args& args) {
  return str_value(vm, args[0].is_true() ? "True" : "False");
}

Value int_format(Vm& vm, const Args& args) {
  if (!is_str(args[1])) {
    return vm.type_error("__format__() argument must be str, not {}",
                         argument_type(args[1]));
  }
  return from_str(format_value(vm, args[0], as<Str>(args[1])));
}

// To a multiple of 10 ** -digits, halves to the even one.
Value int_round(Vm& vm, const Args& args) {
  Value v = plain_int(args[0]);
  if (!args.has(1)) return v;
  auto digits = to_index_clamped(vm, args[1]);
  if (!digits) return Value::error();
  if (*digits >= 0) return v;
  // 10 ** n has more than 3 * n bits.
  if (-(*digits + 1) > int_bit_length(v) / 3 + 1) return Value::integer(0);
  Value unit =
      number_binary(vm, BinaryOp::kPow, Value::integer(10), Value::integer(-*digits));
  Value below = number_binary(vm, BinaryOp::kMod, v, unit);
  if (below.is_error()) return below;
  Value twice = number_binary(vm, BinaryOp::kMul, below, Value::integer(2));
  Value quotient = number_binary(vm, BinaryOp::kFloorDiv, v, unit);
  if (quotient.is_error()) return quotient;
  Value odd = number_binary(vm, BinaryOp::kAnd, quotient, Value::integer(1));
  bool up = number_compare(CompareOp::kGt, twice, unit) ||
            (number_compare(CompareOp::kEq, twice, unit) && int_sign(odd) != 0);
  Value base = number_binary(vm, BinaryOp::kSub, v, below);
  return up ? number_binary(vm, BinaryOp::kAdd, base, unit) : base;
}

Value int_bit_length_method(Vm& vm, const Args& args) {
  return Value::integer(int_bit_length(plain_int(args[0])));
}

Value int_bit_count(Vm& vm, const Args& args) {
  Value v = plain_int(args[0]);
  if (v.is_int()) {
    uint64_t magnitude =
        v.i < 0 ? -static_cast<uint64_t>(v.i) : static_cast<uint64_t>(v.i);
    return Value::integer(std::popcount(magnitude));
  }
  const auto* big = as<BigInt>(v);
  int64_t count = 0;
  for (int32_t n = 0; n < (big->size < 0 ? -big->size : big->size); n++) {
    count += std::popcount(big->limbs[n]);
  }
  return Value::integer(count);
}

// True and *little; ValueError otherwise.
bool byte_order(Vm& vm, Value v, bool* little) {
  *little = false;
  if (v.is_undefined()) return true;
  Str* order = to_str_arg(vm, v, "to_bytes() argument 'byteorder'");
  if (order == nullptr) return false;
  *little = order->view() == "little";
  if (*little || order->view() == "big") return true;
  vm.raise_text(types.value_error, "byteorder must be either 'little' or 'big'");
  return false;
}

Value int_to_bytes_method(Vm& vm, const Args& args) {
  std::optional<int64_t> size = 1;
  if (args.given(1)) size = to_index(vm, args[1]);
  bool little;
  if (!size || !byte_order(vm, args[2], &little)) return Value::error();
  int is_signed = args.given(3) ? truth(vm, args[3]) : 0;
  if (is_signed < 0) return Value::error();
  if (*size < 0) {
    return vm.raise_text(types.value_error, "length argument must be non-negative");
  }
  Value v = plain_int(args[0]);
  if (!is_signed && int_sign(v) < 0) {
    return vm.raise_text(types.overflow_error, "can't convert negative int to unsigned");
  }
  vm.heap().reserve(static_cast<size_t>(*size) * 2);
  std::string out;
  bool fits = *size == 0
                  ? int_sign(v) == 0 || (v.is_int() && v.i == -1)  // As in CPython.
                  : int_to_bytes(v, static_cast<size_t>(*size), is_signed != 0, &out);
  if (!fits) return vm.raise_text(types.overflow_error, "int too big to convert");
  if (!little) std::reverse(out.begin(), out.end());
  return Value::object(make_bytes(vm.heap(), out));
}

Value int_from_bytes_method(Vm& vm, const Args& args) {
  bool little;
  if (!byte_order(vm, args[2], &little)) return Value::error();
  int is_signed = args.given(3) ? truth(vm, args[3]) : 0;
  if (is_signed < 0) return Value::error();
  Value source = args[1];
  if (!is_bytes_like(source)) {
    if (is_str(source) || is_int_like(source)) {
      return vm.type_error("cannot convert '{}' object to bytes", class_name(source));
    }
    source = vm.call(Value::object(types.bytes), {source});
    if (source.is_error()) return source;
  }
  std::string data(bytes_view(source));
  if (!little) std::reverse(data.begin(), data.end());
  Value v = int_from_bytes(vm.heap(), data, is_signed != 0);
  return args[0].o == types.int_ ? v : vm.call(args[0], {v});
}

Value int_as_integer_ratio(Vm& vm, const Args& args) {
  return Value::object(make_tuple(vm.heap(), {plain_int(args[0]), Value::integer(1)}));
}

Value int_getnewargs(Vm& vm, const Args& args) {
  return Value::object(make_tuple(vm.heap(), {plain_int(args[0])}));
}

constexpr auto kMethod = NativeBinding::kMethod;
constexpr auto kGetter = NativeBinding::kGetter;

constexpr NativeDef kIntMethods[] = {
    {"__new__(cls, x=0, /, base=10)", int_new,
     "int([x]) -> integer\nint(x, base=10) -> integer\n\n"
     "Convert a number or string to an integer, or return 0 if no arguments\n"
     "are given.",
     NativeBinding::kStaticMethod},
    {"bit_length(self, /)", int_bit_length_method,
     "Number of bits necessary to represent self in binary.", kMethod},
    {"bit_count(self, /)", int_bit_count,
     "Number of ones in the binary representation of the absolute value of self.",
     kMethod},
    {"to_bytes(self, /, length=1, byteorder='big', *, signed=False)", int_to_bytes_method,
     "Return an array of bytes representing an integer.", kMethod},
    {"from_bytes(cls, /, bytes, byteorder='big', *, signed=False)", int_from_bytes_method,
     "Return the integer represented by the given array of bytes.",
     NativeBinding::kClassMethod},
    {"as_integer_ratio(self, /)", int_as_integer_ratio,
     "Return integer ratio.\n\nReturn a pair of integers, whose ratio is exactly equal "
     "to "
     "the original int\nand with a positive denominator.",
     kMethod},
    {"conjugate(self, /)", int_self, "Returns self, the complex conjugate of any int.",
     kMethod},
    {"real(self)", int_self, "the real part of a complex number", kGetter},
    {"imag(self)", int_zero, "the imaginary part of a complex number", kGetter},
    {"numerator(self)", int_self, "the numerator of a rational number in lowest terms",
     kGetter},
    {"denominator(self)", int_one, "the denominator of a rational number in lowest terms",
     kGetter},
    {"__add__(self, value, /)", int_operator<BinaryOp::kAdd>, "Return self+value.",
     kMethod},
    {"__radd__(self, value, /)", int_reflected<BinaryOp::kAdd>, "Return value+self.",
     kMethod},
    {"__sub__(self, value, /)", int_operator<BinaryOp::kSub>, "Return self-value.",
     kMethod},
    {"__rsub__(self, value, /)", int_reflected<BinaryOp::kSub>, "Return value-self.",
     kMethod},
    {"__mul__(self, value, /)", int_operator<BinaryOp::kMul>, "Return self*value.",
     kMethod},
    {"__rmul__(self, value, /)", int_reflected<BinaryOp::kMul>, "Return value*self.",
     kMethod},
    {"__truediv__(self, value, /)", int_operator<BinaryOp::kDiv>, "Return self/value.",
     kMethod},
    {"__rtruediv__(self, value, /)", int_reflected<BinaryOp::kDiv>, "Return value/self.",
     kMethod},
    {"__floordiv__(self, value, /)", int_operator<BinaryOp::kFloorDiv>,
     "Return self//value.", kMethod},
    {"__rfloordiv__(self, value, /)", int_reflected<BinaryOp::kFloorDiv>,
     "Return value//self.", kMethod},
    {"__mod__(self, value, /)", int_operator<BinaryOp::kMod>, "Return self%value.",
     kMethod},
    {"__rmod__(self, value, /)", int_reflected<BinaryOp::kMod>, "Return value%self.",
     kMethod},
    {"__divmod__(self, value, /)", int_divmod, "Return divmod(self, value).", kMethod},
    {"__rdivmod__(self, value, /)", int_rdivmod, "Return divmod(value, self).", kMethod},
    {"__pow__(self, value, mod=None, /)", int_pow, "Return pow(self, value, mod).",
     kMethod},
    {"__rpow__(self, value, mod=None, /)", int_rpow, "Return pow(value, self, mod).",
     kMethod},
    {"__lshift__(self, value, /)", int_operator<BinaryOp::kLShift>, "Return self<<value.",
     kMethod},
    {"__rlshift__(self, value, /)", int_reflected<BinaryOp::kLShift>,
     "Return value<<self.", kMethod},
    {"__rshift__(self, value, /)", int_operator<BinaryOp::kRShift>, "Return self>>value.",
     kMethod},
    {"__rrshift__(self, value, /)", int_reflected<BinaryOp::kRShift>,
     "Return value>>self.", kMethod},
    {"__and__(self, value, /)", int_operator<BinaryOp::kAnd>, "Return self&value.",
     kMethod},
    {"__rand__(self, value, /)", int_reflected<BinaryOp::kAnd>, "Return value&self.",
     kMethod},
    {"__or__(self, value, /)", int_operator<BinaryOp::kOr>, "Return self|value.",
     kMethod},
    {"__ror__(self, value, /)", int_reflected<BinaryOp::kOr>, "Return value|self.",
     kMethod},
    {"__xor__(self, value, /)", int_operator<BinaryOp::kXor>, "Return self^value.",
     kMethod},
    {"__rxor__(self, value, /)", int_reflected<BinaryOp::kXor>, "Return value^self.",
     kMethod},
    {"__neg__(self, /)", int_unary<UnaryOp::kNeg>, "-self", kMethod},
    {"__pos__(self, /)", int_unary<UnaryOp::kPos>, "+self", kMethod},
    {"__invert__(self, /)", int_unary<UnaryOp::kInvert>, "~self", kMethod},
    {"__abs__(self, /)", int_abs, "abs(self)", kMethod},
    {"__eq__(self, value, /)", int_compare<CompareOp::kEq>, "Return self==value.",
     kMethod},
    {"__ne__(self, value, /)", int_compare<CompareOp::kNe>, "Return self!=value.",
     kMethod},
    {"__lt__(self, value, /)", int_compare<CompareOp::kLt>, "Return self<value.",
     kMethod},
    {"__le__(self, value, /)", int_compare<CompareOp::kLe>, "Return self<=value.",
     kMethod},
    {"__gt__(self, value, /)", int_compare<CompareOp::kGt>, "Return self>value.",
     kMethod},
    {"__ge__(self, value, /)", int_compare<CompareOp::kGe>, "Return self>=value.",
     kMethod},
    {"__bool__(self, /)", int_bool, "True if self else False", kMethod},
    {"__hash__(self, /)", int_hash, "Return hash(self).", kMethod},
    {"__int__(self, /)", int_self, "int(self)", kMethod},
    {"__index__(self, /)", int_self,
     "Return self converted to an integer, if self is suitable for use as an index into "
     "a "
     "list.",
     kMethod},
    {"__float__(self, /)", int_float, "float(self)", kMethod},
    {"__trunc__(self, /)", int_self, "Truncating an Integral returns itself.", kMethod},
    {"__floor__(self, /)", int_self, "Flooring an Integral returns itself.", kMethod},
    {"__ceil__(self, /)", int_self, "Ceiling of an Integral returns itself.", kMethod},
    {"__round__(self, ndigits=None, /)", int_round,
     "Rounding an Integral returns itself.\n\n"
     "Rounding with an ndigits argument also returns an integer.",
     kMethod},
    {"__repr__(self, /)", int_repr, "Return repr(self).", kMethod},
    {"__format__(self, format_spec, /)", int_format, nullptr, kMethod},
    {"__getnewargs__(self, /)", int_getnewargs, nullptr, kMethod},
};

constexpr NativeDef kBoolMethods[] = {
    {"__new__(cls, x=False, /)", bool_new,
     "bool(x) -> bool\n\n"
     "Returns True when the argument x is true, False otherwise.\n"
     "The builtins True and False are the only two instances of the class bool.\n"
     "The class bool is a subclass of the class int, and cannot be subclassed.",
     NativeBinding::kStaticMethod},
    {"__repr__(self, /)", bool_repr, "Return repr(self).", kMethod},
    {"__and__(self, value, /)", bool_operator<BinaryOp::kAnd>, "Return self&value.",
     kMethod},
    {"__rand__(self, value, /)", bool_operator<BinaryOp::kAnd>, "Return value&self.",
     kMethod},
    {"__or__(self, value, /)", bool_operator<BinaryOp::kOr>, "Return self|value.",
     kMethod},
    {"__ror__(self, value, /)", bool_operator<BinaryOp::kOr>, "Return value|self.",
     kMethod},
    {"__xor__(self, value, /)", bool_operator<BinaryOp::kXor>, "Return self^value.",
     kMethod},
    {"__rxor__(self, value, /)", bool_operator<BinaryOp::kXor>, "Return value^self.",
     kMethod},
};

}  // namespace

void define_int_and_float() {
  add_methods(types.int_, kIntMethods);
  add_methods(types.bool_, kBoolMethods);
  define_float();
  define_complex();
}

}  // namespace scriptling
