// BaseExceptionGroup and ExceptionGroup.

#include <algorithm>

#include "interp/exception_fields.h"
#include "interp/protocol.h"
#include "interp/types/arguments.h"
#include "interp/vm_internals.h"

namespace scriptling {

namespace {

Exception* self_exception(const Args& args) { return as<Exception>(args[0]); }

// The exceptions of a new group. Null: pending.
Tuple* check_members(Vm& vm, Value sequence) {
  if (!is_kind(sequence, Kind::kList) && !is_kind(sequence, Kind::kTuple)) {
    bool has_items = !is_core(sequence) &&
                     !vm.lookup(class_of(sequence), names.getitem).is_undefined();
    if (!has_items) {
      vm.type_error("second argument (exceptions) must be a sequence");
      return nullptr;
    }
  }
  Tuple* all = tuple_of(vm, sequence);
  if (all == nullptr) return nullptr;
  if (all->size == 0) {
    vm.value_error("second argument (exceptions) must be a non-empty sequence");
    return nullptr;
  }
  for (uint64_t n = 0; n < all->size; n++) {
    if (is_exception(all->items[n])) continue;
    vm.value_error("Item {} of second argument (exceptions) is not an exception", n);
    return nullptr;
  }
  return all;
}

bool all_plain(const Tuple* all) {
  for (uint64_t n = 0; n < all->size; n++) {
    if (!is_instance(all->items[n], types.exception)) return false;
  }
  return true;
}

Value group_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.base_exception_group);
  if (cls == nullptr) return Value::error();
  if (args.rest_count != 2) {
    return vm.type_error(
        "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
        args.rest_count);
  }
  if (!is_str(args.rest[0])) {
    return vm.type_error("BaseExceptionGroup.__new__() argument 1 must be str, not {}",
                         type_name(args.rest[0]));
  }
  Tuple* all = check_members(vm, args.rest[1]);
  if (all == nullptr) return Value::error();
  if (all_plain(all)) {
    if (cls == types.base_exception_group) cls = types.exception_group;
  } else if (cls == types.exception_group) {
    return vm.type_error("Cannot nest BaseExceptions in an ExceptionGroup");
  } else if (is_subclass(cls, types.exception)) {
    return vm.type_error("Cannot nest BaseExceptions in '{}'", cls->name->view());
  }
  auto* group = static_cast<Exception*>(allocate_instance(vm, cls));
  group->args = make_tuple(vm.heap(), {args.rest[0], args.rest[1]});
  set_exception_field(vm, group, "message", args.rest[0]);
  set_exception_field(vm, group, "exceptions", Value::object(all));
  return Value::object(group);
}

Value group_init(Vm& vm, const Args&) { return Value::none(); }

Value group_str(Vm& vm, const Args& args) {
  Exception* group = self_exception(args);
  uint64_t count = group_members(group).size();
  return str_value(vm, fmt::format("{} ({} sub-exception{})", group_message(group), count,
                                   count == 1 ? "" : "s"));
}

Value get_message(Vm& vm, const Args& args) {
  return str_value(vm, group_message(self_exception(args)));
}
Value get_members(Vm& vm, const Args& args) {
  bool has_some = !group_members(self_exception(args)).empty();
  return has_some ? exception_field(self_exception(args), "exceptions")
                  : Value::object(make_tuple(vm.heap(), size_t{0}));
}

Value group_derive(Vm& vm, const Args& args) {
  return vm.call(Value::object(types.base_exception_group),
                 {str_value(vm, group_message(self_exception(args))), args[1]});
}

// -- split and subgroup -----------------------------------------------------------------

bool is_exception_class(const Value& v) {
  return is_class(v) && is_subclass(as<Class>(v), types.base_exception);
}

// A class, a tuple of classes, or a function. False: pending.
bool check_condition(Vm& vm, Value condition) {
  if (is_exception_class(condition) || is_kind(condition, Kind::kFunction) ||
      is_kind(condition, Kind::kNative) || is_kind(condition, Kind::kBoundMethod)) {
    return true;
  }
  bool ok = is_kind(condition, Kind::kTuple);
  for (uint64_t n = 0; ok && n < as<Tuple>(condition)->size; n++) {
    ok = is_exception_class(as<Tuple>(condition)->items[n]);
  }
  if (!ok)
    vm.type_error("expected a function, exception type or tuple of exception types");
  return ok;
}

