#include "http/listener.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

#include "http/signals.h"

namespace scriptling {

namespace {

constexpr int kBacklog = 4096;
constexpr int kPauseMs = 100;  // After an error that only time, or a close, can heal.

std::string host_text(const sockaddr_in6& address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (IN6_IS_ADDR_V4MAPPED(&address.sin6_addr)) {
    inet_ntop(AF_INET, address.sin6_addr.s6_addr + 12, text, sizeof text);
    return text;
  }
  inet_ntop(AF_INET6, &address.sin6_addr, text, sizeof text);
  return "[" + std::string(text) + "]";
}

std::string remote_text(const sockaddr_storage& storage) {
  if (storage.ss_family == AF_INET6) {
    sockaddr_in6 address{};
    std::memcpy(&address, &storage, sizeof address);
    return host_text(address) + ":" + std::to_string(ntohs(address.sin6_port));
  }
  sockaddr_in address{};
  std::memcpy(&address, &storage, sizeof address);
  char text[INET_ADDRSTRLEN] = "";
  inet_ntop(AF_INET, &address.sin_addr, text, sizeof text);
  return std::string(text) + ":" + std::to_string(ntohs(address.sin_port));
}

void set_option(int fd, int level, int name, int value) {
  ::setsockopt(fd, level, name, &value, sizeof value);
}

// The sockets that accept() makes of a listening one have its options. An idle one is
// probed by the kernel.
void set_probes(int fd, std::chrono::milliseconds interval) {
  using std::chrono::seconds;
  constexpr int kProbes = 4;
  constexpr seconds kLongest{32767};  // The kernel's.
  if (interval.count() <= 0) return;
  auto idle = std::clamp(std::chrono::ceil<seconds>(interval), seconds(1), kLongest);
  auto pause = std::max(seconds(1), idle / kProbes);
  set_option(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
  set_option(fd, IPPROTO_TCP, TCP_KEEPIDLE, static_cast<int>(idle.count()));
  set_option(fd, IPPROTO_TCP, TCP_KEEPINTVL, static_cast<int>(pause.count()));
  set_option(fd, IPPROTO_TCP, TCP_KEEPCNT, kProbes);
}

// A listening socket, or -1 with errno set.
int listen_on(const addrinfo& info) {
  int fd = ::socket(info.ai_family, info.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK,
                    info.ai_protocol);
  if (fd < 0) return -1;
  set_option(fd, SOL_SOCKET, SO_REUSEADDR, 1);
  if (info.ai_family == AF_INET6) set_option(fd, IPPROTO_IPV6, IPV6_V6ONLY, 0);
  if (::bind(fd, info.ai_addr, info.ai_addrlen) == 0 && ::listen(fd, kBacklog) == 0) {
    return fd;
  }
  int error = errno;
  ::close(fd);
  errno = error;
  return -1;
}

using AddressList = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

AddressList look_up(const ListenAddress& address, int family, const std::string& text) {
  addrinfo hints{};
  hints.ai_family = family;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const char* host = address.host.empty() ? nullptr : address.host.c_str();
  int error = ::getaddrinfo(host, address.port.c_str(), &hints, &found);
  if (error != 0) {
    throw std::runtime_error("cannot listen on " + text + ": " + gai_strerror(error));
  }
  return AddressList(found, &freeaddrinfo);
}

// All interfaces means IPv6 with IPv4 mapped into it, or IPv4 alone where there is no
// IPv6.
int open_listener(const std::string& text) {
  ListenAddress address = ListenAddress::parse(text);
  constexpr std::array kAll = {AF_INET6, AF_INET};
  constexpr std::array kNamed = {AF_UNSPEC};
  int error = EADDRNOTAVAIL;
  auto try_family = [&](int family) {
    AddressList list = look_up(address, family, text);
    for (const addrinfo* info = list.get(); info != nullptr; info = info->ai_next) {
      int fd = listen_on(*info);
      if (fd >= 0) return fd;
      error = errno;
    }
    return -1;
  };
  int fd = -1;
  if (address.host.empty()) {
    for (int family : kAll) {
      fd = fd < 0 ? try_family(family) : fd;
      if (fd < 0 && error == EADDRINUSE) break;
    }
  } else {
    fd = try_family(kNamed[0]);
  }
  if (fd < 0) {
    throw std::runtime_error("cannot listen on " + text + ": " + std::strerror(error));
  }
  return fd;
}

std::uint16_t bound_port(int fd) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&storage), &size);
  if (storage.ss_family == AF_INET6) {
    sockaddr_in6 address{};
    std::memcpy(&address, &storage, sizeof address);
    return ntohs(address.sin6_port);
  }
  sockaddr_in address{};
  std::memcpy(&address, &storage, sizeof address);
  return ntohs(address.sin_port);
}

