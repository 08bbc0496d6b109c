#include "interp/lib/memory_file.h"

#include <algorithm>

namespace scriptling {

namespace {

ByteArray* array_of(const MemoryFile* file) { return as<ByteArray>(file->data); }

char* bytes_at(const MemoryFile* file, int64_t position) {
  return bytearray_data(array_of(file)) + position * file->width;
}

uint32_t wide_at(const MemoryFile* file, int64_t position) {
  uint32_t c;
  memcpy(&c, bytes_at(file, position), sizeof(c));
  return c;
}

// Zeros, until it has so many bytes.
void grow_to(Vm& vm, ByteArray* array, size_t size) {
  static constexpr char kZeros[256] = {};
  vm.heap().touch(array);
  while (array->size < size) {
    size_t more = std::min(sizeof(kZeros), size - array->size);
    bytearray_append(vm.heap(), array, {kZeros, more});
  }
}

char* put_wide(char* to, uint32_t c) {
  memcpy(to, &c, sizeof(c));
  return to + sizeof(c);
}

// From here on a code point takes four bytes.
void widen(Vm& vm, MemoryFile* file) {
  ByteArray* narrow = array_of(file);
  ByteArray* wide = make_bytearray(vm.heap(), {});
  grow_to(vm, wide, size_t{narrow->size} * 4);
  char* to = bytearray_data(wide);
  for (char c : narrow->size == 0 ? std::string_view{} : bytes_view(file->data)) {
    to = put_wide(to, static_cast<unsigned char>(c));
  }
  vm.heap().touch(file);
  file->data = Value::object(wide);
  file->width = 4;
}

// With \r\n and \r made \n.
std::string with_plain_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t n = 0; n < text.size(); n++) {
    if (text[n] == '\r' && n + 1 < text.size() && text[n + 1] == '\n') continue;
    out.push_back(text[n] == '\r' ? '\n' : text[n]);
  }
  return out;
}

std::string with_ends(std::string_view text, std::string_view end) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    if (c == '\n') {
      out.append(end);
    } else {
      out.push_back(c);
    }
  }
  return out;
}

// The first place from `from` on that holds `c`; the length when there is none.
int64_t find_unit(const MemoryFile* file, int64_t from, char c) {
  int64_t length = memory_file_length(file);
  if (file->width == 1) {
    const char* start = bytes_at(file, from);
    const void* found = memchr(start, c, static_cast<size_t>(length - from));
    return found == nullptr ? length : from + (static_cast<const char*>(found) - start);
  }
  while (from < length && wide_at(file, from) != static_cast<uint32_t>(c)) from++;
  return from;
}

bool has_unit(const MemoryFile* file, int64_t at, char c) {
  if (at >= memory_file_length(file)) return false;
  return file->width == 1 ? *bytes_at(file, at) == c
                          : wide_at(file, at) == static_cast<uint32_t>(c);
}

// Whatever of \n, \r and \r\n comes first.
int64_t end_of_any_line(const MemoryFile* file, int64_t from) {
  int64_t length = memory_file_length(file);
  for (; from < length; from++) {
    if (has_unit(file, from, '\n')) return from + 1;
    if (has_unit(file, from, '\r'))
      return from + (has_unit(file, from + 1, '\n') ? 2 : 1);
  }
  return length;
}

int64_t end_of_crlf_line(const MemoryFile* file, int64_t from) {
  int64_t length = memory_file_length(file);
  for (;;) {
    from = find_unit(file, from, '\r');
    if (from == length) return length;
    if (has_unit(file, ++from, '\n')) return from + 1;
  }
}

Value wide_text(Vm& vm, const MemoryFile* file, int64_t from, int64_t to) {
  auto count = static_cast<size_t>(to - from);
  vm.heap().reserve(count);
  std::string out;
  out.reserve(count + count / 4);
  for (int64_t n = from; n < to; n++) utf8_append(out, wide_at(file, n));
  return Value::object(make_str(vm.heap(), out, static_cast<uint32_t>(count)));
}

}  // namespace

void memory_file_begin(Vm& vm, MemoryFile* file, Newline newline) {
  vm.heap().touch(file);
  file->data = Value::object(make_bytearray(vm.heap(), {}));
  file->position = 0;
  file->width = 1;
  file->newline = newline;
  file->is_closed = false;
}

void memory_file_put(Vm& vm, MemoryFile* file, std::string_view text, size_t length) {
  if (length != text.size() && file->width == 1) widen(vm, file);
  vm.heap().touch(file);
  ByteArray* array = array_of(file);
  if (file->position > UINT32_MAX) throw MemoryExhausted{};
  auto at = static_cast<size_t>(file->position) * file->width;
  if (file->width == 1 && at == array->size) {
    bytearray_append(vm.heap(), array, text);
  } else {
    vm.heap().touch(array);
    grow_to(vm, array, at + length * file->width);
    char* to = bytearray_data(array) + at;
    if (file->width == 1) {
      memcpy(to, text.data(), text.size());
    } else {
      const char* from = text.data();
      for (size_t n = 0; n < length; n++) to = put_wide(to, utf8_next(from));
    }
  }
  file->position += static_cast<int64_t>(length);
}

void memory_file_write(Vm& vm, MemoryFile* file, Str* text) {
  if (text->size == 0) return;
  std::string_view view = text->view();
  char sought = file->newline == Newline::kUniversal ? '\r' : '\n';
  bool is_plain = file->newline == Newline::kLf || file->newline == Newline::kKept ||
                  memchr(view.data(), sought, view.size()) == nullptr;
  if (is_plain) return memory_file_put(vm, file, view, text->length);
  std::string changed = file->newline == Newline::kUniversal ? with_plain_ends(view)
                        : file->newline == Newline::kCr      ? with_ends(view, "\r")
                                                             : with_ends(view, "\r\n");
  // Ends are ASCII: the number of bytes and that of code points change alike.
  memory_file_put(vm, file, changed, text->length + changed.size() - view.size());
}

void memory_file_cut(Vm& vm, MemoryFile* file, int64_t length) {
  int64_t gone = memory_file_length(file) - length;
  if (gone <= 0) return;
  bytearray_drop_back(vm.heap(), array_of(file), static_cast<size_t>(gone) * file->width);
}

int64_t memory_file_end_of_line(const MemoryFile* file, int64_t from) {
  if (file->newline == Newline::kKept) return end_of_any_line(file, from);
  if (file->newline == Newline::kCrLf) return end_of_crlf_line(file, from);
  char end = file->newline == Newline::kCr ? '\r' : '\n';
  return std::min(find_unit(file, from, end) + 1, memory_file_length(file));
}

Value memory_file_text(Vm& vm, const MemoryFile* file, int64_t from, int64_t to) {
  if (from >= to) return Value::object(names.empty);
  if (file->width == 4) return wide_text(vm, file, from, to);
  auto count = static_cast<uint32_t>(to - from);
  return Value::object(make_str(vm.heap(), {bytes_at(file, from), count}, count));
}

}  // namespace scriptling
