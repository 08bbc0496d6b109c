// Methods of str that take text apart and put it together: split, splitlines, partition,
// join.
#include "interp/ascii.h"
#include "interp/types/str_methods.h"
#include "interp/types/unicode.h"

namespace scriptling {

namespace {

// Collects pieces of one string in a list.
class Pieces {
 public:
  Pieces(Vm& vm, const Str* source)
      : vm_(vm), source_(source), list_(make_list(vm.heap())) {}

  bool add(std::string_view piece) {
    list_append(vm_.heap(), list_, str_piece(vm_, source_, piece));
    return (list_->size & 63) != 0 || vm_.poll(4);
  }
  Value done(bool ok) { return ok ? Value::object(list_) : Value::error(); }
  Value reversed(bool ok) {
    if (!ok) return Value::error();
    if (list_->size > 0) std::reverse(list_->items(), list_->items() + list_->size);
    return Value::object(list_);
  }

 private:
  Vm& vm_;
  const Str* source_;
  List* list_;
};

// -- split(None) of text that is not all ASCII ------------------------------------------

template <class F>
bool split_unicode_spaces(std::string_view text, int64_t limit, F emit) {
  const char* p = text.data();
  const char* end = p + text.size();
  for (;;) {
    const char* from = p;
    while (p < end && unicode::is_space(utf8_next(p))) from = p;
    if (from == end) return true;
    p = from;
    if (limit-- == 0) return emit({from, static_cast<size_t>(end - from)});
    const char* stop = p;
    while (p < end) {
      if (unicode::is_space(utf8_next(p))) break;
      stop = p;
    }
    if (!emit({from, static_cast<size_t>(stop - from)})) return false;
  }
}

const char* before(const char* p) {
  do p--;
  while ((static_cast<unsigned char>(*p) & 0xC0) == 0x80);
  return p;
}

bool is_space_at(const char* p) { return unicode::is_space(utf8_next(p)); }

template <class F>
bool split_last_unicode_spaces(std::string_view text, int64_t limit, F emit) {
  const char* start = text.data();
  const char* end = start + text.size();
  for (;;) {
    while (end > start && is_space_at(before(end))) end = before(end);
    if (end == start) return true;
    const char* from = end;
    if (limit-- == 0) return emit({start, static_cast<size_t>(end - start)});
    while (from > start && !is_space_at(before(from))) from = before(from);
    if (!emit({from, static_cast<size_t>(end - from)})) return false;
    end = from;
  }
}

// The separator, null for None; false: pending.
bool separator_argument(Vm& vm, Value v, Str** separator) {
  *separator = nullptr;
  if (v.is_undefined() || v.is_none()) return true;
  if (!is_str(v)) {
    vm.type_error("must be str or None, not {}", class_name(v));
    return false;
  }
  *separator = as<Str>(v);
  if ((*separator)->size > 0) return true;
  vm.raise_text(types.value_error, "empty separator");
  return false;
}

bool split_arguments(Vm& vm, const Args& args, Str** separator, int64_t* limit) {
  *limit = -1;
  if (args.given(2)) {
    auto given = to_index(vm, args[2]);
    if (!given) return false;
    *limit = *given < 0 ? -1 : *given;
  }
  return separator_argument(vm, args[1], separator);
}

Value str_split(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  Str* separator;
  int64_t limit;
  if (!split_arguments(vm, args, &separator, &limit)) return Value::error();
  Pieces pieces(vm, self);
  auto emit = [&](std::string_view piece) { return pieces.add(piece); };
  if (separator != nullptr) {
    return pieces.done(split_bytes(self->view(), separator->view(), limit, emit));
  }
  if (self->is_ascii()) {
    return pieces.done(split_spaces(self->view(), limit, is_ascii_str_space, emit));
  }
  return pieces.done(split_unicode_spaces(self->view(), limit, emit));
}

Value str_rsplit(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  Str* separator;
  int64_t limit;
  if (!split_arguments(vm, args, &separator, &limit)) return Value::error();
  Pieces pieces(vm, self);
  auto emit = [&](std::string_view piece) { return pieces.add(piece); };
  if (separator != nullptr) {
    return pieces.reversed(
        split_last_bytes(self->view(), separator->view(), limit, emit));
  }
  if (self->is_ascii()) {
    return pieces.reversed(
        split_last_spaces(self->view(), limit, is_ascii_str_space, emit));
  }
  return pieces.reversed(split_last_unicode_spaces(self->view(), limit, emit));
}

Value str_splitlines(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  auto keep = args.given(1) ? to_c_int(vm, args[1]) : 0;
  if (!keep) return Value::error();
  Pieces pieces(vm, self);
  const char* p = self->data;
  const char* end = p + self->size;
  while (p < end) {
    const char* from = p;
    const char* stop = p;
    while (p < end) {
      uint32_t c = utf8_next(p);
      if (unicode::is_line_break(c)) {
        if (c == '\r' && p < end && *p == '\n') p++;
        break;
      }
      stop = p;
    }
    if (*keep != 0) stop = p;
    if (!pieces.add({from, static_cast<size_t>(stop - from)})) return Value::error();
  }
  return pieces.done(true);
}

Str* partition_separator(Vm& vm, Value v) {
  if (!is_str(v)) {
    vm.type_error("must be str, not {}", class_name(v));
    return nullptr;
  }
  if (as<Str>(v)->size == 0) {
    vm.raise_text(types.value_error, "empty separator");
    return nullptr;
  }
  return as<Str>(v);
}

Value parts(Vm& vm, Value a, Value b, Value c) {
  return Value::object(make_tuple(vm.heap(), {a, b, c}));
}

Value parts_around(Vm& vm, Str* self, Str* separator, size_t at) {
  std::string_view text = self->view();
  return parts(vm, str_piece(vm, self, text.substr(0, at)), Value::object(separator),
               str_piece(vm, self, text.substr(at + separator->size)));
}

Value str_partition(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  Str* separator = partition_separator(vm, args[1]);
  if (separator == nullptr) return Value::error();
  size_t at = find_bytes(self->view(), separator->view());
  if (at != kNotFound) return parts_around(vm, self, separator, at);
  Value empty = Value::object(names.empty);
  return parts(vm, plain_str(vm, self), empty, empty);
}

Value str_rpartition(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  Str* separator = partition_separator(vm, args[1]);
  if (separator == nullptr) return Value::error();
  size_t at = find_last_bytes(self->view(), separator->view());
  if (at != kNotFound) return parts_around(vm, self, separator, at);
  Value empty = Value::object(names.empty);
  return parts(vm, empty, empty, plain_str(vm, self));
}

constexpr uint64_t kPiece = 1 << 20;  // Bytes that are copied between two polls.
constexpr int64_t kPieceCost = 1000;

Value joined(Vm& vm, Str* separator, const Value* items, uint64_t count) {
  if (count == 0) return Value::object(names.empty);
  if (count == 1 && is_str(items[0]) && items[0].o->cls == types.str) return items[0];
  uint64_t size = separator->size * (count - 1);
  uint64_t length = separator->length * (count - 1);
  for (uint64_t n = 0; n < count; n++) {
    if (!is_str(items[n])) {
      return vm.type_error("sequence item {}: expected str instance, {} found", n,
                           class_name(items[n]));
    }
    size += as<Str>(items[n])->size;
    length += as<Str>(items[n])->length;
    if (size > UINT32_MAX) return vm.memory_error();
  }
  // A long one lets others go on, who may change the list.
  bool is_long = size > kPiece;
  if (is_long) items = make_tuple(vm.heap(), std::span(items, count))->items;
  char* to;
  Str* result = make_str_uninitialized(vm.heap(), size, length, &to);
  uint64_t copied = 0;
  for (uint64_t n = 0; n < count; n++) {
    const auto* item = as<Str>(items[n]);
    memcpy(to, item->data, item->size);
    to += item->size;
    copied += item->size;
    if (copied > kPiece) {
      copied = 0;
      if (!vm.poll(kPieceCost)) return Value::error();
    }
    if (separator->size == 0 || n + 1 == count) continue;
    if (separator->size == 1) {
      *to++ = separator->data[0];
    } else {
      memcpy(to, separator->data, separator->size);
      to += separator->size;
    }
  }
  return Value::object(result);
}

Value str_join(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  Value source = args[1];
  if (is_kind(source, Kind::kTuple) && source.o->cls == types.tuple) {
    return joined(vm, self, as<Tuple>(source)->items, as<Tuple>(source)->size);
  }
  auto* list = as<List>(source);
  if (!is_kind(source, Kind::kList) || source.o->cls != types.list) {
    Value it = iterate_saying(vm, source, "can only join an iterable");
    if (it.is_error()) return it;
    list = list_of(vm, it);
    if (list == nullptr) return Value::error();
  }
  return joined(vm, self, list->size == 0 ? nullptr : list->items(), list->size);
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kSplitMethods[] = {
    {"split(self, /, sep=None, maxsplit=-1)", str_split,
     "Return a list of the substrings in the string, using sep as the separator string.",
     kMethod},
    {"rsplit(self, /, sep=None, maxsplit=-1)", str_rsplit,
     "Return a list of the substrings in the string, using sep as the separator "
     "string.\n\n"
     "Splitting starts at the end of the string and works to the front.",
     kMethod},
    {"splitlines(self, /, keepends=False)", str_splitlines,
     "Return a list of the lines in the string, breaking at line boundaries.\n\n"
     "Line breaks are not included in the resulting list unless keepends is given and\n"
     "true.",
     kMethod},
    {"partition(self, sep, /)", str_partition,
     "Partition the string into three parts using the given separator.", kMethod},
    {"rpartition(self, sep, /)", str_rpartition,
     "Partition the string into three parts using the given separator.", kMethod},
    {"join(self, iterable, /)", str_join,
     "Concatenate any number of strings.\n\n"
     "The string whose method is called is inserted in between each given string.\n"
     "The result is returned as a new string.\n\n"
     "Example: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'",
     kMethod},
};

}  // namespace

void define_str_split() { add_methods(types.str, kSplitMethods); }

}  // namespace scriptling
