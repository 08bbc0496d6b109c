#include "actors/input.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <caf/all.hpp>
#include <cerrno>
#include <chrono>

#include "actors/messages.h"
#include "actors/thread_setup.h"

namespace scriptling {

namespace {

constexpr int kPauseMs = 20;  // Memory is short.
constexpr size_t kRead = 64 * 1024;
constexpr size_t kMostDropped = 2 * kRead;  // Bytes in front that are gone already.

// Arbitrary bytes as a str datum: what is not UTF-8 becomes U+FFFD.
Datum line_datum(std::string_view line) {
  if (scan_text(line).is_valid) return Datum::str(line);
  std::string repaired;
  while (!line.empty()) {
    size_t size = 1;
    while (size < 4 && size < line.size() && !scan_text(line.substr(0, size)).is_valid)
      size++;
    if (scan_text(line.substr(0, size)).is_valid) {
      repaired += line.substr(0, size);
      line.remove_prefix(size);
    } else {
      repaired += "\xef\xbf\xbd";
      line.remove_prefix(1);
    }
  }
  return Datum::str(repaired);
}

}  // namespace

Input::~Input() {
  stop();
  if (wake_ >= 0) close(wake_);
}

void Input::stop() {
  {
    std::lock_guard lock(mutex_);
    is_stopping_ = true;
    questions_.clear();
    wake();
  }
  if (thread_.joinable()) thread_.join();
}

// Requires: the lock is held.
void Input::wake() {
  if (wake_ < 0) return;
  uint64_t one = 1;
  while (write(wake_, &one, sizeof one) < 0 && errno == EINTR) {
  }
}

void Input::ask(caf::strong_actor_ptr whom, Ticket ticket) {
  std::lock_guard lock(mutex_);
  if (is_stopping_) return;
  questions_.push_back({std::move(whom), ticket});
  if (!thread_.joinable()) {
    wake_ = eventfd(0, EFD_CLOEXEC);
    thread_ = std::thread([this] { run(); });
  }
  wake();
}

void Input::withdraw(Ticket ticket) {
  std::lock_guard lock(mutex_);
  std::erase_if(questions_, [&](const Question& q) { return q.ticket == ticket; });
}

std::optional<Datum> Input::take() {
  std::lock_guard lock(mutex_);
  if (!questions_.empty()) return std::nullopt;
  auto line = next_line();
  if (!line || line->empty()) return std::nullopt;
  Datum taken = line_datum(*line);
  drop(line->size());
  return taken;
}

void Input::put_back(const Datum& line) {
  std::lock_guard lock(mutex_);
  bytes_.replace(0, begin_, line.text());
  begin_ = searched_ = 0;
  wake();
}

void Input::run() {
  name_thread("input");
  for (;;) {
    bool is_wanted, is_short = false;
    {
      std::lock_guard lock(mutex_);
      if (is_stopping_) return;
      try {
        answer_questions();
      } catch (const std::bad_alloc&) {
        is_short = true;
      }
      is_wanted = !questions_.empty() && !is_short;
    }
    // Waits for bytes if somebody wants them, else for being woken.
    pollfd files[2] = {{wake_, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
    poll(files, is_wanted ? 2 : 1, is_short ? kPauseMs : -1);
    if (files[0].revents != 0) {
      uint64_t count;
      if (read(wake_, &count, sizeof count) < 0) continue;
    }
    if (is_wanted && files[1].revents != 0) read_bytes();
  }
}

// Requires: the lock is held.
void Input::answer_questions() {
  while (!questions_.empty()) {
    auto line = next_line();
    if (!line) return;
    Status status;
    if (is_closed_ && line->empty())
      status = Status::runtime_error("input(): standard input is closed");
    const Question& question = questions_.front();
    caf::anon_send(caf::actor_cast<caf::actor>(question.whom),
                   HostAnswer{question.ticket, status, nullptr, line_datum(*line)});
    drop(line->size());
    questions_.pop_front();
  }
}

// A whole line, or what is left at the end, which stays until it is dropped. Requires:
// the lock is held.
std::optional<std::string_view> Input::next_line() {
  size_t end = bytes_.find('\n', std::max(begin_, searched_));
  if (end == std::string::npos) {
    searched_ = bytes_.size();
    if (!is_at_end_) return std::nullopt;
  } else {
    searched_ = end;
    end++;
  }
  return std::string_view(bytes_).substr(begin_, end - begin_);
}

// Requires: the lock is held.
void Input::drop(size_t size) {
  begin_ += size;
  if (begin_ < bytes_.size() && begin_ < kMostDropped) return;
  bytes_.erase(0, begin_);
  searched_ -= std::min(searched_, begin_);
  begin_ = 0;
}

void Input::read_bytes() {
  char buffer[kRead];
  ssize_t n = read(STDIN_FILENO, buffer, sizeof buffer);
  int error = errno;
  std::unique_lock lock(mutex_);
  is_closed_ = n < 0 && error == EBADF;
  if (n == 0 || (n < 0 && error != EINTR && error != EAGAIN)) is_at_end_ = true;
  for (bool is_kept = n <= 0; !is_kept && !is_stopping_;) {
    try {
      bytes_.append(buffer, static_cast<size_t>(n));
      is_kept = true;
    } catch (const std::bad_alloc&) {  // Once more, a little later.
      lock.unlock();
      std::this_thread::sleep_for(std::chrono::milliseconds(kPauseMs));
      lock.lock();
    }
  }
}

}  // namespace scriptling
