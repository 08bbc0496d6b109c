// The constants of one program, each made once, and what can be computed from them before
// the program runs.
//
// Folding never raises and never makes anything big: what would is left to run time.
//
// One thread at a time.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "interp/ast.h"
#include "interp/program.h"

namespace scriptling::compiler {

__extension__ using int128 = __int128;

class Constants {
 public:
  explicit Constants(ConstantPool& pool) : pool_(pool) {}

  Value str(std::string_view text);
  Value of(const ast::Constant& constant);
  Value tuple(const std::vector<Value>& items);
  Value frozenset(const std::vector<Value>& items);

  // The value of an expression that is constant; nothing when it is not, or only fails at
  // run time. Walks left spines with a loop.
  std::optional<Value> fold(const ast::Expr& expr);
  std::optional<Value> fold(ast::UnaryOperator op, Value operand);
  std::optional<Value> fold(ast::BinaryOp op, Value left, Value right);

 private:
  std::optional<Value> fold_leaf(const ast::Expr& expr);
  std::optional<Value> fold_text(ast::BinaryOp op, Value left, Value right);
  std::optional<Value> fold_complex(ast::BinaryOp op, Value left, Value right);
  Value complex(double real, double imag);
  Value wide_integer(int128 value);

  ConstantPool& pool_;
  std::map<std::string, Value, std::less<>> strings_, bytes_, integers_;
  std::map<std::vector<std::pair<Tag, int64_t>>, Value> tuples_, frozensets_;
  std::map<std::pair<uint64_t, uint64_t>, Value> complexes_;  // By the bits of the parts.
};

// Whether a constant is true, as `if` has it.
bool truth(const Value& constant);
// The constant as the 16-bit operand of an immediate instruction.
std::optional<int16_t> small_int(const std::optional<Value>& constant);

}  // namespace scriptling::compiler
