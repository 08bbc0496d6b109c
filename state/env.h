// Env is what state/ asks of the world: the time. Tests pass one that lies.
//
// Any thread.
#pragma once

#include <time.h>

#include <chrono>
#include <cstdint>

namespace scriptling {

class Env {
 public:
  virtual ~Env() = default;

  // Microseconds since some moment before the process began. Never goes back.
  virtual std::int64_t monotonic_microseconds() const = 0;

  // Microseconds since 1970. May jump when somebody sets the clock; the only time that
  // means anything in a file.
  virtual std::int64_t wall_microseconds() const = 0;
};

class RealEnv final : public Env {
 public:
  std::int64_t monotonic_microseconds() const override {
    // Goes on while the machine sleeps, as the wall clock does.
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
  }
  std::int64_t wall_microseconds() const override {
    auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(since).count();
  }
};

}  // namespace scriptling
