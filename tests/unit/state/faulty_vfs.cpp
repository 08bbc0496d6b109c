#include "tests/unit/state/faulty_vfs.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <new>

namespace scriptling {

namespace {

constexpr std::size_t kSector = 512;

std::string read_whole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

// SQLite sees the first member. The real file follows in the same allocation.
struct FaultyVfs::File {
  sqlite3_file base;
  FaultyVfs* owner;
  std::string* path;  // Null for what nobody could lose: temporary files.

  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  Content* content() { return path ? &owner->contents_[*path] : nullptr; }
};

FaultyVfs::File& FaultyVfs::of(sqlite3_file* file) {
  return *reinterpret_cast<File*>(file);
}
FaultyVfs& FaultyVfs::of(sqlite3_vfs* vfs) {
  return *static_cast<FaultyVfs*>(vfs->pAppData);
}

const sqlite3_io_methods FaultyVfs::kMethods = {
    1,
    close,
    read,
    write,
    truncate,
    sync,
    [](sqlite3_file* f, sqlite3_int64* size) {
      return of(f).real()->pMethods->xFileSize(of(f).real(), size);
    },
    [](sqlite3_file* f, int how) {
      return of(f).real()->pMethods->xLock(of(f).real(), how);
    },
    [](sqlite3_file* f, int how) {
      return of(f).real()->pMethods->xUnlock(of(f).real(), how);
    },
    [](sqlite3_file* f, int* out) {
      return of(f).real()->pMethods->xCheckReservedLock(of(f).real(), out);
    },
    [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; },
    [](sqlite3_file*) { return 0; },
    [](sqlite3_file* f) { return of(f).owner->characteristics_; },
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

FaultyVfs::FaultyVfs() : real_(sqlite3_vfs_find(nullptr)), vfs_(*real_) {
  static int made = 0;
  // Every other one promises, as Linux does, that a torn write harms nothing beside it.
  // SQLite fills up sectors for the others.
  if (made % 2 == 0) characteristics_ = SQLITE_IOCAP_POWERSAFE_OVERWRITE;
  name_ = "faulty" + std::to_string(++made);
  vfs_.iVersion = 1;
  vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
  vfs_.zName = name_.c_str();
  vfs_.pNext = nullptr;
  vfs_.pAppData = this;
  vfs_.xOpen = open;
  vfs_.xDelete = remove;
  vfs_.xAccess = [](sqlite3_vfs* v, const char* path, int flags, int* out) {
    return of(v).real_->xAccess(of(v).real_, path, flags, out);
  };
  vfs_.xFullPathname = [](sqlite3_vfs* v, const char* path, int size, char* out) {
    return of(v).real_->xFullPathname(of(v).real_, path, size, out);
  };
  sqlite3_vfs_register(&vfs_, 0);
}

FaultyVfs::~FaultyVfs() { sqlite3_vfs_unregister(&vfs_); }

void FaultyVfs::plan(Fault fault, int after, int times) {
  fault_ = fault;
  after_ = after;
  times_ = times;
}

bool FaultyVfs::strikes(What what) {
  if (is_dead_) return true;
  bool is_about = fault_ == Fault::kPowerCut ||
                  (fault_ == Fault::kSyncError) == (what == What::kSync);
  if (times_ == 0 || !is_about || after_-- > 0) return false;
  --times_;
  is_dead_ = fault_ == Fault::kPowerCut;
  return true;
}

int FaultyVfs::open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags,
                    int* out) {
  FaultyVfs& self = of(vfs);
  auto* made = new (file) File{{nullptr}, &self, nullptr};
  if (self.is_dead_) return SQLITE_CANTOPEN;
  int code = self.real_->xOpen(self.real_, path, made->real(), flags, out);
  if (code != SQLITE_OK) return code;
  if (path != nullptr) {
    made->path = new std::string(path);
    if (!self.contents_.contains(path)) self.contents_[path].synced = read_whole(path);
  }
  made->base.pMethods = &kMethods;
  return SQLITE_OK;
}

int FaultyVfs::remove(sqlite3_vfs* vfs, const char* path, int sync) {
  FaultyVfs& self = of(vfs);
  if (self.is_dead_) return SQLITE_IOERR_DELETE;
  self.contents_.erase(path);
  return self.real_->xDelete(self.real_, path, sync);
}

int FaultyVfs::close(sqlite3_file* file) {
  delete of(file).path;
  return of(file).real()->pMethods->xClose(of(file).real());
}

int FaultyVfs::read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 at) {
  if (of(file).owner->is_dead_) return SQLITE_IOERR_READ;
  return of(file).real()->pMethods->xRead(of(file).real(), bytes, size, at);
}

int FaultyVfs::write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  File& f = of(file);
  if (f.owner->strikes(What::kWrite)) return f.owner->fail_write(f, bytes, size, at);
  if (Content* content = f.content())
    content->unsynced.push_back(
        {at, std::string(static_cast<const char*>(bytes), size), false});
  return f.real()->pMethods->xWrite(f.real(), bytes, size, at);
}

