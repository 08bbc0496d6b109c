// str(), repr(), ascii() and format() of any value.

#include <fmt/format.h>

#include "interp/complex.h"
#include "interp/format.h"
#include "interp/protocol.h"
#include "interp/types/memoryview.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

const void* address(const Object* o) { return o; }

// "module." in front of a class's name, unless it is built in.
std::string module_prefix(const Class* cls) {
  Value* module = dict_find(cls->dict, names.module);
  if (module == nullptr || !is_str(*module) || text_of(*module) == "builtins") return "";
  return std::string(text_of(*module)) + ".";
}

std::string native_repr(const Native* native) {
  std::string_view name = native->name->view();
  bool is_slot = name.starts_with("__") && name.ends_with("__");
  if (!native->self.is_undefined()) {
    Value self = native->self;
    std::string of(type_name(self));
    const void* at = self.is_object() ? address(self.o) : nullptr;
    if (is_slot)
      return fmt::format("<method-wrapper '{}' of {} object at {}>", name, of, at);
    return fmt::format("<built-in method {} of {} object at {}>", name, of, at);
  }
  if (native->owner == nullptr) return fmt::format("<built-in function {}>", name);
  return fmt::format("<{} '{}' of '{}' objects>", is_slot ? "slot wrapper" : "method",
                     name, native->owner->name->view());
}

std::string module_repr(const Module* module) {
  Value* file = dict_find(module->dict, names.file);
  if (file != nullptr && is_str(*file)) {
    return fmt::format("<module '{}' from '{}'>", module->name->view(), text_of(*file));
  }
  return fmt::format("<module '{}'{}>", module->name->view(),
                     module->def != nullptr ? " (built-in)" : "");
}

std::string cell_repr(const Cell* cell) {
  if (cell->value.is_undefined())
    return fmt::format("<cell at {}: empty>", address(cell));
  const void* at = cell->value.is_object() ? address(cell->value.o) : nullptr;
  return fmt::format("<cell at {}: {} object at {}>", address(cell),
                     type_name(cell->value), at);
}

std::string code_repr(const Unit* unit) {
  const Proto* proto = unit->proto;
  return fmt::format("<code object {} at {}, file \"{}\", line {}>", proto->name->view(),
                     address(unit), proto->program->source->name(), proto->first_line);
}

// Null: pending.
Str* around_repr(Vm& vm, const char* before, Value inner, const char* after) {
  Str* text = repr(vm, inner);
  if (text == nullptr) return nullptr;
  std::string out(before);
  out.append(text->view()).append(after);
  return make_str(vm.heap(), out);
}

Str* method_repr(Vm& vm, const BoundMethod* method) {
  std::string name = "?";
  if (is_kind(method->function, Kind::kFunction)) {
    name = as<Function>(method->function)->qualname->view();
  } else if (is_kind(method->function, Kind::kNative)) {
    name = as<Native>(method->function)->qualname->view();
  }
  name = "<bound method " + name + " of ";
  return around_repr(vm, name.c_str(), method->self, ">");
}

Str* super_repr(Vm& vm, const Super* super) {
  std::string start = super->start == nullptr
                          ? "NULL"
                          : fmt::format("<class '{}'>", super->start->name->view());
  std::string self = super->self_class == nullptr
                         ? "NULL"
                         : fmt::format("<{} object>", super->self_class->name->view());
  return make_str(vm.heap(), fmt::format("<super: {}, {}>", start, self));
}

Str* generator_repr(Vm& vm, const Object* o) {
  auto* generator = static_cast<const Generator*>(o);
  return make_str(vm.heap(), fmt::format("<{} object {} at {}>", o->cls->name->view(),
                                         generator->qualname->view(), address(o)));
}

Str* int_repr(Vm& vm, Value v) {
  if (v.is_int()) {
    fmt::format_int digits(v.i);
    return make_str(vm.heap(), {digits.data(), digits.size()}, digits.size());
  }
  std::string text = int_to_text(vm, v, 10);
  return vm.has_pending() ? nullptr : make_str(vm.heap(), text);
}

Str* repr_of_object(Vm& vm, Object* o) {
  if (!vm.check_native_depth()) return nullptr;  // Most print what they hold.
  Heap& heap = vm.heap();
  switch (o->kind) {
    case Kind::kStr: {
      auto* s = static_cast<Str*>(o);
      if (s->size > 65536) heap.reserve(s->size * size_t{2});
      std::string text = str_repr(s->view());
      if (text.size() > UINT32_MAX) {
        vm.memory_error();
        return nullptr;
      }
      return make_str(heap, text);
    }
    case Kind::kBigInt: return int_repr(vm, Value::object(o));
    case Kind::kComplex:
      return make_str(heap, complex_repr(plain_complex(Value::object(o))));
    case Kind::kBoxed: return core_repr(vm, static_cast<Boxed*>(o)->payload);
    case Kind::kBytes:
    case Kind::kByteArray:
    case Kind::kList:
    case Kind::kTuple:
    case Kind::kDict:
    case Kind::kSet:
    case Kind::kFrozenSet:
    case Kind::kRange:
    case Kind::kSlice:
    case Kind::kDictView:
    case Kind::kMappingProxy: return builtin_repr(vm, o);
    case Kind::kMemoryView: return memoryview_repr(vm, static_cast<MemoryView*>(o));
    case Kind::kFunction:
      return make_str(
          heap, fmt::format("<function {} at {}>",
                            static_cast<Function*>(o)->qualname->view(), address(o)));
    case Kind::kNative: return make_str(heap, native_repr(static_cast<Native*>(o)));
    case Kind::kBoundMethod: return method_repr(vm, static_cast<BoundMethod*>(o));
    case Kind::kClass:
      return make_str(heap,
                      "<class '" + qualified_class_name(static_cast<Class*>(o)) + "'>");
    case Kind::kModule: return make_str(heap, module_repr(static_cast<Module*>(o)));
    case Kind::kCell: return make_str(heap, cell_repr(static_cast<Cell*>(o)));
    case Kind::kUnit: return make_str(heap, code_repr(static_cast<Unit*>(o)));
    case Kind::kGenerator: return generator_repr(vm, o);
    case Kind::kStaticMethod:
      return around_repr(vm, "<staticmethod(", static_cast<Wrapper*>(o)->function, ")>");
    case Kind::kClassMethod:
      return around_repr(vm, "<classmethod(", static_cast<Wrapper*>(o)->function, ")>");
    case Kind::kSuper: return super_repr(vm, static_cast<Super*>(o));
    case Kind::kException: {
      std::string text = exception_repr(vm, static_cast<Exception*>(o));
      return vm.has_pending() ? nullptr : make_str(heap, text);
    }
    default: return object_repr(vm, Value::object(o));
  }
}

