// A Program is one compiled source file: immutable code and constants, shared by every
// environment and thread that runs it. An environment that loaded it keeps it alive.
//
// Immutable; share freely.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "interp/object.h"
#include "interp/source.h"

namespace scriptling {

enum class Op : uint16_t {
#define OPCODE(name, format, meaning) k##name,
#include "interp/opcodes.def"
#undef OPCODE
};
constexpr size_t kOpCount = 0
#define OPCODE(name, format, meaning) +1
#include "interp/opcodes.def"
#undef OPCODE
    ;
constexpr uint16_t kNoRegister = 0xffff;

struct Instruction {
  Op op;
  uint16_t a, b, c;

  int16_t sb() const { return static_cast<int16_t>(b); }
  int16_t sc() const { return static_cast<int16_t>(c); }
  // b is the low half, c the high half.
  int32_t j() const { return static_cast<int32_t>(b | (static_cast<uint32_t>(c) << 16)); }
  void set_j(int32_t offset) {
    b = static_cast<uint16_t>(offset);
    c = static_cast<uint16_t>(static_cast<uint32_t>(offset) >> 16);
  }
};
static_assert(sizeof(Instruction) == 8);

// Where a new closure finds its cells: a register of the function that makes it, or one
// of that function's own free variables.
struct Capture {
  bool from_register;
  uint16_t index;
};

// Instructions [start, end) are covered: an exception raised there is put into register
// `exception` and execution goes on at `target`. Inner handlers stand before outer ones.
struct HandlerRange {
  uint32_t start, end, target;
  uint16_t exception;
};

enum class FunctionKind : uint8_t {
  kModule,
  kFunction,
  kLambda,
  kClassBody,
  kComprehension
};

// One function's code. Parameters are registers 0.. in this order: positional-only,
// positional, keyword-only, *args, **kwargs. A class body's register 0 is its namespace
// dict; its value is the __class__ cell or None. Parameters that are captured are turned
// into cells by MakeCell at the start of the code.
struct Proto {
  const Program* program = nullptr;
  Str* name = nullptr;      // Immortal, interned.
  Str* qualname = nullptr;  // Immortal, interned.
  Value doc;                // A str constant or None.
  FunctionKind kind = FunctionKind::kFunction;
  bool is_generator = false;
  bool is_coroutine = false;  // With is_generator: an asynchronous generator.
  bool has_varargs = false;
  bool has_kwargs = false;
  bool makes_cells = false;  // The code begins with MakeCell for some parameters.
  uint16_t positional_only = 0;
  uint16_t positional = 0;  // Positional-only ones included.
  uint16_t keyword_only = 0;
  uint16_t register_count = 0;
  uint32_t first_line = 0;
  std::vector<Instruction> code;
  std::vector<Span> spans;        // For each instruction, the source it stands for.
  std::vector<Value> constants;   // Immortal.
  std::vector<Str*> cache_names;  // For each inline cache, its name (interned).
  std::vector<Proto*> children;   // Owned by the program.
  std::vector<Capture> captures;
  std::vector<Str*> local_names;  // By register; null for temporaries. Cells included.
  std::vector<Str*> free_names;   // By closure index.
  std::vector<HandlerRange> handlers;

  uint16_t parameter_count() const {
    return static_cast<uint16_t>(positional + keyword_only + has_varargs + has_kwargs);
  }
  // Positional parameters only: calls with exactly that many arguments need no binding.
  bool is_simple() const { return keyword_only == 0 && !has_varargs && !has_kwargs; }
};

// Makes and owns immortal objects: the constants of one program.
class ConstantPool {
 public:
  ConstantPool() = default;
  ~ConstantPool();
  ConstantPool(const ConstantPool&) = delete;
  ConstantPool& operator=(const ConstantPool&) = delete;

  // Text in UTF-8 (WTF-8). Strings that look like identifiers are interned.
  Value str(std::string_view text);
  Value bytes(std::string_view data);
  Value complex(double real, double imag);
  // Digits in base 2, 8, 10 or 16 without prefix or underscores; an int64 when it fits.
  Value integer(std::string_view digits, int base);
  Value tuple(const std::vector<Value>& items);
  Value frozenset(const std::vector<Value>& items);

 private:
  Object* allocate(size_t size, Kind kind, Class* cls);
  std::vector<void*> chunks_;
  char* next_ = nullptr;
  char* end_ = nullptr;
};

// The one interned, immortal string for `text`. Process-wide; for identifiers, which are
// few. Any thread.
Str* intern(std::string_view text);
// The same if it exists already, else null: for computed names, which may be many.
Str* find_interned(std::string_view text);

struct Program {
  std::shared_ptr<const Source> source;
  std::vector<std::unique_ptr<Proto>> protos;  // The module's own is the first.
  ConstantPool pool;
  Str* module_doc = nullptr;

  const Proto* main() const { return protos.front().get(); }
};

}  // namespace scriptling
