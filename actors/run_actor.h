// A RunActor is one running script, task or call, and afterwards what became of it: it answers
// for its promise as long as anybody holds that, with its Vm gone.
//
// A script begins at once. A call begins with prepare(), which makes the function and its
// arguments out of what was copied along, inside the Vm's own first slice, so that what that
// raises or allocates is the call's own affair.
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
  RunActor(caf::actor_config& config, ServicesPtr services, std::shared_ptr<RunSpec> spec);

  const char* name() const override { return "run_actor"; }

  // A tuple of the function, its arguments and its keyword arguments.
  Value prepare() override;

 protected:
  caf::behavior make_behavior() override;
  void on_stopped(Outcome outcome) override;
  void on_broken(FailurePtr failure) override;
  void on_state_changed() override;

 private:
  void begin();
  void on_prepared();
  bool on_cancel(const Cancel& message);
  void end(Finished finished);
  void log_failure(const Failure& failure);

  std::shared_ptr<RunSpec> spec_;  // Null once it has ended.
  std::shared_ptr<TaskStatus> status_;  // Of tasks.
  PromiseCell promise_;
  bool is_preparing_ = false;
};

// The promise's handle of a new run. Any thread.
caf::actor spawn_run(const ServicesPtr& services, std::shared_ptr<RunSpec> spec);

}  // namespace scriptling
