#include "http/request_parser.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "http/syntax.h"
#include "http/url.h"

namespace scriptling {

namespace {

constexpr std::size_t kMaxFields = 256;
constexpr std::size_t kMaxMethod = 64;
constexpr std::size_t kMaxExtension = 256;
constexpr unsigned kMaxBlankBytes = 8;
constexpr int kMaxLengthDigits = 18;  // Below 2^63 whatever the digits.
constexpr int kMaxSizeDigits = 15;
constexpr std::size_t kMaxReserve = 256 * 1024;  // A length is only a claim.

// True when what ends in `text`'s last byte, a line feed, is a carriage return before it.
bool ends_in_crlf(std::string_view text) {
  return text.size() >= 2 && text[text.size() - 2] == '\r';
}

bool is_target(std::string_view target) {
  for (char c : target) {
    auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7f || byte == '#') return false;
  }
  return !target.empty();
}

// A host with an optional port: no path, no user, no list.
bool is_authority(std::string_view text) {
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7f) return false;
    if (std::strchr("/?#@\\,<>\"{}|^`", c) != nullptr) return false;
  }
  return true;
}

std::uint64_t name_bit(std::string_view name) {
  unsigned mixed = static_cast<unsigned char>(name.front()) * 7U +
                   static_cast<unsigned char>(name.back()) * 3U +
                   static_cast<unsigned>(name.size());
  return std::uint64_t{1} << (mixed & 63U);
}

}  // namespace

bool RequestParser::refuse(int status) {
  refusal_ = status;
  state_ = State::kRefused;
  return false;
}

// Each step below returns false when it can go no further with this input: because it is
// used up, or because the request was refused.
RequestParser::Step RequestParser::feed(std::string_view& input) {
  for (bool goes_on = true; goes_on && state_ < State::kReady;) {
    switch (state_) {
      case State::kBetween: goes_on = skip_blank_lines(input); break;
      case State::kHead: goes_on = read_head(input); break;
      case State::kBody: goes_on = read_body(input); break;
      case State::kChunkSize:
      case State::kChunkSizeEnd: goes_on = read_chunk_size(input); break;
      case State::kChunkData: goes_on = read_chunk_data(input); break;
      case State::kChunkDataEnd: goes_on = read_chunk_data_end(input); break;
      case State::kTrailer: goes_on = read_trailer(input); break;
      case State::kReady:
      case State::kRefused: break;
    }
  }
  if (state_ == State::kReady) return Step::kReady;
  return state_ == State::kRefused ? Step::kRefused : Step::kNeedsMore;
}

Request RequestParser::take() {
  state_ = State::kBetween;
  blank_bytes_ = 0;
  saw_cr_ = false;
  return std::exchange(request_, Request{});
}

bool RequestParser::take_expectation() {
  return std::exchange(expects_continue_, false) && is_in_body();
}

// RFC 9112 2.2: empty lines before a request line are to be ignored.
bool RequestParser::skip_blank_lines(std::string_view& input) {
  while (!input.empty()) {
    char c = input.front();
    if (saw_cr_ ? c != '\n' : c != '\r') break;
    saw_cr_ = !saw_cr_;
    input.remove_prefix(1);
    if (++blank_bytes_ > kMaxBlankBytes) return refuse(400);
  }
  if (input.empty()) return false;
  if (saw_cr_ || !is_token_char(input.front())) return refuse(400);
  state_ = State::kHead;
  line_begin_ = 0;
  name_hashes_ = 0;
  has_request_line_ = has_host_ = has_length_ = is_chunked_ = has_repeated_ = false;
  says_close_ = says_keep_alive_ = expects_continue_ = false;
  request_.headers.text().reserve(head_hint_);
  return true;
}

bool RequestParser::read_head(std::string_view& input) {
  std::string& text = request_.headers.text();
  while (state_ == State::kHead) {
    if (input.empty()) return false;
    const void* found = std::memchr(input.data(), '\n', input.size());
    std::size_t taken =
        found == nullptr
            ? input.size()
            : static_cast<std::size_t>(static_cast<const char*>(found) - input.data()) +
                  1;
    if (text.size() + taken > limits_.max_header) return refuse(431);
    text.append(input.substr(0, taken));
    input.remove_prefix(taken);
    if (found == nullptr) return false;
    if (!read_head_line()) return false;
  }
  return true;
}

bool RequestParser::read_head_line() {
  const std::string& text = request_.headers.text();
  std::size_t begin = std::exchange(line_begin_, text.size());
  if (!ends_in_crlf(std::string_view(text).substr(begin))) return refuse(400);
  std::size_t end = text.size() - 2;
  if (!has_request_line_) {
    has_request_line_ = true;
    return read_request_line(std::string_view(text).substr(begin, end - begin));
  }
  return begin == end ? finish_head() : read_field(begin, end);
}

