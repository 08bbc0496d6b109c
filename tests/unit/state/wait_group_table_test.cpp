#include "state/wait_group_table.h"

#include <catch2/catch.hpp>

namespace scriptling {
namespace {

TEST_CASE("waiting at zero is answered at once") {
  WaitGroupTable groups;
  CHECK(groups.wait(groups.open("g"), 1).is_ok());
}

TEST_CASE("all who wait are woken in order when the counter reaches zero") {
  WaitGroupTable groups;
  Wakes wakes;
  ObjectId id = groups.open("g");
  CHECK(*groups.add(id, 2, wakes) == 2);
  CHECK(groups.wait(id, 1).is_later());
  CHECK(groups.wait(id, 2).is_later());
  CHECK(*groups.add(id, -1, wakes) == 1);
  CHECK(wakes.empty());
  CHECK(*groups.add(id, -1, wakes) == 0);
  REQUIRE(wakes.size() == 2);
  CHECK(wakes[0].ticket == 1);
  CHECK(wakes[1].ticket == 2);
  CHECK(wakes[1].status.is_ok());
}

TEST_CASE("going below zero or beyond 64 bits is an error and changes nothing") {
  WaitGroupTable groups;
  Wakes wakes;
  ObjectId id = groups.open("g");
  REQUIRE(groups.add(id, 1, wakes));
  CHECK(groups.add(id, -2, wakes).status().to_text() ==
        "ValueError: wait group 'g' would go below zero");
  CHECK(groups.add(id, INT64_MAX, wakes).status().kind() == ErrorKind::kOverflow);
  CHECK(*groups.add(id, 0, wakes) == 1);
}

TEST_CASE("a cancelled waiter is not woken") {
  WaitGroupTable groups;
  Wakes wakes;
  ObjectId id = groups.open("g");
  REQUIRE(groups.add(id, 1, wakes));
  for (Ticket ticket : {1, 2, 3}) CHECK(groups.wait(id, ticket).is_later());
  CHECK(groups.cancel(2));
  CHECK_FALSE(groups.cancel(2));
  REQUIRE(groups.add(id, -1, wakes));
  REQUIRE(wakes.size() == 2);
  CHECK(wakes[0].ticket == 1);
  CHECK(wakes[1].ticket == 3);
}

TEST_CASE("deleting a wait group wakes everybody with the news") {
  WaitGroupTable groups;
  Wakes wakes;
  ObjectId id = groups.open("g");
  REQUIRE(groups.add(id, 1, wakes));
  REQUIRE(groups.wait(id, 1).is_later());
  CHECK(groups.remove("g", wakes));
  REQUIRE(wakes.size() == 1);
  CHECK(wakes[0].status.to_text() == "RuntimeError: wait group 'g' was deleted");
  CHECK_FALSE(groups.cancel(1));
  CHECK(groups.wait(id, 1).status().kind() == ErrorKind::kDeleted);
  CHECK_FALSE(groups.remove("g", wakes));
}

}  // namespace
}  // namespace scriptling
