// class dict. Views are in dict_views.cpp.
#include "interp/protocol.h"
#include "interp/table.h"
#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

Dict* self_dict(const Args& args) { return as<Dict>(args[0]); }

// Takes over a copy of the whole table of `from`. Requires: `dict` is empty.
void adopt_copy(Vm& vm, Dict* dict, const Dict* from) {
  Dict* copy = dict_copy(vm.heap(), from);
  vm.heap().touch(dict);
  table_take(vm.heap(), dict, copy);
}

// True if `key` may be set: it is new, or that is all the same.
bool is_welcome(Vm& vm, Dict* dict, Value key, Value* repeated) {
  if (repeated == nullptr) return true;
  Value present;
  Found found = dict_get(vm, dict, key, &present);
  if (found == Found::kYes) *repeated = key;
  return found == Found::kNo;
}

// With `repeated`: see dict_merge().
bool merge_dict(Vm& vm, Dict* dict, Dict* from, Value* repeated = nullptr) {
  if (from == dict || from->live == 0) return true;
  if (dict->live == 0) {
    adopt_copy(vm, dict, from);
    return true;
  }
  uint32_t version = from->version;
  uint32_t position = 0;
  TableEntry* entry;
  while (table_next(from->table, &position, &entry)) {
    Value key = entry->key, v = entry->value;
    if (!is_welcome(vm, dict, key, repeated)) return false;
    if (!dict_set(vm, dict, key, v) || !vm.poll()) return false;
    if (from->version != version) {
      vm.raise_text(types.runtime_error, "dict mutated during update");
      return false;
    }
  }
  return true;
}

// The pairs of a dict that iterates as dict does, whatever else its class overrides; null
// for everything else.
Dict* pairs_of(Vm& vm, Value v) {
  if (is_kind(v, Kind::kMappingProxy)) return as<MappingProxy>(v)->dict;
  if (!is_kind(v, Kind::kDict)) return nullptr;
  bool is_plain = v.o->cls == types.dict ||
                  vm.lookup(v.o->cls, names.iter).is(vm.lookup(types.dict, names.iter));
  return is_plain ? as<Dict>(v) : nullptr;
}

bool merge_by_keys(Vm& vm, Dict* dict, Value from, Value keys_method,
                   Value* repeated = nullptr) {
  Value keys = vm.call(keys_method, {});
  if (keys.is_error()) return false;
  Value it = iterate_saying(vm, keys, "{}.keys() returned a non-iterable (type {})",
                            class_name(from), class_name(keys));
  return !it.is_error() && for_each(vm, it, [&](Value key) {
    if (!is_welcome(vm, dict, key, repeated)) return false;
    Value v = get_item(vm, from, key);
    return !v.is_error() && dict_set(vm, dict, key, v);
  });
}

// One element of an iterable of pairs.
bool merge_pair(Vm& vm, Dict* dict, Value pair, int64_t index) {
  if (is_kind(pair, Kind::kTuple) && pair.o->cls == types.tuple &&
      as<Tuple>(pair)->size == 2) {
    return dict_set(vm, dict, as<Tuple>(pair)->items[0], as<Tuple>(pair)->items[1]);
  }
  Value it = iterate_saying(
      vm, pair, "cannot convert dictionary update sequence element #{} to a sequence",
      index);
  Tuple* items = it.is_error() ? nullptr : tuple_of(vm, it);
  if (items == nullptr) return false;
  if (items->size != 2) {
    vm.value_error("dictionary update sequence element #{} has length {}; 2 is required",
                   index, items->size);
    return false;
  }
  return dict_set(vm, dict, items->items[0], items->items[1]);
}

bool merge_pairs(Vm& vm, Dict* dict, Value from) {
  int64_t index = 0;
  return for_each(vm, from,
                  [&](Value pair) { return merge_pair(vm, dict, pair, index++); });
}

