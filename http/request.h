// One HTTP request, whole, as it arrived.
//
// A plain struct that owns all it says; it may outlive the connection.
//
// One thread at a time.
#pragma once

#include <string>
#include <string_view>

#include "http/headers.h"

namespace scriptling {

struct Request {
  std::string method;     // As sent: methods are case-sensitive.
  std::string target;     // As sent: "/a%20b?x=1", "http://host/a", "*".
  std::string path;       // Percent-decoded, without the query: "/a b".
  std::string query;      // What follows the first '?', as sent.
  int minor_version = 1;  // HTTP/1.`minor_version`, 0 or 1.
  Headers headers;
  std::string body;         // Chunks already joined.
  std::string remote_addr;  // "192.0.2.1:49152" or "[2001:db8::1]:49152".
  std::string id;           // No other request has it, nor had it before a restart.
  bool keep_alive = true;   // What the client asked for, or its version implies.

  // The path before decoding, which is what routes are matched against: in "/a%2Fb" the
  // escape is part of a segment, not a separator.
  std::string_view raw_path() const {
    std::string_view rest = target;
    if (!rest.empty() && rest.front() != '/' && rest != "*") {
      std::size_t authority = rest.find("://");
      if (authority == std::string_view::npos) return rest;
      std::size_t path_at = rest.find_first_of("/?", authority + 3);
      if (path_at == std::string_view::npos || rest[path_at] == '?') return "/";
      rest.remove_prefix(path_at);
    }
    return rest.substr(0, rest.find('?'));
  }
};

}  // namespace scriptling
