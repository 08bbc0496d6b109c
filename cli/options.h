// What the command line and the environment say: flags become a Config, and what to do
// with it.
//
// Each option can also be given by an environment variable: SCRIPTLING_ and its name in
// upper case. The command line wins.
//
// One thread at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actors/config.h"

namespace scriptling {

struct Options {
  Config config;

  // What to run: code, a file ("-" is standard input), or, when both are empty, whatever
  // is piped in.
  std::optional<std::string> code;
  std::string script;

  bool serves = false;  // On Config::site's address; else the script runs and ends.

  std::vector<std::string> disabled_libraries;
  bool lists_libraries = false;
  bool lints = false;
  bool lints_as_json = false;
  std::string disassembles;  // A file.
  std::string checks_store;  // A file.
};

// Either options, or a status for the process to end with at once: help and version have
// been printed then, or one line about what is wrong.
struct ParsedOptions {
  std::optional<Options> options;
  int status = 0;
};

ParsedOptions parse_options(int argc, char** argv);

}  // namespace scriptling
