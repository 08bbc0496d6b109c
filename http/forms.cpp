#include "http/forms.h"

#include <algorithm>

#include "http/syntax.h"

namespace scriptling {

namespace {

constexpr std::size_t kMaxParts = 1024;
constexpr std::size_t kMaxBoundary = 70;  // RFC 2046 5.1.1.
constexpr std::size_t kMaxPartHead = 16 * 1024;

// Reads a token or a quoted string, and cuts it off.
std::string read_value(std::string_view& rest) {
  std::string value;
  if (!rest.starts_with('"')) {
    std::size_t end = std::min(rest.find(';'), rest.size());
    value = trimmed(rest.substr(0, end));
    rest.remove_prefix(end);
    return value;
  }
  std::size_t i = 1;
  for (; i < rest.size() && rest[i] != '"'; ++i) {
    // Browsers escape a quote as %22, and some paths hold backslashes: only \" and
    // \\ count.
    bool is_escape = rest[i] == '\\' && i + 1 < rest.size() &&
                     (rest[i + 1] == '"' || rest[i + 1] == '\\');
    if (is_escape) ++i;
    value += rest[i];
  }
  rest.remove_prefix(std::min(i + 1, rest.size()));
  return value;
}

// Reads the head of a part, which ends at an empty line. False when it makes no sense.
bool read_part_head(std::string_view head, FormPart& part) {
  bool has_name = false;
  while (!head.empty()) {
    std::size_t end = std::min(head.find("\r\n"), head.size());
    std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    std::string_view name = trimmed(line.substr(0, colon));
    std::string_view value = trimmed(line.substr(colon + 1));
    if (equals_ignoring_case(name, "content-type")) part.content_type = value;
    if (!equals_ignoring_case(name, "content-disposition")) continue;
    auto field = header_parameter(value, "name");
    if (!field) return false;
    has_name = true;
    part.name = std::move(*field);
    part.filename = header_parameter(value, "filename");
  }
  return has_name;
}

std::optional<std::vector<FormPart>> parse_multipart(std::string_view boundary,
                                                     std::string_view body) {
  if (boundary.empty() || boundary.size() > kMaxBoundary) return std::nullopt;
  std::string delimiter = "\r\n--" + std::string(boundary);
  std::string_view opening = std::string_view(delimiter).substr(2);
  // What stands before the first delimiter is a preamble, to be ignored.
  if (body.starts_with(opening)) {
    body.remove_prefix(opening.size());
  } else {
    std::size_t at = body.find(delimiter);
    if (at == std::string_view::npos) return std::nullopt;
    body.remove_prefix(at + delimiter.size());
  }
  std::vector<FormPart> parts;
  while (!body.starts_with("--")) {
    std::size_t padding = std::min(body.find_first_not_of(" \t"), body.size());
    body.remove_prefix(padding);
    if (!body.starts_with("\r\n") || parts.size() == kMaxParts) return std::nullopt;
    body.remove_prefix(2);
    std::size_t head_end = body.find("\r\n\r\n");
    if (head_end == std::string_view::npos || head_end > kMaxPartHead)
      return std::nullopt;
    FormPart part;
    if (!read_part_head(body.substr(0, head_end), part)) return std::nullopt;
    // From the second CR LF of the empty line, so that an empty part's delimiter is
    // found.
    body.remove_prefix(head_end + 2);
    std::size_t data_end = body.find(delimiter);
    if (data_end == std::string_view::npos) return std::nullopt;
    if (data_end >= 2) part.data = body.substr(2, data_end - 2);
    body.remove_prefix(data_end + delimiter.size());
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace

std::optional<std::string> header_parameter(std::string_view header,
                                            std::string_view lower_name) {
  std::string_view rest = header.substr(std::min(header.find(';'), header.size()));
  while (!rest.empty()) {
    rest.remove_prefix(1);  // The semicolon.
    std::size_t equals = rest.find_first_of("=;");
    std::string_view name = trimmed(rest.substr(0, equals));
    rest.remove_prefix(std::min(equals, rest.size()));
    if (!rest.starts_with('=')) continue;
    rest.remove_prefix(1);
    rest = rest.substr(std::min(rest.find_first_not_of(" \t"), rest.size()));
    std::string value = read_value(rest);
    if (equals_ignoring_case(name, lower_name)) return value;
    rest.remove_prefix(std::min(rest.find(';'), rest.size()));
  }
  return std::nullopt;
}

std::optional<std::vector<FormPart>> parse_form(std::string_view content_type,
                                                std::string_view body) {
  std::string_view type = trimmed(content_type.substr(0, content_type.find(';')));
  if (equals_ignoring_case(type, "multipart/form-data")) {
    return parse_multipart(header_parameter(content_type, "boundary").value_or(""), body);
  }
  if (!equals_ignoring_case(type, "application/x-www-form-urlencoded"))
    return std::nullopt;
  std::vector<FormPart> parts;
  for (auto& [name, value] : parse_query(body)) {
    parts.push_back({std::move(name), std::nullopt, {}, std::move(value)});
  }
  return parts;
}

QueryPairs parse_cookies(std::string_view header) {
  QueryPairs cookies;
  while (!header.empty()) {
    std::string_view pair = next_part(header, ';');
    std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    std::string_view name = trimmed(pair.substr(0, equals));
    std::string_view value = trimmed(pair.substr(equals + 1));
    if (name.empty()) continue;
    bool is_quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
    if (is_quoted) value = value.substr(1, value.size() - 2);
    cookies.emplace_back(name, value);
  }
  return cookies;
}

}  // namespace scriptling
