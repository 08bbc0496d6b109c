// JSON as CPython's json module reads and writes it: NaN and Infinity, lone surrogates,
// exact ints of any size, and its words for mistakes.
//
// One thread at a time.
#pragma once

#include <string>
#include <string_view>

#include "interp/ops.h"

namespace scriptling {

// What a script wants to be called for; undefined or None: nothing.
struct JsonHooks {
  Value object_hook;
  Value object_pairs_hook;
  Value parse_float;
  Value parse_int;
  Value parse_constant;
  bool strict = true;  // Control characters in strings are refused.
};

// Requires: `text` is UTF-8 (WTF-8), and stays while this runs. `doc` is what a
// JSONDecodeError shows as its document; null: a copy of the text. Error: pending.
Value json_parse(Vm& vm, std::string_view text, Str* doc, const JsonHooks& hooks = {});
// The value that begins at byte *at, which is moved behind it.
Value json_parse_prefix(Vm& vm, std::string_view text, Str* doc, const JsonHooks& hooks,
                        size_t* at);

struct JsonFormat {
  bool skip_keys = false;  // Keys of other types are left out; else their text is taken.
  bool ensure_ascii = true;
  bool escape_surrogates = false;  // Without ensure_ascii: what UTF-8 cannot hold.
  bool check_circular = true;
  bool allow_nan = true;
  bool sort_keys = false;
  // Objects that JSON does not know: any that has a text of its own is written as that,
  // or only what is meant for the eyes of others (see json_append).
  bool takes_any_text = true;
  bool pretty = false;  // A line for each item, with `indent` for each level.
  std::string indent;
  std::string item_separator = ", ";
  std::string key_separator = ": ";
  Value default_fn;  // Called for what JSON does not know; undefined: none.

  // For what leaves the process: UTF-8, and nothing that JSON does not know.
  static JsonFormat wire() {
    JsonFormat format;
    format.ensure_ascii = false;
    format.escape_surrogates = true;
    format.allow_nan = false;
    format.takes_any_text = false;
    return format;
  }
};

// Appends `v` to `out`. False: an exception is pending, and part of it may stand there.
//
// Sets are arrays, classes their names, other objects what their own __str__ or __repr__
// says; what has neither is a TypeError, as are functions, bytes and iterators. On the
// wire, a dataclass is an object of its fields, a member of an enum its value, and else
// only what has a __str__ is written: a __repr__, a class or an exception would tell
// clients what is none of their business.
bool json_append(Vm& vm, std::string& out, Value v, const JsonFormat& format);
inline bool json_append(Vm& vm, std::string& out, Value v) {
  return json_append(vm, out, v, JsonFormat::wire());
}

// json.JSONDecodeError, a ValueError.
Class* json_decode_error();
// Raises `cls` (json_decode_error() or a subclass) for code point `position` of `doc`.
Value raise_json_error(Vm& vm, Class* cls, std::string_view message, Str* doc,
                       uint32_t position);

}  // namespace scriptling
