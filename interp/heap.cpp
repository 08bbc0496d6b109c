#include "interp/heap.h"

#include <algorithm>
#include <cstdlib>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define SCRIPTLING_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SCRIPTLING_ASAN 1
#endif
#endif
#ifdef SCRIPTLING_ASAN
#include <sanitizer/asan_interface.h>
#endif

namespace scriptling {

namespace {

constexpr size_t kFirstBlock = 1024;
constexpr size_t kLargestBlock = 32 * 1024;
constexpr size_t kSmallestThreshold = 256 * 1024;
// Objects above this size do not make allocation walk past gaps that are useful to
// others.
constexpr size_t kMediumSize = 256;
constexpr size_t kUsefulGap = 128;
constexpr int kMostDiverted = 8;

// Stands in front of each large object; keeps it 16-byte aligned.
struct LargePrefix {
  size_t size;
  size_t reserved;
};

LargePrefix* prefix_of(const Object* o) {
  return reinterpret_cast<LargePrefix*>(const_cast<Object*>(o)) - 1;
}

void poison([[maybe_unused]] void* low, [[maybe_unused]] size_t size) {
#ifdef SCRIPTLING_ASAN
  __asan_poison_memory_region(low, size);
#endif
}

void unpoison([[maybe_unused]] void* low, [[maybe_unused]] size_t size) {
#ifdef SCRIPTLING_ASAN
  __asan_unpoison_memory_region(low, size);
#endif
}

}  // namespace

// The memory that small objects are in. `starts` has a bit for each unit in which an
// object begins; everything else about free and taken memory follows from the objects'
// sizes.
struct Heap::Block {
  char* base;
  size_t units;
  uint64_t starts[1];

  char* end() const { return base + units * kUnit; }
  size_t words() const { return (units + 63) / 64; }
  Object* object_at(size_t unit) const {
    return reinterpret_cast<Object*>(base + unit * kUnit);
  }

  // The first start at or after `unit`, else `units`.
  size_t next_start(size_t unit) const {
    if (unit >= units) return units;
    size_t word = unit / 64;
    uint64_t bits = starts[word] & (~uint64_t{0} << (unit % 64));
    while (bits == 0) {
      if (++word == words()) return units;
      bits = starts[word];
    }
    return word * 64 + static_cast<size_t>(__builtin_ctzll(bits));
  }

  // The first start at or after `unit` of an object with that mark, else `units`; those
  // before it are cleared.
  size_t skip_unmarked(size_t unit, uint8_t mark) {
    if (unit >= units) return units;
    uint64_t kept = ~(~uint64_t{0} << (unit % 64));
    for (size_t word = unit / 64; word < words(); word++, kept = 0) {
      for (uint64_t bits = starts[word] & ~kept; bits != 0; bits &= bits - 1) {
        size_t at = word * 64 + static_cast<size_t>(__builtin_ctzll(bits));
        if (object_at(at)->mark != mark) continue;
        starts[word] = (starts[word] & kept) | bits;
        return at;
      }
      starts[word] &= kept;
    }
    return units;
  }

