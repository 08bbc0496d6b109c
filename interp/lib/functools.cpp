// Module functools: reduce, partial and cmp_to_key. The cache is in functools_cache.cpp,
// what no program's speed hangs on in functools.py.

#include "interp/lib/functools_module.h"

#include "interp/lib/lib.h"
#include "interp/protocol.h"
#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kGetter = NativeBinding::kGetter;
constexpr NativeBinding kStatic = NativeBinding::kStaticMethod;

Value reduce(Vm& vm, const Args& args) {
  Value result = args[2];
  Value it = iterate_saying(vm, args[1], "reduce() arg 2 must support iteration");
  if (it.is_error()) return it;
  bool ended = for_each(vm, it, [&](Value item) {
    result = result.is_undefined() ? item : vm.call(args[0], {result, item});
    return !result.is_error();
  });
  if (!ended) return Value::error();
  if (!result.is_undefined()) return result;
  return vm.type_error("reduce() of empty iterable with no initial value");
}

// -- partial ----------------------------------------------------------------------------

// Never changes but for its attributes.
struct Partial : Object {
  Value function;
  Value positional, named;  // A tuple, a dict.

  Tuple* arguments() const { return as<Tuple>(positional); }
  Dict* keywords() const { return as<Dict>(named); }
};

Partial* partial_of(const Value& v) { return static_cast<Partial*>(v.o); }

constexpr TypeSlots kPartialSlots{
    .size = sizeof(Partial), .values = 3, .attributes = true, .undo = Undo::kBytes};

// Those of `first`, then those of `rest`.
Tuple* joined(Vm& vm, const Tuple* first, std::span<const Value> rest) {
  Tuple* all = make_tuple(vm.heap(), first->size + rest.size());
  std::copy_n(first->items, first->size, all->items);
  std::copy(rest.begin(), rest.end(), all->items + first->size);
  return all;
}

// A dict of its own.
Dict* merged(Vm& vm, const Dict* first, const Dict* more) {
  Dict* all = dict_copy(vm.heap(), first);
  uint32_t position = 0;
  for (TableEntry* e; more && table_next(more->table, &position, &e);) {
    dict_set(vm.heap(), all, as<Str>(e->key), e->value);
  }
  return all;
}

bool is_callable(Vm& vm, Value v) {
  return is_kind(v, Kind::kFunction) || is_class(v) ||
         !vm.lookup(class_of(v), names.call).is_undefined();
}

Value partial_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], partial_class());
  if (cls == nullptr) return Value::error();
  if (!is_callable(vm, args[1])) {
    return vm.type_error("the first argument must be callable");
  }
  auto* made = static_cast<Partial*>(allocate_instance(vm, cls));
  std::span<const Value> rest(args.rest, args.rest_count);
  // One of another is made of that one's function.
  bool nested = args[1].is_object() && args[1].o->cls == partial_class();
  const Partial* inner = nested ? partial_of(args[1]) : nullptr;
  made->function = nested ? inner->function : args[1];
  made->positional = Value::object(nested ? joined(vm, inner->arguments(), rest)
                                          : make_tuple(vm.heap(), rest));
  made->named = Value::object(
      merged(vm, nested ? inner->keywords() : make_dict(vm.heap()), args.keywords));
  return Value::object(made);
}

Value partial_call(Vm& vm, const Args& args) {
  Partial* self = partial_of(args[0]);
  std::span<const Value> rest(args.rest, args.rest_count);
  Tuple* all = rest.empty() ? self->arguments() : joined(vm, self->arguments(), rest);
  Dict* keywords = self->keywords()->live == 0 ? args.keywords
                   : args.keywords == nullptr
                       ? self->keywords()
                       : merged(vm, self->keywords(), args.keywords);
  return vm.call_dict(self->function, {all->items, all->size}, keywords);
}

Value partial_reduce(Vm& vm, const Args& args) {
  static Str* const getstate = intern("__getstate__");
  Partial* self = partial_of(args[0]);
  Value state = call_method(vm, args[0], getstate, {});
  if (state.is_error()) return state;
  Heap& heap = vm.heap();
  Tuple* function = make_tuple(heap, {self->function});
  Tuple* all = make_tuple(heap, {self->function, self->positional, self->named, state});
  return Value::object(make_tuple(
      heap, {Value::object(self->cls), Value::object(function), Value::object(all)}));
}

// Of what __reduce__ said: (function, args, keywords, attributes).
Value partial_setstate(Vm& vm, const Args& args) {
  auto* state = is_kind(args[1], Kind::kTuple) ? as<Tuple>(args[1]) : nullptr;
  bool good = state != nullptr && state->size == 4 && is_callable(vm, state->items[0]) &&
              is_kind(state->items[1], Kind::kTuple) &&
              (state->items[2].is_none() || is_kind(state->items[2], Kind::kDict)) &&
              (state->items[3].is_none() || is_kind(state->items[3], Kind::kDict));
  if (!good) return vm.type_error("invalid partial state");
  Partial* self = partial_of(args[0]);
  vm.heap().touch(self);
  self->function = state->items[0];
  self->positional = state->items[1];
  self->named =
      state->items[2].is_none() ? Value::object(make_dict(vm.heap())) : state->items[2];
  if (state->items[3].is_none()) return Value::none();
  Value dict = get_attr(vm, args[0], names.dict);
  return dict.is_error() ? dict : invoke(vm, dict, "update", {state->items[3]});
}

