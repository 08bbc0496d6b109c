// What the command does other than running a script; each returns the status of the
// process.
//
// One thread at a time.
#pragma once

#include "actors/runtime.h"
#include "cli/options.h"

namespace scriptling {

// Checks the syntax of the script.
int lint(const Source& source, const Options& options);
// Prints the instructions of a file.
int disassemble_file(const std::string& path);
// Looks for damage in the file of a key-value store.
int check_store(const std::string& path);
int list_libraries(const ModuleRegistry& modules);

}  // namespace scriptling
