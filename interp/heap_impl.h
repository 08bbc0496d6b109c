// What heap.cpp and heap_collect.cpp share and nobody else sees.
#pragma once

#include "interp/heap.h"
#include "interp/sanitizers.h"

#ifdef SCRIPTLING_ASAN
#include <sanitizer/asan_interface.h>
#endif

namespace scriptling {

// Tells that a heap gave this much back to malloc, which keeps what lies between blocks
// in use: after enough of it the process gives such pages back to the system.
void note_freed(size_t bytes);

// Garbage of less than this is not worth a collection.
constexpr size_t kSmallestThreshold = 256 * 1024;

// Stands in front of each large object; keeps it 16-byte aligned.
struct LargePrefix {
  size_t size;
  size_t reserved;
};

inline LargePrefix* prefix_of(const Object* o) {
  return reinterpret_cast<LargePrefix*>(const_cast<Object*>(o)) - 1;
}

inline void poison([[maybe_unused]] void* low, [[maybe_unused]] size_t size) {
#ifdef SCRIPTLING_ASAN
  __asan_poison_memory_region(low, size);
#endif
}

inline void unpoison([[maybe_unused]] void* low, [[maybe_unused]] size_t size) {
#ifdef SCRIPTLING_ASAN
  __asan_unpoison_memory_region(low, size);
#endif
}

// The memory that small objects are in. `starts` has a bit for each unit in which an
// object begins; everything else about free and taken memory follows from the objects'
// sizes.
struct Heap::Block {
  char* base;
  size_t units;
  uint64_t starts[1];

  char* end() const { return base + units * kUnit; }
  size_t words() const { return (units + 63) / 64; }
  Object* object_at(size_t unit) const {
    return reinterpret_cast<Object*>(base + unit * kUnit);
  }

  // The first start at or after `unit`, else `units`.
  size_t next_start(size_t unit) const {
    if (unit >= units) return units;
    size_t word = unit / 64;
    uint64_t bits = starts[word] & (~uint64_t{0} << (unit % 64));
    while (bits == 0) {
      if (++word == words()) return units;
      bits = starts[word];
    }
    return word * 64 + static_cast<size_t>(__builtin_ctzll(bits));
  }

  // The first start at or after `unit` of an object with that mark, else `units`; those
  // before it are cleared.
  size_t skip_unmarked(size_t unit, uint8_t mark) {
    if (unit >= units) return units;
    uint64_t kept = ~(~uint64_t{0} << (unit % 64));
    for (size_t word = unit / 64; word < words(); word++, kept = 0) {
      for (uint64_t bits = starts[word] & ~kept; bits != 0; bits &= bits - 1) {
        size_t at = word * 64 + static_cast<size_t>(__builtin_ctzll(bits));
        if (object_at(at)->mark != mark) continue;
        starts[word] = (starts[word] & kept) | bits;
        return at;
      }
      starts[word] &= kept;
    }
    return units;
  }

  // The last start at or before `unit`, or -1.
  ptrdiff_t start_before(size_t unit) const {
    size_t word = unit / 64;
    uint64_t bits = starts[word] & (~uint64_t{0} >> (63 - unit % 64));
    while (bits == 0) {
      if (word-- == 0) return -1;
      bits = starts[word];
    }
    return static_cast<ptrdiff_t>(word * 64 + 63 -
                                  static_cast<size_t>(__builtin_clzll(bits)));
  }
};

struct Heap::Collector {
  struct LargeRange {
    uintptr_t low, high;
    Object* object;
  };
  Tracer tracer;
  std::vector<LargeRange> large_ranges;  // Sorted; only while collecting.
  // Every object is in between; only while collecting.
  uintptr_t lowest = 0;
  uintptr_t highest = 0;

  static void drop_dead_subclasses(Class* base, uint8_t live_mark);

  // Marking takes a little memory. Where there is none, everything counts as alive.
  void keep_all(Heap& heap) {
    tracer.pending_.clear();
    tracer.ranges_.clear();
    tracer.certain_only_ = false;
    tracer.live_bytes_ = heap.bytes_;
    heap.for_each_object(
        [](void* mark, Object* o) { o->mark = *static_cast<const uint8_t*>(mark); },
        &heap.live_mark_);
  }
};

}  // namespace scriptling
