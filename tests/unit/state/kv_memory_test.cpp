#include "state/kv_memory.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <memory>

#include "state/datum_builder.h"

namespace scriptling {
namespace {

class FakeEnv final : public Env {
 public:
  std::int64_t monotonic_microseconds() const override { return time; }
  std::int64_t wall_microseconds() const override { return -1; }
  void pass(double seconds) { time += static_cast<std::int64_t>(seconds * 1e6); }

  std::int64_t time = 1'000'000;
};

struct Store {
  std::int64_t integer(std::string_view key) { return (*kv.get(key))->as_int(); }
  bool has(std::string_view key) { return *kv.exists(key); }
  void put(std::string_view key, std::int64_t value, double ttl = 0) {
    REQUIRE(kv.set(key, Datum::integer(value), ttl).is_ok());
  }
  std::vector<std::string> keys(std::string_view pattern = "*") {
    return *kv.keys(pattern);
  }

  FakeEnv env;
  KvMemory kv{env};
};

using Keys = std::vector<std::string>;

TEST_CASE("what was set is what is got") {
  Store store;
  store.put("a", 1);
  CHECK(store.integer("a") == 1);
  store.put("a", 2);
  CHECK(store.integer("a") == 2);
  CHECK_FALSE(*store.kv.get("b"));
  CHECK(store.kv.set("none", Datum()).is_ok());
  REQUIRE(*store.kv.get("none"));
  CHECK((*store.kv.get("none"))->is_none());
  CHECK(store.kv.commit().is_ok());
}

TEST_CASE("removing says whether it was there") {
  Store store;
  store.put("a", 1);
  CHECK(*store.kv.remove("a"));
  CHECK_FALSE(*store.kv.remove("a"));
  CHECK_FALSE(store.has("a"));
}

TEST_CASE("an entry is gone the moment its time is up") {
  Store store;
  store.put("a", 1, 1.5);
  CHECK(*store.kv.ttl("a") == 2);
  store.env.pass(0.5);
  CHECK(*store.kv.ttl("a") == 1);
  store.env.pass(0.999999);
  CHECK(store.has("a"));
  CHECK(*store.kv.ttl("a") == 1);
  store.env.pass(0.000001);
  CHECK_FALSE(store.has("a"));
  CHECK_FALSE(*store.kv.get("a"));
  CHECK_FALSE(*store.kv.remove("a"));
  CHECK(*store.kv.ttl("a") == -2);
  CHECK(store.keys().empty());
  CHECK(*store.kv.incr("a", 1) == 1);
  CHECK(*store.kv.ttl("a") == -1);
}

TEST_CASE("setting again replaces the time limit") {
  Store store;
  store.put("a", 1, 1);
  store.put("a", 2);
  store.put("b", 1, 1);
  store.put("b", 2, 10);
  store.env.pass(5);
  CHECK(*store.kv.sweep(100) == 0);
  CHECK(store.integer("a") == 2);
  CHECK(*store.kv.ttl("a") == -1);
  CHECK(*store.kv.ttl("b") == 5);
}

TEST_CASE("a time limit must be a sensible number") {
  Store store;
  for (double ttl : {-1.0, std::nan(""), HUGE_VAL})
    CHECK(store.kv.set("a", Datum(), ttl).to_text() ==
          "ValueError: ttl must be zero or a positive number of seconds");
  store.put("a", 1, 1e300);
  CHECK(*store.kv.ttl("a") == -1);
}

TEST_CASE("sweeping frees what nobody sees, a few at a time") {
  Store store;
  for (int i = 0; i < 10; ++i) store.put("old" + std::to_string(i), i, 1 + i);
  store.put("new", 1);
  store.env.pass(8);
  CHECK(store.kv.size() == 11);
  CHECK(*store.kv.sweep(5) == 5);
  CHECK(*store.kv.sweep(5) == 3);
  CHECK(*store.kv.sweep(5) == 0);
  CHECK(store.keys() == Keys{"new", "old8", "old9"});
  CHECK(store.kv.size() == 3);
}

TEST_CASE("clearing hides everything at once and frees it in the background") {
  Store store;
  for (int i = 0; i < 10; ++i) store.put("a" + std::to_string(i), i, i % 2);
  CHECK(store.kv.clear().is_ok());
  CHECK(store.keys().empty());
  store.put("a1", 7);
  CHECK(store.kv.clear().is_ok());
  store.put("a1", 8, 1);
  store.env.pass(2);
  std::size_t swept = 0;
  while (std::size_t some = *store.kv.sweep(4)) swept += some;
  CHECK(swept >= 11);
  CHECK(store.kv.size() == 0);
}

TEST_CASE("incrementing keeps the time limit") {
  Store store;
  CHECK(*store.kv.incr("n", 5) == 5);
  CHECK(*store.kv.incr("n", -7) == -2);
  store.put("t", 1, 10);
  CHECK(*store.kv.incr("t", 1) == 2);
  CHECK(*store.kv.ttl("t") == 10);
  REQUIRE(store.kv.set("b", Datum::boolean(true)).is_ok());
  CHECK(*store.kv.incr("b", 1) == 2);
}

TEST_CASE("incrementing what is not an integer changes nothing") {
  Store store;
  REQUIRE(store.kv.set("s", Datum::str("1")).is_ok());
  CHECK(store.kv.incr("s", 1).status().to_text() ==
        "TypeError: value of key 's' is not an integer but str");
  CHECK((*store.kv.get("s"))->text() == "1");
  REQUIRE(store.kv.set("f", Datum::number(1)).is_ok());
  CHECK(store.kv.incr("f", 1).status().kind() == ErrorKind::kType);
  store.put("n", INT64_MAX);
  CHECK(store.kv.incr("n", 1).status().to_text() ==
        "OverflowError: value of key 'n' would leave the 64-bit range");
  CHECK(store.integer("n") == INT64_MAX);
  REQUIRE(store.kv.set("big", Datum::big_integer(Sign::kPositive, std::string(20, '\1')))
              .is_ok());
  CHECK(store.kv.incr("big", 1).status().kind() == ErrorKind::kOverflow);
}

TEST_CASE("compare and set writes only over what was expected and keeps the time limit") {
  Store store;
  store.put("a", 1, 10);
  CHECK_FALSE(*store.kv.compare_and_set("a", Datum::integer(2), Datum::integer(3)));
  CHECK(*store.kv.compare_and_set("a", Datum::number(1), Datum::integer(3)));
  CHECK(store.integer("a") == 3);
  CHECK(*store.kv.ttl("a") == 10);
  CHECK_FALSE(*store.kv.compare_and_set("b", Datum::integer(0), Datum::integer(1)));
  CHECK(*store.kv.compare_and_set("b", Datum(), Datum::integer(1)));
  CHECK(*store.kv.ttl("b") == -1);
}

TEST_CASE("many are got and set in one go") {
  Store store;
  std::vector<KvStore::Item> items{{"a", Datum::integer(1)}, {"b", Datum::integer(2)}};
  CHECK(store.kv.set_many(items).is_ok());
  auto values = store.kv.get_many(Keys{"b", "x", "a"});
  REQUIRE(values);
  CHECK((*values)[0]->as_int() == 2);
  CHECK_FALSE((*values)[1]);
  CHECK((*values)[2]->as_int() == 1);
}

TEST_CASE("setting many sets all or none") {
  Store store;
  std::vector<KvStore::Item> items{{"a", Datum::integer(1)}, {"", Datum::integer(2)}};
  CHECK_FALSE(store.kv.set_many(items).is_ok());
  CHECK_FALSE(store.has("a"));
}

TEST_CASE("keys and items are sorted and chosen by pattern") {
  Store store;
  for (const char* key : {"b", "a/2", "a/1", "\xc3\xa9", "B"}) store.put(key, 1);
  CHECK(store.keys() == Keys{"B", "a/1", "a/2", "b", "\xc3\xa9"});
  CHECK(store.keys("a*") == Keys{"a/1", "a/2"});
  CHECK(store.keys("[ab]") == Keys{"b"});
  CHECK(store.keys("?") == Keys{"B", "b", "\xc3\xa9"});
  CHECK(store.keys("").empty());
  auto items = store.kv.items("a/*");
  REQUIRE(items);
  REQUIRE(items->size() == 2);
  CHECK((*items)[1].first == "a/2");
  CHECK((*items)[1].second.as_int() == 1);
}

TEST_CASE("a key is not empty and not longer than four KiB") {
  Store store;
  CHECK(store.kv.get("").status().to_text() == "ValueError: key must not be empty");
  CHECK(store.kv.set(std::string(4096, 'k'), Datum()).is_ok());
  CHECK(store.kv.set(std::string(4097, 'k'), Datum()).to_text() ==
        "ValueError: key of 4097 bytes is too long; the limit is 4096");
  CHECK_FALSE(store.kv.exists(""));
  CHECK_FALSE(store.kv.incr("", 1));
  CHECK_FALSE(store.kv.get_many(Keys{"a", ""}));
}

TEST_CASE("a value of 64 MiB is the largest") {
  Store store;
  std::string text(KvStore::kMaxValueBytes, 'x');
  CHECK(store.kv.set("a", Datum::bytes(text)).is_ok());
  text += 'x';
  CHECK(store.kv.set("a", Datum::bytes(text)).to_text() ==
        "ValueError: value of 67108865 bytes is too large; the limit is 67108864");
}

TEST_CASE("handles are refused and cycles are kept") {
  Store store;
  Datum queue = Datum::handle(DatumHandleKind::kQueue, "jobs", 1);
  Datum list = Datum::container(DatumKind::kList, {queue});
  CHECK(store.kv.set("a", list).to_text() ==
        "TypeError: a key-value store cannot hold runtime handles");
  CHECK_FALSE(store.kv.compare_and_set("a", Datum(), queue));
  CHECK_FALSE(store.has("a"));
  DatumBuilder builder;
  builder.add(Datum::backref(builder.open(DatumKind::kList, 1)));
  builder.close();
  CHECK(store.kv.set("ring", builder.finish()).is_ok());
  CHECK(debug_text(**store.kv.get("ring")) == "[<backref 0>]");
}

// All of a scan, and what is done to the store after so many keys.
Keys scan(Store& store, std::string prefix, size_t after,
          const std::function<void()>& change) {
  KvMemory::Scan scan(store.kv, std::move(prefix));
  Keys seen;
  auto visit = [&](std::string_view key, const Datum& value) {
    seen.push_back(std::string(key) + "=" + std::to_string(value.as_int()));
  };
  bool is_more = scan.step(after, visit);
  change();
  while (is_more) is_more = scan.step(1, visit);
  return seen;
}

TEST_CASE("a scan in pieces shows the store as it was when it began") {
  Keys all{"a1=1", "a2=2", "a3=3", "a4=4"};
  auto filled = [] {
    auto store = std::make_unique<Store>();
    for (int n = 1; n <= 4; ++n) store->put("a" + std::to_string(n), n);
    store->put("b", 9);
    return store;
  };
  for (size_t after = 0; after <= 5; ++after) {
    auto store = filled();
    CHECK(scan(*store, "a", after, [] {}) == all);
    CHECK(scan(*store, "a", after, [&] {
            for (const char* key : {"a0", "a1", "a25", "a3", "a5"}) store->put(key, 7);
            for (const char* key : {"a3", "a2", "a4"}) CHECK(*store->kv.remove(key));
            store->put("a4", 8);
          }) == all);
    CHECK(store->keys("a*") == Keys{"a0", "a1", "a25", "a4", "a5"});
    store = filled();
    CHECK(scan(*store, "a", after, [&] {
            CHECK(store->kv.clear().is_ok());
            store->put("a3", 1);
          }) == all);
    CHECK(store->keys() == Keys{"a3"});
  }
}

TEST_CASE("what expires during a scan is seen as it was at its beginning") {
  Store store;
  store.put("a", 1, 5);
  store.put("b", 2, 5);
  store.put("c", 3);
  store.put("gone", 4, 1);
  store.env.pass(2);
  CHECK(scan(store, "", 1, [&] {
          store.env.pass(10);
          CHECK(*store.kv.sweep(100) == 3);
        }) == Keys{"a=1", "b=2", "c=3"});
}

}  // namespace
}  // namespace scriptling
