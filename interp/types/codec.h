// Text to bytes and back: the encodings and error handlers of str.encode and
// bytes.decode.
//
// One thread at a time.
#pragma once

#include "interp/ops.h"

namespace scriptling {

enum class Encoding : uint8_t {
  kUtf8,
  kUtf8Sig,
  kAscii,
  kLatin1,
  kUtf16,
  kUtf16Le,
  kUtf16Be,
  kUtf32,
  kUtf32Le,
  kUtf32Be,
  kCharmap,  // One byte for each character; see CodecArguments.
  kUnicodeEscape,
  kIdna,
};

enum class ErrorHandler : uint8_t {
  kStrict,
  kIgnore,
  kReplace,
  kBackslashReplace,
  kXmlCharRefReplace,
  kSurrogateEscape,
  kSurrogatePass,
  kNameReplace,
  kUnknown,
};

struct CodecArguments {
  Encoding encoding = Encoding::kUtf8;
  ErrorHandler errors = ErrorHandler::kStrict;
  Str* unknown_errors = nullptr;  // The name of an unknown handler.
  // kCharmap: the characters of the bytes from 0x80 on, 0 for those that have none.
  const uint16_t* charmap = nullptr;
};

// The optional `encoding` and `errors` arguments of `function`. False: LookupError or
// TypeError is pending. An unknown error handler is only complained of when it is needed.
bool codec_arguments(Vm& vm, const char* function, Value encoding, Value errors,
                     CodecArguments* codec);

// Null: UnicodeDecodeError or UnicodeEncodeError is pending.
Str* decode_bytes(Vm& vm, Value bytes_like, CodecArguments codec);
Bytes* encode_str(Vm& vm, Str* text, CodecArguments codec);

// UTF-8 to the letter, without the lone surrogates that a str may have.
bool is_plain_utf8(std::string_view data);
// Requires: `text` is that of a str.
bool has_surrogates(std::string_view text);
// With \udc80 for each lone surrogate. Requires: `text` is that of a str.
std::string escape_surrogates(std::string_view text);

// The one-byte encoding of that name, in lower case and without separators; null if there
// is none.
const uint16_t* find_charmap(std::string_view name);

// Domain names (codec_idna.cpp). Null: UnicodeError is pending.
Bytes* encode_idna(Vm& vm, Str* text, CodecArguments codec);
Str* decode_idna(Vm& vm, std::string_view data, CodecArguments codec);

// The name of an encoding in errors.
const char* encoding_name(Encoding encoding);
Value unknown_handler_error(Vm& vm, const CodecArguments& codec);

}  // namespace scriptling
