// The registries' main protocols, message by message: who sends what to whom, in which
// order, and nothing more.
#include "tests/unit/actors/texts.h"
#include "tests/unit/actors/world.h"

namespace scriptling {
namespace {

using Trace = std::vector<std::string>;

// "QueuePut 20" for a message, the number being the ticket it brings.
std::string words(const caf::type_erased_tuple& content) {
#define WORDS(Type)                                                    \
  if (content.match_element<Type>(0)) {                                \
    return #Type " " + std::to_string(content.get_as<Type>(0).ticket); \
  }
  WORDS(HostAnswer)
  WORDS(AtomicAdd)
  WORDS(AtomicGet)
  WORDS(QueuePut)
  WORDS(QueueGet)
  WORDS(QueueClose)
  WORDS(LockAcquire)
  WORDS(LockRelease)
  WORDS(KvSet)
  WORDS(KvGet)
  WORDS(PromiseGet)
  WORDS(Cancel)
  WORDS(Withdraw)
#undef WORDS
  if (content.match_element<Probe>(0)) return "Probe";
  if (content.match_element<OwnerGone>(0)) return "OwnerGone";
  if (content.match_element<Step>(0)) return "Step";
  if (content.match_element<Launched>(0)) return "Launched";
  if (content.match_element<Ended>(0)) return "Ended";
  return content.stringify();
}

const char* name_of(caf::abstract_actor* actor) {
  auto* local = dynamic_cast<caf::local_actor*>(actor);
  return local ? local->name() : "nobody";
}

// Somebody with a name, who only listens.
class Caller : public Asker {
 public:
  Caller(caf::actor_config& config, Answers answers, const char* name)
      : Asker(config, std::move(answers)), name_(name) {}
  const char* name() const override { return name_; }

 private:
  const char* name_;
};

struct Traced : World {
  ~Traced() {
    for (caf::actor* each : {&ann, &bob}) {
      caf::anon_send_exit(*each, caf::exit_reason::user_shutdown);
      *each = nullptr;
    }
    run();
  }

  template <class Message>
  void say(const caf::actor& from, const caf::actor& to, Message message) {
    caf::send_as(from, to, std::move(message));
  }

  // What is delivered until every mailbox is empty: "from -> to: message".
  Trace rest() {
    Trace seen;
    while (!scheduler.jobs.empty()) {
      auto* next = dynamic_cast<caf::abstract_actor*>(scheduler.jobs.front());
      caf::mailbox_element* element =
          next ? next->peek_at_next_mailbox_element() : nullptr;
      if (element) {
        caf::strong_actor_ptr sender = element->sender;
        seen.push_back(std::string(sender ? name_of(sender->get()) : "nobody") + " -> " +
                       name_of(next) + ": " + words(element->content()));
      }
      scheduler.run_once();
    }
    return seen;
  }

