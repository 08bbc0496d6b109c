#include "actors/promise_cell.h"

#include <algorithm>
#include <caf/all.hpp>

namespace scriptling {

PromiseCell::~PromiseCell() {
  if (may_hold_promises_) services_.held_results.remove(this);
}

void PromiseCell::settle(Datum value, FailurePtr failure) {
  value_ = std::move(value);
  failure_ = std::move(failure);
  is_settled_ = true;
  may_hold_promises_ = value_.contains(Content::kHandles) ||
                       value_.contains(Content::kCapsules) ||
                       (failure_ != nullptr && failure_->exception != nullptr);
  if (may_hold_promises_)
    services_.held_results.add(this, caf::actor_cast<caf::actor_addr>(&self_));
  for (Waiter& waiter : waiters_) {
    services_.timers.cancel(waiter.timer);
    answer(waiter.caller, waiter.ticket);
  }
  waiters_ = {};
}

void PromiseCell::forget() {
  value_ = Datum();
  failure_ = nullptr;
}

void PromiseCell::answer(const caf::strong_actor_ptr& whom, Ticket ticket) {
  was_wanted_ = true;
  self_.send(caf::actor_cast<caf::actor>(whom), HostAnswer{ticket, {}, failure_, value_});
}

void PromiseCell::on_get(const PromiseGet& ask) {
  const caf::strong_actor_ptr& caller = self_.current_sender();
  if (is_settled_) {
    answer(caller, ask.ticket);
    return;
  }
  Waiter waiter{caller, ask.ticket, {}};
  if (ask.timeout >= 0) {
    waiter.timer = services_.timers.add(
        ask.timeout, caf::actor_cast<caf::strong_actor_ptr>(&self_), ask.ticket);
  }
  waiters_.push_back(std::move(waiter));
}

void PromiseCell::on_done(const PromiseDone& ask) {
  self_.send(caf::actor_cast<caf::actor>(self_.current_sender()),
             HostAnswer{ask.ticket, {}, nullptr, Datum::boolean(is_settled_)});
}

bool PromiseCell::fail(Ticket ticket, Status status) {
  auto found = std::find_if(waiters_.begin(), waiters_.end(), [&](const Waiter& waiter) {
    return waiter.ticket == ticket;
  });
  if (found == waiters_.end()) return false;
  services_.timers.cancel(found->timer);
  self_.send(caf::actor_cast<caf::actor>(found->caller),
             HostAnswer{ticket, std::move(status), nullptr, {}});
  waiters_.erase(found);
  return true;
}

bool PromiseCell::on_time_up(Ticket ticket) {
  return fail(ticket, {ErrorKind::kTimeout, "timed out"});
}

void PromiseCell::on_withdraw(Ticket ticket) {
  if (fail(ticket, Status::runtime_error("withdrawn"))) was_wanted_ = true;
}

}  // namespace scriptling
