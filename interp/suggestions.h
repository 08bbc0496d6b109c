// "Did you mean: 'upper'?": the names close to one that was not found.
//
// One thread at a time.
#pragma once

#include <string>

#include "interp/vm.h"

namespace scriptling {

// What Python adds to the last line of a traceback: ". Did you mean: 'NAME'?", or
// nothing. May call an object's own __dir__.
std::string suggestion_for(Vm& vm, Exception* exception);

}  // namespace scriptling
