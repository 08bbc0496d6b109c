#include "interp/identifier.h"

#include <utf8proc.h>

#include <cstdint>
#include <cstdlib>

namespace scriptling {

namespace {

bool is_between(char32_t c, char32_t first, char32_t last) {
  return first <= c && c <= last;
}

// These would stop being names when normalised.
bool is_unstable(char32_t c) {
  return c == 0x37A || is_between(c, 0x309B, 0x309C) || is_between(c, 0xFC5E, 0xFC63) ||
         is_between(c, 0xFDFA, 0xFDFB) || (is_between(c, 0xFE70, 0xFE7E) && c % 2 == 0);
}

// These stop being able to start one.
bool is_unstable_start(char32_t c) {
  return c == 0xE33 || c == 0xEB3 || is_between(c, 0xFF9E, 0xFF9F) || is_unstable(c);
}

bool is_other_start(char32_t c) {
  return is_between(c, 0x1885, 0x1886) || c == 0x2118 || c == 0x212E;
}

bool is_other_continue(char32_t c) {
  return c == 0xB7 || c == 0x387 || is_between(c, 0x1369, 0x1371) || c == 0x19DA;
}

utf8proc_category_t category(char32_t c) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

}  // namespace

bool is_identifier_start(char32_t c) {
  if (c == '_') return true;
  switch (category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL: return !is_unstable_start(c);
    default: return is_other_start(c);
  }
}

bool is_identifier_continue(char32_t c) {
  if (is_identifier_start(c)) return true;
  switch (category(c)) {
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC: return !is_unstable(c);
    default: return is_other_continue(c);
  }
}

bool is_printable(char32_t c) {
  switch (category(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return false;
    case UTF8PROC_CATEGORY_ZS: return c == ' ';
    default: return true;
  }
}

std::string normalize_nfkc(std::string_view text) {
  utf8proc_uint8_t* mapped = nullptr;
  utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE |
                                                  UTF8PROC_COMPAT));
  if (size < 0) return std::string(text);
  std::string normal(reinterpret_cast<char*>(mapped), static_cast<size_t>(size));
  std::free(mapped);
  return normal;
}

CodePoint decode_code_point(std::string_view text) {
  auto byte = [&](size_t at) {
    return static_cast<char32_t>(static_cast<uint8_t>(text[at]));
  };
  char32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) return {(lead & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  if (lead < 0xF0) {
    return {(lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
  }
  return {(lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 |
              (byte(3) & 0x3F),
          4};
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      out += static_cast<char>(0xE0 | c >> 12);
    } else {
      out += static_cast<char>(0xF0 | c >> 18);
      out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    }
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
  }
  out += static_cast<char>(0x80 | (c & 0x3F));
}

}  // namespace scriptling
