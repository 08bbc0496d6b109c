// Keeps signals away from the threads of the server.
//
// A thread starts with the signal mask of the one that makes it. Ours must not be chosen
// to run a handler for SIGINT or SIGTERM, and SIGPIPE must not reach them at all: TLS and
// sendfile() raise it when a client has left.
//
// One thread at a time.
#pragma once

#include <csignal>

namespace scriptling {

// Blocks all signals in this thread while it lives.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_;
};

}  // namespace scriptling
