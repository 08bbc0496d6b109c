#include "interp/module.h"

#include <mutex>
#include <unordered_map>

#include "interp/containers.h"
#include "interp/immortal.h"
#include "interp/lib/lib.h"
#include "interp/vm.h"

namespace scriptling {

void ModuleRegistry::add(const ModuleDef& def) { modules_[def.name] = &def; }

void ModuleRegistry::remove(std::string_view name) {
  if (auto it = modules_.find(name); it != modules_.end()) modules_.erase(it);
}

const ModuleDef* ModuleRegistry::find(std::string_view name) const {
  auto it = modules_.find(name);
  return it == modules_.end() ? nullptr : it->second;
}

bool ModuleRegistry::is_known(std::string_view name) {
  for (const ModuleDef* def : known_modules()) {
    if (def->name == name) return true;
  }
  return false;
}

std::vector<const ModuleDef*> ModuleRegistry::children(std::string_view parent) const {
  std::vector<const ModuleDef*> found;
  for (auto it = modules_.lower_bound(parent); it != modules_.end(); ++it) {
    std::string_view name = it->first;
    if (!name.starts_with(parent)) break;
    if (name.size() > parent.size() && name[parent.size()] == '.')
      found.push_back(it->second);
  }
  return found;
}

std::vector<std::string> ModuleRegistry::names() const {
  std::vector<std::string> out;
  for (auto& [name, def] : modules_) out.push_back(name);
  return out;
}

// -- Shared dicts -----------------------------------------------------------------------

void ModuleBuilder::add(const char* name, Value v) {
  ImmortalMaker().set(dict_, intern(name), v);
}

void ModuleBuilder::add(const char* name, std::string_view text) {
  add(name, Value::object(immortal_str(text)));
}

Dict* native_module_dict(const ModuleDef& def) {
  static std::mutex mutex;
  static std::unordered_map<const ModuleDef*, Dict*> made;
  init_core();
  std::lock_guard lock(mutex);
  Dict*& dict = made[&def];
  if (dict == nullptr) {
    ImmortalMaker maker;
    Dict* fresh = maker.dict();
    ModuleBuilder builder(fresh);
    builder.add("__name__", def.name);
    builder.add("__doc__",
                def.doc ? Value::object(immortal_str(def.doc)) : Value::none());
    for (const NativeDef& function : def.functions) {
      Native* native = make_native(function, nullptr);
      maker.set(fresh, native->name, Value::object(native));
    }
    if (def.build != nullptr) def.build(builder);
    dict = fresh;
  }
  return dict;
}

// Makes every module look its global names up again: what they remember of builtins was
// found in the dict that all environments share.
static void forget_builtins(Vm& vm) {
  uint32_t position = 0;
  for (TableEntry* e; table_next(vm.modules()->table, &position, &e);) {
    if (!is_kind(e->value, Kind::kModule)) continue;
    Dict* globals = as<Module>(e->value)->dict;
    if (globals->has(kImmortal)) continue;
    vm.heap().touch(globals);
    globals->version++;
  }
}

Dict* module_own_dict(Vm& vm, Module* module) {
  if (module->dict->has(kImmortal)) {
    vm.heap().touch(module);
    module->dict = dict_copy(vm.heap(), module->dict);
    if (module->def == &builtins_module()) forget_builtins(vm);
  }
  return module->dict;
}

void module_set(Vm& vm, Module* module, Str* name, Value v) {
  dict_set(vm.heap(), module_own_dict(vm, module), name, v);
}

Dict* builtins_dict() {
  static Dict* const dict = native_module_dict(builtins_module());
  return dict;
}

}  // namespace scriptling
