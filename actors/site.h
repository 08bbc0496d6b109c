// A Site is what serves requests while a setup script's runtime lives: host calls about
// routes, sockets and the server go to it. Without one, routes are remembered by nobody.
//
// Any thread.
#pragma once

#include <span>

#include "interp/host.h"
#include "interp/value.h"

namespace scriptling {

class Environment;

class Site {
 public:
  virtual ~Site() = default;

  // HttpRoute and its like, StartServer, WebSocketSend and its like: answers, raises, or
  // lets the environment wait (Environment::wait_for).
  virtual Value call(Environment& environment, Vm& vm, HostOp op,
                     std::span<const Value> arguments) = 0;

  // From the start of serving until shutdown begins.
  virtual bool is_running() const = 0;
};

}  // namespace scriptling
