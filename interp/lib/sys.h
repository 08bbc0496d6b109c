// What a host tells a script through the sys module, and what a script changes in it.
//
// One thread at a time.
#pragma once

#include "interp/ops.h"

namespace scriptling {

// sys.argv of this environment, before or after the module is imported. Until set, it is
// [''].
void set_sys_argv(Vm& vm, List* argv);

// sys.path, as the script has it now; null: it has not looked at it, so it is what the
// host told (Host::import_folders), or it is no list.
List* sys_path(Vm& vm);

// Prints `text`, and waits until it is written if `is_flushed` or much else is not
// written yet. Runs on the Vm's stack. False: pending.
bool print_text(Vm& vm, Stream stream, std::string_view text, bool is_flushed = false);

// What a script put in place of sys.stdout; undefined when it is the host's stream.
Value replaced_stdout(Vm& vm);

// sys.stdin, sys.stdout and sys.stderr (sys_streams.cpp). Immortal.
enum class StandardStream : uint8_t { kIn, kOut, kErr };
Value standard_stream(StandardStream stream);
// Whether stdout takes the text. False: UnicodeEncodeError is pending.
bool check_encodable(Vm& vm, Str* text);

}  // namespace scriptling
