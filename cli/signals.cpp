#include "cli/signals.h"

#include <pthread.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

namespace scriptling {

namespace {

constexpr int kInterrupted = 130;
// Some senders tell a process and then its group: what follows so soon is the same
// signal.
constexpr auto kEcho = std::chrono::milliseconds(200);

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (int signal : {SIGINT, SIGTERM, SIGUSR1}) sigaddset(&set, signal);
  return set;
}

}  // namespace

StopSignals::StopSignals() {
  sigset_t set = stop_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

StopSignals::~StopSignals() {
  if (!thread_.joinable()) return;
  is_over_ = true;
  pthread_kill(thread_.native_handle(), SIGUSR1);
  thread_.join();
}

void StopSignals::watch(std::function<void()> on_stop) {
  thread_ = std::thread([this, on_stop = std::move(on_stop)] { wait(on_stop); });
}

void StopSignals::wait(const std::function<void()>& on_stop) {
  sigset_t set = stop_signals();
  std::chrono::steady_clock::time_point first;
  for (;;) {
    int signal = 0;
    if (sigwait(&set, &signal) != 0 || is_over_) return;
    if (signal == SIGUSR1) continue;
    auto now = std::chrono::steady_clock::now();
    if (received_ != 0 && now - first > kEcho) _exit(kInterrupted);
    if (received_ != 0) continue;
    received_ = signal;
    first = now;
    on_stop();
  }
}

}  // namespace scriptling
