#include "http/router.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace scriptling {
namespace {

using Outcome = Router::Outcome;

Router router_of(const std::vector<std::string>& patterns) {
  Router router;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    REQUIRE(router.add("GET", patterns[i], patterns[i], static_cast<int>(i)).empty());
  }
  return router;
}

// The pattern that `path` leads to.
std::string winner(const std::vector<std::string>& patterns, std::string_view path) {
  Router::Match match = router_of(patterns).match("GET", path);
  if (match.outcome != Outcome::kFound) return "";
  return patterns[static_cast<std::size_t>(match.route)];
}

TEST_CASE("exact paths match themselves only", "[http]") {
  std::vector<std::string> patterns = {"/a", "/a/b", "/c d"};
  REQUIRE(winner(patterns, "/a") == "/a");
  REQUIRE(winner(patterns, "/a/b") == "/a/b");
  REQUIRE(winner(patterns, "/%61/b") == "/a/b");
  REQUIRE(winner(patterns, "/c%20d") == "/c d");
  REQUIRE(winner(patterns, "/a/") == "");
  REQUIRE(winner(patterns, "/A") == "");
  REQUIRE(winner(patterns, "/a%2Fb") == "");
  REQUIRE(winner(patterns, "/") == "");
  REQUIRE(winner(patterns, "") == "");
  REQUIRE(winner(patterns, "*") == "");
}

TEST_CASE("parameters take one segment and decode it", "[http]") {
  Router router = router_of({"/users/{id}/posts/{post}"});
  auto match = router.match("GET", "/users/a%2Fb/posts/%C3%A9");
  REQUIRE(match.outcome == Outcome::kFound);
  REQUIRE(match.params.size() == 2);
  REQUIRE(match.params[0] == std::pair<std::string, std::string>("id", "a/b"));
  REQUIRE(match.params[1] == std::pair<std::string, std::string>("post", "\xc3\xa9"));
  REQUIRE(router.match("GET", "/users//posts/1").outcome == Outcome::kNotFound);
  REQUIRE(router.match("GET", "/users/1/posts").outcome == Outcome::kNotFound);
  REQUIRE(router.match("GET", "/users/1/posts/2/3").outcome == Outcome::kNotFound);
}

TEST_CASE("a rest parameter takes what is left", "[http]") {
  Router router = router_of({"/files/{path...}"});
  auto rest = [&router](std::string_view path) {
    auto match = router.match("GET", path);
    return match.params.empty() ? "none" : match.params[0].second;
  };
  REQUIRE(rest("/files/a/b%20c") == "a/b c");
  REQUIRE(rest("/files/a/") == "a/");
  REQUIRE(rest("/files/") == "");
  REQUIRE(rest("/files") == "none");
}

TEST_CASE("a trailing slash matches the subtree", "[http]") {
  REQUIRE(winner({"/a/"}, "/a/") == "/a/");
  REQUIRE(winner({"/a/"}, "/a/b/c") == "/a/");
  REQUIRE(winner({"/a/"}, "/a") == "");
  REQUIRE(winner({"/"}, "/anything") == "/");
  REQUIRE(winner({"/"}, "/") == "/");
  REQUIRE(winner({"/{$}"}, "/") == "/{$}");
  REQUIRE(winner({"/{$}"}, "/anything") == "");
  REQUIRE(winner({"/", "/{$}"}, "/") == "/{$}");
}

TEST_CASE("the most specific route wins whatever the order", "[http]") {
  std::vector<std::string> patterns = {
      "/",        "/a/",       "/a/{x}", "/a/b", "/a/{x}/c", "/a/b/d", "/a/b/{rest...}",
      "/{y}/b/c", "/a/{x}/{z}"};
  std::sort(patterns.begin(), patterns.end());
  do {
    REQUIRE(winner(patterns, "/a/b") == "/a/b");
    REQUIRE(winner(patterns, "/a/q") == "/a/{x}");
    REQUIRE(winner(patterns, "/a/b/d") == "/a/b/d");
    REQUIRE(winner(patterns, "/a/b/q") == "/a/b/{rest...}");
    REQUIRE(winner(patterns, "/a/q/c") == "/a/{x}/c");
    REQUIRE(winner(patterns, "/a/q/r") == "/a/{x}/{z}");
    REQUIRE(winner(patterns, "/a/q/r/s") == "/a/");
    REQUIRE(winner(patterns, "/q/b/c") == "/{y}/b/c");
    REQUIRE(winner(patterns, "/q/b/d") == "/");
    std::next_permutation(patterns.begin(), patterns.end());
    std::rotate(patterns.begin(), patterns.begin() + 4, patterns.end());
  } while (patterns.front() != "/a/{x}/{z}");
}

