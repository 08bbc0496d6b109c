#include "interp/types/text_search.h"

#include <algorithm>
#include <functional>

namespace scriptling {

size_t find_last_bytes(std::string_view text, std::string_view wanted) {
  if (wanted.size() > text.size()) return kNotFound;
  if (wanted.empty()) return text.size();
  if (wanted.size() == 1) {
    const void* found = memrchr(text.data(), wanted[0], text.size());
    return found == nullptr
               ? kNotFound
               : static_cast<size_t>(static_cast<const char*>(found) - text.data());
  }
  // Looking for the first byte and comparing is quick unless the text repeats it a lot;
  // what is left after too many vain comparisons is searched in guaranteed linear time.
  constexpr int kPatience = 64;
  size_t end = text.size() - wanted.size() + 1;
  for (int vain = 0; vain < kPatience; vain++) {
    const void* found = memrchr(text.data(), wanted[0], end);
    if (found == nullptr) return kNotFound;
    auto at = static_cast<size_t>(static_cast<const char*>(found) - text.data());
    if (memcmp(text.data() + at, wanted.data(), wanted.size()) == 0) return at;
    end = at;
  }
  std::string_view rest = text.substr(0, end + wanted.size() - 1);
  auto found = std::search(rest.rbegin(), rest.rend(),
                           std::boyer_moore_searcher(wanted.rbegin(), wanted.rend()));
  if (found == rest.rend()) return kNotFound;
  return static_cast<size_t>(rest.rend() - found) - wanted.size();
}

size_t count_bytes(std::string_view text, std::string_view wanted, size_t limit) {
  size_t count = 0;
  if (wanted.size() == 1 && limit == SIZE_MAX) {
    return static_cast<size_t>(std::count(text.begin(), text.end(), wanted[0]));
  }
  for (size_t at = 0; count < limit; count++) {
    at = find_bytes(text, wanted, at);
    if (at == kNotFound) break;
    at += wanted.size();
  }
  return count;
}

}  // namespace scriptling
