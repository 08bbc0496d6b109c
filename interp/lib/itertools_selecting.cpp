// Iterators that give some of what another gives.

#include <array>
#include <limits>

#include "interp/lib/itertools.h"

namespace scriptling {

namespace {

// -- compress: `source` are the items, `extra` the selectors ----------------------------

Value next_compress(Vm& vm, NativeIterator* it) {
  for (;;) {
    Value item = next(vm, it->source);
    if (item.is_error() || item.is_undefined()) return item;
    Value selector = next(vm, it->extra);
    if (selector.is_error() || selector.is_undefined()) return selector;
    int keep = truth(vm, selector);
    if (keep < 0 || !vm.poll()) return Value::error();
    if (keep > 0) return item;
  }
}

Class* compress_class();

Value compress_new(Vm& vm, const Args& args) {
  Value data = iterate(vm, args[1]);
  Value selectors = data.is_error() ? data : iterate(vm, args[2]);
  if (selectors.is_error()) return selectors;
  NativeIterator* it = new_iterator(vm, args[0], compress_class());
  if (it == nullptr) return Value::error();
  it->source = data;
  it->extra = selectors;
  return Value::object(it);
}

constexpr NativeDef kCompress[] = {
    {"__new__(cls, data, selectors)", compress_new, nullptr, kNew},
};

Class* compress_class() {
  static Class* const cls = make_native_iterator<next_compress>(
      "itertools.compress", kCompress, "The items whose selector is true.");
  return cls;
}

// -- takewhile, dropwhile, filterfalse, starmap -----------------------------------------

// `function` is asked about each item.

// 1, 0, or -1 with an exception pending.
int holds(Vm& vm, Value predicate, Value item) {
  Value answer = predicate.is_none() ? item : vm.call(predicate, {item});
  return answer.is_error() ? -1 : truth(vm, answer);
}

template <Class* (*cls)()>
Value asking_new(Vm& vm, const Args& args) {
  Value source = iterate(vm, args[2]);
  if (source.is_error()) return source;
  NativeIterator* it = new_iterator(vm, args[0], cls());
  if (it == nullptr) return Value::error();
  it->function = args[1];
  it->source = source;
  return Value::object(it);
}

Value next_takewhile(Vm& vm, NativeIterator* it) {
  if (it->source.is_none()) return Value::undefined();
  Value item = next(vm, it->source);
  if (item.is_error() || item.is_undefined()) return item;
  int more = holds(vm, it->function, item);
  if (more < 0) return Value::error();
  if (more > 0) return item;
  it->source = Value::none();
  return Value::undefined();
}

// `position`: it has begun.
Value next_dropwhile(Vm& vm, NativeIterator* it) {
  for (;;) {
    Value item = next(vm, it->source);
    if (item.is_error() || item.is_undefined() || it->position != 0) return item;
    int drop = holds(vm, it->function, item);
    if (drop < 0 || !vm.poll()) return Value::error();
    if (drop > 0) continue;
    it->position = 1;
    return item;
  }
}

Value next_filterfalse(Vm& vm, NativeIterator* it) {
  for (;;) {
    Value item = next(vm, it->source);
    if (item.is_error() || item.is_undefined()) return item;
    int drop = holds(vm, it->function, item);
    if (drop < 0 || !vm.poll()) return Value::error();
    if (drop == 0) return item;
  }
}

Value next_starmap(Vm& vm, NativeIterator* it) {
  Value item = next(vm, it->source);
  if (item.is_error() || item.is_undefined()) return item;
  Tuple* arguments = tuple_of(vm, item);
  if (arguments == nullptr) return Value::error();
  return vm.call(it->function, std::span<const Value>(arguments->items, arguments->size));
}

Class* takewhile_class();
Class* dropwhile_class();
Class* filterfalse_class();
Class* starmap_class();

constexpr NativeDef kTakewhile[] = {
    {"__new__(cls, predicate, iterable, /)", asking_new<takewhile_class>, nullptr, kNew},
};
constexpr NativeDef kDropwhile[] = {
    {"__new__(cls, predicate, iterable, /)", asking_new<dropwhile_class>, nullptr, kNew},
};
constexpr NativeDef kFilterfalse[] = {
    {"__new__(cls, function, iterable, /)", asking_new<filterfalse_class>, nullptr, kNew},
};
constexpr NativeDef kStarmap[] = {
    {"__new__(cls, function, iterable, /)", asking_new<starmap_class>, nullptr, kNew},
};

Class* takewhile_class() {
  static Class* const cls = make_native_iterator<next_takewhile>(
      "itertools.takewhile", kTakewhile, "The items up to the first that fails.");
  return cls;
}
Class* dropwhile_class() {
  static Class* const cls = make_native_iterator<next_dropwhile>(
      "itertools.dropwhile", kDropwhile, "The items from the first that fails on.");
  return cls;
}
Class* filterfalse_class() {
  static Class* const cls = make_native_iterator<next_filterfalse>(
      "itertools.filterfalse", kFilterfalse, "The items for which function is false.");
  return cls;
}
Class* starmap_class() {
  static Class* const cls = make_native_iterator<next_starmap>(
      "itertools.starmap", kStarmap, "function(*item) of each item.");
  return cls;
}

// -- islice: `position` items were drawn, item `mark_at` comes next ---------------------

Value next_islice(Vm& vm, NativeIterator* it) {
  if (it->source.is_none()) return Value::undefined();
  if (it->mark_at >= it->limit) {
    // What lies between the last item and the stop is drawn as well, as Python does.
    while (it->position < it->mark_at) {
      Value item = next(vm, it->source);
      if (item.is_error() || !vm.poll()) return Value::error();
      if (item.is_undefined()) break;
      it->position++;
    }
    it->source = Value::none();
    return Value::undefined();
  }
  for (;;) {
    Value item = next(vm, it->source);
    if (item.is_error() || !vm.poll()) return Value::error();
    if (item.is_undefined()) {
      it->source = Value::none();
      return item;
    }
    if (it->position++ < it->mark_at) continue;
    bool fits = it->mark_at <= it->limit - it->step;
    it->mark_at = fits ? it->mark_at + it->step : it->limit;
    return item;
  }
}

Class* islice_class();

// None: `otherwise`. False: pending.
bool islice_bound(Vm& vm, Value v, int64_t otherwise, int64_t least, const char* error,
                  int64_t* bound) {
  *bound = otherwise;
  if (v.is_none() || v.is_undefined()) return true;
  auto index = to_index(vm, v);
  if (!index) vm.clear_pending();
  if (!index || *index < least) {
    vm.value_error("{}", error);
    return false;
  }
  *bound = *index;
  return true;
}

Value islice_new(Vm& vm, const Args& args) {
  constexpr const char* kStop =
      "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  constexpr const char* kIndices =
      "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  constexpr int64_t kEndless = std::numeric_limits<int64_t>::max();
  bool only_stop = !args.given(3);
  Value stop = only_stop ? args[2] : args[3];
  int64_t first = 0, last, step = 1;
  if (!islice_bound(vm, stop, kEndless, 0, kStop, &last)) return Value::error();
  if (!only_stop && !islice_bound(vm, args[2], 0, 0, kIndices, &first))
    return Value::error();
  if (!islice_bound(vm, args[4], 1, 1,
                    "Step for islice() must be a positive integer or None.", &step)) {
    return Value::error();
  }
  Value source = iterate(vm, args[1]);
  if (source.is_error()) return source;
  NativeIterator* it = new_iterator(vm, args[0], islice_class());
  if (it == nullptr) return Value::error();
  it->source = source;
  it->mark_at = first;
  it->limit = last;
  it->step = step;
  return Value::object(it);
}

constexpr NativeDef kIslice[] = {
    {"__new__(cls, iterable, start, stop=None, step=None, /)", islice_new, nullptr, kNew},
};

Class* islice_class() {
  static Class* const cls = make_native_iterator<next_islice>(
      "itertools.islice", kIslice, "The items that a slice would name.");
  return cls;
}

}  // namespace

std::span<Class* const> itertools_selecting_classes() {
  static const std::array all{compress_class(),    takewhile_class(), dropwhile_class(),
                              filterfalse_class(), starmap_class(),   islice_class()};
  return all;
}

}  // namespace scriptling
