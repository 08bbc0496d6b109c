// The format spec mini-language: reading a spec and applying it to strings and numbers.
#include <cmath>

#include "interp/format_impl.h"
#include "interp/types/text_builder.h"

namespace scriptling {

namespace {

bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

// Steps through a spec by code points.
class SpecReader {
 public:
  explicit SpecReader(std::string_view text)
      : at_(text.data()), end_(text.data() + text.size()) {}

  bool at_end() const { return at_ == end_; }
  uint32_t peek() const {
    const char* p = at_;
    return at_end() ? 0 : utf8_next(p);
  }
  // The code point behind the next one; 0 when there is none.
  uint32_t peek_second() const {
    if (at_end()) return 0;
    const char* p = at_;
    utf8_next(p);
    return p == end_ ? 0 : utf8_next(p);
  }
  uint32_t take() { return utf8_next(at_); }
  bool take_if(uint32_t c) {
    if (at_end() || peek() != c) return false;
    take();
    return true;
  }
  size_t left() const { return static_cast<size_t>(end_ - at_); }

  // Digits as a number; false when there are none. *overflow is set when they are too
  // many.
  bool take_number(int64_t* number, bool* overflow) {
    const char* start = at_;
    int64_t n = 0;
    for (; at_ < end_ && *at_ >= '0' && *at_ <= '9'; at_++) {
      if (n > (INT64_MAX - 9) / 10) {
        *overflow = true;
        return false;
      }
      n = n * 10 + (*at_ - '0');
    }
    if (at_ == start) return false;
    *number = n;
    return true;
  }

