#include "interp/lib/re_syntax.h"

#include <algorithm>

namespace scriptling {

RegexNode regex_node(RegexKind kind, uint64_t width) {
  RegexNode node;
  node.kind = kind;
  node.narrowest = node.widest = width;
  return node;
}

RegexNode regex_literal(char32_t c) {
  RegexNode node = regex_node(RegexKind::kLiteral, 1);
  node.value = c;
  return node;
}

bool captures(const RegexSequence& sequence) {
  return std::any_of(sequence.begin(), sequence.end(),
                     [](const RegexNode& node) { return node.captures; });
}

RegexWidth width_of(const RegexSequence& sequence) {
  RegexWidth width;
  for (const RegexNode& node : sequence) {
    width.narrowest = limited_width(width.narrowest + node.narrowest);
    width.widest = limited_width(width.widest + node.widest);
  }
  return width;
}

uint64_t limited_width(uint64_t width) { return std::min(width, kRegexWidest); }

uint64_t width_times(uint64_t width, uint64_t count) {
  if (width == 0 || count == 0) return 0;
  return width > kRegexWidest / count ? kRegexWidest : width * count;
}

}  // namespace scriptling
