// The built-in functions, by theme; builtins.cpp puts them together.
#pragma once

#include <span>

#include "interp/native.h"

namespace scriptling {

std::span<const NativeDef>
builtin_number_functions();  // abs, round, pow, sum, min, chr ...
std::span<const NativeDef>
builtin_iteration_functions();  // iter, next, sorted, any, all ...
std::span<const NativeDef>
builtin_object_functions();  // getattr, isinstance, repr, print ...

}  // namespace scriptling
