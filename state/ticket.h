// How a table says "not yet", and how it says "now".
//
// A caller who may have to wait brings a ticket. A table that can answer at once does,
// and forgets the ticket; one that cannot keeps it, answers Answer::later(), and some
// later call, maybe somebody else's, names the ticket in its Wakes. A ticket that was
// answered or cancelled is never named again.
//
//   Wakes wakes;
//   Answer answer = queues.get(id, ticket, wakes);
//   if (answer.is_later()) waiting.emplace(ticket, promise);
//   for (Wake& wake : wakes) deliver(waiting.extract(wake.ticket), wake);
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "state/datum.h"
#include "state/status.h"

namespace scriptling {

// Chosen by the caller, and never one that still waits in the same table.
using Ticket = std::uint64_t;

// Who asks, as far as holding is concerned: an environment, or one green thread in it.
using OwnerId = std::uint64_t;

struct Wake {
  Ticket ticket;
  Status status;
  Datum value;
};

// In the order in which they are to be told. Tables append; callers empty it and use it
// again.
using Wakes = std::vector<Wake>;

// A value, an error, or not yet.
class [[nodiscard]] Answer {
 public:
  Answer(Datum value) : value_(std::move(value)) {}
  // A good status is the value None.
  Answer(Status status) : status_(std::move(status)) {}
  static Answer later() {
    Answer answer{Datum()};
    answer.is_later_ = true;
    return answer;
  }

  bool is_later() const { return is_later_; }
  bool is_ok() const { return !is_later_ && status_.is_ok(); }
  const Status& status() const { return status_; }
  const Datum& value() const& { return value_; }
  Datum value() && { return std::move(value_); }

 private:
  Status status_;
  Datum value_;
  bool is_later_ = false;
};

}  // namespace scriptling
