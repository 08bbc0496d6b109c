// File names -> content types.
//
// Any thread.
#pragma once

#include <string_view>

namespace scriptling {

// By the extension, in any case; application/octet-stream for one that is not known.
std::string_view media_type_of(std::string_view file_name);

}  // namespace scriptling
