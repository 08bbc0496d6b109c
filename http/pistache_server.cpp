// The reactor, the transport and the peers are Pistache's; what is read from a peer goes
// to a Connection, and what that has to say goes straight to the peer's socket.
//
// Pistache's listener is not used: it spins when descriptors run out, shakes hands for
// TLS on the accepting thread, and cannot stop alone. Of its transport only the list of
// peers is used: its own reading costs a second recv() for each request, and its write
// queue is keyed by descriptor, so that late bytes can reach the wrong client.

#include <pistache/peer.h>
#include <pistache/reactor.h>
#include <pistache/tcp.h>
#include <pistache/transport.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <optional>
#include <random>
#include <system_error>
#include <utility>
#include <vector>

#include "http/connection.h"
#include "http/deadlines.h"
#include "http/listener.h"
#include "http/mailbox.h"
#include "http/server.h"
#include "http/signals.h"
#include "http/tls.h"

namespace scriptling {

namespace {

namespace Polling = Pistache::Polling;

constexpr std::size_t kReadBuffer = 64 * 1024;
constexpr std::chrono::milliseconds kLingerTime = std::chrono::seconds(1);
constexpr int kMailRounds = 8;             // Before sockets get their turn again.
constexpr rlim_t kOtherDescriptors = 256;  // Beside those of the connections.

constexpr std::string_view kTooManyConnections =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n"
    "Retry-After: 1\r\nConnection: close\r\nContent-Length: 32\r\n\r\n"
    "{\"error\": \"Service Unavailable\"}";

// Many systems start a process with a limit of 1024, and leave it to the process to ask
// for more. What cannot be had is met by the listener when it comes to that.
void raise_descriptor_limit(std::size_t max_connections) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  rlim_t wanted = std::min(limit.rlim_max, max_connections + kOtherDescriptors);
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

// What ids begin with: that of another run of the program begins otherwise.
std::string random_prefix() {
  char text[16];
  int size = std::snprintf(text, sizeof text, "%08x-", std::random_device{}());
  return std::string(text, static_cast<std::size_t>(size));
}

// What the threads of one server share.
struct Shared {
  ServerOptions options;
  Sink sink;
  std::atomic<std::size_t> connections{0};  // Accepted and not closed yet.
  const std::string id_prefix = random_prefix();
  std::atomic<std::uint64_t> last_id{0};
  std::mutex mutex;
  std::condition_variable all_closed;

  // Sixteen million of them fit in a string without an allocation.
  std::string next_id() {
    char digits[16];
    std::uint64_t number = last_id.fetch_add(1, std::memory_order_relaxed) + 1;
    auto end = std::to_chars(digits, digits + sizeof digits, number, 16).ptr;
    std::string id = id_prefix;
    return id.append(digits, end);
  }

  void connection_closed() {
    if (connections.fetch_sub(1) != 1) return;
    std::lock_guard lock(mutex);
    all_closed.notify_all();
  }
};

// Pistache wants one with each transport. It hears nothing: the transport listens itself.
class SilentHandler final : public Pistache::Tcp::Handler {
 public:
  void onInput(const char*, std::size_t,
               const std::shared_ptr<Pistache::Tcp::Peer>&) override {}
  std::shared_ptr<Pistache::Tcp::Handler> clone() const override {
    return std::make_shared<SilentHandler>();
  }
};

// One thread's connections. All but the constructor, clone() and mailbox() runs on that
// thread.
class ServerTransport final : public Pistache::Tcp::Transport, public ConnectionHost {
 public:
  explicit ServerTransport(std::shared_ptr<Shared> shared)
      : Transport(std::make_shared<SilentHandler>()),
        shared_(std::move(shared)),
        mailbox_(std::make_shared<Mailbox>()),
        outlet_(mailbox_),
        timer_fd_(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)),
        deadlines_(allowed_times(shared_->options)),
        buffer_(kReadBuffer) {
    if (timer_fd_ < 0) {
      throw std::system_error(errno, std::generic_category(), "timerfd");
    }
  }

  ~ServerTransport() override { ::close(timer_fd_); }

  // Pistache makes one for each of its threads from the one it is given.
  std::shared_ptr<Pistache::Aio::Handler> clone() const override {
    return std::make_shared<ServerTransport>(shared_);
  }

  Mailbox& mailbox() { return *mailbox_; }

  void registerPoller(Polling::Epoll& poller) override {
    Transport::registerPoller(poller);
    Pistache::Flags<Polling::NotifyOn> read(Polling::NotifyOn::Read);
    int event_fd = mailbox_->event_fd();
    poller.addFd(event_fd, read, tag_of(event_fd), Polling::Mode::Edge);
    poller.addFd(timer_fd_, read, tag_of(timer_fd_), Polling::Mode::Edge);
  }

