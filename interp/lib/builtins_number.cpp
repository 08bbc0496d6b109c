// Built-in functions on numbers and single characters.

#include <cmath>

#include "interp/complex.h"
#include "interp/lib/builtins.h"
#include "interp/protocol.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

Value builtin_abs(Vm& vm, const Args& args) {
  Value v = args[0];
  if (v.is_float()) return Value::real(std::fabs(v.d));
  if (v.is_int_or_bool()) {
    return v.i < 0 ? number_unary(vm, UnaryOp::kNeg, Value::integer(v.i))
                   : Value::integer(v.i);
  }
  Value result = call_method(vm, v, names.abs, {});
  if (result.is_undefined()) {
    return vm.type_error("bad operand type for abs(): '{}'", class_name(v));
  }
  return result;
}

Value builtin_divmod(Vm& vm, const Args& args) {
  Class* left = class_of(args[0]);
  Class* right = class_of(args[1]);
  if (is_number(args[0]) && is_number(args[1]) && is_core(left) && is_core(right)) {
    return number_divmod(vm, args[0], args[1]);
  }
  Value v = Value::not_implemented();
  bool right_first = left != right && is_subclass(right, left) &&
                     !vm.lookup(right, names.rdivmod).is(vm.lookup(left, names.rdivmod));
  if (right_first) v = call_method(vm, args[1], names.rdivmod, {args[0]});
  if (v.is_undefined() || v.is_not_implemented()) {
    v = call_method(vm, args[0], names.divmod, {args[1]});
  }
  if ((v.is_undefined() || v.is_not_implemented()) && !right_first) {
    v = call_method(vm, args[1], names.rdivmod, {args[0]});
  }
  if (v.is_undefined() || v.is_not_implemented()) {
    return vm.type_error("unsupported operand type(s) for divmod(): '{}' and '{}'",
                         class_name(args[0]), class_name(args[1]));
  }
  return v;
}

// pow() of numbers with a third argument, where not all are ints. False: no numbers.
bool refuse_modulus(Vm& vm, const Args& args) {
  for (size_t n : {0, 1}) {
    if (!is_number(args[n]) && !is_complex(args[n])) return false;
  }
  for (size_t n : {1, 2}) {
    if (is_complex(args[n])) {
      vm.value_error("complex modulo");
      return true;
    }
    if (is_number(args[n]) && !is_int_like(args[n])) {
      vm.type_error("pow() 3rd argument not allowed unless all arguments are integers");
      return true;
    }
  }
  return false;
}

Value builtin_pow(Vm& vm, const Args& args) {
  if (!args.has(2)) return binary(vm, BinaryOp::kPow, args[0], args[1]);
  if (is_int_like(args[0]) && is_int_like(args[1]) && is_int_like(args[2]) &&
      is_core(args[0])) {
    return number_pow_mod(vm, args[0], args[1], args[2]);
  }
  Value v = call_method(vm, args[0], names.pow, {args[1], args[2]});
  if (v.is_undefined() || v.is_not_implemented()) {
    if (refuse_modulus(vm, args)) return Value::error();
    return vm.type_error("unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
                         class_name(args[0]), class_name(args[1]), class_name(args[2]));
  }
  return v;
}

Value builtin_round(Vm& vm, const Args& args) {
  Value v = args.has(1) ? call_method(vm, args[0], names.round, {args[1]})
                        : call_method(vm, args[0], names.round, {});
  if (v.is_undefined()) {
    return vm.type_error("type {} doesn't define __round__ method", class_name(args[0]));
  }
  return v;
}

// "0b101" and so on: the sign, the prefix, the digits.
Value with_prefix(Vm& vm, Value v, int base, const char* prefix) {
  v = to_int(vm, v);
  if (v.is_error()) return v;
  std::string digits = int_to_text(vm, v, base);
  if (vm.has_pending()) return Value::error();
  return digits[0] == '-' ? str_value(vm, "-" + (prefix + digits.substr(1)))
                          : str_value(vm, prefix + digits);
}

Value builtin_bin(Vm& vm, const Args& args) { return with_prefix(vm, args[0], 2, "0b"); }
Value builtin_oct(Vm& vm, const Args& args) { return with_prefix(vm, args[0], 8, "0o"); }
Value builtin_hex(Vm& vm, const Args& args) { return with_prefix(vm, args[0], 16, "0x"); }

Value builtin_chr(Vm& vm, const Args& args) {
  auto n = to_index_clamped(vm, args[0]);
  if (!n) return Value::error();
  if (*n < INT32_MIN || *n > INT32_MAX) {
    return vm.raise(types.overflow_error, "Python int too large to convert to C int");
  }
  if (*n < 0 || *n > 0x10ffff) return vm.value_error("chr() arg not in range(0x110000)");
  return Value::object(str_of_code_point(vm.heap(), static_cast<uint32_t>(*n)));
}

