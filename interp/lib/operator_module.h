// The callables of module operator. Immortal classes; any thread.
#pragma once

#include "interp/types.h"

namespace scriptling {

Class* attrgetter_class();
Class* itemgetter_class();
Class* methodcaller_class();

}  // namespace scriptling
