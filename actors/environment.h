// An Environment is an actor that owns a Vm and drives it in slices.
//
// A slice ends after about a quarter of a millisecond; the actor then sends itself a Step
// and goes to the end of the scheduler's queue, so that a busy loop costs its neighbours
// no more than that. When the script waits for the host, the actor leaves until the
// answer comes.
//
// Being cancelled raises Cancelled in the script once, at its next instruction or out of
// the wait it is in; whatever it does while it lets that go (a `finally`, say) is not cut
// short for the same cause. A script that would wait after it has swallowed its Cancelled
// gets it again, each time a little later, and has ended at the third time. When the
// grace period is over, or somebody asks a second time, the environment ends without
// asking. Whether it was cancelled is known by this flag of its own, never by the class
// of an exception: that may be of a call it waited for.
//
// What is done with the Vm, and what becomes of its result, is for subclasses:
// run_actor.h.
//
// A script may have green threads beside its first one: functions that run in turn with
// it, in the same Vm. Each is known by an id of its own, which its tickets carry, so that
// a message finds the thread that it is for; that one is put in place of the first, and
// back again when the message is done with (green_threads.cpp).
//
// One thread at a time.
#pragma once

#include <caf/event_based_actor.hpp>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "actors/host_calls.h"
#include "actors/messages.h"
#include "actors/run_spec.h"
#include "actors/services.h"
#include "actors/transfer.h"
#include "interp/vm.h"

namespace scriptling {

using ImportPaths = std::shared_ptr<const std::vector<std::string>>;

// Keeps a promise's actor alive as long as any datum names it.
class PromiseAnchor final : public Capsule {
 public:
  explicit PromiseAnchor(caf::actor run) : run_(std::move(run)) {}
  std::string describe() const override { return "a promise"; }
  const caf::actor& run() const { return run_; }

 private:
  caf::actor run_;
};

Datum promise_handle(OwnerId id, std::string_view name, caf::actor run);

// What an environment waits for.
struct Wait {
  enum class Interrupt : uint8_t { kNone, kCancelled, kDeadlock };

  HostOp op = HostOp::kYield;
  Interrupt interrupt = Interrupt::kNone;
  bool is_poll = false;  // With a timeout of zero: on no circle of waits.
  Ticket ticket = 0;     // 0: it does not wait.
  uint64_t object = 0;   // The id of the handle.
  union {
    int64_t delta = 0;  // Of an add to an atomic, which is not sent before it must be.
    int64_t since;      // When a wait began that may close a circle; nanoseconds.
  };
  caf::actor at;      // Who will answer; null for timers and input.
  Timers::Key timer;  // Of a sleep.
};

// The answers to one of gather() and race(), as they come in.
struct Gathering {
  bool awaits(Ticket ticket) const;

  struct Part {
    uint64_t promise = 0;
    caf::actor at;
    Ticket ticket = 0;
    Datum value;
    bool is_here = false;
  };
  std::vector<Part> parts;
  size_t missing = 0;
  std::unordered_set<Ticket> probes;  // Passed on already: who started them.
};

class SocketLink;
class Environment;

// Lets an environment's host make values in it between two slices (HostScope).
class HostTurn {
 public:
  [[gnu::always_inline]] explicit HostTurn(Environment& environment);
  ~HostTurn();
  HostTurn(const HostTurn&) = delete;
  HostTurn& operator=(const HostTurn&) = delete;

 private:
  HostScope scope_;
  Environment* previous_;
};

class Environment : public caf::event_based_actor, public HandleKeeper {
 public:
  Environment(caf::actor_config& config, ServicesPtr services, OwnerId id,
              std::string name, ImportPaths paths);
  ~Environment() override;

  // One message for each turn of the scheduler, so that a Step goes to the end of its
  // queue.
  resume_result resume(caf::execution_unit* worker, size_t most_messages) override;

  // -- For host calls, while the Vm runs ------------------------------------------------

