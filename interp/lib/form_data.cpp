#include "interp/lib/form_data.h"

#include <algorithm>

#include "interp/ascii.h"

namespace scriptling {

namespace {

std::string decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t n = 0; n < text.size(); n++) {
    char c = text[n];
    if (c == '+') c = ' ';
    if (c == '%' && n + 2 < text.size()) {
      int high = digit_value(text[n + 1], 16), low = digit_value(text[n + 2], 16);
      if (high >= 0 && low >= 0) {
        c = static_cast<char>(high * 16 + low);
        n += 2;
      }
    }
    out += c;
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

// Takes what stands in front of `separator` off `*rest`, the separator too.
std::string_view take_until(std::string_view* rest, std::string_view separator) {
  size_t at = rest->find(separator);
  std::string_view piece = rest->substr(0, at);
  rest->remove_prefix(at == rest->npos ? rest->size() : at + separator.size());
  return piece;
}

// Parameter `name` of `form-data; name="a"; filename="b"`. False: there is none.
bool header_parameter(std::string_view header, std::string_view name,
                      std::string* value) {
  take_until(&header, ";");
  while (!header.empty()) {
    size_t equals = header.find('=');
    if (equals == header.npos) return false;
    std::string key = lower_ascii(trimmed(header.substr(0, equals)));
    header = trimmed(header.substr(equals + 1));
    value->clear();
    if (header.starts_with('"')) {
      size_t n = 1;
      // Browsers escape nothing but the quote; a backslash before anything else is
      // itself.
      for (; n < header.size() && header[n] != '"'; n++) {
        if (header[n] == '\\' && n + 1 < header.size() && header[n + 1] == '"') n++;
        *value += header[n];
      }
      header.remove_prefix(std::min(n + 1, header.size()));
      take_until(&header, ";");
    } else {
      *value = trimmed(take_until(&header, ";"));
    }
    if (key == name) return true;
  }
  return false;
}

// One part between boundaries, its headers included.
bool parse_part(std::string_view part, std::vector<FormField>* fields) {
  size_t end = part.find("\r\n\r\n");
  if (end == part.npos) return false;
  std::string_view head = part.substr(0, end);
  FormField field;
  field.data = part.substr(end + 4);
  bool named = false;
  while (!head.empty()) {
    std::string_view line = take_until(&head, "\r\n");
    std::string name = lower_ascii(trimmed(take_until(&line, ":")));
    std::string_view value = trimmed(line);
    if (name == "content-type") field.content_type = value;
    if (name == "content-disposition") {
      named = header_parameter(value, "name", &field.name);
      field.is_file = header_parameter(value, "filename", &field.filename);
    }
  }
  if (!named) return false;
  fields->push_back(std::move(field));
  return true;
}

bool parse_multipart(std::string_view boundary, std::string_view body,
                     std::vector<FormField>* fields) {
  std::string delimiter = "--" + std::string(boundary);
  // What stands in front of the first delimiter is no part.
  if (!body.starts_with(delimiter)) {
    delimiter.insert(0, "\r\n");
    size_t first = body.find(delimiter);
    if (first == body.npos) return false;
    body.remove_prefix(first + delimiter.size());
  } else {
    body.remove_prefix(delimiter.size());
    delimiter.insert(0, "\r\n");
  }
  while (!body.starts_with("--")) {
    while (body.starts_with(' ') || body.starts_with('\t')) body.remove_prefix(1);
    if (!body.starts_with("\r\n")) return false;
    body.remove_prefix(2);
    size_t end = body.find(delimiter);
    if (end == body.npos || !parse_part(body.substr(0, end), fields)) return false;
    body.remove_prefix(end + delimiter.size());
  }
  return true;
}

}  // namespace

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

FieldPairs parse_query_pairs(std::string_view text) {
  FieldPairs pairs;
  while (!text.empty()) {
    std::string_view part = take_until(&text, "&");
    if (part.empty()) continue;
    std::string name = decode(take_until(&part, "="));
    pairs.emplace_back(std::move(name), decode(part));
  }
  return pairs;
}

FieldPairs parse_cookie_pairs(std::string_view header) {
  FieldPairs pairs;
  while (!header.empty()) {
    std::string_view part = take_until(&header, ";");
    size_t equals = part.find('=');
    if (equals == part.npos) continue;
    std::string_view name = trimmed(part.substr(0, equals));
    std::string_view value = trimmed(part.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
      value = value.substr(1, value.size() - 2);
    }
    if (!name.empty()) pairs.emplace_back(name, value);
  }
  return pairs;
}

bool parse_form_fields(std::string_view content_type, std::string_view body,
                       std::vector<FormField>* fields) {
  std::string_view rest = content_type;
  std::string type = lower_ascii(trimmed(take_until(&rest, ";")));
  if (type == "application/x-www-form-urlencoded") {
    for (auto& [name, value] : parse_query_pairs(body)) {
      fields->push_back({.name = std::move(name), .data = std::move(value)});
    }
    return true;
  }
  if (type != "multipart/form-data") return true;
  std::string boundary;
  return header_parameter(content_type, "boundary", &boundary) && !boundary.empty() &&
         parse_multipart(boundary, body, fields);
}

}  // namespace scriptling
