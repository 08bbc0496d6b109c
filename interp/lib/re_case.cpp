#include "interp/lib/re_case.h"

#include <utf8proc.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace scriptling {

namespace {

// No code point beyond has a case.
constexpr char32_t kEndOfCases = 0x1E944;

char32_t lowered(char32_t c) {
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

// Lower-case letters that share an upper case, in groups that 0 ends.
constexpr char32_t kSharedUpper[] = {
    0x69,   0x131,  0,      0x73,   0x17F, 0,      0xB5,   0x3BC, 0,      0x345,  0x3B9,
    0x1FBE, 0,      0x390,  0x1FD3, 0,     0x3B0,  0x1FE3, 0,     0x3B2,  0x3D0,  0,
    0x3B5,  0x3F5,  0,      0x3B8,  0x3D1, 0,      0x3BA,  0x3F0, 0,      0x3C0,  0x3D6,
    0,      0x3C1,  0x3F1,  0,      0x3C2, 0x3C3,  0,      0x3C6, 0x3D5,  0,      0x432,
    0x1C80, 0,      0x434,  0x1C81, 0,     0x43E,  0x1C82, 0,     0x441,  0x1C83, 0,
    0x442,  0x1C84, 0x1C85, 0,      0x44A, 0x1C86, 0,      0x463, 0x1C87, 0,      0x1C88,
    0xA64B, 0,      0x1E61, 0x1E9B, 0,     0xFB05, 0xFB06, 0,
};

using Pairs = std::vector<std::pair<char32_t, char32_t>>;

// Every code point with each other one that matches it, sorted.
Pairs collect() {
  std::map<char32_t, std::vector<char32_t>> by_lower;  // Without the lower case itself.
  for (char32_t c = 0; c < kEndOfCases; c++) {
    if (lowered(c) != c) by_lower[lowered(c)].push_back(c);
  }
  // Lower cases that match one another; most stand alone.
  std::vector<std::vector<char32_t>> families;
  for (const char32_t *p = kSharedUpper, *end = std::end(kSharedUpper); p < end;) {
    const char32_t* stop = std::find(p, end, U'\0');
    families.emplace_back(p, stop);
    p = stop + 1;
  }
  for (auto& family : families) {
    for (size_t n = 0, count = family.size(); n < count; n++) {
      auto found = by_lower.extract(family[n]);
      if (found.empty()) continue;
      family.insert(family.end(), found.mapped().begin(), found.mapped().end());
    }
  }
  for (auto& [lower, others] : by_lower) {
    others.push_back(lower);
    families.push_back(others);
  }
  Pairs pairs;
  for (const auto& family : families) {
    for (char32_t a : family) {
      for (char32_t b : family) {
        if (a != b) pairs.emplace_back(a, b);
      }
    }
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

}  // namespace

void append_case_variants(char32_t first, char32_t last, std::vector<char32_t>* out) {
  static const Pairs pairs = collect();
  auto at = std::lower_bound(pairs.begin(), pairs.end(), std::pair(first, U'\0'));
  for (; at != pairs.end() && at->first <= last; ++at) out->push_back(at->second);
}

}  // namespace scriptling