bool RequestParser::read_request_line(std::string_view line) {
  std::size_t first = line.find(' ');
  std::size_t last = line.rfind(' ');
  if (first == last) return refuse(400);  // None, or one: HTTP/0.9.
  std::string_view method = line.substr(0, first);
  std::string_view target = line.substr(first + 1, last - first - 1);
  std::string_view version = line.substr(last + 1);
  if (!is_token(method) || method.size() > kMaxMethod) return refuse(400);
  if (!is_target(target)) return refuse(400);
  bool is_version = version.size() == 8 && version.substr(0, 5) == "HTTP/" &&
                    version[5] >= '0' && version[5] <= '9' && version[6] == '.' &&
                    version[7] >= '0' && version[7] <= '9';
  if (!is_version) return refuse(400);
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return refuse(505);
  if (method == "CONNECT") return refuse(501);
  request_.minor_version = version[7] - '0';
  request_.method = method;
  request_.target = target;
  return read_target();
}

bool RequestParser::read_target() {
  std::string_view target = request_.target;
  if (target == "*") {
    if (request_.method != "OPTIONS") return refuse(400);
  } else if (target.front() != '/') {
    std::size_t scheme = target.find("://");
    if (scheme == std::string_view::npos) return refuse(400);
    std::string lower = ascii_lower(target.substr(0, scheme));
    if (lower != "http" && lower != "https") return refuse(400);
    std::string_view authority = target.substr(scheme + 3);
    authority = authority.substr(0, authority.find_first_of("/?"));
    if (authority.empty() || !is_authority(authority)) return refuse(400);
  }
  auto path = percent_decode(request_.raw_path());
  if (!path || path->find('\0') != std::string::npos) return refuse(400);
  request_.path = std::move(*path);
  std::size_t question = target.find('?');
  if (question != std::string_view::npos) request_.query = target.substr(question + 1);
  return true;
}

// The line of text from `begin` to `end`, without its CR LF.
bool RequestParser::read_field(std::size_t begin, std::size_t end) {
  Headers& headers = request_.headers;
  std::string& text = headers.text();
  std::size_t colon = begin;
  for (; colon < end; ++colon) {
    char lower = token_lower(text[colon]);
    if (lower == 0) break;
    text[colon] = lower;
  }
  // Also refuses a folded line, which starts with a space, and a space before the colon.
  if (colon == begin || colon == end || text[colon] != ':') return refuse(400);
  std::string_view value = std::string_view(text).substr(colon + 1, end - colon - 1);
  if (!is_field_value(value)) return refuse(400);
  value = trimmed(value);
  if (headers.size() == kMaxFields) return refuse(431);
  std::string_view name = std::string_view(text).substr(begin, colon - begin);
  std::uint64_t bit = name_bit(name);
  if ((name_hashes_ & bit) != 0) has_repeated_ = true;
  name_hashes_ |= bit;
  auto value_at = static_cast<std::size_t>(value.data() - text.data());
  headers.add_range(begin, name.size(), value_at, value.size());
  return note_field(name, value);
}

// What the framing depends on. Judged here, before repeated fields are joined.
bool RequestParser::note_field(std::string_view name, std::string_view value) {
  switch (name.size()) {
    case 4:
      if (name != "host") break;
      if (std::exchange(has_host_, true) || !is_authority(value)) return refuse(400);
      break;
    case 6:
      if (name != "expect" || request_.minor_version == 0) break;
      if (!equals_ignoring_case(value, "100-continue")) return refuse(417);
      expects_continue_ = true;
      break;
    case 10:
      if (name != "connection") break;
      says_close_ = says_close_ || list_has(value, "close");
      says_keep_alive_ = says_keep_alive_ || list_has(value, "keep-alive");
      break;
    case 14: return name == "content-length" ? note_length(value) : true;
    case 17: return name == "transfer-encoding" ? note_coding(value) : true;
    default: break;
  }
  return true;
}

bool RequestParser::note_length(std::string_view value) {
  if (std::exchange(has_length_, true) || value.empty()) return refuse(400);
  for (char c : value) {
    if (c < '0' || c > '9') return refuse(400);
  }
  std::uint64_t length = 0;
  while (value.size() > 1 && value.front() == '0') value.remove_prefix(1);
  if (value.size() > kMaxLengthDigits) return refuse(413);
  for (char c : value) length = length * 10 + static_cast<unsigned>(c - '0');
  remaining_ = length;
  return true;
}

bool RequestParser::note_coding(std::string_view value) {
  if (std::exchange(is_chunked_, true)) return refuse(400);
  if (equals_ignoring_case(value, "chunked")) return true;
  bool is_layered = false;  // Some other coding below one layer of chunks.
  for (std::string_view rest = value; !rest.empty();) {
    std::string_view coding = trimmed(next_part(rest, ','));
    bool is_last = rest.empty();
    if (equals_ignoring_case(coding, "chunked") != is_last) return refuse(400);
    is_layered = is_layered || !is_last;
  }
  return refuse(is_layered ? 501 : 400);
}

