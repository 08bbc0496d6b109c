// The re module.

#include "interp/lib/lib.h"
#include "interp/lib/re_objects.h"
#include "interp/types/arguments.h"
#include "interp/types/text_builder.h"

namespace scriptling {

namespace {

Value re_compile(Vm& vm, const Args& args) {
  RegexPattern* pattern = regex_compile(vm, args[0], args[1]);
  return pattern == nullptr ? Value::error() : Value::object(pattern);
}

template <RegexMode mode>
Value re_run(Vm& vm, const Args& args) {
  RegexPattern* pattern = regex_compile(vm, args[0], args[2]);
  return pattern == nullptr ? Value::error()
                            : regex_run_match(vm, pattern, mode, args[1]);
}

Value re_findall(Vm& vm, const Args& args) {
  RegexPattern* pattern = regex_compile(vm, args[0], args[2]);
  return pattern == nullptr ? Value::error() : regex_find_all(vm, pattern, args[1]);
}

Value re_finditer(Vm& vm, const Args& args) {
  RegexPattern* pattern = regex_compile(vm, args[0], args[2]);
  return pattern == nullptr ? Value::error() : regex_find_iter(vm, pattern, args[1]);
}

Value re_split(Vm& vm, const Args& args) {
  RegexPattern* pattern = regex_compile(vm, args[0], args[3]);
  return pattern == nullptr ? Value::error() : regex_split(vm, pattern, args[1], args[2]);
}

template <RegexCount give_count>
Value re_sub(Vm& vm, const Args& args) {
  RegexPattern* pattern = regex_compile(vm, args[0], args[4]);
  if (pattern == nullptr) return Value::error();
  return regex_substitute(vm, pattern, args[1], args[2], args[3], give_count);
}

Value re_escape(Vm& vm, const Args& args) {
  bool is_text = is_str(args[0]);
  if (!is_text && !is_bytes_like(args[0])) {
    return vm.type_error("decoding to str: need a bytes-like object, {} found",
                         class_of(args[0])->name->view());
  }
  constexpr std::string_view kSpecial = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f";
  TextBuilder out(vm);
  for (char c : is_text ? text_of(args[0]) : bytes_view(args[0])) {
    if (kSpecial.find(c) != kSpecial.npos) out.append('\\');
    out.append(c);
  }
  Object* made = is_text ? static_cast<Object*>(out.str()) : out.bytes();
  return made == nullptr ? Value::error() : Value::object(made);
}

Value re_purge(Vm& vm, const Args&) {
  regex_purge(vm);
  return Value::none();
}

constexpr NativeDef kFunctions[] = {
    {"compile(pattern, flags=0)", re_compile, "Return a Pattern."},
    {"match(pattern, string, flags=0)", re_run<RegexMode::kMatch>,
     "Match at the start of the string: a Match, or None."},
    {"fullmatch(pattern, string, flags=0)", re_run<RegexMode::kFullMatch>,
     "Match all of the string: a Match, or None."},
    {"search(pattern, string, flags=0)", re_run<RegexMode::kSearch>,
     "The first match in the string: a Match, or None."},
    {"findall(pattern, string, flags=0)", re_findall,
     "A list of all matches: texts, or tuples of the groups' texts."},
    {"finditer(pattern, string, flags=0)", re_finditer,
     "An iterator over the Match objects of all matches."},
    {"split(pattern, string, maxsplit=0, flags=0)", re_split,
     "Split the string by the matches."},
    {"sub(pattern, repl, string, count=0, flags=0)", re_sub<RegexCount::kLeftOut>,
     "The string with the matches replaced by a template, or by what a function "
     "returns."},
    {"subn(pattern, repl, string, count=0, flags=0)", re_sub<RegexCount::kGiven>,
     "As sub(), and how many were replaced: a tuple."},
    {"template(pattern, flags=0)", re_compile, "Return a Pattern."},
    {"escape(pattern)", re_escape, "A pattern that matches the text itself."},
    {"purge()", re_purge, "Forget the compiled patterns."},
};

struct FlagConstant {
  const char* name;
  const char* initial;
  uint32_t flag;
};

constexpr FlagConstant kFlags[] = {
    {"ASCII", "A", kRegexAscii},     {"IGNORECASE", "I", kRegexIgnoreCase},
    {"LOCALE", "L", kRegexLocale},   {"MULTILINE", "M", kRegexMultiLine},
    {"DOTALL", "S", kRegexDotAll},   {"UNICODE", "U", kRegexUnicode},
    {"VERBOSE", "X", kRegexVerbose}, {"TEMPLATE", "T", 1},
    {"DEBUG", nullptr, kRegexDebug}, {"NOFLAG", nullptr, 0},
};

void build(ModuleBuilder& module) {
  module.add("error", regex_error_class());
  module.add("Pattern", regex_pattern_class());
  module.add("Match", regex_match_class());
  module.add("RegexFlag", regex_flag_class());
  for (const FlagConstant& f : kFlags) {
    Value flag = regex_flag_constant(f.flag);
    module.add(f.name, flag);
    if (f.initial != nullptr) module.add(f.initial, flag);
  }
}

bool on_import(Vm& vm, Module*) {
  regex_get_ready(vm);
  return true;
}

}  // namespace

const ModuleDef& re_module() {
  static const ModuleDef def{"re", kFunctions, build,
                             "Regular expressions, as Python writes them.", on_import};
  return def;
}

}  // namespace scriptling
