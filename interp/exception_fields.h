// What the files about exceptions share.
//
// One thread at a time.
#pragma once

#include <span>
#include <string_view>

#include "interp/diagnostic.h"
#include "interp/ops.h"

namespace scriptling {

// A field that a class of exceptions adds to BaseException, kept with the attributes of
// the instance; undefined until something was stored.
Value exception_field(const Exception* e, std::string_view name);
void set_exception_field(Vm& vm, Exception* e, std::string_view name, Value v);

// Raises what a SyntaxError tells of a text: the words, the file, the line.
Value raise_diagnostic(Vm& vm, const Diagnostic& diagnostic, const Source& source);
// What a SyntaxError knows; None is what it does not.
struct SyntaxErrorFields {
  Value message, file, line, text, offset, end_offset;
};
SyntaxErrorFields syntax_error_fields(const Exception* e);

// Of an exception group; empty where a script has put something else in their place.
std::string_view group_message(const Exception* group);
std::span<const Value> group_members(const Exception* group);

// Called by define_exceptions().
void define_exception_fields();
void define_exception_groups();
void define_tracebacks();

}  // namespace scriptling
