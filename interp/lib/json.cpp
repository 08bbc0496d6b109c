// The json module.

#include "interp/lib/json.h"

#include <algorithm>

#include "interp/lib/json_module.h"
#include "interp/lib/lib.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

// -- JSONDecodeError --------------------------------------------------------------------

struct ErrorNames {
  Str* msg = intern("msg");
  Str* doc = intern("doc");
  Str* pos = intern("pos");
  Str* lineno = intern("lineno");
  Str* colno = intern("colno");
};

const ErrorNames& error_names() {
  static const ErrorNames all;
  return all;
}

bool fill_error(Vm& vm, Exception* e, std::string_view message, Str* doc,
                uint32_t position) {
  uint32_t place = str_offset(vm.heap(), doc, std::min(position, doc->length));
  std::string_view before = doc->view().substr(0, place);
  int64_t line = 1 + std::count(before.begin(), before.end(), '\n');
  size_t newline = before.rfind('\n');
  std::string_view last = newline == before.npos ? before : before.substr(newline + 1);
  int64_t column = 1 + utf8_length(last);
  std::string text =
      fmt::format("{}: line {} column {} (char {})", message, line, column, position);
  Tuple* args = make_tuple(vm.heap(), {str_value(vm, text)});
  vm.heap().touch(e);
  e->args = args;
  const ErrorNames& n = error_names();
  Value self = Value::object(e);
  return set_attr(vm, self, n.msg, str_value(vm, message)) &&
         set_attr(vm, self, n.doc, Value::object(doc)) &&
         set_attr(vm, self, n.pos, Value::integer(position)) &&
         set_attr(vm, self, n.lineno, Value::integer(line)) &&
         set_attr(vm, self, n.colno, Value::integer(column));
}

// JSONDecodeError(msg, doc, pos)
Value decode_error_init(Vm& vm, const Args& args) {
  Str* message = to_str_arg(vm, args[1], "msg");
  if (message == nullptr) return Value::error();
  Str* doc = json_text(vm, args[2]);
  if (doc == nullptr) return Value::error();
  auto position = to_index_clamped(vm, args[3]);
  if (!position) return Value::error();
  auto place = static_cast<uint32_t>(std::clamp<int64_t>(*position, 0, doc->length));
  return from_bool(fill_error(vm, as<Exception>(args[0]), message->view(), doc, place));
}

constexpr NativeDef kErrorMethods[] = {
    {"__init__(self, msg, doc, pos)", decode_error_init, nullptr, NativeBinding::kMethod},
};

// -- Reading ----------------------------------------------------------------------------

// By the byte order mark, or by where the zeros are: JSON begins with ASCII.
std::string_view detect_encoding(std::string_view data) {
  using namespace std::string_view_literals;
  if (data.starts_with("\xff\xfe\0\0"sv) || data.starts_with("\0\0\xfe\xff"sv))
    return "utf-32";
  if (data.starts_with("\xff\xfe"sv) || data.starts_with("\xfe\xff"sv)) return "utf-16";
  if (data.starts_with("\xef\xbb\xbf"sv)) return "utf-8-sig";
  if (data.size() >= 4) {
    if (data[0] == 0) return data[1] != 0 ? "utf-16-be" : "utf-32-be";
    if (data[1] == 0) return data[2] != 0 || data[3] != 0 ? "utf-16-le" : "utf-32-le";
  } else if (data.size() == 2) {
    if (data[0] == 0) return "utf-16-be";
    if (data[1] == 0) return "utf-16-le";
  }
  return "utf-8";
}

// `keywords` may hold strict=..., and nothing else. False: pending.
bool strict_argument(Vm& vm, Dict* keywords, bool* strict) {
  static Str* const key = intern("strict");
  uint32_t position = 0;
  for (TableEntry* e;
       table_next(keywords ? keywords->table.get() : nullptr, &position, &e);) {
    if (!str_equal(as<Str>(e->key), key)) {
      vm.type_error("JSONDecoder.__init__() got an unexpected keyword argument {}",
                    str_repr(text_of(e->key)));
      return false;
    }
    int t = truth(vm, e->value);
    if (t < 0) return false;
    *strict = t == 1;
  }
  return true;
}

