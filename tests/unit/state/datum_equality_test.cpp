#include "state/datum_equality.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "state/datum_builder.h"

namespace scriptling {
namespace {

Datum ints(DatumKind kind, std::initializer_list<int> values) {
  std::vector<Datum> items;
  for (int value : values) items.push_back(Datum::integer(value));
  return Datum::container(kind, items);
}

// A list of one item, `length` deep, whose innermost holds the outermost.
Datum ring(int length) {
  DatumBuilder builder;
  for (int i = 0; i < length; ++i) builder.open(DatumKind::kList, 1);
  builder.add(Datum::backref(0));
  for (int i = 0; i < length; ++i) builder.close();
  return builder.finish();
}

// Pairs of pairs of pairs, `depth` deep and each there once: 2**depth if written out.
void add_doubled(DatumBuilder& builder, DatumKind kind, int depth, Datum leaf) {
  std::vector<std::uint64_t> numbers;
  for (int i = 0; i < depth; ++i) numbers.push_back(builder.open(kind, 2));
  builder.add(leaf);
  builder.add(std::move(leaf));
  builder.close();
  for (int i = depth - 1; i > 0; --i) {
    builder.add(Datum::backref(numbers[static_cast<std::size_t>(i)]));
    builder.close();
  }
}

Datum doubled(DatumKind kind, int depth, Datum leaf) {
  DatumBuilder builder;
  add_doubled(builder, kind, depth, std::move(leaf));
  return builder.finish();
}

TEST_CASE("numbers are equal across their kinds") {
  CHECK(is_equal(Datum::integer(1), Datum::number(1.0)));
  CHECK(is_equal(Datum::integer(1), Datum::boolean(true)));
  CHECK(is_equal(Datum::number(0.0), Datum::boolean(false)));
  CHECK(is_equal(Datum::number(0.0), Datum::number(-0.0)));
  CHECK_FALSE(is_equal(Datum::integer(1), Datum::number(1.5)));
  CHECK_FALSE(is_equal(Datum::integer(1), Datum::str("1")));
  CHECK_FALSE(is_equal(Datum(), Datum::boolean(false)));
}

TEST_CASE("integers and floats are compared exactly") {
  std::int64_t odd = (std::int64_t{1} << 53) + 1;
  CHECK_FALSE(is_equal(Datum::integer(odd), Datum::number(9007199254740992.0)));
  CHECK_FALSE(is_equal(Datum::integer(INT64_MAX), Datum::number(9223372036854775808.0)));
  CHECK(is_equal(Datum::integer(INT64_MIN), Datum::number(-9223372036854775808.0)));
  std::string two_to_100(12, '\0');
  two_to_100 += '\x10';
  Datum big = Datum::big_integer(Sign::kPositive, two_to_100);
  CHECK(is_equal(big, Datum::number(std::ldexp(1.0, 100))));
  CHECK_FALSE(is_equal(big, Datum::number(-std::ldexp(1.0, 100))));
  CHECK_FALSE(is_equal(big, Datum::number(std::ldexp(1.0, 101))));
  two_to_100[0] = 1;
  CHECK_FALSE(is_equal(Datum::big_integer(Sign::kPositive, two_to_100),
                       Datum::number(std::ldexp(1.0, 100))));
  CHECK_FALSE(is_equal(Datum::number(HUGE_VAL), big));
  CHECK(is_equal(Datum::number(HUGE_VAL), Datum::number(HUGE_VAL)));
}

TEST_CASE("the largest float equals its integer") {
  // (2**53 - 1) * 2**971: 971 = 121 * 8 + 3.
  std::string magnitude(121, '\0');
  magnitude += '\xf8';
  magnitude += std::string(6, '\xff');
  CHECK(is_equal(Datum::number(std::numeric_limits<double>::max()),
                 Datum::big_integer(Sign::kPositive, magnitude)));
}

TEST_CASE("a NaN equals nothing, but a datum equals its copy") {
  double nan = std::nan("");
  CHECK_FALSE(is_equal(Datum::number(nan), Datum::number(nan)));
  Datum list = Datum::container(DatumKind::kList, {Datum::number(nan)});
  Datum copy = list;
  CHECK(is_equal(list, copy));
  CHECK_FALSE(is_equal(list, Datum::container(DatumKind::kList, {Datum::number(nan)})));
}

TEST_CASE("texts are equal by kind and content") {
  CHECK(is_equal(Datum::str("ab"), Datum::str("ab")));
  CHECK_FALSE(is_equal(Datum::str("ab"), Datum::bytes("ab")));
  CHECK(is_equal(Datum::bytes("ab"), Datum::byte_array("ab")));
}

TEST_CASE("sequences are equal item by item, but never a list and a tuple") {
  CHECK(is_equal(ints(DatumKind::kList, {1, 2}), ints(DatumKind::kList, {1, 2})));
  CHECK_FALSE(is_equal(ints(DatumKind::kList, {1, 2}), ints(DatumKind::kList, {2, 1})));
  CHECK_FALSE(is_equal(ints(DatumKind::kList, {1, 2}), ints(DatumKind::kTuple, {1, 2})));
  CHECK_FALSE(is_equal(ints(DatumKind::kList, {}), ints(DatumKind::kList, {1})));
  CHECK(is_equal(ints(DatumKind::kTuple, {}), ints(DatumKind::kTuple, {})));
}

TEST_CASE("dicts and sets are equal in any order") {
  Datum ab = Datum::container(DatumKind::kDict, {Datum::str("a"), Datum::integer(1),
                                                 Datum::str("b"), Datum::integer(2)});
  Datum ba = Datum::container(DatumKind::kDict, {Datum::str("b"), Datum::number(2.0),
                                                 Datum::str("a"), Datum::boolean(true)});
  Datum other = Datum::container(DatumKind::kDict, {Datum::str("b"), Datum::integer(1),
                                                    Datum::str("a"), Datum::integer(2)});
  CHECK(is_equal(ab, ba));
  CHECK_FALSE(is_equal(ab, other));
  CHECK(
      is_equal(ints(DatumKind::kSet, {1, 2, 3}), ints(DatumKind::kFrozenSet, {3, 1, 2})));
  CHECK_FALSE(is_equal(ints(DatumKind::kSet, {1, 2}), ints(DatumKind::kSet, {1, 3})));
}

TEST_CASE("keys may be numbers, tuples and frozen sets") {
  auto keyed = [](Datum first, Datum second) {
    return Datum::container(DatumKind::kSet, {std::move(first), std::move(second)});
  };
  Datum nested_a = Datum::container(DatumKind::kFrozenSet,
                                    {ints(DatumKind::kTuple, {1, 2}), Datum::str("x")});
  Datum nested_b = Datum::container(DatumKind::kFrozenSet,
                                    {Datum::str("x"), ints(DatumKind::kTuple, {1, 2})});
  CHECK(is_equal(keyed(nested_a, Datum::integer(1)), keyed(Datum::number(1), nested_b)));
  CHECK_FALSE(is_equal(keyed(nested_a, Datum::integer(1)),
                       keyed(Datum::integer(1), ints(DatumKind::kFrozenSet, {1, 2}))));
  Datum big = Datum::big_integer(Sign::kPositive, std::string(11, '\0') + '\x10');
  CHECK(
      is_equal(keyed(big, Datum()), keyed(Datum(), Datum::number(std::ldexp(1.0, 92)))));
}

TEST_CASE("aliases do not matter") {
  DatumBuilder builder;
  builder.open(DatumKind::kList, 2);
  auto inner = builder.open(DatumKind::kList, 1);
  builder.add(Datum::integer(1));
  builder.close();
  builder.add(Datum::backref(inner));
  builder.close();
  Datum aliased = builder.finish();
  Datum plain = Datum::container(
      DatumKind::kList, {ints(DatumKind::kList, {1}), ints(DatumKind::kList, {1})});
  Datum other = Datum::container(
      DatumKind::kList, {ints(DatumKind::kList, {1}), ints(DatumKind::kList, {2})});
  CHECK(is_equal(aliased, plain));
  CHECK(is_equal(plain, aliased));
  CHECK_FALSE(is_equal(aliased, other));
}

TEST_CASE("cycles are equal if nothing tells them apart") {
  CHECK(is_equal(ring(1), ring(1)));
  CHECK(is_equal(ring(2), ring(3)));
  CHECK(is_equal(ring(100'000), ring(99'999)));
  CHECK_FALSE(is_equal(
      ring(3), Datum::container(DatumKind::kList, {ints(DatumKind::kList, {1})})));
}

TEST_CASE("a message that would be huge written out is compared in no time") {
  for (DatumKind kind : {DatumKind::kList, DatumKind::kTuple}) {
    CHECK(is_equal(doubled(kind, 60, Datum::integer(1)),
                   doubled(kind, 60, Datum::number(1))));
    CHECK_FALSE(
        is_equal(doubled(kind, 60, Datum::integer(1)), doubled(kind, 60, Datum())));
  }
}

TEST_CASE("keys that would be huge written out are compared in no time") {
  auto keyed = [](int first, int second, Datum leaf) {
    DatumBuilder builder;
    builder.open(DatumKind::kSet, 2);
    builder.add(Datum::integer(first));
    add_doubled(builder, DatumKind::kTuple, 60, std::move(leaf));
    builder.add(Datum::integer(second));
    builder.close();
    return builder.finish();
  };
  CHECK(is_equal(keyed(1, 2, Datum()), keyed(2, 1, Datum())));
  CHECK_FALSE(is_equal(keyed(1, 2, Datum()), keyed(2, 1, Datum::integer(0))));
}

TEST_CASE("forged keys that hold themselves come to an end") {
  for (DatumKind kind : {DatumKind::kTuple, DatumKind::kFrozenSet}) {
    auto forged = [&](int extra) {
      DatumBuilder builder;
      builder.open(DatumKind::kSet, 2);
      builder.add(Datum::integer(extra));
      auto key = builder.open(kind, 3);
      for (int i = 0; i < 3; ++i) builder.add(Datum::backref(key));
      builder.close();
      builder.close();
      return builder.finish();
    };
    CHECK_FALSE(is_equal(forged(1), forged(2)));
    (void)is_equal(forged(1), forged(1));
  }
}

TEST_CASE("deep messages are compared without a deep stack") {
  auto deep = [](int leaf) {
    DatumBuilder builder;
    for (int i = 0; i < 1'000'000; ++i) builder.open(DatumKind::kList, 1);
    builder.add(Datum::integer(leaf));
    for (int i = 0; i < 1'000'000; ++i) builder.close();
    return builder.finish();
  };
  CHECK(is_equal(deep(1), deep(1)));
  CHECK_FALSE(is_equal(deep(1), deep(2)));
}

TEST_CASE("a key nested too deep equals nothing") {
  auto keyed = [](int depth) {
    DatumBuilder builder;
    builder.open(DatumKind::kSet, 1);
    for (int i = 0; i < depth; ++i) builder.open(DatumKind::kTuple, 1);
    builder.add(Datum::integer(1));
    for (int i = 0; i < depth; ++i) builder.close();
    builder.close();
    return builder.finish();
  };
  CHECK(is_equal(keyed(900), keyed(900)));
  CHECK_FALSE(is_equal(keyed(100'000), keyed(100'000)));
}

TEST_CASE("handles are equal by what they name") {
  Datum jobs = Datum::handle(DatumHandleKind::kQueue, "jobs", 1);
  CHECK(is_equal(jobs, Datum::handle(DatumHandleKind::kQueue, "jobs", 1)));
  CHECK_FALSE(is_equal(jobs, Datum::handle(DatumHandleKind::kQueue, "jobs", 2)));
  CHECK_FALSE(is_equal(jobs, Datum::handle(DatumHandleKind::kShared, "jobs", 1)));
}

}  // namespace
}  // namespace scriptling
