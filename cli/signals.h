// Turns the first SIGINT, SIGTERM or SIGHUP into a word to the runtime; a second one ends
// the process at once, and so does the end of patience: a native call that does not
// return can be neither cancelled nor left behind, nor can output that nobody reads.
//
// One thread at a time.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

namespace scriptling {

class StopSignals {
 public:
  // Blocks these signals in this thread and in all that it makes from now on.
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  // From now on the first signal, also one that came before, calls `on_stop` on a thread
  // of its own, and again a little later while that returns false: it was too early. If
  // the process is still there `patience` seconds later, it says so and exits with 1.
  void watch(double patience, std::function<bool()> on_stop);
  // `on_stop` is not called from now on; the end of patience stays.
  void forget();
  // The signal that came, or 0.
  int received() const { return received_; }

 private:
  void wait(double patience);
  bool tell();

  std::atomic<int> received_{0};
  std::atomic<bool> is_over_{false};
  std::mutex mutex_;  // For what follows, and while it is called.
  std::function<bool()> on_stop_;
  std::thread thread_;
};

}  // namespace scriptling
