#include "actors/library_names.h"

#include "interp/module.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

Value unwrapped(Value v) {
  bool is_wrapper = is_kind(v, Kind::kStaticMethod) || is_kind(v, Kind::kClassMethod);
  return is_wrapper ? as<Wrapper>(v)->function : v;
}

// Objects that are what they are by their identity, and no data.
bool may_be_a_mark(const Value& v) {
  if (!v.is_object() || v.o->has(kImmortal)) return false;
  switch (v.o->kind) {
    case Kind::kInstance:
    case Kind::kNativeObject:
    case Kind::kBoundMethod:
    case Kind::kNative:
    case Kind::kBoxed:
    case Kind::kException:
    case Kind::kFunction:
    case Kind::kClass: return true;
    case Kind::kStr:
    case Kind::kBytes:
    case Kind::kTuple: return !v.o->cls->has(kImmortal);
    default: return false;
  }
}

}  // namespace

Value find_path(const Module* module, std::string_view path) {
  const Dict* dict = module->dict;
  for (;;) {
    size_t dot = path.find('.');
    Value* found = dict_find(dict, path.substr(0, dot));
    if (found == nullptr) return Value::undefined();
    if (dot == std::string_view::npos) return unwrapped(*found);
    if (!is_class(*found)) return Value::undefined();
    dict = as<Class>(*found)->dict;
    path.remove_prefix(dot + 1);
  }
}

const Module* LibraryNames::home_of(const Class* cls) const {
  Value* name = dict_find(cls->dict, names.module);
  if (name == nullptr || !is_str(*name)) return nullptr;
  Value* found = dict_find(vm_.modules(), as<Str>(*name));
  return found != nullptr && is_kind(*found, Kind::kModule) ? as<Module>(*found)
                                                            : nullptr;
}

std::optional<PlaceInLibrary> LibraryNames::find_code(const Module* home,
                                                      std::string_view path,
                                                      const Object* o) const {
  if (home == nullptr || home->def == nullptr) return std::nullopt;
  Value found = find_path(home, path);
  if (!found.is_object() || found.o != o) return std::nullopt;
  return PlaceInLibrary{home->name, std::string(path)};
}

std::optional<PlaceInLibrary> LibraryNames::find(const Object* o) {
  if (o->has(kImmortal)) return std::nullopt;
  if (o->kind == Kind::kFunction) {
    auto* f = static_cast<const Function*>(o);
    if (f->unit->module->def == nullptr) return std::nullopt;
    auto place = find_code(f->unit->module, f->qualname->view(), o);
    if (place || f->closure != nullptr) return place;
  } else if (o->kind == Kind::kClass) {
    auto* cls = static_cast<const Class*>(o);
    const Module* home = home_of(cls);
    if (home == nullptr || home->def == nullptr) return std::nullopt;
    return find_code(home, cls->qualname->view(), o);
  } else {
    if (!may_be_a_mark(Value::object(const_cast<Object*>(o)))) return std::nullopt;
    const Module* home = o->cls->has(kImmortal) ? nullptr : home_of(o->cls);
    bool is_scripts =
        !o->cls->has(kImmortal) && (home == nullptr || home->def == nullptr);
    if (is_scripts) return std::nullopt;
  }
  if (!are_listed_) list_modules();
  auto found = listed_.find(o);
  return found == listed_.end() ? std::nullopt : std::optional(found->second);
}

void LibraryNames::list_modules() {
  are_listed_ = true;
  uint32_t at = 0;
  for (TableEntry* e; table_next(vm_.modules()->table, &at, &e);) {
    if (!is_kind(e->value, Kind::kModule)) continue;
    auto* module = as<Module>(e->value);
    if (module->def == nullptr || module->dict->has(kImmortal)) continue;
    uint32_t position = 0;
    uint64_t left = module->made;
    for (TableEntry* global; left > 0; left--) {
      if (!table_next(module->dict->table, &position, &global)) break;
      if (!is_str(global->key) || !may_be_a_mark(global->value)) continue;
      listed_.emplace(global->value.o,
                      PlaceInLibrary{module->name, std::string(text_of(global->key))});
      bool is_at_home =
          is_class(global->value) && home_of(as<Class>(global->value)) == module;
      if (is_at_home) list_class(module, as<Class>(global->value));
    }
  }
}

// Members of enumerations, constants such as timezone.utc. (Its functions have a name of
// their own.)
void LibraryNames::list_class(const Module* home, const Class* cls) {
  uint32_t position = 0;
  for (TableEntry* e; table_next(cls->dict->table, &position, &e);) {
    bool is_code = is_kind(e->value, Kind::kFunction) || is_class(e->value);
    if (!is_str(e->key) || is_code || !may_be_a_mark(e->value)) continue;
    std::string path(cls->qualname->view());
    path.append(".").append(text_of(e->key));
    listed_.emplace(e->value.o, PlaceInLibrary{home->name, std::move(path)});
  }
}

}  // namespace scriptling
