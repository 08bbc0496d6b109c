#include "state/datum_builder.h"

#include <catch2/catch.hpp>

namespace scriptling {
namespace {

TEST_CASE("a builder makes a message from the outside in") {
  DatumBuilder builder;
  builder.open(DatumKind::kDict, 4);
  builder.add(Datum::str("a"));
  builder.open(DatumKind::kList, 0);
  builder.close();
  builder.add(Datum::str("b"));
  builder.open(DatumKind::kTuple, 2);
  builder.add(Datum::integer(1));
  builder.add(Datum::integer(2));
  builder.close();
  builder.close();
  std::uint64_t counted = builder.memory_in_bytes();
  Datum made = builder.finish();
  CHECK(debug_text(made) == "{'a': [], 'b': (1, 2)}");
  CHECK(made.memory_in_bytes() == counted);
}

TEST_CASE("a builder counts as containers do") {
  DatumBuilder builder;
  builder.open(DatumKind::kList, 2);
  builder.open(DatumKind::kSet, 1);
  builder.add(Datum::str("exactly twenty bytes"));
  builder.close();
  builder.add(Datum());
  builder.close();
  Datum whole = Datum::container(
      DatumKind::kList,
      {Datum::container(DatumKind::kSet, {Datum::str("exactly twenty bytes")}), Datum()});
  CHECK(builder.finish().memory_in_bytes() == whole.size_in_bytes());
}

TEST_CASE("a builder may be told too little or too much") {
  for (std::size_t expected : {0u, 1u, 7u, 100u}) {
    DatumBuilder builder;
    builder.open(DatumKind::kList, expected);
    for (int i = 0; i < 50; ++i) builder.add(Datum::integer(i));
    builder.close();
    Datum made = builder.finish();
    REQUIRE(made.items().size() == 50);
    for (int i = 0; i < 50; ++i) CHECK(made.items()[i].as_int() == i);
  }
}

TEST_CASE("containers and byte arrays are numbered as they begin") {
  DatumBuilder builder;
  CHECK(builder.open(DatumKind::kList, 4) == 0);
  CHECK(builder.open(DatumKind::kTuple, 0) == 1);
  builder.close();
  builder.add(Datum::bytes("x"));
  CHECK(builder.add(Datum::byte_array("x")) == 2);
  CHECK(builder.open(DatumKind::kSet, 0) == 3);
  builder.close();
  builder.add(Datum::backref(2));
  builder.close();
  CHECK(builder.finish().contains(Content::kBackrefs));
}

TEST_CASE("a builder can be used again, also after giving up") {
  DatumBuilder builder;
  builder.open(DatumKind::kList, 8);
  builder.add(Datum::str("a text that has a node"));
  builder.open(DatumKind::kList, 0);
  builder.add(Datum::str("another text that has one"));
  builder.abandon();
  CHECK(builder.memory_in_bytes() == 0);
  builder.add(Datum::integer(3));
  CHECK(builder.finish().as_int() == 3);
  CHECK(builder.open(DatumKind::kList, 0) == 0);
}

TEST_CASE("a text that repeats takes memory once, and room on a disk each time") {
  DatumBuilder builder;
  Datum text = Datum::str(std::string(1000, 'x'));
  builder.open(DatumKind::kList, 3);
  builder.add(text);
  builder.open(DatumKind::kList, 1);
  builder.add_again(text);
  builder.close();
  builder.add_again(text);
  builder.close();
  CHECK(builder.memory_in_bytes() == 2 * 24 + 4 * 16 + 1000);
  Datum made = builder.finish();
  CHECK(made.contains(Content::kRepeats));
  CHECK(made.items()[1].contains(Content::kRepeats));
  CHECK(made.memory_in_bytes() == 2 * 24 + 4 * 16 + 1000);
  CHECK(made.size_in_bytes() == 2 * 24 + 4 * 16 + 3 * 1000);
  CHECK(made.items()[0].has_copies());
  CHECK_FALSE(Datum::str("short").has_copies());
}

TEST_CASE("a builder refuses what is not a message") {
  DatumBuilder builder;
  CHECK_THROWS(builder.close());
  CHECK_THROWS(builder.finish());
  CHECK_THROWS(builder.open(DatumKind::kInt, 0));
  CHECK_THROWS(builder.add(Datum::backref(0)));
  CHECK_THROWS(builder.add_again(Datum::byte_array("numbered")));
  CHECK_THROWS(builder.add(Datum::container(DatumKind::kList, {})));
  builder.open(DatumKind::kDict, 2);
  builder.add(Datum::integer(1));
  CHECK_THROWS(builder.close());
  builder.add(Datum::integer(2));
  builder.close();
  CHECK_THROWS(builder.add(Datum()));
}

}  // namespace
}  // namespace scriptling
