// __reduce_ex__: what an object says of how another like it is made, which copies go by.

#include "interp/reduce.h"

#include "interp/protocol.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;

Value none_or(const Object* o) { return o == nullptr ? Value::none() : Value::object(o); }

// What the exceptions of the library remember for their messages is no state of theirs.
bool is_field_of_message(const Object* o, const Value& key) {
  return o->kind == Kind::kException &&
         (str_equal(as<Str>(key), names.name_attr) || text_of(key) == "obj");
}

// What the names of slots are in the object. False: pending.
bool collect_slots(Vm& vm, Object* o, Dict* slots) {
  for (uint64_t n = 0; n < o->cls->mro->size; n++) {
    const Dict* dict = as<Class>(o->cls->mro->items[n])->dict;
    uint32_t position = 0;
    for (TableEntry* e; table_next(dict->table, &position, &e);) {
      if (!is_member(e->value)) continue;
      Str* name = as<Str>(e->key);
      Value v = find_attr(vm, Value::object(o), name);
      if (v.is_error()) return false;
      if (!v.is_undefined()) dict_set(vm.heap(), slots, name, v);
    }
  }
  return true;
}

// A copy of the object's own attributes but for those in slots.
void collect_attributes(Vm& vm, Object* o, Dict* attributes) {
  AttrStore* attrs = attrs_of(o);
  if (attrs == nullptr) return;
  auto put = [&](Value key, Value v) {
    if (!is_str(key) || is_slot_key(as<Str>(key)) || is_field_of_message(o, key)) return;
    dict_set(vm.heap(), attributes, as<Str>(key), v);
  };
  if (attrs->dict != nullptr) {
    uint32_t position = 0;
    for (TableEntry* e; table_next(attrs->dict->table, &position, &e);)
      put(e->key, e->value);
    return;
  }
  List* keys = make_list(vm.heap());
  for (Shape* s = attrs->shape; s != nullptr && s->parent != nullptr; s = s->parent) {
    list_append(vm.heap(), keys, Value::object(s->key));
  }
  for (uint64_t n = keys->size; n-- > 0;) {
    put(keys->items()[n], attrs->slots[keys->size - 1 - n]);
  }
}

// object.__getstate__: the attributes, or a pair of them and of what is in slots.
Value object_getstate(Vm& vm, const Args& args) {
  if (!args[0].is_object()) return Value::none();
  Dict* attributes = make_dict(vm.heap());
  Dict* slots = make_dict(vm.heap());
  collect_attributes(vm, args[0].o, attributes);
  if (!collect_slots(vm, args[0].o, slots)) return Value::error();
  Value state = none_or(attributes->live == 0 ? nullptr : attributes);
  if (slots->live == 0) return state;
  return Value::object(make_tuple(vm.heap(), {state, Value::object(slots)}));
}

Str* getstate_name() {
  static Str* const name = intern("__getstate__");
  return name;
}

Value state_of(Vm& vm, Value object) {
  return call_method(vm, object, getstate_name(), {});
}

// Whether its class says what its state is, so that object need not know.
bool tells_its_state(Vm& vm, Value object) {
  Value* general = dict_find(types.object->dict, getstate_name());
  return !vm.lookup(class_of(object), getstate_name()).is(*general);
}

Value cannot_reduce(Vm& vm, Value object) {
  if (is_kind(object, Kind::kMemoryView)) {
    return vm.type_error("cannot pickle memoryview objects");
  }
  return vm.type_error("cannot pickle '{}' object", class_name(object));
}

// What is made anew by its class and one argument, or by nothing but attributes.
bool has_storage_of_its_own(Kind kind) {
  switch (kind) {
    case Kind::kInstance:
    case Kind::kStr:
    case Kind::kBytes:
    case Kind::kBoxed:
    case Kind::kBigInt:
    case Kind::kComplex:
    case Kind::kList:
    case Kind::kTuple:
    case Kind::kDict: return true;
    default: return false;
  }
}

// cls.__new__(cls, *args)
Value new_object(Vm& vm, const Args& args) {
  Value maker = get_attr(vm, args[0], names.new_);
  if (maker.is_error()) return maker;
  List* all = make_list(vm.heap());
  list_append(vm.heap(), all, args[0]);
  for (uint32_t n = 0; n < args.rest_count; n++)
    list_append(vm.heap(), all, args.rest[n]);
  return vm.call(maker, std::span<const Value>(all->items(), all->size));
}

// cls.__new__(cls, *args, **kwargs)
Value new_object_with(Vm& vm, const Args& args) {
  Value maker = get_attr(vm, args[0], names.new_);
  if (maker.is_error()) return maker;
  if (!is_kind(args[1], Kind::kTuple) || !is_kind(args[2], Kind::kDict)) {
    return vm.type_error("__newobj_ex__ needs a tuple and a dict");
  }
  List* all = make_list(vm.heap());
  list_append(vm.heap(), all, args[0]);
  if (!extend_list(vm, all, args[1])) return Value::error();
  return vm.call_dict(maker, std::span<const Value>(all->items(), all->size),
                      as<Dict>(args[2]));
}

Value maker(const NativeDef& def) { return Value::object(make_native(def, nullptr)); }

