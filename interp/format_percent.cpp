// The % operator of str and bytes.
#include <cmath>

#include "interp/format_impl.h"
#include "interp/types/number_methods.h"
#include "interp/types/text_search.h"

namespace scriptling {

namespace {

// One conversion: %[(key)][flags][width][.precision][length]type.
struct Conversion {
  bool left = false;
  bool plus = false;
  bool blank = false;
  bool alternate = false;
  bool zero = false;
  int64_t width = -1;
  int64_t precision = -1;
  uint32_t type = 0;
  size_t at = 0;  // Byte offset of the type.
};

enum class Flavour : uint8_t { kText, kBytes };

class PercentFormatter {
 public:
  PercentFormatter(Vm& vm, std::string_view format, Value args, Flavour flavour)
      : vm_(vm), format_(format), args_(args), flavour_(flavour), out_(vm) {
    if (is_kind(args, Kind::kTuple)) {
      tuple_ = as<Tuple>(args);
    } else {
      is_mapping_ = !is_str(args) && !(is_bytes() && is_byte_string(args)) &&
                    !vm.lookup(class_of(args), names.getitem).is_undefined();
    }
  }

  bool format() {
    while (at_ < format_.size()) {
      size_t percent = format_.find('%', at_);
      if (percent == std::string_view::npos) percent = format_.size();
      out_.append(format_.substr(at_, percent - at_));
      at_ = percent + 1;
      if (percent < format_.size() && (!convert() || !vm_.poll())) return false;
    }
    bool left_over = tuple_ != nullptr ? next_ < tuple_->size : !used_ && !is_mapping_;
    if (!left_over) return true;
    return type_error(is_bytes()
                          ? "not all arguments converted during bytes formatting"
                          : "not all arguments converted during string formatting");
  }

  TextBuilder& out() { return out_; }

 private:
  bool is_bytes() const { return flavour_ == Flavour::kBytes; }

  bool type_error(std::string_view text) {
    vm_.raise_text(types.type_error, text);
    return false;
  }
  bool value_error(std::string_view text) {
    vm_.raise_text(types.value_error, text);
    return false;
  }

  // -- Reading --------------------------------------------------------------------------

  bool convert() {
    Conversion c;
    const size_t start = at_;
    if (at_ < format_.size() && format_[at_] == '(' && !read_key()) return false;
    read_flags(&c);
    if (!read_size(&c.width, INT64_MIN, INT64_MAX, "width too big") ||
        (c.width < 0 && was_star_)) {
      if (vm_.has_pending()) return false;
      c.left = true;
      c.width = c.width == INT64_MIN ? INT64_MAX : -c.width;
    }
    if (at_ < format_.size() && format_[at_] == '.') {
      at_++;
      c.precision = 0;
      if (!read_size(&c.precision, INT32_MIN, INT32_MAX, "precision too big"))
        return false;
      if (c.precision < 0) c.precision = 0;
    }
    if (at_ < format_.size() && std::string_view("hlL").find(format_[at_]) != kNotFound) {
      at_++;
    }
    if (at_ >= format_.size()) return value_error("incomplete format");
    c.at = at_;
    const char* p = format_.data() + at_;
    c.type = is_bytes() ? static_cast<uint8_t>(*p++) : utf8_next(p);
    at_ = static_cast<size_t>(p - format_.data());
    // With anything between them, the second sign is a conversion nobody knows.
    if (c.type == '%' && c.at == start) {
      out_.append('%');
      return true;
    }
    return render(c);
  }

  bool read_key() {
    if (!is_mapping_ || keyed_into_tuple())
      return type_error("format requires a mapping");
    size_t start = ++at_;
    for (int depth = 1; at_ < format_.size(); at_++) {
      if (format_[at_] == '(') depth++;
      if (format_[at_] == ')' && --depth == 0) break;
    }
    if (at_ == format_.size()) return value_error("incomplete format key");
    std::string_view text = format_.substr(start, at_ - start);
    at_++;
    Value key =
        is_bytes() ? Value::object(make_bytes(vm_.heap(), text)) : str_value(vm_, text);
    keyed_ = get_item(vm_, args_, key);
    has_keyed_ = true;
    used_ = true;  // A conversion without a key finds nothing behind one that has it.
    return !keyed_.is_error();
  }

