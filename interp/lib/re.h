// Compiled patterns as other rooms see them: to take one along to another environment.
//
// One thread at a time.
#pragma once

#include "interp/vm.h"

namespace scriptling {

bool is_regex_pattern(const Value& v);
// What it was compiled from, a str or bytes, and with which flags. Requires: it is one.
Value regex_source(Value pattern);
uint32_t regex_flags(Value pattern);
// Error: pending.
Value make_regex_pattern(Vm& vm, Value source, uint32_t flags);

}  // namespace scriptling