// What dict(...), dict.update(...) and dict.__init__(...) share.
Value update_from_args(Vm& vm, Dict* dict, const Args& args) {
  if (args.given(1) && !dict_update(vm, dict, args[1])) return Value::error();
  if (args.keywords != nullptr && !merge_dict(vm, dict, args.keywords)) {
    return Value::error();
  }
  return Value::none();
}

Value dict_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], types.dict);
  if (cls == nullptr) return Value::error();
  if (cls == types.dict) return Value::object(make_dict(vm.heap()));
  return Value::object(allocate_instance(vm, cls));
}

Value dict_init(Vm& vm, const Args& args) {
  return update_from_args(vm, self_dict(args), args);
}

Value dict_update_method(Vm& vm, const Args& args) {
  return update_from_args(vm, self_dict(args), args);
}

Value dict_get_method(Vm& vm, const Args& args) {
  Value v;
  switch (dict_get(vm, self_dict(args), args[1], &v)) {
    case Found::kYes: return v;
    case Found::kNo: return args.given(2) ? args[2] : Value::none();
    case Found::kError: break;
  }
  return Value::error();
}

Value dict_setdefault(Vm& vm, const Args& args) {
  return dict_set_default(vm, self_dict(args), args[1],
                          args.given(2) ? args[2] : Value::none());
}

Value dict_pop_method(Vm& vm, const Args& args) {
  // Nothing asks for the hash of a key that can't be there.
  if (self_dict(args)->live == 0) {
    return args.given(2) ? args[2] : vm.key_error(args[1]);
  }
  Value v;
  switch (dict_pop(vm, self_dict(args), args[1], &v)) {
    case Found::kYes: return v;
    case Found::kNo: return args.given(2) ? args[2] : vm.key_error(args[1]);
    case Found::kError: break;
  }
  return Value::error();
}

Value dict_popitem(Vm& vm, const Args& args) {
  Dict* self = self_dict(args);
  if (self->live == 0) {
    return vm.raise_text(types.key_error, "popitem(): dictionary is empty");
  }
  return dict_pop_at(vm.heap(), self, self->table->used - 1);
}

Value dict_clear_method(Vm& vm, const Args& args) {
  dict_clear(vm.heap(), self_dict(args));
  return Value::none();
}

Value dict_copy_method(Vm& vm, const Args& args) {
  return Value::object(dict_copy(vm.heap(), self_dict(args)));
}

Value dict_fromkeys(Vm& vm, const Args& args) {
  Value made = args[0].o == types.dict ? Value::object(make_dict(vm.heap()))
                                       : vm.call(args[0], {});
  if (made.is_error()) return made;
  Value v = args.given(2) ? args[2] : Value::none();
  bool exact = is_kind(made, Kind::kDict) && made.o->cls == types.dict;
  bool ok = for_each(vm, args[1], [&](Value key) {
    return exact ? dict_set(vm, as<Dict>(made), key, v) : set_item(vm, made, key, v);
  });
  return ok ? made : Value::error();
}

Value dict_keys(Vm& vm, const Args& args) {
  return Value::object(make_dict_view(vm, self_dict(args), IteratorKind::kDictKeys));
}
Value dict_values(Vm& vm, const Args& args) {
  return Value::object(make_dict_view(vm, self_dict(args), IteratorKind::kDictValues));
}
Value dict_items(Vm& vm, const Args& args) {
  return Value::object(make_dict_view(vm, self_dict(args), IteratorKind::kDictItems));
}

Value dict_len(Vm& vm, const Args& args) { return Value::integer(self_dict(args)->live); }

Value dict_getitem(Vm& vm, const Args& args) {
  return dict_get_item(vm, self_dict(args), args[1]);
}

Value dict_setitem(Vm& vm, const Args& args) {
  return from_bool(dict_set(vm, self_dict(args), args[1], args[2]));
}

Value dict_delitem(Vm& vm, const Args& args) {
  Found found = dict_pop(vm, self_dict(args), args[1], nullptr);
  if (found == Found::kNo) return vm.key_error(args[1]);
  return from_bool(found == Found::kYes);
}

