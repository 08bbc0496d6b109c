// Methods of bytes and bytearray about ASCII text: case, predicates, padding, hex,
// translate.
#include "interp/ascii.h"
#include "interp/types/bytes_methods.h"

namespace scriptling {

namespace {

template <class F>
Value map_bytes(Vm& vm, const Args& args, F fn) {
  vm.heap().reserve(self_bytes(args).size());
  std::string out(self_bytes(args));
  for (char& c : out) c = fn(c);
  return bytes_like(vm, args[0], out);
}

Value bytes_upper(Vm& vm, const Args& args) { return map_bytes(vm, args, ascii_upper); }
Value bytes_lower(Vm& vm, const Args& args) { return map_bytes(vm, args, ascii_lower); }
Value bytes_swapcase(Vm& vm, const Args& args) {
  return map_bytes(vm, args, ascii_swapcase);
}
Value bytes_title(Vm& vm, const Args& args) {
  bool in_word = false;
  return map_bytes(vm, args, [&](char c) {
    char mapped = in_word ? ascii_lower(c) : ascii_upper(c);
    in_word = is_ascii_letter(c);
    return mapped;
  });
}
Value bytes_capitalize(Vm& vm, const Args& args) {
  bool first = true;
  return map_bytes(vm, args, [&](char c) {
    char mapped = first ? ascii_upper(c) : ascii_lower(c);
    first = false;
    return mapped;
  });
}

template <bool (*test)(char)>
Value bytes_all(Vm& vm, const Args& args) {
  std::string_view text = self_bytes(args);
  return Value::boolean(!text.empty() && std::all_of(text.begin(), text.end(), test));
}

Value bytes_isascii(Vm& vm, const Args& args) {
  std::string_view text = self_bytes(args);
  return Value::boolean(is_ascii(text));
}

Value bytes_islower(Vm& vm, const Args& args) {
  std::string_view text = self_bytes(args);
  return Value::boolean(std::any_of(text.begin(), text.end(), is_ascii_lower) &&
                        std::none_of(text.begin(), text.end(), is_ascii_upper));
}

Value bytes_isupper(Vm& vm, const Args& args) {
  std::string_view text = self_bytes(args);
  return Value::boolean(std::any_of(text.begin(), text.end(), is_ascii_upper) &&
                        std::none_of(text.begin(), text.end(), is_ascii_lower));
}

Value bytes_istitle(Vm& vm, const Args& args) {
  bool seen = false;
  bool in_word = false;
  for (char c : self_bytes(args)) {
    if (is_ascii_upper(c) ? in_word : is_ascii_lower(c) && !in_word)
      return Value::boolean(false);
    in_word = is_ascii_letter(c);
    seen = seen || in_word;
  }
  return Value::boolean(seen);
}

// -- Padding ----------------------------------------------------------------------------

Value padded(Vm& vm, const Args& args, uint64_t left, uint64_t right, char fill) {
  std::string_view text = self_bytes(args);
  uint64_t size = text.size() + left + right;
  if (left == 0 && right == 0) return same_bytes(vm, args[0]);
  if (size > UINT32_MAX) return vm.memory_error();
  vm.heap().reserve(size * 2);
  std::string out;
  out.reserve(size);
  out.append(left, fill).append(text).append(right, fill);
  return bytes_like(vm, args[0], out);
}

bool pad_arguments(Vm& vm, const Args& args, const char* name, uint64_t* missing,
                   char* fill) {
  auto width = to_index(vm, args[1]);
  if (!width) return false;
  *fill = ' ';
  if (args.given(2)) {
    if (!is_byte_string(args[2]) || bytes_view(args[2]).size() != 1) {
      vm.type_error("{}() argument 2 must be a byte string of length 1, not {}", name,
                    argument_type(args[2]));
      return false;
    }
    *fill = bytes_view(args[2])[0];
  }
  auto size = static_cast<int64_t>(self_bytes(args).size());
  *missing = *width > size ? static_cast<uint64_t>(*width - size) : 0;
  return true;
}

Value bytes_ljust(Vm& vm, const Args& args) {
  uint64_t missing;
  char fill;
  if (!pad_arguments(vm, args, "ljust", &missing, &fill)) return Value::error();
  return padded(vm, args, 0, missing, fill);
}

Value bytes_rjust(Vm& vm, const Args& args) {
  uint64_t missing;
  char fill;
  if (!pad_arguments(vm, args, "rjust", &missing, &fill)) return Value::error();
  return padded(vm, args, missing, 0, fill);
}

Value bytes_center(Vm& vm, const Args& args) {
  uint64_t missing;
  char fill;
  if (!pad_arguments(vm, args, "center", &missing, &fill)) return Value::error();
  uint64_t width = self_bytes(args).size() + missing;
  uint64_t left = missing / 2 + (missing & width & 1);
  return padded(vm, args, left, missing - left, fill);
}

Value bytes_zfill(Vm& vm, const Args& args) {
  auto width = to_index(vm, args[1]);
  if (!width) return Value::error();
  std::string_view text = self_bytes(args);
  if (*width <= static_cast<int64_t>(text.size())) return same_bytes(vm, args[0]);
  if (*width > UINT32_MAX) return vm.memory_error();
  vm.heap().reserve(static_cast<size_t>(*width) * 2);
  std::string out(static_cast<size_t>(*width) - text.size(), '0');
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    out.insert(out.begin(), text[0]);
    text.remove_prefix(1);
  }
  return bytes_like(vm, args[0], out.append(text));
}

Value bytes_expandtabs(Vm& vm, const Args& args) {
  auto size = args.given(1) ? to_c_int(vm, args[1]) : 8;
  if (!size) return Value::error();
  std::string out;
  int64_t column = 0;
  for (char c : self_bytes(args)) {
    if (c != '\t') {
      out += c;
      column = c == '\n' || c == '\r' ? 0 : column + 1;
      continue;
    }
    if (*size <= 0) continue;
    int64_t gap = *size - column % *size;
    if (out.size() + static_cast<uint64_t>(gap) > UINT32_MAX) return vm.memory_error();
    vm.heap().reserve(out.size() + static_cast<size_t>(gap));
    out.append(static_cast<size_t>(gap), ' ');
    column += gap;
  }
  return bytes_like(vm, args[0], out);
}

// -- Hexadecimal ------------------------------------------------------------------------

// The separator, or 0 for none. False: pending.
bool hex_separator(Vm& vm, Value v, char* separator) {
  *separator = 0;
  if (v.is_undefined()) return true;
  std::string_view text;
  bool is_ascii_text = true;
  int64_t size;
  if (is_str(v)) {
    text = text_of(v);
    is_ascii_text = as<Str>(v)->is_ascii();
    size = as<Str>(v)->length;
  } else if (is_byte_string(v)) {
    text = bytes_view(v);
    size = static_cast<int64_t>(text.size());
  } else {
    size = length(vm, v);
    if (size == 1) vm.raise_text(types.type_error, "sep must be str or bytes.");
    if (size == 1 || size < 0) return false;
  }
  if (size != 1) {
    vm.raise_text(types.value_error, "sep must be length 1.");
    return false;
  }
  if (!is_ascii_text || !is_ascii(text[0])) {
    vm.raise_text(types.value_error, "sep must be ASCII.");
    return false;
  }
  *separator = text[0];
  return true;
}

Value bytes_hex(Vm& vm, const Args& args) {
  return bytes_hex_text(vm, args[0], args[1], args[2]);
}

Value bytes_fromhex(Vm& vm, const Args& args) {
  if (!is_str(args[1])) {
    return vm.type_error("fromhex() argument must be str, not {}",
                         argument_type(args[1]));
  }
  std::string_view text = text_of(args[1]);
  std::string out;
  for (size_t at = 0; at < text.size();) {
    if (is_ascii_space(text[at])) {
      at++;
      continue;
    }
    int high = digit_value(text[at], 16);
    int low = high < 0 || at + 1 == text.size() ? -1 : digit_value(text[at + 1], 16);
    if (low < 0) {
      size_t wrong = count_code_points(text.substr(0, high < 0 ? at : at + 1));
      return vm.value_error(
          "non-hexadecimal number found in fromhex() arg at position {}", wrong);
    }
    out += static_cast<char>(high * 16 + low);
    at += 2;
  }
  Value made = is_subclass(as<Class>(args[0]), types.bytearray)
                   ? Value::object(make_bytearray(vm.heap(), out))
                   : Value::object(make_bytes(vm.heap(), out));
  return args[0].o == made.o->cls ? made : vm.call(args[0], {made});
}

// -- translate --------------------------------------------------------------------------

constexpr size_t kTableSize = 256;

Value bytes_translate(Vm& vm, const Args& args) {
  std::string_view table;
  if (!args[1].is_none()) {
    if (!require_bytes(vm, args[1])) return Value::error();
    table = bytes_view(args[1]);
    if (table.size() != kTableSize) {
      return vm.raise_text(types.value_error,
                           "translation table must be 256 characters long");
    }
  }
  std::string_view gone;
  if (args.given(2)) {
    if (!require_bytes(vm, args[2])) return Value::error();
    gone = bytes_view(args[2]);
  }
  vm.heap().reserve(self_bytes(args).size());
  std::string out;
  for (char c : self_bytes(args)) {
    if (gone.find(c) != kNotFound) continue;
    out += table.empty() ? c : table[static_cast<uint8_t>(c)];
  }
  return bytes_like(vm, args[0], out);
}

Value bytes_maketrans(Vm& vm, const Args& args) {
  if (!require_bytes(vm, args[0]) || !require_bytes(vm, args[1])) return Value::error();
  std::string_view from = bytes_view(args[0]);
  std::string_view to = bytes_view(args[1]);
  if (from.size() != to.size()) {
    return vm.raise_text(types.value_error, "maketrans arguments must have same length");
  }
  std::string table(kTableSize, '\0');
  for (size_t n = 0; n < kTableSize; n++) table[n] = static_cast<char>(n);
  for (size_t n = 0; n < from.size(); n++) table[static_cast<uint8_t>(from[n])] = to[n];
  return Value::object(make_bytes(vm.heap(), table));
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kTextMethods[] = {
    {"upper(self, /)", bytes_upper,
     "Return a copy with all ASCII characters converted to uppercase.", kMethod},
    {"lower(self, /)", bytes_lower,
     "Return a copy with all ASCII characters converted to lowercase.", kMethod},
    {"swapcase(self, /)", bytes_swapcase,
     "Return a copy with uppercase ASCII characters converted to lowercase ASCII and "
     "vice "
     "versa.",
     kMethod},
    {"title(self, /)", bytes_title,
     "Return a titlecased version: ASCII words start with uppercase characters.",
     kMethod},
    {"capitalize(self, /)", bytes_capitalize,
     "Return a copy with only its first character capitalized (ASCII) and the rest "
     "lower-cased.",
     kMethod},
    {"isalpha(self, /)", bytes_all<is_ascii_letter>,
     "Return True if all characters are ASCII letters and there is at least one.",
     kMethod},
    {"isdigit(self, /)", bytes_all<is_ascii_digit>,
     "Return True if all characters are ASCII digits and there is at least one.",
     kMethod},
    {"isalnum(self, /)", bytes_all<is_ascii_alnum>,
     "Return True if all characters are ASCII letters or digits and there is at least "
     "one.",
     kMethod},
    {"isspace(self, /)", bytes_all<is_ascii_space>,
     "Return True if all characters are ASCII whitespace and there is at least one.",
     kMethod},
    {"isascii(self, /)", bytes_isascii,
     "Return True if all characters are ASCII or there are none.", kMethod},
    {"islower(self, /)", bytes_islower,
     "Return True if all cased characters are lowercase and there is at least one.",
     kMethod},
    {"isupper(self, /)", bytes_isupper,
     "Return True if all cased characters are uppercase and there is at least one.",
     kMethod},
    {"istitle(self, /)", bytes_istitle, "Return True if the text is a titlecased one.",
     kMethod},
    {"ljust(self, width, fillchar=b' ', /)", bytes_ljust,
     "Return a left-justified copy of length width.", kMethod},
    {"rjust(self, width, fillchar=b' ', /)", bytes_rjust,
     "Return a right-justified copy of length width.", kMethod},
    {"center(self, width, fillchar=b' ', /)", bytes_center,
     "Return a centered copy of length width.", kMethod},
    {"zfill(self, width, /)", bytes_zfill,
     "Pad a numeric string with zeros on the left, to fill a field of the given width.",
     kMethod},
    {"expandtabs(self, /, tabsize=8)", bytes_expandtabs,
     "Return a copy where all tab characters are expanded using spaces.", kMethod},
    {"hex(self, /, sep=None, bytes_per_sep=1)", bytes_hex,
     "Create a string of hexadecimal numbers from a bytes object.", kMethod},
    {"fromhex(cls, string, /)", bytes_fromhex,
     "Create a bytes object from a string of hexadecimal numbers.",
     NativeBinding::kClassMethod},
    {"translate(self, table, /, delete=b'')", bytes_translate,
     "Return a copy with each character mapped by the given translation table.", kMethod},
    {"maketrans(frm, to, /)", bytes_maketrans,
     "Return a translation table usable for the bytes or bytearray translate method.",
     NativeBinding::kStaticMethod},
};

}  // namespace

Value bytes_hex_text(Vm& vm, Value self, Value sep, Value bytes_per_sep) {
  constexpr const char* kDigits = "0123456789abcdef";
  char separator;
  if (!hex_separator(vm, sep, &separator)) return Value::error();
  std::optional<int64_t> group = 1;
  if (!bytes_per_sep.is_undefined()) group = to_index_clamped(vm, bytes_per_sep);
  if (!group) return Value::error();
  std::string_view data = bytes_view(self);
  bool from_right = *group > 0;
  uint64_t every =
      separator == 0 ? 0 : static_cast<uint64_t>(from_right ? *group : -*group);
  vm.heap().reserve(data.size() * 3);
  std::string out;
  for (size_t n = 0; n < data.size(); n++) {
    size_t place = from_right ? data.size() - n : n;
    if (n > 0 && every > 0 && place % every == 0) out += separator;
    auto byte = static_cast<uint8_t>(data[n]);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  if (out.size() > UINT32_MAX) return vm.memory_error();
  return str_value(vm, out);
}

void define_bytes_text(Class* cls) { add_methods(cls, kTextMethods); }

}  // namespace scriptling
