// A KvMemory is a KvStore that dies with the process.
//
// Values are kept as the datums they came as, so reading one copies a pointer. Time
// limits run by the monotonic clock. Clearing takes no time: what was there is freed by
// sweep().
//
// One thread at a time.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "state/kv_store.h"

namespace scriptling {

class KvMemory final : public KvStore {
 public:
  using KvStore::KvStore;

  Status clear() override;
  Result<std::size_t> sweep(std::size_t most) override;
  Status commit() override { return Status::ok(); }

  // A look at all keys that begin with `prefix`, a piece at a time, as they were when it
  // began: what is written meanwhile does not show. It must not outlive the store.
  class Scan {
   public:
    using Visitor = std::function<void(std::string_view key, const Datum& value)>;

    Scan(KvMemory& store, std::string prefix);
    ~Scan();
    Scan(const Scan&) = delete;
    Scan& operator=(const Scan&) = delete;

    // Visits up to `most` more, in order; false when there are none left.
    bool step(std::size_t most, const Visitor& visit);

   private:
    friend class KvMemory;

    // `entry`, null for none, is about to change.
    void keep(std::string_view key, const Entry* entry);

    KvMemory& store_;
    const std::string prefix_;
    const std::int64_t time_;
    bool has_begun_ = false;
    std::string position_;  // The last one visited.
    // Those behind it that have changed, as they were.
    std::map<std::string, std::optional<Entry>, std::less<>> kept_;
  };

  // Entries that still take memory, expired or not.
  std::size_t size() const { return entries_.size() + cleared_.size(); }

 protected:
  std::int64_t now() const override { return env().monotonic_microseconds(); }
  Result<std::optional<Entry>> find(std::string_view key) override;
  Status store(std::string_view key, Entry entry) override;
  Result<bool> erase(std::string_view key) override;
  Status scan(std::string_view prefix, const KeyVisitor& visit) override;

 private:
  // In the order of keys, which is what listing by prefix and in order needs.
  using Entries = std::map<std::string, Entry, std::less<>>;

  void forget_deadline(Entries::iterator entry);
  void keep_for_scans(std::string_view key, const Entry* entry);

  Entries entries_;
  // Of those that expire. The views are of the keys in `entries_`.
  std::set<std::pair<std::int64_t, std::string_view>> deadlines_;
  Entries cleared_;
  std::vector<Scan*> scans_;  // Under way.
};

}  // namespace scriptling