  // An exception that left it would end the process.
  void onReady(const Pistache::Aio::FdSet& ready) override {
    try {
      take_turn(ready);
    } catch (const std::exception&) {
      mailbox_->wake();  // For what was not seen to.
    }
  }

  // -- ConnectionHost -------------------------------------------------------------------

  void handle(Request&& request, Reply reply) override {
    try {
      shared_->sink(std::move(request), std::move(reply));
    } catch (...) {
      // The reply died on the way out, which has answered 500.
    }
  }

  std::optional<Response> answer_early(const Request& head) override {
    const auto& ask = shared_->options.answer_early;
    return ask ? ask(head) : std::nullopt;
  }

  std::string next_id() override { return shared_->next_id(); }

  bool keeps_log() const override { return shared_->options.on_served != nullptr; }

  void on_served(const Exchange& exchange, const std::string& remote_addr,
                 std::uint64_t unsent) override {
    Served served = exchange.served(unsent);
    served.remote_addr = remote_addr;
    shared_->options.on_served(served);
  }

  void watch_writable(Connection& connection, bool watches) override {
    auto interest = Polling::NotifyOn::Read | Polling::NotifyOn::Shutdown;
    if (watches) interest = interest | Polling::NotifyOn::Write;
    reactor()->modifyFd(key(), connection.fd(), interest, Polling::Mode::Edge);
  }

  void run_again(Connection& connection) override {
    bool is_waiting =
        std::find(waiting_.begin(), waiting_.end(), &connection) != waiting_.end();
    if (!is_waiting) waiting_.push_back(&connection);
  }

  void set_deadline(Connection& connection, Wait wait) override {
    deadlines_.set(connection, wait, now_);
  }

  void set_pulse(Connection& connection) override {
    deadlines_.set(connection.pulse(), Wait::kPulse, now_);
  }

  std::chrono::milliseconds patience_with_silence() const override {
    return 2 * shared_->options.ping_interval;
  }

  std::span<char> read_buffer() override { return buffer_; }

  const std::shared_ptr<Outlet>& outlet() override { return outlet_; }

 private:
  void take_turn(const Pistache::Aio::FdSet& ready) {
    now_ = Deadlines::Clock::now();
    mailbox_->begin_turn();
    for (const auto& entry : ready) on_event(entry);
    run_waiting();
    bool has_mail = true;
    for (int round = 0; has_mail && round < kMailRounds; ++round) {
      Mail mail;
      has_mail = mailbox_->collect(mail);
      if (has_mail) deliver(mail);
    }
    expire();
    if (has_mail || !waiting_.empty()) mailbox_->wake();
  }

  static Polling::Tag tag_of(int fd) { return Polling::Tag(static_cast<uint64_t>(fd)); }

  static std::array<Deadlines::Duration, Deadlines::kKinds> allowed_times(
      const ServerOptions& options) {
    std::array<Deadlines::Duration, Deadlines::kKinds> allowed{};
    auto allow = [&allowed](Wait wait, Deadlines::Duration time) {
      allowed[static_cast<std::size_t>(wait)] = time;
    };
    allow(Wait::kFirst, options.header_timeout);
    allow(Wait::kHead, options.header_timeout);
    allow(Wait::kBody, options.body_timeout);
    allow(Wait::kIdle, options.idle_timeout);
    if (options.stall_timeout.count() > 0) {
      allow(Wait::kFlush, std::max(options.stall_timeout / Connection::kStalls,
                                   Deadlines::Duration(1)));
    }
    allow(Wait::kGrace, std::max(options.hangup_grace, Deadlines::Duration(1)));
    allow(Wait::kLinger, kLingerTime);
    allow(Wait::kSilence, options.ping_interval);
    if (options.ping_interval.count() > 0) {
      allow(Wait::kPulse, std::max(options.ping_interval / 2, Deadlines::Duration(1)));
    }
    return allowed;
  }

  Connection* connection_at(std::size_t fd) {
    return fd < connections_.size() ? connections_[fd].get() : nullptr;
  }

  // Closes `connection` when `call` says that it is over, or runs out of memory.
  template <typename Call>
  void drive(Connection& connection, Call call) {
    bool is_open = false;
    try {
      is_open = call();
    } catch (const std::exception&) {
    }
    if (!is_open) close(connection);
  }

