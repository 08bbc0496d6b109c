// How a run ended, for the host that started it.
//
// Immutable; share freely.
#pragma once

#include "actors/failure.h"
#include "state/datum.h"

namespace scriptling {

struct Finished {
  // The last two: the run itself was cancelled and let the Cancelled go. One that it got
  // from a call of somebody else is an exception like any other.
  enum class How : uint8_t { kReturned, kRaised, kCancelled, kTimedOut };
  How how = How::kReturned;
  // The script's or the function's value; None if it is not data.
  Datum value;
  // What escaped, a Cancelled included. Null when it returned.
  FailurePtr failure;

  // "KeyError: 'k'", or nothing.
  std::string error_text() const { return failure ? failure->to_text() : ""; }
  bool is_ok() const { return how == How::kReturned || exit_status() == 0; }
  // For the process: 0, the code of sys.exit(), 124 after a timeout, else 1.
  int exit_status() const {
    if (how == How::kTimedOut) return 124;
    if (how == How::kReturned) return 0;
    return failure != nullptr && failure->exit_status ? *failure->exit_status : 1;
  }
};

}  // namespace scriptling
