// How a KvSqlite takes hold of its file: nothing is written before the file has proved to
// be a store, or to be empty.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "state/datum_codec.h"
#include "state/kv_sqlite.h"

namespace scriptling {

namespace {

// On disk for ever; FORMAT.md has them too.
constexpr std::uint32_t kApplication = 0x53636b76;  // "Sckv"
constexpr std::uint32_t kVersion = 2;
// Its values have no checksums.
constexpr std::uint32_t kFirstVersion = 1;

constexpr char kTable[] =
    "CREATE TABLE kv (key BLOB NOT NULL UNIQUE, expires INTEGER, value BLOB NOT NULL)";
constexpr char kIndex[] =
    "CREATE INDEX kv_expires ON kv (expires) WHERE expires IS NOT NULL";

// More than the encoding of the largest value.
constexpr int kLongestBlob = 128 << 20;

constexpr char kMagic[16] = "SQLite format 3";
constexpr std::size_t kHeader = 100;
constexpr std::size_t kVersionAt = 60;
constexpr std::size_t kApplicationAt = 68;

std::uint32_t big_endian(const unsigned char* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
         std::uint32_t{bytes[2]} << 8 | std::uint32_t{bytes[3]};
}

Status cannot_open(const std::string& name, int error) {
  return Status::system_error(
      error, "cannot open store '" + name + "': " + std::strerror(error));
}

}  // namespace

Result<std::unique_ptr<KvSqlite>> KvSqlite::open(const Env& env, const std::string& path,
                                                 std::string name,
                                                 KvSqliteOptions options) {
  std::unique_ptr<KvSqlite> store(new KvSqlite(env, std::move(name), options));
  Status started = store->start(path, Purpose::kUse);
  if (!started.is_ok()) return started;
  return store;
}

Result<std::uint64_t> KvSqlite::check(const std::string& path) {
  RealEnv env;
  KvSqlite store(env, path, {});
  Status started = store.start(path, Purpose::kCheck);
  if (!started.is_ok()) return started;
  return store.check_all();
}

Status KvSqlite::start(const std::string& path, Purpose purpose) {
  Status done = take_file(path, purpose);
  if (done.is_ok()) done = look_at_header(path);
  if (done.is_ok()) done = connect(path, purpose);
  if (!done.is_ok()) return done;
  Result<std::string> pages = ask("PRAGMA page_count");
  if (!pages) return pages.status();
  bool is_empty = *pages == "0";
  if (purpose == Purpose::kCheck) return is_empty ? not_a_store() : look_at_table();
  done = is_empty ? make_table() : look_at_table();
  if (done.is_ok()) done = use_log();
  if (done.is_ok()) done = take_version();
  if (done.is_ok()) done = prepare();
  return done;
}

// The lock is ours, and not SQLite's alone: that one goes when anybody in this process,
// say a script that copies the file, opens and closes it.
Status KvSqlite::take_file(const std::string& path, Purpose purpose) {
  int create = purpose == Purpose::kUse ? O_CREAT : 0;
  lock_ = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK | create, 0600);
  if (lock_ < 0) return cannot_open(name_, errno);
  struct stat about {};
  if (fstat(lock_, &about) != 0) return cannot_open(name_, errno);
  if (!S_ISREG(about.st_mode)) return not_a_store();
  if (flock(lock_, LOCK_EX | LOCK_NB) == 0) return Status::ok();
  return errno == EWOULDBLOCK ? problem(SQLITE_BUSY) : cannot_open(name_, errno);
}

// SQLite is not asked yet: it would put away what it finds lying about beside a database
// of somebody else. Only when our own first transaction was interrupted, which shows by
// its journal, the header says nothing before SQLite has undone that.
Status KvSqlite::look_at_header(const std::string& path) const {
  unsigned char header[kHeader];
  ssize_t size = pread(lock_, header, kHeader, 0);
  if (size < 0) return cannot_open(name_, errno);
  if (size == 0 || access((path + "-journal").c_str(), F_OK) == 0) return Status::ok();
  if (size < static_cast<ssize_t>(kHeader) ||
      std::memcmp(header, kMagic, sizeof kMagic) != 0)
    return not_a_store();
  return check_version(big_endian(header + kApplicationAt),
                       big_endian(header + kVersionAt));
}

Status KvSqlite::check_version(std::uint32_t application, std::uint32_t version) const {
  if (application != kApplication) return not_a_store();
  if (version >= kFirstVersion && version <= kVersion) return Status::ok();
  return Status::corruption(
      "store '" + name_ + "' is of format " + std::to_string(version) +
      "; this version knows those up to " + std::to_string(kVersion));
}

Status KvSqlite::not_a_store() const {
  return Status::corruption("'" + name_ + "' is not a key-value store");
}

// With an exclusive lock there is no memory to share with other processes, and no file
// for it.
Status KvSqlite::connect(const std::string& path, Purpose purpose) {
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code = sqlite3_open_v2(path.c_str(), &db_, flags, options_.vfs);
  if (code != SQLITE_OK) return problem(code);
  sqlite3_limit(db_, SQLITE_LIMIT_LENGTH, kLongestBlob);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  // A check leaves the log as it found it, but not an empty one that it has made.
  struct stat log {};
  bool has_log = stat((path + "-wal").c_str(), &log) == 0 && log.st_size > 0;
  bool keeps_log = purpose == Purpose::kCheck && has_log;
  sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keeps_log ? 1 : 0, nullptr);
  return execute(
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF;"
      "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
      "PRAGMA cache_size = -16384");
}

