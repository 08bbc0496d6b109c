// An environment for tests: a Vm whose host knows nothing, and short ways to make values.
//
// One thread at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "interp/interp.h"
#include "interp/lib/lib.h"

namespace scriptling {

class QuietHost final : public Host {
 public:
  bool write(Stream, std::string_view text) override {
    printed += text;
    return true;
  }
  int64_t now(Clock) override { return 0; }
  void log(LogLevel, std::string_view) override {}
  FoundModule find_module(Vm&, std::string_view) override { return {}; }
  Value call(Vm& vm, HostOp, std::span<const Value>) override {
    return vm.raise(types.runtime_error, "not here");
  }

  std::string printed;
};

inline std::shared_ptr<const ModuleRegistry> every_module() {
  auto registry = std::make_shared<ModuleRegistry>();
  for (const ModuleDef* def : known_modules()) registry->add(*def);
  return registry;
}

struct Environment {
  QuietHost host;
  Vm vm{host, every_module()};
  Heap& heap = vm.heap();

  Value text(std::string_view s) { return Value::object(make_str(heap, s)); }

  // Runs a program to its end; false when an exception escaped.
  bool run(const std::string& source) {
    CompileResult compiled = compile(std::make_shared<Source>(source, "test.py"));
    if (!compiled.program) return false;
    vm.start_main(compiled.program, "test.py");
    Outcome outcome;
    do {
      outcome = vm.run(10000);
    } while (outcome == Outcome::kPreempted);
    return outcome == Outcome::kFinished;
  }

  // The class and text of the pending exception, which is cleared: "ValueError: no".
  std::string take_error() {
    if (!vm.has_pending()) return "";
    return vm.exception_text(vm.take_pending());
  }
};

}  // namespace scriptling
