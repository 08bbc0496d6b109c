// repr of text and bytes: quotes and escapes.

#include <fmt/format.h>
#include <utf8proc.h>

#include "interp/ops.h"

namespace scriptling {

namespace {

// ' unless the text has that and no ".
char quote_for(std::string_view text) {
  bool has_single = text.find('\'') != text.npos;
  return has_single && text.find('"') == text.npos ? '"' : '\'';
}

bool is_printable(uint32_t c) {
  if (c < 0x7f) return c >= 0x20;
  if (c >= 0xd800 && c <= 0xdfff) return false;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS: return false;
    default: return true;
  }
}

// The escape with a letter for `c`; 0 when there is none.
char short_escape(uint32_t c) {
  switch (c) {
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    case '\\': return '\\';
    default: return 0;
  }
}

void append_escaped(std::string& out, uint32_t c) {
  auto to = std::back_inserter(out);
  if (c < 0x100) {
    fmt::format_to(to, "\\x{:02x}", c);
  } else if (c < 0x10000) {
    fmt::format_to(to, "\\u{:04x}", c);
  } else {
    fmt::format_to(to, "\\U{:08x}", c);
  }
}

}  // namespace

std::string str_repr(std::string_view text) {
  char quote = quote_for(text);
  std::string out;
  out.reserve(text.size() + 2);
  out.push_back(quote);
  const char* p = text.data();
  const char* end = p + text.size();
  while (p < end) {
    const char* start = p;
    uint32_t c = utf8_next(p);
    if (char letter = short_escape(c)) {
      out.append({'\\', letter});
    } else if (c == static_cast<uint32_t>(quote)) {
      out.append({'\\', quote});
    } else if (is_printable(c)) {
      out.append(start, p);
    } else {
      append_escaped(out, c);
    }
  }
  out.push_back(quote);
  return out;
}

std::string bytes_repr(std::string_view data) {
  char quote = quote_for(data);
  std::string out = "b";
  out.push_back(quote);
  for (char byte : data) {
    auto c = static_cast<unsigned char>(byte);
    if (char letter = short_escape(c)) {
      out.append({'\\', letter});
    } else if (byte == quote) {
      out.append({'\\', quote});
    } else if (c >= 0x20 && c < 0x7f) {
      out.push_back(byte);
    } else {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", c);
    }
  }
  out.push_back(quote);
  return out;
}

}  // namespace scriptling
