// What is behind io.StringIO and io.BytesIO: a byte array and a place in it.
//
// Text takes one byte for each code point as long as it is ASCII, and four from the first
// code point on that is not: any place is found at once, and no place has to be counted.
//
// One thread at a time.
#pragma once

#include "interp/types/arguments.h"
#include "interp/types/bytes_methods.h"
#include "interp/types/memoryview.h"

namespace scriptling {

// What ends a line of text, and what becomes of ends that are written.
enum class Newline : uint8_t {
  kLf,
  kUniversal,  // \r and \r\n become \n.
  kKept,       // \n, \r and \r\n all end lines.
  kCr,         // \n becomes \r.
  kCrLf,       // \n becomes \r\n.
};

struct MemoryFile : Object {
  Value data;        // ByteArray; undefined until __init__ has run.
  int64_t position;  // In units of `width` bytes; may lie behind the end.
  uint8_t width;     // 1 or 4.
  Newline newline;
  bool is_closed;
};

inline MemoryFile* memory_file_of(const Value& v) {
  return static_cast<MemoryFile*>(v.o);
}
inline int64_t memory_file_length(const MemoryFile* file) {
  return as<ByteArray>(file->data)->size / file->width;
}

// Empties it, for __init__.
void memory_file_begin(Vm& vm, MemoryFile* file, Newline newline);
// Writes text at the position, its ends of lines changed as `newline` says.
void memory_file_write(Vm& vm, MemoryFile* file, Str* text);
// Writes `length` code points, or of a BytesIO bytes, as they stand. Requires: no views.
void memory_file_put(Vm& vm, MemoryFile* file, std::string_view text, size_t length);
// Drops what is behind `length`.
void memory_file_cut(Vm& vm, MemoryFile* file, int64_t length);
// Behind the end of the line that `from` is in. Requires: from < the length.
int64_t memory_file_end_of_line(const MemoryFile* file, int64_t from);
// Code points [from, to) as a str.
Value memory_file_text(Vm& vm, const MemoryFile* file, int64_t from, int64_t to);

}  // namespace scriptling
