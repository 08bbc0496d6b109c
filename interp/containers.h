// Lists, tuples, dicts and sets as the interpreter itself uses them: storage, no Python
// errors.
//
// Dict and set operations may have to compare keys with a script's __eq__ and hash them
// with its __hash__: those take the Vm and may fail (an exception is then pending) or
// suspend. The forms with a Str key never do.
//
// One thread at a time.
#pragma once

#include <span>

#include "interp/heap.h"
#include "interp/object.h"

namespace scriptling {

List* make_list(Heap& heap, std::span<const Value> items);
List* make_list(Heap& heap, size_t capacity = 0);
inline void list_append(Heap& heap, List* list, Value v) {
  heap.touch(list);
  if (list->storage == nullptr || list->size == list->storage->capacity) [[unlikely]] {
    uint64_t capacity = list->size < 4 ? 4 : list->size + list->size / 2 + 4;
    heap.grow_array(list->storage, list->size, capacity);
  }
  list->storage->items[list->size++] = v;
}
void list_insert(Heap& heap, List* list, size_t index, Value v);
void list_erase(Heap& heap, List* list, size_t from, size_t to);
void list_reserve(Heap& heap, List* list, size_t capacity);
// Replaces items [from, to) by `values` (which must not alias the list's storage).
void list_splice(Heap& heap, List* list, size_t from, size_t to,
                 std::span<const Value> values);

Tuple* make_tuple(Heap& heap, std::span<const Value> items);
Tuple* make_tuple(Heap& heap, std::initializer_list<Value> items);
Tuple* make_tuple(Heap& heap, size_t size);  // Undefined items: fill at once.

enum class Side : uint8_t { kFront, kBack };

enum class Found : int8_t { kNo = 0, kYes = 1, kError = -1 };

Dict* make_dict(Heap& heap, size_t expected = 0);
// Str keys. Null when missing. The pointer is good until the dict changes.
Value* dict_find(const Dict* dict, const Str* key);
Value* dict_find(const Dict* dict, std::string_view key);
void dict_set(Heap& heap, Dict* dict, Str* key, Value v);
bool dict_erase(Heap& heap, Dict* dict, const Str* key);
// The index in table->entries, or -1. For inline caches.
int64_t dict_find_index(const Dict* dict, const Str* key);

// Any key. `*out` is set when kYes.
Found dict_get(Vm& vm, Dict* dict, Value key, Value* out);
bool dict_set(Vm& vm, Dict* dict, Value key, Value v);  // False: an exception is pending.
// Removes; `*out` (may be null) gets the old value when kYes.
Found dict_pop(Vm& vm, Dict* dict, Value key, Value* out);
// The value that is there; else stores and returns `v`. Error: pending.
Value dict_set_default(Vm& vm, Dict* dict, Value key, Value v);
// Removes the entry at `place` of the table. Requires: one lives there.
void dict_erase_at(Heap& heap, Dict* dict, uint32_t place);
// The same; answers (key, value).
Value dict_pop_at(Heap& heap, Dict* dict, uint32_t place);
// Takes the entry at `place` to that end.
void dict_move(Heap& heap, Dict* dict, uint32_t place, Side side);
void dict_clear(Heap& heap, Dict* dict);
Dict* dict_copy(Heap& heap, const Dict* dict);

// Walks the entries: position starts at 0; false at the end.
inline bool table_next(const Table* table, uint32_t* position, TableEntry** entry) {
  if (table != nullptr && *position < table->first) *position = table->first;
  while (table != nullptr && *position < table->used) {
    auto* e = const_cast<TableEntry*>(&table->entries[(*position)++]);
    if (!e->key.is_undefined()) {
      *entry = e;
      return true;
    }
  }
  *entry = nullptr;
  return false;
}

Set* make_set(Heap& heap, Kind kind = Kind::kSet, size_t expected = 0);
Found set_contains(Vm& vm, const Set* set, Value key);
Found set_add(Vm& vm, Set* set, Value key);  // kYes: it was new.
Found set_discard(Vm& vm, Set* set, Value key);
void set_erase_at(Heap& heap, Set* set, uint32_t place);  // As dict_erase_at.
void set_clear(Heap& heap, Set* set);
Set* set_copy(Heap& heap, const Set* set, Kind kind);

}  // namespace scriptling
