// What stands where something could not go along into another environment: any use of it
// raises a RuntimeError that says what it was.
//
// Immutable; share freely.
#pragma once

#include <string>
#include <string_view>

#include "interp/vm.h"

namespace scriptling {

// `name` is what the script calls it, `type` what it was.
Value make_stub(Vm& vm, std::string_view name, std::string_view type);

// What str() and repr() said of it, for one whose words are asked for: a part of an
// exception's message. They need not be refused.
void word_stub(Value stub, Str* said, Str* shown);

// The name of the class; of a stub, that of what it stands for.
std::string class_behind(Value v);

}  // namespace scriptling
