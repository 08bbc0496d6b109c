// Iterators that make one of several, or of several items one.

#include <array>

#include "interp/lib/itertools.h"

namespace scriptling {

namespace {

// Iterators over all of `iterables`, as a list. Null: pending.
List* iterate_all(Vm& vm, Value* iterables, uint32_t count) {
  List* all = make_list(vm.heap(), count);
  for (uint32_t n = 0; n < count; n++) {
    Value it = iterate(vm, iterables[n]);
    if (it.is_error()) return nullptr;
    list_append(vm.heap(), all, it);
  }
  return all;
}

// -- chain: `source` gives the iterables, `extra` is the iterator under way -------------

Value next_chain(Vm& vm, NativeIterator* it) {
  for (;;) {
    if (it->extra.is_undefined()) {
      if (it->source.is_undefined()) return Value::undefined();
      Value following = next(vm, it->source);
      if (following.is_undefined()) it->source = following;
      if (following.is_undefined() || following.is_error()) return following;
      Value items = iterate(vm, following);
      if (items.is_error()) return items;
      it->extra = items;
    }
    Value item = next(vm, it->extra);
    if (!item.is_undefined()) return item;
    it->extra = item;
    if (!vm.poll()) return Value::error();
  }
}

Class* chain_class();

Value make_chain(Vm& vm, Value cls, Value iterables) {
  Value source = iterate(vm, iterables);
  if (source.is_error()) return source;
  NativeIterator* it = new_iterator(vm, cls, chain_class());
  if (it != nullptr) it->source = source;
  return from_iterator(it);
}

Value chain_new(Vm& vm, const Args& args) {
  std::span<const Value> rest(args.rest, args.rest_count);
  return make_chain(vm, args[0], Value::object(make_tuple(vm.heap(), rest)));
}

Value chain_from_iterable(Vm& vm, const Args& args) {
  return make_chain(vm, args[0], args[1]);
}

constexpr NativeDef kChain[] = {
    {"__new__(cls, /, *iterables)", chain_new, nullptr, kNew},
    {"from_iterable(cls, iterable, /)", chain_from_iterable,
     "The items of each of the iterables that iterable gives.",
     NativeBinding::kClassMethod},
    {"__class_getitem__(cls, item, /)", class_getitem_self, nullptr,
     NativeBinding::kClassMethod},
};

Class* chain_class() {
  static Class* const cls = make_native_iterator<next_chain>(
      "itertools.chain", kChain, "The items of one iterable after the other.");
  return cls;
}

// -- zip_longest ------------------------------------------------------------------------

// `extra` holds the iterators, None once exhausted; `position` are left.

Value next_zip_longest(Vm& vm, NativeIterator* it) {
  auto* sources = as<List>(it->extra);
  if (it->position == 0) return Value::undefined();
  Tuple* items = make_tuple(vm.heap(), sources->size);
  for (uint64_t n = 0; n < sources->size; n++) {
    items->items[n] = it->function;
    Value source = sources->items()[n];
    if (source.is_none()) continue;
    Value item = next(vm, source);
    if (item.is_error()) {
      it->position = 0;
      return item;
    }
    if (!item.is_undefined()) {
      items->items[n] = item;
      continue;
    }
    if (--it->position == 0) return Value::undefined();
    vm.heap().touch(sources);
    sources->items()[n] = Value::none();
  }
  return Value::object(items);
}

Class* zip_longest_class();

Value zip_longest_new(Vm& vm, const Args& args) {
  List* sources = iterate_all(vm, args.rest, args.rest_count);
  if (sources == nullptr) return Value::error();
  NativeIterator* it = new_iterator(vm, args[0], zip_longest_class());
  if (it == nullptr) return Value::error();
  it->extra = Value::object(sources);
  it->function = args.given(1) ? args[1] : Value::none();
  it->position = args.rest_count;
  return Value::object(it);
}

constexpr NativeDef kZipLongest[] = {
    {"__new__(cls, /, *iterables, fillvalue=None)", zip_longest_new, nullptr, kNew},
};

Class* zip_longest_class() {
  static Class* const cls = make_native_iterator<next_zip_longest>(
      "itertools.zip_longest", kZipLongest, "As zip, until the longest is exhausted.");
  return cls;
}

// -- accumulate -------------------------------------------------------------------------

// `extra` is the sum so far; `position`: it is to be given first.

Value next_accumulate(Vm& vm, NativeIterator* it) {
  if (it->position != 0) {
    it->position = 0;
    return it->extra;
  }
  Value item = next(vm, it->source);
  if (item.is_error() || item.is_undefined()) return item;
  if (!it->extra.is_undefined()) {
    item = it->function.is_none() ? binary(vm, BinaryOp::kAdd, it->extra, item)
                                  : vm.call(it->function, {it->extra, item});
    if (item.is_error()) return item;
  }
  it->extra = item;
  return item;
}

Class* accumulate_class();

Value accumulate_new(Vm& vm, const Args& args) {
  Value source = iterate(vm, args[1]);
  if (source.is_error()) return source;
  NativeIterator* it = new_iterator(vm, args[0], accumulate_class());
  if (it == nullptr) return Value::error();
  it->source = source;
  it->function = args.has(2) ? args[2] : Value::none();
  it->position = args.has(3);
  if (args.has(3)) it->extra = args[3];
  return Value::object(it);
}

constexpr NativeDef kAccumulate[] = {
    {"__new__(cls, iterable, func=None, *, initial=None)", accumulate_new, nullptr, kNew},
};

Class* accumulate_class() {
  static Class* const cls = make_native_iterator<next_accumulate>(
      "itertools.accumulate", kAccumulate,
      "The sums so far, or what func makes of them.");
  return cls;
}

// -- pairwise: `extra` is the item before -----------------------------------------------

Value next_pairwise(Vm& vm, NativeIterator* it) {
  if (it->source.is_none()) return Value::undefined();
  Value item;
  for (bool is_first = it->extra.is_undefined();; is_first = false) {
    item = next(vm, it->source);
    if (item.is_undefined()) it->source = Value::none();  // Once over, it stays so.
    if (item.is_error() || item.is_undefined()) return item;
    if (!is_first) break;
    it->extra = item;
  }
  Value pair = Value::object(make_tuple(vm.heap(), {it->extra, item}));
  it->extra = item;
  return pair;
}

Class* pairwise_class();

Value pairwise_new(Vm& vm, const Args& args) {
  Value source = iterate(vm, args[1]);
  if (source.is_error()) return source;
  NativeIterator* it = new_iterator(vm, args[0], pairwise_class());
  if (it != nullptr) it->source = source;
  return from_iterator(it);
}

constexpr NativeDef kPairwise[] = {
    {"__new__(cls, iterable, /)", pairwise_new, nullptr, kNew},
};

Class* pairwise_class() {
  static Class* const cls = make_native_iterator<next_pairwise>(
      "itertools.pairwise", kPairwise, "Each item with the one after it.");
  return cls;
}

// -- batched: `limit` items at a time ---------------------------------------------------

Value next_batched(Vm& vm, NativeIterator* it) {
  List* batch = make_list(vm.heap());
  while (static_cast<int64_t>(batch->size) < it->limit) {
    Value item = next(vm, it->source);
    if (item.is_error() || !vm.poll()) return Value::error();
    if (item.is_undefined()) break;
    list_append(vm.heap(), batch, item);
  }
  if (batch->size == 0) return Value::undefined();
  Tuple* items = tuple_of(vm, Value::object(batch));
  return items == nullptr ? Value::error() : Value::object(items);
}

Class* batched_class();

Value batched_new(Vm& vm, const Args& args) {
  auto count = to_index(vm, args[2]);
  if (!count) return Value::error();
  if (*count < 1) return vm.value_error("n must be at least one");
  Value source = iterate(vm, args[1]);
  if (source.is_error()) return source;
  NativeIterator* it = new_iterator(vm, args[0], batched_class());
  if (it == nullptr) return Value::error();
  it->source = source;
  it->limit = *count;
  return Value::object(it);
}

constexpr NativeDef kBatched[] = {
    {"__new__(cls, iterable, n)", batched_new, nullptr, kNew},
};

Class* batched_class() {
  static Class* const cls = make_native_iterator<next_batched>(
      "itertools.batched", kBatched, "Tuples of n items; the last may be shorter.");
  return cls;
}

// -- groupby ----------------------------------------------------------------------------

// `extra` holds the item that was drawn last, its key, and the key of the group that was
// given last; `position` counts the groups.

constexpr size_t kItem = 0, kKey = 1, kGroup = 2;

void set_part(Vm& vm, NativeIterator* it, size_t part, Value v) {
  vm.heap().touch(it->extra.o);
  as<List>(it->extra)->items()[part] = v;
}

Value part_of(NativeIterator* it, size_t part) {
  return as<List>(it->extra)->items()[part];
}

// Draws the next item: undefined at the end.
Value draw(Vm& vm, NativeIterator* it) {
  Value item = next(vm, it->source);
  if (item.is_error() || item.is_undefined()) return item;
  Value key = it->function.is_none() ? item : vm.call(it->function, {item});
  if (key.is_error()) return key;
  set_part(vm, it, kItem, item);
  set_part(vm, it, kKey, key);
  return item;
}

// A group: `source` is the groupby, `extra` the key, `position` its number.
Value next_group(Vm& vm, NativeIterator* it) {
  NativeIterator* parent = iterator_of(it->source);
  if (parent->position != it->position) return Value::undefined();
  vm.heap().touch(parent);
  if (part_of(parent, kItem).is_undefined()) {
    Value item = draw(vm, parent);
    if (item.is_error() || item.is_undefined()) return item;
  }
  Found same = equals(vm, it->extra, part_of(parent, kKey));
  if (same == Found::kError) return Value::error();
  if (same == Found::kNo) return Value::undefined();
  Value item = part_of(parent, kItem);
  set_part(vm, parent, kItem, Value::undefined());
  return item;
}

Class* group_class() {
  static Class* const cls = make_native_iterator<next_group>("itertools._grouper", {});
  return cls;
}

Value next_groupby(Vm& vm, NativeIterator* it) {
  it->position++;
  for (;;) {
    Value group = part_of(it, kGroup), key = part_of(it, kKey);
    if (!key.is_undefined()) {
      if (group.is_undefined()) break;
      Found same = equals(vm, group, key);
      if (same == Found::kError) return Value::error();
      if (same == Found::kNo) break;
    }
    Value item = draw(vm, it);
    if (item.is_error() || item.is_undefined() || !vm.poll()) {
      return item.is_undefined() ? item : Value::error();
    }
  }
  Value key = part_of(it, kKey);
  set_part(vm, it, kGroup, key);
  NativeIterator* group = new_iterator(vm, group_class());
  group->source = Value::object(it);
  group->extra = key;
  group->position = it->position;
  return Value::object(make_tuple(vm.heap(), {key, Value::object(group)}));
}

Class* groupby_class();

Value groupby_new(Vm& vm, const Args& args) {
  Value source = iterate(vm, args[1]);
  if (source.is_error()) return source;
  NativeIterator* it = new_iterator(vm, args[0], groupby_class());
  if (it == nullptr) return Value::error();
  it->source = source;
  it->function = args.has(2) ? args[2] : Value::none();
  Value parts[3];
  it->extra = Value::object(make_list(vm.heap(), parts));
  return Value::object(it);
}

constexpr NativeDef kGroupby[] = {
    {"__new__(cls, iterable, key=None)", groupby_new, nullptr, kNew},
};

Class* groupby_class() {
  static Class* const cls = make_native_iterator<next_groupby>(
      "itertools.groupby", kGroupby, "Keys, each with the run of items that have it.");
  return cls;
}

}  // namespace

std::span<Class* const> itertools_combining_classes() {
  static const std::array all{chain_class(),    zip_longest_class(), accumulate_class(),
                              pairwise_class(), batched_class(),     groupby_class()};
  return all;
}

}  // namespace scriptling
