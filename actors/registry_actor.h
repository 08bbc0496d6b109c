// A RegistryActor stands between scripts and one of state's tables: a message becomes a
// method call, and what the table says becomes an answer. Those it cannot answer yet it
// parks; some later message names their tickets.
//
// A parked question leaves the line when its time is up or when it is withdrawn, and both
// only here: whoever is answered with an item really gets it.
//
// One thread at a time.
#pragma once

#include <caf/actor_addr.hpp>
#include <caf/event_based_actor.hpp>
#include <memory>
#include <new>
#include <string>
#include <unordered_map>

#include "actors/messages.h"
#include "actors/services.h"

namespace scriptling {

class RegistryActor : public caf::event_based_actor {
 public:
  RegistryActor(caf::actor_config& config, ServicesPtr services);

  // Whether no single message keeps it busy for long.
  virtual bool is_brief() const { return true; }

 protected:
  // Takes the ticket out of whatever line it stands in.
  virtual void leave(Ticket ticket, Wakes& wakes) = 0;

  // A behavior of these handlers; each that asks for too much memory answers so, and the
  // registry goes on.
  template <class... Handlers>
  caf::behavior guarded(Handlers... handlers) {
    return {guard(&Handlers::operator(), std::move(handlers))...};
  }

  // Answers the sender of the message being handled.
  void reply(Ticket ticket, Datum value);
  void reply(Ticket ticket, Status status);
  void reply(Ticket ticket, const Result<int64_t>& result);
  // Or parks the question, if the answer is "later". A negative timeout is none.
  void reply(Ticket ticket, Answer answer, double timeout = -1);
  // Tells those whom the table woke.
  void deliver(Wakes& wakes);

  // For finding circles of waits: whoever holds something here, or waits for it.
  void remember(OwnerId owner);
  void forget(OwnerId owner) { owners_.erase(owner); }
  // Goes on along the path behind `label`, with what its holder waits for.
  void ask_holder(OwnerId holder, const std::string& label, Probe probe);

  // Tells the finder of `census` who can give it: the holders of `label`, any of them.
  void answer_census(const Census& census, std::string label,
                     const std::vector<OwnerId>& holders);

  bool is_parked(Ticket ticket) const { return parked_.contains(ticket); }
  caf::strong_actor_ptr parked_caller(Ticket ticket) const;
  // Answers a parked question without asking the table.
  void fail(Ticket ticket, Status status);
  caf::strong_actor_ptr caller() { return current_sender(); }

  // What every registry understands, for make_behavior().
  void on_time_up(Ticket ticket);
  void on_withdraw(Ticket ticket);

  Services& services() { return *services_; }
  const ServicesPtr& services_ptr() { return services_; }

 private:
  template <class Handler, class Ask>
  auto guard(void (Handler::*)(Ask&) const, Handler handler) {
    return [this, handler = std::move(handler)](Ask& ask) {
      try {
        handler(ask);
      } catch (const std::bad_alloc&) {
        if constexpr (requires { ask.ticket; }) {
          if (ask.ticket != 0) reply(ask.ticket, Status::out_of_memory());
        }
      }
    };
  }

  struct Parked {
    caf::strong_actor_ptr caller;
    Timers::Key timer;
  };

  void send_answer(const caf::strong_actor_ptr& whom, HostAnswer answer);

  ServicesPtr services_;
  std::unordered_map<Ticket, Parked> parked_;
  std::unordered_map<OwnerId, caf::actor_addr> owners_;
};

// One of each kind for a runtime.
caf::actor spawn_atomic_registry(ServicesPtr services);
caf::actor spawn_shared_registry(ServicesPtr services);
caf::actor spawn_wait_group_registry(ServicesPtr services);
caf::actor spawn_queue_registry(ServicesPtr services);
caf::actor spawn_lock_registry(ServicesPtr services, LockKind kind);
// `default_store` is in memory, if there is none.
caf::actor spawn_kv_registry(ServicesPtr services,
                             std::unique_ptr<KvSqlite> default_store = nullptr);

}  // namespace scriptling
