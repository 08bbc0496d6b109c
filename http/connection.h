// One client: bytes in, requests to the sink, answers out in the order of the requests.
//
// Knows the socket and HTTP, but not who watches the socket: that is the ConnectionHost.
// A pipelined request is handed on once the one before it is answered and less than
// ReplyStream::kRoom of the answers is unsent: pipelining never reorders effects, and a
// client that only asks and never reads costs one answer.
//
// One thread at a time: that of its host.
#pragma once

#include <chrono>
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

  // Starts the deadline `wait` anew; on_deadline() will tell.
  virtual void set_deadline(Connection& connection, Wait wait) = 0;

  // Call on_pulse() in a while.
  virtual void set_pulse(Connection& connection) = 0;

  // For how long nothing may be heard of a client's machine while it owes an
  // acknowledgement; zero: for ever.
  virtual std::chrono::milliseconds patience_with_silence() const = 0;

  // Room to read into, the same for all connections.
  virtual std::span<char> read_buffer() = 0;

  virtual const std::shared_ptr<Outlet>& outlet() = 0;

 protected:
  ~ConnectionHost() = default;
};

class Connection : public Deadlines::Entry {
 public:
  static constexpr int kStalls = 4;  // Deadlines of kFlush in one stall timeout.
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
  bool on_pulse();
  bool on_drain();

  // The deadline for on_pulse().
  struct Pulse : Deadlines::Entry {
    explicit Pulse(Connection& connection) : owner(connection) {}
    Connection& owner;
  };
  Pulse& pulse() { return pulse_; }

 private:
  bool advance();
  bool take_turn();
  bool wants_turn() const;
  bool is_over();
  bool begin_lingering();
  bool discard_input();
  void set_deadline();
  bool has_delivered();
  bool wait_on(int stalls);

  bool is_input_held() const;
  bool may_read() const;
  bool may_parse() const;
  void read();
  void feed(std::string_view bytes);
  void parse(std::string_view& bytes);
  void accept_request(Request request);
  Exchange& begin_exchange(const AnswerTerms& terms, const Request& request);
  void hang_up(Exchange& exchange);
  void refuse(Response response);
  void expect_body();
  void ask_for_life();

  void collect();
  void write();
  void log_sent();
  void log_all();

  ConnectionHost& host_;
  Wire wire_;
  const std::string remote_addr_;
  RequestParser parser_;
  std::string unread_;                  // Received, but not for the parser yet.
  std::shared_ptr<Exchange> exchange_;  // Unanswered, or null.
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
  bool was_asked_ = false;  // For a sign of life, since the last input.
  bool is_full_ = false;    // The socket took no more; on_writable() will tell.
  bool watches_writable_ = false;

  Pulse pulse_{*this};
  std::uint64_t delivered_ = 0;  // What has_delivered() saw last.
  int stalls_ = 0;               // Times in a row that wait_on() saw nothing delivered.
};

}  // namespace scriptling
