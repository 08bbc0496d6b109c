// One regular expression as machine code, and the place where it runs.
//
// A match may take for ever, so it stops often. Wherever backtracking goes on the pattern
// has a callout (re_translate.h), which polls the Vm: there a match is put aside when its
// slice is over, and ended when its run is cancelled. Between two callouts lies at most
// one walk through the text, by one repeat of a single character or to the next place
// where a match can begin: some nanoseconds for each byte. So a text of 10 MB stays
// within 50 ms, and only larger ones may hold up a cancellation for longer. A match ends
// by itself, with RuntimeError, after 2^32 steps from one place.
//
// A suspended match keeps nothing in thread-local memory: its stacks belong to its
// RegexMatcher, which belongs to the Vm's heap.
//
// One thread at a time.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "interp/containers.h"
#include "interp/lib/re_syntax.h"
#include "interp/lib/re_translate.h"
#include "interp/lib/re_wide.h"
#include "interp/vm.h"

struct pcre2_real_code_8;
struct pcre2_real_match_data_8;
struct pcre2_real_match_context_8;
struct pcre2_real_jit_stack_8;

namespace scriptling {

// Parentheses that PCRE2 takes; each of ours may become three.
constexpr uint32_t kRegexDeepestNesting = 2000;

// What a match needs to run: registers, results, a stack. Reused from match to match.
class RegexMatcher {
 public:
  RegexMatcher() = default;
  ~RegexMatcher();
  RegexMatcher(const RegexMatcher&) = delete;
  RegexMatcher& operator=(const RegexMatcher&) = delete;

  static constexpr size_t kUnset = SIZE_MAX;
  // Byte offsets of the last match: begin and end of group 0, of group 1, ... Unset, or
  // missing (`pairs` and beyond), where a group took no part.
  const size_t* offsets() const { return offsets_; }
  size_t pairs() const { return pairs_; }

 private:
  friend class RegexCode;
  bool prepare(size_t pairs);
  void free_data();

  pcre2_real_match_data_8* data_ = nullptr;
  pcre2_real_match_context_8* context_ = nullptr;
  pcre2_real_jit_stack_8* stack_ = nullptr;
  size_t capacity_ = 0;
  bool is_bulky_ = false;  // An interpreted match has left much memory in `data_`.
  const size_t* offsets_ = nullptr;
  std::vector<size_t> wide_offsets_;
  size_t pairs_ = 0;
};

class RegexCode {
 public:
  // Null: *error says why. Runs on a stack of its own.
  static std::unique_ptr<RegexCode> compile(std::string_view text, bool is_text,
                                            uint32_t flags, RegexError* error);
  ~RegexCode();
  RegexCode(const RegexCode&) = delete;
  RegexCode& operator=(const RegexCode&) = delete;

  const Regex& regex() const { return regex_; }
  // Bytes of code, for the heap's books.
  size_t size() const { return size_; }

  enum class Empty : uint8_t { kAllowed, kNotAtStart };
  struct Task {
    RegexMode mode;
    RegexUnits units;
    std::string_view text;  // Must stay where it is, though the match be suspended.
    size_t from;
    Empty empty;
  };
  // The first match from `from` on. kError: pending. May suspend.
  Found run(Vm& vm, const Task& task, RegexMatcher* matcher);

 private:
  RegexCode() = default;

  struct Variant {
    pcre2_real_code_8* code = nullptr;
    uint32_t uses = 0;
    std::unique_ptr<WideRegex> wide;  // Instead, when `code` would be too large.
    bool settled = false;             // Translated to machine code, or never to be.
  };
  Variant& variant(RegexMode mode, RegexUnits units) {
    return variants_[static_cast<int>(mode)][static_cast<int>(units)];
  }
  bool build(RegexMode mode, RegexUnits units, RegexError* error);
  void settle(Variant* variant);

  Regex regex_;
  Variant variants_[3][2];
  size_t size_ = 0;
};

}  // namespace scriptling
