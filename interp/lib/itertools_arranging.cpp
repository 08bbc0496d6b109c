// product, permutations, combinations: `source` is the pool (of product: the pools),
// `extra` the list of indices that came last. `position` says how far it is.

#include <array>

#include "interp/lib/itertools.h"

namespace scriptling {

namespace {

constexpr int64_t kFresh = 0, kUnderWay = 1, kDone = 2;

// The indices as plain numbers in a list, which the journal looks after.
int64_t index_at(NativeIterator* it, int64_t n) {
  return as<List>(it->extra)->items()[n].i;
}
void set_index(Vm& vm, NativeIterator* it, int64_t n, int64_t index) {
  vm.heap().touch(it->extra.o);
  as<List>(it->extra)->items()[n] = Value::integer(index);
}

List* make_indices(Vm& vm, int64_t count, bool ascending) {
  List* indices = make_list(vm.heap(), static_cast<size_t>(count));
  for (int64_t n = 0; n < count; n++) {
    list_append(vm.heap(), indices, Value::integer(ascending ? n : 0));
  }
  return indices;
}

int64_t pool_size(NativeIterator* it) {
  return static_cast<int64_t>(as<Tuple>(it->source)->size);
}

// The items of the pool that the first `limit` indices name.
Value chosen(Vm& vm, NativeIterator* it) {
  Tuple* items = make_tuple(vm.heap(), static_cast<size_t>(it->limit));
  for (int64_t n = 0; n < it->limit; n++) {
    items->items[n] = as<Tuple>(it->source)->items[index_at(it, n)];
  }
  return Value::object(items);
}

Value finish(NativeIterator* it) {
  it->position = kDone;
  return Value::undefined();
}

// -- product ----------------------------------------------------------------------------

Tuple* product_pool(NativeIterator* it, int64_t n) {
  return as<Tuple>(as<Tuple>(it->source)->items[n]);
}

Value next_product(Vm& vm, NativeIterator* it) {
  if (it->position == kDone) return Value::undefined();
  int64_t count = pool_size(it);
  if (it->position == kFresh) {
    it->position = kUnderWay;
    for (int64_t n = 0; n < count; n++) {
      if (product_pool(it, n)->size == 0) return finish(it);
    }
  } else {
    int64_t n = count - 1;
    for (; n >= 0; n--) {
      int64_t index = index_at(it, n) + 1;
      bool fits = index < static_cast<int64_t>(product_pool(it, n)->size);
      set_index(vm, it, n, fits ? index : 0);
      if (fits) break;
    }
    if (n < 0) return finish(it);
  }
  Tuple* items = make_tuple(vm.heap(), static_cast<size_t>(count));
  for (int64_t n = 0; n < count; n++) {
    items->items[n] = product_pool(it, n)->items[index_at(it, n)];
  }
  return Value::object(items);
}

Class* product_class();

Value product_new(Vm& vm, const Args& args) {
  auto repeat = args.given(1) ? to_index(vm, args[1]) : 1;
  if (!repeat) return Value::error();
  if (*repeat < 0) return vm.value_error("repeat argument cannot be negative");
  List* pools = make_list(vm.heap());
  for (uint32_t n = 0; n < args.rest_count; n++) {
    Tuple* pool = tuple_of(vm, args.rest[n]);
    if (pool == nullptr) return Value::error();
    list_append(vm.heap(), pools, Value::object(pool));
  }
  uint64_t once = pools->size;
  for (int64_t round = 1; once > 0 && round < *repeat; round++) {
    for (uint64_t n = 0; n < once; n++) {
      list_append(vm.heap(), pools, pools->items()[n]);
    }
    if (!vm.poll(static_cast<int64_t>(once))) return Value::error();
  }
  if (*repeat == 0) pools = make_list(vm.heap());
  NativeIterator* it = new_iterator(vm, args[0], product_class());
  Tuple* all = it == nullptr ? nullptr : tuple_of(vm, Value::object(pools));
  if (all == nullptr) return Value::error();
  it->source = Value::object(all);
  it->extra = Value::object(make_indices(vm, static_cast<int64_t>(all->size), false));
  return Value::object(it);
}

constexpr NativeDef kProduct[] = {
    {"__new__(cls, /, *iterables, repeat=1)", product_new, nullptr, kNew},
};

Class* product_class() {
  static Class* const cls = make_native_iterator<next_product>(
      "itertools.product", kProduct, "Every choice of one item from each iterable.");
  return cls;
}

// -- permutations -----------------------------------------------------------------------

// `function` is the list of how many turns each place has left.

void rotate_left(Vm& vm, NativeIterator* it, int64_t from) {
  int64_t last = pool_size(it) - 1;
  int64_t first = index_at(it, from);
  for (int64_t n = from; n < last; n++) set_index(vm, it, n, index_at(it, n + 1));
  set_index(vm, it, last, first);
}

Value next_permutation(Vm& vm, NativeIterator* it) {
  if (it->position == kDone) return Value::undefined();
  if (it->position == kFresh) {
    it->position = kUnderWay;
    return chosen(vm, it);
  }
  auto* turns = as<List>(it->function);
  vm.heap().touch(turns);
  int64_t size = pool_size(it);
  for (int64_t n = it->limit - 1; n >= 0; n--) {
    int64_t left = --turns->items()[n].i;
    if (left > 0) {
      int64_t other = size - left, index = index_at(it, n);
      set_index(vm, it, n, index_at(it, other));
      set_index(vm, it, other, index);
      return chosen(vm, it);
    }
    rotate_left(vm, it, n);
    turns->items()[n] = Value::integer(size - n);
  }
  return finish(it);
}

Class* permutations_class();

// How many items each arrangement has. False: pending.
bool arrangement_length(Vm& vm, Value r, int64_t size, int64_t* length) {
  *length = size;
  if (r.is_undefined() || r.is_none()) return true;
  if (!is_int_like(r)) {
    vm.type_error("Expected int as r");
    return false;
  }
  auto wanted = to_index(vm, r);
  if (!wanted) return false;
  if (*wanted < 0) {
    vm.value_error("r must be non-negative");
    return false;
  }
  *length = *wanted;
  return true;
}

// The pool and the length that a constructor was given. Null: pending.
NativeIterator* new_arrangement(Vm& vm, const Args& args, Class* base) {
  Tuple* pool = tuple_of(vm, args[1]);
  if (pool == nullptr) return nullptr;
  int64_t length;
  if (!arrangement_length(vm, args[2], static_cast<int64_t>(pool->size), &length))
    return nullptr;
  NativeIterator* it = new_iterator(vm, args[0], base);
  if (it == nullptr) return nullptr;
  it->source = Value::object(pool);
  it->limit = length;
  if (length > static_cast<int64_t>(pool->size)) it->position = kDone;
  return it;
}

Value permutations_new(Vm& vm, const Args& args) {
  NativeIterator* it = new_arrangement(vm, args, permutations_class());
  if (it == nullptr || it->position == kDone) return from_iterator(it);
  int64_t size = pool_size(it);
  it->extra = Value::object(make_indices(vm, size, true));
  List* turns = make_list(vm.heap());
  for (int64_t n = 0; n < it->limit; n++) {
    list_append(vm.heap(), turns, Value::integer(size - n));
  }
  it->function = Value::object(turns);
  return Value::object(it);
}

constexpr NativeDef kPermutations[] = {
    {"__new__(cls, iterable, r=None)", permutations_new, nullptr, kNew},
};

Class* permutations_class() {
  static Class* const cls = make_native_iterator<next_permutation>(
      "itertools.permutations", kPermutations, "Every order of r of the items.");
  return cls;
}

// -- combinations, with and without replacement -----------------------------------------

// With replacement all indices may grow up to the last item, and the ones behind a place
// begin with the same item as it; without, each has one less and begins one further.
template <int64_t apart>
Value next_combination(Vm& vm, NativeIterator* it) {
  if (it->position == kDone) return Value::undefined();
  if (it->position == kFresh) {
    it->position = kUnderWay;
    return chosen(vm, it);
  }
  int64_t size = pool_size(it), n = it->limit - 1;
  while (n >= 0 && index_at(it, n) == size - 1 - apart * (it->limit - 1 - n)) n--;
  if (n < 0) return finish(it);
  int64_t index = index_at(it, n) + 1;
  for (; n < it->limit; n++, index += apart) set_index(vm, it, n, index);
  return chosen(vm, it);
}

Class* combinations_class();
Class* replacement_class();

Value combinations_new(Vm& vm, const Args& args) {
  NativeIterator* it = new_arrangement(vm, args, combinations_class());
  if (it == nullptr || it->position == kDone) return from_iterator(it);
  it->extra = Value::object(make_indices(vm, it->limit, true));
  return Value::object(it);
}

Value replacement_new(Vm& vm, const Args& args) {
  NativeIterator* it = new_arrangement(vm, args, replacement_class());
  if (it == nullptr) return Value::error();
  it->position = pool_size(it) == 0 && it->limit > 0 ? kDone : kFresh;
  if (it->position == kDone) return Value::object(it);
  it->extra = Value::object(make_indices(vm, it->limit, false));
  return Value::object(it);
}

constexpr NativeDef kCombinations[] = {
    {"__new__(cls, iterable, r)", combinations_new, nullptr, kNew},
};
constexpr NativeDef kReplacement[] = {
    {"__new__(cls, iterable, r)", replacement_new, nullptr, kNew},
};

Class* combinations_class() {
  static Class* const cls = make_native_iterator<next_combination<1>>(
      "itertools.combinations", kCombinations, "Every choice of r of the items.");
  return cls;
}
Class* replacement_class() {
  static Class* const cls = make_native_iterator<next_combination<0>>(
      "itertools.combinations_with_replacement", kReplacement,
      "Every choice of r of the items, which may be chosen again.");
  return cls;
}

}  // namespace

std::span<Class* const> itertools_arranging_classes() {
  static const std::array all{product_class(), permutations_class(), combinations_class(),
                              replacement_class()};
  return all;
}

}  // namespace scriptling
