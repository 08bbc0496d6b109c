// The memory of one environment: bump allocation into the gaps of small blocks, and a
// non-moving mark-and-sweep collector that scans the native stack conservatively.
//
// Natives are therefore written as plain C++: an object held in a local variable stays
// alive. What the collector does not find is a Value in malloc'd memory; RootVector and
// Root are for that. A new object is zeroed, which is a valid state of every kind.
//
// A collection happens when a slice begins or inside allocate(), and only while
// collecting is allowed: the Vm allows it while it knows where the native stack begins,
// which is in a slice and within a HostScope (vm.h).
//
// Only the collector frees what a pointer may still lead to. Storage that was outgrown
// goes earlier, but not before the slice has ended without a native in the middle of
// something (retire, free_retired), so that a loan of it is never a dangling pointer.
// With assertions on, marking checks that each object it meets is one.
//
// Allocation beyond the limit throws MemoryExhausted, which the Vm turns into MemoryError
// in the script. Dropping the Heap frees everything at once; only objects with a
// finalizer are visited.
//
// Blocks start at 1 KiB and double up to 32 KiB, so that the heap of a small task is
// small. Sweeping is lazy: the gaps of a block are found, and zeroed, when allocation
// gets there.
//
// One thread at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "interp/object.h"

namespace scriptling {

struct MemoryExhausted {};

// Handed to trace functions; visits what an object refers to.
class Tracer {
 public:
  void visit(const Value& v) {
    if (v.is_object()) visit(v.o);
  }
  void visit(Object* o) {
    if (o != nullptr && o->mark != live_mark_ && !(o->flags & kImmortal)) mark(o);
  }
  void visit(const Value* values, size_t count) {
    for (size_t n = 0; n < count; n++) visit(values[n]);
  }
  // For arrays that may be long: visits them piece by piece, so that the list of what is
  // still to do stays short.
  void visit_later(const Value* values, size_t count);
  // What may be a leftover (a temporary that no code reads again) is not to be visited.
  bool certain_only() const { return certain_only_; }

 private:
  friend class Heap;
  void mark(Object* o);
  void drain();

  struct Range {
    const Value* next;
    const Value* end;
  };
#ifndef NDEBUG
  const Heap* heap_ = nullptr;
#endif
  uint8_t live_mark_ = 0;
  bool certain_only_ = false;
  size_t live_bytes_ = 0;
  std::vector<Object*> pending_;
  std::vector<Range> ranges_;
};

// Visits everything that `o` refers to, its class included (heap_trace.cpp).
void trace_object(Object* o, Tracer& tracer);

// Whoever knows roots: the Vm.
class RootSource {
 public:
  virtual ~RootSource() = default;
  virtual void trace_roots(Tracer& tracer) = 0;
  // The part of the running native stack (and of stacks put aside) that may hold values:
  // calls heap.scan_words(low, high) for each.
  virtual void scan_stacks(Heap& heap, Tracer& tracer) = 0;
  // Called after marking, before anything is freed.
  virtual void after_marking(Heap& heap) = 0;
};

class Heap {
 public:
  static constexpr size_t kUnit = 16;
  static constexpr size_t kLargeSize = 8 * 1024;  // From here on memory of its own.

  explicit Heap(RootSource* roots, size_t limit);
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  // A zeroed object of `size` bytes (header included) with its header filled in.
  Object* allocate(Kind kind, Class* cls, size_t size) {
    size_t rounded = (size + kUnit - 1) & ~(kUnit - 1);
    if (rounded > static_cast<size_t>(gap_end_ - gap_) || stress_) {
      return allocate_slow(kind, cls, rounded);
    }
    auto* object = reinterpret_cast<Object*>(gap_);
    gap_ += rounded;
    return finish(object, kind, cls, rounded);
  }
  template <class T>
  T* make(Kind kind, Class* cls, size_t extra = 0) {
    return static_cast<T*>(allocate(kind, cls, sizeof(T) + extra));
  }

