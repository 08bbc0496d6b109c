// The generator of module random: the Mersenne Twister (MT19937) of Matsumoto and
// Nishimura, seeded as Python does it, so that a seed gives the numbers that it gives
// there. What is made of them is in random.py.

#include <sys/random.h>

#include <algorithm>
#include <string>
#include <vector>

#include "interp/lib/digests.h"
#include "interp/lib/lib.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr uint32_t kWords = 624, kMiddle = 397;

struct Generator : Object {
  uint32_t index;  // Of the next word; kWords: the state is used up.
  uint32_t words[kWords];
};

Generator* generator_of(const Args& args) { return static_cast<Generator*>(args[0].o); }

Class* generator_class();

// -- The twister ------------------------------------------------------------------------

void start(Generator* g, uint32_t seed) {
  g->words[0] = seed;
  for (uint32_t n = 1; n < kWords; n++) {
    uint32_t last = g->words[n - 1];
    g->words[n] = 1812433253u * (last ^ (last >> 30)) + n;
  }
  g->index = kWords;
}

void start(Generator* g, const std::vector<uint32_t>& key) {
  start(g, 19650218u);
  uint32_t* words = g->words;
  uint32_t at = 1, k = 0;
  auto advance = [&] {
    if (++at < kWords) return;
    words[0] = words[kWords - 1];
    at = 1;
  };
  auto mixed = [&] { return words[at - 1] ^ (words[at - 1] >> 30); };
  auto size = static_cast<uint32_t>(key.size());
  for (uint32_t n = std::max(kWords, size); n > 0; n--) {
    words[at] = (words[at] ^ (mixed() * 1664525u)) + key[k] + k;
    advance();
    if (++k >= size) k = 0;
  }
  for (uint32_t n = kWords - 1; n > 0; n--) {
    words[at] = (words[at] ^ (mixed() * 1566083941u)) - at;
    advance();
  }
  words[0] = 0x80000000u;
}

void twist(Generator* g) {
  auto twisted = [&](uint32_t n, uint32_t next, uint32_t other) {
    uint32_t y = (g->words[n] & 0x80000000u) | (g->words[next] & 0x7fffffffu);
    g->words[n] = g->words[other] ^ (y >> 1) ^ ((y & 1) != 0 ? 0x9908b0dfu : 0);
  };
  for (uint32_t n = 0; n < kWords; n++) {
    twisted(n, (n + 1) % kWords, (n + kMiddle) % kWords);
  }
  g->index = 0;
}

uint32_t next_word(Generator* g) {
  if (g->index >= kWords) twist(g);
  uint32_t y = g->words[g->index++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

// -- As methods -------------------------------------------------------------------------

Value generator_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], generator_class());
  if (cls == nullptr) return Value::error();
  auto* g = static_cast<Generator*>(allocate_instance(vm, cls));
  start(g, 5489u);
  return Value::object(g);
}

// The digits of |n| in base 2^32, least first; one at least.
std::vector<uint32_t> key_of(Value n) {
  std::vector<uint32_t> key;
  if (n.is_int_or_bool()) {
    uint64_t magnitude =
        n.i < 0 ? 0 - static_cast<uint64_t>(n.i) : static_cast<uint64_t>(n.i);
    for (; magnitude != 0; magnitude >>= 32)
      key.push_back(static_cast<uint32_t>(magnitude));
  } else {
    auto* big = as<BigInt>(n);
    for (int32_t k = 0; k < std::abs(big->size); k++) {
      key.push_back(static_cast<uint32_t>(big->limbs[k]));
      key.push_back(static_cast<uint32_t>(big->limbs[k] >> 32));
    }
    while (key.size() > 1 && key.back() == 0) key.pop_back();
  }
  if (key.empty()) key.push_back(0);
  return key;
}

Value generator_seed(Vm& vm, const Args& args) {
  std::vector<uint32_t> key;
  if (args.has(1)) {
    if (!is_int_like(args[1])) return vm.type_error("an integer is required");
    key = key_of(plain_int(args[1]));
  } else {
    key.resize(kWords);
    if (getrandom(key.data(), key.size() * sizeof(uint32_t), 0) < 0) {
      return vm.raise(types.os_error, "no random numbers from the system");
    }
  }
  vm.heap().touch(args[0].o);
  start(generator_of(args), key);
  return Value::none();
}

