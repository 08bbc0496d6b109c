// What a request and its answer share: the far end of a Reply.
//
// The answering side puts bytes into the outbox, from any thread, and posts the exchange
// to the Outlet of its connection's thread. That thread alone takes the bytes out and
// writes them, in the order of the requests. A connection that ends hangs up its
// exchanges, which is how late bytes find nobody instead of the wrong client.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "http/reply.h"
#include "http/request.h"
#include "http/response.h"
#include "http/response_writer.h"
#include "http/served.h"

namespace scriptling {

class Connection;
class Exchange;

// The way to a connection's thread. Any thread.
class Outlet {
 public:
  virtual ~Outlet() = default;

  // Has the connection's thread take what `exchange` has ready.
  virtual void post(std::shared_ptr<Exchange> exchange) = 0;

  // True once the server shuts down: each answer is then the last of its connection.
  bool is_closing() const { return is_closing_.load(std::memory_order_relaxed); }
  void set_closing() { is_closing_.store(true, std::memory_order_relaxed); }

 private:
  std::atomic<bool> is_closing_{false};
};

// Bytes to send, then maybe a part of a file.
struct Piece {
  std::string bytes;
  FileSlice file{};

  std::size_t size() const { return bytes.size() + file.size; }
};

// Any thread, but for what is marked as the connection's.
class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  Exchange(std::shared_ptr<Outlet> outlet, const AnswerTerms& terms, std::string id)
      : outlet_(std::move(outlet)), terms_(terms), id_(std::move(id)) {}

  // Of the request.
  const std::string& id() const { return id_; }

  Sent answer(Response response);
  Sent start(const Response& head, std::function<void(std::string_view)> on_input);
  bool write(std::string_view bytes);
  void finish();
  std::size_t unsent() const;
  void on_room(std::function<void()> callback);
  void on_hangup(std::function<void()> callback);
  bool is_open() const;
  void hold_input() { holds_input_.store(true, std::memory_order_relaxed); }
  void release_input();

  void add_holder() { holders_.fetch_add(1, std::memory_order_relaxed); }
  void drop_holder() noexcept;

  // -- The connection's thread only, from here on ---------------------------------------

  struct Taken {
    std::size_t bytes = 0;
    bool is_complete = false;      // Nothing more will come.
    bool ends_connection = false;  // Close after these bytes. Implies is_complete.
    bool is_upgraded = false;
  };

  // Appends what is ready to `out`.
  Taken take(std::vector<Piece>& out);

  // Until leave_sink(), nothing is posted: the caller looks for itself afterwards.
  void enter_sink();
  void leave_sink();

  // The client is gone. Calls back.
  void hang_up();

  // `in_flight` bytes of those taken still wait for the kernel. May call back.
  void report_in_flight(std::size_t in_flight);

  // Hands over what an upgraded connection received.
  void receive(std::string_view bytes);
  bool takes_input() const { return !holds_input_.load(std::memory_order_relaxed); }

  // Keeps what served() will say of `request`, the answer to which begins now.
  void note(const Request& request);
  // `unsent` bytes of its answer never left.
  Served served(std::uint64_t unsent) const;

  Connection* connection = nullptr;

 private:
  enum class State { kWaiting, kStreaming, kComplete };

  void end_unanswered();
  void put(std::string bytes);
  void post_unlocking(std::unique_lock<std::mutex>& lock);

  const std::shared_ptr<Outlet> outlet_;
  AnswerTerms terms_;
  const std::string id_;
  std::string method_, path_;  // These three are the connection's; empty unless noted.
  std::chrono::steady_clock::time_point began_{};
  std::atomic<int> holders_{0};
  std::atomic<bool> holds_input_{false};

  mutable std::mutex mutex_;  // For all below.
  State state_ = State::kWaiting;
  bool is_gone_ = false;
  bool is_posted_ = false;  // On its way to the connection's thread, or that is looking.
  bool ends_connection_ = false;
  bool is_upgraded_ = false;
  bool was_abandoned_ = false;  // Its stream was let go of before its end.
  bool sends_body_ = true;
  std::vector<Piece> outbox_;
  std::size_t outbox_bytes_ = 0;
  std::size_t in_flight_ = 0;
  int status_ = 0;  // Of the answer, once there is one.
  std::uint64_t body_bytes_ = 0;
  std::function<void()> on_room_;
  std::function<void()> on_hangup_;
  std::function<void(std::string_view)> on_input_;
};

}  // namespace scriptling
