// Any bytes decode to a datum or a Status; what decodes encodes to the very same bytes,
// for no two encodings mean the same.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "state/datum_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace scriptling;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto datum = decode(bytes);
  if (!datum.is_ok()) return 0;
  std::string encoded = encode(*datum);
  if (encoded != bytes) abort();
  auto again = decode(encoded);
  if (!again.is_ok() || encode(*again) != encoded) abort();
  return 0;
}
