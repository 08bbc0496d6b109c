// A supervised task: one run after another, as its policy says, behind one promise.
//
// A run that fails is followed by the next after a pause, which doubles from 100 ms to 30
// s and begins anew after a run that was well for a minute. With `every`, runs begin that
// many seconds apart, and never two at once.
//
// One thread at a time.
#pragma once

#include <caf/event_based_actor.hpp>
#include <memory>

#include "actors/promise_cell.h"
#include "actors/run_spec.h"
#include "actors/services.h"

namespace scriptling {

class TaskActor final : public caf::event_based_actor {
 public:
  TaskActor(caf::actor_config& config, ServicesPtr services,
            std::shared_ptr<RunSpec> spec);

  const char* name() const override { return "task_actor"; }

 protected:
  caf::behavior make_behavior() override;

 private:
  void start_run();
  void on_run_ended(const Finished& finished);
  bool goes_on(const Finished& finished) const;
  double next_pause(const Finished& finished, double ran);
  bool on_cancel(const Cancel& message);
  void end_cancelled(CancelReason reason);
  void end(const Finished& finished);

  ServicesPtr services_;
  std::shared_ptr<RunSpec> spec_;  // Null once it has ended.
  std::shared_ptr<TaskStatus> status_;
  const OwnerId id_;
  PromiseCell promise_;
  caf::actor run_;  // The one under way.
  Timers::Clock::time_point began_;
  Timers::Key next_;
  double back_off_ = 0;
  bool is_cancelled_ = false;
};

caf::actor spawn_task(const ServicesPtr& services, std::shared_ptr<RunSpec> spec);

}  // namespace scriptling
