// Conditions: what is only asked for its truth becomes jumps.
#include "interp/compiler_codegen.h"

namespace scriptling::compiler {

namespace {

// Jumps for the six comparisons, taken when they hold.
std::optional<Op> fused(ast::CompareOp op) {
  switch (op) {
    case ast::CompareOp::kLt: return Op::kJumpIfLt;
    case ast::CompareOp::kLe: return Op::kJumpIfLe;
    case ast::CompareOp::kEq: return Op::kJumpIfEq;
    case ast::CompareOp::kNe: return Op::kJumpIfNe;
    case ast::CompareOp::kGt: return Op::kJumpIfGt;
    case ast::CompareOp::kGe: return Op::kJumpIfGe;
    default: return std::nullopt;
  }
}

constexpr int kImmediate =
    static_cast<int>(Op::kJumpIfEqI) - static_cast<int>(Op::kJumpIfEq);

}  // namespace

void Codegen::condition(const ast::Expr& e, bool sense, Label target) {
  check_room(stack_, e.span);
  if (std::optional<Value> constant = fold(e)) {
    if (truth(*constant) == sense) code().jump(Op::kJump, target, e.span);
    return;
  }
  if (const auto* unary = ast::try_as<ast::UnaryOp>(&e);
      unary != nullptr && unary->op == ast::UnaryOperator::kNot) {
    condition(*unary->operand, !sense, target);
    return;
  }
  if (const auto* logic = ast::try_as<ast::BoolOp>(&e)) {
    // `and` goes to a target for false at once, `or` to one for true.
    bool stops_on = logic->op == ast::BoolOperator::kOr;
    Label skip = code().make_label();
    for (const ast::Expr* value : logic->values) {
      bool last = value == logic->values.back();
      condition(*value, last ? sense : stops_on,
                last || sense == stops_on ? target : skip);
    }
    code().bind(skip);
    return;
  }
  if (const auto* comparison = ast::try_as<ast::Compare>(&e)) {
    compare_condition(*comparison, sense, target);
    return;
  }
  if (const auto* choice = ast::try_as<ast::IfExp>(&e)) {
    Label orelse = code().make_label(), end = code().make_label();
    condition(*choice->test, false, orelse);
    condition(*choice->body, sense, target);
    code().jump(Op::kJump, end, e.span);
    code().bind(orelse);
    condition(*choice->orelse, sense, target);
    code().bind(end);
    return;
  }
  Temporaries temporaries(*this);
  Reg value = expr(e);
  code().jump(sense ? Op::kJumpIf : Op::kJumpIfNot, target, e.span, value);
}

void Codegen::compare_condition(const ast::Compare& e, bool sense, Label target) {
  Temporaries temporaries(*this);
  Label skip = code().make_label();
  Reg left = expr(*e.left);
  for (size_t n = 0; n < e.ops.size(); ++n) {
    bool last = n + 1 == e.ops.size();
    // All but the last only ever leave when they do not hold.
    Reg right = left;
    compare_jump(e.ops[n], left, *e.comparators[n], last ? nullptr : &right,
                 last ? sense : false, last || !sense ? target : skip, e.span);
    left = right;
  }
  code().bind(skip);
}

// One comparison and its jump. `kept`, unless null, gets the register of the right side,
// which then stays taken.
void Codegen::compare_jump(ast::CompareOp op, Reg left, const ast::Expr& right, Reg* kept,
                           bool sense, Label target, Span span) {
  bool is = op == ast::CompareOp::kIs || op == ast::CompareOp::kIsNot;
  std::optional<Value> constant = fold(right);
  if (kept == nullptr && is && constant && constant->is_none()) {
    bool when_none = (op == ast::CompareOp::kIs) == sense;
    code().jump(when_none ? Op::kJumpIfNone : Op::kJumpIfNotNone, target, span, left);
    return;
  }
  std::optional<Op> jump = fused(op);
  std::optional<int16_t> number = small_int(constant);
  if (kept == nullptr && jump && number) {
    Op immediate = static_cast<Op>(static_cast<int>(*jump) + kImmediate);
    code().jump(sense ? immediate : *inverse(immediate), target, span, left,
                static_cast<uint16_t>(*number));
    return;
  }
  Reg operand = comparand(op, right);
  if (kept != nullptr) *kept = operand;
  if (jump) {
    code().jump(sense ? *jump : *inverse(*jump), target, span, left, operand);
    return;
  }
  Temporaries temporaries(*this);
  Reg result = allocate();
  compare_pair(op, result, left, operand, span);
  code().jump(sense ? Op::kJumpIf : Op::kJumpIfNot, target, span, result);
}

}  // namespace scriptling::compiler
