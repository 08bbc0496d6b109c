// Bringing a snapshot to life: filling the shells.
#include <cstring>
#include <utility>

#include "actors/snapshot_thaw.h"
#include "interp/class_parts.h"
#include "interp/lib/collections_module.h"
#include "interp/lib/deque.h"
#include "interp/ops.h"
#include "interp/protocol.h"

namespace scriptling {

void Thawer::fill(Index n) {
  const Node& node = nodes_[n];
  Value v = made_[n];
  switch (node.type) {
    case Type::kFunction: fill_function(node, as<Function>(v)); break;
    case Type::kNamespace:
      for (const auto& [name, index] : node.named)
        dict_set(heap_, as<Module>(v)->dict, key(name), at(index));
      break;
    case Type::kCell: as<Cell>(v)->value = at(node.parts[0]); break;
    case Type::kClass: fill_class(node, as<Class>(v)); break;
    case Type::kInstance: fill_instance(node, v.o); break;
    case Type::kException: fill_exception(node, as<Exception>(v)); break;
    case Type::kNativeObject: fill_native_object(node, v.o); break;
    case Type::kDeque: fill_deque(node, v); break;
    case Type::kBoundMethod: {
      auto* method = as<BoundMethod>(v);
      method->function = at(node.of);
      method->self = at(node.self);
      break;
    }
    case Type::kNative: as<Native>(v)->self = at(node.self); break;
    case Type::kSlice: {
      auto* slice = as<Slice>(v);
      slice->start = at(node.parts[0]);
      slice->stop = at(node.parts[1]);
      slice->step = at(node.parts[2]);
      break;
    }
    case Type::kMappingProxy: as<MappingProxy>(v)->dict = as<Dict>(at(node.of)); break;
    case Type::kMemoryView: fill_memory_view(node, as<MemoryView>(v)); break;
    default: break;
  }
}

void Thawer::fill_function(const Node& node, Function* f) {
  f->unit = as<Unit>(at(node.of));
  f->name = key(node.name);
  f->qualname = key(node.qualified);
  f->closure = optional<Tuple>(node.parts[0]);
  f->defaults = optional<Tuple>(node.parts[1]);
  f->kwdefaults = optional<Dict>(node.parts[2]);
  f->annotations = optional<Dict>(node.parts[3]);
  f->attrs = optional<Dict>(node.parts[4]);
  f->doc = at(node.parts[5]);
}

void Thawer::fill_class(const Node& node, Class* cls) {
  size_t bases = node.self;
  Tuple* order[2];
  for (size_t which = 0; which < 2; which++) {
    size_t first = which == 0 ? 0 : bases;
    size_t end = which == 0 ? bases : node.parts.size();
    order[which] = as<Tuple>(make_tuple(end - first));
    for (size_t n = first; n < end; n++)
      order[which]->items[n - first] = at(node.parts[n]);
  }
  cls->bases = order[0];
  cls->mro = order[1];
  for (const auto& [name, index] : node.named)
    dict_set(heap_, cls->dict, key(name), at(index));
}

void Thawer::fill_instance(const Node& node, Object* o) {
  if (!is_class(at(node.of))) return;  // A stub.
  switch (o->kind) {
    case Kind::kList:
      list_reserve(heap_, static_cast<List*>(o), node.parts.size());
      for (Index part : node.parts) list_append(heap_, static_cast<List*>(o), at(part));
      break;
    case Kind::kTuple:
      for (size_t n = 0; n < node.parts.size(); n++)
        static_cast<Tuple*>(o)->items[n] = at(node.parts[n]);
      break;
    case Kind::kByteArray: {
      auto* from = as<ByteArray>(at(node.self));
      auto* to = static_cast<ByteArray*>(o);
      to->storage = std::exchange(from->storage, nullptr);
      to->size = std::exchange(from->size, 0);
      break;
    }
    case Kind::kBoxed: static_cast<Boxed*>(o)->payload = at(node.parts[0]); break;
    case Kind::kComplex: {
      auto* z = static_cast<Complex*>(o);
      z->real = at(node.parts[0]).d;
      z->imag = at(node.parts[1]).d;
      break;
    }
    case Kind::kProperty: {
      auto* p = static_cast<Property*>(o);
      p->getter = at(node.parts[0]);
      p->setter = at(node.parts[1]);
      p->deleter = at(node.parts[2]);
      p->doc = at(node.parts[3]);
      break;
    }
    case Kind::kStaticMethod:
    case Kind::kClassMethod:
      static_cast<Wrapper*>(o)->function = at(node.parts[0]);
      break;
    case Kind::kDict:
      if (node.self != kNone) set_default_factory_of(Value::object(o), at(node.self));
      break;
    default: break;
  }
  fill_attributes(node, o);
}

void Thawer::fill_exception(const Node& node, Exception* e) {
  if (node.parts[0] != kNone) e->args = as<Tuple>(at(node.parts[0]));
  // Its own class would say it.
  if (is_stand_in(node.of) && node.self != kNone)
    e->args = scriptling::make_tuple(heap_, {at(node.self)});
  // It is told in the text that comes with the outermost one.
  if (snapshot_.is_exception_) e->remote_traceback = names.empty;
  e->cause = at(node.parts[1]);
  e->context = at(node.parts[2]);
  e->notes = optional<List>(node.parts[3]);
  e->suppress_context = (node.number & 1) != 0;
  e->has_cause = (node.number & 2) != 0;
  fill_attributes(node, e);
}

void Thawer::fill_native_object(const Node& node, Object* o) {
  Value* values = native_values(o);
  for (size_t n = 0; n < node.parts.size(); n++) values[n] = at(node.parts[n]);
  std::string_view bytes = snapshot_.leaves_[node.self & ~kLeaf].text();
  std::memcpy(static_cast<void*>(values + node.parts.size()), bytes.data(), bytes.size());
  fill_attributes(node, o);
}

void Thawer::fill_deque(const Node& node, Value v) {
  Deque* deque = deque_of(v);
  deque->limit = -1;
  for (Index part : node.parts) deque_push_back(vm_, deque, at(part));
  deque->limit = static_cast<int64_t>(node.number);
  fill_attributes(node, v.o);
}

void Thawer::fill_memory_view(const Node& node, MemoryView* view) {
  if (node.of == kNone) return;  // It was released.
  view->exporter = at(node.of).o;
  if (view->exporter->kind == Kind::kByteArray)
    static_cast<ByteArray*>(view->exporter)->exports++;
}

void Thawer::fill_attributes(const Node& node, Object* o) {
  AttrStore* attrs = attrs_of(o);
  if (attrs == nullptr) return;
  for (const auto& [name, index] : node.named) {
    if (name.interned == names.dict) {
      replace_instance_dict(vm_, o, as<Dict>(at(index)));
    } else {
      attr_store_set(vm_, o, attrs, key(name), at(index));
    }
  }
}

// -- Tables -----------------------------------------------------------------------------

bool Thawer::is_table(Index n) {
  if (nodes_[n].type != Type::kInstance || nodes_[n].parts.empty()) return false;
  Value v = made_[n];
  return is_kind(v, Kind::kDict) || is_kind(v, Kind::kSet) ||
         is_kind(v, Kind::kFrozenSet);
}

// Whose hashes need nothing that is still to be filled.
bool Thawer::has_plain_keys(const Node& node, Value v) {
  size_t step = is_kind(v, Kind::kDict) ? 2 : 1;
  for (size_t n = 0; n < node.parts.size(); n += step) {
    Index key = node.parts[n];
    if (!(key & kLeaf) && nodes_[key].type != Type::kImmortal) return false;
  }
  return true;
}

bool Thawer::fill_tables() {
  bool are_all_plain = true;
  for (Index n = 0; n < nodes_.size(); n++) {
    if (!is_table(n)) continue;
    if (!has_plain_keys(nodes_[n], made_[n])) {
      are_all_plain = false;
    } else if (!fill_table(n)) {
      return false;
    }
  }
  return are_all_plain || fill_in_order();
}

bool Thawer::fill_table(Index n) {
  const Node& node = nodes_[n];
  Value v = made_[n];
  if (is_kind(v, Kind::kDict)) {
    for (size_t i = 0; i + 1 < node.parts.size(); i += 2) {
      Value key = at(node.parts[i]);
      if (!dict_set(vm_, as<Dict>(v), key, at(node.parts[i + 1]))) return false;
    }
    return true;
  }
  for (Index part : node.parts) {
    if (set_add(vm_, as<Set>(v), at(part)) == Found::kError) return false;
  }
  return true;
}

void Thawer::push_edges(const Node& node, size_t from, size_t step) {
  for (size_t n = from; n < node.parts.size(); n += step) todo_.push_back(node.parts[n]);
}

// A table is filled when all that can be reached from its keys has been, and before what
// only its values lead to.
bool Thawer::fill_in_order() {
  is_visited_.resize(nodes_.size());
  for (Index n = 0; n < nodes_.size(); n++) todo_.push_back(n);
  while (!todo_.empty()) {
    Index n = todo_.back();
    todo_.pop_back();
    if (n == kFill) {
      Index table = todo_.back();
      todo_.pop_back();
      if (!has_plain_keys(nodes_[table], made_[table]) && !fill_table(table))
        return false;
      continue;
    }
    if (n & kLeaf || is_visited_[n]) continue;
    is_visited_[n] = true;
    const Node& node = nodes_[n];
    bool is_dict = is_kind(made_[n], Kind::kDict);
    // kNone counts as a leaf.
    for (const auto& [name, index] : node.named) todo_.push_back(index);
    if (node.type != Type::kClass) todo_.push_back(node.self);
    todo_.push_back(node.of);
    if (!is_table(n)) {
      push_edges(node, 0, 1);
      continue;
    }
    if (is_dict) push_edges(node, 1, 2);
    todo_.push_back(n);
    todo_.push_back(kFill);
    push_edges(node, 0, is_dict ? 2 : 1);
  }
  return true;
}

}  // namespace scriptling
