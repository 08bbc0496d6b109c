// Complex numbers as text, and back.
#include <cmath>

#include "interp/ascii.h"
#include "interp/complex.h"
#include "interp/format_impl.h"
#include "interp/number_impl.h"
#include "interp/str.h"
#include "interp/vm.h"

namespace scriptling {

namespace {

bool is_positive_zero(double d) { return d == 0 && !std::signbit(d); }

// float_repr() without ".0".
std::string part_repr(double d) {
  std::string text = float_repr(d);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

// Reads a complex number in ASCII from left to right.
class ComplexReader {
 public:
  explicit ComplexReader(std::string_view text) : text_(text) {}

  std::optional<ComplexNumber> read() {
    skip_spaces();
    bool in_brackets = take('(');
    if (in_brackets) skip_spaces();
    auto z = read_parts();
    skip_spaces();
    if (in_brackets) {
      if (!take(')')) return std::nullopt;
      skip_spaces();
    }
    return at_ == text_.size() ? z : std::nullopt;
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (peek() != c) return false;
    at_++;
    return true;
  }
  bool take_j() { return take('j') || take('J'); }
  void skip_spaces() {
    while (is_ascii_space(peek())) at_++;
  }

  // REAL, IMAGj, REAL+IMAGj; a lone sign stands for 1 with that sign.
  std::optional<ComplexNumber> read_parts() {
    auto first = read_float();
    if (first && take_j()) return ComplexNumber{0, *first};
    bool goes_on = !first || peek() == '+' || peek() == '-';
    if (!goes_on) return ComplexNumber{*first, 0};
    auto imag = first ? read_float() : std::nullopt;
    if (!imag) imag = take('-') ? -1.0 : (take('+'), 1.0);
    if (!take_j()) return std::nullopt;
    return ComplexNumber{first.value_or(0), *imag};
  }

  // The longest float from here on; nothing, and no step taken, when there is none.
  std::optional<double> read_float() {
    size_t end = at_;
    if (end < text_.size() && (text_[end] == '-' || text_[end] == '+')) end++;
    size_t word = word_at(end);
    end = word > 0 ? end + word : digits_end(end);
    auto d = float_from_text(text_.substr(at_, end - at_));
    if (d) at_ = end;
    return d;
  }

  size_t word_at(size_t at) const {
    for (std::string_view word : {"infinity", "inf", "nan"}) {
      size_t n = 0;
      while (n < word.size() && at + n < text_.size() &&
             (text_[at + n] | 0x20) == word[n]) {
        n++;
      }
      if (n == word.size()) return n;
    }
    return 0;
  }

  size_t digits_end(size_t at) const {
    auto skip = [&] {
      while (at < text_.size() && is_ascii_digit(text_[at])) at++;
    };
    skip();
    if (at < text_.size() && text_[at] == '.') {
      at++;
      skip();
    }
    if (at < text_.size() && (text_[at] | 0x20) == 'e') {
      size_t digits = at + 1;
      if (digits < text_.size() && (text_[digits] == '-' || text_[digits] == '+')) {
        digits++;
      }
      if (digits < text_.size() && is_ascii_digit(text_[digits])) {
        at = digits;
        skip();
      }
    }
    return at;
  }

  std::string_view text_;
  size_t at_ = 0;
};

// Nothing: an underscore stands elsewhere than between two digits.
std::optional<std::string> without_underscores(std::string_view text) {
  std::string plain;
  char before = '\0';
  for (char c : text) {
    bool is_misplaced =
        c == '_' ? !is_ascii_digit(before) : before == '_' && !is_ascii_digit(c);
    if (is_misplaced) return std::nullopt;
    if (c != '_') plain += c;
    before = c;
  }
  if (before == '_') return std::nullopt;
  return plain;
}

// -- Formatting -------------------------------------------------------------------------

bool check_spec(Vm& vm, Value v, const FormatSpec& spec) {
  constexpr std::string_view kTypes = "eEfFgGn";
  bool is_known = spec.type == 0 ||
                  (spec.type < 0x80 &&
                   kTypes.find(static_cast<char>(spec.type)) != std::string_view::npos);
  if (!is_known) {
    format_unknown_code(vm, v, spec);
    return false;
  }
  const char* refused = nullptr;
  if (spec.precision > INT32_MAX) {
    refused = "precision too big";
  } else if (spec.fill == '0') {
    refused = "Zero padding is not allowed in complex format specifier";
  } else if (spec.align == '=') {
    refused = "'=' alignment flag is not allowed in complex format specifier";
  }
  if (refused != nullptr) vm.raise_text(types.value_error, refused);
  return refused == nullptr;
}

// One part by a spec without width. Without type and precision it is written as repr()
// does.
Str* format_part(Vm& vm, Value v, double d, FormatSpec spec) {
  if (spec.type != 0) return format_float(vm, v, d, spec);
  if (spec.precision >= 0) {
    spec.type = 'g';
    return format_float(vm, v, d, spec);
  }
  Str* text = format_float(vm, v, d, spec);
  if (text == nullptr || !text->view().ends_with(".0")) return text;
  return make_str(vm.heap(),
                  text->view().substr(0, text->size - (spec.alternate ? 1 : 2)));
}

}  // namespace

std::string complex_repr(ComplexNumber z) {
  std::string imag = part_repr(z.imag) + "j";
  if (is_positive_zero(z.real)) return imag;
  if (imag.front() != '-') imag.insert(0, "+");
  return "(" + part_repr(z.real) + imag + ")";
}

Str* complex_format(Vm& vm, Value v, Str* text) {
  FormatSpec spec;
  if (!read_format_spec(vm, v, text, 0, '>', &spec) || !check_spec(vm, v, spec)) {
    return nullptr;
  }
  ComplexNumber z = plain_complex(v);
  bool is_like_repr = spec.type == 0;
  bool skips_real = is_like_repr && is_positive_zero(z.real);
  FormatSpec plain = spec;
  plain.width = -1;
  plain.align = '<';
  std::string shown;
  if (!skips_real) {
    Str* real = format_part(vm, v, z.real, plain);
    if (real == nullptr) return nullptr;
    shown = real->view();
    plain.sign = '+';
  }
  Str* imag = format_part(vm, v, z.imag, plain);
  if (imag == nullptr) return nullptr;
  shown.append(imag->view()).append("j");
  if (is_like_repr && !skips_real) shown = "(" + shown + ")";
  TextBuilder out(vm);
  append_padded(out, spec, shown, static_cast<int64_t>(shown.size()));
  return out.str();
}

std::optional<ComplexNumber> complex_from_text(Vm& vm, std::string_view text,
                                               Value original) {
  auto plain = without_underscores(number_text_as_ascii(text));
  if (!plain) {
    Str* shown = repr(vm, original);
    if (shown == nullptr) return std::nullopt;
    vm.value_error("could not convert string to complex: {}", shown->view());
    return std::nullopt;
  }
  auto z = ComplexReader(*plain).read();
  if (!z) vm.raise_text(types.value_error, "complex() arg is a malformed string");
  return z;
}

}  // namespace scriptling
