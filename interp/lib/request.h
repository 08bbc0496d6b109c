// What a handler gets: the request object of an HTTP request, and the client object of a
// WebSocket connection.
//
// The host hands over plain strings; what a handler never looks at is never made into
// script values. Scripts may put attributes of their own on a request.
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interp/vm.h"

namespace scriptling {

using FieldPairs = std::vector<std::pair<std::string, std::string>>;

// Where a header lies in RequestFields::head. The name is in lower case.
struct HeaderRange {
  uint32_t name, name_size, value, value_size;
};

// Names and values are bytes: what is not UTF-8 becomes U+FFFD in the script.
struct RequestFields {
  std::string method;
  std::string path;  // Decoded.
  std::string body;
  std::string head;                  // In one piece, and taken apart only when asked for.
  std::vector<HeaderRange> headers;  // Each name once.
  FieldPairs query;                  // Decoded, in order.
  FieldPairs params;                 // Path parameters, decoded.
  std::string remote_addr;
  std::string id;
};

Value make_request(Vm& vm, RequestFields fields);
// The class of the objects that make_request makes.
Class* request_class();
// Whether the client is to blame for an exception that left a handler: request.json() of
// what is no JSON, request.form() of what is no form. It gets 400.
bool is_bad_request(const Value& exception);

// False, and a TypeError is pending, if a decorator of scriptling.runtime.http was made
// and never used, so that its route does not exist.
bool check_decorators(Vm& vm);

// dict[name] = v; of a name that comes again, the values in a list.
void add_repeated(Vm& vm, Dict* dict, std::string_view name, Value v);

// `id` is the host's name for the connection in the WebSocket calls of host_ops.def.
Value make_websocket(Vm& vm, int64_t id, std::string_view remote_addr);

}  // namespace scriptling
