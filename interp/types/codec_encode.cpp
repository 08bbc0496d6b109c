#include <fmt/format.h>

#include "interp/types/codec.h"
#include "interp/types/text_builder.h"
#include "interp/unicode_names.h"

namespace scriptling {

namespace {

bool is_surrogate(uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

class Encoder {
 public:
  Encoder(Vm& vm, Str* text, CodecArguments codec)
      : vm_(vm), text_(text), codec_(codec), out_(vm) {}

  // Null: pending.
  Bytes* encode() {
    append_mark();
    const char* p = text_->data;
    const char* end = p + text_->size;
    for (int64_t index = 0; p < end; index++) {
      if (index % kPolled == 0 && !vm_.poll(kPolled / 64)) return nullptr;
      const char* from = p;
      uint32_t c = utf8_next(p);
      if (can_encode(c)) {
        append(c);
        continue;
      }
      // A whole run that cannot be encoded is one error.
      int64_t stop = index + 1;
      while (p < end) {
        const char* next = p;
        if (can_encode(utf8_next(next))) break;
        p = next;
        stop++;
      }
      if (!bad({from, static_cast<size_t>(p - from)}, index, stop)) return nullptr;
      index = stop - 1;
    }
    return out_.bytes();
  }

 private:
  static constexpr int64_t kPolled = 1 << 16;

  bool can_encode(uint32_t c) const {
    switch (codec_.encoding) {
      case Encoding::kAscii: return c < 0x80;
      case Encoding::kLatin1: return c < 0x100;
      case Encoding::kCharmap: return c < 0x80 || charmap_byte(c) > 0;
      case Encoding::kUnicodeEscape: return true;
      default: return !is_surrogate(c);
    }
  }

  // The byte for a character from 0x80 on; 0 when there is none.
  uint8_t charmap_byte(uint32_t c) const {
    for (uint32_t n = 0; n < 128; n++) {
      if (codec_.charmap[n] == c) return static_cast<uint8_t>(0x80 + n);
    }
    return 0;
  }

  void append_escaped(uint32_t c) {
    switch (c) {
      case '\n': out_.append("\\n"); return;
      case '\r': out_.append("\\r"); return;
      case '\t': out_.append("\\t"); return;
      case '\\': out_.append("\\\\"); return;
      default: break;
    }
    if (c >= 0x20 && c < 0x7F) {
      out_.append(static_cast<char>(c));
    } else {
      out_.append(escaped(c));
    }
  }

  void append_mark() {
    if (codec_.encoding == Encoding::kUtf8Sig || codec_.encoding == Encoding::kUtf16 ||
        codec_.encoding == Encoding::kUtf32) {
      append(0xFEFF);
    }
  }

  void append_unit(uint32_t unit, int size, bool little) {
    for (int n = 0; n < size; n++) {
      int shift = 8 * (little ? n : size - 1 - n);
      out_.append(static_cast<char>(unit >> shift));
    }
  }

  void append(uint32_t c) {
    switch (codec_.encoding) {
      case Encoding::kUtf8:
      case Encoding::kUtf8Sig: out_.append_code_point(c); return;
      case Encoding::kAscii:
      case Encoding::kLatin1: out_.append(static_cast<char>(c)); return;
      case Encoding::kUtf32:
      case Encoding::kUtf32Le: append_unit(c, 4, true); return;
      case Encoding::kUtf32Be: append_unit(c, 4, false); return;
      case Encoding::kCharmap:
        out_.append(static_cast<char>(c < 0x80 ? c : charmap_byte(c)));
        return;
      case Encoding::kUnicodeEscape: append_escaped(c); return;
      default: break;
    }
    bool little = codec_.encoding != Encoding::kUtf16Be;
    if (c < 0x10000) return append_unit(c, 2, little);
    append_unit(0xD800 + ((c - 0x10000) >> 10), 2, little);
    append_unit(0xDC00 + ((c - 0x10000) & 0x3FF), 2, little);
  }

  void append_text(std::string_view ascii) {
    for (char c : ascii) append(static_cast<uint8_t>(c));
  }

  static std::string escaped(uint32_t c) {
    if (c < 0x100) return fmt::format("\\x{:02x}", c);
    if (c < 0x10000) return fmt::format("\\u{:04x}", c);
    return fmt::format("\\U{:08x}", c);
  }

  static std::string named(uint32_t c) {
    std::string name = name_of_character(c);
    return name.empty() ? escaped(c) : "\\N{" + name + "}";
  }

  // Code points [start, stop), which are `run`, cannot be encoded. False: pending.
  bool bad(std::string_view run, int64_t start, int64_t stop) {
    if (codec_.errors == ErrorHandler::kUnknown) {
      unknown_handler_error(vm_, codec_);
      return false;
    }
    const char* p = run.data();
    const char* end = p + run.size();
    for (int64_t index = start; p < end; index++) {
      uint32_t c = utf8_next(p);
      switch (codec_.errors) {
        case ErrorHandler::kIgnore: continue;
        case ErrorHandler::kReplace: append('?'); continue;
        case ErrorHandler::kBackslashReplace: append_text(escaped(c)); continue;
        case ErrorHandler::kNameReplace: append_text(named(c)); continue;
        case ErrorHandler::kXmlCharRefReplace:
          append_text(fmt::format("&#{};", c));
          continue;
        case ErrorHandler::kSurrogateEscape:
          if (c < 0xDC80 || c > 0xDCFF) break;
          out_.append(static_cast<char>(c - 0xDC00));
          continue;
        case ErrorHandler::kSurrogatePass:
          if (!is_surrogate(c) || codec_.encoding == Encoding::kAscii ||
              codec_.encoding == Encoding::kLatin1 ||
              codec_.encoding == Encoding::kCharmap) {
            break;
          }
          append(c);
          continue;
        default: break;
      }
      return raise(index, stop);
    }
    return true;
  }

  bool raise(int64_t start, int64_t stop) {
    const char* reason =
        codec_.encoding == Encoding::kAscii     ? "ordinal not in range(128)"
        : codec_.encoding == Encoding::kLatin1  ? "ordinal not in range(256)"
        : codec_.encoding == Encoding::kCharmap ? "character maps to <undefined>"
                                                : "surrogates not allowed";
    vm_.raise_with(types.unicode_encode_error,
                   {str_value(vm_, encoding_name(codec_.encoding)), Value::object(text_),
                    Value::integer(start), Value::integer(stop), str_value(vm_, reason)});
    return false;
  }

  Vm& vm_;
  Str* text_;
  CodecArguments codec_;
  TextBuilder out_;
};

}  // namespace

bool has_surrogates(std::string_view text) {
  for (size_t at = text.find('\xED'); at != text.npos; at = text.find('\xED', at + 1)) {
    if (static_cast<uint8_t>(text[at + 1]) >= 0xA0) return true;
  }
  return false;
}

std::string escape_surrogates(std::string_view text) {
  std::string out;
  for (;;) {
    size_t at = text.find('\xED');
    while (at != text.npos && static_cast<uint8_t>(text[at + 1]) < 0xA0)
      at = text.find('\xED', at + 1);
    if (at == text.npos) return out.append(text);
    const char* p = text.data() + at;
    out.append(text.substr(0, at)).append(fmt::format("\\u{:04x}", utf8_next(p)));
    text.remove_prefix(at + 3);
  }
}

Bytes* encode_str(Vm& vm, Str* text, CodecArguments codec) {
  bool same = codec.encoding == Encoding::kUtf8
                  ? text->is_ascii() || !has_surrogates(text->view())
                  : text->is_ascii() && (codec.encoding == Encoding::kAscii ||
                                         codec.encoding == Encoding::kLatin1);
  if (same) return make_bytes(vm.heap(), text->view());
  if (codec.encoding == Encoding::kIdna) return encode_idna(vm, text, codec);
  return Encoder(vm, text, codec).encode();
}

}  // namespace scriptling
