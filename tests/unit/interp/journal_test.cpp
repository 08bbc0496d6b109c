#include "interp/journal.h"

#include <catch2/catch.hpp>

#include "tests/unit/interp/environment.h"

namespace scriptling {
namespace {

// A module, and what calls of its functions do to it.
struct Handler : Environment {
  explicit Handler(const std::string& source) {
    REQUIRE(run(source));
    vm.keep_image();
  }
  std::string call(std::string_view function) {
    Value* f = dict_find(vm.main_module()->dict, function);
    REQUIRE(f != nullptr);
    vm.start_call(*f, {});
    Outcome outcome;
    do {
      outcome = vm.run(1000);
    } while (outcome == Outcome::kPreempted);
    if (outcome == Outcome::kRaised) return vm.exception_text(vm.exception());
    Value result = vm.result();
    return std::string(to_str(vm, result)->view());
  }
};

TEST_CASE("whatever a call changed is as it was after restoring") {
  Handler h(R"(
import_count = 0
numbers = [3, 1, 2]
table = {"a": 1, "b": [1, 2], 3: "x"}
unique = {5, 1, 9}
class Thing:
    kind = "thing"
    def __init__(self):
        self.size = 1
    def show(self):
        return f"{self.kind} {sorted(self.__dict__.items())}"
class Sub(Thing):
    pass
thing = Sub()
class Names(list):
    pass
names = Names(["x"])
names.extra = 1
def make_counter():
    n = 10
    def step():
        nonlocal n
        n += 1
        return n
    return step
counter = make_counter()
def defaults(a, into=[]):
    into.append(a)
    return len(into)
def evens():
    n = 0
    while True:
        yield n
        n += 2
stream = evens()
next(stream)
walk = iter([1, 2, 3, 4])
next(walk)

def state():
    return repr([import_count, numbers, table, unique, thing.show(), names,
                 names.extra, hasattr(thing, "more"), Sub.kind, defaults.__dict__,
                 len(Thing.__subclasses__()), len(table["b"])])

def mess():
    global import_count, numbers
    import_count += 1
    numbers.sort()
    numbers += range(100)
    numbers = 7
    table["b"].append(3)
    del table["a"]
    table["new"] = 1
    for n in range(100):
        table[n] = n
    unique.discard(5)
    unique.add(77)
    thing.size = 2
    thing.more = {}
    thing.__dict__["odd name"] = 1
    names.append("y")
    names.extra = 2
    names.other = 3
    Thing.kind = "changed"
    Thing.show = lambda self: "other"
    class Late(Thing):
        pass
    defaults.note = 1
    globals_made = 1
    return [counter(), counter(), defaults(1), defaults(2), next(stream), next(stream),
            next(walk), Sub.kind, thing.show()]
)");
  std::string state = h.call("state");
  std::string messed = h.call("mess");
  CHECK(messed == "[11, 12, 1, 2, 2, 4, 2, 'changed', 'other']");
  CHECK(h.call("state") != state);
  for (int round = 0; round < 5; round++) {
    REQUIRE(h.vm.restore_image());
    CHECK(h.call("state") == state);
    h.vm.heap().set_stress(round == 3);
    CHECK(h.call("mess") == messed);
  }
}

TEST_CASE("containers of the library are as they were after restoring") {
  Handler h(R"(
import collections, functools, itertools
queue = collections.deque([1, 2, 3], 5)
empty = collections.deque()
counts = collections.Counter("aab")
groups = collections.defaultdict(list, a=[1])
order = collections.OrderedDict(x=1, y=2)
numbers = itertools.count(5)
rest = itertools.cycle("ab")
next(rest)
left, right = itertools.tee(iter([1, 2, 3]))
next(left)
part = functools.partial(int, base=2)
@functools.lru_cache(maxsize=2)
def double(n):
    return n * 2
double(1)

def state():
    return repr([queue, empty, counts, dict(groups), groups.default_factory, order, numbers,
                 part.__dict__, double.cache_info()])

def mess():
    for n in range(20):
        queue.append(n)
        empty.appendleft(n)
    queue.rotate(2)
    counts.update("ccc")
    del counts["a"]
    groups["a"].append(2)
    groups["new"].append(3)
    groups.default_factory = None
    order.move_to_end("x")
    order.popitem(last=False)
    part.note = 1
    return [queue.popleft(), len(empty), next(numbers), next(rest), next(rest), next(left),
            list(right), double(1), double(2), double(3)]
)");
  std::string state = h.call("state");
  std::string messed = h.call("mess");
  CHECK(messed == "[18, 20, 5, 'b', 'a', 2, [1, 2, 3], 2, 4, 6]");
  CHECK(h.call("state") != state);
  for (int round = 0; round < 4; round++) {
    REQUIRE(h.vm.restore_image());
    CHECK(h.call("state") == state);
    h.vm.heap().set_stress(round == 2);
    CHECK(h.call("mess") == messed);
  }
}

TEST_CASE("restoring takes its time from what was touched") {
  Handler h(R"(
big = [[n] for n in range(20000)]
def one():
    big[7].append(1)
def nothing():
    return sum(len(x) for x in big)
)");
  Journal journal(h.vm);
  journal.watch();
  CHECK(h.call("nothing") == "20000");
  CHECK(journal.touched() == 0);
  h.call("one");
  CHECK(journal.touched() == 1);
  CHECK(h.call("nothing") == "20001");
  REQUIRE(journal.restore());
  CHECK(h.call("nothing") == "20000");
}

TEST_CASE("an emptied container is filled again") {
  Handler h(R"(
numbers = list(range(1000))
table = {n: n for n in range(1000)}
data = bytearray(b"abc")
empty = []
def clear():
    numbers.clear()
    table.clear()
    data.extend(b"x" * 1000)
    empty.extend(range(1000))
def state():
    return (sum(numbers), sum(table.values()), list(table)[:3], bytes(data), empty)
)");
  std::string state = h.call("state");
  for (int round = 0; round < 3; round++) {
    h.call("clear");
    CHECK(h.call("state") != state);
    REQUIRE(h.vm.restore_image());
    CHECK(h.call("state") == state);
  }
}

TEST_CASE("a new Vm version is given to classes that changed, so that caches notice") {
  Handler h(R"(
class A:
    def name(self):
        return "A"
a = A()
def read():
    return a.name()
def patch():
    A.name = lambda self: "patched"
    return a.name()
)");
  for (int round = 0; round < 20; round++) {
    CHECK(h.call("read") == "A");
    CHECK(h.call("patch") == "patched");
    REQUIRE(h.vm.restore_image());
  }
}

}  // namespace
}  // namespace scriptling
