#include "http/wire.h"

#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace scriptling {

namespace {

constexpr std::size_t kMaxVectors = 16;
constexpr std::size_t kFileStep = 1 << 20;
constexpr std::size_t kTlsFileStep = 64 * 1024;

using Outcome = Transfer::Outcome;

// All zero if there is none.
tcp_info info_of(int fd) {
  tcp_info info{};
  socklen_t size = sizeof info;
  ::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size);
  return info;
}

bool has_unacknowledged(int fd) {
  int bytes = 0;
  return ::ioctl(fd, SIOCOUTQ, &bytes) == 0 && bytes > 0;
}

Transfer from_result(ssize_t result) {
  if (result > 0) return {Outcome::kMoved, static_cast<std::size_t>(result)};
  if (result == 0) return {Outcome::kEnd};
  bool is_blocked = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
  return {is_blocked ? Outcome::kBlocked : Outcome::kBroken};
}

Transfer from_tls(TlsOutcome outcome, std::size_t moved) {
  switch (outcome) {
    case TlsOutcome::kMoved: return {Outcome::kMoved, moved};
    case TlsOutcome::kWantsRead:
    case TlsOutcome::kWantsWrite: return {Outcome::kBlocked};
    case TlsOutcome::kEnd: return {Outcome::kEnd};
    case TlsOutcome::kBroken: break;
  }
  return {Outcome::kBroken};
}

}  // namespace

Transfer Wire::read(std::span<char> into) {
  if (tls_) {
    std::size_t moved = 0;
    TlsOutcome outcome = tls_->read(into.data(), into.size(), moved);
    return from_tls(outcome, moved);
  }
  ssize_t result = 0;
  do {
    result = ::recv(fd_, into.data(), into.size(), 0);
  } while (result < 0 && errno == EINTR);
  Transfer transfer = from_result(result);
  transfer.is_drained = transfer.bytes < into.size();
  return transfer;
}

Transfer Wire::write(std::span<const Piece> pieces) {
  const Piece& first = pieces.front();
  if (first.bytes.empty()) return write_file(first.file);
  if (tls_) {
    std::size_t moved = 0;
    TlsOutcome outcome = tls_->write(first.bytes.data(), first.bytes.size(), moved);
    return from_tls(outcome, moved);
  }
  std::array<iovec, kMaxVectors> vectors;
  std::size_t count = 0;
  for (const Piece& piece : pieces) {
    if (piece.bytes.empty() || count == kMaxVectors) break;
    vectors[count++] = {const_cast<char*>(piece.bytes.data()), piece.bytes.size()};
    if (piece.file.size > 0) break;  // The file comes before the next piece.
  }
  ssize_t result = 0;
  do {
    if (count == 1) {
      result = ::send(fd_, vectors[0].iov_base, vectors[0].iov_len, MSG_NOSIGNAL);
    } else {
      msghdr message{};
      message.msg_iov = vectors.data();
      message.msg_iovlen = count;
      result = ::sendmsg(fd_, &message, MSG_NOSIGNAL);
    }
  } while (result < 0 && errno == EINTR);
  return from_result(result);
}

Transfer Wire::write_file(const FileSlice& slice) {
  auto offset = static_cast<off_t>(slice.offset);
  if (tls_) {
    std::array<char, kTlsFileStep> buffer;
    std::size_t wanted = std::min<std::uint64_t>(slice.size, buffer.size());
    ssize_t result = ::pread(slice.file->fd(), buffer.data(), wanted, offset);
    if (result <= 0) return {Outcome::kBroken};
    std::size_t moved = 0;
    TlsOutcome outcome =
        tls_->write(buffer.data(), static_cast<std::size_t>(result), moved);
    return from_tls(outcome, moved);
  }
  std::size_t wanted = std::min<std::uint64_t>(slice.size, kFileStep);
  Transfer transfer = from_result(::sendfile(fd_, slice.file->fd(), &offset, wanted));
  // The file has become shorter than what was promised.
  if (transfer.outcome == Outcome::kEnd) transfer.outcome = Outcome::kBroken;
  return transfer;
}

Wire::Delivery Wire::delivery() const {
  tcp_info info = info_of(fd_);
  return {info.tcpi_bytes_acked, has_unacknowledged(fd_)};
}

// A machine whose socket is full is probed at growing intervals: it has left when more
// than one probe is unanswered.
bool Wire::is_abandoned(std::chrono::milliseconds patience) const {
  if (patience.count() <= 0 || !has_unacknowledged(fd_)) return false;
  tcp_info info = info_of(fd_);
  bool owes = info.tcpi_unacked > 0 || info.tcpi_probes > 1;
  return owes && std::chrono::milliseconds(info.tcpi_last_ack_recv) >= patience;
}

bool Wire::is_reset() const {
  constexpr int kClosed = 7;  // TCP_CLOSE, which only <netinet/tcp.h> has.
  return info_of(fd_).tcpi_state == kClosed;
}

void Wire::shut_down_writing() {
  if (tls_) tls_->shut_down();
  ::shutdown(fd_, SHUT_WR);
}

}  // namespace scriptling
