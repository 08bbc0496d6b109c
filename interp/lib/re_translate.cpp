#include "interp/lib/re_translate.h"

#include <fmt/core.h>

#include <algorithm>
#include <bitset>
#include <utility>

#include "interp/lib/re_case.h"

namespace scriptling {

namespace {

using Range = std::pair<char32_t, char32_t>;
using Ranges = std::vector<Range>;

constexpr char32_t kLastCodePoint = 0x10FFFF;
constexpr uint64_t kLargestRepeat = 65535;  // PCRE2's.
constexpr uint64_t kMostPieces = 64;        // Of a repeat that is larger.

const Ranges kDigits = {{'0', '9'}};
const Ranges kWordBytes = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
const Ranges kSpaceBytes = {{'\t', '\r'}, {' ', ' '}};
const Ranges kSpaces = {{'\t', '\r'},     {0x1C, ' '},      {0x85, 0x85},
                        {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
                        {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F},
                        {0x3000, 0x3000}};

bool is_ascii_letter(char32_t c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 128;
}

Ranges complement(const Ranges& sorted, char32_t last) {
  Ranges out;
  char32_t next = 0;
  for (auto [first, end] : sorted) {
    if (first > next) out.emplace_back(next, first - 1);
    next = end + 1;
  }
  if (next <= last) out.emplace_back(next, last);
  return out;
}

bool is_negative(RegexCategory c) {
  return c == RegexCategory::kNotDigit || c == RegexCategory::kNotSpace ||
         c == RegexCategory::kNotWord;
}

class Translator {
 public:
  Translator(const Regex& regex, RegexUnits units, RegexMode mode, std::string* out)
      : regex_(regex), units_(units), mode_(mode), out_(*out) {}

  bool pattern() {
    if (mode_ == RegexMode::kSearch) out_ += "(?C)";
    sequence(regex_.root, regex_.flags, Place::kLast);
    return fits_;
  }

 private:
  // Behind what stands last a search has succeeded, and never comes back.
  enum class Place : uint8_t { kInside, kLast };

  bool is_utf8() const { return units_ == RegexUnits::kUtf8; }
  // Classes and case go by Unicode.
  bool is_unicode(uint32_t flags) const {
    return regex_.is_text && !(flags & kRegexAscii);
  }

  void sequence(const RegexSequence& nodes, uint32_t flags, Place place) {
    for (const RegexNode& node : nodes) {
      bool last = place == Place::kLast && &node == &nodes.back();
      write(node, flags, last ? Place::kLast : Place::kInside);
    }
  }

  void write(const RegexNode& node, uint32_t flags, Place place) {
    switch (node.kind) {
      case RegexKind::kLiteral: literal(node.value, flags); break;
      case RegexKind::kAny: out_ += flags & kRegexDotAll ? "." : "\\N"; break;
      case RegexKind::kSet: set(node, flags); break;
      case RegexKind::kStart: out_ += flags & kRegexMultiLine ? "^" : "\\A"; break;
      case RegexKind::kEnd: out_ += flags & kRegexMultiLine ? "$" : "\\Z"; break;
      case RegexKind::kTextStart: out_ += "\\A"; break;
      case RegexKind::kTextEnd: out_ += "\\z"; break;
      case RegexKind::kBoundary: boundary(flags, "(?!", "(?=", "\\b"); break;
      case RegexKind::kNotBoundary:
        // Python has it that there is none in an empty text.
        out_ += "(?!\\A\\z)";
        boundary(flags, "(?=", "(?!", "\\B");
        break;
      case RegexKind::kBranch:
        out_ += "(?:";
        branches(node, flags, place);
        out_ += ')';
        may_come_back(place);
        break;
      case RegexKind::kGroup: {
        flags = with_flags(flags, node);
        out_ += node.value > 0 ? "(" : "(?:";
        sequence(node.children[0], flags, place);
        out_ += ')';
        break;
      }
      case RegexKind::kAtomic:
        out_ += "(?>";
        sequence(node.children[0], flags, Place::kInside);
        out_ += ')';
        break;
      case RegexKind::kRepeat: repeat(node, flags, place); break;
      case RegexKind::kReference: reference(node, flags); break;
      case RegexKind::kLookaround:
        out_ += node.behind ? (node.negated ? "(?<!" : "(?<=")
                            : (node.negated ? "(?!" : "(?=");
        sequence(node.children[0], flags, Place::kInside);
        out_ += ')';
        break;
      case RegexKind::kConditional:
        out_ += fmt::format("(?({})", node.value);
        branches(node, flags, place);
        out_ += ')';
        break;
    }
  }

  static uint32_t with_flags(uint32_t flags, const RegexNode& node) {
    constexpr uint32_t kTypes = kRegexAscii | kRegexLocale | kRegexUnicode;
    if (node.add_flags & kTypes) flags &= ~kTypes;
    return (flags | node.add_flags) & ~node.remove_flags;
  }

  void branches(const RegexNode& node, uint32_t flags, Place place) {
    for (const RegexSequence& child : node.children) {
      if (&child != &node.children.front()) out_ += '|';
      sequence(child, flags, place);
    }
  }

  void may_come_back(Place place) {
    if (place == Place::kInside || mode_ == RegexMode::kFullMatch) out_ += "(?C)";
  }

  // -- Repeats and references -----------------------------------------------------------

  void repeat(const RegexNode& node, uint32_t flags, Place place) {
    const RegexNode& child = node.children[0][0];
    bool is_unit =
        child.kind == RegexKind::kLiteral || child.kind == RegexKind::kAny ||
        child.kind == RegexKind::kSet ||
        (child.kind == RegexKind::kGroup && node.greed != RegexGreed::kPossessive);
    // No iteration of a possessive repeat is gone back into, not only the whole.
    size_t start = out_.size();
    if (!is_unit) out_ += node.greed == RegexGreed::kPossessive ? "(?>" : "(?:";
    write(child, flags, Place::kInside);
    if (!is_unit) out_ += ')';
    repeat_often(node, start);
    if (node.greed != RegexGreed::kPossessive && node.min != node.max)
      may_come_back(place);
  }

  // What begins at `start`, in as many pieces as PCRE2's largest repeat makes necessary:
  // the first take as much as they can, or as little, before the others do.
  void repeat_often(const RegexNode& node, size_t start) {
    bool unbounded = node.max == kRegexUnbounded;
    uint64_t min = node.min, max = node.max;
    uint64_t most = unbounded ? min : max;
    if (most > kLargestRepeat && (node.captures || most > kMostPieces * kLargestRepeat)) {
      fits_ = false;
      return;
    }
    const std::string what = most > kLargestRepeat ? out_.substr(start) : "";
    for (; most > kLargestRepeat; most -= kLargestRepeat) {
      uint64_t here = std::min(min, kLargestRepeat);
      quantifier(node.greed, here, kLargestRepeat);
      out_ += what;
      min -= here;
      if (!unbounded) max -= kLargestRepeat;
    }
    quantifier(node.greed, min, max);
  }

  void quantifier(RegexGreed greed, uint64_t min, uint64_t max) {
    if (max == kRegexUnbounded && min <= 1) {
      out_ += min == 0 ? '*' : '+';
    } else if (max == kRegexUnbounded) {
      out_ += fmt::format("{{{},}}", min);
    } else {
      out_ += fmt::format("{{{},{}}}", min, max);
    }
    if (greed == RegexGreed::kLazy) out_ += '?';
    if (greed == RegexGreed::kPossessive) out_ += '+';
  }

  void reference(const RegexNode& node, uint32_t flags) {
    bool ignores_case = flags & kRegexIgnoreCase;
    out_ += ignores_case ? fmt::format("(?i:\\g{{{}}})", node.value)
                         : fmt::format("\\g{{{}}}", node.value);
  }

  // -- Characters -----------------------------------------------------------------------

  void character(char32_t c) {
    if ((c >= '0' && c <= '9') || is_ascii_letter(c)) {
      out_ += static_cast<char>(c);
    } else {
      out_ += fmt::format("\\x{{{:x}}}", static_cast<uint32_t>(c));
    }
  }

  void nothing() { out_ += "(?:(?!))"; }

  void literal(char32_t c, uint32_t flags) {
    if (flags & kRegexIgnoreCase) {
      RegexNode node;
      node.set.push_back({false, {}, c, c});
      return set(node, flags);
    }
    if (regex_.is_text && !is_utf8() && c > 127) return nothing();
    character(c);
  }

  void add_case(uint32_t flags, Ranges* ranges) const {
    *ranges = merged(std::move(*ranges), kLastCodePoint);
    std::vector<char32_t> variants;
    for (auto [first, last] : *ranges) {
      if (is_unicode(flags)) {
        append_case_variants(first, last, &variants);
        continue;
      }
      for (char32_t c = first; c <= last && c < 128; c++) {
        if (is_ascii_letter(c)) variants.push_back(c ^ 0x20);
      }
    }
    for (char32_t c : variants) ranges->emplace_back(c, c);
  }

  // \d \s or \w as ranges of what is matched. Unicode's \d and \w are not among them.
  Ranges category_ranges(RegexCategory category, uint32_t flags) const {
    switch (category) {
      case RegexCategory::kDigit:
      case RegexCategory::kNotDigit: return kDigits;
      case RegexCategory::kSpace:
      case RegexCategory::kNotSpace: return is_unicode(flags) ? kSpaces : kSpaceBytes;
      default: return kWordBytes;
    }
  }

  static bool is_space(RegexCategory c) {
    return c == RegexCategory::kSpace || c == RegexCategory::kNotSpace;
  }
  static const char* property(RegexCategory category) {
    switch (category) {
      case RegexCategory::kDigit: return "\\p{Nd}";
      case RegexCategory::kNotDigit: return "\\P{Nd}";
      case RegexCategory::kWord: return "\\p{Xwd}";
      default: return "\\P{Xwd}";
    }
  }

  void set(const RegexNode& node, uint32_t flags) {
    Ranges ranges;
    std::string properties;
    char32_t last = is_utf8() ? kLastCodePoint : 0xFF;
    for (const RegexSetItem& item : node.set) {
      if (!item.is_category) ranges.emplace_back(item.first, item.last);
    }
    if (flags & kRegexIgnoreCase) add_case(flags, &ranges);
    for (const RegexSetItem& item : node.set) {
      if (!item.is_category) continue;
      if (is_utf8() && is_unicode(flags) && !is_space(item.category)) {
        properties += property(item.category);
      } else {
        Ranges some = category_ranges(item.category, flags);
        if (is_negative(item.category)) some = complement(some, last);
        ranges.insert(ranges.end(), some.begin(), some.end());
      }
    }
    ranges = merged(std::move(ranges), last);
    if (node.negated && properties.empty()) {
      write_set(complement(ranges, last), "", "[");
    } else {
      write_set(ranges, properties, node.negated ? "[^" : "[");
    }
  }

  static Ranges merged(Ranges ranges, char32_t last) {
    std::sort(ranges.begin(), ranges.end());
    Ranges out;
    for (auto [first, end] : ranges) {
      if (first > last) break;
      end = std::min(end, last);
      if (!out.empty() && first <= out.back().second + 1) {
        out.back().second = std::max(out.back().second, end);
      } else {
        out.emplace_back(first, end);
      }
    }
    return out;
  }

  void write_set(const Ranges& ranges, const std::string& properties, const char* open) {
    if (ranges.empty() && properties.empty()) return nothing();
    if (ranges.size() == 1 && properties.empty() && ranges[0].first == ranges[0].second)
      return character(ranges[0].first);
    out_ += open;
    for (auto [first, last] : ranges) {
      character(first);
      if (last == first) continue;
      if (last > first + 1) out_ += '-';
      character(last);
    }
    out_ += properties;
    out_ += ']';
  }

  // PCRE2's own goes by Unicode with UTF-8, and by ASCII without.
  void boundary(uint32_t flags, const char* behind_word, const char* elsewhere,
                const char* own) {
    if (!is_utf8() || is_unicode(flags)) {
      out_ += own;
      return;
    }
    constexpr const char kWord[] = "[0-9A-Z_a-z]";
    out_ +=
        fmt::format("(?:(?<={0}){1}{0})|(?<!{0}){2}{0}))", kWord, behind_word, elsewhere);
  }

  const Regex& regex_;
  RegexUnits units_;
  RegexMode mode_;
  std::string& out_;
  bool fits_ = true;
};

}  // namespace

bool translate_regex(const Regex& regex, RegexUnits units, RegexMode mode,
                     std::string* pattern) {
  return Translator(regex, units, mode, pattern).pattern();
}

}  // namespace scriptling