  void on_event(const Pistache::Aio::FdSet::Entry& entry) {
    std::uint64_t fd = entry.getTag().value();
    if (fd == static_cast<std::uint64_t>(timer_fd_)) armed_.reset();
    Connection* connection = connection_at(fd);
    if (connection == nullptr) return;
    // The entry keeps its flags to itself; the cast is the way to the one it does not
    // tell.
    const auto& event = (const Polling::Event&)entry;
    bool is_ending = event.flags.hasFlag(Polling::NotifyOn::Shutdown);
    bool is_readable = entry.isReadable() || entry.isHangup() || is_ending;
    drive(*connection, [&] {
      if (entry.isWritable() && !connection->on_writable()) return false;
      return !is_readable || connection->on_readable(is_ending);
    });
  }

  void run_waiting() {
    for (Connection* connection : std::exchange(waiting_, {})) {
      // Closing one takes it out of waiting_ only: those of this round are still alive,
      // because a turn of one connection never closes another.
      drive(*connection, [connection] { return connection->on_turn(); });
    }
  }

  void deliver(const Mail& mail) {
    for (const AcceptedSocket& socket : mail.sockets) open(socket);
    for (const auto& exchange : mail.exchanges) {
      Connection* connection = exchange->connection;
      if (connection == nullptr) continue;
      drive(*connection, [&] { return connection->on_answer(*exchange); });
    }
    if (mail.drains) {
      for_each(
          [this](Connection& each) { drive(each, [&each] { return each.on_drain(); }); });
    }
    if (mail.stops) {
      for_each([this](Connection& each) { close(each); });
      mailbox_->close();
    }
  }

  template <typename Visit>
  void for_each(Visit visit) {
    for (std::size_t fd = 0; fd < connections_.size(); ++fd) {
      if (connections_[fd]) visit(*connections_[fd]);
    }
  }

  void expire() {
    while (Deadlines::Entry* due = deadlines_.pop_due(now_)) {
      if (due->wait() == Wait::kPulse) {
        Connection& connection = static_cast<Connection::Pulse*>(due)->owner;
        drive(connection, [&connection] { return connection.on_pulse(); });
        continue;
      }
      auto& connection = static_cast<Connection&>(*due);
      drive(connection, [&connection] { return connection.on_deadline(); });
    }
    arm_timer();
  }

  // The timer may ring too early, after deadlines were moved, but never too late.
  void arm_timer() {
    auto earliest = deadlines_.earliest();
    if (!earliest || (armed_ && *armed_ <= *earliest)) return;
    armed_ = earliest;
    auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(*earliest - now_);
    auto ns = std::max<std::int64_t>(left.count(), 1);
    itimerspec at{};
    at.it_value.tv_sec = ns / 1'000'000'000;
    at.it_value.tv_nsec = ns % 1'000'000'000;
    ::timerfd_settime(timer_fd_, 0, &at, nullptr);
  }

  void open(const AcceptedSocket& socket) {
    try {
      add(socket);
    } catch (const std::exception&) {  // Out of memory, or of epoll watches.
      peers.erase(socket.fd);
      auto fd = static_cast<std::size_t>(socket.fd);
      if (fd < connections_.size()) connections_[fd].reset();
      ::close(socket.fd);
      return shared_->connection_closed();
    }
    Connection& connection = *connections_[static_cast<std::size_t>(socket.fd)];
    drive(connection, [&connection] { return connection.on_open(); });
  }

  void add(const AcceptedSocket& socket) {
    auto fd = static_cast<std::size_t>(socket.fd);
    if (fd >= connections_.size()) connections_.resize(std::max(fd + 1, fd * 2));
    const ServerOptions& options = shared_->options;
    std::unique_ptr<TlsSession> tls;
    if (options.tls) tls = options.tls->accept(socket.fd);
    connections_[fd] = std::make_unique<Connection>(
        *this, Wire(socket.fd, std::move(tls)), socket.remote_addr,
        ParserLimits{options.max_header, options.max_body});
    auto peer = Pistache::Tcp::Peer::Create(socket.fd, Pistache::Address());
    peers.emplace(socket.fd, std::move(peer));
    reactor()->registerFd(key(), socket.fd,
                          Polling::NotifyOn::Read | Polling::NotifyOn::Shutdown,
                          Polling::Mode::Edge);
  }

  void close(Connection& connection) {
    int fd = connection.fd();
    deadlines_.clear(connection);
    deadlines_.clear(connection.pulse());
    std::erase(waiting_, &connection);
    connections_[static_cast<std::size_t>(fd)].reset();
    removePeer(std::shared_ptr<Pistache::Tcp::Peer>(peers.at(fd)));  // Closes the socket.
    shared_->connection_closed();
  }

