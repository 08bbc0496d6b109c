// The product's version, as CMakeLists.txt has it.
//
// Immutable; share freely.
#pragma once

namespace scriptling {

inline constexpr const char kVersion[] = "0.1.0";

}  // namespace scriptling
