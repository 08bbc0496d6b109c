// A SharedTable is the process's named variables, each holding a Datum.
//
// An update reads, lets its owner think, and writes; the variable is held for it
// meanwhile. Reads are answered at once, with the value before the update; writes and
// other updates stand in one line, first come first served, and so none falls between the
// read and the write of another. Holding is by ticket: whoever's caller dies or gives up
// is taken out by cancel(), whether it holds or waits.
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "state/datum.h"
#include "state/ticket.h"
#include "state/waiting_line.h"

namespace scriptling {

class SharedTable {
 public:
  struct Versioned {
    Datum value;
    std::uint64_t version = 0;  // Counts the writes.
  };

  // `initial` counts only if there is none of that name.
  ObjectId open(std::string_view name, Datum initial);

  Result<Versioned> get(ObjectId id) const;

  // Waits while the variable is held. RuntimeError if `owner` itself holds it.
  Answer set(ObjectId id, Datum value, OwnerId owner, Ticket ticket);

  // Answers, now or later, with the current value, and then holds the variable for the
  // ticket until finish_update() or cancel(). RuntimeError if `owner` holds it already.
  Answer begin_update(ObjectId id, OwnerId owner, Ticket ticket);

  // Writes, and lets the next ones in. RuntimeError if the ticket does not hold it.
  Status finish_update(ObjectId id, Ticket ticket, Datum value, Wakes& wakes);

  // The ticket's update is given up, or it leaves the line; the value stays. False if the
  // table does not know the ticket.
  bool cancel(Ticket ticket, Wakes& wakes);

  // "shared 'total'", for messages. Requires: it was not deleted.
  std::string label(ObjectId id) const { return slots_.label(id); }

  // Who updates the variable just now: for finding circles of waits.
  std::optional<OwnerId> updater_of(ObjectId id) const;

  // Whether there was one. Who waited there is told; later uses of its id fail.
  bool remove(std::string_view name, Wakes& wakes);

 private:
  struct Wish {
    OwnerId owner;
    std::optional<Datum> value;  // Of a set; an update has none yet.
  };
  struct Holder {
    OwnerId owner;
    Ticket ticket;
  };
  struct Variable {
    Datum value;
    std::uint64_t version = 0;
    std::optional<Holder> holder;
    WaitingLine<Wish> line;
  };

  Status own_update(ObjectId id) const;
  void hold(ObjectId id, Variable& variable, Holder holder);
  void let_in(ObjectId id, Variable& variable, Wakes& wakes);

  NamedSlots<Variable> slots_{"shared"};
  WaitingIndex<Wish> waiting_;
  std::unordered_map<Ticket, ObjectId> held_;
};

}  // namespace scriptling
