// The classes of built-in iterators, and enumerate, zip, map, filter and reversed.
#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

Iterator* self_iterator(const Args& args) { return as<Iterator>(args[0]); }

Value iterator_next_method(Vm& vm, const Args& args) {
  Value v = next(vm, args[0]);
  if (v.is_undefined()) return vm.raise_with(types.stop_iteration, {});
  return v;
}

int64_t items_left(const Iterator* it) {
  int64_t at = it->position;
  const Object* source = it->source;
  if (source == nullptr) return 0;
  switch (it->iterator_kind) {
    case IteratorKind::kList:
      return static_cast<int64_t>(static_cast<const List*>(source)->size) - at;
    case IteratorKind::kTuple:
      return static_cast<int64_t>(static_cast<const Tuple*>(source)->size) - at;
    case IteratorKind::kStr:
      return static_cast<int64_t>(static_cast<const Str*>(source)->length) - at;
    case IteratorKind::kBytes:
      return static_cast<int64_t>(bytes_view(Value::object(source)).size()) - at;
    case IteratorKind::kReversedList:
    case IteratorKind::kReversedSequence: return at + 1;
    default: return 0;
  }
}

// Entries from `position` on (or, going backwards, before it).
int64_t entries_left(const Iterator* it) {
  const Object* source = it->source;
  if (source == nullptr) return 0;
  const Table* table = source->kind == Kind::kDict
                           ? static_cast<const Dict*>(source)->table
                           : static_cast<const Set*>(source)->table;
  bool backwards = it->iterator_kind == IteratorKind::kReversedDictKeys ||
                   it->iterator_kind == IteratorKind::kReversedDictValues ||
                   it->iterator_kind == IteratorKind::kReversedDictItems;
  int64_t count = 0;
  uint32_t position = 0;
  TableEntry* entry;
  while (table_next(table, &position, &entry)) {
    bool behind = static_cast<int64_t>(position) > it->position;
    if (behind != backwards) count++;
  }
  return count;
}

Value length_hint(Vm& vm, const Args& args) {
  const Iterator* it = self_iterator(args);
  switch (it->iterator_kind) {
    case IteratorKind::kRange:
    case IteratorKind::kReversedRange: return Value::integer(it->remaining);
    case IteratorKind::kDictKeys:
    case IteratorKind::kDictValues:
    case IteratorKind::kDictItems:
    case IteratorKind::kReversedDictKeys:
    case IteratorKind::kReversedDictValues:
    case IteratorKind::kReversedDictItems:
    case IteratorKind::kSet: return Value::integer(entries_left(it));
    case IteratorKind::kSequence: {
      if (it->source == nullptr) return Value::integer(0);
      int64_t size = length(vm, Value::object(it->source));
      if (size < 0) return Value::error();
      return Value::integer(size > it->position ? size - it->position : 0);
    }
    default: {
      int64_t left = items_left(it);
      return Value::integer(left < 0 ? 0 : left);
    }
  }
}

Value enumerate_new(Vm& vm, const Args& args) {
  Value start = Value::integer(0);
  if (args.given(2)) {
    start = args[2];
    start = to_int(vm, start);
    if (start.is_error()) return start;
  }
  Value walked = iterate(vm, args[1]);
  if (walked.is_error()) return walked;
  Iterator* it = make_iterator(vm, IteratorKind::kEnumerate, types.enumerate, nullptr);
  it->extra = walked;
  if (start.is_int()) {
    it->position = start.i;
  } else {
    it->function = start;
  }
  return Value::object(it);
}

// iter() of each of the arguments; null: pending.
Tuple* iterate_all(Vm& vm, const Args& args) {
  Tuple* iterators = make_tuple(vm.heap(), size_t{args.rest_count});
  for (uint32_t n = 0; n < args.rest_count; n++) iterators->items[n] = Value::none();
  for (uint32_t n = 0; n < args.rest_count; n++) {
    Value it = iterate(vm, args.rest[n]);
    if (it.is_error()) return nullptr;
    iterators->items[n] = it;
  }
  return iterators;
}

Value zip_new(Vm& vm, const Args& args) {
  bool strict = false;
  if (args.given(1)) {
    int wanted = truth(vm, args[1]);
    if (wanted < 0) return Value::error();
    strict = wanted != 0;
  }
  Tuple* iterators = iterate_all(vm, args);
  if (iterators == nullptr) return Value::error();
  Iterator* it = make_iterator(vm, IteratorKind::kZip, types.zip, nullptr);
  it->strict = strict;
  it->extra = Value::object(iterators);
  return Value::object(it);
}

Value map_new(Vm& vm, const Args& args) {
  if (args.rest_count == 0) {
    return vm.raise_text(types.type_error, "map() must have at least two arguments.");
  }
  Tuple* iterators = iterate_all(vm, args);
  if (iterators == nullptr) return Value::error();
  Iterator* it = make_iterator(vm, IteratorKind::kMap, types.map, nullptr);
  it->function = args[1];
  it->extra = Value::object(iterators);
  return Value::object(it);
}

Value filter_new(Vm& vm, const Args& args) {
  Value walked = iterate(vm, args[2]);
  if (walked.is_error()) return walked;
  Iterator* it = make_iterator(vm, IteratorKind::kFilter, types.filter, nullptr);
  it->function = args[1];
  it->extra = walked;
  return Value::object(it);
}

