#include "actors/site_map.h"

#include <algorithm>
#include <map>
#include <utility>

namespace scriptling {

int SiteMap::add_handler(SiteHandler handler) {
  handlers_.push_back(std::move(handler));
  return static_cast<int>(handlers_.size()) - 1;
}

std::string SiteMap::add(std::string_view method, const std::string& path,
                         std::string_view label, SiteRoute route) {
  route.pattern = path;
  routes_.push_back(std::move(route));
  return router_.add(method, path, label, static_cast<int>(routes_.size()) - 1);
}

std::string SiteMap::add_route(const std::string& path,
                               const std::vector<std::string>& methods,
                               SiteHandler handler) {
  std::string label = handler.label;
  SiteRoute route;
  route.handler = add_handler(std::move(handler));
  for (const std::string& method : methods) {
    if (std::string problem = add(method, path, label, route); !problem.empty())
      return problem;
  }
  return {};
}

std::string SiteMap::add_websocket(const std::string& path, SiteHandler handler) {
  std::string label = "websocket " + handler.label;
  SiteRoute route;
  route.target = SiteRoute::Target::kWebSocket;
  route.handler = add_handler(std::move(handler));
  return add("GET", path, label, std::move(route));
}

std::string SiteMap::add_folder(const std::string& path, std::string folder) {
  std::string prefix = path;
  while (prefix.ends_with('/')) prefix.pop_back();
  std::string label = "folder " + folder;
  SiteRoute route;
  route.target = SiteRoute::Target::kFolder;
  route.folder = std::move(folder);
  if (!prefix.empty()) {
    if (std::string problem = add("GET", prefix, label, route); !problem.empty())
      return problem;
  }
  return add("GET", prefix + "/{path...}", label, std::move(route));
}

void SiteMap::add_middleware(SiteHandler handler) {
  middleware_.push_back(add_handler(std::move(handler)));
}

void SiteMap::set_not_found(SiteHandler handler) {
  not_found_ = add_handler(std::move(handler));
}

void SiteMap::close() {
  SiteRoute health;
  health.target = SiteRoute::Target::kHealth;
  add("GET", "/health", "health",
      std::move(health));  // A problem: it is a route already.

  std::map<std::string, int> by_library;  // The setup script's own functions: "".
  for (int index = 0; index < static_cast<int>(handlers_.size()); index++) {
    bool is_middleware =
        std::find(middleware_.begin(), middleware_.end(), index) != middleware_.end();
    if (is_middleware) continue;
    SiteHandler& handler = handlers_[static_cast<size_t>(index)];
    auto [found, is_new] =
        by_library.emplace(handler.module, static_cast<int>(groups_.size()));
    if (is_new) groups_.push_back(middleware_);
    handler.group = found->second;
    auto& members = groups_[static_cast<size_t>(handler.group)];
    handler.place = static_cast<int>(members.size());
    members.push_back(index);
  }
  if (middleware_.empty()) return;
  if (groups_.empty()) groups_.push_back(middleware_);
  guard_group_ = not_found_ < 0 ? 0 : handlers_[static_cast<size_t>(not_found_)].group;
}

}  // namespace scriptling
