// classes set and frozenset: their methods. The operators are in set_operators.cpp.
#include "interp/types/arguments.h"
#include "interp/types/set_operators.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

Set* self_set(const Args& args) { return as<Set>(args[0]); }

// A set as a key of itself: `{1} in {frozenset({1})}` looks for the equal frozenset.
Value as_key(Vm& vm, Value v) {
  if (!is_kind(v, Kind::kSet) || !vm.lookup(v.o->cls, names.hash).is_none()) return v;
  return Value::object(set_copy(vm.heap(), as<Set>(v), Kind::kFrozenSet));
}

Value set_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.set);
  if (cls == nullptr) return Value::error();
  if (cls == types.set) return Value::object(make_set(vm.heap()));
  return Value::object(allocate_instance(vm, cls));
}

Value set_init(Vm& vm, const Args& args) {
  Set* self = self_set(args);
  if (self->live > 0) scriptling::set_clear(vm.heap(), self);
  return from_bool(!args.given(1) || set_update(vm, self, args[1]));
}

Value frozenset_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.frozenset);
  if (cls == nullptr) return Value::error();
  if (cls == types.frozenset && args.given(1) && is_kind(args[1], Kind::kFrozenSet) &&
      args[1].o->cls == types.frozenset) {
    return args[1];
  }
  Set* made = cls == types.frozenset ? make_set(vm.heap(), Kind::kFrozenSet)
                                     : static_cast<Set*>(allocate_instance(vm, cls));
  if (args.given(1) && !set_update(vm, made, args[1])) return Value::error();
  return Value::object(made);
}

Value set_add_method(Vm& vm, const Args& args) {
  return from_bool(set_add(vm, self_set(args), args[1]) != Found::kError);
}

Value set_discard_method(Vm& vm, const Args& args) {
  return from_bool(set_discard(vm, self_set(args), as_key(vm, args[1])) != Found::kError);
}

Value set_remove(Vm& vm, const Args& args) {
  Found found = set_discard(vm, self_set(args), as_key(vm, args[1]));
  if (found == Found::kNo) return vm.key_error(args[1]);
  return from_bool(found == Found::kYes);
}

// Takes the oldest item.
Value set_pop(Vm& vm, const Args& args) {
  Set* self = self_set(args);
  if (self->live == 0) return vm.raise_text(types.key_error, "pop from an empty set");
  uint32_t place = self->table->first;
  Value key = self->table->entries[place].key;
  set_erase_at(vm.heap(), self, place);
  return key;
}

Value set_clear_method(Vm& vm, const Args& args) {
  scriptling::set_clear(vm.heap(), self_set(args));
  return Value::none();
}

Value set_copy_method(Vm& vm, const Args& args) {
  Set* self = self_set(args);
  if (self->cls == types.frozenset) return args[0];
  return Value::object(set_copy(vm.heap(), self, self->kind));
}

Value set_update_method(Vm& vm, const Args& args) {
  for (uint32_t n = 0; n < args.rest_count; n++) {
    if (!set_update(vm, self_set(args), args.rest[n])) return Value::error();
  }
  return Value::none();
}

Value set_union(Vm& vm, const Args& args) {
  Set* self = self_set(args);
  Set* result = set_copy(vm.heap(), self, self->kind);
  for (uint32_t n = 0; n < args.rest_count; n++) {
    if (!set_update(vm, result, args.rest[n])) return Value::error();
  }
  return Value::object(result);
}

// self & others[0] & ...; null: pending.
Set* intersection(Vm& vm, const Args& args) {
  Set* result = self_set(args);
  for (uint32_t n = 0; n < args.rest_count; n++) {
    result = set_intersection(vm, result, args.rest[n]);
    if (result == nullptr) return nullptr;
  }
  return args.rest_count == 0 ? set_copy(vm.heap(), result, result->kind) : result;
}

Value set_intersection_method(Vm& vm, const Args& args) {
  Set* result = intersection(vm, args);
  return result == nullptr ? Value::error() : Value::object(result);
}

Value set_intersection_update(Vm& vm, const Args& args) {
  Set* result = intersection(vm, args);
  if (result == nullptr) return Value::error();
  set_replace(vm, self_set(args), result);
  return Value::none();
}

Value set_difference(Vm& vm, const Args& args) {
  Set* self = self_set(args);
  Set* result = set_copy(vm.heap(), self, self->kind);
  for (uint32_t n = 0; n < args.rest_count; n++) {
    if (!set_remove_all(vm, result, args.rest[n])) return Value::error();
  }
  return Value::object(result);
}

Value set_difference_update(Vm& vm, const Args& args) {
  for (uint32_t n = 0; n < args.rest_count; n++) {
    if (!set_remove_all(vm, self_set(args), args.rest[n])) return Value::error();
  }
  return Value::none();
}

Value set_symmetric_difference(Vm& vm, const Args& args) {
  Set* other = any_set(vm, args[1]);
  if (other == nullptr) return Value::error();
  return set_binary(vm, BinaryOp::kXor, self_set(args), other);
}

Value set_symmetric_difference_update(Vm& vm, const Args& args) {
  Value result = set_symmetric_difference(vm, args);
  if (result.is_error()) return result;
  set_replace(vm, self_set(args), as<Set>(result));
  return Value::none();
}

Value set_isdisjoint(Vm& vm, const Args& args) {
  Set* self = self_set(args);
  Value other = args[1];
  if (is_any_set(other) && as<Set>(other)->live > self->live) {
    self = as<Set>(args[1]);
    other = args[0];
  }
  bool disjoint = true;
  bool done = for_each(vm, other, [&](Value item) {
    disjoint = set_contains(vm, self, item) == Found::kNo;
    return disjoint;
  });
  return done || !vm.has_pending() ? Value::boolean(disjoint) : Value::error();
}

