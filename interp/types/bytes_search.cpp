// Methods of bytes and bytearray that look for bytes: find, split, replace, strip ...
#include "interp/ascii.h"
#include "interp/types/bytes_methods.h"

namespace scriptling {

namespace {

// What is looked for: bytes, or one byte given as an int.
struct Wanted {
  char byte;
  std::string_view data;
};

bool wanted_bytes(Vm& vm, Value v, Wanted* wanted) {
  if (is_bytes_like(v)) {
    wanted->data = bytes_view(v);
    return true;
  }
  if (is_kind(v, Kind::kMemoryView)) return require_bytes(vm, v);
  if (!is_int_like(v) && vm.lookup(class_of(v), names.index).is_undefined()) {
    vm.type_error("argument should be integer or bytes-like object, not '{}'",
                  class_name(v));
    return false;
  }
  auto byte = to_byte(vm, v);
  if (!byte) return false;
  wanted->byte = static_cast<char>(*byte);
  wanted->data = {&wanted->byte, 1};
  return true;
}

enum class End : uint8_t { kFirst, kLast };

// The bounds of a search; nothing can be found in a window that is not valid.
bool window(Vm& vm, const Args& args, Bounds* b, bool* is_valid) {
  if (!bound_arguments(vm, args[2], args[3], NoneBound::kAllowed, b)) return false;
  *b = clamp_bounds(*b, static_cast<int64_t>(self_bytes(args).size()));
  *is_valid = b->start <= b->stop;
  if (!*is_valid) *b = {0, 0};
  return true;
}

std::string_view inside(std::string_view text, const Bounds& b) {
  return text.substr(static_cast<size_t>(b.start), static_cast<size_t>(b.stop - b.start));
}

// -1: not there, -2: pending.
int64_t search(Vm& vm, const Args& args, End end) {
  Wanted wanted;
  Bounds b;
  bool is_valid;
  if (!wanted_bytes(vm, args[1], &wanted) || !window(vm, args, &b, &is_valid)) return -2;
  if (!is_valid) return -1;
  // The bounds may have run a script.
  if (wanted.data.data() != &wanted.byte) wanted.data = bytes_view(args[1]);
  std::string_view text = inside(self_bytes(args), b);
  size_t at = end == End::kFirst ? find_bytes(text, wanted.data)
                                 : find_last_bytes(text, wanted.data);
  return at == kNotFound ? -1 : b.start + static_cast<int64_t>(at);
}

template <End end>
Value bytes_find(Vm& vm, const Args& args) {
  int64_t at = search(vm, args, end);
  return at == -2 ? Value::error() : Value::integer(at);
}

template <End end>
Value bytes_index(Vm& vm, const Args& args) {
  int64_t at = search(vm, args, end);
  if (at == -1) return vm.raise_text(types.value_error, "subsection not found");
  return at == -2 ? Value::error() : Value::integer(at);
}

Value bytes_count(Vm& vm, const Args& args) {
  Wanted wanted;
  Bounds b;
  bool is_valid;
  if (!wanted_bytes(vm, args[1], &wanted) || !window(vm, args, &b, &is_valid)) {
    return Value::error();
  }
  if (!is_valid) return Value::integer(0);
  // The bounds may have run a script.
  if (wanted.data.data() != &wanted.byte) wanted.data = bytes_view(args[1]);
  std::string_view text = inside(self_bytes(args), b);
  size_t count = wanted.data.empty() ? text.size() + 1 : count_bytes(text, wanted.data);
  return Value::integer(static_cast<int64_t>(count));
}

enum class Side : uint8_t { kStart, kEnd };

bool has_affix(std::string_view text, std::string_view affix, Side side) {
  return side == Side::kStart ? text.starts_with(affix) : text.ends_with(affix);
}

template <Side side>
Value bytes_affix(Vm& vm, const Args& args) {
  Bounds b;
  bool is_valid;
  if (!window(vm, args, &b, &is_valid)) return Value::error();
  std::string_view text = inside(self_bytes(args), b);
  if (is_bytes_like(args[1])) {
    return Value::boolean(is_valid && has_affix(text, bytes_view(args[1]), side));
  }
  if (is_kind(args[1], Kind::kMemoryView) && !require_bytes(vm, args[1])) {
    return Value::error();
  }
  if (!is_kind(args[1], Kind::kTuple)) {
    return vm.type_error("{} first arg must be bytes or a tuple of bytes, not {}",
                         side == Side::kStart ? "startswith" : "endswith",
                         class_name(args[1]));
  }
  auto* affixes = as<Tuple>(args[1]);
  for (uint64_t n = 0; n < affixes->size; n++) {
    if (!require_bytes(vm, affixes->items[n])) return Value::error();
    if (is_valid && has_affix(text, bytes_view(affixes->items[n]), side)) {
      return Value::boolean(true);
    }
  }
  return Value::boolean(false);
}

template <Side side>
Value bytes_removeaffix(Vm& vm, const Args& args) {
  if (!require_bytes(vm, args[1])) return Value::error();
  std::string_view text = self_bytes(args);
  std::string_view affix = bytes_view(args[1]);
  if (affix.empty() || !has_affix(text, affix, side)) return same_bytes(vm, args[0]);
  return bytes_like(vm, args[0],
                    side == Side::kStart ? text.substr(affix.size())
                                         : text.substr(0, text.size() - affix.size()));
}

// -- replace ----------------------------------------------------------------------------

void replace_empty(std::string* out, std::string_view text, std::string_view by,
                   uint64_t count) {
  size_t n = 0;
  for (; n < count; n++) {
    out->append(by);
    if (n < text.size()) out->push_back(text[n]);
  }
  if (n < text.size()) out->append(text.substr(n));
}

Value bytes_replace(Vm& vm, const Args& args) {
  if (!require_bytes(vm, args[1]) || !require_bytes(vm, args[2])) return Value::error();
  std::optional<int64_t> limit = -1;
  if (args.given(3)) limit = to_index(vm, args[3]);
  if (!limit) return Value::error();
  std::string_view text = self_bytes(args);
  std::string_view old = bytes_view(args[1]);
  std::string_view by = bytes_view(args[2]);
  uint64_t most = *limit < 0 ? SIZE_MAX : static_cast<uint64_t>(*limit);
  uint64_t count = old.empty() ? std::min<uint64_t>(most, text.size() + 1)
                               : count_bytes(text, old, most);
  if (count == 0) return same_bytes(vm, args[0]);
  uint64_t size = text.size() - count * old.size() + count * by.size();
  if (size > UINT32_MAX) return vm.memory_error();
  vm.heap().reserve(size * 2);
  std::string out;
  out.reserve(size);
  if (old.empty()) {
    replace_empty(&out, text, by, count);
    return bytes_like(vm, args[0], out);
  }
  size_t from = 0;
  for (; count > 0; count--) {
    size_t at = find_bytes(text, old, from);
    out.append(text.substr(from, at - from));
    out.append(by);
    from = at + old.size();
  }
  return bytes_like(vm, args[0], out.append(text.substr(from)));
}

// -- strip, split, join -----------------------------------------------------------------

constexpr uint8_t kLeft = 1;
constexpr uint8_t kRight = 2;

template <uint8_t sides>
Value bytes_strip(Vm& vm, const Args& args) {
  std::string_view chars = " \t\n\r\v\f";
  if (args.has(1)) {
    if (!require_bytes(vm, args[1])) return Value::error();
    chars = bytes_view(args[1]);
  }
  std::string_view text = self_bytes(args);
  size_t whole = text.size();
  auto gone = [&](char c) { return chars.find(c) != kNotFound; };
  while ((sides & kLeft) && !text.empty() && gone(text.front())) text.remove_prefix(1);
  while ((sides & kRight) && !text.empty() && gone(text.back())) text.remove_suffix(1);
  return text.size() == whole ? same_bytes(vm, args[0]) : bytes_like(vm, args[0], text);
}

// Walks over a copy of a bytearray: making a piece may suspend the script.
template <End end>
Value bytes_split(Vm& vm, const Args& args) {
  std::optional<int64_t> limit = -1;
  if (args.given(2)) limit = to_index(vm, args[2]);
  if (!limit) return Value::error();
  if (*limit < 0) limit = -1;
  Value source = args[0];
  if (is_kind(source, Kind::kByteArray)) {
    source = Value::object(make_bytes(vm.heap(), bytes_view(source)));
  }
  List* list = make_list(vm.heap());
  auto emit = [&](std::string_view piece) {
    list_append(vm.heap(), list, bytes_like(vm, args[0], piece));
    return (list->size & 63) != 0 || vm.poll(4);
  };
  std::string_view text = bytes_view(source);
  bool ok;
  if (args.has(1)) {
    if (!require_bytes(vm, args[1])) return Value::error();
    std::string separator(bytes_view(args[1]));
    if (separator.empty()) return vm.raise_text(types.value_error, "empty separator");
    ok = end == End::kFirst ? split_bytes(text, separator, *limit, emit)
                            : split_last_bytes(text, separator, *limit, emit);
  } else {
    ok = end == End::kFirst ? split_spaces(text, *limit, is_ascii_space, emit)
                            : split_last_spaces(text, *limit, is_ascii_space, emit);
  }
  if (!ok) return Value::error();
  if (end == End::kLast && list->size > 0) {
    std::reverse(list->items(), list->items() + list->size);
  }
  return Value::object(list);
}

Value bytes_splitlines(Vm& vm, const Args& args) {
  auto keep = args.given(1) ? to_c_int(vm, args[1]) : 0;
  if (!keep) return Value::error();
  std::string text(self_bytes(args));
  List* list = make_list(vm.heap());
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    size_t next = end == text.size()                                       ? end
                  : text[end] == '\r' && text.compare(end, 2, "\r\n") == 0 ? end + 2
                                                                           : end + 1;
    std::string_view line =
        std::string_view(text).substr(at, (*keep != 0 ? next : end) - at);
    list_append(vm.heap(), list, bytes_like(vm, args[0], line));
    if (!vm.poll()) return Value::error();
    at = next;
  }
  return Value::object(list);
}

template <End end>
Value bytes_partition(Vm& vm, const Args& args) {
  if (!require_bytes(vm, args[1])) return Value::error();
  std::string_view text = self_bytes(args);
  std::string_view separator = bytes_view(args[1]);
  if (separator.empty()) return vm.raise_text(types.value_error, "empty separator");
  size_t at =
      end == End::kFirst ? find_bytes(text, separator) : find_last_bytes(text, separator);
  Value parts[3];
  if (at == kNotFound) {
    for (Value& part : parts) part = bytes_like(vm, args[0], {});
    parts[end == End::kFirst ? 0 : 2] = same_bytes(vm, args[0]);
  } else {
    parts[0] = bytes_like(vm, args[0], text.substr(0, at));
    // bytes give the separator back as it is.
    bool is_view = is_kind(args[1], Kind::kMemoryView);
    parts[1] = is_view && is_kind(args[0], Kind::kBytes)
                   ? args[1]
                   : bytes_like(vm, args[0], separator);
    parts[2] = bytes_like(vm, args[0], text.substr(at + separator.size()));
  }
  return Value::object(make_tuple(vm.heap(), std::span<const Value>(parts, 3)));
}

Value bytes_join(Vm& vm, const Args& args) {
  Value it = iterate_saying(vm, args[1], "can only join an iterable");
  if (it.is_error()) return it;
  Tuple* items = tuple_of(vm, it);
  if (items == nullptr) return Value::error();
  std::string_view separator = self_bytes(args);
  uint64_t size = items->size == 0 ? 0 : separator.size() * (items->size - 1);
  for (uint64_t n = 0; n < items->size; n++) {
    if (!is_bytes_like(items->items[n])) {
      return vm.type_error("sequence item {}: expected a bytes-like object, {} found", n,
                           class_name(items->items[n]));
    }
    size += bytes_view(items->items[n]).size();
    if (size > UINT32_MAX) return vm.memory_error();
  }
  vm.heap().reserve(size * 2);
  std::string out;
  out.reserve(size);
  for (uint64_t n = 0; n < items->size; n++) {
    if (n > 0) out.append(separator);
    out.append(bytes_view(items->items[n]));
  }
  return bytes_like(vm, args[0], out);
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kSearchMethods[] = {
    {"find(self, sub, start=None, end=None, /)", bytes_find<End::kFirst>,
     "B.find(sub[, start[, end]]) -> int\n\n"
     "Return the lowest index in B where subsection sub is found,\n"
     "such that sub is contained within B[start,end].  Return -1 on failure.",
     kMethod},
    {"rfind(self, sub, start=None, end=None, /)", bytes_find<End::kLast>,
     "B.rfind(sub[, start[, end]]) -> int\n\n"
     "Return the highest index in B where subsection sub is found,\n"
     "such that sub is contained within B[start,end].  Return -1 on failure.",
     kMethod},
    {"index(self, sub, start=None, end=None, /)", bytes_index<End::kFirst>,
     "B.index(sub[, start[, end]]) -> int\n\n"
     "Like B.find() but raises ValueError when the subsection is not found.",
     kMethod},
    {"rindex(self, sub, start=None, end=None, /)", bytes_index<End::kLast>,
     "B.rindex(sub[, start[, end]]) -> int\n\n"
     "Like B.rfind() but raises ValueError when the subsection is not found.",
     kMethod},
    {"count(self, sub, start=None, end=None, /)", bytes_count,
     "B.count(sub[, start[, end]]) -> int\n\n"
     "Return the number of non-overlapping occurrences of subsection sub in\n"
     "bytes B[start:end].",
     kMethod},
    {"startswith(self, prefix, start=None, end=None, /)", bytes_affix<Side::kStart>,
     "B.startswith(prefix[, start[, end]]) -> bool\n\n"
     "Return True if B starts with the specified prefix, False otherwise.\n"
     "prefix can also be a tuple of bytes to try.",
     kMethod},
    {"endswith(self, suffix, start=None, end=None, /)", bytes_affix<Side::kEnd>,
     "B.endswith(suffix[, start[, end]]) -> bool\n\n"
     "Return True if B ends with the specified suffix, False otherwise.\n"
     "suffix can also be a tuple of bytes to try.",
     kMethod},
    {"removeprefix(self, prefix, /)", bytes_removeaffix<Side::kStart>,
     "Return a bytes object with the given prefix string removed if present.", kMethod},
    {"removesuffix(self, suffix, /)", bytes_removeaffix<Side::kEnd>,
     "Return a bytes object with the given suffix string removed if present.", kMethod},
    {"replace(self, old, new, count=-1, /)", bytes_replace,
     "Return a copy with all occurrences of substring old replaced by new.", kMethod},
    {"strip(self, bytes=None, /)", bytes_strip<kLeft | kRight>,
     "Strip leading and trailing bytes contained in the argument.\n\n"
     "If the argument is omitted or None, strip leading and trailing ASCII whitespace.",
     kMethod},
    {"lstrip(self, bytes=None, /)", bytes_strip<kLeft>,
     "Strip leading bytes contained in the argument.", kMethod},
    {"rstrip(self, bytes=None, /)", bytes_strip<kRight>,
     "Strip trailing bytes contained in the argument.", kMethod},
    {"split(self, /, sep=None, maxsplit=-1)", bytes_split<End::kFirst>,
     "Return a list of the sections in the bytes, using sep as the delimiter.", kMethod},
    {"rsplit(self, /, sep=None, maxsplit=-1)", bytes_split<End::kLast>,
     "Return a list of the sections in the bytes, using sep as the delimiter.\n\n"
     "Splitting is done starting at the end of the bytes and working to the front.",
     kMethod},
    {"splitlines(self, /, keepends=False)", bytes_splitlines,
     "Return a list of the lines in the bytes, breaking at line boundaries.", kMethod},
    {"partition(self, sep, /)", bytes_partition<End::kFirst>,
     "Partition the bytes into three parts using the given separator.", kMethod},
    {"rpartition(self, sep, /)", bytes_partition<End::kLast>,
     "Partition the bytes into three parts using the given separator.", kMethod},
    {"join(self, iterable_of_bytes, /)", bytes_join,
     "Concatenate any number of bytes objects.\n\n"
     "The bytes whose method is called is inserted in between each pair.",
     kMethod},
};

}  // namespace

void define_bytes_search(Class* cls) { add_methods(cls, kSearchMethods); }

}  // namespace scriptling
