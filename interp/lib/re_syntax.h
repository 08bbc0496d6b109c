// Regular expressions as Python spells them, parsed.
//
// parse_regex() knows the syntax of Python 3.11's re and words its errors; re_translate.h
// turns the tree into what PCRE2 takes. Neither knows a Vm.
//
// Immutable; share freely.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scriptling {

// Python's numbers.
enum RegexFlags : uint32_t {
  kRegexIgnoreCase = 2,
  kRegexLocale = 4,
  kRegexMultiLine = 8,
  kRegexDotAll = 16,
  kRegexUnicode = 32,
  kRegexVerbose = 64,
  kRegexDebug = 128,
  kRegexAscii = 256,
};

enum class RegexCategory : uint8_t {
  kDigit,
  kNotDigit,
  kSpace,
  kNotSpace,
  kWord,
  kNotWord,
};

struct RegexSetItem {
  bool is_category;
  RegexCategory category;
  char32_t first, last;  // A range, when it is no category.
};

enum class RegexKind : uint8_t {
  kLiteral,
  kAny,
  kSet,
  kStart,        // ^
  kEnd,          // $
  kTextStart,    // \A
  kTextEnd,      // \Z
  kBoundary,     // \b
  kNotBoundary,  // \B
  kBranch,       // Two or more alternatives.
  kGroup,        // One child; `value` is its number, 0 when it does not capture.
  kAtomic,       // One child.
  kRepeat,       // One child, of one node.
  kReference,    // `value` is a group.
  kLookaround,   // One child.
  kConditional,  // `value` is a group; one child or two.
};

enum class RegexGreed : uint8_t { kGreedy, kLazy, kPossessive };

constexpr uint64_t kRegexUnbounded = UINT32_MAX;
constexpr uint64_t kRegexWidest = UINT64_MAX / 4;  // Widths are not counted beyond.

struct RegexNode;
using RegexSequence = std::vector<RegexNode>;

struct RegexNode {
  RegexKind kind = RegexKind::kLiteral;
  RegexGreed greed = RegexGreed::kGreedy;
  bool negated = false;    // kSet, kLookaround
  bool behind = false;     // kLookaround
  bool captures = false;   // There is a numbered group in it.
  uint32_t value = 0;      // kLiteral: the code point; else a group.
  uint32_t add_flags = 0;  // kGroup: (?i-s:...)
  uint32_t remove_flags = 0;
  uint64_t min = 0, max = 0;           // kRepeat; `max` may be kRegexUnbounded.
  uint64_t narrowest = 0, widest = 0;  // How many code points it matches.
  std::vector<RegexSetItem> set;
  std::vector<RegexSequence> children;
};

RegexNode regex_node(RegexKind kind, uint64_t width = 0);
RegexNode regex_literal(char32_t c);
// Whether there is a numbered group in it.
bool captures(const RegexSequence& sequence);

// How many code points may be matched.
struct RegexWidth {
  uint64_t narrowest = 0, widest = 0;
};
RegexWidth width_of(const RegexSequence& sequence);
// At most kRegexWidest.
uint64_t limited_width(uint64_t width);
uint64_t width_times(uint64_t width, uint64_t count);

// A pattern that is none. `position` is -1 when Python names none.
struct RegexError {
  enum class Kind : uint8_t { kSyntax, kValue, kOverflow, kRecursion };
  Kind kind = Kind::kSyntax;
  std::string message;
  int64_t position = -1;
};

struct Regex {
  RegexSequence root;
  uint32_t flags = 0;   // With what stands in the pattern itself.
  uint32_t groups = 0;  // Without group 0.
  bool is_text = true;  // A str, not bytes.
  std::vector<std::pair<std::string, uint32_t>> names;  // In order of their groups.
  // Groups in the order in which they close, the last first: what lastindex goes by.
  std::vector<uint32_t> closing;
  // Some group is inside a repeat, or inside a lookaround.
  bool repeats_groups = false;
  bool looks_at_groups = false;
};

// `text` is WTF-8, or any bytes if not `is_text`. False: *error says why. Takes native
// stack by the depth of the nesting, which is limited; time is linear in the size.
bool parse_regex(std::string_view text, bool is_text, uint32_t flags, Regex* regex,
                 RegexError* error);

}  // namespace scriptling
