// scriptling.runtime.http: registering routes, and making answers.

#include "interp/ascii.h"
#include "interp/lib/form_data.h"
#include "interp/lib/json.h"
#include "interp/lib/lib.h"
#include "interp/lib/request.h"
#include "interp/lib/runtime_arguments.h"
#include "interp/protocol.h"

namespace scriptling {

namespace {

// -- Registration -----------------------------------------------------------------------

bool check_path(Vm& vm, Value path, const char* what) {
  if (can_be_called(vm, path)) {
    vm.type_error("{}() path must be str, not {}: write @http.{}(\"/path\")", what,
                  class_name(path), what);
    return false;
  }
  if (!is_str(path)) {
    vm.type_error("{}() path must be str, not {}", what, class_name(path));
    return false;
  }
  if (text_of(path).starts_with('/')) return true;
  vm.value_error("{}() path must begin with '/', not {}", what, str_repr(text_of(path)));
  return false;
}

// "route GET /x", for messages about its handler.
std::string describe(HostOp op, Value path, Value methods) {
  if (op == HostOp::kHttpMiddleware) return "middleware";
  if (op == HostOp::kHttpNotFound) return "not_found";
  std::string text = op == HostOp::kHttpWebSocket ? "websocket" : "route";
  if (is_kind(methods, Kind::kList) && as<List>(methods)->size == 1) {
    text += fmt::format(" {}", text_of(as<List>(methods)->items()[0]));
  }
  return text + fmt::format(" {}", text_of(path));
}

// A function comes back as it is, so that decorators may stand above it.
Value register_handler(Vm& vm, HostOp op, Value path, Value methods, Value handler) {
  Value resolved = resolve_handler(vm, handler, describe(op, path, methods));
  if (resolved.is_error()) return resolved;
  Value done;
  if (op == HostOp::kHttpRoute) {
    done = vm.await(op, {path, resolved, methods});
  } else if (op == HostOp::kHttpWebSocket) {
    done = vm.await(op, {path, resolved});
  } else {
    done = vm.await(op, {resolved});
  }
  if (done.is_error()) return done;
  return is_str(handler) ? Value::none() : handler;
}

// The decorators that have not met a function yet.
List* idle_decorators(Vm& vm) {
  static constexpr char kKey = 0;
  if (vm.library_slot(&kKey)->is_undefined()) {
    Value list = Value::object(make_list(vm.heap()));
    *vm.library_slot(&kKey) = list;
  }
  return as<List>(*vm.library_slot(&kKey));
}

void forget_idle(Vm& vm, const Tuple* state) {
  List* idle = idle_decorators(vm);
  for (uint64_t n = 0; n < idle->size; n++) {
    if (idle->items()[n].o != state) continue;
    vm.heap().touch(idle);
    idle->items()[n] = Value::none();
  }
}

// What `@http.get("/x")` calls with the function; `state` is (op, path, methods).
Value decorate(Vm& vm, const Args& args) {
  auto* state = as<Tuple>(args[0]);
  forget_idle(vm, state);
  auto op = static_cast<HostOp>(state->items[0].i);
  return register_handler(vm, op, state->items[1], state->items[2], args[1]);
}

Value decorator(Vm& vm, HostOp op, Value path, Value methods) {
  static Native* const native = make_native(
      {"decorator(state, handler, /)", decorate, "Registers the function."}, nullptr);
  Tuple* state =
      make_tuple(vm.heap(), {Value::integer(static_cast<int64_t>(op)), path, methods});
  list_append(vm.heap(), idle_decorators(vm), Value::object(state));
  return bind_native(vm, native, Value::object(state));
}

Value handler_or_decorator(Vm& vm, HostOp op, Value path, Value methods, Value handler) {
  if (handler.is_undefined() || handler.is_none())
    return decorator(vm, op, path, methods);
  return register_handler(vm, op, path, methods, handler);
}

Value one_method(Vm& vm, const Args& args, const char* function, const char* method) {
  if (!check_path(vm, args[0], function)) return Value::error();
  Value name = Value::object(intern(method));
  Value methods = Value::object(make_list(vm.heap(), std::span(&name, 1)));
  return handler_or_decorator(vm, HostOp::kHttpRoute, args[0], methods, args[1]);
}

Value http_get(Vm& vm, const Args& args) { return one_method(vm, args, "get", "GET"); }
Value http_post(Vm& vm, const Args& args) { return one_method(vm, args, "post", "POST"); }
Value http_put(Vm& vm, const Args& args) { return one_method(vm, args, "put", "PUT"); }
Value http_delete(Vm& vm, const Args& args) {
  return one_method(vm, args, "delete", "DELETE");
}
Value http_patch(Vm& vm, const Args& args) {
  return one_method(vm, args, "patch", "PATCH");
}

bool is_token(std::string_view text) {
  if (text.empty()) return false;
  for (char c : text) {
    if (!is_ascii_alnum(c) && c != '-' && c != '_') return false;
  }
  return true;
}

// A list of upper-case names. Undefined: pending.
Value methods_argument(Vm& vm, Value v) {
  Heap& heap = vm.heap();
  List* methods = make_list(heap);
  if (v.is_undefined() || v.is_none()) {
    for (const char* name : {"GET", "POST", "PUT", "DELETE"}) {
      list_append(heap, methods, Value::object(intern(name)));
    }
    return Value::object(methods);
  }
  List* given = is_str(v) ? make_list(heap, std::span(&v, 1)) : list_of(vm, v);
  if (given == nullptr) return Value::undefined();
  for (uint64_t n = 0; n < given->size; n++) {
    Value name = given->items()[n];
    if (!is_str(name)) {
      vm.type_error("route() methods must be a list of str, not of {}", class_name(name));
      return Value::undefined();
    }
    if (!is_token(text_of(name))) {
      vm.value_error("route(): {} is no method", str_repr(text_of(name)));
      return Value::undefined();
    }
    std::string upper(text_of(name));
    for (char& c : upper) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 0x20);
    }
    list_append(heap, methods, str_value(vm, upper));
  }
  if (methods->size > 0) return Value::object(methods);
  vm.value_error("route() methods must not be empty");
  return Value::undefined();
}

