// Taking a snapshot: every object that can be reached becomes a node, once.
#include <fmt/core.h>

#include <deque>
#include <unordered_map>
#include <unordered_set>

#include "actors/snapshot.h"
#include "actors/stub.h"
#include "interp/lib/library_source.h"
#include "interp/lib/re.h"
#include "interp/module.h"
#include "interp/ops.h"
#include "interp/protocol.h"
#include "interp/types/big_range.h"

namespace scriptling {

// Works from the outside in; what was seen but not looked into yet stands in `todo_`.
// Nothing is allocated on the Vm's heap meanwhile.
class Freezer {
 public:
  using Index = Snapshot::Index;
  using Node = Snapshot::Node;
  using Type = Snapshot::Type;

  Freezer(Vm& vm, Snapshot& out, Snapshot::Globals globals, uint64_t limit,
          HandleKeeper& keeper,
          const std::vector<std::shared_ptr<const Program>>& programs)
      : vm_(vm),
        out_(out),
        globals_(globals),
        limit_(limit),
        keeper_(keeper),
        programs_(programs) {}

  // False: an exception is pending.
  bool freeze(Value function) {
    index_of(function, "function");
    while (!todo_.empty()) {
      auto [index, object] = todo_.front();
      todo_.pop_front();
      look_into(index, object);
    }
    if (bytes_ <= limit_) return true;
    vm_.value_error(
        "what the function refers to is larger than a message may be ({} bytes)", limit_);
    return false;
  }

 private:
  Index add(Type type) {
    out_.nodes_.emplace_back();
    out_.nodes_.back().type = type;
    bytes_ += 32;
    return static_cast<Index>(out_.nodes_.size() - 1);
  }
  Node& node(Index index) { return out_.nodes_[index]; }

  // `name` is what the script calls it, for stubs.
  Index index_of(Value v, std::string_view name) {
    if (!v.is_object()) return scalar(v);
    auto found = seen_.find(v.o);
    if (found != seen_.end()) return found->second;
    Index index = kNone;
    Type type = is_of_library(v.o) ? Type::kLibrary : type_of(v.o);
    if (type == Type::kLibrary) {
      index = add(type);
      node(index).name = Snapshot::Name::of(module_of(v.o)->name);
      node(index).qualified = Snapshot::Name::of(name_of(v.o));
    } else if (type == Type::kDatum) {
      index = add_datum(v);
    } else if (type == Type::kImmortal) {
      index = add(type);
      node(index).immortal = v;
    } else if (type == Type::kStub) {
      index = add(type);
      node(index).name.text = name;
      node(index).qualified.text = class_behind(v);
    } else if (type == Type::kNamespace) {
      index = namespace_of(as<Module>(v)->dict, as<Module>(v)->name);
    } else {
      index = add(type);
      todo_.emplace_back(index, v.o);
    }
    seen_.emplace(v.o, index);
    return index;
  }

  // -- What a library module made when it was imported ----------------------------------

  static const Str* name_of(const Object* o) {
    return o->kind == Kind::kClass ? static_cast<const Class*>(o)->name
                                   : static_cast<const Function*>(o)->name;
  }

  // The library module that a function or class comes from; null: it is a script's.
  const Module* module_of(const Object* o) const {
    const Module* module = nullptr;
    if (o->kind == Kind::kFunction) {
      module = static_cast<const Function*>(o)->unit->module;
    } else if (o->kind == Kind::kClass && !o->has(kImmortal)) {
      Value* name = dict_find(static_cast<const Class*>(o)->dict, names.module);
      Value* found = name == nullptr || !is_str(*name)
                         ? nullptr
                         : dict_find(vm_.modules(), as<Str>(*name));
      if (found != nullptr && is_kind(*found, Kind::kModule)) module = as<Module>(*found);
    }
    return module == nullptr || module->def == nullptr ? nullptr : module;
  }

  // The same thing is there in every environment under its name.
  bool is_of_library(const Object* o) const {
    const Module* module = module_of(o);
    if (module == nullptr) return false;
    Value* found = dict_find(module->dict, name_of(o));
    return found != nullptr && found->is_object() && found->o == o;
  }

