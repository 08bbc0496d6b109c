// The ends of a dict, for those that use its order: OrderedDict and caches.
//
// One thread at a time.
#pragma once

#include "interp/containers.h"
#include "interp/table.h"

namespace scriptling {

// Where the first entry of the table is. Requires: the dict is not empty.
//
// Taking out the first again and again leaves a growing row of dead entries in front.
// When that is longer than the square root of what lives the table is made anew, so that
// neither walking the row nor making tables costs more than about the square root for
// each.
inline uint32_t first_place(Heap& heap, Dict* dict) {
  uint32_t place = 0;
  while (dict->table->entries[place].key.is_undefined()) place++;
  if (place > 32 && uint64_t{place} * place > dict->live) {
    heap.touch(dict);
    dict->table = copy_table(heap, dict->table, dict->live, dict->live + dict->live / 2);
    dict->version++;
    place = 0;
  }
  return place;
}

inline uint32_t last_place(const Dict* dict) {
  uint32_t place = dict->table->used - 1;
  while (dict->table->entries[place].key.is_undefined()) place--;
  return place;
}

}  // namespace scriptling
