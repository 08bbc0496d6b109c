#include "interp/table.h"

#include <algorithm>

#include "interp/ops.h"
#include "interp/types.h"

namespace scriptling {

namespace {

constexpr size_t kSmallTable = 8;                 // No index up to here.
constexpr size_t kMostEntries = size_t{1} << 26;  // Table::gone counts as many.

// How many entries a table for `wanted` has, and how many bits its index.
struct TableSize {
  size_t capacity;
  uint32_t index_bits;

  size_t slots() const { return index_bits == 0 ? 0 : size_t{1} << index_bits; }
};

TableSize size_for(size_t wanted) {
  if (wanted > kMostEntries) throw MemoryExhausted{};
  if (wanted <= kSmallTable) return {wanted <= 4 ? size_t{4} : kSmallTable, 0};
  uint32_t bits = 4;
  while ((size_t{2} << bits) / 3 < wanted) bits++;
  return {(size_t{2} << bits) / 3, bits};
}

// Whether the way to the slot led to one that was gone.
bool put_in_index(Table* table, uint64_t hash, uint32_t place) {
  uint32_t* index = table_index(table);
  uint32_t mask = table->index_mask();
  Probe probe(hash, mask);
  uint32_t at;
  do {
    at = probe.next();
  } while (index[at] != 0 && index[at] != kGoneSlot);
  bool was_gone = index[at] == kGoneSlot;
  index[at] = (place + 1) | slot_tag(hash, mask);
  return was_gone;
}

void take_out_of_index(Table* table, uint64_t hash, uint32_t place) {
  uint32_t* index = table_index(table);
  uint32_t mask = table->index_mask();
  Probe probe(hash, mask);
  uint32_t at;
  do {
    at = probe.next();
  } while ((index[at] & mask) != place + 1);
  index[at] = kGoneSlot;
}

void put(Table* table, uint32_t place, const TableEntry& entry) {
  table->entries[place] = entry;
  if (table->index_bits == 0) return;
  if (put_in_index(table, entry.hash, place) && table->gone > 0) table->gone--;
}

bool is_dense(const Table* table, uint32_t live) {
  return live == table->used && table->gone == 0;
}

// The same entries at the same places.
Owned<Table> clone_table(Heap& heap, const Table* table) {
  size_t index_bytes = table->index_bits == 0 ? 0 : sizeof(uint32_t) << table->index_bits;
  auto copy = heap.make_owned<Table>(Kind::kTable,
                                     table->capacity * sizeof(TableEntry) + index_bytes);
  copy->capacity = table->capacity;
  copy->used = table->used;
  copy->index_bits = table->index_bits;
  memcpy(copy->entries, table->entries, table->used * sizeof(TableEntry));
  memcpy(table_index(copy), table_index(table), index_bytes);
  return copy;
}

bool is_exact_str(const Value& v) {
  return v.is_object() && v.o->kind == Kind::kStr && v.o->cls == types.str;
}

bool same_text(const Value& have, const Str* key) {
  return have.is_object() &&
         (have.o == key || (have.o->kind == Kind::kStr && str_equal(as<Str>(have), key)));
}

}  // namespace

Owned<Table> make_table(Heap& heap, size_t entries, size_t before) {
  TableSize size = size_for(entries);
  auto table = heap.make_owned<Table>(
      Kind::kTable, size.capacity * sizeof(TableEntry) + size.slots() * sizeof(uint32_t));
  table->capacity = static_cast<uint32_t>(size.capacity);
  table->index_bits = size.index_bits & 31;
  table->first = table->used = static_cast<uint32_t>(before);
  return table;
}

Owned<Table> copy_table(Heap& heap, const Table* table, uint32_t live, size_t entries,
                        size_t before) {
  Owned<Table> copy = make_table(heap, std::max<size_t>(entries, live + before), before);
  for (uint32_t n = table->first; n < table->used; n++) {
    const TableEntry& e = table->entries[n];
    if (!e.key.is_undefined()) put(copy, copy->used++, e);
  }
  return copy;
}

Owned<Table> copy_table(Heap& heap, const Table* table, uint32_t live) {
  return is_dense(table, live) ? clone_table(heap, table)
                               : copy_table(heap, table, live, live);
}

void table_reserve(Heap& heap, Owned<Table>& table, uint32_t live, Side side) {
  if (table == nullptr) {
    table = make_table(heap, 4, side == Side::kBack ? 0 : 2);
  } else if (!has_room(table, side)) {
    size_t before = side == Side::kBack ? 0 : live / 2 + 2;
    Owned<Table> grown = copy_table(heap, table, live, size_t{live} * 2 + before, before);
    heap.retire(std::exchange(table, std::move(grown)));
  }
}

void table_move(Table* table, uint32_t place, Side side) {
  if (place == (side == Side::kBack ? table->used - 1 : table->first)) return;
  TableEntry entry = table->entries[place];
  table_remove(table, place);
  put(table, side == Side::kBack ? table->used++ : --table->first, entry);
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
  put(table, table->used++, {hash, key, v});
}

void table_remove(Table* table, uint32_t place) {
  TableEntry* entries = table->entries;
  bool indexed = table->index_bits != 0;
  if (indexed) take_out_of_index(table, entries[place].hash, place);
  entries[place] = {0, Value::undefined(), Value::undefined()};
  uint32_t before = table->used - table->first;
  while (table->used > table->first && entries[table->used - 1].key.is_undefined()) {
    table->used--;
  }
  while (table->first < table->used && entries[table->first].key.is_undefined()) {
    table->first++;
  }
  uint32_t freed = before - (table->used - table->first);
  if (indexed) table->gone += freed & ((1 << 27) - 1);
  if (table->first == table->used) table->first = table->used = 0;
}

}  // namespace scriptling
