// Numbers as text, and back.
#include <double-conversion/double-conversion.h>
#include <fmt/core.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "interp/ascii.h"
#include "interp/number_impl.h"
#include "interp/ops.h"
#include "interp/str.h"
#include "interp/types.h"
#include "interp/types/unicode.h"
#include "interp/vm.h"

namespace scriptling {

namespace {

constexpr int64_t kDefaultMaxDigits = 4300;
// Its address is the key of the environment's own limit.
constexpr char kMaxDigitsKey = 0;

// Decimal digits come in runs of ten, from zero to nine.
char decimal_digit(uint32_t c) {
  uint32_t first = c;
  while (unicode::is_decimal(first - 1)) first--;
  return static_cast<char>('0' + (c - first) % 10);
}

std::string_view strip(std::string_view text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

bool is_power_of_two(int base) { return (base & (base - 1)) == 0; }

int prefix_base(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return 0;
  switch (ascii_lower(text[1])) {
    case 'b': return 2;
    case 'o': return 8;
    case 'x': return 16;
    default: return 0;
  }
}

// Takes sign and prefix off `text` and settles the base. False: it cannot be an int.
bool read_head(std::string_view* text, int* base, bool* negative) {
  *negative = false;
  if (!text->empty() && (text->front() == '-' || text->front() == '+')) {
    *negative = text->front() == '-';
    text->remove_prefix(1);
  }
  int prefix = prefix_base(*text);
  bool only_zero = false;
  if (*base == 0) {
    *base = prefix != 0 ? prefix : 10;
    only_zero = prefix == 0 && !text->empty() && text->front() == '0';
  }
  if (prefix != 0 && prefix == *base) {
    text->remove_prefix(2);
    if (!text->empty() && text->front() == '_') text->remove_prefix(1);
  }
  // 010 is refused: it used to be octal.
  return !only_zero || text->find_first_not_of("0_") == std::string_view::npos;
}

// The digits without underscores, which may only stand between two of them. Empty:
// invalid.
std::string read_digits(std::string_view text, int base) {
  std::string digits;
  digits.reserve(text.size());
  bool after_digit = false;
  for (char c : text) {
    if (c == '_' && after_digit) {
      after_digit = false;
      continue;
    }
    if (digit_value(c, base) < 0) return {};
    digits += c;
    after_digit = true;
  }
  return after_digit ? digits : std::string{};
}

Value invalid_literal(Vm& vm, int base, Value original) {
  Str* shown = repr(vm, original);
  if (shown == nullptr) return Value::error();
  constexpr uint32_t kMostShown = 200;  // As in Python.
  if (shown->length > kMostShown) shown = str_slice(vm.heap(), shown, 0, kMostShown);
  return vm.value_error("invalid literal for int() with base {}: {}", base,
                        shown->view());
}

Value digits_to_int(Vm& vm, const std::string& digits, int base, bool negative) {
  if (digits.size() <= 18) {
    // Base 36 does not fit 64 bits with 18 digits.
    int64_t value = 0;
    auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (error == std::errc{}) return Value::integer(negative ? -value : value);
  }
  int64_t most = int_max_str_digits(vm);
  if (!is_power_of_two(base) && most > 0 && static_cast<int64_t>(digits.size()) > most) {
    return vm.value_error(
        "Exceeds the limit ({} digits) for integer string conversion: value has {} "
        "digits; use sys.set_int_max_str_digits() to increase the limit",
        most, digits.size());
  }
  if (!check_int_bits(vm, digits.size() * 6)) return Value::error();
  Mpz z;
  mpz_set_str(z, digits.c_str(), base);
  if (negative) mpz_neg(z, z);
  return to_int(vm.heap(), z);
}

std::string too_many_digits(Vm& vm, int64_t most) {
  vm.value_error(
      "Exceeds the limit ({} digits) for integer string conversion; use "
      "sys.set_int_max_str_digits() to increase the limit",
      most);
  return {};
}

std::string small_to_text(int64_t i, int base) {
  char text[72];
  auto [end, error] = std::to_chars(text, text + sizeof(text), i, base);
  return {text, end};
}

// Whether `text` (underscores allowed) has the form of a float; `plain` is it without
// them.
bool read_float(std::string_view text, std::string* plain) {
  size_t at = 0;
  auto digits = [&]() {
    size_t count = 0;
    while (at < text.size()) {
      bool digit = is_ascii_digit(text[at]);
      bool underscore = text[at] == '_' && count > 0 && text[at - 1] != '_' &&
                        at + 1 < text.size() && is_ascii_digit(text[at + 1]);
      if (!digit && !underscore) break;
      if (digit) *plain += text[at];
      count += digit;
      at++;
    }
    return count;
  };
  auto take = [&](std::string_view any) {
    if (at == text.size() || any.find(text[at]) == std::string_view::npos) return false;
    *plain += text[at++];
    return true;
  };
  take("+-");
  size_t count = digits();
  if (take(".")) count += digits();
  if (count == 0) return false;
  if (take("eE")) {
    take("+-");
    if (digits() == 0) return false;
  }
  return at == text.size();
}

}  // namespace

std::string number_text_as_ascii(std::string_view text) {
  std::string ascii;
  const char* p = text.data();
  const char* end = p + text.size();
  while (p < end) {
    uint32_t c = utf8_next(p);
    if (c < 0x80) {
      ascii += static_cast<char>(c);
    } else {
      ascii += unicode::is_space(c)     ? ' '
               : unicode::is_decimal(c) ? decimal_digit(c)
                                        : '?';
    }
  }
  return ascii;
}

int64_t int_max_str_digits(Vm& vm) {
  const Value* slot = vm.library_slot(&kMaxDigitsKey);
  return slot != nullptr && slot->is_int() ? slot->i : kDefaultMaxDigits;
}

void set_int_max_str_digits(Vm& vm, int64_t digits) {
  *vm.library_slot(&kMaxDigitsKey) = Value::integer(digits);
}

Value int_from_text(Vm& vm, std::string_view text, int base, Value original) {
  if (base != 0 && (base < 2 || base > 36)) {
    return vm.value_error("int() base must be >= 2 and <= 36, or 0");
  }
  std::string ascii;
  if (!is_ascii(text)) {
    ascii = number_text_as_ascii(text);
    text = ascii;
  }
  int given_base = base;
  bool negative;
  std::string digits;
  std::string_view stripped = strip(text);
  if (read_head(&stripped, &base, &negative)) digits = read_digits(stripped, base);
  if (digits.empty()) return invalid_literal(vm, given_base, original);
  return digits_to_int(vm, digits, base, negative);
}

std::string int_to_text(Vm& vm, Value v, int base) {
  Value plain = plain_int(v);
  if (plain.is_int()) return small_to_text(plain.i, base);
  IntView z(plain);
  size_t size = mpz_sizeinbase(z, base);  // Exact, or one too many.
  int64_t most = is_power_of_two(base) ? 0 : int_max_str_digits(vm);
  if (most > 0 && size > static_cast<size_t>(most) + 1) return too_many_digits(vm, most);
  vm.heap().reserve(size);
  std::string text(size + 2, '\0');
  mpz_get_str(text.data(), base, z);
  text.resize(strlen(text.data()));
  size_t digits = text.size() - (z.sign() < 0 ? 1 : 0);
  if (most > 0 && digits > static_cast<size_t>(most)) return too_many_digits(vm, most);
  return text;
}

std::string float_repr(double d) {
  using double_conversion::DoubleToStringConverter;
  if (std::isnan(d)) return "nan";
  if (std::isinf(d)) return d > 0 ? "inf" : "-inf";
  char digits[DoubleToStringConverter::kBase10MaximalLength + 1];
  bool negative;
  int count;
  int point;  // Digits in front of the decimal point.
  DoubleToStringConverter::DoubleToAscii(d, DoubleToStringConverter::SHORTEST, 0, digits,
                                         sizeof(digits), &negative, &count, &point);
  std::string text = negative ? "-" : "";
  auto size = static_cast<size_t>(count);
  if (point > 16 || point <= -4) {
    text += digits[0];
    if (count > 1) text.append(".").append(digits + 1, size - 1);
    return text + fmt::format("e{:+03d}", point - 1);
  }
  if (point <= 0) {
    text.append("0.").append(static_cast<size_t>(-point), '0').append(digits, size);
  } else if (count <= point) {
    text.append(digits, size)
        .append(static_cast<size_t>(point - count), '0')
        .append(".0");
  } else {
    auto whole = static_cast<size_t>(point);
    text.append(digits, whole).append(".").append(digits + whole, size - whole);
  }
  return text;
}

std::optional<double> float_from_text(std::string_view text) {
  std::string ascii;
  if (!is_ascii(text)) {
    ascii = number_text_as_ascii(text);
    text = ascii;
  }
  text = strip(text);
  std::string_view word = text;
  double sign = 1.0;
  if (!word.empty() && (word.front() == '-' || word.front() == '+')) {
    if (word.front() == '-') sign = -1.0;
    word.remove_prefix(1);
  }
  if (equal_ignoring_case(word, "inf") || equal_ignoring_case(word, "infinity")) {
    return std::copysign(INFINITY, sign);
  }
  if (equal_ignoring_case(word, "nan")) return std::copysign(NAN, sign);
  std::string plain;
  plain.reserve(text.size());
  if (!read_float(text, &plain)) return std::nullopt;
  using double_conversion::StringToDoubleConverter;
  StringToDoubleConverter converter(StringToDoubleConverter::NO_FLAGS, 0.0, 0.0, nullptr,
                                    nullptr);
  int processed;
  return converter.StringToDouble(plain.data(), static_cast<int>(plain.size()),
                                  &processed);
}

}  // namespace scriptling
