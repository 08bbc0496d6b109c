// What the methods that dataclasses.py makes come down to.

#include "interp/lib/field_binding.h"
#include "interp/lib/lib.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

// The attributes of those names, as a tuple.
Value field_values(Vm& vm, const Args& args) {
  auto* wanted = as<Tuple>(args[1]);
  Tuple* values = make_tuple(vm.heap(), wanted->size);
  for (uint64_t n = 0; n < wanted->size; n++) {
    Value v = get_attr(vm, args[0], attr_name(vm, as<Str>(wanted->items[n])));
    if (v.is_error()) return v;
    values->items[n] = v;
  }
  return Value::object(values);
}

// Sets attributes; those of frozen instances beneath their __setattr__.
Value store_fields(Vm& vm, const Args& args) {
  auto* wanted = as<Tuple>(args[1]);
  auto* values = as<Tuple>(args[2]);
  bool frozen = args[3].is_true();
  for (uint64_t n = 0; n < wanted->size; n++) {
    if (wanted->items[n].is_none()) continue;
    Str* name = attr_name(vm, as<Str>(wanted->items[n]));
    bool ok = frozen ? generic_set_attr(vm, args[0], name, values->items[n])
                     : set_attr(vm, args[0], name, values->items[n]);
    if (!ok) return Value::error();
  }
  return Value::none();
}

constexpr NativeDef kFunctions[] = {
    kBindFields,
    {"_store(self, names, values, frozen, /)", store_fields},
    {"_values(self, names, /)", field_values},
};

}  // namespace

const ModuleDef& dataclasses_module() {
  static const ModuleDef def{"dataclasses", kFunctions, nullptr,
                             "Classes made of their annotated attributes."};
  return def;
}

}  // namespace scriptling
