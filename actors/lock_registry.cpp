// Named locks, or named semaphores; one registry for each.
//
// Whoever must wait for a lock starts a search for a circle: a Probe goes to its holder,
// from there to what the holder waits for, and so on. Permits of a semaphore may come
// from any of its holders, so no circle is certain there and none is looked for.
#include <caf/all.hpp>

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
    return {
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
          owners_.erase(gone.owner);
        },
        [this](const Probe& probe) { ask_holders(probe); },
        [this](const LockOpen& ask) {
          Result<ObjectId> id = table_.open(ask.name, ask.permits);
          if (!id.is_ok()) {
            reply(ask.ticket, id.status());
            return;
          }
          names_[id->bits()] = ask.name;
          auto kind =
              kind_ == LockKind::kLock ? HandleKind::kLock : HandleKind::kSemaphore;
          reply(ask.ticket, object_handle(kind, ask.name, *id));
        },
        [this](const DeleteName& ask) {
          table_.remove(ask.name, wakes_);
          reply(ask.ticket, Datum());
          deliver(wakes_);
        },
        [this](const TimeUp& time) { on_time_up(time.ticket); },
        [this](const Withdraw& ask) { on_withdraw(ask.ticket); },
    };
  }

 private:
  void acquire(const LockAcquire& ask) {
    caf::actor run = caf::actor_cast<caf::actor>(caller());
    owners_[ask.owner] = caf::actor_cast<caf::actor_addr>(run);
    Answer answer = table_.acquire(ask.id, ask.owner, ask.ticket);
    bool waits = answer.is_later();
    reply(ask.ticket, std::move(answer), ask.timeout);
    if (!waits) return;
    ask_holders(
        {ask.owner, ask.ticket, ask.owner, ask.ticket, run, ask.id, 0, ask.owner_name});
  }

  void ask_holders(Probe probe) {
    if (kind_ != LockKind::kLock || ++probe.steps > kLongestCircle) return;
    probe.path += " -> lock '" + names_[probe.lock.bits()] + "'";
    for (OwnerId holder : table_.holders_of(probe.lock)) {
      auto found = owners_.find(holder);
      if (found == owners_.end()) continue;
      if (auto run = caf::actor_cast<caf::actor>(found->second)) send(run, probe);
    }
  }

  static constexpr int kLongestCircle = 1000;

  LockKind kind_;
  LockTable table_;
  Wakes wakes_;
  std::unordered_map<OwnerId, caf::actor_addr> owners_;
  std::unordered_map<uint64_t, std::string> names_;
};

}  // namespace

caf::actor spawn_lock_registry(ServicesPtr services, LockKind kind) {
  return services->system.spawn<LockRegistry>(services, kind);
}

}  // namespace scriptling