// The peer's fault, or nobody's: the next accept() may well succeed.
bool is_passing(int error) {
  return error == ECONNABORTED || error == EINTR || error == EPROTO || error == EPERM ||
         error == ENETDOWN || error == EHOSTDOWN || error == EHOSTUNREACH ||
         error == ENETUNREACH || error == ENONET || error == ENOPROTOOPT ||
         error == EOPNOTSUPP || error == ETIMEDOUT;
}

}  // namespace

ListenAddress ListenAddress::parse(const std::string& text) {
  std::size_t colon = text.rfind(':');
  ListenAddress address;
  bool is_sound = colon != std::string::npos;
  if (is_sound) {
    address.host = text.substr(0, colon);
    address.port = text.substr(colon + 1);
    bool has_brackets = address.host.size() > 2 && address.host.front() == '[' &&
                        address.host.back() == ']';
    if (has_brackets) address.host = address.host.substr(1, address.host.size() - 2);
    is_sound = has_brackets || address.host.find_first_of(":[]") == std::string::npos;
    bool has_digits = !address.port.empty() && address.port.size() <= 5 &&
                      address.port.find_first_not_of("0123456789") == std::string::npos;
    is_sound = is_sound && has_digits && std::stoi(address.port) <= 65535;
  }
  if (!is_sound) {
    throw std::runtime_error(
        "'" + text + "' is not an address: write HOST:PORT, :PORT or [IPV6]:PORT");
  }
  return address;
}

Listener::Listener(const std::string& address, std::chrono::milliseconds probe_interval)
    : listen_fd_(open_listener(address)),
      stop_fd_(::eventfd(0, EFD_CLOEXEC)),
      port_(bound_port(listen_fd_)) {
  set_probes(listen_fd_, probe_interval);
}

Listener::~Listener() {
  stop();
  ::close(stop_fd_);
}

void Listener::start(std::function<void(AcceptedSocket)> accept,
                     std::function<void(const std::string& why)> trouble) {
  accept_ = std::move(accept);
  trouble_ = std::move(trouble);
  SignalsBlocked blocked;
  thread_ = std::thread([this] { run(); });
}

void Listener::stop() {
  if (thread_.joinable()) {
    std::uint64_t one = 1;
    [[maybe_unused]] ssize_t written = ::write(stop_fd_, &one, sizeof one);
    thread_.join();
  }
  if (listen_fd_ >= 0) ::close(std::exchange(listen_fd_, -1));
}

void Listener::run() {
  std::array<pollfd, 2> watched = {pollfd{stop_fd_, POLLIN, 0},
                                   pollfd{listen_fd_, POLLIN, 0}};
  for (;;) {
    ::poll(watched.data(), watched.size(), -1);
    if (watched[0].revents != 0) return;
    while (accept_one()) {
    }
    int error = errno;
    if (error == EAGAIN || error == EWOULDBLOCK) continue;
    report(error);
    ::poll(watched.data(), 1, kPauseMs);
  }
}

void Listener::report(int error) {
  if (std::exchange(is_in_trouble_, true) || !trouble_) return;
  trouble_(std::string("no connection can be accepted: ") + std::strerror(error));
}

// False, with errno set, when no connection is there or none can be taken for now.
bool Listener::accept_one() {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  int fd = ::accept4(listen_fd_, reinterpret_cast<sockaddr*>(&storage), &size,
                     SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd < 0) return is_passing(errno);
  is_in_trouble_ = false;
  set_option(fd, IPPROTO_TCP, TCP_NODELAY, 1);
  try {
    accept_({fd, remote_text(storage)});
  } catch (const std::exception&) {  // Out of memory.
    ::close(fd);
    errno = ENOMEM;
    return false;
  }
  return true;
}

}  // namespace scriptling
