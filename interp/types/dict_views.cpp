// classes dict_keys, dict_values and dict_items: live views, with the operators of sets.
#include <utility>

#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

DictView* self_view(const Args& args) { return as<DictView>(args[0]); }

bool is_set_like(const Value& v) {
  if (is_kind(v, Kind::kSet) || is_kind(v, Kind::kFrozenSet)) return true;
  return is_kind(v, Kind::kDictView) &&
         as<DictView>(v)->view != IteratorKind::kDictValues;
}

int64_t set_like_size(const Value& v) {
  return is_kind(v, Kind::kDictView) ? as<DictView>(v)->dict->live : as<Set>(v)->live;
}

Found set_like_contains(Vm& vm, Value container, Value v) {
  return is_kind(container, Kind::kDictView)
             ? view_contains(vm, as<DictView>(container), v)
             : set_contains(vm, as<Set>(container), v);
}

// Whether every item of `a` is in `b`.
Found contains_all(Vm& vm, Value a, Value b) {
  Found result = Found::kYes;
  bool done = for_each(vm, a, [&](Value item) {
    result = set_like_contains(vm, b, item);
    return result == Found::kYes;
  });
  return done || !vm.has_pending() ? result : Found::kError;
}

Found items_contain(Vm& vm, Dict* dict, Value pair) {
  if (!is_kind(pair, Kind::kTuple) || as<Tuple>(pair)->size != 2) return Found::kNo;
  Value v;
  Found found = dict_get(vm, dict, as<Tuple>(pair)->items[0], &v);
  return found == Found::kYes ? equals(vm, v, as<Tuple>(pair)->items[1]) : found;
}

Found values_contain(Vm& vm, Dict* dict, Value v) {
  uint32_t position = 0;
  TableEntry* entry;
  while (table_next(dict->table, &position, &entry)) {
    Found found = equals(vm, entry->value, v);
    if (found != Found::kNo) return found;
    if (!vm.poll()) return Found::kError;
  }
  return Found::kNo;
}

Set* set_of(Vm& vm, Value iterable) {
  Set* set = make_set(vm.heap());
  return set_update(vm, set, iterable) ? set : nullptr;
}

Value intersect(Vm& vm, Value a, Value b) {
  if (!is_kind(a, Kind::kDictView)) std::swap(a, b);
  Set* result = make_set(vm.heap());
  bool ok = for_each(vm, b, [&](Value item) {
    Found found = view_contains(vm, as<DictView>(a), item);
    if (found == Found::kYes) found = set_add(vm, result, item);
    return found != Found::kError;
  });
  return ok ? Value::object(result) : Value::error();
}

Value view_len(Vm& vm, const Args& args) {
  return Value::integer(self_view(args)->dict->live);
}

Value view_iter(Vm& vm, const Args& args) {
  DictView* self = self_view(args);
  Class* cls = self->view == IteratorKind::kDictKeys     ? types.dict_keyiterator
               : self->view == IteratorKind::kDictValues ? types.dict_valueiterator
                                                         : types.dict_itemiterator;
  return Value::object(make_iterator(vm, self->view, cls, self->dict));
}

Value view_reversed(Vm& vm, const Args& args) {
  DictView* self = self_view(args);
  IteratorKind kind = IteratorKind::kReversedDictItems;
  Class* cls = types.dict_itemiterator;
  if (self->view == IteratorKind::kDictKeys) {
    kind = IteratorKind::kReversedDictKeys;
    cls = types.dict_keyiterator;
  } else if (self->view == IteratorKind::kDictValues) {
    kind = IteratorKind::kReversedDictValues;
    cls = types.dict_valueiterator;
  }
  const Table* table = self->dict->table;
  return Value::object(
      make_iterator(vm, kind, cls, self->dict, table == nullptr ? 0 : table->used));
}

Value view_contains_method(Vm& vm, const Args& args) {
  return from_found(view_contains(vm, self_view(args), args[1]));
}

Value view_repr(Vm& vm, const Args& args) {
  return from_str(builtin_repr(vm, args[0].o));
}

template <CompareOp op>
Value view_compare_method(Vm& vm, const Args& args) {
  return view_compare(vm, op, args[0], args[1]);
}

template <BinaryOp op>
Value view_operator(Vm& vm, const Args& args) {
  return view_binary(vm, op, args[0], args[1]);
}

template <BinaryOp op>
Value view_reflected(Vm& vm, const Args& args) {
  return view_binary(vm, op, args[1], args[0]);
}

Value view_isdisjoint(Vm& vm, const Args& args) {
  bool disjoint = true;
  bool done = for_each(vm, args[1], [&](Value item) {
    Found found = view_contains(vm, self_view(args), item);
    disjoint = found == Found::kNo;
    return disjoint;
  });
  return done || !vm.has_pending() ? Value::boolean(disjoint) : Value::error();
}

