#include "interp/source.h"

#include <algorithm>
#include <utility>

namespace scriptling {

namespace {

bool is_continuation_byte(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::vector<uint32_t> find_line_starts(std::string_view text) {
  std::vector<uint32_t> starts{0};
  for (size_t at = text.find_first_of("\r\n"); at != std::string_view::npos;
       at = text.find_first_of("\r\n", at)) {
    at += text.substr(at, 2) == "\r\n" ? 2 : 1;
    starts.push_back(static_cast<uint32_t>(at));
  }
  return starts;
}

}  // namespace

Source::Source(std::string text, std::string name)
    : text_(std::move(text)),
      name_(std::move(name)),
      line_starts_(find_line_starts(text_)) {}

std::string_view Source::text(Span span) const {
  size_t start = std::min<size_t>(span.start, text_.size());
  size_t end = std::clamp<size_t>(span.end, start, text_.size());
  return std::string_view(text_).substr(start, end - start);
}

uint32_t Source::line(uint32_t offset) const {
  auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<uint32_t>(after - line_starts_.begin());
}

Position Source::position(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  Position position;
  position.line = line(offset);
  uint32_t start = line_start(position.line);
  position.byte_column = offset - start + 1;
  for (uint32_t at = start; at < offset; ++at) {
    if (!is_continuation_byte(text_[at])) ++position.column;
  }
  return position;
}

std::string_view Source::line_text(uint32_t line) const {
  if (line < 1 || line > line_count()) return {};
  size_t start = line_start(line);
  size_t end = line < line_count() ? line_start(line + 1) : text_.size();
  std::string_view text = std::string_view(text_).substr(start, end - start);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return text;
}

}  // namespace scriptling
