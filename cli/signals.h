// Turns the first SIGINT or SIGTERM into a word to the runtime; a second one ends the
// process at once.
//
// One thread at a time.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace scriptling {

class StopSignals {
 public:
  // Blocks both signals in this thread and in all that it makes from now on.
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  // From now on the first signal calls `on_stop`, on a thread of its own.
  void watch(std::function<void()> on_stop);
  // The signal that came, or 0.
  int received() const { return received_; }

 private:
  void wait(const std::function<void()>& on_stop);

  std::atomic<int> received_{0};
  std::atomic<bool> is_over_{false};
  std::thread thread_;
};

}  // namespace scriptling
