// Bringing a snapshot to life in another environment.
#include <fmt/core.h>

#include <cstring>

#include "actors/snapshot.h"
#include "actors/stub.h"
#include "interp/left_behind.h"
#include "interp/lib/re.h"
#include "interp/module.h"
#include "interp/ops.h"
#include "interp/protocol.h"
#include "interp/types/big_range.h"

namespace scriptling {

// First everything that can stand empty is made, then classes, for which their methods
// must be there, then their instances; then all is filled, dicts and sets last, because
// the hashes of their keys may depend on everything else.
class Thawer {
 public:
  using Index = Snapshot::Index;
  using Node = Snapshot::Node;
  using Type = Snapshot::Type;

  Thawer(Vm& vm, const Snapshot& snapshot, HandleKeeper& keeper)
      : vm_(vm),
        heap_(vm.heap()),
        nodes_(snapshot.nodes_),
        keeper_(keeper),
        made_(heap_) {}

  // Error: pending.
  Value thaw() {
    made_.resize(nodes_.size());
    for (Index n = 0; n < nodes_.size(); n++) {
      if (!make_shell(n)) return Value::error();
    }
    for (Index n = 0; n < nodes_.size(); n++) fill_callable(n);
    for (Index n = 0; n < nodes_.size(); n++) {
      if (nodes_[n].type == Type::kClass && !make_class_of(n)) return Value::error();
    }
    for (Index n = 0; n < nodes_.size(); n++) make_instance(n);
    for (Index n = 0; n < nodes_.size(); n++) {
      if (nodes_[n].type == Type::kNative && !make_native_of(n)) return Value::error();
    }
    for (Index n = 0; n < nodes_.size(); n++) {
      if (!fill(n)) return Value::error();
    }
    for (Index n = 0; n < nodes_.size(); n++) {
      if (!fill_table(n)) return Value::error();
    }
    return made_[0];
  }

 private:
  Value at(Index n) { return made_[n]; }

  // -- What can stand empty -------------------------------------------------------------

  bool make_shell(Index n) {
    if (!made_[n].is_undefined()) return true;
    const Node& node = nodes_[n];
    Value v;
    switch (node.type) {
      case Type::kDatum: v = to_value(vm_, node.datum, keeper_); break;
      case Type::kImmortal: v = node.immortal; break;
      case Type::kList: v = Value::object(make_list(heap_, node.parts.size())); break;
      case Type::kTuple: v = make_tuple_shell(node.parts.size()); break;
      case Type::kDict: v = Value::object(make_dict(heap_, node.parts.size() / 2)); break;
      case Type::kSet: v = Value::object(make_set(heap_)); break;
      case Type::kFrozenSet: v = Value::object(make_set(heap_, Kind::kFrozenSet)); break;
      case Type::kSlice:
        v = Value::object(heap_.make<Slice>(Kind::kSlice, types.slice));
        break;
      case Type::kRange: v = make_range(node); break;
      case Type::kComplex: v = make_complex(node); break;
      case Type::kFunction:
        v = Value::object(heap_.make<Function>(Kind::kFunction, types.function));
        break;
      case Type::kUnit:
        if (!make_shell(node.of)) return false;
        v = Value::object(vm_.make_unit(node.proto, as<Module>(at(node.of))));
        break;
      case Type::kNamespace: v = make_namespace(node); break;
      case Type::kCell:
        v = Value::object(heap_.make<Cell>(Kind::kCell, types.cell));
        break;
      case Type::kModule: v = import(node); break;
      case Type::kLibrary:
        v = import(node);
        if (!v.is_error()) v = get_attr(vm_, v, key(node.qualified));
        break;
      case Type::kBoundMethod:
        v = Value::object(heap_.make<BoundMethod>(Kind::kBoundMethod, types.method));
        break;
      case Type::kStaticMethod:
        v = Value::object(heap_.make<Wrapper>(Kind::kStaticMethod, types.staticmethod));
        break;
      case Type::kClassMethod:
        v = Value::object(heap_.make<Wrapper>(Kind::kClassMethod, types.classmethod));
        break;
      case Type::kProperty:
        v = Value::object(heap_.make<Property>(Kind::kProperty, types.property));
        break;
      case Type::kRegex:
        if (!make_shell(node.parts[0])) return false;
        v = make_regex_pattern(
            vm_, at(node.parts[0]),
            static_cast<uint32_t>(nodes_[node.parts[1]].datum.as_int()));
        break;
      case Type::kStub:
        v = make_stub(vm_, node.name.view(), node.qualified.view());
        break;
      default: return true;  // Classes, instances and what is bound to them come later.
    }
    if (v.is_error()) return false;
    made_[n] = v;
    return true;
  }

