// Env is what state/ asks of the world: the time. Tests pass one that lies.
//
// Any thread.
#pragma once

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
    return since_epoch<std::chrono::steady_clock>();
  }
  std::int64_t wall_microseconds() const override {
    return since_epoch<std::chrono::system_clock>();
  }

 private:
  template <class Clock>
  static std::int64_t since_epoch() {
    auto since = Clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(since).count();
  }
};

}  // namespace scriptling
