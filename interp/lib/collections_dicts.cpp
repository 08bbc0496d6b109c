// defaultdict and OrderedDict.

#include "interp/lib/collections_module.h"
#include "interp/protocol.h"
#include "interp/reduce.h"
#include "interp/table.h"
#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kStatic = NativeBinding::kStaticMethod;

Dict* dict_of(const Value& v) { return as<Dict>(v); }

// -- defaultdict ------------------------------------------------------------------------

struct DefaultDict : Dict {
  Value factory;  // Undefined: none.
};

DefaultDict* default_of(const Value& v) { return static_cast<DefaultDict*>(v.o); }

void trace_default(Object* o, Tracer& tracer) {
  tracer.visit(static_cast<DefaultDict*>(o)->factory);
}

constexpr TypeSlots kDefaultSlots{.trace = trace_default, .size = sizeof(DefaultDict)};

Value default_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], defaultdict_class());
  return cls == nullptr ? Value::error() : Value::object(allocate_instance(vm, cls));
}

bool is_callable(Vm& vm, Value v) {
  return is_kind(v, Kind::kFunction) || is_class(v) ||
         !vm.lookup(class_of(v), names.call).is_undefined();
}

bool update(Vm& vm, Dict* dict, Value from, Dict* keywords) {
  if (!from.is_undefined() && !dict_update(vm, dict, from)) return false;
  return keywords == nullptr || dict_update(vm, dict, Value::object(keywords));
}

Value default_init(Vm& vm, const Args& args) {
  if (args.has(1) && !is_callable(vm, args[1])) {
    return vm.type_error("first argument must be callable or None");
  }
  DefaultDict* self = default_of(args[0]);
  vm.heap().touch(self);
  self->factory = args.has(1) ? args[1] : Value::undefined();
  return from_bool(update(vm, self, args[2], args.keywords));
}

Value default_missing(Vm& vm, const Args& args) {
  Value factory = default_of(args[0])->factory;
  if (factory.is_undefined()) return vm.key_error(args[1]);
  Value v = vm.call(factory, std::span<const Value>());
  if (v.is_error()) return v;
  return set_item(vm, args[0], args[1], v) ? v : Value::error();
}

Value factory_or_none(const Value& self) {
  Value factory = default_of(self)->factory;
  return factory.is_undefined() ? Value::none() : factory;
}

Value default_factory(Vm&, const Args& args) { return factory_or_none(args[0]); }
Value set_default_factory(Vm& vm, const Args& args) {
  vm.heap().touch(args[0].o);
  default_of(args[0])->factory = args[1].is_none() ? Value::undefined() : args[1];
  return Value::none();
}

Value default_copy(Vm& vm, const Args& args) {
  return vm.call(Value::object(args[0].o->cls), {factory_or_none(args[0]), args[0]});
}

Value default_repr(Vm& vm, const Args& args) {
  if (!vm.check_native_depth()) return Value::error();
  Str* factory = repr(vm, factory_or_none(args[0]));
  Str* items = factory == nullptr ? nullptr : builtin_repr(vm, args[0].o);
  if (items == nullptr) return Value::error();
  return str_value(vm, fmt::format("{}({}, {})", args[0].o->cls->name->view(),
                                   factory->view(), items->view()));
}

// a | b: a copy of the one that is a defaultdict, with the items of both.
Value default_or(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kDict)) return Value::not_implemented();
  Value made = default_copy(vm, args);
  if (made.is_error()) return made;
  return dict_update(vm, dict_of(made), args[1]) ? made : Value::error();
}
Value default_ror(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kDict)) return Value::not_implemented();
  Value made =
      vm.call(Value::object(args[0].o->cls), {factory_or_none(args[0]), args[1]});
  if (made.is_error()) return made;
  return dict_update(vm, dict_of(made), args[0]) ? made : Value::error();
}

Value default_reduce(Vm& vm, const Args& args) {
  Value factory = factory_or_none(args[0]);
  Tuple* arguments = factory.is_none() ? make_tuple(vm.heap(), size_t{0})
                                       : make_tuple(vm.heap(), {factory});
  Value pairs = invoke(vm, args[0], "items", {});
  if (!pairs.is_error()) pairs = iterate(vm, pairs);
  return pairs.is_error() ? pairs : reduced(vm, args[0], arguments, Value::none(), pairs);
}

constexpr NativeDef kDefaultMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", default_new, nullptr, kStatic},
    {"__init__(self, default_factory=None, iterable=(), /, **kwargs)", default_init,
     nullptr, kMethod},
    {"__copy__(self, /)", default_copy, nullptr, kMethod},
    {"__reduce__(self, /)", default_reduce, nullptr, kMethod},
    {"__missing__(self, key, /)", default_missing, nullptr, kMethod},
    {"__or__(self, value, /)", default_or, nullptr, kMethod},
    {"__repr__(self, /)", default_repr, nullptr, kMethod},
    {"__ror__(self, value, /)", default_ror, nullptr, kMethod},
    {"copy(self, /)", default_copy, "A copy with the same factory.", kMethod},
    {"default_factory(self)", default_factory, "What makes the value of a missing key.",
     NativeBinding::kGetter, set_default_factory},
};

// -- OrderedDict ------------------------------------------------------------------------

Value ordered_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], ordered_dict_class());
  return cls == nullptr ? Value::error() : Value::object(allocate_instance(vm, cls));
}

Value ordered_init(Vm& vm, const Args& args) {
  return from_bool(update(vm, dict_of(args[0]), args[1], args.keywords));
}

