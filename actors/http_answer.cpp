#include "actors/http_answer.h"

#include "http/json_string.h"
#include "http/response_writer.h"
#include "http/syntax.h"
#include "http/url.h"
#include "interp/lib/json.h"
#include "interp/ops.h"
#include "interp/str.h"
#include "interp/types/codec.h"

namespace scriptling {

namespace {

constexpr const char* kText = "text/plain; charset=utf-8";
constexpr const char* kJson = "application/json";
constexpr const char* kBytes = "application/octet-stream";

// The three keys of a response dict; undefined for those it has not.
struct Parts {
  Value status, headers, body;
  bool has_others = false;
};

Parts parts_of(const Dict* dict) {
  Parts parts;
  uint32_t position = 0;
  for (TableEntry* e; table_next(dict->table, &position, &e);) {
    std::string_view key = is_str(e->key) ? text_of(e->key) : std::string_view();
    if (key == "status") {
      parts.status = e->value;
    } else if (key == "headers") {
      parts.headers = e->value;
    } else if (key == "body") {
      parts.body = e->value;
    } else {
      parts.has_others = true;
      return parts;
    }
  }
  return parts;
}

bool is_status(const Value& v) { return v.is_int() && v.i >= 100 && v.i <= 599; }

bool is_response(const Parts& parts) {
  if (parts.has_others) return false;
  bool has_status = !parts.status.is_undefined();
  bool has_headers = !parts.headers.is_undefined();
  bool has_body = !parts.body.is_undefined();
  if (has_headers && has_body) return true;
  if (has_headers || has_body) return has_status && parts.status.is_int();
  return is_status(parts.status);
}

bool is_generator(const Value& v) {
  return is_kind(v, Kind::kGenerator) &&
         as<Generator>(v)->generator_kind == GeneratorKind::kGenerator;
}

bool append_json(Vm& vm, Value v, Response* response, const char* type) {
  if (type != nullptr) response->with("Content-Type", type);
  return json_append(vm, response->body, v);
}

bool has_field(const Response& response, std::string_view lower_name) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [lower_name](const auto& field) {
                       return equals_ignoring_case(field.first, lower_name);
                     });
}

// A dict may have one field in two spellings: the last one counts.
void drop_field(Response* response, std::string_view name) {
  if (response->headers.empty()) return;
  std::erase_if(response->headers, [lower = ascii_lower(name)](const auto& field) {
    return equals_ignoring_case(field.first, lower);
  });
}

void put_field(Response* response, std::string_view name, std::string_view value) {
  bool is_location = equals_ignoring_case(name, "location");
  response->with(std::string(name), is_location ? escape_uri(value) : std::string(value));
}

// False, and an exception is pending, for text that UTF-8 cannot hold.
bool check_text(Vm& vm, std::string_view text, std::string_view what) {
  if (!has_surrogates(text)) return true;
  vm.value_error("{} has a lone surrogate, which UTF-8 cannot hold", what);
  return false;
}

bool add_field(Vm& vm, const std::string& name, Value v, Response* response) {
  if (v.is_none() || is_kind(v, Kind::kDict)) {
    vm.type_error("header {} must be str, not {}", str_repr(name), class_name(v));
    return false;
  }
  Str* text = to_str(vm, v);
  if (text == nullptr) return false;
  if (!check_text(vm, text->view(), "header " + str_repr(name))) return false;
  put_field(response, name, text->view());
  return true;
}

bool add_fields(Vm& vm, Value headers, Response* response) {
  if (headers.is_undefined() || headers.is_none()) return true;
  if (!is_kind(headers, Kind::kDict)) {
    vm.type_error("the headers of an answer must be dict, not {}", class_name(headers));
    return false;
  }
  // A copy, because a header's own __str__ may change the dict.
  Dict* fields = dict_copy(vm.heap(), as<Dict>(headers));
  uint32_t position = 0;
  for (TableEntry* e; table_next(fields->table, &position, &e);) {
    if (!is_str(e->key)) {
      vm.type_error("the name of a header must be str, not {}", class_name(e->key));
      return false;
    }
    std::string name(text_of(e->key));
    Value v = e->value;
    drop_field(response, name);
    bool is_list = is_kind(v, Kind::kList) || is_kind(v, Kind::kTuple);
    if (!is_list) {
      if (!add_field(vm, name, v, response)) return false;
      continue;
    }
    Tuple* items = tuple_of(vm, v);
    if (items == nullptr) return false;
    for (uint64_t n = 0; n < items->size; n++) {
      if (!add_field(vm, name, items->items[n], response)) return false;
    }
  }
  return true;
}

// False if one of them is no str and so must be asked for its text.
bool add_plain_fields(Value headers, Response* response) {
  if (headers.is_undefined() || headers.is_none()) return true;
  if (!is_kind(headers, Kind::kDict)) return false;
  uint32_t position = 0;
  for (TableEntry* e; table_next(as<Dict>(headers)->table, &position, &e);) {
    bool is_plain = is_str(e->key) && class_of(e->value) == types.str;
    if (!is_plain || has_surrogates(text_of(e->value))) return false;
    drop_field(response, text_of(e->key));
    put_field(response, text_of(e->key), text_of(e->value));
  }
  return true;
}