  Value make_tuple_shell(size_t size) {
    Tuple* tuple = make_tuple(heap_, size);
    for (size_t n = 0; n < size; n++) tuple->items[n] = Value::none();
    return Value::object(tuple);
  }

  Value make_range(const Node& node) {
    for (size_t n = 0; n < 3; n++) {
      if (!make_shell(node.parts[n])) return Value::error();
    }
    Range* range =
        make_range_of(vm_, at(node.parts[0]), at(node.parts[1]), at(node.parts[2]));
    return range == nullptr ? Value::error() : Value::object(range);
  }

  Value make_complex(const Node& node) {
    auto* z = heap_.make<Complex>(Kind::kComplex, types.complex);
    z->real = nodes_[node.parts[0]].datum.as_float();
    z->imag = nodes_[node.parts[1]].datum.as_float();
    return Value::object(z);
  }

  Value make_namespace(const Node& node) {
    Str* name = key(node.name);
    Module* module = vm_.make_module(name, make_dict(heap_));
    if (!node.names.empty()) keep_left_behind(vm_, module, node.names);
    if (name->view() == names.main->view()) {
      dict_set(heap_, vm_.modules(), names.main, Value::object(module));
    }
    return Value::object(module);
  }

  Value import(const Node& node) {
    Value module = vm_.import_module(node.name.view());
    if (module.is_error()) return module;
    for (const std::string& name : node.names) {
      Value child = vm_.import_module(name);
      if (child.is_error()) return child;
    }
    return module;
  }

  // -- Functions, classes, instances ----------------------------------------------------

  Dict* dict_of(const Snapshot::Named& named) {
    Dict* dict = make_dict(heap_, named.size());
    for (const auto& [name, index] : named) {
      if (!at(index).is_undefined()) dict_set(heap_, dict, key(name), at(index));
    }
    return dict;
  }

  // Interned ones are immortal and nobody writes to them.
  Str* key(const Snapshot::Name& name) {
    if (name.interned != nullptr) return const_cast<Str*>(name.interned);
    return attr_name(vm_, make_str(heap_, name.text));
  }

  // What a class needs of its methods to be made; the rest is filled in later.
  void fill_callable(Index n) {
    const Node& node = nodes_[n];
    switch (node.type) {
      case Type::kFunction: {
        auto* f = as<Function>(at(n));
        f->unit = as<Unit>(at(node.of));
        f->name = key(node.name);
        f->qualname = key(node.qualified);
        Value doc = f->unit->proto->doc;
        f->doc = doc.is_undefined() ? Value::none() : doc;
        if (!node.parts.empty()) f->closure = as<Tuple>(cells(node));
        break;
      }
      case Type::kStaticMethod:
      case Type::kClassMethod: as<Wrapper>(at(n))->function = at(node.parts[0]); break;
      case Type::kProperty: fill_property(n); break;
      default: break;
    }
  }

  Value cells(const Node& node) {
    Value tuple = make_tuple_shell(node.parts.size());
    for (size_t n = 0; n < node.parts.size(); n++) {
      as<Tuple>(tuple)->items[n] = at(node.parts[n]);
    }
    return tuple;
  }

