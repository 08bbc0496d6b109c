#include <catch2/catch.hpp>
#include <random>
#include <unordered_map>

#include "interp/containers.h"
#include "interp/table.h"
#include "tests/unit/interp/environment.h"

namespace scriptling {
namespace {

std::string keys_of(const Dict* dict) {
  std::string keys;
  TableEntry* entry;
  for (uint32_t at = 0; table_next(dict->table, &at, &entry);) {
    keys += is_str(entry->key) ? std::string(as<Str>(entry->key)->view())
                               : std::to_string(entry->key.i);
    keys += ' ';
  }
  return keys;
}

TEST_CASE("a dict keeps the order of insertion through growth and deletion") {
  Environment e;
  Dict* dict = make_dict(e.heap);
  for (int n = 0; n < 30; n++) {
    dict_set(e.heap, dict, as<Str>(e.text(std::to_string(n))), Value::integer(n));
  }
  for (int n = 0; n < 30; n++) {
    if (n % 3 != 0) CHECK(dict_erase(e.heap, dict, as<Str>(e.text(std::to_string(n)))));
  }
  CHECK(keys_of(dict) == "0 3 6 9 12 15 18 21 24 27 ");
  dict_set(e.heap, dict, as<Str>(e.text("3")), Value::integer(33));
  dict_set(e.heap, dict, as<Str>(e.text("1")), Value::integer(1));
  CHECK(keys_of(dict) == "0 3 6 9 12 15 18 21 24 27 1 ");
  CHECK(dict_find(dict, "3")->i == 33);
  CHECK(dict_find(dict, "2") == nullptr);
  CHECK(dict->live == 11);
}

TEST_CASE("a dict does what a map does") {
  Environment e;
  std::mt19937 random(7);
  for (int range : {3, 8, 9, 50, 3000}) {
    Dict* dict = make_dict(e.heap);
    std::unordered_map<int64_t, int64_t> model;
    for (int step = 0; step < 20000; step++) {
      int64_t key =
          static_cast<int64_t>(random() % static_cast<uint32_t>(range)) - range / 2;
      Value value;
      switch (random() % 4) {
        case 0: {
          Found found = dict_pop(e.vm, dict, Value::integer(key), &value);
          REQUIRE((found == Found::kYes) == (model.erase(key) == 1));
          break;
        }
        case 1: {
          Found found = dict_get(e.vm, dict, Value::integer(key), &value);
          auto at = model.find(key);
          REQUIRE((found == Found::kYes) == (at != model.end()));
          if (found == Found::kYes) REQUIRE(value.i == at->second);
          break;
        }
        default:
          REQUIRE(dict_set(e.vm, dict, Value::integer(key), Value::integer(step)));
          model[key] = step;
      }
      REQUIRE(dict->live == model.size());
    }
    CHECK(dict->table->capacity <= static_cast<uint32_t>(range) * 4 + 8);
  }
}

TEST_CASE("equal numbers are the same key, whatever their type") {
  Environment e;
  Dict* dict = make_dict(e.heap);
  REQUIRE(dict_set(e.vm, dict, Value::integer(1), Value::integer(10)));
  for (Value key : {Value::boolean(true), Value::real(1.0), Value::integer(1)}) {
    Value value;
    REQUIRE(dict_get(e.vm, dict, key, &value) == Found::kYes);
    CHECK(value.i == 10);
  }
  REQUIRE(dict_set(e.vm, dict, Value::real(1e300), Value::none()));
  Value value;
  CHECK(dict_get(e.vm, dict, int_from_double(e.heap, 1e300), &value) == Found::kYes);
  CHECK(dict->live == 2);
}

TEST_CASE("an unhashable key is a TypeError") {
  Environment e;
  Dict* dict = make_dict(e.heap);
  CHECK(!dict_set(e.vm, dict, Value::object(make_list(e.heap)), Value::none()));
  CHECK(e.take_error() == "TypeError: unhashable type: 'list'");
}

TEST_CASE("the version of a dict changes with its keys, not with its values") {
  Environment e;
  Dict* dict = make_dict(e.heap);
  Str* key = as<Str>(e.text("key"));
  dict_set(e.heap, dict, key, Value::integer(1));
  uint32_t version = dict->version;
  dict_set(e.heap, dict, key, Value::integer(2));
  CHECK(dict->version == version);
  dict_erase(e.heap, dict, key);
  CHECK(dict->version != version);
  version = dict->version;
  dict_set(e.heap, dict, key, Value::integer(3));
  CHECK(dict->version != version);
  version = dict->version;
  dict_clear(e.heap, dict);
  CHECK(dict->version != version);
}

TEST_CASE("taking the last or the first entry again and again is quick") {
  Environment e;
  Dict* dict = make_dict(e.heap);
  for (int round = 0; round < 3; round++) {
    for (int64_t n = 0; n < 50000; n++) {
      REQUIRE(dict_set(e.vm, dict, Value::integer(n), Value::none()));
    }
    for (int64_t n = 50000; n-- > 0;) {
      REQUIRE(dict->table->entries[dict->table->used - 1].key.i == n);
      REQUIRE(dict_pop(e.vm, dict, Value::integer(n), nullptr) == Found::kYes);
    }
    CHECK(dict->table->used == 0);
  }
  for (int64_t n = 0; n < 100000; n++) {  // A queue that stays short.
    REQUIRE(dict_set(e.vm, dict, Value::integer(n), Value::none()));
    if (n >= 10)
      REQUIRE(dict_pop(e.vm, dict, Value::integer(n - 10), nullptr) == Found::kYes);
  }
  CHECK(dict->live == 10);
}

TEST_CASE("copies are equal and apart") {
  Environment e;
  Dict* dict = make_dict(e.heap);
  for (int64_t n = 0; n < 100; n++) {
    REQUIRE(dict_set(e.vm, dict, Value::integer(n), Value::none()));
  }
  Dict* dense = dict_copy(e.heap, dict);
  REQUIRE(dict_pop(e.vm, dict, Value::integer(50), nullptr) == Found::kYes);
  Dict* sparse = dict_copy(e.heap, dict);
  CHECK(keys_of(sparse) == keys_of(dict));
  CHECK((dense->live == 100 && sparse->live == 99));
  Value value;
  CHECK(dict_get(e.vm, dense, Value::integer(50), &value) == Found::kYes);
  CHECK(dict_get(e.vm, sparse, Value::integer(50), &value) == Found::kNo);
}

TEST_CASE("a set keeps each item once, in order") {
  Environment e;
  Set* set = make_set(e.heap);
  for (int64_t n : {5, 3, 5, 1, 3, 9}) {
    CHECK(set_add(e.vm, set, Value::integer(n)) != Found::kError);
  }
  CHECK(set->live == 4);
  CHECK(set_add(e.vm, set, Value::real(9.0)) == Found::kNo);
  CHECK(set_discard(e.vm, set, Value::integer(3)) == Found::kYes);
  CHECK(set_discard(e.vm, set, Value::integer(3)) == Found::kNo);
  Set* copy = set_copy(e.heap, set, Kind::kFrozenSet);
  CHECK(copy->cls == types.frozenset);
  CHECK(set_contains(e.vm, copy, Value::integer(9)) == Found::kYes);
  set_clear(e.heap, set);
  CHECK(set_contains(e.vm, set, Value::integer(9)) == Found::kNo);
  CHECK(copy->live == 3);
}

TEST_CASE("lists insert, erase and splice") {
  Environment e;
  List* list = make_list(e.heap);
  auto show = [&] {
    std::string text;
    for (size_t n = 0; n < list->size; n++)
      text += std::to_string(list->items()[n].i) + " ";
    return text;
  };
  for (int64_t n = 0; n < 6; n++) list_append(e.heap, list, Value::integer(n));
  list_insert(e.heap, list, 0, Value::integer(-1));
  list_insert(e.heap, list, 7, Value::integer(9));
  CHECK(show() == "-1 0 1 2 3 4 5 9 ");
  list_erase(e.heap, list, 1, 3);
  CHECK(show() == "-1 2 3 4 5 9 ");
  std::vector<Value> three(3, Value::integer(7));
  list_splice(e.heap, list, 1, 2, three);
  CHECK(show() == "-1 7 7 7 3 4 5 9 ");
  list_splice(e.heap, list, 0, 7, {});
  CHECK(show() == "9 ");
  for (int n = 0; n < 10000; n++) list_append(e.heap, list, Value::none());
  list_erase(e.heap, list, 1, list->size);
  CHECK(show() == "9 ");
  CHECK(list->storage->capacity < 100);
}

}  // namespace
}  // namespace scriptling
