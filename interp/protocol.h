// What the files behind ops.h share: which classes behave as built, how attributes change
// a class, and the forms of operations that look at one kind of object only.
//
// One thread at a time.
#pragma once

#include "interp/ops.h"

namespace scriptling {

// -- Classes ----------------------------------------------------------------------------

// In Class::class_flags: one of CoreTypes. Its values behave by their storage alone, so
// no dunder of theirs has to be looked up.
constexpr uint32_t kCoreClass = 1u << 16;
// What a class has because a base has it.
constexpr uint32_t kInheritedFlags = kHasGetattr | kHasSetattr | kHasDel | kIsException |
                                     kHasGetattribute | kHasDataDescriptors;

inline bool is_core(const Class* cls) { return (cls->class_flags & kCoreClass) != 0; }
inline bool is_core(const Value& v) { return is_core(class_of(v)); }

// The ClassFlags that a class has for having `v` as its attribute `name`.
uint32_t flags_for_attribute(const Str* name, Value v);
// Computes the flags and the version of a class whose dict and bases are complete.
void refresh_class(Vm& vm, Class* cls);
// An attribute of a class that instances see as it stands: no descriptor of any kind. In
// a class's own dict one may take another's place without a new version: nobody remembers
// such a value, only where it is.
bool is_plain_value(const Value& v);
// The dict or the bases changed: new versions, and perhaps new flags, for it and below.
void class_changed(Vm& vm, Class* cls, uint32_t flags);
// The method resolution order of a class with these bases, the class itself first. Null:
// pending.
Tuple* compute_mro(Vm& vm, Class* cls, Tuple* bases);
// The base whose layout the instances go on with, as CPython chooses it.
Class* best_base(const Tuple* bases);
// The most derived class among `meta` and the classes of the bases. Null: pending.
Class* most_derived_metaclass(Vm& vm, Class* meta, Tuple* bases);
// type.__new__ without the hooks of the bases; see build_class.
Value make_user_class(Vm& vm, Class* meta, Str* name, Tuple* bases, Dict* dict,
                      Dict* keywords);
// __slots__ of a new class: fills its dict with members and sets kHasSlots. False:
// pending.
bool apply_slots(Vm& vm, Class* cls);
// The name that Python's messages use for a class: with the module where CPython has the
// class in C, as 're.Match', else without.
std::string_view type_name(const Value& v);
// Whether `text` names a class of `cls`'s MRO, without regard to case; see type names.
bool is_type_name_of(const Class* cls, std::string_view text);
// The upper-case names: type(x) == "INTEGER".
bool class_has_upper_name(const Class* cls, std::string_view text);
// Abstract methods still to be defined: "Can't instantiate abstract class ...". False:
// pending.
bool check_instantiable(Vm& vm, Class* cls);

// -- Attributes -------------------------------------------------------------------------

// Undefined when there is no such attribute; error when an exception is pending.
Value class_get_attr(Vm& vm, Class* cls, Str* name);
Value super_get_attr(Vm& vm, Super* super, Str* name);
// Has __set__ or __delete__: what assigns or deletes the attribute goes to it.
bool is_data_descriptor(Vm& vm, Value attr);
// A data descriptor with a __get__ as well. One that has none leaves reading to the
// object's own attributes, and is itself the value where there are none.
bool goes_before_own(Vm& vm, Value attr);
// descriptor.__set__(instance, v), or __delete__ when v is undefined. False: pending.
bool set_descriptor(Vm& vm, Value descriptor, Value instance, Str* name, Value v);
// Raises AttributeError in the words of `object`'s kind; returns error.
Value no_attribute(Vm& vm, Value object, Str* name);
// Where an object of this kind ends and its AttrStore begins; 0 for kinds that have none.
size_t attrs_offset(const Object* o);
// The slot of `name` in instances of this shape, or -1. Requires: `name` is interned.
int64_t shape_slot(const Shape* shape, const Str* name);
// What instances begin with. Requires: the class belongs to this environment.
Shape* root_shape(Vm& vm, Class* cls);
// What a name of __slots__ is in the class: reads and writes the instance's own slot. The
// store of attributes knows the slot by `key`, which is the name behind one or more bytes
// that no text begins with, so that no attribute is mistaken for it: one, and one more
// for each base that has a slot of this name.
Value make_member(Vm& vm, Str* key, Class* owner);
bool is_member(const Value& v);
constexpr char kSlotMark = '\xff';
inline bool is_slot_key(const Str* name) {
  return name->size > 0 && name->data[0] == kSlotMark;
}
// Requires: is_slot_key(key).
std::string_view name_of_slot(const Str* key);
// What is in slots, with the keys. The Values must be in reach of the collector
// otherwise.
std::vector<std::pair<Str*, Value>> slot_values(const AttrStore* attrs);
// The value in the slot of `object`; undefined when it was not set.
Value member_get(Vm& vm, Value member, Value object);
// The dict as obj.__dict__ = d wants it.
void replace_instance_dict(Vm& vm, Object* object, Dict* dict);

// -- Functions --------------------------------------------------------------------------

Value make_bound_method(Vm& vm, Value function, Value self);
// super(start, self); None as `self`: unbound. Error: pending.
Value make_super(Vm& vm, Class* start, Value self);
void define_descriptor_types();
// A copy of `native` with a bound first argument.
Value bind_native(Vm& vm, Native* native, Value self);

void define_type();

// -- Operators --------------------------------------------------------------------------

// By the storage of a and b only. NotImplemented when the operator is not theirs.
Value core_binary(Vm& vm, BinaryOp op, Value a, Value b);
Value core_compare(Vm& vm, CompareOp op, Value a, Value b);
bool core_hash(Vm& vm, Value v, int64_t* hash);
int64_t identity_hash(const Object* o);

// -- Text -------------------------------------------------------------------------------

// repr and str by the storage of `v`, whatever its class overrides. Null: pending.
Str* core_repr(Vm& vm, Value v);
Str* core_str(Vm& vm, Value v);
std::string exception_repr(Vm& vm, Exception* e);
// "<module.Name object at 0x...>"
Str* object_repr(Vm& vm, Value v);
// "module.Name", without "builtins." and "__main__" kept.
std::string qualified_class_name(const Class* cls);

// -- Unions (union_type.cpp) ------------------------------------------------------------

// int | str. NotImplemented when an operand is neither a class, None nor a union.
Value make_union(Vm& vm, Value a, Value b);
bool is_union(const Value& v);
Tuple* union_args(const Value& v);
void define_union_type();

// -- list[int] (generic_alias.cpp) ------------------------------------------------------

Value make_generic_alias(Vm& vm, Value origin, Value arguments);
bool is_generic_alias(const Value& v);
void define_generic_alias();

}  // namespace scriptling