int FaultyVfs::fail_write(File& file, const void* bytes, int size, std::int64_t at) {
  if (is_dead_ || fault_ == Fault::kWriteError) return SQLITE_IOERR_WRITE;
  if (fault_ == Fault::kFull) return SQLITE_FULL;
  int half = size / 2;
  if (Content* content = file.content())
    content->unsynced.push_back(
        {at, std::string(static_cast<const char*>(bytes), half), false});
  file.real()->pMethods->xWrite(file.real(), bytes, half, at);
  return SQLITE_FULL;
}

int FaultyVfs::truncate(sqlite3_file* file, sqlite3_int64 size) {
  File& f = of(file);
  if (f.owner->strikes(What::kWrite)) return SQLITE_IOERR_TRUNCATE;
  if (Content* content = f.content()) content->unsynced.push_back({size, "", true});
  return f.real()->pMethods->xTruncate(f.real(), size);
}

// Real files need no sync: the power fails in these tests only. After an error the system
// goes on showing what was written, but the disk will never hear of it again.
int FaultyVfs::sync(sqlite3_file* file, int) {
  File& f = of(file);
  Content* content = f.content();
  if (f.owner->strikes(What::kSync)) {
    if (content != nullptr && !f.owner->is_dead_) content->unsynced.clear();
    return SQLITE_IOERR_FSYNC;
  }
  ++f.owner->syncs_;
  if (content == nullptr) return SQLITE_OK;
  for (const Change& change : content->unsynced) apply(content->synced, change);
  content->unsynced.clear();
  return SQLITE_OK;
}

void FaultyVfs::apply(std::string& content, const Change& change) {
  auto at = static_cast<std::size_t>(change.at);
  if (change.is_truncate) {
    content.resize(at);
    return;
  }
  if (content.size() < at + change.bytes.size()) content.resize(at + change.bytes.size());
  std::copy(change.bytes.begin(), change.bytes.end(),
            content.begin() + static_cast<std::ptrdiff_t>(at));
}

void FaultyVfs::lose_unsynced(std::mt19937& random) {
  int kept_of_ten = static_cast<int>(random() % 11);
  for (auto& [path, content] : contents_) {
    for (const Change& change : content.unsynced) {
      bool is_whole = change.is_truncate || change.bytes.empty();
      std::size_t step = is_whole ? 1 : kSector;
      for (std::size_t n = 0; n < std::max<std::size_t>(change.bytes.size(), 1);
           n += step) {
        if (static_cast<int>(random() % 10) >= kept_of_ten) continue;
        apply(content.synced,
              {change.at + static_cast<std::int64_t>(n),
               is_whole ? "" : change.bytes.substr(n, step), change.is_truncate});
      }
    }
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content.synced;
  }
  contents_.clear();
}

}  // namespace scriptling
