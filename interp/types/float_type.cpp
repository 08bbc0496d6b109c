// class float.
#include <cerrno>
#include <cmath>
#include <cstdlib>

#include "interp/ascii.h"
#include "interp/format.h"
#include "interp/types/arguments.h"
#include "interp/types/number_methods.h"

namespace scriptling {

namespace {

Value boxed(Vm& vm, Class* cls, Value plain) {
  if (plain.is_error() || cls == types.float_) return plain;
  auto* box = static_cast<Boxed*>(allocate_instance(vm, cls));
  box->payload = plain;
  return Value::object(box);
}

Value from_text(Vm& vm, Value x) {
  std::string_view text = is_str(x) ? text_of(x) : bytes_view(x);
  auto d = float_from_text(text);
  if (d) return Value::real(*d);
  Str* shown = repr(vm, x);
  if (shown == nullptr) return Value::error();
  return vm.value_error("could not convert string to float: {}", shown->view());
}

Value float_from(Vm& vm, Value x) {
  if (x.is_float()) return x;
  if (x.is_int()) return Value::real(static_cast<double>(x.i));
  if (is_str(x) && x.o->cls == types.str) return from_text(vm, x);
  Value v = call_method(vm, x, names.float_, {});
  if (v.is_error()) return v;
  if (!v.is_undefined()) {
    if (!v.is_float() && !is_instance(v, types.float_)) {
      return vm.type_error("{}.__float__ returned non-float (type {})", class_name(x),
                           class_name(v));
    }
    return Value::real(plain_float(v));
  }
  v = index_of(vm, x);
  if (v.is_error()) return v;
  if (!v.is_undefined()) {
    auto d = int_to_double(vm, v);
    return d ? Value::real(*d) : Value::error();
  }
  if (is_str(x) || is_bytes_like(x)) return from_text(vm, x);
  return vm.type_error("float() argument must be a string or a real number, not '{}'",
                       class_name(x));
}

Value float_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.float_);
  if (cls == nullptr) return Value::error();
  return boxed(vm, cls, args.given(1) ? float_from(vm, args[1]) : Value::real(0));
}

double self_float(const Args& args) { return plain_float(args[0]); }
Value plain_self(const Args& args) { return Value::real(self_float(args)); }

// The other operand as a plain number.
Value plain_number(const Value& v) {
  return is_int_like(v) ? plain_int(v) : Value::real(plain_float(v));
}

template <BinaryOp op>
Value float_operator(Vm& vm, const Args& args) {
  if (!is_number(args[1])) return Value::not_implemented();
  return number_binary(vm, op, plain_self(args), plain_number(args[1]));
}

template <BinaryOp op>
Value float_reflected(Vm& vm, const Args& args) {
  if (!is_number(args[1])) return Value::not_implemented();
  return number_binary(vm, op, plain_number(args[1]), plain_self(args));
}

template <CompareOp op>
Value float_compare(Vm& vm, const Args& args) {
  if (!is_number(args[1])) return Value::not_implemented();
  return Value::boolean(number_compare(op, plain_self(args), plain_number(args[1])));
}

Value float_divmod(Vm& vm, const Args& args) {
  if (!is_number(args[1])) return Value::not_implemented();
  return number_divmod(vm, plain_self(args), plain_number(args[1]));
}

Value float_rdivmod(Vm& vm, const Args& args) {
  if (!is_number(args[1])) return Value::not_implemented();
  return number_divmod(vm, plain_number(args[1]), plain_self(args));
}

bool refuse_modulus(Vm& vm, Value modulus) {
  if (modulus.is_undefined() || modulus.is_none()) return false;
  vm.raise_text(types.type_error,
                "pow() 3rd argument not allowed unless all arguments are integers");
  return true;
}

Value float_pow(Vm& vm, const Args& args) {
  if (refuse_modulus(vm, args[2])) return Value::error();
  return float_operator<BinaryOp::kPow>(vm, args);
}

Value float_rpow(Vm& vm, const Args& args) {
  if (refuse_modulus(vm, args[2])) return Value::error();
  return float_reflected<BinaryOp::kPow>(vm, args);
}

