#include "interp/lib/native_iterator.h"

#include <cstring>

namespace scriptling {

namespace {

Value iterator_next(Vm& vm, const Args& args) {
  Value item = args[0].o->cls->slots->next(vm, args[0].o);
  return item.is_undefined() ? vm.raise_with(types.stop_iteration, {}) : item;
}

// Another that goes on from where this one stands. The lists in it are its memory, and
// not what it draws from.
Value iterator_copy(Vm& vm, const Args& args) {
  const NativeIterator* from = iterator_of(args[0]);
  NativeIterator* made = new_iterator(vm, from->cls);
  memcpy(static_cast<void*>(native_values(made)), native_values(args[0].o),
         sizeof(NativeIterator) - sizeof(Object));
  for (int n = 0; n < 3; n++) {
    Value* v = native_values(made) + n;
    if (is_kind(*v, Kind::kList)) *v = Value::object(list_of(vm, *v));
  }
  return Value::object(made);
}

constexpr NativeDef kMethods[] = {
    {"__iter__(self, /)", return_self, nullptr, NativeBinding::kMethod},
    {"__next__(self, /)", iterator_next, nullptr, NativeBinding::kMethod},
    {"__copy__(self, /)", iterator_copy, nullptr, NativeBinding::kMethod},
};

}  // namespace

void add_iterator_methods(Class* cls) { add_methods(cls, kMethods); }

NativeIterator* new_iterator(Vm& vm, Value cls, Class* base) {
  Class* wanted = new_class(vm, cls, base);
  return wanted == nullptr ? nullptr : new_iterator(vm, wanted);
}

}  // namespace scriptling