bool is_objects_own(const Value& method) {
  return is_kind(method, Kind::kNative) && as<Native>(method)->owner == types.object;
}

// What a dunder that must give a str gave. Null: pending.
Str* checked_str(Vm& vm, Value v, const char* dunder) {
  if (v.is_error()) return nullptr;
  if (is_str(v)) return as<Str>(v);
  vm.type_error("{} returned non-string (type {})", dunder, type_name(v));
  return nullptr;
}

// A str of the exact class, for instances of subclasses.
Str* plain_str(Vm& vm, Str* s) {
  return s->cls == types.str ? s : make_str(vm.heap(), s->view(), s->length);
}

}  // namespace

std::string class_name(const Value& v) { return std::string(type_name(v)); }

std::string qualified_class_name(const Class* cls) {
  return module_prefix(cls).append(cls->qualname->view());
}

Str* object_repr(Vm& vm, Value v) {
  const void* at = v.is_object() ? address(v.o) : nullptr;
  return make_str(
      vm.heap(), fmt::format("<{} object at {}>", qualified_class_name(class_of(v)), at));
}

Str* core_repr(Vm& vm, Value v) {
  static Str* const none = intern("None");
  static Str* const yes = intern("True");
  static Str* const no = intern("False");
  switch (v.tag) {
    case Tag::kNone: return none;
    case Tag::kBool: return v.is_true() ? yes : no;
    case Tag::kInt: return int_repr(vm, v);
    case Tag::kFloat: return make_str(vm.heap(), float_repr(v.d));
    case Tag::kNotImplemented: return make_str(vm.heap(), "NotImplemented");
    case Tag::kEllipsis: return make_str(vm.heap(), "Ellipsis");
    case Tag::kObject: return repr_of_object(vm, v.o);
    default: return make_str(vm.heap(), "<undefined>");
  }
}

Str* core_str(Vm& vm, Value v) {
  if (is_str(v)) return plain_str(vm, as<Str>(v));
  if (is_exception(v) || is_kind(v, Kind::kMappingProxy))
    return checked_str(vm, call_method(vm, v, names.str, {}), "__str__");
  return core_repr(vm, v);
}

Str* repr(Vm& vm, Value v) {
  if (is_core(v)) return core_repr(vm, v);
  Class* cls = class_of(v);
  Value method = vm.lookup(cls, names.repr);
  if (is_objects_own(method)) {
    return cls->layout == types.object || cls->instance_kind == Kind::kNativeObject
               ? object_repr(vm, v)
               : core_repr(vm, v);
  }
  if (!vm.check_native_depth()) return nullptr;
  return checked_str(vm, call_method(vm, v, names.repr, {}), "__repr__");
}

Str* to_str(Vm& vm, Value v) {
  if (is_core(v)) return core_str(vm, v);
  Value method = vm.lookup(class_of(v), names.str);
  if (is_objects_own(method)) {
    return is_str(v) ? plain_str(vm, as<Str>(v)) : repr(vm, v);
  }
  if (!vm.check_native_depth()) return nullptr;
  return checked_str(vm, call_method(vm, v, names.str, {}), "__str__");
}

Str* ascii(Vm& vm, Value v) {
  Str* text = repr(vm, v);
  if (text == nullptr || text->is_ascii()) return text;
  std::string out;
  const char* p = text->data;
  const char* end = p + text->size;
  while (p < end) {
    uint32_t c = utf8_next(p);
    if (c < 0x80) {
      out.push_back(static_cast<char>(c));
    } else if (c < 0x100) {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", c);
    } else if (c < 0x10000) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", c);
    } else {
      fmt::format_to(std::back_inserter(out), "\\U{:08x}", c);
    }
  }
  return make_str(vm.heap(), out);
}

Str* format(Vm& vm, Value v, Str* spec) {
  if (is_core(v)) {
    if (spec->size == 0) return core_str(vm, v);
    if (is_number(v) || is_str(v)) return format_value(vm, v, spec);
  }
  Value text = call_method(vm, v, names.format, {Value::object(spec)});
  if (text.is_error()) return nullptr;
  if (is_str(text)) return as<Str>(text);
  vm.type_error("__format__ must return a str, not {}", type_name(text));
  return nullptr;
}

}  // namespace scriptling
