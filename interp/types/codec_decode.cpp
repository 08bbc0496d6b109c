#include "interp/types/codec.h"
#include "interp/types/text_builder.h"
#include "interp/unicode_names.h"

namespace scriptling {

namespace {

constexpr uint32_t kReplacement = 0xFFFD;

bool is_surrogate(uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

// Collects the text and does what the error handler says about bytes that are none.
class Decoder {
 public:
  Decoder(Vm& vm, Value source, CodecArguments codec)
      : out_(vm), vm_(vm), source_(source), data_(bytes_view(source)), codec_(codec) {}

  std::string_view data() const { return data_; }
  TextBuilder& out() { return out_; }
  const CodecArguments& codec() const { return codec_; }

  // Bytes [start, end) make no sense. False: an exception is pending.
  bool bad(size_t start, size_t end, const char* encoding, const char* reason) {
    switch (codec_.errors) {
      case ErrorHandler::kIgnore: return true;
      case ErrorHandler::kReplace: out_.append_code_point(kReplacement); return true;
      case ErrorHandler::kBackslashReplace:
        for (size_t n = start; n < end; n++)
          append_escape(static_cast<uint8_t>(data_[n]));
        return true;
      case ErrorHandler::kSurrogateEscape:
        if (escape(start, end)) return true;
        break;
      case ErrorHandler::kNameReplace:
      case ErrorHandler::kXmlCharRefReplace:
        vm_.raise_text(types.type_error,
                       "don't know how to handle UnicodeDecodeError in error callback");
        return false;
      case ErrorHandler::kUnknown: unknown_handler_error(vm_, codec_); return false;
      default: break;
    }
    vm_.raise_with(
        types.unicode_decode_error,
        {str_value(vm_, encoding), Value::object(make_bytes(vm_.heap(), data_)),
         Value::integer(static_cast<int64_t>(start)),
         Value::integer(static_cast<int64_t>(end)), str_value(vm_, reason)});
    return false;
  }

 private:
  void append_escape(uint8_t byte) {
    constexpr const char* kDigits = "0123456789abcdef";
    out_.append("\\x");
    out_.append(kDigits[byte >> 4]);
    out_.append(kDigits[byte & 15]);
  }

  bool escape(size_t start, size_t end) {
    for (size_t n = start; n < end; n++) {
      if (static_cast<uint8_t>(data_[n]) < 0x80) return false;
    }
    for (size_t n = start; n < end; n++) {
      out_.append_code_point(0xDC00u + static_cast<uint8_t>(data_[n]));
    }
    return true;
  }

  TextBuilder out_;
  Vm& vm_;
  Value source_;  // Keeps `data_` alive.
  std::string_view data_;
  CodecArguments codec_;
};

// -- UTF-8 ------------------------------------------------------------------------------

struct Sequence {
  size_t size;         // Bytes that belong together, well-formed or not.
  const char* reason;  // Null: well-formed.
};

bool is_continuation(uint8_t b) { return (b & 0xC0) == 0x80; }

// Looks at the sequence that begins with a byte of 0x80 or more.
Sequence sequence_at(const uint8_t* p, size_t left) {
  uint8_t lead = p[0];
  if (lead < 0xC2 || lead > 0xF4) return {1, "invalid start byte"};
  size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (size_t n = 1; n < size; n++) {
    if (n == left) return {n, "unexpected end of data"};
    bool ok = is_continuation(p[n]);
    // Overlong forms, surrogates and what lies beyond U+10FFFF.
    if (n == 1 && ((lead == 0xE0 && p[1] < 0xA0) || (lead == 0xED && p[1] >= 0xA0) ||
                   (lead == 0xF0 && p[1] < 0x90) || (lead == 0xF4 && p[1] >= 0x90))) {
      ok = false;
    }
    if (!ok) return {n, "invalid continuation byte"};
  }
  return {size, nullptr};
}

bool is_surrogate_at(const uint8_t* p, size_t left) {
  return left >= 3 && p[0] == 0xED && p[1] >= 0xA0 && p[1] <= 0xBF &&
         is_continuation(p[2]);
}

bool decode_utf8(Decoder& d, size_t at) {
  std::string_view data = d.data();
  const auto* p = reinterpret_cast<const uint8_t*>(data.data());
  size_t good = at;  // Well-formed from here to `at`, not yet appended.
  while (at < data.size()) {
    if (p[at] < 0x80) {
      at++;
      continue;
    }
    Sequence s = sequence_at(p + at, data.size() - at);
    if (s.reason == nullptr) {
      at += s.size;
      continue;
    }
    if (d.codec().errors == ErrorHandler::kSurrogatePass &&
        is_surrogate_at(p + at, data.size() - at)) {
      at += 3;
      continue;
    }
    d.out().append(data.substr(good, at - good));
    if (!d.bad(at, at + s.size, "utf-8", s.reason)) return false;
    at += s.size;
    good = at;
  }
  d.out().append(data.substr(good));
  return true;
}

// -- One byte for each code point -------------------------------------------------------

bool decode_ascii(Decoder& d) {
  std::string_view data = d.data();
  for (size_t n = 0; n < data.size(); n++) {
    if (static_cast<uint8_t>(data[n]) < 0x80) {
      d.out().append(data[n]);
    } else if (!d.bad(n, n + 1, "ascii", "ordinal not in range(128)")) {
      return false;
    }
  }
  return true;
}

void decode_latin1(Decoder& d) {
  for (char c : d.data()) d.out().append_code_point(static_cast<uint8_t>(c));
}

bool decode_charmap(Decoder& d) {
  for (size_t n = 0; n < d.data().size(); n++) {
    auto byte = static_cast<uint8_t>(d.data()[n]);
    uint32_t c = byte < 0x80 ? byte : d.codec().charmap[byte - 0x80];
    if (c != 0 || byte == 0) {
      d.out().append_code_point(c);
    } else if (!d.bad(n, n + 1, "charmap", "character maps to <undefined>")) {
      return false;
    }
  }
  return true;
}

// -- Escapes as in the literals of programs ---------------------------------------------

class EscapeReader {
 public:
  explicit EscapeReader(Decoder& d) : d_(d), data_(d.data()) {}

  bool read() {
    while (at_ < data_.size()) {
      char c = data_[at_];
      if (c != '\\') {
        d_.out().append_code_point(static_cast<uint8_t>(c));
        at_++;
      } else if (!escape()) {
        return false;
      }
    }
    return true;
  }

 private:
  bool refuse(size_t start, const char* reason) {
    return d_.bad(start, at_, "unicodeescape", reason);
  }

  bool put(uint32_t c) {
    d_.out().append_code_point(c);
    return true;
  }

  bool escape() {
    size_t start = at_++;
    if (at_ == data_.size()) return refuse(start, "\\ at end of string");
    char c = data_[at_++];
    constexpr std::string_view kNames = "\\'\"abfnrtv";
    constexpr std::string_view kMeant = "\\'\"\a\b\f\n\r\t\v";
    size_t simple = kNames.find(c);
    if (simple != std::string_view::npos) {
      return put(static_cast<uint8_t>(kMeant[simple]));
    }
    switch (c) {
      case '\n': return true;
      case 'x': return hexadecimal(start, 2, "truncated \\xXX escape");
      case 'u': return hexadecimal(start, 4, "truncated \\uXXXX escape");
      case 'U': return hexadecimal(start, 8, "truncated \\UXXXXXXXX escape");
      case 'N': return named(start);
      default: break;
    }
    if (c >= '0' && c <= '7') return octal(static_cast<uint32_t>(c - '0'));
    return put('\\') && put(static_cast<uint8_t>(c));
  }

  bool octal(uint32_t value) {
    for (int n = 0; n < 2 && at_ < data_.size(); n++) {
      char c = data_[at_];
      if (c < '0' || c > '7') break;
      value = value * 8 + static_cast<uint32_t>(c - '0');
      at_++;
    }
    return put(value);
  }

  bool hexadecimal(size_t start, int digits, const char* reason) {
    uint32_t value = 0;
    for (int n = 0; n < digits; n++, at_++) {
      int digit = at_ < data_.size() ? hex_value(data_[at_]) : -1;
      if (digit < 0) return refuse(start, reason);
      value = value * 16 + static_cast<uint32_t>(digit);
    }
    if (value > 0x10FFFF) return refuse(start, "illegal Unicode character");
    return put(value);
  }

  static int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  }

  bool named(size_t start) {
    constexpr const char* kMalformed = "malformed \\N character escape";
    if (at_ == data_.size() || data_[at_] != '{') return refuse(start, kMalformed);
    size_t end = data_.find('}', at_);
    if (end == std::string_view::npos) {
      at_ = data_.size();
      return refuse(start, kMalformed);
    }
    std::string_view name = data_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    if (name.empty()) return refuse(start, kMalformed);
    auto c = character_named(name);
    return c ? put(*c) : refuse(start, "unknown Unicode character name");
  }

  Decoder& d_;
  std::string_view data_;
  size_t at_ = 0;
};

// -- UTF-16 and UTF-32 ------------------------------------------------------------------

enum class ByteOrder : uint8_t { kLittle, kBig };

uint32_t unit_at(std::string_view data, size_t at, size_t size, ByteOrder order) {
  uint32_t unit = 0;
  for (size_t n = 0; n < size; n++) {
    size_t shift = order == ByteOrder::kLittle ? n : size - 1 - n;
    unit |= static_cast<uint32_t>(static_cast<uint8_t>(data[at + n])) << (8 * shift);
  }
  return unit;
}

// Skips a byte order mark where the encoding has one.
ByteOrder order_of(const Decoder& d, size_t size, size_t* at) {
  *at = 0;
  switch (d.codec().encoding) {
    case Encoding::kUtf16Be:
    case Encoding::kUtf32Be: return ByteOrder::kBig;
    case Encoding::kUtf16:
    case Encoding::kUtf32: break;
    default: return ByteOrder::kLittle;
  }
  if (d.data().size() < size) return ByteOrder::kLittle;
  for (ByteOrder order : {ByteOrder::kLittle, ByteOrder::kBig}) {
    if (unit_at(d.data(), 0, size, order) != 0xFEFF) continue;
    *at = size;
    return order;
  }
  return ByteOrder::kLittle;
}

bool decode_utf16(Decoder& d) {
  size_t at;
  ByteOrder order = order_of(d, 2, &at);
  const char* name = order == ByteOrder::kLittle ? "utf-16-le" : "utf-16-be";
  std::string_view data = d.data();
  bool pass = d.codec().errors == ErrorHandler::kSurrogatePass;
  while (at < data.size()) {
    size_t left = data.size() - at;
    if (left < 2) {
      if (!d.bad(at, data.size(), name, "truncated data")) return false;
      break;
    }
    uint32_t c = unit_at(data, at, 2, order);
    const char* reason = nullptr;
    size_t wrong = 2;
    if (c >= 0xDC00 && c <= 0xDFFF) {
      reason = "illegal encoding";
    } else if (is_surrogate(c)) {
      uint32_t low = left < 4 ? 0 : unit_at(data, at + 2, 2, order);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        d.out().append_code_point(0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
        at += 4;
        continue;
      }
      reason = left < 4 ? "unexpected end of data" : "illegal UTF-16 surrogate";
      if (left < 4) wrong = left;
    }
    if (reason == nullptr || pass) {
      d.out().append_code_point(c);
      at += 2;
      continue;
    }
    if (!d.bad(at, at + wrong, name, reason)) return false;
    at += wrong;
  }
  return true;
}

bool decode_utf32(Decoder& d) {
  size_t at;
  ByteOrder order = order_of(d, 4, &at);
  const char* name = order == ByteOrder::kLittle ? "utf-32-le" : "utf-32-be";
  std::string_view data = d.data();
  bool pass = d.codec().errors == ErrorHandler::kSurrogatePass;
  while (at < data.size()) {
    if (data.size() - at < 4) return d.bad(at, data.size(), name, "truncated data");
    uint32_t c = unit_at(data, at, 4, order);
    const char* reason = nullptr;
    if (c > 0x10FFFF) {
      reason = "code point not in range(0x110000)";
    } else if (is_surrogate(c) && !pass) {
      reason = "code point in surrogate code point range(0xd800, 0xe000)";
    }
    if (reason == nullptr) {
      d.out().append_code_point(c);
    } else if (!d.bad(at, at + 4, name, reason)) {
      return false;
    }
    at += 4;
  }
  return true;
}

}  // namespace

bool is_plain_utf8(std::string_view data) {
  return utf8_length(data) >= 0 && !has_surrogates(data);
}

Str* decode_bytes(Vm& vm, Value bytes_like, CodecArguments codec) {
  if (is_kind(bytes_like, Kind::kMemoryView)) {
    bytes_like = Value::object(make_bytes(vm.heap(), bytes_view(bytes_like)));
  }
  std::string_view data = bytes_view(bytes_like);
  bool ok = true;
  size_t start = 0;
  if (codec.encoding == Encoding::kUtf8Sig && data.starts_with("\xEF\xBB\xBF")) start = 3;
  if (codec.encoding <= Encoding::kUtf8Sig && is_plain_utf8(data.substr(start))) {
    return make_str(vm.heap(), data.substr(start));
  }
  Decoder decoder(vm, bytes_like, codec);
  switch (codec.encoding) {
    case Encoding::kUtf8:
    case Encoding::kUtf8Sig: ok = decode_utf8(decoder, start); break;
    case Encoding::kAscii: ok = decode_ascii(decoder); break;
    case Encoding::kLatin1: decode_latin1(decoder); break;
    case Encoding::kUtf16:
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be: ok = decode_utf16(decoder); break;
    case Encoding::kUtf32:
    case Encoding::kUtf32Le:
    case Encoding::kUtf32Be: ok = decode_utf32(decoder); break;
    case Encoding::kCharmap: ok = decode_charmap(decoder); break;
    case Encoding::kUnicodeEscape: ok = EscapeReader(decoder).read(); break;
    case Encoding::kIdna: return decode_idna(vm, data, codec);
  }
  return ok ? decoder.out().str() : nullptr;
}

}  // namespace scriptling
