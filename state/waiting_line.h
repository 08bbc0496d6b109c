// A WaitingLine is the tickets that wait at one object, first come first served. A
// WaitingIndex finds any of them by ticket, so that one that gives up leaves at once.
//
// One thread at a time.
#pragma once

#include <list>
#include <optional>
#include <unordered_map>
#include <utility>

#include "state/named_slots.h"
#include "state/ticket.h"

namespace scriptling {

// `What` is what the waiter brought along.
template <class What>
struct Waiter {
  Ticket ticket;
  What what;
};

template <class What>
using WaitingLine = std::list<Waiter<What>>;

template <class What>
class WaitingIndex {
 public:
  using Line = WaitingLine<What>;

  // Puts a ticket at the end. `line` must stay where it is or be moved as a whole, and
  // must belong to `object`. Requires: the ticket does not wait in this table already.
  void join(ObjectId object, Line& line, Ticket ticket, What what) {
    auto [place, is_new] = places_.try_emplace(ticket);
    require(is_new, "WaitingIndex: the ticket waits already");
    line.push_back({ticket, std::move(what)});
    place->second = {object, std::prev(line.end())};
  }

  // Takes the first out. Requires: there is one.
  Waiter<What> pop(Line& line) {
    Waiter<What> first = std::move(line.front());
    line.pop_front();
    places_.erase(first.ticket);
    return first;
  }

  std::optional<ObjectId> object_of(Ticket ticket) const {
    auto found = places_.find(ticket);
    if (found == places_.end()) return std::nullopt;
    return found->second.object;
  }

  // Takes it out of whichever part of the line it stands in. Requires: it waits in
  // `line`.
  Waiter<What> leave(Line& line, Ticket ticket) {
    auto found = places_.find(ticket);
    require(found != places_.end(), "WaitingIndex: the ticket does not wait");
    Waiter<What> gone = std::move(*found->second.at);
    line.erase(found->second.at);
    places_.erase(found);
    return gone;
  }

  std::size_t size() const { return places_.size(); }

 private:
  struct Place {
    ObjectId object;
    typename Line::iterator at;
  };
  std::unordered_map<Ticket, Place> places_;
};

}  // namespace scriptling
