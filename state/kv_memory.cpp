#include "state/kv_memory.h"

#include <utility>

namespace scriptling {

Result<std::optional<KvStore::Entry>> KvMemory::find(std::string_view key) {
  auto found = entries_.find(key);
  if (found == entries_.end()) return std::optional<Entry>();
  return std::optional<Entry>(found->second);
}

void KvMemory::forget_deadline(Entries::iterator entry) {
  if (entry->second.expires != kNever)
    deadlines_.erase({entry->second.expires, entry->first});
}

Status KvMemory::store(std::string_view key, Entry entry) {
  auto place = entries_.lower_bound(key);
  if (place == entries_.end() || place->first != key)
    place = entries_.emplace_hint(place, key, Entry());
  else
    forget_deadline(place);
  place->second = std::move(entry);
  if (place->second.expires != kNever)
    deadlines_.emplace(place->second.expires, place->first);
  return Status::ok();
}

Result<bool> KvMemory::erase(std::string_view key) {
  auto found = entries_.find(key);
  if (found == entries_.end()) return false;
  forget_deadline(found);
  entries_.erase(found);
  return true;
}

Status KvMemory::scan(std::string_view prefix, const KeyVisitor& visit) {
  std::int64_t time = now();
  for (auto entry = entries_.lower_bound(prefix); entry != entries_.end(); ++entry) {
    if (!entry->first.starts_with(prefix)) break;
    if (entry->second.expires > time) visit(entry->first);
  }
  return Status::ok();
}

// A second clear before the first is swept pays for the smaller of the two.
Status KvMemory::clear() {
  deadlines_.clear();
  if (cleared_.size() < entries_.size()) cleared_.swap(entries_);
  cleared_.merge(entries_);
  entries_.clear();
  return Status::ok();
}

Result<std::size_t> KvMemory::sweep(std::size_t most) {
  std::size_t swept = 0;
  for (; swept < most && !cleared_.empty(); ++swept) cleared_.erase(cleared_.begin());
  std::int64_t time = now();
  while (swept < most && !deadlines_.empty() && deadlines_.begin()->first <= time) {
    auto expired = entries_.find(deadlines_.begin()->second);
    deadlines_.erase(deadlines_.begin());
    entries_.erase(expired);
    ++swept;
  }
  return swept;
}

}  // namespace scriptling
