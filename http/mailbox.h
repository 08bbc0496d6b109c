// What other threads send to one connection thread: answers, new sockets, signals.
//
// Any number of posts cost one wake-up: only the first one after the thread has found the
// box empty writes to the event descriptor. The box may outlive its thread; what is
// posted after close() is dropped.
//
// Any thread, but for begin_turn(), collect() and close(), which belong to the reader.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http/exchange.h"

namespace scriptling {

// A connection as it came from accept(): a non-blocking descriptor and whose it is.
struct AcceptedSocket {
  int fd = -1;
  std::string remote_addr;
};

struct Mail {
  std::vector<std::shared_ptr<Exchange>> exchanges;
  std::vector<AcceptedSocket> sockets;
  bool drains = false;  // Finish what is in flight and take on nothing new.
  bool stops = false;   // Close everything now.
};

class Mailbox final : public Outlet {
 public:
  Mailbox();
  ~Mailbox() override;
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;

  void post(std::shared_ptr<Exchange> exchange) override;
  void post_socket(AcceptedSocket socket);
  void post_drain();
  void post_stop();

  // Wakes the reader although nothing was posted.
  void wake();

  // Readable after a wake-up. Watch it edge-triggered: nobody reads it.
  int event_fd() const { return event_fd_; }

  // The reader is up and will collect(): no wake-ups until that returns false.
  void begin_turn();

  // Swaps all that was posted into `mail`, which must be empty. False when that is
  // nothing, and then the reader may sleep.
  bool collect(Mail& mail);

  // Closes the sockets and drops the answers that were posted and not collected.
  void close();

 private:
  template <typename Put>
  void post_with(Put put);

  const int event_fd_;
  std::mutex mutex_;
  Mail mail_;
  bool has_mail_ = false;
  bool is_reader_up_ = false;  // Or a wake-up is on its way.
  bool is_closed_ = false;
};

}  // namespace scriptling
