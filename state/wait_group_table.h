// A WaitGroupTable is the process's named counters to wait for: who waits is woken when
// the counter reaches zero.
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <string_view>

#include "state/ticket.h"
#include "state/waiting_line.h"

namespace scriptling {

class WaitGroupTable {
 public:
  // A new one stands at zero.
  ObjectId open(std::string_view name);

  // The new count. ValueError below zero, OverflowError above 2**63 - 1; the counter is
  // then unchanged. A delta of -1 is a script's done().
  Result<std::int64_t> add(ObjectId id, std::int64_t delta, Wakes& wakes);

  // Answers when the counter is or becomes zero.
  Answer wait(ObjectId id, Ticket ticket);

  // The ticket leaves the line. False if it was not in one.
  bool cancel(Ticket ticket);

  // Whether there was one. Who waited there is told; later uses of its id fail.
  bool remove(std::string_view name, Wakes& wakes);

 private:
  struct Nothing {};
  struct Group {
    std::int64_t count = 0;
    WaitingLine<Nothing> line;
  };

  void wake_all(Group& group, const Status& status, Wakes& wakes);

  NamedSlots<Group> slots_{"wait group"};
  WaitingIndex<Nothing> waiting_;
};

}  // namespace scriptling
