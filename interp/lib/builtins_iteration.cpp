// Built-in functions that walk things.

#include "interp/generator.h"
#include "interp/lib/builtins.h"
#include "interp/ops.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

Value builtin_iter(Vm& vm, const Args& args) {
  if (!args.given(1)) return iterate(vm, args[0]);
  auto* it = make_iterator(vm, IteratorKind::kCallable, types.callable_iterator, nullptr);
  it->function = args[0];
  it->extra = args[1];
  return Value::object(it);
}

Value builtin_next(Vm& vm, const Args& args) {
  Value it = args[0];
  // A script's own __next__ keeps its StopIteration, with whatever value it carries.
  Value method = vm.lookup(class_of(it), names.next);
  bool native = !is_kind(method, Kind::kFunction);
  if (method.is_undefined()) {
    return vm.type_error("'{}' object is not an iterator", class_name(it));
  }
  Value v =
      native && !is_kind(it, Kind::kGenerator) ? next(vm, it) : vm.call(method, {it});
  if (v.is_error() && args.given(1) && vm.pending_is(types.stop_iteration)) {
    vm.clear_pending();
    return args[1];
  }
  if (!v.is_undefined()) return v;
  return args.given(1) ? args[1] : vm.raise_with(types.stop_iteration, {});
}

Value builtin_len(Vm& vm, const Args& args) {
  int64_t n = length(vm, args[0]);
  return n < 0 ? Value::error() : Value::integer(n);
}

Value any_or_all(Vm& vm, Value iterable, bool wanted) {
  bool found = false;
  for_each(vm, iterable, [&](Value item) {
    int t = truth(vm, item);
    if (t < 0) return false;
    found = (t != 0) == wanted;
    return !found;
  });
  return vm.has_pending() ? Value::error() : Value::boolean(found == wanted);
}

Value builtin_any(Vm& vm, const Args& args) { return any_or_all(vm, args[0], true); }
Value builtin_all(Vm& vm, const Args& args) { return any_or_all(vm, args[0], false); }

Value builtin_sorted(Vm& vm, const Args& args) {
  List* list = list_of(vm, args[0]);
  if (list == nullptr) return Value::error();
  auto reverse = args.given(2) ? to_index(vm, args[2]) : 0;
  if (!reverse) return Value::error();
  SortOrder order = *reverse != 0 ? SortOrder::kDescending : SortOrder::kAscending;
  return list_sort(vm, list, args[1], order) ? Value::object(list) : Value::error();
}

Value builtin_aiter(Vm& vm, const Args& args) {
  Value v = call_method(vm, args[0], names.aiter, {});
  if (!v.is_undefined()) return v;
  return vm.type_error("'{}' object is not an async iterable", class_name(args[0]));
}

Value builtin_anext(Vm& vm, const Args& args) {
  Value v = call_method(vm, args[0], names.anext, {});
  if (v.is_undefined()) {
    return vm.type_error("'{}' object is not an async iterator", class_name(args[0]));
  }
  if (v.is_error() || !args.given(1)) return v;
  return make_anext_awaitable(vm, v, args[1]);
}

// -- Scriptling's own -------------------------------------------------------------------

Value builtin_keys(Vm& vm, const Args& args) { return invoke(vm, args[0], "keys", {}); }
Value builtin_values(Vm& vm, const Args& args) {
  return invoke(vm, args[0], "values", {});
}
Value builtin_items(Vm& vm, const Args& args) { return invoke(vm, args[0], "items", {}); }
Value builtin_append(Vm& vm, const Args& args) {
  return invoke(vm, args[0], "append", {args[1]});
}

constexpr NativeDef kFunctions[] = {
    {"all(iterable, /)", builtin_all, "Return True if bool(x) is True for all values x."},
    {"aiter(async_iterable, /)", builtin_aiter, "Return an async iterator."},
    {"anext(iterator, default=None, /)", builtin_anext,
     "Return the next item of an async iterator; the default when it is exhausted."},
    {"any(iterable, /)", builtin_any, "Return True if bool(x) is True for any x."},
    {"append(list, value, /)", builtin_append, "Append value to the list."},
    {"items(dict, /)", builtin_items, "The dict's items, as dict.items()."},
    {"iter(iterable, sentinel=None, /)", builtin_iter, "Get an iterator from an object."},
    {"keys(dict, /)", builtin_keys, "The dict's keys, as dict.keys()."},
    {"len(obj, /)", builtin_len, "Return the number of items in a container."},
    {"next(iterator, default=None, /)", builtin_next,
     "Return the next item from the iterator; the default when it is exhausted."},
    {"sorted(iterable, /, *, key=None, reverse=False)", builtin_sorted,
     "Return a new list containing all items from the iterable in ascending order."},
    {"values(dict, /)", builtin_values, "The dict's values, as dict.values()."},
};

}  // namespace

std::span<const NativeDef> builtin_iteration_functions() { return kFunctions; }

}  // namespace scriptling