Value view_mapping(Vm& vm, const Args& args) {
  auto* proxy = vm.heap().make<MappingProxy>(Kind::kMappingProxy, types.mappingproxy);
  proxy->dict = self_view(args)->dict;
  return Value::object(proxy);
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kViewMethods[] = {
    {"__len__(self, /)", view_len, "Return len(self).", kMethod},
    {"__iter__(self, /)", view_iter, "Implement iter(self).", kMethod},
    {"__reversed__(self, /)", view_reversed, "Return a reverse iterator over the view.",
     kMethod},
    {"__repr__(self, /)", view_repr, "Return repr(self).", kMethod},
    {"mapping(self)", view_mapping, "dictionary that this view refers to",
     NativeBinding::kGetter},
};

constexpr NativeDef kSetLikeMethods[] = {
    {"__contains__(self, key, /)", view_contains_method, "Return key in self.", kMethod},
    {"__eq__(self, value, /)", view_compare_method<CompareOp::kEq>, "Return self==value.",
     kMethod},
    {"__ne__(self, value, /)", view_compare_method<CompareOp::kNe>, "Return self!=value.",
     kMethod},
    {"__lt__(self, value, /)", view_compare_method<CompareOp::kLt>, "Return self<value.",
     kMethod},
    {"__le__(self, value, /)", view_compare_method<CompareOp::kLe>, "Return self<=value.",
     kMethod},
    {"__gt__(self, value, /)", view_compare_method<CompareOp::kGt>, "Return self>value.",
     kMethod},
    {"__ge__(self, value, /)", view_compare_method<CompareOp::kGe>, "Return self>=value.",
     kMethod},
    {"__and__(self, value, /)", view_operator<BinaryOp::kAnd>, "Return self&value.",
     kMethod},
    {"__rand__(self, value, /)", view_reflected<BinaryOp::kAnd>, "Return value&self.",
     kMethod},
    {"__or__(self, value, /)", view_operator<BinaryOp::kOr>, "Return self|value.",
     kMethod},
    {"__ror__(self, value, /)", view_reflected<BinaryOp::kOr>, "Return value|self.",
     kMethod},
    {"__sub__(self, value, /)", view_operator<BinaryOp::kSub>, "Return self-value.",
     kMethod},
    {"__rsub__(self, value, /)", view_reflected<BinaryOp::kSub>, "Return value-self.",
     kMethod},
    {"__xor__(self, value, /)", view_operator<BinaryOp::kXor>, "Return self^value.",
     kMethod},
    {"__rxor__(self, value, /)", view_reflected<BinaryOp::kXor>, "Return value^self.",
     kMethod},
    {"isdisjoint(self, other, /)", view_isdisjoint,
     "Return True if the view and the given iterable have a null intersection.", kMethod},
};

}  // namespace

DictView* make_dict_view(Vm& vm, Dict* dict, IteratorKind kind) {
  Class* cls = kind == IteratorKind::kDictKeys     ? types.dict_keys
               : kind == IteratorKind::kDictValues ? types.dict_values
                                                   : types.dict_items;
  auto* view = vm.heap().make<DictView>(Kind::kDictView, cls);
  view->view = kind;
  view->dict = dict;
  return view;
}

Found view_contains(Vm& vm, DictView* view, Value v) {
  if (view->view == IteratorKind::kDictItems) return items_contain(vm, view->dict, v);
  if (view->view == IteratorKind::kDictValues) return values_contain(vm, view->dict, v);
  Value ignored;
  return dict_get(vm, view->dict, v, &ignored);
}

Value view_binary(Vm& vm, BinaryOp op, Value a, Value b) {
  if (op == BinaryOp::kAnd) return intersect(vm, a, b);
  Set* result = set_of(vm, a);
  if (result == nullptr) return Value::error();
  if (op == BinaryOp::kOr) {
    return set_update(vm, result, b) ? Value::object(result) : Value::error();
  }
  Set* other = set_of(vm, b);
  return other == nullptr ? Value::error() : set_binary(vm, op, result, other);
}

Value view_compare(Vm& vm, CompareOp op, Value a, Value b) {
  if (!is_set_like(a) || !is_set_like(b)) return Value::not_implemented();
  if (!vm.check_native_depth()) return Value::error();
  int64_t x = set_like_size(a);
  int64_t y = set_like_size(b);
  Found result = Found::kNo;
  switch (op) {
    case CompareOp::kEq:
    case CompareOp::kNe:
      if (x == y) result = contains_all(vm, a, b);
      break;
    case CompareOp::kLt:
      if (x < y) result = contains_all(vm, a, b);
      break;
    case CompareOp::kLe:
      if (x <= y) result = contains_all(vm, a, b);
      break;
    case CompareOp::kGt:
      if (x > y) result = contains_all(vm, b, a);
      break;
    case CompareOp::kGe:
      if (x >= y) result = contains_all(vm, b, a);
      break;
  }
  if (result == Found::kError) return Value::error();
  return Value::boolean((result == Found::kYes) != (op == CompareOp::kNe));
}

void define_dict_views();

void define_dict_views() {
  for (Class* cls : {types.dict_keys, types.dict_values, types.dict_items}) {
    add_methods(cls, kViewMethods);
    if (cls != types.dict_values) add_methods(cls, kSetLikeMethods);
  }
}

}  // namespace scriptling