Value http_route(Vm& vm, const Args& args) {
  if (!check_path(vm, args[0], "route")) return Value::error();
  Value methods = methods_argument(vm, args[2]);
  if (methods.is_undefined()) return Value::error();
  return handler_or_decorator(vm, HostOp::kHttpRoute, args[0], methods, args[1]);
}

Value http_websocket(Vm& vm, const Args& args) {
  if (!check_path(vm, args[0], "websocket")) return Value::error();
  return handler_or_decorator(vm, HostOp::kHttpWebSocket, args[0], Value::none(),
                              args[1]);
}

Value http_middleware(Vm& vm, const Args& args) {
  Value none = Value::none();
  return handler_or_decorator(vm, HostOp::kHttpMiddleware, none, none, args[0]);
}

Value http_not_found(Vm& vm, const Args& args) {
  Value none = Value::none();
  return handler_or_decorator(vm, HostOp::kHttpNotFound, none, none, args[0]);
}

Value http_static(Vm& vm, const Args& args) {
  if (!check_path(vm, args[0], "static")) return Value::error();
  Value directory = args[1];
  if (!is_str(directory)) directory = call_method(vm, directory, names.fspath, {});
  if (directory.is_error()) return directory;
  if (!is_str(directory)) {
    return vm.type_error("static() directory must be str, not {}", class_name(args[1]));
  }
  return vm.ask(HostOp::kHttpStatic, {args[0], directory});
}

// -- Answers ----------------------------------------------------------------------------

struct Answer {
  Value status;
  Value content;
};

// (status, content), (content), and both by keyword; `content_name` is what the second is
// called. False: pending.
bool answer_arguments(Vm& vm, const Args& args, const char* function,
                      std::string_view content_name, int64_t status, Answer* answer) {
  Value content, given_status;
  uint32_t position = 0;
  Table* table = args.keywords ? args.keywords->table.get() : nullptr;
  for (TableEntry* e; table_next(table, &position, &e);) {
    std::string_view name = text_of(e->key);
    bool is_status = name == "status" || name == "status_code";
    if (!is_status && name != content_name) {
      vm.type_error("{}() got an unexpected keyword argument '{}'", function, name);
      return false;
    }
    (is_status ? given_status : content) = e->value;
  }
  Value* missing = nullptr;
  for (uint32_t n = 0; n < args.rest_count; n++) {
    bool both = args.rest_count == 2 && n == 0;
    missing = both || !content.is_undefined() ? &given_status : &content;
    if (args.rest_count > 2 || !missing->is_undefined()) {
      vm.type_error("{}() takes a status and one {}, and each of them once", function,
                    content_name);
      return false;
    }
    *missing = args.rest[n];
  }
  if (content.is_undefined()) {
    vm.type_error("{}() missing 1 required argument: '{}'", function, content_name);
    return false;
  }
  *answer = {given_status.is_undefined() ? Value::integer(status) : given_status,
             content};
  return true;
}

// {"status": ..., "headers": {name: value}, "body": ...}
Value make_answer(Vm& vm, Value status, const char* header, std::string_view header_value,
                  Value body) {
  if (!is_int_like(status)) {
    return vm.type_error("status must be int, not {}", class_name(status));
  }
  status = plain_int(status);
  constexpr int64_t kFirst = 100, kLast = 599;
  if (!status.is_int() || status.i < kFirst || status.i > kLast) {
    return vm.value_error("status must be from {} to {}", kFirst, kLast);
  }
  Heap& heap = vm.heap();
  Dict* headers = make_dict(heap, 1);
  dict_set(heap, headers, intern(header), str_value(vm, header_value));
  Dict* answer = make_dict(heap, 3);
  dict_set(heap, answer, intern("status"), status);
  dict_set(heap, answer, intern("headers"), Value::object(headers));
  dict_set(heap, answer, intern("body"), body);
  return Value::object(answer);
}

Value json_answer(Vm& vm, Value status, Value data) {
  std::string text;
  if (!json_append(vm, text, data)) return Value::error();
  return make_answer(vm, status, "Content-Type", "application/json", str_value(vm, text));
}

