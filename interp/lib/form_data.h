// What browsers put into a request's query, body and cookies.
//
// Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interp/lib/request.h"

namespace scriptling {

// "a=1&b=2" decoded, in order. A part without '=' has an empty value; empty parts are
// left out.
FieldPairs parse_query_pairs(std::string_view text);

// "a=1; b=2" in order. A value in quotes loses these, and its escapes are undone.
FieldPairs parse_cookie_pairs(std::string_view header);

struct FormField {
  std::string name;
  bool is_file = false;
  std::string filename{};
  std::string content_type{};  // Of files; empty when the part does not say.
  std::string data{};
};

// The fields of an urlencoded or multipart body in order; none when `content_type` is
// another. Empty, or what is wrong with one that is multipart.
std::string parse_form_fields(std::string_view content_type, std::string_view body,
                              std::vector<FormField>* fields);

// `text` with ASCII letters in lower case.
std::string lower_ascii(std::string_view text);

}  // namespace scriptling
