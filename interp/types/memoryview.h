// What a memoryview does by its storage, and what its files share. The items are numbers
// of one of the struct module's native formats; see MemoryView in object.h.
//
// A view counts as an export of its bytearray until it is released; see
// bytearray_is_fixed() for those that are only dropped.
//
// One thread at a time. Pointers to items are only good until a script runs.
#pragma once

#include "interp/ops.h"

namespace scriptling {

// -- Whole views ------------------------------------------------------------------------

// memoryview(object): TypeError unless it is bytes, a bytearray or another view.
Value memoryview_of(Vm& vm, Value object);
// An unreleased view of the same bytes with room for so many dimensions; the format is
// copied, the rest is to be filled in, and then settled.
MemoryView* make_memoryview_like(Vm& vm, const MemoryView* view, uint32_t dimensions);
void settle_memoryview(MemoryView* view);
// False: ValueError "operation forbidden on released memoryview object" is pending.
bool check_not_released(Vm& vm, const MemoryView* view);
// Gives the export back; does nothing a second time.
void release_memoryview(Vm& vm, MemoryView* view);
int64_t memoryview_length(Vm& vm, const MemoryView* view);  // -1: pending
Value memoryview_compare(Vm& vm, CompareOp op, Value a, Value b);
bool memoryview_hash(Vm& vm, const MemoryView* view, int64_t* hash);
Str* memoryview_repr(Vm& vm, const MemoryView* view);
Value iterate_memoryview(Vm& vm, MemoryView* view);
// The items' bytes in C's order, or with the first index changing fastest.
enum class ItemOrder : uint8_t { kC, kFortran };
bool memoryview_bytes(Vm& vm, const MemoryView* view, ItemOrder order, std::string* out);
// Calls fn with each item's place, in C's order, until it returns false.
template <class F>
bool for_each_item(const MemoryView* view, F fn, uint32_t dimension = 0,
                   int64_t place = 0) {
  if (dimension == view->dimensions) return fn(place);
  for (int64_t n = 0; n < view->shape()[dimension]; n++) {
    if (!for_each_item(view, fn, dimension + 1, place)) return false;
    place += view->strides()[dimension];
  }
  return true;
}

// -- Items (memoryview_items.cpp) -------------------------------------------------------

Value memoryview_get_item(Vm& vm, MemoryView* view, Value key);
bool memoryview_set_item(Vm& vm, MemoryView* view, Value key, Value v);
bool memoryview_del_item(Vm& vm, MemoryView* view);
Value memoryview_list(Vm& vm, const MemoryView* view);

// -- Formats (memoryview_formats.cpp) ---------------------------------------------------

struct PackedItem {
  char data[8];
};

// How many bytes an item takes; 0: there is no such format.
uint8_t format_size(char format);
Value unpack_item(Vm& vm, char format, const char* from);
// `v` as an item; calls scripts. False: pending.
bool pack_item(Vm& vm, char format, Value v, PackedItem* item);
bool items_equal(Vm& vm, char format_a, const char* a, char format_b, const char* b);
// Whether items are equal just when their bytes are.
inline bool is_compared_by_bytes(char format) {
  return format != 'f' && format != 'd' && format != '?';
}

}  // namespace scriptling
