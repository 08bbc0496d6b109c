#include "interp/types/arguments.h"

#include "interp/protocol.h"

namespace scriptling {

std::optional<int64_t> to_c_int(Vm& vm, Value v) {
  auto i = to_index_clamped(vm, v);
  if (!i || (*i >= INT32_MIN && *i <= INT32_MAX)) return i;
  vm.raise(types.overflow_error, "Python int too large to convert to C int");
  return std::nullopt;
}

Class* new_class(Vm& vm, Value cls, Class* base) {
  if (!is_class(cls)) {
    vm.type_error("{0}.__new__(X): X is not a type object ({1})", base->name->view(),
                  class_name(cls));
    return nullptr;
  }
  auto* c = as<Class>(cls);
  if (!is_subclass(c, base)) {
    vm.type_error("{0}.__new__({1}): {1} is not a subtype of {0}", base->name->view(),
                  c->name->view());
    return nullptr;
  }
  return c;
}

bool index_key_slow(Vm& vm, Value key, const char* what, int64_t* index) {
  Value v = index_of(vm, key);
  if (v.is_error()) return false;
  if (v.is_undefined()) {
    if (std::string_view(what) == "string") {
      vm.type_error("string indices must be integers, not '{}'", class_name(key));
    } else {
      vm.type_error("{} indices must be integers or slices, not {}", what,
                    class_name(key));
    }
    return false;
  }
  if (!v.is_int()) {
    vm.raise(types.index_error, "cannot fit '{}' into an index-sized integer",
             class_name(key));
    return false;
  }
  *index = v.i;
  return true;
}

namespace {

bool is_settled(const Value& v) {
  return v.is_none() || v.is_int_or_bool() || is_kind(v, Kind::kBigInt);
}

// Leaves what has no __index__ for slice_bounds() to complain about.
bool settle(Vm& vm, Value v, Value* out) {
  *out = v;
  if (is_settled(v)) return true;
  if (!is_int_like(v) && vm.lookup(class_of(v), names.index).is_undefined()) return true;
  auto i = to_index_clamped(vm, v);
  if (!i) return false;
  *out = Value::integer(*i);
  return true;
}

bool bound_argument(Vm& vm, Value v, NoneBound none, int64_t* out) {
  if (v.is_undefined() || (v.is_none() && none == NoneBound::kAllowed)) return true;
  if (v.is_int_or_bool()) {
    *out = v.i;
    return true;
  }
  if (!is_int_like(v) && vm.lookup(class_of(v), names.index).is_undefined()) {
    vm.raise_text(
        types.type_error,
        none == NoneBound::kAllowed
            ? "slice indices must be integers or None or have an __index__ method"
            : "slice indices must be integers or have an __index__ method");
    return false;
  }
  auto i = to_index_clamped(vm, v);
  if (!i) return false;
  *out = *i;
  return true;
}

}  // namespace

Slice* settle_slice(Vm& vm, Value slice) {
  auto* s = as<Slice>(slice);
  if (is_settled(s->start) && is_settled(s->stop) && is_settled(s->step)) return s;
  auto* settled = vm.heap().make<Slice>(Kind::kSlice, types.slice);
  if (!settle(vm, s->start, &settled->start) || !settle(vm, s->stop, &settled->stop) ||
      !settle(vm, s->step, &settled->step)) {
    return nullptr;
  }
  return settled;
}

bool bound_arguments(Vm& vm, Value start, Value stop, NoneBound none, Bounds* bounds) {
  *bounds = {0, INT64_MAX};
  return bound_argument(vm, start, none, &bounds->start) &&
         bound_argument(vm, stop, none, &bounds->stop);
}

bool repeat_count(Vm& vm, Value n, int64_t* count, bool* is_count) {
  *is_count = true;
  if (n.is_int_or_bool()) {
    *count = n.i;
    return true;
  }
  if (!is_int_like(n) && vm.lookup(class_of(n), names.index).is_undefined()) {
    *is_count = false;
    return true;
  }
  if (is_int_like(n)) {
    Value plain = plain_int(n);
    if (!plain.is_int()) {
      vm.raise_text(types.overflow_error, "cannot fit 'int' into an index-sized integer");
      return false;
    }
    *count = plain.i;
    return true;
  }
  auto i = to_index(vm, n);
  if (!i) return false;
  *count = *i;
  return true;
}

bool repeat_count(Vm& vm, Value n, int64_t* count) {
  bool is_count;
  if (!repeat_count(vm, n, count, &is_count)) return false;
  if (!is_count) {
    vm.type_error("'{}' object cannot be interpreted as an integer", type_name(n));
  }
  return is_count;
}

Value class_getitem_self(Vm& vm, const Args& args) {
  return make_generic_alias(vm, args[0], args[1]);
}

Value to_int(Vm& vm, Value v) {
  Value i = index_of(vm, v);
  if (!i.is_undefined()) return i;
  return vm.type_error("'{}' object cannot be interpreted as an integer", class_name(v));
}

Value no_order(Vm&, const Args&) { return Value::not_implemented(); }

Value return_self(Vm& vm, const Args& args) { return args[0]; }

}  // namespace scriptling
