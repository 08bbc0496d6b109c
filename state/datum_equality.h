// Whether two messages are equal as a script would say: 1 == 1.0 == True, a list is not a
// tuple, the order of a dict does not matter, nor which parts were aliases of each other.
//
// Cyclic messages are equal if nothing tells them apart. A NaN equals nothing, except
// that two copies of one datum are equal whatever they hold. Time is about linear in the
// messages, also for those built to be slow. A key nested deeper than 1000 equals
// nothing.
//
// Any thread.
#pragma once

#include "state/datum.h"

namespace scriptling {

bool is_equal(const Datum& a, const Datum& b);

}  // namespace scriptling
