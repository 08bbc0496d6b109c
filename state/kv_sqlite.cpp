#include "state/kv_sqlite.h"

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "state/checksum.h"
#include "state/datum_codec.h"

namespace scriptling {

namespace {

// What a value with a checksum begins with. One without begins with a datum's version.
constexpr char kSealed = 2;
constexpr std::size_t kSealSize = 9;

std::uint64_t sum_of(std::string_view key, std::string_view datum) {
  return checksum(datum, checksum(key));
}

// kSealed, the sum, low byte first, and the datum.
std::string seal(std::string_view key, std::string datum) {
  std::uint64_t sum = sum_of(key, datum);
  char head[kSealSize] = {kSealed};
  for (std::size_t n = 1; n < kSealSize; ++n, sum >>= 8) head[n] = static_cast<char>(sum);
  datum.insert(0, head, kSealSize);
  return datum;
}

// Takes the seal off, if there is one. False: it is broken.
bool unseal(std::string_view key, std::string_view* bytes) {
  if (bytes->empty() || bytes->front() != kSealed) return true;
  if (bytes->size() < kSealSize) return false;
  std::uint64_t sum = 0;
  for (std::size_t n = kSealSize - 1; n > 0; --n)
    sum = sum << 8 | static_cast<unsigned char>((*bytes)[n]);
  bytes->remove_prefix(kSealSize);
  return sum == sum_of(key, *bytes);
}

int bind_bytes(sqlite3_stmt* statement, int index, std::string_view bytes) {
  // SQLite takes a null pointer for NULL, whatever the length.
  const char* begin = bytes.empty() ? "" : bytes.data();
  return sqlite3_bind_blob64(statement, index, begin, bytes.size(), SQLITE_STATIC);
}

}  // namespace

// A statement in use. It is reset at the end: one left open would keep the transaction
// open too.
class KvSqlite::Running {
 public:
  explicit Running(sqlite3_stmt* statement) : statement_(statement) {}
  ~Running() { sqlite3_reset(statement_); }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  int step() { return sqlite3_step(statement_); }
  sqlite3_stmt* get() const { return statement_; }

 private:
  sqlite3_stmt* statement_;
};

KvSqlite::KvSqlite(const Env& env, std::string name, KvSqliteOptions options)
    : KvStore(env),
      name_(std::move(name)),
      options_(options),
      epoch_(env.wall_microseconds() - env.monotonic_microseconds()),
      tidy_at_(options.long_log) {}

KvSqlite::~KvSqlite() { (void)close(); }

Status KvSqlite::close() {
  if (db_ == nullptr && lock_ < 0) return Status::ok();
  Status done = Status::ok();
  if (db_ != nullptr) {
    done = commit();
    if (Status moved = follow_clock(); moved.is_ok() && done.is_ok()) done = commit();
    Status synced;
    if (options_.sync != KvSync::kOff || is_doubtful_) synced = sync();
    if (done.is_ok()) done = synced;
    // Then the log stays, until somebody has written all of it.
    if (is_doubtful_)
      sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  }
  for (sqlite3_stmt*& query : queries_) sqlite3_finalize(std::exchange(query, nullptr));
  sqlite3_close(std::exchange(db_, nullptr));
  // Last: closing any descriptor of a file drops SQLite's own locks on it.
  if (lock_ >= 0) ::close(std::exchange(lock_, -1));
  return done;
}

// -- What can go wrong ------------------------------------------------------------------

Status KvSqlite::damaged(std::string_view what) const {
  return Status::corruption("store '" + name_ + "' is damaged: " + std::string(what));
}

Status KvSqlite::problem(int code) {
  auto failed = [this](std::string_view why) {
    return Status::io_error("store '" + name_ + "': " + std::string(why));
  };
  if (code == SQLITE_IOERR_FSYNC) is_doubtful_ = true;
  switch (code & 0xff) {
    case SQLITE_CORRUPT:
      broken_ = damaged("its pages contradict each other");
      return broken_;
    case SQLITE_NOTADB: broken_ = not_a_store(); return broken_;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return failed("it is open already, here or in another process");
    case SQLITE_FULL: return failed("no space left on device");
    case SQLITE_TOOBIG: return damaged("a value is too large");
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return {ErrorKind::kPermission, "store '" + name_ + "' may not be written to"};
    default: break;
  }
  int error = db_ == nullptr ? 0 : sqlite3_system_errno(db_);
  std::string why = sqlite3_errstr(code & 0xff);
  if (error != 0) why += std::string(": ") + std::strerror(error);
  return failed(why);
}

// -- Reading ----------------------------------------------------------------------------

Result<KvSqlite::Entry> KvSqlite::read_entry(std::string_view key, sqlite3_stmt* row,
                                             int column) const {
  auto bad = [&](std::string_view why) {
    return damaged("the value of key '" + std::string(key) + "': " + std::string(why));
  };
  Entry entry;
  int time = sqlite3_column_type(row, column);
  if (time == SQLITE_INTEGER) {
    entry.expires = sqlite3_column_int64(row, column);
  } else if (time != SQLITE_NULL) {
    return bad("an expiry that is no number");
  }
  if (sqlite3_column_type(row, column + 1) != SQLITE_BLOB) return bad("no bytes");
  auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, column + 1));
  auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column + 1));
  std::string_view rest(bytes, bytes == nullptr ? 0 : size);
  if (!unseal(key, &rest)) return bad("its checksum is not that of what is there");
  Result<Datum> value = decode(rest);
  if (!value) return bad(value.status().message());
  if (!check_value(*value).is_ok()) return bad("nothing that a store holds");
  entry.value = *std::move(value);
  return entry;
}

