#include "interp/types/set_operators.h"

#include "interp/table.h"
#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

// Calls fn for each item, watching that no script changes the set meanwhile.
template <class F>
bool each_item(Vm& vm, Set* set, F fn) {
  uint32_t live = set->live;
  uint32_t position = 0;
  TableEntry* entry;
  while (table_next(set->table, &position, &entry)) {
    if (!fn(entry->key) || !vm.poll()) return false;
    if (set->live != live) {
      vm.raise_text(types.runtime_error, "Set changed size during iteration");
      return false;
    }
  }
  return true;
}

bool add_all(Vm& vm, Set* set, Set* from) {
  if (set == from) return true;
  if (set->live == 0 && from->live > 0) {
    set_replace(vm, set, set_copy(vm.heap(), from, set->kind));
    return true;
  }
  return each_item(vm, from,
                   [&](Value item) { return set_add(vm, set, item) != Found::kError; });
}

// Adds the items of `a` that are in `b` (Found::kYes) or that are not (kNo).
bool add_selected(Vm& vm, Set* result, Set* a, Set* b, Found wanted) {
  return each_item(vm, a, [&](Value item) {
    Found found = set_contains(vm, b, item);
    if (found == wanted) found = set_add(vm, result, item);
    return found != Found::kError;
  });
}

Found is_subset(Vm& vm, Set* a, Set* b) {
  if (a->live > b->live) return Found::kNo;
  Found result = Found::kYes;
  bool done = each_item(vm, a, [&](Value item) {
    result = set_contains(vm, b, item);
    return result == Found::kYes;
  });
  return done || !vm.has_pending() ? result : Found::kError;
}

template <CompareOp op>
Value set_compare_method(Vm& vm, const Args& args) {
  if (!is_any_set(args[1])) {
    // Views know how to compare with sets.
    return Value::not_implemented();
  }
  return set_compare(vm, op, as<Set>(args[0]), as<Set>(args[1]));
}

template <BinaryOp op>
Value set_operator(Vm& vm, const Args& args) {
  if (!is_any_set(args[1])) return Value::not_implemented();
  return set_binary(vm, op, as<Set>(args[0]), as<Set>(args[1]));
}

template <BinaryOp op>
Value set_reflected(Vm& vm, const Args& args) {
  if (!is_any_set(args[1])) return Value::not_implemented();
  return set_binary(vm, op, as<Set>(args[1]), as<Set>(args[0]));
}

template <BinaryOp op>
Value set_inplace(Vm& vm, const Args& args) {
  if (!is_any_set(args[1])) return Value::not_implemented();
  Set* self = as<Set>(args[0]);
  auto* other = as<Set>(args[1]);
  if (op == BinaryOp::kOr) return add_all(vm, self, other) ? args[0] : Value::error();
  if (op == BinaryOp::kSub && self != other) {
    return set_remove_all(vm, self, args[1]) ? args[0] : Value::error();
  }
  Value result = set_binary(vm, op, self, other);
  if (result.is_error()) return result;
  set_replace(vm, self, as<Set>(result));
  return args[0];
}

constexpr auto kMethod = NativeBinding::kMethod;

constexpr NativeDef kBothOperators[] = {
    {"__eq__(self, value, /)", set_compare_method<CompareOp::kEq>, "Return self==value.",
     kMethod},
    {"__ne__(self, value, /)", set_compare_method<CompareOp::kNe>, "Return self!=value.",
     kMethod},
    {"__lt__(self, value, /)", set_compare_method<CompareOp::kLt>, "Return self<value.",
     kMethod},
    {"__le__(self, value, /)", set_compare_method<CompareOp::kLe>, "Return self<=value.",
     kMethod},
    {"__gt__(self, value, /)", set_compare_method<CompareOp::kGt>, "Return self>value.",
     kMethod},
    {"__ge__(self, value, /)", set_compare_method<CompareOp::kGe>, "Return self>=value.",
     kMethod},
    {"__and__(self, value, /)", set_operator<BinaryOp::kAnd>, "Return self&value.",
     kMethod},
    {"__rand__(self, value, /)", set_reflected<BinaryOp::kAnd>, "Return value&self.",
     kMethod},
    {"__or__(self, value, /)", set_operator<BinaryOp::kOr>, "Return self|value.",
     kMethod},
    {"__ror__(self, value, /)", set_reflected<BinaryOp::kOr>, "Return value|self.",
     kMethod},
    {"__sub__(self, value, /)", set_operator<BinaryOp::kSub>, "Return self-value.",
     kMethod},
    {"__rsub__(self, value, /)", set_reflected<BinaryOp::kSub>, "Return value-self.",
     kMethod},
    {"__xor__(self, value, /)", set_operator<BinaryOp::kXor>, "Return self^value.",
     kMethod},
    {"__rxor__(self, value, /)", set_reflected<BinaryOp::kXor>, "Return value^self.",
     kMethod},
};

