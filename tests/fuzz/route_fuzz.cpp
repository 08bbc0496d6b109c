// Patterns, one a line, then an empty line and paths. Adding a route twice is nothing
// new, a route that was refused is never found, and what a pattern without parameters
// says is found by that path.

#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>

#include "http/router.h"

namespace {

std::string_view take_line(std::string_view& text) {
  auto end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace scriptling;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  Router router;
  std::set<int> added;
  for (int route = 0; !text.empty(); route++) {
    std::string_view pattern = take_line(text);
    if (pattern.empty()) break;
    const char* method = route % 3 == 0 ? "GET" : route % 3 == 1 ? "POST" : "";
    if (!router.add(method, pattern, pattern, route).empty()) continue;
    if (!router.add(method, pattern, pattern, route).empty()) abort();
    added.insert(route);
  }
  while (!text.empty()) {
    std::string_view path = take_line(text);
    for (const char* method : {"GET", "HEAD", "OPTIONS", "PUT"}) {
      auto match = router.match(method, path);
      bool found = match.outcome == Router::Outcome::kFound;
      if (found != (match.route >= 0)) abort();
      if (found && added.count(match.route) == 0) abort();
    }
  }
  return 0;
}
