#include "actors/stub.h"

#include <fmt/core.h>

#include <array>

#include "interp/ops.h"

namespace scriptling {

namespace {

struct Stub : Object {
  Str* text;
  Str* type;
  Str* said;  // What str() and repr() said of it; null: that is not known.
  Str* shown;
};

Value refuse(Vm& vm, Object* self) {
  return vm.raise_text(types.runtime_error, static_cast<Stub*>(self)->text->view());
}
Value use(Vm& vm, const Args& args) { return refuse(vm, args[0].o); }

Value say(Vm& vm, const Args& args) {
  auto* stub = as<Stub>(args[0]);
  return stub->said == nullptr ? refuse(vm, stub) : Value::object(stub->said);
}
Value show(Vm& vm, const Args& args) {
  auto* stub = as<Stub>(args[0]);
  return stub->shown == nullptr ? refuse(vm, stub) : Value::object(stub->shown);
}
Value say_by(Vm& vm, const Args& args) {
  bool is_plain = is_str(args[1]) && as<Str>(args[1])->size == 0;
  return is_plain ? say(vm, args) : use(vm, args);
}

void trace(Object* self, Tracer& tracer) {
  auto* stub = static_cast<Stub*>(self);
  tracer.visit(stub->text);
  tracer.visit(stub->type);
  tracer.visit(stub->said);
  tracer.visit(stub->shown);
}

// All that an expression or statement may ask of an object.
constexpr const char* kUses[] = {
    "__getattribute__(self, name, /)",
    "__setattr__(self, name, value, /)",
    "__delattr__(self, name, /)",
    "__call__(self, /, *args, **kwargs)",
    "__enter__(self, /)",
    "__exit__(self, type, value, traceback, /)",
    "__await__(self, /)",
    // Containers and iterators.
    "__iter__(self, /)",
    "__next__(self, /)",
    "__aiter__(self, /)",
    "__anext__(self, /)",
    "__reversed__(self, /)",
    "__len__(self, /)",
    "__contains__(self, item, /)",
    "__getitem__(self, key, /)",
    "__setitem__(self, key, value, /)",
    "__delitem__(self, key, /)",
    "keys(self, /)",
    // Conversions.
    "__bool__(self, /)",
    "__int__(self, /)",
    "__float__(self, /)",
    "__complex__(self, /)",
    "__index__(self, /)",
    "__bytes__(self, /)",
    "__hash__(self, /)",
    "__dir__(self, /)",
    "__copy__(self, /)",
    "__deepcopy__(self, memo, /)",
    // Operators.
    "__eq__(self, other, /)",
    "__ne__(self, other, /)",
    "__lt__(self, other, /)",
    "__le__(self, other, /)",
    "__gt__(self, other, /)",
    "__ge__(self, other, /)",
    "__neg__(self, /)",
    "__pos__(self, /)",
    "__invert__(self, /)",
    "__abs__(self, /)",
    "__round__(self, /, *digits)",
    "__trunc__(self, /)",
    "__floor__(self, /)",
    "__ceil__(self, /)",
    "__add__(self, other, /)",
    "__radd__(self, other, /)",
    "__sub__(self, other, /)",
    "__rsub__(self, other, /)",
    "__mul__(self, other, /)",
    "__rmul__(self, other, /)",
    "__matmul__(self, other, /)",
    "__rmatmul__(self, other, /)",
    "__truediv__(self, other, /)",
    "__rtruediv__(self, other, /)",
    "__floordiv__(self, other, /)",
    "__rfloordiv__(self, other, /)",
    "__mod__(self, other, /)",
    "__rmod__(self, other, /)",
    "__divmod__(self, other, /)",
    "__rdivmod__(self, other, /)",
    "__pow__(self, other, /, *modulus)",
    "__rpow__(self, other, /, *modulus)",
    "__lshift__(self, other, /)",
    "__rlshift__(self, other, /)",
    "__rshift__(self, other, /)",
    "__rrshift__(self, other, /)",
    "__and__(self, other, /)",
    "__rand__(self, other, /)",
    "__or__(self, other, /)",
    "__ror__(self, other, /)",
    "__xor__(self, other, /)",
    "__rxor__(self, other, /)",
};

constexpr NativeDef kWords[] = {
    {"__str__(self, /)", say, nullptr, NativeBinding::kMethod},
    {"__repr__(self, /)", show, nullptr, NativeBinding::kMethod},
    {"__format__(self, spec, /)", say_by, nullptr, NativeBinding::kMethod},
};

constexpr auto kMethods = [] {
  std::array<NativeDef, std::size(kUses) + std::size(kWords)> methods{};
  for (size_t n = 0; n < std::size(kUses); n++) {
    methods[n] = {kUses[n], use, nullptr, NativeBinding::kMethod};
  }
  for (size_t n = 0; n < std::size(kWords); n++) {
    methods[std::size(kUses) + n] = kWords[n];
  }
  return methods;
}();
constexpr TypeSlots kSlots{refuse, trace, nullptr};

Class* stub_class() {
  static Class* const cls =
      make_class("unavailable", types.object, Kind::kNativeObject, kMethods, &kSlots);
  return cls;
}

}  // namespace

Value make_stub(Vm& vm, std::string_view name, std::string_view type) {
  auto* stub = vm.heap().make<Stub>(Kind::kNativeObject, stub_class());
  stub->text =
      make_str(vm.heap(),
               fmt::format("'{}' is a {} of another environment and cannot be used here",
                           name, type));
  stub->type = make_str(vm.heap(), type);
  return Value::object(stub);
}

void word_stub(Value stub, Str* said, Str* shown) {
  as<Stub>(stub)->said = said;
  as<Stub>(stub)->shown = shown;
}

std::string class_behind(Value v) {
  bool is_stub = is_kind(v, Kind::kNativeObject) && v.o->cls == stub_class();
  return is_stub ? std::string(static_cast<Stub*>(v.o)->type->view())
                 : std::string(class_of(v)->name->view());
}

}  // namespace scriptling
