// Reading, writing and deleting attributes, with all the hooks and descriptors.

#include "interp/binding.h"
#include "interp/module.h"
#include "interp/protocol.h"
#include "interp/vm_internals.h"

namespace scriptling {

namespace {

// The function to call for a hook such as __getattr__; undefined when it is object's own.
Value user_hook(Vm& vm, Class* cls, Str* name) {
  Value hook = vm.lookup(cls, name);
  if (is_kind(hook, Kind::kNative)) {
    Class* owner = as<Native>(hook)->owner;
    if (owner == types.object || owner == types.type || owner == types.base_exception) {
      return Value::undefined();
    }
  }
  return hook;
}

Value call_hook(Vm& vm, Value hook, Value self, std::initializer_list<Value> args) {
  if (is_kind(hook, Kind::kFunction) || is_native_method(hook)) {
    Value all[5] = {self};
    std::copy(args.begin(), args.end(), all + 1);
    return vm.call(hook, std::span<const Value>(all, args.size() + 1));
  }
  Value bound = bind_descriptor(vm, hook, self, class_of(self));
  if (bound.is_error()) return bound;
  return vm.call(bound, args);
}

bool belongs_to_library(Vm& vm, const Class* cls) {
  if (cls->has(kImmortal)) return cls != types.dict && cls != types.object;
  Value* module = dict_find(cls->dict, names.module);
  return module != nullptr && is_str(*module) &&
         vm.registry().find(text_of(*module)) != nullptr;
}

// Whether d.name reads and writes the keys of `object`: those of plain dicts. What a
// class says of attributes itself goes first, and the library's dicts are as in Python.
bool has_dot_access(Vm& vm, const Value& object) {
  if (!is_kind(object, Kind::kDict)) return false;
  const Class* cls = object.o->cls;
  if (cls == types.dict) return true;
  if (cls->class_flags & (kHasGetattr | kHasGetattribute | kHasSetattr)) return false;
  for (uint64_t n = 0; n < cls->mro->size; n++) {
    if (belongs_to_library(vm, as<Class>(cls->mro->items[n]))) return false;
  }
  return true;
}

Value function_own_attr(Value object, Str* name) {
  if (!is_kind(object, Kind::kFunction)) return Value::undefined();
  Dict* dict = as<Function>(object)->attrs;
  Value* v = dict == nullptr ? nullptr : dict_find(dict, name);
  return v == nullptr ? Value::undefined() : *v;
}

Value own_attr(Value object, Str* name) {
  if (!object.is_object()) return Value::undefined();
  if (const AttrStore* attrs = attrs_of(object.o)) return attr_store_get(attrs, name);
  return function_own_attr(object, name);
}

Value builtin_doc(Value object) {
  Class* cls = class_of(object);
  return cls->doc == nullptr ? Value::none() : Value::object(immortal_str(cls->doc));
}

// Methods and wrappers show the attributes of their function.
Value wrapped_function(Value object) {
  if (!object.is_object()) return Value::undefined();
  switch (object.o->kind) {
    case Kind::kBoundMethod: return as<BoundMethod>(object)->function;
    case Kind::kStaticMethod:
    case Kind::kClassMethod: return as<Wrapper>(object)->function;
    default: return Value::undefined();
  }
}

// Undefined when missing.
Value instance_get(Vm& vm, Value object, Str* name) {
  Class* cls = class_of(object);
  if (name == names.dict && object.is_object()) {
    Dict* dict = instance_dict(vm, object.o);
    if (dict != nullptr) return Value::object(dict);
  }
  Value attr = vm.lookup(cls, name);
  if (is_member(attr)) return member_get(vm, attr, object);
  if (goes_before_own(vm, attr)) return bind_descriptor(vm, attr, object, cls);
  Value own = own_attr(object, name);
  if (!own.is_undefined()) return own;
  if (!attr.is_undefined()) {
    return bind_descriptor(vm, attr, object, cls);
  }
  if (has_dot_access(vm, object)) {
    Value* v = dict_find(as<Dict>(object), name);
    if (v != nullptr) return *v;
  }
  Value wrapped = wrapped_function(object);
  if (!wrapped.is_undefined()) {
    return vm.check_native_depth() ? find_attr(vm, wrapped, name) : Value::error();
  }
  if (str_equal(name, names.doc)) return builtin_doc(object);
  return Value::undefined();
}

// The children of a native module are attributes of it, imported when first asked for.
Value native_child(Vm& vm, Module* module, Str* name) {
  if (module->def == nullptr) return Value::undefined();
  std::string full(module->def->name);
  full.append(".").append(name->view());
  if (vm.registry().find(full) == nullptr) return Value::undefined();
  return vm.import_module(full);
}

Value module_get(Vm& vm, Value object, Str* name) {
  auto* module = as<Module>(object);
  if (name == names.dict) return Value::object(module_own_dict(vm, module));
  if (Value* v = dict_find(module->dict, name)) return *v;
  Value attr = vm.lookup(object.o->cls, name);
  if (!attr.is_undefined()) return bind_descriptor(vm, attr, object, object.o->cls);
  Value child = native_child(vm, module, name);
  if (!child.is_undefined()) return child;
  if (Value* hook = dict_find(module->dict, names.getattr)) {
    return vm.call(*hook, {Value::object(name)});
  }
  if (str_equal(name, names.doc)) {
    const char* doc = module->def ? module->def->doc : nullptr;
    return doc ? str_value(vm, doc) : Value::none();
  }
  return Value::undefined();
}

Value plain_get(Vm& vm, Value object, Str* name) {
  if (object.is_object()) {
    switch (object.o->kind) {
      case Kind::kClass: return class_get_attr(vm, as<Class>(object), name);
      case Kind::kModule: return module_get(vm, object, name);
      case Kind::kSuper: return super_get_attr(vm, as<Super>(object), name);
      default: break;
    }
  }
  return instance_get(vm, object, name);
}

Value hooked_get(Vm& vm, Value object, Str* name) {
  Class* cls = class_of(object);
  Value hook = user_hook(vm, cls, names.getattribute);
  Value v = hook.is_undefined() ? plain_get(vm, object, name)
                                : call_hook(vm, hook, object, {Value::object(name)});
  if (!v.is_undefined() && !v.is_error()) return v;
  hook = user_hook(vm, cls, names.getattr);
  if (hook.is_undefined()) return v;
  if (v.is_error()) {
    if (!vm.pending_is(types.attribute_error)) return v;
    vm.clear_pending();
  }
  return call_hook(vm, hook, object, {Value::object(name)});
}

// Undefined when missing; error when something was raised.
Value lookup_attr(Vm& vm, Value object, Str* name) {
  if (class_of(object)->class_flags & kHasGetattr) [[unlikely]] {
    return hooked_get(vm, object, name);
  }
  return plain_get(vm, object, name);
}

bool slot_refused(Vm& vm, Value object, Str* name, Value attr) {
  if (!(object.o->cls->class_flags & kHasSlots)) return false;
  if (attr.is_undefined()) {
    no_attribute(vm, object, name);
  } else {
    vm.raise(types.attribute_error, "'{}' object attribute '{}' is read-only",
             type_name(object), name->view());
  }
  return true;
}

// The object's own storage. False: pending.
bool own_set(Vm& vm, Value object, Str* name, Value v, Value attr) {
  if (object.is_object()) {
    if (AttrStore* attrs = attrs_of(object.o)) {
      if (slot_refused(vm, object, name, attr)) return false;
      if (!v.is_undefined()) {
        attr_store_set(vm, object.o, attrs, name, v);
        return true;
      }
      if (attr_store_erase(vm, object.o, attrs, name)) return true;
      if (has_dot_access(vm, object) && dict_erase(vm.heap(), as<Dict>(object), name))
        return true;
      no_attribute(vm, object, name);
      return false;
    }
    Dict* dict = nullptr;
    if (is_kind(object, Kind::kFunction)) dict = instance_dict(vm, object.o);
    if (has_dot_access(vm, object) && attr.is_undefined()) dict = as<Dict>(object);
    if (dict != nullptr) {
      if (!v.is_undefined()) {
        dict_set(vm.heap(), dict, name, v);
        return true;
      }
      if (dict_erase(vm.heap(), dict, name)) return true;
    }
  }
  if (attr.is_undefined()) {
    no_attribute(vm, object, name);
  } else {
    vm.raise(types.attribute_error, "'{}' object attribute '{}' is read-only",
             type_name(object), name->view());
  }
  return false;
}

bool module_attr_set(Vm& vm, Value object, Str* name, Value v) {
  auto* module = as<Module>(object);
  if (!v.is_undefined()) {
    module_set(vm, module, name, v);
    return true;
  }
  if (dict_erase(vm.heap(), module_own_dict(vm, module), name)) return true;
  no_attribute(vm, object, name);
  return false;
}

bool replace_dict(Vm& vm, Value object, Value v) {
  if (v.is_undefined()) {
    vm.type_error("cannot delete __dict__");
    return false;
  }
  if (!is_kind(v, Kind::kDict)) {
    vm.type_error("__dict__ must be set to a dictionary, not a '{}'", type_name(v));
    return false;
  }
  replace_instance_dict(vm, object.o, as<Dict>(v));
  return true;
}

bool hooked_set(Vm& vm, Value object, Str* name, Value v) {
  Value hook =
      user_hook(vm, class_of(object), v.is_undefined() ? names.delattr : names.setattr);
  if (hook.is_undefined()) return generic_set_attr(vm, object, name, v);
  Value done = v.is_undefined() ? call_hook(vm, hook, object, {Value::object(name)})
                                : call_hook(vm, hook, object, {Value::object(name), v});
  return !done.is_error();
}

}  // namespace

Value no_attribute(Vm& vm, Value object, Str* name) {
  std::string text;
  if (is_class(object)) {
    text = fmt::format("type object '{}' has no attribute '{}'",
                       as<Class>(object)->name->view(), name->view());
  } else if (is_kind(object, Kind::kModule)) {
    text = fmt::format("module '{}' has no attribute '{}'",
                       as<Module>(object)->name->view(), name->view());
  } else {
    text =
        fmt::format("'{}' object has no attribute '{}'", type_name(object), name->view());
  }
  Exception* e = vm.make_exception_text(types.attribute_error, text);
  if (AttrStore* attrs = attrs_of(e)) {
    attr_store_set(vm, e, attrs, names.name_attr, Value::object(name));
    static Str* obj = intern("obj");
    attr_store_set(vm, e, attrs, obj, object);
  }
  return vm.raise_value(Value::object(e));
}

Value get_attr(Vm& vm, Value object, Str* name) {
  Value v = lookup_attr(vm, object, name);
  return v.is_undefined() ? no_attribute(vm, object, name) : v;
}

Value find_attr(Vm& vm, Value object, Str* name) {
  Value v = lookup_attr(vm, object, name);
  if (v.is_error() && vm.pending_is(types.attribute_error)) {
    vm.clear_pending();
    return Value::undefined();
  }
  return v;
}

Value generic_get_attr(Vm& vm, Value object, Str* name) {
  Value v = plain_get(vm, object, name);
  return v.is_undefined() ? no_attribute(vm, object, name) : v;
}

bool generic_set_attr(Vm& vm, Value object, Str* name, Value v) {
  Class* cls = class_of(object);
  Value attr = vm.lookup(cls, name);
  if (is_data_descriptor(vm, attr)) {
    return set_descriptor(vm, attr, object, name, v);
  }
  if (object.is_object()) {
    if (object.o->kind == Kind::kClass)
      return class_set_attr(vm, as<Class>(object), name, v);
    if (object.o->kind == Kind::kModule) return module_attr_set(vm, object, name, v);
    if (name == names.dict && instance_dict(vm, object.o))
      return replace_dict(vm, object, v);
  }
  return own_set(vm, object, name, v, attr);
}

bool set_attr(Vm& vm, Value object, Str* name, Value v) {
  if (class_of(object)->class_flags & kHasSetattr) [[unlikely]] {
    return hooked_set(vm, object, name, v);
  }
  return generic_set_attr(vm, object, name, v);
}

bool del_attr(Vm& vm, Value object, Str* name) {
  return set_attr(vm, object, name, Value::undefined());
}

bool find_method(Vm& vm, Value self, Str* name, Value* function, bool* bind_self) {
  Class* cls = class_of(self);
  if (cls->class_flags & kHasGetattribute) return false;
  if (self.is_object() &&
      (self.o->kind == Kind::kClass || self.o->kind == Kind::kModule ||
       self.o->kind == Kind::kSuper)) {
    return false;
  }
  Value attr = vm.lookup(cls, name);
  if (is_kind(attr, Kind::kProperty) && attr.o->cls == field_property_class()) {
    *function = as<Property>(attr)->getter;
    *bind_self = true;
    return true;
  }
  if (!is_kind(attr, Kind::kFunction) && !is_native_method(attr)) return false;
  if (!own_attr(self, name).is_undefined()) return false;
  *function = attr;
  *bind_self = true;
  return true;
}

Str* attr_name(Vm&, Str* name) {
  if (name->has(kInterned)) return name;
  Str* interned = find_interned(name->view());
  return interned == nullptr ? name : interned;
}

Value call_method(Vm& vm, Value self, Str* name, std::initializer_list<Value> args) {
  Value function = vm.lookup(class_of(self), name);
  if (function.is_undefined()) return function;
  return call_hook(vm, function, self, args);
}

Value invoke(Vm& vm, Value self, std::string_view name,
             std::initializer_list<Value> args) {
  Value function = get_attr(vm, self, intern(name));
  if (function.is_error()) return function;
  return vm.call(function, args);
}

}  // namespace scriptling
