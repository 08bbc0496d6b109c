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
  bool is_new = place == entries_.end() || place->first != key;
  keep_for_scans(key, is_new ? nullptr : &place->second);
  if (is_new)
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
  keep_for_scans(key, &found->second);
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
  if (!scans_.empty())
    for (const auto& [key, entry] : entries_) keep_for_scans(key, &entry);
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
    keep_for_scans(expired->first, &expired->second);
    entries_.erase(expired);
    ++swept;
  }
  return swept;
}

// -- Scans ------------------------------------------------------------------------------

void KvMemory::keep_for_scans(std::string_view key, const Entry* entry) {
  for (Scan* scan : scans_) scan->keep(key, entry);
}

KvMemory::Scan::Scan(KvMemory& store, std::string prefix)
    : store_(store), prefix_(std::move(prefix)), time_(store.now()) {
  store_.scans_.push_back(this);
}

KvMemory::Scan::~Scan() { std::erase(store_.scans_, this); }

void KvMemory::Scan::keep(std::string_view key, const Entry* entry) {
  if (!key.starts_with(prefix_) || (has_begun_ && key <= position_)) return;
  std::optional<Entry> before;
  if (entry != nullptr) before = *entry;
  kept_.try_emplace(std::string(key), std::move(before));
}

bool KvMemory::Scan::step(std::size_t most, const Visitor& visit) {
  const Entries& entries = store_.entries_;
  auto next = has_begun_ ? entries.upper_bound(position_) : entries.lower_bound(prefix_);
  auto look_at = [&](const std::string& key, const Entry& entry) {
    if (entry.expires > time_) visit(key, entry.value);
  };
  for (has_begun_ = true; most > 0; --most) {
    bool is_there = next != entries.end() && next->first.starts_with(prefix_);
    auto kept = kept_.begin();
    if (!is_there && kept == kept_.end()) return false;
    if (kept == kept_.end() || (is_there && next->first < kept->first)) {
      look_at(next->first, next->second);
      position_ = next->first;
      ++next;
      continue;
    }
    if (kept->second) look_at(kept->first, *kept->second);
    if (is_there && next->first == kept->first) ++next;
    position_ = kept->first;
    kept_.erase(kept);
  }
  return true;
}

}  // namespace scriptling
