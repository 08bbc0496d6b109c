#include "interp/table.h"

#include <algorithm>

#include "interp/ops.h"
#include "interp/types.h"

namespace scriptling {

namespace {

constexpr size_t kSmallTable = 8;  // No index up to here.
constexpr size_t kMostEntries = size_t{1} << 30;

// How many entries a table for `wanted` has, and how many slots its index.
struct TableSize {
  size_t capacity;
  size_t slots;
};

TableSize size_for(size_t wanted) {
  if (wanted > kMostEntries) throw MemoryExhausted{};
  if (wanted <= kSmallTable) return {wanted <= 4 ? size_t{4} : kSmallTable, 0};
  size_t slots = 16;
  while (slots * 2 / 3 < wanted) slots *= 2;
  return {slots * 2 / 3, slots};
}

Table* allocate_table(Heap& heap, size_t capacity, size_t slots) {
  auto* table = heap.make<Table>(
      Kind::kTable, nullptr, capacity * sizeof(TableEntry) + slots * sizeof(uint32_t));
  table->capacity = static_cast<uint32_t>(capacity);
  table->index_mask = slots == 0 ? 0 : static_cast<uint32_t>(slots - 1);
  return table;
}

void put_in_index(uint32_t* index, uint32_t mask, uint64_t hash, uint32_t slot) {
  Probe probe(hash, mask);
  uint32_t at;
  do {
    at = probe.next();
  } while (index[at] != 0);
  index[at] = slot | slot_tag(hash, mask);
}

bool is_exact_str(const Value& v) {
  return v.is_object() && v.o->kind == Kind::kStr && v.o->cls == types.str;
}

bool same_text(const Value& have, const Str* key) {
  return have.is_object() &&
         (have.o == key || (have.o->kind == Kind::kStr && str_equal(as<Str>(have), key)));
}

}  // namespace

Table* make_table(Heap& heap, size_t entries) {
  TableSize size = size_for(entries);
  return allocate_table(heap, size.capacity, size.slots);
}

Table* copy_table(Heap& heap, const Table* table, uint32_t live, size_t entries) {
  Table* copy = make_table(heap, std::max<size_t>(entries, live));
  for (uint32_t n = 0; n < table->used; n++) {
    const TableEntry& e = table->entries[n];
    if (!e.key.is_undefined()) table_append(copy, e.hash, e.key, e.value);
  }
  return copy;
}

Table* grow_table(Heap& heap, Table* table, uint32_t live) {
  size_t wanted = size_t{live} * 2;
  bool dense = live == table->used && table->reserved == 0;
  if (!dense || !table->has(kLarge)) {
    Table* grown = copy_table(heap, table, live, wanted);
    heap.release(table);
    return grown;
  }
  // The entries stay where they are, only the index behind them is made anew.
  TableSize size = size_for(wanted);
  size_t entry_bytes = size.capacity * sizeof(TableEntry);
  size_t index_bytes = size.slots * sizeof(uint32_t);
  table = static_cast<Table*>(
      heap.grow_large(table, sizeof(Table) + entry_bytes + index_bytes));
  table->capacity = static_cast<uint32_t>(size.capacity);
  table->index_mask = static_cast<uint32_t>(size.slots - 1);
  uint32_t* index = table_index(table);
  memset(index, 0, index_bytes);
  for (uint32_t n = 0; n < table->used; n++) {
    put_in_index(index, table->index_mask, table->entries[n].hash, n + 1);
  }
  return table;
}

Table* clone_table(Heap& heap, const Table* table) {
  size_t slots = table->index_mask == 0 ? 0 : size_t{table->index_mask} + 1;
  Table* copy = allocate_table(heap, table->capacity, slots);
  copy->used = table->used;
  copy->reserved = table->reserved;
  memcpy(copy->entries, table->entries, table->used * sizeof(TableEntry));
  memcpy(table_index(copy), table_index(table), slots * sizeof(uint32_t));
  return copy;
}

int64_t table_find(const Table* table, const Str* key) {
  if (table == nullptr || table->used == 0) return kMissing;
  Candidates candidates(table, str_hash(key));
  int64_t place;
  do {
    place = candidates.next();
  } while (place >= 0 && !same_text(table->entries[place].key, key));
  return place;
}

int64_t table_find(const Table* table, std::string_view key, uint64_t hash) {
  if (table == nullptr || table->used == 0) return kMissing;
  Candidates candidates(table, hash);
  for (;;) {
    int64_t place = candidates.next();
    if (place < 0) return place;
    const Value& have = table->entries[place].key;
    if (is_str(have) && as<Str>(have)->view() == key) return place;
  }
}

// A comparison may call a script, which may change the table: then the search begins
// anew.
template <class Owner>
int64_t table_find(Vm& vm, const Owner* owner, Value key, uint64_t* hash) {
  bool exact_str = is_exact_str(key);
  if (exact_str) {
    *hash = str_hash(as<Str>(key));
  } else if (key.is_int_or_bool()) {
    *hash = hash_small_int(key.i);
  } else if (!table_hash(vm, key, hash)) {
    return kFailed;
  }
  for (;;) {
    const Table* table = owner->table;
    if (table == nullptr) return kMissing;
    uint32_t version = owner->version;
    Candidates candidates(table, *hash);
    bool changed = false;
    while (!changed) {
      int64_t place = candidates.next();
      if (place < 0) return place;
      Value have = table->entries[place].key;
      if (have.is(key)) return place;
      if (exact_str && is_exact_str(have)) {
        if (str_equal(as<Str>(have), as<Str>(key))) return place;
        continue;
      }
      if (have.is_int_or_bool() && key.is_int_or_bool()) {
        if (have.i == key.i) return place;
        continue;
      }
      Found found = equals(vm, have, key);
      if (found == Found::kError) return kFailed;
      changed = owner->table != table || owner->version != version;
      if (!changed && found == Found::kYes) return place;
    }
  }
}

template int64_t table_find<Dict>(Vm&, const Dict*, Value, uint64_t*);
template int64_t table_find<Set>(Vm&, const Set*, Value, uint64_t*);

void table_append(Table* table, uint64_t hash, Value key, Value v) {
  table->entries[table->used++] = {hash, key, v};
  if (table->index_mask == 0) return;
  put_in_index(table_index(table), table->index_mask, hash, table->used);
}

void table_remove(Table* table, uint32_t place) {
  TableEntry& entry = table->entries[place];
  if (table->index_mask != 0) {
    uint32_t* index = table_index(table);
    uint32_t mask = table->index_mask;
    Probe probe(entry.hash, mask);
    uint32_t at;
    do {
      at = probe.next();
    } while ((index[at] & mask) != place + 1);
    index[at] = kGoneSlot;
  }
  entry = {0, Value::undefined(), Value::undefined()};
  while (table->used > 0 && table->entries[table->used - 1].key.is_undefined()) {
    table->used--;
    if (table->index_mask != 0) table->reserved++;
  }
}

}  // namespace scriptling