Value text_answer(Vm& vm, const Args& args, const char* function, const char* type) {
  Answer answer;
  if (!answer_arguments(vm, args, function, "content", 200, &answer))
    return Value::error();
  if (!is_bytes_like(answer.content)) {
    Str* text = to_str(vm, answer.content);
    if (text == nullptr) return Value::error();
    answer.content = Value::object(text);
  }
  return make_answer(vm, answer.status, "Content-Type", type, answer.content);
}

Value http_json(Vm& vm, const Args& args) {
  Answer answer;
  if (!answer_arguments(vm, args, "json", "data", 200, &answer)) return Value::error();
  return json_answer(vm, answer.status, answer.content);
}

Value http_html(Vm& vm, const Args& args) {
  return text_answer(vm, args, "html", "text/html; charset=utf-8");
}

Value http_text(Vm& vm, const Args& args) {
  return text_answer(vm, args, "text", "text/plain; charset=utf-8");
}

Value http_error(Vm& vm, const Args& args) {
  Answer answer;
  if (!answer_arguments(vm, args, "error", "message", 200, &answer))
    return Value::error();
  Dict* data = make_dict(vm.heap(), 1);
  dict_set(vm.heap(), data, intern("error"), answer.content);
  return json_answer(vm, answer.status, Value::object(data));
}

// redirect(location, status=302, *, url, status_code)
Value http_redirect(Vm& vm, const Args& args) {
  Value location = args.given(0) ? args[0] : args[2];
  Value status = args.given(1) ? args[1] : args[3];
  if (location.is_undefined()) {
    return vm.type_error("redirect() missing 1 required positional argument: 'location'");
  }
  Str* text = to_str_arg(vm, location, "location");
  if (text == nullptr) return Value::error();
  constexpr int64_t kFound = 302;
  if (status.is_undefined()) status = Value::integer(kFound);
  return make_answer(vm, status, "Location", text->view(), Value::object(names.empty));
}

Value http_parse_query(Vm& vm, const Args& args) {
  Str* query = to_str_arg(vm, args[0], "query");
  if (query == nullptr) return Value::error();
  std::string_view text = query->view();
  if (text.starts_with('?')) text.remove_prefix(1);
  Dict* dict = make_dict(vm.heap());
  for (auto& [name, value] : parse_query_pairs(text)) {
    add_repeated(vm, dict, name, Value::object(make_str_lossy(vm.heap(), value)));
  }
  return Value::object(dict);
}

constexpr NativeDef kFunctions[] = {
    {"delete(path, handler=None)", http_delete, "Register a handler for DELETE."},
    {"error(*args, **kwargs)", http_error,
     "error(status, message): an answer {\"error\": message}."},
    {"get(path, handler=None)", http_get,
     "Register a handler for GET; without one, a decorator."},
    {"html(*args, **kwargs)", http_html, "html(status, content), or html(content)."},
    {"json(*args, **kwargs)", http_json, "json(status, data), or json(data)."},
    {"middleware(handler=None)", http_middleware,
     "Register a handler that runs before every route; what it returns, unless None, is "
     "the\n"
     "answer."},
    {"not_found(handler=None)", http_not_found,
     "Register the handler of what nothing matches; its answers are 404 unless they say\n"
     "otherwise."},
    {"parse_query(query)", http_parse_query,
     "The names and values of a query string: a dict; of repeated names, lists."},
    {"patch(path, handler=None)", http_patch, "Register a handler for PATCH."},
    {"post(path, handler=None)", http_post, "Register a handler for POST."},
    {"put(path, handler=None)", http_put, "Register a handler for PUT."},
    {"redirect(location=None, status=302, *, url=None, status_code=None)", http_redirect,
     "An answer that sends the client elsewhere."},
    {"route(path, handler=None, methods=['GET', 'POST', 'PUT', 'DELETE'])", http_route,
     "Register a handler for several methods."},
    {"static(path, directory)", http_static,
     "Serve the files of `directory`, and what is below it, under `path`. A relative\n"
     "directory is beside the setup script."},
    {"text(*args, **kwargs)", http_text, "text(status, content), or text(content)."},
    {"websocket(path, handler=None)", http_websocket,
     "Register a handler of WebSocket connections."},
};

void build(ModuleBuilder& module) { module.add("Request", request_class()); }

}  // namespace

bool check_decorators(Vm& vm) {
  List* idle = idle_decorators(vm);
  for (uint64_t n = 0; n < idle->size; n++) {
    if (!is_kind(idle->items()[n], Kind::kTuple)) continue;
    auto* state = as<Tuple>(idle->items()[n]);
    auto op = static_cast<HostOp>(state->items[0].i);
    vm.type_error("{} has no handler: it wants one behind the path, or a function below",
                  describe(op, state->items[1], state->items[2]));
    return false;
  }
  return true;
}

const ModuleDef& runtime_http_module() {
  static const ModuleDef def{"scriptling.runtime.http", kFunctions, build,
                             "Routes, and the answers of their handlers."};
  return def;
}

}  // namespace scriptling
