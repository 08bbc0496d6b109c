#include "state/datum.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>
#include <utility>
#include <vector>

#include "state/datum_builder.h"

namespace scriptling {
namespace {

struct Marked : Capsule {
  explicit Marked(int& deaths) : deaths(deaths) {}
  ~Marked() override { ++deaths; }
  std::string describe() const override { return "marked"; }
  int& deaths;
};

TEST_CASE("a datum that was not given anything is None") {
  Datum datum;
  CHECK(datum.is_none());
  CHECK(datum.size_in_bytes() == 0);
  CHECK(datum.identity() == nullptr);
}

TEST_CASE("scalars come back as they were") {
  CHECK(Datum::boolean(true).as_bool());
  CHECK_FALSE(Datum::boolean(false).as_bool());
  CHECK(Datum::integer(INT64_MIN).as_int() == INT64_MIN);
  CHECK(Datum::number(-0.5).as_float() == -0.5);
  CHECK(Datum::backref(7).as_backref() == 7);
}

TEST_CASE("asking for another kind breaks a promise and says so") {
  CHECK_THROWS_AS(Datum::integer(1).as_bool(), std::logic_error);
  CHECK_THROWS_AS(Datum().items(), std::logic_error);
}

TEST_CASE("texts up to fourteen bytes need no node") {
  for (std::size_t size = 0; size < 40; ++size) {
    std::string text(size, 'x');
    Datum datum = Datum::str(text);
    CHECK(datum.text() == text);
    CHECK(datum.code_points() == size);
    CHECK(datum.is_ascii());
    CHECK((datum.identity() == nullptr) == (size <= 14));
    CHECK(datum.size_in_bytes() == (size <= 14 ? 0 : size));
  }
}

TEST_CASE("a str knows how many code points it has") {
  Datum small = Datum::str("h\xc3\xa9");
  CHECK(small.code_points() == 2);
  CHECK_FALSE(small.is_ascii());
  Datum large =
      Datum::str("\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80");
  CHECK(large.code_points() == 4);
  CHECK_FALSE(large.is_ascii());
}

TEST_CASE("a text is UTF-8 in which lone surrogates are allowed") {
  CHECK(scan_text("plain text that is long enough").is_valid);
  CHECK(scan_text("\xed\xa0\xbd").is_valid);
  CHECK(scan_text("\xf4\x8f\xbf\xbf").code_points == 1);
  for (const char* bad :
       {"\x80", "\xc0\x80", "\xc3", "\xe0\x80\x80", "\xf0\x80\x80\x80",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "abcdefgh\xff", "\xe2\x82"})
    CHECK_FALSE(scan_text(bad).is_valid);
}

TEST_CASE("an integer that fits 64 bits is never a big one") {
  using namespace std::string_literals;
  CHECK(Datum::big_integer(Sign::kPositive, "").as_int() == 0);
  CHECK(Datum::big_integer(Sign::kNegative, "\x05\0\0"s).as_int() == -5);
  std::string edge = "\0\0\0\0\0\0\0\x80"s;
  CHECK(Datum::big_integer(Sign::kNegative, edge).as_int() == INT64_MIN);
  Datum above = Datum::big_integer(Sign::kPositive, edge);
  CHECK(above.kind() == DatumKind::kBigInt);
  CHECK(above.text() == edge);
  CHECK_FALSE(above.is_negative());
  CHECK(Datum::big_integer(Sign::kNegative, std::string(100, '\1')).is_negative());
}

TEST_CASE("copies share a node and moves leave None") {
  Datum list = Datum::container(DatumKind::kList, {Datum::integer(1)});
  Datum copy = list;
  CHECK(copy.identity() == list.identity());
  Datum moved = std::move(list);
  CHECK(list.is_none());
  CHECK(moved.items()[0].as_int() == 1);
  copy = Datum();
  CHECK(moved.items().size() == 1);
  Datum& same = moved;
  moved = same;
  CHECK(moved.items().size() == 1);
}

TEST_CASE("a container counts its bytes and knows what is inside") {
  Datum inner = Datum::container(DatumKind::kList,
                                 {Datum::str("exactly twenty bytes"), Datum::integer(1)});
  CHECK(inner.size_in_bytes() == 24 + 2 * 16 + 20);
  Datum outer = Datum::container(
      DatumKind::kTuple,
      {std::move(inner), Datum::handle(DatumHandleKind::kQueue, "jobs", 3)});
  CHECK(outer.contains(Content::kHandles));
  CHECK_FALSE(outer.contains(Content::kBackrefs));
  CHECK_FALSE(outer.contains(Content::kCapsules));
  CHECK(Datum::container(DatumKind::kSet, {}).identity() == nullptr);
}

TEST_CASE("a handle keeps its name, its id and its anchor") {
  int deaths = 0;
  {
    Datum queue = Datum::handle(DatumHandleKind::kQueue, "jobs", 3);
    CHECK(queue.handle_kind() == DatumHandleKind::kQueue);
    CHECK(queue.handle_name() == "jobs");
    CHECK(queue.handle_id() == 3);
    Datum promise = Datum::handle(DatumHandleKind::kPromise, "", UINT64_MAX);
    CHECK(promise.identity() == nullptr);
    CHECK(promise.handle_id() == UINT64_MAX);
    CHECK(promise.handle_anchor() == nullptr);
    Datum held =
        Datum::handle(DatumHandleKind::kPromise, "", 5, std::make_shared<Marked>(deaths));
    Datum inside = Datum::container(DatumKind::kList, {held});
    held = Datum();
    CHECK(deaths == 0);
  }
  CHECK(deaths == 1);
}

TEST_CASE("a capsule dies with its last datum") {
  int deaths = 0;
  Datum capsule = Datum::capsule(std::make_shared<Marked>(deaths));
  CHECK(capsule.contains(Content::kCapsules));
  Datum list = Datum::container(DatumKind::kList, {capsule});
  capsule = Datum();
  CHECK(list.items()[0].as_capsule()->describe() == "marked");
  list = Datum();
  CHECK(deaths == 1);
}

TEST_CASE("a list a million deep is freed without a deep stack") {
  DatumBuilder builder;
  for (int i = 0; i < 1'000'000; ++i) builder.open(DatumKind::kList, 1);
  for (int i = 0; i < 1'000'000; ++i) builder.close();
  Datum deep = builder.finish();
  CHECK(deep.size_in_bytes() == 999'999u * (24 + 16) + 24);
  CHECK(debug_text(deep, 10) == "[[[[[[[[[[...");
  deep = Datum();
  CHECK(deep.is_none());
}

TEST_CASE("threads may share a datum") {
  Datum list = Datum::container(
      DatumKind::kList, {Datum::str("a text that has a node"), Datum::integer(2)});
  std::atomic<int> mistakes = 0;  // Catch itself is for one thread.
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([list, &mistakes] {
      for (int turn = 0; turn < 10'000; ++turn) {
        Datum copy = list;
        Datum item = copy.items()[0];
        if (item.text().size() != 22) ++mistakes;
      }
    });
  list = Datum();
  for (std::thread& thread : threads) thread.join();
  CHECK(mistakes == 0);
}

TEST_CASE("debug text reads like a script") {
  Datum dict = Datum::container(
      DatumKind::kDict,
      {Datum::str("a"), Datum::container(DatumKind::kTuple, {Datum::integer(1)}),
       Datum::boolean(true), Datum::bytes("\x01'"), Datum(), Datum::number(0.5)});
  CHECK(debug_text(dict) == "{'a': (1,), True: b'\\x01\\'', None: 0.5}");
  CHECK(debug_text(Datum::handle(DatumHandleKind::kWaitGroup, "all", 1)) ==
        "<wait group 'all'>");
  CHECK(debug_text(Datum::handle(DatumHandleKind::kPromise, "", 9)) == "<promise #9>");
  CHECK(debug_text(Datum::container(DatumKind::kFrozenSet, {})) == "frozenset({})");
  CHECK(debug_text(Datum::str(std::string(5000, 'x')), 20).size() == 23);
}

}  // namespace
}  // namespace scriptling
