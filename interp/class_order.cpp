// The method resolution order (C3) and __slots__.

#include <algorithm>

#include "interp/class_parts.h"
#include "interp/identifier.h"
#include "interp/protocol.h"

namespace scriptling {

namespace {

bool refuse_duplicates(Vm& vm, Tuple* bases) {
  for (uint64_t n = 0; n < bases->size; n++) {
    for (uint64_t m = n + 1; m < bases->size; m++) {
      if (!bases->items[n].is(bases->items[m])) continue;
      vm.type_error("duplicate base class {}", as<Class>(bases->items[n])->name->view());
      return false;
    }
  }
  return true;
}

// One list being merged: an MRO of a base or the bases themselves.
struct Sequence {
  const Tuple* classes;
  uint64_t at;

  bool in_tail(const Object* cls) const {
    for (uint64_t n = at + 1; n < classes->size; n++) {
      if (classes->items[n].o == cls) return true;
    }
    return false;
  }
};

Object* next_in_order(const std::vector<Sequence>& sequences) {
  for (const Sequence& s : sequences) {
    if (s.at >= s.classes->size) continue;
    Object* candidate = s.classes->items[s.at].o;
    bool blocked = false;
    for (const Sequence& other : sequences) blocked |= other.in_tail(candidate);
    if (!blocked) return candidate;
  }
  return nullptr;
}

// Names the classes that wait for each other.
Tuple* inconsistent(Vm& vm, const std::vector<Sequence>& sequences) {
  std::vector<const Object*> heads;
  std::string names;
  for (const Sequence& s : sequences) {
    if (s.at >= s.classes->size) continue;
    const Value& head = s.classes->items[s.at];
    if (std::find(heads.begin(), heads.end(), head.o) != heads.end()) continue;
    if (!heads.empty()) names += ", ";
    names += as<Class>(head)->name->view();
    heads.push_back(head.o);
  }
  vm.type_error("Cannot create a consistent method resolution\norder (MRO) for bases {}",
                names);
  return nullptr;
}

// -- __slots__ --------------------------------------------------------------------------

// _C__x for __x in class C.
Str* mangled(Vm& vm, const Class* cls, Str* name) {
  std::string_view text = name->view();
  std::string_view owner = cls->name->view();
  while (owner.starts_with('_')) owner.remove_prefix(1);
  if (!text.starts_with("__") || text.ends_with("__") || owner.empty()) return name;
  std::string full = "_";
  full.append(owner).append(text);
  return attr_name(vm, make_str(vm.heap(), full));
}

bool has_dict(const Class* base) {
  for (uint64_t n = 0; n < base->mro->size; n++) {
    auto* cls = as<Class>(base->mro->items[n]);
    if ((cls->class_flags & kUserClass) && !(cls->class_flags & kHasSlots)) return true;
  }
  return base->layout == types.base_exception;
}

// Requires: the class has no MRO yet; it is worked out after the slots.
bool bases_have_dict(const Class* cls) {
  for (uint64_t n = 0; n < cls->bases->size; n++) {
    if (has_dict(as<Class>(cls->bases->items[n]))) return true;
  }
  return false;
}

Str* slot_key(const Class* cls, const Str* name) {
  size_t marks = 1;
  for (uint64_t n = 0; n < cls->bases->size; n++) {
    const Tuple* mro = as<Class>(cls->bases->items[n])->mro;
    for (uint64_t m = 0; m < mro->size; m++) {
      Value* other = dict_find(as<Class>(mro->items[m])->dict, name);
      if (other == nullptr || !is_member(*other)) continue;
      marks = std::max<size_t>(marks, member_key(*other)->size - name->size + 1);
    }
  }
  return intern(std::string(marks, kSlotMark).append(name->view()));
}

bool is_identifier(std::string_view text) {
  bool is_first = true;
  for (CodePoint c; !text.empty(); text.remove_prefix(static_cast<size_t>(c.size))) {
    c = decode_code_point(text);
    if (!(is_first ? is_identifier_start(c.value) : is_identifier_continue(c.value)))
      return false;
    is_first = false;
  }
  return !is_first;
}

bool add_slot(Vm& vm, Class* cls, Value slot, bool* wants_dict) {
  if (!is_str(slot)) {
    vm.type_error("__slots__ items must be strings, not '{}'", type_name(slot));
    return false;
  }
  Str* name = as<Str>(slot);
  if (!is_identifier(name->view())) {
    vm.type_error("__slots__ must be identifiers");
    return false;
  }
  if (str_equal(name, names.dict)) {
    if (*wants_dict || has_dict(best_base(cls->bases))) {
      vm.type_error("__dict__ slot disallowed: we already got one");
      return false;
    }
    *wants_dict = true;
    return true;
  }
  if (name->view() == "__weakref__") return true;
  name = mangled(vm, cls, attr_name(vm, name));
  if (!name->has(kInterned)) name = intern(name->view());
  if (Value* other = dict_find(cls->dict, name)) {
    if (is_member(*other) && member_owner(*other) == cls) return true;  // Named twice.
    vm.value_error("'{}' in __slots__ conflicts with class variable", name->view());
    return false;
  }
  dict_set(vm.heap(), cls->dict, name, make_member(vm, slot_key(cls, name), cls));
  return true;
}

}  // namespace

Tuple* compute_mro(Vm& vm, Class* cls, Tuple* bases) {
  if (!refuse_duplicates(vm, bases)) return nullptr;
  if (bases->size == 1) {
    const Tuple* rest = as<Class>(bases->items[0])->mro;
    Tuple* order = make_tuple(vm.heap(), rest->size + 1);
    order->items[0] = Value::object(cls);
    std::copy_n(rest->items, rest->size, order->items + 1);
    return order;
  }
  std::vector<Sequence> sequences;
  uint64_t most = 1;
  for (uint64_t n = 0; n < bases->size; n++) {
    sequences.push_back({as<Class>(bases->items[n])->mro, 0});
    most += sequences.back().classes->size;
  }
  sequences.push_back({bases, 0});
  List* order = make_list(vm.heap(), most);
  list_append(vm.heap(), order, Value::object(cls));
  for (;;) {
    bool done = true;
    for (const Sequence& s : sequences) done &= s.at >= s.classes->size;
    if (done) break;
    Object* next = next_in_order(sequences);
    if (next == nullptr) return inconsistent(vm, sequences);
    list_append(vm.heap(), order, Value::object(next));
    for (Sequence& s : sequences) {
      if (s.at < s.classes->size && s.classes->items[s.at].o == next) s.at++;
    }
  }
  return make_tuple(vm.heap(), {order->items(), order->size});
}

bool apply_slots(Vm& vm, Class* cls) {
  Value* found = dict_find(cls->dict, names.slots);
  if (found == nullptr) return true;
  Value slots = *found;
  bool wants_dict = false;
  if (is_str(slots)) {
    if (!add_slot(vm, cls, slots, &wants_dict)) return false;
  } else {
    Tuple* all = tuple_of(vm, slots);
    if (all == nullptr) return false;
    bool fixed_size = cls->instance_kind != Kind::kTuple &&
                      cls->instance_kind != Kind::kBytes && cls->layout != types.int_;
    if (all->size > 0 && !fixed_size) {
      uint64_t n = 0;  // The base that decides the layout.
      while (as<Class>(cls->bases->items[n])->layout != cls->layout) n++;
      vm.type_error("nonempty __slots__ not supported for subtype of '{}'",
                    as<Class>(cls->bases->items[n])->name->view());
      return false;
    }
    for (uint64_t n = 0; n < all->size; n++) {
      if (!add_slot(vm, cls, all->items[n], &wants_dict)) return false;
    }
    cls->slot_hint =
        static_cast<uint32_t>(std::min<uint64_t>(cls->slot_hint + all->size, 24));
  }
  if (!wants_dict && !bases_have_dict(cls)) cls->class_flags |= kHasSlots;
  return true;
}

}  // namespace scriptling
