// while, for, async for; break and continue.
#include "interp/compiler_codegen.h"

namespace scriptling::compiler {

namespace {

// Whether writing the expression out twice costs little. Counts nodes, up to `budget`.
bool is_small(const ast::Expr& e, int& budget) {
  if (--budget < 0) return false;
  switch (e.kind) {
    case ast::ExprKind::kConstant:
    case ast::ExprKind::kName: return true;
    case ast::ExprKind::kAttribute:
      return is_small(*ast::as<ast::Attribute>(e).value, budget);
    case ast::ExprKind::kSubscript: {
      const auto& item = ast::as<ast::Subscript>(e);
      return is_small(*item.value, budget) && is_small(*item.index, budget);
    }
    case ast::ExprKind::kUnaryOp:
      return is_small(*ast::as<ast::UnaryOp>(e).operand, budget);
    case ast::ExprKind::kBinOp: {
      const auto& binary = ast::as<ast::BinOp>(e);
      return is_small(*binary.left, budget) && is_small(*binary.right, budget);
    }
    case ast::ExprKind::kBoolOp:
      for (const ast::Expr* value : ast::as<ast::BoolOp>(e).values) {
        if (!is_small(*value, budget)) return false;
      }
      return true;
    case ast::ExprKind::kCompare:
      for (const ast::Expr* value : ast::as<ast::Compare>(e).comparators) {
        if (!is_small(*value, budget)) return false;
      }
      return is_small(*ast::as<ast::Compare>(e).left, budget);
    case ast::ExprKind::kNamedExpr:
      return is_small(*ast::as<ast::NamedExpr>(e).value, budget);
    case ast::ExprKind::kCall: {
      const auto& call = ast::as<ast::Call>(e);
      if (!call.keywords.empty()) return false;
      for (const ast::Expr* arg : call.args) {
        if (!is_small(*arg, budget)) return false;
      }
      return is_small(*call.callee, budget);
    }
    default: return false;
  }
}

}  // namespace

// The test stands at the end, where one jump both tests and repeats; and once more before
// the loop. A large one stands at the top only.
void Codegen::while_statement(const ast::While& stmt) {
  Label end = code().make_label(), exit = code().make_label();
  Label top = code().make_label(), test = code().make_label();
  int budget = 16;
  std::optional<Value> constant = fold(*stmt.test);
  bool test_last = !constant && is_small(*stmt.test, budget);
  Block loop{.kind = Block::kLoop,
             .on_break = end,
             .on_continue = test_last ? test : top,
             .finalbody = {},
             .span = stmt.span};
  root(*stmt.test);
  if (!test_last) bind_head(top);
  condition(*stmt.test, false, exit);
  if (test_last) bind_head(top);
  push(loop);
  body(stmt.body);
  pop(loop);
  if (test_last) {
    code().bind(test);
    root(*stmt.test);
    condition(*stmt.test, true, top);
  } else {
    code().jump(Op::kJump, top, stmt.test->span);
  }
  code().bind(exit);
  body(stmt.orelse);
  code().bind(end);
}

void Codegen::for_statement(const ast::For& stmt) {
  Temporaries temporaries(*this);
  Label next = code().make_label(), exhausted = code().make_label(),
        end = code().make_label();
  Reg iterator = allocate();
  {
    Temporaries operands(*this);
    root(*stmt.iter);
    Reg iterable = expr(*stmt.iter);
    emit(stmt.is_async ? Op::kGetAiter : Op::kGetIter, stmt.iter->span, iterator,
         iterable);
  }
  Block loop{.kind = Block::kLoop,
             .on_break = end,
             .on_continue = next,
             .finalbody = {},
             .span = stmt.span};
  bind_head(next);
  {
    Temporaries operands(*this);
    std::optional<Reg> local = plain_local(*stmt.target);
    Reg item = local ? *local : allocate();
    if (stmt.is_async) {
      next_async(iterator, item, exhausted, stmt.iter->span);
    } else {
      code().jump(Op::kForIter, exhausted, stmt.iter->span, iterator, item);
    }
    root(*stmt.target);
    store(*stmt.target, item);
  }
  push(loop);
  body(stmt.body);
  pop(loop);
  code().jump(Op::kJump, next, stmt.iter->span);
  code().bind(exhausted);
  body(stmt.orelse);
  code().bind(end);
}

void Codegen::next_async(Reg iterator, Reg dst, Label exhausted, Span span) {
  Temporaries temporaries(*this);
  Reg awaitable = allocate(2);
  auto value = static_cast<Reg>(awaitable + 1);
  Label arrived = code().make_label();
  Region region;
  protect(region, value);
  emit(Op::kGetAnext, span, awaitable, iterator);
  delegate(awaitable, value, span);
  code().close(region);
  code().jump(Op::kJump, arrived, span);
  code().bind_handler(region);
  code().jump(Op::kEndAsyncFor, exhausted, span, value);
  code().stop();
  code().bind(arrived);
  move(dst, value, span);
}

void Codegen::break_or_continue(const ast::Stmt& stmt) {
  bool is_break = stmt.kind == ast::StmtKind::kBreak;
  for (size_t n = f_->blocks.size(); n-- > 0;) {
    const Block& block = *f_->blocks[n];
    if (block.kind == Block::kStarHandler) {
      fail(stmt.span,
           "'break', 'continue' and 'return' cannot appear in an except* block");
    }
    if (block.kind != Block::kLoop) continue;
    Label target = is_break ? block.on_break : block.on_continue;
    std::vector<Block*> left = leave_blocks(n + 1, stmt.span);
    code().jump(Op::kJump, target, stmt.span);
    return_to_blocks(left);
    return;
  }
  fail(stmt.span, is_break ? "'break' outside loop" : "'continue' not properly in loop");
}

}  // namespace scriptling::compiler
