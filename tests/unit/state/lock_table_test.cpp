#include "state/lock_table.h"

#include <catch2/catch.hpp>

namespace scriptling {
namespace {

TEST_CASE("a lock goes from holder to waiter, first come first served") {
  LockTable locks(LockKind::kLock);
  Wakes wakes;
  ObjectId id = *locks.open("db");
  CHECK(locks.acquire(id, 1, 1).is_ok());
  CHECK(locks.acquire(id, 2, 2).is_later());
  CHECK(locks.acquire(id, 3, 3).is_later());
  CHECK(locks.release(id, 1, wakes).is_ok());
  REQUIRE(wakes.size() == 1);
  CHECK(wakes[0].ticket == 2);
  CHECK(locks.holders_of(id) == std::vector<OwnerId>{2});
  CHECK(locks.acquire(id, 1, 4).is_later());
  CHECK(locks.release(id, 2, wakes).is_ok());
  CHECK(wakes[1].ticket == 3);
}

TEST_CASE("a lock's holder may not ask again") {
  LockTable locks(LockKind::kLock);
  ObjectId id = *locks.open("db");
  REQUIRE(locks.acquire(id, 1, 1).is_ok());
  CHECK(locks.acquire(id, 1, 2).status().to_text() ==
        "RuntimeError: lock 'db' is held by the caller already");
}

TEST_CASE("only a holder gives back") {
  LockTable locks(LockKind::kLock);
  Wakes wakes;
  ObjectId id = *locks.open("db");
  CHECK(locks.release(id, 1, wakes).to_text() ==
        "RuntimeError: lock 'db' is not held by the caller");
  REQUIRE(locks.acquire(id, 1, 1).is_ok());
  CHECK_FALSE(locks.release(id, 2, wakes).is_ok());
  CHECK(locks.release(id, 1, wakes).is_ok());
  CHECK_FALSE(locks.release(id, 1, wakes).is_ok());
}

TEST_CASE("a semaphore has its first number of permits") {
  LockTable semaphores(LockKind::kSemaphore);
  Wakes wakes;
  ObjectId id = *semaphores.open("cpu", 2);
  CHECK(*semaphores.open("cpu", 9) == id);
  CHECK(semaphores.acquire(id, 1, 1).is_ok());
  CHECK(semaphores.acquire(id, 1, 2).is_ok());
  CHECK(semaphores.acquire(id, 2, 3).is_later());
  CHECK(semaphores.holders_of(id) == std::vector<OwnerId>{1});
  CHECK(semaphores.release(id, 1, wakes).is_ok());
  REQUIRE(wakes.size() == 1);
  CHECK(semaphores.holders_of(id) == std::vector<OwnerId>{1, 2});
  CHECK(semaphores.release(id, 2, wakes).is_ok());
  CHECK(semaphores.release(id, 2, wakes).to_text() ==
        "RuntimeError: semaphore 'cpu' is not held by the caller");
}

TEST_CASE("permits below one, or several for a lock, make no sense") {
  LockTable semaphores(LockKind::kSemaphore);
  CHECK(semaphores.open("cpu", 0).status().to_text() ==
        "ValueError: permits must be at least 1");
  LockTable locks(LockKind::kLock);
  CHECK_FALSE(locks.open("db", 2));
}

TEST_CASE("what a holder leaves behind is given back") {
  LockTable semaphores(LockKind::kSemaphore);
  Wakes wakes;
  ObjectId cpu = *semaphores.open("cpu", 2);
  ObjectId disk = *semaphores.open("disk", 1);
  REQUIRE(semaphores.acquire(cpu, 1, 1).is_ok());
  REQUIRE(semaphores.acquire(cpu, 1, 2).is_ok());
  REQUIRE(semaphores.acquire(disk, 1, 3).is_ok());
  for (Ticket ticket : {4, 5, 6})
    REQUIRE(semaphores.acquire(cpu, ticket, ticket).is_later());
  CHECK(semaphores.owner_gone(1, wakes) ==
        std::vector<std::string>{"semaphore 'cpu'", "semaphore 'disk'"});
  REQUIRE(wakes.size() == 2);
  CHECK(wakes[0].ticket == 4);
  CHECK(wakes[1].ticket == 5);
  CHECK(semaphores.acquire(disk, 9, 9).is_ok());
  CHECK(semaphores.owner_gone(1, wakes).empty());
}

TEST_CASE("a cancelled waiter is passed over") {
  LockTable locks(LockKind::kLock);
  Wakes wakes;
  ObjectId id = *locks.open("db");
  REQUIRE(locks.acquire(id, 1, 1).is_ok());
  REQUIRE(locks.acquire(id, 2, 2).is_later());
  REQUIRE(locks.acquire(id, 3, 3).is_later());
  CHECK(locks.cancel(2));
  CHECK_FALSE(locks.cancel(1));
  REQUIRE(locks.release(id, 1, wakes).is_ok());
  REQUIRE(wakes.size() == 1);
  CHECK(wakes[0].ticket == 3);
}

TEST_CASE("deleting a lock wakes everybody with the news and frees its holder") {
  LockTable locks(LockKind::kLock);
  Wakes wakes;
  ObjectId id = *locks.open("db");
  REQUIRE(locks.acquire(id, 1, 1).is_ok());
  REQUIRE(locks.acquire(id, 2, 2).is_later());
  CHECK(locks.remove("db", wakes));
  REQUIRE(wakes.size() == 1);
  CHECK(wakes[0].status.to_text() == "RuntimeError: lock 'db' was deleted");
  CHECK(locks.release(id, 1, wakes).kind() == ErrorKind::kDeleted);
  CHECK(locks.owner_gone(1, wakes).empty());
  CHECK_FALSE(locks.cancel(2));
  CHECK(locks.acquire(*locks.open("db"), 3, 3).is_ok());
}

}  // namespace
}  // namespace scriptling
