#include "actors/supervisor.h"

#include <caf/all.hpp>
#include <chrono>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "actors/environment.h"
#include "actors/messages.h"
#include "actors/problem.h"
#include "actors/run_actor.h"
#include "actors/task_actor.h"
#include "actors/thread_actor.h"

namespace scriptling {

namespace {

constexpr const char* kStateWords[] = {"queued", "running", "waiting",
                                       "done",   "failed",  "cancelled"};
constexpr size_t kRememberedTasks = 1000;  // That have ended.

int64_t wall_microseconds() {
  auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

class Supervisor final : public caf::event_based_actor {
 public:
  Supervisor(caf::actor_config& config, ServicesPtr services)
      : caf::event_based_actor(config), services_(std::move(services)) {}
  const char* name() const override { return "supervisor"; }

 protected:
  caf::behavior make_behavior() override {
    return answering(
        [this](const Launched& run) { on_launched(run.id, run.root, run.run); },
        [this](const Ended& end) { on_ended(end); },
        [this](const RunOver& run) {
          auto found = runs_.find(run.id);
          if (found != runs_.end()) tasks_[found->second.task].error = run.error;
        },
        [this](const StartTask& ask) { start_task(ask); },
        [this](const ListTasks& ask) { answer(ask.ticket, {}, list()); },
        [this](const HoldTasks&) { is_holding_ = true; },
        [this](const ReleaseTasks&) { release(); },
        [this](const StopRuns& stop) { stop_runs(stop); },
        [](const Withdraw&) {});  // Everything is answered at once.
  }

 private:
  // Handlers that outlive what they throw: CAF would end the actor.
  template <class... Handlers>
  caf::behavior answering(Handlers... handlers) {
    return {safely(std::move(handlers), &Handlers::operator())...};
  }
  template <class Handler, class Message>
  auto safely(Handler handler, void (Handler::*)(Message&) const) {
    return [this, handler = std::move(handler)](Message& message) {
      FailurePtr problem;
      try {
        return handler(message);
      } catch (...) {
        problem = problem_of_exception(services_->log, name());
      }
      if constexpr (requires { message.ticket; })
        give_up(message.ticket, std::move(problem));
    };
  }

  void give_up(Ticket ticket, FailurePtr problem) noexcept {
    try {
      send(caf::actor_cast<caf::actor>(current_sender()),
           HostAnswer{ticket, {}, std::move(problem), {}});
    } catch (...) {  // There is not even room for the bad news.
    }
  }

  struct Run {
    OwnerId root;
    caf::strong_actor_ptr actor;
    std::string task;  // Its name, if it is a task.
  };
  struct Task {
    std::string name, handler, error;
    std::shared_ptr<TaskStatus> status;
    OwnerId id = 0;
    bool is_alive = true;
  };

  void answer(Ticket ticket, Status status, Datum value) {
    send(caf::actor_cast<caf::actor>(current_sender()),
         HostAnswer{ticket, std::move(status), nullptr, std::move(value)});
  }

  // A short run's end may overtake the news of its beginning, which come from someone
  // else.
  void on_launched(OwnerId id, OwnerId root, caf::strong_actor_ptr run,
                   std::string task = "") {
    if (early_ends_.erase(id) > 0) return;
    for (const StopRuns& stop : stops_) {
      if (stop.root == 0 || stop.root == root) cancel(run);
    }
    runs_.emplace(id, Run{root, std::move(run), std::move(task)});
  }

  void on_ended(const Ended& end) {
    auto found = runs_.find(end.id);
    if (found == runs_.end()) {
      early_ends_.insert(end.id);
      return;
    }
    if (!found->second.task.empty()) {
      Task& task = tasks_[found->second.task];
      task.is_alive = false;
      task.error = end.error;
      forget_old_tasks(found->second.task);
    }
    runs_.erase(found);
    check_stops();
  }

  // -- Tasks ----------------------------------------------------------------------------

  void start_task(const StartTask& ask) {
    RunSpec& spec = *ask.spec;
    auto known = tasks_.find(spec.name);
    if (known != tasks_.end() && known->second.is_alive) {
      answer(ask.ticket,
             Status::value_error("a task named '" + spec.name + "' is alive already"),
             {});
      return;
    }
    if (!spec.is_shared) spec.id = services_->next_id();
    spec.is_held = is_holding_;
    spec.status = std::make_shared<TaskStatus>();
    if (!is_holding_) spec.status->started = wall_microseconds();
    tasks_[spec.name] = {spec.name, spec.handler, "", spec.status, spec.id, true};
    OwnerId id = spec.id, root = spec.root;
    std::string name = spec.name;
    auto spawn = spec.is_shared       ? spawn_thread
                 : spec.is_supervised ? spawn_task
                                      : spawn_run;
    caf::actor run = spawn(services_, ask.spec);
    on_launched(id, root, caf::actor_cast<caf::strong_actor_ptr>(run), name);
    if (is_holding_) held_.push_back(id);
    answer(ask.ticket, {}, promise_handle(id, name, run));
  }

  void release() {
    is_holding_ = false;
    for (OwnerId id : held_) {
      auto found = runs_.find(id);
      if (found == runs_.end()) continue;
      tasks_[found->second.task].status->started = wall_microseconds();
      send(caf::actor_cast<caf::actor>(found->second.actor), Begin{});
    }
    held_.clear();
  }

  Datum list() const {
    std::vector<Datum> list;
    for (const auto& [name, task] : tasks_) {
      TaskState state = task.status->state;
      int64_t started = task.status->started;
      auto field = [](std::string_view key) { return Datum::str(key); };
      list.push_back(Datum::container(
          DatumKind::kDict,
          {field("name"), Datum::str(name), field("handler"), Datum::str(task.handler),
           field("state"), Datum::str(kStateWords[static_cast<size_t>(state)]),
           field("started"),
           started == 0 ? Datum() : Datum::number(static_cast<double>(started) / 1e6),
           field("cpu_seconds"),
           Datum::number(static_cast<double>(task.status->cpu.load()) / 1e9),
           field("restarts"), Datum::integer(task.status->restarts), field("error"),
           task.error.empty() ? Datum() : Datum::str(task.error)}));
    }
    return Datum::container(DatumKind::kList, list);
  }

  void forget_old_tasks(const std::string& ended) {
    ended_tasks_.push_back(ended);
    if (ended_tasks_.size() <= kRememberedTasks) return;
    auto oldest = tasks_.find(ended_tasks_.front());
    if (oldest != tasks_.end() && !oldest->second.is_alive) tasks_.erase(oldest);
    ended_tasks_.pop_front();
  }

  // -- Ending ---------------------------------------------------------------------------

  void cancel(const caf::strong_actor_ptr& run) {
    send(caf::actor_cast<caf::actor>(run), Cancel{0, CancelReason::kStopping});
  }

  void stop_runs(const StopRuns& stop) {
    stops_.push_back(stop);
    services_->close(stop.root);
    for (auto& [id, run] : runs_) {
      if (stop.root == 0 || stop.root == run.root) cancel(run.actor);
    }
    check_stops();
  }

  // O(runs) for each end while something is being stopped, but for the usual case of
  // stopping all there are.
  void check_stops() {
    std::erase_if(stops_, [this](const StopRuns& stop) {
      bool is_over = runs_.empty();
      if (!is_over && stop.root != 0) {
        is_over = std::none_of(runs_.begin(), runs_.end(), [&](const auto& entry) {
          return entry.second.root == stop.root;
        });
      }
      if (is_over) {
        services_->reopen(stop.root);
        stop.done->set_value();
      }
      return is_over;
    });
  }

  ServicesPtr services_;
  std::unordered_map<OwnerId, Run> runs_;
  std::unordered_set<OwnerId> early_ends_;
  std::map<std::string, Task> tasks_;
  std::deque<std::string> ended_tasks_;
  std::vector<OwnerId> held_;
  std::vector<StopRuns> stops_;
  bool is_holding_ = false;
};

}  // namespace

caf::actor spawn_supervisor(ServicesPtr services) {
  return services->system.spawn<Supervisor>(services);
}

}  // namespace scriptling
