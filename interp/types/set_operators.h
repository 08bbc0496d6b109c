// What the methods and the operators of sets share.
//
// One thread at a time.
#pragma once

#include "interp/ops.h"

namespace scriptling {

inline bool is_any_set(const Value& v) {
  return is_kind(v, Kind::kSet) || is_kind(v, Kind::kFrozenSet);
}
// `v` itself when it is a set or frozenset, else a set of its items. Null: pending.
Set* any_set(Vm& vm, Value v);
// The items of `set` that are in `iterable`; a new set of set's kind. Null: pending.
Set* set_intersection(Vm& vm, Set* set, Value iterable);
// Discards every item of `iterable`. False: pending.
bool set_remove_all(Vm& vm, Set* set, Value iterable);
// Gives `set` the items of `from`, which must not be used any more.
void set_replace(Vm& vm, Set* set, Set* from);

void define_set_operators();

}  // namespace scriptling
