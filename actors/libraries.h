// What a host may let its scripts import. A module that was not registered raises
// ImportError, with a word about that.
//
//   Runtime runtime{config};
//   register_standard_libraries(runtime);
//   register_runtime_library_all(runtime);
//
// Before the first script runs; one thread at a time.
#pragma once

#include "actors/runtime.h"
#include "interp/module.h"

namespace scriptling {

// math, json, time, sys and so on: all but scriptling.runtime and what is below it.
void register_standard_libraries(ModuleRegistry& modules);

void register_runtime_library(ModuleRegistry& modules);       // scriptling.runtime
void register_runtime_http_library(ModuleRegistry& modules);  // scriptling.runtime.http
void register_runtime_kv_library(ModuleRegistry& modules);    // scriptling.runtime.kv
void register_runtime_sync_library(ModuleRegistry& modules);  // scriptling.runtime.sync
void register_runtime_library_all(ModuleRegistry& modules);   // These four.

inline void register_standard_libraries(Runtime& p) {
  register_standard_libraries(p.modules());
}
inline void register_runtime_library(Runtime& p) {
  register_runtime_library(p.modules());
}
inline void register_runtime_http_library(Runtime& p) {
  register_runtime_http_library(p.modules());
}
inline void register_runtime_kv_library(Runtime& p) {
  register_runtime_kv_library(p.modules());
}
inline void register_runtime_sync_library(Runtime& p) {
  register_runtime_sync_library(p.modules());
}
inline void register_runtime_library_all(Runtime& p) {
  register_runtime_library_all(p.modules());
}

}  // namespace scriptling
