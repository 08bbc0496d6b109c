// The interpreter links without the other rooms, and runs a script with a Host of ten
// lines. Given a file, runs that one, in slices of the budget given as second argument,
// and then those after it, each in a Vm of its own; then a line with a record separator
// and the status follows each on both streams. SCRIPTLING_TEST_COLLECT=N collects at
// every Nth allocation, SCRIPTLING_TEST_MEMORY=N limits a heap to N MiB.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>

#include "interp/interp.h"
#include "interp/lib/lib.h"

using namespace scriptling;

namespace {

// A world with a clock and an output; nothing else is there.
class PlainHost : public Host {
 public:
  bool write(Stream stream, std::string_view text) override {
    fwrite(text.data(), 1, text.size(), stream == Stream::kOut ? stdout : stderr);
    return true;
  }
  int64_t now(Clock) override {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
  }
  void log(LogLevel, std::string_view text) override {
    fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
  }
  FoundModule find_module(Vm&, std::string_view) override { return {}; }
  Value call(Vm& vm, HostOp op, std::span<const Value>) override {
    // Waiting and being answered at once must look the same.
    bool is_small =
        op == HostOp::kSleep || op == HostOp::kYield || op == HostOp::kWaitForOutput;
    if (is_small) return Value::waiting();
    return vm.raise(types.runtime_error, "not in this world");
  }
};

constexpr const char* kScript = R"py(
import time
def squares(n):
    for i in range(n):
        time.sleep(0)
        yield i * i
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self):
        return f"Point({self.x}, {self.y})"
print(sorted(squares(5), key=lambda v: -v), Point(1, 2))
try:
    {}["missing"]
except KeyError as e:
    print("caught", e)
sum(squares(4))
)py";

std::optional<uint32_t> number_of(const char* variable) {
  const char* text = getenv(variable);
  if (text == nullptr) return std::nullopt;
  return static_cast<uint32_t>(std::strtoul(text, nullptr, 10));
}

// As `python3 FILE`; the value of its last expression goes to `last`.
int run(const std::string& text, const std::string& name, int64_t budget, Value* last) {
  auto compiled = compile(std::make_shared<Source>(text, name));
  if (compiled.error) {
    std::cerr << compiled.error->error_class << ": " << compiled.error->message << "\n";
    return 1;
  }
  PlainHost host;
  auto modules = std::make_shared<ModuleRegistry>();
  for (const ModuleDef* def : known_modules()) {
    if (!std::string_view(def->name).starts_with("scriptling.")) modules->add(*def);
  }
  Vm vm(host, modules);
  if (budget == 1) vm.set_step_mode(true);
  if (auto n = number_of("SCRIPTLING_TEST_COLLECT")) vm.heap().set_stress(*n);
  if (auto n = number_of("SCRIPTLING_TEST_MEMORY")) vm.heap().set_limit(*n << 20);
  vm.start_main(compiled.program, name);
  for (;;) {
    switch (vm.run(budget)) {
      case Outcome::kPreempted: continue;
      case Outcome::kWaiting: vm.resume(Value::none()); continue;
      case Outcome::kRaised: std::cerr << vm.traceback_text(vm.exception()); return 1;
      case Outcome::kFinished: break;
    }
    break;
  }
  *last = vm.result();
  return 0;
}

int run_file(const char* name, int64_t budget) {
  std::ifstream file(name);
  std::stringstream content;
  content << file.rdbuf();
  Value last;
  return run(content.str(), name, budget, &last);
}

}  // namespace

int main(int argc, char** argv) {
  int64_t budget = argc > 2 ? std::atoll(argv[2]) : 10000;
  Value last;
  if (argc == 1) {
    int status = run(kScript, "<built in>", budget, &last);
    std::cout << "result " << last.i << "\n";
    return status == 0 && last.is_int() && last.i == 14 ? 0 : 1;
  }
  if (argc <= 3) return run_file(argv[1], budget);
  int worst = 0;
  for (int n = 1; n < argc; n++) {
    if (n == 2) continue;
    int status = run_file(argv[n], budget);
    for (FILE* stream : {stdout, stderr}) {
      fprintf(stream, "\x1e%d\n", status);
      fflush(stream);
    }
    worst |= status;
  }
  return worst;
}
