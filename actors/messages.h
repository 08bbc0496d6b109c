// Every message between actors, one struct each, with who sends it and who answers.
//
// Whoever asks brings a ticket, never one that it has used for a question still open, and
// is answered by exactly one HostAnswer with that ticket, now or later. A question that
// may have to wait can be withdrawn; it is answered all the same: with what it asked for,
// if that was on its way already, else with an error that nobody reads.
//
// All of them stay within the process.
//
// Immutable; share freely.
#pragma once

#include <caf/actor.hpp>
#include <caf/allowed_unsafe_message_type.hpp>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "actors/failure.h"
#include "actors/run_spec.h"
#include "state/state.h"

namespace scriptling {

// -- To whoever asked -------------------------------------------------------------------

// From registries, promises, the supervisor and the standard input.
struct HostAnswer {
  Ticket ticket = 0;
  Status status;
  FailurePtr failure;  // Of a promise that broke; then `status` is good.
  Datum value;
};

// Several messages in one: each is taken out by itself, because each numbers its
// containers.
class DatumList final : public Capsule {
 public:
  explicit DatumList(std::vector<Datum> parts) : parts_(std::move(parts)) {}
  std::string describe() const override { return "a list of datums"; }
  const std::vector<Datum>& parts() const { return parts_; }

 private:
  std::vector<Datum> parts_;
};

// From the timers.
struct TimeUp {
  Ticket ticket = 0;
};

// -- To whoever was asked ---------------------------------------------------------------

// From an environment that was cancelled: the question is not worth waiting for any more.
struct Withdraw {
  Ticket ticket = 0;
};

// From an environment that has ended: what it holds is to be given back.
struct OwnerGone {
  OwnerId owner = 0;
  std::string name;  // For the log.
};

// From whoever waits: `origin` waits for something that you have. If you wait too, pass
// it on to whatever you wait for; when it comes home, the waits form a circle. Then the
// wait on it that began last, and so has closed it, sends one that learns the way, and
// gives up when that comes home.
struct Probe {
  OwnerId origin = 0;
  Ticket ticket = 0;   // Of the origin's wait.
  int64_t latest = 0;  // When the latest of the waits on the way began (Wait::since) ...
  Ticket latest_ticket = 0;
  caf::actor latest_run;  // ... and whose it is.
  ObjectId object;        // To a registry: what the last one on the way waits for.
  OwnerId holder = 0;     // To an environment: who of it is meant; 0 is its first thread.
  int steps = 0;
  bool tells = false;  // It learns the way.
  std::string path;    // "main -> lock 'a' -> run 4", so far, if it tells.
};

// A long way is told by where it begins and ends.
inline void tell(Probe& probe, std::string_view station) {
  constexpr int kTold = 100;
  if (!probe.tells || probe.steps > kTold) return;
  probe.path += " -> ";
  probe.path += probe.steps < kTold ? station : "...";
}

// For whoever asked with `ask`, and must wait.
template <class Ask>
Probe new_probe(const Ask& ask) {
  Probe probe;
  probe.origin = ask.owner;
  probe.ticket = ask.ticket;
  return probe;
}

// From a circle_finder: what do you, or whoever holds that object or thread of yours,
// wait for? Answered by a CensusAnswer; passed on by those who stand for somebody else.
struct CensusTarget {
  caf::actor at;
  ObjectId object;     // To a registry.
  OwnerId holder = 0;  // To an environment, as in a Probe.

  friend bool operator==(const CensusTarget&, const CensusTarget&) = default;
};
struct Census {
  caf::actor finder;
  size_t node = 0;  // For the answer.
  CensusTarget target;
};
struct CensusAnswer {
  size_t node = 0;
  bool waits = false;      // False: free to go on; then nothing else counts.
  bool needs_all = false;  // Of `next`; else any one of them would do.
  Ticket ticket = 0;       // Of an environment's wait, ...
  int64_t since = 0;       // ... and when that began.
  std::string label;
  caf::actor self;
  std::vector<CensusTarget> next;

