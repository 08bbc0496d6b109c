// Method and path -> route and parameters.
//
// Patterns: "/exact"; "/users/{name}" takes one segment that is not empty;
// "/files/{rest...}" takes all that follows the slash, nothing included; a trailing slash
// matches everything below it; "/{$}" is the trailing slash alone. Where several match,
// the one with the earlier exact segment wins, then {name}, then a subtree, the deepest
// first; the order of add() never matters. Segments of a path are decoded after
// splitting, so an escaped slash is part of its segment.
//
// GET answers HEAD. A pattern that lacks the method leaves it to a less specific one;
// only when none has it is the method wrong.
//
// A match walks the segments of the path once, but where exact and {name} routes share a
// prefix it may have to try both.
//
// One thread at a time while adding; then Immutable; share freely.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scriptling {

class Router {
 public:
  enum class Outcome {
    kFound,
    kNotFound,
    kWrongMethod,  // Answer 405 with `allow`.
    kOptions,      // Answer 204 with `allow`.
  };

  struct Match {
    Outcome outcome = Outcome::kNotFound;
    int route = -1;
    std::vector<std::pair<std::string, std::string>>
        params{};         // In order of the pattern.
    std::string allow{};  // "GET, HEAD, OPTIONS"
  };

  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  // Empty, or why the route cannot be added: the pattern is none, can never match, or
  // means the same as one that has another handler for `method`. The same again with the
  // same handler is nothing new. `handler` is a name for people; `route` is what a match
  // gives back.
  std::string add(std::string_view method, std::string_view pattern,
                  std::string_view handler, int route);

  // `raw_path` is not yet decoded: Request::raw_path().
  Match match(std::string_view method, std::string_view raw_path) const;

 private:
  struct Leaf;
  struct Methods;
  struct Node;
  class Walk;

  std::unique_ptr<Node> root_;
  std::vector<std::string> all_methods_;
};

}  // namespace scriptling
