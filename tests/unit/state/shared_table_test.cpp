#include "state/shared_table.h"

#include <catch2/catch.hpp>

namespace scriptling {
namespace {

Datum integer(std::int64_t value) { return Datum::integer(value); }

std::int64_t value_of(const SharedTable& table, ObjectId id) {
  return table.get(id)->value.as_int();
}

TEST_CASE("a variable keeps its first initial value until it is set") {
  SharedTable table;
  ObjectId id = table.open("x", integer(1));
  CHECK(table.open("x", integer(2)) == id);
  CHECK(value_of(table, id) == 1);
  CHECK(table.get(id)->version == 0);
  CHECK(table.set(id, integer(3), 1, 1).is_ok());
  CHECK(value_of(table, id) == 3);
  CHECK(table.get(id)->version == 1);
}

TEST_CASE("an update reads, holds and writes") {
  SharedTable table;
  Wakes wakes;
  ObjectId id = table.open("x", integer(1));
  Answer began = table.begin_update(id, 7, 1);
  REQUIRE(began.is_ok());
  CHECK(began.value().as_int() == 1);
  CHECK(table.updater_of(id) == 7);
  CHECK(value_of(table, id) == 1);
  CHECK(table.finish_update(id, 1, integer(2), wakes).is_ok());
  CHECK(value_of(table, id) == 2);
  CHECK_FALSE(table.updater_of(id));
  CHECK(wakes.empty());
}

TEST_CASE("writers and updaters wait in one line while reads go on") {
  SharedTable table;
  Wakes wakes;
  ObjectId id = table.open("x", integer(0));
  REQUIRE(table.begin_update(id, 1, 1).is_ok());
  CHECK(table.set(id, integer(20), 2, 2).is_later());
  CHECK(table.begin_update(id, 3, 3).is_later());
  CHECK(table.set(id, integer(40), 4, 4).is_later());
  CHECK(value_of(table, id) == 0);

  REQUIRE(table.finish_update(id, 1, integer(10), wakes).is_ok());
  REQUIRE(wakes.size() == 2);
  CHECK(wakes[0].ticket == 2);
  CHECK(wakes[1].ticket == 3);
  CHECK(wakes[1].value.as_int() == 20);
  wakes.clear();

  REQUIRE(table.finish_update(id, 3, integer(30), wakes).is_ok());
  REQUIRE(wakes.size() == 1);
  CHECK(wakes[0].ticket == 4);
  CHECK(value_of(table, id) == 40);
  CHECK(table.get(id)->version == 4);
}

TEST_CASE("an update that is given up leaves the value and lets the next in") {
  SharedTable table;
  Wakes wakes;
  ObjectId id = table.open("x", integer(1));
  REQUIRE(table.begin_update(id, 1, 1).is_ok());
  REQUIRE(table.begin_update(id, 2, 2).is_later());
  CHECK(table.cancel(1, wakes));
  REQUIRE(wakes.size() == 1);
  CHECK(wakes[0].ticket == 2);
  CHECK(wakes[0].value.as_int() == 1);
  CHECK(table.get(id)->version == 0);
  CHECK(table.finish_update(id, 1, integer(9), wakes).to_text() ==
        "RuntimeError: shared 'x' is not being updated by the caller");
  CHECK_FALSE(table.cancel(1, wakes));
}

TEST_CASE("a waiter may leave the line") {
  SharedTable table;
  Wakes wakes;
  ObjectId id = table.open("x", integer(1));
  REQUIRE(table.begin_update(id, 1, 1).is_ok());
  REQUIRE(table.set(id, integer(5), 2, 2).is_later());
  REQUIRE(table.set(id, integer(6), 3, 3).is_later());
  CHECK(table.cancel(2, wakes));
  CHECK(wakes.empty());
  REQUIRE(table.finish_update(id, 1, integer(4), wakes).is_ok());
  REQUIRE(wakes.size() == 1);
  CHECK(wakes[0].ticket == 3);
  CHECK(value_of(table, id) == 6);
}

TEST_CASE("waiting for one's own update is an error, not a hang") {
  SharedTable table;
  ObjectId id = table.open("x", integer(1));
  REQUIRE(table.begin_update(id, 1, 1).is_ok());
  std::string words = "RuntimeError: shared 'x' is being updated by the caller already";
  CHECK(table.begin_update(id, 1, 2).status().to_text() == words);
  CHECK(table.set(id, integer(2), 1, 3).status().to_text() == words);
}

TEST_CASE("deleting a variable wakes everybody with the news") {
  SharedTable table;
  Wakes wakes;
  ObjectId id = table.open("x", integer(1));
  REQUIRE(table.begin_update(id, 1, 1).is_ok());
  REQUIRE(table.set(id, integer(5), 2, 2).is_later());
  CHECK(table.remove("x", wakes));
  REQUIRE(wakes.size() == 1);
  CHECK(wakes[0].status.to_text() == "RuntimeError: shared 'x' was deleted");
  CHECK(table.finish_update(id, 1, integer(1), wakes).kind() == ErrorKind::kDeleted);
  CHECK_FALSE(table.cancel(1, wakes));
  CHECK_FALSE(table.cancel(2, wakes));
  CHECK_FALSE(table.get(id));
  CHECK_FALSE(table.remove("x", wakes));
}

}  // namespace
}  // namespace scriptling
