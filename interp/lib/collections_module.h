// The classes of module collections that are C++. Immortal; any thread.
#pragma once

#include "interp/types.h"

namespace scriptling {

Class* defaultdict_class();
Class* ordered_dict_class();

}  // namespace scriptling
