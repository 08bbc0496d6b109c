// class str: its constructor and special methods. The rest is in str_search, str_split,
// str_case, str_layout and str_codec.
#include "interp/format.h"
#include "interp/types/codec.h"
#include "interp/types/storage.h"
#include "interp/types/str_methods.h"

namespace scriptling {

namespace {

// An instance of a subclass with a copy of the text.
Value wrapped(Vm& vm, Class* cls, Str* text) {
  if (text == nullptr) return Value::error();
  if (cls == types.str) return Value::object(text);
  auto* s = static_cast<Str*>(allocate_instance(vm, cls, text->size));
  char* data = reinterpret_cast<char*>(s + 1);
  memcpy(data, text->data, text->size);
  s->data = data;
  s->size = text->size;
  s->length = text->length;
  s->flags = static_cast<uint16_t>((s->flags & ~kAscii) | (text->flags & kAscii));
  return Value::object(s);
}

// str(bytes, encoding, errors)
Str* decoded(Vm& vm, const Args& args) {
  CodecArguments codec;
  if (is_str(args[1]) && (!args.given(2) || is_str(args[2]))) {
    vm.raise_text(types.type_error, "decoding str is not supported");
    return nullptr;
  }
  if (!codec_arguments(vm, "str", args[2], args[3], &codec)) return nullptr;
  if (!is_bytes_like(args[1])) {
    vm.type_error("decoding to str: need a bytes-like object, {} found",
                  class_name(args[1]));
    return nullptr;
  }
  return decode_bytes(vm, args[1], codec);
}

Value str_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.str);
  if (cls == nullptr) return Value::error();
  if (args.given(2) || args.given(3)) {
    if (!args.given(1)) return wrapped(vm, cls, names.empty);
    return wrapped(vm, cls, decoded(vm, args));
  }
  if (!args.given(1)) return wrapped(vm, cls, names.empty);
  Str* text = to_str(vm, args[1]);
  if (text == nullptr) return Value::error();
  return cls == types.str ? Value::object(text) : wrapped(vm, cls, text);
}

Value str_len(Vm& vm, const Args& args) { return Value::integer(self_str(args)->length); }

Value str_getitem(Vm& vm, const Args& args) {
  return str_get_item(vm, self_str(args), args[1]);
}

Value str_contains(Vm& vm, const Args& args) {
  if (!is_str(args[1])) {
    return vm.type_error("'in <string>' requires string as left operand, not {}",
                         class_name(args[1]));
  }
  return Value::boolean(find_bytes(self_str(args)->view(), text_of(args[1])) !=
                        kNotFound);
}

Value str_iter(Vm& vm, const Args& args) {
  return Value::object(
      make_iterator(vm, IteratorKind::kStr, types.str_iterator, args[0].o));
}

Value str_repr_method(Vm& vm, const Args& args) {
  Str* self = self_str(args);
  vm.heap().reserve(size_t{self->size} * 2);
  return str_value(vm, str_repr(self->view()));
}

Value str_str(Vm& vm, const Args& args) { return plain_str(vm, self_str(args)); }

Value str_hash_method(Vm& vm, const Args& args) {
  return Value::integer(visible_hash_bytes(self_str(args)->view()));
}

template <CompareOp op>
Value str_compare(Vm& vm, const Args& args) {
  if (!is_str(args[1])) return Value::not_implemented();
  // Bytes of UTF-8 sort as the code points do.
  return Value::boolean(compare_plain(op, self_str(args)->view(), text_of(args[1])));
}

Value str_mul(Vm& vm, const Args& args) {
  int64_t count;
  if (!repeat_count(vm, args[1], &count)) return Value::error();
  return str_repeat(vm, self_str(args), count);
}

Value str_mod(Vm& vm, const Args& args) {
  return str_percent_format(vm, self_str(args), args[1]);
}

