// A KvSqlite is a KvStore in a file: an SQLite database with a write-ahead log beside it.
//
// What is written between two commits is there whole or not at all, whatever happens. The
// death of the process loses nothing that was committed. A power cut loses at most what
// was not synced yet, the youngest commits, and leaves a file that opens again.
//
// A file that is not a store, or one of a later format, is refused and stays as it is;
// one that turns out to be damaged takes no more writes. A file is open once at a time:
// the second to ask, in this process or another, is refused. FORMAT.md draws the table.
// Time limits run by a steady clock as long as the file is open: somebody who sets the
// wall clock moves none of them. What a file says is wall time, so it is moved along.
// A value carries a checksum; one that has changed on the disk is not given out.
//
// One thread at a time. It waits for the disk.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "state/kv_store.h"

struct sqlite3;
struct sqlite3_file;
struct sqlite3_stmt;

namespace scriptling {

// When what was committed goes to the disk itself, beyond the operating system's memory.
enum class KvSync : std::uint8_t {
  kAlways,    // In commit().
  kInterval,  // In sync(), which somebody calls soon.
  kOff,       // When the log has grown long, and at the end.
};

struct KvSqliteOptions {
  KvSync sync = KvSync::kInterval;
  int long_log = 16384;       // Pages of 2 KiB, from which on tidy() does something.
  const char* vfs = nullptr;  // SQLite's name for what stands between it and files.
};

class KvSqlite final : public KvStore {
 public:
  // Makes the file if there is none, readable by its owner only. `name` is what messages
  // call it.
  static Result<std::unique_ptr<KvSqlite>> open(const Env& env, const std::string& path,
                                                std::string name,
                                                KvSqliteOptions options = {});
  // Looks at every page and every value, and changes nothing; the number of keys.
  static Result<std::uint64_t> check(const std::string& path);

  ~KvSqlite() override;

  Status clear() override;
  // On disk a sweep is part of the next commit, like any other change. It is also when a
  // wall clock that was set is noticed.
  Result<std::size_t> sweep(std::size_t most) override;
  // Fails for all that was written since the last one.
  Status commit() override;
  // Lets the next commit fail, if anything was written since the last one.
  void undo(const Status& why);

  // Makes what was committed safe from power cuts.
  Status sync();
  bool is_unsynced() const { return is_unsynced_; }
  // Moves a long log into the file: for when nobody waits for an answer.
  void tidy();
  // Commits, syncs and lets the file go. Nothing else may be called afterwards.
  Status close();

 protected:
  std::int64_t now() const override { return env().monotonic_microseconds() + epoch_; }
  Result<std::optional<Entry>> find(std::string_view key) override;
  Status store(std::string_view key, Entry entry) override;
  Result<bool> erase(std::string_view key) override;
  Status scan(std::string_view prefix, const KeyVisitor& visit) override;

 private:
  enum class Purpose : std::uint8_t { kUse, kCheck };
  enum Query : std::uint8_t {
    kFind,
    kStore,
    kErase,
    kScan,
    kClear,
    kSweep,
    kShift,
    kBegin,
    kCommit,
    kRollback,
    kQueries,
  };
  class Running;

  KvSqlite(const Env& env, std::string name, KvSqliteOptions options);

  // kv_sqlite_open.cpp
  Status start(const std::string& path, Purpose purpose);
  Status take_file(const std::string& path, Purpose purpose);
  Status look_at_header(const std::string& path) const;
  Status connect(const std::string& path, Purpose purpose);
  Status make_table();
  Status look_at_table();
  Status check_version(std::uint32_t application, std::uint32_t version) const;
  Status use_log();
  Status take_version();
  Status prepare();
  Status execute(const char* sql);
  Result<std::string> ask(const char* sql);
  Result<std::uint64_t> check_all();
  Status not_a_store() const;

  Status begin();
  Status follow_clock();
  Status write(Running& running);
  int write_again(sqlite3_file* log);
  Status problem(int code);
  Status damaged(std::string_view what) const;
  Result<Entry> read_entry(std::string_view key, sqlite3_stmt* row, int column) const;

  static int on_commit(void* self, sqlite3*, const char*, int pages);

  const std::string name_;
  const KvSqliteOptions options_;
  std::int64_t epoch_;  // What the steady clock lags behind the times in the file.
  int lock_ = -1;       // Our own descriptor of the file.
  sqlite3* db_ = nullptr;
  std::array<sqlite3_stmt*, kQueries> queries_{};
  bool is_writing_ = false;   // A transaction is open.
  bool is_unsynced_ = false;  // There are commits that a power cut would undo.
  bool is_doubtful_ = false;  // A sync failed.
  int log_pages_ = 0;
  int tidy_at_ = 0;
  Status lost_;    // Why this transaction is gone already.
  Status broken_;  // Why nothing is written any more.
};

}  // namespace scriptling
