// Values to text.

#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include "interp/lib/json.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

constexpr size_t kQuietSize =
    64 * 1024;                      // Less than this is not worth asking the heap for.
constexpr size_t kScalarSize = 32;  // Numbers and brackets take no more.
constexpr char kHexDigits[] = "0123456789abcdef";

// Bytes that stand for themselves in a string: printable ASCII but for '"' and '\'.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (size_t c = 0x20; c < 0x7f; c++) plain[c] = c != '"' && c != '\\';
  return plain;
}();

// Whether its class has a method of that name which is more than that of all objects.
bool has_own(Vm& vm, Value v, Str* name) {
  Value method = vm.lookup(class_of(v), name);
  if (is_kind(method, Kind::kFunction)) return true;
  return is_kind(method, Kind::kNative) && as<Native>(method)->owner != types.object;
}

class JsonWriter {
 public:
  JsonWriter(Vm& vm, std::string& out, const JsonFormat& format)
      : vm_(vm), out_(out), format_(format) {}

  bool value(Value v) {
    switch (v.tag) {
      case Tag::kNone: out_ += "null"; return true;
      case Tag::kBool: out_ += v.is_true() ? "true" : "false"; return true;
      case Tag::kInt: integer(v.i); return true;
      case Tag::kFloat: return real(v.d);
      case Tag::kObject: return object(v);
      default: return other(v);
    }
  }

 private:
  bool object(Value v) {
    switch (v.o->kind) {
      case Kind::kStr: string(as<Str>(v)); return true;
      case Kind::kBigInt: return big_integer(v);
      case Kind::kBoxed: return value(as<Boxed>(v)->payload);
      case Kind::kList:
      case Kind::kTuple: return nested(v, &JsonWriter::sequence);
      case Kind::kDict: return nested(v, &JsonWriter::mapping);
      case Kind::kSet:
      case Kind::kFrozenSet:
        if (!format_.default_fn.is_undefined()) return other(v);
        return nested(v, &JsonWriter::sequence);
      default: return other(v);
    }
  }

  // -- Scalars --------------------------------------------------------------------------

  void integer(int64_t i) {
    char digits[24];
    auto [end, error] = std::to_chars(digits, digits + sizeof digits, i);
    out_.append(digits, end);
  }

  bool big_integer(Value v) {
    std::string digits = int_to_text(vm_, v, 10);
    if (vm_.has_pending()) return false;
    out_ += digits;
    return true;
  }

  bool real(double d) {
    if (std::isfinite(d)) {
      out_ += float_repr(d);
      return true;
    }
    if (!format_.allow_nan) {
      vm_.value_error("Out of range float values are not JSON compliant");
      return false;
    }
    out_ += std::isnan(d) ? "NaN" : d > 0 ? "Infinity" : "-Infinity";
    return true;
  }

  void string(const Str* s) { string(s->view()); }

  void string(std::string_view text) {
    make_room(text.size() + 2);
    out_ += '"';
    const char* p = text.data();
    const char* end = p + text.size();
    while (p < end) {
      const char* start = p;
      while (p < end && kPlain[static_cast<unsigned char>(*p)]) p++;
      out_.append(start, p);
      if (p < end) special(p);
    }
    out_ += '"';
  }

  // The code point at `p`, which is moved behind it.
  void special(const char*& p) {
    auto byte = static_cast<unsigned char>(*p);
    if (byte < 0x80) {
      p++;
      return ascii(byte);
    }
    const char* start = p;
    uint32_t code_point = utf8_next(p);
    bool is_surrogate = code_point >= 0xd800 && code_point < 0xe000;
    if (!format_.ensure_ascii && !(is_surrogate && format_.escape_surrogates)) {
      out_.append(start, p);
    } else if (code_point >= 0x10000) {
      unicode_escape(0xd800 + ((code_point - 0x10000) >> 10));
      unicode_escape(0xdc00 + ((code_point - 0x10000) & 0x3ff));
    } else {
      unicode_escape(code_point);
    }
  }

