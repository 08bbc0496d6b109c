#include "state/kv_sqlite.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "state/datum_builder.h"
#include "state/datum_codec.h"
#include "tests/unit/state/store_file.h"

namespace scriptling {
namespace {

using Keys = std::vector<std::string>;

// A store in a file of its own, and what scripts would do to it.
struct Store : StoreFile {
  Store() : kv(open()) {}

  void put(std::string_view key, std::int64_t value, double ttl = 0) {
    REQUIRE(kv->set(key, Datum::integer(value), ttl).is_ok());
  }
  std::int64_t integer(std::string_view key) { return (*kv->get(key))->as_int(); }
  bool has(std::string_view key) { return *kv->exists(key); }
  Keys keys(std::string_view pattern = "*") { return *kv->keys(pattern); }
  void reopen() {
    REQUIRE(kv->close().is_ok());
    kv.reset();
    kv = open();
  }

  std::unique_ptr<KvSqlite> kv;
};

// Runs SQL on the closed file, as somebody with a tool would.
void alter(const StoreFile& file, const std::string& sql) {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(file.path.c_str(), &db) == SQLITE_OK);
  char* error = nullptr;
  int code = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &error);
  INFO((error ? error : ""));
  CHECK(code == SQLITE_OK);
  sqlite3_free(error);
  sqlite3_close(db);
}

TEST_CASE("what was set is there after closing and opening again") {
  Store store;
  store.put("a", 1);
  store.put("b", 2);
  store.put("a", 3);
  CHECK(*store.kv->remove("b"));
  CHECK_FALSE(*store.kv->remove("b"));
  CHECK(*store.kv->incr("n", 5) == 5);
  store.reopen();
  CHECK(store.integer("a") == 3);
  CHECK_FALSE(store.has("b"));
  CHECK(*store.kv->incr("n", -7) == -2);
  CHECK(store.keys() == Keys{"a", "n"});
}

TEST_CASE("every kind of datum comes back from disk as what it was") {
  Store store;
  DatumBuilder ring;
  ring.add(Datum::backref(ring.open(DatumKind::kList, 1)));
  ring.close();
  std::vector<Datum> values{
      Datum(),
      Datum::boolean(true),
      Datum::number(-0.0),
      Datum::str("a\xed\xa0\x80z"),
      Datum::str(std::string_view("\0", 1)),
      Datum::bytes(""),
      Datum::byte_array("x"),
      Datum::big_integer(Sign::kNegative, std::string(20, '\x7f')),
      Datum::container(DatumKind::kDict, {Datum::integer(1), Datum()}),
      Datum::container(DatumKind::kTuple, {}),
      ring.finish()};
  for (std::size_t n = 0; n < values.size(); ++n)
    REQUIRE(store.kv->set("k" + std::to_string(n), values[n]).is_ok());
  store.reopen();
  for (std::size_t n = 0; n < values.size(); ++n)
    CHECK(encode(**store.kv->get("k" + std::to_string(n))) == encode(values[n]));
}

TEST_CASE("any text is a key on disk") {
  Store store;
  Keys odd{std::string("\0", 1), std::string("a\0b", 3), "a\xed\xa0\x80", "\xc3\xa9",
           std::string(4096, 'k')};
  for (const std::string& key : odd) store.put(key, 1);
  store.reopen();
  for (const std::string& key : odd) CHECK(store.integer(key) == 1);
  std::sort(odd.begin(), odd.end());
  CHECK(store.keys() == odd);
  CHECK_FALSE(store.kv->get(""));
  CHECK_FALSE(store.kv->set(std::string(4097, 'k'), Datum()).is_ok());
}

TEST_CASE("keys and items on disk are sorted and chosen by pattern") {
  Store store;
  for (const char* key : {"b", "a/2", "a/1", "\xc3\xa9", "B"}) store.put(key, 1);
  CHECK(store.keys() == Keys{"B", "a/1", "a/2", "b", "\xc3\xa9"});
  CHECK(store.keys("a*") == Keys{"a/1", "a/2"});
  CHECK(store.keys("[ab]") == Keys{"b"});
  auto items = store.kv->items("a/*");
  REQUIRE(items);
  REQUIRE(items->size() == 2);
  CHECK((*items)[1].first == "a/2");
}

