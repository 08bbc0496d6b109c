#include "http/websocket_frames.h"

#include <algorithm>
#include <cstring>

namespace scriptling {

namespace {

constexpr std::size_t kMaxControl = 125;
constexpr unsigned kTwoByteLength = 126;
constexpr unsigned kEightByteLength = 127;

bool is_opcode(std::uint8_t opcode) {
  return opcode <= 2 || (opcode >= 8 && opcode <= 10);
}

std::uint64_t read_number(const unsigned char* from, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t n = 0; n < size; ++n) number = number << 8 | from[n];
  return number;
}

void write_number(std::uint64_t number, std::size_t size, std::string& out) {
  for (std::size_t n = size; n-- > 0;) {
    out += static_cast<char>(static_cast<unsigned char>(number >> (8 * n)));
  }
}

// Takes the mask off `size` bytes, eight at a time. Requires: mask[0] is for the first.
void unmask(char* data, std::size_t size, const std::array<unsigned char, 4>& mask) {
  std::uint64_t pattern = 0;
  std::memcpy(&pattern, mask.data(), 4);
  std::memcpy(reinterpret_cast<char*>(&pattern) + 4, mask.data(), 4);
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= size; at += sizeof word) {
    std::memcpy(&word, data + at, sizeof word);
    word ^= pattern;
    std::memcpy(data + at, &word, sizeof word);
  }
  for (; at < size; ++at) data[at] = static_cast<char>(data[at] ^ mask[at % 4]);
}

}  // namespace

bool is_close_code(std::int64_t code) {
  bool is_reserved = code == 1004 || code == 1005 || code == 1006;
  return (code >= 1000 && code <= 1014 && !is_reserved) || (code >= 3000 && code <= 4999);
}

FrameReader::Step FrameReader::fail(int code) {
  code_ = code;
  message_ = control_ = std::string();
  return Step::kFailed;
}

FrameReader::Step FrameReader::feed(std::string_view& bytes) {
  for (;;) {
    if (!is_in_payload_) {
      bool is_whole = read_header(bytes);
      // What is wrong with the first two bytes is told without waiting for more.
      if (int code = problem_with_start()) return fail(code);
      if (!is_whole) return Step::kNeedsMore;
      if (int code = begin_payload()) return fail(code);
    }
    if (!read_payload(bytes)) return fail(close_code::kNotText);
    if (left_ > 0) return Step::kNeedsMore;
    is_in_payload_ = false;
    header_size_ = 0;
    Step step = end_payload();
    if (step != Step::kNeedsMore) return step;
  }
}

// False: there is more to come.
bool FrameReader::read_header(std::string_view& bytes) {
  while (header_size_ < header_wanted()) {
    if (bytes.empty()) return false;
    header_[header_size_++] = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
  }
  return true;
}

std::size_t FrameReader::header_wanted() const {
  if (header_size_ < 2) return 2;
  std::size_t masked = (header_[1] & 0x80) != 0 ? 4 : 0;
  switch (header_[1] & 0x7f) {
    case kTwoByteLength: return 4 + masked;
    case kEightByteLength: return 10 + masked;
    default: return 2 + masked;
  }
}

// The code to close with, or 0.
int FrameReader::problem_with_start() const {
  if (header_size_ == 0) return 0;
  std::uint8_t opcode = header_[0] & 0x0f;
  bool is_control = (opcode & 8) != 0;
  bool is_wrong = (header_[0] & 0x70) != 0 || !is_opcode(opcode);
  is_wrong = is_wrong || (is_control && !is_last());
  // A message goes on with continuations only, and only they go on.
  bool is_more = opcode == static_cast<std::uint8_t>(Opcode::kContinuation);
  is_wrong = is_wrong || (!is_control && is_more != (message_opcode_ != 0));
  if (header_size_ > 1) {
    is_wrong = is_wrong || (header_[1] & 0x80) == 0;
    is_wrong = is_wrong || (is_control && (header_[1] & 0x7f) > kMaxControl);
  }
  return is_wrong ? close_code::kProtocolError : 0;
}

