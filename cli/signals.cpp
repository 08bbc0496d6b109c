#include "cli/signals.h"

#include <pthread.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <ctime>

namespace scriptling {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kInterrupted = 130;
constexpr int kTooLate = 1;
// Some senders tell a process and then its group: what follows so soon is the same
// signal.
constexpr auto kEcho = std::chrono::milliseconds(200);
constexpr auto kAgain = std::chrono::milliseconds(20);

timespec to_timespec(Clock::duration time) {
  auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  return {seconds.count(), std::chrono::nanoseconds(time - seconds).count()};
}

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (int signal : {SIGINT, SIGTERM, SIGUSR1}) sigaddset(&set, signal);
  struct sigaction hangup {};
  sigaction(SIGHUP, nullptr, &hangup);  // nohup has it ignored.
  if (hangup.sa_handler != SIG_IGN) sigaddset(&set, SIGHUP);
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

void StopSignals::watch(double patience, std::function<bool()> on_stop) {
  on_stop_ = std::move(on_stop);
  thread_ = std::thread([this, patience] { wait(patience); });
}

void StopSignals::forget() {
  std::lock_guard lock(mutex_);
  on_stop_ = nullptr;
}

// False: it was too early, or there was no memory for it.
bool StopSignals::tell() {
  std::lock_guard lock(mutex_);
  try {
    return on_stop_ == nullptr || on_stop_();
  } catch (const std::bad_alloc&) {
    return false;
  }
}

void StopSignals::wait(double patience) {
  sigset_t set = stop_signals();
  int signal = 0;
  while (sigwait(&set, &signal) == 0 && signal == SIGUSR1) {
    if (is_over_) return;
  }
  received_ = signal;
  auto first = Clock::now();
  auto last = first + std::chrono::duration_cast<Clock::duration>(
                          std::chrono::duration<double>(patience));
  bool is_told = tell();
  for (auto now = first; now < last; now = Clock::now()) {
    if (!is_told) is_told = tell();
    timespec left = to_timespec(is_told ? last - now : kAgain);
    signal = sigtimedwait(&set, nullptr, &left);
    if (is_over_) return;
    bool is_another = signal > 0 && signal != SIGUSR1;
    if (is_another && Clock::now() - first > kEcho) _exit(kInterrupted);
  }
  std::fputs(
      "scriptling: did not end in time; a call may not return, or nobody reads what it "
      "prints\n",
      stderr);
  _exit(kTooLate);
}

}  // namespace scriptling