  bool keyed_into_tuple() const { return tuple_ != nullptr; }

  void read_flags(Conversion* c) {
    for (; at_ < format_.size(); at_++) {
      switch (format_[at_]) {
        case '-': c->left = true; break;
        case '+': c->plus = true; break;
        case ' ': c->blank = true; break;
        case '#': c->alternate = true; break;
        case '0': c->zero = true; break;
        default: return;
      }
    }
  }

  // A number or `*`, which is at least `least` and at most `most`; *size keeps its value
  // when there is neither.
  bool read_size(int64_t* size, int64_t least, int64_t most, const char* too_big) {
    was_star_ = false;
    if (at_ < format_.size() && format_[at_] == '*') {
      at_++;
      was_star_ = true;
      Value v = next_argument();
      if (v.is_error()) return false;
      if (!is_int_like(v)) return type_error("* wants int");
      v = plain_int(v);
      bool fits = v.is_int() && (v.i >= least && v.i <= most);
      if (!fits) {
        vm_.raise(types.overflow_error, "Python int too large to convert to C {}",
                  most == INT64_MAX ? "ssize_t" : "int");
        return false;
      }
      *size = v.i;
      return true;
    }
    if (at_ >= format_.size() || format_[at_] < '0' || format_[at_] > '9') return true;
    int64_t n = 0;
    for (; at_ < format_.size() && format_[at_] >= '0' && format_[at_] <= '9'; at_++) {
      if (n > INT32_MAX) return value_error(too_big);
      n = n * 10 + (format_[at_] - '0');
    }
    *size = n;
    return true;
  }

  Value next_argument() {
    if (has_keyed_) {
      has_keyed_ = false;
      return keyed_;
    }
    if (tuple_ != nullptr && next_ < tuple_->size) return tuple_->items[next_++];
    if (tuple_ == nullptr && !used_) {
      used_ = true;
      return args_;
    }
    type_error("not enough arguments for format string");
    return Value::error();
  }

  // -- Writing --------------------------------------------------------------------------

  bool render(const Conversion& c) {
    // What is no conversion is complained of before an argument is asked for.
    if (c.type >= 0x80 ||
        std::string_view("diuoxXeEfFgGcrsab").find(static_cast<char>(c.type)) ==
            kNotFound ||
        (c.type == 'b' && !is_bytes())) {
      if (!has_keyed_ && next_argument().is_error()) return false;
      return unsupported(c);
    }
    Value v = next_argument();
    if (v.is_error()) return false;
    switch (c.type) {
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X': return integer(c, v);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G': return real(c, v);
      case 'c': return character(c, v);
      default: return is_bytes() ? data(c, v) : text(c, v);
    }
  }

  bool unsupported(const Conversion& c) {
    std::string shown;
    if (c.type > 31 && c.type < 127) {
      shown = static_cast<char>(c.type);
    } else {
      shown = "?";
    }
    size_t index = is_bytes() ? c.at : count_code_points(format_.substr(0, c.at));
    vm_.value_error("unsupported format character '{}' ({:#x}) at index {}", shown,
                    c.type, index);
    return false;
  }

  // A number's text with its sign and prefix, padded.
  void put_number(const Conversion& c, bool negative, std::string_view prefix,
                  std::string_view digits, size_t zeros) {
    char sign = negative ? '-' : c.plus ? '+' : c.blank ? ' ' : 0;
    auto length =
        static_cast<int64_t>((sign != 0) + prefix.size() + zeros + digits.size());
    auto missing = static_cast<size_t>(c.width > length ? c.width - length : 0);
    bool inside = c.zero && !c.left;
    if (!c.left && !inside) out_.append(missing, ' ');
    if (sign != 0) out_.append(sign);
    out_.append(prefix);
    if (inside) out_.append(missing, '0');
    out_.append(zeros, '0');
    out_.append(digits);
    if (c.left) out_.append(missing, ' ');
  }

