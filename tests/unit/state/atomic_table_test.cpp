#include "state/atomic_table.h"

#include <catch2/catch.hpp>

namespace scriptling {
namespace {

TEST_CASE("an initial value counts only when the atomic is made") {
  AtomicTable atomics;
  ObjectId hits = atomics.open("hits", 5);
  CHECK(atomics.open("hits", 9) == hits);
  CHECK(*atomics.get(hits) == 5);
}

TEST_CASE("adding answers with the new value") {
  AtomicTable atomics;
  ObjectId hits = atomics.open("hits", 0);
  CHECK(*atomics.add(hits, 3) == 3);
  CHECK(*atomics.add(hits, -5) == -2);
  CHECK(atomics.set(hits, 10).is_ok());
  CHECK(*atomics.get(hits) == 10);
}

TEST_CASE("an overflow is an error and changes nothing") {
  AtomicTable atomics;
  ObjectId hits = atomics.open("hits", INT64_MAX);
  auto result = atomics.add(hits, 1);
  CHECK(result.status().to_text() ==
        "OverflowError: atomic 'hits' would leave the 64-bit range");
  CHECK(*atomics.get(hits) == INT64_MAX);
  REQUIRE(atomics.set(hits, INT64_MIN).is_ok());
  CHECK_FALSE(atomics.add(hits, -1));
}

TEST_CASE("compare and set writes only over what was expected") {
  AtomicTable atomics;
  ObjectId hits = atomics.open("hits", 1);
  CHECK_FALSE(*atomics.compare_and_set(hits, 2, 3));
  CHECK(*atomics.get(hits) == 1);
  CHECK(*atomics.compare_and_set(hits, 1, 3));
  CHECK(*atomics.get(hits) == 3);
}

TEST_CASE("a deleted atomic fails by its old id and starts afresh by name") {
  AtomicTable atomics;
  ObjectId hits = atomics.open("hits", 1);
  CHECK(atomics.remove("hits"));
  CHECK_FALSE(atomics.remove("hits"));
  std::string gone = "RuntimeError: atomic 'hits' was deleted";
  CHECK(atomics.get(hits).status().to_text() == gone);
  CHECK(atomics.add(hits, 1).status().to_text() == gone);
  CHECK(atomics.set(hits, 1).to_text() == gone);
  CHECK(atomics.compare_and_set(hits, 1, 1).status().to_text() == gone);
  CHECK(*atomics.get(atomics.open("hits", 0)) == 0);
}

}  // namespace
}  // namespace scriptling
