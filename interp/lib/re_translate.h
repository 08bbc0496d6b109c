// Parsed patterns as PCRE2 spells them.
//
// Classes, case and anchors are written out, so that what they mean is Python's and not
// PCRE2's. Groups keep their numbers and lose their names.
//
// Any thread.
#pragma once

#include <string>

#include "interp/lib/re_syntax.h"

namespace scriptling {

// What is matched: bytes or ASCII text, one unit each; or UTF-8.
enum class RegexUnits : uint8_t { kBytes, kUtf8 };
// Where a match must begin and end.
enum class RegexMode : uint8_t { kSearch, kMatch, kFullMatch };

// A pattern for PCRE2 with the options that compile_regex (re_code.h) sets. A callout
// stands wherever backtracking may go on: behind what can match in several ways, and at
// the start of a search. False: a repetition is beyond what PCRE2 takes.
bool translate_regex(const Regex& regex, RegexUnits units, RegexMode mode,
                     std::string* pattern);

}  // namespace scriptling
