// SiteConfig is what a host or a command line may choose about the site that a Runtime
// serves. Durations are in seconds, sizes in bytes; 0 seconds is for ever.
//
// Immutable; share freely.
#pragma once

#include <cstddef>
#include <string>

namespace scriptling {

struct SiteConfig {
  // Also "127.0.0.1:8000", "[::1]:8000"; port 0: any free.
  std::string address = ":8000";
  // That read, write and run the first slice of handlers; 0: one for every two cores.
  int http_threads = 0;

  size_t max_header = size_t{16} << 10;  // More is answered 431.
  size_t max_body = size_t{8} << 20;     // More is answered 413.
  size_t max_requests = 4096;            // In flight; the next one is answered 503.
  // WebSocket connections too: they are no requests in flight, and each has an
  // environment.
  size_t max_connections = 20000;

  double header_timeout = 10;  // For a whole head; then 408.
  double body_timeout = 60;    // For a whole body; then 408.
  double idle_timeout = 60;    // Between requests; then the connection closes.
  // For a client to take another byte of an answer, which is as slow as it likes.
  double stall_timeout = 60;
  // Until an answer, or the first piece of one; then 504, and the handler is cancelled.
  double handler_timeout = 30;
  // Of silence, then a WebSocket client is pinged and a connection probed; twice as much,
  // and the client is lost.
  double ping_interval = 20;

  std::string bearer_token;       // Whom to answer, but for /health; empty: everybody.
  std::string tls_cert, tls_key;  // PEM files; both or neither.
  bool generates_tls = false;     // A certificate of its own making.
  bool keeps_access_log = true;   // A line for each request, at level info.
  std::string web_root;           // A folder of files for paths that no route has.
};

}  // namespace scriptling