  // The last start at or before `unit`, or -1.
  ptrdiff_t start_before(size_t unit) const {
    size_t word = unit / 64;
    uint64_t bits = starts[word] & (~uint64_t{0} >> (63 - unit % 64));
    while (bits == 0) {
      if (word-- == 0) return -1;
      bits = starts[word];
    }
    return static_cast<ptrdiff_t>(word * 64 + 63 -
                                  static_cast<size_t>(__builtin_clzll(bits)));
  }
};

// -- Life -------------------------------------------------------------------------------

size_t Heap::size_of(const Object* o) {
  return o->has(kLarge) ? prefix_of(o)->size : size_t{o->units} * kUnit;
}

Heap::Heap(RootSource* roots, size_t limit)
    : roots_(roots), limit_(limit), threshold_(kSmallestThreshold) {}

Heap::~Heap() {
  for (Object* o : finalizable_) {
    const TypeSlots* slots = o->cls->slots;
    if (slots != nullptr && slots->finalize != nullptr) slots->finalize(o);
  }
  for (Object* o : large_) std::free(prefix_of(o));
  for (Block* block : blocks_) {
    unpoison(block->base, block->units * kUnit);
    std::free(block);
  }
}

void Heap::for_each_object(void (*visit)(void* context, Object* o), void* context) {
  for (Object* o : large_) visit(context, o);
  for (Block* block : blocks_) {
    for (size_t at = block->next_start(0); at < block->units;) {
      Object* o = block->object_at(at);
      visit(context, o);
      at = block->next_start(at + o->units);
    }
  }
}

void Heap::set_touch_handler(TouchHandler handler, void* context) {
  touch_handler_ = handler;
  touch_context_ = context;
}

void Heap::touched(Object* o) {
  if (touch_handler_ != nullptr) {
    touch_handler_(touch_context_, o);
  } else {
    o->flags &= static_cast<uint16_t>(~kWatched);
  }
}

void Heap::charge(int64_t delta) {
  bytes_ += static_cast<size_t>(delta);
  if (delta > 0) allocated_ += static_cast<size_t>(delta);
}

void Heap::reserve(size_t size) {
  if (may_collect_ && allocated_ + size > threshold_ && size >= kSmallestThreshold)
    collect();
  make_room(size);
}

// Makes sure that `size` more bytes stay within the limit.
void Heap::make_room(size_t size) {
  if (size <= limit_ && bytes_ <= limit_ - size) return;
  if (size > limit_ || !may_collect_ || collecting_) throw MemoryExhausted{};
  collect_for_limit();
  release_empty_blocks();
  if (bytes_ > limit_ - size) throw MemoryExhausted{};
}

// A script that lives just below the limit would collect all the time: after a few futile
// attempts it gets its MemoryError although there would be a little room.
void Heap::collect_for_limit() {
  collect();
  if (tracer_.live_bytes_ < limit_ - limit_ / 32) {
    futile_ = 0;
  } else if (++futile_ > 4) {
    futile_ = 0;
    throw MemoryExhausted{};
  }
}

// -- Allocation -------------------------------------------------------------------------

Object* Heap::allocate_slow(Kind kind, Class* cls, size_t size) {
  if (may_collect_ && (stress_ || allocated_ >= threshold_)) collect();
  if (size >= kLargeSize) return allocate_large(kind, cls, size);
  if (size > static_cast<size_t>(gap_end_ - gap_) && !find_gap(size)) {
    return allocate_large(kind, cls, size);
  }
  auto* object = reinterpret_cast<Object*>(gap_);
  gap_ += size;
  return finish(object, kind, cls, size);
}

Object* Heap::allocate_large(Kind kind, Class* cls, size_t size) {
  make_room(size + sizeof(LargePrefix));
  // Room in the list first, so that nothing is lost when there is none.
  if (large_.size() == large_.capacity()) large_.reserve(large_.size() * 2 + 4);
  auto* prefix = static_cast<LargePrefix*>(std::calloc(1, size + sizeof(LargePrefix)));
  if (prefix == nullptr) throw MemoryExhausted{};
  prefix->size = size;
  bytes_ += size + sizeof(LargePrefix);
  allocated_ += size;
  auto* object = reinterpret_cast<Object*>(prefix + 1);
  object->kind = kind;
  object->mark = live_mark_;
  object->flags = kLarge;
  object->units = static_cast<uint32_t>(large_.size());
  object->cls = cls;
  large_.push_back(object);
  return object;
}

// Opens a gap with room for `size` bytes. False: better give the object memory of its
// own.
bool Heap::find_gap(size_t size) {
  bool medium = size > kMediumSize;
  if (medium && static_cast<size_t>(gap_end_ - gap_) >= kUsefulGap &&
      diverted_ < kMostDiverted) {
    diverted_++;
    return false;
  }
  for (bool collected = false;; collected = true) {
    char* low = nullptr;
    char* high = nullptr;
    Block* block = nullptr;
    while (diverted_ < kMostDiverted && next_gap(&low, &high, &block)) {
      auto room = static_cast<size_t>(high - low);
      bool fits = room >= size;
      if (fits || (medium && room >= kUsefulGap)) {
        close_gap();
        open_gap(*block, low, high, /*zeroed=*/false);
        diverted_ = fits ? 0 : 1;
        return fits;
      }
      poison(low, room);
    }
    diverted_ = 0;
    size_t block_size = next_block_size();
    if (size * 2 > block_size) return false;
    if (bytes_ + block_size <= limit_) {
      close_gap();
      add_block(block_size);
      return true;
    }
    if (collected || !may_collect_ || collecting_) throw MemoryExhausted{};
    collect_for_limit();
  }
}

// Sweeps on to the next free stretch between objects.
bool Heap::next_gap(char** low, char** high, Block** found) {
  while (sweep_next_ < sweep_end_) {
    Block& block = *blocks_[sweep_next_];
    size_t from = sweep_unit_;
    size_t at = block.skip_unmarked(from, live_mark_);
    if (at < block.units) {
      sweep_unit_ = at + block.object_at(at)->units;
    } else {
      sweep_next_++;
      sweep_unit_ = 0;
    }
    if (at > from) {
      *low = block.base + from * kUnit;
      *high = block.base + at * kUnit;
      *found = &block;
      return true;
    }
  }
  return false;
}

void Heap::open_gap(Block& block, char* low, char* high, bool zeroed) {
  auto size = static_cast<size_t>(high - low);
  unpoison(low, size);
  if (!zeroed) memset(low, 0, size);
  gap_ = low;
  gap_end_ = high;
  block_base_ = block.base;
  starts_ = block.starts;
  allocated_ += size;
}

void Heap::close_gap() {
  poison(gap_, static_cast<size_t>(gap_end_ - gap_));
  gap_ = gap_end_ = nullptr;
}

size_t Heap::next_block_size() const {
  return std::min(kLargestBlock, block_bytes_ + kFirstBlock);
}

void Heap::add_block(size_t size) {
  size_t units = size / kUnit;
  size_t head = sizeof(Block) + ((units + 63) / 64 - 1) * sizeof(uint64_t);
  head = (head + kUnit - 1) & ~(kUnit - 1);
  if (blocks_.size() == blocks_.capacity()) blocks_.reserve(blocks_.size() * 2 + 4);
  auto* memory = static_cast<char*>(std::calloc(1, head + size));
  if (memory == nullptr) throw MemoryExhausted{};
  auto* block = reinterpret_cast<Block*>(memory);
  block->base = memory + head;
  block->units = units;
  blocks_.push_back(block);
  bytes_ += size;
  block_bytes_ += size;
  open_gap(*block, block->base, block->end(), /*zeroed=*/true);
}

void Heap::free_block(Block* block) {
  unpoison(block->base, block->units * kUnit);
  bytes_ -= block->units * kUnit;
  block_bytes_ -= block->units * kUnit;
  std::free(block);
}

// -- Storage ----------------------------------------------------------------------------

Array* Heap::make_array(size_t capacity) {
  if (capacity > limit_ / sizeof(Value)) throw MemoryExhausted{};
  auto* array = make<Array>(Kind::kArray, nullptr, capacity * sizeof(Value));
  array->capacity = (size_of(array) - sizeof(Array)) / sizeof(Value);
  return array;
}

Array* Heap::grow_array(Array* array, size_t used, size_t capacity) {
  if (array == nullptr) return make_array(capacity);
  if (capacity <= array->capacity) return array;
  if (capacity > limit_ / sizeof(Value)) throw MemoryExhausted{};
  size_t size = (sizeof(Array) + capacity * sizeof(Value) + kUnit - 1) & ~(kUnit - 1);
  size_t old_size = size_of(array);
  char* end = reinterpret_cast<char*>(array) + old_size;
  if (!array->has(kLarge) && end == gap_ &&
      size - old_size <= static_cast<size_t>(gap_end_ - gap_) && size < kLargeSize) {
    gap_ += size - old_size;  // It was made last: it grows where it stands.
    array->units = static_cast<uint32_t>(size / kUnit);
    array->capacity = (size - sizeof(Array)) / sizeof(Value);
    return array;
  }
  if (!array->has(kLarge)) {
    Array* grown = make_array(capacity);
    memcpy(grown->items, array->items, used * sizeof(Value));
    release(array);
    return grown;
  }
  auto* grown = static_cast<Array*>(grow_large(array, size));
  grown->capacity = (size - sizeof(Array)) / sizeof(Value);
  return grown;
}

Object* Heap::grow_large(Object* o, size_t size) {
  size = (size + kUnit - 1) & ~(kUnit - 1);
  size_t old_size = size_of(o);
  if (may_collect_ && (stress_ || allocated_ >= threshold_)) collect();
  make_room(size - old_size);
  void* moved = std::realloc(prefix_of(o), size + sizeof(LargePrefix));
  if (moved == nullptr) throw MemoryExhausted{};
  auto* prefix = static_cast<LargePrefix*>(moved);
  prefix->size = size;
  auto* grown = reinterpret_cast<Object*>(prefix + 1);
  memset(reinterpret_cast<char*>(grown) + old_size, 0, size - old_size);
  large_[grown->units] = grown;
  bytes_ += size - old_size;
  allocated_ += size - old_size;
  return grown;
}

void Heap::release(Object* o) {
  if (o == nullptr || o->has(kImmortal)) return;
  if (o->has(kLarge)) {
    free_large(o);
    return;
  }
  size_t size = size_t{o->units} * kUnit;
  char* low = reinterpret_cast<char*>(o);
  if (low + size != gap_) return;  // The next collection finds it.
  size_t unit = static_cast<size_t>(low - block_base_) / kUnit;
  starts_[unit / 64] &= ~(uint64_t{1} << (unit % 64));
  memset(low, 0, size);
  gap_ = low;
}

void Heap::free_large(Object* o) {
  Object* last = large_.back();
  large_[o->units] = last;
  last->units = o->units;
  large_.pop_back();
  bytes_ -= prefix_of(o)->size + sizeof(LargePrefix);
  std::free(prefix_of(o));
}

// -- Collecting -------------------------------------------------------------------------

// Not inlined, so that the registers it saves are on the stack that is scanned.
__attribute__((noinline)) void Heap::collect() {
  if (collecting_ || !may_collect_) return;
  collecting_ = true;
  collections_++;
  close_gap();
  finish_sweep();
  prepare_lookup();
  live_mark_ = live_mark_ == 1 ? 2 : 1;
  tracer_.live_mark_ = live_mark_;
  if (census_of_ != nullptr) take_census();
  tracer_.live_bytes_ = 0;
  visit_roots();
  if (roots_ != nullptr) {
    __builtin_unwind_init();
    roots_->scan_stacks(*this, tracer_);
  }
  tracer_.drain();
  see_to_the_dying();
  if (roots_ != nullptr) roots_->after_marking(*this);
  sweep_large();
  sweep_next_ = sweep_unit_ = 0;
  sweep_end_ = blocks_.size();
  allocated_ = 0;
  diverted_ = 0;
  threshold_ = std::max(kSmallestThreshold, tracer_.live_bytes_);
  if (block_bytes_ > 2 * (tracer_.live_bytes_ + threshold_)) release_empty_blocks();
  large_ranges_ = {};
  if (tracer_.pending_.capacity() > 1024) tracer_.pending_ = {};
  if (tracer_.ranges_.capacity() > 1024) tracer_.ranges_ = {};
  collecting_ = false;
}

void Heap::visit_roots() {
  for (RootVector* roots = roots_head_; roots != nullptr; roots = roots->next_) {
    tracer_.visit(roots->data(), roots->size());
  }
  for (Object* o : dying_) tracer_.visit(o);
  if (roots_ != nullptr) roots_->trace_roots(tracer_);
}

// Marks what is certainly alive and counts views among that. The marks are taken back:
// what a frame holds by chance must outlive this collection as all that is reached.
void Heap::take_census() {
  tracer_.certain_only_ = true;
  visit_roots();
  tracer_.drain();
  tracer_.certain_only_ = false;
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
  collect();
  release_empty_blocks();
  tracer_.pending_ = {};
  tracer_.ranges_ = {};
  blocks_.shrink_to_fit();
  large_.shrink_to_fit();
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

// Of the objects that asked for it and are not marked: brings those with __del__ back for
// one more round, with all they refer to; then runs the native finalizers of the others.
void Heap::see_to_the_dying() {
  size_t first = dying_.size();
  for (Object* o : finalizable_) {
    bool has_del = (o->cls->class_flags & kHasDel) != 0 && !o->has(kFinalized);
    if (o->mark == live_mark_ || !has_del) continue;
    o->flags |= kFinalized;
    dying_.push_back(o);
  }
  for (size_t n = first; n < dying_.size(); n++) tracer_.visit(dying_[n]);
  tracer_.drain();
  std::erase_if(finalizable_, [this](Object* o) {
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
  large_ranges_.clear();
  large_ranges_.reserve(large_.size());
  for (Object* o : large_) {
    auto low = reinterpret_cast<uintptr_t>(o);
    large_ranges_.push_back({low, low + prefix_of(o)->size, o});
  }
  std::sort(large_ranges_.begin(), large_ranges_.end(),
            [](const LargeRange& a, const LargeRange& b) { return a.low < b.low; });
  lowest_ = UINTPTR_MAX;
  highest_ = 0;
  if (!blocks_.empty()) {
    lowest_ = reinterpret_cast<uintptr_t>(blocks_.front()->base);
    highest_ = reinterpret_cast<uintptr_t>(blocks_.back()->end());
  }
  if (!large_ranges_.empty()) {
    lowest_ = std::min(lowest_, large_ranges_.front().low);
    highest_ = std::max(highest_, large_ranges_.back().high);
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
  auto range = std::upper_bound(
      large_ranges_.begin(), large_ranges_.end(), address,
      [](uintptr_t wanted, const LargeRange& r) { return wanted < r.low; });
  if (range == large_ranges_.begin()) return nullptr;
  --range;
  return address < range->high ? range->object : nullptr;
}

// Reads whatever is on a stack, red zones of the sanitizers included.
__attribute__((noinline, no_sanitize_address, no_sanitize_thread)) void Heap::scan_words(
    const void* low, const void* high, Tracer& tracer) {
  auto first = (reinterpret_cast<uintptr_t>(low) + sizeof(uintptr_t) - 1) &
               ~(sizeof(uintptr_t) - 1);
  const auto* end = reinterpret_cast<const uintptr_t*>(high);
  for (const auto* word = reinterpret_cast<const uintptr_t*>(first); word < end; word++) {
    uintptr_t address = *word;
    if (address < lowest_ || address >= highest_) continue;
    Object* o = find_object(address);
    if (o != nullptr) tracer.visit(o);
  }
}

// -- RootVector -------------------------------------------------------------------------

RootVector::RootVector(Heap& heap)
    : heap_(heap), previous_(nullptr), next_(heap.roots_head_) {
  if (next_ != nullptr) next_->previous_ = this;
  heap.roots_head_ = this;
}

RootVector::~RootVector() {
  if (next_ != nullptr) next_->previous_ = previous_;
  if (previous_ != nullptr) {
    previous_->next_ = next_;
  } else {
    heap_.roots_head_ = next_;
  }
}

}  // namespace scriptling