Value generator_random(Vm& vm, const Args& args) {
  Generator* g = generator_of(args);
  vm.heap().touch(g);
  uint32_t high = next_word(g) >> 5, low = next_word(g) >> 6;
  return Value::real((high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

Value generator_getrandbits(Vm& vm, const Args& args) {
  auto bits = to_index(vm, args[1]);
  if (!bits) return Value::error();
  if (*bits < 0) return vm.value_error("number of bits must be non-negative");
  if (*bits == 0) return Value::integer(0);
  Generator* g = generator_of(args);
  vm.heap().touch(g);
  if (*bits <= 32) return Value::integer(next_word(g) >> (32 - *bits));
  auto words = static_cast<size_t>((*bits - 1) / 32 + 1);
  vm.heap().reserve(words * sizeof(uint64_t));
  std::string bytes;  // The first word is the least.
  for (size_t n = 0; n < words; n++, *bits -= 32) {
    uint32_t word = next_word(g);
    if (*bits < 32) word >>= 32 - *bits;
    for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(word >> shift);
    if (!vm.poll()) return Value::error();
  }
  return int_from_bytes(vm.heap(), bytes, false);
}

Value generator_getstate(Vm& vm, const Args& args) {
  Generator* g = generator_of(args);
  Tuple* state = make_tuple(vm.heap(), size_t{kWords + 1});
  for (uint32_t n = 0; n < kWords; n++) state->items[n] = Value::integer(g->words[n]);
  state->items[kWords] = Value::integer(g->index);
  return Value::object(state);
}

Value generator_setstate(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kTuple)) {
    return vm.type_error("state vector must be a tuple");
  }
  auto* state = as<Tuple>(args[1]);
  if (state->size != kWords + 1) return vm.value_error("state vector is the wrong size");
  for (uint64_t n = 0; n <= kWords; n++) {
    int64_t limit = n == kWords ? int64_t{kWords} : int64_t{UINT32_MAX};
    if (!state->items[n].is_int() || state->items[n].i < 0 || state->items[n].i > limit) {
      return vm.value_error("invalid state");
    }
  }
  Generator* g = generator_of(args);
  vm.heap().touch(g);
  for (uint32_t n = 0; n < kWords; n++) {
    g->words[n] = static_cast<uint32_t>(state->items[n].i);
  }
  g->index = static_cast<uint32_t>(state->items[kWords].i);
  return Value::none();
}

constexpr NativeDef kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", generator_new, nullptr,
     NativeBinding::kStaticMethod},
    {"_getstate(self, /)", generator_getstate, nullptr, kMethod},
    {"_seed(self, n=None, /)", generator_seed, nullptr, kMethod},
    {"_setstate(self, state, /)", generator_setstate, nullptr, kMethod},
    {"getrandbits(self, k, /)", generator_getrandbits, "An int with k random bits.",
     kMethod},
    {"random(self, /)", generator_random, "A float in [0.0, 1.0).", kMethod},
};
constexpr TypeSlots kSlots{.size = sizeof(Generator), .undo = Undo::kBytes};

Class* generator_class() {
  static Class* const cls = make_class("random._Generator", types.object,
                                       Kind::kNativeObject, kMethods, &kSlots);
  return cls;
}

// Bytes of the system's generator.
Value system_bytes(Vm& vm, const Args& args) {
  auto count = to_index(vm, args[0]);
  if (!count) return Value::error();
  if (*count < 0) return vm.value_error("negative argument not allowed");
  vm.heap().reserve(static_cast<size_t>(*count));
  std::string bytes(static_cast<size_t>(*count), '\0');
  for (size_t done = 0; done < bytes.size();) {
    size_t piece = std::min<size_t>(bytes.size() - done, 256);
    if (getrandom(&bytes[done], piece, 0) != static_cast<ssize_t>(piece)) {
      return vm.raise(types.os_error, "no random numbers from the system");
    }
    done += piece;
    if (!vm.poll()) return Value::error();
  }
  return Value::object(make_bytes(vm.heap(), bytes));
}

Value sha512(Vm& vm, const Args& args) {
  Digest digest(*find_algorithm("sha512"));
  digest.update(bytes_view(args[0]));
  return Value::object(make_bytes(vm.heap(), digest.finish()));
}

constexpr NativeDef kFunctions[] = {
    {"_sha512(data, /)", sha512},
    {"_system_bytes(count, /)", system_bytes},
};

}  // namespace

const ModuleDef& random_module() {
  static const ModuleDef def{
      "random", kFunctions,
      [](ModuleBuilder& module) { module.add("_Generator", generator_class()); },
      "Random numbers."};
  return def;
}

}  // namespace scriptling
