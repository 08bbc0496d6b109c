// What abc.py cannot do by itself.

#include "interp/lib/lib.h"
#include "interp/types/arguments.h"
#include "interp/vm_internals.h"

namespace scriptling {

namespace {

Value match_like(Vm& vm, const Args& args) {
  if (!is_class(args[0]) || !is_class(args[1])) return vm.type_error("a class is wanted");
  auto* cls = as<Class>(args[0]);
  if (cls->has(kImmortal)) return Value::none();  // All environments share it.
  vm.heap().touch(cls);
  match_patterns_of(cls, as<Class>(args[1]));
  return Value::none();
}

constexpr NativeDef kFunctions[] = {
    {"_match_like(cls, model, /)", match_like},
};

}  // namespace

const ModuleDef& abc_module() {
  static const ModuleDef def{"abc", kFunctions, nullptr, "Abstract base classes."};
  return def;
}

}  // namespace scriptling
