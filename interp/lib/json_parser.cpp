// Text to values: recursive descent, with CPython's notion of where a mistake is.

#include <charconv>
#include <cstring>

#include "interp/ascii.h"
#include "interp/lib/json.h"

namespace scriptling {

namespace {

constexpr size_t kRememberedKeys = 64;
constexpr size_t kLongestRememberedKey = 64;

bool is_set(const Value& hook) { return !hook.is_undefined() && !hook.is_none(); }

class JsonParser {
 public:
  JsonParser(Vm& vm, std::string_view text, Str* doc, const JsonHooks& hooks)
      : vm_(vm),
        heap_(vm.heap()),
        hooks_(hooks),
        doc_(doc),
        begin_(text.data()),
        p_(text.data()),
        end_(text.data() + text.size()) {}

  Value document() {
    if (std::string_view(begin_, size()).starts_with("\xef\xbb\xbf")) {
      return fail("Unexpected UTF-8 BOM (decode using utf-8-sig)", begin_);
    }
    skip_space();
    Value v = value();
    if (v.is_error()) return v;
    skip_space();
    return p_ == end_ ? v : fail("Extra data", p_);
  }

  Value prefix(size_t* at) {
    p_ = begin_ + *at;
    Value v = value();
    *at = static_cast<size_t>(p_ - begin_);
    return v;
  }

 private:
  size_t size() const { return static_cast<size_t>(end_ - begin_); }
  bool at(char c) const { return p_ < end_ && *p_ == c; }
  void skip_space() {
    while (p_ < end_ && (*p_ == ' ' || *p_ == '\n' || *p_ == '\r' || *p_ == '\t')) p_++;
  }

  Value fail(const char* message, const char* where) {
    uint32_t position = 0;
    for (const char* c = begin_; c < where; c++) {
      position += (static_cast<unsigned char>(*c) & 0xc0) != 0x80;
    }
    Str* doc = doc_ ? doc_ : make_str(heap_, {begin_, size()});
    return raise_json_error(vm_, json_decode_error(), message, doc, position);
  }

  Value value() {
    if (p_ == end_) return fail("Expecting value", p_);
    switch (*p_) {
      case '"': return string();
      case '{': return object();
      case '[': return array();
      case 'n': return literal("null", Value::none());
      case 't': return literal("true", Value::boolean(true));
      case 'f': return literal("false", Value::boolean(false));
      case 'N': return constant("NaN", __builtin_nan(""));
      case 'I': return constant("Infinity", __builtin_inf());
      case '-':
        if (p_ + 1 < end_ && p_[1] == 'I') return constant("-Infinity", -__builtin_inf());
        return number();
      default: return is_ascii_digit(*p_) ? number() : fail("Expecting value", p_);
    }
  }

  bool take(std::string_view word) {
    if (!std::string_view(p_, static_cast<size_t>(end_ - p_)).starts_with(word)) {
      fail("Expecting value", p_);
      return false;
    }
    p_ += word.size();
    return true;
  }

  Value literal(std::string_view word, Value v) {
    return take(word) ? v : Value::error();
  }

  Value constant(std::string_view word, double d) {
    if (!take(word)) return Value::error();
    if (!is_set(hooks_.parse_constant)) return Value::real(d);
    return vm_.call(hooks_.parse_constant, {str_value(vm_, word)});
  }

  // -- Numbers --------------------------------------------------------------------------

  Value number() {
    const char* start = p_;
    const char* p = p_;
    if (*p == '-') p++;
    if (p == end_ || !is_ascii_digit(*p)) return fail("Expecting value", start);
    if (*p == '0') {
      p++;
    } else {
      while (p < end_ && is_ascii_digit(*p)) p++;
    }
    bool is_float = false;
    if (p + 1 < end_ && *p == '.' && is_ascii_digit(p[1])) {
      is_float = true;
      for (p++; p < end_ && is_ascii_digit(*p);) p++;
    }
    if (p + 1 < end_ && (*p | 0x20) == 'e') {
      const char* digits = p + 1;
      if (*digits == '+' || *digits == '-') digits++;
      if (digits < end_ && is_ascii_digit(*digits)) {
        is_float = true;
        for (p = digits; p < end_ && is_ascii_digit(*p);) p++;
      }
    }
    p_ = p;
    std::string_view text(start, static_cast<size_t>(p - start));
    return is_float ? real(text) : integer(text);
  }

