// How classes and what belongs to them are taken apart and put together again as they
// were, without running what made them: for those who bring them from another
// environment.
//
// One thread at a time.
#pragma once

#include "interp/vm.h"

namespace scriptling {

// Has the bases of `cls`, and what else is in its order, tell it when they change. They
// hold it weakly.
void join_bases(Vm& vm, Class* cls);
// Undoes it.
void leave_bases(Vm& vm, Class* cls);

// False: pending.
bool check_class_name(Vm& vm, const Str* name);

// Whether an instance of one can become one of the other: o.__class__ = cls.
bool have_same_layout(const Class* one, const Class* other);

// What a name of __slots__ is in its class. Requires: is_member(member).
Str* member_key(const Value& member);
Class* member_owner(const Value& member);

// Requires: is_generic_alias(v).
Value generic_alias_origin(const Value& v);
Tuple* generic_alias_args(const Value& v);

// int | str, of members which are not looked at.
Value make_union_of(Vm& vm, Tuple* members);

}  // namespace scriptling
