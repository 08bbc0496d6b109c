// Methods of str about case, and the predicates: upper, title, casefold, isalpha ...
#include "interp/ascii.h"
#include "interp/identifier.h"
#include "interp/types/str_methods.h"
#include "interp/types/unicode.h"

namespace scriptling {

namespace {

// Each byte of an ASCII string mapped by fn.
template <class F>
Value map_ascii(Vm& vm, const Str* self, F fn) {
  char* to;
  Str* result = ascii_str(vm, self->size, &to);
  for (uint32_t n = 0; n < self->size; n++) to[n] = fn(self->data[n]);
  return Value::object(result);
}

// Texts grow when their case changes, but by no more than this.
constexpr size_t kMostGrowth = 3;

// Calls fn(out, c, at) for each code point, with the place behind it.
template <class F>
Value map_text(Vm& vm, const Str* self, F fn) {
  vm.heap().reserve(self->size * kMostGrowth);
  std::string out;
  out.reserve(self->size + 16);
  const char* p = self->data;
  const char* end = p + self->size;
  while (p < end) {
    const char* from = p;
    uint32_t c = utf8_next(p);
    fn(out, c, from, p);
  }
  if (out.size() > UINT32_MAX) return vm.memory_error();
  return str_value(vm, out);
}

// Whether the sigma at [from, behind) ends a word.
bool is_final_sigma(const Str* self, const char* from, const char* behind) {
  const char* start = self->data;
  const char* end = start + self->size;
  bool cased_before = false;
  while (from > start && !cased_before) {
    do from--;
    while ((static_cast<unsigned char>(*from) & 0xC0) == 0x80);
    const char* at = from;
    uint32_t c = utf8_next(at);
    if (unicode::is_case_ignorable(c)) continue;
    if (!unicode::is_cased(c)) return false;
    cased_before = true;
  }
  if (!cased_before) return false;
  while (behind < end) {
    uint32_t c = utf8_next(behind);
    if (unicode::is_case_ignorable(c)) continue;
    return !unicode::is_cased(c);
  }
  return true;
}

constexpr uint32_t kSigma = 0x3A3;
constexpr uint32_t kSmallSigma = 0x3C3;
constexpr uint32_t kFinalSigma = 0x3C2;

void lower_at(std::string& out, const Str* self, uint32_t c, const char* from,
              const char* behind) {
  if (c == kSigma) {
    utf8_append(out, is_final_sigma(self, from, behind) ? kFinalSigma : kSmallSigma);
  } else {
    unicode::append_lower(out, c);
  }
}

Value str_upper(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  if (self->is_ascii()) return map_ascii(vm, self, ascii_upper);
  return map_text(vm, self, [](std::string& out, uint32_t c, const char*, const char*) {
    unicode::append_upper(out, c);
  });
}

Value str_lower(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  if (self->is_ascii()) return map_ascii(vm, self, ascii_lower);
  return map_text(vm, self,
                  [self](std::string& out, uint32_t c, const char* from,
                         const char* behind) { lower_at(out, self, c, from, behind); });
}

Value str_casefold(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  if (self->is_ascii()) return map_ascii(vm, self, ascii_lower);
  return map_text(vm, self, [](std::string& out, uint32_t c, const char*, const char*) {
    unicode::append_folded(out, c);
  });
}

Value str_swapcase(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  if (self->is_ascii()) {
    return map_ascii(vm, self, ascii_swapcase);
  }
  return map_text(
      vm, self,
      [self](std::string& out, uint32_t c, const char* from, const char* behind) {
        if (unicode::is_upper(c)) {
          lower_at(out, self, c, from, behind);
        } else if (unicode::is_lower(c)) {
          unicode::append_upper(out, c);
        } else {
          utf8_append(out, c);
        }
      });
}

Value str_title(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  bool in_word = false;
  if (self->is_ascii()) {
    return map_ascii(vm, self, [&](char c) {
      char mapped = in_word ? ascii_lower(c) : ascii_upper(c);
      in_word = is_ascii_letter(c);
      return mapped;
    });
  }
  return map_text(
      vm, self, [&](std::string& out, uint32_t c, const char* from, const char* behind) {
        if (in_word) {
          lower_at(out, self, c, from, behind);
        } else {
          unicode::append_title(out, c);
        }
        in_word = unicode::is_cased(c);
      });
}

Value str_capitalize(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  const char* start = self->data;
  if (self->is_ascii()) {
    bool first = true;
    return map_ascii(vm, self, [&](char c) {
      char mapped = first ? ascii_upper(c) : ascii_lower(c);
      first = false;
      return mapped;
    });
  }
  return map_text(
      vm, self,
      [self, start](std::string& out, uint32_t c, const char* from, const char* behind) {
        if (from == start) {
          unicode::append_title(out, c);
        } else {
          lower_at(out, self, c, from, behind);
        }
      });
}

// -- Predicates -------------------------------------------------------------------------

// Not empty, and each code point passes.
template <class Ascii, class Any>
Value all_of(const Str* self, Ascii ascii, Any any) {
  if (self->size == 0) return Value::boolean(false);
  const char* p = self->data;
  const char* end = p + self->size;
  while (p < end) {
    bool ok = static_cast<signed char>(*p) >= 0 ? ascii(*p++) : any(utf8_next(p));
    if (!ok) return Value::boolean(false);
  }
  return Value::boolean(true);
}

Value str_isalpha(Vm& vm, const Args& args) {
  return all_of(self_str(args), is_ascii_letter, unicode::is_alpha);
}

Value str_isalnum(Vm& vm, const Args& args) {
  return all_of(self_str(args), is_ascii_alnum, [](uint32_t c) {
    return unicode::is_alpha(c) || unicode::is_numeric(c);
  });
}

Value str_isdecimal(Vm& vm, const Args& args) {
  return all_of(self_str(args), is_ascii_digit, unicode::is_decimal);
}

Value str_isdigit(Vm& vm, const Args& args) {
  return all_of(self_str(args), is_ascii_digit, unicode::is_digit);
}

Value str_isnumeric(Vm& vm, const Args& args) {
  return all_of(self_str(args), is_ascii_digit, unicode::is_numeric);
}

Value str_isspace(Vm& vm, const Args& args) {
  return all_of(self_str(args), is_ascii_str_space, unicode::is_space);
}

Value str_isascii(Vm& vm, const Args& args) {
  return Value::boolean(self_str(args)->is_ascii());
}

Value str_isprintable(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  if (self->size == 0) return Value::boolean(true);
  return all_of(
      self, [](char c) { return c >= 32 && c < 127; },
      [](uint32_t c) { return is_printable(c); });
}

Value str_isidentifier(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  if (self->size == 0) return Value::boolean(false);
  const char* p = self->data;
  if (!is_identifier_start(utf8_next(p))) return Value::boolean(false);
  while (p < self->data + self->size) {
    if (!is_identifier_continue(utf8_next(p))) return Value::boolean(false);
  }
  return Value::boolean(true);
}

// At least one code point that `wanted` accepts, and none that is of the opposite case.
template <class Wanted, class Opposite>
Value has_case(const Str* self, Wanted wanted, Opposite opposite) {
  bool seen = false;
  const char* p = self->data;
  const char* end = p + self->size;
  while (p < end) {
    uint32_t c = utf8_next(p);
    if (opposite(c) || unicode::is_title(c)) return Value::boolean(false);
    if (!seen) seen = wanted(c);
  }
  return Value::boolean(seen);
}

Value str_islower(Vm& vm, const Args& args) {
  return has_case(self_str(args), unicode::is_lower, unicode::is_upper);
}

Value str_isupper(Vm& vm, const Args& args) {
  return has_case(self_str(args), unicode::is_upper, unicode::is_lower);
}

Value str_istitle(Vm& vm, const Args& args) {
  const Str* self = self_str(args);
  bool seen = false;
  bool in_word = false;
  const char* p = self->data;
  const char* end = p + self->size;
  while (p < end) {
    uint32_t c = utf8_next(p);
    if (unicode::is_upper(c) || unicode::is_title(c)) {
      if (in_word) return Value::boolean(false);
      in_word = seen = true;
    } else if (unicode::is_lower(c)) {
      if (!in_word) return Value::boolean(false);
    } else {
      in_word = false;
    }
  }
  return Value::boolean(seen);
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kCaseMethods[] = {
    {"upper(self, /)", str_upper, "Return a copy of the string converted to uppercase.",
     kMethod},
    {"lower(self, /)", str_lower, "Return a copy of the string converted to lowercase.",
     kMethod},
    {"casefold(self, /)", str_casefold,
     "Return a version of the string suitable for caseless comparisons.", kMethod},
    {"swapcase(self, /)", str_swapcase,
     "Convert uppercase characters to lowercase and lowercase characters to uppercase.",
     kMethod},
    {"title(self, /)", str_title,
     "Return a version of the string where each word is titlecased.\n\n"
     "More specifically, words start with uppercased characters and all remaining\n"
     "cased characters have lower case.",
     kMethod},
    {"capitalize(self, /)", str_capitalize,
     "Return a capitalized version of the string.\n\n"
     "More specifically, make the first character have upper case and the rest lower\n"
     "case.",
     kMethod},
    {"isalpha(self, /)", str_isalpha,
     "Return True if the string is an alphabetic string, False otherwise.", kMethod},
    {"isalnum(self, /)", str_isalnum,
     "Return True if the string is an alpha-numeric string, False otherwise.", kMethod},
    {"isdecimal(self, /)", str_isdecimal,
     "Return True if the string is a decimal string, False otherwise.", kMethod},
    {"isdigit(self, /)", str_isdigit,
     "Return True if the string is a digit string, False otherwise.", kMethod},
    {"isnumeric(self, /)", str_isnumeric,
     "Return True if the string is a numeric string, False otherwise.", kMethod},
    {"isspace(self, /)", str_isspace,
     "Return True if the string is a whitespace string, False otherwise.", kMethod},
    {"isascii(self, /)", str_isascii,
     "Return True if all characters in the string are ASCII, False otherwise.", kMethod},
    {"isprintable(self, /)", str_isprintable,
     "Return True if the string is printable, False otherwise.", kMethod},
    {"isidentifier(self, /)", str_isidentifier,
     "Return True if the string is a valid Python identifier, False otherwise.", kMethod},
    {"islower(self, /)", str_islower,
     "Return True if the string is a lowercase string, False otherwise.", kMethod},
    {"isupper(self, /)", str_isupper,
     "Return True if the string is an uppercase string, False otherwise.", kMethod},
    {"istitle(self, /)", str_istitle,
     "Return True if the string is a title-cased string, False otherwise.", kMethod},
};

}  // namespace

void define_str_case() { add_methods(types.str, kCaseMethods); }

}  // namespace scriptling
