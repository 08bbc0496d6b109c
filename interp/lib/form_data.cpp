#include "interp/lib/form_data.h"

#include <algorithm>

#include "interp/ascii.h"
#include "interp/str.h"

namespace scriptling {

namespace {

constexpr const char* kUnfinished = "it ends before its last boundary";

std::string percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t n = 0; n < text.size(); n++) {
    char c = text[n];
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

std::string decode(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return percent_decoded(spaced);
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

// "utf-8'en'na%C3%AFve" of RFC 8187, in UTF-8. False: it is not of that form.
bool decode_extended(std::string_view text, std::string* value) {
  std::string charset = lower_ascii(take_until(&text, "'"));
  if (text.find('\'') == text.npos) return false;
  take_until(&text, "'");  // The language.
  std::string bytes = percent_decoded(text);
  if (charset == "utf-8") {
    *value = std::move(bytes);
    return true;
  }
  if (charset != "iso-8859-1" && charset != "us-ascii") return false;
  value->clear();
  for (char c : bytes) utf8_append(*value, static_cast<unsigned char>(c));
  return true;
}

// The same parameter where its plain form may be a makeshift for `name*`.
bool text_parameter(std::string_view header, const std::string& name,
                    std::string* value) {
  std::string extended;
  bool has_extended =
      header_parameter(header, name + "*", &extended) && decode_extended(extended, value);
  return has_extended || header_parameter(header, name, value);
}

// One part between boundaries, its headers included.
std::string parse_part(std::string_view part, std::vector<FormField>* fields) {
  if (part.starts_with("\r\n")) return "a part has no headers";
  size_t end = part.find("\r\n\r\n");
  if (end == part.npos) return "a part has no empty line behind its headers";
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
      named = text_parameter(value, "name", &field.name);
      field.is_file = text_parameter(value, "filename", &field.filename);
    }
  }
  if (!named) return "a part has no name";
  fields->push_back(std::move(field));
  return {};
}

std::string parse_multipart(std::string_view boundary, std::string_view body,
                            std::vector<FormField>* fields) {
  std::string delimiter = "--" + std::string(boundary);
  // What stands in front of the first delimiter is no part.
  if (!body.starts_with(delimiter)) {
    delimiter.insert(0, "\r\n");
    size_t first = body.find(delimiter);
    if (first == body.npos) return "its boundary does not occur in it";
    body.remove_prefix(first + delimiter.size());
  } else {
    body.remove_prefix(delimiter.size());
    delimiter.insert(0, "\r\n");
  }
  while (!body.starts_with("--")) {
    while (body.starts_with(' ') || body.starts_with('\t')) body.remove_prefix(1);
    if (body.empty()) return kUnfinished;
    if (!body.starts_with("\r\n")) return "a boundary does not end its line";
    body.remove_prefix(2);
    size_t end = body.find(delimiter);
    if (end == body.npos) return kUnfinished;
    std::string problem = parse_part(body.substr(0, end), fields);
    if (!problem.empty()) return problem;
    body.remove_prefix(end + delimiter.size());
  }
  return {};
}

// "a\"b\054c" without its quotes: a backslash stands before a character, or before three
// octal digits.
std::string unquoted_cookie(std::string_view text) {
  auto octal = [&text](size_t at) {
    return at < text.size() ? digit_value(text[at], 8) : -1;
  };
  std::string out;
  for (size_t n = 0; n < text.size(); n++) {
    if (text[n] != '\\' || n + 1 == text.size()) {
      out += text[n];
      continue;
    }
    int high = octal(n + 1), middle = octal(n + 2), low = octal(n + 3);
    if (high >= 0 && high < 4 && middle >= 0 && low >= 0) {
      out += static_cast<char>(high * 64 + middle * 8 + low);
      n += 3;
    } else {
      out += text[++n];
    }
  }
  return out;
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
    bool is_quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
    if (name.empty()) continue;
    pairs.emplace_back(name, is_quoted
                                 ? unquoted_cookie(value.substr(1, value.size() - 2))
                                 : std::string(value));
  }
  return pairs;
}

std::string parse_form_fields(std::string_view content_type, std::string_view body,
                              std::vector<FormField>* fields) {
  std::string_view rest = content_type;
  std::string type = lower_ascii(trimmed(take_until(&rest, ";")));
  if (type == "application/x-www-form-urlencoded") {
    for (auto& [name, value] : parse_query_pairs(body)) {
      fields->push_back({.name = std::move(name), .data = std::move(value)});
    }
    return {};
  }
  if (type != "multipart/form-data") return {};
  std::string boundary;
  bool has_boundary = header_parameter(content_type, "boundary", &boundary);
  if (!has_boundary || boundary.empty()) return "its Content-Type names no boundary";
  return parse_multipart(boundary, body, fields);
}

}  // namespace scriptling