  caf::actor ann = system.spawn<Caller>(answers, "ann");
  caf::actor bob = system.spawn<Caller>(answers, "bob");
};

TEST_CASE("trace: a parked getter gets what is put") {
  Traced world;
  const caf::actor& queues = world.services->queues;
  ObjectId jobs = world.open(queues, QueueOpen{1, "jobs", 0});
  world.say(world.ann, queues, QueueGet{10, jobs, -1});
  CHECK(world.rest() == Trace{"ann -> queue_registry: QueueGet 10"});
  world.say(world.bob, queues, QueuePut{20, jobs, Datum::integer(7), -1});
  CHECK(world.rest() == Trace{"bob -> queue_registry: QueuePut 20",
                              "queue_registry -> bob: HostAnswer 20",
                              "queue_registry -> ann: HostAnswer 10"});
}

TEST_CASE("trace: closing a queue answers who waits, once") {
  Traced world;
  const caf::actor& queues = world.services->queues;
  ObjectId jobs = world.open(queues, QueueOpen{1, "jobs", 0});
  world.say(world.ann, queues, QueueGet{10, jobs, -1});
  world.rest();
  world.say(world.bob, queues, QueueClose{20, jobs});
  CHECK(world.rest() == Trace{"bob -> queue_registry: QueueClose 20",
                              "queue_registry -> bob: HostAnswer 20",
                              "queue_registry -> ann: HostAnswer 10"});
}

TEST_CASE("trace: a lock goes from hand to hand") {
  Traced world;
  const caf::actor& locks = world.services->locks;
  ObjectId door = world.open(locks, LockOpen{1, "door", 1});
  world.say(world.ann, locks, LockAcquire{10, door, 100, -1});
  CHECK(world.rest() == Trace{"ann -> lock_registry: LockAcquire 10",
                              "lock_registry -> ann: HostAnswer 10"});
  // The holder is asked whether it waits in turn.
  world.say(world.bob, locks, LockAcquire{20, door, 200, -1});
  CHECK(world.rest() ==
        Trace{"bob -> lock_registry: LockAcquire 20", "lock_registry -> ann: Probe"});
  world.say(world.ann, locks, LockRelease{11, door, 100});
  CHECK(world.rest() == Trace{"ann -> lock_registry: LockRelease 11",
                              "lock_registry -> ann: HostAnswer 11",
                              "lock_registry -> bob: HostAnswer 20"});
}

TEST_CASE("trace: a store answers each question with one message") {
  Traced world;
  const caf::actor& stores = world.services->stores;
  world.say(world.ann, stores, KvSet{10, 1, "k", Datum::integer(1), 0});
  world.say(world.bob, stores, KvGet{20, 1, "k"});
  CHECK(world.rest() ==
        Trace{"ann -> kv_registry: KvSet 10", "bob -> kv_registry: KvGet 20",
              "kv_registry -> ann: HostAnswer 10", "kv_registry -> bob: HostAnswer 20"});
  REQUIRE(world.answers->size() == 2);
  CHECK((*world.answers)[1].value.as_int() == 1);
}

TEST_CASE("trace: an add that nobody takes has no answer") {
  Traced world;
  const caf::actor& atomics = world.services->atomics;
  ObjectId n = world.open(atomics, AtomicOpen{1, "n", 0});
  world.say(world.ann, atomics, AtomicAdd{0, n, 1});
  world.say(world.ann, atomics, AtomicAdd{10, n, 1});
  CHECK(world.rest() == Trace{"ann -> atomic_registry: AtomicAdd 0",
                              "ann -> atomic_registry: AtomicAdd 10",
                              "atomic_registry -> ann: HostAnswer 10"});
  CHECK(world.answer().value.as_int() == 2);
}

TEST_CASE("trace: a promise is kept") {
  Traced world;
  caf::actor run = spawn_run(world.services, world.script("n = 1\n"));
  world.say(world.ann, run, PromiseGet{10, -1, 100});
  CHECK(world.rest() ==
        Trace{"ann -> run_actor: PromiseGet 10", "run_actor -> run_actor: Step",
              "run_actor -> supervisor: Ended", "run_actor -> ann: HostAnswer 10"});
  CHECK(world.answer().failure == nullptr);
}

TEST_CASE("trace: a cancel is answered at once, then the promise breaks") {
  Traced world;
  caf::actor run =
      spawn_run(world.services, world.script("import time\ntime.sleep(1000)\n"));
  world.say(world.ann, run, PromiseGet{10, -1, 100});
  CHECK(world.rest() ==
        Trace{"ann -> run_actor: PromiseGet 10", "run_actor -> run_actor: Step"});
  world.say(world.bob, run, Cancel{20});
  CHECK(world.rest() ==
        Trace{"bob -> run_actor: Cancel 20", "run_actor -> run_actor: Step",
              "run_actor -> bob: HostAnswer 20", "run_actor -> supervisor: Ended",
              "run_actor -> ann: HostAnswer 10"});
  REQUIRE(world.answers->size() == 2);
  CHECK((*world.answers)[1].failure != nullptr);
}

}  // namespace
}  // namespace scriptling
