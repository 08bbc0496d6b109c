// The characters' names, for \N{LATIN SMALL LETTER A}.
//
// Immutable; share freely.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace scriptling {

// The code point of that name, in either case; the aliases of control characters count.
std::optional<uint32_t> character_named(std::string_view name);

}  // namespace scriptling
