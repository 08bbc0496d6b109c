// Code as text, for people and for tests.
//
//   f(x, y): 3 registers
//     2  Add        r2, x, y
//        JumpIfNot  r2, L1
//     3  LoadConst  r2, 'yes'
//        Return     r2
//   L1:
//     ...
//     try 2-4: L1 r2
//
// Numbers on the left are source lines. Locals go by their names, other registers by
// number; constants and names stand where they are used. `try` lines are the handlers,
// innermost first: instructions, where to go, and which register gets the exception.
//
// Any thread.
#pragma once

#include <string>

#include "interp/program.h"

namespace scriptling {

std::string disassemble(const Program& program);  // All functions.
std::string disassemble(const Proto& proto);      // One.

}  // namespace scriptling
