// A script's data, in a copy of its code that the data did not go along with: who looks
// for some is told why it is not there.
//
// One thread at a time.
#pragma once

#include "interp/vm.h"

namespace scriptling {

// The script's module in this Vm is such a copy.
void note_left_behind(Vm& vm);

// Adds a note to the pending NameError about global `name`, if that is why.
void explain_left_behind(Vm& vm, const Str* name);

}  // namespace scriptling
