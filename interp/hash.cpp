#include "interp/hash.h"

#include <sys/random.h>

#include <chrono>
#include <cstring>

#include "interp/str.h"

namespace scriptling {

namespace {

HashSecret make_secret() {
  HashSecret secret{};
  if (getrandom(&secret, sizeof(secret), 0) != static_cast<ssize_t>(sizeof(secret))) {
    auto seed = static_cast<uint64_t>(
        std::chrono::steady_clock::now().time_since_epoch().count());
    for (uint64_t& word : secret.words) {
      seed = hash_mix(seed ^ 0x9e3779b97f4a7c15, 0xd6e8feb86659fd93) + 1;
      word = seed ^ reinterpret_cast<uintptr_t>(&secret);
    }
  }
  for (uint64_t& word : secret.words) word |= 1;  // No factor is ever zero.
  return secret;
}

constexpr HashSecret kVisible = {
    {0x2d358dccaa6c78a5, 0x8bb84b93962eacc9, 0x4b33a62ed433d4a3, 0x4d5a2da51de1aa47}};

uint64_t load64(const char* p) {
  uint64_t v;
  memcpy(&v, p, sizeof(v));
  return v;
}

uint64_t load32(const char* p) {
  uint32_t v;
  memcpy(&v, p, sizeof(v));
  return v;
}

// Two words at a time, each hidden by a word of the secret before they are multiplied.
uint64_t hash_with(const HashSecret& secret, const char* p, size_t size) {
  const uint64_t* s = secret.words;
  uint64_t state = hash_mix(size ^ s[2], s[3]);
  const char* end = p + size;
  if (size > 16) {
    for (; end - p > 16; p += 16) {
      state = hash_mix(load64(p) ^ s[0], load64(p + 8) ^ state) ^ s[1];
    }
    // The last 16 bytes, which may overlap with what has been read.
    return hash_mix(hash_mix(load64(end - 16) ^ s[2], load64(end - 8) ^ state) ^ s[1],
                    s[3]);
  }
  uint64_t a = 0;
  uint64_t b = 0;
  if (size >= 8) {
    a = load64(p);
    b = load64(end - 8);
  } else if (size >= 4) {
    a = load32(p);
    b = load32(end - 4);
  } else if (size > 0) {
    auto byte = [](char c) { return uint64_t{static_cast<unsigned char>(c)}; };
    a = byte(p[0]) << 16 | byte(p[size / 2]) << 8 | byte(end[-1]);
  }
  return hash_mix(hash_mix(a ^ s[0], b ^ state) ^ s[1], s[3]);
}

}  // namespace

const HashSecret& hash_secret() {
  static const HashSecret secret = make_secret();
  return secret;
}

uint64_t hash_bytes(std::string_view bytes) {
  uint64_t hash = hash_with(hash_secret(), bytes.data(), bytes.size());
  return hash == 0 ? 1 : hash;
}

int64_t visible_hash_bytes(std::string_view bytes) {
  if (bytes.empty()) return 0;
  auto hash = static_cast<int64_t>(hash_with(kVisible, bytes.data(), bytes.size()));
  return hash == -1 ? -2 : hash;
}

}  // namespace scriptling
