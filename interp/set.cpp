#include "interp/containers.h"
#include "interp/table.h"
#include "interp/types.h"
#include "interp/vm.h"

namespace scriptling {

Set* make_set(Heap& heap, Kind kind, size_t expected) {
  Class* cls = kind == Kind::kSet ? types.set : types.frozenset;
  auto* set = heap.make<Set>(kind, cls);
  if (expected > 0) set->table = make_table(heap, expected);
  return set;
}

Found set_contains(Vm& vm, const Set* set, Value key) {
  uint64_t hash;
  int64_t place = table_find(vm, set, key, &hash);
  if (place < 0) return place == kMissing ? Found::kNo : Found::kError;
  return Found::kYes;
}

Found set_add(Vm& vm, Set* set, Value key) {
  uint64_t hash;
  int64_t place = table_find(vm, set, key, &hash);
  if (place == kFailed) return Found::kError;
  if (place >= 0) return Found::kNo;
  vm.heap().touch(set);
  table_insert(vm.heap(), set, hash, key, Value::undefined());
  return Found::kYes;
}

Found set_discard(Vm& vm, Set* set, Value key) {
  uint64_t hash;
  int64_t place = table_find(vm, set, key, &hash);
  if (place < 0) return place == kMissing ? Found::kNo : Found::kError;
  set_erase_at(vm.heap(), set, static_cast<uint32_t>(place));
  return Found::kYes;
}

void set_erase_at(Heap& heap, Set* set, uint32_t place) {
  heap.touch(set);
  table_erase(set, place);
}

void set_clear(Heap& heap, Set* set) {
  heap.touch(set);
  heap.retire(std::move(set->table));
  set->live = 0;
  set->version++;
}

Set* set_copy(Heap& heap, const Set* set, Kind kind) {
  Set* copy = make_set(heap, kind);
  if (set->live == 0) return copy;
  copy->table = copy_table(heap, set->table, set->live);
  copy->live = set->live;
  copy->version = 1;
  return copy;
}

}  // namespace scriptling
