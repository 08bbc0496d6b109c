// What the tests of the server share: its options, sinks, and waiting.
//
// One thread at a time, but for Worker, which has one of its own.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "http/server.h"
#include "tests/unit/http/test_client.h"

namespace scriptling {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

inline ServerOptions local() {
  ServerOptions options;
  options.address = "127.0.0.1:0";
  options.threads = 2;
  return options;
}

// Answers with the path, on a thread of its own: the replies it holds wait for release().
class Worker {
 public:
  Worker() : thread_([this] { run(); }) {}
  ~Worker() {
    {
      std::lock_guard lock(mutex_);
      is_over_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

  Sink sink() {
    return [this](Request request, Reply reply) {
      std::lock_guard lock(mutex_);
      tasks_.push_back({std::move(request), std::move(reply)});
      changed_.notify_all();
    };
  }

  // Answers what is there, the last first, and all that comes after at once.
  void release() {
    std::lock_guard lock(mutex_);
    is_released_ = true;
    changed_.notify_all();
  }

  bool wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 10s, [&] { return tasks_.size() >= count; });
  }

  std::size_t waiting() {
    std::lock_guard lock(mutex_);
    return tasks_.size();
  }

  Reply take_reply() {
    std::lock_guard lock(mutex_);
    Reply reply = std::move(tasks_.back().reply);
    tasks_.pop_back();
    return reply;
  }

 private:
  struct Task {
    Request request;
    Reply reply;
  };

  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return is_over_ || (is_released_ && !tasks_.empty()); });
      if (is_over_) return;
      std::deque<Task> tasks;
      tasks.swap(tasks_);
      lock.unlock();
      for (; !tasks.empty(); tasks.pop_back()) {
        Task& task = tasks.back();
        task.reply.send(text_response(200, task.request.target));
      }
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  bool is_released_ = false;
  bool is_over_ = false;
  std::thread thread_;
};

inline void echo_path(const Request& request, const Reply& reply) {
  reply.send(text_response(200, request.target));
}

inline bool soon(const std::function<bool()>& is_so) {
  for (auto end = Clock::now() + 10s; Clock::now() < end;) {
    if (is_so()) return true;
    std::this_thread::sleep_for(2ms);
  }
  return false;
}

}  // namespace scriptling