Value float_neg(Vm& vm, const Args& args) { return Value::real(-self_float(args)); }
Value float_self(Vm& vm, const Args& args) { return plain_self(args); }
Value float_zero(Vm& vm, const Args& args) { return Value::real(0); }
Value float_abs(Vm& vm, const Args& args) {
  return Value::real(std::fabs(self_float(args)));
}
Value float_bool(Vm& vm, const Args& args) {
  return Value::boolean(self_float(args) != 0);
}
Value float_int(Vm& vm, const Args& args) { return float_to_int(vm, self_float(args)); }
Value float_floor(Vm& vm, const Args& args) {
  return float_to_int(vm, std::floor(self_float(args)));
}
Value float_ceil(Vm& vm, const Args& args) {
  return float_to_int(vm, std::ceil(self_float(args)));
}

Value float_hash(Vm& vm, const Args& args) {
  return Value::integer(number_hash(plain_self(args)));
}

Value float_repr_method(Vm& vm, const Args& args) {
  return str_value(vm, float_repr(self_float(args)));
}

Value float_format(Vm& vm, const Args& args) {
  if (!is_str(args[1])) {
    return vm.type_error("__format__() argument must be str, not {}",
                         argument_type(args[1]));
  }
  return from_str(format_value(vm, args[0], as<Str>(args[1])));
}

Value float_is_integer(Vm& vm, const Args& args) {
  double d = self_float(args);
  return Value::boolean(std::isfinite(d) && std::floor(d) == d);
}

Value float_round(Vm& vm, const Args& args) {
  double d = self_float(args);
  if (!args.has(1)) return float_to_int(vm, std::nearbyint(d));
  auto digits = to_index_clamped(vm, args[1]);
  if (!digits) return Value::error();
  if (!std::isfinite(d)) return Value::real(d);
  double rounded = round_to_digits(d, *digits);
  if (std::isinf(rounded)) {
    return vm.raise_text(types.overflow_error, "rounded value too large to represent");
  }
  return Value::real(rounded);
}

Value float_as_integer_ratio(Vm& vm, const Args& args) {
  double d = self_float(args);
  if (std::isinf(d)) {
    return vm.raise_text(types.overflow_error,
                         "cannot convert Infinity to integer ratio");
  }
  if (std::isnan(d)) {
    return vm.raise_text(types.value_error, "cannot convert NaN to integer ratio");
  }
  int exponent;
  double fraction = std::frexp(d, &exponent);
  // At most 53 doublings make it whole.
  while (fraction != std::floor(fraction)) {
    fraction *= 2;
    exponent--;
  }
  Value numerator = Value::integer(static_cast<int64_t>(fraction));
  Value denominator = Value::integer(1);
  Value* shifted = exponent > 0 ? &numerator : &denominator;
  *shifted = number_binary(vm, BinaryOp::kLShift, *shifted,
                           Value::integer(exponent > 0 ? exponent : -exponent));
  if (shifted->is_error()) return Value::error();
  return Value::object(make_tuple(vm.heap(), {numerator, denominator}));
}

// -- Hexadecimal ------------------------------------------------------------------------

Value float_hex(Vm& vm, const Args& args) {
  double d = self_float(args);
  if (!std::isfinite(d)) return str_value(vm, float_repr(d));
  const char* sign = std::signbit(d) ? "-" : "";
  if (d == 0) return str_value(vm, fmt::format("{}0x0.0p+0", sign));
  constexpr int kMinExponent = -1022;
  int exponent;
  double fraction = std::frexp(std::fabs(d), &exponent) * 2;
  exponent--;
  if (exponent < kMinExponent) {
    fraction = std::ldexp(fraction, exponent - kMinExponent);
    exponent = kMinExponent;
  }
  auto whole = static_cast<int>(fraction);
  auto rest = static_cast<uint64_t>(std::ldexp(fraction - whole, 52));
  return str_value(vm, fmt::format("{}0x{}.{:013x}p{}{}", sign, whole, rest,
                                   exponent < 0 ? '-' : '+', std::abs(exponent)));
}

