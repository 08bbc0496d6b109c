// Python's operations on any value, with all the dunder methods, reflected forms and
// errors.
//
// All may call scripts and so may suspend, unless said otherwise. Error (or false, null,
// -1) means that an exception is pending in the Vm. The dispatch loop handles the common
// exact types itself and comes here for the rest; natives come here always.
//
// One thread at a time.
#pragma once

#include <optional>
#include <string>

#include "interp/containers.h"
#include "interp/number.h"
#include "interp/str.h"
#include "interp/vm.h"

namespace scriptling {

// -- Operators (operators.cpp) ----------------------------------------------------------

Value binary(Vm& vm, BinaryOp op, Value a, Value b);
Value inplace(Vm& vm, BinaryOp op, Value a, Value b);  // a op= b
Value unary(Vm& vm, UnaryOp op, Value a);
Value compare(Vm& vm, CompareOp op, Value a, Value b);  // Any value: rich comparison.
// Identity or ==, as containers compare.
Found equals(Vm& vm, Value a, Value b);
// `<`, for sorting: 1, 0, or -1 with an exception pending.
int less_than(Vm& vm, Value a, Value b);
int truth(Vm& vm, Value v);  // 1, 0, -1
bool hash_value(Vm& vm, Value v,
                int64_t* hash);  // Python's hash(v); TypeError when unhashable.
// The hash that tables use: keyed, so not Python's number for strings.
bool table_hash(Vm& vm, Value v, uint64_t* hash);

// -- Items and iteration (items.cpp) ----------------------------------------------------

Value get_item(Vm& vm, Value container, Value key);
bool set_item(Vm& vm, Value container, Value key, Value v);
bool del_item(Vm& vm, Value container, Value key);
Found contains(Vm& vm, Value container, Value v);
int64_t length(Vm& vm, Value v);     // -1: pending
Value iterate(Vm& vm, Value v);      // iter(v)
Value next(Vm& vm, Value iterator);  // Undefined at the end; StopIteration is swallowed.
bool is_iterable(Vm& vm, Value v);   // Without calling it.
// iterate(), where a TypeError has these words.
template <class... A>
Value iterate_saying(Vm& vm, Value v, fmt::format_string<A...> format, A&&... args) {
  Value it = iterate(vm, v);
  if (!it.is_error() || !vm.pending_is(types.type_error)) return it;
  vm.clear_pending();
  return vm.type_error(format, std::forward<A>(args)...);
}
// Asks a script's class how long it will be, as Python does before it collects items: the
// answer is of no use here, but what it raises must come out. False: pending.
bool ask_length(Vm& vm, Value iterable);
// What __length_hint__ says, where that is anything; a TypeError of it is nothing.
Value length_hint(Vm& vm, Value iterable, Value otherwise);
// Appends every item to `out` (a List). False: pending. Polls.
bool extend_list(Vm& vm, List* out, Value iterable);
// A new list or tuple of the items; null: pending.
List* list_of(Vm& vm, Value iterable);
Tuple* tuple_of(Vm& vm, Value iterable);
// Calls fn for each item until it returns false. True when it ran to the end; false when
// stopped or (vm.has_pending()) failed.
template <class F>
bool for_each(Vm& vm, Value iterable, F fn) {
  Value it = iterate(vm, iterable);
  if (it.is_error()) return false;
  for (;;) {
    Value item = next(vm, it);
    if (item.is_error() || !vm.poll()) return false;
    if (item.is_undefined()) return true;
    if (!fn(item)) return false;
  }
}

// -- Attributes (attributes.cpp) --------------------------------------------------------

Value get_attr(Vm& vm, Value object, Str* name);
// Undefined instead of AttributeError.
Value find_attr(Vm& vm, Value object, Str* name);
bool set_attr(Vm& vm, Value object, Str* name, Value v);
bool del_attr(Vm& vm, Value object, Str* name);
// object.__getattribute__ and so on, without hooks.
Value generic_get_attr(Vm& vm, Value object, Str* name);
bool generic_set_attr(Vm& vm, Value object, Str* name, Value v);  // v undefined: delete
// The method `name` of the class of `self`, for a call with `self` in front: sets
// *function and returns true; unset (false) when the class has none. Never calls scripts
// except descriptors.
bool find_method(Vm& vm, Value self, Str* name, Value* function, bool* bind_self);
// self.name(args...) by class lookup as for dunders. Undefined when the class has no such
// method.
Value call_method(Vm& vm, Value self, Str* name, std::initializer_list<Value> args);
// Ordinary getattr(self, name)(args...).
Value invoke(Vm& vm, Value self, std::string_view name,
             std::initializer_list<Value> args);
// An interned Str for a computed name, or the same Str when no interned one exists.
Str* attr_name(Vm& vm, Str* name);
// The instance's attributes as a real dict (obj.__dict__).
Dict* instance_dict(Vm& vm, Object* object);
// Raw storage, no descriptors: undefined when missing.
Value attr_store_get(const AttrStore* attrs, const Str* name);
void attr_store_set(Vm& vm, Object* object, AttrStore* attrs, Str* name, Value v);
bool attr_store_erase(Vm& vm, Object* object, AttrStore* attrs, const Str* name);

// -- Classes (classes.cpp) --------------------------------------------------------------

// type(name, bases, namespace, **keywords): C3, __set_name__, __init_subclass__. Error:
// pending.
Value build_class(Vm& vm, Str* name, Tuple* bases, Dict* dict, Dict* keywords);
// A new instance of `cls` with storage only (object.__new__ for any built-in layout).
Object* allocate_instance(Vm& vm, Class* cls, size_t extra = 0);
bool class_set_attr(Vm& vm, Class* cls, Str* name, Value v);  // v undefined: delete
Value bind_descriptor(Vm& vm, Value attr, Value instance, Class* owner);
int is_instance_of(Vm& vm, Value v, Value class_or_tuple);  // isinstance, with type names
int is_subclass_of(Vm& vm, Value cls, Value class_or_tuple);

// -- Text (text.cpp) --------------------------------------------------------------------

Str* repr(Vm& vm, Value v);    // null: pending
Str* to_str(Vm& vm, Value v);  // str(v)
Str* ascii(Vm& vm, Value v);
Str* format(Vm& vm, Value v, Str* spec);  // format(v, spec)
// repr without any script code, for error messages.
std::string class_name(const Value& v);
std::string str_repr(std::string_view text);
std::string bytes_repr(std::string_view data);

// -- Conversions for arguments (convert.cpp) --------------------------------------------

// A plain int by __index__. Undefined: there is no such method. Error: pending.
Value index_of(Vm& vm, Value v);
// An int by __index__; TypeError otherwise ("'float' object cannot be interpreted as an
// integer"), OverflowError when it does not fit 64 bits.
std::optional<int64_t> to_index(Vm& vm, Value v);
// The same, but clamps to the 64-bit range (slices, range checks).
std::optional<int64_t> to_index_clamped(Vm& vm, Value v);
std::optional<double> to_double(Vm& vm, Value v);  // float(v) without strings
// Seconds from int or float; TypeError, ValueError when negative or NaN.
std::optional<double> to_seconds(Vm& vm, Value v, const char* what);
// TypeError "NAME must be str, not TYPE".
Str* to_str_arg(Vm& vm, Value v, const char* what);
struct SliceBounds {
  int64_t start, stop, step, count;
};
// slice.indices(length) and how many items that is.
bool slice_bounds(Vm& vm, Slice* slice, int64_t length, SliceBounds* bounds);

// -- Short ways -------------------------------------------------------------------------

inline Value str_value(Vm& vm, std::string_view text) {
  return Value::object(make_str(vm.heap(), text));
}
inline std::string_view text_of(const Value& v) { return as<Str>(v)->view(); }

}  // namespace scriptling
