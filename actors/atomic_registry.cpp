// Named integers: everything is answered at once.
#include <caf/all.hpp>

#include "actors/registry_actor.h"
#include "actors/transfer.h"

namespace scriptling {

namespace {

class AtomicRegistry final : public RegistryActor {
 public:
  using RegistryActor::RegistryActor;
  const char* name() const override { return "atomic_registry"; }

 protected:
  void leave(Ticket, Wakes&) override {}

  caf::behavior make_behavior() override {
    return answering(
        [this](const AtomicAdd& ask) {
          Result<int64_t> sum = table_.add(ask.id, ask.delta);
          if (ask.ticket != 0) {
            reply(ask.ticket, sum);
          } else if (!sum.is_ok()) {
            services().log.error("", "an add in a statement came too late: " +
                                         std::string(sum.status().message()));
          }
        },
        [this](const AtomicGet& ask) { reply(ask.ticket, table_.get(ask.id)); },
        [this](const AtomicSet& ask) {
          reply(ask.ticket, table_.set(ask.id, ask.value));
        },
        [this](const AtomicCompareAndSet& ask) {
          Result<bool> done = table_.compare_and_set(ask.id, ask.expected, ask.value);
          reply(ask.ticket,
                done.is_ok() ? Answer(Datum::boolean(*done)) : Answer(done.status()));
        },
        [this](const AtomicOpen& ask) {
          ObjectId id = table_.open(ask.name, ask.initial);
          reply(ask.ticket, object_handle(HandleKind::kAtomic, ask.name, id));
        },
        [this](const DeleteName& ask) {
          table_.remove(ask.name);
          reply(ask.ticket, Datum());
        },
        [](const Withdraw&) {});  // The answer is on its way.
  }

 private:
  AtomicTable table_;
};

}  // namespace

caf::actor spawn_atomic_registry(ServicesPtr services) {
  return services->system.spawn<AtomicRegistry>(services);
}

}  // namespace scriptling
