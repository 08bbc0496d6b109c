// Allocations that fail on demand: operator new, and the malloc, calloc and realloc of
// all four rooms, which the linker sends here (CMakeLists.txt).
//
// One thread at a time: only allocations of the thread that armed them fail.
#pragma once

#include <cstdint>

namespace scriptling::failing {

enum class How : uint8_t { kOnce, kFromThenOn };

// The `nth` allocation from now fails (the first is 1), or it and all behind it. None: 0.
void arm(uint64_t nth, How how);
// How many there were since.
uint64_t disarm();

}  // namespace scriptling::failing
