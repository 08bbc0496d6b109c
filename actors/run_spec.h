// What a run is to do, and on whose behalf. Made by whoever starts it, read once by the
// run.
//
// One thread at a time: it moves along with the message that carries it.
#pragma once

#include <atomic>
#include <caf/actor_addr.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "actors/cancelling.h"
#include "actors/finished.h"
#include "interp/program.h"
#include "interp/value.h"
#include "state/ticket.h"

namespace scriptling {

class Environment;
class Snapshot;
class Vm;

enum class RunKind : uint8_t { kMain, kRun, kTask };
enum class TaskState : uint8_t {
  kQueued,
  kRunning,
  kWaiting,
  kDone,
  kFailed,
  kCancelled
};

// What a task's run counts as: sys.exit(0) is a way to return.
inline Finished as_task(Finished finished) {
  bool is_exit = finished.failure != nullptr && finished.failure->exit_status == 0;
  return is_exit ? Finished{} : std::move(finished);
}
inline TaskState state_after(const Finished& finished) {
  switch (finished.how) {
    case Finished::How::kReturned: return TaskState::kDone;
    case Finished::How::kCancelled: return TaskState::kCancelled;
    default: return TaskState::kFailed;
  }
}

// How a task is doing: written by its run, read by the supervisor. Any thread.
struct TaskStatus {
  std::atomic<TaskState> state = TaskState::kQueued;
  std::atomic<int64_t> started = 0;  // Microseconds since 1970; 0: not yet.
  std::atomic<int64_t> cpu = 0;      // Nanoseconds in slices.
  std::atomic<int> restarts = 0;
};

enum class Restart : uint8_t { kNever, kOnFailure, kAlways };

struct RunSpec {
  RunKind kind = RunKind::kRun;
  OwnerId id = 0;
  // The main run it belongs to: itself, if it is one. 0: the host's own.
  OwnerId root = 0;
  std::string name;     // In log lines: a task's name, a script's file.
  std::string handler;  // How the task's function was named.

  // A main script ...
  std::shared_ptr<const Program> program;
  std::string file;
  std::vector<std::string> arguments;  // sys.argv without the script.
  // ... or a function of a module ...
  std::string module, function;
  // ... or one that was copied along.
  std::shared_ptr<const Snapshot> snapshot;
  // A tuple, or one of that and a dict of keyword arguments; None is none.
  Datum args;
  bool has_keywords = false;

  // Folders that imports look into, in this order.
  std::shared_ptr<const std::vector<std::string>> import_paths;
  double timeout = 0;    // Seconds; 0 is for ever.
  bool is_held = false;  // Starts when told to Begin.

  // Of tasks.
  std::shared_ptr<TaskStatus> status;
  // Of supervised ones: when the next run follows, and the seconds from start to start
  // (0: as soon as the last has ended; none: only if `restart` says so). `timeout` is for
  // each run.
  bool is_supervised = false;
  Restart restart = Restart::kNever;
  std::optional<double> every;

  // Of what a script started: its environment.
  caf::actor_addr starter;

  // Of tasks with shared=True: the environment in which they run.
  caf::actor_addr host;
  bool is_shared = false;

  // Called when a main script has come to its end, before its environment goes. Error:
  // pending, and the script has failed after all. May be empty.
  std::function<Value(Environment&, Vm&)> before_end;
  // Called once, by the run's actor. May be empty.
  std::function<void(Finished)> on_end;
};

}  // namespace scriptling
