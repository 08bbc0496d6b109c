#include "tests/unit/actors/texts.h"
#include "tests/unit/actors/world.h"

namespace scriptling {
namespace {

TEST_CASE("an atomic is answered at once") {
  World world;
  const caf::actor& atomics = world.services->atomics;
  ObjectId n = world.open(atomics, AtomicOpen{1, "n", 5});
  world.ask(atomics, AtomicAdd{2, n, 10});
  CHECK(world.answer().value.as_int() == 15);
  world.ask(atomics, AtomicSet{3, n, INT64_MAX});
  CHECK(world.answer().ticket == 3);
  world.ask(atomics, AtomicAdd{4, n, 1});
  CHECK(world.answer().status.kind() == ErrorKind::kOverflow);
}

TEST_CASE("those who wait at a queue are served in order") {
  World world;
  const caf::actor& queues = world.services->queues;
  ObjectId jobs = world.open(queues, QueueOpen{1, "jobs", 0});
  world.ask(queues, QueueGet{10, jobs, -1});
  world.ask(queues, QueueGet{11, jobs, -1});
  CHECK(world.answers->empty());
  world.ask(queues, QueuePut{0, jobs, Datum::integer(7), -1});
  REQUIRE(world.answers->size() == 2);
  CHECK((*world.answers)[1].ticket == 10);
  CHECK((*world.answers)[1].value.as_int() == 7);
}

TEST_CASE("who withdraws leaves the line and is answered all the same") {
  World world;
  const caf::actor& queues = world.services->queues;
  ObjectId jobs = world.open(queues, QueueOpen{1, "jobs", 0});
  world.ask(queues, QueueGet{10, jobs, -1});
  world.ask(queues, Withdraw{10});
  CHECK_FALSE(world.answer().status.is_ok());
  world.ask(queues, QueuePut{11, jobs, Datum::integer(7), -1});
  world.answer();
  world.ask(queues, QueueSize{12, jobs});
  CHECK(world.answer().value.as_int() == 1);
}

TEST_CASE("withdrawing what was answered changes nothing") {
  World world;
  const caf::actor& queues = world.services->queues;
  ObjectId jobs = world.open(queues, QueueOpen{1, "jobs", 0});
  world.ask(queues, QueuePut{9, jobs, Datum::integer(7), -1});
  world.answer();
  world.ask(queues, QueueGet{10, jobs, -1});
  world.ask(queues, Withdraw{10});
  HostAnswer got = world.answer();
  CHECK(got.value.as_int() == 7);
  world.ask(queues, QueueGiveBack{jobs, got.value});
  world.ask(queues, QueueSize{11, jobs});
  CHECK(world.answer().value.as_int() == 1);
}

TEST_CASE("a timeout is told by the registry, and only once") {
  World world;
  const caf::actor& queues = world.services->queues;
  ObjectId jobs = world.open(queues, QueueOpen{1, "jobs", 0});
  world.ask(queues, QueueGet{10, jobs, 0.005});
  CHECK(world.answer_in_time().status.kind() == ErrorKind::kTimeout);
  world.ask(queues, QueuePut{11, jobs, Datum::integer(1), -1});
  CHECK(world.answer().ticket == 11);
}

TEST_CASE("closing a queue wakes everybody") {
  World world;
  const caf::actor& queues = world.services->queues;
  ObjectId jobs = world.open(queues, QueueOpen{1, "jobs", 0});
  for (Ticket ticket : {10, 11, 12}) world.ask(queues, QueueGet{ticket, jobs, -1});
  world.ask(queues, QueueClose{13, jobs});
  REQUIRE(world.answers->size() == 4);
  for (const HostAnswer& answer : *world.answers) {
    if (answer.ticket == 13) continue;
    CHECK(answer.status.message() == "queue 'jobs' is closed");
  }
}

TEST_CASE("a wait group wakes who waits when it reaches zero") {
  World world;
  const caf::actor& groups = world.services->wait_groups;
  ObjectId all = world.open(groups, WaitGroupOpen{1, "all"});
  world.ask(groups, WaitGroupAdd{2, all, 1});
  world.answer();
  world.ask(groups, WaitGroupWait{3, all, -1});
  CHECK(world.answers->empty());
  world.ask(groups, WaitGroupAdd{4, all, -1});
  CHECK(world.answers->size() == 2);
}

TEST_CASE("an update holds its variable until it is finished or given up") {
  World world;
  const caf::actor& shareds = world.services->shareds;
  ObjectId box = world.open(shareds, SharedOpen{1, "box", Datum::integer(1)});
  world.ask(shareds, SharedBeginUpdate{2, box, 100});
  CHECK(world.answer().value.as_int() == 1);
  world.ask(shareds, SharedSet{3, box, 200, Datum::integer(9)});
  CHECK(world.answers->empty());
  world.ask(shareds, SharedAbortUpdate{0, 2});
  CHECK(world.answer().ticket == 3);
  world.ask(shareds, SharedGet{4, box});
  CHECK(world.answer().value.as_int() == 9);
}

TEST_CASE("what its holder leaves locked is given back") {
  World world;
  const caf::actor& locks = world.services->locks;
  ObjectId door = world.open(locks, LockOpen{1, "door", 1});
  world.ask(locks, LockAcquire{2, door, 100, -1});
  world.answer();
  world.ask(locks, LockAcquire{3, door, 200, -1});
  CHECK(world.answers->empty());
  world.ask(locks, OwnerGone{100, "a"});
  CHECK(world.answer().ticket == 3);
}

// Keeps the questions it gets about whom it waits for.
class Updater : public caf::event_based_actor {
 public:
  Updater(caf::actor_config& config, std::shared_ptr<std::vector<Probe>> probes)
      : caf::event_based_actor(config), probes_(std::move(probes)) {}

