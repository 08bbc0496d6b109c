// Why something was cancelled, and how a script reads it.
//
// Immutable; share freely.
#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <string>

namespace scriptling {

enum class CancelReason : uint8_t {
  kCancelled,   // Promise.cancel(), or the host.
  kTimeout,     // It had so many seconds.
  kClientGone,  // Of a request.
  kOwnerEnded,  // Whoever started it has ended.
  kStopping,    // The program ends.
};

// The text of its Cancelled. `seconds` is what a kTimeout had.
inline std::string cancel_text(CancelReason reason, double seconds = 0) {
  switch (reason) {
    case CancelReason::kTimeout: return fmt::format("timed out after {} s", seconds);
    case CancelReason::kClientGone: return "the client has left";
    case CancelReason::kOwnerEnded: return "the call that started it has ended";
    case CancelReason::kStopping: return "the program is shutting down";
    default: return "cancelled";
  }
}

}  // namespace scriptling
