// A text as JSON, for what is written without a script: answers to errors, lines of the
// log.
#pragma once

#include <string>
#include <string_view>

namespace scriptling {

// `text` in double quotes. What is not UTF-8 in it becomes U+FFFD, for JSON may not hold
// it.
std::string json_string(std::string_view text);

}  // namespace scriptling
