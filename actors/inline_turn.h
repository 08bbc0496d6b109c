// An InlineTurn lets an actor act on a message on the thread that sends it, so that no
// other thread has to wake up for what is done in a few microseconds.
//
// The receiver gets one turn, and another for each answer of the registries that do their
// work in passing; these have theirs here too. No turn begins when `patience` is over:
// what takes longer, and whoever else is woken, is for CAF's workers as ever. A receiver
// that is due already, or at work on another thread, gets the message and nothing else.
//
// Must outlive the actors. Any thread that is no worker of CAF's.
#pragma once

#include <caf/abstract_actor.hpp>
#include <caf/actor.hpp>
#include <caf/actor_cast.hpp>
#include <caf/execution_unit.hpp>
#include <caf/resumable.hpp>
#include <chrono>
#include <utility>
#include <vector>

namespace scriptling {

class InlineTurn final : public caf::execution_unit {
 public:
  InlineTurn(caf::actor_system& system, std::chrono::nanoseconds patience)
      : caf::execution_unit(&system), patience_(patience) {}

  // Not from within a turn. False if the receiver had turns and goes on with a worker.
  template <class Message>
  bool send(const caf::actor& to, Message message) {
    Turns turns;
    caf::actor_cast<caf::abstract_actor*>(to)->eq_impl(caf::make_message_id(), nullptr,
                                                       this, std::move(message));
    return run(turns);
  }

  // CAF's: somebody has a message and nobody to run it.
  void exec_later(caf::resumable* woken) override;

 private:
  using Clock = std::chrono::steady_clock;

  // Those of one send(), which this thread is in.
  struct Turns {
    Turns() { under_way = this; }
    ~Turns() { under_way = nullptr; }
    Turns(const Turns&) = delete;
    Turns& operator=(const Turns&) = delete;

    std::vector<caf::resumable*> due;  // All there were; the first is the receiver.
    size_t taken = 0;
    Clock::time_point began = Clock::now();
    bool is_left = false;  // The receiver goes on with a worker.
  };

  bool run(Turns& turns);

  const std::chrono::nanoseconds patience_;
  static thread_local Turns* under_way;
};

}  // namespace scriptling
