// What the files of the json module share.
//
// One thread at a time.
#pragma once

#include "interp/lib/json.h"
#include "interp/native.h"

namespace scriptling {

// json.JSONEncoder and json.JSONDecoder (json_classes.cpp).
Class* json_encoder();
Class* json_decoder();

// The options of dumps() in the order of its signature, without `cls`. False: pending.
struct JsonOptions {
  Value skipkeys, ensure_ascii, check_circular, allow_nan, indent, separators, default_fn,
      sort_keys;
};
bool json_format(Vm& vm, const JsonOptions& options, JsonFormat* format);
// The text of str, bytes or bytearray, decoded. Null: pending.
Str* json_text(Vm& vm, Value v);
Value json_dumps(Vm& vm, Value v, const JsonFormat& format);

}  // namespace scriptling
