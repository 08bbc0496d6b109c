// A HandlerPool hands requests to handler actors: an idle one that has imported the right
// library, else a new one.
//
// A handler begins on the HTTP thread that has read the request, and most are done before
// another thread had to be woken. One that needs longer goes on with CAF's workers, and
// its next requests begin there, so that it does not hold up that thread's connections.
//
// Only as many requests as there are slots begin at once; the others queue. A slot is
// held for a handler's first slice. Most need no more, so a few environments answer them
// all, hot in the cache; a handler that waits or computes for longer gives its slot up,
// so that it holds up nobody.
//
// Any thread.
#pragma once

#include <atomic>
#include <caf/actor.hpp>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "actors/environment.h"
#include "actors/inline_turn.h"
#include "actors/services.h"
#include "actors/site_map.h"
#include "http/reply.h"
#include "http/request.h"

namespace scriptling {

class HandlerPool;

// One request on its way through a handler. Lives until the handler is done with it.
struct Job {
  explicit Job(std::shared_ptr<HandlerPool> admitted_by) : pool(std::move(admitted_by)) {}
  ~Job() { leave_count(); }
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  std::shared_ptr<HandlerPool> pool;
  Request request;
  Reply reply;
  Router::Match match;
  const SiteRoute* route = nullptr;  // Null: nothing matches.
  int handler = -1;                  // -1: after the middleware, own_answer().
  std::string id;
  bool is_counted = true;

  // It is no request in flight any more.
  void leave_count();

  // "GET /users/{name}"
  std::string title() const {
    return request.method + ' ' + (route ? route->pattern : request.path);
  }
};
using JobPtr = std::shared_ptr<Job>;

struct PoolOptions {
  size_t most_requests = 4096;
  double handler_timeout = 30;  // Seconds; 0 is for ever.
  OwnerId root = 0;             // The run that tasks started by handlers belong to.
  ImportPaths import_paths;
};

class HandlerPool : public std::enable_shared_from_this<HandlerPool> {
 public:
  HandlerPool(ServicesPtr services, std::shared_ptr<const SiteMap> map,
              PoolOptions options);

  // Has one environment of each group ready before the first request. `on_warm` is called
  // once, on any thread, when all are, or one cannot be: false.
  void warm_up(std::function<void(bool is_ready)> on_warm);

  // A job, unless there are too many.
  JobPtr admit();
  // On an HTTP thread.
  void serve(JobPtr job);

  // Tells idle ones to end and cancels the others; what queues is answered 503.
  void stop();
  // Has WebSocket connections closed and their handlers cancelled, now and from now on.
  void close_sockets();
  // Until all have ended. False if they did not in time.
  bool wait_until_ended(std::chrono::milliseconds patience);

  const SiteMap& map() const { return *map_; }
  const PoolOptions& options() const { return options_; }

  // -- For handler actors ---------------------------------------------------------------

  // An environment that was to get ready has, or could not.
  void is_warm(bool is_ready);
  // False: the same was said before, by an environment of another group.
  bool is_new_problem(const std::string& text);
  void free_slot();
  // The next job, if that is for this group: the slot is kept for it.
  JobPtr next_job(int group);
  // Ready for another one.
  void is_idle(int group, const caf::actor& actor);
  // True, and it must end, if there are more idle ones than the pool likes to keep.
  bool may_end(int group, const caf::actor& actor);
  void has_ended(const caf::actor& actor);
  // False: the server ends, there are to be no more connections.
  bool begin_socket(const caf::actor& actor);
  void end_socket(const caf::actor& actor);

 private:
  friend struct Job;
  struct Start {
    caf::actor actor;  // Null: a new one.
    JobPtr job;
  };
  static constexpr size_t kKeptIdle = 2;  // For each group.

  int group_of(const Job& job) const;
  // Requires: the mutex is held and there is a slot.
  Start take_slot(JobPtr job);
  void withdraw(const std::weak_ptr<Job>& job);
  const caf::actor& actor_for(Start& start);
  void start_here(Start start);
  void start_elsewhere(Start start);
  caf::actor spawn(int group);

  ServicesPtr services_;
  const std::shared_ptr<const SiteMap> map_;
  const PoolOptions options_;
  InlineTurn inline_turn_;
  // For each handler, how many requests are still left to CAF's workers; -1 is the first.
  std::vector<std::atomic<int>> long_ones_;
  std::atomic<size_t> in_flight_{0};

  std::mutex mutex_;  // For all below.
  std::condition_variable ended_;
  size_t free_slots_;
  std::deque<JobPtr> queue_;
  std::vector<std::vector<caf::actor>> idle_;  // By group; the last used is taken first.
  std::unordered_set<caf::actor> all_;
  std::unordered_set<caf::actor> with_socket_;
  bool is_stopping_ = false;
  bool closes_sockets_ = false;
  size_t cold_ = 0;  // Environments that get ready.
  bool are_ready_ = true;
  std::function<void(bool)> on_warm_;
  std::set<std::string> problems_;
};

}  // namespace scriptling
