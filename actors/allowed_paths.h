// Which files a script may touch, as --allowed-paths has it.
//
// Any thread.
#pragma once

#include <string>

#include "actors/config.h"

namespace scriptling {

// Whether `path`, with links and dots resolved, is one of the allowed folders or below
// one.
bool is_path_allowed(const Config& config, const std::string& path);

// The absolute path, with links and dots resolved as far as there are such files.
std::string real_path(const std::string& path);

}  // namespace scriptling