TEST_CASE("an entry on disk is gone the moment its time is up, even in another life") {
  Store store;
  store.put("a", 1, 1.5);
  CHECK(*store.kv->ttl("a") == 2);
  store.env.pass(1.499999);
  store.reopen();
  CHECK(store.has("a"));
  CHECK(*store.kv->incr("a", 1) == 2);
  CHECK(*store.kv->ttl("a") == 1);
  store.env.pass(0.000001);
  CHECK_FALSE(store.has("a"));
  CHECK(*store.kv->ttl("a") == -2);
  CHECK(store.keys().empty());
  CHECK(*store.kv->incr("a", 1) == 1);
  CHECK(*store.kv->ttl("a") == -1);
}

TEST_CASE("sweeping takes what has expired out of the file, a few at a time") {
  Store store;
  for (int i = 0; i < 10; ++i) store.put("old" + std::to_string(i), i, 1 + i);
  store.put("new", 1);
  store.env.pass(8);
  CHECK(*store.kv->sweep(5) == 5);
  CHECK(*store.kv->sweep(5) == 3);
  CHECK(*store.kv->sweep(5) == 0);
  CHECK(store.kv->close().is_ok());
  CHECK(*KvSqlite::check(store.path) == 3);
}

TEST_CASE("an idle sweep leaves nothing to sync") {
  Store store;
  store.put("a", 1);
  CHECK(store.kv->commit().is_ok());
  CHECK(store.kv->is_unsynced());
  CHECK(store.kv->sync().is_ok());
  CHECK(*store.kv->sweep(10) == 0);
  CHECK(store.kv->commit().is_ok());
  CHECK_FALSE(store.kv->is_unsynced());
}

TEST_CASE("clearing removes everything from the file") {
  Store store;
  for (int i = 0; i < 100; ++i) store.put("a" + std::to_string(i), i, i % 2);
  CHECK(store.kv->clear().is_ok());
  CHECK(store.keys().empty());
  store.put("a1", 7);
  store.reopen();
  CHECK(store.keys() == Keys{"a1"});
}

TEST_CASE("many are set on disk in one go, or none") {
  Store store;
  std::vector<KvStore::Item> items{{"a", Datum::integer(1)}, {"b", Datum::integer(2)}};
  CHECK(store.kv->set_many(items).is_ok());
  items = {{"c", Datum::integer(1)}, {"", Datum::integer(2)}};
  CHECK_FALSE(store.kv->set_many(items).is_ok());
  CHECK(*store.kv->compare_and_set("a", Datum::integer(1), Datum::integer(9)));
  CHECK_FALSE(*store.kv->compare_and_set("a", Datum::integer(1), Datum::integer(8)));
  store.reopen();
  CHECK(store.keys() == Keys{"a", "b"});
  CHECK(store.integer("a") == 9);
}

TEST_CASE("the largest value fits on disk") {
  Store store;
  std::string text(KvStore::kMaxValueBytes, 'x');
  REQUIRE(store.kv->set("a", Datum::bytes(text)).is_ok());
  REQUIRE(store.kv->commit().is_ok());
  CHECK((*store.kv->get("a"))->text().size() == text.size());
  text += 'x';
  CHECK(store.kv->set("b", Datum::bytes(text)).kind() == ErrorKind::kValue);
}

TEST_CASE("what was not committed is not there after the process has died") {
  StoreFile file;
  std::string committed;
  {
    auto kv = file.open();
    REQUIRE(kv->set("a", Datum::integer(1)).is_ok());
    REQUIRE(kv->commit().is_ok());
    REQUIRE(kv->set("b", Datum::integer(2)).is_ok());
    // As the files are now, so a killed process would leave them.
    std::filesystem::copy(file.path, file.folder / "dead.db");
    std::filesystem::copy(file.path.string() + "-wal", file.folder / "dead.db-wal");
  }
  auto kv = KvSqlite::open(file.env, file.folder / "dead.db", "dead.db");
  REQUIRE(kv);
  CHECK(*(*kv)->keys("*") == Keys{"a"});
}

TEST_CASE("a long log is moved into the file") {
  StoreFile file;
  KvSqliteOptions options;
  options.long_log = 10;
  auto kv = file.open(options);
  auto before = std::filesystem::file_size(file.path);
  for (int i = 0; i < 20; ++i) {
    REQUIRE(
        kv->set("k" + std::to_string(i), Datum::bytes(std::string(2000, 'x'))).is_ok());
    REQUIRE(kv->commit().is_ok());
    kv->tidy();
  }
  CHECK(std::filesystem::file_size(file.path) > before + 10 * 2000);
  CHECK(std::filesystem::file_size(file.path.string() + "-wal") < 30 * 2100);
}

