#include "interp/str.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>

#include "interp/containers.h"
#include "interp/str_index.h"
#include "interp/types.h"
#include "interp/types/codec.h"

namespace scriptling {

namespace {

constexpr size_t kLongest = UINT32_MAX;
constexpr uint64_t kHighBits = 0x8080808080808080;
constexpr uint64_t kLowBits = 0x0101010101010101;
// Concatenations shorter than this are simply copied.
constexpr size_t kSmallConcat = 64;
// From this size on a slice shares its parent's bytes when it is most of them.
constexpr size_t kSharedSlice = 4096;
constexpr size_t kIndexedSize = 256;  // Shorter text is scanned.
constexpr uint32_t kIndexStep = 64;

uint64_t load64(const char* p) {
  uint64_t v;
  memcpy(&v, p, sizeof(v));
  return v;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

bool is_ascii_text(const char* p, size_t size) {
  uint64_t seen = 0;
  for (; size >= 8; p += 8, size -= 8) seen |= load64(p);
  for (; size > 0; p++, size--) seen |= static_cast<unsigned char>(*p);
  return (seen & kHighBits) == 0;
}

// How many of 8 bytes are 10xxxxxx.
uint64_t continuation_bytes(uint64_t word) {
  uint64_t bits = (word >> 7) & (~word >> 6) & kLowBits;
  return (bits * kLowBits) >> 56;
}

// Code points of valid text: bytes that continue none.
size_t count_code_points(const char* p, size_t size) {
  size_t count = size;
  if (is_ascii_text(p, size)) return size;
  for (; size >= 8; p += 8, size -= 8) count -= continuation_bytes(load64(p));
  for (; size > 0; p++, size--) count -= is_continuation(*p);
  return count;
}

// The offset of the code point `skip` behind the one that starts at p[0].
size_t skip_code_points(const char* p, size_t size, size_t skip) {
  size_t at = 0;
  while (skip >= 8 && size - at >= 8) {
    skip -= 8 - continuation_bytes(load64(p + at));
    at += 8;
  }
  while (at < size && is_continuation(p[at])) at++;
  for (; skip > 0; skip--) {
    at++;
    while (at < size && is_continuation(p[at])) at++;
  }
  return at;
}

char* inline_bytes(const Str* s) {
  return reinterpret_cast<char*>(const_cast<Str*>(s) + 1);
}

Str* new_str(Heap& heap, size_t size, size_t length) {
  if (size > kLongest) throw MemoryExhausted{};
  Str* s = heap.make<Str>(Kind::kStr, types.str, size);
  s->size = static_cast<uint32_t>(size);
  s->length = static_cast<uint32_t>(length);
  s->data = inline_bytes(s);
  if (size == length) s->flags |= kAscii;
  return s;
}

// -- Owners: none; the Buffer (or Str) with the bytes; a Buffer with an index, when the
// bytes are inline; or a Tuple of both.

bool has_inline_bytes(const Str* s) { return s->data == inline_bytes(s); }

Object* bytes_owner(const Str* s) {
  if (s->owner == nullptr || has_inline_bytes(s)) return nullptr;
  if (s->owner->kind == Kind::kTuple) return static_cast<Tuple*>(s->owner)->items[0].o;
  return s->owner;
}

const Buffer* index_of(const Str* s) {
  if (s->owner == nullptr) return nullptr;
  if (has_inline_bytes(s)) return static_cast<Buffer*>(s->owner);
  if (s->owner->kind != Kind::kTuple) return nullptr;
  return static_cast<Buffer*>(static_cast<Tuple*>(s->owner)->items[1].o);
}

Owned<Buffer> make_buffer(Heap& heap, size_t capacity) {
  auto buffer = heap.make_owned<Buffer>(Kind::kBuffer, capacity);
  buffer->capacity = static_cast<uint32_t>(capacity);
  return buffer;
}

size_t entries_of(const Str* s) { return s->length / kIndexStep + 1; }

const uint32_t* entries(const Buffer* index) {
  return reinterpret_cast<const uint32_t*>(index->data);
}

void fill_index(const Str* s, Buffer* index) {
  auto* offsets = reinterpret_cast<uint32_t*>(index->data);
  size_t at = 0;
  for (size_t n = 1; n < entries_of(s); n++) {
    at += skip_code_points(s->data + at, s->size - at, kIndexStep);
    offsets[n] = static_cast<uint32_t>(at);
  }
}

const Buffer* build_index(Heap& heap, Str* s) {
  Buffer* index = make_buffer(heap, entries_of(s) * sizeof(uint32_t));
  fill_index(s, index);
  if (has_inline_bytes(s)) {
    s->owner = index;
  } else {
    s->owner = make_tuple(heap, {Value::object(s->owner), Value::object(index)});
  }
  return index;
}

uint32_t offset_with(const Str* s, const Buffer* index, uint32_t n) {
  size_t at = 0;
  if (index != nullptr) {
    at = entries(index)[n / kIndexStep];
    n %= kIndexStep;
  }
  return static_cast<uint32_t>(at + skip_code_points(s->data + at, s->size - at, n));
}

// From the end, where text that is being put together is mostly looked at: each piece
// that comes makes another text, and a table for each would be read once.
uint32_t offset_from_end(const Str* s, uint32_t index) {
  uint32_t at = s->size;
  for (uint32_t left = s->length - index; left > 0; left--) {
    do at--;
    while (is_continuation(s->data[at]));
  }
  return at;
}

bool wants_index(const Str* s) { return s->size > kIndexedSize && !s->is_ascii(); }

// A Str whose bytes belong to `owner`.
Str* share(Heap& heap, const char* data, size_t size, size_t length, Object* owner) {
  Str* s = heap.make<Str>(Kind::kStr, types.str);
  s->size = static_cast<uint32_t>(size);
  s->length = static_cast<uint32_t>(length);
  s->data = data;
  s->owner = owner;
  if (size == length) s->flags |= kAscii;
  return s;
}

size_t encode(uint32_t c, char* out) {
  auto put = [&out](uint32_t byte) { *out++ = static_cast<char>(byte); };
  if (c < 0x80) return put(c), 1;
  if (c < 0x800) return put(0xC0 | c >> 6), put(0x80 | (c & 0x3F)), 2;
  if (c < 0x10000) {
    return put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F)), 3;
  }
  put(0xF0 | c >> 18);
  put(0x80 | (c >> 12 & 0x3F));
  put(0x80 | (c >> 6 & 0x3F));
  put(0x80 | (c & 0x3F));
  return 4;
}

// How many bytes at `p` begin one sequence of UTF-8, and whether it is whole. At least
// one, for what can begin none.
struct Prefix {
  size_t size;
  bool is_whole;
};
Prefix utf8_prefix(const unsigned char* p, size_t left) {
  unsigned char lead = p[0];
  if (lead < 0x80) return {1, true};
  if (lead < 0xC2 || lead > 0xF4) return {1, false};
  size_t wanted = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  // The second byte tells overlong forms, surrogates and what is past U+10FFFF.
  unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  size_t size = 1;
  while (size < wanted && size < left && p[size] >= low && p[size] <= high) {
    size++;
    low = 0x80;
    high = 0xBF;
  }
  return {size, size == wanted};
}

// Length of the well-formed sequence at `p` (lone surrogates allowed), or 0.
size_t sequence_length(const unsigned char* p, size_t left) {
  auto follows = [&](size_t n) { return n < left && (p[n] & 0xC0) == 0x80; };
  if (p[0] < 0x80) return 1;
  if (p[0] < 0xC2) return 0;
  if (p[0] < 0xE0) return follows(1) ? 2 : 0;
  if (p[0] < 0xF0) {
    bool overlong = p[0] == 0xE0 && left > 1 && p[1] < 0xA0;
    return !overlong && follows(1) && follows(2) ? 3 : 0;
  }
  if (p[0] > 0xF4 || !follows(1)) return 0;
  bool out_of_range = (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F);
  return !out_of_range && follows(2) && follows(3) ? 4 : 0;
}

// The code points below 256, for the life of the process.
std::array<Str*, 256> make_single_characters() {
  std::array<Str*, 256> all{};
  constexpr size_t kSize = sizeof(Str) + 16;
  auto* memory = static_cast<char*>(std::calloc(all.size(), kSize));
  if (memory == nullptr) throw std::bad_alloc{};
  for (uint32_t c = 0; c < all.size(); c++) {
    auto* s = reinterpret_cast<Str*>(memory + c * kSize);
    s->kind = Kind::kStr;
    s->flags = kImmortal;
    s->cls = types.str;
    s->size = static_cast<uint32_t>(encode(c, inline_bytes(s)));
    s->length = 1;
    s->data = inline_bytes(s);
    if (s->size == 1) s->flags |= kAscii;
    s->hash = hash_bytes(s->view());
    all[c] = s;
  }
  return all;
}

}  // namespace