// What loads() and load() share; `a` begins with `cls`.
Value loads(Vm& vm, Value text, const Value* a, Dict* keywords) {
  Str* doc = json_text(vm, text);
  if (doc == nullptr) return Value::error();
  static constexpr const char* kHookNames[] = {"object_hook", "parse_float", "parse_int",
                                               "parse_constant", "object_pairs_hook"};
  if (!a[0].is_undefined() && !a[0].is_none()) {
    Dict* options = keywords ? keywords : make_dict(vm.heap());
    for (size_t n = 0; n < 5; n++) {
      Value hook = a[n + 1];
      if (hook.is_undefined() || hook.is_none()) continue;
      dict_set(vm.heap(), options, intern(kHookNames[n]), hook);
    }
    Value decoder = vm.call_dict(a[0], {}, options);
    if (decoder.is_error()) return decoder;
    return invoke(vm, decoder, "decode", {Value::object(doc)});
  }
  JsonHooks hooks{a[1], a[5], a[2], a[3], a[4]};
  if (!strict_argument(vm, keywords, &hooks.strict)) return Value::error();
  return json_parse(vm, doc->view(), doc, hooks);
}

Value json_loads(Vm& vm, const Args& args) {
  return loads(vm, args[0], args.fixed + 1, args.keywords);
}

Value json_load(Vm& vm, const Args& args) {
  Value text = invoke(vm, args[0], "read", {});
  return text.is_error() ? text : loads(vm, text, args.fixed + 1, args.keywords);
}

Value json_parse_text(Vm& vm, const Args& args) {
  Str* doc = json_text(vm, args[0]);
  return doc == nullptr ? Value::error() : json_parse(vm, doc->view(), doc);
}

// -- Writing ----------------------------------------------------------------------------

// indent=: text for each level, or a number of blanks. False: pending.
bool set_indent(Vm& vm, Value indent, JsonFormat* format) {
  if (indent.is_undefined() || indent.is_none()) return true;
  format->pretty = true;
  format->item_separator = ",";
  if (is_str(indent)) {
    format->indent = text_of(indent);
    return true;
  }
  auto count = to_index(vm, indent);
  if (!count) return false;
  constexpr int64_t kWidest = 1 << 20;
  if (*count > kWidest) {
    vm.value_error("indent is too large");
    return false;
  }
  format->indent.assign(static_cast<size_t>(std::max<int64_t>(*count, 0)), ' ');
  return true;
}

bool set_separators(Vm& vm, Value separators, JsonFormat* format) {
  if (separators.is_undefined() || separators.is_none()) return true;
  Tuple* pair = tuple_of(vm, separators);
  if (pair == nullptr) return false;
  if (pair->size != 2) {
    if (pair->size < 2) {
      vm.value_error("not enough values to unpack (expected 2, got {})", pair->size);
    } else {
      vm.value_error("too many values to unpack (expected 2)");
    }
    return false;
  }
  for (int n = 0; n < 2; n++) {
    Str* text =
        to_str_arg(vm, pair->items[n], n == 0 ? "item_separator" : "key_separator");
    if (text == nullptr) return false;
    (n == 0 ? format->item_separator : format->key_separator) = text->view();
  }
  return true;
}

JsonOptions options_at(const Value* a) {
  return {a[0], a[1], a[2], a[3], a[5], a[6], a[7], a[8]};
}

// What dumps() and dump() share; `a` are the options, `cls` among them. Error: pending.
Value dumps(Vm& vm, Value v, const Value* a, Dict* keywords) {
  if (!a[4].is_undefined() && !a[4].is_none()) {
    static constexpr const char* kNames[] = {
        "skipkeys", "ensure_ascii", "check_circular", "allow_nan", "",
        "indent",   "separators",   "default",        "sort_keys"};
    Dict* options = keywords ? keywords : make_dict(vm.heap());
    for (size_t n = 0; n < 9; n++) {
      if (n != 4 && !a[n].is_undefined()) {
        dict_set(vm.heap(), options, intern(kNames[n]), a[n]);
      }
    }
    Value encoder = vm.call_dict(a[4], {}, options);
    return encoder.is_error() ? encoder : invoke(vm, encoder, "encode", {v});
  }
  if (keywords != nullptr && keywords->live > 0) {
    return vm.type_error("JSONEncoder.__init__() got an unexpected keyword argument {}",
                         str_repr(text_of(keywords->table->entries[0].key)));
  }
  JsonFormat format;
  if (!json_format(vm, options_at(a), &format)) return Value::error();
  return json_dumps(vm, v, format);
}

Value json_dumps_native(Vm& vm, const Args& args) {
  return dumps(vm, args[0], args.fixed + 1, args.keywords);
}

