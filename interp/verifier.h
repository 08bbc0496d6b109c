// Checks that code is what the Vm takes for granted: operands within the function, jumps
// to instructions, handlers in order. Programs come from the compiler only, so this is
// for tests.
//
// Any thread.
#pragma once

#include <optional>
#include <string>

#include "interp/program.h"

namespace scriptling {

// What is wrong with the first bad function; nothing when all are sound.
std::optional<std::string> verify(const Program& program);

}  // namespace scriptling
