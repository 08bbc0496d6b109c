// The names of a script's data, in a copy of its code that the data did not go along
// with: who looks for one is told why it is not there.
//
// One thread at a time.
#pragma once

#include <string>
#include <vector>

#include "interp/vm.h"

namespace scriptling {

// `module` is such a copy, made in this Vm.
void keep_left_behind(Vm& vm, Module* module, const std::vector<std::string>& names);

// Adds a note to the pending NameError about global `name` of `module`, if that is why.
void explain_left_behind(Vm& vm, const Module* module, const Str* name);

}  // namespace scriptling