// One transaction: a file is a store or still empty. Small pages, because a commit writes
// every page that it touches.
Status KvSqlite::make_table() {
  std::string sql =
      "PRAGMA page_size = 2048; PRAGMA synchronous = FULL; BEGIN EXCLUSIVE;";
  sql += "PRAGMA application_id = " + std::to_string(kApplication) + ";";
  sql += "PRAGMA user_version = " + std::to_string(kVersion) + ";";
  sql = sql + kTable + ";" + kIndex + "; COMMIT";
  return execute(sql.c_str());
}

// Exactly our table: whatever else a database can hold (triggers, views) never comes to
// life.
Status KvSqlite::look_at_table() {
  Result<std::string> application = ask("PRAGMA application_id");
  if (!application) return application.status();
  Result<std::string> version = ask("PRAGMA user_version");
  if (!version) return version.status();
  auto number = [](const std::string& text) {
    return static_cast<std::uint32_t>(std::strtoll(text.c_str(), nullptr, 10));
  };
  Status known = check_version(number(*application), number(*version));
  if (!known.is_ok()) return known;
  Result<std::string> schema =
      ask("SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema "
          "WHERE sql IS NOT NULL ORDER BY rowid)");
  if (!schema) return schema.status();
  if (*schema != std::string(kTable) + ";" + kIndex)
    return damaged("its table is not ours");
  return Status::ok();
}

Status KvSqlite::use_log() {
  Result<std::string> mode = ask("PRAGMA journal_mode = WAL");
  if (!mode) return mode.status();
  if (*mode != "wal")
    return Status::io_error("store '" + name_ + "': no write-ahead log");
  // NORMAL syncs where the order of writes matters, so that a power cut never leaves a
  // damaged file; FULL syncs in each commit too.
  Status done =
      execute(options_.sync == KvSync::kAlways
                  ? "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864"
                  : "PRAGMA synchronous = NORMAL;"
                    "PRAGMA journal_size_limit = 67108864");
  sqlite3_wal_hook(db_, on_commit, this);  // In place of SQLite's own moving of the log.
  return done;
}

// From now on values may be written that an older opener could not read.
Status KvSqlite::take_version() {
  Result<std::string> version = ask("PRAGMA user_version");
  if (!version) return version.status();
  if (*version == std::to_string(kVersion)) return Status::ok();
  return execute(("PRAGMA user_version = " + std::to_string(kVersion)).c_str());
}

Status KvSqlite::prepare() {
  constexpr const char* kSql[kQueries] = {
      "SELECT expires, value FROM kv WHERE key = ?1",
      "INSERT INTO kv (key, expires, value) VALUES (?1, ?2, ?3) ON CONFLICT (key) "
      "DO UPDATE SET expires = excluded.expires, value = excluded.value",
      "DELETE FROM kv WHERE key = ?1",
      "SELECT key FROM kv WHERE key >= ?1 AND (expires IS NULL OR expires > ?2) "
      "ORDER BY key",
      "DELETE FROM kv",
      "DELETE FROM kv WHERE rowid IN "
      "(SELECT rowid FROM kv WHERE expires <= ?1 LIMIT ?2)",
      "UPDATE kv SET expires = expires + ?1 WHERE expires IS NOT NULL AND expires < ?2",
      "BEGIN",
      "COMMIT",
      "ROLLBACK",
  };
  for (int query = 0; query < kQueries; ++query) {
    int code = sqlite3_prepare_v3(db_, kSql[query], -1, SQLITE_PREPARE_PERSISTENT,
                                  &queries_[query], nullptr);
    if (code != SQLITE_OK) return problem(code);
  }
  return Status::ok();
}

Status KvSqlite::execute(const char* sql) {
  int code = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? Status::ok() : problem(code);
}

// The first column of the first row; empty if there is none.
Result<std::string> KvSqlite::ask(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr);
  std::string answer;
  if (code == SQLITE_OK) {
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
      auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
      if (text != nullptr) answer = text;
      code = SQLITE_DONE;
    }
  }
  sqlite3_finalize(statement);
  if (code != SQLITE_DONE) return problem(code);
  return answer;
}

Result<std::uint64_t> KvSqlite::check_all() {
  Result<std::string> pages = ask("PRAGMA integrity_check(1)");
  if (!pages) return pages.status();
  if (*pages != "ok") {
    std::replace(pages->begin(), pages->end(), '\n', ' ');
    return damaged(*pages);
  }
  sqlite3_stmt* rows = nullptr;
  int code =
      sqlite3_prepare_v2(db_, "SELECT key, expires, value FROM kv", -1, &rows, nullptr);
  std::uint64_t keys = 0;
  Status wrong;
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step(rows);
    if (code != SQLITE_ROW) break;
    auto* bytes = static_cast<const char*>(sqlite3_column_blob(rows, 0));
    auto size = static_cast<std::size_t>(sqlite3_column_bytes(rows, 0));
    std::string_view key(bytes, bytes == nullptr ? 0 : size);
    bool is_key = sqlite3_column_type(rows, 0) == SQLITE_BLOB && check_key(key).is_ok() &&
                  scan_text(key).is_valid;
    wrong =
        is_key ? read_entry(key, rows, 1).status() : damaged("a key that cannot be one");
    if (!wrong.is_ok()) break;
    ++keys;
  }
  sqlite3_finalize(rows);
  if (!wrong.is_ok()) return wrong;
  if (code != SQLITE_DONE) return problem(code);
  return keys;
}

}  // namespace scriptling
