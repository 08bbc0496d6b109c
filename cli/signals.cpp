#include "cli/signals.h"

#include <pthread.h>
#include <unistd.h>

#include <csignal>

namespace scriptling {

namespace {

constexpr int kInterrupted = 130;

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
  for (;;) {
    int signal = 0;
    if (sigwait(&set, &signal) != 0 || is_over_) return;
    if (signal == SIGUSR1) continue;
    if (received_ != 0) _exit(kInterrupted);
    received_ = signal;
    on_stop();
  }
}

}  // namespace scriptling
