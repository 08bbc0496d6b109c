// classes bytes and bytearray: constructors and special methods of both.
#include "interp/format.h"
#include "interp/types/bytes_methods.h"
#include "interp/types/codec.h"
#include "interp/types/memoryview.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

Value bytes_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.bytes);
  if (cls == nullptr) return Value::error();
  if (cls == types.bytes && args.given(1) && is_kind(args[1], Kind::kBytes) &&
      args[1].o->cls == types.bytes && !args.given(2) && !args.given(3)) {
    return args[1];
  }
  std::string data;
  if (!bytes_arguments(vm, args, types.bytes, &data)) return Value::error();
  if (data.size() > UINT32_MAX) return vm.memory_error();
  if (cls == types.bytes) return Value::object(make_bytes(vm.heap(), data));
  auto* made = static_cast<Bytes*>(allocate_instance(vm, cls, data.size()));
  auto* to = reinterpret_cast<uint8_t*>(made + 1);
  memcpy(to, data.data(), data.size());
  made->data = to;
  made->size = static_cast<uint32_t>(data.size());
  return Value::object(made);
}

Value bytes_len(Vm& vm, const Args& args) {
  return Value::integer(static_cast<int64_t>(self_bytes(args).size()));
}

Value bytes_getitem(Vm& vm, const Args& args) {
  return bytes_get_item(vm, args[0].o, args[1]);
}

Value bytes_contains_method(Vm& vm, const Args& args) {
  return from_found(bytes_contains(vm, args[0].o, args[1]));
}

Value bytes_iter(Vm& vm, const Args& args) {
  return Value::object(
      make_iterator(vm, IteratorKind::kBytes, types.bytes_iterator, args[0].o));
}

Value bytes_repr_method(Vm& vm, const Args& args) {
  return from_str(builtin_repr(vm, args[0].o));
}

Value bytes_hash(Vm& vm, const Args& args) {
  return Value::integer(visible_hash_bytes(self_bytes(args)));
}

Value bytes_bytes(Vm& vm, const Args& args) { return same_bytes(vm, args[0]); }

template <CompareOp op>
Value bytes_compare(Vm& vm, const Args& args) {
  bool is_comparable = is_byte_string(args[1]) ||
                       (is_kind(args[0], Kind::kByteArray) && is_bytes_like(args[1]));
  if (!is_comparable) return Value::not_implemented();
  return Value::boolean(compare_plain(op, self_bytes(args), bytes_view(args[1])));
}

Value bytes_mul(Vm& vm, const Args& args) {
  int64_t count;
  if (!repeat_count(vm, args[1], &count)) return Value::error();
  return bytes_repeat(vm, args[0].o, count);
}

Value bytes_mod(Vm& vm, const Args& args) {
  return bytes_percent_format(vm, args[0], args[1]);
}

Value bytes_decode(Vm& vm, const Args& args) {
  CodecArguments codec;
  if (!codec_arguments(vm, "decode", args[1], args[2], &codec)) return Value::error();
  return from_str(decode_bytes(vm, args[0], codec));
}

