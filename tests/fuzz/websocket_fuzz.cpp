// Frames from strangers: whatever they are and however they are cut, the reader says the
// same, and what it says keeps its promises.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "http/websocket_frames.h"

namespace scriptling {
namespace {

constexpr std::size_t kMost = 4096;

void require(bool claim) {
  if (!claim) std::abort();
}

struct Heard {
  FrameReader::Step step;
  std::string payload;
  int code;

  bool operator==(const Heard&) const = default;
};

std::vector<Heard> read(std::string_view bytes, std::size_t piece) {
  std::vector<Heard> all;
  FrameReader reader(kMost);
  while (!bytes.empty()) {
    std::string_view fed = bytes.substr(0, piece);
    bytes.remove_prefix(fed.size());
    while (!fed.empty()) {
      FrameReader::Step step = reader.feed(fed);
      if (step == FrameReader::Step::kNeedsMore) {
        require(fed.empty());
        continue;
      }
      bool is_end =
          step == FrameReader::Step::kFailed || step == FrameReader::Step::kClose;
      all.push_back(
          {step, is_end ? std::string() : reader.take(), is_end ? reader.code() : 0});
      require(all.back().payload.size() <= kMost);
      if (step == FrameReader::Step::kText) require(is_utf8(all.back().payload));
      if (is_end) return all;
    }
  }
  return all;
}

}  // namespace
}  // namespace scriptling

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  using scriptling::read;
  std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  auto whole = read(bytes, bytes.size() + 1);
  scriptling::require(read(bytes, 1) == whole);
  scriptling::require(read(bytes, std::size_t{data[0]} + 1) == whole);
  return 0;
}
