// Fields of single classes of exceptions: StopIteration.value, OSError.errno and so on.
//
// Most are read off the arguments; what a script stores goes into the instance's
// attributes.

#include "interp/exception_fields.h"

#include <cerrno>

#include "interp/protocol.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kGetter = NativeBinding::kGetter;

Exception* self_exception(const Args& args) { return as<Exception>(args[0]); }

Value arg(const Exception* e, uint64_t n) {
  return n < e->args->size ? e->args->items[n] : Value::none();
}

// Fields by number: a native has no room for anything else. The default is the argument
// of number `from`, or None when that is negative.
struct Field {
  const char* name;
  int from;
};
enum FieldNumber {
  kValue,
  kErrno,
  kStrerror,
  kFilename,
  kFilename2,
  kName,
  kPath,
  kObj,
  kMsg,
  kSyntaxFilename,
  kLineno,
  kOffset,
  kText,
  kEndLineno,
  kEndOffset,
  kPrintFileAndLine,
  kEncoding,
  kObject,
  kStart,
  kEnd,
  kReason,
  kCode,
};
constexpr Field kFields[] = {
    {"value", 0},       {"errno", -1},
    {"strerror", -1},   {"filename", -1},
    {"filename2", -1},  {"name", -1},
    {"path", -1},       {"obj", -1},
    {"msg", 0},         {"filename", -1},
    {"lineno", -1},     {"offset", -1},
    {"text", -1},       {"end_lineno", -1},
    {"end_offset", -1}, {"print_file_and_line", -1},
    {"encoding", 0},    {"object", 1},
    {"start", 2},       {"end", 3},
    {"reason", 4},      {"code", 0},
};

Value read_field(const Exception* e, FieldNumber number) {
  Value v = exception_field(e, kFields[number].name);
  if (!v.is_undefined()) return v;
  int from = kFields[number].from;
  return from < 0 ? Value::none() : arg(e, static_cast<uint64_t>(from));
}

template <FieldNumber kNumber>
Value get_field(Vm&, const Args& args) {
  return read_field(self_exception(args), kNumber);
}

template <FieldNumber kNumber>
Value set_field(Vm& vm, const Args& args) {
  set_exception_field(vm, self_exception(args), kFields[kNumber].name, args[1]);
  return Value::none();
}

template <FieldNumber kNumber>
constexpr NativeDef field(const char* signature) {
  return {signature, get_field<kNumber>, nullptr, kGetter, set_field<kNumber>};
}

bool store_args(Vm& vm, const Args& args) {
  vm.heap().touch(args[0].o);
  self_exception(args)->args = make_tuple(vm.heap(), {args.rest, args.rest_count});
  return true;
}

// Keyword-only parameters `first`, and the one behind it, as fields.
Value init_with_fields(Vm& vm, const Args& args, const char* first, const char* second) {
  store_args(vm, args);
  if (args.given(1)) set_exception_field(vm, self_exception(args), first, args[1]);
  if (second != nullptr && args.given(2)) {
    set_exception_field(vm, self_exception(args), second, args[2]);
  }
  return Value::none();
}

Value import_error_init(Vm& vm, const Args& args) {
  return init_with_fields(vm, args, "name", "path");
}
Value attribute_error_init(Vm& vm, const Args& args) {
  return init_with_fields(vm, args, "name", "obj");
}
Value name_error_init(Vm& vm, const Args& args) {
  return init_with_fields(vm, args, "name", nullptr);
}

Value import_error_msg(Vm&, const Args& args) {
  const Exception* e = self_exception(args);
  return e->args->size == 1 ? e->args->items[0] : Value::none();
}

// None, the one argument, or all of them.
Value exit_code(Vm&, const Args& args) {
  const Exception* e = self_exception(args);
  Value stored = exception_field(e, "code");
  if (!stored.is_undefined()) return stored;
  return e->args->size > 1 ? Value::object(e->args) : arg(e, 0);
}

// -- OSError ----------------------------------------------------------------------------

Class* class_for_errno(int64_t number) {
  switch (number) {
    case EPERM:
    case EACCES: return types.permission_error;
    case ENOENT: return types.file_not_found_error;
    case ESRCH: return types.process_lookup_error;
    case EINTR: return types.interrupted_error;
    case ECHILD: return types.child_process_error;
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS: return types.blocking_io_error;
    case EEXIST: return types.file_exists_error;
    case ENOTDIR: return types.not_a_directory_error;
    case EISDIR: return types.is_a_directory_error;
    case EPIPE:
    case ESHUTDOWN: return types.broken_pipe_error;
    case ECONNABORTED: return types.connection_aborted_error;
    case ECONNREFUSED: return types.connection_refused_error;
    case ECONNRESET: return types.connection_reset_error;
    case ETIMEDOUT: return types.timeout_error;
    default: return nullptr;
  }
}

