// The part of the library that is written in Python.
//
// interp/lib/NAME.py is module NAME (dotted, as in urllib.parse.py): its text is embedded
// in the binary by embed.cmake, compiled when it is first imported, once for the process,
// and shared like any program. Nothing has to be registered for it. When C++ defines a
// module of the same name, its members are there already when the Python part runs; names
// with one underscore in front are how it lends them natives that are nobody else's
// business.
//
// Any thread.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "interp/program.h"

namespace scriptling {

struct LibrarySource {
  std::string_view name;
  std::string_view text;
};

// Every embedded file. Written by embed.cmake.
std::span<const LibrarySource> library_sources();

// The code of the Python part of a module; null when it has none.
std::shared_ptr<const Program> library_program(std::string_view name);

}  // namespace scriptling
