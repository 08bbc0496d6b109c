// count, cycle, repeat: iterators without end, or with one that was asked for.

#include <array>

#include "interp/lib/itertools.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

// -- count: `source` comes next, `function` is the step ---------------------------------

Value next_count(Vm& vm, NativeIterator* it) {
  Value now = it->source;
  Value following = binary(vm, BinaryOp::kAdd, now, it->function);
  if (following.is_error()) return following;
  it->source = following;
  return now;
}

Class* count_class();

// count(start, stop, step): the numbers of a range, as a list.
Value counted_list(Vm& vm, const Args& args) {
  auto start = to_index(vm, args[1]);
  auto stop = start ? to_index(vm, args[2]) : start;
  auto step = stop ? to_index(vm, args[3]) : stop;
  if (!step) return Value::error();
  Range* range = make_range(vm, *start, *stop, *step);
  if (range == nullptr) return Value::error();
  List* list = list_of(vm, Value::object(range));
  return list == nullptr ? Value::error() : Value::object(list);
}

Value count_new(Vm& vm, const Args& args) {
  if (args.given(3)) return counted_list(vm, args);
  for (size_t n : {1, 2}) {
    if (!args.given(n) || is_number(args[n])) continue;
    if (!vm.lookup(class_of(args[n]), names.add).is_undefined() && !is_str(args[n]) &&
        !is_kind(args[n], Kind::kList) && !is_kind(args[n], Kind::kTuple)) {
      continue;
    }
    return vm.type_error("a number is required");
  }
  NativeIterator* it = new_iterator(vm, args[0], count_class());
  if (it == nullptr) return Value::error();
  it->source = args.given(1) ? args[1] : Value::integer(0);
  it->function = args.given(2) ? args[2] : Value::integer(1);
  return Value::object(it);
}

Value count_repr(Vm& vm, const Args& args) {
  NativeIterator* it = iterator_of(args[0]);
  Str* now = repr(vm, it->source);
  Str* step = now == nullptr ? nullptr : repr(vm, it->function);
  if (step == nullptr) return Value::error();
  bool by_one = it->function.is_int() && it->function.i == 1;
  return str_value(vm, by_one ? fmt::format("count({})", now->view())
                              : fmt::format("count({}, {})", now->view(), step->view()));
}

constexpr NativeDef kCount[] = {
    {"__new__(cls, start=0, step=1, /, _step=None)", count_new, nullptr, kNew},
    {"__repr__(self, /)", count_repr, nullptr, NativeBinding::kMethod},
};

Class* count_class() {
  static Class* const cls = make_native_iterator<next_count>(
      "itertools.count", kCount, "Evenly spaced values, beginning with start.");
  return cls;
}

// -- cycle: `extra` keeps what `source` gave; `limit` rounds, or -1 ---------------------

Value next_cycle(Vm& vm, NativeIterator* it) {
  auto* saved = as<List>(it->extra);
  if (it->limit == 0) return Value::undefined();
  if (!it->source.is_undefined()) {
    Value item = next(vm, it->source);
    if (item.is_error()) return item;
    if (!item.is_undefined()) {
      list_append(vm.heap(), saved, item);
      return item;
    }
    it->source = Value::undefined();
    it->position = 0;
    if (it->limit > 0 && --it->limit == 0) return Value::undefined();
  }
  if (saved->size == 0) return Value::undefined();
  if (it->position == static_cast<int64_t>(saved->size)) {
    it->position = 0;
    if (it->limit > 0 && --it->limit == 0) return Value::undefined();
  }
  return saved->items()[it->position++];
}

Class* cycle_class();

Value cycle_new(Vm& vm, const Args& args) {
  Value source = iterate(vm, args[1]);
  if (source.is_error()) return source;
  auto rounds = args.has(2) ? to_index(vm, args[2]) : -1;
  if (!rounds) return Value::error();
  NativeIterator* it = new_iterator(vm, args[0], cycle_class());
  if (it == nullptr) return Value::error();
  it->source = source;
  it->extra = Value::object(make_list(vm.heap()));
  it->limit = args.has(2) && *rounds < 0 ? 0 : *rounds;
  return Value::object(it);
}

constexpr NativeDef kCycle[] = {
    {"__new__(cls, iterable, times=None, /)", cycle_new, nullptr, kNew},
};

Class* cycle_class() {
  static Class* const cls = make_native_iterator<next_cycle>(
      "itertools.cycle", kCycle, "The items again and again, or so many times.");
  return cls;
}

// -- repeat: `limit` more, or -1 --------------------------------------------------------

Value next_repeat(Vm&, NativeIterator* it) {
  if (it->limit == 0) return Value::undefined();
  if (it->limit > 0) it->limit--;
  return it->source;
}

Class* repeat_class();

Value repeat_new(Vm& vm, const Args& args) {
  auto times = args.given(2) ? to_index(vm, args[2]) : -1;
  if (!times) return Value::error();
  NativeIterator* it = new_iterator(vm, args[0], repeat_class());
  if (it == nullptr) return Value::error();
  it->source = args[1];
  it->limit = args.given(2) && *times < 0 ? 0 : *times;
  return Value::object(it);
}

Value repeat_repr(Vm& vm, const Args& args) {
  NativeIterator* it = iterator_of(args[0]);
  Str* item = repr(vm, it->source);
  if (item == nullptr) return Value::error();
  return str_value(vm, it->limit < 0
                           ? fmt::format("repeat({})", item->view())
                           : fmt::format("repeat({}, {})", item->view(), it->limit));
}

Value repeat_length_hint(Vm& vm, const Args& args) {
  int64_t left = iterator_of(args[0])->limit;
  return left < 0 ? vm.type_error("len() of unsized object") : Value::integer(left);
}

constexpr NativeDef kRepeat[] = {
    {"__new__(cls, object, times=None)", repeat_new, nullptr, kNew},
    {"__length_hint__(self, /)", repeat_length_hint, nullptr, NativeBinding::kMethod},
    {"__repr__(self, /)", repeat_repr, nullptr, NativeBinding::kMethod},
};

Class* repeat_class() {
  static Class* const cls = make_native_iterator<next_repeat>(
      "itertools.repeat", kRepeat, "One object, so many times or without end.");
  return cls;
}

}  // namespace

std::span<Class* const> itertools_endless_classes() {
  static const std::array all{count_class(), cycle_class(), repeat_class()};
  return all;
}

}  // namespace scriptling