int matches(Vm& vm, Value e, Value condition) {
  if (is_class(condition)) return is_instance(e, as<Class>(condition));
  if (is_kind(condition, Kind::kTuple)) return is_instance_of(vm, e, condition);
  Value answer = vm.call(condition, {e});
  return answer.is_error() ? -1 : truth(vm, answer);
}

// A group like `group` with other members; None when there are none.
Value derived(Vm& vm, Value group, List* list) {
  if (list->size == 0) return Value::none();
  static Str* const derive = intern("derive");
  Value made = get_attr(vm, group, derive);
  if (!made.is_error()) made = vm.call(made, {Value::object(list)});
  if (made.is_error()) return made;
  if (!is_instance(made, types.base_exception_group)) {
    return vm.type_error("derive must return an instance of BaseExceptionGroup");
  }
  auto* from = as<Exception>(group);
  auto* to = as<Exception>(made);
  // Shared from here on: whichever goes on through frames gets a longer copy.
  if (auto* traceback = static_cast<Traceback*>(from->traceback)) {
    vm.heap().touch(traceback);
    traceback->capacity = traceback->count;
  }
  to->traceback = from->traceback;
  to->cause = from->cause;
  to->has_cause = from->has_cause;
  to->context = from->context;
  to->suppress_context = true;  // As whatever sets a cause, be it None, has it.
  if (from->notes != nullptr) to->notes = list_of(vm, Value::object(from->notes));
  return made;
}

// Both parts; each None when empty. False: pending.
bool split(Vm& vm, Value e, Value condition, Value* match, Value* rest) {
  if (!vm.check_native_depth()) return false;
  *match = *rest = Value::none();
  int whole = matches(vm, e, condition);
  if (whole < 0) return false;
  if (whole > 0) {
    *match = e;
    return true;
  }
  if (!is_instance(e, types.base_exception_group)) {
    *rest = e;
    return true;
  }
  List* matching = make_list(vm.heap());
  List* others = make_list(vm.heap());
  for (Value member : group_members(as<Exception>(e))) {
    Value part, remainder;
    if (!split(vm, member, condition, &part, &remainder)) return false;
    if (!part.is_none()) list_append(vm.heap(), matching, part);
    if (!remainder.is_none()) list_append(vm.heap(), others, remainder);
  }
  *match = derived(vm, e, matching);
  if (match->is_error()) return false;
  *rest = derived(vm, e, others);
  return !rest->is_error();
}

Value group_split(Vm& vm, const Args& args) {
  Value match, rest;
  if (!check_condition(vm, args[1]) || !split(vm, args[0], args[1], &match, &rest)) {
    return Value::error();
  }
  return Value::object(make_tuple(vm.heap(), {match, rest}));
}

Value group_subgroup(Vm& vm, const Args& args) {
  Value match, rest;
  if (!check_condition(vm, args[1]) || !split(vm, args[0], args[1], &match, &rest)) {
    return Value::error();
  }
  return match;
}

// -- except* ----------------------------------------------------------------------------

using Leaves = std::vector<const Object*>;

// The plain exceptions in `e`. False: nested too deep, pending.
bool add_leaves(Vm& vm, Value e, Leaves& leaves) {
  if (!vm.check_native_depth()) return false;
  if (!is_instance(e, types.base_exception_group)) {
    leaves.push_back(e.o);
    return true;
  }
  for (Value member : group_members(as<Exception>(e))) {
    if (!add_leaves(vm, member, leaves)) return false;
  }
  return true;
}

// `e` with those of its plain exceptions that are among `leaves`; None when none is.
Value projected(Vm& vm, Value e, const Leaves& leaves) {
  if (!vm.check_native_depth()) return Value::error();
  if (!is_instance(e, types.base_exception_group)) {
    return std::find(leaves.begin(), leaves.end(), e.o) == leaves.end() ? Value::none()
                                                                        : e;
  }
  List* kept = make_list(vm.heap());
  for (Value member : group_members(as<Exception>(e))) {
    Value part = projected(vm, member, leaves);
    if (part.is_error()) return part;
    if (!part.is_none()) list_append(vm.heap(), kept, part);
  }
  return derived(vm, e, kept);
}

// Whether a part of `whole` was raised again as it was.
bool is_raised_again(const Exception* part, const Exception* whole) {
  return part->traceback == whole->traceback && part->cause.is(whole->cause) &&
         part->context.is(whole->context);
}

