// Percent-encoding, and the pairs of a query string or an urlencoded form.
//
// Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scriptling {

// Undoes the escapes of a path. Nothing when an escape lacks its two hex digits.
std::optional<std::string> percent_decode(std::string_view text);

// Undoes the escapes of a query: a plus is a space, and an escape that is none stays as
// it stands, as browsers and most servers have it.
std::string query_decode(std::string_view text);

// Escapes what may stand in no URI: spaces, quotes, what is not ASCII. What is an escape
// already, and what separates the parts of a URI, stays.
std::string escape_uri(std::string_view text);

using QueryPairs = std::vector<std::pair<std::string, std::string>>;

// The pairs of "a=1&b=2" in order, decoded. A part without '=' has an empty value; empty
// parts are left out. Also reads an urlencoded form.
QueryPairs parse_query(std::string_view text);

}  // namespace scriptling
