// What each operand of each instruction is: for people (the disassembler) and for
// doubters (the verifier). opcodes.def says what they mean.
//
// Immutable; share freely.
#pragma once

#include "interp/program.h"

namespace scriptling {

enum class Operand : uint8_t {
  kNone,
  kRead,      // A register.
  kWritten,   // A register that gets a value.
  kOptional,  // A register, or 65535 for none.
  kNumber,    // Signed.
  kCount,
  kConstant,
  kCache,
  kFree,  // A cell of the closure.
  kChild,
  kJump,          // A 16-bit offset.
  kLongJump,      // A 32-bit offset in b and c.
  kLongConstant,  // A 32-bit number of a constant in b and c.
  kDropped,       // 1 when nobody takes the result.
};

struct Operands {
  Operand a = Operand::kNone, b = Operand::kNone, c = Operand::kNone;
};

Operands operands_of(Op op);
const char* op_name(Op op);

// How many registers from `a` (or `b`) on the instruction uses.
struct Extent {
  uint32_t a = 1, b = 1, c = 1;
};
Extent extent_of(const Instruction& instruction);

// Where a jump goes. Requires: the instruction at `pc` is a jump.
inline int64_t jump_target(const Instruction& instruction, size_t pc, Operand c) {
  int64_t offset = c == Operand::kLongJump ? instruction.j() : instruction.sc();
  return static_cast<int64_t>(pc) + 1 + offset;
}

}  // namespace scriptling
