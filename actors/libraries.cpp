#include "actors/libraries.h"

#include <string_view>

#include "interp/lib/lib.h"

namespace scriptling {

void register_standard_libraries(ModuleRegistry& modules) {
  for (const ModuleDef* def : known_modules()) {
    if (!std::string_view(def->name).starts_with("scriptling.runtime")) modules.add(*def);
  }
}

void register_runtime_library(ModuleRegistry& modules) { modules.add(runtime_module()); }

void register_runtime_http_library(ModuleRegistry& modules) {
  modules.add(runtime_http_module());
}

void register_runtime_kv_library(ModuleRegistry& modules) {
  modules.add(runtime_kv_module());
}

void register_runtime_sync_library(ModuleRegistry& modules) {
  modules.add(runtime_sync_module());
}

void register_runtime_library_all(ModuleRegistry& modules) {
  register_runtime_library(modules);
  register_runtime_http_library(modules);
  register_runtime_kv_library(modules);
  register_runtime_sync_library(modules);
}

}  // namespace scriptling
