// Methods of str that pad and substitute: center, zfill, expandtabs, translate ...
#include "interp/types/str_methods.h"
#include "interp/types/text_builder.h"

namespace scriptling {

namespace {

// self between `left` and `right` fill characters.
Value padded(Vm& vm, Str* self, uint64_t left, uint64_t right, std::string_view fill) {
  if (left == 0 && right == 0) return plain_str(vm, self);
  uint64_t count = left + right;
  if (count > UINT32_MAX || self->size + count * fill.size() > UINT32_MAX) {
    return vm.memory_error();
  }
  char* to;
  Str* result = make_str_uninitialized(vm.heap(), self->size + count * fill.size(),
                                       self->length + count, &to);
  auto put_fill = [&](uint64_t n) {
    if (fill.size() == 1) {
      memset(to, fill[0], n);
      to += n;
      return;
    }
    for (; n > 0; n--, to += fill.size()) memcpy(to, fill.data(), fill.size());
  };
  put_fill(left);
  memcpy(to, self->data, self->size);
  to += self->size;
  put_fill(right);
  return Value::object(result);
}

// How many characters are missing, and which to use; false: pending.
bool pad_arguments(Vm& vm, const Args& args, uint64_t* missing, std::string_view* fill) {
  auto width = to_index(vm, args[1]);
  if (!width) return false;
  *fill = " ";
  if (args.given(2)) {
    if (!is_str(args[2])) {
      vm.type_error("The fill character must be a unicode character, not {}",
                    class_name(args[2]));
      return false;
    }
    if (as<Str>(args[2])->length != 1) {
      vm.raise_text(types.type_error,
                    "The fill character must be exactly one character long");
      return false;
    }
    *fill = text_of(args[2]);
  }
  int64_t length = self_str(args)->length;
  *missing = *width > length ? static_cast<uint64_t>(*width - length) : 0;
  return true;
}

Value str_ljust(Vm& vm, const Args& args) {
  uint64_t missing;
  std::string_view fill;
  if (!pad_arguments(vm, args, &missing, &fill)) return Value::error();
  return padded(vm, self_str(args), 0, missing, fill);
}

Value str_rjust(Vm& vm, const Args& args) {
  uint64_t missing;
  std::string_view fill;
  if (!pad_arguments(vm, args, &missing, &fill)) return Value::error();
  return padded(vm, self_str(args), missing, 0, fill);
}

Value str_center(Vm& vm, const Args& args) {
  uint64_t missing;
  std::string_view fill;
  if (!pad_arguments(vm, args, &missing, &fill)) return Value::error();
  // The odd one goes left when the width is odd as well.
  uint64_t width = self_str(args)->length + missing;
  uint64_t left = missing / 2 + (missing & width & 1);
  return padded(vm, self_str(args), left, missing - left, fill);
}

Value str_zfill(Vm& vm, const Args& args) {
  auto width = to_index(vm, args[1]);
  if (!width) return Value::error();
  Str* self = self_str(args);
  if (*width <= static_cast<int64_t>(self->length)) return plain_str(vm, self);
  auto missing = static_cast<uint64_t>(*width) - self->length;
  if (self->size + missing > UINT32_MAX) return vm.memory_error();
  char* to;
  Str* result = make_str_uninitialized(vm.heap(), self->size + missing,
                                       self->length + missing, &to);
  size_t sign = self->size > 0 && (self->data[0] == '-' || self->data[0] == '+') ? 1 : 0;
  memcpy(to, self->data, sign);
  memset(to + sign, '0', missing);
  memcpy(to + sign + missing, self->data + sign, self->size - sign);
  return Value::object(result);
}

Value str_expandtabs(Vm& vm, const Args& args) {
  auto size = args.given(1) ? to_c_int(vm, args[1]) : 8;
  if (!size) return Value::error();
  Str* self = self_str(args);
  if (memchr(self->data, '\t', self->size) == nullptr) return plain_str(vm, self);
  TextBuilder out(vm);
  int64_t column = 0;
  const char* p = self->data;
  const char* end = p + self->size;
  while (p < end) {
    const char* from = p;
    uint32_t c = utf8_next(p);
    if (c == '\t') {
      if (*size <= 0) continue;
      int64_t gap = *size - column % *size;
      if (gap > static_cast<int64_t>(UINT32_MAX)) return vm.memory_error();
      out.append(static_cast<size_t>(gap), ' ');
      if (out.text().size() > UINT32_MAX) return vm.memory_error();
      column += gap;
      continue;
    }
    out.append({from, static_cast<size_t>(p - from)});
    column = c == '\n' || c == '\r' ? 0 : column + 1;
  }
  return from_str(out.str());
}

// -- translate --------------------------------------------------------------------------

bool append_translation(Vm& vm, TextBuilder& out, Value v) {
  if (v.is_none()) return true;
  if (is_str(v)) {
    out.append(text_of(v));
    return true;
  }
  if (!is_int_like(v)) {
    vm.raise_text(types.type_error, "character mapping must return integer, None or str");
    return false;
  }
  Value code = plain_int(v);
  if (!code.is_int() || code.i < 0 || code.i > 0x10FFFF) {
    vm.raise_text(types.value_error, "character mapping must be in range(0x110000)");
    return false;
  }
  out.append_code_point(static_cast<uint32_t>(code.i));
  return true;
}

// table[c], or undefined when it has none.
Value translation(Vm& vm, Value table, uint32_t c) {
  Value key = Value::integer(c);
  if (is_kind(table, Kind::kDict) && table.o->cls == types.dict) {
    Value v;
    Found found = dict_get(vm, as<Dict>(table), key, &v);
    return found == Found::kYes  ? v
           : found == Found::kNo ? Value::undefined()
                                 : Value::error();
  }
  Value v = get_item(vm, table, key);
  if (v.is_error() && vm.pending_is(types.lookup_error)) {
    vm.clear_pending();
    return Value::undefined();
  }
  return v;
}

Value str_translate(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  TextBuilder out(vm);
  const char* p = self->data;
  const char* end = p + self->size;
  while (p < end) {
    const char* from = p;
    uint32_t c = utf8_next(p);
    Value v = translation(vm, args[1], c);
    if (v.is_error()) return v;
    if (v.is_undefined()) {
      out.append({from, static_cast<size_t>(p - from)});
    } else if (!append_translation(vm, out, v)) {
      return Value::error();
    }
    if (!vm.poll()) return Value::error();
  }
  return from_str(out.str());
}

// The keys of a dict turned into code points.
Value table_from_dict(Vm& vm, Value source) {
  if (!is_kind(source, Kind::kDict)) {
    return vm.raise_text(types.type_error,
                         "if you give only one argument to maketrans it must be a dict");
  }
  Dict* table = make_dict(vm.heap());
  uint32_t position = 0;
  TableEntry* entry;
  while (table_next(as<Dict>(source)->table, &position, &entry)) {
    Value key = entry->key;
    if (is_str(key)) {
      if (as<Str>(key)->length != 1) {
        return vm.raise_text(types.value_error,
                             "string keys in translate table must be of length 1");
      }
      const char* p = as<Str>(key)->data;
      key = Value::integer(utf8_next(p));
    } else if (!is_int_like(key)) {
      return vm.raise_text(types.type_error,
                           "keys in translate table must be strings or integers");
    }
    if (!dict_set(vm, table, key, entry->value)) return Value::error();
  }
  return Value::object(table);
}

Value str_maketrans(Vm& vm, const Args& args) {
  if (!args.given(1)) return table_from_dict(vm, args[0]);
  for (int n = 1; n <= 2; n++) {
    if (args.given(n) && !is_str(args[n])) {
      return vm.type_error("maketrans() argument {} must be str, not {}", n + 1,
                           argument_type(args[n]));
    }
  }
  if (!is_str(args[0])) {
    return vm.raise_text(
        types.type_error,
        "first maketrans argument must be a string if there is a second argument");
  }
  auto* from = as<Str>(args[0]);
  auto* to = as<Str>(args[1]);
  if (from->length != to->length) {
    return vm.raise_text(types.value_error,
                         "the first two maketrans arguments must have equal length");
  }
  Dict* table = make_dict(vm.heap());
  const char* p = from->data;
  const char* q = to->data;
  while (p < from->data + from->size) {
    Value key = Value::integer(utf8_next(p));
    if (!dict_set(vm, table, key, Value::integer(utf8_next(q)))) return Value::error();
  }
  if (!args.given(2)) return Value::object(table);
  auto* gone = as<Str>(args[2]);
  for (p = gone->data; p < gone->data + gone->size;) {
    if (!dict_set(vm, table, Value::integer(utf8_next(p)), Value::none())) {
      return Value::error();
    }
  }
  return Value::object(table);
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kLayoutMethods[] = {
    {"ljust(self, width, fillchar=' ', /)", str_ljust,
     "Return a left-justified string of length width.", kMethod},
    {"rjust(self, width, fillchar=' ', /)", str_rjust,
     "Return a right-justified string of length width.", kMethod},
    {"center(self, width, fillchar=' ', /)", str_center,
     "Return a centered string of length width.", kMethod},
    {"zfill(self, width, /)", str_zfill,
     "Pad a numeric string with zeros on the left, to fill a field of the given "
     "width.\n\n"
     "The string is never truncated.",
     kMethod},
    {"expandtabs(self, /, tabsize=8)", str_expandtabs,
     "Return a copy where all tab characters are expanded using spaces.\n\n"
     "If tabsize is not given, a tab size of 8 characters is assumed.",
     kMethod},
    {"translate(self, table, /)", str_translate,
     "Replace each character in the string using the given translation table.\n\n"
     "  table\n    Translation table, which must be a mapping of Unicode ordinals to\n"
     "    Unicode ordinals, strings, or None.",
     kMethod},
    {"maketrans(x, y=None, z=None, /)", str_maketrans,
     "Return a translation table usable for str.translate().",
     NativeBinding::kStaticMethod},
};

}  // namespace

void define_str_layout() { add_methods(types.str, kLayoutMethods); }

}  // namespace scriptling
