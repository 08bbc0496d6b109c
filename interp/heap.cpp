#include "interp/heap.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>

#include "interp/heap_impl.h"

namespace scriptling {

namespace {

constexpr size_t kFirstBlock = 1088;  // Enough for a call that sleeps.
constexpr size_t kLargestBlock = 32 * 1024;
// Objects above this size do not make allocation walk past gaps that are useful to
// others.
constexpr size_t kMediumSize = 256;
constexpr size_t kUsefulGap = 128;
constexpr int kMostDiverted = 8;

// Walking malloc's free lists takes milliseconds, so small heaps do not count.
constexpr size_t kGreedyHeap = 4 << 20;
constexpr size_t kWorthReturning = 64 << 20;
std::atomic<size_t> freed_by_greedy{0};

}  // namespace

void note_freed(size_t bytes) {
  if (bytes < kGreedyHeap) return;
  if (freed_by_greedy.fetch_add(bytes) + bytes < kWorthReturning) return;
  freed_by_greedy = 0;
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

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
  note_freed(bytes_);
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
  if (collector_->tracer.live_bytes_ < limit_ - limit_ / 32) {
    futile_ = 0;
  } else if (++futile_ > 4) {
    futile_ = 0;
    throw MemoryExhausted{};
  }
}

// -- Allocation -------------------------------------------------------------------------

bool Heap::is_time_to_collect() {
  if (stress_ == 0) return allocated_ >= threshold_;
  if (++unstressed_ < stress_) return false;
  unstressed_ = 0;
  return true;
}

Object* Heap::allocate_slow(Kind kind, Class* cls, size_t size) {
  if (may_collect_ && is_time_to_collect()) collect();
  if (size >= kLargeSize) return allocate_large(kind, cls, size);
  if (size > static_cast<size_t>(gap_end_ - gap_) && !find_gap(size)) {
    return allocate_large(kind, cls, size);
  }
  auto* object = reinterpret_cast<Object*>(gap_);
  gap_ += size;
  return finish(object, kind, cls, size);
}

// Memory of the process, which may have none although the heap is within its limit: then
// what is garbage goes first.
void* Heap::get_zeroed(size_t size) {
  void* memory = std::calloc(1, size);
  if (memory == nullptr && may_collect_ && !collecting_) {
    collect();
    release_empty_blocks();
    memory = std::calloc(1, size);
  }
  if (memory == nullptr) throw MemoryExhausted{};
  return memory;
}

Object* Heap::allocate_large(Kind kind, Class* cls, size_t size) {
  make_room(size + sizeof(LargePrefix));
  // Room in the list first, so that nothing is lost when there is none.
  if (large_.size() == large_.capacity()) large_.reserve(large_.size() * 2 + 4);
  auto* prefix = static_cast<LargePrefix*>(get_zeroed(size + sizeof(LargePrefix)));
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
  if (blocks_.size() == blocks_.capacity()) blocks_.reserve(blocks_.size() * 2 + 1);
  auto* memory = static_cast<char*>(get_zeroed(head + size));
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

Owned<Array> Heap::make_array(size_t capacity) {
  if (capacity > limit_ / sizeof(Value)) throw MemoryExhausted{};
  auto array = make_owned<Array>(Kind::kArray, capacity * sizeof(Value));
  array->capacity = (size_of(array) - sizeof(Array)) / sizeof(Value);
  return array;
}

void Heap::grow_array(Owned<Array>& array, size_t used, size_t capacity) {
  if (array.get() == nullptr) {
    array = make_array(capacity);
    return;
  }
  if (capacity <= array->capacity) return;
  if (capacity > limit_ / sizeof(Value)) throw MemoryExhausted{};
  if (grow_in_place(array, sizeof(Array) + capacity * sizeof(Value))) {
    array->capacity = (size_of(array) - sizeof(Array)) / sizeof(Value);
    return;
  }
  Owned<Array> grown = make_array(capacity);
  memcpy(grown->items, array->items, used * sizeof(Value));
  retire(std::exchange(array, std::move(grown)));
}

// What was made last may grow into the rest of the gap.
bool Heap::grow_in_place(Object* o, size_t size) {
  if (o->has(kLarge)) return false;
  size = (size + kUnit - 1) & ~(kUnit - 1);
  size_t old_size = size_of(o);
  bool is_last = reinterpret_cast<char*>(o) + old_size == gap_;
  bool fits =
      size < kLargeSize && size - old_size <= static_cast<size_t>(gap_end_ - gap_);
  if (!is_last || !fits) return false;
  gap_ += size - old_size;
  o->units = static_cast<uint32_t>(size / kUnit);
  return true;
}

void Heap::free_retired() {
  for (Object* o : retired_) free_large(o);
  retired_.clear();
}

void Heap::take_back(Object* fresh) {
  if (fresh->has(kLarge)) {
    free_large(fresh);
    return;
  }
  size_t size = size_of(fresh);
  char* low = reinterpret_cast<char*>(fresh);
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
