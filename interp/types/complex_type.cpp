// class complex.
#include <cmath>

#include "interp/complex.h"
#include "interp/protocol.h"
#include "interp/types/arguments.h"
#include "interp/types/number_methods.h"

namespace scriptling {

namespace {

ComplexNumber self_complex(const Args& args) { return plain_complex(args[0]); }

// -- complex() --------------------------------------------------------------------------

// One argument of complex(): a complex number, or a real one in `real`.
struct Part {
  ComplexNumber z;
  bool is_complex = false;
};

bool is_convertible(Vm& vm, Value v) {
  if (is_complex(v) || is_number(v)) return true;
  Class* cls = class_of(v);
  return !vm.lookup(cls, names.float_).is_undefined() ||
         !vm.lookup(cls, names.index).is_undefined();
}

bool read_part(Vm& vm, Value v, Part* part) {
  if (is_complex(v)) {
    *part = {plain_complex(v), true};
    return true;
  }
  Value d = float_from_number(vm, v);
  if (d.is_error()) return false;
  *part = {{d.d, 0}, false};
  return true;
}

Value made(Vm& vm, Class* cls, ComplexNumber z) {
  if (cls == types.complex) return make_complex(vm.heap(), z);
  auto* object = static_cast<Complex*>(allocate_instance(vm, cls));
  object->real = z.real;
  object->imag = z.imag;
  return Value::object(object);
}

Value from_parts(Vm& vm, Class* cls, Value real, Value imag) {
  Value converted = call_complex(vm, real);
  if (converted.is_error()) return converted;
  if (!converted.is_undefined()) real = converted;
  if (!is_convertible(vm, real)) {
    return vm.type_error(
        "complex() first argument must be a string or a number, not '{}'",
        class_name(real));
  }
  if (!imag.is_undefined() && !is_convertible(vm, imag)) {
    return vm.type_error("complex() second argument must be a number, not '{}'",
                         class_name(imag));
  }
  Part first, second;
  if (!read_part(vm, real, &first)) return Value::error();
  if (imag.is_undefined()) return made(vm, cls, first.z);
  if (!read_part(vm, imag, &second)) return Value::error();
  // real + imag * 1j, where either may be complex. Zeros keep their sign.
  ComplexNumber z{first.z.real, second.z.real};
  if (second.is_complex) z.real -= second.z.imag;
  if (first.is_complex) z.imag += first.z.imag;
  return made(vm, cls, z);
}

Value complex_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.complex);
  if (cls == nullptr) return Value::error();
  Value real = args.given(1) ? args[1] : Value::integer(0);
  Value imag = args[2];
  bool is_exact = is_complex(real) && real.o->cls == types.complex;
  if (is_exact && imag.is_undefined() && cls == types.complex) return real;
  if (is_str(real)) {
    if (!imag.is_undefined()) {
      return vm.raise_text(types.type_error,
                           "complex() can't take second arg if first is a string");
    }
    auto z = complex_from_text(vm, text_of(real), real);
    return z ? made(vm, cls, *z) : Value::error();
  }
  if (is_str(imag)) {
    return vm.raise_text(types.type_error, "complex() second arg can't be a string");
  }
  return from_parts(vm, cls, real, imag);
}

// -- Operators --------------------------------------------------------------------------

template <BinaryOp op>
Value complex_operator(Vm& vm, const Args& args) {
  return complex_binary(vm, op, args[0], args[1]);
}

template <BinaryOp op>
Value complex_reflected(Vm& vm, const Args& args) {
  return complex_binary(vm, op, args[1], args[0]);
}

Value power(Vm& vm, Value base, Value exponent, Value modulus) {
  auto is_any_number = [](const Value& v) { return is_complex(v) || is_number(v); };
  if (!is_any_number(base) || !is_any_number(exponent)) return Value::not_implemented();
  if (!modulus.is_undefined() && !modulus.is_none()) {
    return vm.raise_text(types.value_error, "complex modulo");
  }
  return complex_binary(vm, BinaryOp::kPow, base, exponent);
}

Value complex_pow(Vm& vm, const Args& args) {
  return power(vm, args[0], args[1], args[2]);
}
Value complex_rpow(Vm& vm, const Args& args) {
  return power(vm, args[1], args[0], args[2]);
}

template <UnaryOp op>
Value complex_sign(Vm& vm, const Args& args) {
  return complex_unary(vm, op, args[0]);
}

template <CompareOp op>
Value compare_complex(Vm& vm, const Args& args) {
  return complex_compare(op, args[0], args[1]);
}

Value complex_abs(Vm& vm, const Args& args) {
  ComplexNumber z = self_complex(args);
  double size = magnitude(z);
  if (std::isinf(size) && std::isfinite(z.real) && std::isfinite(z.imag)) {
    return vm.raise_text(types.overflow_error, "absolute value too large");
  }
  return Value::real(size);
}

// -- The rest ---------------------------------------------------------------------------

Value complex_bool(Vm& vm, const Args& args) {
  ComplexNumber z = self_complex(args);
  return Value::boolean(z.real != 0 || z.imag != 0);
}

Value complex_hash_method(Vm& vm, const Args& args) {
  return Value::integer(complex_hash(self_complex(args)));
}

Value complex_repr_method(Vm& vm, const Args& args) {
  return str_value(vm, complex_repr(self_complex(args)));
}

