#include "http/response_writer.h"

#include <charconv>

#include "http/http_date.h"
#include "http/syntax.h"

namespace scriptling {

namespace {

void append_number(std::uint64_t number, int base, std::string& out) {
  char digits[20];
  auto end = std::to_chars(digits, digits + sizeof digits, number, base).ptr;
  out.append(digits, end);
}

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

// Fields that follow from the framing, and so are not the response's to set.
bool is_ours(std::string_view name) {
  switch (name.size()) {
    case 10: return equals_ignoring_case(name, "connection");
    case 14: return equals_ignoring_case(name, "content-length");
    case 17: return equals_ignoring_case(name, "transfer-encoding");
    default: return false;
  }
}

void append_field(std::string_view name, std::string_view value, std::string& out) {
  out.append(name).append(": ").append(value).append("\r\n");
}

void append_status_line(int status, std::string& out) {
  if (status == 200) {
    out.append("HTTP/1.1 200 OK\r\n");
    return;
  }
  out.append("HTTP/1.1 ");
  append_number(static_cast<unsigned>(status), 10, out);
  out.append(1, ' ').append(reason_phrase(status)).append("\r\n");
}

void append_framing(const Response& response, const AnswerTerms& terms,
                    std::string& out) {
  if (response.status == 101) return;
  bool ends = ends_connection(response, terms);
  constexpr int kUpgradeRequired = 426;  // RFC 9110: its Upgrade must be named here.
  if (response.status == kUpgradeRequired) {
    out.append(ends ? "Connection: close, Upgrade\r\n" : "Connection: Upgrade\r\n");
  } else if (ends) {
    out.append("Connection: close\r\n");
  } else if (terms.minor_version == 0) {
    out.append("Connection: keep-alive\r\n");
  }
  if (!may_have_body(response.status)) return;
  if (terms.framing == BodyFraming::kChunked) {
    out.append("Transfer-Encoding: chunked\r\n");
  } else if (terms.framing == BodyFraming::kLength) {
    out.append("Content-Length: ");
    append_number(response.body.size() + response.file.size, 10, out);
    out.append("\r\n");
  }
}

}  // namespace

std::string problem_with(const Response& response) {
  if (response.status < 200 || response.status > 599) {
    return "the status " + std::to_string(response.status) + " cannot be sent";
  }
  for (const auto& [name, value] : response.headers) {
    if (!is_token(name)) return "'" + name + "' is not a header name";
    if (!is_field_value(value))
      return "the header '" + name + "' has a control character";
  }
  return {};
}

bool sends_body(const Response& response, const AnswerTerms& terms) {
  return !terms.is_head && may_have_body(response.status);
}

bool ends_connection(const Response& response, const AnswerTerms& terms) {
  if (!terms.keep_alive || terms.framing == BodyFraming::kUntilClose) return true;
  for (const auto& [name, value] : response.headers) {
    if (name.size() == 10 && equals_ignoring_case(name, "connection") &&
        list_has(value, "close")) {
      return true;
    }
  }
  return false;
}

void write_head(const Response& response, const AnswerTerms& terms, std::string& out) {
  append_status_line(response.status, out);
  bool has_date = false;
  for (const auto& [name, value] : response.headers) {
    bool is_upgrade = response.status == 101 && equals_ignoring_case(name, "connection");
    if (is_ours(name) && !is_upgrade) continue;
    has_date = has_date || equals_ignoring_case(name, "date");
    append_field(name, value, out);
  }
  if (!has_date) append_field("Date", http_date_now(), out);
  append_framing(response, terms, out);
  out.append("\r\n");
}

void write_chunk(std::string_view bytes, std::string& out) {
  if (bytes.empty()) return;
  append_number(bytes.size(), 16, out);
  out.append("\r\n").append(bytes).append("\r\n");
}

}  // namespace scriptling
