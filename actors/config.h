// Config is everything a host or a command line may choose about a Runtime.
//
// Immutable; share freely.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "actors/site_config.h"
#include "interp/host.h"
#include "interp/vm.h"

namespace scriptling {

enum class LogFormat : uint8_t { kConsole, kJson };

struct Config {
  // Scheduler workers; 0 is one for each core, and at least two.
  int threads = 0;

  // Of one environment.
  Limits limits;

  // Of one message (argument, item, value, result), as Datum::size_in_bytes counts.
  uint64_t message_size = uint64_t{64} << 20;
  // Items that may wait in one unbounded queue.
  uint64_t queue_limit = 10'000'000;

  // What main scripts see in sys.argv behind their own name.
  std::vector<std::string> arguments;

  // Where imports look after the script's own folder.
  std::vector<std::string> libpaths;
  // Folders a script may open files and stores in; without a value, all.
  std::optional<std::vector<std::string>> allowed_paths;

  // Folder of the persistent default store; empty: the default store dies with the
  // process.
  std::string kv_storage;
  std::string kv_sync = "interval";

  LogLevel log_level = LogLevel::kInfo;
  LogFormat log_format = LogFormat::kConsole;
  // Shows tracebacks to clients.
  bool is_debugging = false;

  // Seconds a main script may run; 0 is for ever.
  double timeout = 0;
  // Seconds that what was cancelled has for its `finally` blocks.
  double shutdown_timeout = 10;

  SiteConfig site;

  // For tests: instructions in a slice (0: as many as take about a quarter of a
  // millisecond), and a collection at every so many allocations.
  int64_t test_slice = 0;
  uint32_t test_collect = 0;
};

}  // namespace scriptling
