#include "actors/stub.h"

#include <fmt/core.h>

#include "interp/ops.h"

namespace scriptling {

namespace {

struct Stub : Object {
  Str* text;
};

Value refuse(Vm& vm, Object* self) {
  return vm.raise_text(types.runtime_error, static_cast<Stub*>(self)->text->view());
}
Value use(Vm& vm, const Args& args) { return refuse(vm, args[0].o); }

void trace(Object* self, Tracer& tracer) { tracer.visit(static_cast<Stub*>(self)->text); }

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeDef kMethods[] = {
    {"__getattribute__(self, name, /)", use, nullptr, kMethod},
    {"__setattr__(self, name, value, /)", use, nullptr, kMethod},
    {"__delattr__(self, name, /)", use, nullptr, kMethod},
    {"__call__(self, /, *args, **kwargs)", use, nullptr, kMethod},
    {"__iter__(self, /)", use, nullptr, kMethod},
    {"__next__(self, /)", use, nullptr, kMethod},
    {"__len__(self, /)", use, nullptr, kMethod},
    {"__bool__(self, /)", use, nullptr, kMethod},
    {"__contains__(self, item, /)", use, nullptr, kMethod},
    {"__getitem__(self, key, /)", use, nullptr, kMethod},
    {"__setitem__(self, key, value, /)", use, nullptr, kMethod},
    {"__delitem__(self, key, /)", use, nullptr, kMethod},
    {"__enter__(self, /)", use, nullptr, kMethod},
    {"__exit__(self, type, value, traceback, /)", use, nullptr, kMethod},
    {"__str__(self, /)", use, nullptr, kMethod},
    {"__repr__(self, /)", use, nullptr, kMethod},
    {"__eq__(self, other, /)", use, nullptr, kMethod},
    {"__hash__(self, /)", use, nullptr, kMethod},
    {"__lt__(self, other, /)", use, nullptr, kMethod},
    {"__add__(self, other, /)", use, nullptr, kMethod},
    {"__await__(self, /)", use, nullptr, kMethod},
};
constexpr TypeSlots kSlots{refuse, trace, nullptr};

}  // namespace

Value make_stub(Vm& vm, std::string_view name, std::string_view type) {
  static Class* const cls =
      make_class("unavailable", types.object, Kind::kNativeObject, kMethods, &kSlots);
  Str* text =
      make_str(vm.heap(),
               fmt::format("'{}' is a {} of another environment and cannot be used here",
                           name, type));
  auto* stub = vm.heap().make<Stub>(Kind::kNativeObject, cls);
  stub->text = text;
  return Value::object(stub);
}

}  // namespace scriptling
