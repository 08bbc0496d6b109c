// Bytes in pieces of any size -> requests, one at a time.
//
// Strict where two readers could disagree on where a request ends: every line ends in CR
// LF and no CR or LF stands elsewhere, a length is digits and comes once, a length and
// chunks exclude each other, nothing is folded, a name touches its colon, Host comes
// once. What fails is refused for good: after kRefused the connection can only answer and
// close. How the bytes were cut into pieces never changes the outcome.
//
// One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/request.h"

namespace scriptling {

struct ParserLimits {
  std::size_t max_header = 16 * 1024;      // Request line and fields, and trailers again.
  std::size_t max_body = 8 * 1024 * 1024;  // Chunks joined, without their framing.
};

class RequestParser {
 public:
  enum class Step { kNeedsMore, kReady, kRefused };

  explicit RequestParser(const ParserLimits& limits) : limits_(limits) {}

  // Reads from `input` and cuts off what it used, at most to the end of one request.
  // Requires: the last step was kNeedsMore, or kReady followed by take().
  Step feed(std::string_view& input);

  // The request that made feed() say kReady; everything in it but remote_addr.
  Request take();

  // What is known of the request that is being read, or was refused.
  const Request& seen() const { return request_; }

  // Why feed() said kRefused: 400, 413, 417, 431, 501 or 505.
  int refusal() const { return refusal_; }

  // Nothing of the next request has come yet.
  bool is_between() const { return state_ == State::kBetween; }
  bool is_in_body() const { return state_ > State::kHead && state_ < State::kReady; }

  // True once for a request whose client waits for `100 Continue` before its body.
  bool take_expectation();

 private:
  enum class State {
    kBetween,
    kHead,
    kBody,
    kChunkSize,
    kChunkSizeEnd,
    kChunkData,
    kChunkDataEnd,
    kTrailer,
    kReady,
    kRefused,
  };

  bool skip_blank_lines(std::string_view& input);
  bool read_head(std::string_view& input);
  bool read_head_line();
  bool read_request_line(std::string_view line);
  bool read_target();
  bool read_field(std::size_t begin, std::size_t end);
  bool note_field(std::string_view name, std::string_view value);
  bool note_length(std::string_view value);
  bool note_coding(std::string_view value);
  bool finish_head();
  bool check_host();
  bool read_body(std::string_view& input);
  bool read_chunk_size(std::string_view& input);
  bool end_chunk_size();
  bool read_chunk_data(std::string_view& input);
  bool read_chunk_data_end(std::string_view& input);
  bool read_trailer(std::string_view& input);
  bool refuse(int status);

  ParserLimits limits_;
  State state_ = State::kBetween;
  int refusal_ = 0;
  Request request_;
  std::size_t head_hint_ = 256;  // Size of the last head: the next is likely no longer.

  // Of the head.
  std::size_t line_begin_ = 0;
  bool has_request_line_ = false;
  bool has_host_ = false;
  bool has_length_ = false;
  bool is_chunked_ = false;
  bool has_repeated_ = false;
  bool says_close_ = false;
  bool says_keep_alive_ = false;
  bool expects_continue_ = false;
  std::uint64_t name_hashes_ = 0;  // One bit for each name seen; a hit means "look".

  // Of the body.
  std::uint64_t remaining_ = 0;  // Of the body, or of the chunk.
  int size_digits_ = 0;
  std::size_t framing_bytes_ = 0;  // Of one chunk's extension, or of the trailer.
  std::string line_;               // An unfinished trailer line.
  unsigned blank_bytes_ = 0;
  bool saw_cr_ = false;
  bool in_extension_ = false;
};

}  // namespace scriptling