 protected:
  caf::behavior make_behavior() override {
    return {[](const HostAnswer&) {},
            [this](const Probe& probe) { probes_->push_back(probe); }};
  }

 private:
  std::shared_ptr<std::vector<Probe>> probes_;
};

TEST_CASE("whoever waits for a variable has its updater asked for a circle") {
  World world;
  const caf::actor& shareds = world.services->shareds;
  ObjectId box = world.open(shareds, SharedOpen{1, "box", Datum::integer(1)});
  auto probes = std::make_shared<std::vector<Probe>>();
  caf::actor updater = world.system.spawn<Updater>(probes);
  caf::send_as(updater, shareds, SharedBeginUpdate{2, box, 100});
  world.run();
  world.ask(shareds, SharedBeginUpdate{3, box, 200});
  REQUIRE(probes->size() == 1);
  CHECK(probes->front().holder == 100);
  CHECK(probes->front().origin == 200);
  CHECK(probes->front().path.empty());
  Probe learning;
  learning.origin = 300;
  learning.object = box;
  learning.tells = true;
  learning.path = "c";
  world.ask(shareds, learning);
  REQUIRE(probes->size() == 2);
  CHECK(probes->back().path == "c -> shared 'box'");
  caf::anon_send_exit(updater, caf::exit_reason::user_shutdown);
}

TEST_CASE("a store's values are messages of their own") {
  World world;
  const caf::actor& stores = world.services->stores;
  world.ask(stores, KvSet{1, 1, "k", Datum::str("value"), 0});
  CHECK(world.answer().status.is_ok());
  world.ask(stores, KvGet{2, 1, "k"});
  CHECK(text_in(world.answer().value) == "value");
  world.ask(stores, KvGet{3, 1, "none"});
  CHECK(world.answer().status.kind() == ErrorKind::kKey);
}

TEST_CASE("a store that was closed is not found again") {
  World world;
  const caf::actor& stores = world.services->stores;
  world.ask(stores, KvOpen{1, ":memory:x"});
  uint64_t store = world.answer().value.handle_id();
  world.ask(stores, KvClose{2, store});
  world.answer();
  world.ask(stores, KvGet{3, store, "k"});
  CHECK(world.answer().status.kind() == ErrorKind::kClosed);
  world.ask(stores, KvOpen{4, ":memory:x"});
  CHECK(world.answer().value.handle_id() != store);
}

}  // namespace
}  // namespace scriptling
