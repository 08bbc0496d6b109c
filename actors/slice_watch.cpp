#include "actors/slice_watch.h"

#include <chrono>

#include "actors/thread_setup.h"
#include "interp/vm.h"

namespace scriptling {

namespace {
constexpr auto kPause = std::chrono::milliseconds(2);
constexpr int kQuietLooks = 50;  // Without a slice; then it sleeps.
}  // namespace

SliceWatch::SliceWatch() : thread_([this] { run(); }) {}

SliceWatch::~SliceWatch() { stop(); }

void SliceWatch::stop() {
  {
    std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

// A worker may serve several runtimes, one after another: the slot is of the last.
SliceWatch::Slot& SliceWatch::slot() {
  struct Mine {
    const SliceWatch* watch = nullptr;
    std::shared_ptr<Slot> slot;
  };
  thread_local Mine mine;
  if (mine.watch != this) {
    mine = {this, std::make_shared<Slot>()};
    std::lock_guard lock(mutex_);
    watched_.push_back({mine.slot});
  }
  return *mine.slot;
}

void SliceWatch::begin(Vm& vm) {
  Slot& mine = slot();
  {
    std::lock_guard lock(mine.mutex);
    mine.vm = &vm;
    mine.slice++;
  }
  if (is_asleep_.load(std::memory_order_relaxed)) {
    is_asleep_.store(false, std::memory_order_relaxed);
    std::lock_guard lock(mutex_);
    changed_.notify_one();
  }
}

void SliceWatch::end() {
  Slot& mine = slot();
  std::lock_guard lock(mine.mutex);
  mine.vm = nullptr;
}

// Whether anything ran since the last look. A slice that was there then and still is has
// taken at least one pause.
bool SliceWatch::look() {
  bool is_busy = false;
  for (Watched& watched : watched_) {
    std::lock_guard lock(watched.slot->mutex);
    Vm* vm = watched.slot->vm;
    bool is_old = watched.slice == watched.slot->slice;
    is_busy = is_busy || vm != nullptr || !is_old;
    if (vm != nullptr && is_old) vm->hurry();
    watched.slice = watched.slot->slice;
  }
  return is_busy;
}

void SliceWatch::run() {
  name_thread("slice_watch");
  int quiet = 0;
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    quiet = look() ? 0 : quiet + 1;
    if (quiet < kQuietLooks) {
      changed_.wait_for(lock, kPause, [this] { return is_stopping_; });
      continue;
    }
    quiet = 0;
    is_asleep_ = true;
    if (look()) is_asleep_ = false;  // It began before it could know.
    changed_.wait(lock, [this] { return is_stopping_ || !is_asleep_; });
  }
}

}  // namespace scriptling