  Index scalar(Value v) {
    if (v.is_none() || v.is_bool() || v.is_int() || v.is_float()) return add_datum(v);
    Index index =
        add(Type::kImmortal);  // Ellipsis, NotImplemented, an empty cell's content.
    node(index).immortal = v;
    return index;
  }

  Index add_datum(Value v) {
    Result<Datum> datum = try_to_datum(v, {"value", UINT64_MAX}, keeper_);
    Index index = add(Type::kDatum);
    bytes_ += datum->size_in_bytes();
    node(index).datum = std::move(*datum);
    return index;
  }

  Type type_of(const Object* o) const {
    switch (o->kind) {
      case Kind::kStr: return o->cls == types.str ? Type::kDatum : Type::kStub;
      case Kind::kBytes: return o->cls == types.bytes ? Type::kDatum : Type::kStub;
      case Kind::kByteArray:
        return o->cls == types.bytearray ? Type::kDatum : Type::kStub;
      case Kind::kBigInt:
      case Kind::kHandle: return Type::kDatum;
      case Kind::kList: return o->cls == types.list ? Type::kList : Type::kInstance;
      case Kind::kTuple: return o->cls == types.tuple ? Type::kTuple : Type::kStub;
      case Kind::kDict:
        if (o->cls->slots != nullptr)
          return Type::kStub;  // It holds more than its items.
        return o->cls == types.dict ? Type::kDict : Type::kInstance;
      case Kind::kSet: return o->cls == types.set ? Type::kSet : Type::kInstance;
      case Kind::kFrozenSet:
        return o->cls == types.frozenset ? Type::kFrozenSet : Type::kStub;
      case Kind::kSlice: return Type::kSlice;
      case Kind::kRange: return Type::kRange;
      case Kind::kComplex: return o->cls == types.complex ? Type::kComplex : Type::kStub;
      case Kind::kFunction: {
        auto* function = static_cast<const Function*>(o);
        return program_of(function->unit) ? Type::kFunction : Type::kStub;
      }
      case Kind::kNative: return o->has(kImmortal) ? Type::kImmortal : Type::kNative;
      case Kind::kClass: return o->has(kImmortal) ? Type::kImmortal : Type::kClass;
      case Kind::kProperty: return o->has(kImmortal) ? Type::kImmortal : Type::kProperty;
      case Kind::kStaticMethod: return Type::kStaticMethod;
      case Kind::kClassMethod: return Type::kClassMethod;
      case Kind::kBoundMethod: return Type::kBoundMethod;
      case Kind::kCell: return Type::kCell;
      case Kind::kInstance: return Type::kInstance;
      case Kind::kException: return Type::kException;
      case Kind::kBoxed: return Type::kBoxed;
      case Kind::kNativeObject: {
        if (is_regex_pattern(Value::object(o))) return Type::kRegex;
        const TypeSlots* slots = o->cls->slots;
        bool known = slots != nullptr && slots->values > 0 && slots->trace == nullptr;
        return known ? Type::kNativeObject : Type::kStub;
      }
      case Kind::kModule:
        return static_cast<const Module*>(o)->name->view() == "__main__"
                   ? Type::kNamespace
                   : Type::kModule;
      default: return Type::kStub;
    }
  }

