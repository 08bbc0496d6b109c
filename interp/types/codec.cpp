#include "interp/types/codec.h"

#include <algorithm>
#include <cctype>

#include "interp/types/str_methods.h"

namespace scriptling {

namespace {

struct EncodingAlias {
  std::string_view name;  // Lower case, without separators.
  Encoding encoding;
};

constexpr EncodingAlias kEncodings[] = {
    {"utf8", Encoding::kUtf8},       {"u8", Encoding::kUtf8},
    {"utf", Encoding::kUtf8},        {"cp65001", Encoding::kUtf8},
    {"utf8sig", Encoding::kUtf8Sig}, {"ascii", Encoding::kAscii},
    {"usascii", Encoding::kAscii},   {"646", Encoding::kAscii},
    {"latin1", Encoding::kLatin1},   {"latin", Encoding::kLatin1},
    {"l1", Encoding::kLatin1},       {"iso88591", Encoding::kLatin1},
    {"8859", Encoding::kLatin1},     {"iso8859", Encoding::kLatin1},
    {"cp819", Encoding::kLatin1},    {"utf16", Encoding::kUtf16},
    {"u16", Encoding::kUtf16},       {"utf16le", Encoding::kUtf16Le},
    {"utf16be", Encoding::kUtf16Be}, {"utf32", Encoding::kUtf32},
    {"u32", Encoding::kUtf32},       {"utf32le", Encoding::kUtf32Le},
    {"utf32be", Encoding::kUtf32Be}, {"unicodeescape", Encoding::kUnicodeEscape},
    {"idna", Encoding::kIdna},
};

struct Charmap {
  std::string_view name;
  std::string_view aliases;  // Between blanks.
  uint16_t characters[128];
};

constexpr Charmap kCharmaps[] = {
#define CHARMAP(name, aliases, ...) {#name, aliases, {__VA_ARGS__}},
#include "interp/types/charmaps.def"
#undef CHARMAP
};

bool is_word_of(std::string_view words, std::string_view wanted) {
  while (!words.empty()) {
    size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == wanted) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

struct HandlerName {
  std::string_view name;
  ErrorHandler handler;
};

constexpr HandlerName kHandlers[] = {
    {"strict", ErrorHandler::kStrict},
    {"ignore", ErrorHandler::kIgnore},
    {"replace", ErrorHandler::kReplace},
    {"backslashreplace", ErrorHandler::kBackslashReplace},
    {"xmlcharrefreplace", ErrorHandler::kXmlCharRefReplace},
    {"surrogateescape", ErrorHandler::kSurrogateEscape},
    {"surrogatepass", ErrorHandler::kSurrogatePass},
    {"namereplace", ErrorHandler::kNameReplace},
};

bool find_encoding(std::string_view name, CodecArguments* codec) {
  if (name == "utf-8") {
    codec->encoding = Encoding::kUtf8;
    return true;
  }
  std::string plain;
  for (char c : name) {
    if (c == '-' || c == '_' || c == ' ') continue;
    plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  for (const auto& alias : kEncodings) {
    if (alias.name != plain) continue;
    codec->encoding = alias.encoding;
    return true;
  }
  codec->encoding = Encoding::kCharmap;
  codec->charmap = find_charmap(plain);
  return codec->charmap != nullptr;
}

Str* name_argument(Vm& vm, const char* function, const char* which, Value v) {
  if (is_str(v)) return as<Str>(v);
  vm.type_error("{}() argument '{}' must be str, not {}", function, which,
                argument_type(v));
  return nullptr;
}

Value str_encode(Vm& vm, const Args& args) {
  CodecArguments codec;
  if (!codec_arguments(vm, "encode", args[1], args[2], &codec)) return Value::error();
  Bytes* bytes = encode_str(vm, self_str(args), codec);
  return bytes == nullptr ? Value::error() : Value::object(bytes);
}

constexpr NativeDef kCodecMethods[] = {
    {"encode(self, /, encoding='utf-8', errors='strict')", str_encode,
     "Encode the string using the codec registered for encoding.\n\n"
     "  encoding\n    The encoding in which to encode the string.\n"
     "  errors\n    The error handling scheme to use for encoding errors.\n"
     "    The default is 'strict' meaning that encoding errors raise a\n"
     "    UnicodeEncodeError.  Other possible values are 'ignore', 'replace' and\n"
     "    'xmlcharrefreplace'.",
     NativeBinding::kMethod},
};

}  // namespace

const uint16_t* find_charmap(std::string_view name) {
  for (const Charmap& charmap : kCharmaps) {
    if (charmap.name == name || is_word_of(charmap.aliases, name)) {
      return charmap.characters;
    }
  }
  return nullptr;
}

bool codec_arguments(Vm& vm, const char* function, Value encoding, Value errors,
                     CodecArguments* codec) {
  if (!encoding.is_undefined()) {
    Str* name = name_argument(vm, function, "encoding", encoding);
    if (name == nullptr) return false;
    if (!find_encoding(name->view(), codec)) {
      vm.raise(types.lookup_error, "unknown encoding: {}", name->view());
      return false;
    }
  }
  if (errors.is_undefined()) return true;
  Str* name = name_argument(vm, function, "errors", errors);
  if (name == nullptr) return false;
  for (const auto& handler : kHandlers) {
    if (handler.name != name->view()) continue;
    codec->errors = handler.handler;
    return true;
  }
  codec->errors = ErrorHandler::kUnknown;
  codec->unknown_errors = name;
  return true;
}

const char* encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
    case Encoding::kUtf8Sig: return "utf-8";
    case Encoding::kAscii: return "ascii";
    case Encoding::kLatin1: return "latin-1";
    case Encoding::kUtf16: return "utf-16";
    case Encoding::kUtf16Le: return "utf-16-le";
    case Encoding::kUtf16Be: return "utf-16-be";
    case Encoding::kUtf32: return "utf-32";
    case Encoding::kUtf32Le: return "utf-32-le";
    case Encoding::kUtf32Be: return "utf-32-be";
    case Encoding::kCharmap: return "charmap";
    case Encoding::kUnicodeEscape: return "unicodeescape";
    case Encoding::kIdna: return "idna";
  }
  return "";
}

Value unknown_handler_error(Vm& vm, const CodecArguments& codec) {
  return vm.raise(types.lookup_error, "unknown error handler name '{}'",
                  codec.unknown_errors->view());
}

void define_str_codec() { add_methods(types.str, kCodecMethods); }

}  // namespace scriptling
