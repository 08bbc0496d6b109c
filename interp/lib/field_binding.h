// Calls of constructors that are made of a list of fields: those of named tuples and data
// classes.
//
// One thread at a time.
#pragma once

#include "interp/native.h"

namespace scriptling {

// _bind(function, names, positional, defaults, args, keywords): the values of the fields
// in order, or the TypeError that calling a function of that name with such parameters
// raises. `positional` of them may be given by position; a default NotImplemented stands
// for none.
Value bind_fields(Vm& vm, const Args& args);

constexpr NativeDef kBindFields{
    "_bind(function, names, positional, defaults, args, keywords, /)", bind_fields};

}  // namespace scriptling
