// Formatting: the format spec mini-language for built-in numbers and strings, str.format,
// and the % operator of str and bytes.
//
// Widths and precisions count code points. Numbers come out as Python prints them, digit
// for digit; the words of errors are Python's as well.
//
// One thread at a time.
#pragma once

#include <string>
#include <string_view>

#include "interp/native.h"
#include "interp/vm.h"

namespace scriptling {

// What a format spec says:
// [[fill]align][sign][z][#][0][width][grouping][.precision][type].
struct FormatSpec {
  uint32_t fill = ' ';
  char align = 0;  // '<', '>', '=', '^'; 0: the type's own.
  char sign = 0;   // '+', '-', ' '; 0: none given.
  bool no_negative_zero = false;
  bool alternate = false;
  bool zero_padded = false;
  char grouping = 0;  // ',' or '_'; 0: none.
  int64_t width = -1;
  int64_t precision = -1;
  uint32_t type = 0;  // 0: none given.
};

// v.__format__(spec) for a str, int, bool, float or an instance of a subclass of them, by
// the built-in rules. Null: an exception is pending. Requires: v is one of these.
Str* format_value(Vm& vm, Value v, Str* spec);

// format % args. `args` is a tuple, a mapping or a single value.
Value str_percent_format(Vm& vm, Str* format, Value args);
// The same for a bytes or bytearray `format`; the result has its type.
Value bytes_percent_format(Vm& vm, Value format, Value args);

// format.format(*args, **keywords). With `mapping` given, keys come from there instead
// (str.format_map) and positional fields are refused.
Value str_format(Vm& vm, Str* format, const Args& args,
                 Value mapping = Value::undefined());

// The text of `d` for one of e E f F g G %, without sign handling beyond a '-': what the
// spec
// ".{precision}{type}" gives. `alternate` keeps the point and trailing zeros.
std::string float_to_text(double d, char type, int precision, bool alternate);
// round(d, digits) as Python does it: correctly rounded, halves to even.
double round_to_digits(double d, int64_t digits);

}  // namespace scriptling
