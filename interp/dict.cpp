#include <algorithm>

#include "interp/containers.h"
#include "interp/table.h"
#include "interp/types.h"
#include "interp/vm.h"

namespace scriptling {

namespace {

void set_entry(Heap& heap, Dict* dict, int64_t place, uint64_t hash, Value key, Value v) {
  heap.touch(dict);
  if (place >= 0) {
    dict->table->entries[place].value = v;
  } else {
    table_insert(heap, dict, hash, key, v);
  }
}

}  // namespace

Dict* make_dict(Heap& heap, size_t expected) {
  auto* dict = heap.make<Dict>(Kind::kDict, types.dict);
  if (expected > 0) dict->table = make_table(heap, expected);
  return dict;
}

Value* dict_find(const Dict* dict, const Str* key) {
  int64_t place = table_find(dict->table, key);
  return place < 0 ? nullptr : &dict->table->entries[place].value;
}

Value* dict_find(const Dict* dict, std::string_view key) {
  int64_t place = table_find(dict->table, key, hash_bytes(key));
  return place < 0 ? nullptr : &dict->table->entries[place].value;
}

int64_t dict_find_index(const Dict* dict, const Str* key) {
  return table_find(dict->table, key);
}

void dict_set(Heap& heap, Dict* dict, Str* key, Value v) {
  int64_t place = table_find(dict->table, key);
  set_entry(heap, dict, place, str_hash(key), Value::object(key), v);
}

bool dict_erase(Heap& heap, Dict* dict, const Str* key) {
  int64_t place = table_find(dict->table, key);
  if (place < 0) return false;
  dict_erase_at(heap, dict, static_cast<uint32_t>(place));
  return true;
}

void dict_erase_at(Heap& heap, Dict* dict, uint32_t place) {
  heap.touch(dict);
  table_erase(dict, place);
}

Value dict_pop_at(Heap& heap, Dict* dict, uint32_t place) {
  const TableEntry& e = dict->table->entries[place];
  Value item = Value::object(make_tuple(heap, {e.key, e.value}));
  dict_erase_at(heap, dict, place);
  return item;
}

void dict_move(Heap& heap, Dict* dict, uint32_t place, Side side) {
  heap.touch(dict);
  if (!has_room(dict->table, side)) {
    // Where it will be among the living.
    const TableEntry* e = dict->table->entries;
    auto rank = std::count_if(e + dict->table->first, e + place,
                              [](const TableEntry& t) { return !t.key.is_undefined(); });
    table_reserve(heap, dict->table, dict->live, side);
    place = dict->table->first + static_cast<uint32_t>(rank);
  }
  table_move(dict->table, place, side);
  dict->version++;
}

Found dict_get(Vm& vm, Dict* dict, Value key, Value* out) {
  uint64_t hash;
  int64_t place = table_find(vm, dict, key, &hash);
  if (place < 0) return place == kMissing ? Found::kNo : Found::kError;
  *out = dict->table->entries[place].value;
  return Found::kYes;
}

bool dict_set(Vm& vm, Dict* dict, Value key, Value v) {
  uint64_t hash;
  int64_t place = table_find(vm, dict, key, &hash);
  if (place == kFailed) return false;
  set_entry(vm.heap(), dict, place, hash, key, v);
  return true;
}

Found dict_pop(Vm& vm, Dict* dict, Value key, Value* out) {
  uint64_t hash;
  int64_t place = table_find(vm, dict, key, &hash);
  if (place < 0) return place == kMissing ? Found::kNo : Found::kError;
  if (out != nullptr) *out = dict->table->entries[place].value;
  dict_erase_at(vm.heap(), dict, static_cast<uint32_t>(place));
  return Found::kYes;
}

Value dict_set_default(Vm& vm, Dict* dict, Value key, Value v) {
  uint64_t hash;
  int64_t place = table_find(vm, dict, key, &hash);
  if (place == kFailed) return Value::error();
  if (place >= 0) return dict->table->entries[place].value;
  set_entry(vm.heap(), dict, place, hash, key, v);
  return v;
}

void dict_clear(Heap& heap, Dict* dict) {
  heap.touch(dict);
  heap.retire(std::move(dict->table));
  dict->live = 0;
  dict->version++;
}

Dict* dict_copy(Heap& heap, const Dict* dict) {
  Dict* copy = make_dict(heap);
  if (dict->live == 0) return copy;
  copy->table = copy_table(heap, dict->table, dict->live);
  copy->live = dict->live;
  copy->version = 1;
  return copy;
}

}  // namespace scriptling
