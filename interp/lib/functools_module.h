// The classes of module functools that are C++. Immortal; any thread.
#pragma once

#include "interp/types.h"

namespace scriptling {

Class* partial_class();
Class* comparison_key_class();  // What cmp_to_key makes.
Class* lru_cache_class();

}  // namespace scriptling