Value partial_repr(Vm& vm, const Args& args) {
  Partial* self = partial_of(args[0]);
  if (!vm.check_native_depth()) return Value::error();
  ReprScope scope(vm, self);
  if (scope.is_inside_itself()) return str_value(vm, "...");
  Str* function = repr(vm, self->function);
  if (function == nullptr) return Value::error();
  std::string text =
      fmt::format("{}({}", qualified_class_name(self->cls), function->view());
  for (uint64_t n = 0; n < self->arguments()->size; n++) {
    Str* item = repr(vm, self->arguments()->items[n]);
    if (item == nullptr) return Value::error();
    text += fmt::format(", {}", item->view());
  }
  uint32_t position = 0;
  for (TableEntry* e; table_next(self->keywords()->table, &position, &e);) {
    Str* item = repr(vm, e->value);
    if (item == nullptr) return Value::error();
    text += fmt::format(", {}={}", text_of(e->key), item->view());
  }
  return str_value(vm, text + ")");
}

Value partial_func(Vm&, const Args& args) { return partial_of(args[0])->function; }
Value partial_args(Vm&, const Args& args) { return partial_of(args[0])->positional; }
Value partial_keywords(Vm&, const Args& args) { return partial_of(args[0])->named; }

constexpr NativeDef kPartial[] = {
    {"__new__(cls, func, /, *args, **keywords)", partial_new, nullptr, kStatic},
    {"__call__(self, /, *args, **kwargs)", partial_call, nullptr, kMethod},
    {"__repr__(self, /)", partial_repr, nullptr, kMethod},
    {"__reduce__(self, /)", partial_reduce, nullptr, kMethod},
    {"__setstate__(self, state, /)", partial_setstate, nullptr, kMethod},
    {"func(self)", partial_func, "The function that is called.", kGetter},
    {"args(self)", partial_args, "Its first positional arguments.", kGetter},
    {"keywords(self)", partial_keywords, "Its keyword arguments.", kGetter},
    {"__class_getitem__(cls, item, /)", class_getitem_self, nullptr,
     NativeBinding::kClassMethod},
};

// -- cmp_to_key -------------------------------------------------------------------------

// Before it has an object (`obj` is undefined) it is the function that makes keys.
struct ComparisonKey : Object {
  Value compare;
  Value object;
};

ComparisonKey* key_of(const Value& v) { return static_cast<ComparisonKey*>(v.o); }

constexpr TypeSlots kKeySlots{
    .size = sizeof(ComparisonKey), .values = 2, .undo = Undo::kBytes};

Value make_key(Vm& vm, Value compare, Value object) {
  auto* key = static_cast<ComparisonKey*>(allocate_instance(vm, comparison_key_class()));
  key->compare = compare;
  key->object = object;
  return Value::object(key);
}

Value cmp_to_key(Vm& vm, const Args& args) {
  return make_key(vm, args[0], Value::undefined());
}

Value key_call(Vm& vm, const Args& args) {
  return make_key(vm, key_of(args[0])->compare, args[1]);
}

template <CompareOp op>
Value key_compare(Vm& vm, const Args& args) {
  if (!args[1].is_object() || args[1].o->cls != comparison_key_class()) {
    return vm.type_error("other argument must be K instance");
  }
  ComparisonKey* self = key_of(args[0]);
  Value order = vm.call(self->compare, {self->object, key_of(args[1])->object});
  return order.is_error() ? order : compare(vm, op, order, Value::integer(0));
}

Value key_object(Vm& vm, const Args& args) {
  Value object = key_of(args[0])->object;
  return object.is_undefined() ? vm.raise(types.attribute_error, "object") : object;
}

constexpr NativeDef kKey[] = {
    {"__call__(self, obj)", key_call, nullptr, kMethod},
    {"__eq__(self, other, /)", key_compare<CompareOp::kEq>, nullptr, kMethod},
    {"__ge__(self, other, /)", key_compare<CompareOp::kGe>, nullptr, kMethod},
    {"__gt__(self, other, /)", key_compare<CompareOp::kGt>, nullptr, kMethod},
    {"__le__(self, other, /)", key_compare<CompareOp::kLe>, nullptr, kMethod},
    {"__lt__(self, other, /)", key_compare<CompareOp::kLt>, nullptr, kMethod},
    {"__ne__(self, other, /)", key_compare<CompareOp::kNe>, nullptr, kMethod},
    {"obj(self)", key_object, "What is compared.", kGetter},
};

constexpr NativeDef kFunctions[] = {
    {"reduce(function, iterable, initial=None, /)", reduce,
     "Apply a function of two arguments to the items, from left to right."},
    {"cmp_to_key(mycmp)", cmp_to_key, "A key function made of a comparing function."},
};

void build(ModuleBuilder& module) {
  module.add("partial", partial_class());
  module.add("_lru_cache_wrapper", lru_cache_class());
}

}  // namespace

Class* partial_class() {
  static Class* const cls =
      make_class("functools.partial", types.object, Kind::kNativeObject, kPartial,
                 &kPartialSlots, "A function with some of its arguments given.");
  return cls;
}

Class* comparison_key_class() {
  static Class* const cls = make_class("functools.KeyWrapper", types.object,
                                       Kind::kNativeObject, kKey, &kKeySlots);
  return cls;
}

const ModuleDef& functools_module() {
  static const ModuleDef def{"functools", kFunctions, build,
                             "Functions about functions."};
  return def;
}

}  // namespace scriptling
