// Input reads standard input, a line for each who asks, in the order in which they ask.
//
// Nobody waits for it but actors: a thread of its own, begun when the first one asks,
// reads ahead as little as a pipe or terminal lets it.
//
// Any thread.
#pragma once

#include <caf/actor_control_block.hpp>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

#include "state/ticket.h"

namespace scriptling {

class Input {
 public:
  Input() = default;
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // The actor gets a HostAnswer: the line with its end; an empty str at the end of the
  // input; a RuntimeError if there is none to read.
  void ask(caf::strong_actor_ptr whom, Ticket ticket);
  // Nobody is answered any more. Not called by an actor.
  void stop();
  // The question is forgotten, and its line is the next one's.
  void withdraw(Ticket ticket);

 private:
  struct Question {
    caf::strong_actor_ptr whom;
    Ticket ticket;
  };

  void run();
  bool take_line(std::string* line);
  void read_bytes();
  void wake();

  std::mutex mutex_;
  std::deque<Question> questions_;
  std::string bytes_;  // Read and not asked for yet; the thread's own.
  bool is_at_end_ = false;
  bool is_closed_ = false;
  bool is_stopping_ = false;
  int wake_ = -1;  // An eventfd.
  std::thread thread_;
};

}  // namespace scriptling