// OSError(errno, strerror[, filename[, winerror[, filename2]]])
void read_os_arguments(Vm& vm, Exception* e, const Value* values, uint32_t count) {
  bool has_fields = count >= 2 && count <= 5;
  uint32_t kept = has_fields ? 2 : count;
  vm.heap().touch(e);
  e->args = make_tuple(vm.heap(), {values, kept});
  if (!has_fields) return;
  set_exception_field(vm, e, "errno", values[0]);
  set_exception_field(vm, e, "strerror", values[1]);
  if (count >= 3) set_exception_field(vm, e, "filename", values[2]);
  if (count >= 5) set_exception_field(vm, e, "filename2", values[4]);
}

// The arguments are read once: by __init__ for a class that has one of its own and leaves
// __new__ alone, by __new__ for all others. What such a class is called with is its own
// affair, and must not become an errno.
bool init_reads_arguments(Vm& vm, Class* cls) {
  auto is_plain = [&](Str* name) {
    return vm.lookup(cls, name).is(*dict_find(types.os_error->dict, name));
  };
  return is_plain(names.new_) && !is_plain(names.init);
}

Value os_error_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.os_error);
  if (cls == nullptr) return Value::error();
  if (cls == types.os_error && args.rest_count >= 2 && args.rest_count <= 5 &&
      args.rest[0].is_int()) {
    Class* special = class_for_errno(args.rest[0].i);
    if (special != nullptr) cls = special;
  }
  auto* e = static_cast<Exception*>(allocate_instance(vm, cls));
  bool is_later = init_reads_arguments(vm, cls);
  read_os_arguments(vm, e, args.rest, is_later ? 0 : args.rest_count);
  return Value::object(e);
}

Value os_error_init(Vm& vm, const Args& args) {
  if (!init_reads_arguments(vm, class_of(args[0]))) return Value::none();
  if (args.keywords != nullptr && args.keywords->live > 0) {
    return vm.type_error("{}() takes no keyword arguments", type_name(args[0]));
  }
  read_os_arguments(vm, self_exception(args), args.rest, args.rest_count);
  return Value::none();
}

Value plain_str(Vm& vm, const Args& args) {
  Value* method = dict_find(types.base_exception->dict, names.str);
  return vm.call(*method, {args[0]});
}

Value os_error_str(Vm& vm, const Args& args) {
  const Exception* e = self_exception(args);
  Value number = read_field(e, kErrno), text = read_field(e, kStrerror);
  Value file = read_field(e, kFilename), file2 = read_field(e, kFilename2);
  if (file.is_none() && (number.is_none() || text.is_none())) return plain_str(vm, args);
  Str* number_text = to_str(vm, number);
  Str* message = number_text ? to_str(vm, text) : nullptr;
  if (message == nullptr) return Value::error();
  std::string out = fmt::format("[Errno {}] {}", number_text->view(), message->view());
  for (auto [v, before] : {std::pair{file, ": "}, std::pair{file2, " -> "}}) {
    if (v.is_none()) continue;
    Str* name = repr(vm, v);
    if (name == nullptr) return Value::error();
    out.append(before).append(name->view());
  }
  return str_value(vm, out);
}

// -- SyntaxError ------------------------------------------------------------------------

Value syntax_error_init(Vm& vm, const Args& args) {
  store_args(vm, args);
  if (args.rest_count != 2) return Value::none();
  Tuple* details = tuple_of(vm, args.rest[1]);
  if (details == nullptr) return Value::error();
  static constexpr const char* kNames[] = {"filename", "lineno",     "offset",
                                           "text",     "end_lineno", "end_offset"};
  for (uint64_t n = 0; n < details->size && n < std::size(kNames); n++) {
    set_exception_field(vm, self_exception(args), kNames[n], details->items[n]);
  }
  return Value::none();
}

