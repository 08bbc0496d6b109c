// A socket that moves bytes without ever blocking, in the clear or through TLS.
//
// Does not own the descriptor.
//
// One thread at a time.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "http/exchange.h"
#include "http/tls.h"

namespace scriptling {

struct Transfer {
  enum class Outcome {
    kMoved,    // `bytes` were moved, at least one.
    kBlocked,  // Nothing to read, or no room to write, for now.
    kEnd,      // The other side has sent its last byte.
    kBroken,   // The connection, or the file that was to be sent, is no more.
  };

  Outcome outcome = Outcome::kBlocked;
  std::size_t bytes = 0;
  bool is_drained =
      false;  // A read that left nothing behind, so that the next would block.
};

class Wire {
 public:
  // `tls` is null for a socket in the clear.
  Wire(int fd, std::unique_ptr<TlsSession> tls) : fd_(fd), tls_(std::move(tls)) {}

  int fd() const { return fd_; }

  Transfer read(std::span<char> into);

  // Sends from the front of `pieces`: as much as one system call takes. `pieces` stay as
  // they are; the caller cuts off `bytes`. Requires: no piece is empty.
  Transfer write(std::span<const Piece> pieces);

  // True when TLS cannot go on reading before it has written: retry when writable.
  bool reads_when_writable() const { return tls_ && tls_->wants_write(); }

  // What has become of the bytes that were written; of TLS, its own.
  struct Delivery {
    std::uint64_t acknowledged = 0;  // By the other side's kernel.
    bool is_pending = false;         // More are to be.
  };
  Delivery delivery() const;

  // True when the other side owes an acknowledgement and its machine was not heard of for
  // `patience`, if that is not zero.
  bool is_abandoned(std::chrono::milliseconds patience) const;

  // The other side has reset the connection, maybe behind bytes that can still be read.
  bool is_reset() const;

  // Tells the other side that no more will come.
  void shut_down_writing();

 private:
  Transfer write_file(const FileSlice& file);

  int fd_;
  std::unique_ptr<TlsSession> tls_;
};

}  // namespace scriptling
