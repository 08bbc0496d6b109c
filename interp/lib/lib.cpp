#include "interp/lib/lib.h"

#include <algorithm>
#include <deque>
#include <vector>

#include "interp/lib/library_source.h"

namespace scriptling {

namespace {

std::vector<const ModuleDef*> all_modules() {
  std::vector<const ModuleDef*> all{
      &builtins_module(),   &abc_module(),       &base64_module(),
      &bisect_module(),     &cmath_module(),     &collections_module(),
      &copy_module(),       &csv_module(),       &dataclasses_module(),
      &datetime_module(),   &functools_module(), &hashlib_module(),
      &heapq_module(),      &io_module(),        &itertools_module(),
      &json_module(),       &math_module(),      &operator_module(),
      &random_module(),     &re_module(),        &runtime_http_module(),
      &runtime_kv_module(), &runtime_module(),   &runtime_sync_module(),
      &sys_module(),        &time_module(),
  };
  // Those that are written in Python altogether.
  static std::deque<ModuleDef> others;
  for (const LibrarySource& source : library_sources()) {
    auto same = [&](const ModuleDef* def) { return def->name == source.name; };
    if (std::ranges::any_of(all, same)) continue;
    all.push_back(&others.emplace_back(ModuleDef{source.name.data(), {}}));
  }
  return all;
}

}  // namespace

std::span<const ModuleDef* const> known_modules() {
  static const std::vector<const ModuleDef*> all = all_modules();
  return all;
}

}  // namespace scriptling