  // Nothing has happened there in between.
  bool is_same_as(const CensusAnswer& other) const {
    return waits == other.waits && ticket == other.ticket && next == other.next;
  }
};

// From whoever found the circle, to who has closed it: you are on one, and shall give up.
// Without a path: ask for it first.
struct Deadlocked {
  Ticket ticket = 0;
  std::string path;
};

// -- To an environment ------------------------------------------------------------------

// From the supervisor: start now. (One that is not held starts by itself.)
struct Begin {};

// From itself: go on with the next slice of this thread.
struct Step {
  OwnerId thread = 0;
};

// From the actor that stands for a green thread: start it, or cancel it. One that is not
// there any more is answered by a ThreadEnded.
struct BeginThread {
  OwnerId thread = 0;
};
// To an actor whose promise is settled: nobody will ask for it any more.
struct Forget {};

struct CancelThread {
  OwnerId thread = 0;
  CancelReason reason = CancelReason::kCancelled;
};

// From an environment, to the actor that stands for a green thread of it.
struct ThreadEnded {
  Finished finished;
};

// From promises' holders and the supervisor. Without a ticket there is no answer; with
// one it is a bool: False if it was done already.
struct Cancel {
  Ticket ticket = 0;
  CancelReason reason = CancelReason::kCancelled;
};

// From whoever holds the promise. Answered by the result or the failure; TimeoutError
// after `timeout` seconds, unless that is negative.
struct PromiseGet {
  Ticket ticket = 0;
  double timeout = -1;
  OwnerId owner = 0;  // Who waits.
};

// Answered by a bool.
struct PromiseDone {
  Ticket ticket = 0;
};

// From a run that has ended to whoever started it: how much its promise holds from now
// on. Of small ones nothing is said.
struct ResultHeld {
  uint64_t promise = 0;
  uint64_t bytes = 0;
};

// -- To the supervisor ------------------------------------------------------------------

// From whoever spawned a run.
struct Launched {
  OwnerId id = 0;
  OwnerId root = 0;  // The main run it belongs to.
  caf::strong_actor_ptr run;
};

// From a run that has ended.
struct Ended {
  OwnerId id = 0;
  std::string error;  // Empty: it did not fail.
};

// From a task one of whose runs has ended, though the task goes on.
struct RunOver {
  OwnerId id = 0;  // The task's.
  std::string error;
};

// From an environment: start this task, if nobody of its name lives. Answered by a
// promise handle.
struct StartTask {
  Ticket ticket = 0;
  std::shared_ptr<RunSpec> spec;
};

// From an environment. Answered by a list of dicts.
struct ListTasks {
  Ticket ticket = 0;
};

// From the run of a supervised task, to its task actor.
struct RunEnded {
  std::shared_ptr<const Finished> finished;
};

// From a site: keep new tasks back (they queue), or let them start, in order.
struct HoldTasks {};
struct ReleaseTasks {};

// From the runtime: cancel all of `root` (0: all there are) and say when the last has
// ended.
struct StopRuns {
  OwnerId root = 0;
  std::shared_ptr<std::promise<void>> done;
};

// -- To the registry of atomics ---------------------------------------------------------

struct AtomicOpen {
  Ticket ticket = 0;
  std::string name;
  int64_t initial = 0;
};
struct AtomicAdd {
  Ticket ticket = 0;
  ObjectId id;
  int64_t delta = 0;
};
struct AtomicGet {
  Ticket ticket = 0;
  ObjectId id;
};
struct AtomicSet {
  Ticket ticket = 0;
  ObjectId id;
  int64_t value = 0;
};
struct AtomicCompareAndSet {
  Ticket ticket = 0;
  ObjectId id;
  int64_t expected = 0, value = 0;
};

// To any registry of named objects: the name is free again.
struct DeleteName {
  Ticket ticket = 0;
  std::string name;
};

// -- To the registry of shared variables ------------------------------------------------

struct SharedOpen {
  Ticket ticket = 0;
  std::string name;
  Datum initial;
};
struct SharedGet {
  Ticket ticket = 0;
  ObjectId id;
};
struct SharedSet {
  Ticket ticket = 0;
  ObjectId id;
  OwnerId owner = 0;
  Datum value;
};
// Answered by the value; from then on `ticket` holds the variable.
struct SharedBeginUpdate {
  Ticket ticket = 0;
  ObjectId id;
  OwnerId owner = 0;
};
// `update` is the ticket of the begin.
struct SharedFinishUpdate {
  Ticket ticket = 0;
  ObjectId id;
  Ticket update = 0;
  Datum value;
};
// Without a ticket there is no answer.
struct SharedAbortUpdate {
  Ticket ticket = 0;
  Ticket update = 0;
};

// -- To the registry of wait groups -----------------------------------------------------

struct WaitGroupOpen {
  Ticket ticket = 0;
  std::string name;
};
struct WaitGroupAdd {
  Ticket ticket = 0;
  ObjectId id;
  int64_t delta = 0;
};
struct WaitGroupWait {
  Ticket ticket = 0;
  ObjectId id;
  double timeout = -1;
};

// -- To the registry of queues ----------------------------------------------------------

struct QueueOpen {
  Ticket ticket = 0;
  std::string name;
  uint64_t maxsize = 0;
};
struct QueuePut {
  Ticket ticket = 0;
  ObjectId id;
  Datum item;
  double timeout = -1;
};
struct QueueGet {
  Ticket ticket = 0;
  ObjectId id;
  double timeout = -1;
};
// From an environment that was cancelled while an item was on its way to it. No answer.
struct QueueGiveBack {
  ObjectId id;
  Datum item;
};
struct QueueSize {
  Ticket ticket = 0;
  ObjectId id;
};
struct QueueClose {
  Ticket ticket = 0;
  ObjectId id;
};

// -- To the registries of locks and of semaphores ---------------------------------------

struct LockOpen {
  Ticket ticket = 0;
  std::string name;
  int64_t permits = 1;
};
struct LockAcquire {
  Ticket ticket = 0;
  ObjectId id;
  OwnerId owner = 0;
  double timeout = -1;
};
// Without a ticket there is no answer.
struct LockRelease {
  Ticket ticket = 0;
  ObjectId id;
  OwnerId owner = 0;
};

// -- To the registry of stores ----------------------------------------------------------

struct KvOpen {
  Ticket ticket = 0;
  std::string name;  // Empty: the default store.
};
struct KvClose {
  Ticket ticket = 0;
  uint64_t store = 0;
};
struct KvSet {
  Ticket ticket = 0;
  uint64_t store = 0;
  std::string key;
  Datum value;
  double ttl = 0;
};
// Answered by the value; KeyError if there is none.
struct KvGet {
  Ticket ticket = 0;
  uint64_t store = 0;
  std::string key;
};
struct KvIncr {
  Ticket ticket = 0;
  uint64_t store = 0;
  std::string key;
  int64_t delta = 1;
};
struct KvDelete {
  Ticket ticket = 0;
  uint64_t store = 0;
  std::string key;
};
struct KvExists {
  Ticket ticket = 0;
  uint64_t store = 0;
  std::string key;
};
struct KvTtl {
  Ticket ticket = 0;
  uint64_t store = 0;
  std::string key;
};
// Answered by a DatumList.
struct KvKeys {
  Ticket ticket = 0;
  uint64_t store = 0;
  std::string pattern;
};
struct KvClear {
  Ticket ticket = 0;
  uint64_t store = 0;
};
struct KvCompareAndSet {
  Ticket ticket = 0;
  uint64_t store = 0;
  std::string key;
  Datum expected, value;
};
// Answered by a DatumList: key, value, key, value of those that are there.
struct KvGetMany {
  Ticket ticket = 0;
  uint64_t store = 0;
  std::vector<std::string> keys;
};
struct KvSetMany {
  Ticket ticket = 0;
  uint64_t store = 0;
  std::vector<KvStore::Item> items;
};
// Answered by a DatumList: key, value, key, value.
struct KvItems {
  Ticket ticket = 0;
  uint64_t store = 0;
  std::string pattern;
};

// -- Between that registry and the actor of a store on disk -----------------------------

// To the actor, before anything else.
struct KvOpenFile {};
// From the actor, which ends if it could not.
struct KvFileOpened {
  uint64_t store = 0;
  Status status;
};
// To the actor. It sends the answer to the question `ticket`; whatever else it is asked
// from then on is refused.
struct KvCloseFile {
  Ticket ticket = 0;
};
struct KvFileClosed {
  uint64_t store = 0;
  Ticket ticket = 0;
  Status status;
};
// From the actor to itself, behind what is in its mailbox: that was a batch.
struct KvCommit {};

}  // namespace scriptling

