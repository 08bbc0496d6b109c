// Taking a snapshot: what each kind of object holds.
#include "actors/freezer.h"
#include "interp/class_parts.h"
#include "interp/lib/collections_module.h"
#include "interp/lib/deque.h"
#include "interp/lib/re.h"
#include "interp/ops.h"
#include "interp/protocol.h"
#include "interp/types/big_range.h"

namespace scriptling {

// -- Kinds ------------------------------------------------------------------------------

Freezer::Type Freezer::type_of(const Object* o) const {
  bool goes_by_name = code_ == Code::kByName;
  if (goes_by_name && is_left_out(o)) return Type::kStub;
  switch (o->kind) {
    case Kind::kStr:
    case Kind::kBytes:
    case Kind::kByteArray:
    case Kind::kBoxed:
    case Kind::kComplex:
    case Kind::kList:
    case Kind::kTuple:
    case Kind::kSet:
    case Kind::kFrozenSet:
    case Kind::kInstance:
    case Kind::kProperty:
    case Kind::kStaticMethod:
    case Kind::kClassMethod: return Type::kInstance;
    case Kind::kDict:
      if (namespaces_.contains(o)) return Type::kNamespaceDict;
      return Type::kInstance;
    case Kind::kRange: return Type::kRange;
    case Kind::kSlice: return Type::kSlice;
    case Kind::kFunction: {
      if (goes_by_name) return Type::kNamed;
      auto* function = static_cast<const Function*>(o);
      return program_of(function->unit) ? Type::kFunction : Type::kStub;
    }
    case Kind::kUnit: {
      bool is_ours = !goes_by_name && program_of(static_cast<const Unit*>(o));
      return is_ours ? Type::kUnit : Type::kStub;
    }
    case Kind::kNative: return Type::kNative;
    case Kind::kBoundMethod: return Type::kBoundMethod;
    case Kind::kClass: return goes_by_name ? Type::kNamed : Type::kClass;
    case Kind::kCell: return goes_by_name ? Type::kStub : Type::kCell;
    case Kind::kException: return Type::kException;
    // What needs its parts to be what they were: something may be left out of an
    // exception.
    case Kind::kMappingProxy: return goes_by_name ? Type::kStub : Type::kMappingProxy;
    case Kind::kDictView: return goes_by_name ? Type::kStub : Type::kDictView;
    case Kind::kMemoryView: return goes_by_name ? Type::kStub : Type::kMemoryView;
    case Kind::kNativeObject: return goes_by_name ? Type::kStub : type_of_native(o);
    case Kind::kModule:
      if (goes_by_name) return Type::kStub;
      return is_main(static_cast<const Module*>(o)) ? Type::kNamespace : Type::kModule;
    case Kind::kGenerator:
    case Kind::kIterator:
    case Kind::kSuper:
    case Kind::kTraceback: return Type::kStub;
    // Data, of which a subclass is something else.
    case Kind::kBigInt:
    case Kind::kHandle:
    // Never seen by a script.
    case Kind::kFree:
    case Kind::kArray:
    case Kind::kTable:
    case Kind::kShape:
    case Kind::kBuffer:
    case Kind::kCaches: break;
  }
  return Type::kStub;
}

bool Freezer::is_left_out(const Object* o) const {
  if (left_out_.contains(o)) return true;
  bool is_needed =
      o->kind == Kind::kException || o->kind == Kind::kTuple || o->kind == Kind::kClass;
  return !is_needed && out_.nodes_.size() > kMostOfException;
}

Freezer::Type Freezer::type_of_native(const Object* o) {
  Value v = Value::object(const_cast<Object*>(o));
  if (is_regex_pattern(v)) return Type::kRegex;
  if (is_deque(v)) return Type::kDeque;
  if (is_generic_alias(v)) return Type::kGenericAlias;
  if (is_union(v)) return Type::kUnion;
  if (is_member(v)) return Type::kMember;
  const TypeSlots* slots = o->cls->slots;
  if (slots == nullptr || slots->trace != nullptr || slots->finalize != nullptr)
    return Type::kStub;
  // Without values it holds nothing but bytes if those are enough to put it back.
  bool is_known = slots->values > 0 || (slots->size > 0 && slots->undo == Undo::kBytes);
  return is_known ? Type::kNativeObject : Type::kStub;
}

void Freezer::look(Index index, Object* o) {
  switch (node(index).type) {
    case Type::kInstance: instance(index, o); break;
    case Type::kException: exception(index, static_cast<Exception*>(o)); break;
    case Type::kNativeObject: native_object(index, o); break;
    case Type::kDeque: deque(index, o); break;
    case Type::kFunction: function(index, static_cast<Function*>(o)); break;
    case Type::kClass: user_class(index, static_cast<Class*>(o)); break;
    case Type::kNamed: by_name(index, o); break;
    case Type::kModule: module(index, static_cast<Module*>(o)); break;
    case Type::kNamespaceDict: node(index).of = namespaces_[o]; break;
    case Type::kCell: part(index, static_cast<Cell*>(o)->value, "closure"); break;
    case Type::kMember: member(index, o); break;
    case Type::kBoundMethod: {
      auto* method = static_cast<BoundMethod*>(o);
      of(index, method->function, "method");
      self(index, method->self, "self");
      break;
    }
    case Type::kNative: {
      auto* native = static_cast<Native*>(o);
      out_.natives_.push_back(*native);
      node(index).native = &out_.natives_.back();
      self(index, native->self, "self");
      break;
    }
    case Type::kSlice: {
      auto* slice = static_cast<Slice*>(o);
      for (Value v : {slice->start, slice->stop, slice->step}) part(index, v, "slice");
      break;
    }
    case Type::kRange: {
      auto* range = static_cast<Range*>(o);
      for (Value v : {range_first(range), range_end(range), range_stride(range)}) {
        part(index, v, "range");
      }
      break;
    }
    case Type::kMappingProxy:
      of(index, Value::object(static_cast<MappingProxy*>(o)->dict), "mapping");
      break;
    case Type::kDictView: {
      auto* view = static_cast<DictView*>(o);
      of(index, Value::object(view->dict), "dict");
      node(index).number = static_cast<uint64_t>(view->view);
      node(index).immortal = Value::object(view->cls);
      break;
    }
    case Type::kMemoryView: memory_view(index, static_cast<MemoryView*>(o)); break;
    case Type::kRegex: {
      Value pattern = Value::object(o);
      of(index, regex_source(pattern), "pattern");
      node(index).number = regex_flags(pattern);
      break;
    }
    case Type::kGenericAlias:
      of(index, generic_alias_origin(Value::object(o)), "type");
      self(index, Value::object(generic_alias_args(Value::object(o))), "types");
      break;
    case Type::kUnion:
      of(index, Value::object(union_args(Value::object(o))), "types");
      break;
    case Type::kImmortal:
    case Type::kInside:
    case Type::kLibrary:
    case Type::kNamespace:
    case Type::kUnit:
    case Type::kStub: break;
  }
}

void Freezer::of(Index index, Value v, std::string_view name) {
  Index at = index_of(v, name);
  node(index).of = at;
}

void Freezer::self(Index index, Value v, std::string_view name) {
  Index at = index_of(v, name);
  node(index).self = at;
}

// -- Objects ----------------------------------------------------------------------------

void Freezer::instance(Index index, Object* o) {
  of(index, Value::object(o->cls), "class");
  switch (o->kind) {
    case Kind::kStr:
    case Kind::kBytes: node(index).self = add_leaf(text_datum(o)); break;
    case Kind::kByteArray:
      node(index).self = add_leaf(Datum::byte_array(bytes_view(Value::object(o))));
      break;
    case Kind::kBoxed: part(index, static_cast<Boxed*>(o)->payload, "value"); break;
    case Kind::kComplex: {
      auto* z = static_cast<Complex*>(o);
      for (double d : {z->real, z->imag}) add_part(index, add_leaf(Datum::number(d)));
      break;
    }
    case Kind::kProperty: {
      auto* p = static_cast<Property*>(o);
      for (Value v : {p->getter, p->setter, p->deleter, p->doc})
        part(index, v, "property");
      break;
    }
    case Kind::kStaticMethod:
    case Kind::kClassMethod:
      part(index, static_cast<Wrapper*>(o)->function, "method");
      break;
    default: container(index, o); break;
  }
  attributes(index, o);
}

void Freezer::container(Index index, Object* o) {
  if (o->kind == Kind::kList) {
    auto* list = static_cast<List*>(o);
    for (uint64_t n = 0; n < list->size && has_room(); n++)
      part(index, list->items()[n], "item");
  } else if (o->kind == Kind::kTuple) {
    auto* tuple = static_cast<Tuple*>(o);
    for (uint64_t n = 0; n < tuple->size && has_room(); n++)
      part(index, tuple->items[n], "item");
  } else if (o->kind == Kind::kDict) {
    table(index, static_cast<Dict*>(o)->table, true);
    if (is_subclass(o->cls, defaultdict_class()))
      self(index, default_factory_of(Value::object(o)), "default_factory");
  } else if (o->kind == Kind::kSet || o->kind == Kind::kFrozenSet) {
    table(index, static_cast<Set*>(o)->table, false);
  }
}

void Freezer::table(Index index, const Table* table, bool has_values) {
  uint32_t position = 0;
  for (TableEntry* e; table_next(table, &position, &e) && has_room();) {
    part(index, e->key, "key");
    if (has_values) part(index, e->value, is_str(e->key) ? text_of(e->key) : "value");
  }
}

void Freezer::native_object(Index index, Object* o) {
  const TypeSlots* slots = o->cls->slots;
  of(index, Value::object(o->cls), "class");
  for (size_t n = 0; n < slots->values; n++) part(index, native_values(o)[n], "value");
  size_t after = sizeof(Object) + slots->values * sizeof(Value);
  std::string_view bytes(reinterpret_cast<const char*>(o) + after, slots->size - after);
  node(index).self = add_leaf(Datum::bytes(bytes));
  attributes(index, o);
}

void Freezer::deque(Index index, Object* o) {
  Deque* deque = deque_of(Value::object(o));
  of(index, Value::object(o->cls), "class");
  node(index).number = static_cast<uint64_t>(deque->limit);
  for (uint64_t n = 0; n < deque->size && has_room(); n++)
    part(index, deque->at(n), "item");
  attributes(index, o);
}

void Freezer::memory_view(Index index, MemoryView* view) {
  if (view->exporter != nullptr) of(index, Value::object(view->exporter), "bytes");
  node(index).number = view->dimensions;
  auto* begin = reinterpret_cast<const char*>(&view->offset);
  auto* end = reinterpret_cast<const char*>(view->layout + size_t{2} * view->dimensions);
  node(index).self = add_leaf(Datum::bytes({begin, end}));
}

void Freezer::attributes(Index index, Object* o) {
  const AttrStore* attrs = attrs_of(o);
  if (attrs == nullptr) return;
  if (attrs->dict != nullptr) {
    Index dict = index_of(Value::object(attrs->dict), "__dict__");
    if (is_stub(dict)) return attributes_singly(index, attrs->dict);
    Snapshot::Name name = name_of(names.dict);
    node(index).named.emplace_back(name, dict);
    for (const auto& [key, v] : slot_values(attrs)) named(index, key, v);
    return;
  }
  std::vector<const Shape*> shapes;
  for (const Shape* s = attrs->shape; s != nullptr && s->parent != nullptr;
       s = s->parent) {
    shapes.push_back(s);
  }
  for (auto s = shapes.rbegin(); s != shapes.rend(); ++s) {
    Value v = attrs->slots[(*s)->count - 1];
    if (!v.is_undefined()) named(index, (*s)->key, v);
  }
}

// Of a dict that is left out: a group would be empty without its members.
void Freezer::attributes_singly(Index index, const Dict* dict) {
  uint32_t position = 0;
  for (TableEntry* e; table_next(dict->table, &position, &e);) {
    if (is_str(e->key)) named(index, as<Str>(e->key), e->value);
  }
}

bool Freezer::is_stub(Index index) {
  return !(index & kLeaf) && node(index).type == Type::kStub;
}

void Freezer::exception(Index index, Exception* e) {
  of(index, Value::object(e->cls), "class");
  optional_part(index, e->args, "args");
  if (is_stub(node(index).parts[0])) out_.bytes_ = limit_ + 1;
  part(index, e->cause, "cause");
  part(index, e->context, "context");
  optional_part(index, e->notes, "notes");
  if (is_stub(node(index).parts[3])) node(index).parts[3] = kNone;
  node(index).number = (e->suppress_context ? 1 : 0) | (e->has_cause ? 2 : 0);
  attributes(index, e);
  if (code_ == Code::kCopied) return;
  Value str = vm_.lookup(e->cls, names.str);
  if (!str.is_object() || !str.o->has(kImmortal)) will_describe(index, e);
  for (uint64_t n = 0; e->args != nullptr && n < e->args->size; n++)
    will_describe_instance(e->args->items[n]);
}

}  // namespace scriptling
