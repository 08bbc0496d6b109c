// Output writes what scripts print and what the log says: each piece whole, all in the
// order in which it came, to both streams alike.
//
// Pieces are collected and written by a thread of their own, so that no environment waits
// for a slow terminal; whatever came while one write was under way goes out with the
// next. Nothing waits longer than a millisecond.
//
// Any thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "interp/host.h"

namespace scriptling {

class Output {
 public:
  Output();
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // False: more is waiting than a well-behaved reader leaves, so that whoever prints a
  // lot should wait until it is written.
  bool write(Stream stream, std::string_view text);
  // The same, unless so much is waiting already that `text` had better be dropped: false.
  bool write_if_room(Stream stream, std::string_view text);
  // Returns when everything that came before is written.
  void flush();
  // Calls `tell` then, from any thread; at once if nothing is left, or nobody writes any
  // more.
  void when_written(std::function<void()> tell);
  // Writes what is left; what comes later is dropped. Not called by an actor.
  void stop();
  // Calls `tell` with the errno when something printed could not be written, once, from
  // a thread of its own. Set before the first write.
  void on_loss(std::function<void(int)> tell) { tell_ = std::move(tell); }
  // Whether anything printed is lost so far.
  bool has_lost() const { return has_lost_; }

 private:
  static constexpr size_t kBatch =
      32 * 1024;  // Enough to write without waiting for more.
  static constexpr size_t kCrowd = 4 << 20;
  static constexpr size_t kRoom = 1 << 20;

  struct Piece {
    Stream stream;
    std::string text;
  };
  struct Waiter {
    uint64_t batch;
    std::function<void()> tell;
  };

  // Requires: the mutex is held, by `lock`, and is let go.
  bool add(std::unique_lock<std::mutex> lock, Stream stream, std::string_view text);
  // The number of the batch with which all that came so far is written. Requires: the
  // mutex is held.
  uint64_t last_batch() const { return batches_begun_ + (pieces_.empty() ? 0 : 1); }
  std::vector<Waiter> take_served();
  void run();
  void write_all(const Piece& piece);
  void lose(Stream stream, int error);

  mutable std::mutex mutex_;
  std::condition_variable came_;
  std::condition_variable written_;
  std::vector<Piece> pieces_;  // Neighbours are of different streams.
  size_t bytes_ = 0;
  uint64_t batches_begun_ = 0, batches_done_ = 0;
  std::vector<Waiter> waiters_;  // In the order of their batches.
  bool is_waiting_ = false;      // The thread sleeps until something comes.
  bool is_stopping_ = false;
  bool is_hurried_ = false;  // Somebody waits in flush().
  std::atomic<bool> has_lost_ = false;
  std::function<void(int)> tell_;
  const bool is_terminal_;
  std::thread thread_;
};

}  // namespace scriptling
