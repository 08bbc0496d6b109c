#include "interp/lib/digests.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace scriptling {

namespace {

constexpr DigestAlgorithm kAlgorithms[] = {
    {"md5", DigestFamily::kMd5, 16, 64},
    {"sha1", DigestFamily::kSha1, 20, 64},
    {"sha224", DigestFamily::kSha256, 28, 64},
    {"sha256", DigestFamily::kSha256, 32, 64},
    {"sha384", DigestFamily::kSha512, 48, 128},
    {"sha512", DigestFamily::kSha512, 64, 128},
    {"sha3_224", DigestFamily::kSha3, 28, 144},
    {"sha3_256", DigestFamily::kSha3, 32, 136},
    {"sha3_384", DigestFamily::kSha3, 48, 104},
    {"sha3_512", DigestFamily::kSha3, 64, 72},
    {"shake_128", DigestFamily::kShake, 0, 168},
    {"shake_256", DigestFamily::kShake, 0, 136},
};

bool is_sponge(DigestFamily family) { return family >= DigestFamily::kSha3; }

template <class Word>
Word big_endian(const uint8_t* p) {
  Word w = 0;
  for (size_t n = 0; n < sizeof(Word); n++) w = static_cast<Word>(w << 8) | p[n];
  return w;
}

template <class Word>
Word little_endian(const uint8_t* p) {
  Word w = 0;
  for (size_t n = sizeof(Word); n-- > 0;) w = static_cast<Word>(w << 8) | p[n];
  return w;
}

// -- Constants that are digits of roots and sines ---------------------------------------

// floor(2^32 * |sin(n + 1)|)
const std::array<uint32_t, 64>& md5_constants() {
  static const std::array<uint32_t, 64> all = [] {
    std::array<uint32_t, 64> made{};
    for (size_t n = 0; n < made.size(); n++) {
      made[n] = static_cast<uint32_t>(std::fabs(std::sin(double(n + 1))) * 4294967296.0);
    }
    return made;
  }();
  return all;
}

__extension__ using Wide = unsigned __int128;

// The first 64 binary places of a root of `n`: of the square or the cube root.
uint64_t root_places(uint64_t n, int degree) {
  // The root of n * 2^(64 * degree) in whole numbers, found bit by bit; powers are
  // compared as three words of 64 bits.
  auto fits = [&](Wide root) {
    // root < 2^69, so its square has less than 138 bits.
    uint64_t low = static_cast<uint64_t>(root), high = static_cast<uint64_t>(root >> 64);
    auto times = [&](const std::array<uint64_t, 4>& a) {
      std::array<uint64_t, 4> out{};
      for (int part = 0; part < 2; part++) {
        uint64_t factor = part == 0 ? low : high, carry = 0;
        for (size_t k = 0; k + static_cast<size_t>(part) < 4; k++) {
          Wide sum = Wide{a[k]} * factor + out[k + static_cast<size_t>(part)] + carry;
          out[k + static_cast<size_t>(part)] = static_cast<uint64_t>(sum);
          carry = static_cast<uint64_t>(sum >> 64);
        }
      }
      return out;
    };
    std::array<uint64_t, 4> power{1, 0, 0, 0};
    for (int k = 0; k < degree; k++) power = times(power);
    std::array<uint64_t, 4> target{};
    target[static_cast<size_t>(degree)] = n;
    return !std::lexicographical_compare(target.rbegin(), target.rend(), power.rbegin(),
                                         power.rend());
  };
  Wide root = 0;
  for (int bit = 68; bit >= 0; bit--) {
    Wide more = root | (Wide{1} << bit);
    if (fits(more)) root = more;
  }
  return static_cast<uint64_t>(root);
}

struct RootConstants {
  std::array<uint64_t, 80> cubes;    // Of the first 80 primes.
  std::array<uint64_t, 16> squares;  // Of the first 16.
};

const RootConstants& root_constants() {
  static const RootConstants all = [] {
    RootConstants made{};
    size_t found = 0;
    for (uint64_t n = 2; found < made.cubes.size(); n++) {
      bool prime = true;
      for (uint64_t d = 2; d * d <= n; d++) prime = prime && n % d != 0;
      if (!prime) continue;
      if (found < made.squares.size()) made.squares[found] = root_places(n, 2);
      made.cubes[found++] = root_places(n, 3);
    }
    return made;
  }();
  return all;
}

// -- Taking in a block ------------------------------------------------------------------

void md5_block(std::array<uint64_t, 25>& state, const uint8_t* block) {
  constexpr int kTurns[4][4] = {
      {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
  uint32_t v[4];
  for (size_t n = 0; n < 4; n++) v[n] = static_cast<uint32_t>(state[n]);
  auto [a, b, c, d] = v;
  for (uint32_t n = 0; n < 64; n++) {
    uint32_t f, word;
    switch (n / 16) {
      case 0: f = (b & c) | (~b & d), word = n; break;
      case 1: f = (d & b) | (~d & c), word = (5 * n + 1) % 16; break;
      case 2: f = b ^ c ^ d, word = (3 * n + 5) % 16; break;
      default: f = c ^ (b | ~d), word = (7 * n) % 16; break;
    }
    f += a + md5_constants()[n] + little_endian<uint32_t>(block + 4 * word);
    a = d, d = c, c = b;
    b += std::rotl(f, kTurns[n / 16][n % 4]);
  }
  v[0] = a, v[1] = b, v[2] = c, v[3] = d;
  for (size_t n = 0; n < 4; n++) state[n] = static_cast<uint32_t>(state[n] + v[n]);
}

void sha1_block(std::array<uint64_t, 25>& state, const uint8_t* block) {
  uint32_t w[80];
  for (size_t n = 0; n < 16; n++) w[n] = big_endian<uint32_t>(block + 4 * n);
  for (size_t n = 16; n < 80; n++) {
    w[n] = std::rotl(w[n - 3] ^ w[n - 8] ^ w[n - 14] ^ w[n - 16], 1);
  }
  uint32_t v[5];
  for (size_t n = 0; n < 5; n++) v[n] = static_cast<uint32_t>(state[n]);
  auto& [a, b, c, d, e] = v;
  for (size_t n = 0; n < 80; n++) {
    uint32_t f = n < 20   ? ((b & c) | (~b & d)) + 0x5a827999u
                 : n < 40 ? (b ^ c ^ d) + 0x6ed9eba1u
                 : n < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdcu
                          : (b ^ c ^ d) + 0xca62c1d6u;
    f += std::rotl(a, 5) + e + w[n];
    e = d, d = c, c = std::rotl(b, 30), b = a, a = f;
  }
  for (size_t n = 0; n < 5; n++) state[n] = static_cast<uint32_t>(state[n] + v[n]);
}

// SHA-256 and SHA-512 differ in the size of words, the number of rounds and the turns.
template <class Word>
struct Sha2;
template <>
struct Sha2<uint32_t> {
  static constexpr size_t kRounds = 64;
  static constexpr int kBig0[] = {2, 13, 22}, kBig1[] = {6, 11, 25};
  static constexpr int kSmall0[] = {7, 18, 3}, kSmall1[] = {17, 19, 10};
  static uint32_t constant(uint64_t places) {
    return static_cast<uint32_t>(places >> 32);
  }
};
template <>
struct Sha2<uint64_t> {
  static constexpr size_t kRounds = 80;
  static constexpr int kBig0[] = {28, 34, 39}, kBig1[] = {14, 18, 41};
  static constexpr int kSmall0[] = {1, 8, 7}, kSmall1[] = {19, 61, 6};
  static uint64_t constant(uint64_t places) { return places; }
};

template <class Word>
void sha2_block(std::array<uint64_t, 25>& state, const uint8_t* block) {
  using Shape = Sha2<Word>;
  auto big = [](Word x, const int(&by)[3]) {
    return std::rotr(x, by[0]) ^ std::rotr(x, by[1]) ^ std::rotr(x, by[2]);
  };
  auto small = [](Word x, const int(&by)[3]) {
    return std::rotr(x, by[0]) ^ std::rotr(x, by[1]) ^ (x >> by[2]);
  };
  Word w[Shape::kRounds];
  for (size_t n = 0; n < 16; n++) w[n] = big_endian<Word>(block + sizeof(Word) * n);
  for (size_t n = 16; n < Shape::kRounds; n++) {
    w[n] = small(w[n - 2], Shape::kSmall1) + w[n - 7] + small(w[n - 15], Shape::kSmall0) +
           w[n - 16];
  }
  const auto& cubes = root_constants().cubes;
  Word v[8];
  for (size_t n = 0; n < 8; n++) v[n] = static_cast<Word>(state[n]);
  auto& [a, b, c, d, e, f, g, h] = v;
  for (size_t n = 0; n < Shape::kRounds; n++) {
    Word first = h + big(e, Shape::kBig1) + ((e & f) ^ (~e & g)) +
                 Shape::constant(cubes[n]) + w[n];
    Word second = big(a, Shape::kBig0) + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + first;
    d = c, c = b, b = a, a = first + second;
  }
  for (size_t n = 0; n < 8; n++) state[n] = static_cast<Word>(state[n] + v[n]);
}

// Keccak-f[1600] with lanes by x + 5 * y.
void keccak(std::array<uint64_t, 25>& s) {
  uint8_t shift_register = 1;
  for (int round = 0; round < 24; round++) {
    uint64_t column[5];
    for (size_t x = 0; x < 5; x++) {
      column[x] = s[x] ^ s[x + 5] ^ s[x + 10] ^ s[x + 15] ^ s[x + 20];
    }
    for (size_t n = 0; n < 25; n++) {
      s[n] ^= column[(n + 4) % 5] ^ std::rotl(column[(n + 1) % 5], 1);
    }
    // The lanes move along one path, each turned by one more step's worth.
    size_t x = 1, y = 0;
    uint64_t moving = s[1];
    for (int step = 1; step <= 24; step++) {
      size_t next_x = y, next_y = (2 * x + 3 * y) % 5;
      x = next_x, y = next_y;
      uint64_t here = s[x + 5 * y];
      s[x + 5 * y] = std::rotl(moving, step * (step + 1) / 2 % 64);
      moving = here;
    }
    for (size_t row = 0; row < 25; row += 5) {
      uint64_t line[5];
      std::copy_n(&s[row], 5, line);
      for (size_t n = 0; n < 5; n++) {
        s[row + n] = line[n] ^ (~line[(n + 1) % 5] & line[(n + 2) % 5]);
      }
    }
    for (int bit = 0; bit < 7; bit++) {
      if ((shift_register & 1) != 0) s[0] ^= uint64_t{1} << ((1 << bit) - 1);
      bool carry = (shift_register & 0x80) != 0;
      shift_register = static_cast<uint8_t>((shift_register << 1) ^ (carry ? 0x71 : 0));
    }
  }
}

std::array<uint64_t, 25> start_state(const DigestAlgorithm& algorithm) {
  std::array<uint64_t, 25> state{};
  constexpr uint64_t kOlder[] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476,
                                 0xc3d2e1f0};
  const auto& squares = root_constants().squares;
  for (size_t n = 0; n < 8; n++) {
    switch (algorithm.family) {
      case DigestFamily::kMd5:
      case DigestFamily::kSha1:
        if (n < 5) state[n] = kOlder[n];
        break;
      case DigestFamily::kSha256:
        // Of SHA-224 the second half of the places of the next eight primes.
        state[n] = algorithm.size == 28 ? squares[n + 8] & UINT32_MAX : squares[n] >> 32;
        break;
      case DigestFamily::kSha512:
        state[n] = algorithm.size == 48 ? squares[n + 8] : squares[n];
        break;
      default: break;
    }
  }
  return state;
}

}  // namespace

std::span<const DigestAlgorithm> digest_algorithms() { return kAlgorithms; }

const DigestAlgorithm* find_algorithm(std::string_view name) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  for (const DigestAlgorithm& algorithm : kAlgorithms) {
    if (lower == algorithm.name) return &algorithm;
  }
  return nullptr;
}

