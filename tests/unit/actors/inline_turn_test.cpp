#include "actors/inline_turn.h"

#include "tests/unit/actors/world.h"

namespace scriptling {
namespace {

// Keeps what it hears, ticket by ticket. Told 0, it sends itself 100; told 1, it tells
// `whom` 2; told anything else, it asks `whom` for one more.
class Receiver : public caf::event_based_actor {
 public:
  using Heard = std::shared_ptr<std::vector<int64_t>>;
  Receiver(caf::actor_config& config, caf::actor whom, ObjectId object, Heard heard)
      : caf::event_based_actor(config),
        whom_(std::move(whom)),
        object_(object),
        heard_(std::move(heard)) {}

 protected:
  caf::behavior make_behavior() override {
    return {
        [this](const TimeUp& told) {
          heard_->push_back(static_cast<int64_t>(told.ticket));
          if (told.ticket == 0) {
            send(this, TimeUp{100});
          } else if (whom_ && told.ticket == 1) {
            send(whom_, TimeUp{2});
          } else if (whom_) {
            send(whom_, AtomicAdd{told.ticket, object_, 1});
          }
        },
        [this](const HostAnswer& answer) { heard_->push_back(answer.value.as_int()); }};
  }

 private:
  caf::actor whom_;
  ObjectId object_;
  Heard heard_;
};

// Nothing but an InlineTurn runs an actor here before run() is called.
struct Inline : World {
  ~Inline() {
    caf::anon_send_exit(receiver, caf::exit_reason::user_shutdown);
    run();
  }
  void spawn(const caf::actor& whom, ObjectId object = {}) {
    receiver = system.spawn<Receiver>(whom, object, heard);
    run();
  }

  InlineTurn turn{system, std::chrono::hours(1)};
  caf::actor receiver;
  Receiver::Heard heard = std::make_shared<std::vector<int64_t>>();
};

using Heard = std::vector<int64_t>;

TEST_CASE("an idle actor acts on a message before send() returns") {
  Inline world;
  world.spawn(nullptr);
  CHECK(world.turn.send(world.receiver, TimeUp{7}));
  CHECK(*world.heard == Heard{7});
}

TEST_CASE("what a registry answers is heard in the same call") {
  Inline world;
  ObjectId n = world.open(world.services->atomics, AtomicOpen{1, "n", 41});
  world.spawn(world.services->atomics, n);
  CHECK(world.turn.send(world.receiver, TimeUp{7}));
  CHECK(*world.heard == Heard{7, 42});
}

TEST_CASE("an answer that comes when patience is over is for the scheduler") {
  Inline world;
  ObjectId n = world.open(world.services->atomics, AtomicOpen{1, "n", 41});
  world.spawn(world.services->atomics, n);
  InlineTurn hasty(world.system, std::chrono::nanoseconds(0));
  CHECK_FALSE(hasty.send(world.receiver, TimeUp{7}));
  CHECK(*world.heard == Heard{7});
  world.run();
  CHECK(*world.heard == Heard{7, 42});
}

TEST_CASE("one turn is all: the rest is for the scheduler") {
  Inline world;
  world.spawn(nullptr);
  CHECK_FALSE(world.turn.send(world.receiver, TimeUp{0}));
  CHECK(*world.heard == Heard{0});
  world.run();
  CHECK(*world.heard == Heard{0, 100});
}

TEST_CASE("an actor that is due already only gets the message") {
  Inline world;
  world.spawn(nullptr);
  caf::anon_send(world.receiver, TimeUp{1});
  CHECK(world.turn.send(world.receiver, TimeUp{2}));
  CHECK(world.heard->empty());
  world.run();
  CHECK(*world.heard == Heard{1, 2});
}

TEST_CASE("whoever else is woken waits for the scheduler") {
  Inline world;
  auto other_heard = std::make_shared<Heard>();
  caf::actor other = world.system.spawn<Receiver>(nullptr, ObjectId(), other_heard);
  world.spawn(other);
  CHECK(world.turn.send(world.receiver, TimeUp{1}));
  CHECK(*world.heard == Heard{1});
  CHECK(other_heard->empty());
  world.run();
  CHECK(*other_heard == Heard{2});
  caf::anon_send_exit(other, caf::exit_reason::user_shutdown);
}

TEST_CASE("a store with many keys is left to the scheduler") {
  Inline world;
  auto is_brief = [&] {
    auto* stores = caf::actor_cast<caf::abstract_actor*>(world.services->stores);
    return dynamic_cast<RegistryActor&>(*stores).is_brief();
  };
  CHECK(is_brief());
  for (int n = 0; n < 10'001; n++) {
    world.ask(world.services->stores,
              KvSet{1, 1, "key " + std::to_string(n), Datum::integer(n), 0});
    world.answer();
  }
  CHECK_FALSE(is_brief());
}

}  // namespace
}  // namespace scriptling
