#include "state/wait_group_table.h"

namespace scriptling {

ObjectId WaitGroupTable::open(std::string_view name) {
  return slots_.open(name, [] { return Group(); });
}

Result<std::int64_t> WaitGroupTable::add(ObjectId id, std::int64_t delta, Wakes& wakes) {
  Group* group = slots_.find(id);
  if (group == nullptr) return slots_.deleted(id);
  std::int64_t count;
  if (__builtin_add_overflow(group->count, delta, &count))
    return Status::overflow_error(slots_.label(id) + " would leave the 64-bit range");
  if (count < 0) return Status::value_error(slots_.label(id) + " would go below zero");
  group->count = count;
  if (count == 0) wake_all(*group, Status::ok(), wakes);
  return count;
}

Answer WaitGroupTable::wait(ObjectId id, Ticket ticket) {
  Group* group = slots_.find(id);
  if (group == nullptr) return slots_.deleted(id);
  if (group->count == 0) return Status::ok();
  waiting_.join(id, group->line, ticket, {});
  return Answer::later();
}

bool WaitGroupTable::cancel(Ticket ticket) {
  auto id = waiting_.object_of(ticket);
  if (!id) return false;
  waiting_.leave(slots_.find(*id)->line, ticket);
  return true;
}

void WaitGroupTable::wake_all(Group& group, const Status& status, Wakes& wakes) {
  while (!group.line.empty())
    wakes.push_back({waiting_.pop(group.line).ticket, status, Datum()});
}

bool WaitGroupTable::remove(std::string_view name, Wakes& wakes) {
  auto gone = slots_.remove(name);
  if (!gone) return false;
  wake_all(*gone, slots_.deleted(name), wakes);
  return true;
}

}  // namespace scriptling
