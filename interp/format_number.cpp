// Numbers as text: digits of floats, grouping, padding, rounding.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "interp/format_impl.h"

namespace scriptling {

namespace {

// What d needs before the point at most, with sign and exponent.
constexpr size_t kLongestIntegral = 330;

std::string digits_of(double d, std::chars_format format, int precision) {
  std::string out(static_cast<size_t>(precision) + kLongestIntegral, '\0');
  auto result = std::to_chars(out.data(), out.data() + out.size(), d, format, precision);
  out.resize(static_cast<size_t>(result.ptr - out.data()));
  return out;
}

bool has_point(std::string_view text) { return text.find('.') != std::string_view::npos; }

void strip_zeros(std::string* text) {
  if (!has_point(*text)) return;
  while (text->back() == '0') text->pop_back();
  if (text->back() == '.') text->pop_back();
}

std::string fixed_text(double d, int precision, bool alternate) {
  std::string text = digits_of(d, std::chars_format::fixed, precision);
  if (alternate && precision == 0) text += '.';
  return text;
}

std::string exponent_text(double d, int precision, bool alternate) {
  std::string text = digits_of(d, std::chars_format::scientific, precision);
  if (alternate && precision == 0) text.insert(text.find('e'), ".");
  return text;
}

// %g, and with `keep_point` the form of numbers without a type: at least one digit after
// the point.
std::string general_text(double d, int precision, bool alternate, bool keep_point) {
  if (precision == 0) precision = 1;
  std::string text = digits_of(d, std::chars_format::scientific, precision - 1);
  size_t e = text.find('e');
  int exponent = 0;
  const char* digits = text.data() + e + 1;
  std::from_chars(digits + (*digits == '+' ? 1 : 0), text.data() + text.size(), exponent);
  if (exponent < -4 || exponent + 1 > precision - (keep_point ? 1 : 0)) {
    std::string mantissa = text.substr(0, e);
    if (!alternate) {
      strip_zeros(&mantissa);
    } else if (!has_point(mantissa)) {
      mantissa += '.';
    }
    return mantissa + text.substr(e);
  }
  // Rounding to `precision` digits was done by then, so this rounds nothing twice.
  text = digits_of(d, std::chars_format::fixed, std::max(precision - 1 - exponent, 0));
  if (!alternate) {
    strip_zeros(&text);
  } else if (!has_point(text)) {
    text += '.';
  }
  if (keep_point && !has_point(text)) text += ".0";
  return text;
}

// Digits in groups, with zeros in front up to `width` characters.
std::string grouped(std::string_view digits, char separator, size_t group,
                    int64_t width) {
  std::string backwards;
  auto left = static_cast<int64_t>(digits.size());
  auto size = static_cast<int64_t>(group);
  bool first = true;
  while (left > 0 || width > 0) {
    if (!first) {
      backwards += separator;
      width--;
    }
    first = false;
    int64_t want = std::min(size, std::max({left, width, int64_t{1}}));
    for (int64_t n = 0; n < want; n++) {
      backwards += left > 0 ? digits[static_cast<size_t>(--left)] : '0';
    }
    width -= want;
  }
  return {backwards.rbegin(), backwards.rend()};
}

bool is_zero(std::string_view text) {
  for (char c : text) {
    if (c == 'e' || c == 'E') break;
    if (c >= '1' && c <= '9') return false;
  }
  return true;
}

// round(d, digits) for digits < 0: the integral part's decimal digits are exact.
double round_to_tens(double d, int64_t digits) {
  double whole;
  bool inexact = std::modf(std::fabs(d), &whole) != 0;
  std::string text = digits_of(whole, std::chars_format::fixed, 0);
  auto size = static_cast<int64_t>(text.size());
  int64_t kept = size + digits;
  if (kept < 0) return std::copysign(0.0, d);
  std::string_view rest = std::string_view(text).substr(static_cast<size_t>(kept));
  for (size_t n = 1; n < rest.size() && !inexact; n++) inexact = rest[n] != '0';
  bool odd = kept > 0 && ((text[static_cast<size_t>(kept) - 1] - '0') & 1);
  bool up = rest[0] > '5' || (rest[0] == '5' && (inexact || odd));
  std::string result(1, '0');
  result.append(text, 0, static_cast<size_t>(kept));
  if (up) {
    size_t n = result.size() - 1;
    while (result[n] == '9') result[n--] = '0';
    result[n]++;
  }
  result.append(static_cast<size_t>(-digits), '0');
  double rounded = 0;
  auto parsed = std::from_chars(result.data(), result.data() + result.size(), rounded);
  if (parsed.ec == std::errc::result_out_of_range) rounded = HUGE_VAL;
  return std::copysign(rounded, d);
}

// Longest exact decimal expansions: beyond these, rounding changes nothing.
constexpr int64_t kMostFractionDigits = 1100;
constexpr int64_t kMostIntegralDigits = 310;

}  // namespace

std::string float_to_text(double d, char type, int precision, bool alternate) {
  if (type == '%') return float_to_text(d * 100, 'f', precision, alternate) + '%';
  if (!std::isfinite(d)) {
    std::string text = std::isnan(d) ? "nan" : std::signbit(d) ? "-inf" : "inf";
    if (type == 'E' || type == 'F' || type == 'G') {
      for (char& c : text) {
        if (c != '-') c = static_cast<char>(c - 32);
      }
    }
    return text;
  }
  switch (type) {
    case 'e': return exponent_text(d, precision, alternate);
    case 'f':
    case 'F': return fixed_text(d, precision, alternate);
    case 'g': return general_text(d, precision, alternate, false);
    case 0: return general_text(d, precision, alternate, true);
    default: break;
  }
  std::string text = type == 'E' ? exponent_text(d, precision, alternate)
                                 : general_text(d, precision, alternate, false);
  size_t e = text.find('e');
  if (e != std::string::npos) text[e] = 'E';
  return text;
}

double round_to_digits(double d, int64_t digits) {
  if (!std::isfinite(d) || digits > kMostFractionDigits) return d;
  if (digits < -kMostIntegralDigits) return std::copysign(0.0, d);
  if (digits < 0) return round_to_tens(d, digits);
  std::string text = digits_of(d, std::chars_format::fixed, static_cast<int>(digits));
  double rounded = d;
  std::from_chars(text.data(), text.data() + text.size(), rounded);
  return rounded;
}

Str* layout_number(Vm& vm, const FormatSpec& spec, const NumberText& number) {
  char sign = number.negative ? '-' : spec.sign == '+' ? '+' : spec.sign == ' ' ? ' ' : 0;
  auto others =
      static_cast<int64_t>((sign != 0) + number.prefix.size() + number.rest.size());
  TextBuilder digits(vm);
  if (spec.grouping != 0 && !number.digits.empty()) {
    bool zeros = spec.fill == '0' && spec.align == '=';
    int64_t least = zeros ? std::max<int64_t>(spec.width - others, 0) : 0;
    if (least > static_cast<int64_t>(UINT32_MAX)) {
      vm.memory_error();
      return nullptr;
    }
    vm.heap().reserve(static_cast<size_t>(least) * 4 + number.digits.size() * 4);
    digits.append(grouped(number.digits, spec.grouping, number.group_size, least));
  } else {
    digits.append(number.digits);
  }
  int64_t length = others + static_cast<int64_t>(digits.text().size());
  int64_t missing = spec.width > length ? spec.width - length : 0;
  if (missing > static_cast<int64_t>(UINT32_MAX)) {
    vm.memory_error();
    return nullptr;
  }
  int64_t left = spec.align == '>' ? missing : spec.align == '^' ? missing / 2 : 0;
  int64_t inside = spec.align == '=' ? missing : 0;
  TextBuilder out(vm);
  out.append_code_point(spec.fill, static_cast<size_t>(left));
  if (sign != 0) out.append(sign);
  out.append(number.prefix);
  out.append_code_point(spec.fill, static_cast<size_t>(inside));
  out.append(digits.text());
  out.append(number.rest);
  out.append_code_point(spec.fill, static_cast<size_t>(missing - left - inside));
  return out.str();
}

Str* format_float(Vm& vm, Value v, double d, const FormatSpec& spec) {
  constexpr int kDefaultPrecision = 6;
  constexpr int64_t kQuietPrecision = 4096;  // More than this is asked of the heap first.
  char type = 0;
  switch (spec.type) {
    case 0:
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%': type = static_cast<char>(spec.type); break;
    case 'n': type = 'g'; break;
    default: return format_unknown_code(vm, v, spec);
  }
  if (spec.precision > INT32_MAX) {
    vm.raise_text(types.value_error, "precision too big");
    return nullptr;
  }
  std::string text;
  if (spec.type == 0 && spec.precision < 0) {
    text = float_repr(d);
    size_t exponent = text.find('e');
    bool needs_point = spec.alternate && exponent != std::string::npos &&
                       text.find('.') == std::string::npos;
    if (needs_point) text.insert(exponent, ".");
  } else {
    int precision =
        spec.precision < 0 ? kDefaultPrecision : static_cast<int>(spec.precision);
    if (precision > kQuietPrecision)
      vm.heap().reserve(static_cast<size_t>(precision) * 4);
    text = float_to_text(d, type, precision, spec.alternate);
  }
  NumberText number;
  std::string_view shown = text;
  if (shown.front() == '-') {
    number.negative = !(spec.no_negative_zero && std::isfinite(d) && is_zero(shown));
    shown.remove_prefix(1);
  }
  size_t end = 0;
  while (end < shown.size() && shown[end] >= '0' && shown[end] <= '9') end++;
  number.digits = shown.substr(0, end);
  number.rest = shown.substr(end);
  return layout_number(vm, spec, number);
}

}  // namespace scriptling