  Value integer(std::string_view text) {
    if (is_set(hooks_.parse_int))
      return vm_.call(hooks_.parse_int, {str_value(vm_, text)});
    int64_t i;
    auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), i);
    if (error == std::errc()) return Value::integer(i);
    return int_from_text(vm_, text, 10, str_value(vm_, text));
  }

  Value real(std::string_view text) {
    if (is_set(hooks_.parse_float)) {
      return vm_.call(hooks_.parse_float, {str_value(vm_, text)});
    }
    double d;
    auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), d);
    if (error == std::errc()) return Value::real(d);
    return Value::real(float_from_text(text).value_or(0));  // Too large or too small.
  }

  // -- Strings --------------------------------------------------------------------------

  // The end of the characters that stand for themselves.
  const char* plain_end(const char* p) const {
    while (p < end_ && *p != '"' && *p != '\\' && static_cast<unsigned char>(*p) >= 0x20)
      p++;
    return p;
  }

  Value string() {
    const char* start = p_ + 1;
    const char* p = plain_end(start);
    if (p == end_) return fail("Unterminated string starting at", p_);
    if (*p == '"') {
      p_ = p + 1;
      return Value::object(make_str(heap_, {start, static_cast<size_t>(p - start)}));
    }
    std::string text;
    if (!long_string(p, &text)) return Value::error();
    return Value::object(make_str(heap_, text));
  }

  // A string with escapes; `p` is where the first one stands.
  bool long_string(const char* p, std::string* text) {
    const char* quote = p_;
    const char* start = quote + 1;
    for (;;) {
      text->append(start, p);
      if (p == end_) {
        fail("Unterminated string starting at", quote);
        return false;
      }
      if (*p == '"') break;
      if (*p == '\\') {
        if (p + 1 == end_) {
          fail("Unterminated string starting at", quote);
          return false;
        }
        p = escape(p, text);
        if (p == nullptr) return false;
        start = p;
      } else {
        if (hooks_.strict) {
          fail("Invalid control character at", p);
          return false;
        }
        start = p++;
      }
      p = plain_end(p);
    }
    p_ = p + 1;
    return true;
  }

  // Behind the escape at `p`. Null: pending.
  const char* escape(const char* p, std::string* text) {
    switch (p[1]) {
      case '"':
      case '\\':
      case '/': *text += p[1]; break;
      case 'b': *text += '\b'; break;
      case 'f': *text += '\f'; break;
      case 'n': *text += '\n'; break;
      case 'r': *text += '\r'; break;
      case 't': *text += '\t'; break;
      case 'u': return unicode_escape(p, text);
      default: fail("Invalid \\escape", p); return nullptr;
    }
    return p + 2;
  }

  // The code unit of the escape at `p`, or -1.
  int32_t code_unit(const char* p) const {
    if (end_ - p <= 6) return -1;  // Something must follow: the quote at least.
    int32_t unit = 0;
    for (int n = 2; n < 6; n++) {
      int digit = digit_value(p[n], 16);
      if (digit < 0) return -1;
      unit = unit * 16 + digit;
    }
    return unit;
  }

  const char* unicode_escape(const char* p, std::string* text) {
    int32_t unit = code_unit(p);
    if (unit < 0) {
      fail("Invalid \\uXXXX escape", p + 1);
      return nullptr;
    }
    auto code_point = static_cast<uint32_t>(unit);
    p += 6;
    if (unit >= 0xd800 && unit < 0xdc00 && end_ - p >= 2 && p[0] == '\\' && p[1] == 'u') {
      int32_t low = code_unit(p);
      if (low >= 0xdc00 && low < 0xe000) {
        code_point = 0x10000 + ((code_point - 0xd800) << 10) +
                     (static_cast<uint32_t>(low) - 0xdc00);
        p += 6;
      }
    }
    utf8_append(*text, code_point);
    return p;
  }

  // -- Arrays and objects ---------------------------------------------------------------

  Value array() {
    if (!vm_.check_native_depth()) return Value::error();
    List* list = make_list(heap_);
    p_++;
    skip_space();
    if (at(']')) {
      p_++;
      return Value::object(list);
    }
    for (;;) {
      Value v = value();
      if (v.is_error() || !vm_.poll()) return Value::error();
      list_append(heap_, list, v);
      skip_space();
      if (at(']')) break;
      if (!at(',')) return fail("Expecting ',' delimiter", p_);
      p_++;
      skip_space();
    }
    p_++;
    return Value::object(list);
  }

  Value object() {
    if (!vm_.check_native_depth()) return Value::error();
    bool as_pairs = is_set(hooks_.object_pairs_hook);
    List* pairs = as_pairs ? make_list(heap_) : nullptr;
    Dict* dict = as_pairs ? nullptr : make_dict(heap_);
    p_++;
    skip_space();
    if (!at('}')) {
      for (;;) {
        Value key = member_key();
        if (key.is_error()) return key;
        Value v = value();
        if (v.is_error() || !vm_.poll()) return Value::error();
        if (as_pairs) {
          list_append(heap_, pairs, Value::object(make_tuple(heap_, {key, v})));
        } else {
          dict_set(heap_, dict, as<Str>(key), v);
        }
        skip_space();
        if (at('}')) break;
        if (!at(',')) return fail("Expecting ',' delimiter", p_);
        p_++;
        skip_space();
      }
    }
    p_++;
    if (as_pairs) return vm_.call(hooks_.object_pairs_hook, {Value::object(pairs)});
    if (is_set(hooks_.object_hook))
      return vm_.call(hooks_.object_hook, {Value::object(dict)});
    return Value::object(dict);
  }

  // The key and the colon behind it.
  Value member_key() {
    if (!at('"')) return fail("Expecting property name enclosed in double quotes", p_);
    Value v = key();
    if (v.is_error()) return v;
    skip_space();
    if (!at(':')) return fail("Expecting ':' delimiter", p_);
    p_++;
    skip_space();
    return v;
  }

  // Objects in a row tend to have the same keys: one Str serves them all.
  Value key() {
    const char* start = p_ + 1;
    const char* p = plain_end(start);
    auto size = static_cast<size_t>(p - start);
    if (p == end_ || *p != '"' || size == 0 || size > kLongestRememberedKey)
      return string();
    auto byte = [&](size_t n) { return static_cast<unsigned char>(start[n]); };
    size_t place =
        (size * 31 + byte(0) * 7u + byte(size / 2) * 3u + byte(size - 1) * 13u) %
        kRememberedKeys;
    p_ = p + 1;
    Str*& known = keys_[place];
    if (known == nullptr || known->view() != std::string_view(start, size)) {
      known = make_str(heap_, {start, size});
    }
    return Value::object(known);
  }

  Vm& vm_;
  Heap& heap_;
  const JsonHooks& hooks_;
  Str* doc_;
  const char* begin_;
  const char* p_;
  const char* end_;
  Str* keys_[kRememberedKeys] = {};
};

}  // namespace

Value json_parse(Vm& vm, std::string_view text, Str* doc, const JsonHooks& hooks) {
  return JsonParser(vm, text, doc, hooks).document();
}

Value json_parse_prefix(Vm& vm, std::string_view text, Str* doc, const JsonHooks& hooks,
                        size_t* at) {
  return JsonParser(vm, text, doc, hooks).prefix(at);
}

}  // namespace scriptling
