// The least that can answer: what has come is taken for one request, unread, and a fixed
// text goes back. What http_load.py's client and the kernel leave to any server.
//
//   bare_http PORT

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>

namespace {

constexpr int kThreads = 2;
constexpr std::string_view kAnswer =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 28\r\n\r\n"
    R"({"message": "Hello, World!"})";

int listen_on(std::uint16_t port) {
  int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      listen(listener, SOMAXCONN) != 0) {
    std::perror("bare_http");
    std::exit(1);
  }
  return listener;
}

void watch(int poll, int socket) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = socket;
  epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
}

void accept_one(int poll, int listener) {
  int peer = accept(listener, nullptr, nullptr), on = 1;
  if (peer < 0) return;
  setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  watch(poll, peer);
}

void serve(int listener) {
  int poll = epoll_create1(0);
  watch(poll, listener);
  std::array<epoll_event, 256> events;
  std::array<char, 4096> request;
  for (;;) {
    int count = epoll_wait(poll, events.data(), events.size(), -1);
    for (int n = 0; n < count; n++) {
      int peer = events[static_cast<size_t>(n)].data.fd;
      if (peer == listener) {
        accept_one(poll, listener);
      } else if (recv(peer, request.data(), request.size(), 0) <= 0) {
        close(peer);
      } else {
        send(peer, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL);
      }
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: bare_http PORT\n");
    return 2;
  }
  auto port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  for (int n = 1; n < kThreads; n++) std::thread(serve, listen_on(port)).detach();
  int listener = listen_on(port);
  std::fprintf(stderr, "listening on http://127.0.0.1:%d\n", port);
  serve(listener);
}
