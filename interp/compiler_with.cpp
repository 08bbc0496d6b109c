// with and async with.
#include "interp/compiler_codegen.h"

namespace scriptling::compiler {

void Codegen::with_statement(const ast::With& stmt) { with_items(stmt, 0); }

// One item; those behind it and the body are inside.
void Codegen::with_items(const ast::With& stmt, size_t at) {
  if (at == stmt.items.size()) {
    body(stmt.body);
    return;
  }
  Temporaries temporaries(*this);
  const ast::WithItem& item = stmt.items[at];
  Span span = item.context->span;
  Label end = code().make_label(), suppressed = code().make_label();
  // __exit__; then __enter__ and self, then its result; in the handler, the exception.
  Reg exit = allocate();
  Reg value = allocate(2);
  f_->root = item.target != nullptr ? join(span, item.target->span) : span;
  {
    Temporaries operands(*this);
    Reg context = expr(*item.context);
    emit(stmt.is_async ? Op::kEnterAsyncWith : Op::kEnterWith, span, exit, context);
  }
  emit(Op::kCallMethod, span, value, 0);
  if (stmt.is_async) await_in_place(value, span);
  Region region;
  Block block{.kind = Block::kWith,
              .region = &region,
              .finalbody = {},
              .reg = exit,
              .is_async = stmt.is_async,
              .span = span};
  protect(region, value);
  push(block);
  if (item.target != nullptr) store(*item.target, value);
  f_->next = value;
  with_items(stmt, at + 1);
  pop(block);
  call_exit(exit, stmt.is_async, span);
  code().jump(Op::kJump, end, span);

  f_->next = value;
  Reg exception = allocate(3);  // And the one handled before it, and one that leaves.
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
  Reg call = allocate(4);
  move(call, exit, span);
  emit(Op::kExceptionTriple, span, static_cast<Reg>(call + 1), exception);
  emit(Op::kCall, span, call, 3);
  if (stmt.is_async) await_in_place(call, span);
  code().jump(Op::kJumpIf, suppressed, span, call);
  pop(handler);
  emit(Op::kLeaveHandler, span, exception);
  emit(Op::kReraise, span, exception);
  code().stop();
  code().bind(suppressed);
  emit(Op::kLeaveHandler, span, exception);
  code().jump(Op::kJump, end, span);
  clean_up(cleanup, exception, span);
  code().bind(end);
}

// Nothing went wrong: __exit__(None, None, None).
void Codegen::call_exit(Reg exit, bool is_async, Span span) {
  Temporaries temporaries(*this);
  Reg call = allocate(4);
  move(call, exit, span);
  for (int n = 1; n <= 3; ++n) load(static_cast<Reg>(call + n), Value::none(), span);
  emit(Op::kCall, span, call, 3);
  if (is_async) await_in_place(call, span);
}

}  // namespace scriptling::compiler