  // Of the thread that runs.
  OwnerId id() const { return now_.id; }
  OwnerId root() const { return root_; }
  const std::string& run_name() const { return now_.name; }
  const ImportPaths& import_paths() const { return paths_; }
  Services& services() { return *services_; }
  const ServicesPtr& services_ptr() const { return services_; }
  Ticket next_ticket() {
    if (++now_.last_ticket > kTicketMask) now_.last_ticket = kLastOwnTicket + 1;
    return now_.id << kTicketBits | now_.last_ticket;
  }

  // Sends `ask`, which carries `ticket`, and lets the Vm stop until the answer is there.
  template <class Ask>
  Value wait_for(HostOp op, uint64_t object, const caf::actor& at, Ask ask) {
    begin_wait(op, object, at, ask.ticket);
    if constexpr (requires { ask.timeout; }) now_.wait.is_poll = ask.timeout == 0;
    send(at, std::move(ask));
    return Value::waiting();
  }
  // An add to an atomic: sent when the Vm stops for it, or by forgo_answer().
  Value wait_for_add(uint64_t object, Ticket ticket, int64_t delta);
  bool forgo_answer();
  Value wait_for_timer(HostOp op, double seconds);
  Value wait_for_input();
  // Lets the Vm stop until somebody who was told the ticket sends a HostAnswer with it,
  // or for so many seconds, which answers None. Negative: for ever.
  Ticket wait_for_answer(HostOp op, double timeout = -1);
  bool waits_for(Ticket ticket) const {
    return is_waiting() && ticket == now_.wait.ticket;
  }
  // As if that had been sent. Runs a slice; not called within one.
  void answer(HostAnswer answer) { on_answer(answer); }
  Value wait_for_promises(HostOp op, const std::vector<uint64_t>& promises);

  // The value to answer with when there is none: see HostOp::kKvGet.
  void keep_default(Value v);
  Value kept_default();
  // Tickets of updates of shared variables under way.
  std::unordered_map<uint64_t, Ticket>& updates();
  const caf::actor* promise(uint64_t id) const;
  void uses_locks() { now_.uses_locks = true; }
  // The code that runs here, so that snapshots can take it along.
  void keep_program(std::shared_ptr<const Program> program);
  const std::vector<std::shared_ptr<const Program>>& programs() const {
    return programs_;
  }

  // When the script is about to wait although it was cancelled: sees to it that it hears
  // of that again. False: it does not wait any more, but ends.
  bool may_wait_once_more();
  // The text of its Cancelled, and the exception itself.
  std::string cancel_words() const;
  void keep_cancelled(Value exception);

  // Green threads: see green_threads.cpp.
  // Whether they may run here: for as long as it takes.
  virtual bool takes_threads() const { return false; }
  // Puts one in place, to be begun when its actor asks for that. `function` may be
  // undefined: then it is the spec's, to be imported. The arguments are not copied.
  void add_thread(std::shared_ptr<RunSpec> spec, Value function, Value args,
                  Value keywords);
  void forget_thread(OwnerId thread);

  // The WebSocket connection it serves, if any.
  virtual SocketLink* socket() { return nullptr; }

  // -- HandleKeeper ---------------------------------------------------------------------

  CapsulePtr anchor_of(uint64_t promise) override;
  Value make_promise(Vm& vm, uint64_t promise, std::string_view name,
                     const CapsulePtr& anchor) override;
  // A handle of it was collected.
  void forget_promise(uint64_t promise);

  // Runs on the Vm's stack, called by the native that start_prepare() lets the Vm begin
  // with. Error: pending.
  virtual Value prepare();
  // The same for the thread that runs.
  Value prepare_here();

  void on_exit() override;

 protected:
  static constexpr int kTicketBits = 20;
  static constexpr Ticket kTicketMask = (Ticket{1} << kTicketBits) - 1;
  // Timers of a thread's own; none of its waits ends in these bits.
  static constexpr Ticket kDeadlineTicket = 1;
  static constexpr Ticket kGraceTicket = 2;
  static constexpr Ticket kAgainTicket = 3;
  static constexpr Ticket kSwallowedTicket = 4;
  static constexpr Ticket kLastOwnTicket = 4;

