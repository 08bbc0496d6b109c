// What a thread of ours does first: takes a name that `top` shows, and leaves signals to
// the thread that waits for them.
//
// Any thread.
#pragma once

#include <pthread.h>

#include <csignal>

namespace scriptling {

inline void name_thread(const char* name) { pthread_setname_np(pthread_self(), name); }

// Keeps SIGINT and SIGTERM from this thread and from the ones it makes; whoever wants
// them waits for them with sigwait().
inline void block_stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

}  // namespace scriptling
