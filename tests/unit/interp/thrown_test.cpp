// What a native throws stays in its environment: it becomes an exception there.
#include <catch2/catch.hpp>
#include <stdexcept>

#include "environment.h"
#include "interp/module.h"
#include "interp/native_stack.h"

namespace scriptling {
namespace {

int held = 0;
Value hold(Vm& vm, const Args& args) {
  struct Held {
    Held() { held++; }
    ~Held() { held--; }
  } one;
  return vm.call(args[0], {});
}

Value throw_error(Vm&, const Args&) { throw std::runtime_error("wires \xff crossed"); }
Value throw_memory(Vm&, const Args&) { throw std::bad_alloc(); }
Value throw_length(Vm&, const Args&) { throw std::length_error("too long"); }
Value throw_number(Vm&, const Args&) { throw 42; }

constexpr NativeDef kFunctions[] = {{"error()", throw_error},
                                    {"memory()", throw_memory},
                                    {"length()", throw_length},
                                    {"number()", throw_number},
                                    {"hold(f, /)", hold}};

struct Thrower {
  QuietHost host;
  Vm vm;

  Thrower() : vm(host, modules()) {}
  static std::shared_ptr<const ModuleRegistry> modules() {
    static const ModuleDef def{"thrower", kFunctions};
    auto registry = std::make_shared<ModuleRegistry>();
    registry->add(def);
    return registry;
  }

  // The last line of the traceback; what was printed if there is none.
  std::string run(const std::string& source) {
    auto compiled = compile(std::make_shared<Source>(source, "test.py"));
    REQUIRE(compiled.program);
    vm.start_main(compiled.program, "test.py");
    return vm.run(1 << 20) == Outcome::kFinished ? host.printed
                                                 : vm.exception_text(vm.exception());
  }
};

TEST_CASE("what a native throws is a SystemError in the script") {
  CHECK(Thrower().run("import thrower\nthrower.error()") ==
        "SystemError: internal error: wires \xef\xbf\xbd crossed");
  CHECK(Thrower().run("import thrower\nthrower.number()") ==
        "SystemError: internal error: unknown exception");
}

TEST_CASE("memory that the system does not have is a MemoryError") {
  CHECK(Thrower().run("import thrower\nthrower.memory()") == "MemoryError");
  CHECK(Thrower().run("import thrower\nthrower.length()") == "MemoryError");
}

TEST_CASE("a script goes on after what a native threw") {
  CHECK(Thrower().run(R"(import thrower
def f(x): return thrower.error()
for fn in (thrower.error, thrower.memory, thrower.number):
    try:
        sorted([1, 2], key=lambda x: fn())
    except (SystemError, MemoryError) as e:
        print(type(e).__name__)
try:
    [f(x) for x in map(f, [1])]
finally:
    print("end")
)") == "SystemError: internal error: wires \xef\xbf\xbd crossed");
  Thrower thrower;
  CHECK(thrower.run(R"(import thrower
try:
    max([1, 2], key=lambda x: thrower.error())
except SystemError:
    print("caught")
)") == "caught\n");
}

// A callback stopped in the middle, which swallows whatever it is told.
constexpr const char* kStopped = R"(import thrower
def callback():
    while True:
        try:
            for n in range(1000): pass
        except BaseException:
            print("caught")
        finally:
            print("cleaned up")
thrower.hold(lambda: max([1, 2], key=lambda x: thrower.hold(callback)))
)";

TEST_CASE("what natives hold is destroyed when their environment ends in the middle") {
  QuietHost host;
  {
    Vm vm(host, Thrower::modules());
    vm.start_main(compile(std::make_shared<Source>(kStopped, "test.py")).program, "");
    REQUIRE(vm.run(100) == Outcome::kPreempted);
    REQUIRE(held == 2);
  }
  CHECK(held == 0);
  CHECK(host.printed.empty());
}

TEST_CASE("so it is when a green thread ends, and the others go on") {
  Thrower thrower;
  {
    Strand strand(thrower.vm);
    thrower.vm.start_main(compile(std::make_shared<Source>(kStopped, "test.py")).program,
                          "");
    REQUIRE(thrower.vm.run(100) == Outcome::kPreempted);
    thrower.vm.exchange(strand);
    REQUIRE(held == 2);
  }
  CHECK(held == 0);
  CHECK(thrower.run("print(sorted([2, 1], key=lambda x: x))") == "[1, 2]\n");
}

TEST_CASE("what is thrown on a borrowed stack comes out of its loan") {
  CHECK_THROWS_AS(on_native_stack([](NativeStack&) { throw std::bad_alloc(); }),
                  std::bad_alloc);
  int runs = 0;
  on_native_stack([&](NativeStack&) { runs++; });
  CHECK(runs == 1);
}

}  // namespace
}  // namespace scriptling
