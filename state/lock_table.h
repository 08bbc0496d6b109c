// A LockTable is the process's named locks or semaphores: permits, who holds them, and
// who waits for one, first come first served.
//
// A lock has one permit, and its holder may not ask for it again. A semaphore has
// several, and one holder may take several. A permit is handed to the first in line
// before it is ever free, so nobody overtakes. Only a holder gives back, and what a
// holder leaves behind is given back for it by owner_gone().
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "state/ticket.h"
#include "state/waiting_line.h"

namespace scriptling {

enum class LockKind : std::uint8_t { kLock, kSemaphore };

class LockTable {
 public:
  explicit LockTable(LockKind kind);

  // `permits` counts only if there is none of that name. ValueError if it is below 1, or
  // not 1 for a lock.
  Result<ObjectId> open(std::string_view name, std::int64_t permits = 1);

  // Answers when `owner` has a permit.
  Answer acquire(ObjectId id, OwnerId owner, Ticket ticket);

  // RuntimeError if `owner` holds none.
  Status release(ObjectId id, OwnerId owner, Wakes& wakes);

  // The ticket leaves the line. False if it was not in one. (A permit that was handed to
  // the ticket already is given back by release().)
  bool cancel(Ticket ticket);

  // Gives back all that `owner` holds; returns their labels ("lock 'db'"), for the log.
  // The caller cancels the owner's tickets first.
  std::vector<std::string> owner_gone(OwnerId owner, Wakes& wakes);

  // "lock 'db'", for messages. Requires: it was not deleted.
  std::string label(ObjectId id) const { return slots_.label(id); }

  // Who holds permits, each once: for finding circles of waits.
  std::vector<OwnerId> holders_of(ObjectId id) const;
  bool is_waited_for(ObjectId id) const;
  // Whether nobody but one holder, with one permit, could give any.
  bool has_one_permit(ObjectId id) const;

  // Whether there was one. Who waited there is told; later uses of its id fail.
  bool remove(std::string_view name, Wakes& wakes);

 private:
  struct Holding {
    OwnerId owner;
    std::int64_t permits;
  };
  struct Lock {
    std::int64_t free = 0;
    std::vector<Holding> holders;
    WaitingLine<OwnerId> line;
  };

  void give(ObjectId id, Lock& lock, OwnerId owner);
  bool take_back(ObjectId id, Lock& lock, OwnerId owner);
  void forget_holding(ObjectId id, OwnerId owner);
  void pass_on(ObjectId id, Lock& lock, Wakes& wakes);

  LockKind kind_;
  NamedSlots<Lock> slots_;
  WaitingIndex<OwnerId> waiting_;
  std::unordered_map<OwnerId, std::vector<ObjectId>> held_by_;
};

}  // namespace scriptling