  void look_into(Index index, Object* o) {
    switch (node(index).type) {
      case Type::kList:
      case Type::kTuple:
      case Type::kDict:
      case Type::kSet:
      case Type::kFrozenSet: container(index, o); break;
      case Type::kSlice: {
        auto* slice = static_cast<Slice*>(o);
        for (Value v : {slice->start, slice->stop, slice->step}) part(index, v, "slice");
        break;
      }
      case Type::kComplex: {
        auto* z = static_cast<Complex*>(o);
        for (double d : {z->real, z->imag}) part(index, Value::real(d), "complex");
        break;
      }
      case Type::kRange: {
        auto* range = static_cast<Range*>(o);
        for (Value v : {range_first(range), range_end(range), range_stride(range)}) {
          part(index, v, "range");
        }
        break;
      }
      case Type::kRegex: {
        Value pattern = Value::object(o);
        part(index, regex_source(pattern), "pattern");
        part(index, Value::integer(regex_flags(pattern)), "flags");
        break;
      }
      case Type::kFunction: function(index, static_cast<Function*>(o)); break;
      case Type::kClass: user_class(index, static_cast<Class*>(o)); break;
      case Type::kInstance: instance(index, o); break;
      case Type::kException: exception(index, static_cast<Exception*>(o)); break;
      case Type::kBoxed: instance(index, o); break;
      case Type::kModule: module(index, static_cast<Module*>(o)); break;
      case Type::kNativeObject: native_object(index, o); break;
      case Type::kCell: part(index, static_cast<Cell*>(o)->value, "closure"); break;
      case Type::kBoundMethod: {
        auto* method = static_cast<BoundMethod*>(o);
        bind(index, method->function, method->self);
        break;
      }
      case Type::kNative: {
        auto* native = static_cast<Native*>(o);
        node(index).name = Snapshot::Name::of(native->name);
        bind(index, native_base(native), native->self);
        break;
      }
      case Type::kStaticMethod:
      case Type::kClassMethod:
        part(index, static_cast<Wrapper*>(o)->function, "method");
        break;
      case Type::kProperty: {
        auto* p = static_cast<Property*>(o);
        for (Value v : {p->getter, p->setter, p->deleter, p->doc})
          part(index, v, "property");
        break;
      }
      default: break;
    }
  }

  // Adding a node may move the others, so the index comes first.
  void part(Index index, Value v, std::string_view name) {
    Index at = index_of(v, name);
    node(index).parts.push_back(at);
  }

  void bind(Index index, Value function, Value self) {
    Index of = index_of(function, "method");
    Index to = index_of(self, "self");
    node(index).of = of;
    node(index).self = to;
  }

  void container(Index index, Object* o) {
    if (o->kind == Kind::kList) {
      auto* list = static_cast<List*>(o);
      for (uint64_t n = 0; n < list->size; n++) part(index, list->items()[n], "item");
    } else if (o->kind == Kind::kTuple) {
      auto* tuple = static_cast<Tuple*>(o);
      for (uint64_t n = 0; n < tuple->size; n++) part(index, tuple->items[n], "item");
    } else if (o->kind == Kind::kDict) {
      table(index, static_cast<Dict*>(o)->table, true);
    } else {
      table(index, static_cast<Set*>(o)->table, false);
    }
  }

  void table(Index index, const Table* table, bool has_values) {
    uint32_t position = 0;
    for (TableEntry* e; table_next(table, &position, &e);) {
      part(index, e->key, "key");
      if (has_values) part(index, e->value, is_str(e->key) ? text_of(e->key) : "value");
    }
  }

  void function(Index index, Function* f) {
    Index unit = unit_of(f->unit);
    node(index).of = unit;
    node(index).name = Snapshot::Name::of(f->name);
    node(index).qualified = Snapshot::Name::of(f->qualname);
    if (f->closure != nullptr) {
      const auto& free_names = f->unit->proto->free_names;
      for (uint64_t n = 0; n < f->closure->size; n++) {
        Value cell = f->closure->items[n];
        // The name of a stub in a cell is that of the variable.
        if (is_kind(cell, Kind::kCell) && !seen_.contains(cell.o)) {
          Index at = add(Type::kCell);
          seen_.emplace(cell.o, at);
          std::string_view name =
              n < free_names.size() ? free_names[n]->view() : "closure";
          part(at, as<Cell>(cell)->value, name);
        }
        part(index, cell, "closure");
      }
    }
    if (f->defaults != nullptr) {
      for (uint64_t n = 0; n < f->defaults->size; n++) {
        Index at = index_of(f->defaults->items[n], "default");
        node(index).defaults.push_back(at);
      }
    }
    if (f->kwdefaults != nullptr) named(index, &Node::keyword_defaults, f->kwdefaults);
    if (f->attrs != nullptr) named(index, &Node::named, f->attrs);
  }

