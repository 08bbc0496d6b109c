// One client: bytes in, requests to the sink, answers out in the order of the requests.
//
// Knows the socket and HTTP, but not who watches the socket: that is the ConnectionHost.
// Requests that cannot change anything (GET, HEAD, OPTIONS, TRACE) are handed on while
// earlier ones are unanswered, up to kMaxAhead; any other waits until it is alone, so
// that pipelining never reorders effects.
//
// One thread at a time: that of its host.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/deadlines.h"
#include "http/exchange.h"
#include "http/request_parser.h"
#include "http/unsent.h"
#include "http/wire.h"

namespace scriptling {

// The thread a connection lives on.
class ConnectionHost {
 public:
  virtual void handle(Request&& request, Reply reply) = 0;

  // What to answer instead of asking for the body; nothing: ask.
  virtual std::optional<Response> answer_early(const Request& head) = 0;

  // The id of the next request.
  virtual std::string next_id() = 0;

  // Whether on_served() is to be called for each exchange that is over, `unsent` bytes of
  // which never left.
  virtual bool keeps_log() const = 0;
  virtual void on_served(const Exchange& exchange, const std::string& remote_addr,
                         std::uint64_t unsent) = 0;

  // From now on, call on_writable() when there is room (again), or never mind.
  virtual void watch_writable(Connection& connection, bool watches) = 0;

  // Call on_turn() soon, after the other connections had theirs.
  virtual void run_again(Connection& connection) = 0;

  // Starts the deadline `wait` anew.
  virtual void set_deadline(Connection& connection, Wait wait) = 0;

  // Room to read into, the same for all connections.
  virtual std::span<char> read_buffer() = 0;

  virtual const std::shared_ptr<Outlet>& outlet() = 0;

 protected:
  ~ConnectionHost() = default;
};

class Connection : public Deadlines::Entry {
 public:
  static constexpr std::size_t kMaxAhead = 64;  // Unanswered requests.
  static constexpr std::size_t kMaxUnsent =
      256 * 1024;  // Bytes, beyond which none is read.

  Connection(ConnectionHost& host, Wire wire, std::string remote_addr,
             const ParserLimits& limits);

  // Hangs up on whoever is still to answer.
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int fd() const { return wire_.fd(); }

  // Each of these returns false when the connection is over: destroy it, close the
  // socket.

  bool on_open();
  bool on_readable(bool is_ending);  // `is_ending`: the client has sent its last byte.
  bool on_writable();
  bool on_turn() { return advance(); }
  bool on_answer(const Exchange& exchange);
  bool on_deadline();
  bool on_drain();

 private:
  bool advance();
  bool take_turn();
  bool wants_turn() const;
  bool is_over();
  bool begin_lingering();
  bool discard_input();
  void set_deadline();

  bool is_input_held() const;
  bool may_read() const;
  bool may_parse() const;
  void read();
  void feed(std::string_view bytes);
  void parse(std::string_view& bytes);
  void accept_request(Request request);
  void dispatch(Request request);
  std::shared_ptr<Exchange> begin_exchange(const AnswerTerms& terms,
                                           const Request& request);
  void hang_up(Exchange& exchange);
  void refuse(Response response);
  void expect_body();
  void ask_for_life();

  void collect();
  void end_after(std::size_t answered);
  void write();
  void log_sent();
  void log_all();

  ConnectionHost& host_;
  Wire wire_;
  const std::string remote_addr_;
  RequestParser parser_;
  std::string unread_;           // Received, but not for the parser yet.
  std::optional<Request> held_;  // Waits until it is alone.
  std::vector<std::shared_ptr<Exchange>> exchanges_;  // Unanswered, in order.
  Unsent unsent_;

  // Whose answers are complete and not all sent, where a log is kept.
  struct Unlogged {
    std::shared_ptr<Exchange> exchange;
    std::uint64_t end;  // On the scale of `taken_`.
  };
  std::vector<Unlogged> unlogged_;
  std::uint64_t taken_ = 0;  // All bytes that ever went into unsent_.

  std::uint64_t requests_ = 0;
  std::uint64_t progress_ = 0;       // Counts what restarts a deadline.
  std::uint64_t inputs_ = 0;         // The same while the client is not to be silent.
  std::uint64_t waiting_since_ = 0;  // What `progress_` was when the deadline was set.

  bool is_readable_ = false;    // There may be more in the socket.
  bool is_ending_ = false;      // The client's end is in the socket, behind the rest.
  bool has_ended_ = false;      // All the client ever sent was read.
  bool takes_no_more_ = false;  // No request is accepted any more.
  bool is_closing_ = false;     // Nothing follows what is in unsent_.
  bool is_broken_ = false;
  bool is_lingering_ = false;
  bool is_upgraded_ = false;
  bool is_unsafe_in_flight_ = false;
  bool may_upgrade_ = false;  // What comes next may not be HTTP: keep it unparsed.
  bool owes_continue_ = false;
  bool was_asked_ = false;  // For a sign of life, since the last input.
  bool is_full_ = false;    // The socket took no more; on_writable() will tell.
  bool watches_writable_ = false;
};

}  // namespace scriptling
