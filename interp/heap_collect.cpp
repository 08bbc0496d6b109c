// Collections: marking from the roots and from the words of native stacks, and what is
// swept at once.
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "interp/heap_impl.h"

namespace scriptling {

// Not inlined, so that the registers it saves are on the stack that is scanned.
__attribute__((noinline)) void Heap::collect() {
  if (collecting_ || !may_collect_) return;
  if (!collector_) collector_ = std::make_unique<Collector>();
  Tracer& tracer = collector_->tracer;
  collecting_ = true;
  collections_++;
  close_gap();
  finish_sweep();
  live_mark_ = live_mark_ == 1 ? 2 : 1;
  tracer.live_mark_ = live_mark_;
#ifndef NDEBUG
  tracer.heap_ = this;
#endif
  try {
    prepare_lookup();
    dying_.reserve(dying_.size() + finalizable_.size());
    if (census_of_ != nullptr) take_census(tracer);
    tracer.live_bytes_ = 0;
    visit_roots(tracer);
    if (roots_ != nullptr) {
      __builtin_unwind_init();
      roots_->scan_stacks(*this, tracer);
    }
    tracer.drain();
    see_to_the_dying(tracer);
  } catch (const std::bad_alloc&) {
    collector_->keep_all(*this);
  }
  if (roots_ != nullptr) roots_->after_marking(*this);
  retired_.clear();  // What lives on of it is like all else now.
  sweep_large();
  sweep_next_ = sweep_unit_ = 0;
  sweep_end_ = blocks_.size();
  allocated_ = 0;
  diverted_ = 0;
  threshold_ = std::max(kSmallestThreshold, tracer.live_bytes_);
  if (block_bytes_ > 2 * (tracer.live_bytes_ + threshold_)) release_empty_blocks();
  collector_->large_ranges = {};
  if (tracer.pending_.capacity() > 1024) tracer.pending_ = {};
  if (tracer.ranges_.capacity() > 1024) tracer.ranges_ = {};
  collecting_ = false;
}

void Heap::visit_roots(Tracer& tracer) {
  for (RootVector* roots = roots_head_; roots != nullptr; roots = roots->next_) {
    tracer.visit(roots->data(), roots->size());
  }
  for (Object* o : dying_) tracer.visit(o);
  if (roots_ != nullptr) roots_->trace_roots(tracer);
}

// Marks what is certainly alive and counts views among that. The marks are taken back:
// what a frame holds by chance must outlive this collection as all that is reached.
void Heap::take_census(Tracer& tracer) {
  tracer.certain_only_ = true;
  visit_roots(tracer);
  tracer.drain();
  tracer.certain_only_ = false;
  census_ = 0;
  auto count = [](void* context, Object* o) {
    auto* heap = static_cast<Heap*>(context);
    if (o->mark != heap->live_mark_) return;
    o->mark = heap->live_mark_ == 1 ? 2 : 1;
    if (o->kind != Kind::kMemoryView) return;
    if (static_cast<MemoryView*>(o)->exporter == heap->census_of_) heap->census_++;
  };
  for_each_object(count, this);
}

uint32_t Heap::count_views(const ByteArray* array) {
  census_ = array->exports;
  census_of_ = array;
  collect();
  census_of_ = nullptr;
  return census_;
}

void Heap::trim() {
  if (collecting_ || !may_collect_) return;
  size_t before = bytes_;
  collect();
  release_empty_blocks();
  collector_ = nullptr;
  blocks_.shrink_to_fit();
  large_.shrink_to_fit();
  note_freed(before - bytes_);
}

// After this no block holds a dead object, so that every start bit is one of a live
// object.
void Heap::finish_sweep() {
  char* low = nullptr;
  char* high = nullptr;
  Block* block = nullptr;
  bool kept = false;
  while (next_gap(&low, &high, &block)) {
    poison(low, static_cast<size_t>(high - low));
    bool empty = low == block->base && high == block->end();
    if (!empty) continue;
    if (kept) {
      // The sweep has just moved past it.
      blocks_[sweep_next_ - 1] = nullptr;
      free_block(block);
    }
    kept = true;
  }
  std::erase(blocks_, nullptr);
  sweep_next_ = sweep_end_ = sweep_unit_ = 0;
}

// Gives back the blocks that the lazy sweep has not come to yet and in which nothing
// lives, but for one.
void Heap::release_empty_blocks() {
  size_t first = sweep_unit_ == 0 ? sweep_next_ : sweep_next_ + 1;
  bool kept = false;
  size_t freed = 0;
  for (size_t n = first; n < sweep_end_; n++) {
    Block* block = blocks_[n];
    if (block->skip_unmarked(0, live_mark_) < block->units) continue;
    if (kept) {
      blocks_[n] = nullptr;
      free_block(block);
      freed++;
    }
    kept = true;
  }
  std::erase(blocks_, nullptr);
  sweep_end_ -= freed;
}

void Heap::sweep_large() {
  for (size_t n = 0; n < large_.size();) {
    if (large_[n]->mark == live_mark_) {
      n++;
    } else {
      free_large(large_[n]);
    }
  }
}

void Heap::add_finalizable(Object* o) {
  o->flags |= kFinalize;
  finalizable_.push_back(o);
}

std::vector<Object*> Heap::take_finalizable() {
  std::vector<Object*> dead;
  dead.swap(dying_);
  return dead;
}

// Takes the dead out of what `base` knows of its subclasses. Their storage is a leaf to
// the marking (note_subclass).
void Heap::Collector::drop_dead_subclasses(Class* base, uint8_t live_mark) {
  if (base->subclass_count == 0) return;
  Value* items = base->subclasses->items;
  Value* end = std::remove_if(items, items + base->subclass_count, [&](const Value& v) {
    return v.o->mark != live_mark && !v.o->has(kImmortal);
  });
  base->subclass_count = static_cast<uint64_t>(end - items);
}

// Of the objects that asked for it and are not marked: brings those with __del__ back for
// one more round, with all they refer to; then runs the native finalizers of the others.
void Heap::see_to_the_dying(Tracer& tracer) {
  size_t first = dying_.size();
  for (Object* o : finalizable_) {
    bool has_del = (o->cls->class_flags & kHasDel) != 0 && !o->has(kFinalized);
    if (o->mark == live_mark_ || !has_del) continue;
    o->flags |= kFinalized;
    dying_.push_back(o);
  }
  for (size_t n = first; n < dying_.size(); n++) tracer.visit(dying_[n]);
  tracer.drain();
  std::erase_if(finalizable_, [this](Object* o) {
    if (o->kind == Kind::kClass) {
      bool is_alive = o->mark == live_mark_;
      if (is_alive) Collector::drop_dead_subclasses(static_cast<Class*>(o), live_mark_);
      return !is_alive;
    }
    const TypeSlots* slots = o->cls->slots;
    bool has_native = slots != nullptr && slots->finalize != nullptr;
    if (o->mark == live_mark_) return o->has(kFinalized) && !has_native;
    if (has_native) slots->finalize(o);
    return true;
  });
}

// -- From words to objects --------------------------------------------------------------

void Heap::prepare_lookup() {
  std::sort(blocks_.begin(), blocks_.end());
  auto& ranges = collector_->large_ranges;
  ranges.clear();
  ranges.reserve(large_.size());
  for (Object* o : large_) {
    auto low = reinterpret_cast<uintptr_t>(o);
    ranges.push_back({low, low + prefix_of(o)->size, o});
  }
  std::sort(ranges.begin(), ranges.end(),
            [](const auto& a, const auto& b) { return a.low < b.low; });
  collector_->lowest = UINTPTR_MAX;
  collector_->highest = 0;
  if (!blocks_.empty()) {
    collector_->lowest = reinterpret_cast<uintptr_t>(blocks_.front()->base);
    collector_->highest = reinterpret_cast<uintptr_t>(blocks_.back()->end());
  }
  if (!ranges.empty()) {
    collector_->lowest = std::min(collector_->lowest, ranges.front().low);
    collector_->highest = std::max(collector_->highest, ranges.back().high);
  }
}

Object* Heap::find_object(uintptr_t address) const {
  auto block = std::upper_bound(blocks_.begin(), blocks_.end(), address,
                                [](uintptr_t wanted, const Block* b) {
                                  return wanted < reinterpret_cast<uintptr_t>(b->base);
                                });
  if (block != blocks_.begin()) {
    const Block& b = **(block - 1);
    if (address < reinterpret_cast<uintptr_t>(b.end())) {
      ptrdiff_t start =
          b.start_before((address - reinterpret_cast<uintptr_t>(b.base)) / kUnit);
      if (start < 0) return nullptr;
      Object* o = b.object_at(static_cast<size_t>(start));
      bool inside = address < reinterpret_cast<uintptr_t>(o) + size_t{o->units} * kUnit;
      return inside ? o : nullptr;
    }
  }
  const auto& ranges = collector_->large_ranges;
  auto range =
      std::upper_bound(ranges.begin(), ranges.end(), address,
                       [](uintptr_t wanted, const auto& r) { return wanted < r.low; });
  if (range == ranges.begin()) return nullptr;
  --range;
  return address < range->high ? range->object : nullptr;
}

#ifndef NDEBUG
void Heap::check_is_alive(const Object* o) const {
  if (find_object(reinterpret_cast<uintptr_t>(o)) == o) return;
  std::fprintf(stderr, "Heap: a reference to %p, where no object is\n",
               static_cast<const void*>(o));
  std::abort();
}
#endif

// Reads whatever is on a stack, red zones of the sanitizers included.
__attribute__((noinline, no_sanitize_address, no_sanitize_thread)) void Heap::scan_words(
    const void* low, const void* high, Tracer& tracer) {
  auto first = (reinterpret_cast<uintptr_t>(low) + sizeof(uintptr_t) - 1) &
               ~(sizeof(uintptr_t) - 1);
  const auto* end = reinterpret_cast<const uintptr_t*>(high);
  uintptr_t lowest = collector_->lowest, highest = collector_->highest;
  for (const auto* word = reinterpret_cast<const uintptr_t*>(first); word < end; word++) {
    uintptr_t address = *word;
    if (address < lowest || address >= highest) continue;
    Object* o = find_object(address);
    if (o != nullptr) tracer.visit(o);
  }
}

}  // namespace scriptling