 private:
  const char* at_;
  const char* end_;
};

// A code point as errors show it.
std::string shown(uint32_t c) {
  if (c > 32 && c < 128) return std::string(1, static_cast<char>(c));
  return fmt::format("\\x{:x}", c);
}

bool refuse(Vm& vm, std::string_view text) {
  vm.raise_text(types.value_error, text);
  return false;
}

void read_flags(SpecReader& in, uint32_t default_align, FormatSpec* spec) {
  bool has_fill = false;
  bool has_align = false;
  if (is_align(in.peek_second())) {
    spec->fill = in.take();
    spec->align = static_cast<char>(in.take());
    has_fill = has_align = true;
  } else if (is_align(in.peek())) {
    spec->align = static_cast<char>(in.take());
    has_align = true;
  }
  uint32_t c = in.peek();
  if (c == '+' || c == '-' || c == ' ') spec->sign = static_cast<char>(in.take());
  spec->no_negative_zero = in.take_if('z');
  spec->alternate = in.take_if('#');
  if (!has_fill && in.take_if('0')) {
    spec->fill = '0';
    spec->zero_padded = true;
    if (!has_align && default_align == '>') spec->align = '=';
  }
}

bool read_grouping(Vm& vm, SpecReader& in, FormatSpec* spec) {
  if (in.take_if(',')) spec->grouping = ',';
  if (in.peek() == '_') {
    if (spec->grouping != 0) return refuse(vm, "Cannot specify both ',' and '_'.");
    in.take();
    spec->grouping = '_';
  }
  if (spec->grouping == '_' && in.peek() == ',') {
    return refuse(vm, "Cannot specify both ',' and '_'.");
  }
  return true;
}

bool check_grouping(Vm& vm, const FormatSpec& spec) {
  if (spec.grouping == 0) return true;
  switch (spec.type) {
    case 0:
    case 'd':
    case 'e':
    case 'f':
    case 'g':
    case 'E':
    case 'F':
    case 'G':
    case '%': return true;
    case 'b':
    case 'o':
    case 'x':
    case 'X':
      if (spec.grouping == '_') return true;
      break;
    default: break;
  }
  vm.value_error("Cannot specify '{}' with '{}'.", spec.grouping, shown(spec.type));
  return false;
}

bool read_spec(Vm& vm, Value v, Str* text, uint32_t default_type, char default_align,
               FormatSpec* spec) {
  spec->align = default_align;
  spec->type = default_type;
  SpecReader in(text->view());
  read_flags(in, static_cast<uint32_t>(default_align), spec);
  bool overflow = false;
  in.take_number(&spec->width, &overflow);
  if (overflow) return refuse(vm, "Too many decimal digits in format string");
  if (!read_grouping(vm, in, spec)) return false;
  if (in.take_if('.') && !in.take_number(&spec->precision, &overflow)) {
    return refuse(vm, overflow ? "Too many decimal digits in format string"
                               : "Format specifier missing precision");
  }
  if (!in.at_end()) spec->type = in.take();
  if (!in.at_end()) {
    vm.value_error("Invalid format specifier '{}' for object of type '{}'", text->view(),
                   class_name(v));
    return false;
  }
  return check_grouping(vm, *spec);
}

Str* unknown_code(Vm& vm, Value v, const FormatSpec& spec) {
  vm.value_error("Unknown format code '{}' for object of type '{}'", shown(spec.type),
                 class_name(v));
  return nullptr;
}

// -- str --------------------------------------------------------------------------------

bool check_str_spec(Vm& vm, Value v, const FormatSpec& spec) {
  if (spec.type != 's') return unknown_code(vm, v, spec) != nullptr;
  if (spec.sign == ' ') return refuse(vm, "Space not allowed in string format specifier");
  if (spec.sign != 0) return refuse(vm, "Sign not allowed in string format specifier");
  if (spec.no_negative_zero) {
    return refuse(vm,
                  "Negative zero coercion (z) not allowed in string format specifier");
  }
  if (spec.alternate) {
    return refuse(vm, "Alternate form (#) not allowed in string format specifier");
  }
  if (spec.align == '=') {
    return refuse(vm, "'=' alignment not allowed in string format specifier");
  }
  return true;
}

Str* format_str(Vm& vm, Value v, Str* text) {
  FormatSpec spec;
  if (!read_spec(vm, v, text, 's', '<', &spec) || !check_str_spec(vm, v, spec)) {
    return nullptr;
  }
  auto* s = as<Str>(v);
  std::string_view shown_text = s->view();
  int64_t length = s->length;
  if (spec.precision >= 0 && spec.precision < length) {
    length = spec.precision;
    shown_text = shown_text.substr(0, str_offset(s, static_cast<uint32_t>(length)));
  }
  TextBuilder out(vm);
  append_padded(out, spec, shown_text, length);
  return out.str();
}

// -- int --------------------------------------------------------------------------------

Str* format_code_point(Vm& vm, Value v, const FormatSpec& spec) {
  if (spec.sign != 0) {
    refuse(vm, "Sign not allowed with integer format specifier 'c'");
    return nullptr;
  }
  if (spec.alternate) {
    refuse(vm, "Alternate form (#) not allowed with integer format specifier 'c'");
    return nullptr;
  }
  Value code = plain_int(v);
  if (!code.is_int() || code.i < 0 || code.i > 0x10FFFF) {
    vm.raise_text(types.overflow_error,
                  code.is_int() ? "%c arg not in range(0x110000)"
                                : "Python int too large to convert to C long");
    return nullptr;
  }
  std::string text;
  utf8_append(text, static_cast<uint32_t>(code.i));
  TextBuilder out(vm);
  FormatSpec padding = spec;
  if (padding.align == '=') padding.align = '>';
  append_padded(out, padding, text, 1);
  return out.str();
}

Str* format_int_as_float(Vm& vm, Value v, const FormatSpec& spec) {
  auto d = int_to_double(vm, plain_int(v));
  return d ? format_float(vm, v, *d, spec) : nullptr;
}

Str* format_int(Vm& vm, Value v, const FormatSpec& spec) {
  int base = 10;
  std::string_view prefix;
  switch (spec.type) {
    case 'd':
    case 'n': break;
    case 'b':
      base = 2;
      prefix = "0b";
      break;
    case 'o':
      base = 8;
      prefix = "0o";
      break;
    case 'x':
      base = 16;
      prefix = "0x";
      break;
    case 'X':
      base = 16;
      prefix = "0X";
      break;
    case 'c': break;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%': return format_int_as_float(vm, v, spec);
    default: return unknown_code(vm, v, spec);
  }
  if (spec.precision >= 0) {
    refuse(vm, "Precision not allowed in integer format specifier");
    return nullptr;
  }
  if (spec.no_negative_zero) {
    refuse(vm, "Negative zero coercion (z) not allowed in integer format specifier");
    return nullptr;
  }
  if (spec.type == 'c') return format_code_point(vm, v, spec);
  std::string digits = int_to_text(vm, plain_int(v), base);
  if (vm.has_pending()) return nullptr;
  bool negative = digits[0] == '-';
  std::string_view bare = std::string_view(digits).substr(negative ? 1 : 0);
  if (spec.type == 'X') {
    for (char& c : digits) {
      if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 32);
    }
  }
  NumberText number;
  number.negative = negative;
  if (spec.alternate) number.prefix = prefix;
  number.digits = bare;
  number.group_size = base == 10 ? 3 : 4;
  return layout_number(vm, spec, number);
}

}  // namespace

bool read_format_spec(Vm& vm, Value v, Str* text, uint32_t default_type,
                      char default_align, FormatSpec* spec) {
  return read_spec(vm, v, text, default_type, default_align, spec);
}

Str* format_unknown_code(Vm& vm, Value v, const FormatSpec& spec) {
  return unknown_code(vm, v, spec);
}

void append_padded(TextBuilder& out, const FormatSpec& spec, std::string_view text,
                   int64_t length) {
  int64_t missing = spec.width > length ? spec.width - length : 0;
  int64_t left = spec.align == '>' ? missing : spec.align == '^' ? missing / 2 : 0;
  out.append_code_point(spec.fill, static_cast<size_t>(left));
  out.append(text);
  out.append_code_point(spec.fill, static_cast<size_t>(missing - left));
}

Str* format_value(Vm& vm, Value v, Str* text) {
  if (text->size == 0) {
    return is_str(v) && v.o->cls == types.str ? as<Str>(v) : to_str(vm, v);
  }
  if (is_str(v)) return format_str(vm, v, text);
  FormatSpec spec;
  if (is_int_like(v)) {
    if (!read_spec(vm, v, text, 'd', '>', &spec)) return nullptr;
    return format_int(vm, v, spec);
  }
  if (!read_spec(vm, v, text, 0, '>', &spec)) return nullptr;
  return format_float(vm, v, plain_float(v), spec);
}

}  // namespace scriptling