Digest::Digest(const DigestAlgorithm& algorithm)
    : algorithm_(&algorithm), state_(start_state(algorithm)) {}

void Digest::take_block(const uint8_t* block) {
  switch (algorithm_->family) {
    case DigestFamily::kMd5: return md5_block(state_, block);
    case DigestFamily::kSha1: return sha1_block(state_, block);
    case DigestFamily::kSha256: return sha2_block<uint32_t>(state_, block);
    case DigestFamily::kSha512: return sha2_block<uint64_t>(state_, block);
    default: break;
  }
  for (size_t n = 0; n < algorithm_->block_size / 8u; n++) {
    state_[n] ^= little_endian<uint64_t>(block + 8 * n);
  }
  keccak(state_);
}

void Digest::update(std::string_view data) {
  total_ += data.size();
  while (!data.empty()) {
    size_t piece = std::min<size_t>(data.size(), algorithm_->block_size - used_);
    std::memcpy(&block_[used_], data.data(), piece);
    used_ += static_cast<uint32_t>(piece);
    data.remove_prefix(piece);
    if (used_ < algorithm_->block_size) return;
    take_block(block_.data());
    used_ = 0;
  }
}

std::string Digest::finish(size_t size) const {
  Digest last(*this);
  if (is_sponge(algorithm_->family)) {
    return last.finish_sponge(algorithm_->size == 0 ? size : algorithm_->size);
  }
  return last.finish_padded();
}

