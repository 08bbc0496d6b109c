// try, and leaving what is protected.
//
// A handler's code begins with the exception in its register; EnterHandler makes it the
// one being handled. Whatever way the handler is left, LeaveHandler puts things back:
// falling out at the end, a jump or return (see leave()), or another exception, which
// lands at the handler's own clean_up(). LeaveHandler may run twice; it only puts back
// what was kept.
#include "interp/compiler_codegen.h"
#include "interp/compiler_limits.h"

namespace scriptling::compiler {

void Codegen::push(Block& block) {
  if (f_->blocks.size() >= kMaxNestedBlocks) {
    fail(block.span, "too many statically nested blocks");
  }
  f_->blocks.push_back(&block);
}

void Codegen::pop(Block& block) {
  f_->blocks.pop_back();
  if (block.region != nullptr) code().close(*block.region);
}

std::vector<Block*> Codegen::leave_blocks(size_t depth, Span span) {
  std::vector<Block*> left;
  while (f_->blocks.size() > depth) {
    Block* block = f_->blocks.back();
    f_->blocks.pop_back();
    left.push_back(block);
    if (block->region != nullptr) code().suspend(*block->region);
    if (code().reachable()) leave(*block, span);
  }
  return left;
}

void Codegen::return_to_blocks(const std::vector<Block*>& left) {
  for (size_t n = left.size(); n-- > 0;) {
    f_->blocks.push_back(left[n]);
    if (left[n]->region != nullptr) code().resume(*left[n]->region);
  }
}

void Codegen::leave(const Block& block, Span span) {
  switch (block.kind) {
    case Block::kLoop:
    case Block::kTry:
    case Block::kStarHandler: break;
    case Block::kFinally: {
      Span root = f_->root;
      body(block.finalbody);
      f_->root = root;
      break;
    }
    case Block::kWith: call_exit(block.reg, block.is_async, block.span); break;
    case Block::kHandler: emit(Op::kLeaveHandler, span, block.reg); break;
    case Block::kClauseName: unbind_clause_name(block.name, span); break;
  }
}

void Codegen::clean_up(Region& region, Reg handled, Span span) {
  code().bind_handler(region);
  emit(Op::kLeaveHandler, span, handled);
  emit(Op::kReraise, span, region.exception);
  code().stop();
}

void Codegen::try_statement(const ast::Try& stmt) {
  if (!stmt.finalbody.empty()) {
    try_finally(stmt);
  } else if (stmt.is_star) {
    except_star(stmt);
  } else {
    try_except(stmt);
  }
}

void Codegen::try_except(const ast::Try& stmt) {
  Temporaries temporaries(*this);
  Label end = code().make_label();
  // The exception, the one handled before it, and one that leaves the handler. What the
  // body keeps in these registers is dead by then.
  auto exception = static_cast<Reg>(f_->next);
  Region region;
  Block block{.kind = Block::kTry, .region = &region, .finalbody = {}, .span = stmt.span};
  protect(region, exception);
  push(block);
  body(stmt.body);
  pop(block);
  body(stmt.orelse);
  code().jump(Op::kJump, end, stmt.span);

  allocate(3);
  Span span = stmt.handlers.front().span;
  code().bind_handler(region);
  emit(Op::kEnterHandler, span, exception);
  Region cleanup;
  Block handler{.kind = Block::kHandler,
                .region = &cleanup,
                .finalbody = {},
                .reg = exception,
                .span = span};
  protect(cleanup, static_cast<Reg>(exception + 2));
  push(handler);
  for (const ast::ExceptHandler& clause : stmt.handlers) {
    except_clause(clause, exception, end);
  }
  pop(handler);
  emit(Op::kLeaveHandler, span, exception);
  emit(Op::kReraise, span, exception);
  code().stop();
  clean_up(cleanup, exception, span);
  code().bind(end);
}

void Codegen::except_clause(const ast::ExceptHandler& clause, Reg exception, Label end) {
  Label next = code().make_label();
  if (clause.type != nullptr) {
    Temporaries temporaries(*this);
    root(*clause.type);
    Reg type = expr(*clause.type);
    code().jump(Op::kJumpIfNotCaught, next, clause.type->span, exception, type);
  }
  if (clause.name == nullptr) {
    body(clause.body);
  } else {
    // However the body ends, the name is gone afterwards.
    Region region;
    Block named{.kind = Block::kClauseName,
                .region = &region,
                .finalbody = {},
                .name = clause.name,
                .span = clause.span};
    store_name(clause.name, exception, clause.span);
    protect(region, static_cast<Reg>(exception + 2));
    push(named);
    body(clause.body);
    pop(named);
    unbind_clause_name(clause.name, clause.span);
    Label done = code().make_label();
    code().jump(Op::kJump, done, clause.span);
    code().bind_handler(region);
    unbind_clause_name(clause.name, clause.span);
    emit(Op::kReraise, clause.span, region.exception);
    code().stop();
    code().bind(done);
  }
  emit(Op::kLeaveHandler, clause.span, exception);
  code().jump(Op::kJump, end, clause.span);
  code().bind(next);
}

void Codegen::try_finally(const ast::Try& stmt) {
  Temporaries temporaries(*this);
  Label end = code().make_label();
  auto exception = static_cast<Reg>(f_->next);
  Region region;
  Block block{.kind = Block::kFinally,
              .region = &region,
              .finalbody = stmt.finalbody,
              .span = stmt.span};
  protect(region, exception);
  push(block);
  if (stmt.handlers.empty()) {
    body(stmt.body);
  } else if (stmt.is_star) {
    except_star(stmt);
  } else {
    try_except(stmt);
  }
  pop(block);
  // At least once, for its errors; otherwise only where it can run.
  bool is_protected = !region.ranges.empty();
  if (code().reachable() || !is_protected) body(stmt.finalbody);
  code().jump(Op::kJump, end, stmt.span);

  code().bind_handler(region);
  if (is_protected) {
    allocate(3);
    emit(Op::kEnterHandler, stmt.span, exception);
    Region cleanup;
    Block handler{.kind = Block::kHandler,
                  .region = &cleanup,
                  .finalbody = {},
                  .reg = exception,
                  .span = stmt.span};
    protect(cleanup, static_cast<Reg>(exception + 2));
    push(handler);
    body(stmt.finalbody);
    pop(handler);
    emit(Op::kLeaveHandler, stmt.span, exception);
    emit(Op::kReraise, stmt.span, exception);
    code().stop();
    clean_up(cleanup, exception, stmt.span);
  }
  code().bind(end);
}

// -- except* ----------------------------------------------------------------------------

// Each clause takes its part of the group and leaves the rest to the next; what is left,
// and what the clauses raised, is raised together at the end.
void Codegen::except_star(const ast::Try& stmt) {
  Temporaries temporaries(*this);
  Label end = code().make_label();
  auto exception = static_cast<Reg>(f_->next);
  Region region;
  Block block{.kind = Block::kTry, .region = &region, .finalbody = {}, .span = stmt.span};
  protect(region, exception);
  push(block);
  body(stmt.body);
  pop(block);
  body(stmt.orelse);
  code().jump(Op::kJump, end, stmt.span);

  allocate(3);
  Reg rest = allocate(), raised = allocate();
  Span span = stmt.handlers.front().span;
  code().bind_handler(region);
  emit(Op::kEnterHandler, span, exception);
  Region cleanup;
  Block handler{.kind = Block::kHandler,
                .region = &cleanup,
                .finalbody = {},
                .reg = exception,
                .span = span};
  protect(cleanup, static_cast<Reg>(exception + 2));
  push(handler);
  move(rest, exception, span);
  emit(Op::kBuildList, span, raised, raised, 0);
  for (const ast::ExceptHandler& clause : stmt.handlers)
    star_clause(clause, rest, raised);
  emit(Op::kGroupJoin, span, rest, rest, raised);
  pop(handler);
  emit(Op::kLeaveHandler, span, exception);
  code().jump(Op::kJumpIfNone, end, span, rest);
  emit(Op::kReraise, span, rest);
  code().stop();
  clean_up(cleanup, exception, span);
  code().bind(end);
}

void Codegen::star_clause(const ast::ExceptHandler& clause, Reg rest, Reg raised) {
  Temporaries temporaries(*this);
  Label next = code().make_label();
  // The part, the rest (later: what was handled before), and what the clause raises.
  Reg part = allocate(3);
  auto raising = static_cast<Reg>(part + 2);
  {
    Temporaries operands(*this);
    root(*clause.type);
    Reg type = expr(*clause.type);
    emit(Op::kGroupSplit, clause.type->span, part, rest, type);
  }
  move(rest, static_cast<Reg>(part + 1), clause.span);
  code().jump(Op::kJumpIfNone, next, clause.span, part);
  emit(Op::kEnterHandler, clause.span, part);
  if (clause.name != nullptr) store_name(clause.name, part, clause.span);
  Region region;
  Block block{.kind = Block::kStarHandler,
              .region = &region,
              .finalbody = {},
              .span = clause.span};
  protect(region, raising);
  push(block);
  body(clause.body);
  pop(block);
  auto end_clause = [&] {
    if (clause.name != nullptr) unbind_clause_name(clause.name, clause.span);
    emit(Op::kLeaveHandler, clause.span, part);
  };
  end_clause();
  code().jump(Op::kJump, next, clause.span);
  code().bind_handler(region);
  end_clause();
  emit(Op::kListAppend, clause.span, raised, raising);
  code().bind(next);
}

}  // namespace scriptling::compiler
