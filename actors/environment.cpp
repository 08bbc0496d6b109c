#include "actors/environment.h"

#include <algorithm>
#include <caf/all.hpp>
#include <unordered_set>

#include "interp/lib/lib.h"
#include "interp/module.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

using std::chrono::microseconds;
constexpr int64_t kFirstBudget = 4000;
constexpr int64_t kLeastBudget = 64;
constexpr int64_t kMostBudget = 1'000'000;
constexpr auto kShortSlice = microseconds(120);
constexpr auto kLongSlice = microseconds(400);
constexpr double kCrowdedPause = 0.005;  // Seconds, while the output can't keep up.

Value call_prepare(Vm& vm, const Args&) {
  return static_cast<HostCalls&>(vm.host()).environment().prepare();
}

Value prepare_native() {
  init_core();
  static const NativeDef def{"prepare()", call_prepare};
  static const Native* native = make_native(def, nullptr);
  return Value::object(native);
}

// What a promise costs outside the heap: its actor, mostly.
constexpr int64_t kPromiseCost = 2048;

// Whose Vm runs on this thread just now: a collection in it tells which promises are not
// needed any more. Never used across a suspension.
thread_local Environment* running = nullptr;

void promise_collected(Object* self) {
  if (running != nullptr) running->forget_promise(static_cast<Handle*>(self)->id);
}

// As the library makes it, and noticing when a handle dies.
Class* promise_class() {
  static constexpr TypeSlots slots{nullptr, nullptr, promise_collected};
  static Class* const cls =
      make_class("scriptling.runtime.Promise", handle_class(HandleKind::kPromise),
                 Kind::kHandle, {}, &slots);
  return cls;
}

}  // namespace

Datum promise_handle(OwnerId id, std::string_view name, caf::actor run) {
  // What the name of a handle looks like is up to the library; its id is what counts.
  Datum plain = object_handle(HandleKind::kPromise, name, ObjectId::from_bits(id));
  return Datum::handle(plain.handle_kind(), name, id,
                       std::make_shared<const PromiseAnchor>(std::move(run)));
}

// A promise that handles on the heap refer to.
struct Environment::HeldPromise {
  caf::actor run;
  uint64_t handles = 0;
};

// What few environments need.
struct Environment::Extras {
  std::unordered_map<uint64_t, HeldPromise> promises;
  std::unordered_set<uint64_t> kept_promises;
  std::unordered_map<uint64_t, Ticket> updates;
  std::unique_ptr<RootVector> kept;
  Gathering gathering;
  std::string deadlock;
};

Environment::Environment(caf::actor_config& config, ServicesPtr services, OwnerId id,
                         std::string name, ImportPaths paths)
    : caf::event_based_actor(config),
      services_(std::move(services)),
      id_(id),
      root_(id),
      name_(std::move(name)),
      paths_(std::move(paths)),
      host_(*this) {
  int64_t fixed = services_->config.test_slice;
  budget_ = fixed > 0 ? fixed : kFirstBudget;
  set_exception_handler([this](caf::scheduled_actor*, std::exception_ptr& problem) {
    std::string what = "unknown";
    try {
      std::rethrow_exception(problem);
    } catch (const std::exception& e) {
      what = e.what();
    } catch (...) {
    }
    services_->log.error(name_, "internal error: " + what);
    break_off(make_failure("SystemError", "internal error: " + what));
    return caf::error{};
  });
}

Environment::~Environment() = default;

Environment::resume_result Environment::resume(caf::execution_unit* worker, size_t) {
  return caf::event_based_actor::resume(worker, 1);
}

Value Environment::prepare() { return Value::none(); }

Environment::Extras& Environment::extras() {
  if (!extras_) extras_ = std::make_unique<Extras>();
  return *extras_;
}

// -- The Vm
// ------------------------------------------------------------------------------------

void Environment::make_vm() {
  vm_ = std::make_unique<Vm>(host_, services_->modules, services_->config.limits);
  if (services_->config.test_slice > 0) vm_->set_step_mode(true);
  if (services_->config.test_collect) vm_->heap().set_stress(true);
}

void Environment::drop_vm() {
  services_->timers.cancel(deadline_);
  services_->timers.cancel(grace_);
  services_->timers.cancel(wait_.timer);
  if (extras_) extras_->kept_promises.clear();
  drop_belongings();
  extras_.reset();
  vm_.reset();
}

