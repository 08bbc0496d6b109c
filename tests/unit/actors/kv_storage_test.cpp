// What becomes of stores on disk when runtimes come and go.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "actors/libraries.h"
#include "actors/runtime.h"
#include "state/kv_sqlite.h"
#include "tests/unit/actors/texts.h"

namespace scriptling {
namespace {

struct Folder {
  Folder() {
    char name[] = "/tmp/kv_storage_test_XXXXXX";
    path = mkdtemp(name);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string path;
};

Config storing(const std::string& folder, const std::string& sync) {
  Config config;
  config.kv_storage = folder;
  config.kv_sync = sync;
  config.log_level = LogLevel::kError;
  return config;
}

struct Host {
  explicit Host(Config config) : runtime(std::move(config)) {
    register_standard_libraries(runtime);
    register_runtime_library_all(runtime);
  }
  Finished eval(const std::string& code) {
    return runtime.eval("import scriptling.runtime as runtime\n" + code);
  }
  Runtime runtime;
};

TEST_CASE("the default store outlives the runtime, however it syncs") {
  for (const char* sync : {"always", "interval", "off"}) {
    Folder folder;
    std::string storage = folder.path + "/made";
    {
      Host host(storing(storage, sync));
      CHECK(host.eval("runtime.kv.set('a', [1, 2])").is_ok());
      CHECK(host.eval("runtime.kv.incr('n')").is_ok());
    }
    CHECK(*KvSqlite::check(storage + "/default.db") == 2);
    Host host(storing(storage, sync));
    CHECK(host.eval("runtime.kv.incr('n')").value.as_int() == 2);
  }
}

TEST_CASE("stores that were never closed are closed with the runtime") {
  Folder folder;
  std::string open = "kv = runtime.kv.open('" + folder.path + "/things.db')\n";
  {
    Host host({});
    CHECK(host.eval(open + "kv.set('a', 1)").is_ok());
    CHECK_FALSE(KvSqlite::check(folder.path + "/things.db").is_ok());
  }
  CHECK(*KvSqlite::check(folder.path + "/things.db") == 1);
  CHECK_FALSE(std::filesystem::exists(folder.path + "/things.db-wal"));
}

TEST_CASE("two runtimes do not share a file") {
  Folder folder;
  Host first(storing(folder.path, "interval"));
  Host second({});
  Finished refused =
      second.eval("runtime.kv.open('" + folder.path + "/default.db').get('a')");
  REQUIRE(refused.failure);
  CHECK(refused.failure->class_name == "OSError");
  CHECK(first.eval("runtime.kv.set('a', 1)").is_ok());
}

TEST_CASE("a runtime does not start over something that is no store") {
  Folder folder;
  std::string file = folder.path + "/default.db";
  std::ofstream(file) << "precious";
  CHECK_THROWS_WITH(Runtime(storing(folder.path, "interval")),
                    "'" + file + "' is not a key-value store");
  CHECK_THROWS_WITH(Runtime(storing(file, "interval")),
                    "cannot open store '" + file + "/default.db': Not a directory");
  CHECK(std::filesystem::file_size(file) == 8);
}

TEST_CASE("the default store is found by its path too, and closing it changes nothing") {
  Folder folder;
  Host host(storing(folder.path, "interval"));
  std::string open = "kv = runtime.kv.open('" + folder.path + "/default.db')\n";
  CHECK(host.eval(open + "kv.set('a', 1)\nkv.close()\nruntime.kv.get('a')")
            .value.as_int() == 1);
}

}  // namespace
}  // namespace scriptling
