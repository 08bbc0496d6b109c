// How an environment waits: for answers, timers and several promises, until it gets them,
// is cancelled, or is found on a circle of waits.
#include <fmt/core.h>

#include <algorithm>
#include <caf/all.hpp>

#include "actors/environment_parts.h"
#include "interp/ops.h"
#include "interp/thrown.h"

namespace scriptling {

bool Gathering::awaits(Ticket ticket) const {
  return std::any_of(parts.begin(), parts.end(), [ticket](const Part& part) {
    return part.ticket == ticket && !part.is_here;
  });
}

namespace {

// A wait for the first of several promises (race) is no part of a circle: any of the
// others may end it.
bool may_close_circle(HostOp op) {
  switch (op) {
    case HostOp::kLockAcquire:
    case HostOp::kSharedSet:
    case HostOp::kSharedBeginUpdate:
    case HostOp::kPromiseGet:
    case HostOp::kPromiseWait:
    case HostOp::kPromiseGather: return true;
    default: return false;
  }
}

}  // namespace

// -- Waiting ----------------------------------------------------------------------------

void Environment::begin_wait(HostOp op, uint64_t object, caf::actor at, Ticket ticket) {
  now_.wait.op = op;
  now_.wait.interrupt = Wait::Interrupt::kNone;
  now_.wait.is_poll = false;
  now_.wait.object = object;
  now_.wait.at = std::move(at);
  now_.wait.ticket = ticket;
  if (may_close_circle(op)) {
    now_.wait.since = std::chrono::steady_clock::now().time_since_epoch().count();
  }
}

Value Environment::wait_for_add(uint64_t object, Ticket ticket, int64_t delta) {
  begin_wait(HostOp::kAtomicAdd, object, services_->atomics, ticket);
  now_.wait.delta = delta;
  return Value::waiting();
}

// Adding in a statement need not wait: the registry takes messages in the order in which
// they were sent, by whomever, so nobody can see that it has not come to this one. It
// must wait where it might fail, and now and then, lest the registry fall behind.
bool Environment::forgo_answer() {
  constexpr int64_t kSmallDelta = int64_t{1} << 32;
  constexpr int kMostUnanswered = 256;
  const Wait& wait = now_.wait;
  if (wait.op != HostOp::kAtomicAdd || unanswered_ == kMostUnanswered) return false;
  bool is_small = wait.delta <= kSmallDelta && wait.delta >= -kSmallDelta;
  if (!is_small || !is_calm(wait.object)) return false;
  unanswered_++;
  send(wait.at, add_of(wait, 0));
  now_.wait = Wait{};
  return true;
}

bool Environment::is_calm(uint64_t atomic) const {
  return std::find(calm_atomics_.begin(), calm_atomics_.end(), atomic) !=
         calm_atomics_.end();
}

// An add is made calm by its own answer. To make a later one fail all the same, another
// environment would have to take the atomic the whole way to its limit meanwhile.
void Environment::watch_atomic(const Wait& wait, const HostAnswer& answer) {
  constexpr int64_t kCalm = int64_t{1} << 62;
  constexpr size_t kMostWatched = 16;
  switch (wait.op) {
    case HostOp::kAtomicAdd: break;
    case HostOp::kAtomicSet:
    case HostOp::kAtomicCompareAndSet: std::erase(calm_atomics_, wait.object); return;
    case HostOp::kDelete: calm_atomics_.clear(); return;
    default: return;
  }
  unanswered_ = 0;
  std::erase(calm_atomics_, wait.object);
  if (!answer.status.is_ok() || answer.value.kind() != DatumKind::kInt) return;
  int64_t value = answer.value.as_int();
  if (value > kCalm || value < -kCalm) return;
  if (calm_atomics_.size() == kMostWatched) calm_atomics_.erase(calm_atomics_.begin());
  calm_atomics_.push_back(wait.object);
}

Value Environment::wait_for_timer(HostOp op, double seconds) {
  wait_for_answer(op, std::max(seconds, 0.0));
  return Value::waiting();
}

Value Environment::wait_for_input() {
  Ticket ticket = next_ticket();
  begin_wait(HostOp::kReadInput, 0, nullptr, ticket);
  services_->input.ask(caf::actor_cast<caf::strong_actor_ptr>(this), ticket);
  return Value::waiting();
}

Ticket Environment::wait_for_answer(HostOp op, double timeout) {
  Ticket ticket = next_ticket();
  begin_wait(op, 0, nullptr, ticket);
  if (timeout > 0) {
    now_.wait.timer = services_->timers.add(
        timeout, caf::actor_cast<caf::strong_actor_ptr>(this), ticket);
  } else if (timeout == 0) {
    send(this, TimeUp{ticket});
  }
  return ticket;
}

Value Environment::wait_for_promises(HostOp op, const std::vector<uint64_t>& promises) {
  Gathering& gathering = thread_extras().gathering;
  gathering.parts.clear();
  gathering.probes.clear();
  gathering.missing = promises.size();
  begin_wait(op, 0, nullptr, next_ticket());
  for (uint64_t id : promises) {
    Gathering::Part part;
    part.promise = id;
    part.at = *promise(id);
    part.ticket = next_ticket();
    send(part.at, PromiseGet{part.ticket, -1, now_.id});
    gathering.parts.push_back(std::move(part));
  }
  return Value::waiting();
}

void Environment::on_answer(HostAnswer& answer) {
  if (extras_ && !extras_->orphans.empty()) {
    auto orphan = extras_->orphans.extract(answer.ticket);
    if (!orphan.empty()) {
      host_.give_back(orphan.mapped(), answer);
      return;
    }
  }
  if (now_.wait.ticket == 0) return;
  if (now_.state != State::kWaiting) {  // It was broken off.
    if (answer.ticket == now_.wait.ticket)
      host_.give_back(std::exchange(now_.wait, Wait{}), answer);
    return;
  }
  if (answer.ticket == now_.wait.ticket) {
    finish_wait(answer);
  } else if (now_.wait.op == HostOp::kPromiseGather ||
             now_.wait.op == HostOp::kPromiseRace) {
    if (on_part(answer)) {
      answer.ticket = now_.wait.ticket;
      finish_wait(answer);
    }
  }
}

// True when the whole can be answered, by `answer`.
bool Environment::on_part(HostAnswer& answer) {
  Gathering& gathering = thread_extras().gathering;
  for (Gathering::Part& part : gathering.parts) {
    if (part.ticket != answer.ticket) continue;
    if (part.is_here) return false;
    part.is_here = true;
    gathering.missing--;
    bool failed = answer.failure != nullptr || !answer.status.is_ok();
    if (failed || now_.wait.op == HostOp::kPromiseRace) {
      withdraw_parts();
      return true;
    }
    charge_result(part.promise, answer.value.memory_in_bytes());
    part.value = std::move(answer.value);
    if (gathering.missing > 0) return false;
    std::vector<Datum> results;
    for (Gathering::Part& done : gathering.parts)
      results.push_back(std::move(done.value));
    gathering.parts.clear();
    answer.value = Datum::capsule(std::make_shared<const DatumList>(std::move(results)));
    return true;
  }
  return false;
}

void Environment::withdraw_parts() {
  for (const Gathering::Part& part : thread_extras().gathering.parts) {
    if (!part.is_here) send(part.at, Withdraw{part.ticket});
  }
  thread_extras().gathering.parts.clear();
}

void Environment::finish_wait(HostAnswer& answer) {
  Wait wait = std::exchange(now_.wait, Wait{});
  services_->timers.cancel(wait.timer);
  watch_atomic(wait, answer);
  if (wait.op == HostOp::kPromiseGet || wait.op == HostOp::kPromiseWait)
    charge_result(wait.object, answer.value.memory_in_bytes());
  bool is_resumed = false;
  attempt(*vm_, [&] {
    HostTurn turn(*this);
    if (wait.interrupt == Wait::Interrupt::kCancelled) {
      Value cancelled =
          Value::object(vm_->make_exception_text(types.cancelled, cancel_words()));
      keep_cancelled(cancelled);
      vm_->resume_raising(cancelled);
      host_.give_back(wait, answer);
    } else if (wait.interrupt == Wait::Interrupt::kDeadlock && !answer.status.is_ok()) {
      vm_->resume_raising(Value::object(
          vm_->make_exception_text(types.deadlock_error, thread_extras().deadlock)));
    } else if (answer.failure) {
      begin_raising(answer.failure);
    } else {
      Value v = host_.accept(*vm_, wait, answer);
      if (v.is_error()) return;
      vm_->resume(v);
    }
    is_resumed = true;
  });
  if (!is_resumed) {
    vm_->resume_raising(vm_->take_pending());
    // What was handed over and found no room here is for the next one.
    bool was_handed_over = answer.status.is_ok() && answer.failure == nullptr;
    if (was_handed_over) host_.give_back(wait, answer);
  }
  run_slice();
}

// -- Cancelling -------------------------------------------------------------------------

bool Environment::cancel(CancelReason reason, double seconds) {
  if (vm_ == nullptr) return false;
  if (now_.cancelled) {
    // Asked for twice: it has had its chance.
    if (reason == CancelReason::kCancelled && now_.cancelled == reason) {
      end_by_force("was cancelled twice");
    }
    return true;
  }
  begin_grace(reason);
  now_.seconds = seconds;
  now_.hears_again = true;
  cancel_here();
  return true;
}

void Environment::begin_grace(CancelReason reason) {
  if (now_.cancelled) return;
  now_.cancelled = reason;
  now_.hears_again = false;
  now_.grace = services_->timers.add(services_->config.shutdown_timeout,
                                     caf::actor_cast<caf::strong_actor_ptr>(this),
                                     own_ticket(kGraceTicket));
}

void Environment::cancel_here() {
  if (now_.state == State::kWaiting) {
    interrupt_wait(Wait::Interrupt::kCancelled);
  } else {
    vm_->cancel();
  }
}

std::string Environment::cancel_words() const {
  return cancel_text(*now_.cancelled, now_.seconds);
}

void Environment::keep_cancelled(Value exception) {
  auto& kept = thread_extras().cancelled;
  if (!kept) kept = std::make_unique<RootVector>(vm_->heap());
  kept->clear();
  kept->push_back(exception);
}

// Whether the script is about to let its Cancelled go: in a `finally`, say. One that it
// got from a call of somebody else does not count.
bool Environment::is_letting_go() const {
  constexpr int kDeepest = 100;
  if (!now_.extras || !now_.extras->cancelled) return false;
  Value own = now_.extras->cancelled->back();
  Value v = vm_->handled();
  for (int depth = 0; is_exception(v) && depth < kDeepest; depth++) {
    if (v.o == own.o) return true;
    v = as<Exception>(v)->context;
  }
  return false;
}

// It has caught its Cancelled and goes on. A wait that is short may come to its end all
// the same: it may be the one with which the script tidies up.
bool Environment::may_wait_once_more() {
  constexpr double kFirstPause = 0.1;  // Seconds.
  if (!now_.cancelled || !now_.hears_again || is_letting_go()) return true;
  if (++now_.swallowed >= kMostSwallowed) {
    now_.hears_again = false;
    send(this, TimeUp{own_ticket(kSwallowedTicket)});
    return false;
  }
  now_.hears_again = false;
  now_.again = services_->timers.add(kFirstPause * now_.swallowed,
                                     caf::actor_cast<caf::strong_actor_ptr>(this),
                                     own_ticket(kAgainTicket));
  return true;
}

void Environment::cancel_again() {
  if (vm_ == nullptr || now_.state == State::kIdle) return;
  now_.hears_again = true;
  if (!is_letting_go()) cancel_here();
}

void Environment::end_by_force(std::string_view why) {
  if (vm_ == nullptr || now_.state == State::kIdle) return;
  std::string text = cancel_words();
  std::string label = green_ != nullptr ? green_->spec->handler : work_label();
  std::string who = label.empty() ? "" : fmt::format("handler {} ", label);
  services_->log.warning(now_.name,
                         fmt::format("{}{} ({}) and is ended by force", who, why, text));
  break_off(make_failure("Cancelled", text));
}

void Environment::stop_timers() {
  for (Timers::Key* key : {&now_.deadline, &now_.grace, &now_.again}) {
    services_->timers.cancel(*key);
  }
}

Finished::How Environment::how_it_failed(const Failure& failure) const {
  using How = Finished::How;
  if (!now_.cancelled || !failure.is("Cancelled")) return How::kRaised;
  return now_.cancelled == CancelReason::kTimeout ? How::kTimedOut : How::kCancelled;
}

void Environment::interrupt_wait(Wait::Interrupt why) {
  if (now_.wait.interrupt == Wait::Interrupt::kCancelled) return;
  now_.wait.interrupt = why;
  if (now_.wait.op == HostOp::kPromiseGather || now_.wait.op == HostOp::kPromiseRace)
    withdraw_parts();
  if (now_.wait.at) {
    send(now_.wait.at, Withdraw{now_.wait.ticket});
    return;
  }
  if (now_.wait.op == HostOp::kReadInput) services_->input.withdraw(now_.wait.ticket);
  HostAnswer nothing;
  nothing.ticket = now_.wait.ticket;
  nothing.status = Status::runtime_error("withdrawn");
  finish_wait(nothing);
}

void Environment::break_off(FailurePtr failure) {
  if (vm_ == nullptr) return;
  if (now_.state == State::kWaiting) {
    if (now_.wait.at) send(now_.wait.at, Withdraw{now_.wait.ticket});
    if (now_.extras) withdraw_parts();
    if (now_.wait.op == HostOp::kReadInput) services_->input.withdraw(now_.wait.ticket);
  }
  set_state(State::kIdle);
  if (green_ != nullptr) {
    end_thread({how_it_failed(*failure), {}, failure});
  } else {
    on_broken(std::move(failure));
  }
}

// -- Circles of waits -------------------------------------------------------------------

// Whether that wait is still under way.
bool Environment::waits_with(Ticket ticket) const {
  if (now_.state != State::kWaiting) return false;
  if (now_.wait.ticket == ticket) return true;
  return now_.wait.op == HostOp::kPromiseGather && now_.extras &&
         now_.extras->gathering.awaits(ticket);
}

void Environment::pass_on(Probe probe) {
  OwnerId thread = std::exchange(probe.holder, 0);
  bool is_here = thread == 0 || thread == now_.id || find_thread(thread) != nullptr;
  if (!is_here) return;  // That thread has ended, and with it all its waits.
  in_turn(thread, [&] { pass_on_here(std::move(probe)); });
}

void Environment::pass_on_here(Probe probe) {
  constexpr int kLongestCircle = 100'000;
  const Wait& wait = now_.wait;
  if (now_.state != State::kWaiting || wait.is_poll || !may_close_circle(wait.op)) return;
  if (++probe.steps > kLongestCircle) return;
  bool is_home = probe.origin == now_.id;
  if (is_home && !waits_with(probe.ticket)) return;
  if (wait.since > probe.latest) {
    probe.latest = wait.since;
    probe.latest_ticket = wait.ticket;
    probe.latest_run = caf::actor_cast<caf::actor>(this);
  }
  if (is_home) {
    if (probe.tells) probe.path += " -> " + now_.name;
    send(probe.latest_run, Deadlocked{probe.latest_ticket, std::move(probe.path)});
    return;
  }
  tell(probe, now_.name);
  // A gathering once for each way round: there may be many from one run to another.
  bool is_gathering = now_.wait.op == HostOp::kPromiseGather;
  Ticket way = probe.tells ? ~probe.ticket : probe.ticket;
  if (is_gathering && !thread_extras().gathering.probes.insert(way).second) return;
  pass_on_to_all(std::move(probe));
}

void Environment::pass_on_to_all(Probe probe) {
  std::vector<CensusTarget> next = waited_for();
  for (size_t n = 0; n < next.size(); n++) {
    Probe passed = n + 1 < next.size() ? probe : std::move(probe);
    passed.object = next[n].object;
    send(next[n].at, std::move(passed));
  }
}

void Environment::answer_census(const Census& census) {
  CensusAnswer answer;
  answer.node = census.node;
  OwnerId thread = census.target.holder;
  if (thread == 0 || thread == now_.id || find_thread(thread) != nullptr) {
    in_turn(thread, [&] {
      answer.label = now_.name;
      answer.self = caf::actor_cast<caf::actor>(this);
      if (now_.state != State::kWaiting) return;
      answer.next = waited_for();
      answer.waits = !answer.next.empty();
      answer.needs_all = true;
      answer.ticket = now_.wait.ticket;
      if (answer.waits) answer.since = now_.wait.since;
    });
  }
  send(census.finder, std::move(answer));
}

// Those without whom the wait under way will not end; empty: it may end by itself.
std::vector<CensusTarget> Environment::waited_for() const {
  if (now_.wait.is_poll) return {};
  switch (now_.wait.op) {
    case HostOp::kLockAcquire:
    case HostOp::kSharedSet:
    case HostOp::kSharedBeginUpdate:
    case HostOp::kPromiseGet:
    case HostOp::kPromiseWait:
      return {{now_.wait.at, ObjectId::from_bits(now_.wait.object), 0}};
    case HostOp::kPromiseGather: {
      std::vector<CensusTarget> all;
      for (const Gathering::Part& part : now_.extras->gathering.parts) {
        if (!part.is_here) all.push_back({part.at, {}, 0});
      }
      return all;
    }
    default: return {};
  }
}

// All who are on a circle may find it at once; the way round it is asked for once. (If it
// opens again meanwhile, who closes the next one will have begun to wait later.)
void Environment::on_deadlocked(const Deadlocked& found) {
  if (!waits_with(found.ticket)) return;
  ThreadExtras& extras = thread_extras();
  if (!found.path.empty()) {
    extras.deadlock = "these wait for each other: " + found.path;
    interrupt_wait(Wait::Interrupt::kDeadlock);
    return;
  }
  if (std::exchange(extras.asked_way, found.ticket) == found.ticket) return;
  Probe probe;
  probe.origin = now_.id;
  probe.ticket = found.ticket;
  probe.tells = true;
  probe.path = now_.name;
  pass_on_to_all(std::move(probe));
}

}  // namespace scriptling
