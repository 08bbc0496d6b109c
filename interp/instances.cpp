// New instances, and which class a value belongs to.

#include <algorithm>

#include "interp/ascii.h"
#include "interp/protocol.h"

namespace scriptling {

namespace {

size_t base_size(Kind kind) {
  switch (kind) {
    case Kind::kStr: return sizeof(Str);
    case Kind::kBytes: return sizeof(Bytes);
    case Kind::kByteArray: return sizeof(ByteArray);
    case Kind::kBoxed: return sizeof(Boxed);
    case Kind::kComplex: return sizeof(Complex);
    case Kind::kList: return sizeof(List);
    case Kind::kTuple: return sizeof(Tuple);
    case Kind::kDict: return sizeof(Dict);
    case Kind::kSet:
    case Kind::kFrozenSet: return sizeof(Set);
    case Kind::kRange: return sizeof(Range);
    case Kind::kSlice: return sizeof(Slice);
    case Kind::kCell: return sizeof(Cell);
    case Kind::kModule: return sizeof(Module);
    case Kind::kProperty: return sizeof(Property);
    case Kind::kStaticMethod:
    case Kind::kClassMethod: return sizeof(Wrapper);
    case Kind::kSuper: return sizeof(Super);
    case Kind::kException: return sizeof(Exception);
    case Kind::kMappingProxy: return sizeof(MappingProxy);
    case Kind::kIterator: return sizeof(Iterator);
    case Kind::kHandle: return sizeof(Handle);
    default: return sizeof(Object);
  }
}

constexpr size_t round_up(size_t size) { return (size + 15) & ~size_t{15}; }

Instance* allocate_plain(Vm& vm, Class* cls) {
  size_t slots = cls->slot_hint;
  // Classes that all environments share have no shapes (attr_store_set).
  Shape* shape = cls->has(kImmortal) ? nullptr : root_shape(vm, cls);
  auto* instance = vm.heap().make<Instance>(Kind::kInstance, cls, slots * sizeof(Value));
  instance->attrs.shape = shape;
  instance->attrs.slots = instance->inline_slots;
  instance->attrs.capacity = static_cast<uint32_t>(slots);
  if (cls->class_flags & kHasDel) vm.heap().add_finalizable(instance);
  return instance;
}

void initialize(Object* o) {
  switch (o->kind) {
    case Kind::kStr: {
      auto* s = static_cast<Str*>(o);
      s->data = "";
      s->flags |= kAscii;
      break;
    }
    case Kind::kBytes:
      static_cast<Bytes*>(o)->data = reinterpret_cast<const uint8_t*>("");
      break;
    case Kind::kBoxed: static_cast<Boxed*>(o)->payload = Value::integer(0); break;
    case Kind::kProperty: {
      auto* p = static_cast<Property*>(o);
      p->getter = p->setter = p->deleter = p->doc = Value::none();
      break;
    }
    case Kind::kStaticMethod:
    case Kind::kClassMethod: static_cast<Wrapper*>(o)->function = Value::none(); break;
    case Kind::kException: {
      auto* e = static_cast<Exception*>(o);
      e->cause = e->context = Value::none();
      break;
    }
    default: break;
  }
}

Value class_hook(Vm& vm, Value cls, Str* name) {
  if (!cls.is_object() || is_core(class_of(cls))) return Value::undefined();
  return vm.lookup(class_of(cls), name);
}

int call_class_hook(Vm& vm, Value hook, Value cls, Value v) {
  Value answer = vm.call(hook, {cls, v});
  return answer.is_error() ? -1 : truth(vm, answer);
}

using InstanceTest = int (*)(Vm& vm, Value v, Value cls);

int any_of(Vm& vm, Value v, const Tuple* classes, InstanceTest test) {
  if (!vm.check_native_depth() || !vm.poll()) return -1;
  for (uint64_t n = 0; n < classes->size; n++) {
    int answer = test(vm, v, classes->items[n]);
    if (answer != 0) return answer;
  }
  return 0;
}

// None in a union stands for its class.
Value union_member(Value v) { return v.is_none() ? Value::object(types.none) : v; }

}  // namespace

Object* allocate_instance(Vm& vm, Class* cls, size_t extra) {
  if (cls->instance_kind == Kind::kInstance && extra == 0) return allocate_plain(vm, cls);
  Kind kind = cls->instance_kind;
  const TypeSlots* slots = cls->slots;
  bool own_size = slots != nullptr && slots->size > 0;
  size_t size = (own_size ? slots->size : base_size(kind)) + extra;
  bool has_attrs = (cls->class_flags & kUserClass) != 0 || kind == Kind::kException ||
                   (slots != nullptr && slots->attributes);
  if (has_attrs) size = round_up(size) + round_up(sizeof(AttrStore));
  Object* o = vm.heap().allocate(kind, cls, size);
  if (has_attrs) o->flags |= kHasAttrs;
  if ((cls->class_flags & kHasDel) || (cls->slots && cls->slots->finalize)) {
    vm.heap().add_finalizable(o);
  }
  if (kind == Kind::kTuple) static_cast<Tuple*>(o)->size = extra / sizeof(Value);
  initialize(o);
  if (kind == Kind::kException) {
    static_cast<Exception*>(o)->args = make_tuple(vm.heap(), size_t{0});
  }
  return o;
}

bool is_type_name_of(const Class* cls, std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
      {"integer", "int"},   {"string", "str"},    {"boolean", "bool"},
      {"none", "NoneType"}, {"null", "NoneType"},
  };
  for (auto& [alias, name] : kAliases) {
    if (equal_ignoring_case(text, alias)) {
      text = name;
      break;
    }
  }
  if (equal_ignoring_case(text, "function") &&
      (cls == types.native || cls == types.method)) {
    return true;
  }
  for (uint64_t n = 0; n < cls->mro->size; n++) {
    if (equal_ignoring_case(as<Class>(cls->mro->items[n])->name->view(), text))
      return true;
  }
  return false;
}

