// What browsers put into a request: form fields, uploaded files, cookies.
//
// Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/url.h"

namespace scriptling {

struct FormPart {
  std::string name;
  std::optional<std::string> filename{};  // Only files have one.
  std::string content_type{};             // Empty when the part does not say.
  std::string data{};
};

// The fields of a body by its Content-Type, urlencoded or multipart, in order. Nothing
// when it is of another type, or a multipart body is malformed.
std::optional<std::vector<FormPart>> parse_form(std::string_view content_type,
                                                std::string_view body);

// The pairs of a Cookie header in order; quotes around a value are taken off.
QueryPairs parse_cookies(std::string_view header);

// The value of parameter `lower_name` in "form-data; name=a; filename=\"b c\"".
std::optional<std::string> header_parameter(std::string_view header,
                                            std::string_view lower_name);

}  // namespace scriptling
