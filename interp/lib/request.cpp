// The request object. Its fields are attributes that come into being when first read;
// from then on, and for what a script stores itself, they are ordinary attributes.

#include "interp/lib/request.h"

#include <cstring>
#include <optional>

#include "interp/lib/form_data.h"
#include "interp/lib/json.h"
#include "interp/types.h"
#include "interp/types/codec.h"

namespace scriptling {

namespace {

// Followed by its AttrStore.
struct Request : Object {
  Heap* heap;
  RequestFields* fields;
  int64_t charged;  // Bytes of `fields`, as far as they count.
};

void request_finalize(Object* o) {
  auto* request = static_cast<Request*>(o);
  request->heap->charge(-request->charged);
  delete request->fields;
  request->fields = nullptr;
}

const RequestFields& fields_of(Value self) {
  return *static_cast<Request*>(self.o)->fields;
}

Value text_value(Vm& vm, std::string_view bytes) {
  return Value::object(make_str_lossy(vm.heap(), bytes));
}

// -- Fields -----------------------------------------------------------------------------

// The first value of each name.
Value first_of_each(Vm& vm, const FieldPairs& pairs) {
  Dict* dict = make_dict(vm.heap(), pairs.size());
  for (auto& [name, value] : pairs) {
    Str* key = make_str_lossy(vm.heap(), name);
    if (dict_find(dict, key) == nullptr)
      dict_set(vm.heap(), dict, key, text_value(vm, value));
  }
  return Value::object(dict);
}

std::string_view name_of(const RequestFields& fields, const HeaderRange& header) {
  return std::string_view(fields.head).substr(header.name, header.name_size);
}

std::string_view value_of(const RequestFields& fields, const HeaderRange& header) {
  return std::string_view(fields.head).substr(header.value, header.value_size);
}

std::optional<std::string_view> find_header(const RequestFields& fields,
                                            std::string_view lower_name) {
  for (const HeaderRange& header : fields.headers) {
    if (name_of(fields, header) == lower_name) return value_of(fields, header);
  }
  return std::nullopt;
}

Value headers_dict(Vm& vm, const RequestFields& fields) {
  Dict* dict = make_dict(vm.heap(), fields.headers.size());
  for (const HeaderRange& header : fields.headers) {
    Str* key = make_str_lossy(vm.heap(), name_of(fields, header));
    dict_set(vm.heap(), dict, key, text_value(vm, value_of(fields, header)));
  }
  return Value::object(dict);
}

struct Field {
  const char* name;
  Value (*make)(Vm& vm, const RequestFields& fields);
};

constexpr Field kFields[] = {
    {"method", [](Vm& vm, const RequestFields& f) { return text_value(vm, f.method); }},
    {"path", [](Vm& vm, const RequestFields& f) { return text_value(vm, f.path); }},
    {"body", [](Vm& vm, const RequestFields& f) { return text_value(vm, f.body); }},
    {"body_bytes",
     [](Vm& vm, const RequestFields& f) {
       return Value::object(make_bytes(vm.heap(), f.body));
     }},
    {"headers", headers_dict},
    {"query", [](Vm& vm, const RequestFields& f) { return first_of_each(vm, f.query); }},
    {"params",
     [](Vm& vm, const RequestFields& f) { return first_of_each(vm, f.params); }},
    {"remote_addr",
     [](Vm& vm, const RequestFields& f) { return text_value(vm, f.remote_addr); }},
    {"id", [](Vm& vm, const RequestFields& f) { return text_value(vm, f.id); }},
    {"context",
     [](Vm& vm, const RequestFields&) { return Value::object(make_dict(vm.heap())); }},
};

// Called for what is no attribute yet.
Value request_getattr(Vm& vm, const Args& args) {
  Str* name = to_str_arg(vm, args[1], "attribute name");
  if (name == nullptr) return Value::error();
  for (const Field& field : kFields) {
    if (name->view() != field.name) continue;
    Value v = field.make(vm, fields_of(args[0]));
    attr_store_set(vm, args[0].o, attrs_of(args[0].o), intern(field.name), v);
    return v;
  }
  return vm.raise(types.attribute_error, "'Request' object has no attribute '{}'",
                  name->view());
}

Value request_dir(Vm& vm, const Args& args) {
  Value listed = vm.call(vm.lookup(types.object, names.dir), {args[0]});
  if (listed.is_error()) return listed;
  List* all = list_of(vm, listed);
  if (all == nullptr) return Value::error();
  const AttrStore* attrs = attrs_of(args[0].o);
  for (const Field& field : kFields) {
    Str* name = intern(field.name);
    if (attr_store_get(attrs, name).is_undefined()) {
      list_append(vm.heap(), all, Value::object(name));
    }
  }
  return Value::object(all);
}

Value request_repr(Vm& vm, const Args& args) {
  const RequestFields& fields = fields_of(args[0]);
  return text_value(vm, fmt::format("<Request {} {}>", fields.method, fields.path));
}

// -- Methods ----------------------------------------------------------------------------

Value or_default(const Value& v, const Value& fallback) {
  if (!v.is_undefined()) return v;
  return fallback.is_undefined() ? Value::none() : fallback;
}

Value first_value(Vm& vm, const FieldPairs& pairs, std::string_view wanted) {
  for (auto& [name, value] : pairs) {
    if (name == wanted) return text_value(vm, value);
  }
  return Value::undefined();
}

Value request_path_param(Vm& vm, const Args& args) {
  Str* name = to_str_arg(vm, args[1], "name");
  if (name == nullptr) return Value::error();
  return or_default(first_value(vm, fields_of(args[0]).params, name->view()), args[2]);
}

Value request_query_param(Vm& vm, const Args& args) {
  Str* name = to_str_arg(vm, args[1], "name");
  if (name == nullptr) return Value::error();
  return or_default(first_value(vm, fields_of(args[0]).query, name->view()), args[2]);
}

Value request_header(Vm& vm, const Args& args) {
  Str* name = to_str_arg(vm, args[1], "name");
  if (name == nullptr) return Value::error();
  auto value = find_header(fields_of(args[0]), lower_ascii(name->view()));
  return or_default(value ? text_value(vm, *value) : Value::undefined(), args[2]);
}

Value request_cookies(Vm& vm, const Args& args) {
  auto header = find_header(fields_of(args[0]), "cookie");
  return first_of_each(vm, parse_cookie_pairs(header.value_or("")));
}

Class* bad_json() {
  static Class* const cls =
      make_class("scriptling.runtime.http.BadJSON", json_decode_error(), Kind::kException,
                 {}, nullptr, "A request's body that is no JSON.");
  return cls;
}

Class* bad_form() {
  static Class* const cls =
      make_class("scriptling.runtime.http.BadForm", types.value_error, Kind::kException,
                 {}, nullptr, "A request's body that is no form.");
  return cls;
}

// What is pending as one that says whose fault it is: no JSON, or such as cannot be held
// because it is nested too deeply or has a number of too many digits.
Value blame_client(Vm& vm, std::string_view text) {
  if (vm.pending_is(json_decode_error())) {
    Value exception = vm.take_pending();
    vm.heap().touch(exception.o);
    exception.o->cls = bad_json();
    return vm.raise_value(exception);
  }
  bool is_too_deep = vm.pending_is(types.recursion_error);
  if (!is_too_deep && !vm.pending_is(types.value_error)) return Value::error();
  vm.take_pending();
  Str* doc = make_str(vm.heap(), text);
  return raise_json_error(vm, bad_json(),
                          is_too_deep ? "The body is nested too deeply"
                                      : "The body has a number of too many digits",
                          doc, 0);
}

Value request_json(Vm& vm, const Args& args) {
  const std::string& body = fields_of(args[0]).body;
  if (body.empty()) return Value::none();
  std::string_view text = body;
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  if (!is_plain_utf8(text)) {
    Str* doc = make_str_lossy(vm.heap(), text);
    return raise_json_error(vm, bad_json(), "The body is not UTF-8", doc, 0);
  }
  Value v = json_parse(vm, text, nullptr);
  return v.is_error() ? blame_client(vm, text) : v;
}

Value form_value(Vm& vm, const FormField& field) {
  if (!field.is_file) return text_value(vm, field.data);
  Heap& heap = vm.heap();
  Dict* file = make_dict(heap, 3);
  std::string_view type = field.content_type;
  dict_set(heap, file, intern("filename"), text_value(vm, field.filename));
  dict_set(heap, file, intern("content_type"),
           text_value(vm, type.empty() ? "application/octet-stream" : type));
  dict_set(heap, file, intern("data"), Value::object(make_bytes(heap, field.data)));
  return Value::object(file);
}

Value request_form(Vm& vm, const Args& args) {
  const RequestFields& fields = fields_of(args[0]);
  auto content_type = find_header(fields, "content-type");
  std::vector<FormField> parsed;
  std::string problem =
      parse_form_fields(content_type.value_or(""), fields.body, &parsed);
  if (!problem.empty())
    return vm.raise(bad_form(), "malformed multipart form: {}", problem);
  Dict* form = make_dict(vm.heap(), parsed.size());
  for (const FormField& field : parsed)
    add_repeated(vm, form, field.name, form_value(vm, field));
  return Value::object(form);
}

constexpr NativeBinding kMethod = NativeBinding::kMethod;

Value request_new(Vm& vm, const Args&) {
  return vm.type_error("cannot create 'Request' instances");
}

constexpr NativeDef kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", request_new, nullptr,
     NativeBinding::kStaticMethod},
    {"__getattr__(self, name, /)", request_getattr, nullptr, kMethod},
    {"__dir__(self, /)", request_dir, nullptr, kMethod},
    {"__repr__(self, /)", request_repr, nullptr, kMethod},
    {"cookies(self)", request_cookies, "The cookies: a dict.", kMethod},
    {"form(self)", request_form,
     "The fields of an urlencoded or multipart body: a dict of str; files are dicts "
     "with\n"
     "filename, content_type and data; of repeated names, lists.",
     kMethod},
    {"header(self, name, default=None)", request_header, "A header, in any case.",
     kMethod},
    {"json(self)", request_json,
     "The body as JSON; None when it is empty. What is no JSON raises a ValueError, "
     "which\n"
     "the client sees as status 400.",
     kMethod},
    {"path_param(self, name, default=None)", request_path_param,
     "What stands in the path for {name}.", kMethod},
    {"query_param(self, name, default=None)", request_query_param,
     "The first value of a name in the query.", kMethod},
};
constexpr TypeSlots kSlots{nullptr, nullptr, request_finalize};

