// Stores on disks that fail, fill up and lose their power.
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "state/datum_codec.h"
#include "tests/unit/state/faulty_vfs.h"
#include "tests/unit/state/store_file.h"

namespace scriptling {
namespace {

using Fault = FaultyVfs::Fault;
using Content = std::map<std::string, std::int64_t>;

Content content_of(KvSqlite& kv) {
  Content content;
  auto items = kv.items("*");
  INFO(items.status().to_text());
  REQUIRE(items);
  for (const auto& [key, value] : *items) content[key] = value.items()[0].as_int();
  return content;
}

// Some kilobytes, so that a few of them fill pages.
Datum value_of(std::int64_t number) {
  std::string padding(static_cast<std::size_t>(number * 37 % 3000), 'x');
  return Datum::container(DatumKind::kList,
                          {Datum::integer(number), Datum::bytes(padding)});
}

// Changes a few keys in one transaction, and tells what should come of it.
class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}

  // What the commit says.
  Status run(KvSqlite& kv) {
    planned_ = written_;
    Status first;
    for (int n = static_cast<int>(random_() % 6); n >= 0; --n) {
      Status done = change(kv);
      if (first.is_ok()) first = done;
    }
    Status committed = kv.commit();
    return first.is_ok() ? committed : first;
  }

  // Whether the store is as it was, or as it was to be; from now on that is expected.
  bool settle(const Content& content) {
    bool is_known = content == written_ || content == planned_;
    written_ = content;
    return is_known;
  }
  const Content& planned() const { return planned_; }

 private:
  Status change(KvSqlite& kv) {
    std::string key = "key" + std::to_string(random_() % 40);
    auto number = static_cast<std::int64_t>(++last_);
    switch (random_() % 8) {
      case 0: {
        planned_.erase(key);
        Result<bool> removed = kv.remove(key);
        return removed.is_ok() ? Status() : removed.status();
      }
      case 1: {
        planned_[key] = planned_["many"] = number;
        std::vector<KvStore::Item> items{{key, value_of(number)},
                                         {"many", value_of(number)}};
        return kv.set_many(items);
      }
      default: planned_[key] = number; return kv.set(key, value_of(number));
    }
  }

  std::mt19937 random_;
  std::int64_t last_ = 0;
  Content written_, planned_;
};

KvSqliteOptions options_for(const FaultyVfs& vfs, KvSync sync) {
  KvSqliteOptions options;
  options.sync = sync;
  options.long_log = 20;
  options.vfs = vfs.name();
  return options;
}

// Some transactions, of which those in the middle meet the fault. Each must say what
// became of it, and whatever happened, the store must work again afterwards.
void write_through(Fault fault, KvSync sync, int after, int times) {
  StoreFile file;
  FaultyVfs vfs;
  auto kv = file.open(options_for(vfs, sync));
  Writer writer(static_cast<unsigned>(after));
  auto round = [&] {
    Status done = writer.run(*kv);
    Content content = content_of(*kv);
    if (done.is_ok()) REQUIRE(content == writer.planned());
    REQUIRE(writer.settle(content));
    kv->tidy();
    if (sync == KvSync::kInterval) (void)kv->sync();
    return done;
  };
  for (int n = 0; n < 3; ++n) REQUIRE(round().is_ok());
  vfs.plan(fault, after, times);
  for (int n = 0; n < 12; ++n) {
    Status done = round();
    if (!done.is_ok()) CHECK(done.kind() == ErrorKind::kIo);
  }
  vfs.plan_nothing();
  for (int n = 0; n < 3; ++n) REQUIRE(round().is_ok());
  Content last = content_of(*kv);
  if (after % 2 == 0) {
    REQUIRE(kv->close().is_ok());
  } else {
    REQUIRE(kv->sync().is_ok());
    vfs.plan(Fault::kPowerCut, 0);
    kv.reset();
    std::mt19937 random(static_cast<unsigned>(after));
    vfs.lose_unsynced(random);
  }
  CHECK(content_of(*file.open()) == last);
  CHECK(*KvSqlite::check(file.path) == last.size());
}

TEST_CASE("a write that fails is an error for its transaction and harms nothing") {
  for (KvSync sync : {KvSync::kAlways, KvSync::kInterval, KvSync::kOff})
    for (Fault fault : {Fault::kFull, Fault::kWriteError, Fault::kShortWrite})
      for (int after = 0; after < 60; after += 3)
        for (int times : {1, 30}) write_through(fault, sync, after, times);
}

TEST_CASE("a sync that fails is an error for its transaction and harms nothing") {
  for (KvSync sync : {KvSync::kAlways, KvSync::kInterval, KvSync::kOff})
    for (int after = 0; after < 12; ++after)
      for (int times : {1, 4}) write_through(Fault::kSyncError, sync, after, times);
}

