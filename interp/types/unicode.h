// What Unicode says about a code point, as Python's str methods ask it.
//
// Immutable; share freely.
#pragma once

#include <cstdint>
#include <string>

namespace scriptling::unicode {

bool is_alpha(uint32_t c);
bool is_decimal(uint32_t c);
bool is_digit(uint32_t c);
bool is_numeric(uint32_t c);
bool is_space(uint32_t c);
bool is_line_break(uint32_t c);
bool is_lower(uint32_t c);
bool is_upper(uint32_t c);
bool is_title(uint32_t c);
bool is_cased(uint32_t c);
// Invisible to the rule for the final sigma.
bool is_case_ignorable(uint32_t c);

// Append the full mapping: up to three code points.
void append_upper(std::string& out, uint32_t c);
void append_lower(std::string& out, uint32_t c);
void append_title(std::string& out, uint32_t c);
void append_folded(std::string& out, uint32_t c);

}  // namespace scriptling::unicode