Value set_issubset(Vm& vm, const Args& args) {
  Set* other = any_set(vm, args[1]);
  if (other == nullptr) return Value::error();
  return set_compare(vm, CompareOp::kLe, self_set(args), other);
}

Value set_issuperset(Vm& vm, const Args& args) {
  if (is_any_set(args[1])) {
    return set_compare(vm, CompareOp::kGe, self_set(args), as<Set>(args[1]));
  }
  bool all = true;
  bool done = for_each(vm, args[1], [&](Value item) {
    all = set_contains(vm, self_set(args), item) == Found::kYes;
    return all;
  });
  return done || !vm.has_pending() ? Value::boolean(all) : Value::error();
}

Value set_len(Vm& vm, const Args& args) { return Value::integer(self_set(args)->live); }

Value set_contains_method(Vm& vm, const Args& args) {
  return from_found(set_contains(vm, self_set(args), as_key(vm, args[1])));
}

Value set_iter(Vm& vm, const Args& args) {
  return Value::object(
      make_iterator(vm, IteratorKind::kSet, types.set_iterator, args[0].o));
}

Value set_repr(Vm& vm, const Args& args) { return from_str(builtin_repr(vm, args[0].o)); }

Value frozenset_hash_method(Vm& vm, const Args& args) {
  bool ok = false;
  int64_t hash = frozenset_hash(vm, self_set(args), &ok);
  return ok ? Value::integer(hash) : Value::error();
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kBothMethods[] = {
    {"copy(self, /)", set_copy_method, "Return a shallow copy of a set.", kMethod},
    {"union(self, /, *others)", set_union,
     "Return the union of sets as a new set.\n\n"
     "(i.e. all elements that are in either set.)",
     kMethod},
    {"intersection(self, /, *others)", set_intersection_method,
     "Return the intersection of two sets as a new set.\n\n"
     "(i.e. all elements that are in both sets.)",
     kMethod},
    {"difference(self, /, *others)", set_difference,
     "Return the difference of two or more sets as a new set.\n\n"
     "(i.e. all elements that are in this set but not the others.)",
     kMethod},
    {"symmetric_difference(self, other, /)", set_symmetric_difference,
     "Return the symmetric difference of two sets as a new set.\n\n"
     "(i.e. all elements that are in exactly one of the sets.)",
     kMethod},
    {"isdisjoint(self, other, /)", set_isdisjoint,
     "Return True if two sets have a null intersection.", kMethod},
    {"issubset(self, other, /)", set_issubset,
     "Report whether another set contains this set.", kMethod},
    {"issuperset(self, other, /)", set_issuperset,
     "Report whether this set contains another set.", kMethod},
    {"__len__(self, /)", set_len, "Return len(self).", kMethod},
    {"__contains__(self, key, /)", set_contains_method, "x.__contains__(y) <==> y in x.",
     kMethod},
    {"__iter__(self, /)", set_iter, "Implement iter(self).", kMethod},
    {"__repr__(self, /)", set_repr, "Return repr(self).", kMethod},
    {"__class_getitem__(cls, item, /)", class_getitem_self, "See PEP 585",
     NativeBinding::kClassMethod},
};

constexpr NativeDef kSetMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", set_new,
     "Create and return a new object.  See help(type) for accurate signature.",
     NativeBinding::kStaticMethod},
    {"__init__(self, iterable=(), /)", set_init,
     "Initialize self.  See help(type(self)) for accurate signature.", kMethod},
    {"add(self, element, /)", set_add_method,
     "Add an element to a set.\n\nThis has no effect if the element is already present.",
     kMethod},
    {"discard(self, element, /)", set_discard_method,
     "Remove an element from a set if it is a member.\n\n"
     "Unlike set.remove(), the discard() method does not raise\n"
     "an exception when an element is missing from the set.",
     kMethod},
    {"remove(self, element, /)", set_remove,
     "Remove an element from a set; it must be a member.\n\n"
     "If the element is not a member, raise a KeyError.",
     kMethod},
    {"pop(self, /)", set_pop,
     "Remove and return an arbitrary set element.\nRaises KeyError if the set is empty.",
     kMethod},
    {"clear(self, /)", set_clear_method, "Remove all elements from this set.", kMethod},
    {"update(self, /, *others)", set_update_method,
     "Update a set with the union of itself and others.", kMethod},
    {"intersection_update(self, /, *others)", set_intersection_update,
     "Update a set with the intersection of itself and another.", kMethod},
    {"difference_update(self, /, *others)", set_difference_update,
     "Remove all elements of another set from this set.", kMethod},
    {"symmetric_difference_update(self, other, /)", set_symmetric_difference_update,
     "Update a set with the symmetric difference of itself and another.", kMethod},
};

constexpr NativeDef kFrozenSetMethods[] = {
    {"__new__(cls, iterable=(), /)", frozenset_new,
     "Create and return a new object.  See help(type) for accurate signature.",
     NativeBinding::kStaticMethod},
    {"__hash__(self, /)", frozenset_hash_method, "Return hash(self).", kMethod},
};

}  // namespace

void define_set() {
  add_methods(types.set, kBothMethods);
  add_methods(types.set, kSetMethods);
  add_methods(types.frozenset, kBothMethods);
  add_methods(types.frozenset, kFrozenSetMethods);
  define_set_operators();
}

}  // namespace scriptling
