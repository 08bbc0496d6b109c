#include <algorithm>

#include "interp/containers.h"
#include "interp/immortal.h"
#include "interp/types.h"

namespace scriptling {

namespace {

constexpr size_t kKeptCapacity = 64;  // Smaller storage is not worth giving back.

void copy_items(Value* to, std::span<const Value> from) {
  if (!from.empty()) memcpy(to, from.data(), from.size_bytes());
}

void move_items(Value* to, const Value* from, size_t count) {
  if (count > 0) memmove(to, from, count * sizeof(Value));
}

// After items went: clears what they left behind, and gives storage back when little is
// used.
void shrink(Heap& heap, List* list, size_t old_size) {
  Value* items = list->items();
  std::fill(items + list->size, items + old_size, Value::undefined());
  uint64_t capacity = list->storage->capacity;
  if (capacity <= kKeptCapacity || list->size * 4 > capacity) return;
  Owned<Array> smaller = heap.make_array(list->size + list->size / 2 + 4);
  copy_items(smaller->items, {items, list->size});
  heap.retire(std::exchange(list->storage, std::move(smaller)));
}

}  // namespace

List* make_list(Heap& heap, size_t capacity) {
  auto* list = heap.make<List>(Kind::kList, types.list);
  if (capacity > 0) list->storage = heap.make_array(capacity);
  return list;
}

List* make_list(Heap& heap, std::span<const Value> items) {
  List* list = make_list(heap, items.size());
  if (items.empty()) return list;
  copy_items(list->storage->items, items);
  list->size = items.size();
  return list;
}

void list_reserve(Heap& heap, List* list, size_t capacity) {
  if (capacity == 0) return;
  if (list->storage != nullptr && list->storage->capacity >= capacity) return;
  heap.grow_array(list->storage, list->size, capacity);
}

void list_insert(Heap& heap, List* list, size_t index, Value v) {
  list_append(heap, list, v);
  Value* items = list->items();
  move_items(items + index + 1, items + index, list->size - 1 - index);
  items[index] = v;
}

void list_erase(Heap& heap, List* list, size_t from, size_t to) {
  if (from == to) return;
  heap.touch(list);
  Value* items = list->items();
  size_t old_size = list->size;
  move_items(items + from, items + to, old_size - to);
  list->size = old_size - (to - from);
  shrink(heap, list, old_size);
}

void list_splice(Heap& heap, List* list, size_t from, size_t to,
                 std::span<const Value> values) {
  heap.touch(list);
  size_t old_size = list->size;
  size_t size = old_size - (to - from) + values.size();
  if (list->storage == nullptr || size > list->storage->capacity) {
    if (size == 0) return;
    size_t room = from == old_size ? std::max(size, old_size + old_size / 2) : size;
    heap.grow_array(list->storage, old_size, room);
  }
  Value* items = list->items();
  move_items(items + from + values.size(), items + to, old_size - to);
  copy_items(items + from, values);
  list->size = size;
  if (size < old_size) shrink(heap, list, old_size);
}

// -- Tuples -----------------------------------------------------------------------------

// The one that all environments share.
static Tuple* empty_tuple() {
  static auto* const empty = ImmortalMaker().make<Tuple>(Kind::kTuple, types.tuple);
  return empty;
}

Tuple* make_tuple(Heap& heap, size_t size) {
  if (size == 0 && types.tuple != nullptr) return empty_tuple();
  if (size > heap.limit() / sizeof(Value)) throw MemoryExhausted{};
  auto* tuple = heap.make<Tuple>(Kind::kTuple, types.tuple, size * sizeof(Value));
  tuple->size = size;
  return tuple;
}

Tuple* make_tuple(Heap& heap, std::span<const Value> items) {
  Tuple* tuple = make_tuple(heap, items.size());
  copy_items(tuple->items, items);
  return tuple;
}

Tuple* make_tuple(Heap& heap, std::initializer_list<Value> items) {
  return make_tuple(heap, std::span<const Value>(items.begin(), items.size()));
}

}  // namespace scriptling
