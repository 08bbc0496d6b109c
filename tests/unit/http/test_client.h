// A client for tests: a plain socket to a port of this machine, and patience.
//
// One thread at a time.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace scriptling {

class TestClient {
 public:
  static constexpr int kPatienceMs = 10'000;

  explicit TestClient(std::uint16_t port, int receive_buffer = 0) {
    fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (receive_buffer > 0) {
      ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_connected_ =
        ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~TestClient() { close(); }
  TestClient(TestClient&& other) noexcept
      : fd_(std::exchange(other.fd_, -1)), is_connected_(other.is_connected_) {}

  bool is_connected() const { return is_connected_; }

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  void get(std::string_view path) const {
    send("GET " + std::string(path) + " HTTP/1.1\r\nHost: test\r\n\r\n");
  }

  // The next answer, head and body by its length. What is cut short is returned as it is.
  std::string answer() {
    std::size_t head_end = 0;
    while ((head_end = received_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive()) return std::exchange(received_, {});
    }
    std::size_t size = head_end + 4;
    std::size_t length = received_.find("Content-Length: ");
    if (length < head_end) size += std::stoul(received_.substr(length + 16));
    return bytes(size);
  }

  // The body of the next answer.
  std::string body() {
    std::string text = answer();
    return text.substr(std::min(text.find("\r\n\r\n"), text.size() - 4) + 4);
  }

  std::string bytes(std::size_t size) {
    while (received_.size() < size && receive()) {
    }
    std::string text = received_.substr(0, size);
    received_.erase(0, size);
    return text;
  }

  // Everything until the server closes.
  std::string rest() {
    while (receive()) {
    }
    return std::exchange(received_, {});
  }

  // Whether nothing comes, not even a close, for a while.
  bool is_silent_for(int ms) const {
    pollfd watched{fd_, POLLIN, 0};
    return ::poll(&watched, 1, ms) == 0;
  }

  bool is_closed() { return received_.empty() && !receive() && !is_silent_; }

  void end_sending() const { ::shutdown(fd_, SHUT_WR); }

  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }

  // Leaves with a reset instead of an end.
  void reset() {
    linger now{1, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
  }

 private:
  bool receive() {
    pollfd watched{fd_, POLLIN, 0};
    is_silent_ = ::poll(&watched, 1, kPatienceMs) <= 0;
    if (is_silent_) return false;
    char buffer[16 * 1024];
    ssize_t got = ::recv(fd_, buffer, sizeof buffer, 0);
    if (got <= 0) return false;
    received_.append(buffer, static_cast<std::size_t>(got));
    return true;
  }

  int fd_ = -1;
  bool is_connected_ = false;
  bool is_silent_ = false;
  std::string received_;
};

}  // namespace scriptling