void Environment::keep_belongings() {
  if (!extras_) return;
  for (const auto& [id, held] : extras_->promises) extras_->kept_promises.insert(id);
}

void Environment::drop_belongings() {
  if (extras_) {
    extras_->kept.reset();
    std::erase_if(extras_->promises, [this](const auto& entry) {
      return !extras_->kept_promises.contains(entry.first);
    });
    for (auto& [shared, update] : extras_->updates) {
      send(services_->shareds, SharedAbortUpdate{0, update});
    }
    extras_->updates.clear();
  }
  if (uses_locks_) {
    send(services_->locks, OwnerGone{id_, name_});
    send(services_->semaphores, OwnerGone{id_, name_});
    uses_locks_ = false;
  }
}

void Environment::keep_program(std::shared_ptr<const Program> program) {
  if (std::find(programs_.begin(), programs_.end(), program) == programs_.end()) {
    programs_.push_back(std::move(program));
  }
}

void Environment::on_exit() {
  if (vm_) drop_vm();
}

void Environment::start_prepare() { vm_->start_call(prepare_native(), {}); }

void Environment::go() {
  if (state_ != State::kIdle)
    throw std::logic_error("Environment: something is under way");
  step_later();
}

void Environment::go_now() {
  if (state_ != State::kIdle)
    throw std::logic_error("Environment: something is under way");
  if (services_->output.is_crowded()) return step_later();
  set_state(State::kReady);
  run_slice();
}

void Environment::step_later() {
  set_state(State::kReady);
  if (services_->output.is_crowded()) {
    services_->timers.add(kCrowdedPause, caf::actor_cast<caf::strong_actor_ptr>(this),
                          kStepTicket);
  } else {
    send(this, Step{});
  }
}

void Environment::set_state(State state) {
  state_ = state;
  on_state_changed();
}

void Environment::run_slice() {
  auto began = Timers::Clock::now();
  running = this;
  Outcome outcome = vm_->run(budget_);
  running = nullptr;
  auto took = Timers::Clock::now() - began;
  busy_ += std::chrono::nanoseconds(took).count();
  switch (outcome) {
    case Outcome::kPreempted:
      adapt_budget(took);
      step_later();
      break;
    case Outcome::kWaiting:
      set_state(State::kWaiting);
      break;
    default:
      set_state(State::kIdle);
      on_stopped(outcome);
  }
}

void Environment::adapt_budget(Timers::Clock::duration took) {
  if (services_->config.test_slice > 0) return;
  if (took < kShortSlice) budget_ = std::min(budget_ * 2, kMostBudget);
  if (took > kLongSlice) budget_ = std::max(budget_ / 2, kLeastBudget);
}

void Environment::set_deadline(double seconds) {
  deadline_ = services_->timers.add(seconds, caf::actor_cast<caf::strong_actor_ptr>(this),
                                    kDeadlineTicket);
}

// -- Waiting
// -------------------------------------------------------------------------------------

void Environment::begin_wait(HostOp op, uint64_t object, caf::actor at, Ticket ticket) {
  wait_.op = op;
  wait_.interrupt = Wait::Interrupt::kNone;
  wait_.object = object;
  wait_.at = std::move(at);
  wait_.ticket = ticket;
}

Value Environment::wait_for_timer(HostOp op, double seconds) {
  Ticket ticket = next_ticket();
  begin_wait(op, 0, nullptr, ticket);
  if (seconds <= 0) {
    send(this, TimeUp{ticket});
  } else {
    wait_.timer = services_->timers.add(
        seconds, caf::actor_cast<caf::strong_actor_ptr>(this), ticket);
  }
  return Value::waiting();
}

Value Environment::wait_for_input() {
  Ticket ticket = next_ticket();
  begin_wait(HostOp::kReadInput, 0, nullptr, ticket);
  services_->input.ask(caf::actor_cast<caf::strong_actor_ptr>(this), ticket);
  return Value::waiting();
}

Ticket Environment::wait_for_answer(HostOp op) {
  Ticket ticket = next_ticket();
  begin_wait(op, 0, nullptr, ticket);
  return ticket;
}