Value reversed_new(Vm& vm, const Args& args) {
  Value source = args[1];
  Value method = vm.lookup(class_of(source), names.reversed);
  if (!method.is_undefined() && !method.is_none()) {
    return call_method(vm, source, names.reversed, {});
  }
  bool is_sequence =
      !vm.lookup(class_of(source), names.getitem).is_undefined() && source.is_object();
  if (method.is_none() || !is_sequence) {
    return vm.type_error("'{}' object is not reversible", class_name(source));
  }
  int64_t size = length(vm, source);
  if (size < 0) return Value::error();
  return Value::object(make_iterator(vm, IteratorKind::kReversedSequence, types.reversed,
                                     source.o, size - 1));
}

// Another that goes on from where this one stands; what they draw from is shared.
Value iterator_copy(Vm& vm, const Args& args) {
  auto* from = as<Iterator>(args[0]);
  auto* made = vm.heap().make<Iterator>(Kind::kIterator, from->cls);
  made->iterator_kind = from->iterator_kind;
  made->strict = from->strict;
  made->version = from->version;
  made->source = from->source;
  made->position = from->position;
  made->step = from->step;
  made->remaining = from->remaining;
  made->function = from->function;
  made->extra = from->extra;
  return Value::object(made);
}

constexpr auto kMethod = NativeBinding::kMethod;
constexpr auto kStatic = NativeBinding::kStaticMethod;

constexpr NativeDef kIteratorMethods[] = {
    {"__iter__(self, /)", return_self, "Implement iter(self).", kMethod},
    {"__next__(self, /)", iterator_next_method, "Implement next(self).", kMethod},
    {"__copy__(self, /)", iterator_copy, "Another that goes on from here.", kMethod},
};
constexpr NativeDef kLengthHint[] = {
    {"__length_hint__(self, /)", length_hint,
     "Private method returning an estimate of len(list(it)).", kMethod},
};
constexpr NativeDef kEnumerateMethods[] = {
    {"__new__(cls, iterable, start=0)", enumerate_new,
     "Return an enumerate object.\n\n"
     "The enumerate object yields pairs containing a count (from start, which\n"
     "defaults to zero) and a value yielded by the iterable argument.",
     kStatic},
    {"__class_getitem__(cls, item, /)", class_getitem_self, "See PEP 585",
     NativeBinding::kClassMethod},
};
constexpr NativeDef kZipMethods[] = {
    {"__new__(cls, /, *iterables, strict=False)", zip_new,
     "The zip object yields n-length tuples, where n is the number of iterables\n"
     "passed as positional arguments to zip(). If strict is true and one of the\n"
     "arguments is exhausted before the others, raise a ValueError.",
     kStatic},
};
constexpr NativeDef kMapMethods[] = {
    {"__new__(cls, func, /, *iterables)", map_new,
     "Make an iterator that computes the function using arguments from\n"
     "each of the iterables.  Stops when the shortest iterable is exhausted.",
     kStatic},
};
constexpr NativeDef kFilterMethods[] = {
    {"__new__(cls, function, iterable, /)", filter_new,
     "Return an iterator yielding those items of iterable for which function(item)\n"
     "is true. If function is None, return the items that are true.",
     kStatic},
};
constexpr NativeDef kReversedMethods[] = {
    {"__new__(cls, sequence, /)", reversed_new,
     "Return a reverse iterator over the values of the given sequence.", kStatic},
};

}  // namespace

Iterator* make_iterator(Vm& vm, IteratorKind kind, Class* cls, Object* source,
                        int64_t position) {
  auto* it = vm.heap().make<Iterator>(Kind::kIterator, cls);
  it->iterator_kind = kind;
  it->source = source;
  it->position = position;
  if (source != nullptr && source->kind == Kind::kDict) {
    it->version = static_cast<Dict*>(source)->live;
    it->remaining = it->version;
  } else if (kind == IteratorKind::kSet) {
    it->version = static_cast<Set*>(source)->live;
  }
  return it;
}

Iterator* make_range_iterator(Vm& vm, int64_t start, int64_t step, int64_t count) {
  Iterator* it = make_iterator(vm, IteratorKind::kRange, types.range_iterator, nullptr);
  it->position = start;
  it->step = step;
  it->remaining = count;
  return it;
}

void define_iterators() {
  for (Class* cls :
       {types.list_iterator, types.tuple_iterator, types.str_iterator,
        types.bytes_iterator, types.range_iterator, types.dict_keyiterator,
        types.dict_valueiterator, types.dict_itemiterator, types.set_iterator,
        types.list_reverseiterator, types.sequence_iterator, types.reversed}) {
    add_methods(cls, kIteratorMethods);
    add_methods(cls, kLengthHint);
  }
  for (Class* cls : {types.memory_iterator, types.callable_iterator, types.enumerate,
                     types.zip, types.map, types.filter}) {
    add_methods(cls, kIteratorMethods);
  }
  add_methods(types.enumerate, kEnumerateMethods);
  add_methods(types.zip, kZipMethods);
  add_methods(types.map, kMapMethods);
  add_methods(types.filter, kFilterMethods);
  add_methods(types.reversed, kReversedMethods);
}

}  // namespace scriptling
