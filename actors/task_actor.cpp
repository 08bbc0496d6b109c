#include "actors/task_actor.h"

#include <algorithm>
#include <caf/all.hpp>

#include "actors/run_actor.h"

namespace scriptling {

namespace {
constexpr double kFirstBackOff = 0.1;
constexpr double kLongestBackOff = 30;
constexpr double kHealthy = 60;
constexpr Ticket kNextTicket = 1;
}  // namespace

TaskActor::TaskActor(caf::actor_config& config, ServicesPtr services,
                     std::shared_ptr<RunSpec> spec)
    : caf::event_based_actor(config),
      services_(std::move(services)),
      spec_(std::move(spec)),
      status_(spec_->status),
      id_(spec_->id),
      promise_(*this, *services_) {}

caf::behavior TaskActor::make_behavior() {
  if (!spec_->is_held) start_run();
  return {
      [this](const Begin&) {
        if (spec_ && spec_->is_held) start_run();
      },
      [this](const RunEnded& message) { on_run_ended(*message.finished); },
      [this](const TimeUp& time) {
        if (time.ticket != kNextTicket) {
          promise_.on_time_up(time.ticket);
        } else if (spec_ && !run_ && !is_cancelled_) {
          status_->restarts++;
          start_run();
        }
      },
      [this](const PromiseGet& ask) {
        promise_.on_get(ask);
        if (run_ && ask.timeout != 0) send(run_, new_probe(ask));
      },
      [this](Probe& probe) {
        if (run_) send(run_, std::move(probe));
      },
      [this](const Census& census) {
        CensusAnswer free;
        free.node = census.node;
        run_ ? send(run_, census) : send(census.finder, std::move(free));
      },
      [this](const PromiseDone& ask) { promise_.on_done(ask); },
      [this](const Forget&) { promise_.forget(); },
      [this](const Withdraw& ask) { promise_.on_withdraw(ask.ticket); },
      [this](const Cancel& message) {
        bool was_alive = on_cancel(message);
        if (message.ticket == 0) return;
        send(caf::actor_cast<caf::actor>(current_sender()),
             HostAnswer{message.ticket, {}, nullptr, Datum::boolean(was_alive)});
      },
  };
}

void TaskActor::start_run() {
  spec_->is_held = false;
  auto spec = std::make_shared<RunSpec>(*spec_);
  spec->id = services_->next_id();
  spec->is_supervised = false;
  caf::actor self = this;
  spec->on_end = [self](Finished finished) {
    caf::anon_send(self, RunEnded{std::make_shared<const Finished>(std::move(finished))});
  };
  began_ = Timers::Clock::now();
  OwnerId id = spec->id;
  OwnerId root = spec->root;
  run_ = spawn_run(services_, std::move(spec));
  send(services_->supervisor,
       Launched{id, root, caf::actor_cast<caf::strong_actor_ptr>(run_)});
}

bool TaskActor::goes_on(const Finished& finished) const {
  if (finished.how == Finished::How::kCancelled) return false;
  switch (spec_->restart) {
    case Restart::kAlways: return true;
    case Restart::kOnFailure: return finished.failure || spec_->every;
    default: return !finished.failure && spec_->every.has_value();
  }
}

double TaskActor::next_pause(const Finished& finished, double ran) {
  double pause = std::max(0.0, spec_->every.value_or(0) - ran);
  if (!finished.failure && spec_->every) {
    back_off_ = 0;
    return pause;
  }
  back_off_ = ran >= kHealthy || back_off_ == 0
                  ? kFirstBackOff
                  : std::min(back_off_ * 2, kLongestBackOff);
  return std::max(pause, back_off_);
}

void TaskActor::on_run_ended(const Finished& finished) {
  run_ = nullptr;
  if (!spec_) return;
  if (is_cancelled_ && !finished.failure) {  // The run was over before it heard of it.
    end_cancelled(CancelReason::kCancelled);
    return;
  }
  if (is_cancelled_ || !goes_on(finished)) {
    end(finished);
    return;
  }
  send(services_->supervisor, RunOver{id_, finished.error_text()});
  double ran = std::chrono::duration<double>(Timers::Clock::now() - began_).count();
  status_->state = TaskState::kWaiting;
  next_ =
      services_->timers.add(next_pause(finished, ran),
                            caf::actor_cast<caf::strong_actor_ptr>(this), kNextTicket);
}

bool TaskActor::on_cancel(const Cancel& message) {
  if (!spec_) return false;
  is_cancelled_ = true;
  if (run_) {
    send(run_, Cancel{0, message.reason});
    return true;
  }
  services_->timers.cancel(next_);
  end_cancelled(message.reason);
  return true;
}

void TaskActor::end_cancelled(CancelReason reason) {
  status_->state = TaskState::kCancelled;
  end({Finished::How::kCancelled, {}, make_failure("Cancelled", cancel_text(reason))});
}

void TaskActor::end(const Finished& finished) {
  spec_ = nullptr;
  send(services_->supervisor, Ended{id_, finished.error_text()});
  promise_.settle(finished.value, finished.failure);
}

caf::actor spawn_task(const ServicesPtr& services, std::shared_ptr<RunSpec> spec) {
  return services->system.spawn<TaskActor>(services, std::move(spec));
}

}  // namespace scriptling