Value Environment::wait_for_promises(HostOp op, const std::vector<uint64_t>& promises) {
  Gathering& gathering = extras().gathering;
  gathering.parts.clear();
  gathering.missing = promises.size();
  begin_wait(op, 0, nullptr, next_ticket());
  for (uint64_t id : promises) {
    Gathering::Part part;
    part.at = *promise(id);
    part.ticket = next_ticket();
    send(part.at, PromiseGet{part.ticket, -1, id_, name_});
    gathering.parts.push_back(std::move(part));
  }
  return Value::waiting();
}

void Environment::keep_default(Value v) {
  auto& kept = extras().kept;
  if (!kept) kept = std::make_unique<RootVector>(vm_->heap());
  kept->clear();
  kept->push_back(v);
}

Value Environment::kept_default() {
  Value v = extras().kept->back();
  extras().kept->clear();
  return v;
}

std::unordered_map<uint64_t, Ticket>& Environment::updates() { return extras().updates; }

const caf::actor* Environment::promise(uint64_t id) const {
  if (!extras_) return nullptr;
  auto found = extras_->promises.find(id);
  return found == extras_->promises.end() ? nullptr : &found->second.run;
}

CapsulePtr Environment::anchor_of(uint64_t id) {
  const caf::actor* run = promise(id);
  if (run == nullptr) return nullptr;
  return std::make_shared<const PromiseAnchor>(*run);
}

Value Environment::make_promise(Vm& vm, uint64_t id, std::string_view name,
                                const CapsulePtr& anchor) {
  Handle* handle = make_handle(vm, HandleKind::kPromise, id, name);
  handle->cls = promise_class();
  auto* known = dynamic_cast<const PromiseAnchor*>(anchor.get());
  if (known == nullptr) return Value::object(handle);
  HeldPromise& held = extras().promises[id];
  held.run = known->run();
  held.handles++;
  vm.heap().add_finalizable(handle);
  vm.heap().charge(kPromiseCost);
  return Value::object(handle);
}

void Environment::forget_promise(uint64_t id) {
  vm_->heap().charge(-kPromiseCost);
  auto found = extras_->promises.find(id);
  if (found != extras_->promises.end() && --found->second.handles == 0) {
    extras_->promises.erase(found);
  }
}

void Environment::on_answer(HostAnswer& answer) {
  if (wait_.ticket == 0) return;
  if (state_ != State::kWaiting) {  // It was broken off.
    if (answer.ticket == wait_.ticket)
      host_.give_back(std::exchange(wait_, Wait{}), answer);
    return;
  }
  if (answer.ticket == wait_.ticket) {
    finish_wait(answer);
  } else if (wait_.op == HostOp::kPromiseGather || wait_.op == HostOp::kPromiseRace) {
    if (on_part(answer)) {
      answer.ticket = wait_.ticket;
      finish_wait(answer);
    }
  }
}