  void named(Index index, Snapshot::Named Node::*list, const Dict* dict) {
    uint32_t position = 0;
    for (TableEntry* e; table_next(dict->table, &position, &e);) {
      if (!is_str(e->key)) continue;
      Index at = index_of(e->value, text_of(e->key));
      (node(index).*list).emplace_back(Snapshot::Name::of(as<Str>(e->key)), at);
    }
  }

  // -- Code and globals -----------------------------------------------------------------

  std::shared_ptr<const Program> program_of(const Unit* unit) const {
    for (const auto& program : programs_) {
      if (program.get() == unit->proto->program) return program;
    }
    if (unit->module->def == nullptr) return nullptr;
    auto program = library_program(unit->module->def->name);
    return program.get() == unit->proto->program ? program : nullptr;
  }

  Index unit_of(const Unit* unit) {
    auto found = units_.find(unit->proto);
    if (found != units_.end()) return found->second;
    Index index = add(Type::kUnit);
    units_.emplace(unit->proto, index);
    node(index).proto = unit->proto;
    keep_program(unit);
    bool is_library = unit->module->def != nullptr;
    Index globals = is_library ? index_of(Value::object(unit->module), "module")
                               : namespace_of(unit->globals, unit->module->name);
    node(index).of = globals;
    if (globals_ == Snapshot::Globals::kReferred && !is_library)
      refer(globals, unit->globals, unit->proto);
    return index;
  }

  void keep_program(const Unit* unit) {
    for (const auto& kept : out_.programs_) {
      if (kept.get() == unit->proto->program) return;
    }
    out_.programs_.push_back(program_of(unit));
  }

  // The globals that this code and the functions within it name.
  void refer(Index globals, const Dict* dict, const Proto* proto) {
    for (const Instruction& i : proto->code) {
      if (i.op == Op::kLoadGlobal || i.op == Op::kLoadName) {
        add_global(globals, dict, proto->cache_names[i.c]);
      }
    }
    for (const Proto* child : proto->children) refer(globals, dict, child);
  }

  void add_global(Index globals, const Dict* dict, Str* name) {
    if (!known_globals_[dict].insert(name).second) return;
    Value* v = dict_find(dict, name);
    if (v == nullptr) return;
    Index at = index_of(*v, name->view());
    node(globals).named.emplace_back(Snapshot::Name::of(name), at);
  }

  static bool is_code(const Value& v) {
    return is_kind(v, Kind::kFunction) || is_class(v) || is_kind(v, Kind::kModule) ||
           is_kind(v, Kind::kNative);
  }

  Index namespace_of(Dict* dict, Str* name) {
    auto found = seen_.find(dict);
    if (found != seen_.end() && node(found->second).type == Type::kNamespace) {
      return found->second;
    }
    Index index = add(Type::kNamespace);
    seen_.insert_or_assign(dict, index);
    node(index).name = Snapshot::Name::of(name);
    for (Str* about : {names.package, names.path}) {
      add_global(index, dict, about);
    }
    if (globals_ == Snapshot::Globals::kCodeOnly) {
      uint32_t position = 0;
      for (TableEntry* e; table_next(dict->table, &position, &e);) {
        if (!is_str(e->key)) continue;
        if (is_code(e->value)) {
          add_global(index, dict, as<Str>(e->key));
        } else {
          node(index).names.emplace_back(text_of(e->key));
        }
      }
    }
    return index;
  }

  // By name; what was imported below it goes along, so that `import a.b` means the same
  // there.
  void module(Index index, const Module* m) {
    std::string name(m->name->view());
    node(index).name = Snapshot::Name::of(m->name);
    if (m->def != nullptr) return;
    std::string below = name + ".";
    uint32_t position = 0;
    for (TableEntry* e; table_next(vm_.modules()->table, &position, &e);) {
      if (is_str(e->key) && text_of(e->key).starts_with(below)) {
        node(index).names.emplace_back(text_of(e->key));
      }
    }
  }

  // -- Classes and instances ------------------------------------------------------------

