// A store's file with any damage, and any bytes as a value in it, is an error at worst.
//
// Each three bytes of input are a place in a sound file, and what stands there instead.
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "state/kv_sqlite.h"

using namespace scriptling;

namespace {

const std::filesystem::path kFolder = "/dev/shm/kv_file_fuzz_" + std::to_string(getpid());
const std::string kPath = kFolder / "things.db";

std::string sound_file() {
  std::filesystem::create_directories(kFolder);
  RealEnv env;
  auto store = KvSqlite::open(env, kPath, kPath);
  for (int n = 0; n < 30; ++n) {
    Datum text = Datum::str("value " + std::to_string(n));
    Datum pair = Datum::container(DatumKind::kTuple, {Datum::integer(n), text});
    Datum dict = Datum::container(DatumKind::kDict, {pair, Datum::number(n), text, pair});
    Datum list = Datum::container(DatumKind::kList, {dict, pair, text});
    if (!(*store)->set("key" + std::to_string(n), list, n % 2).is_ok()) abort();
  }
  if (!(*store)->close().is_ok()) abort();
  std::ifstream file(kPath, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string sound = sound_file();
  std::string damaged = sound;
  for (size_t n = 0; n + 2 < size; n += 3)
    damaged[(data[n] << 8 | data[n + 1]) % damaged.size()] =
        static_cast<char>(data[n + 2]);
  std::filesystem::remove(kPath + "-wal");
  std::ofstream(kPath, std::ios::binary | std::ios::trunc) << damaged;
  (void)KvSqlite::check(kPath);
  RealEnv env;
  auto store = KvSqlite::open(env, kPath, kPath);
  if (!store.is_ok()) return 0;
  (void)(*store)->items("*");
  for (int n = 0; n < 30; ++n) (void)(*store)->get("key" + std::to_string(n));
  (void)(*store)->incr("key1", 1);
  (void)(*store)->set("new", Datum::integer(1), 1);
  (void)(*store)->sweep(10);
  (void)(*store)->commit();
  return 0;
}