Value ordered_move_to_end(Vm& vm, const Args& args) {
  int last = args.given(2) ? truth(vm, args[2]) : 1;
  if (last < 0) return Value::error();
  Dict* self = dict_of(args[0]);
  uint64_t hash;
  int64_t place = table_find(vm, self, args[1], &hash);
  if (place == kFailed) return Value::error();
  if (place == kMissing) return vm.key_error(args[1]);
  dict_move(vm.heap(), self, static_cast<uint32_t>(place),
            last ? Side::kBack : Side::kFront);
  return Value::none();
}

Value ordered_popitem(Vm& vm, const Args& args) {
  int last = args.given(1) ? truth(vm, args[1]) : 1;
  if (last < 0) return Value::error();
  Dict* self = dict_of(args[0]);
  if (self->live == 0) return vm.raise(types.key_error, "dictionary is empty");
  return dict_pop_at(vm.heap(), self, last ? self->table->used - 1 : self->table->first);
}

// The keys in order. Null: pending.
List* keys_of(Vm& vm, Dict* dict) {
  List* keys = make_list(vm.heap(), dict->live);
  uint32_t position = 0;
  for (TableEntry* e; table_next(dict->table, &position, &e);) {
    list_append(vm.heap(), keys, e->key);
  }
  return keys;
}

// With another of its kind the order counts too.
Found ordered_equal(Vm& vm, Value a, Value b) {
  Found same = dict_equal(vm, dict_of(a), dict_of(b));
  if (same != Found::kYes || !is_instance(b, ordered_dict_class())) return same;
  Value equal = sequence_compare(vm, CompareOp::kEq, keys_of(vm, dict_of(a)),
                                 keys_of(vm, dict_of(b)));
  if (equal.is_error()) return Found::kError;
  return equal.is_true() ? Found::kYes : Found::kNo;
}

Value ordered_eq(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kDict)) return Value::not_implemented();
  return from_found(ordered_equal(vm, args[0], args[1]));
}
Value ordered_ne(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kDict)) return Value::not_implemented();
  Found same = ordered_equal(vm, args[0], args[1]);
  if (same == Found::kError) return Value::error();
  return Value::boolean(same == Found::kNo);
}

Value ordered_copy(Vm& vm, const Args& args) {
  return vm.call(Value::object(args[0].o->cls), {args[0]});
}

Value ordered_repr(Vm& vm, const Args& args) {
  Dict* self = dict_of(args[0]);
  std::string_view name = self->cls->name->view();
  if (self->live == 0) return str_value(vm, fmt::format("{}()", name));
  if (!vm.check_native_depth()) return Value::error();
  ReprScope scope(vm, self);
  if (scope.is_inside_itself()) return str_value(vm, "...");
  List* pairs = make_list(vm.heap(), self->live);
  uint32_t position = 0;
  for (TableEntry* e; table_next(self->table, &position, &e);) {
    Value pair = Value::object(make_tuple(vm.heap(), {e->key, e->value}));
    list_append(vm.heap(), pairs, pair);
  }
  Str* items = repr(vm, Value::object(pairs));
  if (items == nullptr) return Value::error();
  return str_value(vm, fmt::format("{}({})", name, items->view()));
}

Value ordered_or(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kDict)) return Value::not_implemented();
  Value made = ordered_copy(vm, args);
  if (made.is_error()) return made;
  return dict_update(vm, dict_of(made), args[1]) ? made : Value::error();
}
Value ordered_ror(Vm& vm, const Args& args) {
  if (!is_kind(args[1], Kind::kDict)) return Value::not_implemented();
  Value made = vm.call(Value::object(args[0].o->cls), {args[1]});
  if (made.is_error()) return made;
  return dict_update(vm, dict_of(made), args[0]) ? made : Value::error();
}

constexpr TypeSlots kOrderedSlots{.size = sizeof(Dict), .attributes = true};

constexpr NativeDef kOrderedMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", ordered_new, nullptr, kStatic},
    {"__init__(self, iterable=(), /, **kwargs)", ordered_init, nullptr, kMethod},
    {"__copy__(self, /)", ordered_copy, nullptr, kMethod},
    {"__eq__(self, value, /)", ordered_eq, nullptr, kMethod},
    {"__ne__(self, value, /)", ordered_ne, nullptr, kMethod},
    {"__or__(self, value, /)", ordered_or, nullptr, kMethod},
    {"__repr__(self, /)", ordered_repr, nullptr, kMethod},
    {"__ror__(self, value, /)", ordered_ror, nullptr, kMethod},
    {"copy(self, /)", ordered_copy, "A copy in the same order.", kMethod},
    {"move_to_end(self, key, last=True)", ordered_move_to_end,
     "Move a key to the end, or with last=False to the beginning.", kMethod},
    {"popitem(self, last=True)", ordered_popitem,
     "Take the last item out, or with last=False the first.", kMethod},
};

}  // namespace

Value default_factory_of(const Value& self) { return default_of(self)->factory; }
void set_default_factory_of(const Value& self, Value factory) {
  default_of(self)->factory = factory;
}

Class* defaultdict_class() {
  static Class* const cls =
      make_class("collections.defaultdict", types.dict, Kind::kDict, kDefaultMethods,
                 &kDefaultSlots, "A dict that makes the values of missing keys.");
  return cls;
}

Class* ordered_dict_class() {
  static Class* const cls =
      make_class("collections.OrderedDict", types.dict, Kind::kDict, kOrderedMethods,
                 &kOrderedSlots, "A dict whose order can be changed.");
  return cls;
}

}  // namespace scriptling
