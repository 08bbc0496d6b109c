// Taking a snapshot: nodes, leaves, and what goes by name.
#include "actors/freezer.h"
#include "actors/stub.h"
#include "interp/ops.h"
#include "interp/protocol.h"

namespace scriptling {

void Freezer::choose(Snapshot::Globals globals,
                     const std::vector<std::shared_ptr<const Program>>& programs) {
  globals_ = globals;
  programs_ = programs;
}

bool Freezer::freeze(Value v) {
  index_of(v, "function");
  while (!todo_.empty()) {
    auto [index, object] = todo_.front();
    todo_.pop_front();
    look(index, object);
    if (out_.bytes_ > limit_) return false;
  }
  return out_.bytes_ <= limit_;
}

// -- Nodes and leaves -------------------------------------------------------------------

Freezer::Index Freezer::add(Type type) {
  out_.nodes_.emplace_back();
  out_.nodes_.back().type = type;
  out_.bytes_ += sizeof(Node);
  return static_cast<Index>(out_.nodes_.size() - 1);
}

Freezer::Index Freezer::add_leaf(Datum datum, uint64_t bytes) {
  out_.bytes_ += sizeof(Datum) + bytes;
  out_.leaves_.push_back(std::move(datum));
  return kLeaf | static_cast<Index>(out_.leaves_.size() - 1);
}

Freezer::Index Freezer::add_leaf(Datum datum) {
  uint64_t bytes = datum.size_in_bytes();
  return add_leaf(std::move(datum), bytes);
}

void Freezer::add_part(Index index, Index part) {
  node(index).parts.push_back(part);
  out_.bytes_ += sizeof(Index);
}

void Freezer::part(Index index, Value v, std::string_view name) {
  Index at = index_of(v, name);
  add_part(index, at);
}

void Freezer::optional_part(Index index, Object* o, std::string_view name) {
  Index at = o == nullptr ? kNone : index_of(Value::object(o), name);
  add_part(index, at);
}

void Freezer::named(Index index, const Str* key, Value v) {
  Index at = index_of(v, is_slot_key(key) ? name_of_slot(key) : key->view());
  Snapshot::Name name = name_of(key);
  node(index).named.emplace_back(name, at);
  out_.bytes_ += sizeof(Snapshot::Named::value_type);
}

Snapshot::Name Freezer::name_of(const Str* s) {
  if (s->has(kInterned)) return {s, kNone};
  return {nullptr, index_of(Value::object(const_cast<Str*>(s)), "")};
}

Snapshot::Name Freezer::name_of(std::string_view text) {
  return {nullptr, add_leaf(Datum::str(text))};
}

Freezer::Index Freezer::index_of(Value v, std::string_view name) {
  if (!v.is_object()) return scalar(v);
  auto found = seen_.find(v.o);
  if (found != seen_.end()) return found->second;
  Index index = index_of_new(v.o, name);
  seen_.emplace(v.o, index);
  return index;
}

Freezer::Index Freezer::scalar(Value v) {
  switch (v.tag) {
    case Tag::kNone: return add_leaf(Datum(), 0);
    case Tag::kBool: return add_leaf(Datum::boolean(v.i != 0), 0);
    case Tag::kInt: return add_leaf(Datum::integer(v.i), 0);
    case Tag::kFloat: return add_leaf(Datum::number(v.d), 0);
    default: return immortal(v);  // Ellipsis, what an empty cell holds.
  }
}

Freezer::Index Freezer::immortal(Value v) {
  Index index = add(Type::kImmortal);
  node(index).immortal = v;
  return index;
}

Freezer::Index Freezer::index_of_new(Object* o, std::string_view name) {
  if (is_text(o)) return text(o);
  if (auto index = data(o)) return *index;
  if (auto index = inside(o)) return *index;
  if (o->has(kImmortal) && !may_be_data(o)) return immortal(Value::object(o));
  if (auto place = library_.find(o)) return by_place(*place);
  Type type = type_of(o);
  if (type == Type::kNamespace) return namespace_of(static_cast<Module*>(o));
  if (type == Type::kUnit) return unit_of(static_cast<Unit*>(o));
  Index index = add(type);
  if (type == Type::kStub) {
    Snapshot::Name called = name_of(name);
    Snapshot::Name kind = name_of(class_behind(Value::object(o)));
    node(index).name = called;
    node(index).qualified = kind;
    will_describe(index, o);
  } else {
    todo_.emplace_back(index, o);
  }
  return index;
}

// -- Plain data -------------------------------------------------------------------------

bool Freezer::is_text(const Object* o) {
  switch (o->kind) {
    case Kind::kStr: return o->cls == types.str;
    case Kind::kBytes: return o->cls == types.bytes;
    case Kind::kBigInt: return true;
    default: return false;
  }
}

Freezer::Index Freezer::text(const Object* o) {
  if (const Datum* known = texts.find(o)) return add_leaf(*known, 0);
  Datum made = text_datum(o);
  texts.add(o, made);
  return add_leaf(std::move(made));
}

bool Freezer::may_be_data(const Object* o) {
  switch (o->kind) {
    case Kind::kList: return o->cls == types.list;
    case Kind::kTuple: return o->cls == types.tuple;
    case Kind::kDict: return o->cls == types.dict;
    case Kind::kSet: return o->cls == types.set;
    case Kind::kFrozenSet: return o->cls == types.frozenset;
    case Kind::kByteArray: return o->cls == types.bytearray;
    case Kind::kHandle: return true;
    default: return false;
  }
}

std::optional<Freezer::Index> Freezer::data(Object* o) {
  if (!may_be_data(o) || mixed_.contains(o) || inside_.contains(o)) return std::nullopt;
  if (namespaces_.contains(o)) return std::nullopt;  // globals()
  uint64_t room = limit_ < out_.bytes_ ? 0 : limit_ - out_.bytes_;
  Sender sender({"value", room}, keeper_, this);
  Result<Datum> sent = sender.send(Value::object(o));
  if (!sent.is_ok()) {
    // What leads to something that is no data is none either: it need not be tried.
    sender.for_each_open([this](const Object* open) { mixed_.insert(open); });
    if (sent.status().kind() == ErrorKind::kValue) too_large(o);
    return std::nullopt;
  }
  Index index = add_leaf(std::move(*sent), sender.memory_in_bytes());
  sender.for_each_numbered([&](const Object* container, uint64_t number) {
    if (container != o) inside_.emplace(container, std::pair(index, number));
  });
  return index;
}

void Freezer::too_large(const Object* o) {
  if (code_ == Code::kByName) {
    left_out_.insert(o);
  } else {
    out_.bytes_ = limit_ + 1;
  }
}

bool Freezer::hold(const Object* container) const {
  return seen_.contains(container) || inside_.contains(container) ||
         mixed_.contains(container) || namespaces_.contains(container);
}

std::optional<Freezer::Index> Freezer::inside(const Object* o) {
  auto found = inside_.find(o);
  if (found == inside_.end()) return std::nullopt;
  Index index = add(Type::kInside);
  node(index).of = found->second.first;
  node(index).number = found->second.second;
  return index;
}

// -- What goes by name ------------------------------------------------------------------

Freezer::Index Freezer::by_place(const PlaceInLibrary& place) {
  Index index = add(Type::kLibrary);
  Snapshot::Name module = name_of(place.module);
  Snapshot::Name path = name_of(place.path);
  node(index).name = module;
  node(index).qualified = path;
  return index;
}

void Freezer::by_name(Index index, const Object* o) {
  Snapshot::Name module, path;
  if (o->kind == Kind::kFunction) {
    auto* f = static_cast<const Function*>(o);
    module = name_of(f->unit->module->name);
    path = name_of(f->qualname);
  } else {
    auto* cls = static_cast<const Class*>(o);
    Value* name = dict_find(cls->dict, names.module);
    module = name_of(name != nullptr && is_str(*name) ? as<Str>(*name) : names.main);
    path = name_of(cls->qualname);
    // The nearest of these stands in for it where it can't be found.
    for (uint64_t n = 1; n < cls->mro->size; n++) {
      part(index, cls->mro->items[n], "base");
    }
    node(index).number = static_cast<uint64_t>(cls->instance_kind);
    node(index).immortal = Value::object(cls->layout);
  }
  node(index).name = module;
  node(index).qualified = path;
}

// -- Words for stubs --------------------------------------------------------------------

void Freezer::will_describe(Index index, Object* o) {
  if (code_ == Code::kCopied || described_.size() == kMostDescribed) return;
  described_.push_back(index);
  to_describe_.push_back(Value::object(o));
}

void Freezer::will_describe_instance(Value v) {
  if (!is_kind(v, Kind::kInstance) || v.o->cls->has(kImmortal)) return;
  will_describe(index_of(v, "argument"), v.o);
}

void Freezer::describe() {
  constexpr size_t kMostOfWords = 64 << 10;
  for (size_t n = 0; n < described_.size(); n++) {
    Index words[2];
    for (int which = 0; which < 2; which++) {
      Str* text = which == 0 ? to_str(vm_, to_describe_[n]) : repr(vm_, to_describe_[n]);
      if (text == nullptr) vm_.clear_pending();
      bool is_good = text != nullptr && text->size <= kMostOfWords;
      words[which] = is_good ? add_leaf(Datum::str(text->view(), text->length)) : kNone;
    }
    Node& told = node(described_[n]);
    told.self = words[0];
    if (told.type != Type::kException) told.number = words[1];
  }
}

std::shared_ptr<const Snapshot> Snapshot::take(
    Vm& vm, Value function, Globals globals, uint64_t limit, HandleKeeper& keeper,
    const std::vector<std::shared_ptr<const Program>>& programs) {
  auto snapshot = std::make_shared<Snapshot>();
  Freezer freezer(vm, *snapshot, Freezer::Code::kCopied, limit, keeper);
  freezer.choose(globals, programs);
  if (freezer.freeze(function)) return snapshot;
  vm.value_error("what the function refers to is larger than a message may be ({} bytes)",
                 limit);
  return nullptr;
}

std::shared_ptr<const Snapshot> Snapshot::take_exception(Vm& vm, Value exception,
                                                         uint64_t limit,
                                                         HandleKeeper& keeper) {
  auto snapshot = std::make_shared<Snapshot>();
  Freezer freezer(vm, *snapshot, Freezer::Code::kByName, limit, keeper);
  snapshot->is_exception_ = true;
  if (!freezer.freeze(exception)) return nullptr;
  freezer.describe();
  return snapshot;
}

}  // namespace scriptling
