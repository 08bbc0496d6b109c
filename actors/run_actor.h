// A RunActor is one running script, task or call, and afterwards what became of it: it
// answers for its promise as long as anybody holds that, with its Vm gone.
//
// A script begins at once. A call begins with making the function and its arguments out
// of what was copied along, and an exception that escapes is put into words before the Vm
// goes: both in slices of their own (prepare()), so that what that raises, allocates or
// waits for is the run's own affair.
//
// The Vm outlives the run's own end as long as there are green threads in it: those of a
// main script go on until they end or are cancelled with the rest of what it started,
// those of a call or task are cancelled at once.
//
// One thread at a time.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "actors/environment.h"
#include "actors/promise_cell.h"
#include "actors/run_spec.h"

namespace scriptling {

class RunActor final : public Environment {
 public:
  RunActor(caf::actor_config& config, ServicesPtr services,
           std::shared_ptr<RunSpec> spec);

  ~RunActor() override;

  const char* name() const override { return "run_actor"; }
  bool takes_threads() const override { return true; }

  Value prepare() override;

 protected:
  caf::behavior make_behavior() override;
  void on_stopped(Outcome outcome) override;
  void on_broken(FailurePtr failure) override;
  void on_state_changed() override;
  void on_threads_ended() override;
  std::string work_label() const override { return ending_ ? ending_->handler : ""; }

 private:
  void begin();
  void set_sys();
  Value import_handler();
  Value make_call();
  void on_prepared();
  void describe(Value exception);
  bool on_cancel(const Cancel& message);
  bool is_ready_to_end();
  void end(Finished finished);
  void tell_starter(const caf::actor_addr& starter, const Datum& value);

  // What is left of the spec once the run is under way.
  struct Ending {
    RunKind kind;
    std::string handler;
    std::function<Value(Environment&, Vm&)> before_end;
    std::function<void(Finished)> on_end;
    caf::actor_addr starter;
  };
  void forget_result();
  void tell(const Ending& ending, const Finished& finished);

  std::shared_ptr<RunSpec> spec_;   // Null once it is under way.
  std::unique_ptr<Ending> ending_;  // Null once it has ended.
  const bool is_main_;
  std::shared_ptr<TaskStatus> status_;  // Of tasks.
  PromiseCell promise_;
  enum class Stage : uint8_t { kPreparing, kRunning, kDescribing };
  Stage stage_ = Stage::kRunning;
  FailurePtr failure_;  // While kDescribing: what is known of it.
  // Of a call that has failed: what to log, unless somebody hears of it by its promise.
  struct Unheard {
    std::string handler;
    FailurePtr failure;
  };
  std::unique_ptr<Unheard> unheard_;
};

// The promise's handle of a new run. Any thread.
caf::actor spawn_run(const ServicesPtr& services, std::shared_ptr<RunSpec> spec);

}  // namespace scriptling
