// What the files behind module itertools share.
//
// One thread at a time.
#pragma once

#include "interp/lib/native_iterator.h"

namespace scriptling {

constexpr NativeBinding kNew = NativeBinding::kStaticMethod;

// Each makes the classes of its file on first use.
std::span<Class* const> itertools_endless_classes();    // count cycle repeat
std::span<Class* const> itertools_selecting_classes();  // islice takewhile ...
std::span<Class* const> itertools_combining_classes();  // chain zip_longest groupby ...
std::span<Class* const> itertools_arranging_classes();  // product permutations ...

}  // namespace scriptling