bool class_has_upper_name(const Class* cls, std::string_view text) {
  struct Upper {
    std::string_view name;
    const Class* cls;
  };
  const Upper kNames[] = {
      {"INTEGER", types.int_},      {"FLOAT", types.float_},
      {"STRING", types.str},        {"BOOLEAN", types.bool_},
      {"NULL", types.none},         {"LIST", types.list},
      {"DICT", types.dict},         {"TUPLE", types.tuple},
      {"SET", types.set},           {"BYTES", types.bytes},
      {"FUNCTION", types.function}, {"LAMBDA", types.function},
      {"FUNCTION", types.method},   {"BUILTIN", types.native},
      {"CLASS", types.type},        {"GENERATOR", types.generator},
      {"SLICE", types.slice},
  };
  for (const Upper& u : kNames) {
    if (u.cls == cls && u.name == text) return true;
  }
  // Those of module re, which may not be there.
  if (cls->instance_kind == Kind::kNativeObject && cls->has(kImmortal)) {
    std::string_view name = cls->name->view();
    if (text == "Match" ? name == text : text == "Regex" && name == "Pattern")
      return true;
  }
  return text == "ITERATOR" && cls->instance_kind == Kind::kIterator;
}

int is_instance_of(Vm& vm, Value v, Value c) {
  if (is_class(c)) {
    if (is_instance(v, as<Class>(c))) return 1;
    Value hook = class_hook(vm, c, names.instancecheck);
    if (!hook.is_undefined()) return call_class_hook(vm, hook, c, v);
    return 0;
  }
  if (is_kind(c, Kind::kTuple)) return any_of(vm, v, as<Tuple>(c), is_instance_of);
  if (is_union(c)) {
    return any_of(vm, v, union_args(c), [](Vm& vm, Value v, Value member) {
      return is_instance_of(vm, v, union_member(member));
    });
  }
  if (is_str(c)) return is_type_name_of(class_of(v), text_of(c));
  Value hook = class_hook(vm, c, names.instancecheck);
  if (!hook.is_undefined()) return call_class_hook(vm, hook, c, v);
  vm.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union");
  return -1;
}

int no_class(Vm& vm) {
  vm.type_error("issubclass() arg 1 must be a class");
  return -1;
}

int is_subclass_of(Vm& vm, Value cls, Value c) {
  if (is_class(c)) {
    bool is_direct = is_class(cls) && is_subclass(as<Class>(cls), as<Class>(c));
    if (is_direct) return 1;
    Value hook = class_hook(vm, c, names.subclasscheck);
    if (!hook.is_undefined()) return call_class_hook(vm, hook, c, cls);
    return is_class(cls) ? 0 : no_class(vm);
  }
  if (is_kind(c, Kind::kTuple)) return any_of(vm, cls, as<Tuple>(c), is_subclass_of);
  if (is_union(c)) {
    return any_of(vm, cls, union_args(c), [](Vm& vm, Value v, Value member) {
      return is_subclass_of(vm, v, union_member(member));
    });
  }
  if (is_str(c)) {
    return is_class(cls) ? is_type_name_of(as<Class>(cls), text_of(c)) : no_class(vm);
  }
  Value hook = class_hook(vm, c, names.subclasscheck);
  if (!hook.is_undefined()) return call_class_hook(vm, hook, c, cls);
  vm.type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union");
  return -1;
}

}  // namespace scriptling
