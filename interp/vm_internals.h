// What the Vm's own files share and nobody else sees.
#pragma once

#include "interp/generator.h"
#include "interp/ops.h"
#include "interp/thrown.h"
#include "interp/vm.h"

namespace scriptling {

// The register stack grows by segments, which never move.
struct Execution::Segment {
  Segment* previous;
  Segment* next;  // Kept for reuse after the stack shrank; at most one.
  Value* begin;
  Value* end;
};

struct Vm::MethodCacheEntry {
  const Class* cls = nullptr;
  const Str* name = nullptr;
  uint32_t version = 0;
  Value value;
};

// The compiler-visible slot meanings of attribute caches (attribute_cache.cpp).
enum CacheSlot : uint32_t {
  kSlotClassValue =
      0xffffffff,              // CacheEntry::value, as it stands; also of a builtin name.
  kSlotMethod = 0xfffffffe,    // CacheEntry::value is a function to bind.
  kSlotProperty = 0xfffffffd,  // CacheEntry::value is a property.
  kSlotFirstSpecial = 0xfffffff0,
  // From here on, an entry in the table of CacheEntry::value, a class's dict.
  kSlotFirstInClass = 0x80000000,
};

inline Value cached_in_class(const CacheEntry& e) {
  return as<Dict>(e.value)->table->entries[e.slot - kSlotFirstInClass].value;
}

// -- attribute_cache.cpp ----------------------------------------------------------------

// Learns where `name` of `object` was found; leaves the entry alone when that can't be
// cached.
void cache_load(Vm& vm, CacheEntry& entry, Value object, Str* name);
// The same after a store that found the instance with shape `before`.
void cache_store(Vm& vm, CacheEntry& entry, Value object, Str* name, Object* before);
// to[0], to[1] = function and self, or bound value and undefined. False: pending.
bool load_method(Vm& vm, CacheEntry& entry, Value object, Str* name, Value* to);
// Learns what super_attr found for an instance's method.
void cache_super(CacheEntry& entry, Value start, Value self, Value function);
// super(class, self).name for `at` = (global `super`, class, self). With `method_self`, a
// function is not bound: *method_self is what to call it with (or undefined).
Value super_attr(Vm& vm, const Value* at, Str* name, Value* method_self);
// object.__new__, to recognise classes that do not replace it.
Value plain_new();
// The native __new__ of a class that all environments share, when a call of the class
// does nothing else; undefined when there is more to it.
Value native_new(Vm& vm, Class* cls);

// -- imports.cpp ------------------------------------------------------------------------

Value import_name(Vm& vm, Module* importer, Str* name, int64_t level, Value from);
Value import_from(Vm& vm, Value module, Str* name);
// The registered native module `module.name`, when there is one; else undefined.
Value import_child(Vm& vm, Module* module, Str* name);
bool import_star(Vm& vm, Value module, Module* into, Dict* class_dict);

// -- patterns.cpp -----------------------------------------------------------------------

bool matches_sequence(Value v);
bool matches_mapping(Value v);
// Instances of `cls` match sequence or mapping patterns from now on as those of `model`
// do. Requires: the class is not shared, or is being made.
void match_patterns_of(Class* cls, const Class* model);
Value match_keys(Vm& vm, Value subject, Tuple* keys);
Value match_rest(Vm& vm, Value subject, Tuple* keys);
Value match_class(Vm& vm, Value subject, Value cls, Tuple* shape);

// -- descriptor_types.cpp ---------------------------------------------------------------

// A subclass of property whose value may be asked for by a call as well: d.year and
// d.year().
Class* field_property_class();

// -- calls.cpp --------------------------------------------------------------------------

// The arguments of f(*args, **keywords) in a row, and the names of the last of them.
// Null: pending.
Tuple* join_arguments(Vm& vm, std::span<const Value> args, Dict* keywords, Tuple** names);

// -- instructions.cpp: the slow or rare ones --------------------------------------------

bool unpack(Vm& vm, Value source, Value* to, uint32_t count);
// next() for who takes the pair apart at once: to[0] and to[1] get what it consists of.
// False: `iterator` does not make its pairs only for that.
bool next_pair(Vm& vm, Value iterator, Value* to, Found* found);
bool unpack_ex(Vm& vm, Value source, Value* to, uint32_t before, uint32_t after);
bool extend_display(Vm& vm, List* list, Value iterable);
// The only *argument of a call of `function`. Null: pending.
Tuple* star_tuple(Vm& vm, Value function, Value iterable);
Resumed send_to_iterator(Vm& vm, Value iterator, Value sent);
Value build_string(Vm& vm, const Value* parts, uint32_t count);
Value format_piece(Vm& vm, Value v, unsigned conversion, Value spec);
bool dict_merge_call(Vm& vm, Dict* dict, Value mapping, Value function);
bool dict_update_display(Vm& vm, Dict* dict, Value mapping);
Value make_raised(Vm& vm, Value what);                      // raise X
bool set_cause(Vm& vm, Exception* exception, Value cause);  // raise X from Y
// 1, 0, -1: does `exception` match the except clause's class or tuple?
int exception_matches(Vm& vm, Value exception, Value classes);
bool enter_with(Vm& vm, Value manager, Value* to, bool is_async);
Value yield_from_iter(Vm& vm, Value v, bool awaiting);
Value name_error(Vm& vm, Str* name);
// The dict of module builtins in this environment, once somebody may have changed it;
// null until then. Global names found in it are not to be remembered.
const Dict* changed_builtins(const Vm& vm);
Value unbound_local(Vm& vm, Str* name);
Value unbound_free(Vm& vm, Str* name);
// A name in the body of a class whose metaclass prepared a mapping of its own; undefined:
// that does not know it. Error: pending.
Value prepared_name(Vm& vm, Value mapping, Str* name);
// False: pending.
bool delete_prepared_name(Vm& vm, Value mapping, Str* name);
Value group_split(Vm& vm, Value group, Value classes, Value* rest);
Value group_join(Vm& vm, Value rest, Value raised);

}  // namespace scriptling