// -- Making -----------------------------------------------------------------------------

Str* make_str(Heap& heap, std::string_view text) {
  return make_str(heap, text,
                  static_cast<uint32_t>(count_code_points(text.data(), text.size())));
}

Str* make_str(Heap& heap, std::string_view text, uint32_t length) {
  Str* s = new_str(heap, text.size(), length);
  if (!text.empty()) memcpy(inline_bytes(s), text.data(), text.size());
  return s;
}

Str* make_str_uninitialized(Heap& heap, size_t size, size_t length, char** data) {
  Str* s = new_str(heap, size, length);
  *data = inline_bytes(s);
  return s;
}

Str* make_str_lossy(Heap& heap, std::string_view bytes) {
  int64_t length = utf8_length(bytes);
  if (length >= 0 && !has_surrogates(bytes)) {
    return make_str(heap, bytes, static_cast<uint32_t>(length));
  }
  std::string text;
  text.reserve(bytes.size() + 16);
  const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
  for (size_t left = bytes.size(); left > 0;) {
    auto [n, is_whole] = utf8_prefix(p, left);
    if (is_whole) {
      text.append(reinterpret_cast<const char*>(p), n);
    } else {
      text += "\uFFFD";
    }
    p += n;
    left -= n;
  }
  return make_str(heap, text);
}

