#include "actors/runtime.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "actors/libraries.h"
#include "tests/unit/actors/texts.h"

namespace scriptling {
namespace {

struct Host {
  explicit Host(Config config = {}) : runtime(quiet(std::move(config))) {
    register_standard_libraries(runtime);
    register_runtime_library_all(runtime);
  }
  static Config quiet(Config config) {
    config.log_level = LogLevel::kError;
    return config;
  }
  Runtime runtime;
};

struct Folder {
  Folder() {
    char name[] = "/tmp/runtime_test_XXXXXX";
    path = mkdtemp(name);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string write(const std::string& name, const std::string& text) const {
    std::string file = path + "/" + name;
    std::ofstream(file) << text;
    return file;
  }
  std::string path;
};

TEST_CASE("a host gets a script's value") {
  Host host;
  CHECK(host.runtime.eval("sum(range(5))").value.as_int() == 10);
  CHECK(text_in(host.runtime.eval("return 'early'").value) == "early");
}

TEST_CASE("a syntax error is told as Python tells it") {
  Host host;
  Finished finished = host.runtime.eval("if x = 1: pass");
  REQUIRE(finished.failure);
  CHECK(finished.failure->class_name == "SyntaxError");
  CHECK(finished.failure->traceback.find("File \"<string>\", line 1") !=
        std::string::npos);
}

TEST_CASE("a script imports from its own folder, then from the library paths") {
  Folder own, libraries;
  own.write("near.py", "NAME = 'near'");
  libraries.write("near.py", "NAME = 'far'");
  libraries.write("far.py", "import near\nNAME = near.NAME + ' and far'");
  std::string main = own.write("main.py", "import far\nfar.NAME");
  Config config;
  config.libpaths = {libraries.path};
  Host host(config);
  CHECK(text_in(host.runtime.run(source_from_file(main)).value) == "near and far");
}

TEST_CASE("a host calls a function of a module") {
  Folder folder;
  folder.write("shop.py", "def price(n, each=2):\n  return {'total': n * each}");
  Config config;
  config.libpaths = {folder.path};
  Host host(config);
  Finished finished = host.runtime.call("shop", "price", {Datum::integer(4)},
                                        {{"each", Datum::integer(5)}});
  REQUIRE(finished.failure == nullptr);
  CHECK(finished.value.items()[1].as_int() == 20);
  CHECK(host.runtime.call("shop", "none").failure->class_name == "AttributeError");
}

TEST_CASE("a module that changed is compiled again") {
  Folder folder;
  std::string file = folder.write("m.py", "X = 1");
  Config config;
  config.libpaths = {folder.path};
  Host host(config);
  CHECK(host.runtime.eval("import m\nm.X").value.as_int() == 1);
  folder.write("m.py", "X = 2222");
  CHECK(host.runtime.eval("import m\nm.X").value.as_int() == 2222);
}

TEST_CASE("named state outlives a script, what it started does not") {
  Host host;
  host.runtime.eval(
      "import scriptling.runtime as runtime\n"
      "runtime.sync.Atomic('n').add(5)\n"
      "def endless():\n"
      "  while True: pass\n"
      "runtime.run(endless)\n");
  Finished finished = host.runtime.eval(
      "import scriptling.runtime as runtime\n"
      "(runtime.sync.Atomic('n').get(), runtime.tasks())");
  CHECK(finished.value.items()[0].as_int() == 5);
}

TEST_CASE("several host threads run scripts at once") {
  Host host;
  std::vector<std::thread> threads;
  std::atomic<int64_t> sum = 0;
  for (int n = 0; n < 4; n++) {
    threads.emplace_back([&host, &sum] {
      sum += host.runtime.eval("sum(n for n in range(1000))").value.as_int();
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(sum == 4 * 499500);
}

TEST_CASE("an interruption that is too early says so") {
  Host host;
  CHECK_FALSE(host.runtime.interrupt());
  Finished finished;
  std::thread running(
      [&] { finished = host.runtime.eval("import time; time.sleep(30)"); });
  while (!host.runtime.interrupt()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  running.join();
  REQUIRE(finished.failure);
  CHECK(finished.failure->class_name == "Cancelled");
  CHECK_FALSE(host.runtime.interrupt());
}

TEST_CASE("an interrupted script runs its finally") {
  Host host;
  std::thread interrupter([&host] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    host.runtime.interrupt();
  });
  Finished finished = host.runtime.eval(
      "import time\n"
      "done = []\n"
      "try:\n"
      "  time.sleep(30)\n"
      "finally:\n"
      "  done.append(1)\n");
  interrupter.join();
  REQUIRE(finished.failure);
  CHECK(finished.failure->class_name == "Cancelled");
}

TEST_CASE("who swallows Cancelled is ended when the grace period is over") {
  Config config;
  config.timeout = 0.05;
  config.shutdown_timeout = 0.1;
  Host host(config);
  auto began = std::chrono::steady_clock::now();
  Finished finished = host.runtime.eval(
      "while True:\n"
      "  try:\n"
      "    while True: pass\n"
      "  except BaseException:\n"
      "    pass\n");
  CHECK(finished.how == Finished::How::kTimedOut);
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(5));
}

TEST_CASE("an item on its way to what is ended for good is given back") {
  Config config;
  config.threads = 4;
  Host host(config);
  Finished finished = host.runtime.eval(R"(
import scriptling.runtime as runtime

q = runtime.sync.Queue("items")

def take():
    return runtime.sync.Queue("items").get()

def taken(promise):
    try:
        return [promise.get()]
    except BaseException:
        return []

for n in range(2000):
    takers = [runtime.run(take), runtime.background(f"green {n}", take, shared=True)]
    q.put(n)
    for taker in takers * 2:
        taker.cancel()
    got = taken(takers[0]) + taken(takers[1])
    assert (got or [q.get(timeout=5)]) == [n], (n, got)
return q.size()
)");
  INFO((finished.failure ? finished.failure->traceback : ""));
  REQUIRE(finished.is_ok());
  CHECK(finished.value.as_int() == 0);
}

TEST_CASE("what was not registered cannot be imported") {
  Runtime runtime(Host::quiet({}));
  Finished finished = runtime.eval("import math");
  REQUIRE(finished.failure);
  CHECK(finished.failure->class_name == "ImportError");
}

TEST_CASE("a runtime stops twice without harm") {
  Host host;
  host.runtime.eval("1");
  host.runtime.stop();
  host.runtime.stop();
}

}  // namespace
}  // namespace scriptling
