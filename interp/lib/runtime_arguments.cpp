#include "interp/lib/runtime_arguments.h"

namespace scriptling {

bool check_name(Vm& vm, Value v, const char* what) {
  if (!is_str(v)) {
    vm.type_error("{} must be str, not {}", what, class_name(v));
    return false;
  }
  if (as<Str>(v)->size > 0) return true;
  vm.value_error("{} must not be empty", what);
  return false;
}

bool timeout_argument(Vm& vm, Value v, Value* timeout) {
  *timeout = Value::none();
  if (v.is_undefined() || v.is_none()) return true;
  auto seconds = to_seconds(vm, v, "timeout");
  if (!seconds) return false;
  *timeout = Value::real(*seconds);
  return true;
}

bool int64_argument(Vm& vm, Value v, const char* what, Value* plain) {
  if (!is_int_like(v)) {
    vm.type_error("{} must be int, not {}", what, class_name(v));
    return false;
  }
  *plain = plain_int(v);
  if (plain->is_int()) return true;
  vm.raise(types.overflow_error, "{} does not fit in 64 bits", what);
  return false;
}

bool can_be_called(Vm& vm, Value v) {
  return is_class(v) || is_kind(v, Kind::kFunction) || is_kind(v, Kind::kNative) ||
         is_kind(v, Kind::kBoundMethod) ||
         !vm.lookup(class_of(v), names.call).is_undefined();
}

Value resolve_handler(Vm& vm, Value handler, const std::string& what) {
  if (!is_str(handler)) {
    if (can_be_called(vm, handler)) return handler;
    return vm.type_error("{}: handler must be a function or its name, not {}", what,
                         class_name(handler));
  }
  std::string_view name = text_of(handler);
  size_t dot = name.rfind('.');
  if (dot != name.npos) {
    if (dot > 0 && dot + 1 < name.size() && name[0] != '.') return handler;
    return vm.value_error("{}: handler {} is not 'library.function'", what,
                          str_repr(name));
  }
  Frame* frame = vm.frame();
  Value* local = frame == nullptr ? nullptr : dict_find(frame->unit->globals, name);
  if (local == nullptr) {
    return vm.value_error("{}: there is no function {} in this script", what,
                          str_repr(name));
  }
  if (can_be_called(vm, *local)) return *local;
  return vm.type_error("{}: {} is no function but {}", what, str_repr(name),
                       class_name(*local));
}

}  // namespace scriptling
