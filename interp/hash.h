// Hashes for tables: keyed with a secret of this process, so that nobody can choose keys
// that collide again and again. A script never sees them; hash() shows visible_hash_bytes
// (str.h) and number_hash.
//
// What is equal must hash equal, whatever its type. So every table hash is one of these
// two: hash_bytes (str.h) of a str's text, or hash_u64 of what Python's hash() gives for
// anything else. In particular 1, True and 1.0 have hash_u64(1).
//
// Any thread.
#pragma once

#include <cstdint>

namespace scriptling {

__extension__ using uint128 = unsigned __int128;

struct HashSecret {
  uint64_t words[4];
};
// Random, the same for the whole life of the process.
const HashSecret& hash_secret();

// Both halves of the product, folded.
inline uint64_t hash_mix(uint64_t a, uint64_t b) {
  uint128 product = static_cast<uint128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// The lower half is x's own, so that counting keys lie side by side; the upper half is
// the secret's choice, and tables take from it where to look on when keys collide.
inline uint64_t hash_u64(uint64_t x) {
  const HashSecret& secret = hash_secret();
  uint64_t mixed = hash_mix(x ^ secret.words[0], secret.words[1]);
  return (mixed & ~uint64_t{UINT32_MAX}) | static_cast<uint32_t>(x ^ (x >> 32));
}

// For int keys, without number_hash: Python's hash of a small int is the int itself.
inline uint64_t hash_small_int(int64_t i) {
  constexpr int64_t kModulus = (int64_t{1} << 61) - 1;
  if (i > -kModulus && i < kModulus) [[likely]] {
    return hash_u64(static_cast<uint64_t>(i == -1 ? -2 : i));
  }
  int64_t hash = i % kModulus;
  return hash_u64(static_cast<uint64_t>(hash == -1 ? -2 : hash));
}

}  // namespace scriptling
