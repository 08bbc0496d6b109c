// Named locks, or named semaphores; one registry for each.
//
// Whoever must wait starts a search for a circle: a Probe goes to the holder, from there
// to what the holder waits for, and so on. Where a permit may come from any of several
// holders, a Probe that comes home proves nothing; a circle_finder looks at the whole.
#include <algorithm>
#include <caf/all.hpp>
#include <utility>

#include "actors/circle_finder.h"
#include "actors/registry_actor.h"
#include "actors/transfer.h"

namespace scriptling {

namespace {

class LockRegistry final : public RegistryActor {
 public:
  LockRegistry(caf::actor_config& config, ServicesPtr services, LockKind kind)
      : RegistryActor(config, services), kind_(kind), table_(kind) {}
  const char* name() const override { return "lock_registry"; }

 protected:
  void leave(Ticket ticket, Wakes&) override { table_.cancel(ticket); }

  caf::behavior make_behavior() override {
    return answering(
        [this](const LockAcquire& ask) { acquire(ask); },
        [this](const LockRelease& ask) {
          Status done = table_.release(ask.id, ask.owner, wakes_);
          if (ask.ticket != 0) reply(ask.ticket, std::move(done));
          deliver(wakes_);
        },
        [this](const OwnerGone& gone) {
          for (const std::string& label : table_.owner_gone(gone.owner, wakes_)) {
            services().log.warning(
                gone.name, label + " given back: its holder has ended without it");
          }
          deliver(wakes_);
          forget(gone.owner);
        },
        [this](Probe& probe) { ask_holders(std::move(probe)); },
        [this](const Census& census) {
          ObjectId id = census.target.object;
          std::vector<OwnerId> holders = table_.holders_of(id);
          answer_census(census, holders.empty() ? "" : table_.label(id), holders);
        },
        [this](const LockOpen& ask) {
          Result<ObjectId> id = table_.open(ask.name, ask.permits);
          if (!id.is_ok()) {
            reply(ask.ticket, id.status());
            return;
          }
          auto kind =
              kind_ == LockKind::kLock ? HandleKind::kLock : HandleKind::kSemaphore;
          reply(ask.ticket, object_handle(kind, ask.name, *id));
        },
        [this](const DeleteName& ask) {
          table_.remove(ask.name, wakes_);
          reply(ask.ticket, Datum());
          deliver(wakes_);
        },
        [this](const TimeUp& time) {
          if (time.ticket == kSearchTicket) return search();
          on_time_up(time.ticket);
        },
        [this](const Withdraw& ask) { on_withdraw(ask.ticket); });
  }

 private:
  void acquire(const LockAcquire& ask) {
    remember(ask.owner);
    Answer answer = table_.acquire(ask.id, ask.owner, ask.ticket);
    bool waits = answer.is_later();
    reply(ask.ticket, std::move(answer), ask.timeout);
    if (!waits || ask.timeout == 0) return;  // That does not wait.
    Probe probe = new_probe(ask);
    probe.object = ask.id;
    ask_holders(std::move(probe));
  }

  void ask_holders(Probe probe) {
    std::vector<OwnerId> holders = table_.holders_of(probe.object);
    if (table_.has_one_permit(probe.object)) {
      std::string label = table_.label(probe.object);
      ask_holder(holders[0], label, std::move(probe));
    } else if (!holders.empty()) {
      search_later(probe.object);
    }
  }

  // Many may come to wait for the same at once, and most of them not for long.
  void search_later(ObjectId id) {
    if (std::find(suspects_.begin(), suspects_.end(), id) != suspects_.end()) return;
    suspects_.push_back(id);
    if (suspects_.size() > 1) return;
    services().timers.add(kSearchPause, caf::actor_cast<caf::strong_actor_ptr>(this),
                          kSearchTicket);
  }

  void search() {
    for (ObjectId id : std::exchange(suspects_, {})) {
      if (!table_.is_waited_for(id)) continue;
      spawn_circle_finder(system(), caf::actor_cast<caf::actor>(this), id);
    }
  }

  static constexpr double kSearchPause = 0.05;  // Seconds.
  static constexpr Ticket kSearchTicket = 1;    // No environment's.

  LockKind kind_;
  LockTable table_;
  Wakes wakes_;
  std::vector<ObjectId> suspects_;  // To be looked at when the timer says so.
};

}  // namespace

caf::actor spawn_lock_registry(ServicesPtr services, LockKind kind) {
  return services->system.spawn<LockRegistry>(services, kind);
}

}  // namespace scriptling
