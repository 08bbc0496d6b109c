#include "interp/types/text_search.h"

#include <vector>

namespace scriptling {

namespace {

// Knuth, Morris and Pratt, from the end.
size_t find_last_in_linear_time(std::string_view text, std::string_view wanted) {
  size_t size = wanted.size();
  auto at = [&](size_t n) { return wanted[size - 1 - n]; };
  // How much of the end still matches when there is no more to come of it.
  std::vector<uint32_t> shorter(size, 0);
  for (size_t n = 1, k = 0; n < size; n++) {
    while (k > 0 && at(n) != at(k)) k = shorter[k - 1];
    if (at(n) == at(k)) k++;
    shorter[n] = static_cast<uint32_t>(k);
  }
  size_t k = 0;
  for (size_t n = text.size(); n-- > 0;) {
    while (k > 0 && text[n] != at(k)) k = shorter[k - 1];
    if (text[n] == at(k)) k++;
    if (k == size) return n;
  }
  return kNotFound;
}

}  // namespace

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
  return find_last_in_linear_time(text.substr(0, end + wanted.size() - 1), wanted);
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