  // Storage, with `extra` bytes behind the struct.
  template <class T>
  Owned<T> make_owned(Kind kind, size_t extra) {
    return Owned<T>(make<T>(kind, nullptr, extra));
  }
  // Storage for lists; `capacity` Values.
  Owned<Array> make_array(size_t capacity);
  // Gives `array` room for `capacity` Values, in other storage if need be; the first
  // `used` stay. It may be empty.
  void grow_array(Owned<Array>& array, size_t used, size_t capacity);
  // Takes storage that its owner needs no more. If it is large it is freed by
  // free_retired(); all else, and what a collection found a trace of, by the collector.
  template <class T>
  void retire(Owned<T> storage) {
    if (storage.get() != nullptr && storage->has(kLarge)) retired_.push_back(storage);
    storage = nullptr;
  }
  bool has_retired() const { return !retired_.empty(); }
  // Requires: no native is in the middle of anything, so that no loan is under way.
  void free_retired();
  // Undoes an allocation. Requires: nothing has ever referred to `fresh` but the caller.
  void take_back(Object* fresh);

  // Before every write to a mutable object.
  void touch(Object* o) {
    if (o->flags & kWatched) [[unlikely]]
      touched(o);
  }

  // Does nothing while collecting is not allowed.
  void collect();
  // The same, if as much was made since the last time as makes it worth the while. Each
  // slice begins with this, or what is made between slices would never be looked at.
  void collect_if_due() {
    if (allocated_ >= threshold_) [[unlikely]]
      collect();
  }
  // Collects and gives every block that is empty back: before a long sleep.
  void trim();
  // How many views of `array` a script can still get at: collects, and counts those that
  // are found without the native stack and leftovers in registers.
  uint32_t count_views(const ByteArray* array);
  // What `o` takes, header included. Requires: it is not immortal.
  static size_t size_of(const Object* o);

  // Has `o` seen to when it dies (sets kFinalize): if its class has TypeSlots::finalize,
  // that runs; if the class has __del__ (kHasDel), the object is kept once more and
  // handed out by take_finalizable(), so that the Vm can call it.
  void add_finalizable(Object* o);
  bool has_finalizable() const { return !dying_.empty(); }
  // The dead with __del__ since the last call, oldest first. The caller keeps them alive
  // (a native's local, RootVector); they are not handed out again.
  std::vector<Object*> take_finalizable();

  // How many bytes blocks and large objects take.
  size_t bytes() const { return bytes_; }
  size_t limit() const { return limit_; }
  void set_limit(size_t limit) { limit_ = limit; }
  // Throws MemoryExhausted if `size` more bytes would break the limit even after a
  // collection. For natives that are about to build something big outside the heap.
  void reserve(size_t size);
  // Memory outside the heap that belongs to objects in it.
  void charge(int64_t delta);

  // The Vm allows collections while it runs a slice.
  void allow_collecting(bool allowed) { may_collect_ = allowed; }
  bool may_collect() const { return may_collect_; }
  // Test mode: collect at every so many allocations; 0 is as usual.
  void set_stress(uint32_t every) { stress_ = every; }

  // Marks whatever the words in [low, high) may point to, interior pointers included.
  void scan_words(const void* low, const void* high, Tracer& tracer);

  // For RootSource::after_marking: whether `o` survives.
  bool is_marked(const Object* o) const {
    return o->mark == live_mark_ || o->has(kImmortal);
  }
  // Called with each watched object before its first write; see journal.h.
  using TouchHandler = void (*)(void* context, Object* o);
  void set_touch_handler(TouchHandler handler, void* context);

  // Every object, dead ones that were not swept yet included.
  void for_each_object(void (*visit)(void* context, Object* o), void* context);

  size_t collections() const { return collections_; }

 private:
  friend class RootVector;
  friend class Tracer;
  struct Block;

