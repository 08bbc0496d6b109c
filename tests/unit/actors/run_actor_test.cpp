#include "tests/unit/actors/texts.h"
#include "tests/unit/actors/world.h"

namespace scriptling {
namespace {

constexpr const char* kRuntime = "import scriptling.runtime as runtime\n";

TEST_CASE("a script's value is that of its last expression") {
  World world;
  Finished finished = world.run_script("x = 6\nx * 7");
  CHECK(finished.value.as_int() == 42);
  CHECK(finished.exit_status() == 0);
}

TEST_CASE("what escapes a script comes with its traceback") {
  World world;
  Finished finished = world.run_script("def f():\n  return {}['k']\nf()");
  REQUIRE(finished.failure);
  CHECK(finished.failure->class_name == "KeyError");
  CHECK(finished.failure->message == "'k'");
  CHECK(finished.failure->traceback.find("line 2, in f") != std::string::npos);
  CHECK(finished.exit_status() == 1);
}

TEST_CASE("an exception that cannot be put into words is known by its class") {
  World world;
  Finished finished = world.run_script(
      "class E(Exception):\n"
      "  def __str__(self):\n"
      "    raise ValueError\n"
      "raise E()");
  REQUIRE(finished.failure);
  CHECK(finished.failure->class_name == "E");
}

TEST_CASE("sys.exit gives the status") {
  World world;
  CHECK(world.run_script("import sys\nsys.exit(7)").exit_status() == 7);
  CHECK(world.run_script("import sys\nsys.exit()").exit_status() == 0);
  Finished text = world.run_script("import sys\nsys.exit('no')");
  CHECK(text.exit_status() == 1);
  CHECK(text.failure->is_exit_text);
}

TEST_CASE("a run is done before whoever waits for it goes on") {
  World world;
  Finished finished = world.run_script(std::string(kRuntime) +
                                       "def f(a, b=2):\n"
                                       "  return [a, b]\n"
                                       "p = runtime.run(f, 1, b=3)\n"
                                       "(p.get(), p.done())");
  REQUIRE(finished.value.items().size() == 2);
  CHECK(finished.value.items()[0].items()[1].as_int() == 3);
  CHECK(finished.value.items()[1].as_bool());
}

TEST_CASE("a promise is answered many times") {
  World world;
  auto spec = world.script("40 + 2");
  spec->kind = RunKind::kRun;
  caf::actor run = spawn_run(world.services, spec);
  world.ask(run, PromiseGet{1, -1, 100});
  CHECK(world.answer().value.as_int() == 42);
  world.ask(run, PromiseGet{2, -1, 100});
  CHECK(world.answer().value.as_int() == 42);
  world.ask(run, Cancel{3, CancelReason::kCancelled});
  CHECK_FALSE(world.answer().value.as_bool());
}

TEST_CASE("cancelling reaches a run that waits, and its finally") {
  World world;
  auto spec = world.script(std::string(kRuntime) +
                           "box = runtime.sync.Shared('box')\n"
                           "try:\n"
                           "  runtime.sync.Queue('q').get()\n"
                           "finally:\n"
                           "  box.set('cleaned up')");
  caf::actor run = spawn_run(world.services, spec);
  world.run();
  CHECK(world.finished.empty());
  world.ask(run, Cancel{1, CancelReason::kCancelled});
  CHECK(world.answer().value.as_bool());
  CHECK(world.ended().failure->class_name == "Cancelled");
  world.ask(world.services->shareds, SharedOpen{2, "box", Datum()});
  ObjectId box = ObjectId::from_bits(world.answer().value.handle_id());
  world.ask(world.services->shareds, SharedGet{3, box});
  CHECK(text_in(world.answer().value) == "cleaned up");
}

TEST_CASE("a run that was held begins when it is told to") {
  World world;
  auto spec = world.script("1");
  spec->is_held = true;
  caf::actor run = spawn_run(world.services, spec);
  world.run();
  CHECK(world.finished.empty());
  caf::anon_send(run, Begin{});
  world.run();
  CHECK(world.ended().value.as_int() == 1);
}

TEST_CASE("a busy loop lets the others have their turn") {
  World world;
  auto endless = world.script("while True:\n  pass");
  endless->on_end = nullptr;
  caf::actor loop = spawn_run(world.services, endless);
  spawn_run(world.services, world.script("'done'"));
  auto& jobs = world.scheduler.jobs;
  for (int turn = 0; turn < 100 && world.finished.empty(); turn++) {
    world.scheduler.try_run_once();
    if (jobs.empty()) continue;
    jobs.push_back(jobs.front());  // First come, first served, as the real one does it.
    jobs.pop_front();
  }
  CHECK(text_in(world.ended().value) == "done");
  caf::anon_send(loop, Cancel{0, CancelReason::kCancelled});
  world.run();
}

TEST_CASE("tasks are held back until a site is served") {
  World world;
  caf::anon_send(world.services->supervisor, HoldTasks{});
  Finished finished = world.run_script(std::string(kRuntime) +
                                       "def task():\n"
                                       "  runtime.sync.Atomic('n').add(1)\n"
                                       "runtime.background('t', 'task')\n"
                                       "runtime.tasks()[0]['state']");
  CHECK(text_in(finished.value) == "queued");
  ObjectId n = world.open(world.services->atomics, AtomicOpen{1, "n", 0});
  world.ask(world.services->atomics, AtomicGet{2, n});
  CHECK(world.answer().value.as_int() == 0);
  caf::anon_send(world.services->supervisor, ReleaseTasks{});
  world.run();
  world.ask(world.services->atomics, AtomicGet{3, n});
  CHECK(world.answer().value.as_int() == 1);
}

TEST_CASE("the wait that closes a circle ends in the one DeadlockError") {
  World world;
  Finished finished =
      world.run_script(std::string(kRuntime) +
                       "q = runtime.sync.Queue('promises')\n"
                       "def first():\n"
                       "  try:\n"
                       "    return runtime.sync.Queue('promises').get().get()\n"
                       "  except runtime.DeadlockError as e:\n"
                       "    return 'closed it'\n"
                       "a = runtime.run(first)\n"
                       "def second(promise):\n"
                       "  return 'heard: ' + promise.get()\n"
                       "b = runtime.run(second, a)\n"
                       "runtime.sync.Queue('promises').put(b)\n"
                       "(a.get(), b.get())");
  REQUIRE(finished.failure == nullptr);
  CHECK(text_in(finished.value.items()[0]) == "closed it");
  CHECK(text_in(finished.value.items()[1]) == "heard: closed it");
}

}  // namespace
}  // namespace scriptling
