#include "state/named_slots.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

namespace scriptling {
namespace {

auto making(int value) {
  return [value] { return value; };
}

TEST_CASE("a name is made once and found ever after") {
  NamedSlots<int> slots("thing");
  ObjectId id = slots.open("a", making(1));
  CHECK(slots.open("a", making(2)) == id);
  CHECK(*slots.find(id) == 1);
  CHECK(slots.id_of("a") == id);
  CHECK_FALSE(slots.id_of("b"));
  CHECK(slots.name_of(id) == "a");
  CHECK(slots.label(id) == "thing 'a'");
  CHECK(ObjectId::from_bits(id.bits()) == id);
}

TEST_CASE("the id of a deleted object finds nothing and its error knows the name") {
  NamedSlots<int> slots("thing");
  ObjectId old = slots.open("a", making(1));
  CHECK(slots.remove("a") == 1);
  CHECK_FALSE(slots.remove("a"));
  CHECK(slots.find(old) == nullptr);
  CHECK(slots.deleted(old).to_text() == "RuntimeError: thing 'a' was deleted");
  ObjectId fresh = slots.open("a", making(2));
  CHECK_FALSE(fresh == old);
  CHECK(slots.find(old) == nullptr);
  CHECK(*slots.find(fresh) == 2);
}

TEST_CASE("an id from nowhere finds nothing") {
  NamedSlots<int> slots("thing");
  slots.open("a", making(1));
  CHECK(slots.find(ObjectId{}) == nullptr);
  CHECK(slots.find(ObjectId{9, 1}) == nullptr);
  CHECK(slots.deleted(ObjectId{9, 1}).message() == "this thing was deleted");
}

TEST_CASE("making and deleting for ever uses the same places again") {
  NamedSlots<int> slots("thing");
  ObjectId first = slots.open("0", making(0));
  std::uint32_t highest = 0;
  for (int i = 1; i < 10'000; ++i) {
    slots.remove(std::to_string(i - 1));
    highest = std::max(highest, slots.open(std::to_string(i), making(i)).slot);
  }
  CHECK(highest <= NamedSlots<int>::kRemembered + 1);
  CHECK(slots.find(first) == nullptr);
  CHECK(slots.deleted(first).message() == "this thing was deleted");
  CHECK(slots.size() == 1);
}

}  // namespace
}  // namespace scriptling