  std::shared_ptr<Shared> shared_;
  std::shared_ptr<Mailbox> mailbox_;
  std::shared_ptr<Outlet> outlet_;
  int timer_fd_;
  Deadlines deadlines_;
  Deadlines::Clock::time_point now_{};
  std::optional<Deadlines::Clock::time_point> armed_;
  std::vector<char> buffer_;
  std::vector<std::unique_ptr<Connection>> connections_;  // By descriptor.
  std::vector<Connection*> waiting_;                      // For another turn.
};

}  // namespace

class Server::Impl {
 public:
  explicit Impl(ServerOptions options)
      : shared_(std::make_shared<Shared>()),
        listener_(options.address, options.ping_interval) {
    shared_->options = std::move(options);
  }

  ~Impl() { stop(); }

  std::uint16_t port() const { return listener_.port(); }
  std::size_t connections() const { return shared_->connections.load(); }
  void stop_accepting() { listener_.stop(); }

  void start(Sink sink) {
    const ServerOptions& options = shared_->options;
    shared_->sink = std::move(sink);
    raise_descriptor_limit(options.max_connections);
    SignalsBlocked blocked;
    reactor_ = Pistache::Aio::Reactor::create();
    auto threads = static_cast<std::size_t>(std::max(options.threads, 1));
    reactor_->init(Pistache::Aio::AsyncContext(threads, "http"));
    auto key = reactor_->addHandler(std::make_shared<ServerTransport>(shared_));
    for (const auto& handler : reactor_->handlers(key)) {
      transports_.push_back(std::static_pointer_cast<ServerTransport>(handler));
    }
    reactor_->run();
    listener_.start([this](AcceptedSocket socket) { accept(std::move(socket)); },
                    options.on_trouble);
  }

  bool drain(std::chrono::milliseconds patience) {
    // First of all, so that whoever finds the port closed also gets `Connection: close`.
    for (const auto& transport : transports_) transport->mailbox().set_closing();
    listener_.stop();
    for (const auto& transport : transports_) transport->mailbox().post_drain();
    std::unique_lock lock(shared_->mutex);
    bool is_done = shared_->all_closed.wait_for(
        lock, patience, [this] { return shared_->connections.load() == 0; });
    lock.unlock();
    stop();
    return is_done;
  }

  void stop() {
    listener_.stop();
    if (!reactor_) return;
    for (const auto& transport : transports_) transport->mailbox().post_stop();
    {
      std::unique_lock lock(shared_->mutex);
      shared_->all_closed.wait(lock, [this] { return shared_->connections.load() == 0; });
    }
    reactor_->shutdown();
    reactor_.reset();  // Joins the threads.
    transports_.clear();
  }

 private:
  // On the listener's thread.
  void accept(AcceptedSocket socket) {
    bool is_welcome =
        shared_->connections.fetch_add(1) < shared_->options.max_connections;
    try {
      is_welcome ? take(std::move(socket)) : turn_away(socket);
    } catch (const std::exception&) {
      shared_->connection_closed();
      throw;
    }
  }

  void turn_away(const AcceptedSocket& socket) {
    const ServerOptions& options = shared_->options;
    if (!options.tls) {
      ::send(socket.fd, kTooManyConnections.data(), kTooManyConnections.size(),
             MSG_NOSIGNAL);
    }
    if (options.on_served) report_turned_away(socket);
    ::close(socket.fd);
    shared_->connection_closed();
  }

  void take(AcceptedSocket socket) {
    next_ = (next_ + 1) % transports_.size();
    transports_[next_]->mailbox().post_socket(std::move(socket));
  }

  void report_turned_away(const AcceptedSocket& socket) {
    std::string id = shared_->next_id();
    Served served;
    served.id = id;
    served.remote_addr = socket.remote_addr;
    served.status = 503;
    shared_->options.on_served(served);
  }

  std::shared_ptr<Shared> shared_;
  Listener listener_;
  std::shared_ptr<Pistache::Aio::Reactor> reactor_;
  std::vector<std::shared_ptr<ServerTransport>> transports_;
  std::size_t next_ = 0;
};

Server::Server(ServerOptions options)
    : impl_(std::make_unique<Impl>(std::move(options))) {}
Server::~Server() = default;
std::uint16_t Server::port() const { return impl_->port(); }
void Server::start(Sink sink) { impl_->start(std::move(sink)); }
void Server::stop_accepting() { impl_->stop_accepting(); }
bool Server::drain(std::chrono::milliseconds patience) { return impl_->drain(patience); }
void Server::stop() { impl_->stop(); }
std::size_t Server::connections() const { return impl_->connections(); }

}  // namespace scriptling
