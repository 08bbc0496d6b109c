// Cryptographic digests: MD5, SHA-1, SHA-2 and SHA-3, as RFC 1321, FIPS 180-4 and FIPS
// 202 have them.
//
// Plain data: copy it, keep it anywhere.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace scriptling {

enum class DigestFamily : uint8_t { kMd5, kSha1, kSha256, kSha512, kSha3, kShake };

struct DigestAlgorithm {
  const char* name;
  DigestFamily family;
  uint8_t size;        // Bytes of the result; 0: the caller says how many.
  uint8_t block_size;  // Bytes that are taken in at a time.
};

std::span<const DigestAlgorithm> digest_algorithms();
// By its name as hashlib has it, upper case allowed. Null: there is none.
const DigestAlgorithm* find_algorithm(std::string_view name);

class Digest {
 public:
  explicit Digest(const DigestAlgorithm& algorithm);

  const DigestAlgorithm& algorithm() const { return *algorithm_; }
  void update(std::string_view data);
  // What was taken in so far, with more to come if one likes. `size`: of kShake only.
  std::string finish(size_t size = 0) const;

 private:
  void take_block(const uint8_t* block);
  std::string finish_sponge(size_t size);
  std::string finish_padded();

  const DigestAlgorithm* algorithm_;
  std::array<uint64_t, 25> state_{};  // Of the older families 32-bit words.
  std::array<uint8_t, 168> block_{};
  uint64_t total_ = 0;  // Bytes taken in.
  uint32_t used_ = 0;   // Of the block.
};

}  // namespace scriptling
