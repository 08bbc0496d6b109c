// What the tests of stores on disk have in common: a folder that goes away with the test,
// clocks that stand still, and the bytes of files.
//
// One thread at a time.
#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "state/kv_sqlite.h"

namespace scriptling {

class StoppedEnv final : public Env {
 public:
  std::int64_t monotonic_microseconds() const override { return steady; }
  std::int64_t wall_microseconds() const override { return time; }
  void pass(double seconds) {
    steady += static_cast<std::int64_t>(seconds * 1e6);
    jump(seconds);
  }
  // Somebody sets the clock on the wall.
  void jump(double seconds) { time += static_cast<std::int64_t>(seconds * 1e6); }

  std::int64_t steady = 1;
  std::int64_t time = 1'700'000'000'000'000;
};

struct StoreFile {
  StoreFile() {
    // In memory where possible: no test here asks a real disk to sync.
    bool has_memory = std::filesystem::exists("/dev/shm");
    std::filesystem::path parent =
        has_memory ? "/dev/shm" : std::filesystem::temp_directory_path();
    std::string pattern = (parent / "kvXXXXXX").string();
    folder = mkdtemp(pattern.data());
    path = folder / "things.db";
  }
  ~StoreFile() { std::filesystem::remove_all(folder); }

  Result<std::unique_ptr<KvSqlite>> try_open(KvSqliteOptions options = {}) {
    return KvSqlite::open(env, path.string(), "things.db", options);
  }
  std::unique_ptr<KvSqlite> open(KvSqliteOptions options = {}) {
    auto opened = try_open(options);
    INFO(opened.status().to_text());
    REQUIRE(opened);
    return *std::move(opened);
  }
  std::string refusal() { return try_open().status().to_text(); }

  std::string bytes() const {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void write(const std::string& content) const {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
  }

  std::filesystem::path folder, path;
  StoppedEnv env;
};

}  // namespace scriptling
