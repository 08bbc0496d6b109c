// How much one function and one program may hold. Each limit follows from the width of an
// instruction's operand, or keeps a small hostile text from becoming a huge program; a
// text beyond one is refused with a SyntaxError.
//
// Immutable; share freely.
#pragma once

#include <cstddef>
#include <cstdint>

namespace scriptling::compiler {

constexpr uint32_t kMaxRegisters = 65000;  // Operands have 16 bits; 65535 means none.
constexpr size_t kMaxChildren = 65000;
constexpr size_t kMaxOperand = 65000;  // Numbers of names, caches and closure cells.
constexpr size_t kMaxInstructions = size_t{1} << 21;
// `finally` bodies are written once for each way out, nested ones for each way out of
// each.
constexpr size_t kMaxProgramInstructions = size_t{1} << 22;
constexpr size_t kMaxQualifiedName = 1000;
constexpr int kMaxNestedBlocks = 20;   // As in Python.
constexpr size_t kMaxArguments = 250;  // In registers; more travel in a tuple.
constexpr size_t kMaxDisplay = 64;     // Items built in registers at once.

}  // namespace scriptling::compiler
