// Bytes as the choices that make a random program (programs/serve.py), which runs to its
// end or its limit: in slices as small as one instruction, in a small heap, with a
// collection at as many as every allocation. Whatever it prints, it ends in order.
//
// The first byte says how small, the second how often. `programs/serve.py FILE` prints
// the program of an input.

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "interp/interp.h"
#include "interp/lib/lib.h"

namespace {

using namespace scriptling;

// A python3 that turns bytes into programs, one after another.
class ProgramSource {
 public:
  ProgramSource() {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) fail("socketpair");
    if (fork() == 0) {
      dup2(ends[1], 0);
      dup2(ends[1], 1);
      execlp("python3", "python3", kScript, nullptr);
      fail("python3");
    }
    close(ends[1]);
    socket_ = ends[0];
  }

  std::string program(const uint8_t* data, size_t size) {
    uint32_t length = static_cast<uint32_t>(size);
    std::string ask(reinterpret_cast<const char*>(&length), sizeof length);
    ask.append(reinterpret_cast<const char*>(data), size);
    if (write(socket_, ask.data(), ask.size()) != static_cast<ssize_t>(ask.size()))
      fail("write");
    read_whole(&length, sizeof length);
    std::string text(length, '\0');
    read_whole(text.data(), length);
    return text;
  }

 private:
  static constexpr const char* kScript = FUZZ_PROGRAMS "/serve.py";

  [[noreturn]] static void fail(const char* what) {
    perror(what);
    _exit(1);
  }

  void read_whole(void* into, size_t size) {
    for (size_t have = 0; have < size;) {
      ssize_t got = read(socket_, static_cast<char*>(into) + have, size - have);
      if (got <= 0) fail("the generator of programs ended");
      have += static_cast<size_t>(got);
    }
  }

  int socket_ = -1;
};

class SilentHost : public Host {
 public:
  bool write(Stream, std::string_view) override { return true; }
  int64_t now(Clock) override { return ticks_ += 1000; }
  void log(LogLevel, std::string_view) override {}
  FoundModule find_module(Vm&, std::string_view) override { return {}; }
  Value call(Vm& vm, HostOp op, std::span<const Value>) override {
    bool is_small =
        op == HostOp::kSleep || op == HostOp::kYield || op == HostOp::kWaitForOutput;
    if (is_small) return Value::waiting();
    return vm.raise(types.runtime_error, "not in this world");
  }

 private:
  int64_t ticks_ = 0;
};

std::shared_ptr<ModuleRegistry> modules() {
  auto all = std::make_shared<ModuleRegistry>();
  for (const ModuleDef* def : known_modules()) {
    if (!std::string_view(def->name).starts_with("scriptling.")) all->add(*def);
  }
  return all;
}

void run(const std::string& text, uint8_t size, uint8_t stress) {
  constexpr int64_t kBudgets[] = {1, 7, 100, 10000};
  constexpr uint32_t kMegabytes[] = {2, 4, 12, 48};
  constexpr uint32_t kStress[] = {0, 1, 2, 7, 101, 1009};
  int64_t budget = kBudgets[size % 4];
  uint32_t every = kStress[stress % 6];
  auto compiled = compile(std::make_shared<Source>(text, "fuzz.py"));
  if (compiled.error) return;
  SilentHost host;
  Vm vm(host, modules());
  vm.heap().set_limit(kMegabytes[size / 4 % 4] << 20);
  if (budget == 1) vm.set_step_mode(true);
  vm.start_main(compiled.program, "fuzz.py");
  if (every > 0) vm.heap().set_stress(every);
  // Then it is taken down. A collection takes as long as the heap is large.
  int64_t left = every == 0 || every > 100 ? 50'000 : every > 1 ? 10'000 : 3'000;
  for (; left > 0; left -= budget) {
    switch (vm.run(std::min(budget, left))) {
      case Outcome::kPreempted: continue;
      case Outcome::kWaiting: vm.resume(Value::none()); continue;
      case Outcome::kRaised: (void)vm.traceback_text(vm.exception()); return;
      case Outcome::kFinished: return;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  init_core();
  static ProgramSource source;
  if (size < 3) return 0;
  run(source.program(data + 2, size - 2), data[0], data[1]);
  return 0;
}
