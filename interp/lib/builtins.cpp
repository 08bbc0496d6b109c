#include "interp/lib/builtins.h"

#include "interp/immortal.h"
#include "interp/lib/lib.h"

namespace scriptling {

namespace {

void build(ModuleBuilder& m) {
  for (auto functions : {builtin_number_functions(), builtin_iteration_functions(),
                         builtin_object_functions()}) {
    for (const NativeDef& function : functions) {
      Native* native = make_native(function, nullptr);
      m.add(std::string(native->name->view()).c_str(), Value::object(native));
    }
  }
  for (Class* cls :
       {types.object,    types.type,       types.int_,         types.bool_,
        types.float_,    types.complex,    types.str,          types.bytes,
        types.bytearray, types.memoryview, types.list,         types.tuple,
        types.dict,      types.set,        types.frozenset,    types.range,
        types.slice,     types.property,   types.staticmethod, types.classmethod,
        types.super,     types.enumerate,  types.zip,          types.map,
        types.filter,    types.reversed}) {
    m.add(std::string(cls->name->view()).c_str(), cls);
  }
#define CLASS(field, name, base) m.add(name, types.field);
  SCRIPTLING_EXCEPTIONS(CLASS)
#undef CLASS
  // Those that only scripts raise.
  for (const char* name :
       {"BytesWarning", "EncodingWarning", "ImportWarning", "PendingDeprecationWarning",
        "ResourceWarning", "UnicodeWarning"}) {
    m.add(name, make_class(name, types.warning, Kind::kException, {}));
  }
  m.add("UnicodeTranslateError",
        make_class("UnicodeTranslateError", types.unicode_error, Kind::kException, {}));
  m.add("EnvironmentError", types.os_error);
  m.add("IOError", types.os_error);
  m.add("NotImplemented", Value::not_implemented());
  m.add("Ellipsis", Value::ellipsis());
  m.add("__debug__", Value::boolean(true));
}

}  // namespace

const ModuleDef& builtins_module() {
  static const ModuleDef def{
      "builtins", {}, build, "Built-in functions, types, exceptions, and other objects."};
  return def;
}

}  // namespace scriptling
