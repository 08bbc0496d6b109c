// The built-in types' own behaviour, straight on their storage: what list.__eq__,
// dict.__repr__ and so on do, whatever a subclass overrides. The operations of ops.h come
// here for values of exactly these classes, the natives of the types for `self` of any
// subclass.
//
// Elements are compared, hashed and printed by ops.h and so may call scripts and suspend.
//
// One thread at a time.
#pragma once

#include "interp/ops.h"

namespace scriptling {

// -- Text (container_text.cpp) ----------------------------------------------------------

// repr of a list, tuple, dict, set, frozenset, dict view, mappingproxy, range, slice,
// bytes or bytearray by its kind; a container inside itself shows as "...". Null:
// pending.
Str* builtin_repr(Vm& vm, Object* o);

// Notes that an object is being printed, for as long as this lives: on a native's stack.
class ReprScope {
 public:
  ReprScope(Vm& vm, Object* o);
  ~ReprScope();
  ReprScope(const ReprScope&) = delete;
  ReprScope& operator=(const ReprScope&) = delete;
  // Whether it was being printed already.
  bool is_inside_itself() const { return added_ == nullptr; }

 private:
  List* printed_;
  Object* added_ = nullptr;
};

// -- Sequences (sequence.cpp) -----------------------------------------------------------

// Lexicographic. Requires: both are lists, or both are tuples.
Value sequence_compare(Vm& vm, CompareOp op, Object* a, Object* b);
// Of list or tuple: identity or ==.
Found sequence_contains(Vm& vm, Object* sequence, Value v);
// a + b, a * n. Requires: the kinds named.
Value list_concat(Vm& vm, List* a, List* b);
Value tuple_concat(Vm& vm, Tuple* a, Tuple* b);
Value list_repeat(Vm& vm, List* a, int64_t count);
Value tuple_repeat(Vm& vm, Tuple* a, int64_t count);
Value str_repeat(Vm& vm, Str* s, int64_t count);
Value bytes_repeat(Vm& vm, Object* bytes_like, int64_t count);
// self[key], self[key] = v, del self[key] with an int (or __index__) or a slice as the
// key.
Value list_get_item(Vm& vm, List* list, Value key);
bool list_set_item(Vm& vm, List* list, Value key, Value v);
bool list_del_item(Vm& vm, List* list, Value key);
Value tuple_get_item(Vm& vm, Tuple* tuple, Value key);
Value str_get_item(Vm& vm, Str* s, Value key);
Value bytes_get_item(Vm& vm, Object* bytes_like, Value key);
bool bytearray_set_item(Vm& vm, ByteArray* array, Value key, Value v);
bool bytearray_del_item(Vm& vm, ByteArray* array, Value key);
Value range_get_item(Vm& vm, Range* range, Value key);
Value iterate_range(Vm& vm, Range* range);
int64_t range_length(Vm& vm, const Range* range);  // -1: pending, for more than 64 bits.
bool ranges_equal(const Range* a, const Range* b);
bool range_hash(Vm& vm, const Range* range, int64_t* hash);
Found range_contains(Vm& vm, Range* range, Value v);
Found bytes_contains(Vm& vm, Object* bytes_like, Value v);
// Hash of a tuple as hash() shows it. False: pending.
bool tuple_hash(Vm& vm, Tuple* tuple, int64_t* hash);
// list.sort: stable; the list looks empty meanwhile. `key` undefined or None: the items
// themselves. False: pending; the items are then in some order.
enum class SortOrder : uint8_t { kAscending, kDescending };
bool list_sort(Vm& vm, List* list, Value key, SortOrder order);

// -- Dicts and sets (dict_type.cpp, set_type.cpp) ---------------------------------------

// self[key] with __missing__ for subclasses; KeyError otherwise.
Value dict_get_item(Vm& vm, Dict* dict, Value key);
Found dict_equal(Vm& vm, Dict* a, Dict* b);
// Takes in a mapping or an iterable of pairs, as dict.update does.
bool dict_update(Vm& vm, Dict* dict, Value from);
// Takes in a mapping: a dict's pairs, else what its keys() gives. With `repeated`, a key
// that is there already ends it, with nothing pending.
bool dict_merge(Vm& vm, Dict* dict, Value mapping, Value* repeated = nullptr);
// Takes in every item of an iterable.
bool set_update(Vm& vm, Set* set, Value iterable);
Value set_compare(Vm& vm, CompareOp op, Set* a, Set* b);
// a | b, a & b, a - b, a ^ b; the result has a's kind.
Value set_binary(Vm& vm, BinaryOp op, Set* a, Set* b);
int64_t frozenset_hash(Vm& vm, Set* set, bool* ok);
// The same for two views, or a view and any iterable; the result is a set.
Value view_binary(Vm& vm, BinaryOp op, Value a, Value b);
Value view_compare(Vm& vm, CompareOp op, Value a, Value b);
Found view_contains(Vm& vm, DictView* view, Value v);

// -- Iterators (iterators.cpp) ----------------------------------------------------------

// An iterator over built-in storage; `version` gets the live count of a dict or set. What
// `position` means:
//   kList, kTuple, kBytes, kSequence: the next index. kReversedList, kReversedSequence:
//   the next index, counting down; negative at the end. kStr: the next code point, with
//   `step` its byte offset. kDict*, kSet: the next entry of the table (see table_next).
//   kReversedDict*: how many entries are still to be looked at, from Table::used down to
//   0. kRange: the next value, with `step` and `remaining` (use make_range_iterator).
//   kEnumerate: the next count, or `function` once it is an int beyond 64 bits.
// kEnumerate and kFilter keep the iterator they walk in `extra`, kMap and kZip a tuple of
// iterators there.
Iterator* make_iterator(Vm& vm, IteratorKind kind, Class* cls, Object* source,
                        int64_t position = 0);
Iterator* make_range_iterator(Vm& vm, int64_t start, int64_t step, int64_t count);
Value make_slice(Vm& vm, Value start, Value stop, Value step);
DictView* make_dict_view(Vm& vm, Dict* dict, IteratorKind kind);
// Null: pending ("range() arg 3 must not be zero" and too long ones).
Range* make_range(Vm& vm, int64_t start, int64_t stop, int64_t step);

}  // namespace scriptling