Value syntax_error_str(Vm& vm, const Args& args) {
  const Exception* e = self_exception(args);
  Value file = read_field(e, kSyntaxFilename), line = read_field(e, kLineno);
  Str* message = to_str(vm, read_field(e, kMsg));
  if (message == nullptr) return Value::error();
  if (e->args->size == 0) return Value::object(names.empty);
  std::string out(message->view());
  if (is_str(file)) {
    std::string_view name = text_of(file);
    name.remove_prefix(name.rfind('/') + 1);
    out.append(" (").append(name);
    if (line.is_int()) out += fmt::format(", line {}", line.i);
    out += ")";
  } else if (line.is_int()) {
    out += fmt::format(" (line {})", line.i);
  }
  return str_value(vm, out);
}

// -- UnicodeDecodeError, UnicodeEncodeError ---------------------------------------------

Value unicode_error_init(Vm& vm, const Args& args, Kind object_kind) {
  static constexpr const char* kWanted[] = {"str", nullptr, "int", "int", "str"};
  if (args.rest_count != 5) {
    return vm.type_error("function takes exactly 5 arguments ({} given)",
                         args.rest_count);
  }
  for (uint32_t n = 0; n < 5; n++) {
    Value v = args.rest[n];
    bool ok = n == 1 ? is_kind(v, object_kind) ||
                           (object_kind == Kind::kBytes && is_byte_string(v))
              : n == 0 || n == 4 ? is_str(v)
                                 : is_int_like(v);
    const char* wanted = n != 1                        ? kWanted[n]
                         : object_kind == Kind::kBytes ? "bytes-like object"
                                                       : "str";
    if (!ok) {
      return vm.type_error("argument {} must be {}, not {}", n + 1, wanted, type_name(v));
    }
  }
  store_args(vm, args);
  return Value::none();
}
Value decode_error_init(Vm& vm, const Args& args) {
  return unicode_error_init(vm, args, Kind::kBytes);
}
Value encode_error_init(Vm& vm, const Args& args) {
  return unicode_error_init(vm, args, Kind::kStr);
}

// What is at fault: "byte 0xff in position 0", "characters in position 1-3".
std::string fault(const Exception* e, int64_t start, int64_t end) {
  Value object = read_field(e, kObject);
  bool one = end == start + 1;
  if (is_byte_string(object)) {
    std::string_view data = bytes_view(object);
    if (!one || start < 0 || static_cast<size_t>(start) >= data.size()) {
      return fmt::format("bytes in position {}-{}", start, end - 1);
    }
    auto byte = static_cast<unsigned char>(data[static_cast<size_t>(start)]);
    return fmt::format("byte 0x{:02x} in position {}", byte, start);
  }
  auto* s = as<Str>(object);
  if (!one || start < 0 || start >= s->length) {
    return fmt::format("characters in position {}-{}", start, end - 1);
  }
  const char* p = s->data + str_offset(s, static_cast<uint32_t>(start));
  uint32_t c = utf8_next(p);
  std::string escape = c < 0x100     ? fmt::format("\\x{:02x}", c)
                       : c < 0x10000 ? fmt::format("\\u{:04x}", c)
                                     : fmt::format("\\U{:08x}", c);
  return fmt::format("character '{}' in position {}", escape, start);
}

Value unicode_error_str(Vm& vm, const Args& args) {
  const Exception* e = self_exception(args);
  Value object = read_field(e, kObject);
  Value start = read_field(e, kStart), end = read_field(e, kEnd);
  if (e->args->size != 5 || !start.is_int() || !end.is_int() ||
      !(is_str(object) || is_byte_string(object))) {
    return plain_str(vm, args);
  }
  Str* encoding = to_str(vm, read_field(e, kEncoding));
  Str* reason = encoding ? to_str(vm, read_field(e, kReason)) : nullptr;
  if (reason == nullptr) return Value::error();
  return str_value(vm, fmt::format("'{}' codec can't {} {}: {}", encoding->view(),
                                   is_str(object) ? "encode" : "decode",
                                   fault(e, start.i, end.i), reason->view()));
}

// -- Tables -----------------------------------------------------------------------------

constexpr NativeDef kStopIteration[] = {field<kValue>("value(self)")};
constexpr NativeDef kSystemExit[] = {
    {"code(self)", exit_code, nullptr, kGetter, set_field<kCode>}};
