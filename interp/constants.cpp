// The immortal objects that programs hold: constants, and the interned names of all.
#include <gmp.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>
#include <unordered_map>

#include "interp/ascii.h"
#include "interp/hash.h"
#include "interp/program.h"
#include "interp/str.h"
#include "interp/str_index.h"
#include "interp/table.h"
#include "interp/types.h"

namespace scriptling {

namespace {

constexpr size_t kUnit = 16;
constexpr size_t kChunk = size_t{16} << 10;

size_t rounded(size_t size) { return (size + kUnit - 1) & ~(kUnit - 1); }

void fill_header(Object* object, size_t size, Kind kind, Class* cls) {
  object->kind = kind;
  object->flags = kImmortal;
  object->units = static_cast<uint32_t>(size / kUnit);
  object->cls = cls;
}

// The text and what is known about it; its bytes follow the struct.
void fill_str(Str* s, std::string_view text) {
  char* data = reinterpret_cast<char*>(s + 1);
  std::copy(text.begin(), text.end(), data);
  s->data = data;
  s->size = static_cast<uint32_t>(text.size());
  s->length = 0;
  for (char c : text) s->length += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  if (s->length == s->size) s->flags |= kAscii;
  s->hash = hash_bytes(text);
}

bool looks_like_identifier(std::string_view text) {
  constexpr size_t kLongest = 80;
  auto fits = [](char c) { return is_ascii_alnum(c) || c == '_'; };
  return text.size() <= kLongest && std::all_of(text.begin(), text.end(), fits);
}

// Names are looked up by the last bits of their hash, so threads seldom meet at a lock.
struct InternShard {
  std::mutex mutex;
  std::unordered_map<std::string_view, Str*> names;
};

std::array<InternShard, 64>& intern_shards() {
  // Never dropped: programs and natives may outlive main().
  static auto* shards = new std::array<InternShard, 64>;
  return *shards;
}

Str* make_interned(std::string_view text) {
  size_t size = rounded(sizeof(Str) + text.size());
  void* memory = ::operator new(size);
  std::memset(memory, 0, size);
  auto* s = static_cast<Str*>(memory);
  fill_header(s, size, Kind::kStr, types.str);
  fill_str(s, text);
  s->flags |= kInterned;
  return s;
}

uint64_t constant_hash(const Value& v) {
  return is_str(v) ? as<Str>(v)->hash : hash_small_int(v.i);
}

bool same_constant(const Value& a, const Value& b) {
  if (is_str(a) && is_str(b)) return str_equal(as<Str>(a), as<Str>(b));
  return !is_str(a) && !is_str(b) && a.i == b.i;
}

}  // namespace

Str* intern(std::string_view text) {
  InternShard& shard = intern_shards()[std::hash<std::string_view>()(text) % 64];
  std::lock_guard lock(shard.mutex);
  auto found = shard.names.find(text);
  if (found != shard.names.end()) return found->second;
  Str* s = make_interned(text);
  shard.names.emplace(s->view(), s);
  return s;
}

Str* find_interned(std::string_view text) {
  InternShard& shard = intern_shards()[std::hash<std::string_view>()(text) % 64];
  std::lock_guard lock(shard.mutex);
  auto found = shard.names.find(text);
  return found == shard.names.end() ? nullptr : found->second;
}

ConstantPool::~ConstantPool() {
  for (void* chunk : chunks_) ::operator delete(chunk);
}

Object* ConstantPool::allocate(size_t size, Kind kind, Class* cls) {
  size = rounded(size);
  if (static_cast<size_t>(end_ - next_) < size) {
    size_t chunk = std::max(size, kChunk);
    chunks_.reserve(chunks_.size() + 1);
    next_ = static_cast<char*>(::operator new(chunk));
    end_ = next_ + chunk;
    chunks_.push_back(next_);
  }
  std::memset(next_, 0, size);
  auto* object = reinterpret_cast<Object*>(next_);
  next_ += size;
  fill_header(object, size, kind, cls);
  return object;
}

Value ConstantPool::str(std::string_view text) {
  if (looks_like_identifier(text)) return Value::object(intern(text));
  auto* s = static_cast<Str*>(allocate(sizeof(Str) + text.size(), Kind::kStr, types.str));
  fill_str(s, text);
  if (size_t size = str_table_size(s); size > 0) {
    auto* table =
        static_cast<Buffer*>(allocate(sizeof(Buffer) + size, Kind::kBuffer, nullptr));
    table->capacity = static_cast<uint32_t>(size);
    str_take_table(s, table);
  }
  return Value::object(s);
}

Value ConstantPool::bytes(std::string_view data) {
  auto* b = static_cast<Bytes*>(
      allocate(sizeof(Bytes) + data.size(), Kind::kBytes, types.bytes));
  auto* copy = reinterpret_cast<uint8_t*>(b + 1);
  std::copy(data.begin(), data.end(), copy);
  b->data = copy;
  b->size = static_cast<uint32_t>(data.size());
  return Value::object(b);
}

Value ConstantPool::complex(double real, double imag) {
  auto* z =
      static_cast<Complex*>(allocate(sizeof(Complex), Kind::kComplex, types.complex));
  z->real = real;
  z->imag = imag;
  return Value::object(z);
}

// Digits may follow a minus sign.
Value ConstantPool::integer(std::string_view digits, int base) {
  int64_t small = 0;
  auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), small, base);
  if (error == std::errc() && end == digits.data() + digits.size()) {
    return Value::integer(small);
  }
  mpz_t z;
  mpz_init_set_str(z, std::string(digits).c_str(), base);
  size_t limbs = mpz_size(z);
  auto* big = static_cast<BigInt*>(
      allocate(sizeof(BigInt) + limbs * sizeof(uint64_t), Kind::kBigInt, types.int_));
  for (size_t n = 0; n < limbs; ++n) big->limbs[n] = mpz_getlimbn(z, n);
  big->size = static_cast<int32_t>(limbs);
  if (mpz_sgn(z) < 0) big->size = -big->size;
  mpz_clear(z);
  return Value::object(big);
}

