// Module heapq: a list kept so that its first item is the least; see heapq.py for what is
// built on that.
//
// A script's __lt__ may change the list under way. Every step therefore looks at the list
// again, and a change of its size is a RuntimeError.

#include "interp/lib/lib.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

// The greatest items first, for nsmallest and merge.
enum class Order : uint8_t { kLeast, kGreatest };

class Heaping {
 public:
  Heaping(Vm& vm, List* heap, Order order)
      : vm_(vm), heap_(heap), order_(order), size_(heap->size) {
    vm.heap().touch(heap);
  }

  // The item at `at` moves up to where it belongs, not above `top`. False: pending.
  bool rise(uint64_t at, uint64_t top) {
    while (at > top) {
      uint64_t parent = (at - 1) / 2;
      int before = is_before(at, parent);
      if (before < 0) return false;
      if (before == 0) return true;
      exchange(at, parent);
      at = parent;
    }
    return true;
  }

  // As Python does it: down to the leaves along the lesser children, then up again. That
  // compares less than stopping on the way.
  bool sink(uint64_t at) {
    uint64_t top = at;
    for (uint64_t child = 2 * at + 1; child < size_; child = 2 * at + 1) {
      if (child + 1 < size_) {
        int first = is_before(child, child + 1);
        if (first < 0) return false;
        if (first == 0) child++;
      }
      exchange(at, child);
      at = child;
    }
    return rise(at, top);
  }

 private:
  int is_before(uint64_t a, uint64_t b) {
    Value x = heap_->items()[a], y = heap_->items()[b];
    int before = order_ == Order::kLeast ? less_than(vm_, x, y) : less_than(vm_, y, x);
    if (before < 0 || !vm_.poll()) return -1;
    if (heap_->size == size_) return before;
    vm_.raise(types.runtime_error, "list changed size during iteration");
    return -1;
  }
  void exchange(uint64_t a, uint64_t b) {
    std::swap(heap_->items()[a], heap_->items()[b]);
  }

  Vm& vm_;
  List* heap_;
  Order order_;
  uint64_t size_;
};

// Null: pending.
List* heap_of(Vm& vm, Value v, const char* function) {
  if (is_kind(v, Kind::kList)) return as<List>(v);
  vm.type_error("{}() argument 1 must be list, not {}", function, argument_type(v));
  return nullptr;
}

template <Order order>
Value heapify(Vm& vm, const Args& args) {
  List* heap = heap_of(vm, args[0], "heapify");
  if (heap == nullptr) return Value::error();
  Heaping heaping(vm, heap, order);
  for (uint64_t n = heap->size / 2; n-- > 0;) {
    if (!heaping.sink(n)) return Value::error();
  }
  return Value::none();
}

Value heappush(Vm& vm, const Args& args) {
  List* heap = heap_of(vm, args[0], "heappush");
  if (heap == nullptr) return Value::error();
  list_append(vm.heap(), heap, args[1]);
  return from_bool(Heaping(vm, heap, Order::kLeast).rise(heap->size - 1, 0));
}

// Puts `v` first and answers with what was there.
template <Order order>
Value replace_first(Vm& vm, List* heap, Value v) {
  vm.heap().touch(heap);
  Value first = heap->items()[0];
  heap->items()[0] = v;
  return Heaping(vm, heap, order).sink(0) ? first : Value::error();
}

template <Order order>
Value heappop(Vm& vm, const Args& args) {
  List* heap = heap_of(vm, args[0], "heappop");
  if (heap == nullptr) return Value::error();
  if (heap->size == 0) return vm.raise(types.index_error, "index out of range");
  Value last = heap->items()[heap->size - 1];
  list_erase(vm.heap(), heap, heap->size - 1, heap->size);
  return heap->size == 0 ? last : replace_first<order>(vm, heap, last);
}

template <Order order>
Value heapreplace(Vm& vm, const Args& args) {
  List* heap = heap_of(vm, args[0], "heapreplace");
  if (heap == nullptr) return Value::error();
  if (heap->size == 0) return vm.raise(types.index_error, "index out of range");
  return replace_first<order>(vm, heap, args[1]);
}

Value heappushpop(Vm& vm, const Args& args) {
  List* heap = heap_of(vm, args[0], "heappushpop");
  if (heap == nullptr) return Value::error();
  if (heap->size == 0) return args[1];
  int before = less_than(vm, heap->items()[0], args[1]);
  if (before < 0) return Value::error();
  if (before == 0) return args[1];
  if (heap->size == 0) return vm.raise(types.index_error, "index out of range");
  return replace_first<Order::kLeast>(vm, heap, args[1]);
}

constexpr NativeDef kFunctions[] = {
    {"_heapify_max(heap, /)", heapify<Order::kGreatest>},
    {"_heappop_max(heap, /)", heappop<Order::kGreatest>},
    {"_heapreplace_max(heap, item, /)", heapreplace<Order::kGreatest>},
    {"heapify(heap, /)", heapify<Order::kLeast>, "Make a heap of a list, in place."},
    {"heappop(heap, /)", heappop<Order::kLeast>, "Take the least item out."},
    {"heappush(heap, item, /)", heappush, "Put an item in."},
    {"heappushpop(heap, item, /)", heappushpop,
     "Put an item in, then take the least one out."},
    {"heapreplace(heap, item, /)", heapreplace<Order::kLeast>,
     "Take the least item out, then put one in."},
};

}  // namespace

const ModuleDef& heapq_module() {
  static const ModuleDef def{"heapq", kFunctions, nullptr,
                             "Lists whose first item is the least."};
  return def;
}

}  // namespace scriptling