bool RequestParser::check_host() {
  if (!has_host_ && request_.minor_version == 1) return refuse(400);
  std::string_view target = request_.target;
  if (target.front() == '/' || target == "*") return true;
  // RFC 9112 3.2.2: the authority in the target overrides what Host says.
  std::string_view authority = target.substr(target.find("://") + 3);
  request_.headers.set("host", authority.substr(0, authority.find_first_of("/?")));
  return true;
}

bool RequestParser::finish_head() {
  if (is_chunked_ && (has_length_ || request_.minor_version == 0)) return refuse(400);
  if (has_length_ && remaining_ > limits_.max_body) return refuse(413);
  head_hint_ = std::min(request_.headers.text().size(), std::size_t{2048});
  if (has_repeated_) request_.headers.join_repeated();
  if (!check_host()) return false;
  request_.keep_alive = !says_close_ && (request_.minor_version == 1 || says_keep_alive_);
  framing_bytes_ = 0;
  size_digits_ = 0;
  saw_cr_ = in_extension_ = false;
  if (is_chunked_) {
    remaining_ = 0;
    state_ = State::kChunkSize;
  } else if (has_length_ && remaining_ > 0) {
    request_.body.reserve(std::min<std::uint64_t>(remaining_, kMaxReserve));
    state_ = State::kBody;
  } else {
    state_ = State::kReady;
  }
  return true;
}

bool RequestParser::read_body(std::string_view& input) {
  std::size_t taken = std::min<std::uint64_t>(remaining_, input.size());
  request_.body.append(input.substr(0, taken));
  input.remove_prefix(taken);
  remaining_ -= taken;
  if (remaining_ > 0) return false;
  state_ = State::kReady;
  return true;
}

// Hexadecimal digits, an extension that nobody reads, CR, LF.
bool RequestParser::read_chunk_size(std::string_view& input) {
  while (!input.empty()) {
    char c = input.front();
    input.remove_prefix(1);
    if (state_ == State::kChunkSizeEnd) return c == '\n' ? end_chunk_size() : refuse(400);
    int digit = in_extension_ ? -1 : hex_value(c);
    if (digit >= 0) {
      remaining_ = remaining_ * 16 + static_cast<unsigned>(digit);
      if (++size_digits_ > kMaxSizeDigits) return refuse(400);
    } else if (size_digits_ == 0) {
      return refuse(400);
    } else if (c == '\r') {
      state_ = State::kChunkSizeEnd;
    } else {
      bool is_allowed = in_extension_ ? is_field_value_char(c) : c == ';';
      if (!is_allowed || ++framing_bytes_ > kMaxExtension) return refuse(400);
      in_extension_ = true;
    }
  }
  return false;
}

bool RequestParser::end_chunk_size() {
  if (request_.body.size() + remaining_ > limits_.max_body) return refuse(413);
  size_digits_ = 0;
  framing_bytes_ = 0;
  in_extension_ = false;
  state_ = remaining_ == 0 ? State::kTrailer : State::kChunkData;
  return true;
}

bool RequestParser::read_chunk_data(std::string_view& input) {
  std::size_t taken = std::min<std::uint64_t>(remaining_, input.size());
  request_.body.append(input.substr(0, taken));
  input.remove_prefix(taken);
  remaining_ -= taken;
  if (remaining_ > 0) return false;
  saw_cr_ = false;
  state_ = State::kChunkDataEnd;
  return true;
}

bool RequestParser::read_chunk_data_end(std::string_view& input) {
  while (!input.empty()) {
    char c = input.front();
    input.remove_prefix(1);
    if (c != (saw_cr_ ? '\n' : '\r')) return refuse(400);
    if (std::exchange(saw_cr_, true)) {
      state_ = State::kChunkSize;
      return true;
    }
  }
  return false;
}

// Fields behind the last chunk are checked like those of the head, then dropped.
bool RequestParser::read_trailer(std::string_view& input) {
  while (!input.empty()) {
    std::size_t taken = std::min(input.find('\n'), input.size() - 1) + 1;
    framing_bytes_ += taken;
    if (framing_bytes_ > limits_.max_header) return refuse(431);
    line_.append(input.substr(0, taken));
    input.remove_prefix(taken);
    if (line_.back() != '\n') return false;
    std::string line = std::exchange(line_, {});
    if (!ends_in_crlf(line)) return refuse(400);
    line.resize(line.size() - 2);
    if (line.empty()) {
      state_ = State::kReady;
      return true;
    }
    std::size_t colon = line.find(':');
    if (colon == std::string::npos || !is_token(line.substr(0, colon)) ||
        !is_field_value(std::string_view(line).substr(colon + 1))) {
      return refuse(400);
    }
  }
  return false;
}

}  // namespace scriptling