Value str_rmod(Vm& vm, const Args& args) {
  if (!is_str(args[1])) return Value::not_implemented();
  return str_percent_format(vm, as<Str>(args[1]), args[0]);
}

Value str_format_method(Vm& vm, const Args& args) {
  return str_format(vm, self_str(args), args);
}

Value str_format_map(Vm& vm, const Args& args) {
  return str_format(vm, self_str(args), args, args[1]);
}

Value str_format_spec(Vm& vm, const Args& args) {
  if (!is_str(args[1])) {
    return vm.type_error("__format__() argument must be str, not {}",
                         argument_type(args[1]));
  }
  return from_str(format_value(vm, args[0], as<Str>(args[1])));
}

Value str_getnewargs(Vm& vm, const Args& args) {
  return Value::object(make_tuple(vm.heap(), {plain_str(vm, self_str(args))}));
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kStrMethods[] = {
    {"__new__(cls, object='', encoding='utf-8', errors='strict')", str_new,
     "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
     "Create a new string object from the given object. If encoding or\n"
     "errors is specified, then the object must expose a data buffer\n"
     "that will be decoded using the given encoding and error handler.\n"
     "Otherwise, returns the result of object.__str__() (if defined)\n"
     "or repr(object).",
     NativeBinding::kStaticMethod},
    {"__len__(self, /)", str_len, "Return len(self).", kMethod},
    {"__getitem__(self, key, /)", str_getitem, "Return self[key].", kMethod},
    {"__contains__(self, key, /)", str_contains, "Return key in self.", kMethod},
    {"__iter__(self, /)", str_iter, "Implement iter(self).", kMethod},
    {"__repr__(self, /)", str_repr_method, "Return repr(self).", kMethod},
    {"__str__(self, /)", str_str, "Return str(self).", kMethod},
    {"__hash__(self, /)", str_hash_method, "Return hash(self).", kMethod},
    {"__eq__(self, value, /)", str_compare<CompareOp::kEq>, "Return self==value.",
     kMethod},
    {"__ne__(self, value, /)", str_compare<CompareOp::kNe>, "Return self!=value.",
     kMethod},
    {"__lt__(self, value, /)", str_compare<CompareOp::kLt>, "Return self<value.",
     kMethod},
    {"__le__(self, value, /)", str_compare<CompareOp::kLe>, "Return self<=value.",
     kMethod},
    {"__gt__(self, value, /)", str_compare<CompareOp::kGt>, "Return self>value.",
     kMethod},
    {"__ge__(self, value, /)", str_compare<CompareOp::kGe>, "Return self>=value.",
     kMethod},
    {"__add__(self, value, /)", sequence_add, "Return self+value.", kMethod},
    {"__mul__(self, value, /)", str_mul, "Return self*value.", kMethod},
    {"__rmul__(self, value, /)", str_mul, "Return value*self.", kMethod},
    {"__mod__(self, value, /)", str_mod, "Return self%value.", kMethod},
    {"__rmod__(self, value, /)", str_rmod, "Return value%self.", kMethod},
    {"format(self, /, *args, **kwargs)", str_format_method,
     "S.format(*args, **kwargs) -> str\n\n"
     "Return a formatted version of S, using substitutions from args and kwargs.\n"
     "The substitutions are identified by braces ('{' and '}').",
     kMethod},
    {"format_map(self, mapping, /)", str_format_map,
     "S.format_map(mapping) -> str\n\n"
     "Return a formatted version of S, using substitutions from mapping.\n"
     "The substitutions are identified by braces ('{' and '}').",
     kMethod},
    {"__format__(self, format_spec, /)", str_format_spec,
     "Return a formatted version of the string as described by format_spec.", kMethod},
    {"__getnewargs__(self, /)", str_getnewargs, nullptr, kMethod},
};

Value str_slice_item(Vm& vm, Str* s, Slice* slice) {
  SliceBounds b;
  if (!slice_bounds(vm, slice, s->length, &b)) return Value::error();
  if (b.count == 0) return Value::object(names.empty);
  if (b.step == 1) {
    if (b.count == s->length) return plain_str(vm, s);
    if (b.count == 1 && s->is_ascii())
      return str_piece(vm, s, s->view().substr(b.start, 1));
    return Value::object(str_slice(vm.heap(), s, static_cast<uint32_t>(b.start),
                                   static_cast<uint32_t>(b.start + b.count)));
  }
  if (s->is_ascii()) {
    char* to;
    Str* result = ascii_str(vm, static_cast<size_t>(b.count), &to);
    for (int64_t n = 0; n < b.count; n++) to[n] = s->data[b.start + n * b.step];
    return Value::object(result);
  }
  // Walks from one code point to the next wanted one.
  constexpr int64_t kBetweenPolls = 100'000;
  vm.heap().reserve(s->size);
  std::string out;
  out.reserve(std::min<size_t>(s->size, static_cast<size_t>(b.count) * 4));
  const char* p = s->data + str_offset(vm.heap(), s, static_cast<uint32_t>(b.start));
  for (int64_t n = 0;;) {
    const char* behind = p;
    utf8_next(behind);
    out.append(p, static_cast<size_t>(behind - p));
    if (++n == b.count) break;
    if (n % kBetweenPolls == 0 && !vm.poll(1000)) return Value::error();
    for (int64_t k = 0; k < b.step; k++) utf8_next(p);
    for (int64_t k = 0; k > b.step; k--) {
      do p--;
      while ((static_cast<unsigned char>(*p) & 0xC0) == 0x80);
    }
  }
  return Value::object(make_str(vm.heap(), out, static_cast<uint32_t>(b.count)));
}

}  // namespace