  void fill_property(Index n) {
    const Node& node = nodes_[n];
    auto* p = as<Property>(at(n));
    p->getter = at(node.parts[0]);
    p->setter = at(node.parts[1]);
    p->deleter = at(node.parts[2]);
    p->doc = at(node.parts[3]);
  }

  // Attributes that are no methods or plain data are set when the class is there: they
  // may be instances of it.
  bool goes_into_body(Index index) const {
    switch (nodes_[index].type) {
      case Type::kFunction:
      case Type::kStaticMethod:
      case Type::kClassMethod:
      case Type::kProperty:
      case Type::kImmortal:
      case Type::kDatum: return true;
      default: return false;
    }
  }

  bool make_class_of(Index n) {
    if (!made_[n].is_undefined()) return true;
    const Node& node = nodes_[n];
    Tuple* bases = make_tuple(heap_, node.parts.size());
    for (size_t b = 0; b < node.parts.size(); b++) bases->items[b] = Value::none();
    for (size_t b = 0; b < node.parts.size(); b++) {
      if (nodes_[node.parts[b]].type == Type::kClass && !make_class_of(node.parts[b])) {
        return false;
      }
      bases->items[b] = at(node.parts[b]);
    }
    Dict* keywords = nullptr;
    if (node.of != Snapshot::kNone) {
      if (nodes_[node.of].type == Type::kClass && !make_class_of(node.of)) return false;
      keywords = make_dict(heap_, 1);
      dict_set(heap_, keywords, intern("metaclass"), at(node.of));
    }
    Dict* body = make_dict(heap_, node.named.size());
    for (const auto& [name, index] : node.named) {
      if (goes_into_body(index)) dict_set(heap_, body, key(name), at(index));
    }
    dict_set(heap_, body, names.qualname, Value::object(key(node.qualified)));
    Value cls = build_class(vm_, key(node.name), bases, body, keywords);
    if (cls.is_error()) return false;
    made_[n] = cls;
    return true;
  }

  void make_instance(Index n) {
    const Node& node = nodes_[n];
    switch (node.type) {
      case Type::kInstance:
      case Type::kException:
      case Type::kBoxed:
      case Type::kNativeObject:
        made_[n] = Value::object(allocate_instance(vm_, as<Class>(at(node.of))));
        break;
      default: break;
    }
  }

  // Bound to what is there by now, and before anything refers to it.
  bool make_native_of(Index n) {
    const Node& node = nodes_[n];
    Value base = at(node.of);
    if (!is_kind(base, Kind::kNative)) {
      made_[n] = make_stub(vm_, node.name.view(), "builtin");
      return true;
    }
    made_[n] = bind_native(vm_, as<Native>(base), at(node.self));
    return !made_[n].is_error();
  }

  // -- Filling --------------------------------------------------------------------------

  bool fill(Index n) {
    const Node& node = nodes_[n];
    Value v = at(n);
    switch (node.type) {
      case Type::kList:
        for (Index part : node.parts) list_append(heap_, as<List>(v), at(part));
        return true;
      case Type::kTuple:
        for (size_t i = 0; i < node.parts.size(); i++) {
          as<Tuple>(v)->items[i] = at(node.parts[i]);
        }
        return true;
      case Type::kSlice: {
        auto* slice = as<Slice>(v);
        slice->start = at(node.parts[0]);
        slice->stop = at(node.parts[1]);
        slice->step = at(node.parts[2]);
        return true;
      }
      case Type::kFunction: fill_function(n); return true;
      case Type::kNamespace:
        for (const auto& [name, index] : node.named) {
          dict_set(heap_, as<Module>(v)->dict, key(name), at(index));
        }
        return true;
      case Type::kCell: as<Cell>(v)->value = at(node.parts[0]); return true;
      case Type::kStaticMethod:
      case Type::kClassMethod: as<Wrapper>(v)->function = at(node.parts[0]); return true;
      case Type::kProperty: fill_property(n); return true;
      case Type::kBoundMethod: {
        auto* method = as<BoundMethod>(v);
        method->function = at(node.of);
        method->self = at(node.self);
        return true;
      }
      case Type::kClass: return fill_class(n);
      case Type::kInstance: fill_attributes(n); return true;
      case Type::kBoxed:
        as<Boxed>(v)->payload = at(node.parts[0]);
        fill_attributes(n);
        return true;
      case Type::kException: fill_exception(n); return true;
      case Type::kNativeObject: fill_native_object(n); return true;
      default: return true;
    }
  }

