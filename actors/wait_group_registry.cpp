// Named counters to wait for.
#include <caf/all.hpp>

#include "actors/registry_actor.h"
#include "actors/transfer.h"

namespace scriptling {

namespace {

class WaitGroupRegistry final : public RegistryActor {
 public:
  using RegistryActor::RegistryActor;
  const char* name() const override { return "wait_group_registry"; }

 protected:
  void leave(Ticket ticket, Wakes&) override { table_.cancel(ticket); }

  caf::behavior make_behavior() override {
    return answering(
        [this](const WaitGroupAdd& ask) {
          Result<int64_t> count = table_.add(ask.id, ask.delta, wakes_);
          reply(ask.ticket, count.is_ok() ? Status() : count.status());
          deliver(wakes_);
        },
        [this](const WaitGroupWait& ask) {
          reply(ask.ticket, table_.wait(ask.id, ask.ticket), ask.timeout);
        },
        [this](const WaitGroupOpen& ask) {
          ObjectId id = table_.open(ask.name);
          reply(ask.ticket, object_handle(HandleKind::kWaitGroup, ask.name, id));
        },
        [this](const DeleteName& ask) {
          table_.remove(ask.name, wakes_);
          reply(ask.ticket, Datum());
          deliver(wakes_);
        },
        [this](const TimeUp& time) { on_time_up(time.ticket); },
        [this](const Withdraw& ask) { on_withdraw(ask.ticket); });
  }

 private:
  WaitGroupTable table_;
  Wakes wakes_;
};

}  // namespace

caf::actor spawn_wait_group_registry(ServicesPtr services) {
  return services->system.spawn<WaitGroupRegistry>(services);
}

}  // namespace scriptling
