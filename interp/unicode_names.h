// The characters' names, for \N{LATIN SMALL LETTER A}.
//
// Immutable; share freely.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scriptling {

// The code point of that name, in either case; the aliases of control characters count.
std::optional<uint32_t> character_named(std::string_view name);
// The name of a code point; empty for those that have none. Takes time: looks through all
// names.
std::string name_of_character(uint32_t code);

}  // namespace scriptling