  void ascii(unsigned char c) {
    switch (c) {
      case '"': out_ += "\\\""; break;
      case '\\': out_ += "\\\\"; break;
      case '\n': out_ += "\\n"; break;
      case '\r': out_ += "\\r"; break;
      case '\t': out_ += "\\t"; break;
      case '\f': out_ += "\\f"; break;
      case '\b': out_ += "\\b"; break;
      case 0x7f:
        if (!format_.ensure_ascii) {
          out_ += '\x7f';
          break;
        }
        [[fallthrough]];
      default: unicode_escape(c);
    }
  }

  void unicode_escape(uint32_t unit) {
    char text[] = "\\u0000";
    for (int n = 5; n > 1; n--, unit >>= 4) text[n] = kHexDigits[unit & 15];
    out_.append(text, 6);
  }

  // -- Containers -----------------------------------------------------------------------

  // Notes that `v` is open while `write` runs.
  bool nested(Value v, bool (JsonWriter::*write)(Value v)) {
    if (!vm_.check_native_depth() || !open(v)) return false;
    bool done = (this->*write)(v);
    if (format_.check_circular) open_.pop_back();
    return done;
  }

  bool open(Value v) {
    if (!format_.check_circular) return true;
    for (Object* o : open_) {
      if (o != v.o) continue;
      vm_.value_error("Circular reference detected");
      return false;
    }
    open_.push_back(v.o);
    return true;
  }

  void new_line() {
    make_room(format_.indent.size() * level_ + kScalarSize);
    if (!format_.pretty) return;
    out_ += '\n';
    for (size_t n = 0; n < level_; n++) out_ += format_.indent;
  }

  // Between items, and in front of the first.
  void separate(bool* first) {
    if (*first) {
      level_++;
    } else {
      out_ += format_.item_separator;
    }
    *first = false;
    new_line();
  }

  void close(bool empty, char bracket) {
    if (!empty) {
      level_--;
      new_line();
    }
    out_ += bracket;
  }

  bool item(Value v, bool* first) {
    separate(first);
    return value(v) && vm_.poll();
  }

  // Callbacks may change what is being written: sizes are read again each time.
  bool sequence(Value v) {
    out_ += '[';
    bool first = true;
    if (v.o->kind == Kind::kList) {
      for (uint64_t n = 0; n < as<List>(v)->size; n++) {
        if (!item(as<List>(v)->items()[n], &first)) return false;
      }
    } else if (v.o->kind == Kind::kTuple) {
      for (uint64_t n = 0; n < as<Tuple>(v)->size; n++) {
        if (!item(as<Tuple>(v)->items[n], &first)) return false;
      }
    } else {
      uint32_t position = 0;
      for (TableEntry* e; table_next(as<Set>(v)->table, &position, &e);) {
        if (!item(e->key, &first)) return false;
      }
    }
    close(first, ']');
    return true;
  }

  bool mapping(Value v) {
    if (v.o->cls->class_flags & kUserClass) return user_mapping(v);
    out_ += '{';
    bool first = true;
    if (format_.sort_keys) {
      if (!sorted_members(as<Dict>(v), &first)) return false;
    } else {
      uint32_t position = 0;
      for (TableEntry* e; table_next(as<Dict>(v)->table, &position, &e);) {
        if (!member(e->key, e->value, &first)) return false;
      }
    }
    close(first, '}');
    return true;
  }

  // A subclass of dict says itself what its items are.
  bool user_mapping(Value v) {
    Value items = invoke(vm_, v, "items", {});
    if (items.is_error()) return false;
    Dict* copy = make_dict(vm_.heap());
    if (!dict_update(vm_, copy, items)) return false;
    return mapping(Value::object(copy));
  }

  bool sorted_members(Dict* dict, bool* first) {
    List* keys = list_of(vm_, Value::object(dict));
    if (keys == nullptr || !list_sort(vm_, keys, Value::none(), SortOrder::kAscending)) {
      return false;
    }
    for (uint64_t n = 0; n < keys->size; n++) {
      Value v;
      Found found = dict_get(vm_, dict, keys->items()[n], &v);
      if (found == Found::kError) return false;
      if (found == Found::kYes && !member(keys->items()[n], v, first)) return false;
    }
    return true;
  }

