// A KvStore keeps data by key, some of it only for a time.
//
// This class knows the rules, which are the same for every store: what a key and a value
// may be, when an entry has expired, what a pattern means, and how the compound
// operations are made of the plain ones. Its children know only where entries lie:
// kv_memory in memory, kv_sqlite on disk.
//
// What is written is seen by every later call, and is safe once commit() has returned; an
// actor that answers only after it may let many calls share one commit. An operation that
// fails has changed nothing.
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "state/datum.h"
#include "state/env.h"
#include "state/status.h"

namespace scriptling {

class KvStore {
 public:
  static constexpr std::size_t kMaxKeyBytes = 4096;
  static constexpr std::uint64_t kMaxValueBytes = 64u << 20;  // Datum::size_in_bytes.

  using Item = std::pair<std::string, Datum>;

  explicit KvStore(const Env& env) : env_(env) {}
  virtual ~KvStore() = default;
  KvStore(const KvStore&) = delete;
  KvStore& operator=(const KvStore&) = delete;

  // `ttl` in seconds; 0 is for ever. ValueError for a bad key, ttl or size, TypeError for
  // a value with handles.
  Status set(std::string_view key, const Datum& value, double ttl = 0);
  // Empty if there is none.
  Result<std::optional<Datum>> get(std::string_view key);
  // The new value. A missing key counts as 0; the ttl stays. TypeError if there is no
  // integer, OverflowError if the sum leaves 64 bits.
  Result<std::int64_t> incr(std::string_view key, std::int64_t delta);
  // Whether it was there.
  Result<bool> remove(std::string_view key);
  Result<bool> exists(std::string_view key);
  // Whole seconds left, rounded up; -1 if it does not expire, -2 if it is not there.
  Result<std::int64_t> ttl(std::string_view key);
  // Sorted.
  Result<std::vector<std::string>> keys(std::string_view pattern);
  virtual Status clear() = 0;

  // Whether it was `expected`, as datum_equality says, and so is `value` now. A missing
  // key counts as None; the ttl stays.
  Result<bool> compare_and_set(std::string_view key, const Datum& expected,
                               const Datum& value);
  // One for each key, empty where there is none.
  Result<std::vector<std::optional<Datum>>> get_many(std::span<const std::string> keys);
  // All or none. They never expire.
  Status set_many(std::span<const Item> items);
  // Sorted by key.
  Result<std::vector<Item>> items(std::string_view pattern);

  // Removes up to `most` entries that nobody can see any more; returns how many it
  // found. Call again soon if that is `most`.
  virtual Result<std::size_t> sweep(std::size_t most) = 0;

  // Makes everything written so far as safe as this store can.
  virtual Status commit() = 0;

 protected:
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  struct Entry {
    Datum value;
    std::int64_t expires = kNever;  // In microseconds of now(); from then on invisible.
  };

  const Env& env() const { return env_; }

  // By the clock that this store's expiry times are kept in.
  virtual std::int64_t now() const = 0;
  // May return what has expired.
  virtual Result<std::optional<Entry>> find(std::string_view key) = 0;
  virtual Status store(std::string_view key, Entry entry) = 0;
  // All or none; this one suits stores whose store() cannot fail, or undoes all.
  virtual Status store_many(std::span<const Item> items);
  virtual Result<bool> erase(std::string_view key) = 0;

  // Visits the keys that begin with `prefix`, in order, but not what has expired.
  using KeyVisitor = std::function<void(std::string_view key)>;
  virtual Status scan(std::string_view prefix, const KeyVisitor& visit) = 0;

  static Status check_key(std::string_view key);
  static Status check_value(const Datum& value);

 private:
  Result<std::optional<Entry>> find_live(std::string_view key);

  const Env& env_;
};

}  // namespace scriptling
