// Making classes: bases, layout, namespace, hooks.

#include <algorithm>

#include "interp/class_parts.h"
#include "interp/protocol.h"

namespace scriptling {

namespace {

bool check_bases(Vm& vm, Tuple* bases) {
  for (uint64_t n = 0; n < bases->size; n++) {
    if (!is_class(bases->items[n])) {
      vm.type_error("bases must be types");
      return false;
    }
    auto* base = as<Class>(bases->items[n]);
    if (base->class_flags & kFinal) {
      vm.type_error("type '{}' is not an acceptable base type", base->name->view());
      return false;
    }
  }
  return true;
}

// Whether `cls` is the first on its way to a built-in class of variable size whose
// instances have a dict: in CPython that dict has a place of its own in each such class.
bool adds_dict_behind_items(const Class* cls) {
  bool is_sized = cls->layout == types.int_ || cls->layout == types.tuple ||
                  cls->layout == types.bytes;
  if (!is_sized || (cls->class_flags & kHasSlots)) return false;
  for (uint64_t n = 0; n < cls->bases->size; n++) {
    auto* base = as<Class>(cls->bases->items[n]);
    bool is_plain = (base->class_flags & kUserClass) && base->layout != cls->layout;
    bool has_dict = (base->class_flags & kUserClass) && !(base->class_flags & kHasSlots);
    if (has_dict && !is_plain) return false;
  }
  return true;
}

// The nearest class of the MRO that decides how its instances are laid out: a built-in
// one, or one whose __slots__ have names.
Class* solid_base(const Class* cls) {
  for (uint64_t n = 0; n < cls->mro->size; n++) {
    auto* base = as<Class>(cls->mro->items[n]);
    if (!(base->class_flags & kUserClass)) return base->layout;
    if (adds_dict_behind_items(base)) return base;
    uint32_t position = 0;
    for (TableEntry* e; table_next(base->dict->table, &position, &e);) {
      if (is_member(e->value) && member_owner(e->value) == base) return base;
    }
  }
  return types.object;
}

std::vector<const Str*> own_slots(const Class* cls) {
  std::vector<const Str*> keys;
  uint32_t position = 0;
  for (TableEntry* e; table_next(cls->dict->table, &position, &e);) {
    bool is_own = is_member(e->value) && member_owner(e->value) == cls;
    if (is_own) keys.push_back(member_key(e->value));
  }
  std::sort(keys.begin(), keys.end());  // They are interned.
  return keys;
}

bool have_same_dict(const Class* one, const Class* other) {
  return ((one->class_flags ^ other->class_flags) & kHasSlots) == 0;
}

bool layouts_agree(const Tuple* bases) {
  Class* solid = types.object;
  for (uint64_t n = 0; n < bases->size; n++) {
    Class* other = solid_base(as<Class>(bases->items[n]));
    if (is_subclass(other, solid)) solid = other;
    if (!is_subclass(solid, other)) return false;
  }
  return true;
}

// The built-in class whose struct the instances have. Null: pending.
Class* find_layout(Vm& vm, Tuple* bases) {
  if (bases->size > 1 && !layouts_agree(bases)) {
    vm.type_error("multiple bases have instance lay-out conflict");
    return nullptr;
  }
  Class* layout = types.object;
  for (uint64_t n = 0; n < bases->size; n++) {
    Class* other = as<Class>(bases->items[n])->layout;
    if (!is_subclass(layout, other)) layout = other;
  }
  return layout;
}

}  // namespace

Class* best_base(const Tuple* bases) {
  auto* best = as<Class>(bases->items[0]);
  Class* solid = solid_base(best);
  for (uint64_t n = 1; n < bases->size; n++) {
    auto* base = as<Class>(bases->items[n]);
    Class* other = solid_base(base);
    if (other == solid || !is_subclass(other, solid)) continue;
    best = base;
    solid = other;
  }
  return best;
}

namespace {

Kind instance_kind(const Class* layout) {
  if (layout == types.int_ || layout == types.float_) return Kind::kBoxed;
  return layout->instance_kind;
}

Wrapper* wrap(Vm& vm, Kind kind, Class* cls, Value function) {
  auto* w = vm.heap().make<Wrapper>(kind, cls);
  w->function = function;
  return w;
}

// Functions that are static or class methods by their name alone.
void wrap_special_functions(Vm& vm, Dict* dict) {
  Value* v = dict_find(dict, names.new_);
  if (v != nullptr && is_kind(*v, Kind::kFunction)) {
    auto* w = wrap(vm, Kind::kStaticMethod, types.staticmethod, *v);
    dict_set(vm.heap(), dict, names.new_, Value::object(w));
  }
  for (Str* name : {names.init_subclass, names.class_getitem}) {
    v = dict_find(dict, name);
    if (v != nullptr && is_kind(*v, Kind::kFunction)) {
      auto* w = wrap(vm, Kind::kClassMethod, types.classmethod, *v);
      dict_set(vm.heap(), dict, name, Value::object(w));
    }
  }
}

bool fill_namespace(Vm& vm, Class* cls) {
  Heap& heap = vm.heap();
  Dict* dict = cls->dict;
  if (Value* qualname = dict_find(dict, names.qualname)) {
    if (!is_str(*qualname)) {
      vm.type_error("type __qualname__ must be a str, not {}", type_name(*qualname));
      return false;
    }
    cls->qualname = as<Str>(*qualname);
    dict_erase(heap, dict, names.qualname);
  }
  if (!dict_find(dict, names.module)) {
    Value module = Value::object(names.main);
    if (Frame* frame = vm.frame()) {
      Value* name = dict_find(frame->unit->globals, names.name);
      if (name != nullptr) module = *name;
    }
    dict_set(heap, dict, names.module, module);
  }
  if (!dict_find(dict, names.doc)) dict_set(heap, dict, names.doc, Value::none());
  if (dict_find(dict, names.eq) && !dict_find(dict, names.hash)) {
    dict_set(heap, dict, names.hash, Value::none());
  }
  wrap_special_functions(vm, dict);
  if (Value* cell = dict_find(dict, names.classcell)) {
    if (is_kind(*cell, Kind::kCell)) {
      heap.touch(cell->o);
      as<Cell>(*cell)->value = Value::object(cls);
    }
    dict_erase(heap, dict, names.classcell);
  }
  return true;
}

// The order of `cls` as its metaclass says it. Null: pending.
Tuple* mro_by_metaclass(Vm& vm, Class* cls) {
  static Str* const mro = intern("mro");
  static const Value plain = *dict_find(types.type->dict, mro);
  Value method = vm.lookup(cls->cls, mro);
  if (method.is(plain)) return compute_mro(vm, cls, cls->bases);
  cls->mro = make_tuple(vm.heap(), {Value::object(cls)});
  Value answer = call_method(vm, Value::object(cls), mro, {});
  Tuple* order = answer.is_error() ? nullptr : tuple_of(vm, answer);
  if (order == nullptr) return nullptr;
  for (uint64_t n = 0; n < order->size; n++) {
    Value v = order->items[n];
    if (!is_class(v)) {
      vm.type_error("mro() returned a non-class ('{}')", type_name(v));
      return nullptr;
    }
    if (!is_subclass(cls->layout, as<Class>(v)->layout)) {
      vm.type_error("mro() returned base with unsuitable layout ('{}')",
                    as<Class>(v)->name->view());
      return nullptr;
    }
  }
  // CPython takes others, and then knows no attributes of the class or of its objects.
  bool is_whole = order->size > 1 && order->items[0].is(Value::object(cls)) &&
                  order->items[order->size - 1].is(Value::object(types.object));
  if (is_whole) return order;
  vm.type_error("mro() must begin with the class and end with object");
  return nullptr;
}

// Values of the namespace are told their names.
bool call_set_name(Vm& vm, Class* cls, Dict* dict) {
  uint32_t position = 0;
  for (TableEntry* e; table_next(dict->table, &position, &e);) {
    Value v = e->value, key = e->key;
    if (!v.is_object() || is_core(v)) continue;
    Value hook = vm.lookup(v.o->cls, names.set_name);
    if (hook.is_undefined()) continue;
    if (!vm.call(hook, {v, Value::object(cls), key}).is_error()) continue;
    Value cause = vm.take_pending();
    Value text = repr(vm, key) ? Value::object(repr(vm, key)) : key;
    vm.raise(types.runtime_error,
             "Error calling __set_name__ on '{}' instance {} in '{}'", type_name(v),
             text_of(text), cls->name->view());
    auto* error = as<Exception>(vm.pending());
    error->cause = error->context = cause;
    error->has_cause = error->suppress_context = true;
    return false;
  }
  return true;
}

// super(cls, cls).__init_subclass__(**keywords)
bool call_init_subclass(Vm& vm, Class* cls, Dict* keywords) {
  for (uint64_t n = 1; n < cls->mro->size; n++) {
    auto* base = as<Class>(cls->mro->items[n]);
    Value* hook = dict_find(base->dict, names.init_subclass);
    if (hook == nullptr) continue;
    if (base == types.object && (keywords == nullptr || keywords->live == 0)) return true;
    Value bound = bind_descriptor(vm, *hook, Value::undefined(), cls);
    return !bound.is_error() && !vm.call_dict(bound, {}, keywords).is_error();
  }
  return true;
}

bool is_abstract(Vm& vm, Value v) {
  if (!v.is_object()) return false;
  if (!vm.check_native_depth()) {
    vm.clear_pending();
    return false;
  }
  static Str* const flag = intern("__isabstractmethod__");
  if (v.o->kind == Kind::kProperty) {
    auto* p = as<Property>(v);
    return is_abstract(vm, p->getter) || is_abstract(vm, p->setter) ||
           is_abstract(vm, p->deleter);
  }
  if (v.o->kind == Kind::kStaticMethod || v.o->kind == Kind::kClassMethod) {
    return is_abstract(vm, as<Wrapper>(v)->function);
  }
  if (v.o->kind != Kind::kFunction && v.o->kind != Kind::kInstance) return false;
  Value found = find_attr(vm, v, flag);
  if (found.is_error()) vm.clear_pending();
  return found.is_true();
}

// Only classes of abc's make count abstract methods: those with a metaclass of their own.
bool counts_abstract_methods(const Class* cls) {
  if (cls->cls != types.type) return true;
  for (uint64_t n = 1; n < cls->mro->size; n++) {
    auto* base = as<Class>(cls->mro->items[n]);
    if (base->has(kImmortal) && base->name->view() == "ABC") return true;
  }
  return false;
}

bool find_abstract_methods(Vm& vm, Class* cls) {
  if (!counts_abstract_methods(cls)) return true;
  Set* found = make_set(vm.heap(), Kind::kFrozenSet);
  uint32_t position = 0;
  for (TableEntry* e; table_next(cls->dict->table, &position, &e);) {
    Value key = e->key;
    if (is_abstract(vm, e->value) && set_add(vm, found, key) == Found::kError)
      return false;
  }
  for (uint64_t n = 1; n < cls->mro->size; n++) {
    Value* inherited =
        dict_find(as<Class>(cls->mro->items[n])->dict, names.abstractmethods);
    if (inherited == nullptr || !is_kind(*inherited, Kind::kFrozenSet)) continue;
    position = 0;
    Table* table = as<Set>(*inherited)->table;
    for (TableEntry* e; table_next(table, &position, &e);) {
      Value name = e->key;
      if (!is_str(name)) continue;  // A script's own __abstractmethods__.
      if (is_abstract(vm, vm.lookup(cls, as<Str>(name))) &&
          set_add(vm, found, name) == Found::kError) {
        return false;
      }
    }
  }
  dict_set(vm.heap(), cls->dict, names.abstractmethods, Value::object(found));
  if (found->live > 0) cls->class_flags |= kAbstract;
  return true;
}

// Bases that are no classes may stand for some: __mro_entries__. Null: pending.
Tuple* resolve_bases(Vm& vm, Tuple* bases, Dict* dict) {
  static Str* const entries = intern("__mro_entries__");
  bool all = true;
  for (uint64_t n = 0; n < bases->size; n++) all &= is_class(bases->items[n]);
  if (all) return bases;
  List* resolved = make_list(vm.heap());
  for (uint64_t n = 0; n < bases->size; n++) {
    Value base = bases->items[n];
    if (is_class(base)) {
      list_append(vm.heap(), resolved, base);
      continue;
    }
    Value hook = find_attr(vm, base, entries);
    if (hook.is_error()) return nullptr;
    if (hook.is_undefined()) {
      list_append(vm.heap(), resolved, base);
      continue;
    }
    Value more = vm.call(hook, {Value::object(bases)});
    if (more.is_error() || !extend_list(vm, resolved, more)) return nullptr;
  }
  static Str* const original = intern("__orig_bases__");
  dict_set(vm.heap(), dict, original, Value::object(bases));
  return tuple_of(vm, Value::object(resolved));
}

// They are held weakly: the kind of the storage is one that the collector does not look
// into, and it takes out what has died, as `base` is finalizable.
void grow_subclasses(Heap& heap, Class* base, uint64_t capacity) {
  auto grown = heap.make_owned<Array>(Kind::kBuffer, capacity * sizeof(Value));
  grown->capacity = capacity;
  if (base->subclass_count > 0) {
    std::copy_n(base->subclasses->items, base->subclass_count, grown->items);
  }
  heap.retire(std::exchange(base->subclasses, std::move(grown)));
}

void note_subclass(Vm& vm, Class* base, Class* cls) {
  vm.heap().touch(base);
  if (!base->has(kFinalize)) vm.heap().add_finalizable(base);
  uint64_t capacity = base->subclasses ? base->subclasses->capacity : 0;
  if (base->subclass_count == capacity) {
    grow_subclasses(vm.heap(), base, capacity == 0 ? 2 : capacity * 2);
  }
  base->subclasses->items[base->subclass_count++] = Value::object(cls);
}

bool inherits_from(const Tuple* bases, const Class* wanted) {
  for (uint64_t n = 0; n < bases->size; n++) {
    if (is_subclass(as<Class>(bases->items[n]), wanted)) return true;
  }
  return false;
}

}  // namespace

bool have_same_layout(const Class* one, const Class* other) {
  if (one->layout != other->layout || !have_same_dict(one, other)) return false;
  const Class* a = solid_base(one);
  const Class* b = solid_base(other);
  if (a == b) return true;
  if (!(a->class_flags & kUserClass) || !(b->class_flags & kUserClass)) return false;
  return have_same_dict(a, b) && !adds_dict_behind_items(a) &&
         own_slots(a) == own_slots(b) &&
         solid_base(best_base(a->bases)) == solid_base(best_base(b->bases));
}

Class* most_derived_metaclass(Vm& vm, Class* meta, Tuple* bases) {
  for (uint64_t n = 0; n < bases->size; n++) {
    Class* other = class_of(bases->items[n]);
    if (is_subclass(meta, other)) continue;
    if (!is_subclass(other, meta)) {
      vm.type_error(
          "metaclass conflict: the metaclass of a derived class must be a "
          "(non-strict) subclass of the metaclasses of all its bases");
      return nullptr;
    }
    meta = other;
  }
  return meta;
}

bool check_class_name(Vm& vm, const Str* name) {
  if (name->view().find('\0') == std::string_view::npos) return true;
  vm.value_error("type name must not contain null characters");
  return false;
}

bool check_instantiable(Vm& vm, Class* cls) {
  if (!(cls->class_flags & kAbstract)) return true;
  Value* v = dict_find(cls->dict, names.abstractmethods);
  List* sorted = v == nullptr ? nullptr : list_of(vm, *v);
  if (sorted == nullptr || sorted->size == 0) return !vm.has_pending();
  std::vector<std::string> all;
  for (uint64_t n = 0; n < sorted->size; n++)
    all.emplace_back(text_of(sorted->items()[n]));
  std::sort(all.begin(), all.end());
  std::string text;
  for (auto& name : all) text += (text.empty() ? "" : ", ") + name;
  vm.type_error("Can't instantiate abstract class {} with abstract method{} {}",
                cls->name->view(), all.size() == 1 ? "" : "s", text);
  return false;
}

void join_bases(Vm& vm, Class* cls) {
  for (const Tuple* all : {cls->bases, cls->mro}) {
    for (uint64_t n = 0; n < all->size; n++) {
      auto* base = as<Class>(all->items[n]);
      bool is_above = all == cls->mro && (base == cls || inherits_from(cls->bases, base));
      if (!is_above && !base->has(kImmortal)) note_subclass(vm, base, cls);
    }
  }
}

void leave_bases(Vm& vm, Class* cls) {
  for (const Tuple* all : {cls->bases, cls->mro}) {
    for (uint64_t n = 0; n < all->size; n++) {
      auto* base = as<Class>(all->items[n]);
      if (base->subclass_count == 0) continue;
      vm.heap().touch(base);
      Value* items = base->subclasses->items;
      Value* end = std::remove_if(items, items + base->subclass_count,
                                  [&](const Value& v) { return v.o == cls; });
      base->subclass_count = static_cast<uint64_t>(end - items);
    }
  }
}

Value make_user_class(Vm& vm, Class* meta, Str* name, Tuple* bases, Dict* dict,
                      Dict* keywords) {
  if (bases->size == 0) bases = make_tuple(vm.heap(), {Value::object(types.object)});
  meta = most_derived_metaclass(vm, meta, bases);
  if (meta == nullptr || !check_class_name(vm, name) || !check_bases(vm, bases))
    return Value::error();
  Class* layout = find_layout(vm, bases);
  if (layout == nullptr) return Value::error();

  auto* cls = vm.heap().make<Class>(Kind::kClass, meta);
  cls->name = cls->qualname = name;
  cls->bases = bases;
  cls->layout = layout;
  cls->instance_kind = instance_kind(layout);
  cls->class_flags = kUserClass;
  cls->slots = layout->slots;
  cls->slot_hint = as<Class>(bases->items[0])->slot_hint;
  cls->dict = dict_copy(vm.heap(), dict);
  cls->version = vm.next_version();
  if (!fill_namespace(vm, cls) || !apply_slots(vm, cls)) return Value::error();
  cls->mro = mro_by_metaclass(vm, cls);
  if (cls->mro == nullptr) return Value::error();
  refresh_class(vm, cls);
  join_bases(vm, cls);
  if (!find_abstract_methods(vm, cls)) return Value::error();
  cls->version = vm.next_version();
  if (!call_set_name(vm, cls, dict) || !call_init_subclass(vm, cls, keywords)) {
    return Value::error();
  }
  return Value::object(cls);
}

Value build_class(Vm& vm, Str* name, Tuple* bases, Dict* dict, Dict* keywords) {
  bases = resolve_bases(vm, bases, dict);
  if (bases == nullptr) return Value::error();
  Class* meta = types.type;
  static Str* const key = intern("metaclass");
  Value* given = keywords == nullptr ? nullptr : dict_find(keywords, key);
  if (given != nullptr) {
    Value maker = *given;
    keywords = dict_copy(vm.heap(), keywords);
    dict_erase(vm.heap(), keywords, key);
    if (!is_class(maker)) {
      return vm.call_dict(
          maker,
          std::initializer_list<Value>{Value::object(name), Value::object(bases),
                                       Value::object(dict)},
          keywords);
    }
    meta = as<Class>(maker);
  }
  meta = most_derived_metaclass(vm, meta, bases);
  if (meta == nullptr) return Value::error();
  if (meta == types.type) return make_user_class(vm, meta, name, bases, dict, keywords);
  Value args[] = {Value::object(name), Value::object(bases), Value::object(dict)};
  return vm.call_dict(Value::object(meta), args, keywords);
}

}  // namespace scriptling