TEST_CASE("a new file is its owner's only") {
  Store store;
  store.put("a", 1);
  CHECK(store.kv->commit().is_ok());
  struct stat about {};
  for (const char* suffix : {"", "-wal"}) {
    REQUIRE(stat((store.path.string() + suffix).c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
  }
}

TEST_CASE("a file is open once at a time") {
  Store store;
  CHECK(store.refusal() ==
        "OSError: store 'things.db': it is open already, here or in another process");
  // Whoever in this process reads the file and closes it takes our lock not away.
  CHECK(store.bytes().size() > 0);
  int another = ::open(store.path.c_str(), O_RDWR);
  CHECK(flock(another, LOCK_EX | LOCK_NB) != 0);
  ::close(another);
  CHECK(KvSqlite::check(store.path).status().kind() == ErrorKind::kIo);
  store.put("a", 1);
  CHECK(store.kv->commit().is_ok());
  CHECK(store.kv->close().is_ok());
  CHECK(store.try_open());
}

TEST_CASE("what is not a store is refused and left alone") {
  StoreFile file;
  for (std::string content :
       {std::string("x"), std::string(5000, 'n'), std::string(4096, '\0'),
        std::string("SQLite format 3\0", 16) + std::string(5000, 'q')}) {
    file.write(content);
    CHECK(file.refusal() == "OSError: 'things.db' is not a key-value store");
    CHECK((file.bytes() == content));
  }
}

TEST_CASE("somebody else's database is refused and left alone") {
  StoreFile file;
  alter(file, "CREATE TABLE kv (key, value); INSERT INTO kv VALUES (1, 2)");
  std::string content = file.bytes();
  CHECK(file.refusal() == "OSError: 'things.db' is not a key-value store");
  CHECK((file.bytes() == content));
  CHECK(KvSqlite::check(file.path).status().to_text() ==
        "OSError: '" + file.path.string() + "' is not a key-value store");
}

TEST_CASE("a store of a later format is refused and left alone") {
  Store store;
  CHECK(store.kv->close().is_ok());
  alter(store, "PRAGMA user_version = 3");
  std::string content = store.bytes();
  CHECK(store.refusal() ==
        "OSError: store 'things.db' is of format 3; this version knows those up to 2");
  CHECK((store.bytes() == content));
}

TEST_CASE("a store with a foreign table or trigger is refused") {
  Store store;
  CHECK(store.kv->close().is_ok());
  alter(store, "CREATE TRIGGER t AFTER INSERT ON kv BEGIN DELETE FROM kv; END");
  CHECK(store.refusal() ==
        "OSError: store 'things.db' is damaged: its table is not ours");
}

TEST_CASE("what cannot be opened says why") {
  StoreFile file;
  file.path = file.folder / "none" / "things.db";
  CHECK(file.refusal() ==
        "OSError: cannot open store 'things.db': No such file or directory");
  file.path = file.folder;
  CHECK(file.refusal() == "OSError: cannot open store 'things.db': Is a directory");
  file.path = "/dev/null";
  CHECK(file.refusal() == "OSError: 'things.db' is not a key-value store");
  file.path = file.folder / "none.db";
  CHECK(KvSqlite::check(file.path).status().kind() == ErrorKind::kIo);
  CHECK_FALSE(std::filesystem::exists(file.path));
}

TEST_CASE("a damaged value is an error for whoever reads it, and for nobody else") {
  Store store;
  store.put("good", 1);
  CHECK(store.kv->close().is_ok());
  alter(store,
        "INSERT INTO kv VALUES (CAST('cut' AS BLOB), NULL, x'010a'),"
        "(CAST('text' AS BLOB), NULL, CAST('x' AS TEXT) || ''),"
        "(CAST('when' AS BLOB), 'soon', x'0100'),"
        "(CAST('handle' AS BLOB), NULL, x'010f03010161')");
  store.kv = store.open();
  CHECK(store.integer("good") == 1);
  CHECK(store.kv->get("cut").status().to_text() ==
        "OSError: store 'things.db' is damaged: the value of key 'cut': damaged data: it "
        "ends too early at byte 2 of 2");
  for (const char* key : {"cut", "text", "when", "handle"}) {
    CHECK(store.kv->get(key).status().kind() == ErrorKind::kCorruption);
    CHECK(store.kv->incr(key, 1).status().kind() == ErrorKind::kCorruption);
  }
  CHECK(store.kv->set("cut", Datum::integer(2)).is_ok());
  CHECK(store.integer("cut") == 2);
  CHECK(store.kv->close().is_ok());
  CHECK(KvSqlite::check(store.path).status().kind() == ErrorKind::kCorruption);
}

TEST_CASE("a value that has changed on the disk is noticed, wherever it did") {
  Store store;
  std::string text(1000, 'x');
  REQUIRE(store.kv->set("long", Datum::str(text)).is_ok());
  store.put("other", 1);
  CHECK(store.kv->close().is_ok());
  std::string sound = store.bytes();
  size_t begin = sound.find(text);
  REQUIRE(begin != std::string::npos);
  for (size_t at : {begin, begin + 7, begin + 500, begin + text.size() - 1}) {
    std::string rotten = sound;
    rotten[at] ^= 1;
    store.write(rotten);
    store.kv = store.open();
    CHECK(store.kv->get("long").status().to_text() ==
          "OSError: store 'things.db' is damaged: the value of key 'long': its checksum "
          "is not that of what is there");
    CHECK(store.integer("other") == 1);
    CHECK(store.kv->close().is_ok());
    CHECK(KvSqlite::check(store.path).status().kind() == ErrorKind::kCorruption);
  }
}

TEST_CASE("a value that belongs to another key is noticed") {
  Store store;
  store.put("a", 1);
  store.put("b", 2);
  CHECK(store.kv->close().is_ok());
  alter(store,
        "UPDATE kv SET value = (SELECT value FROM kv WHERE key = CAST('a' AS BLOB))");
  store.kv = store.open();
  CHECK(store.integer("a") == 1);
  CHECK(store.kv->get("b").status().kind() == ErrorKind::kCorruption);
}

TEST_CASE("a store of the first format, without checksums, is taken on") {
  Store store;
  CHECK(store.kv->close().is_ok());
  alter(store,
        "PRAGMA user_version = 1; INSERT INTO kv VALUES (CAST('n' AS BLOB), NULL, "
        "x'01030a')");
  CHECK(*KvSqlite::check(store.path) == 1);
  store.kv = store.open();
  CHECK(store.integer("n") == 5);
  CHECK(*store.kv->incr("n", 1) == 6);
  store.reopen();
  CHECK(store.integer("n") == 6);
  CHECK(store.kv->close().is_ok());
  CHECK(*KvSqlite::check(store.path) == 1);
}

TEST_CASE("setting the wall clock makes no entry on disk older or younger") {
  for (double jump : {3600.0, -3600.0}) {
    Store store;
    store.put("short", 1, 2);
    store.put("long", 2, 600);
    store.put("for ever", 3);
    store.env.jump(jump);
    CHECK(*store.kv->ttl("short") == 2);
    CHECK(*store.kv->ttl("long") == 600);
    bool is_noticed_while_open = jump > 0;
    if (is_noticed_while_open) CHECK(*store.kv->sweep(10) == 0);
    store.reopen();
    CHECK(*store.kv->ttl("short") == 2);
    CHECK(*store.kv->ttl("long") == 600);
    store.put("new", 4, 5);
    store.env.pass(2);
    CHECK_FALSE(store.has("short"));
    CHECK(*store.kv->ttl("long") == 598);
    CHECK(*store.kv->ttl("new") == 3);
    CHECK(*store.kv->ttl("for ever") == -1);
  }
}

TEST_CASE("checking a store that was closed leaves nothing behind") {
  Store store;
  store.put("a", 1);
  CHECK(store.kv->close().is_ok());
  std::string content = store.bytes();
  CHECK(*KvSqlite::check(store.path) == 1);
  CHECK((store.bytes() == content));
  CHECK_FALSE(std::filesystem::exists(store.path.string() + "-wal"));
}

TEST_CASE("checking counts the keys of a sound store and changes nothing") {
  StoreFile file;
  {
    auto kv = file.open();
    for (int i = 0; i < 50; ++i)
      REQUIRE(kv->set("k" + std::to_string(i), Datum::integer(i)).is_ok());
    REQUIRE(kv->commit().is_ok());
    std::filesystem::copy(file.path, file.folder / "dead.db");
    std::filesystem::copy(file.path.string() + "-wal", file.folder / "dead.db-wal");
  }
  file.path = file.folder / "dead.db";
  std::string content = file.bytes();
  auto log = std::filesystem::file_size(file.path.string() + "-wal");
  CHECK(*KvSqlite::check(file.path) == 50);
  CHECK((file.bytes() == content));
  CHECK(std::filesystem::file_size(file.path.string() + "-wal") == log);
}

}  // namespace
}  // namespace scriptling
