// The import system: what is imported already, then native modules, then the host's
// files.

#include "interp/exception_fields.h"
#include "interp/lib/library_source.h"
#include "interp/module.h"
#include "interp/vm_internals.h"

namespace scriptling {

namespace {

std::string_view parent_of(std::string_view name) {
  size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
}

std::string_view last_of(std::string_view name) {
  size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

Value import_error(Vm& vm, Class* cls, std::string_view name, const std::string& text) {
  vm.raise_text(cls, text);
  set_attr(vm, vm.pending(), names.name_attr, str_value(vm, name));
  return Value::error();
}

// What does here what these modules do in Python.
constexpr std::pair<std::string_view, std::string_view> kInstead[] = {
    {"threading", "scriptling.runtime (run, background, sync)"},
    {"multiprocessing", "scriptling.runtime (run, background, sync)"},
    {"asyncio", "scriptling.runtime (run, background, sync)"},
    {"concurrent", "scriptling.runtime (run, gather, race)"},
    {"queue", "scriptling.runtime.sync.Queue"},
    {"sched", "scriptling.runtime.supervise(every=...)"},
};

Value not_found(Vm& vm, std::string_view name) {
  for (auto [module, instead] : kInstead) {
    if (name != module) continue;
    return import_error(
        vm, types.import_error, name,
        fmt::format("no module '{}' here: use {} instead", name, instead));
  }
  if (ModuleRegistry::is_known(name)) {
    return import_error(
        vm, types.import_error, name,
        fmt::format("module '{}' exists but is not registered with this host", name));
  }
  std::string text = fmt::format("No module named '{}'", name);
  std::string_view parent = parent_of(name);
  if (!parent.empty()) {
    if (Value* v = dict_find(vm.modules(), parent);
        v != nullptr && is_kind(*v, Kind::kModule) &&
        dict_find(as<Module>(*v)->dict, names.path) == nullptr) {
      text += fmt::format("; '{}' is not a package", parent);
    }
  }
  return import_error(vm, types.module_not_found_error, name, text);
}

bool has_registered_children(const ModuleRegistry& registry, std::string_view name) {
  return !registry.children(name).empty();
}

Module* add_native(Vm& vm, Str* name, const ModuleDef* def) {
  Dict* dict = def ? native_module_dict(*def) : make_dict(vm.heap());
  Module* module = vm.make_module(name, dict);
  module->def = def;
  dict_set(vm.heap(), vm.modules(), name, Value::object(module));
  return module;
}

void set_source_attributes(Vm& vm, Module* module, std::string_view name,
                           const FoundModule& found) {
  Heap& heap = vm.heap();
  Dict* dict = module->dict;
  std::string_view package = parent_of(name);
  if (found.kind != FoundModule::Kind::kProgram) {
    package = name;
    Value path = str_value(vm, found.path);
    dict_set(heap, dict, names.path, Value::object(make_list(heap, std::span(&path, 1))));
  }
  dict_set(heap, dict, names.package, str_value(vm, package));
  if (!found.file.empty()) dict_set(heap, dict, names.file, str_value(vm, found.file));
  if (found.program != nullptr && found.program->module_doc != nullptr) {
    dict_set(heap, dict, names.doc, Value::object(found.program->module_doc));
  }
}

// The part of a module that is written in Python runs on top of the native one.
void set_library_attributes(Vm& vm, Module* module, const Program& program) {
  Dict* dict = module_own_dict(vm, module);
  dict_set(vm.heap(), dict, names.package,
           str_value(vm, parent_of(module->name->view())));
  if (program.module_doc != nullptr) {
    dict_set(vm.heap(), dict, names.doc, Value::object(program.module_doc));
  }
}

}  // namespace

Value Vm::run_module_body(Module* module, std::shared_ptr<const Program> program) {
  Unit* unit = make_unit(program->main(), module);
  keep(std::move(program));
  Frame* frame = push_frame(unit, nullptr);
  if (frame == nullptr) return Value::error();
  frame->flags = kModuleFrame;
  return run_frame(frame);
}

Value Vm::import_module(std::string_view name) {
  if (!check_native_depth()) return Value::error();
  if (Value* found = dict_find(modules_, name)) {
    if (!found->is_none()) return *found;
    return import_error(*this, types.module_not_found_error, name,
                        fmt::format("import of {} halted; None in sys.modules", name));
  }
  std::string full(name);
  std::string_view parent = parent_of(full);
  Value parent_module;
  if (!parent.empty()) {
    parent_module = import_module(parent);
    if (parent_module.is_error()) return parent_module;
    // Importing the parent may have imported this one.
    if (Value* found = dict_find(modules_, full)) return *found;
  }
  Str* key = find_interned(full);
  if (key == nullptr) key = make_str(heap_, full);
  Module* module = nullptr;
  const ModuleDef* def = registry_->find(full);
  if (def != nullptr || has_registered_children(*registry_, full)) {
    module = add_native(*this, key, def);
    bool ready =
        def == nullptr || def->on_import == nullptr || def->on_import(*this, module);
    if (std::shared_ptr<const Program> rest = library_program(full);
        ready && def && rest) {
      set_library_attributes(*this, module, *rest);
      ready = !run_module_body(module, std::move(rest)).is_error();
    }
    if (!ready) {
      dict_erase(heap_, modules_, key);
      return Value::error();
    }
    module->made = module->dict->live;
    return Value::object(module);  // Its parent finds it by import_child.
  }
  FoundModule found = host_.find_module(*this, full);
  if (found.kind == FoundModule::Kind::kMissing) return not_found(*this, full);
  if (found.kind == FoundModule::Kind::kFailed) {
    return found.diagnostic ? raise_diagnostic(*this, *found.diagnostic, *found.source)
                            : raise_text(types.import_error, found.error);
  }
  module = make_module(key, make_dict(heap_));
  set_source_attributes(*this, module, full, found);
  dict_set(heap_, modules_, key, Value::object(module));
  if (found.program != nullptr) {
    Value done = run_module_body(module, found.program);
    if (done.is_error()) {
      dict_erase(heap_, modules_, key);
      return done;
    }
  }
  if (is_kind(parent_module, Kind::kModule)) {
    module_set(*this, as<Module>(parent_module),
               attr_name(*this, make_str(heap_, last_of(full))), Value::object(module));
  }
  // The body may have replaced itself.
  Value* final = dict_find(modules_, full);
  return final ? *final : Value::object(module);
}

Value import_child(Vm& vm, Module* module, Str* name) {
  std::string full = fmt::format("{}.{}", module->name->view(), name->view());
  if (Value* found = dict_find(vm.modules(), full)) return *found;
  if (vm.registry().find(full) == nullptr &&
      !has_registered_children(vm.registry(), full)) {
    return Value::undefined();
  }
  return vm.import_module(full);
}

Value import_name(Vm& vm, Module* importer, Str* name, int64_t level, Value from) {
  std::string full(name->view());
  if (level > 0) {
    Value* package = dict_find(importer->dict, names.package);
    std::string base = package && is_str(*package) ? std::string(text_of(*package)) : "";
    if (base.empty()) {
      return vm.raise(types.import_error,
                      "attempted relative import with no known parent package");
    }
    for (int64_t n = 1; n < level; n++) {
      if (base.find('.') == std::string::npos) {
        return vm.raise(types.import_error,
                        "attempted relative import beyond top-level package");
      }
      base = std::string(parent_of(base));
    }
    full = full.empty() ? base : base + "." + full;
  }
  Value module = vm.import_module(full);
  if (module.is_error()) return module;
  if (!from.is_none() || level > 0) {
    // `from package import name` may mean modules that nobody has imported yet.
    if (is_kind(from, Kind::kTuple) && is_kind(module, Kind::kModule) &&
        dict_find(as<Module>(module)->dict, names.path) != nullptr) {
      auto* wanted = as<Tuple>(from);
      for (uint64_t n = 0; n < wanted->size; n++) {
        std::string_view item = text_of(wanted->items[n]);
        if (item == "*" || dict_find(as<Module>(module)->dict, item) != nullptr) continue;
        Value child = vm.import_module(full + "." + std::string(item));
        if (child.is_error()) {
          if (!vm.pending_is(types.module_not_found_error)) return child;
          vm.clear_pending();  // import_from says it better.
        }
      }
    }
    return module;
  }
  size_t dot = full.find('.');
  return dot == std::string::npos ? module : vm.import_module(full.substr(0, dot));
}

Value import_from(Vm& vm, Value module, Str* name) {
  Value v = find_attr(vm, module, name);
  if (!v.is_undefined()) return v;
  if (is_kind(module, Kind::kModule)) {
    auto* m = as<Module>(module);
    Value child = import_child(vm, m, name);
    if (!child.is_undefined()) return child;
    // A cycle: the submodule is being imported right now.
    if (Value* found = dict_find(vm.modules(),
                                 fmt::format("{}.{}", m->name->view(), name->view()))) {
      return *found;
    }
    Value* file = dict_find(m->dict, names.file);
    import_error(
        vm, types.import_error, m->name->view(),
        fmt::format("cannot import name '{}' from '{}' ({})", name->view(),
                    m->name->view(),
                    file && is_str(*file) ? text_of(*file) : "unknown location"));
    set_exception_field(vm, as<Exception>(vm.pending()), "name_from",
                        Value::object(name));
    return Value::error();
  }
  return vm.raise(types.import_error, "cannot import name '{}'", name->view());
}

bool import_star(Vm& vm, Value module, Module* into, Dict* class_dict) {
  if (!is_kind(module, Kind::kModule)) return true;
  auto* from = as<Module>(module);
  auto put = [&](Str* name, Value v) {
    name = attr_name(vm, name);
    if (class_dict != nullptr) {
      dict_set(vm.heap(), class_dict, name, v);
    } else {
      module_set(vm, into, name, v);
    }
  };
  if (Value* all = dict_find(from->dict, names.all)) {
    return for_each(vm, *all, [&](Value name) {
      if (!is_str(name)) {
        vm.type_error("Item in {}.__all__ must be str, not {}", from->name->view(),
                      class_name(name));
        return false;
      }
      Value v = get_attr(vm, module, attr_name(vm, as<Str>(name)));
      if (v.is_error()) return false;
      put(as<Str>(name), v);
      return true;
    });
  }
  uint32_t position = 0;
  for (TableEntry* e; table_next(from->dict->table, &position, &e);) {
    if (is_str(e->key) && !text_of(e->key).starts_with('_'))
      put(as<Str>(e->key), e->value);
  }
  return true;
}

}  // namespace scriptling
