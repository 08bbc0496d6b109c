// Everything a script may ask of the world, as one small interface. The interpreter
// itself has no threads, clocks, files or sockets; whoever embeds it brings a Host.
//
// Quick questions (the time, a module's code, printing) are answered at once. What may
// take long is a host call: Host::call either answers at once or returns
// Value::waiting(), the Vm stops with Outcome::kWaiting, and the driver answers later
// with Vm::resume or Vm::resume_raising.
//
// One thread at a time: only called while its Vm runs.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "interp/diagnostic.h"
#include "interp/value.h"

namespace scriptling {

class Vm;
struct Program;

enum class Stream : uint8_t { kOut, kErr };
enum class Clock : uint8_t { kWall, kMonotonic, kProcessCpu, kThreadCpu };
enum class LogLevel : uint8_t { kDebug, kInfo, kWarning, kError };

// Each host call, its arguments and its answer. H is the Handle that the call is about;
// a `timeout` is None or seconds as int or float, checked by the library.
enum class HostOp : uint16_t {
#define HOST_OP(name, arguments, answer) k##name,
#include "interp/host_ops.def"
#undef HOST_OP
};

// What `import` found.
struct FoundModule {
  enum class Kind : uint8_t { kMissing, kProgram, kPackage, kNamespace, kFailed };
  Kind kind = Kind::kMissing;
  std::shared_ptr<const Program> program;
  std::string file;  // __file__
  std::string path;  // Packages: the folder for __path__.
  // kFailed: what is wrong in which text, or the words of an ImportError.
  std::shared_ptr<const Source> source;
  std::optional<Diagnostic> diagnostic;
  std::string error;
};

class Host {
 public:
  virtual ~Host() = default;

  // One print call's whole text; never mixed with another environment's. False: so much
  // is not written yet that the script should wait (HostOp::kWaitForOutput).
  virtual bool write(Stream stream, std::string_view text) = 0;
  // Nanoseconds.
  virtual int64_t now(Clock clock) = 0;
  virtual void log(LogLevel level, std::string_view text) = 0;
  // What sys.path begins as.
  virtual std::vector<std::string> import_folders() { return {}; }
  // The code of module `name` (dotted, absolute), for which sys.path is looked through.
  // Compiled once for each process.
  virtual FoundModule find_module(Vm& vm, std::string_view name) = 0;
  // Answers, raises in the Vm (Value::error()), or will answer later (Value::waiting()).
  virtual Value call(Vm& vm, HostOp op, std::span<const Value> arguments) = 0;
  // The call that has just said waiting() stands alone in a statement. True: the Vm goes
  // on at once, and nobody answers.
  virtual bool forgo_answer() { return false; }
};

}  // namespace scriptling