Str* str_of_code_point(Heap& heap, uint32_t code_point) {
  static const std::array<Str*, 256> singles = make_single_characters();
  if (code_point < singles.size()) return singles[code_point];
  char bytes[4];
  return make_str(heap, {bytes, encode(code_point, bytes)}, 1);
}

// -- Joining and cutting ----------------------------------------------------------------

Str* str_concat(Heap& heap, const Str* a, const Str* b) {
  if (b->size == 0 && a->cls == types.str) return const_cast<Str*>(a);
  if (a->size == 0 && b->cls == types.str) return const_cast<Str*>(b);
  size_t size = size_t{a->size} + b->size;
  size_t length = size_t{a->length} + b->length;
  if (size > kLongest) throw MemoryExhausted{};
  if (size < kSmallConcat) {
    Str* s = new_str(heap, size, length);
    memcpy(inline_bytes(s), a->data, a->size);
    memcpy(inline_bytes(s) + a->size, b->data, b->size);
    return s;
  }
  Object* owner = bytes_owner(a);
  Buffer* buffer = nullptr;
  bool at_end = false;
  if (owner != nullptr && owner->kind == Kind::kBuffer) {
    buffer = static_cast<Buffer*>(owner);
    at_end = a->data + a->size == buffer->data + buffer->used;
  }
  if (!at_end || buffer->capacity - buffer->used < b->size) {
    // Whoever appends a second time probably goes on.
    size_t room = at_end ? size * 2 : size + size / 8 + 16;
    buffer = make_buffer(heap, std::min(room, kLongest));
    memcpy(buffer->data, a->data, a->size);
    buffer->used = a->size;
  }
  const char* data = buffer->data + buffer->used - a->size;
  memcpy(buffer->data + buffer->used, b->data, b->size);
  buffer->used += b->size;
  return share(heap, data, size, length, buffer);
}

