// Timers wake actors: each sends one TimeUp message when its time has come.
//
// One thread and one ordered tree serve the whole runtime. A pending timer takes about a
// hundred bytes, a tenth of what a delayed message of CAF takes, and one that is not
// needed any more is taken out at once.
//
// Any thread.
#pragma once

#include <caf/actor_control_block.hpp>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "state/ticket.h"

namespace scriptling {

class Timers {
 public:
  using Clock = std::chrono::steady_clock;

  // Names a pending timer; a default one names none.
  struct Key {
    Clock::time_point due;
    uint64_t serial = 0;

    bool is_set() const { return serial != 0; }
    auto operator<=>(const Key&) const = default;
  };

  Timers();
  // Pending timers are dropped.
  ~Timers();
  Timers(const Timers&) = delete;
  Timers& operator=(const Timers&) = delete;

  // The actor is kept alive until then. What is longer than ten years is ten years.
  Key add(double seconds, caf::strong_actor_ptr whom, Ticket ticket);
  // Forgets it, if it is pending, and empties `key`.
  void cancel(Key& key);
  // Forgets all, and fires none any more. Not called by an actor.
  void stop();

 private:
  struct Entry {
    caf::strong_actor_ptr whom;
    Ticket ticket;
  };

  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<Key, Entry> pending_;
  uint64_t last_serial_ = 0;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace scriptling
