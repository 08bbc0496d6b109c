#include "actors/output.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <iterator>
#include <utility>

#include "actors/thread_setup.h"

namespace scriptling {

namespace {
// How long the first piece of a batch waits for company.
constexpr auto kLinger = std::chrono::microseconds(500);
}  // namespace

Output::Output() : is_terminal_(isatty(STDOUT_FILENO) != 0), thread_([this] { run(); }) {}

Output::~Output() { stop(); }

void Output::stop() {
  {
    std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  came_.notify_one();
  if (thread_.joinable()) thread_.join();
}

bool Output::write(Stream stream, std::string_view text) {
  return text.empty() || add(std::unique_lock(mutex_), stream, text);
}

bool Output::write_if_room(Stream stream, std::string_view text) {
  std::unique_lock lock(mutex_);
  if (bytes_ > kRoom) return false;
  add(std::move(lock), stream, text);
  return true;
}

bool Output::add(std::unique_lock<std::mutex> lock, Stream stream,
                 std::string_view text) {
  if (is_stopping_) return true;
  if (pieces_.empty() || pieces_.back().stream != stream) pieces_.push_back({stream, {}});
  pieces_.back().text += text;
  bool was_small = bytes_ < kBatch;
  bytes_ += text.size();
  bool wake = is_waiting_ || (was_small && bytes_ >= kBatch);
  bool has_room = bytes_ <= kCrowd;
  is_waiting_ = false;
  lock.unlock();
  if (wake) came_.notify_one();
  return has_room;
}

void Output::flush() {
  std::unique_lock lock(mutex_);
  if (is_stopping_) return;  // stop() writes it.
  uint64_t wanted = last_batch();
  is_hurried_ = true;
  came_.notify_one();
  written_.wait(lock, [&] { return batches_done_ >= wanted; });
}

void Output::when_written(std::function<void()> tell) {
  std::unique_lock lock(mutex_);
  if (is_stopping_ || batches_done_ >= last_batch()) {
    lock.unlock();
    return tell();
  }
  waiters_.push_back({last_batch(), std::move(tell)});
  is_hurried_ = true;
  lock.unlock();
  came_.notify_one();
}

std::vector<Output::Waiter> Output::take_served() {
  auto end = std::find_if(waiters_.begin(), waiters_.end(), [this](const Waiter& waiter) {
    return waiter.batch > batches_done_;
  });
  std::vector<Waiter> served(std::move_iterator(waiters_.begin()),
                             std::move_iterator(end));
  waiters_.erase(waiters_.begin(), end);
  return served;
}

void Output::run() {
  name_thread("output");
  std::vector<Piece> batch;
  std::unique_lock lock(mutex_);
  for (;;) {
    if (pieces_.empty()) {
      if (is_stopping_) return;
      is_hurried_ = false;
      is_waiting_ = true;
      came_.wait(lock, [&] { return !pieces_.empty() || is_stopping_; });
      is_waiting_ = false;
      continue;
    }
    if (!is_terminal_ && bytes_ < kBatch && !is_stopping_ && !is_hurried_) {
      came_.wait_for(lock, kLinger,
                     [&] { return bytes_ >= kBatch || is_stopping_ || is_hurried_; });
    }
    batch.swap(pieces_);
    bytes_ = 0;
    batches_begun_++;
    is_hurried_ = false;
    lock.unlock();
    for (const Piece& piece : batch) write_all(piece);
    batch.clear();
    lock.lock();
    batches_done_++;
    written_.notify_all();
    if (waiters_.empty()) continue;
    std::vector<Waiter> served = take_served();
    lock.unlock();
    for (const Waiter& waiter : served) waiter.tell();
    lock.lock();
  }
}

// What can't be written (the reader has left, the disk is full) is dropped.
void Output::write_all(const Piece& piece) {
  int file = piece.stream == Stream::kOut ? STDOUT_FILENO : STDERR_FILENO;
  std::string_view rest = piece.text;
  while (!rest.empty()) {
    ssize_t n = ::write(file, rest.data(), rest.size());
    if (n >= 0) {
      rest.remove_prefix(static_cast<size_t>(n));
    } else if (errno == EAGAIN) {
      pollfd ready{file, POLLOUT, 0};
      poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      return lose(piece.stream, errno);
    }
  }
}

// Of what the log loses there is nobody to tell.
void Output::lose(Stream stream, int error) {
  if (stream != Stream::kOut || has_lost_.exchange(true) || !tell_) return;
  tell_(error);
}

}  // namespace scriptling
