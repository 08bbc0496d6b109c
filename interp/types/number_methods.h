// What the classes int, float and complex share.
//
// One thread at a time.
#pragma once

#include "interp/ops.h"

namespace scriptling {

// int(d): ValueError for NaN and OverflowError for infinity pending.
Value float_to_int(Vm& vm, double d);

// float(v) of what is no text. Error: pending.
Value float_from_number(Vm& vm, Value v);

void define_float();
void define_complex();

}  // namespace scriptling