  // The argument as a plain int; undefined when it is no number, or thinks so itself.
  Value as_int(Value v, bool by_index) {
    if (is_int_like(v)) return plain_int(v);
    if (!by_index && v.is_float()) return float_to_int(vm_, v.d);
    if (is_str(v)) return Value::undefined();
    Value result = by_index ? Value::undefined() : call_method(vm_, v, names.int_, {});
    if (result.is_undefined()) result = call_method(vm_, v, names.index, {});
    if (result.is_error() && vm_.pending_is(types.type_error)) {
      vm_.clear_pending();
      return Value::undefined();
    }
    if (result.is_undefined() || result.is_error()) return result;
    return is_int_like(result) ? plain_int(result) : Value::undefined();
  }

  bool integer(const Conversion& c, Value v) {
    bool decimal = c.type == 'd' || c.type == 'i' || c.type == 'u';
    Value i = as_int(v, !decimal);
    if (i.is_error()) return false;
    if (i.is_undefined()) {
      vm_.type_error("%{} format: {} is required, not {}", static_cast<char>(c.type),
                     decimal ? "a real number" : "an integer", class_name(v));
      return false;
    }
    int base = decimal ? 10 : c.type == 'o' ? 8 : 16;
    std::string digits = int_to_text(vm_, i, base);
    if (vm_.has_pending()) return false;
    if (c.type == 'X') {
      for (char& d : digits) {
        if (d >= 'a' && d <= 'f') d = static_cast<char>(d - 32);
      }
    }
    bool negative = digits[0] == '-';
    std::string_view bare = std::string_view(digits).substr(negative ? 1 : 0);
    std::string_view prefix;
    if (c.alternate && !decimal)
      prefix = c.type == 'o' ? "0o" : c.type == 'x' ? "0x" : "0X";
    auto size = static_cast<int64_t>(bare.size());
    put_number(c, negative, prefix, bare,
               static_cast<size_t>(c.precision > size ? c.precision - size : 0));
    return true;
  }

  bool real(const Conversion& c, Value v) {
    if (is_str(v) || is_bytes_like(v)) {
      return type_error(
          (is_bytes() ? "float argument required, not " : "must be real number, not ") +
          class_name(v));
    }
    auto d = to_double(vm_, v);
    if (!d) {
      if (is_bytes() && vm_.pending_is(types.type_error)) {
        vm_.clear_pending();
        return type_error("float argument required, not " + class_name(v));
      }
      return false;
    }
    int64_t precision = c.precision < 0 ? 6 : c.precision;
    if (precision > INT32_MAX) return value_error("precision too big");
    vm_.heap().reserve(static_cast<size_t>(precision) * 2);
    std::string text = float_to_text(*d, static_cast<char>(c.type),
                                     static_cast<int>(precision), c.alternate);
    bool negative = text[0] == '-';
    put_number(c, negative, {}, std::string_view(text).substr(negative ? 1 : 0), 0);
    return true;
  }

  void put_padded(const Conversion& c, std::string_view text, int64_t length) {
    auto missing = static_cast<size_t>(c.width > length ? c.width - length : 0);
    if (!c.left) out_.append(missing, ' ');
    out_.append(text);
    if (c.left) out_.append(missing, ' ');
  }

  bool character(const Conversion& c, Value v) {
    if (is_bytes()) return byte(c, v);
    if (is_str(v)) {
      if (as<Str>(v)->length != 1) return type_error("%c requires int or char");
      put_padded(c, text_of(v), 1);
      return true;
    }
    Value i = v.is_float() ? Value::undefined() : as_int(v, true);
    if (i.is_error()) return false;
    if (i.is_undefined()) return type_error("%c requires int or char");
    if (!i.is_int() || i.i < 0 || i.i > 0x10FFFF) {
      vm_.raise_text(types.overflow_error, "%c arg not in range(0x110000)");
      return false;
    }
    std::string text;
    utf8_append(text, static_cast<uint32_t>(i.i));
    put_padded(c, text, 1);
    return true;
  }

