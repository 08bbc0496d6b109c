#include "http/websocket_frames.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace scriptling {
namespace {

using Step = FrameReader::Step;
constexpr int kLast = 0x80;  // FIN
constexpr int kText = 1, kBinary = 2, kMore = 0, kClose = 8, kPing = 9, kPong = 10;

std::string number(std::uint64_t value, int size) {
  std::string bytes;
  for (int n = size; n-- > 0;) bytes += static_cast<char>(value >> (8 * n));
  return bytes;
}

// A header that announces `length` in so many further bytes; masked with zeros.
std::string header(int first, std::uint64_t length, int length_bytes) {
  int marker = length_bytes == 2   ? 126
               : length_bytes == 8 ? 127
                                   : static_cast<int>(length);
  return number(static_cast<std::uint64_t>(first), 1) +
         number(static_cast<std::uint64_t>(0x80 | marker), 1) +
         number(length, length_bytes) + std::string(4, '\0');
}

// As a client sends it.
std::string frame(int first, std::string payload) {
  constexpr char kMask[] = {0x12, '\xf4', 0x00, 0x7e};
  int length_bytes = payload.size() < 126 ? 0 : payload.size() < 65536 ? 2 : 8;
  std::string bytes = header(first, payload.size(), length_bytes);
  bytes.replace(bytes.size() - 4, 4, kMask, 4);
  for (std::size_t n = 0; n < payload.size(); ++n) payload[n] ^= kMask[n % 4];
  return bytes + payload;
}

std::string close(int code, const std::string& reason = "") {
  return frame(kLast | kClose, number(static_cast<std::uint64_t>(code), 2) + reason);
}

// What a client said, as words: "text:hi", "ping:", "close:1000", "failed:1002", "".
std::vector<std::string> heard(std::string_view bytes, std::size_t piece,
                               std::size_t most = 1000) {
  std::vector<std::string> words;
  FrameReader reader(most);
  while (!bytes.empty()) {
    std::string_view fed = bytes.substr(0, piece);
    bytes.remove_prefix(fed.size());
    while (!fed.empty()) {
      switch (reader.feed(fed)) {
        case Step::kNeedsMore: REQUIRE(fed.empty()); break;
        case Step::kText: words.push_back("text:" + reader.take()); break;
        case Step::kBinary: words.push_back("binary:" + reader.take()); break;
        case Step::kPing: words.push_back("ping:" + reader.take()); break;
        case Step::kPong: words.push_back("pong:" + reader.take()); break;
        case Step::kClose:
          words.push_back("close:" + std::to_string(reader.code()));
          return words;
        case Step::kFailed:
          words.push_back("failed:" + std::to_string(reader.code()));
          return words;
      }
    }
  }
  return words;
}

// The same however the bytes are cut.
std::vector<std::string> heard(const std::string& bytes) {
  auto whole = heard(bytes, bytes.size() + 1);
  for (std::size_t piece : {1, 2, 3, 5, 7}) REQUIRE(heard(bytes, piece) == whole);
  return whole;
}

using Words = std::vector<std::string>;

TEST_CASE("messages are read, of every form of length", "[http]") {
  for (std::size_t size : {0, 1, 3, 8, 125, 126, 127, 1000}) {
    std::string data(size, 'x');
    REQUIRE(heard(frame(kLast | kText, data)) == Words{"text:" + data});
    REQUIRE(heard(frame(kLast | kBinary, data)) == Words{"binary:" + data});
  }
  std::string large(70'000, 'y');
  REQUIRE(heard(frame(kLast | kBinary, large), 1000, 70'000) == Words{"binary:" + large});
}

TEST_CASE("fragments are joined, with control frames in between", "[http]") {
  std::string bytes = frame(kText, "Hel") + frame(kLast | kPing, "p") + frame(kMore, "") +
                      frame(kMore, "l") + frame(kLast | kPong, "q") +
                      frame(kLast | kMore, "o") + frame(kLast | kText, "!");
  REQUIRE(heard(bytes) == Words{"ping:p", "pong:q", "text:Hello", "text:!"});
}

TEST_CASE("frames that break the rules fail with 1002", "[http]") {
  const std::vector<std::string> kBroken = {
      frame(kLast | 0x40 | kText, "x"),  // Reserved bits.
      frame(kLast | 0x20 | kText, "x"),
      frame(kLast | 0x10 | kText, "x"),
      frame(kLast | 3, "x"),  // Reserved opcodes.
      frame(kLast | 7, "x"),
      frame(kLast | 11, "x"),
      frame(kLast | 15, "x"),
      frame(kPing, "x"),                            // A control frame in fragments,
      frame(kLast | kPing, std::string(126, 'x')),  // and one that is too long.
      frame(kLast | kMore, "x"),                    // Goes on with nothing.
      frame(kMore, "x"),
      frame(kText, "x") + frame(kLast | kText, "y"),  // Begins in the middle.
      frame(kText, "x") + frame(kBinary, "y"),
      header(kLast | kText, 125, 2),  // Longer forms than need be.
      header(kLast | kText, 65535, 8),
      header(kLast | kText, std::uint64_t{1} << 63, 8),
      std::string("\x81\x01x", 3),  // No mask.
      frame(kLast | kClose, "x"),   // Half a code.
  };
  for (const std::string& broken : kBroken) {
    Words words = heard(broken);
    REQUIRE(words == Words{"failed:1002"});
  }
}

TEST_CASE("what is wrong is told at its first byte", "[http]") {
  FrameReader reader(1000);
  std::string_view first = "\xc1";  // A reserved bit.
  REQUIRE(reader.feed(first) == Step::kFailed);
  FrameReader other(1000);
  std::string_view second("\x81\x05", 2);  // No mask.
  REQUIRE(other.feed(second) == Step::kFailed);
}

TEST_CASE("a message that is too large fails when it is announced", "[http]") {
  REQUIRE(heard(header(kLast | kBinary, 1001, 2)) == Words{"failed:1009"});
  REQUIRE(heard(header(kLast | kBinary, ~std::uint64_t{0} >> 1, 8)) ==
          Words{"failed:1009"});
  std::string parts = frame(kBinary, std::string(600, 'x')) + header(kMore, 401, 2);
  REQUIRE(heard(parts) == Words{"failed:1009"});
}

TEST_CASE("text that is none fails with 1007 as soon as that shows", "[http]") {
  REQUIRE(heard(frame(kLast | kText, "\xff")) == Words{"failed:1007"});
  REQUIRE(heard(frame(kLast | kText, "a\xe2\x82")) == Words{"failed:1007"});
  REQUIRE(heard(frame(kText, "\xed") + frame(kMore, "\xa0")) == Words{"failed:1007"});
  REQUIRE(heard(frame(kText, "\xe2") + frame(kLast | kMore, "\x82\xac")) ==
          Words{"text:€"});
  // The rest of the frame never comes.
  std::string bytes = frame(kLast | kText, "ab\xff" + std::string(50, 'c'));
  REQUIRE(heard(bytes.substr(0, 9)) == Words{"failed:1007"});
  REQUIRE(heard(frame(kLast | kBinary, "\xff")) == Words{"binary:\xff"});
}

TEST_CASE("a close frame says why", "[http]") {
  REQUIRE(heard(frame(kLast | kClose, "")) == Words{"close:1005"});
  for (int code : {1000, 1001, 1002, 1003, 1007, 1011, 1014, 3000, 4999}) {
    REQUIRE(heard(close(code, "why €")) == Words{"close:" + std::to_string(code)});
  }
  for (int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2999, 5000, 65535}) {
    REQUIRE(heard(close(code)) == Words{"failed:1002"});
  }
  REQUIRE(heard(close(1000, "\xff")) == Words{"failed:1007"});
  REQUIRE(heard(close(1000, std::string(123, 'x'))) == Words{"close:1000"});
  REQUIRE(heard(frame(kText, "begun") + close(1000)) == Words{"close:1000"});
}

TEST_CASE("the server's frames are not masked", "[http]") {
  auto written = [](const std::string& payload) {
    std::string out;
    write_frame(Opcode::kText, payload, out);
    return out;
  };
  REQUIRE(written("hi") == "\x81\x02hi");
  REQUIRE(written(std::string(126, 'x')).substr(0, 4) ==
          std::string("\x81\x7e\x00\x7e", 4));
  REQUIRE(written(std::string(65536, 'x')).substr(0, 10) ==
          std::string("\x81\x7f\0\0\0\0\0\x01\0\0", 10));
  std::string out;
  write_close_frame(1001, out);
  write_close_frame(close_code::kNone, out);
  REQUIRE(out == std::string("\x88\x02\x03\xe9\x88\x00", 6));
}

TEST_CASE("nothing is kept for what is only announced, nor between messages", "[http]") {
  FrameReader reader(std::size_t{1} << 30);
  std::string start = header(kLast | kBinary, std::uint64_t{1} << 29, 8) + "x";
  std::string_view bytes = start;
  REQUIRE(reader.feed(bytes) == Step::kNeedsMore);
  REQUIRE(sizeof reader <= 128);
}

}  // namespace
}  // namespace scriptling
