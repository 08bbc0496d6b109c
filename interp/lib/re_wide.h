// Patterns that are too large for PCRE2's 64 KiB of code, in its library of 32-bit units,
// whose code may be as large as memory allows.
//
// It wants its texts in such units, so each match copies the text first; next to what
// such a pattern takes for each place in the text, that is little.
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interp/lib/re_translate.h"

struct pcre2_real_code_32;

namespace scriptling {

class WideRegex {
 public:
  // Called at each callout, with the place in the text; not 0 ends the match.
  using Step = int (*)(size_t at, void* context);

  WideRegex() = default;
  ~WideRegex();
  WideRegex(const WideRegex&) = delete;
  WideRegex& operator=(const WideRegex&) = delete;

  // `pattern` is of ASCII. False: *message says why.
  bool compile(std::string_view pattern, RegexUnits units, uint32_t options,
               std::string* message);
  bool is_compiled() const { return code_ != nullptr; }
  // Bytes of code.
  size_t size() const { return size_; }

  struct Match {
    std::string_view text;
    size_t from;
    uint32_t options;
    size_t room;  // Bytes that it may take.
    Step step;
    void* context;
  };
  // As pcre2_match; *offsets gets the pairs, in bytes of the text.
  int match(const Match& match, std::vector<size_t>* offsets) const;

 private:
  pcre2_real_code_32* code_ = nullptr;
  RegexUnits units_ = RegexUnits::kBytes;
  size_t size_ = 0;
};

}  // namespace scriptling
