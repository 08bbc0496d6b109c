// The objects of module re, and what its files share.
//
// One thread at a time.
#pragma once

#include <optional>
#include <span>

#include "interp/lib/re_code.h"
#include "interp/ops.h"

// Flexible array members are an extension that GCC and Clang share.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"

namespace scriptling {

struct RegexPattern : Object {
  Heap* heap;
  Object* source;  // Str, or Bytes.
  Dict* group_index;
  RegexCode* code;
  int64_t charged;  // Bytes of `code`, as far as they count.

  const Regex& regex() const { return code->regex(); }
};

// What is searched: a str or bytes whose bytes stay where they are.
struct RegexSubject {
  Value original;          // What the script gave.
  Object* text = nullptr;  // Str or Bytes: of a bytearray, a copy.
  bool is_ascii = true;    // Offsets are the same in bytes and in what a script counts.
  std::string_view view;
  int64_t length = 0;  // As a script counts.
};

struct RegexMatch : Object {
  RegexPattern* pattern;
  Value original;
  Object* text;
  int64_t pos, endpos;
  // A place known by both counts: from here on code points are counted.
  uint32_t anchor_byte, anchor_index;
  int32_t last_group;  // 0: none.
  uint32_t pairs;
  uint32_t offsets[];  // Begin and end in bytes of each group; kNoOffset twice for none.
};
constexpr uint32_t kNoOffset = UINT32_MAX;

// One walk over a subject, from match to match as findall, sub and split go.
struct RegexWalk {
  RegexPattern* pattern;
  RegexSubject subject;
  int64_t pos, endpos;
  uint32_t at, end;  // Bytes.
  uint32_t anchor_byte, anchor_index;
  RegexCode::Empty empty = RegexCode::Empty::kAllowed;
};

// -- re_pattern.cpp ---------------------------------------------------------------------

Class* regex_pattern_class();
// Compiled, or from the environment's cache; `pattern` may be compiled already. Null:
// pending.
RegexPattern* regex_compile(Vm& vm, Value pattern, Value flags);
void regex_purge(Vm& vm);
// Makes what an environment keeps from run to run. When the module is imported: what is
// there then survives Vm::restore_image.
void regex_get_ready(Vm& vm);
// False: a TypeError is pending.
bool regex_subject(Vm& vm, const RegexPattern* pattern, Value string,
                   RegexSubject* subject);
// False: pending. `pos` and `endpos` may be undefined.
bool regex_start_walk(Vm& vm, RegexPattern* pattern, Value string, Value pos,
                      Value endpos, RegexWalk* walk);
// The next match, whose offsets are *matcher's; moves the walk behind it.
Found regex_step(Vm& vm, RegexWalk* walk, RegexMode mode, RegexMatcher** matcher);
// The match just found. Requires: regex_step() answered kYes, and nothing was matched
// since.
RegexMatch* regex_make_match(Vm& vm, const RegexWalk& walk, const RegexMatcher& matcher);
// The bytes from `begin` to `end`, as findall gives them.
Value regex_piece(Vm& vm, const RegexSubject& subject, size_t begin, size_t end);

Value regex_run_match(Vm& vm, RegexPattern* pattern, RegexMode mode, Value string,
                      Value pos = {}, Value endpos = {});
Value regex_find_all(Vm& vm, RegexPattern* pattern, Value string, Value pos = {},
                     Value endpos = {});
Value regex_find_iter(Vm& vm, RegexPattern* pattern, Value string, Value pos = {},
                      Value endpos = {});
Value regex_split(Vm& vm, RegexPattern* pattern, Value string, Value max);

// -- re_match.cpp -----------------------------------------------------------------------

Class* regex_match_class();
// The text of a group; `otherwise` when it took no part.
Value regex_group_text(Vm& vm, const RegexMatch* match, uint32_t group, Value otherwise);

// -- re_template.cpp --------------------------------------------------------------------

// (text, number of replacements) for subn, and its first for sub.
enum class RegexCount : uint8_t { kLeftOut, kGiven };
Value regex_substitute(Vm& vm, RegexPattern* pattern, Value repl, Value string,
                       Value count, RegexCount give_count);
Value regex_expand(Vm& vm, const RegexMatch* match, Value text);

// -- re_error.cpp -----------------------------------------------------------------------

Class* regex_error_class();
// Raises re.error with all its attributes, or what else `error` is.
Value regex_raise(Vm& vm, const RegexError& error, Value pattern);

// -- re_flags.cpp -----------------------------------------------------------------------

Class* regex_flag_class();
// An immortal RegexFlag, for the module's constants.
Value regex_flag_constant(uint32_t flag);
// "re.IGNORECASE|re.MULTILINE"
std::string regex_flags_text(uint32_t flags);

}  // namespace scriptling

#pragma GCC diagnostic pop
