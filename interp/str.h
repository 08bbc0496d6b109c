// Strings and bytes: making them, measuring them, finding code points in them.
//
// Text is UTF-8; a lone surrogate (which Python strings may hold) is stored as its three
// bytes. Indexing by code point is O(1) for ASCII text; other long text gets an index of
// every 64th code point when it is first asked for (the forms of str_offset and str_slice
// with a heap).
//
// One thread at a time.
#pragma once

#include <string>
#include <string_view>

#include "interp/heap.h"
#include "interp/object.h"

namespace scriptling {

// Keyed with a secret of this process; never 0. The same for equal bytes everywhere in
// it.
uint64_t hash_bytes(std::string_view bytes);
// Deterministic across processes; what a script's hash() of a str shows.
int64_t visible_hash_bytes(std::string_view bytes);

// Copies. Requires: `text` is UTF-8 (WTF-8). More than 2^32 - 1 bytes: MemoryExhausted,
// here and in all that follows.
Str* make_str(Heap& heap, std::string_view text);
// The same when the number of code points is known.
Str* make_str(Heap& heap, std::string_view text, uint32_t length);
// Room for `size` bytes of ASCII (or `length` code points) that the caller fills at once.
Str* make_str_uninitialized(Heap& heap, size_t size, size_t length, char** data);
// Of arbitrary bytes: what is not UTF-8 becomes U+FFFD.
Str* make_str_lossy(Heap& heap, std::string_view bytes);
// a + b. When `a` ends where its buffer's used part ends, nothing of `a` is copied, so
// that building a long text piece by piece takes linear time.
Str* str_concat(Heap& heap, const Str* a, const Str* b);
inline uint64_t str_hash(const Str* s) {
  if (s->hash == 0) s->hash = hash_bytes(s->view());
  return s->hash;
}
inline bool str_equal(const Str* a, const Str* b) {
  if (a == b) return true;
  if (a->size != b->size || (a->has(kInterned) && b->has(kInterned))) return false;
  return memcmp(a->data, b->data, a->size) == 0;
}

// Counts code points; -1 when `text` is not valid WTF-8.
int64_t utf8_length(std::string_view text);
// Byte offset of code point `index`. Requires: index <= s->length.
uint32_t str_offset(const Str* s, uint32_t index);
// The same; long text gets an index, so that the next time is fast.
uint32_t str_offset(Heap& heap, const Str* s, uint32_t index);
// The substring of code points [start, end). Requires: start <= end <= length.
Str* str_slice(Heap& heap, const Str* s, uint32_t start, uint32_t end);
// One code point as a string; those below 256 are shared and immortal.
Str* str_of_code_point(Heap& heap, uint32_t code_point);
// Decodes the code point at `p` and moves `p` behind it. Requires: valid WTF-8.
uint32_t utf8_next(const char*& p);
void utf8_append(std::string& out, uint32_t code_point);

Bytes* make_bytes(Heap& heap, std::string_view data);
ByteArray* make_bytearray(Heap& heap, std::string_view data);
void bytearray_append(Heap& heap, ByteArray* array, std::string_view data);
// Removes bytes at one end, in no time: what was in front of the rest stays in the
// storage for a while. Requires: so many are there, and no views forbid it.
void bytearray_drop_front(Heap& heap, ByteArray* array, size_t count);
void bytearray_drop_back(Heap& heap, ByteArray* array, size_t count);
// They end where the used part of the storage ends.
inline char* bytearray_data(ByteArray* a) {
  return a->storage ? a->storage->data + (a->storage->used - a->size) : nullptr;
}
inline bool is_byte_string(const Value& v) {
  return is_kind(v, Kind::kBytes) || is_kind(v, Kind::kByteArray);
}
// Where the first item is; null when it was released or its exporter became too small.
const char* memoryview_data(const MemoryView* view);
// Whether the items lie one behind the other, the last dimension's closest together. Only
// with several dimensions is that so for no items at all.
bool is_contiguous(const MemoryView* view);
// A bytes, a bytearray, or a memoryview that can be read as it lies there.
inline bool is_bytes_like(const Value& v) {
  return is_byte_string(v) ||
         (is_kind(v, Kind::kMemoryView) && is_contiguous(as<MemoryView>(v)) &&
          memoryview_data(as<MemoryView>(v)) != nullptr);
}
// The contents. Requires: is_bytes_like(v); of a view that a script has released since
// then, nothing.
std::string_view bytes_view(const Value& v);

}  // namespace scriptling
