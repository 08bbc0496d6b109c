// Module bisect: where an item belongs in a sorted sequence.

#include "interp/lib/lib.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

enum class Side : uint8_t { kLeft, kRight };

Value item_at(Vm& vm, Value sequence, int64_t index) {
  if (is_kind(sequence, Kind::kList) && sequence.o->cls == types.list &&
      index < static_cast<int64_t>(as<List>(sequence)->size)) {
    return as<List>(sequence)->items()[index];
  }
  return get_item(vm, sequence, Value::integer(index));
}

// args: sequence, x, lo, hi, key. -1: pending.
int64_t find_place(Vm& vm, const Args& args, Value wanted, Side side) {
  auto low = args.given(2) ? to_index(vm, args[2]) : 0;
  if (!low) return -1;
  if (*low < 0) {
    vm.value_error("lo must be non-negative");
    return -1;
  }
  int64_t high = args.has(3) ? 0 : length(vm, args[0]);
  if (high < 0) return -1;
  if (args.has(3)) {
    auto given = to_index(vm, args[3]);
    if (!given) return -1;
    high = *given;
  }
  while (*low < high) {
    int64_t middle = *low + (high - *low) / 2;
    Value item = item_at(vm, args[0], middle);
    if (!item.is_error() && args.has(4)) item = vm.call(args[4], {item});
    if (item.is_error() || !vm.poll()) return -1;
    int before =
        side == Side::kLeft ? less_than(vm, item, wanted) : less_than(vm, wanted, item);
    if (before < 0) return -1;
    bool go_right = (before != 0) == (side == Side::kLeft);
    if (go_right) {
      *low = middle + 1;
    } else {
      high = middle;
    }
  }
  return *low;
}

template <Side side>
Value bisect_find(Vm& vm, const Args& args) {
  int64_t place = find_place(vm, args, args[1], side);
  return place < 0 ? Value::error() : Value::integer(place);
}

template <Side side>
Value bisect_insert(Vm& vm, const Args& args) {
  Value wanted = args.has(4) ? vm.call(args[4], {args[1]}) : args[1];
  if (wanted.is_error()) return wanted;
  int64_t place = find_place(vm, args, wanted, side);
  if (place < 0) return Value::error();
  return invoke(vm, args[0], "insert", {Value::integer(place), args[1]});
}

constexpr NativeDef kFunctions[] = {
    {"bisect(a, x, lo=0, hi=None, *, key=None)", bisect_find<Side::kRight>,
     "Where to insert x into sorted a, behind equal items."},
    {"bisect_left(a, x, lo=0, hi=None, *, key=None)", bisect_find<Side::kLeft>,
     "Where to insert x into sorted a, in front of equal items."},
    {"bisect_right(a, x, lo=0, hi=None, *, key=None)", bisect_find<Side::kRight>,
     "Where to insert x into sorted a, behind equal items."},
    {"insort(a, x, lo=0, hi=None, *, key=None)", bisect_insert<Side::kRight>,
     "Insert x into sorted a, behind equal items."},
    {"insort_left(a, x, lo=0, hi=None, *, key=None)", bisect_insert<Side::kLeft>,
     "Insert x into sorted a, in front of equal items."},
    {"insort_right(a, x, lo=0, hi=None, *, key=None)", bisect_insert<Side::kRight>,
     "Insert x into sorted a, behind equal items."},
};

}  // namespace

const ModuleDef& bisect_module() {
  static const ModuleDef def{"bisect", kFunctions, nullptr,
                             "Search in sorted sequences."};
  return def;
}

}  // namespace scriptling
