#include "actors/environment.h"

#include <fmt/core.h>

#include <algorithm>
#include <caf/all.hpp>

#include "actors/environment_parts.h"
#include "interp/lib/lib.h"
#include "interp/module.h"
#include "interp/ops.h"
#include "interp/thrown.h"

namespace scriptling {

namespace {

using std::chrono::microseconds;
constexpr int64_t kFirstBudget = 4000;
constexpr int64_t kLeastBudget = 64;
constexpr int64_t kMostBudget = 1'000'000;
constexpr auto kShortSlice = microseconds(120);
constexpr auto kLongSlice = microseconds(400);

Value call_prepare(Vm& vm, const Args&) {
  return static_cast<HostCalls&>(vm.host()).environment().prepare_here();
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
  static constexpr TypeSlots kSlots{nullptr, nullptr, promise_collected};
  static Class* const cls =
      make_class("scriptling.runtime.Promise", handle_class(HandleKind::kPromise),
                 Kind::kHandle, {}, &kSlots);
  return cls;
}

}  // namespace

Datum promise_handle(OwnerId id, std::string_view name, caf::actor run) {
  // What the name of a handle looks like is up to the library; its id is what counts.
  Datum plain = object_handle(HandleKind::kPromise, name, ObjectId::from_bits(id));
  return Datum::handle(plain.handle_kind(), name, id,
                       std::make_shared<const PromiseAnchor>(std::move(run)));
}

Environment::Thread::Thread() = default;
Environment::Thread::Thread(Thread&&) noexcept = default;
Environment::Thread& Environment::Thread::operator=(Thread&&) noexcept = default;
Environment::Thread::~Thread() = default;

Environment::Environment(caf::actor_config& config, ServicesPtr services, OwnerId id,
                         std::string name, ImportPaths paths)
    : caf::event_based_actor(config),
      services_(std::move(services)),
      root_(id),
      paths_(std::move(paths)),
      host_(*this) {
  now_.id = id;
  now_.name = std::move(name);
  int64_t fixed = services_->config.test_slice;
  budget_ = fixed > 0 ? fixed : kFirstBudget;
  // What one actor does not understand comes back to the sender as an error, and would
  // end it without a word.
  set_error_handler([this](caf::scheduled_actor*, caf::error& problem) {
    break_off_internally("a message came back: " + system().render(problem));
  });
  set_exception_handler([this](caf::scheduled_actor*, std::exception_ptr& problem) {
    Thrown thrown;
    try {
      std::rethrow_exception(problem);
    } catch (...) {
      thrown = Thrown::current();
    }
    try {
      if (thrown.is_memory()) {
        break_off(make_failure("MemoryError", ""));
      } else {
        break_off_internally(thrown.what());
      }
    } catch (const std::bad_alloc&) {  // It ends without a word.
    }
    return caf::error{};
  });
}

Environment::~Environment() = default;

void Environment::break_off_internally(const std::string& what) {
  services_->log.error(now_.name, "internal error: " + what);
  break_off(make_failure("SystemError", "internal error: " + what));
}

Environment::resume_result Environment::resume(caf::execution_unit* worker, size_t) {
  return caf::event_based_actor::resume(worker, 1);
}

Value Environment::prepare() { return Value::none(); }

Environment::Extras& Environment::extras() {
  if (!extras_) extras_ = std::make_unique<Extras>();
  return *extras_;
}

Environment::ThreadExtras& Environment::thread_extras() {
  if (!now_.extras) now_.extras = std::make_unique<ThreadExtras>();
  return *now_.extras;
}

// -- The Vm -----------------------------------------------------------------------------

void Environment::make_vm() {
  vm_ = std::make_unique<Vm>(host_, services_->modules, services_->config.limits);
  if (services_->config.test_slice > 0) vm_->set_step_mode(true);
  vm_->heap().set_stress(services_->config.test_collect);
}

void Environment::drop_vm() {
  if (vm_) vm_->abandon_natives();  // As long as all is there that they may refer to.
  stop_timers();
  services_->timers.cancel(now_.wait.timer);
  end_threads();
  if (extras_) extras_->kept_promises.clear();
  drop_belongings();
  now_.extras.reset();
  if (extras_ && extras_->orphans.empty()) extras_.reset();
  vm_.reset();
}

void Environment::keep_belongings() {
  if (!extras_) return;
  for (const auto& [id, held] : extras_->promises) extras_->kept_promises.insert(id);
}

void Environment::drop_belongings() {
  if (extras_) {
    std::erase_if(extras_->promises, [this](const auto& entry) {
      if (extras_->kept_promises.contains(entry.first)) return false;
      vm_->heap().charge(-entry.second.charged);
      return true;
    });
  }
  give_back_held();
}

void Environment::give_back_held() {
  if (now_.extras) {
    now_.extras->kept.reset();
    for (auto& [shared, update] : now_.extras->updates) {
      send(services_->shareds, SharedAbortUpdate{0, update});
    }
    now_.extras->updates.clear();
  }
  if (now_.uses_locks) {
    for (const caf::actor* at :
         {&services_->locks, &services_->semaphores, &services_->shareds}) {
      send(*at, OwnerGone{now_.id, now_.name});
    }
    now_.uses_locks = false;
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

// -- Failures ---------------------------------------------------------------------------

void Environment::begin_raising(FailurePtr failure) {
  if (!failure->exception) {
    vm_->resume_raising(rebuild_exception(*vm_, *failure, *this));
    return;
  }
  auto rebuilding = std::make_unique<Rebuilding>(*vm_, std::move(failure));
  rebuilding->waiter.start_call(prepare_native(), make_tuple(vm_->heap(), size_t{0}),
                                nullptr);
  vm_->exchange(rebuilding->waiter);
  thread_extras().rebuilding = std::move(rebuilding);
}

bool Environment::is_rebuilding() const { return now_.extras && now_.extras->rebuilding; }

Value Environment::prepare_here() {
  if (is_rebuilding()) return rebuild();
  return green_ == nullptr ? prepare() : prepare_thread();
}

Value Environment::rebuild() {
  FailurePtr failure = thread_extras().rebuilding->failure;
  return rebuild_exception(*vm_, *failure, *this);
}

void Environment::finish_raising(Outcome outcome) {
  std::unique_ptr<Rebuilding> done = std::move(thread_extras().rebuilding);
  Value made = outcome == Outcome::kFinished ? vm_->result() : vm_->exception();
  vm_->exchange(done->waiter);
  vm_->resume_raising(made);
}

void Environment::start_prepare() { vm_->start_call(prepare_native(), {}); }

void Environment::go() {
  if (now_.state != State::kIdle)
    throw std::logic_error("Environment: something is under way");
  step_later();
}

void Environment::go_now() {
  if (now_.state != State::kIdle)
    throw std::logic_error("Environment: something is under way");
  set_state(State::kReady);
  run_slice();
}

void Environment::step_later() {
  set_state(State::kReady);
  send(this, Step{now_.id});
}

void Environment::set_state(State state) {
  now_.state = state;
  if (green_ != nullptr) {
    on_thread_state();
  } else {
    on_state_changed();
  }
}

Environment* Environment::run_in(Environment* environment) {
  return std::exchange(running, environment);
}

void Environment::run_slice() {
  auto began = Timers::Clock::now();
  Environment* previous = run_in(this);
  Outcome outcome = watched_run();
  run_in(previous);
  auto took = Timers::Clock::now() - began;
  now_.busy += std::chrono::nanoseconds(took).count();
  switch (outcome) {
    case Outcome::kPreempted:
      adapt_budget(took);
      step_later();
      break;
    case Outcome::kWaiting:
      if (now_.wait.op == HostOp::kAtomicAdd) {
        send(now_.wait.at, add_of(now_.wait, now_.wait.ticket));
      }
      set_state(State::kWaiting);
      break;
    default:
      if (is_rebuilding()) {
        finish_raising(outcome);
        return run_slice();
      }
      set_state(State::kIdle);
      if (green_ != nullptr) {
        on_thread_stopped(outcome);
      } else {
        on_stopped(outcome);
      }
  }
}

Outcome Environment::watched_run() {
  SliceWatch::Slice slice(services_->watch, *vm_);
  return vm_->run(budget_);
}

void Environment::adapt_budget(Timers::Clock::duration took) {
  if (services_->config.test_slice > 0) return;
  if (took < kShortSlice) budget_ = std::min(budget_ * 2, kMostBudget);
  if (took > kLongSlice) budget_ = std::max(budget_ / 2, kLeastBudget);
}

void Environment::set_deadline(double seconds) {
  now_.seconds = seconds;
  now_.deadline = services_->timers.add(
      seconds, caf::actor_cast<caf::strong_actor_ptr>(this), own_ticket(kDeadlineTicket));
}

// -- What belongs to it -----------------------------------------------------------------

void Environment::keep_default(Value v) {
  auto& kept = thread_extras().kept;
  if (!kept) kept = std::make_unique<RootVector>(vm_->heap());
  kept->clear();
  kept->push_back(v);
}

Value Environment::kept_default() {
  Value v = thread_extras().kept->back();
  thread_extras().kept->clear();
  return v;
}

std::unordered_map<uint64_t, Ticket>& Environment::updates() {
  return thread_extras().updates;
}

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
    vm_->heap().charge(-found->second.charged);
    extras_->promises.erase(found);
  }
}

// What a call has answered stays with its actor as long as anybody holds the promise:
// those who hold it pay, and their heaps know when it is time to look for promises that
// nobody needs.
void Environment::charge_result(uint64_t promise, uint64_t bytes) {
  if (!extras_ || vm_ == nullptr) return;
  auto found = extras_->promises.find(promise);
  if (found == extras_->promises.end() || found->second.charged != 0) return;
  found->second.charged = static_cast<int64_t>(bytes);
  vm_->heap().charge(found->second.charged);
}

// -- Messages ---------------------------------------------------------------------------

bool Environment::on_time_up(Ticket ticket) {
  bool was_ours = false;
  in_turn_of(ticket, [&] { was_ours = on_time_up_here(ticket); });
  return was_ours;
}

bool Environment::on_time_up_here(Ticket ticket) {
  if (ticket == own_ticket(kDeadlineTicket)) {
    cancel(CancelReason::kTimeout, now_.seconds);
  } else if (ticket == own_ticket(kGraceTicket)) {
    end_by_force(fmt::format("has not ended within {} s of being cancelled",
                             services_->config.shutdown_timeout));
  } else if (ticket == own_ticket(kAgainTicket)) {
    cancel_again();
  } else if (ticket == own_ticket(kSwallowedTicket)) {
    end_by_force(fmt::format("has swallowed Cancelled {} times", kMostSwallowed));
  } else if (now_.state == State::kWaiting && ticket == now_.wait.ticket &&
             !now_.wait.at) {
    HostAnswer nothing;
    nothing.ticket = ticket;
    finish_wait(nothing);
  } else {
    return false;
  }
  return true;
}

void Environment::on_step(const Step& step) {
  in_turn(step.thread, [this] {
    if (now_.state == State::kReady) run_slice();
  });
}

}  // namespace scriptling
