// Any bytes as a pattern, of str and of bytes, with flags from the first: code or an
// error. What the parser takes PCRE2 takes as well, unless it is too large, or looks
// behind in a way that only Python knows.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "interp/interp.h"
#include "interp/lib/re_code.h"

namespace {

using namespace scriptling;

bool is_expected(std::string_view message) {
  for (std::string_view part : {"too large", "too long", "lookbehind assertion"}) {
    if (message.find(part) != message.npos) return true;
  }
  return false;
}

void check(std::string_view pattern, bool is_text, uint32_t flags) {
  Regex regex;
  RegexError error;
  if (!parse_regex(pattern, is_text, flags, &regex, &error)) {
    if (error.message.empty()) abort();
    return;
  }
  if (RegexCode::compile(pattern, is_text, flags, &error)) return;
  if (is_expected(error.message)) return;
  fprintf(stderr, "refused: %s\n", error.message.c_str());
  abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  init_core();
  if (size == 0) return 0;
  uint32_t flags =
      data[0] & (kRegexIgnoreCase | kRegexMultiLine | kRegexDotAll | kRegexVerbose);
  std::string_view pattern(reinterpret_cast<const char*>(data) + 1, size - 1);
  check(pattern, false, flags);
  if (utf8_length(pattern) >= 0) check(pattern, true, flags);
  return 0;
}
