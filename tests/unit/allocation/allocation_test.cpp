// Every allocation of some scenarios fails once, and then it and all behind it. Nothing
// crashes, nothing leaks (this runs under ASan), what was not finished says MemoryError,
// and whatever went through the failure works afterwards.

#include <catch2/catch.hpp>
#include <functional>
#include <optional>
#include <string>

#include "../interp/environment.h"
#include "actors/snapshot.h"
#include "actors/transfer.h"
#include "failing.h"
#include "http/request_parser.h"
#include "http/router.h"
#include "interp/ops.h"
#include "state/atomic_table.h"
#include "state/datum_codec.h"
#include "state/datum_equality.h"
#include "state/kv_memory.h"
#include "state/lock_table.h"
#include "state/queue_table.h"
#include "state/shared_table.h"

namespace scriptling {
namespace {

using failing::How;

// Scenarios that allocate more often than this lose only some of their allocations.
constexpr uint64_t kMostRounds = 400;

// Does `work`; what runs out of memory in it is given up. Then allocations work again.
template <class Work>
void attempt_and_disarm(Work work) {
  try {
    work();
  } catch (const std::bad_alloc&) {
  } catch (const MemoryExhausted&) {
  }
  failing::disarm();
}

// Calls `scenario` with failures armed; it disarms them when it begins to check.
void fail_each(const std::function<void()>& scenario) {
  scenario();  // What is made once for the process is there from now on.
  failing::arm(0, How::kOnce);
  scenario();
  uint64_t all = failing::disarm();
  REQUIRE(all > 0);
  for (How how : {How::kOnce, How::kFromThenOn}) {
    uint64_t step = 1 + all / kMostRounds;
    for (uint64_t nth = 1; nth <= all; nth += step) {
      INFO("allocation " << nth << " of " << all);
      failing::arm(nth, how);
      scenario();
      failing::disarm();
    }
  }
}

// -- Scripts ----------------------------------------------------------------------------

Outcome finish(Vm& vm) {
  Outcome outcome;
  do {
    outcome = vm.run(100000);
  } while (outcome == Outcome::kPreempted);
  return outcome;
}

// What `source` prints; empty if it ended in a MemoryError.
std::string run(const std::string& source,
                const std::shared_ptr<const ModuleRegistry>& modules) {
  QuietHost host;
  std::optional<Vm> vm;
  std::string problem = "MemoryError";
  attempt_and_disarm([&] {
    CompileResult compiled = compile(std::make_shared<Source>(source, "test.py"));
    vm.emplace(host, modules);
    vm->start_main(compiled.program, "test.py");
    if (finish(*vm) == Outcome::kFinished) problem.clear();
  });
  if (!vm) return "";
  if (!problem.empty() && vm->exception().is_object()) {
    problem = vm->traceback_text(vm->exception());
  }
  CHECK_THAT(problem, Catch::Contains("MemoryError") || Catch::Equals(""));
  std::string printed = problem.empty() ? host.printed : "";
  // The environment is as good as new.
  auto again = compile(std::make_shared<Source>(
      "d = {}\nfor n in range(300): d[n] = [str(n)] * n\nprint(len(d))", "again.py"));
  host.printed.clear();
  vm->start_main(again.program, "again.py");
  CHECK(finish(*vm) == Outcome::kFinished);
  CHECK(host.printed == "300\n");
  return printed;
}

void fail_each_in(const std::string& source) {
  auto modules = every_module();
  std::string expected = run(source, modules);
  REQUIRE(!expected.empty());
  fail_each([&] {
    std::string printed = run(source, modules);
    if (!printed.empty()) CHECK(printed == expected);
  });
}

TEST_CASE("a script with containers loses an allocation") {
  fail_each_in(R"py(
d = {n: str(n) for n in range(100)}
s = {n * 7 % 13 for n in range(50)} | frozenset((1, 2))
l = sorted(d.values(), key=len)
l[3:7] = l[:20]
d.update({"k%d" % n: (n,) for n in range(40)})
b = bytearray(b"x" * 300)
b += bytes(l[0], "ascii") * 50
print(len(d), len(s), len(l), len(b), l.index("33"))
)py");
}

TEST_CASE("a script with classes and closures loses an allocation") {
  fail_each_in(R"py(
class A:
    __slots__ = ("x",)
    def __init__(self, x): self.x = x
class B(A):
    y = property(lambda self: self.x + 1)
    def __eq__(self, other): return self.x == other.x
    def __hash__(self): return hash(self.x)
    @classmethod
    def make(cls, *args, **kw): return cls(*args, **kw)
def counter():
    n = 0
    def step():
        nonlocal n
        n += 1
        return n
    return step
step = counter()
made = {B.make(x=n): step() for n in range(30)}
print(made[B(7)], super(B, B(1)).x, B(4).y, [type("C%d" % n, (B,), {})(n).y for n in range(5)])
)py");
}

TEST_CASE("a script with exceptions loses an allocation") {
  fail_each_in(R"py(
def fails(n):
    if n == 0: raise KeyError("deep")
    fails(n - 1)
def twice():
    try:
        fails(20)
    except KeyError as e:
        raise ValueError("again") from e
seen = []
for n in range(3):
    try:
        twice()
    except ValueError as e:
        e.add_note("n")
        seen.append((str(e), repr(e.__cause__)))
    finally:
        seen.append(n)
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
except* ValueError as g:
    seen.append(g.exceptions[0].args)
except* TypeError as g:
    seen.append(str(g))
print(seen)
)py");
}

TEST_CASE("a script with generators loses an allocation") {
  fail_each_in(R"py(
import itertools
def numbers():
    for n in range(40):
        try:
            yield n
        finally:
            pass
def inner():
    got = yield from numbers()
    yield got
pairs = list(zip(inner(), itertools.chain(numbers(), "ab"), map(str, numbers())))
g = numbers()
next(g)
g.close()
print(len(pairs), pairs[-1], sum(x for x in numbers() if x % 2))
)py");
}

TEST_CASE("a script with text loses an allocation") {
  fail_each_in(R"py(
name, n = "w\u00f6rld", 12345678901234567890
t = f"{name!r:>12}|{n:,}|{n / 3:.3e}|{'x' * 40}" + "%s %05d %r" % (name, 42, [name])
t += "{0:^9}{k[1]}".format("ab", k=(1, 2)) + "\n".join(["line %d" % k for k in range(30)])
print(len(t), t.upper().title().split("\n")[3], t.replace("line", "ro").count("ro"),
      t.encode("utf-16").decode("utf-16") == t, 7 ** 200 % 10 ** 9, str(2 ** 300)[-5:])
)py");
}

TEST_CASE("a script with json loses an allocation") {
  fail_each_in(R"py(
import json
text = json.dumps({"a": [1, 2.5, None, True, "\u00e9\n"] * 5, "b": {"c": {"d": [[]]}}}, indent=1)
back = json.loads(text)
print(json.dumps(back, sort_keys=True)[:40], len(text), json.loads("[" * 30 + "]" * 30))
)py");
}

TEST_CASE("a script with regular expressions loses an allocation") {
  fail_each_in(R"py(
import re
words = re.findall(r"(?i)\b([a-z]+)(\d*)", "one2 two THREE44 four")
p = re.compile(r"(?P<key>\w+)=(?P<value>[^;]*);?")
print(words, p.sub(lambda m: m["value"] + "!", "a=1;b=2"), re.split("[,;]", "a,b;c"),
      p.fullmatch("k=v").groupdict())
)py");
}

TEST_CASE("a script that sorts and calls back loses an allocation") {
  fail_each_in(R"py(
import functools
class K:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n < other.n
keys = sorted([K(n * 37 % 101) for n in range(60)], reverse=True)
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print([k.n for k in keys][:4], fib(30), functools.reduce(lambda a, b: a + b, range(20)),
      max("abc", key=ord), sorted("hello", key=functools.partial(ord)))
)py");
}

TEST_CASE("the compiler loses an allocation") {
  fail_each_in(R"py(
def f(a, b=1, *c, d, **e):
    match a:
        case [x, *y] if x: return y
        case {"k": v, **r} | {"l": v, **r}: return v
    with b as q, b: return [z for z in c if (w := z)]
print(f([1, 2], d=1), f({"k": 3}, d=2), 1 + 2 * (3 if f else 4), f"{f.__name__:>{4}}")
)py");
}

TEST_CASE("a script that leaves garbage loses an allocation") {
  fail_each_in(R"py(
class Node:
    def __del__(self): pass
for n in range(200):
    a, b = Node(), Node()
    a.other, b.other, a.data = b, a, [0] * 500
print(n)
)py");
}

// -- Crossing ---------------------------------------------------------------------------

class NoPromises final : public HandleKeeper {
 public:
  CapsulePtr anchor_of(uint64_t) override { return nullptr; }
  Value make_promise(Vm&, uint64_t, std::string_view, const CapsulePtr&) override {
    return Value::none();
  }
};

// Evaluates to the value of `f` in a fresh environment.
struct Sender {
  QuietHost host;
  Vm vm{host, every_module()};
  std::shared_ptr<const Program> program;

