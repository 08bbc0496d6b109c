// Bringing a snapshot to life: finding what is there, and making shells of the rest.
#include "actors/snapshot_thaw.h"

#include <fmt/core.h>

#include <cstring>

#include "actors/library_names.h"
#include "actors/stub.h"
#include "interp/class_parts.h"
#include "interp/left_behind.h"
#include "interp/lib/deque.h"
#include "interp/lib/re.h"
#include "interp/module.h"
#include "interp/ops.h"
#include "interp/protocol.h"
#include "interp/types/big_range.h"

namespace scriptling {

Value Snapshot::restore(Vm& vm, HandleKeeper& keeper) const {
  for (const auto& program : programs_) vm.keep(program);
  return Thawer(vm, *this, keeper).thaw();
}

Thawer::Thawer(Vm& vm, const Snapshot& snapshot, HandleKeeper& keeper)
    : vm_(vm),
      heap_(vm.heap()),
      snapshot_(snapshot),
      nodes_(snapshot.nodes_),
      receiver_(vm, keeper),
      made_(heap_),
      leaves_(heap_),
      numbered_(heap_) {}

Value Thawer::thaw() {
  made_.resize(nodes_.size());
  make_leaves();
  if (nodes_.empty()) return leaves_[0];
  if (!find_all()) return Value::error();
  make_class_shells();
  make_shells();
  if (!make_composed()) return Value::error();
  for (Index n = 0; n < nodes_.size(); n++) fill(n);
  for_each(Type::kClass,
           [&](Index n, const Node&) { join_bases(vm_, as<Class>(made_[n])); });
  return fill_tables() ? made_[0] : Value::error();
}

std::string_view Thawer::text(const Snapshot::Name& name) const {
  if (name.interned != nullptr) return name.interned->view();
  if (name.text == kNone) return {};
  return snapshot_.leaves_[name.text & ~kLeaf].text();
}

// Interned ones are immortal and nobody writes to them.
Str* Thawer::key(const Snapshot::Name& name) {
  if (name.interned != nullptr) return const_cast<Str*>(name.interned);
  return attr_name(vm_, as<Str>(at(name.text)));
}

void Thawer::make_leaves() {
  std::vector<bool> is_looked_into(snapshot_.leaves_.size());
  for_each(Type::kInside,
           [&](Index, const Node& node) { is_looked_into[node.of & ~kLeaf] = true; });
  leaves_.resize(snapshot_.leaves_.size());
  first_number_.resize(snapshot_.leaves_.size());
  for (size_t n = 0; n < leaves_.size(); n++) {
    first_number_[n] = numbered_.size();
    const Datum& datum = snapshot_.leaves_[n];
    leaves_[n] = is_looked_into[n] ? receiver_.receive(datum, numbered_)
                                   : receiver_.receive(datum);
  }
}

// -- What is there already --------------------------------------------------------------

bool Thawer::find_all() {
  stands_in_.resize(nodes_.size());
  if (!find_modules()) return false;
  for (Index n = 0; n < nodes_.size(); n++) {
    const Node& node = nodes_[n];
    if (node.type == Type::kImmortal) {
      made_[n] = node.immortal;
    } else if (node.type == Type::kInside) {
      made_[n] = numbered_[first_number_[node.of & ~kLeaf] + node.number];
    } else if (node.type == Type::kLibrary) {
      made_[n] = find_in_library(node);
      if (made_[n].is_error()) return false;
    } else if (node.type == Type::kNamed && !find_named(n)) {
      return false;
    }
  }
  for_each(Type::kNamed, [this](Index n, const Node& node) {
    if (!made_[n].is_undefined()) return;
    made_[n] = stand_in(node);
    stands_in_[n] = true;
  });
  return true;
}

bool Thawer::find_modules() {
  for (Index n = 0; n < nodes_.size(); n++) {
    const Node& node = nodes_[n];
    if (node.type != Type::kModule) continue;
    made_[n] = import(text(node.name));
    if (made_[n].is_error()) return false;
    for (const auto& [child, none] : node.named) {
      if (import(text(child)).is_error()) return false;
    }
  }
  return true;
}

Value Thawer::import(std::string_view name) { return vm_.import_module(name); }

Value Thawer::find_in_library(const Node& node) {
  Value module = import(text(node.name));
  if (module.is_error()) return module;
  Value found = is_kind(module, Kind::kModule)
                    ? find_path(as<Module>(module), text(node.qualified))
                    : Value::undefined();
  if (!found.is_undefined()) return found;
  return vm_.raise(types.runtime_error, "module '{}' has no '{}' here", text(node.name),
                   text(node.qualified));
}

// A class or function of a script, if its module can be imported. False: pending.
bool Thawer::find_named(Index n) {
  const Node& node = nodes_[n];
  std::string_view name = text(node.name);
  Value* known = dict_find(vm_.modules(), name);
  Value module = known != nullptr ? *known : Value::undefined();
  if (known == nullptr && name != names.main->view()) {
    module = import(name);
    if (module.is_error()) {
      if (vm_.pending_is(types.cancelled)) return false;
      vm_.clear_pending();
      return true;
    }
  }
  if (!is_kind(module, Kind::kModule)) return true;
  Value found = find_path(as<Module>(module), text(node.qualified));
  bool is_class_node = !node.parts.empty();
  bool is_it = is_class_node
                   ? is_class(found) && can_stand_for(as<Class>(found), node)
                   : is_kind(found, Kind::kFunction) || is_kind(found, Kind::kNative);
  if (is_it) made_[n] = found;
  return true;
}

// Objects of the class are made without it, and what it does relies on their struct.
bool Thawer::can_stand_for(const Class* found, const Node& node) const {
  if (static_cast<uint64_t>(found->instance_kind) != node.number) return false;
  return is_subclass(found, as<Class>(node.immortal));
}

// For an exception the nearest class that is known here, if that says more than
// Exception does.
Value Thawer::stand_in(const Node& node) {
  bool is_exception_class =
      !node.parts.empty() && node.number == static_cast<uint64_t>(Kind::kException);
  if (!is_exception_class) return make_stub_of(node);
  for (Index base : node.parts) {
    Value found = at(base);
    if (!is_class(found) || is_stand_in(base)) continue;
    bool says_more = !found.is(Value::object(types.exception)) &&
                     !found.is(Value::object(types.base_exception));
    return says_more ? found : Value::object(types.runtime_error);
  }
  return Value::object(types.runtime_error);
}

// -- Shells -----------------------------------------------------------------------------

// All that instances need of their class to be allocated.
void Thawer::make_class_shells() {
  for_each(Type::kClass, [this](Index n, const Node& node) {
    auto* cls = heap_.make<Class>(Kind::kClass, types.type);
    made_[n] = Value::object(cls);
    cls->layout = as<Class>(node.immortal);
    cls->slots = cls->layout->slots;
    bool is_number = cls->layout == types.int_ || cls->layout == types.float_;
    cls->instance_kind = is_number ? Kind::kBoxed : cls->layout->instance_kind;
    cls->class_flags = static_cast<uint32_t>(node.number);
    cls->slot_hint = static_cast<uint32_t>(node.number >> 32);
    cls->name = key(node.name);
    cls->qualname = key(node.qualified);
    cls->dict = make_dict(heap_, node.named.size());
    cls->version = vm_.next_version();
  });
  for_each(Type::kClass, [this](Index n, const Node& node) {
    made_[n].o->cls = as<Class>(at(node.of));
  });
}

void Thawer::make_shells() {
  for_each(Type::kNamespace,
           [this](Index n, const Node& node) { made_[n] = make_namespace(node); });
  for (Index n = 0; n < nodes_.size(); n++) {
    if (made_[n].is_undefined()) made_[n] = make_shell(nodes_[n]);
  }
}

// Undefined: it can't stand empty.
Value Thawer::make_shell(const Node& node) {
  switch (node.type) {
    case Type::kNamespaceDict: return Value::object(as<Module>(at(node.of))->dict);
    case Type::kUnit:
      return Value::object(vm_.make_unit(node.proto, as<Module>(at(node.of))));
    case Type::kFunction:
      return Value::object(heap_.make<Function>(Kind::kFunction, types.function));
    case Type::kCell: return Value::object(heap_.make<Cell>(Kind::kCell, types.cell));
    case Type::kMember: return make_member(vm_, key(node.name), as<Class>(at(node.of)));
    case Type::kInstance: return make_instance(node);
    case Type::kDeque:
    case Type::kNativeObject:
    case Type::kException:
      return Value::object(allocate_instance(vm_, as<Class>(at(node.of))));
    case Type::kBoundMethod:
      return Value::object(heap_.make<BoundMethod>(Kind::kBoundMethod, types.method));
    case Type::kNative:
      return bind_native(vm_, const_cast<Native*>(node.native), Value::undefined());
    case Type::kSlice: return Value::object(heap_.make<Slice>(Kind::kSlice, types.slice));
    case Type::kMappingProxy:
      return Value::object(
          heap_.make<MappingProxy>(Kind::kMappingProxy, types.mappingproxy));
    case Type::kMemoryView: return make_memory_view(node);
    case Type::kStub: return make_stub_of(node);
    default: return Value::undefined();
  }
}

// One for all handlers of a script, which come one by one: what a class is called, by
// the code of any of them or by an exception that comes back, must be one class.
Value Thawer::make_namespace(const Node& node) {
  Str* name = key(node.name);
  Value* known = dict_find(vm_.modules(), name);
  Module* module = known != nullptr && is_kind(*known, Kind::kModule)
                       ? as<Module>(*known)
                       : vm_.make_module(name, make_dict(heap_));
  if (node.number != 0) note_left_behind(vm_);
  if (name->view() == names.main->view()) {
    dict_set(heap_, vm_.modules(), names.main, Value::object(module));
  }
  return Value::object(module);
}

Value Thawer::make_instance(const Node& node) {
  Value found = at(node.of);
  if (!is_class(found)) return make_stub_of(node);  // Its class is unknown here.
  auto* cls = as<Class>(found);
  switch (cls->instance_kind) {
    case Kind::kTuple:
      if (cls == types.tuple) return make_tuple(node.parts.size());
      break;
    case Kind::kStr:
    case Kind::kBytes: {
      const Datum& datum = snapshot_.leaves_[node.self & ~kLeaf];
      return make_text(cls, datum.text(), datum);
    }
    default: return Value::object(allocate_instance(vm_, cls));
  }
  auto* tuple =
      static_cast<Tuple*>(allocate_instance(vm_, cls, node.parts.size() * sizeof(Value)));
  for (size_t n = 0; n < tuple->size; n++) tuple->items[n] = Value::none();
  return Value::object(tuple);
}

// Of a subclass: the bytes follow the struct.
Value Thawer::make_text(Class* cls, std::string_view data, const Datum& datum) {
  Object* o = allocate_instance(vm_, cls, data.size());
  if (o->kind == Kind::kStr) {
    auto* s = static_cast<Str*>(o);
    auto* to = reinterpret_cast<char*>(s + 1);
    std::memcpy(to, data.data(), data.size());
    s->data = to;
    s->size = static_cast<uint32_t>(data.size());
    s->length = static_cast<uint32_t>(datum.code_points());
    if (!datum.is_ascii()) s->flags &= static_cast<uint16_t>(~scriptling::kAscii);
  } else {
    auto* b = static_cast<Bytes*>(o);
    auto* to = reinterpret_cast<uint8_t*>(b + 1);
    std::memcpy(to, data.data(), data.size());
    b->data = to;
    b->size = static_cast<uint32_t>(data.size());
  }
  return Value::object(o);
}

Value Thawer::make_tuple(size_t size) {
  Tuple* tuple = scriptling::make_tuple(heap_, size);
  for (size_t n = 0; n < size; n++) tuple->items[n] = Value::none();
  return Value::object(tuple);
}

// An instance whose class is unknown may have been put into words as well.
Value Thawer::make_stub_of(const Node& node) {
  if (node.type == Type::kNamed) {
    std::string_view name = text(node.qualified);
    std::string_view type = node.parts.empty() ? "function" : "type";
    Value stub = make_stub(vm_, name, type);
    if (!snapshot_.is_exception_) return stub;
    Str* words =
        make_str(heap_, fmt::format("<{} {} of another environment>", type, name));
    word_stub(stub, words, words);
    return stub;
  }
  bool is_instance = node.type == Type::kInstance;
  std::string type(is_instance ? "object" : text(node.qualified));
  if (is_instance && !(node.of & kLeaf) && nodes_[node.of].type == Type::kNamed)
    type = text(nodes_[node.of].qualified);
  Value stub = make_stub(vm_, is_instance ? "argument" : text(node.name), type);
  auto repr = static_cast<Index>(node.number);
  if (!snapshot_.is_exception_) return stub;
  bool has_words = node.self != kNone && repr != kNone && (repr & kLeaf) != 0;
  if (has_words) word_stub(stub, as<Str>(at(node.self)), as<Str>(at(repr)));
  return stub;
}

Value Thawer::make_memory_view(const Node& node) {
  size_t dimensions = node.number;
  auto* view = heap_.make<MemoryView>(Kind::kMemoryView, types.memoryview,
                                      2 * dimensions * sizeof(int64_t));
  std::string_view data = snapshot_.leaves_[node.self & ~kLeaf].text();
  std::memcpy(static_cast<void*>(&view->offset), data.data(), data.size());
  return Value::object(view);
}

// What is made of others and never changes. Those parts stand by now, if only as shells.
bool Thawer::make_composed() {
  for (Type type : {Type::kRange, Type::kRegex, Type::kGenericAlias, Type::kUnion}) {
    for (Index n = 0; n < nodes_.size(); n++) {
      const Node& node = nodes_[n];
      if (node.type != type) continue;
      if (type == Type::kRange) {
        Range* range =
            make_range_of(vm_, at(node.parts[0]), at(node.parts[1]), at(node.parts[2]));
        made_[n] = range == nullptr ? Value::error() : Value::object(range);
      } else if (type == Type::kRegex) {
        made_[n] =
            make_regex_pattern(vm_, at(node.of), static_cast<uint32_t>(node.number));
      } else if (type == Type::kGenericAlias) {
        made_[n] = make_generic_alias(vm_, at(node.of), at(node.self));
      } else {
        made_[n] = make_union_of(vm_, as<Tuple>(at(node.of)));
      }
      if (made_[n].is_error()) return false;
    }
  }
  // A view knows its dict from the beginning, as iterators of it would.
  for_each(Type::kDictView, [this](Index n, const Node& node) {
    auto* view = heap_.make<DictView>(Kind::kDictView, as<Class>(node.immortal));
    view->view = static_cast<IteratorKind>(node.number);
    view->dict = as<Dict>(at(node.of));
    made_[n] = Value::object(view);
  });
  return true;
}

}  // namespace scriptling
