// A checksum of bytes that lie on a disk: any change of up to eight bytes in a row is
// noticed for certain, any other but once in 2^64 times. No defence against forgers.
//
// Any thread.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace scriptling {

// Each step can be undone, so that two texts that differ in one word alone never agree
// afterwards.
inline std::uint64_t checksum(std::string_view bytes, std::uint64_t seed = 0) {
  constexpr std::uint64_t kFactor = 0xd6e8feb86659fd93;  // Odd; otherwise of no meaning.
  std::uint64_t sum = seed ^ bytes.size();
  auto mix = [&sum](std::uint64_t word) {
    sum = (sum ^ word) * kFactor;
    sum ^= sum >> 32;
  };
  while (!bytes.empty()) {
    char block[8] = {};
    std::size_t size = bytes.size() < sizeof block ? bytes.size() : sizeof block;
    std::memcpy(block, bytes.data(), size);
    bytes.remove_prefix(size);
    auto word = std::bit_cast<std::uint64_t>(block);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    mix(word);
  }
  return sum;
}

}  // namespace scriptling