Value json_dump(Vm& vm, const Args& args) {
  Value text = dumps(vm, args[0], args.fixed + 2, args.keywords);
  if (text.is_error()) return text;
  Value written = invoke(vm, args[1], "write", {text});
  return written.is_error() ? written : Value::none();
}

// stringify(obj, indent=''): compact, UTF-8 as it is.
Value json_stringify(Vm& vm, const Args& args) {
  JsonFormat format;
  format.ensure_ascii = false;
  format.item_separator = ",";
  format.key_separator = ":";
  Value indent = args.given(1) ? args[1] : Value::none();
  if (is_str(indent) ? as<Str>(indent)->size > 0 : !indent.is_none()) {
    if (!set_indent(vm, indent, &format)) return Value::error();
    format.key_separator = ": ";
  }
  return json_dumps(vm, args[0], format);
}

#define DUMP_OPTIONS                                                            \
  "*, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, " \
  "cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw)"
#define LOAD_OPTIONS                                                  \
  "*, cls=None, object_hook=None, parse_float=None, parse_int=None, " \
  "parse_constant=None, object_pairs_hook=None, **kw)"

constexpr NativeDef kFunctions[] = {
    {"dump(obj, fp, " DUMP_OPTIONS, json_dump,
     "Write an object as JSON to a file-like object."},
    {"dumps(obj, " DUMP_OPTIONS, json_dumps_native, "Return the JSON text of an object."},
    {"load(fp, " LOAD_OPTIONS, json_load, "Read JSON from a file-like object."},
    {"loads(s, " LOAD_OPTIONS, json_loads,
     "Return the object that JSON text stands for."},
    {"parse(s)", json_parse_text, "Return the object that JSON text stands for."},
    {"stringify(obj, indent='')", json_stringify,
     "Return compact JSON text, or indented by a text or a number of blanks."},
};
#undef DUMP_OPTIONS
#undef LOAD_OPTIONS

void build(ModuleBuilder& module) {
  module.add("JSONDecodeError", json_decode_error());
  module.add("JSONEncoder", json_encoder());
  module.add("JSONDecoder", json_decoder());
}

}  // namespace

Class* json_decode_error() {
  static Class* const cls = [] {
    init_core();
    return make_class("json.decoder.JSONDecodeError", types.value_error, Kind::kException,
                      kErrorMethods, nullptr, "Text that is no JSON.");
  }();
  return cls;
}

Value raise_json_error(Vm& vm, Class* cls, std::string_view message, Str* doc,
                       uint32_t position) {
  Exception* e = vm.make_exception(cls, {});
  if (!fill_error(vm, e, message, doc, position)) return Value::error();
  return vm.raise_value(Value::object(e));
}

bool json_format(Vm& vm, const JsonOptions& options, JsonFormat* format) {
  struct Flag {
    Value v;
    bool* to;
  };
  for (Flag flag : {Flag{options.skipkeys, &format->skip_keys},
                    Flag{options.ensure_ascii, &format->ensure_ascii},
                    Flag{options.check_circular, &format->check_circular},
                    Flag{options.allow_nan, &format->allow_nan},
                    Flag{options.sort_keys, &format->sort_keys}}) {
    if (flag.v.is_undefined()) continue;
    int t = truth(vm, flag.v);
    if (t < 0) return false;
    *flag.to = t == 1;
  }
  if (!options.default_fn.is_none()) format->default_fn = options.default_fn;
  return set_indent(vm, options.indent, format) &&
         set_separators(vm, options.separators, format);
}

Str* json_text(Vm& vm, Value v) {
  if (is_str(v)) return as<Str>(v);
  if (!is_byte_string(v)) {
    vm.type_error("the JSON object must be str, bytes or bytearray, not {}",
                  class_name(v));
    return nullptr;
  }
  std::string_view data = bytes_view(v);
  std::string_view encoding = detect_encoding(data);
  if (encoding == "utf-8" && utf8_length(data) >= 0) return make_str(vm.heap(), data);
  Value text =
      invoke(vm, v, "decode", {str_value(vm, encoding), str_value(vm, "surrogatepass")});
  return text.is_error() ? nullptr : as<Str>(text);
}

Value json_dumps(Vm& vm, Value v, const JsonFormat& format) {
  std::string text;
  if (!json_append(vm, text, v, format)) return Value::error();
  if (text.size() > UINT32_MAX) return vm.memory_error();
  return str_value(vm, text);
}

const ModuleDef& json_module() {
  static const ModuleDef def{"json", kFunctions, build,
                             "JSON, as CPython reads and writes it."};
  return def;
}

}  // namespace scriptling
