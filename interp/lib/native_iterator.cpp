#include "interp/lib/native_iterator.h"

namespace scriptling {

namespace {

Value iterator_next(Vm& vm, const Args& args) {
  Value item = args[0].o->cls->slots->next(vm, args[0].o);
  return item.is_undefined() ? vm.raise_with(types.stop_iteration, {}) : item;
}

constexpr NativeDef kMethods[] = {
    {"__iter__(self, /)", return_self, nullptr, NativeBinding::kMethod},
    {"__next__(self, /)", iterator_next, nullptr, NativeBinding::kMethod},
};

}  // namespace

void add_iterator_methods(Class* cls) { add_methods(cls, kMethods); }

NativeIterator* new_iterator(Vm& vm, Value cls, Class* base) {
  Class* wanted = new_class(vm, cls, base);
  return wanted == nullptr ? nullptr : new_iterator(vm, wanted);
}

}  // namespace scriptling