Value complex_format_method(Vm& vm, const Args& args) {
  if (!is_str(args[1])) {
    return vm.type_error("__format__() argument must be str, not {}",
                         argument_type(args[1]));
  }
  if (as<Str>(args[1])->size == 0) return from_str(to_str(vm, args[0]));
  return from_str(complex_format(vm, args[0], as<Str>(args[1])));
}

Value complex_self(Vm& vm, const Args& args) {
  bool is_exact = args[0].o->cls == types.complex;
  return is_exact ? args[0] : make_complex(vm.heap(), self_complex(args));
}

Value complex_conjugate(Vm& vm, const Args& args) {
  ComplexNumber z = self_complex(args);
  return make_complex(vm.heap(), {z.real, -z.imag});
}

Value complex_real(Vm& vm, const Args& args) {
  return Value::real(self_complex(args).real);
}
Value complex_imag(Vm& vm, const Args& args) {
  return Value::real(self_complex(args).imag);
}

Value complex_getnewargs(Vm& vm, const Args& args) {
  ComplexNumber z = self_complex(args);
  return Value::object(make_tuple(vm.heap(), {Value::real(z.real), Value::real(z.imag)}));
}

constexpr auto kMethod = NativeBinding::kMethod;
constexpr auto kGetter = NativeBinding::kGetter;

constexpr NativeDef kComplexMethods[] = {
    {"__new__(cls, /, real=0, imag=0)", complex_new,
     "Create a complex number from a real part and an optional imaginary part.\n\n"
     "This is equivalent to (real + imag*1j) where imag defaults to 0.",
     NativeBinding::kStaticMethod},
    {"conjugate(self, /)", complex_conjugate,
     "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.",
     kMethod},
    {"real(self)", complex_real, "the real part of a complex number", kGetter},
    {"imag(self)", complex_imag, "the imaginary part of a complex number", kGetter},
    {"__add__(self, value, /)", complex_operator<BinaryOp::kAdd>, "Return self+value.",
     kMethod},
    {"__radd__(self, value, /)", complex_reflected<BinaryOp::kAdd>, "Return value+self.",
     kMethod},
    {"__sub__(self, value, /)", complex_operator<BinaryOp::kSub>, "Return self-value.",
     kMethod},
    {"__rsub__(self, value, /)", complex_reflected<BinaryOp::kSub>, "Return value-self.",
     kMethod},
    {"__mul__(self, value, /)", complex_operator<BinaryOp::kMul>, "Return self*value.",
     kMethod},
    {"__rmul__(self, value, /)", complex_reflected<BinaryOp::kMul>, "Return value*self.",
     kMethod},
    {"__truediv__(self, value, /)", complex_operator<BinaryOp::kDiv>,
     "Return self/value.", kMethod},
    {"__rtruediv__(self, value, /)", complex_reflected<BinaryOp::kDiv>,
     "Return value/self.", kMethod},
    {"__pow__(self, value, mod=None, /)", complex_pow, "Return pow(self, value, mod).",
     kMethod},
    {"__rpow__(self, value, mod=None, /)", complex_rpow, "Return pow(value, self, mod).",
     kMethod},
    {"__neg__(self, /)", complex_sign<UnaryOp::kNeg>, "-self", kMethod},
    {"__pos__(self, /)", complex_sign<UnaryOp::kPos>, "+self", kMethod},
    {"__abs__(self, /)", complex_abs, "abs(self)", kMethod},
    {"__eq__(self, value, /)", compare_complex<CompareOp::kEq>, "Return self==value.",
     kMethod},
    {"__ne__(self, value, /)", compare_complex<CompareOp::kNe>, "Return self!=value.",
     kMethod},
    {"__lt__(self, value, /)", compare_complex<CompareOp::kLt>, "Return self<value.",
     kMethod},
    {"__le__(self, value, /)", compare_complex<CompareOp::kLe>, "Return self<=value.",
     kMethod},
    {"__gt__(self, value, /)", compare_complex<CompareOp::kGt>, "Return self>value.",
     kMethod},
    {"__ge__(self, value, /)", compare_complex<CompareOp::kGe>, "Return self>=value.",
     kMethod},
    {"__bool__(self, /)", complex_bool, "True if self else False", kMethod},
    {"__hash__(self, /)", complex_hash_method, "Return hash(self).", kMethod},
    {"__complex__(self, /)", complex_self, "Convert this value to exact type complex.",
     kMethod},
    {"__repr__(self, /)", complex_repr_method, "Return repr(self).", kMethod},
    {"__format__(self, format_spec, /)", complex_format_method,
     "Convert to a string according to format_spec.", kMethod},
    {"__getnewargs__(self, /)", complex_getnewargs, nullptr, kMethod},
};

}  // namespace

Value call_complex(Vm& vm, Value v) {
  if (is_core(v) && !is_complex(v)) return Value::undefined();
  Value z = call_method(vm, v, names.complex, {});
  if (z.is_error() || z.is_undefined() || is_complex(z)) return z;
  return vm.type_error("__complex__ returned non-complex (type {})", class_name(z));
}

std::optional<ComplexNumber> to_complex(Vm& vm, Value v) {
  if (is_complex(v)) return plain_complex(v);
  Value z = call_complex(vm, v);
  if (z.is_error()) return std::nullopt;
  if (!z.is_undefined()) return plain_complex(z);
  auto d = to_double(vm, v);
  return d ? std::optional(ComplexNumber{*d, 0}) : std::nullopt;
}

void define_complex() { add_methods(types.complex, kComplexMethods); }

}  // namespace scriptling
