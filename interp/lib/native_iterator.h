// Iterators that library modules define in C++: one struct for all, and a function for
// each that gives its next item.
//
//   Value next_pairwise(Vm& vm, NativeIterator* it);
//   Class* cls = make_native_iterator<next_pairwise>("itertools.pairwise", kMethods);
//
// One thread at a time.
#pragma once

#include "interp/ops.h"
#include "interp/types.h"
#include "interp/types/arguments.h"

namespace scriptling {

// What the fields mean is up to each class.
struct NativeIterator : Object {
  Value source, function, extra;
  int64_t position, limit, step, mark_at;
};

using NextFn = Value (*)(Vm& vm, NativeIterator* it);

// They may stand on one another, thousands high.
template <NextFn fn>
Value next_native_iterator(Vm& vm, Object* o) {
  if (!vm.check_native_depth()) return Value::error();
  vm.heap().touch(o);
  return fn(vm, static_cast<NativeIterator*>(o));
}

// Adds __iter__ and __next__.
void add_iterator_methods(Class* cls);

// An immortal class; keep it in a function-local static.
template <NextFn fn>
Class* make_native_iterator(const char* name, std::span<const NativeDef> methods,
                            const char* doc = nullptr) {
  static constexpr TypeSlots kSlots{.next = next_native_iterator<fn>,
                                    .size = sizeof(NativeIterator),
                                    .values = 3,
                                    .undo = Undo::kBytes};
  Class* cls = make_class(name, types.object, Kind::kNativeObject, methods, &kSlots, doc);
  add_iterator_methods(cls);
  return cls;
}

inline NativeIterator* iterator_of(const Value& v) {
  return static_cast<NativeIterator*>(v.o);
}
// For __new__: an instance of the class that came first. Null: pending.
NativeIterator* new_iterator(Vm& vm, Value cls, Class* base);
inline NativeIterator* new_iterator(Vm& vm, Class* cls) {
  return static_cast<NativeIterator*>(allocate_instance(vm, cls));
}
inline Value from_iterator(NativeIterator* it) {
  return it == nullptr ? Value::error() : Value::object(it);
}

}  // namespace scriptling
