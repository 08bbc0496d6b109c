// What an exception becomes on its way out of an actor that serves everybody.
//
// Any thread.
#pragma once

#include <string_view>

#include "actors/failure.h"
#include "actors/log.h"

namespace scriptling {

// Requires: in a catch block. What the asker's script is told: MemoryError, or
// SystemError for a fault of ours, which is logged. Never null.
FailurePtr problem_of_exception(Log& log, std::string_view who) noexcept;

}  // namespace scriptling
