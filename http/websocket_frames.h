// The frames of RFC 6455: reading a client's, strictly, and writing the server's.
//
//      +-+---+-------+-+-------------+----------------------+----------+---------
//      |F|RSV|opcode |M|    length   | length, 0, 2, 8 bytes| mask, 4  | payload
//      +-+---+-------+-+-------------+----------------------+----------+---------
//
// Fragments are joined, masks are taken off, and text is looked at as it arrives, so that
// what cannot become a message is known at its first wrong byte. Of a message no more is
// kept than has arrived, whatever its frames announce, and nothing between messages.
//
// One thread at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "http/utf8_checker.h"

namespace scriptling {

namespace close_code {
constexpr int kNormal = 1000;
constexpr int kGoingAway = 1001;
constexpr int kProtocolError = 1002;
constexpr int kNone = 1005;  // A close frame without a code. Never sent.
constexpr int kNotText = 1007;
constexpr int kTooBig = 1009;
constexpr int kInternalError = 1011;
}  // namespace close_code

// Whether a close frame may carry it: some codes only describe what happened, and others
// have no meaning yet.
bool is_close_code(std::int64_t code);

enum class Opcode : std::uint8_t {
  kContinuation = 0,
  kText = 1,
  kBinary = 2,
  kClose = 8,
  kPing = 9,
  kPong = 10,
};

class FrameReader {
 public:
  enum class Step {
    kNeedsMore,  // All bytes were used.
    kText,       // A whole message is in take().
    kBinary,
    kPing,   // Its payload is in take().
    kPong,   // The same.
    kClose,  // code() says why; nothing may follow.
    kFailed  // The client broke the rules: close with code(), feed no more.
  };

  // A message of more than `most` bytes fails with 1009.
  explicit FrameReader(std::size_t most) : most_(most) {}

  // Cuts off what it used: up to the end of what it found.
  Step feed(std::string_view& bytes);

  std::string take() { return std::exchange(is_control() ? control_ : message_, {}); }
  int code() const { return code_; }

 private:
  static constexpr std::size_t kMaxHeader = 14;

  bool is_control() const { return (opcode_ & 8) != 0; }
  bool is_last() const { return (header_[0] & 0x80) != 0; }

  bool read_header(std::string_view& bytes);
  std::size_t header_wanted() const;
  int problem_with_start() const;
  int begin_payload();
  bool read_payload(std::string_view& bytes);
  Step end_payload();
  Step end_close();
  Step fail(int code);

  const std::size_t most_;
  std::string message_;  // Its fragments so far.
  std::string control_;
  std::uint64_t left_ = 0;  // Of the payload of this frame.
  std::array<unsigned char, kMaxHeader> header_{};
  std::array<unsigned char, 4> mask_{};
  std::uint8_t header_size_ = 0;
  std::uint8_t mask_at_ = 0;
  std::uint8_t opcode_ = 0;          // Of this frame.
  std::uint8_t message_opcode_ = 0;  // Of the message that has begun; 0: none has.
  bool is_in_payload_ = false;
  Utf8Checker text_;
  int code_ = 0;
};

// Appends one frame that is a whole message, or a control frame.
void write_frame(Opcode opcode, std::string_view payload, std::string& out);

// Appends a close frame; kNone has no code in it.
void write_close_frame(int code, std::string& out);

}  // namespace scriptling
