// A Sender copies one value out of an environment as a Datum; transfer.h says what that
// means. For those who send several values that belong together it also tells where
// things are: the containers by their numbers, and, of a value that is not data, what
// leads to the part at fault.
//
// One thread at a time.
#pragma once

#include <array>
#include <unordered_map>
#include <utility>
#include <vector>

#include "actors/transfer.h"
#include "state/datum_builder.h"

namespace scriptling {

// Numbers for the objects of one message. Most messages have few.
class Numbers {
 public:
  const uint64_t* find(const Object* o) const {
    if (map_.empty()) {
      for (size_t n = 0; n < few_used_; n++) {
        if (few_[n].first == o) return &few_[n].second;
      }
      return nullptr;
    }
    auto found = map_.find(o);
    return found == map_.end() ? nullptr : &found->second;
  }
  void add(const Object* o, uint64_t number) {
    if (map_.empty() && few_used_ < few_.size()) {
      few_[few_used_++] = {o, number};
      return;
    }
    if (map_.empty()) map_.insert(few_.begin(), few_.end());
    map_.emplace(o, number);
  }
  template <class F>
  void for_each(F f) const {
    if (map_.empty()) {
      for (size_t n = 0; n < few_used_; n++) f(few_[n].first, few_[n].second);
    } else {
      for (const auto& [o, number] : map_) f(o, number);
    }
  }

 private:
  std::array<std::pair<const Object*, uint64_t>, 8> few_;
  size_t few_used_ = 0;
  std::unordered_map<const Object*, uint64_t> map_;
};

// The texts, bytes and big ints that were sent already, so that each is copied once.
//
// Those of some length are all remembered; of the shorter ones, which cost little more
// than remembering them would, only the latest.
//
// One thread at a time.
class SentTexts {
 public:
  // Null: it is new. The Datum is good until the next call.
  const Datum* find(const Object* o) const;
  void add(const Object* o, const Datum& datum);

 private:
  static constexpr size_t kLong = 256;
  static constexpr size_t kLatest = 32;
  static size_t slot(const Object* o) {
    return (reinterpret_cast<uintptr_t>(o) >> 5) % kLatest;
  }
  std::pair<const Object*, Datum> first_;  // Many messages have no more.
  std::vector<std::pair<const Object*, Datum>> latest_;
  std::unordered_map<const Object*, Datum> long_;
};

class Sender {
 public:
  // Other messages to the same place.
  class Others {
   public:
    virtual ~Others() = default;
    // Whether one of them holds this container, so that it must not be copied again.
    virtual bool hold(const Object* container) const = 0;
    SentTexts texts;
  };

  // `others` may be null.
  Sender(const SendRules& rules, HandleKeeper& keeper, Others* others = nullptr)
      : rules_(rules), keeper_(keeper), others_(others) {}

  // Once.
  Result<Datum> send(Value v);

  // After it was sent: calls f(container, number).
  template <class F>
  void for_each_numbered(F f) const {
    numbers_.for_each(f);
  }
  // After it was refused: calls f(container) for those that lead to what was refused.
  template <class F>
  void for_each_open(F f) const {
    for (const Open& at : open_) f(at.object);
  }
  // Of what was sent; what others hold already counts only the place that it takes.
  uint64_t memory_in_bytes() const { return sent_bytes_; }

 private:
  struct Open {
    const Object* object;
    uint64_t position = 0;  // Of the next item; of tables, of the next entry.
    Value key;              // Of the dict entry under way.
    bool is_at_value = false;
  };

  Status place(Value v);
  uint64_t open(const Object* o);
  static bool advance(Open& at, Value* next);
  static bool next_entry(const Table* table, Open& at);
  Status add(Datum leaf);
  Status add_text(const Object* o);
  Status add_handle(const Handle* handle);
  Status check_size() const;
  Status refuse(const Value& v) const;

  SendRules rules_;
  HandleKeeper& keeper_;
  Others* others_;
  SentTexts own_texts_;
  DatumBuilder builder_;
  Numbers numbers_;
  std::vector<Open> open_;
  uint64_t sent_bytes_ = 0;
};

// A str, bytes or big int, exactly of that class.
Datum text_datum(const Object* o);
DatumHandleKind to_datum_kind(HandleKind kind);
HandleKind to_handle_kind(DatumHandleKind kind);

}  // namespace scriptling
