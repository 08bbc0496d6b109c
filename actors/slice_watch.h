// The SliceWatch ends slices that take too long. A budget counts back-edges and calls,
// and is as long as they usually take; a few calls of natives that look at millions of
// items would make a slice of seconds.
//
// A thread of its own looks every two milliseconds at what the workers run, and sleeps
// while they run nothing.
//
// Any thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace scriptling {

class Vm;

class SliceWatch {
 public:
  SliceWatch();
  ~SliceWatch();
  SliceWatch(const SliceWatch&) = delete;
  SliceWatch& operator=(const SliceWatch&) = delete;

  // Lives for one slice, on the worker that runs it.
  class Slice {
   public:
    Slice(SliceWatch& watch, Vm& vm) : watch_(watch) { watch_.begin(vm); }
    ~Slice() { watch_.end(); }
    Slice(const Slice&) = delete;
    Slice& operator=(const Slice&) = delete;

   private:
    SliceWatch& watch_;
  };

  // Not called by an actor.
  void stop();

 private:
  // Of one worker.
  struct Slot {
    std::mutex mutex;
    Vm* vm = nullptr;  // Null between slices.
    uint64_t slice = 0;
  };
  struct Watched {
    std::shared_ptr<Slot> slot;
    uint64_t slice = 0;  // That it ran when last looked at.
  };

  void begin(Vm& vm);
  void end();
  Slot& slot();
  bool look();
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Watched> watched_;
  std::atomic<bool> is_asleep_ = false;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace scriptling
