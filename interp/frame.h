// A Frame is one call of a script function in progress: its registers and where it
// stands.
//
// Frames of ordinary calls lie one behind the other on a Vm's segmented register stack;
// a generator's frame lies in the generator object and is linked in while it runs. Either
// way a frame never moves, so pointers to its registers stay good while it lives.
//
// One thread at a time.
#pragma once

#include "interp/program.h"

namespace scriptling {

enum FrameFlags : uint8_t {
  kEntryFrame =
      1 << 0,  // Returning from it leaves the dispatch loop that was entered for it.
  kInitFrame = 1 << 1,  // __init__ of a class call: the result is r[result] as it stands.
  kClassFrame = 1 << 2,  // A class body: returning finishes the class.
  kGeneratorFrame = 1 << 3,
  kModuleFrame = 1 << 4,  // A module body run by an import.
};

struct Frame {
  const Instruction* pc;  // The next instruction; while it calls, the one after the call.
  Unit* unit;
  Function* function;  // Null in module bodies and class bodies without closure.
  Tuple* closure;
  Frame* previous;
  Object*
      extra;  // kGeneratorFrame: the Generator. kClassFrame: a Tuple (see classes.cpp).
  uint16_t result;  // The caller's register for what this frame returns.
  uint16_t register_count;
  uint8_t flags;
  uint32_t reserved;

  Value* registers() { return reinterpret_cast<Value*>(this + 1); }
  const Value* registers() const { return reinterpret_cast<const Value*>(this + 1); }
  uint32_t pc_index() const {
    return static_cast<uint32_t>(pc - unit->proto->code.data());
  }
};
static_assert(sizeof(Frame) % 16 == 0);

enum class GeneratorState : uint8_t { kCreated, kSuspended, kRunning, kFinished };
enum class GeneratorKind : uint8_t { kGenerator, kCoroutine, kAsyncGenerator };

// kGenerator. The frame and its registers follow the struct.
struct Generator : Object {
  GeneratorState state;
  GeneratorKind generator_kind;
  uint16_t receiver;    // Register that gets the value sent, while suspended at a Yield.
  uint16_t delegate;    // Register of the iterator of a `yield from`, or kNoRegister.
  Value handled;        // The exception it was handling when it was suspended.
  Value outer_handled;  // The resumer's, while running.
  Str* name;
  Str* qualname;
  uint64_t padding;

  Frame* frame() { return reinterpret_cast<Frame*>(this + 1); }
};
static_assert(sizeof(Generator) % 16 == 0);

}  // namespace scriptling
