#include "interp/left_behind.h"

#include <fmt/core.h>

#include "interp/containers.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

constexpr char kKey = 0;

}  // namespace

// A list of modules, each with the dict of its names behind it.
void keep_left_behind(Vm& vm, Module* module, const std::vector<std::string>& names) {
  if (vm.library_slot(&kKey)->is_undefined()) {
    Value all = Value::object(make_list(vm.heap()));
    *vm.library_slot(&kKey) = all;
  }
  Dict* known = make_dict(vm.heap(), names.size());
  for (const std::string& name : names) {
    dict_set(vm.heap(), known, make_str(vm.heap(), name), Value::none());
  }
  auto* all = as<List>(*vm.library_slot(&kKey));
  list_append(vm.heap(), all, Value::object(module));
  list_append(vm.heap(), all, Value::object(known));
}

void explain_left_behind(Vm& vm, const Module* module, const Str* name) {
  Value all = *vm.library_slot(&kKey);
  if (all.is_undefined()) return;
  auto* list = as<List>(all);
  for (uint64_t n = 0; n + 1 < list->size; n += 2) {
    if (list->items()[n].o != module) continue;
    if (dict_find(as<Dict>(list->items()[n + 1]), name->view()) == nullptr) continue;
    std::string text = fmt::format(
        "'{}' is data of the script, of which only functions, classes and imports come "
        "along here: keep it in a library, in runtime.sync or in runtime.kv",
        name->view());
    Value note = str_value(vm, text);
    Value notes = Value::object(make_list(vm.heap(), std::span(&note, 1)));
    set_attr(vm, vm.pending(), intern("__notes__"), notes);
    return;
  }
}

}  // namespace scriptling