constexpr NativeDef kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", group_new, nullptr,
     NativeBinding::kStaticMethod},
    {"__init__(self, /, *args, **kwargs)", group_init, nullptr, NativeBinding::kMethod},
    {"__str__(self, /)", group_str, "Return str(self).", NativeBinding::kMethod},
    {"derive(self, excs, /)", group_derive, nullptr, NativeBinding::kMethod},
    {"split(self, condition, /)", group_split, nullptr, NativeBinding::kMethod},
    {"subgroup(self, condition, /)", group_subgroup, nullptr, NativeBinding::kMethod},
    {"message(self)", get_message, "exception message", NativeBinding::kGetter},
    {"exceptions(self)", get_members, "nested exceptions", NativeBinding::kGetter},
    {"__class_getitem__(cls, item, /)", class_getitem_self, "See PEP 585",
     NativeBinding::kClassMethod},
};

}  // namespace

// `vars(group)` hands the fields to scripts.
std::string_view group_message(const Exception* group) {
  Value message = exception_field(group, "message");
  return is_str(message) ? text_of(message) : std::string_view();
}

std::span<const Value> group_members(const Exception* group) {
  Value field = exception_field(group, "exceptions");
  if (!is_kind(field, Kind::kTuple)) return {};
  std::span<const Value> members(as<Tuple>(field)->items, as<Tuple>(field)->size);
  bool sound = std::all_of(members.begin(), members.end(), is_exception);
  return sound ? members : std::span<const Value>();
}

namespace {

// What `except*` must not name. False: pending.
bool refuse_groups(Vm& vm, Value classes) {
  auto is_group = [](const Value& v) {
    return is_class(v) && is_subclass(as<Class>(v), types.base_exception_group);
  };
  bool is_tuple = is_kind(classes, Kind::kTuple);
  auto* all = is_tuple ? as<Tuple>(classes) : nullptr;
  bool has_group = is_tuple ? std::any_of(all->items, all->items + all->size, is_group)
                            : is_group(classes);
  if (has_group) {
    vm.type_error(
        "catching ExceptionGroup with except* is not allowed. Use except instead.");
  }
  return !has_group;
}

}  // namespace

Value group_split(Vm& vm, Value group, Value classes, Value* rest) {
  *rest = Value::none();
  if (!refuse_groups(vm, classes)) return Value::error();
  if (group.is_none()) return Value::none();
  if (!is_instance(group, types.base_exception_group)) {
    int match = exception_matches(vm, group, classes);
    if (match < 0) return Value::error();
    if (match == 0) {
      *rest = group;
      return Value::none();
    }
    Value name = Value::object(names.empty);
    Tuple* one = make_tuple(vm.heap(), {group});
    return vm.call(Value::object(types.base_exception_group), {name, Value::object(one)});
  }
  Value parts = invoke(vm, group, "split", {classes});
  if (parts.is_error()) return parts;
  if (!is_kind(parts, Kind::kTuple) || as<Tuple>(parts)->size < 2) {
    return vm.type_error("{}.split must return a 2-tuple, got {}", type_name(group),
                         type_name(parts));
  }
  *rest = as<Tuple>(parts)->items[1];
  return as<Tuple>(parts)->items[0];
}

// What was raised again joins the rest, in the shape of the group that is being handled;
// new exceptions stand beside it.
Value group_join(Vm& vm, Value rest, Value raised) {
  auto* list = as<List>(raised);
  if (list->size == 0) return rest;
  Value whole = vm.handled();
  if (!is_instance(whole, types.base_exception_group)) return list->items()[0];
  Leaves again;
  if (!rest.is_none() && !add_leaves(vm, rest, again)) return Value::error();
  List* fresh = make_list(vm.heap());
  for (uint64_t n = 0; n < list->size; n++) {
    Value e = list->items()[n];
    if (!is_raised_again(as<Exception>(e), as<Exception>(whole))) {
      list_append(vm.heap(), fresh, e);
    } else if (!add_leaves(vm, e, again)) {
      return Value::error();
    }
  }
  Value old = projected(vm, whole, again);
  if (old.is_error() || fresh->size == 0) return old;
  if (!old.is_none()) list_append(vm.heap(), fresh, old);
  return vm.call(Value::object(types.base_exception_group),
                 {Value::object(names.empty), Value::object(fresh)});
}

void define_exception_groups() { add_methods(types.base_exception_group, kMethods); }

}  // namespace scriptling
