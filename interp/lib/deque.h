// collections.deque: a ring of values that grows at both ends.
//
// One thread at a time.
#pragma once

#include "interp/ops.h"

namespace scriptling {

struct Deque : Object {
  // The first field, for the journal. Null while nothing was ever stored.
  Owned<Array> ring;
  uint64_t head;  // Where in the ring the first item is.
  uint64_t size;
  int64_t limit;     // maxlen, or -1.
  uint64_t changes;  // Counts what iterators must notice.

  Value& at(uint64_t index) { return ring->items[(head + index) & (ring->capacity - 1)]; }
};

Class* deque_class();  // Immortal; any thread.
inline Deque* deque_of(const Value& v) { return static_cast<Deque*>(v.o); }
bool is_deque(const Value& v);

Deque* make_deque(Vm& vm, Class* cls, int64_t limit);
// At a full deque with a limit the item at the other end goes.
void deque_push_back(Vm& vm, Deque* deque, Value v);
void deque_push_front(Vm& vm, Deque* deque, Value v);
// Requires: it is not empty.
Value deque_take_back(Vm& vm, Deque* deque);
Value deque_take_front(Vm& vm, Deque* deque);
void deque_clear(Vm& vm, Deque* deque);
void deque_rotate(Vm& vm, Deque* deque, int64_t steps);
// False: pending.
enum class End : uint8_t { kBack, kFront };
bool deque_extend(Vm& vm, Deque* deque, Value iterable, End end);

// What it has in common with a list (deque_sequence.cpp).
std::span<const NativeDef> deque_sequence_methods();

}  // namespace scriptling
