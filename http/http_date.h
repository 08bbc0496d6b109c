// "Sun, 06 Nov 1994 08:49:37 GMT" and back.
//
// Any thread.
#pragma once

#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace scriptling {

std::string http_date(std::time_t when);

// Reads the fixed form above, which is all that is sent today. Nothing for any other.
std::optional<std::time_t> parse_http_date(std::string_view text);

// The present, formatted once a second for each thread. The view holds until this
// thread's next call; do not keep it across one.
std::string_view http_date_now();

}  // namespace scriptling