Value bytes_getnewargs(Vm& vm, const Args& args) {
  return Value::object(
      make_tuple(vm.heap(), {Value::object(make_bytes(vm.heap(), self_bytes(args)))}));
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kBothMethods[] = {
    {"__len__(self, /)", bytes_len, "Return len(self).", kMethod},
    {"__getitem__(self, key, /)", bytes_getitem, "Return self[key].", kMethod},
    {"__contains__(self, key, /)", bytes_contains_method, "Return key in self.", kMethod},
    {"__iter__(self, /)", bytes_iter, "Implement iter(self).", kMethod},
    {"__repr__(self, /)", bytes_repr_method, "Return repr(self).", kMethod},
    {"__eq__(self, value, /)", bytes_compare<CompareOp::kEq>, "Return self==value.",
     kMethod},
    {"__ne__(self, value, /)", bytes_compare<CompareOp::kNe>, "Return self!=value.",
     kMethod},
    {"__lt__(self, value, /)", bytes_compare<CompareOp::kLt>, "Return self<value.",
     kMethod},
    {"__le__(self, value, /)", bytes_compare<CompareOp::kLe>, "Return self<=value.",
     kMethod},
    {"__gt__(self, value, /)", bytes_compare<CompareOp::kGt>, "Return self>value.",
     kMethod},
    {"__ge__(self, value, /)", bytes_compare<CompareOp::kGe>, "Return self>=value.",
     kMethod},
    {"__add__(self, value, /)", sequence_add, "Return self+value.", kMethod},
    {"__mul__(self, value, /)", bytes_mul, "Return self*value.", kMethod},
    {"__rmul__(self, value, /)", bytes_mul, "Return value*self.", kMethod},
    {"__mod__(self, value, /)", bytes_mod, "Return self%value.", kMethod},
    {"decode(self, /, encoding='utf-8', errors='strict')", bytes_decode,
     "Decode the bytes using the codec registered for encoding.", kMethod},
};

constexpr NativeDef kBytesMethods[] = {
    {"__new__(cls, source=b'', encoding='utf-8', errors='strict')", bytes_new,
     "bytes(iterable_of_ints) -> bytes\n"
     "bytes(string, encoding[, errors]) -> bytes\n"
     "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
     "bytes(int) -> bytes object of size given by the parameter initialized with null "
     "bytes\n"
     "bytes() -> empty bytes object",
     NativeBinding::kStaticMethod},
    {"__hash__(self, /)", bytes_hash, "Return hash(self).", kMethod},
    {"__bytes__(self, /)", bytes_bytes, "Convert this value to exact type bytes.",
     kMethod},
    {"__getnewargs__(self, /)", bytes_getnewargs, nullptr, kMethod},
};

// The zeros that bytes(count) asks for; true also when `source` is no count at all.
bool zeros_from(Vm& vm, Value source, std::string* out, bool* done) {
  *done = is_int_like(source) || !vm.lookup(class_of(source), names.index).is_undefined();
  if (!*done) return true;
  auto given = to_index(vm, source);
  if (!given && vm.pending_is(types.type_error)) {
    vm.clear_pending();
    *done = false;
    return true;
  }
  if (!given && vm.pending_is(types.overflow_error)) {
    vm.clear_pending();
    vm.raise(types.overflow_error, "cannot fit '{}' into an index-sized integer",
             class_name(source));
  }
  if (!given) return false;
  int64_t count = *given;
  if (count < 0) {
    vm.raise_text(types.value_error, "negative count");
    return false;
  }
  if (count > UINT32_MAX) {
    vm.memory_error();
    return false;
  }
  vm.heap().reserve(static_cast<size_t>(count) * 2);
  out->assign(static_cast<size_t>(count), '\0');
  return true;
}

}  // namespace

bool require_bytes(Vm& vm, Value v) {
  if (is_bytes_like(v)) return true;
  if (is_kind(v, Kind::kMemoryView)) {
    if (check_not_released(vm, as<MemoryView>(v))) {
      vm.raise_text(types.buffer_error,
                    "memoryview: underlying buffer is not C-contiguous");
    }
    return false;
  }
  vm.type_error("a bytes-like object is required, not '{}'", class_name(v));
  return false;
}

std::optional<uint8_t> to_byte(Vm& vm, Value v, const char* what) {
  std::optional<int64_t> i = v.is_int() ? v.i : to_index_clamped(vm, v);
  if (!i) return std::nullopt;
  if (*i >= 0 && *i <= 255) return static_cast<uint8_t>(*i);
  vm.value_error("{} must be in range(0, 256)", what);
  return std::nullopt;
}

bool bytes_from(Vm& vm, Value source, Class* cls, std::string* out) {
  if (is_kind(source, Kind::kMemoryView)) {
    return memoryview_bytes(vm, as<MemoryView>(source), ItemOrder::kC, out);
  }
  if (is_bytes_like(source)) {
    vm.heap().reserve(bytes_view(source).size());
    out->assign(bytes_view(source));
    return true;
  }
  bool done;
  if (!zeros_from(vm, source, out, &done)) return false;
  if (done) return true;
  Value it = iterate_saying(vm, source, "cannot convert '{}' object to {}",
                            class_name(source), cls->name->view());
  if (it.is_error() || (cls == types.bytes && !ask_length(vm, source))) return false;
  const char* what = cls == types.bytes ? "bytes" : "byte";
  return for_each(vm, it, [&](Value item) {
    auto byte = to_byte(vm, item, what);
    if (!byte) return false;
    if (out->size() == out->capacity()) vm.heap().reserve(out->size() * 2);
    out->push_back(static_cast<char>(*byte));
    return true;
  });
}

