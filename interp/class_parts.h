// How classes and what belongs to them are taken apart and put together again as they
// were, without running what made them: for those who bring them from another
// environment.
//
// One thread at a time.
#pragma once

#include "interp/vm.h"

namespace scriptling {

// Has `base` tell `cls` when it changes. Requires: `base` is not immortal.
void note_subclass(Vm& vm, Class* base, Class* cls);

// What a name of __slots__ is in its class. Requires: is_member(member).
Str* member_name(const Value& member);
Class* member_owner(const Value& member);

// Requires: is_generic_alias(v).
Value generic_alias_origin(const Value& v);
Tuple* generic_alias_args(const Value& v);

// int | str, of members which are not looked at.
Value make_union_of(Vm& vm, Tuple* members);

}  // namespace scriptling
