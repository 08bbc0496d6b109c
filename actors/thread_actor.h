// A ThreadActor stands for a green thread: it keeps its promise, tells the supervisor,
// and passes on that it is to begin or is cancelled. The thread itself is the affair of
// the environment in which it runs (green_threads.cpp); with that, it ends.
//
// One thread at a time.
#pragma once

#include <caf/event_based_actor.hpp>
#include <memory>

#include "actors/promise_cell.h"
#include "actors/run_spec.h"
#include "actors/services.h"

namespace scriptling {

class ThreadActor final : public caf::event_based_actor {
 public:
  ThreadActor(caf::actor_config& config, ServicesPtr services,
              std::shared_ptr<RunSpec> spec);

  const char* name() const override { return "thread_actor"; }

 protected:
  caf::behavior make_behavior() override;

 private:
  void begin();
  bool on_cancel(const Cancel& message);
  void on_get(const PromiseGet& ask);
  void end_cancelled(CancelReason reason);
  void end(Finished finished);

  ServicesPtr services_;
  const OwnerId id_;
  const std::string name_, handler_;
  const bool is_held_;
  std::shared_ptr<TaskStatus> status_;
  caf::actor host_;  // The environment; null once the thread has ended.
  PromiseCell promise_;
  bool has_begun_ = false;
};

caf::actor spawn_thread(const ServicesPtr& services, std::shared_ptr<RunSpec> spec);

}  // namespace scriptling
