#include "interp/heap.h"

#include <catch2/catch.hpp>
#include <vector>

#include "interp/containers.h"
#include "interp/str.h"
#include "interp/types.h"

namespace scriptling {
namespace {

constexpr size_t kLimit = size_t{64} << 20;

// Roots that a test chooses, and a piece of "stack" that is scanned conservatively.
class TestRoots final : public RootSource {
 public:
  void trace_roots(Tracer& tracer) override {
    for (Object* o : exact) tracer.visit(o);
  }
  void scan_stacks(Heap& heap, Tracer& tracer) override {
    heap.scan_words(words.data(), words.data() + words.size(), tracer);
  }
  void after_marking(Heap&) override {}

  std::vector<Object*> exact;
  std::vector<uintptr_t> words;
};

struct TestHeap {
  TestHeap() {
    init_core();
    heap.allow_collecting(true);
  }
  size_t live() {
    heap.collect();
    size_t count = 0;
    heap.collect();  // The second one finishes what the first left unswept.
    heap.for_each_object([](void* n, Object*) { ++*static_cast<size_t*>(n); }, &count);
    return count;
  }

  TestRoots roots;
  Heap heap{&roots, kLimit};
};

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int n = 0; n < times; n++) all += text;
  return all;
}

TEST_CASE("a heap with little in it stays small") {
  TestHeap t;
  for (int n = 0; n < 15; n++) t.roots.exact.push_back(make_str(t.heap, "something"));
  CHECK(t.heap.bytes() <= 1088);
}

TEST_CASE("what no root reaches is freed") {
  TestHeap t;
  List* kept = make_list(t.heap);
  t.roots.exact.push_back(kept);
  for (int n = 0; n < 1000; n++) {
    Str* s = make_str(t.heap, "text " + std::to_string(n));
    if (n % 10 == 0) list_append(t.heap, kept, Value::object(s));
  }
  CHECK(t.live() == 102);  // The list, its storage and 100 strings.
  for (size_t n = 0; n < kept->size; n++) {
    CHECK(as<Str>(kept->items()[n])->view() == "text " + std::to_string(n * 10));
  }
  t.roots.exact.clear();
  CHECK(t.live() == 0);
}

TEST_CASE("a word that points into an object keeps it alive") {
  TestHeap t;
  Str* small = make_str(t.heap, "small and found by its middle");
  Array* large = t.heap.make_array(4096);
  large->items[4000] = Value::object(make_str(t.heap, "kept by the array"));
  make_str(t.heap, "lost");
  t.roots.words = {reinterpret_cast<uintptr_t>(small->data) + 3,
                   reinterpret_cast<uintptr_t>(&large->items[4095]), 0, 1, ~uintptr_t{0}};
  CHECK(t.live() == 3);
  CHECK(small->view() == "small and found by its middle");
  CHECK(as<Str>(large->items[4000])->view() == "kept by the array");
}

TEST_CASE("new objects are zeroed, in fresh memory and in gaps") {
  TestHeap t;
  for (int round = 0; round < 5; round++) {
    for (int n = 0; n < 3000; n++) {
      Array* array = t.heap.make_array(static_cast<size_t>(n % 40 + 1));
      for (size_t i = 0; i < array->capacity; i++) {
        REQUIRE(array->items[i].is_undefined());
        array->items[i] = Value::integer(-1);
      }
      if (n % 7 == round) t.roots.exact.push_back(array);
    }
    t.heap.collect();
  }
}

TEST_CASE("every size survives many collections") {
  TestHeap t;
  List* all = make_list(t.heap);
  t.roots.exact.push_back(all);
  for (int n = 0; n < 400; n++) {
    std::string text = repeated("ab", n * n / 4);
    list_append(t.heap, all, Value::object(make_str(t.heap, text)));
    if (n % 3 == 0) make_str(t.heap, text);
    if (n % 50 == 0) t.heap.collect();
  }
  for (int n = 0; n < 400; n++) {
    CHECK(as<Str>(all->items()[n])->size == static_cast<uint32_t>(n * n / 4 * 2));
  }
}

TEST_CASE("a list of a million links is collected without recursion") {
  TestHeap t;
  Value chain = Value::none();
  for (int n = 0; n < 1000000; n++) {
    chain = Value::object(make_tuple(t.heap, {chain}));
    t.roots.exact = {chain.o};
  }
  CHECK(t.live() == 1000000);
}

TEST_CASE("an array grows in place and by copying") {
  TestHeap t;
  Owned<Array> array;
  size_t used = 0;
  for (size_t capacity = 1; capacity < 100000; capacity += capacity / 2 + 1) {
    t.heap.grow_array(array, used, capacity);
    REQUIRE(array->capacity >= capacity);
    for (size_t n = 0; n < used; n++)
      REQUIRE(array->items[n].i == static_cast<int64_t>(n));
    for (size_t n = used; n < array->capacity; n++) {
      REQUIRE(array->items[n].is_undefined());
    }
    for (; used < capacity; used++) {
      array->items[used] = Value::integer(static_cast<int64_t>(used));
    }
    t.roots.exact = {array.get()};
    if (capacity % 2 == 0) t.heap.collect();
  }
  CHECK(t.live() == 1);
}

TEST_CASE("beyond the limit MemoryExhausted is thrown, and room can be made again") {
  TestHeap t;
  t.heap.set_limit(1 << 20);
  CHECK_THROWS_AS(t.heap.make_array(1 << 20), MemoryExhausted);
  CHECK_THROWS_AS(
      [&] {
        for (;;) t.roots.exact.push_back(make_str(t.heap, "some text that is kept"));
      }(),
      MemoryExhausted);
  CHECK(t.heap.bytes() <= t.heap.limit());
  t.roots.exact.clear();
  CHECK_NOTHROW(make_str(t.heap, repeated("x", 500000)));
  // Garbage does not count.
  for (int n = 0; n < 100; n++) make_str(t.heap, repeated("x", 100000));
}

