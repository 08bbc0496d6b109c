// A FaultyVfs stands between SQLite and real files, and does what disks do on bad days:
// refuses a write, writes half of one, fails to sync, or loses its power, forgetting what
// was not synced.
//
// One thread at a time; it must outlive what is open through it.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace scriptling {

class FaultyVfs {
 public:
  enum class Fault : std::uint8_t {
    kFull,        // A write: SQLITE_FULL.
    kWriteError,  // A write: SQLITE_IOERR_WRITE.
    kShortWrite,  // A write: half of it, then SQLITE_FULL.
    kSyncError,   // A sync: SQLITE_IOERR_FSYNC, and no later sync will make up for it.
    kPowerCut,    // Any: nothing works from here on.
  };

  FaultyVfs();
  ~FaultyVfs();
  FaultyVfs(const FaultyVfs&) = delete;
  FaultyVfs& operator=(const FaultyVfs&) = delete;

  const char* name() const { return name_.c_str(); }

  // `times` operations that the fault is about go wrong, after `after` that do not.
  void plan(Fault fault, int after, int times = 1);
  void plan_nothing() { times_ = 0; }
  bool has_power() const { return !is_dead_; }
  int syncs() const { return syncs_; }

  // Once nothing is open: each file has what was synced last, and of what was written
  // afterwards some sectors, whichever the disk came to.
  void lose_unsynced(std::mt19937& random);

 private:
  struct Change {
    std::int64_t at;
    std::string bytes;
    bool is_truncate;
  };
  struct Content {
    std::string synced;
    std::vector<Change> unsynced;
  };
  struct File;
  enum class What : std::uint8_t { kWrite, kSync };

  // Whether this one goes wrong.
  bool strikes(What what);
  int fail_write(File& file, const void* bytes, int size, std::int64_t at);
  static void apply(std::string& content, const Change& change);

  static FaultyVfs& of(sqlite3_vfs* vfs);
  static File& of(sqlite3_file* file);
  static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags,
                  int* out);
  static int remove(sqlite3_vfs* vfs, const char* path, int sync);
  static int close(sqlite3_file* file);
  static int read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 at);
  static int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at);
  static int truncate(sqlite3_file* file, sqlite3_int64 size);
  static int sync(sqlite3_file* file, int flags);
  static const sqlite3_io_methods kMethods;

  std::string name_;
  sqlite3_vfs* real_;
  sqlite3_vfs vfs_;
  std::map<std::string, Content> contents_;
  Fault fault_ = Fault::kFull;
  int after_ = 0, times_ = 0, syncs_ = 0;
  int characteristics_ = 0;
  bool is_dead_ = false;
};

}  // namespace scriptling
