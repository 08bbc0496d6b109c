// list.sort: a natural merge sort (runs, binary insertion, balanced merges), stable.
//
// Ints, floats and strings that are all of one type are compared in place; anything else
// goes through less_than(), which may call scripts. Whatever happens meanwhile, every
// item stays in the list exactly once.
#include <algorithm>
#include <cstring>

#include "interp/types/storage.h"

namespace scriptling {

namespace {

struct Keyed {
  Value key;
  Value item;
};

const Value& key_of(const Value& v) { return v; }
const Value& key_of(const Keyed& k) { return k.key; }

struct IntLess {
  int operator()(const Value& a, const Value& b) const { return a.i < b.i; }
};
struct FloatLess {
  int operator()(const Value& a, const Value& b) const { return a.d < b.d; }
};
struct StrLess {
  int operator()(const Value& a, const Value& b) const {
    auto* x = as<Str>(a);
    auto* y = as<Str>(b);
    uint32_t common = std::min(x->size, y->size);
    int order = memcmp(x->data, y->data, common);
    return order < 0 || (order == 0 && x->size < y->size);
  }
};
struct AnyLess {
  Vm& vm;
  int operator()(const Value& a, const Value& b) const {
    if (a.is_int() && b.is_int()) return a.i < b.i;
    if (is_kind(a, Kind::kTuple) && is_kind(b, Kind::kTuple) && a.o->cls == types.tuple &&
        b.o->cls == types.tuple) {
      Value less = sequence_compare(vm, CompareOp::kLt, a.o, b.o);
      return less.is_bool() ? less.is_true() : less.is_error() ? -1 : truth(vm, less);
    }
    return less_than(vm, a, b);
  }
};

template <class Element, class Less>
class Sorter {
 public:
  Sorter(Vm& vm, Element* items, size_t size, Less less)
      : vm_(vm), items_(items), size_(size), less_(less) {}

  bool sort() {
    size_t minimum = minimal_run(size_);
    for (size_t at = 0; at < size_;) {
      size_t run;
      if (!count_run(at, &run)) return false;
      size_t wanted = std::min(minimum, size_ - at);
      if (run < wanted) {
        if (!insert_sorted(at, at + run, at + wanted)) return false;
        run = wanted;
      }
      runs_[run_count_++] = {at, run};
      at += run;
      if (!vm_.poll(static_cast<int64_t>(run / 8) + 1) || !merge_unbalanced())
        return false;
    }
    while (run_count_ > 1) {
      if (!merge_at(pick_smaller_neighbour())) return false;
    }
    return true;
  }

 private:
  struct Run {
    size_t start, size;
  };
  // Enough for 2^64 items, because the sizes grow like Fibonacci numbers.
  static constexpr int kMaxRuns = 92;

  int less(const Element& a, const Element& b) { return less_(key_of(a), key_of(b)); }

  static size_t minimal_run(size_t n) {
    size_t odd = 0;
    while (n >= 64) {
      odd |= n & 1;
      n >>= 1;
    }
    return n + odd;
  }

  // The length of the run at `at`; a strictly descending one is turned round.
  bool count_run(size_t at, size_t* run) {
    size_t end = at + 1;
    if (end == size_) {
      *run = 1;
      return true;
    }
    int descending = less(items_[end], items_[at]);
    if (descending < 0) return false;
    for (end++; end < size_; end++) {
      int falls = less(items_[end], items_[end - 1]);
      if (falls < 0) return false;
      if (falls != descending) break;
    }
    if (descending) std::reverse(items_ + at, items_ + end);
    *run = end - at;
    return true;
  }

