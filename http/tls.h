// TLS for the server's side of a connection, through OpenSSL.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

struct ssl_ctx_st;
struct ssl_st;

namespace scriptling {

enum class TlsOutcome { kMoved, kWantsRead, kWantsWrite, kEnd, kBroken };

// One connection's encryption. The first read or write also shakes hands.
//
// One thread at a time.
class TlsSession {
 public:
  explicit TlsSession(ssl_st* ssl) : ssl_(ssl) {}
  ~TlsSession();
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  TlsOutcome read(char* into, std::size_t size, std::size_t& moved);
  TlsOutcome write(const char* from, std::size_t size, std::size_t& moved);
  void shut_down();

  // The last read stopped because it has to write first.
  bool wants_write() const { return wants_write_; }

 private:
  TlsOutcome outcome_of(int result);

  ssl_st* ssl_;
  bool wants_write_ = false;
};

// A certificate and its key. Any thread, once made.
class TlsContext {
 public:
  // Reads PEM files. Throws std::runtime_error that names the file.
  static std::shared_ptr<TlsContext> load(const std::string& certificate_file,
                                          const std::string& key_file);

  // Makes a key and a certificate for localhost that it signs itself, in memory only.
  static std::shared_ptr<TlsContext> generate();

  explicit TlsContext(ssl_ctx_st* context) : context_(context) {}
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  // A session over the socket `fd`. Throws std::runtime_error when memory is short.
  std::unique_ptr<TlsSession> accept(int fd) const;

 private:
  ssl_ctx_st* context_;
};

}  // namespace scriptling
