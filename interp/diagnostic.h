// What is wrong with a program, where, and how people are shown it.
//
// The words follow Python 3.11: a `File` line, the source line, carets below it. Columns
// are counted in code points, as a terminal shows most of them.
//
// Immutable; share freely.
#pragma once

#include <string>
#include <string_view>

#include "interp/source.h"

namespace scriptling {

struct Diagnostic {
  // "SyntaxError", "IndentationError" or "TabError": a literal, alive for ever.
  std::string_view error_class = "SyntaxError";
  std::string message;
  // Where to point. Empty: a single caret. Over several lines: to the end of the first.
  Span span;
};

// The whole report of a text that does not parse:
//
//     File "x.py", line 3
//       if x = 1:
//          ^^^^^
//   SyntaxError: invalid syntax
//
// (two columns further left), ending in a newline.
std::string render(const Diagnostic& diagnostic, const Source& source);

// One entry of a traceback: the line `  File "x.py", line 3, in f`, the source line and,
// unless they would underline all of it, carets below `span`. Within an operation the
// sign is marked, as in `~~^~~`. Each line ends in a newline. An empty `function` leaves
// out
// `, in f`; an empty source line leaves out what follows it.
std::string render_frame(const Source& source, Span span, std::string_view function);

}  // namespace scriptling
