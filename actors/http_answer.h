// What HTTP and scripts have to say to each other: a request becomes what a script's
// request object is made of, and what a handler returned becomes a response.
//
// One thread at a time: the Vm's.
#pragma once

#include <string>
#include <string_view>

#include "actors/handler_pool.h"
#include "http/response.h"
#include "interp/lib/request.h"
#include "interp/vm.h"

namespace scriptling {

// Takes the job's body, headers and parameters; its method, path and id stay.
RequestFields take_request_fields(Job& job);

struct ScriptAnswer {
  Response response;
  Value generator;  // What yields the body; undefined when it is in the response.
  bool is_generator_itself = false;  // The answer is nothing but that.
  bool says_status = false;          // It is a response dict with a status.
};

// A dict with "status", "headers" and "body" is a response, and so is what has enough of
// these and nothing else; a str is text, bytes are bytes, None is 204, a generator
// streams its items, and other data is JSON. May run script code and suspend; called
// within a slice. False: an exception is pending.
bool to_answer(Vm& vm, Value v, ScriptAnswer* answer);
// The same for the simple ones, at any time. False: it is none of those.
bool to_simple_answer(Value v, ScriptAnswer* answer);

// The bytes of one item of a streamed body. False: a TypeError is pending.
bool append_piece(Vm& vm, Value v, std::string* bytes);

// What the client is told when a handler failed. `traceback` is left out when it is
// empty.
Response failure_response(std::string_view id, std::string_view traceback);

}  // namespace scriptling
