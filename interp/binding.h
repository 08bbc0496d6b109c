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

// A method of a built-in class that is bound to nothing yet. One that is (`"".join`) is
// no descriptor: as an attribute of a class it stays what it is.
inline bool is_native_method(const Value& v) {
  return is_kind(v, Kind::kNative) && as<Native>(v)->owner != nullptr &&
         as<Native>(v)->self.is_undefined();
}

}  // namespace scriptling
