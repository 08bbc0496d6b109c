// The classes of module collections that are C++. Immortal; any thread.
#pragma once

#include "interp/types.h"

namespace scriptling {

Class* defaultdict_class();
// Undefined: none. Requires: an instance of defaultdict or a subclass.
Value default_factory_of(const Value& self);
void set_default_factory_of(const Value& self, Value factory);

Class* ordered_dict_class();

}  // namespace scriptling
