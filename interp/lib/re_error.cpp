// re.error: why a pattern is none, and where.

#include <algorithm>

#include "interp/lib/re_objects.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

struct ErrorNames {
  Str* msg = intern("msg");
  Str* pattern = intern("pattern");
  Str* pos = intern("pos");
  Str* lineno = intern("lineno");
  Str* colno = intern("colno");
};

const ErrorNames& error_names() {
  static const ErrorNames all;
  return all;
}

struct Place {
  int64_t line, column;
  bool has_lines;
};

// Requires: `pattern` is a str or bytes.
Place place_of(Vm& vm, Value pattern, int64_t position) {
  bool is_text = is_str(pattern);
  std::string_view whole = is_text ? text_of(pattern) : bytes_view(pattern);
  auto length = is_text ? as<Str>(pattern)->length : static_cast<uint32_t>(whole.size());
  auto index = static_cast<uint32_t>(std::clamp<int64_t>(position, 0, length));
  size_t byte = is_text ? str_offset(vm.heap(), as<Str>(pattern), index) : index;
  std::string_view before = whole.substr(0, byte);
  int64_t line = 1 + std::count(before.begin(), before.end(), '\n');
  size_t newline = before.rfind('\n');
  std::string_view last = newline == before.npos ? before : before.substr(newline + 1);
  int64_t column = is_text ? utf8_length(last) : static_cast<int64_t>(last.size());
  return {line, column + 1, whole.find('\n') != whole.npos};
}

bool fill_error(Vm& vm, Exception* e, Value message, Value pattern, Value position) {
  Value line = Value::none(), column = Value::none();
  Value text = message;
  bool is_pattern = is_str(pattern) || is_byte_string(pattern);
  if (is_pattern && position.is_int() && is_str(message)) {
    Place place = place_of(vm, pattern, position.i);
    line = Value::integer(place.line);
    column = Value::integer(place.column);
    std::string whole = fmt::format("{} at position {}", text_of(message), position.i);
    if (place.has_lines)
      whole += fmt::format(" (line {}, column {})", place.line, place.column);
    text = str_value(vm, whole);
  }
  Tuple* args = make_tuple(vm.heap(), {text});
  vm.heap().touch(e);
  e->args = args;
  const ErrorNames& n = error_names();
  Value self = Value::object(e);
  return set_attr(vm, self, n.msg, message) && set_attr(vm, self, n.pattern, pattern) &&
         set_attr(vm, self, n.pos, position) && set_attr(vm, self, n.lineno, line) &&
         set_attr(vm, self, n.colno, column);
}

// error(msg, pattern=None, pos=None)
Value error_init(Vm& vm, const Args& args) {
  Value pattern = args.given(2) ? args[2] : Value::none();
  Value position = args.given(3) ? args[3] : Value::none();
  return from_bool(fill_error(vm, as<Exception>(args[0]), args[1], pattern, position));
}

constexpr NativeDef kErrorMethods[] = {
    {"__init__(self, msg, pattern=None, pos=None)", error_init, nullptr,
     NativeBinding::kMethod},
};

}  // namespace

Class* regex_error_class() {
  static Class* const cls = [] {
    init_core();
    return make_class("re.error", types.exception, Kind::kException, kErrorMethods,
                      nullptr, "A pattern that is no regular expression.");
  }();
  return cls;
}

Value regex_raise(Vm& vm, const RegexError& error, Value pattern) {
  switch (error.kind) {
    case RegexError::Kind::kValue: return vm.raise_text(types.value_error, error.message);
    case RegexError::Kind::kOverflow:
      return vm.raise_text(types.overflow_error, error.message);
    case RegexError::Kind::kRecursion:
      return vm.raise_text(types.recursion_error, error.message);
    case RegexError::Kind::kSyntax: break;
  }
  bool placed = error.position >= 0;
  Value position = placed ? Value::integer(error.position) : Value::none();
  Exception* e = vm.make_exception(regex_error_class(), {});
  if (!fill_error(vm, e, str_value(vm, error.message), placed ? pattern : Value::none(),
                  position)) {
    return Value::error();
  }
  return vm.raise_value(Value::object(e));
}

}  // namespace scriptling