Str* str_slice(Heap& heap, const Str* s, uint32_t start, uint32_t end) {
  if (start == 0 && end == s->length && s->cls == types.str) return const_cast<Str*>(s);
  if (start == end) return names.empty;
  uint32_t length = end - start;
  uint32_t from = str_offset(heap, s, start);
  if (length == 1) {
    const char* p = s->data + from;
    return str_of_code_point(heap, utf8_next(p));
  }
  uint32_t to = end == s->length ? s->size : 0;
  if (to == 0) {
    bool near = end - start <= kIndexStep;
    to = near ? from + static_cast<uint32_t>(
                           s->is_ascii()
                               ? length
                               : skip_code_points(s->data + from, s->size - from, length))
              : str_offset(heap, s, end);
  }
  size_t size = to - from;
  if (size < kSharedSlice || size < s->size / 2) {
    return make_str(heap, {s->data + from, size}, length);
  }
  Object* owner = bytes_owner(s);
  if (owner == nullptr) owner = const_cast<Str*>(s);
  return share(heap, s->data + from, size, length, owner);
}

// -- Code points ------------------------------------------------------------------------

int64_t utf8_length(std::string_view text) {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  size_t left = text.size();
  int64_t length = 0;
  while (left > 0) {
    if (left >= 8 && (load64(reinterpret_cast<const char*>(p)) & kHighBits) == 0) {
      p += 8;
      left -= 8;
      length += 8;
      continue;
    }
    size_t n = sequence_length(p, left);
    if (n == 0) return -1;
    p += n;
    left -= n;
    length++;
  }
  return length;
}

uint32_t str_offset(const Str* s, uint32_t index) {
  if (s->is_ascii()) return index;
  if (index == s->length) return s->size;
  return offset_with(s, index_of(s), index);
}

uint32_t str_offset(Heap& heap, const Str* s, uint32_t index) {
  if (s->is_ascii()) return index;
  if (index == s->length) return s->size;
  const Buffer* table = index_of(s);
  if (table == nullptr && wants_index(s) && index > kIndexStep) {
    if (s->length - index <= kIndexStep) return offset_from_end(s, index);
    table = build_index(heap, const_cast<Str*>(s));
  }
  return offset_with(s, table, index);
}

uint32_t str_index_at(Heap& heap, const Str* s, uint32_t offset) {
  if (s->is_ascii()) return offset;
  auto count = [s](size_t from, size_t to) {
    return static_cast<uint32_t>(count_code_points(s->data + from, to - from));
  };
  const Buffer* table = index_of(s);
  if (table == nullptr) {
    if (!wants_index(s) || offset <= kIndexedSize) return count(0, offset);
    if (s->size - offset <= kIndexedSize) return s->length - count(offset, s->size);
    table = build_index(heap, const_cast<Str*>(s));
  }
  const uint32_t* first = entries(table);
  const uint32_t* behind = std::upper_bound(first + 1, first + entries_of(s), offset);
  auto before = static_cast<uint32_t>(behind - first) - 1;
  return before * kIndexStep + count(first[before], offset);
}

size_t str_table_size(const Str* s) {
  return wants_index(s) ? entries_of(s) * sizeof(uint32_t) : 0;
}

void str_take_table(Str* s, Buffer* table) {
  fill_index(s, table);
  s->owner = table;
}

uint32_t utf8_next(const char*& p) {
  auto byte = [&p]() { return uint32_t{static_cast<unsigned char>(*p++)}; };
  uint32_t c = byte();
  if (c < 0x80) return c;
  if (c < 0xE0) return (c & 0x1F) << 6 | (byte() & 0x3F);
  uint32_t second = byte() & 0x3F;
  if (c < 0xF0) return (c & 0x0F) << 12 | second << 6 | (byte() & 0x3F);
  uint32_t third = byte() & 0x3F;
  return (c & 0x07) << 18 | second << 12 | third << 6 | (byte() & 0x3F);
}

void utf8_append(std::string& out, uint32_t code_point) {
  char bytes[4];
  out.append(bytes, encode(code_point, bytes));
}

// -- Bytes ------------------------------------------------------------------------------

