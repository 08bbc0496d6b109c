#include "state/lock_table.h"

#include <algorithm>
#include <utility>

namespace scriptling {

namespace {

auto holding_of(auto& holders, OwnerId owner) {
  return std::find_if(holders.begin(), holders.end(),
                      [owner](const auto& holding) { return holding.owner == owner; });
}

}  // namespace

LockTable::LockTable(LockKind kind)
    : kind_(kind), slots_(kind == LockKind::kLock ? "lock" : "semaphore") {}

Result<ObjectId> LockTable::open(std::string_view name, std::int64_t permits) {
  if (permits < 1) return Status::value_error("permits must be at least 1");
  if (kind_ == LockKind::kLock && permits != 1)
    return Status::value_error("a lock has one permit");
  return slots_.open(name, [&] {
    Lock lock;
    lock.free = permits;
    return lock;
  });
}

Answer LockTable::acquire(ObjectId id, OwnerId owner, Ticket ticket) {
  Lock* lock = slots_.find(id);
  if (lock == nullptr) return slots_.deleted(id);
  if (kind_ == LockKind::kLock && holding_of(lock->holders, owner) != lock->holders.end())
    return Status::runtime_error(slots_.label(id) + " is held by the caller already");
  if (lock->free == 0) {
    waiting_.join(id, lock->line, ticket, owner);
    return Answer::later();
  }
  --lock->free;
  give(id, *lock, owner);
  return Status::ok();
}

void LockTable::give(ObjectId id, Lock& lock, OwnerId owner) {
  auto holding = holding_of(lock.holders, owner);
  if (holding != lock.holders.end()) {
    ++holding->permits;
    return;
  }
  lock.holders.push_back({owner, 1});
  held_by_[owner].push_back(id);
}

// False if there is nothing to take.
bool LockTable::take_back(ObjectId id, Lock& lock, OwnerId owner) {
  auto holding = holding_of(lock.holders, owner);
  if (holding == lock.holders.end()) return false;
  if (--holding->permits == 0) {
    lock.holders.erase(holding);
    forget_holding(id, owner);
  }
  return true;
}

void LockTable::forget_holding(ObjectId id, OwnerId owner) {
  auto held = held_by_.find(owner);
  if (held == held_by_.end()) return;
  std::erase(held->second, id);
  if (held->second.empty()) held_by_.erase(held);
}

void LockTable::pass_on(ObjectId id, Lock& lock, Wakes& wakes) {
  if (lock.line.empty()) {
    ++lock.free;
    return;
  }
  Waiter<OwnerId> next = waiting_.pop(lock.line);
  give(id, lock, next.what);
  wakes.push_back({next.ticket, Status::ok(), Datum()});
}

Status LockTable::release(ObjectId id, OwnerId owner, Wakes& wakes) {
  Lock* lock = slots_.find(id);
  if (lock == nullptr) return slots_.deleted(id);
  if (!take_back(id, *lock, owner))
    return Status::runtime_error(slots_.label(id) + " is not held by the caller");
  pass_on(id, *lock, wakes);
  return Status::ok();
}

bool LockTable::cancel(Ticket ticket) {
  auto id = waiting_.object_of(ticket);
  if (!id) return false;
  waiting_.leave(slots_.find(*id)->line, ticket);
  return true;
}

std::vector<std::string> LockTable::owner_gone(OwnerId owner, Wakes& wakes) {
  std::vector<std::string> given_back;
  auto held = held_by_.extract(owner);
  if (held.empty()) return given_back;
  for (ObjectId id : held.mapped()) {
    Lock& lock = *slots_.find(id);
    auto holding = holding_of(lock.holders, owner);
    std::int64_t permits = holding->permits;
    lock.holders.erase(holding);
    while (permits-- > 0) pass_on(id, lock, wakes);
    given_back.push_back(slots_.label(id));
  }
  return given_back;
}

std::vector<OwnerId> LockTable::holders_of(ObjectId id) const {
  std::vector<OwnerId> owners;
  if (const Lock* lock = slots_.find(id))
    for (const Holding& holding : lock->holders) owners.push_back(holding.owner);
  return owners;
}

bool LockTable::is_waited_for(ObjectId id) const {
  const Lock* lock = slots_.find(id);
  return lock != nullptr && !lock->line.empty();
}

bool LockTable::has_one_permit(ObjectId id) const {
  const Lock* lock = slots_.find(id);
  return lock != nullptr && lock->free == 0 && lock->holders.size() == 1 &&
         lock->holders[0].permits == 1;
}

bool LockTable::remove(std::string_view name, Wakes& wakes) {
  auto id = slots_.id_of(name);
  auto gone = slots_.remove(name);
  if (!gone) return false;
  for (const Holding& holding : gone->holders) forget_holding(*id, holding.owner);
  Status deleted = slots_.deleted(name);
  while (!gone->line.empty())
    wakes.push_back({waiting_.pop(gone->line).ticket, deleted, Datum()});
  return true;
}

}  // namespace scriptling