  Object* finish(Object* object, Kind kind, Class* cls, size_t size) {
    object->kind = kind;
    object->mark = live_mark_;
    object->flags = 0;
    object->units = static_cast<uint32_t>(size / kUnit);
    object->cls = cls;
    note_start(object);
    return object;
  }
  void note_start(Object* object) {
    size_t unit =
        static_cast<size_t>(reinterpret_cast<char*>(object) - block_base_) / kUnit;
    starts_[unit / 64] |= uint64_t{1} << (unit % 64);
  }
  Object* allocate_slow(Kind kind, Class* cls, size_t size);
  Object* allocate_large(Kind kind, Class* cls, size_t size);
  void* get_zeroed(size_t size);
  bool grow_in_place(Object* o, size_t size);
  bool find_gap(size_t size);
  bool next_gap(char** low, char** high, Block** block);
  void open_gap(Block& block, char* low, char* high, bool zeroed);
  void close_gap();
  size_t next_block_size() const;
  void add_block(size_t size);
  void free_block(Block* block);
  void visit_roots(Tracer& tracer);
  void take_census(Tracer& tracer);
  bool is_time_to_collect();
  void finish_sweep();
  void release_empty_blocks();
  void sweep_large();
  void free_large(Object* o);
  void make_room(size_t size);
  void collect_for_limit();
  void prepare_lookup();
  Object* find_object(uintptr_t address) const;
#ifndef NDEBUG
  void check_is_alive(const Object* o) const;
#endif
  void touched(Object* o);
  void see_to_the_dying(Tracer& tracer);

  // The gap being filled, and the block it is in.
  char* gap_ = nullptr;
  char* gap_end_ = nullptr;
  char* block_base_ = nullptr;
  uint64_t* starts_ = nullptr;

  uint8_t live_mark_ = 1;
  uint32_t stress_ = 0;
  uint32_t unstressed_ = 0;  // Allocations since the last that did.
  bool may_collect_ = false;
  bool collecting_ = false;
  RootSource* roots_;
  size_t limit_;
  size_t bytes_ = 0;        // Blocks, large objects and charges.
  size_t block_bytes_ = 0;  // Blocks only.
  // Gaps and large objects handed out since the last collection, and how much may be
  // before the next one.
  size_t allocated_ = 0;
  size_t threshold_;
  size_t collections_ = 0;
  int diverted_ = 0;  // Objects in a row for which the gap was too small.
  ByteArray const* census_of_ = nullptr;  // While count_views() collects.
  uint32_t census_ = 0;
  int futile_ = 0;  // Collections at the limit in a row that freed next to nothing.

  std::vector<Block*> blocks_;    // Sorted by address while collecting.
  std::vector<Object*> large_;    // Unordered; `units` is the index.
  std::vector<Object*> retired_;  // Large; since the last collection.
  std::vector<Object*> finalizable_;
  std::vector<Object*> dying_;  // Wait for take_finalizable().
  class RootVector* roots_head_ = nullptr;
  TouchHandler touch_handler_ = nullptr;
  void* touch_context_ = nullptr;

  // Lazy sweeping has come to unit `sweep_unit_` of block `sweep_next_`; blocks from
  // `sweep_end_` on are newer than the last collection.
  size_t sweep_next_ = 0;
  size_t sweep_unit_ = 0;
  size_t sweep_end_ = 0;

  // What only a collection needs: most small tasks never have one.
  struct Collector;
  std::unique_ptr<Collector> collector_;
};

// A vector of Values that the collector sees. Lives on the native stack or in a host
// object; must not outlive its heap.
class RootVector {
 public:
  explicit RootVector(Heap& heap);
  ~RootVector();
  RootVector(const RootVector&) = delete;
  RootVector& operator=(const RootVector&) = delete;

  void push_back(Value v) { values_.push_back(v); }
  void pop_back() { values_.pop_back(); }
  void resize(size_t n) { values_.resize(n); }
  void reserve(size_t n) { values_.reserve(n); }
  void clear() { values_.clear(); }
  size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  Value& operator[](size_t n) { return values_[n]; }
  Value& back() { return values_.back(); }
  Value* data() { return values_.data(); }
  Value* begin() { return values_.data(); }
  Value* end() { return values_.data() + values_.size(); }

 private:
  friend class Heap;
  Heap& heap_;
  RootVector* previous_;
  RootVector* next_;
  std::vector<Value> values_;
};

}  // namespace scriptling