Bytes* make_bytes(Heap& heap, std::string_view data) {
  if (data.size() > kLongest) throw MemoryExhausted{};
  auto* b = heap.make<Bytes>(Kind::kBytes, types.bytes, data.size());
  auto* bytes = reinterpret_cast<uint8_t*>(b + 1);
  b->size = static_cast<uint32_t>(data.size());
  b->data = bytes;
  if (!data.empty()) memcpy(bytes, data.data(), data.size());
  return b;
}

ByteArray* make_bytearray(Heap& heap, std::string_view data) {
  auto* array = heap.make<ByteArray>(Kind::kByteArray, types.bytearray);
  if (!data.empty()) bytearray_append(heap, array, data);
  return array;
}

namespace {

// Puts the bytes, and `more` behind them, into storage of their own.
void renew_storage(Heap& heap, ByteArray* array, size_t room, std::string_view more) {
  Owned<Buffer> storage = make_buffer(heap, std::min(room, kLongest));
  if (array->size > 0) memcpy(storage->data, bytearray_data(array), array->size);
  // These may lie in the old storage.
  if (!more.empty()) memcpy(storage->data + array->size, more.data(), more.size());
  array->size += static_cast<uint32_t>(more.size());
  storage->used = array->size;
  heap.retire(std::exchange(array->storage, std::move(storage)));
}

// Gives memory back when it is mostly unused: less often than bytes go, so that it costs
// each of them next to nothing.
void shrink_storage(Heap& heap, ByteArray* array) {
  constexpr uint32_t kSmall = 4096;
  uint32_t capacity = array->storage->capacity;
  if (capacity > kSmall && array->size < capacity / 4) {
    renew_storage(heap, array, array->size + array->size / 4 + 16, {});
  }
}

}  // namespace

void bytearray_append(Heap& heap, ByteArray* array, std::string_view data) {
  heap.touch(array);
  if (size_t{array->size} + data.size() > kLongest) throw MemoryExhausted{};
  Buffer* storage = array->storage;
  if (storage != nullptr && array->size == 0) storage->used = 0;
  if (storage == nullptr || data.size() > storage->capacity - storage->used) {
    size_t size = array->size + data.size();
    renew_storage(heap, array, storage == nullptr ? size : size + size / 4 + 16, data);
    return;
  }
  if (!data.empty()) memmove(storage->data + storage->used, data.data(), data.size());
  array->size += static_cast<uint32_t>(data.size());
  storage->used += static_cast<uint32_t>(data.size());
}

void bytearray_drop_front(Heap& heap, ByteArray* array, size_t count) {
  if (count == 0) return;
  heap.touch(array);
  array->size -= static_cast<uint32_t>(count);
  shrink_storage(heap, array);
}

void bytearray_drop_back(Heap& heap, ByteArray* array, size_t count) {
  if (count == 0) return;
  heap.touch(array);
  array->size -= static_cast<uint32_t>(count);
  array->storage->used -= static_cast<uint32_t>(count);
  shrink_storage(heap, array);
}

std::string_view bytes_view(const Value& v) {
  if (v.o->kind == Kind::kBytes) return as<Bytes>(v)->view();
  if (v.o->kind == Kind::kMemoryView) {
    auto* view = as<MemoryView>(v);
    const char* data = memoryview_data(view);
    if (data == nullptr || view->end == 0) return {};
    return {data, view->end - static_cast<uint64_t>(view->offset)};
  }
  auto* array = as<ByteArray>(v);
  return {bytearray_data(array), array->size};
}

const char* memoryview_data(const MemoryView* view) {
  if (view->exporter == nullptr) return nullptr;
  std::string_view whole = bytes_view(Value::object(view->exporter));
  if (view->end == 0) return "";
  return view->end <= whole.size() ? whole.data() + view->offset : nullptr;
}

bool is_contiguous(const MemoryView* view) {
  int64_t apart = view->item_size;
  for (uint32_t n = view->dimensions; n-- > 0;) {
    int64_t items = view->shape()[n];
    if (items == 0 && view->dimensions > 1) return true;
    if (items != 1 && view->strides()[n] != apart) return false;
    apart *= items;
  }
  return true;
}

}  // namespace scriptling
