#include "actors/timers.h"

#include <algorithm>
#include <caf/all.hpp>

#include "actors/messages.h"
#include "actors/thread_setup.h"

namespace scriptling {

namespace {
constexpr double kLongest = 10.0 * 365 * 24 * 3600;
constexpr auto kPause = std::chrono::milliseconds(20);  // Memory is short.
}  // namespace

Timers::Timers() : thread_([this] { run(); }) {}

Timers::~Timers() { stop(); }

void Timers::stop() {
  std::map<Key, Entry> gone;  // Freed after the lock.
  {
    std::lock_guard lock(mutex_);
    is_stopping_ = true;
    gone.swap(pending_);
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

Timers::Key Timers::add(double seconds, caf::strong_actor_ptr whom, Ticket ticket) {
  std::chrono::duration<double> span(std::clamp(seconds, 0.0, kLongest));
  Key key{Clock::now() + std::chrono::ceil<Clock::duration>(span), 0};
  bool is_first;
  {
    std::lock_guard lock(mutex_);
    if (is_stopping_) return {};
    key.serial = ++last_serial_;
    auto place = pending_.emplace(key, Entry{std::move(whom), ticket}).first;
    is_first = place == pending_.begin();
  }
  if (is_first) changed_.notify_one();
  return key;
}

void Timers::cancel(Key& key) {
  if (!key.is_set()) return;
  std::map<Key, Entry>::node_type
      gone;  // Freed after the lock: it may be an actor's end.
  {
    std::lock_guard lock(mutex_);
    gone = pending_.extract(key);
  }
  key = {};
}

void Timers::run() {
  name_thread("timers");
  std::map<Key, Entry> due;  // Moved by the node: a timer that rings needs no memory.
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    if (pending_.empty()) {
      changed_.wait(lock);
      continue;
    }
    Clock::time_point first = pending_.begin()->first.due;
    if (first > Clock::now()) {
      changed_.wait_until(lock, first);
      continue;
    }
    for (auto now = Clock::now();
         !pending_.empty() && pending_.begin()->first.due <= now;) {
      due.insert(pending_.extract(pending_.begin()));
    }
    lock.unlock();
    try {
      while (!due.empty()) {
        Entry& entry = due.begin()->second;
        caf::anon_send(caf::actor_cast<caf::actor>(entry.whom), TimeUp{entry.ticket});
        due.erase(due.begin());
      }
    } catch (const std::bad_alloc&) {  // What is left rings a little later.
    }
    lock.lock();
    if (due.empty()) continue;
    pending_.merge(due);
    changed_.wait_for(lock, kPause, [this] { return is_stopping_; });
  }
}

}  // namespace scriptling
