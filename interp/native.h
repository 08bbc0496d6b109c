// How natives look: one C++ function for each callable that a script can name, and a
// signature in Python's own spelling that says what it takes.
//
//   // sorted(iterable, /, *, key=None, reverse=False)
//   Value builtin_sorted(Vm& vm, const Args& args) {
//     Value key = args[1];           // undefined when the caller did not give it
//     ...
//   }
//   constexpr NativeDef kBuiltins[] = {
//       {"sorted(iterable, /, *, key=None, reverse=False)", builtin_sorted, "Return a new
//       ..."},
//   };
//
// The Vm binds a call's arguments to the signature before the native runs and words the
// errors as Python does. args[n] is the n-th parameter of the signature, `self` included
// for methods, keyword-only ones included; a parameter that was not given is undefined
// (whatever default the signature shows: that is documentation). `*args` and `**kwargs`
// are not counted: they are `args.rest` and `args.keywords`.
//
// A native answers with a Value; Value::error() after vm.raise...(...); or what
// vm.ask(...) returned, to have the host's answer become its result. It may call back
// into scripts (vm.call), which may suspend it: no thread_local addresses may be kept
// across such a call, and none may happen inside a catch block.
//
// One thread at a time.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "interp/object.h"

namespace scriptling {

struct Args {
  Value* fixed = nullptr;  // One for each parameter but *args and **kwargs.
  uint32_t count = 0;      // How many `fixed` there are.
  Value* rest = nullptr;   // *args
  uint32_t rest_count = 0;
  Dict* keywords = nullptr;  // **kwargs; null when none were given.

  Value operator[](size_t n) const { return fixed[n]; }
  bool given(size_t n) const { return !fixed[n].is_undefined(); }
  // Given, and not None.
  bool has(size_t n) const { return !fixed[n].is_undefined() && !fixed[n].is_none(); }
};

struct NativeParameter {
  std::string name;
  Str* interned = nullptr;
  bool required = true;
};

// A parsed signature. Immutable; share freely.
struct NativeSignature {
  std::string name;
  std::string text;
  std::vector<NativeParameter> parameters;  // Without *args and **kwargs.
  uint32_t positional_only = 0;
  uint32_t positional = 0;  // Positional-only ones included; the rest are keyword-only.
  uint32_t required_positional = 0;
  bool has_varargs = false;
  bool has_kwargs = false;
  bool simple = false;  // No keyword-only parameters, *args or **kwargs.
};

enum class NativeBinding : uint8_t {
  kFunction,
  kMethod,
  kStaticMethod,
  kClassMethod,
  kGetter
};

struct NativeDef {
  const char* signature;
  NativeFn fn;
  const char* doc = nullptr;
  // In a class: what the name is. A kGetter is a read-only property.
  NativeBinding binding = NativeBinding::kFunction;
  NativeFn setter = nullptr;  // kGetter only: "name(self, value)".
};

}  // namespace scriptling
