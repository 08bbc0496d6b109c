// Links state/ and nothing else: a counter, a queue and a store, without an interpreter,
// an actor or a socket.
#include "state/state.h"

using namespace scriptling;

int main() {
  AtomicTable atomics;
  ObjectId hits = atomics.open("hits", 41);
  if (*atomics.add(hits, 1) != 42) return 1;

  QueueTable queues;
  Wakes wakes;
  ObjectId jobs = queues.open("jobs", 1);
  if (!queues.put(jobs, Datum::str("job"), 1, wakes).is_ok()) return 2;
  Datum job = queues.get(jobs, 2, wakes).value();

  RealEnv env;
  KvMemory store(env);
  if (!store.set("job", *decode(encode(job))).is_ok()) return 3;
  return is_equal(**store.get("job"), job) ? 0 : 4;
}