  // Sorts [start, end), of which [start, sorted) is sorted.
  bool insert_sorted(size_t start, size_t sorted, size_t end) {
    for (; sorted < end; sorted++) {
      Element pivot = items_[sorted];
      size_t low = start;
      size_t high = sorted;
      while (low < high) {
        size_t middle = low + (high - low) / 2;
        int before = less(pivot, items_[middle]);
        if (before < 0) return false;
        if (before) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      memmove(static_cast<void*>(items_ + low + 1), items_ + low,
              (sorted - low) * sizeof(Element));
      items_[low] = pivot;
    }
    return true;
  }

  bool merge_unbalanced() {
    while (run_count_ > 1) {
      int n = run_count_ - 2;
      if ((n > 0 && runs_[n - 1].size <= runs_[n].size + runs_[n + 1].size) ||
          (n > 1 && runs_[n - 2].size <= runs_[n - 1].size + runs_[n].size)) {
        n = pick_smaller_neighbour();
      } else if (runs_[n].size > runs_[n + 1].size) {
        return true;
      }
      if (!merge_at(n)) return false;
    }
    return true;
  }

  int pick_smaller_neighbour() const {
    int n = run_count_ - 2;
    return n > 0 && runs_[n - 1].size < runs_[n + 1].size ? n - 1 : n;
  }

  bool merge_at(int n) {
    Run left = runs_[n];
    Run right = runs_[n + 1];
    runs_[n].size += right.size;
    for (int k = n + 1; k + 1 < run_count_; k++) runs_[k] = runs_[k + 1];
    run_count_--;
    // What is in place at both ends need not move.
    size_t skip = upper_bound(left, items_[right.start]);
    if (skip == kFailed) return false;
    left.start += skip;
    left.size -= skip;
    if (left.size == 0) return true;
    right.size = lower_bound(right, items_[left.start + left.size - 1]);
    if (right.size == kFailed) return false;
    if (right.size == 0) return true;
    return left.size <= right.size ? merge_low(left, right) : merge_high(left, right);
  }

  static constexpr size_t kFailed = SIZE_MAX;

  // How many items of `run` are not greater than `pivot`.
  size_t upper_bound(Run run, const Element& pivot) {
    size_t low = 0;
    size_t high = run.size;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      int before = less(pivot, items_[run.start + middle]);
      if (before < 0) return kFailed;
      if (before) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  // How many items of `run` are less than `pivot`.
  size_t lower_bound(Run run, const Element& pivot) {
    size_t low = 0;
    size_t high = run.size;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      int before = less(items_[run.start + middle], pivot);
      if (before < 0) return kFailed;
      if (before) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  // An array the collector sees, so that items are safe in it.
  Element* scratch(size_t size) {
    if (scratch_ == nullptr || scratch_size_ < size) {
      scratch_ = vm_.heap().make_array(size * sizeof(Element) / sizeof(Value));
      scratch_size_ = size;
    }
    return reinterpret_cast<Element*>(scratch_->items);
  }

  bool tick() { return (++steps_ & 1023) != 0 || vm_.poll(256); }

  bool merge_low(Run left, Run right) {
    Element* spare = scratch(left.size);
    memcpy(static_cast<void*>(spare), items_ + left.start, left.size * sizeof(Element));
    Element* to = items_ + left.start;
    Element* a = spare;
    Element* a_end = spare + left.size;
    Element* b = items_ + right.start;
    Element* b_end = b + right.size;
    bool ok = true;
    while (a < a_end && b < b_end) {
      int before = less(*b, *a);
      if (before < 0 || !tick()) {
        ok = false;
        break;
      }
      *to++ = before ? *b++ : *a++;
    }
    memcpy(static_cast<void*>(to), a, static_cast<size_t>(a_end - a) * sizeof(Element));
    return ok;
  }

  bool merge_high(Run left, Run right) {
    Element* spare = scratch(right.size);
    memcpy(static_cast<void*>(spare), items_ + right.start, right.size * sizeof(Element));
    Element* to = items_ + right.start + right.size;
    Element* a_begin = items_ + left.start;
    Element* a = a_begin + left.size;
    Element* b = spare + right.size;
    bool ok = true;
    while (a > a_begin && b > spare) {
      int before = less(b[-1], a[-1]);
      if (before < 0 || !tick()) {
        ok = false;
        break;
      }
      *--to = before ? *--a : *--b;
    }
    auto rest = static_cast<size_t>(b - spare);
    memcpy(static_cast<void*>(to - rest), spare, rest * sizeof(Element));
    return ok;
  }

  Vm& vm_;
  Element* items_;
  size_t size_;
  Less less_;
  Run runs_[kMaxRuns];
  int run_count_ = 0;
  uint32_t steps_ = 0;
  Owned<Array> scratch_;
  size_t scratch_size_ = 0;
};

template <class Element, class Less>
bool sort_with(Vm& vm, Element* items, size_t size, Less less) {
  Sorter<Element, Less> sorter(vm, items, size, less);
  return sorter.sort();
}

template <class Element>
bool sort_elements(Vm& vm, Element* items, size_t size) {
  bool ints = true;
  bool floats = true;
  bool strs = true;
  for (size_t n = 0; n < size && (ints || floats || strs); n++) {
    const Value& key = key_of(items[n]);
    ints = ints && key.is_int();
    floats = floats && key.is_float();
    strs = strs && is_str(key) && key.o->cls == types.str;
  }
  if (ints) return sort_with(vm, items, size, IntLess{});
  if (floats) return sort_with(vm, items, size, FloatLess{});
  if (strs) return sort_with(vm, items, size, StrLess{});
  return sort_with(vm, items, size, AnyLess{vm});
}

bool sort_by_key(Vm& vm, Value* items, size_t size, Value key) {
  Owned<Array> pairs = vm.heap().make_array(size * 2);
  auto* keyed = reinterpret_cast<Keyed*>(pairs->items);
  for (size_t n = 0; n < size; n++) {
    keyed[n].item = items[n];
    keyed[n].key = vm.call(key, {items[n]});
    if (keyed[n].key.is_error()) {
      keyed[n].key = Value::undefined();
      return false;
    }
    if (!vm.poll()) return false;
  }
  bool ok = sort_elements(vm, keyed, size);
  for (size_t n = 0; n < size; n++) items[n] = keyed[n].item;
  vm.heap().retire(std::move(pairs));
  return ok;
}

// Takes a list's storage away for a while; gives it back even when memory runs out.
class Borrowed {
 public:
  explicit Borrowed(List* list)
      : list_(list), storage_(std::move(list->storage)), size_(list->size) {
    list->size = 0;
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  ~Borrowed() {
    list_->storage = std::move(storage_);
    list_->size = size_;
  }
  Value* items() { return storage_->items; }
  size_t size() const { return size_; }
  bool was_touched() const { return list_->storage != nullptr; }

 private:
  List* list_;
  Owned<Array> storage_;
  uint64_t size_;
};

}  // namespace

bool list_sort(Vm& vm, List* list, Value key, SortOrder order) {
  if (list->size == 0) return true;
  vm.heap().touch(list);
  Borrowed borrowed(list);
  Value* items = borrowed.items();
  size_t size = borrowed.size();
  // Sorting backwards and turning round keeps equal items in their order.
  if (order == SortOrder::kDescending) std::reverse(items, items + size);
  bool ok = key.is_undefined() || key.is_none() ? sort_elements(vm, items, size)
                                                : sort_by_key(vm, items, size, key);
  if (order == SortOrder::kDescending) std::reverse(items, items + size);
  if (ok && borrowed.was_touched()) {
    vm.raise_text(types.value_error, "list modified during sort");
    ok = false;
  }
  return ok;
}

}  // namespace scriptling