TEST_CASE("a full disk says so, to everyone in the transaction") {
  StoreFile file;
  FaultyVfs vfs;
  auto kv = file.open(options_for(vfs, KvSync::kInterval));
  REQUIRE(kv->set("a", value_of(1)).is_ok());
  REQUIRE(kv->commit().is_ok());
  vfs.plan(Fault::kFull, 0, 1000);
  REQUIRE(kv->set("b", value_of(2)).is_ok());
  CHECK(kv->commit().to_text() == "OSError: store 'things.db': no space left on device");
  CHECK(content_of(*kv) == Content{{"a", 1}});
  CHECK(kv->commit().is_ok());
  vfs.plan_nothing();
  CHECK(kv->set("b", value_of(3)).is_ok());
  CHECK(kv->commit().is_ok());
  CHECK(content_of(*kv) == Content{{"a", 1}, {"b", 3}});
}

// A transaction larger than the cache is written in part before its commit.
TEST_CASE("a disk that fills up in the middle of a transaction undoes all of it") {
  StoreFile file;
  FaultyVfs vfs;
  auto kv = file.open(options_for(vfs, KvSync::kInterval));
  vfs.plan(Fault::kFull, 20, 100000);
  REQUIRE(kv->set("first", value_of(1)).is_ok());
  Datum large = Datum::bytes(std::string(3 << 20, 'x'));
  Status failed;
  for (int n = 0; n < 10 && failed.is_ok(); ++n)
    failed = kv->set("large" + std::to_string(n), large);
  CHECK(failed.to_text() == "OSError: store 'things.db': no space left on device");
  CHECK_FALSE(kv->set("later", value_of(2)).is_ok());
  CHECK(kv->commit().to_text() == failed.to_text());
  vfs.plan_nothing();
  CHECK(kv->commit().is_ok());
  CHECK(kv->keys("*")->empty());
  CHECK(kv->set("later", value_of(2)).is_ok());
  CHECK(kv->commit().is_ok());
  CHECK(content_of(*kv) == Content{{"later", 2}});
}

TEST_CASE("after a failed sync nothing is acknowledged until all of it is safe") {
  StoreFile file;
  FaultyVfs vfs;
  auto kv = file.open(options_for(vfs, KvSync::kInterval));
  REQUIRE(kv->set("a", value_of(1)).is_ok());
  REQUIRE(kv->commit().is_ok());
  vfs.plan(Fault::kSyncError, 0, 2);
  CHECK_FALSE(kv->sync().is_ok());
  REQUIRE(kv->set("b", value_of(2)).is_ok());
  CHECK(kv->commit().kind() == ErrorKind::kIo);
  REQUIRE(kv->set("c", value_of(3)).is_ok());
  CHECK(kv->commit().is_ok());
  CHECK_FALSE(kv->is_unsynced());
  std::mt19937 random(1);
  vfs.plan(Fault::kPowerCut, 0);
  (void)kv->set("d", value_of(4));
  (void)kv->commit();
  kv.reset();
  vfs.lose_unsynced(random);
  CHECK(content_of(*file.open()) == Content{{"a", 1}, {"b", 2}, {"c", 3}});
}

enum class Before : std::uint8_t { kAllIsWell, kSyncsFail };

// Lives of one store, each of which ends in a power cut, somewhere.
class Lives {
 public:
  Lives(KvSync sync, Before before, unsigned seed)
      : sync_(sync), before_(before), random_(seed), writer_(seed) {}

  void live() {
    FaultyVfs vfs;
    states_ = {survived_};
    least_ = 0;
    if (before_ == Before::kAllIsWell)
      vfs.plan(Fault::kPowerCut, static_cast<int>(random_() % 250));
    else
      vfs.plan(Fault::kSyncError, 4 + static_cast<int>(random_() % 8), 2);
    auto opened = file_.try_open(options_for(vfs, sync_));
    while (opened && vfs.has_power()) write(**opened, vfs);
    if (opened) opened->reset();
    vfs.lose_unsynced(random_);
    survived_ = content_of(*file_.open());
    writer_.settle(survived_);
  }

  // Whether what survived was there once, and was not older than what had to survive.
  bool makes_sense() const {
    auto first = states_.begin() + static_cast<std::ptrdiff_t>(least_);
    bool is_known = std::find(first, states_.end(), survived_) != states_.end();
    Result<std::uint64_t> keys = KvSqlite::check(file_.path);
    return is_known && keys && *keys == survived_.size();
  }

 private:
  void write(KvSqlite& kv, FaultyVfs& vfs) {
    if (before_ == Before::kSyncsFail && random_() % 10 == 0)
      vfs.plan(Fault::kPowerCut, static_cast<int>(random_() % 60));
    bool is_committed = writer_.run(kv).is_ok();
    states_.push_back(writer_.planned());
    if (!vfs.has_power()) return;
    if (!is_committed) states_.push_back(content_of(kv));  // Maybe undone.
    writer_.settle(states_.back());
    if (is_committed && sync_ == KvSync::kAlways) least_ = states_.size() - 1;
    if (random_() % 5 == 0) kv.tidy();
    if (random_() % 3 == 0 && sync_ == KvSync::kInterval && kv.sync().is_ok())
      least_ = states_.size() - 1;
  }

