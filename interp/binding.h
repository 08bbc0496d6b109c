// Binds the arguments of a call to the signature of a native function.
//
// A call that gives exactly the parameters of a plain signature passes the caller's
// registers through; everything else goes by a small array on the native stack.
//
// One thread at a time.
#pragma once

#include "interp/native.h"
#include "interp/vm.h"

namespace scriptling {

// Calls `native` with `positional` arguments from `args` on and, behind them, one for
// each of `names` (null: none). A native with a bound self gets that in front. Checks
// that a method's self is an instance of its class. `args` must stay in place during the
// call.
Value call_native_bound(Vm& vm, Native* native, Value* args, uint32_t positional,
                        Tuple* names);

}  // namespace scriptling
