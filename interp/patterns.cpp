// The instructions of `match`.

#include "interp/vm_internals.h"

namespace scriptling {

namespace {

// In Class::class_flags: instances are for sequence patterns, or for mapping patterns.
constexpr uint32_t kForSequences = 1u << 17;
constexpr uint32_t kForMappings = 1u << 18;

uint32_t own_pattern_kind(const Class* cls) {
  if (cls == types.list || cls == types.tuple || cls == types.range ||
      cls == types.memoryview) {
    return kForSequences;
  }
  if (cls == types.dict || cls == types.mappingproxy) return kForMappings;
  return cls->class_flags & (kForSequences | kForMappings);
}

// By the nearest class of the MRO that is of either kind; 0 when there is none.
uint32_t pattern_kind(const Class* cls) {
  for (uint64_t n = 0; n < cls->mro->size; n++) {
    uint32_t kind = own_pattern_kind(as<Class>(cls->mro->items[n]));
    if (kind != 0) return kind;
  }
  return 0;
}

// The value of `key` as the mapping's get() finds it. Undefined: there is none.
Value value_by_get(Vm& vm, Value subject, Value key) {
  static Str* const get = intern("get");
  // An object that no mapping holds.
  Value missing = Value::object(allocate_instance(vm, types.object));
  Value method = get_attr(vm, subject, get);
  if (method.is_error()) return method;
  Value v = vm.call(method, {key, missing});
  return v.is(missing) ? Value::undefined() : v;
}

Value value_of_key(Vm& vm, Value subject, Value key) {
  if (subject.o->cls != types.dict) return value_by_get(vm, subject, key);
  Value v;
  Found found = dict_get(vm, as<Dict>(subject), key, &v);
  if (found == Found::kError) return Value::error();
  return found == Found::kNo ? Value::undefined() : v;
}

// Classes that take one positional sub-pattern, which is the subject itself.
bool matches_itself(const Class* cls) {
  for (const Class* base :
       {types.bool_, types.bytearray, types.bytes, types.dict, types.float_,
        types.frozenset, types.int_, types.list, types.set, types.str, types.tuple}) {
    if (is_subclass(cls, base)) return true;
  }
  return false;
}

}  // namespace

bool matches_sequence(Value v) { return pattern_kind(class_of(v)) == kForSequences; }

bool matches_mapping(Value v) { return pattern_kind(class_of(v)) == kForMappings; }

void match_patterns_of(Class* cls, const Class* model) {
  uint32_t kind = pattern_kind(model);
  if (kind == 0 || own_pattern_kind(cls) == kind) return;
  cls->class_flags &= ~(kForSequences | kForMappings);
  cls->class_flags |= kind;
}

Value match_keys(Vm& vm, Value subject, Tuple* keys) {
  Tuple* values = make_tuple(vm.heap(), keys->size);
  for (uint64_t n = 0; n < keys->size; n++) {
    for (uint64_t earlier = 0; earlier < n; earlier++) {
      if (equals(vm, keys->items[earlier], keys->items[n]) == Found::kYes) {
        Str* text = repr(vm, keys->items[n]);
        if (text == nullptr) return Value::error();
        return vm.value_error("mapping pattern checks duplicate key ({})", text->view());
      }
    }
    Value v = value_of_key(vm, subject, keys->items[n]);
    if (v.is_error()) return v;
    if (v.is_undefined()) return Value::none();
    values->items[n] = v;
  }
  return Value::object(values);
}

Value match_rest(Vm& vm, Value subject, Tuple* keys) {
  Dict* rest = make_dict(vm.heap());
  if (!dict_update_display(vm, rest, subject)) return Value::error();
  for (uint64_t n = 0; n < keys->size; n++) {
    if (dict_pop(vm, rest, keys->items[n], nullptr) == Found::kError)
      return Value::error();
  }
  return Value::object(rest);
}

Value match_class(Vm& vm, Value subject, Value cls, Tuple* shape) {
  if (!is_class(cls)) return vm.type_error("called match pattern must be a class");
  int match = is_instance_of(vm, subject, cls);
  if (match < 0) return Value::error();
  if (match == 0) return Value::none();
  auto positional = static_cast<uint64_t>(shape->items[0].i);
  auto* keywords = as<Tuple>(shape->items[1]);
  std::string_view name = as<Class>(cls)->name->view();
  Tuple* values = make_tuple(vm.heap(), positional + keywords->size);
  Tuple* match_args = nullptr;
  if (positional > 0) {
    Value found = find_attr(vm, cls, names.match_args);
    if (found.is_error()) return found;
    if (found.is_undefined()) {
      uint64_t allowed = matches_itself(as<Class>(cls)) ? 1 : 0;
      if (positional > allowed) {
        return vm.type_error("{}() accepts {} positional sub-pattern{} ({} given)", name,
                             allowed, allowed == 1 ? "" : "s", positional);
      }
      values->items[0] = subject;
    } else if (!is_kind(found, Kind::kTuple)) {
      return vm.type_error("{}.__match_args__ must be a tuple (got {})", name,
                           class_name(found));
    } else {
      match_args = as<Tuple>(found);
      if (positional > match_args->size) {
        return vm.type_error("{}() accepts {} positional sub-pattern{} ({} given)", name,
                             match_args->size, match_args->size == 1 ? "" : "s",
                             positional);
      }
    }
  }
  auto fetch = [&](Value attr, uint64_t at) {
    Value v = find_attr(vm, subject, attr_name(vm, as<Str>(attr)));
    if (!v.is_error() && !v.is_undefined()) values->items[at] = v;
    return v;
  };
  for (uint64_t n = 0; match_args != nullptr && n < positional; n++) {
    Value attr = match_args->items[n];
    if (!is_str(attr)) {
      return vm.type_error("__match_args__ elements must be strings (got {})",
                           class_name(attr));
    }
    Value v = fetch(attr, n);
    if (v.is_error()) return v;
    if (v.is_undefined()) return Value::none();
  }
  for (uint64_t n = 0; n < keywords->size; n++) {
    for (uint64_t p = 0; match_args != nullptr && p < positional; p++) {
      if (str_equal(as<Str>(match_args->items[p]), as<Str>(keywords->items[n]))) {
        return vm.type_error("{}() got multiple sub-patterns for attribute '{}'", name,
                             as<Str>(keywords->items[n])->view());
      }
    }
    Value v = fetch(keywords->items[n], positional + n);
    if (v.is_error()) return v;
    if (v.is_undefined()) return Value::none();
  }
  return Value::object(values);
}

}  // namespace scriptling