  void fill_function(Index n) {
    const Node& node = nodes_[n];
    auto* f = as<Function>(at(n));
    if (!node.defaults.empty()) {
      Value defaults = make_tuple_shell(node.defaults.size());
      for (size_t i = 0; i < node.defaults.size(); i++) {
        as<Tuple>(defaults)->items[i] = at(node.defaults[i]);
      }
      f->defaults = as<Tuple>(defaults);
    }
    if (!node.keyword_defaults.empty()) f->kwdefaults = dict_of(node.keyword_defaults);
    if (!node.named.empty()) f->attrs = dict_of(node.named);
  }

  bool fill_class(Index n) {
    const Node& node = nodes_[n];
    for (const auto& [name, index] : node.named) {
      if (goes_into_body(index)) continue;
      if (!class_set_attr(vm_, as<Class>(at(n)), key(name), at(index))) return false;
    }
    return true;
  }

  void fill_native_object(Index n) {
    const Node& node = nodes_[n];
    Value* values = native_values(at(n).o);
    for (size_t i = 0; i < node.parts.size(); i++) values[i] = at(node.parts[i]);
    memcpy(static_cast<void*>(values + node.parts.size()), node.bytes.data(),
           node.bytes.size());
    fill_attributes(n);
  }

  void fill_attributes(Index n) {
    const Node& node = nodes_[n];
    AttrStore* attrs = attrs_of(at(n).o);
    if (attrs == nullptr) return;
    for (const auto& [name, index] : node.named) {
      attr_store_set(vm_, at(n).o, attrs, key(name), at(index));
    }
  }

  void fill_exception(Index n) {
    const Node& node = nodes_[n];
    auto* e = as<Exception>(at(n));
    Value args = make_tuple_shell(node.parts.size());
    for (size_t i = 0; i < node.parts.size(); i++)
      as<Tuple>(args)->items[i] = at(node.parts[i]);
    e->args = as<Tuple>(args);
    e->cause = Value::none();
    e->context = Value::none();
    fill_attributes(n);
  }

  // Dicts, sets and lists; also those that instances of subclasses of them are.
  bool fill_table(Index n) {
    const Node& node = nodes_[n];
    Value v = at(n);
    bool is_plain = node.type == Type::kDict || node.type == Type::kSet ||
                    node.type == Type::kFrozenSet;
    if (!is_plain && node.type != Type::kInstance) return true;
    if (is_kind(v, Kind::kDict)) {
      for (size_t i = 0; i + 1 < node.parts.size(); i += 2) {
        if (!dict_set(vm_, as<Dict>(v), at(node.parts[i]), at(node.parts[i + 1])))
          return false;
      }
    } else if (is_kind(v, Kind::kSet) || is_kind(v, Kind::kFrozenSet)) {
      for (Index part : node.parts) {
        if (set_add(vm_, as<Set>(v), at(part)) == Found::kError) return false;
      }
    } else if (is_kind(v, Kind::kList)) {
      for (Index part : node.parts) list_append(heap_, as<List>(v), at(part));
    }
    return true;
  }

  Vm& vm_;
  Heap& heap_;
  const std::vector<Node>& nodes_;
  HandleKeeper& keeper_;
  RootVector made_;
};

Value Snapshot::restore(Vm& vm, HandleKeeper& keeper) const {
  for (const auto& program : programs_) vm.keep(program);
  return Thawer(vm, *this, keeper).thaw();
}

}  // namespace scriptling