// A one, zeros, and the length in bits.
std::string Digest::finish_padded() {
  uint64_t bits = total_ * 8;
  size_t length_size = algorithm_->block_size == 128 ? 16 : 8;
  update(std::string_view("\x80", 1));
  while (used_ != algorithm_->block_size - length_size) update(std::string_view("\0", 1));
  bool is_little = algorithm_->family == DigestFamily::kMd5;
  std::string length(length_size, '\0');
  for (size_t n = 0; n < 8; n++) {
    size_t place = is_little ? n : length_size - 1 - n;
    length[place] = static_cast<char>(bits >> (8 * n));
  }
  update(length);
  size_t word_size = algorithm_->family == DigestFamily::kSha512 ? 8 : 4;
  std::string out;
  for (size_t n = 0; n < algorithm_->size; n++) {
    size_t place = n % word_size;
    size_t shift = 8 * (is_little ? place : word_size - 1 - place);
    out += static_cast<char>(state_[n / word_size] >> shift);
  }
  return out;
}

std::string Digest::finish_sponge(size_t size) {
  std::fill(block_.begin() + used_, block_.end(), uint8_t{0});
  block_[used_] = algorithm_->family == DigestFamily::kSha3 ? 0x06 : 0x1f;
  block_[algorithm_->block_size - 1u] |= 0x80;
  take_block(block_.data());
  std::string out;
  for (size_t n = 0; n < size; n++) {
    size_t place = n % algorithm_->block_size;
    if (n > 0 && place == 0) keccak(state_);
    out += static_cast<char>(state_[place / 8] >> (8 * (place % 8)));
  }
  return out;
}

}  // namespace scriptling
