// How bytes are cut into pieces never changes which requests they are, nor how they are
// refused. The first byte is the seed of the cuts.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/request_parser.h"

namespace {

using namespace scriptling;

// Everything that comes out, as text.
struct Reader {
  RequestParser parser{ParserLimits{2048, 4096}};
  std::string seen;
  bool refused = false;

  void read(std::string_view input) {
    while (!refused) {
      auto step = parser.feed(input);
      if (step == RequestParser::Step::kNeedsMore) {
        if (!input.empty()) abort();
        return;
      }
      if (step == RequestParser::Step::kRefused) {
        refused = true;
        seen += "refused " + std::to_string(parser.refusal()) + "\n";
        return;
      }
      write(parser.take());
    }
  }

  void write(const Request& request) {
    seen += request.method + " " + request.target + " " + request.path + "?" +
            request.query + (request.keep_alive ? " stays\n" : " closes\n");
    for (const auto& [name, value] : request.headers) {
      seen += std::string(name) + "=" + std::string(value) + "\n";
    }
    seen += request.body + "\n";
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  uint32_t random = data[0] + 1u;
  std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  Reader whole, pieces;
  whole.read(rest);
  while (!rest.empty() && !pieces.refused) {
    random = random * 1664525 + 1013904223;
    size_t piece = 1 + (random >> 24) % 17;
    // Memory of its own: reading beyond the end would show.
    std::string part(rest.substr(0, piece));
    pieces.read(part);
    rest.remove_prefix(part.size());
  }
  if (whole.seen != pieces.seen) abort();
  return 0;
}