  bool byte(const Conversion& c, Value v) {
    constexpr const char* kError =
        "%c requires an integer in range(256) or a single byte";
    if (is_byte_string(v)) {
      if (bytes_view(v).size() != 1) return type_error(kError);
      put_padded(c, bytes_view(v), 1);
      return true;
    }
    Value i = v.is_float() ? Value::undefined() : as_int(v, true);
    if (i.is_error()) return false;
    if (i.is_undefined()) return type_error(kError);
    if (!i.is_int() || i.i < 0 || i.i > 255) {
      vm_.raise_text(types.overflow_error, "%c arg not in range(256)");
      return false;
    }
    char single = static_cast<char>(i.i);
    put_padded(c, {&single, 1}, 1);
    return true;
  }

  bool text(const Conversion& c, Value v) {
    Str* s = c.type == 's'   ? to_str(vm_, v)
             : c.type == 'r' ? repr(vm_, v)
                             : ascii(vm_, v);
    if (s == nullptr) return false;
    std::string_view shown = s->view();
    int64_t length = s->length;
    if (c.precision >= 0 && c.precision < length) {
      length = c.precision;
      shown = shown.substr(0, str_offset(s, static_cast<uint32_t>(length)));
    }
    put_padded(c, shown, length);
    return true;
  }

  bool data(const Conversion& c, Value v) {
    if (c.type == 'r' || c.type == 'a') {
      Str* s = ascii(vm_, v);
      if (s == nullptr) return false;
      v = Value::object(make_bytes(vm_.heap(), s->view()));
    } else if (is_kind(v, Kind::kMemoryView)) {
      v = vm_.call(Value::object(types.bytes), {v});
      if (v.is_error()) return false;
    } else if (!is_bytes_like(v)) {
      Value made = call_method(vm_, v, names.bytes, {});
      if (made.is_error()) return false;
      if (made.is_undefined() || !is_bytes_like(made)) {
        return type_error(
            "%b requires a bytes-like object, or an object that implements __bytes__, "
            "not "
            "'" +
            class_name(v) + "'");
      }
      v = made;
    }
    std::string_view shown = bytes_view(v);
    if (c.precision >= 0) shown = shown.substr(0, static_cast<size_t>(c.precision));
    put_padded(c, shown, static_cast<int64_t>(shown.size()));
    return true;
  }

  Vm& vm_;
  std::string_view format_;
  Value args_;
  Flavour flavour_;
  TextBuilder out_;
  Tuple* tuple_ = nullptr;
  uint64_t next_ = 0;  // Of the tuple.
  bool used_ = false;  // The single argument is.
  bool is_mapping_ = false;
  bool was_star_ = false;
  bool has_keyed_ = false;
  Value keyed_;
  size_t at_ = 0;
};

}  // namespace

Value str_percent_format(Vm& vm, Str* format, Value args) {
  PercentFormatter formatter(vm, format->view(), args, Flavour::kText);
  if (!formatter.format()) return Value::error();
  // Where nothing is to be put in, the result is the format itself, of its own class.
  bool is_plain = format->view().find('%') == std::string_view::npos;
  if (is_plain && format->size > 0) return Value::object(format);
  Str* text = formatter.out().str();
  return text == nullptr ? Value::error() : Value::object(text);
}

Value bytes_percent_format(Vm& vm, Value format, Value args) {
  // A copy: a bytearray may change while arguments are converted.
  std::string pattern(bytes_view(format));
  PercentFormatter formatter(vm, pattern, args, Flavour::kBytes);
  if (!formatter.format()) return Value::error();
  if (is_kind(format, Kind::kByteArray)) {
    return Value::object(make_bytearray(vm.heap(), formatter.out().text()));
  }
  Bytes* bytes = formatter.out().bytes();
  return bytes == nullptr ? Value::error() : Value::object(bytes);
}

}  // namespace scriptling
