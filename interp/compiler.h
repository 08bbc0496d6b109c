// The door of the compiler: source text becomes a Program, or a Diagnostic.
//
// Parsing, finding out who owns each name, and writing the code happen in one go; what
// they needed is gone afterwards. Runs on a small stack. Nothing is thrown.
//
// Any thread.
#pragma once

#include <memory>
#include <optional>

#include "interp/diagnostic.h"
#include "interp/program.h"
#include "interp/source.h"

namespace scriptling {

struct CompileOptions {
  // A script has a value: its last top-level expression statement, or what `return` gives
  // at the top. A module has none, and `return` outside a function is an error there.
  enum class Mode : uint8_t { kScript, kModule };
  Mode mode = Mode::kScript;
};

struct CompileResult {
  std::shared_ptr<const Program> program;  // Null on error.
  std::optional<Diagnostic> error;
  // The text ended too early: somebody who types it line by line may want to go on.
  bool is_incomplete = false;
};

CompileResult compile(std::shared_ptr<const Source> source, CompileOptions options = {});

}  // namespace scriptling
