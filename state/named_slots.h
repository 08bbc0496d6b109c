// NamedSlots keeps the objects of one table: found by name once, by number ever after.
//
// The number of a deleted object finds nothing, also when its place is used again, and
// while it is among the last kRemembered deleted ones its name is still known, so that
// the error can say it.
//
// One thread at a time. Objects stay where they are until they are removed.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "state/status.h"

namespace scriptling {

// What messages carry instead of a name.
struct ObjectId {
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;  // 0 is nobody's.

  // For the id of a Datum handle.
  std::uint64_t bits() const { return std::uint64_t{generation} << 32 | slot; }
  static ObjectId from_bits(std::uint64_t bits) {
    return {static_cast<std::uint32_t>(bits), static_cast<std::uint32_t>(bits >> 32)};
  }
  friend bool operator==(const ObjectId&, const ObjectId&) = default;
};

template <class T>
class NamedSlots {
 public:
  static constexpr std::size_t kRemembered = 1024;

  // `word` is how messages call these objects: "queue". It must outlive this.
  explicit NamedSlots(std::string_view word) : word_(word) {}

  // The object of that name; made by `make()` if there is none.
  template <class Make>
  ObjectId open(std::string_view name, Make&& make) {
    if (auto known = id_of(name)) return *known;
    std::uint32_t at = vacant_slot();
    Slot& slot = slots_[at];
    slot.object.emplace(make());
    slot.name = name;
    ++slot.generation;
    by_name_.emplace(slot.name, at);
    return {at, slot.generation};
  }

  std::optional<ObjectId> id_of(std::string_view name) const {
    auto found = by_name_.find(name);
    if (found == by_name_.end()) return std::nullopt;
    return ObjectId{found->second, slots_[found->second].generation};
  }

  // Null if it was deleted.
  T* find(ObjectId id) {
    if (id.slot >= slots_.size()) return nullptr;
    Slot& slot = slots_[id.slot];
    if (slot.generation != id.generation || !slot.object) return nullptr;
    return &*slot.object;
  }
  const T* find(ObjectId id) const { return const_cast<NamedSlots*>(this)->find(id); }

  // Requires: find(id) is not null.
  const std::string& name_of(ObjectId id) const { return slots_[id.slot].name; }

  // What to say when find(id) is null: "queue 'jobs' was deleted".
  Status deleted(ObjectId id) const {
    bool is_remembered =
        id.slot < slots_.size() && slots_[id.slot].generation == id.generation;
    if (is_remembered) return deleted(slots_[id.slot].name);
    return {ErrorKind::kDeleted, "this " + std::string(word_) + " was deleted"};
  }
  Status deleted(std::string_view name) const {
    return {ErrorKind::kDeleted, label(name) + " was deleted"};
  }

  // Takes it out, if it is there.
  std::optional<T> remove(std::string_view name) {
    auto found = by_name_.find(name);
    if (found == by_name_.end()) return std::nullopt;
    std::uint32_t at = found->second;
    by_name_.erase(found);
    std::optional<T> taken = std::move(slots_[at].object);
    slots_[at].object.reset();
    vacant_.push_back(at);
    return taken;
  }

  // "queue 'jobs'"
  std::string label(std::string_view name) const {
    return std::string(word_) + " '" + std::string(name) + "'";
  }
  std::string label(ObjectId id) const { return label(name_of(id)); }

  std::size_t size() const { return by_name_.size(); }

 private:
  struct Slot {
    std::optional<T> object;
    std::string name;
    std::uint32_t generation = 0;
  };

  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  // The one longest vacant, but none of those whose names are remembered.
  std::uint32_t vacant_slot() {
    if (vacant_.size() <= kRemembered) {
      slots_.emplace_back();
      return static_cast<std::uint32_t>(slots_.size() - 1);
    }
    std::uint32_t at = vacant_.front();
    vacant_.pop_front();
    return at;
  }

  std::string_view word_;
  std::deque<Slot> slots_;
  std::deque<std::uint32_t> vacant_;
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> by_name_;
};

}  // namespace scriptling
