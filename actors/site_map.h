// A SiteMap is what a site consists of: which handler answers what, which folders are
// served. Setup scripts fill it; before serving starts it is closed, and from then on
// only read.
//
// Handlers of one library form a group: an environment that has imported the library
// serves them all, one request at a time. The middleware belongs to every group.
//
// One thread at a time while filling; then Immutable; share freely.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/router.h"

namespace scriptling {

class Snapshot;

// A function that answers requests or WebSocket connections.
struct SiteHandler {
  std::string label;  // For people: "handlers.index", "index (setup.py:12)".
  // In a library ...
  std::string module, function;
  // ... or of the setup script; copied out of it before the map is closed.
  std::shared_ptr<const Snapshot> snapshot;

  // Set by SiteMap::close().
  int group = -1;
  int place = -1;  // Among the members of its group.
};

struct SiteRoute {
  enum class Target : uint8_t { kHandler, kWebSocket, kFolder, kHealth };
  Target target = Target::kHandler;
  int handler = -1;
  std::string pattern;
  std::string folder;  // kFolder
};

class SiteMap {
 public:
  // Each returns what is wrong, in words; empty if nothing is. `path` is a pattern of
  // Router.
  std::string add_route(const std::string& path, const std::vector<std::string>& methods,
                        SiteHandler handler);
  std::string add_websocket(const std::string& path, SiteHandler handler);
  std::string add_folder(const std::string& path, std::string folder);
  void add_middleware(SiteHandler handler);
  // The last one counts.
  void set_not_found(SiteHandler handler);

  // The handlers of the setup script's own functions, to be completed.
  std::vector<SiteHandler>& handlers() { return handlers_; }

  // Adds /health unless that is a route, and forms the groups.
  void close();

  // -- Requires: closed -----------------------------------------------------------------

  Router::Match match(std::string_view method, std::string_view raw_path) const {
    return router_.match(method, raw_path);
  }
  size_t handler_count() const { return handlers_.size(); }
  const SiteRoute& route(int index) const { return routes_[static_cast<size_t>(index)]; }
  const SiteHandler& handler(int index) const {
    return handlers_[static_cast<size_t>(index)];
  }
  size_t group_count() const { return groups_.size(); }
  // Indices of handlers, the middleware first.
  const std::vector<int>& members(int group) const {
    return groups_[static_cast<size_t>(group)];
  }
  size_t middleware_count() const { return middleware_.size(); }
  int not_found() const { return not_found_; }  // -1: none.
  // Whose environments run the middleware for what no handler answers. -1: there is none.
  int guard_group() const { return guard_group_; }

 private:
  int add_handler(SiteHandler handler);
  std::string add(std::string_view method, const std::string& path,
                  std::string_view label, SiteRoute route);

  Router router_;
  std::vector<SiteRoute> routes_;
  std::vector<SiteHandler> handlers_;
  std::vector<int> middleware_;
  int not_found_ = -1;
  int guard_group_ = -1;
  std::vector<std::vector<int>> groups_;
};

}  // namespace scriptling
