// JSONEncoder and JSONDecoder: ordinary objects that keep their options as attributes,
// for scripts that derive from them.

#include "interp/lib/json_module.h"
#include "interp/types.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;

bool put(Vm& vm, Value self, const char* name, Value v, Value fallback) {
  return set_attr(vm, self, intern(name), v.is_undefined() ? fallback : v);
}

// Undefined when there is no such attribute, as in instances whose __init__ was not
// called.
Value option(Vm& vm, Value self, const char* name) {
  return find_attr(vm, self, intern(name));
}

// -- JSONEncoder ------------------------------------------------------------------------

// __init__(self, *, skipkeys, ensure_ascii, check_circular, allow_nan, sort_keys, indent,
// separators, default)
Value encoder_init(Vm& vm, const Args& args) {
  Value self = args[0];
  Value yes = Value::boolean(true), no = Value::boolean(false), none = Value::none();
  JsonFormat format;
  if (!json_format(vm, {no, yes, yes, yes, args[6], args[7], none, no}, &format)) {
    return Value::error();
  }
  bool done =
      put(vm, self, "skipkeys", args[1], no) &&
      put(vm, self, "ensure_ascii", args[2], yes) &&
      put(vm, self, "check_circular", args[3], yes) &&
      put(vm, self, "allow_nan", args[4], yes) &&
      put(vm, self, "sort_keys", args[5], no) && put(vm, self, "indent", args[6], none) &&
      put(vm, self, "item_separator", str_value(vm, format.item_separator), none) &&
      put(vm, self, "key_separator", str_value(vm, format.key_separator), none) &&
      (!args.has(8) || put(vm, self, "default", args[8], none));
  return from_bool(done);
}

Value encoder_default(Vm& vm, const Args& args) {
  return vm.type_error("Object of type {} is not JSON serializable", class_name(args[1]));
}

Value encoder_encode(Vm& vm, const Args& args) {
  Value self = args[0];
  JsonOptions options;
  options.skipkeys = option(vm, self, "skipkeys");
  options.ensure_ascii = option(vm, self, "ensure_ascii");
  options.check_circular = option(vm, self, "check_circular");
  options.allow_nan = option(vm, self, "allow_nan");
  options.sort_keys = option(vm, self, "sort_keys");
  options.indent = option(vm, self, "indent");
  options.default_fn = get_attr(vm, self, intern("default"));
  Value item = option(vm, self, "item_separator"),
        key = option(vm, self, "key_separator");
  if (is_str(item) && is_str(key)) {
    options.separators = Value::object(make_tuple(vm.heap(), {item, key}));
  }
  JsonFormat format;
  if (vm.has_pending() || !json_format(vm, options, &format)) return Value::error();
  return json_dumps(vm, args[1], format);
}

Value encoder_iterencode(Vm& vm, const Args& args) {
  Value text = invoke(vm, args[0], "encode", {args[1]});
  if (text.is_error()) return text;
  return iterate(vm, Value::object(make_list(vm.heap(), std::span(&text, 1))));
}

constexpr NativeDef kEncoderMethods[] = {
    {"__init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, "
     "allow_nan=True, sort_keys=False, indent=None, separators=None, default=None)",
     encoder_init, nullptr, kMethod},
    {"default(self, o)", encoder_default,
     "What to write for an object JSON does not know.", kMethod},
    {"encode(self, o)", encoder_encode, "Return the JSON text of an object.", kMethod},
    {"iterencode(self, o, _one_shot=False)", encoder_iterencode,
     "Return an iterator over the pieces of the JSON text.", kMethod},
};

// -- JSONDecoder ------------------------------------------------------------------------

constexpr const char* kHookNames[] = {"object_hook", "parse_float",
                                      "parse_int",   "parse_constant",
                                      "strict",      "object_pairs_hook"};

Value decoder_init(Vm& vm, const Args& args) {
  for (size_t n = 0; n < std::size(kHookNames); n++) {
    Value fallback = n == 4 ? Value::boolean(true) : Value::none();
    if (!put(vm, args[0], kHookNames[n], args[n + 1], fallback)) return Value::error();
  }
  return Value::none();
}

bool hooks_of(Vm& vm, Value self, JsonHooks* hooks) {
  hooks->object_hook = option(vm, self, "object_hook");
  hooks->object_pairs_hook = option(vm, self, "object_pairs_hook");
  hooks->parse_float = option(vm, self, "parse_float");
  hooks->parse_int = option(vm, self, "parse_int");
  hooks->parse_constant = option(vm, self, "parse_constant");
  Value strict = option(vm, self, "strict");
  if (vm.has_pending()) return false;
  int t = strict.is_undefined() ? 1 : truth(vm, strict);
  hooks->strict = t == 1;
  return t >= 0;
}

Value decoder_decode(Vm& vm, const Args& args) {
  Str* doc = to_str_arg(vm, args[1], "the JSON text");
  JsonHooks hooks;
  if (doc == nullptr || !hooks_of(vm, args[0], &hooks)) return Value::error();
  return json_parse(vm, doc->view(), doc, hooks);
}

// The value that begins at an index, and the index behind it.
Value decoder_raw_decode(Vm& vm, const Args& args) {
  Str* doc = to_str_arg(vm, args[1], "the JSON text");
  JsonHooks hooks;
  if (doc == nullptr || !hooks_of(vm, args[0], &hooks)) return Value::error();
  int64_t index = 0;
  if (args.given(2)) {
    auto given = to_index_clamped(vm, args[2]);
    if (!given) return Value::error();
    index = *given;
  }
  if (index < 0) return vm.value_error("idx cannot be negative");
  if (index > doc->length) index = doc->length;
  size_t at = str_offset(vm.heap(), doc, static_cast<uint32_t>(index));
  size_t start = at;
  Value v = json_parse_prefix(vm, doc->view(), doc, hooks, &at);
  if (v.is_error()) return v;
  index += utf8_length(doc->view().substr(start, at - start));
  return Value::object(make_tuple(vm.heap(), {v, Value::integer(index)}));
}

constexpr NativeDef kDecoderMethods[] = {
    {"__init__(self, *, object_hook=None, parse_float=None, parse_int=None, "
     "parse_constant=None, strict=True, object_pairs_hook=None)",
     decoder_init, nullptr, kMethod},
    {"decode(self, s)", decoder_decode, "Return the object that JSON text stands for.",
     kMethod},
    {"raw_decode(self, s, idx=0)", decoder_raw_decode,
     "Return the object that begins at an index, and the index behind it.", kMethod},
};

}  // namespace

Class* json_encoder() {
  static Class* const cls = [] {
    init_core();
    return make_class("json.encoder.JSONEncoder", types.object, Kind::kInstance,
                      kEncoderMethods, nullptr, "Writes objects as JSON.");
  }();
  return cls;
}

Class* json_decoder() {
  static Class* const cls = [] {
    init_core();
    return make_class("json.decoder.JSONDecoder", types.object, Kind::kInstance,
                      kDecoderMethods, nullptr, "Reads JSON.");
  }();
  return cls;
}

}  // namespace scriptling
