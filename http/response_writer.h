// A Response -> the bytes of its head; the body follows as it is.
//
// Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/response.h"

namespace scriptling {

// How the body is delimited.
enum class BodyFraming { kLength, kChunked, kUntilClose };

// What the request and the connection have to say about an answer.
struct AnswerTerms {
  int minor_version = 1;
  bool keep_alive = true;
  bool is_head = false;  // A HEAD request: the length is told, the body is not sent.
  BodyFraming framing = BodyFraming::kLength;
};

// What keeps `response` from being sent, for a log; empty when nothing does. A status
// outside 200..599 or a field that would break the head in two.
std::string problem_with(const Response& response);

// False for HEAD requests and for statuses that never carry a body.
bool sends_body(const Response& response, const AnswerTerms& terms);

// True when the connection ends with this answer: by `terms`, or because the response
// says `Connection: close`.
bool ends_connection(const Response& response, const AnswerTerms& terms);

// Appends status line and fields to `out`. Requires: problem_with() found nothing.
void write_head(const Response& response, const AnswerTerms& terms, std::string& out);

// Appends one chunk. An empty chunk would end the body, so nothing is written for it.
void write_chunk(std::string_view bytes, std::string& out);

inline constexpr std::string_view kLastChunk = "0\r\n\r\n";
inline constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace scriptling