Value builtin_ord(Vm& vm, const Args& args) {
  Value v = args[0];
  if (is_str(v)) {
    if (as<Str>(v)->length == 1) {
      const char* p = as<Str>(v)->data;
      return Value::integer(utf8_next(p));
    }
    return vm.type_error("ord() expected a character, but string of length {} found",
                         as<Str>(v)->length);
  }
  if (is_byte_string(v)) {
    std::string_view data = bytes_view(v);
    if (data.size() == 1) return Value::integer(static_cast<unsigned char>(data[0]));
    return vm.type_error("ord() expected a character, but string of length {} found",
                         data.size());
  }
  return vm.type_error("ord() expected string of length 1, but {} found", class_name(v));
}

// Neumaier's compensated sum comes with Python 3.12; 3.11 adds plainly.
Value builtin_sum(Vm& vm, const Args& args) {
  Value total = args.given(1) ? args[1] : Value::integer(0);
  if (is_str(total))
    return vm.type_error("sum() can't sum strings [use ''.join(seq) instead]");
  if (is_kind(total, Kind::kBytes)) {
    return vm.type_error("sum() can't sum bytes [use b''.join(seq) instead]");
  }
  if (is_kind(total, Kind::kByteArray)) {
    return vm.type_error("sum() can't sum bytearray [use b''.join(seq) instead]");
  }
  for_each(vm, args[0], [&](Value item) {
    int64_t n;
    if (total.is_int() && item.is_int() && !__builtin_add_overflow(total.i, item.i, &n)) {
      total = Value::integer(n);
    } else if (total.is_float() && item.is_float()) {
      total = Value::real(total.d + item.d);
    } else {
      total = binary(vm, BinaryOp::kAdd, total, item);
    }
    return !total.is_error();
  });
  return vm.has_pending() ? Value::error() : total;
}

// min and max: `wanted` is how the better one compares.
Value extreme(Vm& vm, const Args& args, const char* name, CompareOp wanted) {
  Value key = args[0], fallback = args[1];
  Value best, best_key;
  auto offer = [&](Value item) {
    Value item_key = item;
    if (!key.is_undefined() && !key.is_none()) {
      item_key = vm.call(key, {item});
      if (item_key.is_error()) return false;
    }
    if (!best.is_undefined()) {
      Value better = compare(vm, wanted, item_key, best_key);
      if (better.is_error()) return false;
      int t = truth(vm, better);
      if (t < 0) return false;
      if (t == 0) return true;
    }
    best = item;
    best_key = item_key;
    return true;
  };
  if (args.rest_count == 0) {
    return vm.type_error("{} expected at least 1 argument, got 0", name);
  }
  if (args.rest_count == 1) {
    for_each(vm, args.rest[0], offer);
    if (vm.has_pending()) return Value::error();
    if (!best.is_undefined()) return best;
    if (!fallback.is_undefined()) return fallback;
    return vm.value_error("{}() arg is an empty sequence", name);
  }
  if (!fallback.is_undefined()) {
    return vm.type_error(
        "Cannot specify a default for {}() with multiple positional arguments", name);
  }
  for (uint32_t n = 0; n < args.rest_count; n++) {
    if (!offer(args.rest[n])) return Value::error();
  }
  return best;
}

Value builtin_min(Vm& vm, const Args& args) {
  return extreme(vm, args, "min", CompareOp::kLt);
}
Value builtin_max(Vm& vm, const Args& args) {
  return extreme(vm, args, "max", CompareOp::kGt);
}

constexpr NativeDef kFunctions[] = {
    {"abs(x, /)", builtin_abs, "Return the absolute value of the argument."},
    {"bin(number, /)", builtin_bin, "Return the binary representation of an integer."},
    {"chr(i, /)", builtin_chr,
     "Return a Unicode string of one character with ordinal i."},
    {"divmod(x, y, /)", builtin_divmod, "Return the tuple (x//y, x%y)."},
    {"hex(number, /)", builtin_hex,
     "Return the hexadecimal representation of an integer."},
    {"max(*args, key=None, default=None)", builtin_max, "Return the largest item."},
    {"min(*args, key=None, default=None)", builtin_min, "Return the smallest item."},
    {"oct(number, /)", builtin_oct, "Return the octal representation of an integer."},
    {"ord(c, /)", builtin_ord,
     "Return the Unicode code point for a one-character string."},
    {"pow(base, exp, mod=None)", builtin_pow,
     "Equivalent to base**exp, or base**exp % mod with three arguments."},
    {"round(number, ndigits=None)", builtin_round,
     "Round a number to a given precision in decimal digits."},
    {"sum(iterable, /, start=0)", builtin_sum,
     "Return the sum of a 'start' value (default: 0) plus an iterable of numbers."},
};

}  // namespace

std::span<const NativeDef> builtin_number_functions() { return kFunctions; }

}  // namespace scriptling
