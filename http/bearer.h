// Bearer tokens: the one secret that lets a request in.
//
// Any thread.
#pragma once

#include <string_view>

#include "http/request.h"
#include "http/response.h"

namespace scriptling {

// "Authorization: Bearer `token`". How long this takes says nothing about the token but
// whether the length is right.
bool has_bearer_token(const Request& request, std::string_view token);

// 401, with the scheme that is asked for.
Response unauthorized_response();

}  // namespace scriptling
