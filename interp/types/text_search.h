// Searching, splitting and replacing in runs of bytes, for str and bytes alike: UTF-8
// needs no special care, because no code point's bytes occur inside another's.
//
// Any thread.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace scriptling {

constexpr size_t kNotFound = std::string_view::npos;

inline size_t find_bytes(std::string_view text, std::string_view wanted,
                         size_t from = 0) {
  if (from > text.size() || wanted.size() > text.size() - from) return kNotFound;
  if (wanted.empty()) return from;
  const char* start = text.data() + from;
  const void* found = wanted.size() == 1 ? memchr(start, wanted[0], text.size() - from)
                                         : memmem(start, text.size() - from,
                                                  wanted.data(), wanted.size());
  if (found == nullptr) return kNotFound;
  return static_cast<size_t>(static_cast<const char*>(found) - text.data());
}

// The last place of `wanted` in `text`.
size_t find_last_bytes(std::string_view text, std::string_view wanted);

// How often `wanted` occurs without overlaps. Requires: it is not empty.
size_t count_bytes(std::string_view text, std::string_view wanted,
                   size_t limit = SIZE_MAX);

// Calls emit(piece) for each piece of text.split(separator, limit); false stops it. False
// when stopped. Requires: the separator is not empty.
template <class F>
bool split_bytes(std::string_view text, std::string_view separator, int64_t limit,
                 F emit) {
  size_t from = 0;
  while (limit-- != 0) {
    size_t at = find_bytes(text, separator, from);
    if (at == kNotFound) break;
    if (!emit(text.substr(from, at - from))) return false;
    from = at + separator.size();
  }
  return emit(text.substr(from));
}

// From the end: the last piece comes first.
template <class F>
bool split_last_bytes(std::string_view text, std::string_view separator, int64_t limit,
                      F emit) {
  while (limit-- != 0) {
    size_t at = find_last_bytes(text, separator);
    if (at == kNotFound) break;
    if (!emit(text.substr(at + separator.size()))) return false;
    text = text.substr(0, at);
  }
  return emit(text);
}

// text.split(None, limit) with a test for single bytes. What the limit leaves over keeps
// the spaces at its far end.
template <class Space, class F>
bool split_spaces(std::string_view text, int64_t limit, Space is_space, F emit) {
  size_t at = 0;
  for (;;) {
    while (at < text.size() && is_space(text[at])) at++;
    if (at == text.size()) return true;
    size_t from = at;
    if (limit-- == 0) return emit(text.substr(from));
    while (at < text.size() && !is_space(text[at])) at++;
    if (!emit(text.substr(from, at - from))) return false;
  }
}

template <class Space, class F>
bool split_last_spaces(std::string_view text, int64_t limit, Space is_space, F emit) {
  size_t end = text.size();
  for (;;) {
    while (end > 0 && is_space(text[end - 1])) end--;
    if (end == 0) return true;
    if (limit-- == 0) return emit(text.substr(0, end));
    size_t from = end;
    while (from > 0 && !is_space(text[from - 1])) from--;
    if (!emit(text.substr(from, end - from))) return false;
    end = from;
  }
}

// Code points in valid text.
inline size_t count_code_points(std::string_view text) {
  size_t count = 0;
  for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

}  // namespace scriptling
