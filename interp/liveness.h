// Which registers of a frame in progress the code may still read: the others hold what
// was there by chance, and keep nothing alive in the sense that a script can see.
//
// One thread at a time.
#pragma once

#include "interp/frame.h"
#include "interp/heap.h"

namespace scriptling {

// Visits the registers of `frame`, all of them unless tracer.certain_only(). `callee` is
// the frame that it has called; null: none, or one that a native stands in front of.
void trace_registers(Frame* frame, const Frame* callee, Tracer& tracer);

}  // namespace scriptling