bool add_body(Vm& vm, Value body, ScriptAnswer* answer) {
  Response& response = answer->response;
  bool has_type = has_field(response, "content-type");
  if (body.is_undefined() || body.is_none()) return true;
  if (is_generator(body)) {
    answer->generator = body;
    if (!has_type) response.with("Content-Type", kText);
    return true;
  }
  if (is_str(body)) {
    if (!check_text(vm, text_of(body), "this answer")) return false;
    response.body = text_of(body);
    if (!has_type && !response.body.empty()) response.with("Content-Type", kText);
    return true;
  }
  if (is_bytes_like(body)) {
    response.body = bytes_view(body);
    if (!has_type && !response.body.empty()) response.with("Content-Type", kBytes);
    return true;
  }
  return append_json(vm, body, &response, has_type ? nullptr : kJson);
}

bool add_parts(Vm& vm, const Parts& parts, ScriptAnswer* answer) {
  if (!parts.status.is_undefined()) {
    if (!parts.status.is_int()) {
      vm.type_error("the status of an answer must be int, not {}",
                    class_name(parts.status));
      return false;
    }
    if (!is_status(parts.status)) {
      vm.value_error("the status of an answer must be from 100 to 599, not {}",
                     parts.status.i);
      return false;
    }
    answer->response.status = static_cast<int>(parts.status.i);
    answer->says_status = true;
  }
  return add_fields(vm, parts.headers, &answer->response) &&
         add_body(vm, parts.body, answer);
}

// What the helpers make, and others like it.
bool to_plain_response(const Dict* dict, Response* response) {
  Parts parts = parts_of(dict);
  bool is_plain = !parts.has_others && is_status(parts.status) && is_str(parts.body) &&
                  !has_surrogates(text_of(parts.body)) &&
                  add_plain_fields(parts.headers, response);
  if (!is_plain) return false;
  response->status = static_cast<int>(parts.status.i);
  response->body = text_of(parts.body);
  bool needs_type = !response->body.empty() && !has_field(*response, "content-type");
  if (needs_type) response->with("Content-Type", kText);
  return problem_with(*response).empty();
}

}  // namespace

RequestFields take_request_fields(Job& job) {
  Request& request = job.request;
  RequestFields fields;
  fields.method = request.method;
  fields.path = request.path;
  fields.body = std::move(request.body);
  fields.head = request.headers.text();
  fields.headers.reserve(request.headers.size());
  const char* head = request.headers.text().data();
  for (auto [name, value] : request.headers) {
    fields.headers.push_back({static_cast<uint32_t>(name.data() - head),
                              static_cast<uint32_t>(name.size()),
                              static_cast<uint32_t>(value.data() - head),
                              static_cast<uint32_t>(value.size())});
  }
  fields.query = parse_query(request.query);
  if (job.handler < 0) {
    fields.params = job.match.params;  // own_answer() looks at them, too.
  } else {
    fields.params = std::move(job.match.params);
  }
  fields.remote_addr = request.remote_addr;
  fields.id = job.id;
  return fields;
}

bool to_simple_answer(Value v, ScriptAnswer* answer) {
  Response* response = &answer->response;
  if (is_kind(v, Kind::kDict)) {
    answer->says_status = to_plain_response(as<Dict>(v), response);
    if (!answer->says_status) *response = {};
    return answer->says_status;
  }
  if (v.is_none()) {
    response->status = 204;
  } else if (is_str(v) && !has_surrogates(text_of(v))) {
    response->with("Content-Type", kText);
    response->body = text_of(v);
  } else if (is_bytes_like(v)) {
    response->with("Content-Type", kBytes);
    response->body = bytes_view(v);
  } else {
    return false;
  }
  return true;
}

bool to_answer(Vm& vm, Value v, ScriptAnswer* answer) {
  if (to_simple_answer(v, answer)) return true;
  answer->is_generator_itself = is_generator(v);
  if (answer->is_generator_itself || is_str(v)) return add_body(vm, v, answer);
  if (is_kind(v, Kind::kDict)) {
    Parts parts = parts_of(as<Dict>(v));
    if (is_response(parts)) {
      if (!add_parts(vm, parts, answer)) return false;
      std::string problem = problem_with(answer->response);
      if (!problem.empty()) vm.value_error("this answer cannot be sent: {}", problem);
      return problem.empty();
    }
  }
  return append_json(vm, v, &answer->response, kJson);
}

bool append_piece(Vm& vm, Value v, std::string* bytes) {
  if (is_str(v)) {
    if (!check_text(vm, text_of(v), "a piece of a streamed body")) return false;
    *bytes += text_of(v);
  } else if (is_bytes_like(v)) {
    *bytes += bytes_view(v);
  } else {
    vm.type_error("a streamed body must yield str or bytes, not {}", class_name(v));
    return false;
  }
  return true;
}

Response failure_response(std::string_view id, std::string_view traceback) {
  Response response;
  response.status = 500;
  response.with("Content-Type", kJson);
  response.body = R"({"error": "Internal Server Error", "id": )" + json_string(id);
  if (!traceback.empty()) response.body += ", \"traceback\": " + json_string(traceback);
  response.body += '}';
  return response;
}

}  // namespace scriptling