  explicit Sender(const std::string& source) {
    program = compile(std::make_shared<Source>(source, "sent.py")).program;
    vm.start_main(program, "sent.py");
    REQUIRE(finish(vm) == Outcome::kFinished);
  }
  Value get(std::string_view name) {
    return *dict_find(vm.main_module()->dict, intern(name));
  }
};

TEST_CASE("a message loses an allocation") {
  Sender from(R"py(
f = [1, 2.5, "text" * 20, {"k": (None, True, b"bytes" * 9)}, {1, 2}, 2 ** 90, [[], []]] * 3
f.append(f)
)py");
  fail_each([&] {
    NoPromises keeper;
    QuietHost host;
    std::string text;
    attempt_and_disarm([&] {
      Result<Datum> datum = try_to_datum(from.get("f"), {"f", 1 << 20}, keeper);
      Vm to(host, nullptr);
      Value back = to_value(to, *datum, keeper);
      text = repr(to, back)->view();
    });
    if (!text.empty()) CHECK(text == repr(from.vm, from.get("f"))->view());
  });
}

TEST_CASE("the bytes of a message lose an allocation") {
  Sender from("f = {'a': [1, {'b': ('c' * 40, 2.5, {3})}] * 4, 'd': {'e': {}}}");
  NoPromises keeper;
  Result<Datum> datum = try_to_datum(from.get("f"), {"f", 1 << 20}, keeper);
  fail_each([&] {
    bool is_same = true;
    attempt_and_disarm([&] {
      Result<Datum> back = decode(encode(*datum));
      is_same = back.is_ok() && is_equal(*datum, *back);
    });
    CHECK(is_same);
  });
}

TEST_CASE("a snapshot loses an allocation") {
  Sender from(R"py(
import json
limit = [1, 2]
class Base:
    kind = "base"
class Thing(Base):
    def __init__(self, x): self.x = x
    @property
    def double(self): return self.x * 2
things = {n: Thing(n) for n in range(5)}
def helper(n, *more, key="k"): return things[n].double + len(limit)
f = lambda n: (helper(n), json.dumps(limit), Thing.kind)
)py");
  auto modules = every_module();
  fail_each([&] {
    NoPromises keeper;
    QuietHost host;
    std::string text;
    attempt_and_disarm([&] {
      auto taken = Snapshot::take(from.vm, from.get("f"), Snapshot::Globals::kReferred,
                                  1 << 20, keeper, {from.program});
      Vm to(host, modules);
      Value f = taken->restore(to, keeper);
      if (!f.is_error()) {
        Value four = Value::integer(4);
        to.start_call(f, {&four, 1});
        if (finish(to) == Outcome::kFinished) text = repr(to, to.result())->view();
      }
    });
    from.vm.clear_pending();
    if (!text.empty()) CHECK(text == "(10, '[1, 2]', 'base')");
  });
}

// -- State ------------------------------------------------------------------------------

TEST_CASE("a queue loses an allocation and keeps its order") {
  fail_each([&] {
    std::optional<QueueTable> table;
    Wakes wakes;
    ObjectId id{};
    int put = 0;
    attempt_and_disarm([&] {
      table.emplace();
      id = table->open("q", 0);
      for (; put < 20; put++) {
        if (!table->put(id, Datum::integer(put), 1, wakes).is_ok()) break;
      }
    });
    if (put == 0) return;
    for (int n = 0; n < put; n++) {
      Answer got = table->get(id, 2, wakes);
      REQUIRE(got.is_ok());
      CHECK(got.value().as_int() == n);
    }
    CHECK(table->get(id, 3, wakes).is_later());
  });
}

TEST_CASE("a Shared, an Atomic and a lock lose an allocation") {
  fail_each([&] {
    std::optional<SharedTable> shared;
    std::optional<AtomicTable> atomics;
    std::optional<LockTable> locks;
    Wakes wakes;
    ObjectId id{};
    bool is_open = false;
    attempt_and_disarm([&] {
      shared.emplace();
      atomics.emplace();
      locks.emplace(LockKind::kLock);
      id = shared->open("s",
                        Datum::str("first text that is long enough to be on the heap"));
      is_open = true;
      (void)shared->set(id, Datum::str("second text that is long enough for the heap"), 1,
                        1);
      (void)shared->begin_update(id, 1, 2);
      (void)shared->finish_update(id, 2, Datum::integer(3), wakes);
      ObjectId atomic = atomics->open("a", 1);
      (void)atomics->add(atomic, 2);
      Result<ObjectId> lock = locks->open("l");
      (void)locks->acquire(*lock, 1, 4);
      (void)locks->acquire(*lock, 2, 5);
      (void)locks->release(*lock, 1, wakes);
    });
    if (is_open) CHECK(shared->get(id).is_ok());
    if (atomics) CHECK(*atomics->add(atomics->open("b", 1), 1) == 2);
  });
}

TEST_CASE("a store in memory loses an allocation") {
  RealEnv env;
  fail_each([&] {
    KvMemory store(env);
    int set = 0;
    attempt_and_disarm([&] {
      for (; set < 30; set++) {
        if (!store.set("key " + std::to_string(set), Datum::integer(set), set % 2)
                 .is_ok())
          break;
      }
      (void)store.incr("key 1", 1);
      (void)store.keys("key*");
      (void)store.items("*");
      (void)store.remove("key 0");
    });
    for (int n = 2; n < set; n += 2) {
      auto found = store.get("key " + std::to_string(n));
      REQUIRE(found.is_ok());
      REQUIRE(found->has_value());
      CHECK((*found)->as_int() == n);
    }
  });
}

// -- http -------------------------------------------------------------------------------

TEST_CASE("a request loses an allocation") {
  const std::string text =
      "POST /a/b%20c?x=1&y=2 HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\n"
      "X-Long: " +
      std::string(300, 'v') +
      "\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5\r\nhello\r\n40\r\n" +
      std::string(64, 'b') + "\r\n0\r\n\r\n";
  fail_each([&] {
    std::string body;
    attempt_and_disarm([&] {
      RequestParser parser{ParserLimits()};
      std::string_view input = text;
      if (parser.feed(input) == RequestParser::Step::kReady) body = parser.take().body;
    });
    if (!body.empty()) CHECK(body == "hello" + std::string(64, 'b'));
  });
}

TEST_CASE("a router loses an allocation") {
  fail_each([&] {
    std::optional<Router> router;
    attempt_and_disarm([&] {
      router.emplace();
      for (const char* path :
           {"/", "/items/{id}", "/items/{id}/parts/{part}", "/f/{rest...}"}) {
        (void)router->add("GET", path, "handler", 1);
      }
      (void)router->match("GET", "/items/42/parts/a%20b");
      (void)router->match("PUT", "/f/x/y/z");
    });
    if (!router) return;
    CHECK(router->add("GET", "/after", "handler", 7).empty());
    CHECK(router->match("GET", "/after").route == 7);
  });
}

}  // namespace
}  // namespace scriptling