  void make_vm();
  // Frees the heap, gives back locks and leaves every line.
  void drop_vm();
  Vm* vm() { return vm_.get(); }

  // Lets the Vm begin with prepare() of this object.
  void start_prepare();
  // Runs what was started in the Vm; on_stopped() follows, now or later.
  void go();
  // The same within this turn of the scheduler: for what is short more often than not.
  void go_now();
  bool is_idle() const { return now_.state == State::kIdle; }
  bool is_waiting() const { return now_.state == State::kWaiting; }
  void set_deadline(double seconds);

  // False if nothing is under way. `seconds` is what a kTimeout had.
  bool cancel(CancelReason reason, double seconds = 0);
  // The same for a script that was told in another way, by closing its generator: raises
  // nothing, and only ends what takes longer than the grace period.
  void begin_grace(CancelReason reason);
  std::optional<CancelReason> cancelled() const { return now_.cancelled; }
  // How the thread that runs has ended, if that is its failure.
  Finished::How how_it_failed(const Failure& failure) const;
  // What runs here, for the log: its function or its request.
  virtual std::string work_label() const { return ""; }

  // kFinished or kRaised. May start the Vm again.
  virtual void on_stopped(Outcome outcome) = 0;
  // The grace period is over, or we have made a mistake: on_stopped() will not come. The
  // Vm must not be run again.
  virtual void on_broken(FailurePtr failure) = 0;
  virtual void on_state_changed() {}

  bool has_threads() const;
  void cancel_threads(CancelReason reason);
  // What the first thread holds is given back; the others go on.
  void leave_to_threads();
  // After leave_to_threads(): the last of them has ended.
  virtual void on_threads_ended() {}

  // The handlers of every environment's messages, and those of the subclass.
  template <class... Handlers>
  caf::behavior behavior_with(Handlers... more) {
    return {
        [this](const Step& step) { on_step(step); },
        [this](HostAnswer& answer) {
          in_turn_of(answer.ticket, [&] { on_answer(answer); });
        },
        [this](Probe& probe) { pass_on(std::move(probe)); },
        [this](const Census& census) { answer_census(census); },
        [this](const Deadlocked& found) {
          in_turn_of(found.ticket, [&] { on_deadlocked(found); });
        },
        [this](const ResultHeld& message) {
          charge_result(message.promise, message.bytes);
        },
        [this](const BeginThread& message) { begin_thread(message); },
        [this](const CancelThread& message) { cancel_thread(message); },
        std::move(more)...,
    };
  }
  // True if it was one of ours.
  bool on_time_up(Ticket ticket);
  // Somebody waits for us: goes on looking for a circle, if we wait too.
  void pass_on(Probe probe);

  void set_root(OwnerId root) { root_ = root; }
  // In log lines from now on.
  void set_run_name(std::string name) { now_.name = std::move(name); }

  // For an environment that does one thing after another: what it has now (promises) is
  // kept; what it gets afterwards goes with drop_belongings(), and locks and updates are
  // given back.
  void keep_belongings();
  void drop_belongings();
  // Nanoseconds spent in slices.
  int64_t busy() const { return now_.busy; }

 private:
  friend class HostTurn;
  // Notes whose Vm may be collected on this thread from now on; answers whose it was.
  static Environment* run_in(Environment* environment);

  enum class State : uint8_t { kIdle, kReady, kWaiting };
  // What few threads need.
  struct ThreadExtras;
  struct Rebuilding;
  // Where one thread of the script stands, as far as its driver is concerned.
  struct Thread {
    Thread();
    Thread(Thread&&) noexcept;
    Thread& operator=(Thread&&) noexcept;
    ~Thread();

