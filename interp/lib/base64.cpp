// Module base64: bytes as digits of 4, 5 or 6 bits. Padding, alphabets and the rest are
// in base64.py.

#include <array>
#include <string>

#include "interp/lib/lib.h"
#include "interp/types/arguments.h"
#include "interp/types/text_builder.h"

namespace scriptling {

namespace {

constexpr size_t kPiece = 1 << 16;  // Bytes between two polls.
constexpr int64_t kPieceCost = 1000;

// Whether others may have their turn meanwhile: they might change a bytearray.
bool may_pause(Vm& vm, const Value& bytes, size_t at) {
  bool is_due = at % kPiece == kPiece - 1 && is_kind(bytes, Kind::kBytes);
  return !is_due || vm.poll(kPieceCost);
}

// _encode(data, alphabet, bits): the digits, the last one filled up with zeros.
Value encode(Vm& vm, const Args& args) {
  std::string_view data = bytes_view(args[0]), alphabet = bytes_view(args[1]);
  auto bits = static_cast<uint32_t>(args[2].i);
  TextBuilder out(vm);
  uint32_t pending = 0, count = 0;
  for (size_t n = 0; n < data.size(); n++) {
    if (!may_pause(vm, args[0], n)) return Value::error();
    pending = (pending << 8) | static_cast<unsigned char>(data[n]);
    for (count += 8; count >= bits; count -= bits) {
      out.append(alphabet[(pending >> (count - bits)) & ((1u << bits) - 1)]);
    }
  }
  if (count > 0) out.append(alphabet[(pending << (bits - count)) & ((1u << bits) - 1)]);
  Bytes* bytes = out.bytes();
  return bytes == nullptr ? Value::error() : Value::object(bytes);
}

// _decode(text, alphabet, bits): the bytes and what else was met: how many digits there
// were and the place of the first byte that is none, or -1. Those bytes are passed over.
Value decode(Vm& vm, const Args& args) {
  std::string_view text = bytes_view(args[0]), alphabet = bytes_view(args[1]);
  auto bits = static_cast<uint32_t>(args[2].i);
  std::array<int16_t, 256> values;
  values.fill(-1);
  for (size_t n = 0; n < alphabet.size(); n++) {
    values[static_cast<unsigned char>(alphabet[n])] = static_cast<int16_t>(n);
  }
  TextBuilder out(vm);
  uint32_t pending = 0, count = 0;
  int64_t digits = 0, stranger = -1;
  for (size_t n = 0; n < text.size(); n++) {
    if (!may_pause(vm, args[0], n)) return Value::error();
    int16_t value = values[static_cast<unsigned char>(text[n])];
    if (value < 0) {
      if (stranger < 0) stranger = static_cast<int64_t>(n);
      continue;
    }
    digits++;
    pending = (pending << bits) | static_cast<uint32_t>(value);
    count += bits;
    if (count >= 8) {
      count -= 8;
      out.append(static_cast<char>(pending >> count));
    }
  }
  Bytes* bytes = out.bytes();
  if (bytes == nullptr) return Value::error();
  return Value::object(make_tuple(
      vm.heap(),
      {Value::object(bytes), Value::integer(digits), Value::integer(stranger)}));
}

constexpr NativeDef kFunctions[] = {
    {"_decode(text, alphabet, bits, /)", decode},
    {"_encode(data, alphabet, bits, /)", encode},
};

}  // namespace

const ModuleDef& base64_module() {
  static const ModuleDef def{"base64", kFunctions, nullptr, "Bytes as text."};
  return def;
}

}  // namespace scriptling
