#include "http/exchange.h"

#include <algorithm>
#include <utility>

namespace scriptling {

namespace {

// Below this, copying a body behind its head is cheaper than sending two pieces.
constexpr std::size_t kJoinedBody = 16 * 1024;

// Answers from here on say which request they are about, for whoever reads the log.
constexpr int kFirstError = 400;

}  // namespace

// Requires: the lock is held.
void Exchange::put(std::string bytes) {
  outbox_bytes_ += bytes.size();
  bool fits = !outbox_.empty() && outbox_.back().file.file == nullptr &&
              outbox_.back().bytes.size() + bytes.size() <= kJoinedBody;
  if (fits) {
    outbox_.back().bytes += bytes;
  } else {
    outbox_.push_back({std::move(bytes), {}});
  }
}

// The outlet has locks of its own, so it is called without ours.
void Exchange::post_unlocking(std::unique_lock<std::mutex>& lock) {
  bool posts = !std::exchange(is_posted_, true) && !is_gone_;
  lock.unlock();
  if (posts) outlet_->post(shared_from_this());
}

Sent Exchange::answer(Response response) {
  if (!problem_with(response).empty()) {
    Sent sent = answer(error_response(500));
    return sent == Sent::kYes ? Sent::kMalformed : sent;
  }
  AnswerTerms terms = terms_;
  terms.keep_alive = terms.keep_alive && !outlet_->is_closing();
  if (response.status >= kFirstError) response.with("X-Request-Id", id_);
  std::string head;
  head.reserve(256 + (response.body.size() < kJoinedBody ? response.body.size() : 0));
  write_head(response, terms, head);
  bool has_body = sends_body(response, terms);
  bool is_joined = has_body && response.body.size() <= kJoinedBody;
  if (is_joined) head += response.body;

  std::function<void()> forgotten;  // Outlives the lock: what it holds may call us.
  std::unique_lock lock(mutex_);
  if (state_ != State::kWaiting || is_gone_) return Sent::kTooLate;
  state_ = State::kComplete;
  status_ = response.status;
  if (has_body) body_bytes_ = response.body.size() + response.file.size;
  ends_connection_ = ends_connection(response, terms);
  forgotten = std::exchange(on_hangup_, nullptr);
  outbox_bytes_ += head.size();
  outbox_.push_back({std::move(head), {}});
  if (has_body && !is_joined) put(std::move(response.body));
  if (has_body && response.file.size > 0) {
    outbox_bytes_ += response.file.size;
    outbox_.back().file = std::move(response.file);
  }
  post_unlocking(lock);
  return Sent::kYes;
}

Sent Exchange::start(const Response& head,
                     std::function<void(std::string_view)> on_input) {
  bool is_upgrade = on_input != nullptr;
  bool is_sound = is_upgrade ? head.status == 101 : problem_with(head).empty();
  if (!is_sound) {
    Sent sent = answer(error_response(500));
    return sent == Sent::kYes ? Sent::kMalformed : sent;
  }
  AnswerTerms terms = terms_;
  terms.keep_alive = terms.keep_alive && !outlet_->is_closing();
  terms.framing =
      terms.minor_version == 0 ? BodyFraming::kUntilClose : BodyFraming::kChunked;
  std::string bytes;
  write_head(head, terms, bytes);

  std::unique_lock lock(mutex_);
  if (state_ != State::kWaiting || is_gone_) return Sent::kTooLate;
  state_ = State::kStreaming;
  status_ = head.status;
  terms_.framing = terms.framing;
  ends_connection_ = is_upgrade || ends_connection(head, terms);
  is_upgraded_ = is_upgrade;
  sends_body_ = is_upgrade || sends_body(head, terms);
  on_input_ = std::move(on_input);
  put(std::move(bytes));
  post_unlocking(lock);
  return Sent::kYes;
}

bool Exchange::write(std::string_view bytes) {
  std::unique_lock lock(mutex_);
  if (state_ != State::kStreaming || is_gone_) return false;
  if (!sends_body_ || bytes.empty()) return true;
  body_bytes_ += bytes.size();
  std::string framed;
  if (!is_upgraded_ && terms_.framing == BodyFraming::kChunked) {
    write_chunk(bytes, framed);
  } else {
    framed = bytes;
  }
  put(std::move(framed));
  post_unlocking(lock);
  return true;
}

void Exchange::finish() {
  std::function<void()> forgotten_hangup;
  std::function<void()> forgotten_room;
  std::function<void(std::string_view)> forgotten_input;
  std::unique_lock lock(mutex_);
  if (state_ != State::kStreaming || is_gone_) return;
  state_ = State::kComplete;
  forgotten_hangup = std::exchange(on_hangup_, nullptr);
  forgotten_room = std::exchange(on_room_, nullptr);
  forgotten_input = std::exchange(on_input_, nullptr);
  bool is_chunked = !is_upgraded_ && terms_.framing == BodyFraming::kChunked;
  if (is_chunked && sends_body_) put(std::string(kLastChunk));
  post_unlocking(lock);
}

std::size_t Exchange::unsent() const {
  std::lock_guard lock(mutex_);
  return is_gone_ ? 0 : outbox_bytes_ + in_flight_;
}

void Exchange::on_room(std::function<void()> callback) {
  std::unique_lock lock(mutex_);
  if (state_ != State::kStreaming || is_gone_) return;
  if (outbox_bytes_ + in_flight_ >= ReplyStream::kRoom) {
    std::swap(on_room_, callback);
    return;
  }
  lock.unlock();
  callback();
}

void Exchange::on_hangup(std::function<void()> callback) {
  std::unique_lock lock(mutex_);
  if (!is_gone_) {
    if (state_ != State::kComplete) std::swap(on_hangup_, callback);
    return;
  }
  bool was_complete = state_ == State::kComplete;
  lock.unlock();
  if (!was_complete && callback) callback();
}

bool Exchange::is_open() const {
  std::lock_guard lock(mutex_);
  return state_ == State::kWaiting && !is_gone_;
}

void Exchange::release_input() {
  holds_input_.store(false, std::memory_order_relaxed);
  std::unique_lock lock(mutex_);
  post_unlocking(lock);
}

void Exchange::drop_holder() noexcept {
  if (holders_.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  try {
    end_unanswered();
  } catch (const std::exception&) {  // Out of memory: the close must do.
    std::lock_guard lock(mutex_);
    state_ = State::kComplete;
    ends_connection_ = true;
  }
}

void Exchange::end_unanswered() {
  std::unique_lock lock(mutex_);
  if (state_ == State::kComplete || is_gone_) return;
  if (state_ == State::kWaiting) {
    lock.unlock();
    answer(error_response(500));
    return;
  }
  // Nobody can finish the stream any more: the close tells the client so.
  state_ = State::kComplete;
  was_abandoned_ = true;
  ends_connection_ = true;
  post_unlocking(lock);
}

Exchange::Taken Exchange::take(std::vector<Piece>& out) {
  std::lock_guard lock(mutex_);
  is_posted_ = false;
  Taken taken;
  taken.bytes = std::exchange(outbox_bytes_, 0);
  taken.is_complete = state_ == State::kComplete;
  taken.ends_connection = taken.is_complete && ends_connection_;
  taken.is_upgraded = is_upgraded_;
  in_flight_ += taken.bytes;
  if (out.empty()) {
    out.swap(outbox_);
  } else {
    for (Piece& piece : outbox_) out.push_back(std::move(piece));
    outbox_.clear();
  }
  return taken;
}

void Exchange::enter_sink() {
  std::lock_guard lock(mutex_);
  is_posted_ = true;
}

void Exchange::leave_sink() {
  std::lock_guard lock(mutex_);
  is_posted_ = false;
}

void Exchange::hang_up() {
  connection = nullptr;
  std::function<void()> hangup;
  std::function<void()> forgotten_room;
  std::function<void(std::string_view)> forgotten_input;
  std::vector<Piece> unsent;
  {
    std::lock_guard lock(mutex_);
    if (std::exchange(is_gone_, true)) return;
    hangup = std::exchange(on_hangup_, nullptr);
    forgotten_room = std::exchange(on_room_, nullptr);
    forgotten_input = std::exchange(on_input_, nullptr);
    unsent.swap(outbox_);
    outbox_bytes_ = 0;
  }
  try {
    if (hangup) hangup();
  } catch (const std::exception&) {  // Out of memory: it will find out by writing.
  }
}

void Exchange::note(const Request& request) {
  method_ = request.method;
  path_ = request.raw_path();
  began_ = std::chrono::steady_clock::now();
}

// What is unsent may be framing in part, by a few bytes for each chunk.
Served Exchange::served(std::uint64_t unsent) const {
  Served served;
  served.id = id_;
  if (!method_.empty()) served.method = method_;
  if (!path_.empty()) served.path = path_;
  served.took = std::chrono::steady_clock::now() - began_;
  std::lock_guard lock(mutex_);
  if (status_ != 0) served.status = status_;
  served.bytes = body_bytes_ - std::min(body_bytes_, unsent);
  bool is_whole = state_ == State::kComplete && !was_abandoned_;
  served.is_cut = status_ != 0 && (unsent > 0 || !is_whole);
  return served;
}

void Exchange::report_in_flight(std::size_t in_flight) {
  std::function<void()> room;
  {
    std::lock_guard lock(mutex_);
    in_flight_ = in_flight;
    if (outbox_bytes_ + in_flight_ < ReplyStream::kRoom)
      room = std::exchange(on_room_, nullptr);
  }
  if (room) room();
}

void Exchange::receive(std::string_view bytes) {
  std::function<void(std::string_view)> input;
  {
    std::lock_guard lock(mutex_);
    input = on_input_;
  }
  if (input) input(bytes);
}

}  // namespace scriptling