constexpr size_t round_up(size_t size) { return (size + 15) & ~size_t{15}; }

int64_t bytes_of(const RequestFields& fields) {
  size_t sum = sizeof(RequestFields) + fields.path.size() + fields.body.size();
  sum += fields.head.size() + fields.headers.size() * sizeof(HeaderRange);
  for (auto* pairs : {&fields.query, &fields.params}) {
    for (auto& [name, value] : *pairs)
      sum += 2 * sizeof(std::string) + name.size() + value.size();
  }
  return static_cast<int64_t>(sum);
}

}  // namespace

void add_repeated(Vm& vm, Dict* dict, std::string_view name, Value v) {
  Heap& heap = vm.heap();
  Str* key = make_str_lossy(heap, name);
  Value* known = dict_find(dict, key);
  if (known == nullptr) {
    dict_set(heap, dict, key, v);
  } else if (is_kind(*known, Kind::kList)) {
    list_append(heap, as<List>(*known), v);
  } else {
    Value both[] = {*known, v};
    dict_set(heap, dict, key, Value::object(make_list(heap, both)));
  }
}

Class* request_class() {
  static Class* const cls = [] {
    init_core();
    return make_class("scriptling.runtime.http.Request", types.object,
                      Kind::kNativeObject, kMethods, &kSlots, "An HTTP request.");
  }();
  return cls;
}

Value make_request(Vm& vm, RequestFields fields) {
  size_t size = round_up(sizeof(Request)) + round_up(sizeof(AttrStore));
  auto* request = static_cast<Request*>(
      vm.heap().allocate(Kind::kNativeObject, request_class(), size));
  request->flags |= kHasAttrs;
  request->heap = &vm.heap();
  request->charged = bytes_of(fields);
  request->fields = new RequestFields(std::move(fields));
  vm.heap().add_finalizable(request);
  vm.heap().charge(request->charged);
  return Value::object(request);
}

bool is_bad_request(const Value& exception) {
  return is_instance(exception, bad_json()) || is_instance(exception, bad_form());
}

}  // namespace scriptling
