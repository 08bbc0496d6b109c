#include "actors/timers.h"

#include "tests/unit/actors/world.h"

namespace scriptling {
namespace {

class Woken : public caf::event_based_actor {
 public:
  using Tickets = std::shared_ptr<std::vector<Ticket>>;
  Woken(caf::actor_config& config, Tickets tickets)
      : caf::event_based_actor(config), tickets_(std::move(tickets)) {}

 protected:
  caf::behavior make_behavior() override {
    return {[this](const TimeUp& time) { tickets_->push_back(time.ticket); }};
  }

 private:
  Tickets tickets_;
};

struct Sleeper : TestSystem {
  Sleeper() { scheduler.run(); }
  ~Sleeper() {
    caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
    scheduler.run();
  }
  caf::strong_actor_ptr address() {
    return caf::actor_cast<caf::strong_actor_ptr>(actor);
  }
  // Until as many have come, or for ten seconds.
  void wait_for(size_t count) {
    for (int n = 0; n < 10'000 && tickets->size() < count; n++) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      scheduler.run();
    }
  }
  Woken::Tickets tickets = std::make_shared<std::vector<Ticket>>();
  caf::actor actor = system.spawn<Woken>(tickets);
};

TEST_CASE("timers fire in the order of their times") {
  Sleeper sleeper;
  Timers timers;
  timers.add(0.02, sleeper.address(), 2);
  timers.add(0.005, sleeper.address(), 1);
  timers.add(0, sleeper.address(), 0);
  sleeper.wait_for(3);
  CHECK(*sleeper.tickets == std::vector<Ticket>{0, 1, 2});
}

TEST_CASE("a timer that was cancelled stays silent") {
  Sleeper sleeper;
  Timers timers;
  Timers::Key key = timers.add(0.005, sleeper.address(), 1);
  timers.cancel(key);
  CHECK_FALSE(key.is_set());
  timers.cancel(key);
  timers.add(0.01, sleeper.address(), 2);  // It would come after the other.
  sleeper.wait_for(1);
  CHECK(*sleeper.tickets == std::vector<Ticket>{2});
}

TEST_CASE("a time beyond all reason is just very long") {
  Sleeper sleeper;
  Timers timers;
  Timers::Key key = timers.add(1e300, sleeper.address(), 1);
  timers.add(0.005, sleeper.address(), 2);
  sleeper.wait_for(1);
  CHECK(*sleeper.tickets == std::vector<Ticket>{2});
  timers.cancel(key);
}

}  // namespace
}  // namespace scriptling
