#include "interp/left_behind.h"

#include <fmt/core.h>

#include <algorithm>

#include "interp/containers.h"
#include "interp/ops.h"
#include "interp/program.h"

namespace scriptling {

namespace {

constexpr char kKey = 0;

// Whether the script gives that name a value where it defines its functions.
bool is_data_of(const Proto* main, const Str* name) {
  return std::any_of(main->code.begin(), main->code.end(), [&](const Instruction& i) {
    bool is_stored = i.op == Op::kStoreGlobal || i.op == Op::kStoreName;
    return is_stored && main->cache_names[i.c] == name;
  });
}

}  // namespace

void note_left_behind(Vm& vm) { *vm.library_slot(&kKey) = Value::boolean(true); }

void explain_left_behind(Vm& vm, const Str* name) {
  const Unit* unit = vm.frame()->unit;
  bool is_copy = !vm.library_slot(&kKey)->is_undefined() &&
                 unit->module->def == nullptr && unit->module->name == names.main;
  if (!is_copy || !is_data_of(unit->proto->program->main(), name)) return;
  std::string text = fmt::format(
      "'{}' is data of the script, of which only functions, classes and imports come "
      "along here: keep it in a library, in runtime.sync or in runtime.kv",
      name->view());
  Value note = str_value(vm, text);
  Value notes = Value::object(make_list(vm.heap(), std::span(&note, 1)));
  set_attr(vm, vm.pending(), intern("__notes__"), notes);
}

}  // namespace scriptling
