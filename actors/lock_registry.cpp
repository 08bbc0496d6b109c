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
          forget(gone.owner);
        },
        [this](const Probe& probe) { ask_holders(probe); },
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
        [this](const TimeUp& time) { on_time_up(time.ticket); },
        [this](const Withdraw& ask) { on_withdraw(ask.ticket); },
    };
  }

 private:
  void acquire(const LockAcquire& ask) {
    remember(ask.owner);
    Answer answer = table_.acquire(ask.id, ask.owner, ask.ticket);
    bool waits = answer.is_later();
    reply(ask.ticket, std::move(answer), ask.timeout);
    if (!waits) return;
    auto run = caf::actor_cast<caf::actor>(caller());
    Probe probe = new_probe(ask, std::move(run));
    probe.object = ask.id;
    ask_holders(probe);
  }

  void ask_holders(const Probe& probe) {
    if (kind_ != LockKind::kLock) return;
    for (OwnerId holder : table_.holders_of(probe.object)) {
      ask_holder(holder, table_.label(probe.object), probe);
    }
  }

  LockKind kind_;
  LockTable table_;
  Wakes wakes_;
};

}  // namespace

caf::actor spawn_lock_registry(ServicesPtr services, LockKind kind) {
  return services->system.spawn<LockRegistry>(services, kind);
}

}  // namespace scriptling
