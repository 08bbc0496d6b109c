// The door of the parser: a Source becomes a tree, or a Diagnostic.
//
// The grammar is Python 3.11's; f-strings are as in 3.12, where a field may hold the
// enclosing quote and backslashes.
//
// It fits a small stack: nesting is limited (kMaxNesting), and long chains of
// operators, calls or `elif` do not nest.
//
// Any thread, as long as the arena is not used by another at the time.
#pragma once

#include <optional>

#include "interp/arena.h"
#include "interp/ast.h"
#include "interp/diagnostic.h"
#include "interp/source.h"

namespace scriptling {

// Expressions and blocks inside one another, and operands to the right of one another as
// in `a ** b ** c` or `not not a`. More is a SyntaxError.
inline constexpr int kMaxNesting = 400;

struct ParseResult {
  ast::Module* module = nullptr;    // Null on error. Lives in the arena.
  std::optional<Diagnostic> error;  // There exactly when `module` is null.
  // The text ended too early: somebody who types it line by line may want to go on.
  bool is_incomplete = false;
};

ParseResult parse(const Source& source, Arena& arena);

}  // namespace scriptling
