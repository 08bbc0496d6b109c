// Taking a snapshot: functions, the globals they refer to, and classes.
#include "actors/freezer.h"
#include "interp/class_parts.h"
#include "interp/lib/library_source.h"
#include "interp/module.h"
#include "interp/ops.h"

namespace scriptling {

void Freezer::function(Index index, Function* f) {
  Index unit = unit_of(f->unit);
  Snapshot::Name name = name_of(f->name), qualified = name_of(f->qualname);
  node(index).of = unit;
  node(index).name = name;
  node(index).qualified = qualified;
  if (f->closure != nullptr) name_cells(f);
  optional_part(index, f->closure, "closure");
  optional_part(index, f->defaults, "default");
  optional_part(index, f->kwdefaults, "default");
  optional_part(index, f->annotations, "annotation");
  optional_part(index, f->attrs, "attribute");
  part(index, f->doc, "docstring");
}

void Freezer::name_cells(Function* f) {
  const auto& free_names = f->unit->proto->free_names;
  for (uint64_t n = 0; n < f->closure->size; n++) {
    Value cell = f->closure->items[n];
    if (!is_kind(cell, Kind::kCell) || seen_.contains(cell.o)) continue;
    Index at = add(Type::kCell);
    seen_.emplace(cell.o, at);
    std::string_view name = n < free_names.size() ? free_names[n]->view() : "closure";
    part(at, as<Cell>(cell)->value, name);
  }
}

std::shared_ptr<const Program> Freezer::program_of(const Unit* unit) const {
  for (const auto& program : programs_) {
    if (program.get() == unit->proto->program) return program;
  }
  if (unit->module->def == nullptr) return nullptr;
  auto program = library_program(unit->module->def->name);
  return program.get() == unit->proto->program ? program : nullptr;
}

Freezer::Index Freezer::unit_of(const Unit* unit) {
  auto found = units_.find(unit->proto);
  if (found != units_.end()) return found->second;
  Index index = add(Type::kUnit);
  units_.emplace(unit->proto, index);
  node(index).proto = unit->proto;
  keep_program(unit);
  bool is_library = unit->module->def != nullptr;
  Index globals = is_library ? index_of(Value::object(unit->module), "module")
                             : namespace_of(unit->module);
  node(index).of = globals;
  if (globals_ == Snapshot::Globals::kCodeOnly && !is_library)
    add_imported(globals, unit->globals, unit->proto->program->main());
  if (globals_ == Snapshot::Globals::kReferred && !is_library)
    refer(globals, unit->globals, unit->proto);
  return index;
}

void Freezer::keep_program(const Unit* unit) {
  for (const auto& kept : out_.programs_) {
    if (kept.get() == unit->proto->program) return;
  }
  out_.programs_.push_back(program_of(unit));
}

void Freezer::refer(Index globals, const Dict* dict, const Proto* proto) {
  for (const Instruction& i : proto->code) {
    if (i.op == Op::kLoadGlobal || i.op == Op::kLoadName) {
      add_global(globals, dict, proto->cache_names[i.c]);
    }
  }
  for (const Proto* child : proto->children) refer(globals, dict, child);
}

void Freezer::add_imported(Index globals, const Dict* dict, const Proto* main) {
  if (!mains_.insert(main).second) return;
  const auto& code = main->code;
  for (size_t n = 1; n < code.size(); n++) {
    bool is_stored = code[n].op == Op::kStoreGlobal || code[n].op == Op::kStoreName;
    if (is_stored && code[n - 1].op == Op::kImportFrom && code[n].a == code[n - 1].a)
      add_global(globals, dict, main->cache_names[code[n].c]);
  }
}

void Freezer::add_global(Index globals, const Dict* dict, Str* name) {
  if (!known_globals_[dict].insert(name).second) return;
  if (Value* v = dict_find(dict, name)) named(globals, name, *v);
}

bool Freezer::is_code(const Value& v) const {
  if (!v.is_object()) return false;
  for (Kind kind : {Kind::kFunction, Kind::kClass, Kind::kModule, Kind::kNative,
                    Kind::kBoundMethod}) {
    if (v.o->kind == kind) return true;
  }
  return !vm_.lookup(class_of(v), names.call).is_undefined();
}

Freezer::Index Freezer::namespace_of(Module* m) {
  auto found = namespaces_.find(m->dict);
  if (found != namespaces_.end()) return found->second;
  Index index = add(Type::kNamespace);
  namespaces_.emplace(m->dict, index);
  seen_.insert_or_assign(m, index);
  Snapshot::Name name = name_of(m->name);
  node(index).name = name;
  for (Str* about : {names.package, names.path}) add_global(index, m->dict, about);
  if (globals_ == Snapshot::Globals::kCodeOnly) {
    uint32_t position = 0;
    for (TableEntry* e; table_next(m->dict->table, &position, &e);) {
      if (!is_str(e->key)) continue;
      if (is_code(e->value)) {
        add_global(index, m->dict, as<Str>(e->key));
      } else {
        node(index).number = 1;  // Some data is left behind.
      }
    }
  }
  return index;
}

void Freezer::module(Index index, const Module* m) {
  Snapshot::Name name = name_of(m->name);
  node(index).name = name;
  if (m->def != nullptr) return;
  std::string below = std::string(m->name->view()) + ".";
  uint32_t position = 0;
  for (TableEntry* e; table_next(vm_.modules()->table, &position, &e);) {
    if (!is_str(e->key) || !text_of(e->key).starts_with(below)) continue;
    Snapshot::Name child = name_of(as<Str>(e->key));
    node(index).named.emplace_back(child, kNone);
  }
}

void Freezer::user_class(Index index, Class* cls) {
  of(index, Value::object(cls->cls), "metaclass");
  Snapshot::Name name = name_of(cls->name), qualified = name_of(cls->qualname);
  node(index).name = name;
  node(index).qualified = qualified;
  node(index).immortal = Value::object(cls->layout);
  node(index).number = uint64_t{cls->slot_hint} << 32 | cls->class_flags;
  node(index).self = static_cast<Index>(cls->bases->size);
  for (const Tuple* classes : {cls->bases, cls->mro}) {
    for (uint64_t n = 0; n < classes->size; n++) part(index, classes->items[n], "base");
  }
  uint32_t position = 0;
  for (TableEntry* e; table_next(cls->dict->table, &position, &e);) {
    if (is_str(e->key)) named(index, as<Str>(e->key), e->value);
  }
}

void Freezer::member(Index index, Object* o) {
  of(index, Value::object(member_owner(Value::object(o))), "class");
  Snapshot::Name name = name_of(member_key(Value::object(o)));
  node(index).name = name;
}

}  // namespace scriptling
