#include <caf/all.hpp>
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>

#include "actors/libraries.h"
#include "actors/runtime.h"
#include "actors/services.h"

namespace scriptling {
namespace {

// Each batch is 250 calls that return, 250 that are cancelled and 250 waits that time
// out.
constexpr const char* kBatches = R"(
import scriptling.runtime as runtime
import time

def quick(n):
    return [n]

def nap():
    time.sleep(1000)

def cancelled(promise):
    promise.cancel()
    try:
        promise.wait()
    except BaseException as error:
        return type(error).__name__ == "Cancelled"

def timed_out(wait):
    try:
        wait(timeout=0)
    except TimeoutError:
        return True

def batch():
    assert len(runtime.gather(*[runtime.run(quick, n) for n in range(250)])) == 250
    sleepers = [runtime.run(nap) for _ in range(248)]
    sleepers.append(runtime.background("nap", nap))
    sleepers.append(runtime.background("green", nap, shared=True))
    for wait in (sleepers[0].get, runtime.sync.Queue("empty").get):
        assert all([timed_out(wait) for _ in range(125)])
    assert all([cancelled(promise) for promise in sleepers])

for _ in range(BATCHES):
    batch()
)";

void run_batches(Runtime& runtime, const std::string& count) {
  std::string code = kBatches;
  code.replace(code.find("BATCHES"), 7, count);
  Finished finished = runtime.eval(code);
  INFO((finished.failure ? finished.failure->traceback : ""));
  CHECK(finished.is_ok());
}

// Its memory is weighed in the release: tests/e2e/ended_calls_memory_test.py.
TEST_CASE("whatever ends, is cancelled or times out leaves no actor behind") {
  Config config;
  config.log_level = LogLevel::kError;
  Runtime runtime(config);
  register_standard_libraries(runtime);
  register_runtime_library_all(runtime);
  caf::actor_system& system = runtime.services()->system;
  auto actors = [&] { return system.registry().running(); };
  const size_t none = actors();
  run_batches(runtime, "8");
  for (int n = 0; n < 2000 && actors() > none; n++) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  CHECK(actors() == none);
}

}  // namespace
}  // namespace scriptling
