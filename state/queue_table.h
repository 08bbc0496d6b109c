// A QueueTable is the process's named queues, first in first out for items and for those
// who wait.
//
// A bounded queue makes its putters wait while it is full; an unbounded one (maxsize 0)
// fails with QueueFull at the table's limit, which only protects the process. A closed
// queue hands out what it holds and then fails; it stays closed.
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <deque>
#include <string_view>

#include "state/datum.h"
#include "state/ticket.h"
#include "state/waiting_line.h"

namespace scriptling {

class QueueTable {
 public:
  static constexpr std::uint64_t kDefaultLimit = 10'000'000;

  // `limit`: the most items that may wait in one unbounded queue.
  explicit QueueTable(std::uint64_t limit = kDefaultLimit) : limit_(limit) {}

  // `maxsize` counts only if there is none of that name; 0 is unbounded.
  ObjectId open(std::string_view name, std::uint64_t maxsize);

  Answer put(ObjectId id, Datum item, Ticket ticket, Wakes& wakes);
  Answer get(ObjectId id, Ticket ticket, Wakes& wakes);

  // An item that was handed to somebody who had gone by then: it is the next to be got,
  // closed or full as the queue may be.
  Status give_back(ObjectId id, Datum item, Wakes& wakes);

  // Items that can be got; not those of waiting putters.
  Result<std::uint64_t> size(ObjectId id) const;

  // Fails every waiter, and every later put. Closing twice is closing once.
  Status close(ObjectId id, Wakes& wakes);

  // The ticket leaves the line; a putter takes its item along. False if it was in none.
  bool cancel(Ticket ticket);

  // Whether there was one. Who waited there is told; later uses of its id fail, as those
  // of a closed queue do.
  bool remove(std::string_view name, Wakes& wakes);

 private:
  // At most one of the two lines has anybody in it; getters bring None.
  struct Queue {
    std::uint64_t maxsize = 0;
    bool is_closed = false;
    std::deque<Datum> items;
    WaitingLine<Datum> putters;
    WaitingLine<Datum> getters;
  };

  Status deleted(ObjectId id) const;
  void fail_all(WaitingLine<Datum>& line, const Status& status, Wakes& wakes);
  void hand_over(Queue& queue, Datum item, Wakes& wakes);

  std::uint64_t limit_;
  NamedSlots<Queue> slots_{"queue"};
  WaitingIndex<Datum> waiting_;
};

}  // namespace scriptling
