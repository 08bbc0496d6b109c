#include "http/mailbox.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

namespace scriptling {

namespace {

int make_event_fd() {
  int fd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (fd < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  return fd;
}

}  // namespace

Mailbox::Mailbox() : event_fd_(make_event_fd()) {}

Mailbox::~Mailbox() {
  close();
  ::close(event_fd_);
}

void Mailbox::wake() {
  std::uint64_t one = 1;
  // Cannot fail but for an overflow, which takes longer than the hardware lasts.
  [[maybe_unused]] ssize_t written = ::write(event_fd_, &one, sizeof one);
}

// `put` adds to the mail, unless the box is closed.
template <typename Put>
void Mailbox::post_with(Put put) {
  std::unique_lock lock(mutex_);
  if (is_closed_) return;
  put(mail_);
  has_mail_ = true;
  bool wakes = !std::exchange(is_reader_up_, true);
  lock.unlock();
  if (wakes) wake();
}

void Mailbox::post(std::shared_ptr<Exchange> exchange) {
  // Captured by reference: what is dropped by a closed box dies outside of the lock.
  post_with([&exchange](Mail& mail) { mail.exchanges.push_back(std::move(exchange)); });
}

void Mailbox::post_socket(AcceptedSocket socket) {
  int fd = socket.fd;
  bool is_taken = false;
  post_with([&socket, &is_taken](Mail& mail) {
    mail.sockets.push_back(std::move(socket));
    is_taken = true;
  });
  if (!is_taken) ::close(fd);
}

void Mailbox::post_drain() {
  set_closing();
  post_with([](Mail& mail) { mail.drains = true; });
}

void Mailbox::post_stop() {
  set_closing();
  post_with([](Mail& mail) { mail.stops = true; });
}

void Mailbox::begin_turn() {
  std::lock_guard lock(mutex_);
  is_reader_up_ = true;
}

bool Mailbox::collect(Mail& mail) {
  std::lock_guard lock(mutex_);
  if (!has_mail_) {
    is_reader_up_ = false;
    return false;
  }
  std::swap(mail, mail_);
  has_mail_ = false;
  return true;
}

void Mailbox::close() {
  Mail dropped;
  {
    std::lock_guard lock(mutex_);
    is_closed_ = true;
    std::swap(dropped, mail_);
    has_mail_ = false;
  }
  for (const AcceptedSocket& socket : dropped.sockets) ::close(socket.fd);
}

}  // namespace scriptling
