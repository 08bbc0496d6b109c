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

constexpr auto kPause = std::chrono::milliseconds(20);  // Memory is short.

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

void Input::run() {
  name_thread("input");
  std::string line;
  for (;;) {
    bool has_line = false;
    try {
      has_line = take_line(&line);
    } catch (const std::bad_alloc&) {  // Once more, a little later.
      std::this_thread::sleep_for(kPause);
      continue;
    }
    Question question{nullptr, 0};
    bool is_wanted;
    {
      std::lock_guard lock(mutex_);
      if (is_stopping_) return;
      is_wanted = !questions_.empty();
      if (is_wanted && has_line) {
        question = std::move(questions_.front());
        questions_.pop_front();
      }
    }
    if (question.whom) {
      try {
        Status status;
        if (is_closed_ && line.empty())
          status = Status::runtime_error("input(): standard input is closed");
        caf::anon_send(caf::actor_cast<caf::actor>(question.whom),
                       HostAnswer{question.ticket, status, nullptr, line_datum(line)});
        bytes_.erase(0, line.size());
      } catch (const std::bad_alloc&) {  // Once more, a little later.
        std::this_thread::sleep_for(kPause);
        std::lock_guard lock(mutex_);
        questions_.push_front(std::move(question));
      }
      continue;
    }
    // Waits for bytes if somebody wants them and there is no line, else for being woken.
    pollfd files[2] = {{wake_, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
    poll(files, is_wanted ? 2 : 1, -1);
    if (files[0].revents != 0) {
      uint64_t count;
      if (read(wake_, &count, sizeof count) < 0) continue;
    }
    if (is_wanted && files[1].revents != 0) read_bytes();
  }
}

// A whole line, or what is left at the end; stays in `bytes_` until it was handed out.
bool Input::take_line(std::string* line) {
  size_t end = bytes_.find('\n');
  if (end == std::string::npos && !is_at_end_) return false;
  *line = bytes_.substr(0, end == std::string::npos ? end : end + 1);
  return true;
}

void Input::read_bytes() {
  char buffer[4096];
  ssize_t n = read(STDIN_FILENO, buffer, sizeof buffer);
  if (n > 0) bytes_.append(buffer, static_cast<size_t>(n));
  is_closed_ = n < 0 && errno == EBADF;
  if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN)) is_at_end_ = true;
}

}  // namespace scriptling
