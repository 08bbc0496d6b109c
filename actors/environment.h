// An Environment is an actor that owns a Vm and drives it in slices.
//
// A slice ends after about a quarter of a millisecond; the actor then sends itself a Step
// and goes to the end of the scheduler's queue, so that a busy loop costs its neighbours
// no more than that. When the script waits for the host, the actor leaves until the
// answer comes.
//
// Being cancelled raises Cancelled in the script once, at its next instruction or out of
// the wait it is in, and again whenever it would wait without having let that exception
// go on. When the grace period is over, the environment ends without asking.
//
// What is done with the Vm, and what becomes of its result, is for subclasses:
// run_actor.h.
//
// One thread at a time.
#pragma once

#include <caf/event_based_actor.hpp>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "actors/host_calls.h"
#include "actors/messages.h"
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
  Ticket ticket = 0;    // 0: it does not wait.
  uint64_t object = 0;  // The id of the handle.
  caf::actor at;        // Who will answer; null for timers and input.
  Timers::Key timer;    // Of a sleep.
};

// The answers to one of gather() and race(), as they come in.
struct Gathering {
  struct Part {
    caf::actor at;
    Ticket ticket = 0;
    Datum value;
    bool is_here = false;
  };
  std::vector<Part> parts;
  size_t missing = 0;
};

class Environment : public caf::event_based_actor, public HandleKeeper {
 public:
  Environment(caf::actor_config& config, ServicesPtr services, OwnerId id,
              std::string name, ImportPaths paths);
  ~Environment() override;

  // One message for each turn of the scheduler, so that a Step goes to the end of its
  // queue.
  resume_result resume(caf::execution_unit* worker, size_t most_messages) override;

  // -- For host calls, while the Vm runs
  // -------------------------------------------------------

  OwnerId id() const { return id_; }
  OwnerId root() const { return root_; }
  const std::string& run_name() const { return name_; }
  const ImportPaths& import_paths() const { return paths_; }
  Services& services() { return *services_; }
  const ServicesPtr& services_ptr() const { return services_; }
  Ticket next_ticket() { return id_ << kTicketBits | (++last_ticket_ & kTicketMask); }

  // Sends `ask`, which carries `ticket`, and lets the Vm stop until the answer is there.
  template <class Ask>
  Value wait_for(HostOp op, uint64_t object, const caf::actor& at, Ask ask) {
    begin_wait(op, object, at, ask.ticket);
    send(at, std::move(ask));
    return Value::waiting();
  }
  Value wait_for_timer(HostOp op, double seconds);
  Value wait_for_input();
  // Lets the Vm stop until somebody who was told the ticket sends a HostAnswer with it.
  Ticket wait_for_answer(HostOp op);
  Value wait_for_promises(HostOp op, const std::vector<uint64_t>& promises);

  // The value to answer with when there is none: see HostOp::kKvGet.
  void keep_default(Value v);
  Value kept_default();
  // Tickets of updates of shared variables under way.
  std::unordered_map<uint64_t, Ticket>& updates();
  const caf::actor* promise(uint64_t id) const;
  void uses_locks() { uses_locks_ = true; }
  // The code that runs here, so that snapshots can take it along.
  void keep_program(std::shared_ptr<const Program> program);
  const std::vector<std::shared_ptr<const Program>>& programs() const {
    return programs_;
  }

  bool is_cancelled() const { return cancelled_.has_value(); }

  // -- HandleKeeper
  // ---------------------------------------------------------------------------

  CapsulePtr anchor_of(uint64_t promise) override;
  Value make_promise(Vm& vm, uint64_t promise, std::string_view name,
                     const CapsulePtr& anchor) override;
  // A handle of it was collected.
  void forget_promise(uint64_t promise);

  // Runs on the Vm's stack, called by the native that prepare_call() lets the Vm begin
  // with. Error: pending.
  virtual Value prepare();

  void on_exit() override;

 protected:
  static constexpr int kTicketBits = 20;
  static constexpr Ticket kTicketMask = (Ticket{1} << kTicketBits) - 1;
  // Timers of our own; no wait has these tickets.
  static constexpr Ticket kDeadlineTicket = 1;
  static constexpr Ticket kGraceTicket = 2;
  static constexpr Ticket kStepTicket = 3;

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
  bool is_idle() const { return state_ == State::kIdle; }
  bool is_waiting() const { return state_ == State::kWaiting; }
  void set_deadline(double seconds);

  // False if nothing is under way.
  bool cancel(CancelReason reason);
  std::optional<CancelReason> cancelled() const { return cancelled_; }
  // For the next thing to be run in the same Vm; drops the deadline too.
  void forget_cancel();

  // kFinished or kRaised. May start the Vm again.
  virtual void on_stopped(Outcome outcome) = 0;
  // The grace period is over, or we have made a mistake: on_stopped() will not come. The
  // Vm must not be run again.
  virtual void on_broken(FailurePtr failure) = 0;
  virtual void on_state_changed() {}

  // Step, HostAnswer, TimeUp, Probe, Deadlocked.
  caf::message_handler environment_handlers();
  // True if it was one of ours.
  bool on_time_up(Ticket ticket);
  // Somebody waits for us: goes on looking for a circle, if we wait too.
  void pass_on(Probe probe);

  void set_root(OwnerId root) { root_ = root; }
  // In log lines from now on.
  void set_run_name(std::string name) { name_ = std::move(name); }

  // For an environment that does one thing after another: what it has now (promises) is
  // kept; what it gets afterwards goes with drop_belongings(), and locks and updates are
  // given back.
  void keep_belongings();
  void drop_belongings();
  // Nanoseconds spent in slices.
  int64_t busy() const { return busy_; }

 private:
  enum class State : uint8_t { kIdle, kReady, kWaiting };
  struct Extras;
  struct HeldPromise;

  Extras& extras();
  void begin_wait(HostOp op, uint64_t object, caf::actor at, Ticket ticket);
  void run_slice();
  void adapt_budget(Timers::Clock::duration took);
  void set_state(State state);
  void step_later();
  void on_answer(HostAnswer& answer);
  bool on_part(HostAnswer& answer);
  void finish_wait(HostAnswer& answer);
  void resume_raising_text(Class* cls, std::string_view text);
  void interrupt_wait(Wait::Interrupt why);
  void withdraw_parts();
  void on_deadlocked(const Deadlocked& found);
  void break_off(FailurePtr failure);

  ServicesPtr services_;
  const OwnerId id_;
  OwnerId root_ = 0;
  std::string name_;
  ImportPaths paths_;
  HostCalls host_;
  std::unique_ptr<Vm> vm_;
  std::unique_ptr<Extras> extras_;
  Wait wait_;
  std::vector<std::shared_ptr<const Program>> programs_;
  int64_t budget_;
  int64_t busy_ = 0;
  uint32_t last_ticket_ = 0;
  State state_ = State::kIdle;
  bool uses_locks_ = false;
  std::optional<CancelReason> cancelled_;
  Timers::Key deadline_;
  Timers::Key grace_;
};

}  // namespace scriptling