Value dict_contains(Vm& vm, const Args& args) {
  Value v;
  return from_found(dict_get(vm, self_dict(args), args[1], &v));
}

Value dict_iter(Vm& vm, const Args& args) {
  return Value::object(
      make_iterator(vm, IteratorKind::kDictKeys, types.dict_keyiterator, args[0].o));
}

Value dict_reversed(Vm& vm, const Args& args) {
  const Table* table = self_dict(args)->table;
  return Value::object(make_iterator(vm, IteratorKind::kReversedDictKeys,
                                     types.dict_keyiterator, args[0].o,
                                     table == nullptr ? 0 : table->used));
}

Value dict_repr(Vm& vm, const Args& args) {
  return from_str(builtin_repr(vm, args[0].o));
}

Value dict_eq(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kDict)) return Value::not_implemented();
  return from_found(dict_equal(vm, self_dict(args), as<Dict>(args[1])));
}

Value dict_ne(Vm& vm, const Args& args) {
  Value equal = dict_eq(vm, args);
  return equal.is_bool() ? Value::boolean(!equal.is_true()) : equal;
}

Value united(Vm& vm, Value a, Value b) {
  if (!is_kind(a, Kind::kDict) || !is_kind(b, Kind::kDict))
    return Value::not_implemented();
  Dict* result = dict_copy(vm.heap(), as<Dict>(a));
  return dict_update(vm, result, b) ? Value::object(result) : Value::error();
}

Value dict_or(Vm& vm, const Args& args) { return united(vm, args[0], args[1]); }
Value dict_ror(Vm& vm, const Args& args) { return united(vm, args[1], args[0]); }
Value dict_ior(Vm& vm, const Args& args) {
  return dict_update(vm, self_dict(args), args[1]) ? args[0] : Value::error();
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kDictMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", dict_new,
     "Create and return a new object.  See help(type) for accurate signature.",
     NativeBinding::kStaticMethod},
    {"__init__(self, mapping=(), /, **kwargs)", dict_init,
     "Initialize self.  See help(type(self)) for accurate signature.", kMethod},
    {"get(self, key, default=None, /)", dict_get_method,
     "Return the value for key if key is in the dictionary, else default.", kMethod},
    {"setdefault(self, key, default=None, /)", dict_setdefault,
     "Insert key with a value of default if key is not in the dictionary.\n\n"
     "Return the value for key if key is in the dictionary, else default.",
     kMethod},
    {"pop(self, key, default=None, /)", dict_pop_method,
     "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\n"
     "If the key is not found, return the default if given; otherwise,\n"
     "raise a KeyError.",
     kMethod},
    {"popitem(self, /)", dict_popitem,
     "Remove and return a (key, value) pair as a 2-tuple.\n\n"
     "Pairs are returned in LIFO (last-in, first-out) order.\n"
     "Raises KeyError if the dict is empty.",
     kMethod},
    {"update(self, other=(), /, **kwargs)", dict_update_method,
     "D.update([E, ]**F) -> None.  Update D from dict/iterable E and F.", kMethod},
    {"clear(self, /)", dict_clear_method, "D.clear() -> None.  Remove all items from D.",
     kMethod},
    {"copy(self, /)", dict_copy_method, "D.copy() -> a shallow copy of D", kMethod},
    {"fromkeys(cls, iterable, value=None, /)", dict_fromkeys,
     "Create a new dictionary with keys from iterable and values set to value.",
     NativeBinding::kClassMethod},
    {"keys(self, /)", dict_keys,
     "D.keys() -> a set-like object providing a view on D's keys", kMethod},
    {"values(self, /)", dict_values,
     "D.values() -> an object providing a view on D's values", kMethod},
    {"items(self, /)", dict_items,
     "D.items() -> a set-like object providing a view on D's items", kMethod},
    {"__len__(self, /)", dict_len, "Return len(self).", kMethod},
    {"__getitem__(self, key, /)", dict_getitem, "x.__getitem__(y) <==> x[y]", kMethod},
    {"__setitem__(self, key, value, /)", dict_setitem, "Set self[key] to value.",
     kMethod},
    {"__delitem__(self, key, /)", dict_delitem, "Delete self[key].", kMethod},
    {"__contains__(self, key, /)", dict_contains,
     "True if the dictionary has the specified key, else False.", kMethod},
    {"__iter__(self, /)", dict_iter, "Implement iter(self).", kMethod},
    {"__reversed__(self, /)", dict_reversed,
     "Return a reverse iterator over the dict keys.", kMethod},
    {"__repr__(self, /)", dict_repr, "Return repr(self).", kMethod},
    {"__eq__(self, value, /)", dict_eq, "Return self==value.", kMethod},
    {"__ne__(self, value, /)", dict_ne, "Return self!=value.", kMethod},
    {"__lt__(self, value, /)", no_order, "Return self<value.", kMethod},
    {"__le__(self, value, /)", no_order, "Return self<=value.", kMethod},
    {"__gt__(self, value, /)", no_order, "Return self>value.", kMethod},
    {"__ge__(self, value, /)", no_order, "Return self>=value.", kMethod},
    {"__or__(self, value, /)", dict_or, "Return self|value.", kMethod},
    {"__ror__(self, value, /)", dict_ror, "Return value|self.", kMethod},
    {"__ior__(self, value, /)", dict_ior, "Return self|=value.", kMethod},
    {"__class_getitem__(cls, item, /)", class_getitem_self, "See PEP 585",
     NativeBinding::kClassMethod},
};

}  // namespace