constexpr NativeDef kSetOperators[] = {
    {"__iand__(self, value, /)", set_inplace<BinaryOp::kAnd>, "Return self&=value.",
     kMethod},
    {"__ior__(self, value, /)", set_inplace<BinaryOp::kOr>, "Return self|=value.",
     kMethod},
    {"__isub__(self, value, /)", set_inplace<BinaryOp::kSub>, "Return self-=value.",
     kMethod},
    {"__ixor__(self, value, /)", set_inplace<BinaryOp::kXor>, "Return self^=value.",
     kMethod},
};

}  // namespace

Set* any_set(Vm& vm, Value v) {
  if (is_any_set(v)) return as<Set>(v);
  Set* set = make_set(vm.heap());
  return set_update(vm, set, v) ? set : nullptr;
}

Set* set_intersection(Vm& vm, Set* set, Value iterable) {
  Set* result = make_set(vm.heap(), set->kind);
  if (is_any_set(iterable)) {
    auto* other = as<Set>(iterable);
    bool ok = set->live <= other->live
                  ? add_selected(vm, result, set, other, Found::kYes)
                  : add_selected(vm, result, other, set, Found::kYes);
    return ok ? result : nullptr;
  }
  bool ok = for_each(vm, iterable, [&](Value item) {
    Found found = set_contains(vm, set, item);
    if (found == Found::kYes) found = set_add(vm, result, item);
    return found != Found::kError;
  });
  return ok ? result : nullptr;
}

bool set_remove_all(Vm& vm, Set* set, Value iterable) {
  if (iterable.is_object() && iterable.o == set) {
    set_clear(vm.heap(), set);
    return true;
  }
  return for_each(vm, iterable, [&](Value item) {
    return set_discard(vm, set, item) != Found::kError;
  });
}

void set_replace(Vm& vm, Set* set, Set* from) {
  vm.heap().touch(set);
  table_take(vm.heap(), set, from);
}

bool set_update(Vm& vm, Set* set, Value iterable) {
  // Whatever __iter__ a subclass has.
  if (is_any_set(iterable)) return add_all(vm, set, as<Set>(iterable));
  return for_each(vm, iterable,
                  [&](Value item) { return set_add(vm, set, item) != Found::kError; });
}

Value set_binary(Vm& vm, BinaryOp op, Set* a, Set* b) {
  if (op == BinaryOp::kAnd) {
    Set* result = set_intersection(vm, a, Value::object(b));
    return result == nullptr ? Value::error() : Value::object(result);
  }
  Set* result;
  bool ok = false;
  switch (op) {
    case BinaryOp::kOr:
      result = set_copy(vm.heap(), a, a->kind);
      ok = add_all(vm, result, b);
      break;
    case BinaryOp::kSub:
      result = make_set(vm.heap(), a->kind);
      ok = add_selected(vm, result, a, b, Found::kNo);
      break;
    case BinaryOp::kXor:
      result = make_set(vm.heap(), a->kind);
      ok = add_selected(vm, result, a, b, Found::kNo) &&
           add_selected(vm, result, b, a, Found::kNo);
      break;
    default: return Value::not_implemented();
  }
  return ok ? Value::object(result) : Value::error();
}

Value set_compare(Vm& vm, CompareOp op, Set* a, Set* b) {
  if (!vm.check_native_depth()) return Value::error();
  Found result = Found::kNo;
  switch (op) {
    case CompareOp::kEq:
    case CompareOp::kNe:
      if (a->live == b->live) result = is_subset(vm, a, b);
      break;
    case CompareOp::kLt:
      if (a->live < b->live) result = is_subset(vm, a, b);
      break;
    case CompareOp::kLe: result = is_subset(vm, a, b); break;
    case CompareOp::kGt:
      if (a->live > b->live) result = is_subset(vm, b, a);
      break;
    case CompareOp::kGe: result = is_subset(vm, b, a); break;
  }
  if (result == Found::kError) return Value::error();
  return Value::boolean((result == Found::kYes) != (op == CompareOp::kNe));
}

// CPython's mixing, which does not depend on the order.
int64_t frozenset_hash(Vm& vm, Set* set, bool* ok) {
  *ok = vm.check_native_depth() && vm.poll();
  if (!*ok) return 0;
  if (set->hash != 0) return static_cast<int64_t>(set->hash);
  uint64_t hash = 0;
  *ok = each_item(vm, set, [&](Value item) {
    int64_t h;
    if (!hash_value(vm, item, &h)) return false;
    auto u = static_cast<uint64_t>(h);
    hash ^= ((u ^ 89869747u) ^ (u << 16)) * 3644798167u;
    return true;
  });
  hash ^= (uint64_t{set->live} + 1) * 1927868237u;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069u + 907133923u;
  if (hash == UINT64_MAX) hash = 590923713;
  if (*ok && !set->has(kImmortal)) set->hash = hash;
  return static_cast<int64_t>(hash);
}

void define_set_operators() {
  add_methods(types.set, kBothOperators);
  add_methods(types.set, kSetOperators);
  add_methods(types.frozenset, kBothOperators);
}

}  // namespace scriptling