bool bytes_arguments(Vm& vm, const Args& args, Class* cls, std::string* out) {
  bool has_codec = args.given(2) || args.given(3);
  if (args.given(1) && is_str(args[1])) {
    CodecArguments codec;
    if (!codec_arguments(vm, cls == types.bytes ? "bytes" : "bytearray", args[2], args[3],
                         &codec)) {
      return false;
    }
    Bytes* encoded = encode_str(vm, as<Str>(args[1]), codec);
    if (encoded == nullptr) return false;
    out->assign(encoded->view());
    return true;
  }
  if (has_codec) {
    vm.raise_text(types.type_error, args.given(2) ? "encoding without a string argument"
                                                  : "errors without a string argument");
    return false;
  }
  if (!args.given(1)) return true;
  if (cls == types.bytes && !is_bytes_like(args[1])) {
    Value made = call_method(vm, args[1], names.bytes, {});
    if (made.is_error()) return false;
    if (!made.is_undefined()) {
      if (!is_kind(made, Kind::kBytes)) {
        vm.type_error("__bytes__ returned non-bytes (type {})", class_name(made));
        return false;
      }
      out->assign(bytes_view(made));
      return true;
    }
  }
  return bytes_from(vm, args[1], cls, out);
}

Value bytes_get_item(Vm& vm, Object* o, Value key) {
  Value self = Value::object(o);
  if (is_kind(key, Kind::kSlice)) {
    Slice* slice = settle_slice(vm, key);
    SliceBounds b;
    auto size = static_cast<int64_t>(bytes_view(self).size());
    if (slice == nullptr || !slice_bounds(vm, slice, size, &b)) return Value::error();
    std::string_view data = bytes_view(self);
    if (b.count == size && b.step == 1) return same_bytes(vm, self);
    if (b.step == 1 || b.count == 0) {
      std::string part(data.substr(static_cast<size_t>(b.count == 0 ? 0 : b.start),
                                   static_cast<size_t>(b.count)));
      return bytes_like(vm, self, part);
    }
    std::string out;
    out.reserve(static_cast<size_t>(b.count));
    for (int64_t n = 0; n < b.count; n++) {
      out += data[static_cast<size_t>(b.start + n * b.step)];
    }
    return bytes_like(vm, self, out);
  }
  int64_t index;
  bool mutable_one = is_kind(self, Kind::kByteArray);
  if (!index_key(vm, key, mutable_one ? "bytearray" : "byte", &index)) {
    return Value::error();
  }
  std::string_view data = bytes_view(self);
  if (index < 0) index += static_cast<int64_t>(data.size());
  if (index < 0 || index >= static_cast<int64_t>(data.size())) {
    return vm.raise_text(types.index_error, mutable_one ? "bytearray index out of range"
                                                        : "index out of range");
  }
  return Value::integer(static_cast<uint8_t>(data[static_cast<size_t>(index)]));
}

Found bytes_contains(Vm& vm, Object* o, Value v) {
  Value self = Value::object(o);
  bool found;
  if (is_int_like(v) ||
      (!is_bytes_like(v) && !vm.lookup(class_of(v), names.index).is_undefined())) {
    auto byte = to_byte(vm, v);
    if (!byte) return Found::kError;
    char wanted = static_cast<char>(*byte);
    found = find_bytes(bytes_view(self), {&wanted, 1}) != kNotFound;
  } else {
    if (!require_bytes(vm, v)) return Found::kError;
    found = find_bytes(bytes_view(self), bytes_view(v)) != kNotFound;
  }
  return found ? Found::kYes : Found::kNo;
}

Value bytes_repeat(Vm& vm, Object* o, int64_t count) {
  Value self = Value::object(o);
  std::string_view data = bytes_view(self);
  if (count == 1) return same_bytes(vm, self);
  if (count <= 0 || data.empty()) return bytes_like(vm, self, {});
  if (count > UINT32_MAX || static_cast<uint64_t>(count) * data.size() > UINT32_MAX) {
    return vm.memory_error();
  }
  vm.heap().reserve(static_cast<size_t>(count) * data.size() * 2);
  std::string out;
  out.reserve(static_cast<size_t>(count) * data.size());
  if (data.size() == 1) {
    out.assign(static_cast<size_t>(count), data[0]);
  } else {
    for (int64_t n = 0; n < count; n++) out.append(data);
  }
  return bytes_like(vm, self, out);
}

void define_bytes() {
  for (Class* cls : {types.bytes, types.bytearray}) {
    add_methods(cls, kBothMethods);
    define_bytes_search(cls);
    define_bytes_text(cls);
  }
  add_methods(types.bytes, kBytesMethods);
  define_bytearray();
}

}  // namespace scriptling
