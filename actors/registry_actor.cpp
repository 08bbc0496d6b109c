#include "actors/registry_actor.h"

#include <caf/all.hpp>

namespace scriptling {

RegistryActor::RegistryActor(caf::actor_config& config, ServicesPtr services)
    : caf::event_based_actor(config), services_(std::move(services)) {}

void RegistryActor::send_answer(const caf::strong_actor_ptr& whom, HostAnswer answer) {
  if (whom) send(caf::actor_cast<caf::actor>(whom), std::move(answer));
}

void RegistryActor::answer_sender(HostAnswer answer) {
  Ticket ticket = answer.ticket;
  send_answer(current_sender(), std::move(answer));
  answered_ = ticket;
}

// The table may have put the question in a line before it failed.
void RegistryActor::give_up(Ticket ticket, FailurePtr why) noexcept {
  if (ticket == 0 || ticket == answered_ || is_parked(ticket)) return;
  try {
    Wakes wakes;
    leave(ticket, wakes);
    answer_sender({ticket, {}, std::move(why), {}});
    deliver(wakes);
  } catch (...) {  // There is not even room for the bad news.
  }
}

void RegistryActor::reply(Ticket ticket, Datum value) {
  answer_sender({ticket, {}, nullptr, std::move(value)});
}

void RegistryActor::reply(Ticket ticket, Status status) {
  answer_sender({ticket, std::move(status), nullptr, {}});
}

void RegistryActor::reply(Ticket ticket, const Result<int64_t>& result) {
  if (result.is_ok()) {
    reply(ticket, Datum::integer(*result));
  } else {
    reply(ticket, result.status());
  }
}

void RegistryActor::reply(Ticket ticket, Answer answer, double timeout) {
  if (!answer.is_later()) {
    Status status = answer.status();
    answer_sender({ticket, std::move(status), nullptr, std::move(answer).value()});
    return;
  }
  Parked parked;
  parked.caller = current_sender();
  if (timeout >= 0) {
    parked.timer = services_->timers.add(
        timeout, caf::actor_cast<caf::strong_actor_ptr>(this), ticket);
  }
  parked_[ticket] = std::move(parked);
}

void RegistryActor::deliver(Wakes& wakes) {
  for (Wake& wake : wakes) {
    auto found = parked_.find(wake.ticket);
    if (found == parked_.end()) continue;
    services_->timers.cancel(found->second.timer);
    send_answer(found->second.caller,
                {wake.ticket, std::move(wake.status), nullptr, std::move(wake.value)});
    parked_.erase(found);
  }
  wakes.clear();
}

void RegistryActor::remember(OwnerId owner) {
  owners_[owner] = caf::actor_cast<caf::actor_addr>(current_sender());
}

void RegistryActor::ask_holder(OwnerId holder, const std::string& label, Probe probe) {
  auto found = owners_.find(holder);
  if (found == owners_.end()) return;
  auto environment = caf::actor_cast<caf::actor>(found->second);
  if (!environment) return;
  tell(probe, label);
  probe.holder = holder;
  send(environment, std::move(probe));
}

void RegistryActor::answer_census(const Census& census, std::string label,
                                  const std::vector<OwnerId>& holders) {
  CensusAnswer answer;
  answer.node = census.node;
  answer.label = std::move(label);
  answer.waits = !holders.empty();
  for (OwnerId holder : holders) {
    auto found = owners_.find(holder);
    auto at = found == owners_.end() ? caf::actor()
                                     : caf::actor_cast<caf::actor>(found->second);
    if (!at) answer.waits = false;  // It has ended: what it held will be given back.
    if (at) answer.next.push_back({std::move(at), {}, holder});
  }
  send(census.finder, std::move(answer));
}

caf::strong_actor_ptr RegistryActor::parked_caller(Ticket ticket) const {
  auto found = parked_.find(ticket);
  return found == parked_.end() ? nullptr : found->second.caller;
}

void RegistryActor::fail(Ticket ticket, Status status) {
  auto found = parked_.find(ticket);
  if (found == parked_.end()) return;
  services_->timers.cancel(found->second.timer);
  send_answer(found->second.caller, {ticket, std::move(status), nullptr, {}});
  parked_.erase(found);
}

void RegistryActor::on_time_up(Ticket ticket) {
  if (!is_parked(ticket)) return;
  Wakes wakes;
  leave(ticket, wakes);
  fail(ticket, {ErrorKind::kTimeout, "timed out"});
  deliver(wakes);
}

void RegistryActor::on_withdraw(Ticket ticket) {
  if (!is_parked(ticket)) return;  // The answer is on its way.
  Wakes wakes;
  leave(ticket, wakes);
  fail(ticket, Status::runtime_error("withdrawn"));
  deliver(wakes);
}

}  // namespace scriptling
