#include "state/shared_table.h"

#include <utility>

namespace scriptling {

ObjectId SharedTable::open(std::string_view name, Datum initial) {
  return slots_.open(name, [&] {
    Variable variable;
    variable.value = std::move(initial);
    return variable;
  });
}

Result<SharedTable::Versioned> SharedTable::get(ObjectId id) const {
  const Variable* variable = slots_.find(id);
  if (variable == nullptr) return slots_.deleted(id);
  return Versioned{variable->value, variable->version};
}

Status SharedTable::own_update(ObjectId id) const {
  return Status::runtime_error(slots_.label(id) +
                               " is being updated by the caller already");
}

Answer SharedTable::set(ObjectId id, Datum value, OwnerId owner, Ticket ticket) {
  Variable* variable = slots_.find(id);
  if (variable == nullptr) return slots_.deleted(id);
  if (variable->holder) {
    if (variable->holder->owner == owner) return own_update(id);
    waiting_.join(id, variable->line, ticket, {owner, std::move(value)});
    return Answer::later();
  }
  variable->value = std::move(value);
  ++variable->version;
  return Status::ok();
}

Answer SharedTable::begin_update(ObjectId id, OwnerId owner, Ticket ticket) {
  Variable* variable = slots_.find(id);
  if (variable == nullptr) return slots_.deleted(id);
  if (variable->holder) {
    if (variable->holder->owner == owner) return own_update(id);
    waiting_.join(id, variable->line, ticket, {owner, std::nullopt});
    return Answer::later();
  }
  hold(id, *variable, {owner, ticket});
  return variable->value;
}

void SharedTable::hold(ObjectId id, Variable& variable, Holder holder) {
  variable.holder = holder;
  held_.emplace(holder.ticket, id);
}

Status SharedTable::finish_update(ObjectId id, Ticket ticket, Datum value, Wakes& wakes) {
  Variable* variable = slots_.find(id);
  if (variable == nullptr) return slots_.deleted(id);
  if (!variable->holder || variable->holder->ticket != ticket)
    return Status::runtime_error(slots_.label(id) +
                                 " is not being updated by the caller");
  variable->value = std::move(value);
  ++variable->version;
  held_.erase(ticket);
  variable->holder.reset();
  let_in(id, *variable, wakes);
  return Status::ok();
}

bool SharedTable::cancel(Ticket ticket, Wakes& wakes) {
  if (auto id = waiting_.object_of(ticket)) {
    waiting_.leave(slots_.find(*id)->line, ticket);
    return true;
  }
  auto held = held_.find(ticket);
  if (held == held_.end()) return false;
  ObjectId id = held->second;
  held_.erase(held);
  Variable* variable = slots_.find(id);
  variable->holder.reset();
  let_in(id, *variable, wakes);
  return true;
}

// Writes go straight through; the first update stops the line again.
void SharedTable::let_in(ObjectId id, Variable& variable, Wakes& wakes) {
  while (!variable.holder && !variable.line.empty()) {
    Waiter<Wish> next = waiting_.pop(variable.line);
    if (next.what.value) {
      variable.value = std::move(*next.what.value);
      ++variable.version;
      wakes.push_back({next.ticket, Status::ok(), Datum()});
    } else {
      hold(id, variable, {next.what.owner, next.ticket});
      wakes.push_back({next.ticket, Status::ok(), variable.value});
    }
  }
}

std::optional<OwnerId> SharedTable::updater_of(ObjectId id) const {
  const Variable* variable = slots_.find(id);
  if (variable == nullptr || !variable->holder) return std::nullopt;
  return variable->holder->owner;
}

bool SharedTable::remove(std::string_view name, Wakes& wakes) {
  auto gone = slots_.remove(name);
  if (!gone) return false;
  if (gone->holder) held_.erase(gone->holder->ticket);
  if (gone->line.empty()) return true;
  Status deleted = slots_.deleted(name);
  while (!gone->line.empty())
    wakes.push_back({waiting_.pop(gone->line).ticket, deleted, Datum()});
  return true;
}

}  // namespace scriptling
