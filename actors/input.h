// Input reads standard input, a line for each who asks, in the order in which they ask.
//
// Nobody waits for it but actors: a thread of its own, begun when the first one asks,
// reads as much as there is, and only when somebody wants more than was read already.
//
// Any thread.
#pragma once

#include <caf/actor_control_block.hpp>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "state/datum.h"
#include "state/ticket.h"

namespace scriptling {

class Input {
 public:
  Input() = default;
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // The next line with its end, if it was read already and nobody waits for it.
  std::optional<Datum> take();
  // The actor gets a HostAnswer: the line with its end; an empty str at the end of the
  // input; a RuntimeError if there is none to read.
  void ask(caf::strong_actor_ptr whom, Ticket ticket);
  // A line that could not be used is the next one again.
  void put_back(const Datum& line);
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
  void answer_questions();
  void read_bytes();
  void wake();
  std::optional<std::string_view> next_line();
  void drop(size_t size);

  std::mutex mutex_;
  std::deque<Question> questions_;
  std::string bytes_;  // Read and not handed out yet, from `begin_` on.
  size_t begin_ = 0;
  size_t searched_ = 0;  // Before here no line ends.
  bool is_at_end_ = false;
  bool is_closed_ = false;
  bool is_stopping_ = false;
  int wake_ = -1;  // An eventfd.
  std::thread thread_;
};

}  // namespace scriptling
