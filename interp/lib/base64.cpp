// Module base64: bytes as digits of 4, 5 or 6 bits. Padding, alphabets and the rest are
// in base64.py.

#include <array>
#include <string>

#include "interp/lib/lib.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

// _encode(data, alphabet, bits): the digits, the last one filled up with zeros.
Value encode(Vm& vm, const Args& args) {
  std::string_view data = bytes_view(args[0]), alphabet = bytes_view(args[1]);
  auto bits = static_cast<uint32_t>(args[2].i);
  vm.heap().reserve(data.size() * 2);
  std::string out;
  uint32_t pending = 0, count = 0;
  for (char c : data) {
    pending = (pending << 8) | static_cast<unsigned char>(c);
    for (count += 8; count >= bits; count -= bits) {
      out += alphabet[(pending >> (count - bits)) & ((1u << bits) - 1)];
    }
  }
  if (count > 0) out += alphabet[(pending << (bits - count)) & ((1u << bits) - 1)];
  return vm.poll(static_cast<int64_t>(data.size() / 64))
             ? Value::object(make_bytes(vm.heap(), out))
             : Value::error();
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
  vm.heap().reserve(text.size());
  std::string out;
  uint32_t pending = 0, count = 0;
  int64_t digits = 0, stranger = -1;
  for (size_t n = 0; n < text.size(); n++) {
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
      out += static_cast<char>(pending >> count);
    }
  }
  if (!vm.poll(static_cast<int64_t>(text.size() / 64))) return Value::error();
  Value bytes = Value::object(make_bytes(vm.heap(), out));
  return Value::object(
      make_tuple(vm.heap(), {bytes, Value::integer(digits), Value::integer(stranger)}));
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
