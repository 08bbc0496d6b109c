// What the files behind format.h share.
//
// One thread at a time.
#pragma once

#include "interp/format.h"
#include "interp/ops.h"
#include "interp/types/text_builder.h"

namespace scriptling {

// A number in its parts, before padding and grouping.
struct NumberText {
  bool negative = false;
  std::string_view prefix;  // "0x" ...
  std::string_view digits;  // The integral part; empty for inf and nan.
  std::string_view rest;    // From the point or the exponent on; "inf", "nan".
  size_t group_size = 3;
};

// Null: MemoryError pending.
Str* layout_number(Vm& vm, const FormatSpec& spec, const NumberText& number);
Str* format_float(Vm& vm, Value v, double d, const FormatSpec& spec);
// False: ValueError pending. `v` is for the error.
bool read_format_spec(Vm& vm, Value v, Str* text, uint32_t default_type,
                      char default_align, FormatSpec* spec);
// ValueError "Unknown format code ..."; always null.
Str* format_unknown_code(Vm& vm, Value v, const FormatSpec& spec);
// `text`, which has `length` code points, padded to the spec's width.
void append_padded(TextBuilder& out, const FormatSpec& spec, std::string_view text,
                   int64_t length);

}  // namespace scriptling
