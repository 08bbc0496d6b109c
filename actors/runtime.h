// The door of actors/: a Runtime runs scripts, each in an actor of its own, with the
// tasks, calls and named state that they ask for.
//
//   scriptling::Runtime runtime{scriptling::Config{}};
//   scriptling::register_standard_libraries(runtime);
//   scriptling::register_runtime_library_all(runtime);
//   scriptling::Finished done = runtime.run(scriptling::source_from_file("report.py"));
//
// A thread that calls run() waits; scripts run on the scheduler's threads. When a main
// script has ended, what it started and did not wait for is cancelled. Named state
// (queues, stores) lives as long as the Runtime.
//
// Any thread, but registering modules comes before the first run. A Runtime must not be
// destroyed while a call to it is under way.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actors/config.h"
#include "actors/finished.h"
#include "interp/module.h"
#include "interp/source.h"
#include "state/datum.h"

namespace caf {
class actor_system;
}

namespace scriptling {

struct Services;

// Throws std::runtime_error if the file can't be read.
Source source_from_file(const std::string& path);

class Runtime {
 public:
  // With an actor system of its own.
  explicit Runtime(Config config = {});
  // In the host's, which must outlive it.
  Runtime(Config config, caf::actor_system& system);
  // Stops.
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  // What scripts may import; see libraries.h.
  ModuleRegistry& modules();

  // Runs a main script to its end. Its imports look into the folder of its name first, if
  // that is a path.
  Finished run(const Source& source);
  Finished eval(std::string code) { return run(Source(std::move(code), "<string>")); }

  // Runs a setup script, then serves the site it has made, with its tasks, until
  // interrupt(): requests in flight end, then tasks are cancelled. What the script
  // raised, or nothing. Throws std::runtime_error if the address of Config::site cannot
  // be bound. Requires: no site is being served.
  Finished serve(const Source& setup);

  using Keywords = std::vector<std::pair<std::string, Datum>>;
  // Calls a function of a module in an environment of its own, and waits for its result.
  Finished call(std::string_view module, std::string_view function,
                std::vector<Datum> args = {}, Keywords keywords = {});

  // Writes the traceback of a script that failed, or the text it gave to sys.exit(), to
  // standard error, behind all that was printed before.
  void report(const Finished& finished);
  // Whether something that was printed could not be written. Waits until all is tried.
  bool has_lost_output();

  // Raises Cancelled in the main scripts and calls under way, and ends the serving of a
  // site; run(), call() and serve() then return. Does not wait for that. False if nothing
  // is under way: what begins later is not interrupted.
  bool interrupt();

  // Cancels whatever runs, waits for it to end (up to the shutdown timeout), and ends the
  // actors. Nothing can be run afterwards. Idempotent.
  void stop();

  // For those who build on the runtime within this library.
  const std::shared_ptr<Services>& services();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace scriptling
