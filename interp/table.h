// The hash table of dicts and sets: entries in insertion order and, for more than eight,
// an index with open addressing behind them (see Table in object.h).
//
// Entries live in the places [first, used). One that is deleted in the middle stays there
// with an undefined key; those at either end go at once, so that taking an end off costs
// the same however often it is done. When there is no place left behind (or before, for
// who inserts there) the table is made anew, larger or smaller, with the living ones: at
// least half of it is then free, which spreads the cost.
//
// A slot of the index names an entry (plus one) in its low bits, which are as many as the
// index needs, and keeps bits of the entry's hash in the others: a probe that passes
// other keys looks at their entries, which are far away, almost never. A slot whose entry
// was deleted is kGoneSlot until another entry of that way takes it: a key that comes and
// goes all the time spends one slot, not more and more. There is always an empty slot, so
// every probe ends: used - first + gone is at least the number of slots that are not
// empty, and stays within the capacity, which is two thirds of the index.
//
// Owner is Dict or Set, and owns its table alone (Owned). Nothing here touches the owner
// (Heap::touch): callers do, before they insert or remove.
//
// One thread at a time.
#pragma once

#include "interp/containers.h"
#include "interp/hash.h"
#include "interp/heap.h"
#include "interp/str.h"

namespace scriptling {

constexpr uint32_t kGoneSlot = UINT32_MAX;
constexpr int64_t kMissing = -1;  // What the find functions say ...
constexpr int64_t kFailed = -2;   // ... an exception is pending.

inline uint32_t* table_index(const Table* t) {
  return reinterpret_cast<uint32_t*>(const_cast<TableEntry*>(t->entries) + t->capacity);
}

// What a slot keeps of a hash, above the bits of `mask`.
inline uint32_t slot_tag(uint64_t hash, uint32_t mask) {
  return static_cast<uint32_t>(hash >> 32) & ~mask;
}

// The slots where a hash may be, in the order in which they are tried: a few neighbours,
// which share a cache line, then as many elsewhere. The distance is odd, so that every
// slot is tried in the end; it comes from the upper half of the hash, which nobody can
// choose, so that keys that begin alike part at once.
class Probe {
 public:
  Probe(uint64_t hash, uint32_t mask)
      : mask_(mask),
        start_(static_cast<uint32_t>(hash)),
        distance_(static_cast<uint32_t>(hash >> 32) | 1) {}

  uint32_t next() {
    if (neighbour_ == kNeighbours) {
      neighbour_ = 0;
      start_ += distance_;
    }
    return (start_ + neighbour_++) & mask_;
  }

 private:
  static constexpr uint32_t kNeighbours = 4;
  uint32_t mask_;
  uint32_t start_;
  uint32_t distance_;
  uint32_t neighbour_ = 0;
};

// The entries whose hash is `hash`, one after the other.
class Candidates {
 public:
  Candidates(const Table* table, uint64_t hash)
      : table_(table),
        hash_(hash),
        probe_(hash, table->index_mask()),
        place_(table->first) {}

  // An entry's place, or kMissing.
  int64_t next() {
    if (table_->index_bits == 0) {
      while (place_ < table_->used) {
        const TableEntry& e = table_->entries[place_++];
        if (e.hash == hash_ && !e.key.is_undefined()) return int64_t{place_} - 1;
      }
      return kMissing;
    }
    const uint32_t* index = table_index(table_);
    uint32_t mask = table_->index_mask();
    uint32_t tag = slot_tag(hash_, mask);
    for (;;) {
      uint32_t slot = index[probe_.next()];
      if (slot == 0) return kMissing;
      if ((slot & ~mask) != tag || slot == kGoneSlot) continue;
      uint32_t place = (slot & mask) - 1;
      if (table_->entries[place].hash == hash_) return place;
    }
  }

 private:
  const Table* table_;
  uint64_t hash_;
  Probe probe_;
  uint32_t place_;  // Where to look next when there is no index.
};

// Room for `entries` at least, of which `before` in front.
Owned<Table> make_table(Heap& heap, size_t entries, size_t before = 0);
// The same living entries in a new table with room for `entries`, of which `before` in
// front.
Owned<Table> copy_table(Heap& heap, const Table* table, uint32_t live, size_t entries,
                        size_t before = 0);
// The same living entries in as little room as they need.
Owned<Table> copy_table(Heap& heap, const Table* table, uint32_t live);
// By text. Null tables are empty.
int64_t table_find(const Table* table, const Str* key);
int64_t table_find(const Table* table, std::string_view key, uint64_t hash);
// Any key; sets *hash. May call scripts.
template <class Owner>
int64_t table_find(Vm& vm, const Owner* owner, Value key, uint64_t* hash);

// Requires: there is room, and the key is not there.
void table_append(Table* table, uint64_t hash, Value key, Value v);
// Requires: an entry lives at `place`.
void table_remove(Table* table, uint32_t place);

// Makes room for one more entry on that side.
void table_reserve(Heap& heap, Owned<Table>& table, uint32_t live, Side side);
// Takes the entry at `place` to that side. Requires: it lives, and there is room.
void table_move(Table* table, uint32_t place, Side side);

inline bool has_room(const Table* table, Side side) {
  bool has_place = side == Side::kBack ? table->used < table->capacity : table->first > 0;
  return has_place && table->used - table->first + table->gone < table->capacity;
}

// Requires: the key is not there.
template <class Owner>
void table_insert(Heap& heap, Owner* owner, uint64_t hash, Value key, Value v) {
  if (owner->table == nullptr || !has_room(owner->table, Side::kBack)) [[unlikely]] {
    table_reserve(heap, owner->table, owner->live, Side::kBack);
  }
  table_append(owner->table, hash, key, v);
  owner->live++;
  owner->version++;
}

template <class Owner>
void table_erase(Owner* owner, uint32_t place) {
  table_remove(owner->table, place);
  owner->live--;
  owner->version++;
}

// Gives `to` all that `from` has in place of its own.
template <class Owner>
void table_take(Heap& heap, Owner* to, Owner* from) {
  heap.retire(std::exchange(to->table, std::move(from->table)));
  to->live = std::exchange(from->live, 0);
  to->version++;
}

}  // namespace scriptling