// True when the whole can be answered, by `answer`.
bool Environment::on_part(HostAnswer& answer) {
  Gathering& gathering = extras().gathering;
  for (Gathering::Part& part : gathering.parts) {
    if (part.ticket != answer.ticket) continue;
    if (part.is_here) return false;
    part.is_here = true;
    gathering.missing--;
    bool failed = answer.failure != nullptr || !answer.status.is_ok();
    if (failed || wait_.op == HostOp::kPromiseRace) {
      withdraw_parts();
      return true;
    }
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
  for (const Gathering::Part& part : extras().gathering.parts) {
    if (!part.is_here) send(part.at, Withdraw{part.ticket});
  }
  extras().gathering.parts.clear();
}

void Environment::finish_wait(HostAnswer& answer) {
  Wait wait = std::exchange(wait_, Wait{});
  services_->timers.cancel(wait.timer);
  try {
    if (wait.interrupt == Wait::Interrupt::kCancelled) {
      host_.give_back(wait, answer);
      resume_raising_text(types.cancelled, "cancelled");
    } else if (wait.interrupt == Wait::Interrupt::kDeadlock && !answer.status.is_ok()) {
      resume_raising_text(types.deadlock_error, extras().deadlock);
    } else {
      Value v = host_.accept(*vm_, wait, answer);
      if (v.is_error()) {
        vm_->resume_raising(vm_->take_pending());
      } else {
        vm_->resume(v);
      }
    }
  } catch (const MemoryExhausted&) {
    vm_->memory_error();
    vm_->resume_raising(vm_->take_pending());
  }
  run_slice();
}

void Environment::resume_raising_text(Class* cls, std::string_view text) {
  vm_->resume_raising(Value::object(vm_->make_exception_text(cls, text)));
}

// -- Cancelling
// ----------------------------------------------------------------------------------

void Environment::forget_cancel() {
  cancelled_.reset();
  services_->timers.cancel(grace_);
  services_->timers.cancel(deadline_);
}

bool Environment::cancel(CancelReason reason) {
  if (vm_ == nullptr) return false;
  if (cancelled_) return true;
  cancelled_ = reason;
  grace_ =
      services_->timers.add(services_->config.shutdown_timeout,
                            caf::actor_cast<caf::strong_actor_ptr>(this), kGraceTicket);
  if (state_ == State::kWaiting) {
    interrupt_wait(Wait::Interrupt::kCancelled);
  } else {
    vm_->cancel();
  }
  return true;
}

void Environment::interrupt_wait(Wait::Interrupt why) {
  if (wait_.interrupt == Wait::Interrupt::kCancelled) return;
  wait_.interrupt = why;
  if (wait_.op == HostOp::kPromiseGather || wait_.op == HostOp::kPromiseRace)
    withdraw_parts();
  if (wait_.at) {
    send(wait_.at, Withdraw{wait_.ticket});
    return;
  }
  if (wait_.op == HostOp::kReadInput) services_->input.withdraw(wait_.ticket);
  HostAnswer nothing;
  nothing.ticket = wait_.ticket;
  finish_wait(nothing);
}

void Environment::break_off(FailurePtr failure) {
  if (vm_ == nullptr) return;
  if (state_ == State::kWaiting && wait_.at) send(wait_.at, Withdraw{wait_.ticket});
  if (state_ == State::kWaiting && extras_) withdraw_parts();
  if (wait_.op == HostOp::kReadInput) services_->input.withdraw(wait_.ticket);
  set_state(State::kIdle);
  on_broken(std::move(failure));
}

// -- Circles of waits
// ------------------------------------------------------------------------------

void Environment::pass_on(Probe probe) {
  constexpr int kLongestCircle = 1000;
  if (state_ != State::kWaiting || ++probe.steps > kLongestCircle) return;
  bool waits_for_lock = wait_.op == HostOp::kLockAcquire;
  bool waits_for_promise =
      wait_.op == HostOp::kPromiseGet || wait_.op == HostOp::kPromiseWait;
  if (!waits_for_lock && !waits_for_promise) return;
  probe.path += " -> " + name_;
  if (probe.origin == id_) {
    if (probe.ticket != wait_.ticket) return;
    send(probe.youngest_run, Deadlocked{probe.youngest_ticket, std::move(probe.path)});
    return;
  }
  if (id_ > probe.youngest) {
    probe.youngest = id_;
    probe.youngest_ticket = wait_.ticket;
    probe.youngest_run = caf::actor_cast<caf::actor>(this);
  }
  probe.lock = ObjectId::from_bits(wait_.object);
  send(wait_.at, std::move(probe));
}

void Environment::on_deadlocked(const Deadlocked& found) {
  if (state_ != State::kWaiting || found.ticket != wait_.ticket) return;
  extras().deadlock = "these wait for each other: " + found.path;
  interrupt_wait(Wait::Interrupt::kDeadlock);
}

// -- Messages
// ------------------------------------------------------------------------------------

bool Environment::on_time_up(Ticket ticket) {
  if (ticket == kDeadlineTicket) {
    cancel(CancelReason::kTimeout);
  } else if (ticket == kGraceTicket) {
    break_off(make_failure("Cancelled", "cancelled"));
  } else if (ticket == kStepTicket) {
    send(this, Step{});
  } else if (state_ == State::kWaiting && ticket == wait_.ticket) {
    HostAnswer nothing;
    nothing.ticket = ticket;
    finish_wait(nothing);
  } else {
    return false;
  }
  return true;
}

caf::message_handler Environment::environment_handlers() {
  return {
      [this](const Step&) {
        if (state_ == State::kReady) run_slice();
      },
      [this](HostAnswer& answer) { on_answer(answer); },
      [this](const Probe& probe) { pass_on(probe); },
      [this](const Deadlocked& found) { on_deadlocked(found); },
  };
}

}  // namespace scriptling
