// The command: flags become a Config, the Config a Runtime, and the Runtime runs the
// script.
#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <iterator>
#include <optional>

#include "actors/libraries.h"
#include "actors/runtime.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/signals.h"

namespace {

using scriptling::Options;
using scriptling::Runtime;
using scriptling::Source;

constexpr double kToTidyUp = 5;  // Seconds.
constexpr int kFailed = 1;
constexpr int kBadUsage = 2;
constexpr int kSignalled = 128;
// Larger blocks go back to the system when they are freed. Left to itself, glibc raises
// this with the largest one it has seen, and a few large answers stay resident for ever.
constexpr int kMappedBlock = 1 << 20;

Source read_script(const Options& options) {
  if (options.code) return Source(*options.code, "<string>");
  if (!options.script.empty() && options.script != "-") {
    return scriptling::source_from_file(options.script);
  }
  std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  return Source(std::move(text), "<stdin>");
}

bool has_script(const Options& options) {
  return options.code || !options.script.empty() || isatty(STDIN_FILENO) == 0;
}

void register_libraries(Runtime& runtime, const Options& options) {
  scriptling::register_standard_libraries(runtime);
  scriptling::register_runtime_library_all(runtime);
  for (const std::string& name : options.disabled_libraries)
    runtime.modules().remove(name);
}

// Without these, whatever is opened first would get their numbers, and be printed into.
// Input that cannot be read is not the same as input that is at its end.
void keep_standard_descriptors() {
  for (int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(file, F_GETFD) >= 0 || errno != EBADF) continue;
    open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDWR);
  }
}

// The Runtime that is told of signals is about to go.
struct Forgetting {
  scriptling::StopSignals& signals;
  ~Forgetting() { signals.forget(); }
};

bool runs_a_script(const Options& options) {
  return !options.lists_libraries && options.disassembles.empty() && has_script(options);
}

int run(const Options& options) {
  if (!options.checks_store.empty()) return scriptling::check_store(options.checks_store);
  // A script that prints into a pipe ends with its reader, as any command; a server does
  // not.
  if (options.serves) std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // A file at its limit is an error for whoever writes.
  // While signals still end the process: standard input may be long in coming.
  std::optional<Source> source;
  if (runs_a_script(options)) source = read_script(options);
  scriptling::StopSignals signals;
  Runtime runtime(options.config);
  register_libraries(runtime, options);
  if (options.lists_libraries) return list_libraries(runtime.modules());
  if (!options.disassembles.empty())
    return scriptling::disassemble_file(options.disassembles);
  if (!source) {
    std::fputs("scriptling: no script given; see --help\n", stderr);
    return kBadUsage;
  }
  if (options.lints) return lint(*source, options);
  // Once for what is in flight, once for what is cancelled, and a little to tidy up.
  double patience = 2 * options.config.shutdown_timeout + kToTidyUp;
  signals.watch(patience, [&runtime] { return runtime.interrupt(); });
  Forgetting forgetting{signals};
  scriptling::Finished finished =
      options.serves ? runtime.serve(*source) : runtime.run(*source);
  bool has_exited = finished.failure != nullptr && finished.failure->exit_status;
  if (signals.received() != 0 && !finished.is_ok() && !has_exited) {
    bool is_orderly =
        options.serves && finished.how == scriptling::Finished::How::kCancelled;
    return is_orderly ? 0 : kSignalled + signals.received();
  }
  runtime.report(finished);
  int status = finished.exit_status();
  bool is_incomplete = !options.serves && runtime.has_lost_output();
  return status == 0 && is_incomplete ? kFailed : status;
}

}  // namespace

int main(int argc, char** argv) {
  keep_standard_descriptors();
  mallopt(M_MMAP_THRESHOLD, kMappedBlock);
  scriptling::ParsedOptions parsed = scriptling::parse_options(argc, argv);
  if (!parsed.options) return parsed.status;
  try {
    return run(*parsed.options);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "scriptling: %s\n", e.what());
    return kBadUsage;
  }
}
