#include "actors/thread_actor.h"

#include <caf/all.hpp>

namespace scriptling {

ThreadActor::ThreadActor(caf::actor_config& config, ServicesPtr services,
                         std::shared_ptr<RunSpec> spec)
    : caf::event_based_actor(config),
      services_(std::move(services)),
      id_(spec->id),
      name_(spec->name),
      handler_(spec->handler),
      is_held_(spec->is_held),
      status_(spec->status),
      host_(caf::actor_cast<caf::actor>(spec->host)),
      promise_(*this, *services_) {}

caf::behavior ThreadActor::make_behavior() {
  set_down_handler(
      [this](const caf::down_msg&) { end_cancelled(CancelReason::kOwnerEnded); });
  if (host_) {
    monitor(host_);
    if (!is_held_) begin();
  } else {
    end_cancelled(CancelReason::kOwnerEnded);
  }
  return {
      [this](const Begin&) { begin(); },
      [this](ThreadEnded& ended) { end(std::move(ended.finished)); },
      [this](const PromiseGet& ask) { on_get(ask); },
      [this](Probe& probe) {
        probe.holder = id_;
        if (host_) send(host_, std::move(probe));
      },
      [this](const Census& census) {
        Census passed = census;
        passed.target.holder = id_;
        CensusAnswer free;
        free.node = census.node;
        host_ ? send(host_, std::move(passed)) : send(census.finder, std::move(free));
      },
      [this](const PromiseDone& ask) { promise_.on_done(ask); },
      [this](const Forget&) { promise_.forget(); },
      [this](const Withdraw& ask) { promise_.on_withdraw(ask.ticket); },
      [this](const TimeUp& time) { promise_.on_time_up(time.ticket); },
      [this](const Cancel& message) {
        bool was_alive = on_cancel(message);
        if (message.ticket == 0) return;
        send(caf::actor_cast<caf::actor>(current_sender()),
             HostAnswer{message.ticket, {}, nullptr, Datum::boolean(was_alive)});
      },
  };
}

void ThreadActor::begin() {
  if (!host_ || std::exchange(has_begun_, true)) return;
  send(host_, BeginThread{id_});
}

bool ThreadActor::on_cancel(const Cancel& message) {
  if (!host_) return false;
  send(host_, CancelThread{id_, message.reason});
  if (!has_begun_) end_cancelled(message.reason);
  return true;
}

void ThreadActor::on_get(const PromiseGet& ask) {
  promise_.on_get(ask);
  if (promise_.is_settled() || ask.timeout == 0) return;
  Probe probe = new_probe(ask);
  probe.holder = id_;
  send(host_, std::move(probe));
}

void ThreadActor::end_cancelled(CancelReason reason) {
  end({Finished::How::kCancelled, {}, make_failure("Cancelled", cancel_text(reason))});
}

void ThreadActor::end(Finished finished) {
  if (promise_.is_settled()) return;
  if (host_) demonitor(host_);
  host_ = nullptr;
  finished = as_task(std::move(finished));
  status_->state = state_after(finished);
  if (status_->state == TaskState::kFailed) {
    services_->log.write_failure(LogLevel::kError, name_, handler_, *finished.failure);
  }
  send(services_->supervisor, Ended{id_, finished.error_text()});
  promise_.settle(std::move(finished.value), std::move(finished.failure));
}

caf::actor spawn_thread(const ServicesPtr& services, std::shared_ptr<RunSpec> spec) {
  return services->system.spawn<ThreadActor>(services, std::move(spec));
}

}  // namespace scriptling
