// Native modules: what a file in lib/ defines and a host registers.
//
//   constexpr NativeDef kFunctions[] = {{"sqrt(x, /)", math_sqrt, "..."}};
//   const ModuleDef& math_module() {
//     static const ModuleDef def{"math", kFunctions, [](ModuleBuilder& m) { m.add("pi",
//     ...); }}; return def;
//   }
//
// A module's dict is made once for the process and shared by all environments; the first
// environment that writes to it gets a copy. Whatever belongs to one environment lives in
// Vm::library_slot.
//
// Immutable; share freely.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "interp/native.h"
#include "interp/types.h"

namespace scriptling {

class ModuleBuilder {
 public:
  explicit ModuleBuilder(Dict* dict) : dict_(dict) {}
  void add(const char* name, Value v);  // Scalars, immortal objects.
  void add(const char* name, std::string_view text);
  void add(const char* name, Class* cls) { add(name, Value::object(cls)); }

 private:
  Dict* dict_;
};

struct ModuleDef {
  const char* name;  // Dotted: "scriptling.runtime.sync".
  std::span<const NativeDef> functions;
  void (*build)(ModuleBuilder& builder) = nullptr;  // Constants and classes. May be null.
  const char* doc = nullptr;
  // Runs at each import into an environment, on a dict of its own. May be null. False:
  // pending.
  bool (*on_import)(Vm& vm, Module* module) = nullptr;
};

// Which native modules an environment may import. Children of a registered parent are its
// attributes after import of the parent.
class ModuleRegistry {
 public:
  void add(const ModuleDef& def);
  void remove(std::string_view name);
  const ModuleDef* find(std::string_view name) const;
  // Known to the product but not registered here: for the error's words.
  static bool is_known(std::string_view name);
  std::vector<const ModuleDef*> children(std::string_view parent) const;
  std::vector<std::string> names() const;

 private:
  std::map<std::string, const ModuleDef*, std::less<>> modules_;
};

// The module's shared dict, made on first use. Any thread.
Dict* native_module_dict(const ModuleDef& def);
// Writes to a module's dict, copying a shared one first.
void module_set(Vm& vm, Module* module, Str* name, Value v);
Dict* module_own_dict(Vm& vm, Module* module);
// The builtins' dict (immortal).
Dict* builtins_dict();

}  // namespace scriptling