Value dict_get_item(Vm& vm, Dict* dict, Value key) {
  Value v;
  Found found = dict_get(vm, dict, key, &v);
  if (found == Found::kYes) return v;
  if (found == Found::kError) return Value::error();
  if (dict->cls != types.dict) {
    v = call_method(vm, Value::object(dict), names.missing, {key});
    if (!v.is_undefined()) return v;
  }
  return vm.key_error(key);
}

Found dict_equal(Vm& vm, Dict* a, Dict* b) {
  if (a == b) return Found::kYes;
  if (a->live != b->live) return Found::kNo;
  if (!vm.check_native_depth()) return Found::kError;
  uint32_t position = 0;
  TableEntry* entry;
  while (table_next(a->table, &position, &entry)) {
    Value mine = entry->value;
    Value other;
    Found found = dict_get(vm, b, entry->key, &other);
    if (found == Found::kYes && !mine.is(other)) found = equals(vm, mine, other);
    if (found != Found::kYes) return found;
    if (!vm.poll()) return Found::kError;
  }
  return Found::kYes;
}

bool dict_update(Vm& vm, Dict* dict, Value from) {
  if (Dict* pairs = pairs_of(vm, from)) return merge_dict(vm, dict, pairs);
  bool has_no_keys = is_kind(from, Kind::kList) || is_kind(from, Kind::kTuple);
  if (from.is_object() && !(has_no_keys && is_core(from))) {
    Value keys_method = find_attr(vm, from, names.keys);
    if (keys_method.is_error()) return false;
    if (!keys_method.is_undefined()) return merge_by_keys(vm, dict, from, keys_method);
  }
  return merge_pairs(vm, dict, from);
}

bool dict_merge(Vm& vm, Dict* dict, Value mapping, Value* repeated) {
  if (Dict* pairs = pairs_of(vm, mapping)) return merge_dict(vm, dict, pairs, repeated);
  Value keys_method = get_attr(vm, mapping, names.keys);
  if (keys_method.is_error()) return false;
  return merge_by_keys(vm, dict, mapping, keys_method, repeated);
}

void define_dict_views();  // dict_views.cpp

void define_dict() {
  add_methods(types.dict, kDictMethods);
  define_dict_views();
}

}  // namespace scriptling
