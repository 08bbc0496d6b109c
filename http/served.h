// One request and what became of it, for whoever keeps a log.
//
// The views are loans for the call that it is handed to.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace scriptling {

struct Served {
  static constexpr int kClientLeft = 499;  // A status for what was never answered.

  std::string_view id;
  std::string_view method = "-", path = "-";  // As sent; a dash where it was no request.
  std::string_view remote_addr;
  int status = kClientLeft;
  std::uint64_t bytes = 0;  // Of the body that the client's kernel was sent, unframed.
  bool is_cut = false;      // The answer had begun, and not all of it was sent.
  std::chrono::nanoseconds took{};  // From the whole request to the last of these bytes.
};

}  // namespace scriptling
