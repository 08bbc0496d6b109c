// What the classes int and float share.
//
// One thread at a time.
#pragma once

#include "interp/ops.h"

namespace scriptling {

// int(d): ValueError for NaN and OverflowError for infinity pending.
Value float_to_int(Vm& vm, double d);

void define_float();

}  // namespace scriptling
