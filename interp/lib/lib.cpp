#include "interp/lib/lib.h"

#include <vector>

namespace scriptling {

std::span<const ModuleDef* const> known_modules() {
  static const std::vector<const ModuleDef*> all{
      &builtins_module(),   &json_module(),         &math_module(),
      &re_module(),         &runtime_module(),      &runtime_http_module(),
      &runtime_kv_module(), &runtime_sync_module(), &sys_module(),
      &time_module(),
  };
  return all;
}

}  // namespace scriptling
