// Named variables: an update holds the variable, and writes wait meanwhile. Whoever must
// wait starts a search for a circle, as in the registry of locks.
#include <caf/all.hpp>

#include "actors/registry_actor.h"
#include "actors/transfer.h"

namespace scriptling {

namespace {

class SharedRegistry final : public RegistryActor {
 public:
  using RegistryActor::RegistryActor;
  const char* name() const override { return "shared_registry"; }

 protected:
  void leave(Ticket ticket, Wakes& wakes) override { table_.cancel(ticket, wakes); }

  caf::behavior make_behavior() override {
    return answering(
        [this](const SharedGet& ask) {
          Result<SharedTable::Versioned> found = table_.get(ask.id);
          reply(ask.ticket,
                found.is_ok() ? Answer(found->value) : Answer(found.status()));
        },
        [this](const SharedSet& ask) {
          reply_or_search(ask, table_.set(ask.id, ask.value, ask.owner, ask.ticket));
        },
        [this](const SharedBeginUpdate& ask) {
          remember(ask.owner);
          reply_or_search(ask, table_.begin_update(ask.id, ask.owner, ask.ticket));
        },
        [this](const SharedFinishUpdate& ask) {
          Status done = table_.finish_update(ask.id, ask.update, ask.value, wakes_);
          reply(ask.ticket, std::move(done));
          deliver(wakes_);
        },
        [this](const SharedAbortUpdate& ask) {
          table_.cancel(ask.update, wakes_);
          if (ask.ticket != 0) reply(ask.ticket, Datum());
          deliver(wakes_);
        },
        [this](const SharedOpen& ask) {
          ObjectId id = table_.open(ask.name, ask.initial);
          reply(ask.ticket, object_handle(HandleKind::kShared, ask.name, id));
        },
        [this](const DeleteName& ask) {
          table_.remove(ask.name, wakes_);
          reply(ask.ticket, Datum());
          deliver(wakes_);
        },
        [this](const OwnerGone& gone) { forget(gone.owner); },
        [this](Probe& probe) { ask_updater(std::move(probe)); },
        [this](const Census& census) {
          ObjectId id = census.target.object;
          std::optional<OwnerId> updater = table_.updater_of(id);
          std::vector<OwnerId> holders;
          if (updater) holders.push_back(*updater);
          answer_census(census, updater ? table_.label(id) : "", holders);
        },
        [this](const TimeUp& time) { on_time_up(time.ticket); },
        [this](const Withdraw& ask) { on_withdraw(ask.ticket); });
  }

 private:
  template <class Ask>
  void reply_or_search(const Ask& ask, Answer answer) {
    bool waits = answer.is_later();
    reply(ask.ticket, std::move(answer));
    if (!waits) return;
    Probe probe = new_probe(ask);
    probe.object = ask.id;
    ask_updater(std::move(probe));
  }

  void ask_updater(Probe probe) {
    if (std::optional<OwnerId> updater = table_.updater_of(probe.object)) {
      std::string label = table_.label(probe.object);
      ask_holder(*updater, label, std::move(probe));
    }
  }

  SharedTable table_;
  Wakes wakes_;
};

}  // namespace

caf::actor spawn_shared_registry(ServicesPtr services) {
  return services->system.spawn<SharedRegistry>(services);
}

}  // namespace scriptling