#define SCRIPTLING_MESSAGE(name) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(scriptling::name)
SCRIPTLING_MESSAGE(HostAnswer)
SCRIPTLING_MESSAGE(TimeUp)
SCRIPTLING_MESSAGE(Withdraw)
SCRIPTLING_MESSAGE(OwnerGone)
SCRIPTLING_MESSAGE(Probe)
SCRIPTLING_MESSAGE(Census)
SCRIPTLING_MESSAGE(CensusAnswer)
SCRIPTLING_MESSAGE(Deadlocked)
SCRIPTLING_MESSAGE(Begin)
SCRIPTLING_MESSAGE(Step)
SCRIPTLING_MESSAGE(BeginThread)
SCRIPTLING_MESSAGE(CancelThread)
SCRIPTLING_MESSAGE(Forget)
SCRIPTLING_MESSAGE(ThreadEnded)
SCRIPTLING_MESSAGE(Cancel)
SCRIPTLING_MESSAGE(PromiseGet)
SCRIPTLING_MESSAGE(PromiseDone)
SCRIPTLING_MESSAGE(ResultHeld)
SCRIPTLING_MESSAGE(Launched)
SCRIPTLING_MESSAGE(Ended)
SCRIPTLING_MESSAGE(RunOver)
SCRIPTLING_MESSAGE(StartTask)
SCRIPTLING_MESSAGE(ListTasks)
SCRIPTLING_MESSAGE(RunEnded)
SCRIPTLING_MESSAGE(HoldTasks)
SCRIPTLING_MESSAGE(ReleaseTasks)
SCRIPTLING_MESSAGE(StopRuns)
SCRIPTLING_MESSAGE(AtomicOpen)
SCRIPTLING_MESSAGE(AtomicAdd)
SCRIPTLING_MESSAGE(AtomicGet)
SCRIPTLING_MESSAGE(AtomicSet)
SCRIPTLING_MESSAGE(AtomicCompareAndSet)
SCRIPTLING_MESSAGE(DeleteName)
SCRIPTLING_MESSAGE(SharedOpen)
SCRIPTLING_MESSAGE(SharedGet)
SCRIPTLING_MESSAGE(SharedSet)
SCRIPTLING_MESSAGE(SharedBeginUpdate)
SCRIPTLING_MESSAGE(SharedFinishUpdate)
SCRIPTLING_MESSAGE(SharedAbortUpdate)
SCRIPTLING_MESSAGE(WaitGroupOpen)
SCRIPTLING_MESSAGE(WaitGroupAdd)
SCRIPTLING_MESSAGE(WaitGroupWait)
SCRIPTLING_MESSAGE(QueueOpen)
SCRIPTLING_MESSAGE(QueuePut)
SCRIPTLING_MESSAGE(QueueGet)
SCRIPTLING_MESSAGE(QueueGiveBack)
SCRIPTLING_MESSAGE(QueueSize)
SCRIPTLING_MESSAGE(QueueClose)
SCRIPTLING_MESSAGE(LockOpen)
SCRIPTLING_MESSAGE(LockAcquire)
SCRIPTLING_MESSAGE(LockRelease)
SCRIPTLING_MESSAGE(KvOpen)
SCRIPTLING_MESSAGE(KvClose)
SCRIPTLING_MESSAGE(KvSet)
SCRIPTLING_MESSAGE(KvGet)
SCRIPTLING_MESSAGE(KvIncr)
SCRIPTLING_MESSAGE(KvDelete)
SCRIPTLING_MESSAGE(KvExists)
SCRIPTLING_MESSAGE(KvTtl)
SCRIPTLING_MESSAGE(KvKeys)
SCRIPTLING_MESSAGE(KvClear)
SCRIPTLING_MESSAGE(KvCompareAndSet)
SCRIPTLING_MESSAGE(KvGetMany)
SCRIPTLING_MESSAGE(KvSetMany)
SCRIPTLING_MESSAGE(KvItems)
SCRIPTLING_MESSAGE(KvOpenFile)
SCRIPTLING_MESSAGE(KvFileOpened)
SCRIPTLING_MESSAGE(KvCloseFile)
SCRIPTLING_MESSAGE(KvFileClosed)
SCRIPTLING_MESSAGE(KvCommit)
#undef SCRIPTLING_MESSAGE
