// Module hashlib: digests as objects. See hashlib.py for the constructors.

#include <algorithm>
#include <new>
#include <string>

#include "interp/lib/digests.h"
#include "interp/lib/lib.h"
#include "interp/types/arguments.h"
#include "interp/types/bytes_methods.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kGetter = NativeBinding::kGetter;

struct Hash : Object {
  Digest digest;
};

Class* hash_class();
Hash* hash_of(const Args& args) { return static_cast<Hash*>(args[0].o); }

Hash* make_hash(Vm& vm, const Digest& digest) {
  auto* hash = static_cast<Hash*>(allocate_instance(vm, hash_class()));
  new (&hash->digest) Digest(digest);
  return hash;
}

// Bytes; of a str its UTF-8, of a list its ints. False: pending.
bool data_of(Vm& vm, Value v, std::string* data) {
  if (is_str(v)) {
    *data = text_of(v);
    return true;
  }
  if (is_kind(v, Kind::kMemoryView) && !require_bytes(vm, v)) return false;
  if (is_bytes_like(v)) {
    *data = bytes_view(v);
    return true;
  }
  if (!is_kind(v, Kind::kList)) {
    vm.type_error("object supporting the buffer API required");
    return false;
  }
  for (uint64_t n = 0; n < as<List>(v)->size; n++) {
    Value item = as<List>(v)->items()[n];
    if (!item.is_int() || item.i < 0 || item.i > 255) {
      vm.value_error("bytes must be in range(0, 256)");
      return false;
    }
    *data += static_cast<char>(item.i);
  }
  return true;
}

constexpr size_t kPiece = 1 << 16;

// With a look at the budget now and then.
bool take_in(Vm& vm, Digest* digest, std::string_view data) {
  while (!data.empty()) {
    digest->update(data.substr(0, kPiece));
    data.remove_prefix(std::min(data.size(), kPiece));
    if (!vm.poll(64)) return false;
  }
  return true;
}

Value hash_update(Vm& vm, const Args& args) {
  std::string data;
  if (!data_of(vm, args[1], &data)) return Value::error();
  vm.heap().touch(args[0].o);
  return from_bool(take_in(vm, &hash_of(args)->digest, data));
}

// The length that only SHAKE takes. False: pending.
bool result_of(Vm& vm, const Args& args, std::string* result) {
  const Digest& digest = hash_of(args)->digest;
  bool wants_length = digest.algorithm().size == 0;
  if (wants_length != args.given(1)) {
    wants_length ? vm.type_error("digest() missing required argument 'length' (pos 1)")
                 : vm.type_error("digest() takes no arguments (1 given)");
    return false;
  }
  auto length = wants_length ? to_index(vm, args[1]) : 0;
  if (!length) return false;
  if (*length < 0) {
    vm.value_error("value must be positive");
    return false;
  }
  vm.heap().reserve(static_cast<size_t>(*length));
  *result = digest.finish(static_cast<size_t>(*length));
  return true;
}

Value hash_digest(Vm& vm, const Args& args) {
  std::string result;
  if (!result_of(vm, args, &result)) return Value::error();
  return Value::object(make_bytes(vm.heap(), result));
}

Value hash_hexdigest(Vm& vm, const Args& args) {
  constexpr const char* kDigits = "0123456789abcdef";
  std::string result, text;
  if (!result_of(vm, args, &result)) return Value::error();
  for (char c : result) {
    auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return str_value(vm, text);
}

Value hash_copy(Vm& vm, const Args& args) {
  return Value::object(make_hash(vm, hash_of(args)->digest));
}
Value hash_name(Vm& vm, const Args& args) {
  return str_value(vm, hash_of(args)->digest.algorithm().name);
}
Value hash_digest_size(Vm&, const Args& args) {
  return Value::integer(hash_of(args)->digest.algorithm().size);
}
Value hash_block_size(Vm&, const Args& args) {
  return Value::integer(hash_of(args)->digest.algorithm().block_size);
}

Value hash_repr(Vm& vm, const Args& args) {
  return str_value(vm, fmt::format("<{} _hashlib.HASH object @ {}>",
                                   hash_of(args)->digest.algorithm().name,
                                   static_cast<const void*>(args[0].o)));
}

Value hash_new(Vm& vm, const Args&) {
  return vm.type_error("cannot create 'hashlib.Hash' instances");
}

constexpr NativeDef kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", hash_new, nullptr, NativeBinding::kStaticMethod},
    {"__repr__(self, /)", hash_repr, nullptr, kMethod},
    {"block_size(self)", hash_block_size, "How many bytes are taken in at a time.",
     kGetter},
    {"copy(self, /)", hash_copy, "A hash object of its own with the same state.",
     kMethod},
    {"digest(self, length=None, /)", hash_digest, "The digest so far, as bytes.",
     kMethod},
    {"digest_size(self)", hash_digest_size, "How many bytes the digest has.", kGetter},
    {"hexdigest(self, length=None, /)", hash_hexdigest,
     "The digest so far, in hexadecimal digits.", kMethod},
    {"name(self)", hash_name, "The name of the algorithm.", kGetter},
    {"update(self, data, /)", hash_update, "Take in more data.", kMethod},
};
constexpr TypeSlots kSlots{.size = sizeof(Hash), .undo = Undo::kBytes};

Class* hash_class() {
  static Class* const cls = make_class("hashlib.Hash", types.object, Kind::kNativeObject,
                                       kMethods, &kSlots, "A digest under way.");
  return cls;
}