Value str_get_item(Vm& vm, Str* s, Value key) {
  if (is_kind(key, Kind::kSlice)) return str_slice_item(vm, s, as<Slice>(key));
  int64_t index;
  if (!index_key(vm, key, "string", &index)) return Value::error();
  if (index < 0) index += s->length;
  if (index < 0 || index >= static_cast<int64_t>(s->length)) {
    return vm.raise_text(types.index_error, "string index out of range");
  }
  if (s->is_ascii()) {
    return Value::object(
        str_of_code_point(vm.heap(), static_cast<uint8_t>(s->data[index])));
  }
  const char* p = s->data + str_offset(vm.heap(), s, static_cast<uint32_t>(index));
  return Value::object(str_of_code_point(vm.heap(), utf8_next(p)));
}

Value str_repeat(Vm& vm, Str* s, int64_t count) {
  constexpr size_t kPiece = 1 << 20;  // Bytes that are copied between two polls ...
  constexpr int64_t kPieceCost = 1000;
  if (count <= 0 || s->size == 0) return Value::object(names.empty);
  if (count == 1) return plain_str(vm, s);
  if (count > INT64_MAX / s->length) {
    return vm.raise_text(types.overflow_error, "repeated string is too long");
  }
  if (count > UINT32_MAX || static_cast<uint64_t>(count) * s->size > UINT32_MAX) {
    return vm.memory_error();
  }
  auto size = static_cast<size_t>(count) * s->size;
  char* to;
  Str* result = make_str_uninitialized(vm.heap(), size,
                                       static_cast<size_t>(count) * s->length, &to);
  memcpy(to, s->data, s->size);
  for (size_t done = s->size; done < size;) {
    size_t now = std::min({done, size - done, kPiece});
    memcpy(to + done, to, now);
    done += now;
    if (now == kPiece && !vm.poll(kPieceCost)) return Value::error();
  }
  return Value::object(result);
}

void define_str() {
  add_methods(types.str, kStrMethods);
  define_str_search();
  define_str_split();
  define_str_case();
  define_str_layout();
  define_str_codec();
}

}  // namespace scriptling
