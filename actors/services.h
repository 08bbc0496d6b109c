// Services is what all actors of one runtime share: what they print, log and wait with,
// and the addresses of those of which there is one each.
//
// Any thread; the addresses are set once, before the first script runs, and dropped after
// the last one.
#pragma once

#include <atomic>
#include <caf/actor.hpp>
#include <caf/actor_system.hpp>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

#include "actors/config.h"
#include "actors/held_results.h"
#include "actors/input.h"
#include "actors/kv_files.h"
#include "actors/log.h"
#include "actors/output.h"
#include "actors/program_cache.h"
#include "actors/slice_watch.h"
#include "actors/timers.h"
#include "interp/module.h"
#include "state/datum.h"
#include "state/env.h"
#include "state/named_slots.h"

namespace scriptling {

class Site;

struct Services {
  Services(Config chosen, caf::actor_system& actors,
           std::shared_ptr<ModuleRegistry> known)
      : config(std::move(chosen)),
        system(actors),
        modules(std::move(known)),
        log(output, config.log_level, config.log_format) {
    output.on_loss([this](int error) {
      log.error("", std::string("standard output: ") + std::strerror(error) +
                        "; what is printed is lost");
    });
  }

  // Ends the threads. From then on it does not matter who drops the last reference.
  void stop_threads() {
    timers.stop();
    watch.stop();
    input.stop();
    output.stop();
  }

  const Config config;
  caf::actor_system& system;
  const std::shared_ptr<ModuleRegistry> modules;
  Output output;
  Log log;
  Timers timers;
  SliceWatch watch;
  Input input;
  ProgramCache programs;
  RealEnv env;
  HeldResults held_results;

  caf::actor atomics, shareds, wait_groups, queues, locks, semaphores, stores;
  KvFiles kv_files;
  caf::actor supervisor;
  std::shared_ptr<Site> site;  // Null unless a site is served.

  uint64_t next_id() { return last_id_.fetch_add(1, std::memory_order_relaxed) + 1; }

  // Nothing more begins below that main script, or (0) at all: what is being stopped must
  // not go on for ever by starting its successor.
  void close(OwnerId root) {
    std::lock_guard lock(closed_mutex_);
    closed_.insert(root);
    any_closed_ = true;
  }
  void reopen(OwnerId root) {
    std::lock_guard lock(closed_mutex_);
    closed_.erase(root);
    any_closed_ = !closed_.empty();
  }
  bool is_closed(OwnerId root) {
    if (!any_closed_) return false;
    std::lock_guard lock(closed_mutex_);
    return closed_.contains(root) || closed_.contains(0);
  }

 private:
  std::atomic<uint64_t> last_id_{0};
  std::atomic<bool> any_closed_{false};
  std::mutex closed_mutex_;
  std::unordered_set<OwnerId> closed_;
};
using ServicesPtr = std::shared_ptr<Services>;

}  // namespace scriptling
