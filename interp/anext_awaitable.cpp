// anext(iterator, default): awaits the next item, and is the default at the end.

#include "interp/generator.h"
#include "interp/vm_internals.h"

namespace scriptling {

namespace {

struct AnextAwaitable : Object {
  Value awaitable;
  Value otherwise;
};

void trace(Object* o, Tracer& tracer) {
  tracer.visit(static_cast<AnextAwaitable*>(o)->awaitable);
  tracer.visit(static_cast<AnextAwaitable*>(o)->otherwise);
}

// The end of the iterator is the default, as the value of what is awaited.
Value answer(Vm& vm, const Args& args, const Resumed& resumed) {
  if (resumed.finished) return vm.raise_with(types.stop_iteration, {resumed.value});
  if (resumed.value.is_error() && vm.pending_is(types.stop_async_iteration)) {
    vm.clear_pending();
    return vm.raise_with(types.stop_iteration, {as<AnextAwaitable>(args[0])->otherwise});
  }
  return resumed.value;
}

Value iterator_of(Vm& vm, const Args& args) {
  return yield_from_iter(vm, as<AnextAwaitable>(args[0])->awaitable, true);
}

Value resume(Vm& vm, const Args& args, Value sent) {
  Value it = iterator_of(vm, args);
  if (it.is_error()) return it;
  if (is_kind(it, Kind::kGenerator)) {
    return answer(vm, args, generator_send(vm, as<Generator>(it), sent));
  }
  return answer(vm, args, send_to_iterator(vm, it, sent));
}

Value itself(Vm&, const Args& args) { return args[0]; }
Value next_method(Vm& vm, const Args& args) { return resume(vm, args, Value::none()); }
Value send_method(Vm& vm, const Args& args) { return resume(vm, args, args[1]); }

Value throw_method(Vm& vm, const Args& args) {
  Value it = iterator_of(vm, args);
  if (it.is_error()) return it;
  uint32_t count = 1;
  while (count < 3 && args.given(count + 1)) count++;
  Value method = get_attr(vm, it, names.throw_);
  if (method.is_error()) return method;
  return answer(vm, args, {vm.call(method, std::span(args.fixed + 1, count))});
}

Value close_method(Vm& vm, const Args& args) {
  Value it = iterator_of(vm, args);
  return it.is_error() ? it : invoke(vm, it, "close", {});
}

Class* awaitable_class() {
  constexpr auto kMethod = NativeBinding::kMethod;
  static constexpr NativeDef kMethods[] = {
      {"__await__(self, /)", itself, nullptr, kMethod},
      {"__iter__(self, /)", itself, nullptr, kMethod},
      {"__next__(self, /)", next_method, nullptr, kMethod},
      {"send(self, value, /)", send_method, nullptr, kMethod},
      {"throw(self, type, value=None, traceback=None, /)", throw_method, nullptr,
       kMethod},
      {"close(self, /)", close_method, nullptr, kMethod},
  };
  static constexpr TypeSlots kSlots{nullptr, trace};
  static Class* const cls =
      make_class("anext_awaitable", types.object, Kind::kNativeObject, kMethods, &kSlots);
  return cls;
}

}  // namespace

Value make_anext_awaitable(Vm& vm, Value awaitable, Value otherwise) {
  Class* cls = awaitable_class();
  auto* made = vm.heap().make<AnextAwaitable>(Kind::kNativeObject, cls);
  made->awaitable = awaitable;
  made->otherwise = otherwise;
  return Value::object(made);
}

}  // namespace scriptling
