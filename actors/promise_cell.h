// A PromiseCell is one result, pending, kept or broken, and those who wait for it.
//
// One thread at a time: its actor's.
#pragma once

#include <caf/event_based_actor.hpp>
#include <vector>

#include "actors/messages.h"
#include "actors/services.h"

namespace scriptling {

class PromiseCell {
 public:
  // Both outlive it.
  PromiseCell(caf::event_based_actor& self, Services& services)
      : self_(self), services_(services) {}
  ~PromiseCell();
  PromiseCell(const PromiseCell&) = delete;
  PromiseCell& operator=(const PromiseCell&) = delete;

  bool is_settled() const { return is_settled_; }
  // It broke, and none of those who wanted the result was there to hear of it.
  bool is_unheard() const { return failure_ != nullptr && !was_wanted_; }
  // Answers all who wait. A null `failure` keeps the promise.
  void settle(Datum value, FailurePtr failure);
  // Lets go of the result.
  void forget();

  // Answers the sender now or later.
  void on_get(const PromiseGet& ask);
  void on_done(const PromiseDone& ask);
  // False if nobody waits with that ticket.
  bool on_time_up(Ticket ticket);
  void on_withdraw(Ticket ticket);

 private:
  struct Waiter {
    caf::strong_actor_ptr caller;
    Ticket ticket;
    Timers::Key timer;
  };

  void answer(const caf::strong_actor_ptr& whom, Ticket ticket);
  bool fail(Ticket ticket, Status status);

  caf::event_based_actor& self_;
  Services& services_;
  Datum value_;
  FailurePtr failure_;
  std::vector<Waiter> waiters_;
  bool is_settled_ = false;
  bool may_hold_promises_ = false;
  bool was_wanted_ = false;  // By someone who was answered, or who left of his own will.
};

}  // namespace scriptling
