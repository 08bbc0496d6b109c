// Which code points make a name, and which names are the same.
//
// Any thread.
#pragma once

#include <string>
#include <string_view>

namespace scriptling {

// Unicode's XID_Start and XID_Continue, and the underscore.
bool is_identifier_start(char32_t c);
bool is_identifier_continue(char32_t c);
// Neither a control, a separator (but for the space) nor unassigned.
bool is_printable(char32_t c);

// Names are compared in this form. Requires: `text` is UTF-8.
std::string normalize_nfkc(std::string_view text);

// The code point at the start of `text` and its size in bytes. Requires: `text` is UTF-8
// and not empty.
struct CodePoint {
  char32_t value;
  int size;
};
CodePoint decode_code_point(std::string_view text);

// Appends one code point as UTF-8; a surrogate becomes three bytes.
void append_utf8(std::string& out, char32_t c);

}  // namespace scriptling