Value ConstantPool::tuple(const std::vector<Value>& items) {
  auto* t = static_cast<Tuple*>(
      allocate(sizeof(Tuple) + items.size() * sizeof(Value), Kind::kTuple, types.tuple));
  t->size = items.size();
  std::copy(items.begin(), items.end(), t->items);
  return Value::object(t);
}

// Requires: the items are strs, bools and small ints; equal ones are kept once.
Value ConstantPool::frozenset(const std::vector<Value>& items) {
  uint32_t bits = 0;
  constexpr size_t kWithoutIndex = 8;
  if (items.size() > kWithoutIndex) {
    for (bits = 4; (size_t{2} << bits) / 3 < items.size();) bits++;
  }
  size_t slots = bits == 0 ? 0 : size_t{1} << bits;
  size_t capacity = std::max<size_t>(items.size(), 1);
  auto* table = static_cast<Table*>(
      allocate(sizeof(Table) + capacity * sizeof(TableEntry) + slots * sizeof(uint32_t),
               Kind::kTable, nullptr));
  table->capacity = static_cast<uint32_t>(capacity);
  table->index_bits = bits & 31;
  for (const Value& item : items) {
    uint64_t hash = constant_hash(item);
    Candidates candidates(table, hash);
    int64_t place;
    do {
      place = candidates.next();
    } while (place >= 0 && !same_constant(table->entries[place].key, item));
    if (place < 0) table_append(table, hash, item, Value::undefined());
  }
  auto* set = static_cast<Set*>(allocate(sizeof(Set), Kind::kFrozenSet, types.frozenset));
  set->table = Owned<Table>(table);
  set->live = table->used;
  return Value::object(set);
}

}  // namespace scriptling
