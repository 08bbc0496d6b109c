// Module collections: its native functions. The classes are in collections_dicts.cpp and
// deque*.cpp, and in collections.py.

#include <algorithm>

#include "interp/immortal.h"
#include "interp/lib/collections_module.h"
#include "interp/lib/deque.h"
#include "interp/lib/field_binding.h"
#include "interp/lib/lib.h"
#include "interp/lib/operator_module.h"
#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

// mapping[item] += 1 for each item: what counting comes down to.
Value count_elements(Vm& vm, const Args& args) {
  auto* mapping = as<Dict>(args[0]);
  bool ok = for_each(vm, args[1], [&](Value item) {
    Value count;
    Found found = dict_get(vm, mapping, item, &count);
    if (found == Found::kError) return false;
    Value more = found == Found::kNo
                     ? Value::integer(1)
                     : binary(vm, BinaryOp::kAdd, count, Value::integer(1));
    return !more.is_error() && dict_set(vm, mapping, item, more);
  });
  return from_bool(ok);
}

// Of a named tuple: by index, slice, or the name of a field.
Value named_getitem(Vm& vm, const Args& args) {
  if (!is_str(args[1])) return tuple_get_item(vm, as<Tuple>(args[0]), args[1]);
  static Str* const name = intern("_fields");
  Value fields = vm.lookup(args[0].o->cls, name);
  for (uint64_t n = 0; is_kind(fields, Kind::kTuple) && n < as<Tuple>(fields)->size;
       n++) {
    Value field = as<Tuple>(fields)->items[n];
    if (is_str(field) && text_of(field) == text_of(args[1]))
      return as<Tuple>(args[0])->items[n];
  }
  return vm.key_error(args[1]);
}

// -- Scriptling's functions on deques and lists -----------------------------------------

Value not_a_deque(Vm& vm, Value v) {
  return vm.type_error("a deque or a list is needed, not {}", class_name(v));
}

Value appendleft(Vm& vm, const Args& args) {
  if (is_deque(args[0])) {
    deque_push_front(vm, deque_of(args[0]), args[1]);
  } else if (is_kind(args[0], Kind::kList)) {
    list_insert(vm.heap(), as<List>(args[0]), 0, args[1]);
  } else {
    return not_a_deque(vm, args[0]);
  }
  return Value::none();
}

Value popleft(Vm& vm, const Args& args) {
  if (is_deque(args[0])) {
    Deque* deque = deque_of(args[0]);
    if (deque->size == 0) return vm.raise(types.index_error, "pop from an empty deque");
    return deque_take_front(vm, deque);
  }
  if (!is_kind(args[0], Kind::kList)) return not_a_deque(vm, args[0]);
  auto* list = as<List>(args[0]);
  if (list->size == 0) return vm.raise(types.index_error, "pop from an empty deque");
  Value first = list->items()[0];
  list_erase(vm.heap(), list, 0, 1);
  return first;
}

Value extendleft(Vm& vm, const Args& args) {
  if (is_deque(args[0])) {
    return from_bool(deque_extend(vm, deque_of(args[0]), args[1], End::kFront));
  }
  if (!is_kind(args[0], Kind::kList)) return not_a_deque(vm, args[0]);
  List* items = list_of(vm, args[1]);
  if (items == nullptr) return Value::error();
  if (items->size == 0) return Value::none();
  std::reverse(items->items(), items->items() + items->size);
  list_splice(vm.heap(), as<List>(args[0]), 0, 0, {items->items(), items->size});
  return Value::none();
}

Value rotate(Vm& vm, const Args& args) {
  auto steps = args.given(1) ? to_index(vm, args[1]) : 1;
  if (!steps) return Value::error();
  if (is_deque(args[0])) {
    deque_rotate(vm, deque_of(args[0]), *steps);
    return Value::none();
  }
  if (!is_kind(args[0], Kind::kList)) return not_a_deque(vm, args[0]);
  auto* list = as<List>(args[0]);
  auto size = static_cast<int64_t>(list->size);
  if (size < 2) return Value::none();
  int64_t right = ((*steps % size) + size) % size;
  vm.heap().touch(list);
  std::rotate(list->items(), list->items() + (size - right), list->items() + size);
  return Value::none();
}

constexpr NativeDef kFunctions[] = {
    kBindFields,
    {"_count_elements(mapping, iterable, /)", count_elements},
    {"deque_appendleft(d, x, /)", appendleft,
     "Add x at the left end of a deque or list."},
    {"deque_extendleft(d, iterable, /)", extendleft,
     "Add items at the left end of a deque or list, one after the other."},
    {"deque_popleft(d, /)", popleft, "Take the item at the left end of a deque or list."},
    {"deque_rotate(d, n=1, /)", rotate,
     "Move n items from the right end of a deque or list to the left one."},
};

constexpr NativeDef kNamedGetitem{"__getitem__(self, key, /)", named_getitem};

// The first fields of a named tuple are read without calling a script.
template <size_t index>
Value named_field(Vm&, const Args& args) {
  return as<Tuple>(args[0])->items[index];
}

template <size_t... index>
Tuple* field_getters(std::index_sequence<index...>) {
  constexpr NativeDef kDefs[] = {{"field(self)", named_field<index>}...};
  Value getters[sizeof...(index)];
  for (size_t n = 0; n < sizeof...(index); n++) {
    getters[n] = Value::object(make_native(kDefs[n], types.tuple));
  }
  return ImmortalMaker().tuple(getters);
}

void build(ModuleBuilder& module) {
  module.add("deque", deque_class());
  module.add("defaultdict", defaultdict_class());
  module.add("DefaultDict", defaultdict_class());
  module.add("OrderedDict", ordered_dict_class());
  module.add("_itemgetter", itemgetter_class());
  module.add("_field_getters",
             Value::object(field_getters(std::make_index_sequence<16>())));
  module.add("_named_getitem", Value::object(make_native(kNamedGetitem, types.tuple)));
}

}  // namespace

const ModuleDef& collections_module() {
  static const ModuleDef def{"collections", kFunctions, build, "Containers."};
  return def;
}

}  // namespace scriptling
