// The math module.

#include <cmath>
#include <limits>

#include "interp/lib/lib.h"
#include "interp/lib/math_module.h"

namespace scriptling {

namespace {

void build(ModuleBuilder& module) {
  module.add("pi", Value::real(M_PI));
  module.add("e", Value::real(M_E));
  module.add("tau", Value::real(2 * M_PI));
  module.add("inf", Value::real(std::numeric_limits<double>::infinity()));
  module.add("nan", Value::real(std::numeric_limits<double>::quiet_NaN()));
}

std::vector<NativeDef> all_functions() {
  std::vector<NativeDef> all;
  for (auto part :
       {math_float_functions(), math_integer_functions(), math_array_functions()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace

const ModuleDef& math_module() {
  static const std::vector<NativeDef> functions = all_functions();
  static const ModuleDef def{"math", functions, build,
                             "The mathematical functions of the C standard, and more."};
  return def;
}

}  // namespace scriptling
