// re.RegexFlag: ints that are written as the names of their bits.

#include "interp/immortal.h"
#include "interp/lib/re_objects.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

struct FlagName {
  uint32_t flag;
  const char* name;
};

constexpr uint32_t kTemplate = 1;
constexpr FlagName kNames[] = {
    {kRegexAscii, "ASCII"},         {kRegexIgnoreCase, "IGNORECASE"},
    {kRegexLocale, "LOCALE"},       {kRegexUnicode, "UNICODE"},
    {kRegexMultiLine, "MULTILINE"}, {kRegexDotAll, "DOTALL"},
    {kRegexVerbose, "VERBOSE"},     {kTemplate, "TEMPLATE"},
    {kRegexDebug, "DEBUG"},
};
constexpr int64_t kAll = 511;

std::string joined_names(int64_t flags, const char* prefix) {
  if (flags == 0) return std::string(prefix) + "NOFLAG";
  std::string text;
  for (const FlagName& f : kNames) {
    if (!(flags & f.flag)) continue;
    text += std::string(text.empty() ? "" : "|") + prefix + f.name;
    flags &= ~static_cast<int64_t>(f.flag);
  }
  if (flags != 0) text += fmt::format("{}{:#x}", text.empty() ? "" : "|", flags);
  return text;
}

Value make_flag(Vm& vm, int64_t flags) {
  auto* flag = vm.heap().make<Boxed>(Kind::kBoxed, regex_flag_class());
  flag->payload = Value::integer(flags);
  return Value::object(flag);
}

// Requires: one of the class.
int64_t flags_of(const Value& v) { return as<Boxed>(v)->payload.i; }

template <BinaryOp op>
Value flag_operator(Vm& vm, const Args& args) {
  if (!is_int_like(args[1])) return Value::not_implemented();
  Value bits = number_binary(vm, op, plain_int(args[0]), plain_int(args[1]));
  return bits.is_int() ? make_flag(vm, bits.i) : bits;
}

Value flag_invert(Vm& vm, const Args& args) {
  return make_flag(vm, kAll & ~flags_of(args[0]));
}

Value flag_new(Vm& vm, const Args& args) {
  if (is_int_like(args[1])) {
    Value plain = plain_int(args[1]);
    if (plain.is_int()) return make_flag(vm, plain.i < 0 ? plain.i & kAll : plain.i);
  }
  Str* text = repr(vm, args[1]);
  if (text == nullptr) return Value::error();
  return vm.value_error("{} is not a valid RegexFlag", text->view());
}

Value flag_repr(Vm& vm, const Args& args) {
  return str_value(vm, joined_names(flags_of(args[0]), "re."));
}

Value flag_format(Vm& vm, const Args& args) {
  Str* spec = to_str_arg(vm, args[1], "format_spec");
  if (spec == nullptr) return Value::error();
  Value text = flag_repr(vm, args);
  return text.is_error() ? text : from_str(format(vm, text, spec));
}

Value flag_name(Vm& vm, const Args& args) {
  int64_t flags = flags_of(args[0]);
  return flags == 0 ? str_value(vm, "NOFLAG") : str_value(vm, joined_names(flags, ""));
}

Value flag_value(Vm&, const Args& args) { return as<Boxed>(args[0])->payload; }

Value flag_contains(Vm& vm, const Args& args) {
  if (!is_instance(args[1], regex_flag_class())) {
    return vm.type_error("unsupported operand type(s) for 'in': '{}' and 'RegexFlag'",
                         class_of(args[1])->name->view());
  }
  int64_t wanted = flags_of(args[1]);
  return Value::boolean((flags_of(args[0]) & wanted) == wanted);
}

constexpr NativeBinding kMethod = NativeBinding::kMethod;

constexpr NativeDef kMethods[] = {
    {"__new__(cls, value, /)", flag_new, nullptr, NativeBinding::kStaticMethod},
    {"__or__(self, other, /)", flag_operator<BinaryOp::kOr>, nullptr, kMethod},
    {"__ror__(self, other, /)", flag_operator<BinaryOp::kOr>, nullptr, kMethod},
    {"__and__(self, other, /)", flag_operator<BinaryOp::kAnd>, nullptr, kMethod},
    {"__rand__(self, other, /)", flag_operator<BinaryOp::kAnd>, nullptr, kMethod},
    {"__xor__(self, other, /)", flag_operator<BinaryOp::kXor>, nullptr, kMethod},
    {"__rxor__(self, other, /)", flag_operator<BinaryOp::kXor>, nullptr, kMethod},
    {"__invert__(self, /)", flag_invert, nullptr, kMethod},
    {"__contains__(self, other, /)", flag_contains, nullptr, kMethod},
    {"__repr__(self, /)", flag_repr, nullptr, kMethod},
    {"__str__(self, /)", flag_repr, nullptr, kMethod},
    {"__format__(self, format_spec, /)", flag_format, nullptr, kMethod},
    {"name(self)", flag_name, nullptr, NativeBinding::kGetter},
    {"value(self)", flag_value, nullptr, NativeBinding::kGetter},
};

}  // namespace

Class* regex_flag_class() {
  static Class* const cls = [] {
    Class* made = make_class("re.RegexFlag", types.int_, Kind::kBoxed, kMethods, nullptr,
                             "Options of a regular expression.");
    made->class_flags |= kFinal;
    return made;
  }();
  return cls;
}

Value regex_flag_constant(uint32_t flag) {
  auto* made = ImmortalMaker().make<Boxed>(Kind::kBoxed, regex_flag_class());
  made->payload = Value::integer(flag);
  return Value::object(made);
}

std::string regex_flags_text(uint32_t flags) {
  // Python's order here is another one.
  constexpr uint32_t kOrder[] = {kTemplate,       kRegexIgnoreCase, kRegexLocale,
                                 kRegexMultiLine, kRegexDotAll,     kRegexUnicode,
                                 kRegexVerbose,   kRegexDebug,      kRegexAscii};
  std::string text;
  for (uint32_t flag : kOrder) {
    if (!(flags & flag)) continue;
    text += (text.empty() ? "" : "|") + joined_names(flag, "re.");
    flags &= ~flag;
  }
  if (flags != 0) text += fmt::format("{}{:#x}", text.empty() ? "" : "|", flags);
  return text;
}

}  // namespace scriptling
