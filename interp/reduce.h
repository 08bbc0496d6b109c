// What __reduce__ answers: how to make another object like this one. Copies go by it.
//
// One thread at a time.
#pragma once

#include <span>

#include "interp/native.h"
#include "interp/object.h"

namespace scriptling {

class Vm;

// __reduce__, __reduce_ex__ and __getstate__ of object.
std::span<const NativeDef> object_reduce_methods();

// For the __reduce__ of a native class: its class called with `arguments`, the state of
// the object's attributes, and iterators over items to append and pairs to set, or None.
// Error: pending.
Value reduced(Vm& vm, Value object, Tuple* arguments, Value items, Value pairs);

}  // namespace scriptling