constexpr NativeDef kImportError[] = {
    {"__init__(self, /, *args, name=None, path=None)", import_error_init, nullptr,
     kMethod},
    {"msg(self)", import_error_msg, nullptr, kGetter},
    field<kName>("name(self)"),
    field<kPath>("path(self)"),
};
constexpr NativeDef kAttributeError[] = {
    {"__init__(self, /, *args, name=None, obj=None)", attribute_error_init, nullptr,
     kMethod},
    field<kName>("name(self)"),
    field<kObj>("obj(self)"),
};
constexpr NativeDef kNameError[] = {
    {"__init__(self, /, *args, name=None)", name_error_init, nullptr, kMethod},
    field<kName>("name(self)"),
};
constexpr NativeDef kOsError[] = {
    {"__new__(cls, /, *args, **kwargs)", os_error_new, nullptr,
     NativeBinding::kStaticMethod},
    {"__init__(self, /, *args, **kwargs)", os_error_init, nullptr, kMethod},
    {"__str__(self, /)", os_error_str, "Return str(self).", kMethod},
    field<kErrno>("errno(self)"),
    field<kStrerror>("strerror(self)"),
    field<kFilename>("filename(self)"),
    field<kFilename2>("filename2(self)"),
};
constexpr NativeDef kSyntaxError[] = {
    {"__init__(self, /, *args)", syntax_error_init, nullptr, kMethod},
    {"__str__(self, /)", syntax_error_str, "Return str(self).", kMethod},
    field<kMsg>("msg(self)"),
    field<kSyntaxFilename>("filename(self)"),
    field<kLineno>("lineno(self)"),
    field<kOffset>("offset(self)"),
    field<kText>("text(self)"),
    field<kEndLineno>("end_lineno(self)"),
    field<kEndOffset>("end_offset(self)"),
    field<kPrintFileAndLine>("print_file_and_line(self)"),
};
constexpr NativeDef kUnicodeFields[] = {
    {"__str__(self, /)", unicode_error_str, "Return str(self).", kMethod},
    field<kEncoding>("encoding(self)"),
    field<kObject>("object(self)"),
    field<kStart>("start(self)"),
    field<kEnd>("end(self)"),
    field<kReason>("reason(self)"),
};
constexpr NativeDef kDecodeError[] = {
    {"__init__(self, /, *args)", decode_error_init, nullptr, kMethod}};
constexpr NativeDef kEncodeError[] = {
    {"__init__(self, /, *args)", encode_error_init, nullptr, kMethod}};

}  // namespace

Value raise_diagnostic(Vm& vm, const Diagnostic& diagnostic, const Source& source) {
  Class* cls = diagnostic.error_class == "IndentationError" ? types.indentation_error
               : diagnostic.error_class == "TabError"       ? types.tab_error
                                                            : types.syntax_error;
  Position start = source.position(diagnostic.span.start);
  Position end = source.position(diagnostic.span.end);
  std::string text = std::string(source.line_text(start.line)) + "\n";
  Tuple* place =
      make_tuple(vm.heap(), {str_value(vm, source.name()), Value::integer(start.line),
                             Value::integer(start.column), str_value(vm, text),
                             Value::integer(end.line), Value::integer(end.column)});
  Value made = vm.call(Value::object(cls),
                       {str_value(vm, diagnostic.message), Value::object(place)});
  return made.is_error() ? made : vm.raise_value(made);
}

SyntaxErrorFields syntax_error_fields(const Exception* e) {
  return {read_field(e, kMsg),    read_field(e, kSyntaxFilename),
          read_field(e, kLineno), read_field(e, kText),
          read_field(e, kOffset), read_field(e, kEndOffset)};
}

Value exception_field(const Exception* e, std::string_view name) {
  const AttrStore* attrs = attrs_of(e);
  Str* key = attrs == nullptr ? nullptr : find_interned(name);
  return key == nullptr ? Value::undefined() : attr_store_get(attrs, key);
}

void set_exception_field(Vm& vm, Exception* e, std::string_view name, Value v) {
  if (AttrStore* attrs = attrs_of(e)) attr_store_set(vm, e, attrs, intern(name), v);
}

void define_exception_fields() {
  add_methods(types.stop_iteration, kStopIteration);
  add_methods(types.system_exit, kSystemExit);
  add_methods(types.import_error, kImportError);
  add_methods(types.attribute_error, kAttributeError);
  add_methods(types.name_error, kNameError);
  add_methods(types.os_error, kOsError);
  add_methods(types.syntax_error, kSyntaxError);
  add_methods(types.unicode_decode_error, kUnicodeFields);
  add_methods(types.unicode_decode_error, kDecodeError);
  add_methods(types.unicode_encode_error, kUnicodeFields);
  add_methods(types.unicode_encode_error, kEncodeError);
}

}  // namespace scriptling