  bool member(Value key, Value v, bool* first) {
    if (format_.skip_keys && !is_json_key(key)) return true;
    separate(first);
    if (!key_text(key)) return false;
    out_ += format_.key_separator;
    return value(v) && vm_.poll();
  }

  static bool is_json_key(Value key) {
    return is_str(key) || is_number(key) || key.is_none() || key.is_bool();
  }

  bool key_text(Value key) {
    if (is_str(key)) {
      string(as<Str>(key));
      return true;
    }
    if (is_json_key(key)) {
      out_ += '"';
      if (!value(key)) return false;
      out_ += '"';
      return true;
    }
    Str* text = to_str(vm_, key);
    if (text == nullptr) return false;
    string(text);
    return true;
  }

  // -- What JSON does not know ----------------------------------------------------------

  bool other(Value v) {
    if (!format_.default_fn.is_undefined()) {
      if (!vm_.check_native_depth() || (v.is_object() && !open(v))) return false;
      Value replacement = vm_.call(format_.default_fn, {v});
      if (replacement.is_error() || !value(replacement)) return false;
      if (v.is_object() && format_.check_circular) open_.pop_back();
      return true;
    }
    if (!format_.takes_any_text && is_kind(v, Kind::kInstance)) {
      if (Value fields = of_class(v, "__dataclass_fields__");
          is_kind(fields, Kind::kDict))
        return nested(v, &JsonWriter::fields);
      if (!of_class(v, "_member_map_").is_undefined()) return member_value(v);
    }
    if (is_class(v) && format_.takes_any_text) {
      string(as<Class>(v)->name);
      return true;
    }
    if (!has_text(v)) {
      vm_.type_error("Object of type {} is not JSON serializable", class_name(v));
      return false;
    }
    Str* text = to_str(vm_, v);
    if (text == nullptr) return false;
    string(text);
    return true;
  }

  bool has_text(Value v) {
    bool is_object = is_kind(v, Kind::kInstance) || is_kind(v, Kind::kNativeObject);
    if (!format_.takes_any_text) return is_object && has_own(vm_, v, names.str);
    bool is_thing = is_object || is_kind(v, Kind::kException);
    return is_thing && (has_own(vm_, v, names.str) || has_own(vm_, v, names.repr));
  }

  Value of_class(Value v, const char* name) {
    return vm_.lookup(class_of(v), intern(name));
  }

  // Of a dataclass, in the order of their definition.
  bool fields(Value v) {
    Value known = of_class(v, "__dataclass_fields__");
    Dict* values = make_dict(vm_.heap());
    uint32_t position = 0;
    for (TableEntry* e; table_next(as<Dict>(known)->table, &position, &e);) {
      Value field = get_attr(vm_, v, as<Str>(e->key));
      if (field.is_error()) return false;
      dict_set(vm_.heap(), values, as<Str>(e->key), field);
    }
    return mapping(Value::object(values));
  }

  bool member_value(Value v) {
    Value plain = get_attr(vm_, v, intern("_value_"));
    return !plain.is_error() && vm_.check_native_depth() && value(plain);
  }

  void make_room(size_t size) {
    size_t wanted = out_.size() + size;
    if (wanted <= out_.capacity()) return;
    if (wanted > kQuietSize) vm_.heap().reserve(wanted * 2);
    out_.reserve(wanted * 2);
  }

  Vm& vm_;
  std::string& out_;
  const JsonFormat& format_;
  size_t level_ = 0;
  std::vector<Object*> open_;  // Kept alive by whoever holds the outermost.
};

}  // namespace

bool json_append(Vm& vm, std::string& out, Value v, const JsonFormat& format) {
  return JsonWriter(vm, out, format).value(v);
}

}  // namespace scriptling