Result<std::optional<KvStore::Entry>> KvSqlite::find(std::string_view key) {
  Running find(queries_[kFind]);
  bind_bytes(find.get(), 1, key);
  int code = find.step();
  if (code == SQLITE_DONE) return std::optional<Entry>();
  if (code != SQLITE_ROW) return problem(code);
  Result<Entry> entry = read_entry(key, find.get(), 0);
  if (!entry) return entry.status();
  return std::optional<Entry>(*std::move(entry));
}

Status KvSqlite::scan(std::string_view prefix, const KeyVisitor& visit) {
  Running scan(queries_[kScan]);
  bind_bytes(scan.get(), 1, prefix);
  sqlite3_bind_int64(scan.get(), 2, now());
  for (;;) {
    int code = scan.step();
    if (code == SQLITE_DONE) return Status::ok();
    if (code != SQLITE_ROW) return problem(code);
    auto* bytes = static_cast<const char*>(sqlite3_column_blob(scan.get(), 0));
    auto size = static_cast<std::size_t>(sqlite3_column_bytes(scan.get(), 0));
    std::string_view key(bytes, bytes == nullptr ? 0 : size);
    if (!key.starts_with(prefix)) return Status::ok();
    if (!check_key(key).is_ok() || !scan_text(key).is_valid)
      return damaged("a key that cannot be one");
    visit(key);
  }
}

// -- Writing ----------------------------------------------------------------------------

Status KvSqlite::begin() {
  if (!lost_.is_ok()) return lost_;
  if (!broken_.is_ok()) return broken_;
  if (is_writing_) return Status::ok();
  int code = Running(queries_[kBegin]).step();
  if (code != SQLITE_DONE) return problem(code);
  is_writing_ = true;
  return Status::ok();
}

// What fails here is the disk's fault, never the script's. Often SQLite has undone the
// whole transaction already; so it always goes, and commit() says so to everyone in it.
Status KvSqlite::write(Running& running) {
  int code = running.step();
  if (code == SQLITE_DONE) return Status::ok();
  Status why = problem(code);
  undo(why);
  return why;
}

void KvSqlite::undo(const Status& why) {
  if (!is_writing_) return;
  is_writing_ = false;
  lost_ = why;
  if (sqlite3_get_autocommit(db_) == 0) Running(queries_[kRollback]).step();
}

Status KvSqlite::store(std::string_view key, Entry entry) {
  if (Status bad = begin(); !bad.is_ok()) return bad;
  std::string bytes = seal(key, encode(entry.value));
  Running store(queries_[kStore]);
  bind_bytes(store.get(), 1, key);
  if (entry.expires == kNever) {
    sqlite3_bind_null(store.get(), 2);
  } else {
    sqlite3_bind_int64(store.get(), 2, entry.expires);
  }
  bind_bytes(store.get(), 3, bytes);
  return write(store);
}

Result<bool> KvSqlite::erase(std::string_view key) {
  if (Status bad = begin(); !bad.is_ok()) return bad;
  Running erase(queries_[kErase]);
  bind_bytes(erase.get(), 1, key);
  if (Status bad = write(erase); !bad.is_ok()) return bad;
  return sqlite3_changes(db_) > 0;
}