// The code to close with, or 0.
int FrameReader::begin_payload() {
  unsigned length = header_[1] & 0x7f;
  left_ = length;
  if (length == kTwoByteLength) left_ = read_number(&header_[2], 2);
  if (length == kEightByteLength) left_ = read_number(&header_[2], 8);
  bool is_padded = (length == kTwoByteLength && left_ < kTwoByteLength) ||
                   (length == kEightByteLength && left_ <= 0xffff);
  if (is_padded || left_ >> 63 != 0) return close_code::kProtocolError;
  std::copy_n(&header_[header_size_ - 4], 4, mask_.begin());
  mask_at_ = 0;
  is_in_payload_ = true;
  opcode_ = header_[0] & 0x0f;
  if (is_control()) return 0;
  if (left_ > most_ - message_.size()) return close_code::kTooBig;
  if (opcode_ != 0) {
    message_opcode_ = opcode_;
    text_.reset();
  }
  return 0;
}

// False: text that is none.
bool FrameReader::read_payload(std::string_view& bytes) {
  auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  if (size == 0) return true;
  std::string& into = is_control() ? control_ : message_;
  std::size_t before = into.size();
  into.append(bytes.substr(0, size));
  bytes.remove_prefix(size);
  left_ -= size;
  std::array<unsigned char, 4> mask{};
  for (std::size_t n = 0; n < 4; ++n) mask[n] = mask_[(mask_at_ + n) % 4];
  unmask(into.data() + before, size, mask);
  mask_at_ = static_cast<std::uint8_t>((mask_at_ + size) % 4);
  bool is_text = message_opcode_ == static_cast<std::uint8_t>(Opcode::kText);
  if (is_control() || !is_text) return true;
  return text_.feed(std::string_view(into).substr(before));
}

FrameReader::Step FrameReader::end_payload() {
  switch (static_cast<Opcode>(opcode_)) {
    case Opcode::kClose: return end_close();
    case Opcode::kPing: return Step::kPing;
    case Opcode::kPong: return Step::kPong;
    default: break;
  }
  if (!is_last()) return Step::kNeedsMore;
  auto opcode = static_cast<Opcode>(std::exchange(message_opcode_, 0));
  if (opcode == Opcode::kBinary) return Step::kBinary;
  return text_.is_complete() ? Step::kText : fail(close_code::kNotText);
}

FrameReader::Step FrameReader::end_close() {
  std::string payload = take();
  code_ = close_code::kNone;
  if (payload.empty()) return Step::kClose;
  if (payload.size() == 1) return fail(close_code::kProtocolError);
  std::array<unsigned char, 2> code{};
  std::memcpy(code.data(), payload.data(), code.size());
  code_ = static_cast<int>(read_number(code.data(), code.size()));
  if (!is_close_code(code_)) return fail(close_code::kProtocolError);
  if (!is_utf8(std::string_view(payload).substr(2))) return fail(close_code::kNotText);
  return Step::kClose;
}

void write_frame(Opcode opcode, std::string_view payload, std::string& out) {
  constexpr unsigned kLast = 0x80;
  out.reserve(out.size() + payload.size() + 10);
  out += static_cast<char>(kLast | static_cast<unsigned>(opcode));
  if (payload.size() < kTwoByteLength) {
    write_number(payload.size(), 1, out);
  } else if (payload.size() <= 0xffff) {
    write_number(kTwoByteLength, 1, out);
    write_number(payload.size(), 2, out);
  } else {
    write_number(kEightByteLength, 1, out);
    write_number(payload.size(), 8, out);
  }
  out.append(payload);
}

void write_close_frame(int code, std::string& out) {
  std::string payload;
  if (code != close_code::kNone) {
    write_number(static_cast<std::uint64_t>(code), 2, payload);
  }
  write_frame(Opcode::kClose, payload, out);
}

}  // namespace scriptling