  void user_class(Index index, Class* cls) {
    node(index).name = Snapshot::Name::of(cls->name);
    node(index).qualified = Snapshot::Name::of(cls->qualname);
    for (uint64_t n = 0; n < cls->bases->size; n++)
      part(index, cls->bases->items[n], "base");
    if (cls->cls != types.type) {
      Index meta = index_of(Value::object(cls->cls), "metaclass");
      node(index).of = meta;
    }
    uint32_t position = 0;
    for (TableEntry* e; table_next(cls->dict->table, &position, &e);) {
      if (!is_str(e->key) || is_made_again(as<Str>(e->key), e->value)) continue;
      Index at = index_of(e->value, text_of(e->key));
      node(index).named.emplace_back(Snapshot::Name::of(as<Str>(e->key)), at);
    }
  }

  // What making the class puts there by itself.
  static bool is_made_again(const Str* name, const Value& v) {
    return is_member(v) || name == names.abstractmethods || name->view() == "__dict__" ||
           name->view() == "__weakref__";
  }

  void instance(Index index, Object* o) {
    Index cls = index_of(Value::object(o->cls), "class");
    node(index).of = cls;
    if (o->kind == Kind::kBoxed) part(index, static_cast<Boxed*>(o)->payload, "value");
    if (o->kind != Kind::kInstance && o->kind != Kind::kBoxed) container(index, o);
    attributes(index, o);
  }

  void native_object(Index index, Object* o) {
    const TypeSlots* slots = o->cls->slots;
    Index cls = index_of(Value::object(o->cls), "class");
    node(index).of = cls;
    for (size_t n = 0; n < slots->values; n++) part(index, native_values(o)[n], "value");
    size_t after = sizeof(Object) + slots->values * sizeof(Value);
    node(index).bytes.assign(reinterpret_cast<const char*>(o) + after,
                             slots->size - after);
    bytes_ += slots->size;
    attributes(index, o);
  }

  void attributes(Index index, Object* o) {
    const AttrStore* attrs = attrs_of(o);
    if (attrs == nullptr) return;
    if (attrs->dict != nullptr) {
      named(index, &Node::named, attrs->dict);
      return;
    }
    std::vector<const Shape*> shapes;
    for (const Shape* s = attrs->shape; s != nullptr && s->parent != nullptr;
         s = s->parent) {
      shapes.push_back(s);
    }
    for (auto s = shapes.rbegin(); s != shapes.rend(); ++s) {
      Value v = attrs->slots[(*s)->count - 1];
      if (v.is_undefined()) continue;
      Index at = index_of(v, (*s)->key->view());
      node(index).named.emplace_back(Snapshot::Name::of((*s)->key), at);
    }
  }

  void exception(Index index, Exception* e) {
    Index cls = index_of(Value::object(e->cls), "class");
    node(index).of = cls;
    if (e->args != nullptr) {
      for (uint64_t n = 0; n < e->args->size; n++)
        part(index, e->args->items[n], "argument");
    }
    attributes(index, e);
  }

  // The method as its class has it, for a native that was bound to an object.
  static Value native_base(const Native* native) {
    if (native->owner == nullptr) return Value::undefined();
    Value* found = dict_find(native->owner->dict, native->name);
    return found ? *found : Value::undefined();
  }

  static constexpr Index kNone = Snapshot::kNone;

  Vm& vm_;
  Snapshot& out_;
  Snapshot::Globals globals_;
  uint64_t limit_;
  HandleKeeper& keeper_;
  const std::vector<std::shared_ptr<const Program>>& programs_;
  std::unordered_map<const Object*, Index> seen_;
  std::unordered_map<const Proto*, Index> units_;
  std::unordered_map<const Dict*, std::unordered_set<const Str*>> known_globals_;
  std::deque<std::pair<Index, Object*>> todo_;
  uint64_t bytes_ = 0;
};

std::shared_ptr<const Snapshot> Snapshot::take(
    Vm& vm, Value function, Globals globals, uint64_t limit, HandleKeeper& keeper,
    const std::vector<std::shared_ptr<const Program>>& programs) {
  auto snapshot = std::make_shared<Snapshot>();
  Freezer freezer(vm, *snapshot, globals, limit, keeper, programs);
  return freezer.freeze(function) ? snapshot : nullptr;
}

}  // namespace scriptling
