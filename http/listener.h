// Accepts connections on one address, on a thread of its own.
//
// Running out of descriptors pauses accepting for a moment; it neither spins nor ends the
// listener. Descriptors are handed over non-blocking, with TCP_NODELAY set.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>

#include "http/mailbox.h"

namespace scriptling {

// "host:port", ":port" for all interfaces, "[v6]:port". Throws std::runtime_error.
struct ListenAddress {
  std::string host;
  std::string port;

  static ListenAddress parse(const std::string& text);
};

class Listener {
 public:
  // Binds and listens; clients can connect from now on and wait to be accepted. Throws
  // std::runtime_error that names the address. A client that owes nothing, and of whose
  // machine nothing is heard for twice `probe_interval`, is lost; zero: never.
  explicit Listener(const std::string& address,
                    std::chrono::milliseconds probe_interval = {});
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // The port that was bound, also when 0 was asked for.
  std::uint16_t port() const { return port_; }

  // Calls `accept` on the listener's thread with each connection, which it then owns, and
  // `trouble`, if it is not null, when none can be taken: once until one was.
  void start(std::function<void(AcceptedSocket)> accept,
             std::function<void(const std::string& why)> trouble = nullptr);

  // Ends the thread and closes the port. May be called twice.
  void stop();

 private:
  void run();
  bool accept_one();
  void report(int error);

  int listen_fd_ = -1;
  int stop_fd_ = -1;
  std::uint16_t port_ = 0;
  std::function<void(AcceptedSocket)> accept_;
  std::function<void(const std::string& why)> trouble_;
  bool is_in_trouble_ = false;
  std::thread thread_;
};

}  // namespace scriptling
