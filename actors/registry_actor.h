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
#include <caf/message_handler.hpp>
#include <memory>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "actors/messages.h"
#include "actors/problem.h"
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

  // The handlers of a behavior. What one throws, out of memory mostly, answers its
  // question; CAF would end the actor, which serves everybody.
  template <class... Handlers>
  caf::message_handler answering(Handlers... handlers) {
    return {safely(std::move(handlers), &Handlers::operator())...};
  }
  template <class Message, class Step>
  void guarded(const Message& message, Step step) {
    answered_ = 0;
    FailurePtr problem;
    try {
      return step();
    } catch (...) {
      problem = problem_of_exception(services_->log, name());
    }
    // Of these two the ticket is that of an older question.
    if constexpr (std::is_same_v<Message, TimeUp> || std::is_same_v<Message, Withdraw>) {
      return;
    } else if constexpr (requires { message.ticket; }) {
      give_up(message.ticket, std::move(problem));
    }
  }

  // What every registry understands, for make_behavior().
  void on_time_up(Ticket ticket);
  void on_withdraw(Ticket ticket);

  Services& services() { return *services_; }
  const ServicesPtr& services_ptr() { return services_; }

 private:
  struct Parked {
    caf::strong_actor_ptr caller;
    Timers::Key timer;
  };

  template <class Handler, class Message>
  auto safely(Handler handler, void (Handler::*)(Message&) const) {
    return [this, handler = std::move(handler)](Message& message) {
      guarded(message, [&] { handler(message); });
    };
  }
  void give_up(Ticket ticket, FailurePtr why) noexcept;

  void answer_sender(HostAnswer answer);
  void send_answer(const caf::strong_actor_ptr& whom, HostAnswer answer);

  ServicesPtr services_;
  std::unordered_map<Ticket, Parked> parked_;
  Ticket answered_ = 0;  // Of the message under way, once it was.
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
