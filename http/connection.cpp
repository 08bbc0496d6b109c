#include "http/connection.h"

#include <algorithm>
#include <utility>

#include "http/response_writer.h"

namespace scriptling {

namespace {

constexpr int kTurns = 16;  // Before other connections get theirs.
constexpr int kRequestsInTurn = 64;
constexpr int kLingerStalls = 30;

using Outcome = Transfer::Outcome;

}  // namespace

Connection::Connection(ConnectionHost& host, Wire wire, std::string remote_addr,
                       const ParserLimits& limits)
    : host_(host),
      wire_(std::move(wire)),
      remote_addr_(std::move(remote_addr)),
      parser_(limits) {}

Connection::~Connection() {
  log_all();
  if (auto exchange = std::exchange(exchange_, nullptr)) hang_up(*exchange);
}

bool Connection::on_open() {
  set_deadline();
  host_.set_pulse(*this);
  return true;
}

bool Connection::on_readable(bool is_ending) {
  is_readable_ = true;
  is_full_ = false;  // TLS may have had to read before it could write.
  is_ending_ = is_ending_ || is_ending;
  // Behind input that waits, a reset would not be read.
  if (is_ending_ && !may_read() && wire_.is_reset()) return false;
  return advance();
}

bool Connection::on_writable() {
  is_full_ = false;
  if (wire_.reads_when_writable()) is_readable_ = true;
  return advance();
}

bool Connection::on_answer(const Exchange& exchange) {
  return exchange_.get() != &exchange || advance();
}

bool Connection::on_deadline() {
  switch (wait()) {
    case Wait::kHead:
    case Wait::kBody: refuse(error_response(408)); break;
    case Wait::kSilence:
      // The ping may stand behind much that the client is still taking.
      if (was_asked_ && !has_delivered()) return false;
      ask_for_life();
      break;
    case Wait::kFlush: return wait_on(kStalls);
    // The last answer may still be on its way out of the kernel, where a word from the
    // client after the close would reset it.
    case Wait::kIdle: return !host_.outlet()->is_closing() && wait_on(1);
    case Wait::kLinger:
      return !host_.outlet()->is_closing() && wire_.delivery().is_pending &&
             wait_on(kLingerStalls);
    default: return false;
  }
  return advance();
}

// The kernel only probes who owes it nothing; and its limit for who does
// (TCP_USER_TIMEOUT) also hits those who acknowledge slowly.
bool Connection::on_pulse() {
  if (wire_.is_abandoned(host_.patience_with_silence())) return false;
  host_.set_pulse(*this);
  return true;
}

// For as long again, unless nothing was delivered `stalls` times in a row.
bool Connection::wait_on(int stalls) {
  stalls_ = has_delivered() ? 0 : stalls_ + 1;
  if (stalls_ >= stalls) return false;
  host_.set_deadline(*this, wait());
  return true;
}

// Whether the client has acknowledged something since the last call, and owes more. The
// socket has room again only when much of its buffer is empty, which at a slow client
// takes minutes.
bool Connection::has_delivered() {
  Wire::Delivery delivery = wire_.delivery();
  bool has_more =
      delivery.acknowledged != std::exchange(delivered_, delivery.acknowledged);
  return has_more && delivery.is_pending;
}

bool Connection::on_drain() {
  if (is_lingering_) return false;
  is_readable_ = true;  // A request that has reached the socket is in flight, too.
  return advance();
}

// Reads, hands on, collects and writes until nothing moves.
bool Connection::advance() {
  if (is_lingering_) return discard_input();
  for (int turn = 0; turn < kTurns; ++turn) {
    if (!take_turn()) return is_closing_ && !is_broken_ && begin_lingering();
    if (!wants_turn()) {
      set_deadline();
      return true;
    }
  }
  host_.run_again(*this);
  return true;
}

// False when there is nothing left to do for this client.
bool Connection::take_turn() {
  if (!unread_.empty() && may_parse()) feed(std::exchange(unread_, {}));
  if (is_readable_ && may_read()) read();
  collect();
  write();
  return !is_broken_ && !is_over();
}

bool Connection::wants_turn() const {
  if (!unsent_.empty() && !is_full_) return true;
  return (!unread_.empty() && may_parse()) || (is_readable_ && may_read());
}

bool Connection::is_over() {
  if (!unsent_.empty()) return false;
  if (is_closing_) return true;
  if (exchange_) {
    // Behind input that is held, the client's end would go unnoticed.
    return is_upgraded_ && (has_ended_ || (is_ending_ && is_input_held()));
  }
  if (has_ended_ && unread_.empty()) return true;
  if (!host_.outlet()->is_closing() || !unread_.empty()) return false;
  // An answer was on its way without `Connection: close` when the shutdown began. And
  // part of a head is no request yet.
  return parser_.is_between() || (!parser_.is_in_body() && !is_readable_);
}

// A socket that is closed while input is unread resets the connection, and the client may
// lose what it has not read yet. So end our side only, and wait for the client's.
bool Connection::begin_lingering() {
  if (has_ended_) return false;
  wire_.shut_down_writing();
  is_lingering_ = true;
  unread_ = std::string();
  set_deadline();
  return discard_input();
}

bool Connection::discard_input() {
  for (int turn = 0; is_readable_ && turn < kTurns; ++turn) {
    Transfer transfer = wire_.read(host_.read_buffer());
    if (transfer.outcome == Outcome::kBlocked) is_readable_ = false;
    if (transfer.outcome == Outcome::kEnd || transfer.outcome == Outcome::kBroken) {
      return false;
    }
  }
  if (is_readable_) host_.run_again(*this);
  return true;
}

void Connection::set_deadline() {
  Wait wait = Wait::kNothing;
  if (is_lingering_) {
    wait = Wait::kLinger;
  } else if (!unsent_.empty()) {
    wait = Wait::kFlush;
  } else if (exchange_) {
    bool listens = is_upgraded_ && !is_input_held();
    if (listens) wait = Wait::kSilence;
    bool has_left = has_ended_ || (is_ending_ && !may_read());
    if (has_left && !is_upgraded_) wait = Wait::kGrace;
  } else if (parser_.is_in_body()) {
    wait = Wait::kBody;
  } else if (!parser_.is_between()) {
    wait = Wait::kHead;
  } else {
    wait = requests_ == 0 ? Wait::kFirst : Wait::kIdle;
  }
  // The same wait goes on, unless what it waits for has come and it waits for the next.
  std::uint64_t mark = wait == Wait::kSilence ? inputs_ : progress_;
  if (wait == this->wait() && mark == waiting_since_) return;
  waiting_since_ = mark;
  stalls_ = 0;
  if (wait == Wait::kFlush) delivered_ = wire_.delivery().acknowledged;
  host_.set_deadline(*this, wait);
}

bool Connection::may_parse() const {
  if (is_upgraded_) return true;
  return !takes_no_more_ && !exchange_ && unsent_.bytes() < ReplyStream::kRoom;
}

bool Connection::is_input_held() const {
  return is_upgraded_ && exchange_ && !exchange_->takes_input();
}

// Also when nothing can be parsed: a client that hangs up is to be noticed.
bool Connection::may_read() const {
  return !has_ended_ && unread_.empty() && unsent_.bytes() < kMaxUnsent &&
         !is_input_held();
}

void Connection::read() {
  std::span<char> buffer = host_.read_buffer();
  Transfer transfer = wire_.read(buffer);
  switch (transfer.outcome) {
    case Outcome::kMoved:
      // A client that has ended still has its end behind the last bytes.
      if (transfer.is_drained && !is_ending_) is_readable_ = false;
      feed(std::string_view(buffer.data(), transfer.bytes));
      break;
    case Outcome::kBlocked: is_readable_ = false; break;
    case Outcome::kEnd: has_ended_ = true; break;
    case Outcome::kBroken: is_broken_ = true; break;
  }
}

void Connection::feed(std::string_view bytes) {
  if (is_upgraded_) {
    was_asked_ = false;
    ++inputs_;
    if (exchange_) exchange_->receive(bytes);
    return;
  }
  parse(bytes);
  if (!takes_no_more_) unread_.assign(bytes);
}

// Cuts off what it used. What is left waits until there is room for more requests.
void Connection::parse(std::string_view& bytes) {
  for (int count = 0; count < kRequestsInTurn;) {
    if (bytes.empty() || is_upgraded_ || !may_parse()) return;
    switch (parser_.feed(bytes)) {
      case RequestParser::Step::kNeedsMore:
        if (parser_.take_expectation()) expect_body();
        break;
      case RequestParser::Step::kReady:
        accept_request(parser_.take());
        collect();  // Most are answered at once, and these go out together.
        ++count;
        break;
      case RequestParser::Step::kRefused:
        refuse(error_response(parser_.refusal()));
        break;
    }
  }
}

// RFC 9110 10.1.1: who waits for leave is not to send what will be refused.
void Connection::expect_body() {
  if (auto response = host_.answer_early(parser_.seen())) {
    refuse(std::move(*response));
  } else {
    unsent_.append(kContinue);
    taken_ += kContinue.size();
  }
}

void Connection::ask_for_life() {
  was_asked_ = true;
  ++inputs_;  // It has the whole time again.
  if (exchange_) exchange_->receive({});
}

void Connection::accept_request(Request request) {
  ++requests_;
  ++progress_;
  request.remote_addr = remote_addr_;
  if (!request.keep_alive) takes_no_more_ = true;
  AnswerTerms terms;
  terms.minor_version = request.minor_version;
  terms.keep_alive = request.keep_alive;
  terms.is_head = request.method == "HEAD";
  Exchange& exchange = begin_exchange(terms, request);
  exchange.connection = this;
  request.id = exchange.id();
  exchange.enter_sink();
  host_.handle(std::move(request), Reply(exchange_));
  exchange.leave_sink();
}

// Requires: there is none.
Exchange& Connection::begin_exchange(const AnswerTerms& terms, const Request& request) {
  exchange_ = std::make_shared<Exchange>(host_.outlet(), terms, host_.next_id());
  if (host_.keeps_log()) exchange_->note(request);
  return *exchange_;
}

// Answers with an error and closes, after the answers that are still due.
void Connection::refuse(Response response) {
  takes_no_more_ = true;
  AnswerTerms terms;
  terms.keep_alive = false;
  Exchange& exchange = begin_exchange(terms, parser_.seen());
  exchange.enter_sink();
  exchange.answer(std::move(response));
  exchange.leave_sink();
}

void Connection::hang_up(Exchange& exchange) {
  std::uint64_t unsent = exchange.unsent();
  exchange.hang_up();
  if (host_.keeps_log()) host_.on_served(exchange, remote_addr_, unsent);
}

// Those whose last byte has left.
void Connection::log_sent() {
  std::uint64_t sent = taken_ - unsent_.bytes();
  std::size_t count = 0;
  while (count < unlogged_.size() && unlogged_[count].end <= sent) {
    host_.on_served(*unlogged_[count++].exchange, remote_addr_, 0);
  }
  unlogged_.erase(unlogged_.begin(), unlogged_.begin() + static_cast<long>(count));
}

// Nothing more will be sent: what is left of several answers is mostly the last one's.
void Connection::log_all() {
  log_sent();
  std::uint64_t sent = taken_ - unsent_.bytes();
  for (const Unlogged& each : std::exchange(unlogged_, {})) {
    host_.on_served(*each.exchange, remote_addr_, each.end - sent);
  }
}

// Moves what is ready into the output.
void Connection::collect() {
  if (!exchange_) return;
  Exchange::Taken taken = unsent_.take_from(*exchange_);
  taken_ += taken.bytes;
  is_upgraded_ = taken.is_upgraded && !taken.ends_connection;
  if (!taken.is_complete) return;
  ++progress_;
  exchange_->connection = nullptr;
  if (host_.keeps_log()) unlogged_.push_back({exchange_, taken_});
  exchange_.reset();
  if (!taken.ends_connection) return;
  is_closing_ = true;
  takes_no_more_ = true;
  unread_ = std::string();
}

void Connection::write() {
  for (int turn = 0; turn < kTurns && !unsent_.empty() && !is_full_; ++turn) {
    Transfer transfer = wire_.write(unsent_.pieces());
    if (transfer.outcome == Outcome::kBlocked) {
      is_full_ = true;
      break;
    }
    if (transfer.outcome != Outcome::kMoved) {
      is_broken_ = true;
      return;
    }
    unsent_.cut(transfer.bytes);
    ++progress_;
  }
  if (!unlogged_.empty()) log_sent();
  bool watches = is_full_ || wire_.reads_when_writable();
  if (watches != watches_writable_) {
    watches_writable_ = watches;
    host_.watch_writable(*this, watches);
  }
  if (exchange_) exchange_->report_in_flight(unsent_.bytes());
}

}  // namespace scriptling
