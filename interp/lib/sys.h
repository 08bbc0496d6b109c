// What a host tells a script through the sys module, and what a script changes in it.
//
// One thread at a time.
#pragma once

#include "interp/ops.h"

namespace scriptling {

// sys.argv and sys.path of this environment, before or after the module is imported.
// Until set, argv is [''] and path is empty.
void set_sys_argv(Vm& vm, List* argv);
void set_sys_path(Vm& vm, List* path);

// What a script put in place of sys.stdout; undefined when it is the host's stream.
Value replaced_stdout(Vm& vm);

// sys.stdin, sys.stdout and sys.stderr (sys_streams.cpp). Immortal.
enum class StandardStream : uint8_t { kIn, kOut, kErr };
Value standard_stream(StandardStream stream);

}  // namespace scriptling
