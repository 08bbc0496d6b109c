// A Source is the text of one script or module, with the name that tracebacks give it.
//
// The text is kept byte for byte as it came; everything that points into it does so by
// byte offset, as a Span. Lines end at LF, CRLF or a lone CR, and are found by a table
// that is built once.
//
// Immutable; share freely.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scriptling {

// Bytes `start` up to, not including, `end` of a Source.
struct Span {
  uint32_t start = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - start; }
  bool operator==(const Span&) const = default;
};

// From the start of `first` to the end of `last`.
inline Span join(Span first, Span last) { return {first.start, last.end}; }

// Where people look: both count from 1. `column` counts code points, `byte_column` bytes.
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
  uint32_t byte_column = 1;

  bool operator==(const Position&) const = default;
};

class Source {
 public:
  // Offsets have 32 bits; the parser refuses a text of more than kMaxSize bytes.
  static constexpr size_t kMaxSize = size_t{1} << 30;

  // `name` is what a traceback shows: a path, or something like "<string>".
  Source(std::string text, std::string name);

  std::string_view text() const { return text_; }
  std::string_view text(Span span) const;
  const std::string& name() const { return name_; }

  // An offset past the end counts as the end.
  Position position(uint32_t offset) const;
  // The line that holds `offset`, from 1. A search: some ten comparisons.
  uint32_t line(uint32_t offset) const;
  uint32_t line_count() const { return static_cast<uint32_t>(line_starts_.size()); }
  // The text of a line without its end; empty for a line that is not there.
  std::string_view line_text(uint32_t line) const;
  // The offset at which a line starts. Requires: 1 <= line <= line_count().
  uint32_t line_start(uint32_t line) const { return line_starts_[line - 1]; }

 private:
  std::string text_;
  std::string name_;
  std::vector<uint32_t> line_starts_;
};

}  // namespace scriptling
