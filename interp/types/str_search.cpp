// Methods of str that look for text: find, count, replace, startswith, strip ...
#include "interp/ascii.h"
#include "interp/str_index.h"
#include "interp/types/str_methods.h"
#include "interp/types/unicode.h"

namespace scriptling {

namespace {

// Bytes [start, stop) that the optional arguments name; start > stop: nothing can be
// found there.
struct Window {
  size_t start, stop;
  bool is_valid;
};

bool window(Vm& vm, Str* self, Value start, Value stop, Window* w) {
  if (start.is_undefined() && stop.is_undefined()) {
    *w = {0, self->size, true};
    return true;
  }
  Bounds b;
  if (!bound_arguments(vm, start, stop, NoneBound::kAllowed, &b)) return false;
  b = clamp_bounds(b, self->length);
  if (b.start > b.stop) {
    *w = {0, 0, false};
    return true;
  }
  *w = {str_offset(vm.heap(), self, static_cast<uint32_t>(b.start)),
        str_offset(vm.heap(), self, static_cast<uint32_t>(b.stop)), true};
  return true;
}

Str* wanted_str(Vm& vm, Value v) {
  if (is_str(v)) return as<Str>(v);
  vm.type_error("must be str, not {}", class_name(v));
  return nullptr;
}

enum class End : uint8_t { kFirst, kLast };

// The index of args[1] in self as a code point; -1: not there, -2: pending.
int64_t search(Vm& vm, const Args& args, End end) {
  Str* self = self_str(args);
  Str* wanted = wanted_str(vm, args[1]);
  Window w;
  if (wanted == nullptr || !window(vm, self, args[2], args[3], &w)) return -2;
  if (!w.is_valid) return -1;
  std::string_view text = self->view().substr(w.start, w.stop - w.start);
  size_t at = end == End::kFirst ? find_bytes(text, wanted->view())
                                 : find_last_bytes(text, wanted->view());
  if (at == kNotFound) return -1;
  return str_index_at(vm.heap(), self, static_cast<uint32_t>(w.start + at));
}

template <End end>
Value str_find(Vm& vm, const Args& args) {
  int64_t at = search(vm, args, end);
  return at == -2 ? Value::error() : Value::integer(at);
}

template <End end>
Value str_index(Vm& vm, const Args& args) {
  int64_t at = search(vm, args, end);
  if (at == -1) return vm.raise_text(types.value_error, "substring not found");
  return at == -2 ? Value::error() : Value::integer(at);
}

Value str_count(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  Str* wanted = wanted_str(vm, args[1]);
  Window w;
  if (wanted == nullptr || !window(vm, self, args[2], args[3], &w)) return Value::error();
  if (!w.is_valid) return Value::integer(0);
  std::string_view text = self->view().substr(w.start, w.stop - w.start);
  size_t count =
      wanted->size == 0 ? count_code_points(text) + 1 : count_bytes(text, wanted->view());
  return Value::integer(static_cast<int64_t>(count));
}

enum class Side : uint8_t { kStart, kEnd };

bool has_affix(std::string_view text, std::string_view affix, Side side) {
  return side == Side::kStart ? text.starts_with(affix) : text.ends_with(affix);
}

template <Side side>
Value str_affix(Vm& vm, const Args& args) {
  constexpr const char* kName = side == Side::kStart ? "startswith" : "endswith";
  Str* self = self_str(args);
  Window w;
  if (!window(vm, self, args[2], args[3], &w)) return Value::error();
  std::string_view text = self->view().substr(w.start, w.stop - w.start);
  if (is_str(args[1])) {
    return Value::boolean(w.is_valid && has_affix(text, text_of(args[1]), side));
  }
  if (!is_kind(args[1], Kind::kTuple)) {
    return vm.type_error("{} first arg must be str or a tuple of str, not {}", kName,
                         class_name(args[1]));
  }
  auto* affixes = as<Tuple>(args[1]);
  for (uint64_t n = 0; n < affixes->size; n++) {
    Value affix = affixes->items[n];
    if (!is_str(affix)) {
      return vm.type_error("tuple for {} must only contain str, not {}", kName,
                           class_name(affix));
    }
    if (w.is_valid && has_affix(text, text_of(affix), side)) return Value::boolean(true);
  }
  return Value::boolean(false);
}

template <Side side>
Value str_removeaffix(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  if (!is_str(args[1])) {
    return vm.type_error("remove{}() argument must be str, not {}",
                         side == Side::kStart ? "prefix" : "suffix",
                         argument_type(args[1]));
  }
  std::string_view text = self->view();
  std::string_view affix = text_of(args[1]);
  if (affix.empty() || !has_affix(text, affix, side)) return plain_str(vm, self);
  return str_piece(vm, self,
                   side == Side::kStart ? text.substr(affix.size())
                                        : text.substr(0, text.size() - affix.size()));
}

// -- replace ----------------------------------------------------------------------------

char* put(char* to, std::string_view text) {
  if (!text.empty()) memcpy(to, text.data(), text.size());
  return to + text.size();
}

// `by` before each of the first `count` code points, or (one more) at the very end.
Value replace_empty(Vm& vm, Str* self, Str* by, uint64_t limit) {
  uint64_t count = std::min<uint64_t>(limit, uint64_t{self->length} + 1);
  uint64_t size = self->size + count * by->size;
  if (size > UINT32_MAX) return vm.memory_error();
  char* to;
  Str* result =
      make_str_uninitialized(vm.heap(), size, self->length + count * by->length, &to);
  const char* from = self->data;
  const char* end = from + self->size;
  for (uint64_t n = 0; n < count; n++) {
    to = put(to, by->view());
    if (from == end) break;
    const char* start = from;
    utf8_next(from);
    to = put(to, {start, static_cast<size_t>(from - start)});
  }
  put(to, {from, static_cast<size_t>(end - from)});
  return Value::object(result);
}

Value replaced(Vm& vm, Str* self, Str* old, Str* by, uint64_t limit) {
  std::string_view text = self->view();
  size_t count = count_bytes(text, old->view(), limit);
  if (count == 0) return plain_str(vm, self);
  uint64_t size = text.size() - count * old->size + count * by->size;
  if (size > UINT32_MAX) return vm.memory_error();
  uint64_t length = self->length - count * old->length + count * by->length;
  char* to;
  Str* result = make_str_uninitialized(vm.heap(), size, length, &to);
  size_t from = 0;
  for (; count > 0; count--) {
    if (!poll_sometimes(vm, count)) return Value::error();
    size_t at = find_bytes(text, old->view(), from);
    to = put(to, text.substr(from, at - from));
    to = put(to, by->view());
    from = at + old->size;
  }
  put(to, text.substr(from));
  return Value::object(result);
}

Value str_replace(Vm& vm, const Args& args) {
  for (int n = 1; n <= 2; n++) {
    if (!is_str(args[n])) {
      return vm.type_error("replace() argument {} must be str, not {}", n,
                           argument_type(args[n]));
    }
  }
  std::optional<int64_t> limit = -1;
  if (args.given(3)) limit = to_index(vm, args[3]);
  if (!limit) return Value::error();
  Str* self = self_str(args);
  auto* old = as<Str>(args[1]);
  auto* by = as<Str>(args[2]);
  if (*limit == 0) return plain_str(vm, self);
  uint64_t most = *limit < 0 ? SIZE_MAX : static_cast<uint64_t>(*limit);
  if (old->size == 0) return replace_empty(vm, self, by, most);
  return replaced(vm, self, old, by, most);
}

// -- strip ------------------------------------------------------------------------------

constexpr uint8_t kLeft = 1;
constexpr uint8_t kRight = 2;

// Removes code points for which `gone` is true from the ends.
template <class Gone>
std::string_view stripped(std::string_view text, uint8_t sides, Gone gone) {
  const char* from = text.data();
  const char* end = from + text.size();
  while ((sides & kLeft) && from < end) {
    const char* next = from;
    if (!gone(utf8_next(next))) break;
    from = next;
  }
  while ((sides & kRight) && from < end) {
    const char* start = end - 1;
    while ((static_cast<unsigned char>(*start) & 0xC0) == 0x80) start--;
    const char* at = start;
    if (!gone(utf8_next(at))) break;
    end = start;
  }
  return {from, static_cast<size_t>(end - from)};
}

std::string_view strip_ascii_spaces(std::string_view text, uint8_t sides) {
  if (sides & kLeft) {
    while (!text.empty() && is_ascii_str_space(text.front())) text.remove_prefix(1);
  }
  if (sides & kRight) {
    while (!text.empty() && is_ascii_str_space(text.back())) text.remove_suffix(1);
  }
  return text;
}

std::string_view strip_ascii(std::string_view text, std::string_view chars,
                             uint8_t sides) {
  auto gone = [&](char c) { return memchr(chars.data(), c, chars.size()) != nullptr; };
  if (sides & kLeft) {
    while (!text.empty() && gone(text.front())) text.remove_prefix(1);
  }
  if (sides & kRight) {
    while (!text.empty() && gone(text.back())) text.remove_suffix(1);
  }
  return text;
}

bool has_code_point(std::string_view chars, uint32_t c) {
  const char* p = chars.data();
  const char* end = p + chars.size();
  while (p < end) {
    if (utf8_next(p) == c) return true;
  }
  return false;
}

template <uint8_t sides>
Value str_strip(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  std::string_view text = self->view();
  if (!args.has(1)) {
    text = self->is_ascii() ? strip_ascii_spaces(text, sides)
                            : stripped(text, sides, unicode::is_space);
    return str_piece(vm, self, text);
  }
  if (!is_str(args[1])) {
    constexpr const char* kName = sides == kLeft    ? "lstrip"
                                  : sides == kRight ? "rstrip"
                                                    : "strip";
    return vm.type_error("{} arg must be None or str", kName);
  }
  auto* chars = as<Str>(args[1]);
  if (chars->is_ascii()) {
    text = strip_ascii(text, chars->view(), sides);
  } else {
    text = stripped(text, sides,
                    [&](uint32_t c) { return has_code_point(chars->view(), c); });
  }
  return str_piece(vm, self, text);
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kSearchMethods[] = {
    {"find(self, sub, start=None, end=None, /)", str_find<End::kFirst>,
     "S.find(sub[, start[, end]]) -> int\n\n"
     "Return the lowest index in S where substring sub is found,\n"
     "such that sub is contained within S[start:end].  Return -1 on failure.",
     kMethod},
    {"rfind(self, sub, start=None, end=None, /)", str_find<End::kLast>,
     "S.rfind(sub[, start[, end]]) -> int\n\n"
     "Return the highest index in S where substring sub is found,\n"
     "such that sub is contained within S[start:end].  Return -1 on failure.",
     kMethod},
    {"index(self, sub, start=None, end=None, /)", str_index<End::kFirst>,
     "S.index(sub[, start[, end]]) -> int\n\n"
     "Like S.find() but raises ValueError when the substring is not found.",
     kMethod},
    {"rindex(self, sub, start=None, end=None, /)", str_index<End::kLast>,
     "S.rindex(sub[, start[, end]]) -> int\n\n"
     "Like S.rfind() but raises ValueError when the substring is not found.",
     kMethod},
    {"count(self, sub, start=None, end=None, /)", str_count,
     "S.count(sub[, start[, end]]) -> int\n\n"
     "Return the number of non-overlapping occurrences of substring sub in\n"
     "string S[start:end].",
     kMethod},
    {"startswith(self, prefix, start=None, end=None, /)", str_affix<Side::kStart>,
     "S.startswith(prefix[, start[, end]]) -> bool\n\n"
     "Return True if S starts with the specified prefix, False otherwise.\n"
     "prefix can also be a tuple of strings to try.",
     kMethod},
    {"endswith(self, suffix, start=None, end=None, /)", str_affix<Side::kEnd>,
     "S.endswith(suffix[, start[, end]]) -> bool\n\n"
     "Return True if S ends with the specified suffix, False otherwise.\n"
     "suffix can also be a tuple of strings to try.",
     kMethod},
    {"removeprefix(self, prefix, /)", str_removeaffix<Side::kStart>,
     "Return a str with the given prefix string removed if present.", kMethod},
    {"removesuffix(self, suffix, /)", str_removeaffix<Side::kEnd>,
     "Return a str with the given suffix string removed if present.", kMethod},
    {"replace(self, old, new, count=-1, /)", str_replace,
     "Return a copy with all occurrences of substring old replaced by new.\n\n"
     "  count\n    Maximum number of occurrences to replace.\n"
     "    -1 (the default value) means replace all occurrences.",
     kMethod},
    {"strip(self, chars=None, /)", str_strip<kLeft | kRight>,
     "Return a copy of the string with leading and trailing whitespace removed.\n\n"
     "If chars is given and not None, remove characters in chars instead.",
     kMethod},
    {"lstrip(self, chars=None, /)", str_strip<kLeft>,
     "Return a copy of the string with leading whitespace removed.\n\n"
     "If chars is given and not None, remove characters in chars instead.",
     kMethod},
    {"rstrip(self, chars=None, /)", str_strip<kRight>,
     "Return a copy of the string with trailing whitespace removed.\n\n"
     "If chars is given and not None, remove characters in chars instead.",
     kMethod},
};

}  // namespace

void define_str_search() { add_methods(types.str, kSearchMethods); }

}  // namespace scriptling