// Null: pending.
const DigestAlgorithm* algorithm_of(Vm& vm, Value name) {
  Str* text = to_str_arg(vm, name, "name");
  if (text == nullptr) return nullptr;
  const DigestAlgorithm* found = find_algorithm(text->view());
  if (found == nullptr) vm.value_error("unsupported hash type {}", text->view());
  return found;
}

Value hashlib_new(Vm& vm, const Args& args) {
  const DigestAlgorithm* algorithm = algorithm_of(vm, args[0]);
  std::string data;
  if (algorithm == nullptr || (args.given(1) && !data_of(vm, args[1], &data))) {
    return Value::error();
  }
  Digest digest(*algorithm);
  if (!take_in(vm, &digest, data)) return Value::error();
  return Value::object(make_hash(vm, digest));
}

template <size_t index>
Value hashlib_make(Vm& vm, const Args& args) {
  Digest digest(digest_algorithms()[index]);
  std::string data;
  if (args.given(0) && !data_of(vm, args[0], &data)) return Value::error();
  if (!take_in(vm, &digest, data)) return Value::error();
  return Value::object(make_hash(vm, digest));
}

// -- HMAC and what is made of it --------------------------------------------------------

// The digests that HMAC begins with: inside and outside.
struct Keyed {
  Digest inner, outer;

  Keyed(const DigestAlgorithm& algorithm, std::string key)
      : inner(algorithm), outer(algorithm) {
    if (key.size() > algorithm.block_size) {
      Digest shorter(algorithm);
      shorter.update(key);
      key = shorter.finish();
    }
    key.resize(algorithm.block_size, '\0');
    auto masked = [&](char mask) {
      std::string out = key;
      for (char& c : out) c = static_cast<char>(c ^ mask);
      return out;
    };
    inner.update(masked(0x36));
    outer.update(masked(0x5c));
  }

  std::string of(std::string_view message) const {
    Digest in(inner), out(outer);
    in.update(message);
    out.update(in.finish());
    return out.finish();
  }
};

Value hashlib_pbkdf2(Vm& vm, const Args& args) {
  const DigestAlgorithm* algorithm = algorithm_of(vm, args[0]);
  std::string password, salt;
  if (algorithm == nullptr || !data_of(vm, args[1], &password) ||
      !data_of(vm, args[2], &salt)) {
    return Value::error();
  }
  auto rounds = to_index(vm, args[3]);
  if (!rounds) return Value::error();
  if (*rounds < 1) return vm.value_error("iteration value must be greater than 0.");
  auto length = args.has(4) ? to_index(vm, args[4]) : algorithm->size;
  if (!length) return Value::error();
  if (*length < 1) return vm.value_error("key length must be greater than 0.");
  vm.heap().reserve(static_cast<size_t>(*length));
  Keyed keyed(*algorithm, password);
  std::string key;
  for (uint32_t block = 1; key.size() < static_cast<size_t>(*length); block++) {
    std::string number;
    for (int shift = 24; shift >= 0; shift -= 8)
      number += static_cast<char>(block >> shift);
    std::string last = keyed.of(salt + number), sum = last;
    for (int64_t round = 1; round < *rounds; round++) {
      last = keyed.of(last);
      for (size_t n = 0; n < sum.size(); n++)
        sum[n] = static_cast<char>(sum[n] ^ last[n]);
      if (!vm.poll()) return Value::error();
    }
    key += sum;
  }
  key.resize(static_cast<size_t>(*length));
  return Value::object(make_bytes(vm.heap(), key));
}

// Takes the same time wherever they differ. Bytes, or ASCII text.
Value compare_digest(Vm& vm, const Args& args) {
  std::string a, b;
  if (!data_of(vm, args[0], &a) || !data_of(vm, args[1], &b)) return Value::error();
  unsigned char difference = a.size() == b.size() ? 0 : 1;
  for (size_t n = 0; n < a.size(); n++) {
    char other = n < b.size() ? b[n] : '\0';
    difference = static_cast<unsigned char>(difference | (a[n] ^ other));
  }
  return Value::boolean(difference == 0);
}

// The bytes that stand for any data that this module takes.
Value to_data(Vm& vm, const Args& args) {
  std::string data;
  if (!data_of(vm, args[0], &data)) return Value::error();
  return Value::object(make_bytes(vm.heap(), data));
}

#define ALGORITHM(index, name)                                         \
  {                                                                    \
    name "(string=b'', *, usedforsecurity=True)", hashlib_make<index>, \
        "A " name " digest."                                           \
  }

constexpr NativeDef kFunctions[] = {
    ALGORITHM(0, "md5"),
    ALGORITHM(1, "sha1"),
    ALGORITHM(2, "sha224"),
    ALGORITHM(3, "sha256"),
    ALGORITHM(4, "sha384"),
    ALGORITHM(5, "sha512"),
    ALGORITHM(6, "sha3_224"),
    ALGORITHM(7, "sha3_256"),
    ALGORITHM(8, "sha3_384"),
    ALGORITHM(9, "sha3_512"),
    ALGORITHM(10, "shake_128"),
    ALGORITHM(11, "shake_256"),
    {"new(name, data=b'', *, usedforsecurity=True)", hashlib_new,
     "A digest by the algorithm's name."},
    {"pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None)", hashlib_pbkdf2,
     "A key made of a password (PBKDF2 with HMAC)."},
    {"_compare_digest(a, b, /)", compare_digest},
    {"_data(data, /)", to_data},
};

#undef ALGORITHM

void build(ModuleBuilder& module) { module.add("_Hash", hash_class()); }

}  // namespace

const ModuleDef& hashlib_module() {
  static const ModuleDef def{"hashlib", kFunctions, build, "Cryptographic digests."};
  return def;
}

}  // namespace scriptling
