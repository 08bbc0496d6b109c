// iter(), next(), and gathering what they give.

#include <algorithm>

#include "interp/generator.h"
#include "interp/protocol.h"
#include "interp/types/memoryview.h"
#include "interp/types/storage.h"
#include "interp/vm_internals.h"

namespace scriptling {

namespace {

// -- next() of built-in iterators -------------------------------------------------------

Value exhausted(Iterator* it) {
  it->source = nullptr;
  return Value::undefined();
}

Value next_str(Vm& vm, Iterator* it) {
  auto* s = static_cast<Str*>(it->source);
  if (it->step >= s->size) return exhausted(it);
  const char* p = s->data + it->step;
  uint32_t code_point = utf8_next(p);
  it->step = p - s->data;
  it->position++;
  return Value::object(str_of_code_point(vm.heap(), code_point));
}

Value next_range(Iterator* it) {
  if (it->remaining <= 0) return Value::undefined();
  int64_t v = it->position;
  // The last step may leave the 64-bit range; nobody looks at it then.
  it->position =
      static_cast<int64_t>(static_cast<uint64_t>(v) + static_cast<uint64_t>(it->step));
  it->remaining--;
  return Value::integer(v);
}

Value entry_value(Vm& vm, IteratorKind kind, const TableEntry* e) {
  switch (kind) {
    case IteratorKind::kDictValues:
    case IteratorKind::kReversedDictValues: return e->value;
    case IteratorKind::kDictItems:
    case IteratorKind::kReversedDictItems:
      return Value::object(make_tuple(vm.heap(), {e->key, e->value}));
    default: return e->key;
  }
}

bool same_size(Vm& vm, Iterator* it, uint32_t live, const char* what) {
  if (it->version == live) return true;
  it->version = UINT32_MAX;  // It stays broken.
  vm.raise(types.runtime_error, "{} changed size during iteration", what);
  return false;
}

// The next entry of a dict or set. Undefined at the end.
Value step_entry(Vm& vm, Iterator* it, TableEntry** e) {
  bool is_set = it->iterator_kind == IteratorKind::kSet;
  Table* table;
  uint32_t live;
  if (is_set) {
    table = static_cast<Set*>(it->source)->table;
    live = static_cast<Set*>(it->source)->live;
  } else {
    table = static_cast<Dict*>(it->source)->table;
    live = static_cast<Dict*>(it->source)->live;
  }
  if (!same_size(vm, it, live, is_set ? "Set" : "dictionary")) return Value::error();
  auto position = static_cast<uint32_t>(it->position);
  bool more = table_next(table, &position, e);
  it->position = position;
  if (!more) return exhausted(it);
  if (it->remaining-- > 0 || is_set) [[likely]]
    return Value::none();
  it->source = nullptr;
  return vm.raise(types.runtime_error, "dictionary keys changed during iteration");
}

Value next_entry(Vm& vm, Iterator* it) {
  TableEntry* e;
  Value step = step_entry(vm, it, &e);
  return step.is_none() ? entry_value(vm, it->iterator_kind, e) : step;
}

Value next_entry_backwards(Vm& vm, Iterator* it) {
  auto* dict = static_cast<Dict*>(it->source);
  if (!same_size(vm, it, dict->live, "dictionary")) return Value::error();
  const Table* table = dict->table;
  if (table == nullptr) return exhausted(it);
  it->position = std::min(it->position, int64_t{table->used});
  while (it->position > table->first) {
    const TableEntry* e = &table->entries[--it->position];
    if (!e->key.is_undefined()) return entry_value(vm, it->iterator_kind, e);
  }
  return exhausted(it);
}

Value next_reversed_list(Iterator* it) {
  auto* list = static_cast<List*>(it->source);
  int64_t at = it->position;
  if (at < 0 || at >= static_cast<int64_t>(list->size)) return exhausted(it);
  it->position--;
  return list->items()[at];
}

Value next_item(Vm& vm, Iterator* it) {
  bool backwards = it->iterator_kind == IteratorKind::kReversedSequence;
  if (backwards && it->position < 0) return exhausted(it);
  Value v = get_item(vm, Value::object(it->source), Value::integer(it->position));
  if (v.is_error()) {
    if (!vm.pending_is(types.index_error) && !vm.pending_is(types.stop_iteration))
      return v;
    vm.clear_pending();
    return exhausted(it);
  }
  it->position += backwards ? -1 : 1;
  return v;
}

Value next_call(Vm& vm, Iterator* it) {
  if (it->function.is_none()) return Value::undefined();
  Value v = vm.call(it->function, {});
  if (v.is_error()) {
    if (!vm.pending_is(types.stop_iteration)) return v;
    vm.clear_pending();
    it->function = Value::none();
    return Value::undefined();
  }
  Found end = equals(vm, v, it->extra);
  if (end == Found::kError) return Value::error();
  if (end == Found::kNo) return v;
  it->function = Value::none();
  return Value::undefined();
}

// Puts the count and the item at `to`. Undefined at the end.
Value step_enumerate(Vm& vm, Iterator* it, Value* to) {
  Value item = next(vm, it->extra);
  if (item.is_error() || item.is_undefined()) return item;
  Value count = it->function;
  if (count.is_undefined()) {
    count = Value::integer(it->position);
    if (it->position == INT64_MAX) {
      it->function = make_int(vm.heap(), int128{INT64_MAX} + 1);
    } else {
      it->position++;
    }
  } else {
    it->function = number_binary(vm, BinaryOp::kAdd, count, Value::integer(1));
    if (it->function.is_error()) return Value::error();
  }
  to[0] = count;
  to[1] = item;
  return item;
}

Value next_enumerate(Vm& vm, Iterator* it) {
  Value pair[2];
  Value step = step_enumerate(vm, it, pair);
  if (step.is_error() || step.is_undefined()) return step;
  return Value::object(make_tuple(vm.heap(), {pair[0], pair[1]}));
}

// zip(strict=True): argument `n` ended when the ones before it had an item.
Value uneven_zip(Vm& vm, uint64_t n, const char* what) {
  std::string before = n == 1 ? "argument 1" : fmt::format("arguments 1-{}", n);
  return vm.value_error("zip() argument {} is {} than {}", n + 1, what, before);
}

// Puts an item of each source at `to`. Undefined at the end.
Value step_zip(Vm& vm, Iterator* it, const Tuple* sources, Value* to) {
  for (uint64_t n = 0; n < sources->size; n++) {
    Value item = next(vm, sources->items[n]);
    if (item.is_error()) return item;
    if (!item.is_undefined()) {
      to[n] = item;
      continue;
    }
    if (!it->strict) return item;
    if (n > 0) return uneven_zip(vm, n, "shorter");
    for (uint64_t m = 1; m < sources->size; m++) {
      Value more = next(vm, sources->items[m]);
      if (more.is_error()) return more;
      if (!more.is_undefined()) return uneven_zip(vm, m, "longer");
    }
    return Value::undefined();
  }
  return Value::none();
}

Value next_zip(Vm& vm, Iterator* it) {
  auto* sources = as<Tuple>(it->extra);
  if (sources->size == 0) return Value::undefined();
  Tuple* items = make_tuple(vm.heap(), sources->size);
  Value step = step_zip(vm, it, sources, items->items);
  return step.is_none() ? Value::object(items) : step;
}

Value next_map(Vm& vm, Iterator* it) {
  auto* sources = as<Tuple>(it->extra);
  if (sources->size == 1) {
    Value item = next(vm, sources->items[0]);
    if (item.is_error() || item.is_undefined()) return item;
    return vm.call(it->function, {item});
  }
  Tuple* items = make_tuple(vm.heap(), sources->size);
  for (uint64_t n = 0; n < sources->size; n++) {
    Value item = next(vm, sources->items[n]);
    if (item.is_error() || item.is_undefined()) return item;
    items->items[n] = item;
  }
  return vm.call(it->function, std::span<const Value>(items->items, items->size));
}

Value next_filter(Vm& vm, Iterator* it) {
  for (;;) {
    Value item = next(vm, it->extra);
    if (item.is_error() || item.is_undefined()) return item;
    Value test = it->function.is_none() ? item : vm.call(it->function, {item});
    int keep = test.is_error() ? -1 : truth(vm, test);
    if (keep < 0 || !vm.poll()) return Value::error();
    if (keep > 0) return item;
  }
}

// Those that walk something named by `source`. Requires: it is not exhausted.
Value next_of_source(Vm& vm, Iterator* it) {
  switch (it->iterator_kind) {
    case IteratorKind::kList: {
      auto* list = static_cast<List*>(it->source);
      if (it->position >= static_cast<int64_t>(list->size)) return exhausted(it);
      return list->items()[it->position++];
    }
    case IteratorKind::kTuple: {
      auto* tuple = static_cast<Tuple*>(it->source);
      if (it->position >= static_cast<int64_t>(tuple->size)) return exhausted(it);
      return tuple->items[it->position++];
    }
    case IteratorKind::kStr: return next_str(vm, it);
    case IteratorKind::kBytes: {
      std::string_view data = bytes_view(Value::object(it->source));
      if (it->position >= static_cast<int64_t>(data.size())) return exhausted(it);
      auto at = static_cast<size_t>(it->position++);
      return Value::integer(static_cast<unsigned char>(data[at]));
    }
    case IteratorKind::kDictKeys:
    case IteratorKind::kDictValues:
    case IteratorKind::kDictItems:
    case IteratorKind::kSet: return next_entry(vm, it);
    case IteratorKind::kReversedDictKeys:
    case IteratorKind::kReversedDictValues:
    case IteratorKind::kReversedDictItems: return next_entry_backwards(vm, it);
    case IteratorKind::kReversedList: return next_reversed_list(it);
    default: return next_item(vm, it);
  }
}

// A StopIteration that a script's function raises ends the iteration that called it.
Value ended(Vm& vm, Value item) {
  if (!item.is_error() || !vm.pending_is(types.stop_iteration)) return item;
  vm.clear_pending();
  return Value::undefined();
}

// Those that draw from other iterators.
Value next_of_others(Vm& vm, Iterator* it) {
  switch (it->iterator_kind) {
    case IteratorKind::kEnumerate: return next_enumerate(vm, it);
    case IteratorKind::kZip: return next_zip(vm, it);
    case IteratorKind::kMap: return next_map(vm, it);
    default: return next_filter(vm, it);
  }
}

Value next_of_iterator(Vm& vm, Iterator* it) {
  vm.heap().touch(it);
  switch (it->iterator_kind) {
    case IteratorKind::kRange:
    case IteratorKind::kReversedRange: return next_range(it);
    case IteratorKind::kCallable: return ended(vm, next_call(vm, it));
    case IteratorKind::kEnumerate:
    case IteratorKind::kZip:
    case IteratorKind::kMap:
    case IteratorKind::kFilter:
      // They may stand on one another, thousands high.
      return vm.check_native_depth() ? ended(vm, next_of_others(vm, it)) : Value::error();
    default: return it->source == nullptr ? Value::undefined() : next_of_source(vm, it);
  }
}

Value next_by_method(Vm& vm, Value iterator) {
  Value v = call_method(vm, iterator, names.next, {});
  if (v.is_undefined()) {
    const TypeSlots* slots = class_of(iterator)->slots;
    if (slots != nullptr && slots->next != nullptr) return slots->next(vm, iterator.o);
    return vm.type_error("'{}' object is not an iterator", type_name(iterator));
  }
  if (v.is_error() && vm.pending_is(types.stop_iteration)) {
    vm.clear_pending();
    return Value::undefined();
  }
  return v;
}

bool draws_pairs(const Iterator* it) {
  switch (it->iterator_kind) {
    case IteratorKind::kDictItems:
    case IteratorKind::kEnumerate: return true;
    case IteratorKind::kZip: return as<Tuple>(it->extra)->size == 2;
    default: return false;
  }
}

Value step_pair(Vm& vm, Iterator* it, Value* to) {
  if (it->iterator_kind == IteratorKind::kDictItems) {
    if (it->source == nullptr) return Value::undefined();
    TableEntry* e;
    Value step = step_entry(vm, it, &e);
    if (!step.is_none()) return step;
    to[0] = e->key;
    to[1] = e->value;
    return step;
  }
  if (!vm.check_native_depth()) return Value::error();
  return ended(vm, it->iterator_kind == IteratorKind::kZip
                       ? step_zip(vm, it, as<Tuple>(it->extra), to)
                       : step_enumerate(vm, it, to));
}

// -- iter() -----------------------------------------------------------------------------

Value iterator_of(Vm& vm, IteratorKind kind, Class* cls, Object* source) {
  return Value::object(make_iterator(vm, kind, cls, source));
}

Value iterate_view(Vm& vm, DictView* view) {
  Class* cls = view->view == IteratorKind::kDictKeys     ? types.dict_keyiterator
               : view->view == IteratorKind::kDictValues ? types.dict_valueiterator
                                                         : types.dict_itemiterator;
  return iterator_of(vm, view->view, cls, view->dict);
}

// Undefined: not by its storage.
Value core_iterate(Vm& vm, Value v) {
  if (!v.is_object()) return Value::undefined();
  Object* o = v.o;
  switch (o->kind) {
    case Kind::kList: return iterator_of(vm, IteratorKind::kList, types.list_iterator, o);
    case Kind::kTuple:
      return iterator_of(vm, IteratorKind::kTuple, types.tuple_iterator, o);
    case Kind::kStr: return iterator_of(vm, IteratorKind::kStr, types.str_iterator, o);
    case Kind::kBytes:
    case Kind::kByteArray:
      return iterator_of(vm, IteratorKind::kBytes, types.bytes_iterator, o);
    case Kind::kMemoryView: return iterate_memoryview(vm, static_cast<MemoryView*>(o));
    case Kind::kDict:
      return iterator_of(vm, IteratorKind::kDictKeys, types.dict_keyiterator, o);
    case Kind::kSet:
    case Kind::kFrozenSet:
      return iterator_of(vm, IteratorKind::kSet, types.set_iterator, o);
    case Kind::kRange: return iterate_range(vm, static_cast<Range*>(o));
    case Kind::kDictView: return iterate_view(vm, static_cast<DictView*>(o));
    case Kind::kMappingProxy:
      return iterator_of(vm, IteratorKind::kDictKeys, types.dict_keyiterator,
                         static_cast<MappingProxy*>(o)->dict);
    case Kind::kIterator: return v;
    case Kind::kGenerator: return o->cls == types.generator ? v : Value::undefined();
    default: return Value::undefined();
  }
}

bool has_next(Vm& vm, Value v) {
  if (is_kind(v, Kind::kIterator) || is_kind(v, Kind::kGenerator)) return true;
  Class* cls = class_of(v);
  return (cls->slots != nullptr && cls->slots->next != nullptr) ||
         !vm.lookup(cls, names.next).is_undefined();
}

Value not_iterable(Vm& vm, Value v) {
  return vm.type_error("'{}' object is not iterable", type_name(v));
}

const Value* items_of(Value v, uint64_t* count) {
  if (v.o->kind == Kind::kList) {
    *count = as<List>(v)->size;
    return *count == 0 ? nullptr : as<List>(v)->items();
  }
  *count = as<Tuple>(v)->size;
  return as<Tuple>(v)->items;
}

bool is_plain_sequence(Value v) {
  return v.is_object() && (v.o->cls == types.list || v.o->cls == types.tuple);
}

}  // namespace

Value iterate(Vm& vm, Value v) {
  if (is_core(v)) {
    Value it = core_iterate(vm, v);
    return it.is_undefined() ? not_iterable(vm, v) : it;
  }
  Class* cls = class_of(v);
  Value method = vm.lookup(cls, names.iter);
  if (method.is_none()) return not_iterable(vm, v);
  if (!method.is_undefined()) {
    Value it = call_method(vm, v, names.iter, {});
    if (it.is_error() || has_next(vm, it)) return it;
    return vm.type_error("iter() returned non-iterator of type '{}'", type_name(it));
  }
  if (cls->slots != nullptr && cls->slots->next != nullptr) return v;
  // The library's own classes are no sequences by that, though they may have items.
  if (!cls->has(kImmortal) && !vm.lookup(cls, names.getitem).is_undefined()) {
    return iterator_of(vm, IteratorKind::kSequence, types.sequence_iterator, v.o);
  }
  return not_iterable(vm, v);
}

Value next(Vm& vm, Value iterator) {
  if (iterator.is_object()) {
    Object* o = iterator.o;
    if (o->kind == Kind::kIterator)
      return next_of_iterator(vm, static_cast<Iterator*>(o));
    if (o->kind == Kind::kGenerator && o->cls == types.generator) {
      return generator_next(vm, static_cast<Generator*>(o));
    }
    const TypeSlots* slots = o->cls->slots;
    if (slots != nullptr && slots->next != nullptr && o->cls->has(kImmortal)) {
      return ended(vm, slots->next(vm, o));
    }
  }
  return next_by_method(vm, iterator);
}

bool next_pair(Vm& vm, Value iterator, Value* to, Found* found) {
  if (!is_kind(iterator, Kind::kIterator)) return false;
  auto* it = as<Iterator>(iterator);
  if (!draws_pairs(it)) return false;
  vm.heap().touch(it);
  Value step = step_pair(vm, it, to);
  *found = step.is_error()       ? Found::kError
           : step.is_undefined() ? Found::kNo
                                 : Found::kYes;
  return true;
}

bool is_iterable(Vm& vm, Value v) {
  if (is_core(v)) {
    if (!v.is_object()) return false;
    switch (v.o->kind) {
      case Kind::kList:
      case Kind::kTuple:
      case Kind::kStr:
      case Kind::kBytes:
      case Kind::kByteArray:
      case Kind::kMemoryView:
      case Kind::kDict:
      case Kind::kSet:
      case Kind::kFrozenSet:
      case Kind::kRange:
      case Kind::kDictView:
      case Kind::kMappingProxy:
      case Kind::kIterator: return true;
      case Kind::kGenerator: return v.o->cls == types.generator;
      default: return false;
    }
  }
  Class* cls = class_of(v);
  Value method = vm.lookup(cls, names.iter);
  if (!method.is_undefined()) return !method.is_none();
  return (cls->slots != nullptr && cls->slots->next != nullptr) ||
         !vm.lookup(cls, names.getitem).is_undefined();
}

namespace {

// An iterator over what has only __getitem__ is as long as that; anything else as itself.
Value walked_along(Value iterable) {
  if (!is_kind(iterable, Kind::kIterator)) return iterable;
  auto* iterator = as<Iterator>(iterable);
  return iterator->iterator_kind == IteratorKind::kSequence && iterator->source != nullptr
             ? Value::object(iterator->source)
             : iterable;
}

// A list of a subclass, as its own __iter__ shows it: walked while it grows, it would
// never end.
bool extend_by_itself(Vm& vm, List* list) {
  Value it = iterate(vm, Value::object(list));
  if (it.is_error()) {
    if (vm.pending_is(types.type_error)) {
      vm.clear_pending();
      vm.type_error("argument must be iterable");
    }
    return false;
  }
  List* items = list_of(vm, it);
  return items != nullptr && extend_list(vm, list, Value::object(items));
}

}  // namespace

bool ask_length(Vm& vm, Value iterable) {
  iterable = walked_along(iterable);
  if (is_core(iterable)) return true;
  if (!vm.lookup(iterable.o->cls, names.len).is_undefined()) {
    if (length(vm, iterable) >= 0) return true;
    if (!vm.pending_is(types.type_error)) return false;
    vm.clear_pending();
  }
  return !length_hint(vm, iterable, Value::none()).is_error();
}

Value length_hint(Vm& vm, Value iterable, Value otherwise) {
  Value hint = call_method(vm, iterable, names.length_hint, {});
  if (hint.is_error()) {
    if (!vm.pending_is(types.type_error)) return hint;
    vm.clear_pending();
    return otherwise;
  }
  if (hint.is_undefined() || hint.is_not_implemented()) return otherwise;
  if (!is_int_like(hint)) {
    return vm.type_error("__length_hint__ must be an integer, not {}", type_name(hint));
  }
  hint = plain_int(hint);
  if (int_sign(hint) >= 0) return hint;
  return vm.value_error("__length_hint__() should return >= 0");
}

bool extend_list(Vm& vm, List* out, Value iterable) {
  if (is_plain_sequence(iterable)) {
    uint64_t count;
    items_of(iterable, &count);
    if (count == 0) return true;
    uint64_t capacity = out->storage == nullptr ? 0 : out->storage->capacity;
    if (out->size + count > capacity) {
      list_reserve(vm.heap(), out,
                   std::max(out->size + count, out->size + out->size / 2));
    }
    vm.heap().touch(out);
    // Read again: `iterable` may be the list that just moved.
    const Value* items = items_of(iterable, &count);
    std::copy(items, items + count, out->items() + out->size);
    out->size += count;
    return vm.poll(static_cast<int64_t>(count / 64));
  }
  if (iterable.is_object() && iterable.o == out) return extend_by_itself(vm, out);
  Value it = iterate(vm, iterable);
  if (it.is_error() || !ask_length(vm, iterable)) return false;
  return for_each(vm, it, [&](Value item) {
    list_append(vm.heap(), out, item);
    return true;
  });
}

List* list_of(Vm& vm, Value iterable) {
  List* list = make_list(vm.heap());
  return extend_list(vm, list, iterable) ? list : nullptr;
}

Tuple* tuple_of(Vm& vm, Value iterable) {
  if (iterable.is_object() && iterable.o->cls == types.tuple) return as<Tuple>(iterable);
  if (is_plain_sequence(iterable)) {
    uint64_t count;
    items_of(iterable, &count);
    if (!vm.poll(static_cast<int64_t>(count / 64))) return nullptr;
    const Value* items = items_of(iterable, &count);
    return make_tuple(vm.heap(), std::span<const Value>(items, count));
  }
  List* list = list_of(vm, iterable);
  if (list == nullptr) return nullptr;
  if (list->size == 0) return make_tuple(vm.heap(), size_t{0});
  return make_tuple(vm.heap(), std::span<const Value>(list->items(), list->size));
}

}  // namespace scriptling