Status KvSqlite::clear() {
  if (Status bad = begin(); !bad.is_ok()) return bad;
  Running clear(queries_[kClear]);
  return write(clear);
}

// Somebody has set the wall clock: the times in the file go along, lest the next to open
// it takes all entries for older or younger than they are.
Status KvSqlite::follow_clock() {
  constexpr std::int64_t kJump =
      2'000'000;  // Microseconds; less is for want of a better.
  constexpr std::int64_t kFarAway = std::int64_t{1} << 62;
  std::int64_t jump = env().wall_microseconds() - now();
  if (jump < kJump && jump > -kJump) return Status::ok();
  if (Status bad = begin(); !bad.is_ok()) return bad;
  Running shift(queries_[kShift]);
  sqlite3_bind_int64(shift.get(), 1, jump);
  sqlite3_bind_int64(shift.get(), 2, kFarAway);
  if (Status bad = write(shift); !bad.is_ok()) return bad;
  epoch_ += jump;
  return Status::ok();
}

Result<std::size_t> KvSqlite::sweep(std::size_t most) {
  if (Status bad = begin(); !bad.is_ok()) return bad;
  if (Status bad = follow_clock(); !bad.is_ok()) return bad;
  Running sweep(queries_[kSweep]);
  sqlite3_bind_int64(sweep.get(), 1, now());
  sqlite3_bind_int64(sweep.get(), 2, static_cast<std::int64_t>(most));
  if (Status bad = write(sweep); !bad.is_ok()) return bad;
  return static_cast<std::size_t>(sqlite3_changes(db_));
}

// -- Making it last ---------------------------------------------------------------------

Status KvSqlite::commit() {
  if (!is_writing_) return std::exchange(lost_, Status());
  int code = Running(queries_[kCommit]).step();
  if (code != SQLITE_DONE) {
    undo(problem(code));
    return std::exchange(lost_, Status());
  }
  is_writing_ = false;
  // Since the last sync failed, nothing is promised for later.
  return is_doubtful_ ? sync() : Status::ok();
}

Status KvSqlite::sync() {
  if (!is_unsynced_ && !is_doubtful_) return Status::ok();
  sqlite3_file* log = nullptr;
  sqlite3_file_control(db_, nullptr, SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (log == nullptr || log->pMethods == nullptr) return Status::ok();
  int code = is_doubtful_ ? write_again(log) : SQLITE_OK;
  if (code == SQLITE_OK) code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
  is_doubtful_ = code != SQLITE_OK;
  if (is_doubtful_)
    return Status::io_error("store '" + name_ + "': what was written may not be safe: " +
                            sqlite3_errstr(code & 0xff));
  is_unsynced_ = false;
  return Status::ok();
}

// After a failed sync the system may take for written what never was, and the next sync
// would lie. It still knows what is in the log.
int KvSqlite::write_again(sqlite3_file* log) {
  std::vector<char> bytes(1 << 16);
  sqlite3_int64 size = 0;
  int code = log->pMethods->xFileSize(log, &size);
  for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size;) {
    auto some =
        static_cast<int>(std::min(size - at, static_cast<sqlite3_int64>(bytes.size())));
    code = log->pMethods->xRead(log, bytes.data(), some, at);
    if (code == SQLITE_OK) code = log->pMethods->xWrite(log, bytes.data(), some, at);
    at += some;
  }
  return code;
}

// What fails here is still in the log, which is as good; it just gets longer.
void KvSqlite::tidy() {
  if (is_writing_ || log_pages_ < tidy_at_) return;
  tidy_at_ = log_pages_ + options_.long_log;
  if (is_doubtful_ && !sync().is_ok()) return;
  int code = sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                       nullptr);
  is_doubtful_ = code != SQLITE_OK;
  if (is_doubtful_) return;
  is_unsynced_ = false;
  tidy_at_ = options_.long_log;
}

// Not called for a commit that had nothing to write.
int KvSqlite::on_commit(void* self, sqlite3*, const char*, int pages) {
  auto* store = static_cast<KvSqlite*>(self);
  store->log_pages_ = pages;
  store->is_unsynced_ = store->options_.sync != KvSync::kAlways;
  return SQLITE_OK;
}

}  // namespace scriptling