TEST_CASE("empty blocks are given back") {
  TestHeap t;
  for (int n = 0; n < 100000; n++) {
    t.roots.exact.push_back(make_str(t.heap, "sixteen or more bytes of text"));
  }
  size_t full = t.heap.bytes();
  t.roots.exact.clear();
  t.heap.trim();
  CHECK(full > size_t{4} << 20);
  CHECK(t.heap.bytes() <= 64 * 1024);
}

TEST_CASE("retired storage can be looked at until it is freed") {
  TestHeap t;
  size_t before = t.heap.bytes();
  Owned<Array> array = t.heap.make_array(100000);
  array->items[7] = Value::integer(7);
  Array* loan = array;
  t.roots.words = {reinterpret_cast<uintptr_t>(loan)};
  CHECK(t.heap.bytes() >= before + 1600000);
  t.heap.grow_array(array, 8, 200000);
  CHECK(loan != array.get());
  CHECK(loan->items[7].i == 7);
  CHECK(array->items[7].i == 7);
  CHECK(t.heap.bytes() >= before + 4800000);
  t.heap.free_retired();
  CHECK(t.heap.bytes() < before + 3300000);
  t.heap.retire(std::move(array));
  CHECK(array.get() == nullptr);
  t.heap.free_retired();
  CHECK(t.heap.bytes() == before);
}

TEST_CASE("a collection frees what is retired, unless somebody still looks at it") {
  TestHeap t;
  Owned<Array> array = t.heap.make_array(100000);
  t.roots.words = {reinterpret_cast<uintptr_t>(array.get())};
  t.heap.retire(std::move(array));
  CHECK(t.live() == 1);
  t.heap.free_retired();  // It is no longer known as retired.
  CHECK(t.live() == 1);
  t.roots.words.clear();
  CHECK(t.live() == 0);
}

TEST_CASE("memory outside the heap counts") {
  TestHeap t;
  size_t before = t.heap.bytes();
  t.heap.charge(5000);
  CHECK(t.heap.bytes() == before + 5000);
  t.heap.charge(-5000);
}

TEST_CASE("a RootVector keeps its values, and vectors may end in any order") {
  TestHeap t;
  auto first = std::make_unique<RootVector>(t.heap);
  auto second = std::make_unique<RootVector>(t.heap);
  first->push_back(Value::object(make_str(t.heap, "first")));
  second->push_back(Value::object(make_str(t.heap, "second")));
  CHECK(t.live() == 2);
  first.reset();
  CHECK(t.live() == 1);
  CHECK(as<Str>((*second)[0])->view() == "second");
}

TEST_CASE("native finalizers run once, at death or at the heap's end") {
  static int finalized;
  finalized = 0;
  TypeSlots slots;
  slots.finalize = [](Object*) { finalized++; };
  Class cls{};
  cls.kind = Kind::kClass;
  cls.flags = kImmortal;
  cls.slots = &slots;
  {
    TestHeap t;
    for (int n = 0; n < 3; n++) {
      Object* o = t.heap.allocate(Kind::kNativeObject, &cls, sizeof(Object) + 16);
      t.heap.add_finalizable(o);
      if (n == 0) t.roots.exact.push_back(o);
    }
    t.heap.collect();
    CHECK(finalized == 2);
    t.heap.collect();
    CHECK(finalized == 2);
  }
  CHECK(finalized == 3);
}

TEST_CASE("an object with __del__ is handed out once, with all it refers to") {
  TestHeap t;
  Class cls{};
  cls.kind = Kind::kClass;
  cls.flags = kImmortal;
  cls.class_flags = kHasDel;
  Tuple* tuple = make_tuple(t.heap, {Value::object(make_str(t.heap, "its content"))});
  tuple->cls = &cls;
  t.heap.add_finalizable(tuple);
  t.heap.collect();
  REQUIRE(t.heap.has_finalizable());
  t.heap.collect();  // It waits, however often.
  std::vector<Object*> dead = t.heap.take_finalizable();
  REQUIRE(dead.size() == 1);
  CHECK(as<Str>(static_cast<Tuple*>(dead[0])->items[0])->view() == "its content");
  CHECK(t.live() == 0);
  CHECK(!t.heap.has_finalizable());
}

TEST_CASE("the touch handler hears of watched objects only") {
  TestHeap t;
  static std::vector<Object*> heard;
  heard.clear();
  t.heap.set_touch_handler(
      [](void*, Object* o) {
        o->flags &= static_cast<uint16_t>(~kWatched);
        heard.push_back(o);
      },
      nullptr);
  List* list = make_list(t.heap);
  list_append(t.heap, list, Value::none());
  CHECK(heard.empty());
  list->flags |= kWatched;
  list_append(t.heap, list, Value::none());
  list_append(t.heap, list, Value::none());
  CHECK(heard == std::vector<Object*>{list});
}

TEST_CASE("collecting at every allocation changes nothing") {
  TestHeap t;
  t.heap.set_stress(1);
  List* list = make_list(t.heap);
  t.roots.exact.push_back(list);
  for (int n = 0; n < 300; n++) {
    Str* s = make_str(t.heap, std::to_string(n));
    t.roots.words = {reinterpret_cast<uintptr_t>(s)};
    list_append(t.heap, list, Value::object(s));
  }
  for (int n = 0; n < 300; n++) {
    CHECK(as<Str>(list->items()[n])->view() == std::to_string(n));
  }
}

}  // namespace
}  // namespace scriptling
