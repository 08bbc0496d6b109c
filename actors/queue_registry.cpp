// Named queues: getters wait for items, putters for room.
#include <caf/all.hpp>

#include "actors/registry_actor.h"
#include "actors/transfer.h"

namespace scriptling {

namespace {

class QueueRegistry final : public RegistryActor {
 public:
  QueueRegistry(caf::actor_config& config, ServicesPtr services)
      : RegistryActor(config, services), table_(services->config.queue_limit) {}
  const char* name() const override { return "queue_registry"; }

 protected:
  void leave(Ticket ticket, Wakes&) override { table_.cancel(ticket); }

  caf::behavior make_behavior() override {
    return answering(
        [this](const QueuePut& ask) {
          reply(ask.ticket, table_.put(ask.id, ask.item, ask.ticket, wakes_),
                ask.timeout);
          deliver(wakes_);
        },
        [this](const QueueGet& ask) {
          reply(ask.ticket, table_.get(ask.id, ask.ticket, wakes_), ask.timeout);
          deliver(wakes_);
        },
        [this](const QueueGiveBack& back) {
          Status lost = table_.give_back(back.id, back.item, wakes_);
          if (!lost.is_ok()) services().log.warning("", lost.message());
          deliver(wakes_);
        },
        [this](const QueueSize& ask) {
          Result<uint64_t> size = table_.size(ask.id);
          reply(ask.ticket, size.is_ok()
                                ? Answer(Datum::integer(static_cast<int64_t>(*size)))
                                : Answer(size.status()));
        },
        [this](const QueueClose& ask) {
          reply(ask.ticket, table_.close(ask.id, wakes_));
          deliver(wakes_);
        },
        [this](const QueueOpen& ask) {
          ObjectId id = table_.open(ask.name, ask.maxsize);
          reply(ask.ticket, object_handle(HandleKind::kQueue, ask.name, id));
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
  QueueTable table_;
  Wakes wakes_;
};

}  // namespace

caf::actor spawn_queue_registry(ServicesPtr services) {
  return services->system.spawn<QueueRegistry>(services);
}

}  // namespace scriptling
