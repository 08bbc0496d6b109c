// Tuples with named fields, as time.struct_time and sys.version_info are.
//
//   constexpr NativeDef kFields[] = {struct_field<0>("major(self)", "..."), ...};
//
// A tuple may hold more items than its size says, fields that have a name but no index:
// the collector does not look at those, so they must be scalars or immortal.
//
// One thread at a time.
#pragma once

#include <span>
#include <string>

#include "interp/ops.h"

namespace scriptling {

template <size_t index>
Value struct_field_value(Vm&, const Args& args) {
  return as<Tuple>(args[0])->items[index];
}

template <size_t index>
constexpr NativeDef struct_field(const char* signature, const char* doc = nullptr) {
  return {signature, struct_field_value<index>, doc, NativeBinding::kGetter};
}

// "time.struct_time(tm_year=1970, ...)". Null: pending.
inline Str* struct_repr(Vm& vm, const char* name, std::span<const char* const> fields,
                        const Tuple* tuple) {
  std::string text = std::string(name) + "(";
  for (size_t n = 0; n < fields.size(); n++) {
    Str* item = repr(vm, tuple->items[n]);
    if (item == nullptr) return nullptr;
    if (n > 0) text += ", ";
    text += std::string(fields[n]) + "=" + std::string(item->view());
  }
  return make_str(vm.heap(), text + ")");
}

}  // namespace scriptling
