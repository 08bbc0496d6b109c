// What copy.py cannot do by itself, or not as fast.

#include "interp/lib/lib.h"
#include "interp/protocol.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

// object.__dict__.update(state), but the storage stays as it is.
Value set_attributes(Vm& vm, const Args& args) {
  AttrStore* attrs = args[0].is_object() ? attrs_of(args[0].o) : nullptr;
  bool is_plain = is_kind(args[1], Kind::kDict) && attrs != nullptr &&
                  !(args[0].o->cls->class_flags & kHasSlots);
  if (!is_plain) {
    Value dict = get_attr(vm, args[0], names.dict);
    return dict.is_error() ? dict : invoke(vm, dict, "update", {args[1]});
  }
  uint32_t position = 0;
  for (TableEntry* e; table_next(as<Dict>(args[1])->table, &position, &e);) {
    if (!is_str(e->key)) continue;
    attr_store_set(vm, args[0].o, attrs, attr_name(vm, as<Str>(e->key)), e->value);
  }
  return Value::none();
}

constexpr NativeDef kFunctions[] = {
    {"_set_attributes(object, state, /)", set_attributes},
};

}  // namespace

const ModuleDef& copy_module() {
  static const ModuleDef def{"copy", kFunctions, nullptr,
                             "Copies of objects, shallow and deep."};
  return def;
}

}  // namespace scriptling