  const KvSync sync_;
  const Before before_;
  std::mt19937 random_;
  Writer writer_;
  StoreFile file_;
  Content survived_;
  std::vector<Content> states_;  // One after another, in this life.
  std::size_t least_ = 0;        // The first of them that may have survived.
};

void cut_power(KvSync sync, Before before) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    Lives lives(sync, before, seed);
    for (int life = 0; life < 4; ++life) {
      INFO("seed " << seed << ", life " << life);
      lives.live();
      REQUIRE(lives.makes_sense());
    }
  }
}

TEST_CASE("a power cut loses nothing that was acknowledged, if syncs are always") {
  cut_power(KvSync::kAlways, Before::kAllIsWell);
  cut_power(KvSync::kAlways, Before::kSyncsFail);
}
TEST_CASE("a power cut leaves an earlier state, not older than the last sync") {
  cut_power(KvSync::kInterval, Before::kAllIsWell);
  cut_power(KvSync::kInterval, Before::kSyncsFail);
}
TEST_CASE("a power cut leaves an earlier state even without syncs") {
  cut_power(KvSync::kOff, Before::kAllIsWell);
  cut_power(KvSync::kOff, Before::kSyncsFail);
}

TEST_CASE("syncing is done when it was promised, and no oftener") {
  auto syncs = [](KvSync sync) {
    StoreFile file;
    FaultyVfs vfs;
    auto kv = file.open(options_for(vfs, sync));
    int before = vfs.syncs();
    for (int n = 0; n < 5; ++n) {
      REQUIRE(kv->set("k", Datum::integer(n)).is_ok());
      REQUIRE(kv->commit().is_ok());
    }
    if (sync == KvSync::kInterval) REQUIRE(kv->sync().is_ok());
    return vfs.syncs() - before;
  };
  CHECK(syncs(KvSync::kAlways) >= 5);
  CHECK(syncs(KvSync::kInterval) >= 1);
  CHECK(syncs(KvSync::kInterval) < 5);
  CHECK(syncs(KvSync::kOff) < 5);
}

// -- Files made by strangers ------------------------------------------------------------

// Whatever is asked of it: an answer or an error.
void ask_everything(const StoreFile& file) {
  auto opened = KvSqlite::open(file.env, file.path, "things.db");
  if (!opened) return;
  KvSqlite& kv = **opened;
  (void)kv.keys("*");
  (void)kv.items("*");
  for (int n = 0; n < 60; ++n) (void)kv.get("key" + std::to_string(n));
  (void)kv.incr("key1", 1);
  (void)kv.set("key2", value_of(1));
  (void)kv.remove("key3");
  (void)kv.sweep(10);
  (void)kv.commit();
  (void)kv.clear();
  (void)kv.commit();
}

TEST_CASE("a file with damage anywhere is an error at worst") {
  StoreFile file;
  {
    auto kv = file.open();
    for (int n = 0; n < 60; ++n)
      REQUIRE(kv->set("key" + std::to_string(n), value_of(n), n % 3).is_ok());
    REQUIRE(kv->close().is_ok());
  }
  const std::string sound = file.bytes();
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    std::string damaged = sound;
    for (int n = static_cast<int>(random() % 8); n >= 0; --n) {
      std::size_t at = random() % (round % 2 == 0 ? damaged.size() : 4096);
      damaged[at] = static_cast<char>(random());
    }
    if (round % 5 == 0) damaged.resize(random() % damaged.size());
    file.write(damaged);
    std::filesystem::remove(file.path.string() + "-wal");
    (void)KvSqlite::check(file.path);
    ask_everything(file);
  }
}

TEST_CASE("damaged pages are refused for good, and no more is written") {
  StoreFile file;
  {
    auto kv = file.open();
    for (int n = 0; n < 200; ++n)
      REQUIRE(kv->set("key" + std::to_string(n), value_of(n)).is_ok());
    REQUIRE(kv->close().is_ok());
  }
  std::string damaged = file.bytes();
  std::fill(damaged.begin() + 4096, damaged.end(), '\x55');
  file.write(damaged);
  CHECK(KvSqlite::check(file.path).status().kind() == ErrorKind::kCorruption);
  auto kv = file.open();
  CHECK(kv->get("key1").status().to_text() ==
        "OSError: store 'things.db' is damaged: its pages contradict each other");
  CHECK(kv->set("key1", Datum()).kind() == ErrorKind::kCorruption);
  CHECK(kv->commit().is_ok());
  kv.reset();
  CHECK((file.bytes() == damaged));
}

}  // namespace
}  // namespace scriptling