// The function that makes the copy, and its arguments, by __getnewargs_ex__ or
// __getnewargs__. False: pending.
bool find_maker(Vm& vm, Value object, Value* function, Value* arguments) {
  static constexpr NativeDef kPlain{"__newobj__(cls, /, *args)", new_object};
  static constexpr NativeDef kKeywords{"__newobj_ex__(cls, args, kwargs, /)",
                                       new_object_with};
  static const Value plain = maker(kPlain);
  static const Value with_keywords = maker(kKeywords);
  static Str* const extended = intern("__getnewargs_ex__");
  static Str* const simple = intern("__getnewargs__");
  Value cls = Value::object(class_of(object));
  Value given = call_method(vm, object, extended, {});
  if (given.is_error()) return false;
  if (!given.is_undefined()) {
    auto* pair = is_kind(given, Kind::kTuple) ? as<Tuple>(given) : nullptr;
    if (pair == nullptr || pair->size != 2) {
      vm.type_error("__getnewargs_ex__ should return a tuple, not '{}'",
                    class_name(given));
      return false;
    }
    *function = with_keywords;
    *arguments =
        Value::object(make_tuple(vm.heap(), {cls, pair->items[0], pair->items[1]}));
    return true;
  }
  given = call_method(vm, object, simple, {});
  if (given.is_error()) return false;
  List* all = make_list(vm.heap());
  list_append(vm.heap(), all, cls);
  if (!given.is_undefined() && !extend_list(vm, all, given)) return false;
  *function = plain;
  *arguments = Value::object(
      make_tuple(vm.heap(), std::span<const Value>(all->items(), all->size)));
  return true;
}

Value reduce_plain(Vm& vm, Value object) {
  Kind kind = object.is_object() ? object.o->kind : Kind::kBoxed;
  if (!has_storage_of_its_own(kind) && !tells_its_state(vm, object)) {
    return cannot_reduce(vm, object);
  }
  Value function, arguments;
  if (!find_maker(vm, object, &function, &arguments)) return Value::error();
  Value state = state_of(vm, object);
  if (state.is_error()) return state;
  Value items = Value::none(), pairs = Value::none();
  if (kind == Kind::kList) {
    items = iterate(vm, object);
  } else if (kind == Kind::kDict) {
    pairs = invoke(vm, object, "items", {});
    if (!pairs.is_error()) pairs = iterate(vm, pairs);
  }
  if (items.is_error() || pairs.is_error()) return Value::error();
  return Value::object(make_tuple(vm.heap(), {function, arguments, state, items, pairs}));
}

// cls(argument), and the attributes.
Value reduce_to_call(Vm& vm, Value object, Tuple* arguments) {
  Value state = state_of(vm, object);
  if (state.is_error()) return state;
  Value cls = Value::object(class_of(object));
  if (state.is_none()) {
    return Value::object(make_tuple(vm.heap(), {cls, Value::object(arguments)}));
  }
  return Value::object(make_tuple(vm.heap(), {cls, Value::object(arguments), state}));
}

Value reduce_method(Vm& vm, const BoundMethod* method) {
  static Str* const getattr = intern("getattr");
  Value name = get_attr(vm, method->function, names.name);
  if (name.is_error()) return name;
  Tuple* arguments = make_tuple(vm.heap(), {method->self, name});
  return Value::object(
      make_tuple(vm.heap(), {vm.builtin(getattr), Value::object(arguments)}));
}

Value object_reduce(Vm& vm, const Args& args) {
  Value object = args[0];
  if (!object.is_object()) return reduce_plain(vm, object);
  switch (object.o->kind) {
    case Kind::kSet:
    case Kind::kFrozenSet: {
      List* items = list_of(vm, object);
      if (items == nullptr) return Value::error();
      return reduce_to_call(vm, object, make_tuple(vm.heap(), {Value::object(items)}));
    }
    case Kind::kByteArray: {
      Value data = Value::object(make_bytes(vm.heap(), bytes_view(object)));
      return reduce_to_call(vm, object, make_tuple(vm.heap(), {data}));
    }
    case Kind::kException: return reduce_to_call(vm, object, as<Exception>(object)->args);
    case Kind::kBoundMethod: return reduce_method(vm, as<BoundMethod>(object));
    default: return reduce_plain(vm, object);
  }
}

// By a __reduce__ of the object's class, if there is one.
Value object_reduce_ex(Vm& vm, const Args& args) {
  static Str* const reduce = intern("__reduce__");
  static const Value own = *dict_find(types.object->dict, reduce);
  if (!to_index(vm, args[1])) return Value::error();
  if (!vm.lookup(class_of(args[0]), reduce).is(own)) {
    return call_method(vm, args[0], reduce, {});
  }
  return object_reduce(vm, args);
}

constexpr NativeDef kMethods[] = {
    {"__reduce__(self, /)", object_reduce, "Helper for pickle.", kMethod},
    {"__reduce_ex__(self, protocol, /)", object_reduce_ex, "Helper for pickle.", kMethod},
    {"__getstate__(self, /)", object_getstate, "Helper for pickle.", kMethod},
};

}  // namespace

std::span<const NativeDef> object_reduce_methods() { return kMethods; }

Value reduced(Vm& vm, Value object, Tuple* arguments, Value items, Value pairs) {
  Value state = state_of(vm, object);
  if (state.is_error()) return state;
  return Value::object(make_tuple(
      vm.heap(),
      {Value::object(class_of(object)), Value::object(arguments), state, items, pairs}));
}

}  // namespace scriptling
