#include "actors/handler_pool.h"

#include <algorithm>
#include <caf/all.hpp>

#include "actors/handler_actor.h"
#include "actors/site_messages.h"

namespace scriptling {

namespace {

// An HTTP thread's, with one request; the first slice may take as long again.
constexpr auto kPatience = std::chrono::microseconds(250);
// Requests for a handler that do without, after one that needed more.
constexpr int kAfterLong = 64;

// A few more than there are workers, so that none looks for work while requests queue.
size_t slot_count(const Services& services) {
  size_t workers =
      caf::get_or(services.system.config(), "scheduler.max-threads", size_t{2});
  return std::max<size_t>(2 * workers, 4);
}

}  // namespace

void Job::leave_count() {
  if (!std::exchange(is_counted, false)) return;
  pool->in_flight_.fetch_sub(1, std::memory_order_relaxed);
}

HandlerPool::HandlerPool(ServicesPtr services, std::shared_ptr<const SiteMap> map,
                         PoolOptions options)
    : services_(std::move(services)),
      map_(std::move(map)),
      options_(std::move(options)),
      inline_turn_(services_->system, kPatience),
      long_ones_(map_->handler_count() + 1),
      free_slots_(slot_count(*services_)),
      idle_(map_->group_count()) {}

caf::actor HandlerPool::spawn(int group) {
  caf::actor actor =
      services_->system.spawn<HandlerActor>(services_, shared_from_this(), group);
  std::lock_guard lock(mutex_);
  all_.insert(actor);
  if (is_stopping_) caf::anon_send(actor, Cancel{0, CancelReason::kStopping});
  return actor;
}

void HandlerPool::warm_up(std::function<void(bool)> on_warm) {
  {
    std::lock_guard lock(mutex_);
    on_warm_ = std::move(on_warm);
    cold_ = map_->group_count() + 1;  // And we, lest they be done before all have begun.
  }
  for (size_t group = 0; group < map_->group_count(); group++) {
    caf::anon_send(spawn(static_cast<int>(group)), Serve{});
  }
  is_warm(true);
}

void HandlerPool::is_warm(bool is_ready) {
  std::function<void(bool)> on_warm;
  std::unique_lock lock(mutex_);
  are_ready_ = are_ready_ && is_ready;
  if (--cold_ > 0) return;
  on_warm = std::exchange(on_warm_, nullptr);
  lock.unlock();
  on_warm(are_ready_);
}

bool HandlerPool::is_new_problem(const std::string& text) {
  std::lock_guard lock(mutex_);
  return problems_.insert(text).second;
}

JobPtr HandlerPool::admit() {
  if (in_flight_.fetch_add(1, std::memory_order_relaxed) >= options_.most_requests) {
    in_flight_.fetch_sub(1, std::memory_order_relaxed);
    return nullptr;
  }
  return std::make_shared<Job>(shared_from_this());
}

void HandlerPool::serve(JobPtr job) {
  std::unique_lock lock(mutex_);
  if (free_slots_ == 0) {  // It will probably queue, and not be ours any more then.
    lock.unlock();
    job->reply.on_hangup([pool = weak_from_this(), weak = std::weak_ptr(job)] {
      if (auto self = pool.lock()) self->withdraw(weak);
    });
    lock.lock();
  }
  if (is_stopping_) {
    job->reply.send(error_response(503));
    return;
  }
  if (free_slots_ == 0) {
    queue_.push_back(std::move(job));
    return;
  }
  free_slots_--;
  Start next = take_slot(std::move(job));
  lock.unlock();
  start_here(std::move(next));
}

int HandlerPool::group_of(const Job& job) const {
  return job.handler < 0 ? map_->guard_group() : map_->handler(job.handler).group;
}

HandlerPool::Start HandlerPool::take_slot(JobPtr job) {
  auto group = static_cast<size_t>(group_of(*job));
  Start start{nullptr, std::move(job)};
  if (!idle_[group].empty()) {
    start.actor = std::move(idle_[group].back());
    idle_[group].pop_back();
  }
  return start;
}

// Its client has left; unless it has begun, that is for nobody.
void HandlerPool::withdraw(const std::weak_ptr<Job>& job) {
  JobPtr gone = job.lock();  // Freed after the lock.
  std::lock_guard lock(mutex_);
  std::erase(queue_, gone);
}

const caf::actor& HandlerPool::actor_for(Start& start) {
  if (!start.actor) start.actor = spawn(group_of(*start.job));
  return start.actor;
}

void HandlerPool::start_here(Start start) {
  int place = start.job->handler + 1;
  std::atomic<int>& left = long_ones_[static_cast<size_t>(place)];
  if (left.load(std::memory_order_relaxed) > 0) {
    left.fetch_sub(1, std::memory_order_relaxed);
    return start_elsewhere(std::move(start));
  }
  const caf::actor& actor = actor_for(start);
  bool was_short = inline_turn_.send(actor, Serve{std::move(start.job)});
  if (!was_short) left.store(kAfterLong, std::memory_order_relaxed);
}

void HandlerPool::start_elsewhere(Start start) {
  const caf::actor& actor = actor_for(start);
  caf::anon_send(actor, Serve{std::move(start.job)});
}

void HandlerPool::free_slot() {
  Start next;
  {
    std::lock_guard lock(mutex_);
    if (queue_.empty()) {
      free_slots_++;
      return;
    }
    JobPtr job = std::move(queue_.front());
    queue_.pop_front();
    next = take_slot(std::move(job));
  }
  start_elsewhere(std::move(next));
}

JobPtr HandlerPool::next_job(int group) {
  std::lock_guard lock(mutex_);
  if (queue_.empty() || group_of(*queue_.front()) != group) return nullptr;
  JobPtr job = std::move(queue_.front());
  queue_.pop_front();
  return job;
}

void HandlerPool::is_idle(int group, const caf::actor& actor) {
  std::lock_guard lock(mutex_);
  if (is_stopping_) {
    caf::anon_send(actor, Cancel{0, CancelReason::kStopping});
    return;
  }
  idle_[static_cast<size_t>(group)].push_back(actor);
}

bool HandlerPool::may_end(int group, const caf::actor& actor) {
  std::lock_guard lock(mutex_);
  auto& idle = idle_[static_cast<size_t>(group)];
  auto found = std::find(idle.begin(), idle.end(), actor);
  if (found == idle.end() || idle.size() <= kKeptIdle) return false;
  idle.erase(found);
  return true;
}

void HandlerPool::has_ended(const caf::actor& actor) {
  std::lock_guard lock(mutex_);
  all_.erase(actor);
  if (all_.empty()) ended_.notify_all();
}

bool HandlerPool::begin_socket(const caf::actor& actor) {
  std::lock_guard lock(mutex_);
  if (closes_sockets_) return false;
  with_socket_.insert(actor);
  return true;
}

void HandlerPool::end_socket(const caf::actor& actor) {
  std::lock_guard lock(mutex_);
  with_socket_.erase(actor);
}

void HandlerPool::close_sockets() {
  std::lock_guard lock(mutex_);
  closes_sockets_ = true;
  for (const caf::actor& actor : with_socket_) caf::anon_send(actor, CloseSocket{});
}

void HandlerPool::stop() {
  std::deque<JobPtr> queue;
  std::lock_guard lock(mutex_);
  is_stopping_ = true;
  queue.swap(queue_);
  for (const JobPtr& job : queue) job->reply.send(error_response(503));
  for (auto& idle : idle_) idle.clear();
  for (const caf::actor& actor : all_) {
    caf::anon_send(actor, Cancel{0, CancelReason::kStopping});
  }
}

bool HandlerPool::wait_until_ended(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  return ended_.wait_for(lock, patience, [this] { return all_.empty(); });
}

}  // namespace scriptling