TEST_CASE("a dead end falls back to a parameter", "[http]") {
  REQUIRE(winner({"/a/b/x", "/{p}/b/y"}, "/a/b/y") == "/{p}/b/y");
  REQUIRE(winner({"/a/{q}/x", "/{p}/b/{r}"}, "/a/b/y") == "/{p}/b/{r}");
}

TEST_CASE("methods are told apart", "[http]") {
  Router router;
  REQUIRE(router.add("GET", "/a", "get", 1).empty());
  REQUIRE(router.add("POST", "/a", "post", 2).empty());
  REQUIRE(router.add("DELETE", "/{x}", "delete", 3).empty());
  REQUIRE(router.add("PUT", "/b", "put", 4).empty());
  REQUIRE(router.add("OPTIONS", "/c", "options", 5).empty());
  REQUIRE(router.match("GET", "/a").route == 1);
  REQUIRE(router.match("HEAD", "/a").route == 1);
  REQUIRE(router.match("POST", "/a").route == 2);
  REQUIRE(router.match("DELETE", "/a").route == 3);
  REQUIRE(router.match("OPTIONS", "/c").route == 5);
  auto wrong = router.match("PUT", "/a");
  REQUIRE(wrong.outcome == Outcome::kWrongMethod);
  REQUIRE(wrong.allow == "DELETE, GET, HEAD, OPTIONS, POST");
  REQUIRE(router.match("GET", "/b").allow == "DELETE, OPTIONS, PUT");
  REQUIRE(router.match("HEAD", "/b").outcome == Outcome::kWrongMethod);
  auto options = router.match("OPTIONS", "/b");
  REQUIRE(options.outcome == Outcome::kOptions);
  REQUIRE(options.allow == "DELETE, OPTIONS, PUT");
  REQUIRE(router.match("OPTIONS", "/x/y").outcome == Outcome::kNotFound);
  REQUIRE(router.match("OPTIONS", "*").allow == "DELETE, GET, HEAD, OPTIONS, POST, PUT");
  REQUIRE(router.match("get", "/a").outcome == Outcome::kWrongMethod);
}

TEST_CASE("HEAD may have a route of its own", "[http]") {
  Router router;
  REQUIRE(router.add("GET", "/a", "get", 1).empty());
  REQUIRE(router.add("HEAD", "/a", "head", 2).empty());
  REQUIRE(router.match("HEAD", "/a").route == 2);
}

TEST_CASE("two handlers for one route are an error that names both", "[http]") {
  Router router;
  REQUIRE(router.add("GET", "/a", "m.f", 1).empty());
  REQUIRE(router.add("GET", "/a", "m.f", 1).empty());
  REQUIRE(router.add("POST", "/a", "m.g", 2).empty());
  REQUIRE(router.add("GET", "/a", "m.g", 2) ==
          "GET /a has two handlers: 'm.f' and 'm.g'");
  REQUIRE(router.add("GET", "/u/{id}", "m.f", 1).empty());
  REQUIRE(router.add("GET", "/u/{name}", "m.g", 2) ==
          "GET /u/{name} has two handlers: 'm.f' (as /u/{id}) and 'm.g'");
  REQUIRE(router.match("GET", "/a").route == 1);
}

TEST_CASE("patterns that are none are refused", "[http]") {
  Router router;
  for (const char* pattern : {"", "a", "/{}", "/{...}", "/{a...}/b", "/{$}/a", "/a{b}",
                              "/{a}b", "/{a", "/a}", "/{a}/{a}", "/{a{b}}"}) {
    INFO(pattern);
    REQUIRE_FALSE(router.add("GET", pattern, "h", 0).empty());
  }
  REQUIRE_FALSE(router.add("G T", "/", "h", 0).empty());
}

TEST_CASE("the patterns of other routers are refused, and how to write them is told",
          "[http]") {
  Router router;
  auto refused = [&router](const char* pattern, const char* words) {
    INFO(pattern);
    REQUIRE(router.add("GET", pattern, "h", 0).ends_with(words));
  };
  refused("/<id>", "has '<id>': write {id}");
  refused("/<int:id>/x", "has '<int:id>': write {id}");
  refused("/<path:rest>", "has '<path:rest>': write {rest...}");
  refused("/:id", "has ':id': write {id}");
  refused("/a/*", "has '*': write {name...}");
  refused("/*rest", "has '*rest': write {rest...}");
  refused("/{id:int}", "has '{id:int}': write {id}");
  refused("/{rest:path}", "has '{rest:path}': write {rest...}");
  refused("/{*rest}", "has '{*rest}': write {rest...}");
  refused("/a?b=1", "has a query or a fragment, which routes are not matched against");
  refused("/a#b", "has a query or a fragment, which routes are not matched against");
  for (const char* pattern : {"/a:b", "/a*", "/a<b>", "/:"}) {
    INFO(pattern);
    REQUIRE(router.add("GET", pattern, "h", 0).empty());
  }
}

}  // namespace
}  // namespace scriptling