    OwnerId id = 0;
    std::string name;
    Wait wait;
    std::unique_ptr<ThreadExtras> extras;
    int64_t busy = 0;
    State state = State::kIdle;
    bool uses_locks = false;
    std::optional<CancelReason> cancelled;
    bool hears_again = true;  // While it was cancelled, and the next time is not set yet.
    uint8_t swallowed = 0;    // How often it has swallowed that.
    double seconds = 0;       // Until its deadline, from when that was set.
    Ticket last_ticket = kLastOwnTicket;
    Timers::Key deadline;
    Timers::Key grace;
    Timers::Key again;
  };
  // A promise that handles on the heap refer to.
  struct HeldPromise {
    caf::actor run;
    uint64_t handles = 0;
    int64_t charged = 0;  // For its result; 0: that is not known.
  };
  struct GreenThread;
  // What few environments need.
  struct Extras;
  class Turn {
   public:
    Turn(Environment& environment, GreenThread& thread);
    ~Turn();

   private:
    Environment& environment_;
    GreenThread& thread_;
  };

  Extras& extras();
  ThreadExtras& thread_extras();
  void begin_wait(HostOp op, uint64_t object, caf::actor at, Ticket ticket);
  bool is_calm(uint64_t atomic) const;
  void watch_atomic(const Wait& wait, const HostAnswer& answer);
  void run_slice();
  Outcome watched_run();
  void adapt_budget(Timers::Clock::duration took);
  void set_state(State state);
  void step_later();
  void on_step(const Step& step);
  Ticket own_ticket(Ticket which) const { return now_.id << kTicketBits | which; }
  bool waits_with(Ticket ticket) const;
  void on_answer(HostAnswer& answer);
  bool on_part(HostAnswer& answer);
  void finish_wait(HostAnswer& answer);
  void cancel_here();
  void cancel_again();
  bool is_letting_go() const;
  void end_by_force(std::string_view why);
  void stop_timers();
  void begin_raising(FailurePtr failure);
  bool is_rebuilding() const;
  Value rebuild();
  void charge_result(uint64_t promise, uint64_t bytes);
  void finish_raising(Outcome outcome);
  void interrupt_wait(Wait::Interrupt why);
  void withdraw_parts();
  void on_deadlocked(const Deadlocked& found);
  void pass_on_to_all(Probe probe);
  void break_off(FailurePtr failure);
  void break_off_internally(const std::string& what);
  void pass_on_here(Probe probe);
  void answer_census(const Census& census);
  std::vector<CensusTarget> waited_for() const;
  bool on_time_up_here(Ticket ticket);
  void give_back_held();

  GreenThread* find_thread(OwnerId thread) const;
  // Runs `work` with that thread in place; with the first one, if it is none of the
  // green.
  template <class Work>
  void in_turn(OwnerId thread, Work work) {
    GreenThread* found = find_thread(thread);
    if (found == nullptr || found == green_) {
      work();
      return;
    }
    Turn turn(*this, *found);
    work();
  }
  template <class Work>
  void in_turn_of(Ticket ticket, Work work) {
    in_turn(ticket >> kTicketBits, work);
  }
  void exchange(GreenThread& thread);
  void after_turn(GreenThread& thread);
  void begin_thread(const BeginThread& message);
  void cancel_thread(const CancelThread& message);
  Value prepare_thread();
  void on_thread_stopped(Outcome outcome);
  void on_thread_state();
  void describe_thread(Value exception);
  void end_thread(Finished finished);
  void end_threads();

  ServicesPtr services_;
  OwnerId root_ = 0;
  ImportPaths paths_;
  HostCalls host_;
  std::unique_ptr<Vm> vm_;
  std::unique_ptr<Extras> extras_;
  Thread now_;
  GreenThread* green_ = nullptr;  // The one in place of the first; null: none.
  std::vector<std::shared_ptr<const Program>> programs_;
  int64_t budget_;
  // Atomics that were far from overflowing when this environment last heard of them, and
  // how many adds it has sent since the registry's last answer.
  std::vector<uint64_t> calm_atomics_;
  int unanswered_ = 0;
};

inline HostTurn::HostTurn(Environment& environment)
    : scope_(*environment.vm_), previous_(Environment::run_in(&environment)) {}

inline HostTurn::~HostTurn() { Environment::run_in(previous_); }

}  // namespace scriptling