// Text as strtod() takes it, or nothing when it is no hexadecimal float.
std::optional<std::string> hex_float_text(std::string_view s) {
  while (!s.empty() && is_ascii_space(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_ascii_space(s.back())) s.remove_suffix(1);
  std::string out;
  if (!s.empty() && (s.front() == '-' || s.front() == '+')) {
    out += s.front();
    s.remove_prefix(1);
  }
  if (equal_ignoring_case(s, "inf") || equal_ignoring_case(s, "infinity") ||
      equal_ignoring_case(s, "nan")) {
    return out.append(s);
  }
  if (s.size() >= 2 && s[0] == '0' && (s[1] | 0x20) == 'x') s.remove_prefix(2);
  out += "0x";
  size_t digits = 0;
  size_t n = 0;
  while (n < s.size() && digit_value(s[n], 16) >= 0) n++, digits++;
  if (n < s.size() && s[n] == '.') {
    n++;
    while (n < s.size() && digit_value(s[n], 16) >= 0) n++, digits++;
  }
  if (digits == 0) return std::nullopt;
  out.append(s.substr(0, n));
  if (n == s.size()) return out;
  if ((s[n] | 0x20) != 'p') return std::nullopt;
  size_t power = n++;
  if (n < s.size() && (s[n] == '-' || s[n] == '+')) n++;
  size_t first = n;
  while (n < s.size() && is_ascii_digit(s[n])) n++;
  if (n == first || n < s.size()) return std::nullopt;
  return out.append(s.substr(power));
}

Value float_fromhex(Vm& vm, const Args& args) {
  if (!is_str(args[1])) {
    return vm.type_error("fromhex() argument must be str, not {}",
                         argument_type(args[1]));
  }
  auto text = hex_float_text(text_of(args[1]));
  if (!text) {
    return vm.raise_text(types.value_error, "invalid hexadecimal floating-point string");
  }
  errno = 0;
  double d = std::strtod(text->c_str(), nullptr);
  if (errno == ERANGE && std::isinf(d)) {
    return vm.raise_text(types.overflow_error,
                         "hexadecimal value too large to represent as a float");
  }
  return args[0].o == types.float_ ? Value::real(d) : vm.call(args[0], {Value::real(d)});
}

Value float_getnewargs(Vm& vm, const Args& args) {
  return Value::object(make_tuple(vm.heap(), {plain_self(args)}));
}

constexpr auto kMethod = NativeBinding::kMethod;
constexpr auto kGetter = NativeBinding::kGetter;

constexpr NativeDef kFloatMethods[] = {
    {"__new__(cls, x=0, /)", float_new,
     "Convert a string or number to a floating point number, if possible.",
     NativeBinding::kStaticMethod},
    {"is_integer(self, /)", float_is_integer, "Return True if the float is an integer.",
     kMethod},
    {"as_integer_ratio(self, /)", float_as_integer_ratio,
     "Return integer ratio.\n\nReturn a pair of integers, whose ratio is exactly equal "
     "to "
     "the original float\nand with a positive denominator.",
     kMethod},
    {"conjugate(self, /)", float_self, "Return self, the complex conjugate of any float.",
     kMethod},
    {"hex(self, /)", float_hex,
     "Return a hexadecimal representation of a floating-point number.", kMethod},
    {"fromhex(cls, string, /)", float_fromhex,
     "Create a floating-point number from a hexadecimal string.",
     NativeBinding::kClassMethod},
    {"real(self)", float_self, "the real part of a complex number", kGetter},
    {"imag(self)", float_zero, "the imaginary part of a complex number", kGetter},
    {"__add__(self, value, /)", float_operator<BinaryOp::kAdd>, "Return self+value.",
     kMethod},
    {"__radd__(self, value, /)", float_reflected<BinaryOp::kAdd>, "Return value+self.",
     kMethod},
    {"__sub__(self, value, /)", float_operator<BinaryOp::kSub>, "Return self-value.",
     kMethod},
    {"__rsub__(self, value, /)", float_reflected<BinaryOp::kSub>, "Return value-self.",
     kMethod},
    {"__mul__(self, value, /)", float_operator<BinaryOp::kMul>, "Return self*value.",
     kMethod},
    {"__rmul__(self, value, /)", float_reflected<BinaryOp::kMul>, "Return value*self.",
     kMethod},
    {"__truediv__(self, value, /)", float_operator<BinaryOp::kDiv>, "Return self/value.",
     kMethod},
    {"__rtruediv__(self, value, /)", float_reflected<BinaryOp::kDiv>,
     "Return value/self.", kMethod},
    {"__floordiv__(self, value, /)", float_operator<BinaryOp::kFloorDiv>,
     "Return self//value.", kMethod},
    {"__rfloordiv__(self, value, /)", float_reflected<BinaryOp::kFloorDiv>,
     "Return value//self.", kMethod},
    {"__mod__(self, value, /)", float_operator<BinaryOp::kMod>, "Return self%value.",
     kMethod},
    {"__rmod__(self, value, /)", float_reflected<BinaryOp::kMod>, "Return value%self.",
     kMethod},
    {"__divmod__(self, value, /)", float_divmod, "Return divmod(self, value).", kMethod},
    {"__rdivmod__(self, value, /)", float_rdivmod, "Return divmod(value, self).",
     kMethod},
    {"__pow__(self, value, mod=None, /)", float_pow, "Return pow(self, value, mod).",
     kMethod},
    {"__rpow__(self, value, mod=None, /)", float_rpow, "Return pow(value, self, mod).",
     kMethod},
    {"__neg__(self, /)", float_neg, "-self", kMethod},
    {"__pos__(self, /)", float_self, "+self", kMethod},
    {"__abs__(self, /)", float_abs, "abs(self)", kMethod},
    {"__eq__(self, value, /)", float_compare<CompareOp::kEq>, "Return self==value.",
     kMethod},
    {"__ne__(self, value, /)", float_compare<CompareOp::kNe>, "Return self!=value.",
     kMethod},
    {"__lt__(self, value, /)", float_compare<CompareOp::kLt>, "Return self<value.",
     kMethod},
    {"__le__(self, value, /)", float_compare<CompareOp::kLe>, "Return self<=value.",
     kMethod},
    {"__gt__(self, value, /)", float_compare<CompareOp::kGt>, "Return self>value.",
     kMethod},
    {"__ge__(self, value, /)", float_compare<CompareOp::kGe>, "Return self>=value.",
     kMethod},
    {"__bool__(self, /)", float_bool, "True if self else False", kMethod},
    {"__hash__(self, /)", float_hash, "Return hash(self).", kMethod},
    {"__int__(self, /)", float_int, "int(self)", kMethod},
    {"__float__(self, /)", float_self, "float(self)", kMethod},
    {"__trunc__(self, /)", float_int, "Return the Integral closest to x between 0 and x.",
     kMethod},
    {"__floor__(self, /)", float_floor, "Return the floor as an Integral.", kMethod},
    {"__ceil__(self, /)", float_ceil, "Return the ceiling as an Integral.", kMethod},
    {"__round__(self, ndigits=None, /)", float_round,
     "Return the Integral closest to x, rounding half toward even.\n\n"
     "When an argument is passed, work like built-in round(x, ndigits).",
     kMethod},
    {"__repr__(self, /)", float_repr_method, "Return repr(self).", kMethod},
    {"__format__(self, format_spec, /)", float_format,
     "Formats the float according to format_spec.", kMethod},
    {"__getnewargs__(self, /)", float_getnewargs, nullptr, kMethod},
};

}  // namespace

Value float_to_int(Vm& vm, double d) {
  if (std::isnan(d)) {
    return vm.raise_text(types.value_error, "cannot convert float NaN to integer");
  }
  if (std::isinf(d)) {
    return vm.raise_text(types.overflow_error,
                         "cannot convert float infinity to integer");
  }
  return int_from_double(vm.heap(), d);
}

Value float_from_number(Vm& vm, Value v) { return float_from(vm, v); }

void define_float() { add_methods(types.float_, kFloatMethods); }

}  // namespace scriptling
