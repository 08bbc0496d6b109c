// The interpreter's door: source text in, values out.
//
//   init_core();
//   auto source = std::make_shared<Source>(text, "report.py");
//   CompileResult compiled = compile(source);          // any thread, once for each file
//   Vm vm(host, modules, limits);                       // one environment
//   vm.start_main(compiled.program, "report.py");
//   while (vm.run(kSlice) == Outcome::kPreempted) {}
//
// The world outside (clocks, files, other environments) reaches a script only through the
// Host that the embedder brings; a host that wants none answers every call with an error.
// For the complete runtime with tasks and shared state, see actors/runtime.h instead.
//
// Each header says which thread may touch what.
#pragma once

#include "interp/compiler.h"
#include "interp/host.h"
#include "interp/module.h"
#include "interp/native.h"
#include "interp/ops.h"
#include "interp/vm.h"
