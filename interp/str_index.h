// Code points and bytes of long text that is not ASCII: a table of where every 64th code
// point begins, which makes the way from the one count to the other short in both
// directions.
//
// Text of the heap gets its table when it is first asked for; text of a Program, which
// nobody may write to, has it from the beginning.
//
// One thread at a time.
#pragma once

#include "interp/heap.h"
#include "interp/object.h"

namespace scriptling {

// The number of the code point that begins at byte `offset`. Requires: one does, or it is
// s->size.
uint32_t str_index_at(Heap& heap, const Str* s, uint32_t offset);

// For who makes immortal text: the bytes that its table takes (0: it needs none), and
// filling it in, which makes it the owner of the bytes that follow the struct.
size_t str_table_size(const Str* s);
void str_take_table(Str* s, Buffer* table);

}  // namespace scriptling
