#include "http/connection.h"

#include <algorithm>
#include <utility>

#include "http/response_writer.h"

namespace scriptling {

namespace {

constexpr int kTurns = 16;  // Before other connections get theirs.

using Outcome = Transfer::Outcome;

// RFC 9110 9.2.1. An upgrade takes over the connection, so it cannot overlap either.
bool may_overlap(const Request& request) {
  std::string_view method = request.method;
  bool is_safe =
      method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "TRACE";
  return is_safe && !request.headers.find("upgrade");
}

}  // namespace

Connection::Connection(ConnectionHost& host, Wire wire, std::string remote_addr,
                       const ParserLimits& limits)
    : host_(host),
      wire_(std::move(wire)),
      remote_addr_(std::move(remote_addr)),
      parser_(limits) {}

Connection::~Connection() {
  log_all();
  for (const auto& exchange : std::exchange(exchanges_, {})) hang_up(*exchange);
}

bool Connection::on_open() {
  set_deadline();
  return true;
}

bool Connection::on_readable(bool is_ending) {
  is_readable_ = true;
  is_full_ = false;  // TLS may have had to read before it could write.
  is_ending_ = is_ending_ || is_ending;
  return advance();
}

bool Connection::on_writable() {
  is_full_ = false;
  if (wire_.reads_when_writable()) is_readable_ = true;
  return advance();
}

bool Connection::on_answer(const Exchange& exchange) {
  // Whatever is not first in line is found when its turn comes.
  if (exchanges_.empty() || exchanges_.front().get() != &exchange) return true;
  return advance();
}

bool Connection::on_deadline() {
  switch (wait()) {
    case Wait::kHead:
    case Wait::kBody: refuse(error_response(408)); break;
    case Wait::kSilence:
      if (was_asked_) return false;
      ask_for_life();
      break;
    default: return false;
  }
  return advance();
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
  if (!exchanges_.empty() || held_) {
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
  } else if (!exchanges_.empty()) {
    bool listens = is_upgraded_ && !is_input_held();
    if (listens) wait = Wait::kSilence;
    if (has_ended_ && !is_upgraded_) wait = Wait::kGrace;
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
  host_.set_deadline(*this, wait);
}

bool Connection::may_parse() const {
  if (is_upgraded_) return true;
  return !takes_no_more_ && !held_ && !may_upgrade_ && exchanges_.size() < kMaxAhead &&
         unsent_.bytes() < kMaxUnsent;
}

bool Connection::is_input_held() const {
  return is_upgraded_ && !exchanges_.empty() && !exchanges_.front()->takes_input();
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
    if (!exchanges_.empty()) exchanges_.front()->receive(bytes);
    return;
  }
  parse(bytes);
  if (!takes_no_more_) unread_.assign(bytes);
}

// Cuts off what it used. What is left waits until there is room for more requests.
void Connection::parse(std::string_view& bytes) {
  while (!bytes.empty() && may_parse()) {
    switch (parser_.feed(bytes)) {
      case RequestParser::Step::kNeedsMore:
        if (parser_.take_expectation()) expect_body();
        break;
      case RequestParser::Step::kReady: accept_request(parser_.take()); break;
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
    owes_continue_ = true;
  }
}

void Connection::ask_for_life() {
  was_asked_ = true;
  ++inputs_;  // It has the whole time again.
  if (!exchanges_.empty()) exchanges_.front()->receive({});
}

void Connection::accept_request(Request request) {
  ++requests_;
  ++progress_;
  owes_continue_ = false;
  request.remote_addr = remote_addr_;
  if (!request.keep_alive) takes_no_more_ = true;
  bool is_free = exchanges_.empty() || (!is_unsafe_in_flight_ && may_overlap(request));
  if (is_free) {
    dispatch(std::move(request));
  } else {
    held_ = std::move(request);
  }
}

std::shared_ptr<Exchange> Connection::begin_exchange(const AnswerTerms& terms,
                                                     const Request& request) {
  auto exchange = std::make_shared<Exchange>(host_.outlet(), terms, host_.next_id());
  if (host_.keeps_log()) exchange->note(request);
  exchanges_.push_back(exchange);
  return exchange;
}

void Connection::dispatch(Request request) {
  AnswerTerms terms;
  terms.minor_version = request.minor_version;
  terms.keep_alive = request.keep_alive;
  terms.is_head = request.method == "HEAD";
  is_unsafe_in_flight_ = !may_overlap(request);
  may_upgrade_ = request.headers.find("upgrade").has_value();
  auto exchange = begin_exchange(terms, request);
  exchange->connection = this;
  request.id = exchange->id();
  exchange->enter_sink();
  host_.handle(std::move(request), Reply(exchange));
  exchange->leave_sink();
}

// Answers with an error and closes, after the answers that are still due.
void Connection::refuse(Response response) {
  takes_no_more_ = true;
  owes_continue_ = false;
  AnswerTerms terms;
  terms.keep_alive = false;
  auto exchange = begin_exchange(terms, parser_.seen());
  exchange->enter_sink();
  exchange->answer(std::move(response));
  exchange->leave_sink();
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

// Moves what is ready, in the order of the requests, into the output.
void Connection::collect() {
  std::size_t answered = 0;
  while (answered < exchanges_.size()) {
    Exchange& exchange = *exchanges_[answered];
    Exchange::Taken taken = unsent_.take_from(exchange);
    taken_ += taken.bytes;
    if (!taken.is_complete) {
      is_upgraded_ = taken.is_upgraded;
      break;
    }
    exchange.connection = nullptr;
    if (host_.keeps_log()) unlogged_.push_back({exchanges_[answered], taken_});
    ++answered;
    if (taken.ends_connection) return end_after(answered);
  }
  if (answered == 0 && !exchanges_.empty()) return;
  progress_ += answered;
  exchanges_.erase(exchanges_.begin(), exchanges_.begin() + static_cast<long>(answered));
  if (!exchanges_.empty()) return;
  may_upgrade_ = false;
  if (held_) {
    dispatch(*std::exchange(held_, std::nullopt));
    collect();  // One more at most: nothing is parsed in between.
  } else if (std::exchange(owes_continue_, false)) {
    unsent_.append(kContinue);
    taken_ += kContinue.size();
  }
}

void Connection::end_after(std::size_t answered) {
  is_closing_ = true;
  takes_no_more_ = true;
  is_upgraded_ = false;
  held_.reset();
  unread_ = std::string();
  auto ended = std::exchange(exchanges_, {});
  for (std::size_t i = answered; i < ended.size(); ++i) hang_up(*ended[i]);
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
  if (!exchanges_.empty()) exchanges_.front()->report_in_flight(unsent_.bytes());
}

}  // namespace scriptling
