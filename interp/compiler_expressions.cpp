// Expressions that are neither left spines, displays nor comprehensions.
#include "interp/compiler_codegen.h"
#include "interp/compiler_limits.h"

namespace scriptling::compiler {

Reg Codegen::expr(const ast::Expr& e) {
  if (const auto* name = ast::try_as<ast::NameExpr>(&e)) {
    if (std::optional<Reg> local = in_place(*name)) return *local;
  } else if (const auto* named = ast::try_as<ast::NamedExpr>(&e)) {
    if (plain_local(*named->target)) {
      // The value is then where the name lives, unless another walrus will change it.
      expr_to(*named->value, *plain_local(*named->target));
      bound(find(mangled(named->target->name)));
      if (std::optional<Reg> local = in_place(*named->target)) return *local;
      Reg copy = allocate();
      load_name(named->target->name, copy, named->span);
      return copy;
    }
  }
  return expr_push(e);
}

Reg Codegen::expr_push(const ast::Expr& e) {
  Reg r = allocate();
  expr_to(e, r);
  return r;
}

void Codegen::evaluate(const ast::Expr& e) {
  Temporaries temporaries(*this);
  expr(e);
}

void Codegen::expr_to(const ast::Expr& e, Reg dst) {
  check_room(stack_, e.span);
  switch (e.kind) {
    case ast::ExprKind::kConstant:
      load(dst, constants_.of(ast::as<ast::Constant>(e)), e.span);
      break;
    case ast::ExprKind::kName: {
      const auto& name = ast::as<ast::NameExpr>(e);
      if (std::optional<Value> debug = fold(e)) {
        load(dst, *debug, e.span);
      } else {
        load_name(name.name, dst, e.span);
      }
      break;
    }
    case ast::ExprKind::kAttribute:
    case ast::ExprKind::kSubscript:
    case ast::ExprKind::kCall:
    case ast::ExprKind::kBinOp: spine(e, dst); break;
    case ast::ExprKind::kUnaryOp: unary(ast::as<ast::UnaryOp>(e), dst); break;
    case ast::ExprKind::kBoolOp: bool_op(ast::as<ast::BoolOp>(e), dst); break;
    case ast::ExprKind::kCompare: compare(ast::as<ast::Compare>(e), dst); break;
    case ast::ExprKind::kIfExp: if_exp(ast::as<ast::IfExp>(e), dst); break;
    case ast::ExprKind::kNamedExpr: named_expr(ast::as<ast::NamedExpr>(e), dst); break;
    case ast::ExprKind::kLambda: lambda(ast::as<ast::Lambda>(e), dst); break;
    case ast::ExprKind::kTuple: tuple(ast::as<ast::TupleExpr>(e), dst); break;
    case ast::ExprKind::kList: list(ast::as<ast::ListExpr>(e).items, dst, e.span); break;
    case ast::ExprKind::kSet: set(ast::as<ast::SetExpr>(e), dst); break;
    case ast::ExprKind::kDict: dict(ast::as<ast::DictExpr>(e), dst); break;
    case ast::ExprKind::kComprehension:
      comprehension(ast::as<ast::Comprehension>(e), dst);
      break;
    case ast::ExprKind::kStarred: fail(e.span, "can't use starred expression here");
    case ast::ExprKind::kSlice: {
      Temporaries temporaries(*this);
      Reg built = index(e);
      move(dst, built, e.span);
      break;
    }
    case ast::ExprKind::kAwait: await(ast::as<ast::Await>(e), dst); break;
    case ast::ExprKind::kYield: yield(ast::as<ast::Yield>(e), dst); break;
    case ast::ExprKind::kYieldFrom: yield_from(ast::as<ast::YieldFrom>(e), dst); break;
    case ast::ExprKind::kJoinedStr: joined_string(ast::as<ast::JoinedStr>(e), dst); break;
    case ast::ExprKind::kFormattedValue:
      formatted_value(ast::as<ast::FormattedValue>(e), dst);
      break;
  }
}

void Codegen::unary(const ast::UnaryOp& e, Reg dst) {
  if (std::optional<Value> value = fold(e)) {
    load(dst, *value, e.span);
    return;
  }
  Temporaries temporaries(*this);
  Op op = Op::kNot;
  switch (e.op) {
    case ast::UnaryOperator::kNot: break;
    case ast::UnaryOperator::kNeg: op = Op::kNeg; break;
    case ast::UnaryOperator::kPos: op = Op::kPos; break;
    case ast::UnaryOperator::kInvert: op = Op::kInvert; break;
  }
  Reg operand = expr(*e.operand);
  emit(op, e.span, dst, operand);
}

void Codegen::bool_op(const ast::BoolOp& e, Reg dst) {
  Temporaries temporaries(*this);
  Reg value = is_top(dst) ? dst : allocate();
  Label end = code().make_label();
  Op stop = e.op == ast::BoolOperator::kAnd ? Op::kJumpIfNot : Op::kJumpIf;
  for (const ast::Expr* operand : e.values) {
    expr_to(*operand, value);
    if (operand != e.values.back()) code().jump(stop, end, operand->span, value);
  }
  code().bind(end);
  move(dst, value, e.span);
}

void Codegen::compare_pair(ast::CompareOp op, Reg dst, Reg left, Reg right, Span span) {
  constexpr Op kOps[] = {Op::kLt, Op::kLe, Op::kEq,    Op::kNe, Op::kGt,
                         Op::kGe, Op::kIs, Op::kIsNot, Op::kIn, Op::kNotIn};
  emit(kOps[static_cast<size_t>(op)], span, dst, left, right);
}

// The right side of a comparison. A display of constants that is only searched is a
// constant.
Reg Codegen::comparand(ast::CompareOp op, const ast::Expr& e) {
  if (op != ast::CompareOp::kIn && op != ast::CompareOp::kNotIn) return expr(e);
  const auto* list = ast::try_as<ast::ListExpr>(&e);
  const auto* set = ast::try_as<ast::SetExpr>(&e);
  if (list == nullptr && set == nullptr) return expr(e);
  std::vector<Value> items;
  for (const ast::Expr* item : list != nullptr ? list->items : set->items) {
    std::optional<Value> value = fold(*item);
    if (!value) return expr(e);
    // Only what hashes without a Vm goes into a constant set.
    if (set != nullptr && !is_str(*value) && !value->is_int_or_bool()) return expr(e);
    items.push_back(*value);
  }
  Reg r = allocate();
  load(r, list != nullptr ? constants_.tuple(items) : constants_.frozenset(items),
       e.span);
  return r;
}

void Codegen::compare(const ast::Compare& e, Reg dst) {
  Temporaries temporaries(*this);
  if (e.ops.size() == 1) {
    Reg left = expr(*e.left);
    Reg right = comparand(e.ops[0], *e.comparators[0]);
    compare_pair(e.ops[0], dst, left, right, e.span);
    return;
  }
  // Each operand is evaluated once, and only when all comparisons before it held.
  Reg result = is_top(dst) ? dst : allocate();
  Label end = code().make_label();
  // Two places for operands, used in turn.
  Reg places = allocate(2);
  auto place = [&](size_t n, const ast::Expr& operand) -> Reg {
    if (const auto* name = ast::try_as<ast::NameExpr>(&operand)) {
      if (std::optional<Reg> local = in_place(*name)) return *local;
    }
    Reg r = static_cast<Reg>(places + n % 2);
    expr_to(operand, r);
    return r;
  };
  Reg left = place(0, *e.left);
  for (size_t n = 0; n < e.ops.size(); ++n) {
    Reg right = place(n + 1, *e.comparators[n]);
    compare_pair(e.ops[n], result, left, right, e.span);
    if (n + 1 < e.ops.size()) code().jump(Op::kJumpIfNot, end, e.span, result);
    left = right;
  }
  code().bind(end);
  move(dst, result, e.span);
}

void Codegen::if_exp(const ast::IfExp& e, Reg dst) {
  Label orelse = code().make_label(), end = code().make_label();
  condition(*e.test, false, orelse);
  expr_to(*e.body, dst);
  code().jump(Op::kJump, end, e.span);
  code().bind(orelse);
  expr_to(*e.orelse, dst);
  code().bind(end);
}

void Codegen::named_expr(const ast::NamedExpr& e, Reg dst) {
  Temporaries temporaries(*this);
  if (std::optional<Reg> local = plain_local(*e.target)) {
    expr_to(*e.value, *local);
    bound(find(mangled(e.target->name)));
    move(dst, *local, e.span);
    return;
  }
  Reg value = is_top(dst) ? dst : allocate();
  expr_to(*e.value, value);
  store_name(e.target->name, value, e.target->span);
  move(dst, value, e.span);
}

// -- f-strings --------------------------------------------------------------------------

void Codegen::joined_string(const ast::JoinedStr& e, Reg dst) {
  if (e.parts.empty()) {
    load(dst, constants_.str(""), e.span);
    return;
  }
  if (e.parts.size() == 1) {
    expr_to(*e.parts[0], dst);
    return;
  }
  Temporaries temporaries(*this);
  Reg first = static_cast<Reg>(f_->next);
  uint16_t count = 0;
  for (const ast::Expr* part : e.parts) {
    if (count == kMaxDisplay) {
      emit(Op::kBuildString, e.span, first, first, count);
      f_->next = first + uint32_t{1};
      count = 1;
    }
    expr_push(*part);
    ++count;
  }
  emit(Op::kBuildString, e.span, dst, first, count);
}

void Codegen::formatted_value(const ast::FormattedValue& e, Reg dst) {
  Temporaries temporaries(*this);
  auto conversion = static_cast<uint16_t>(e.conversion);
  if (e.format_spec == nullptr) {
    Reg value = expr(*e.value);
    emit(Op::kFormat, e.span, dst, value, conversion);
    return;
  }
  Reg value = expr_push(*e.value);
  expr_push(*e.format_spec);
  emit(Op::kFormat, e.span, dst, value, conversion | 4);
}

// -- Generators -------------------------------------------------------------------------

void Codegen::yield(const ast::Yield& e, Reg dst) {
  Temporaries temporaries(*this);
  Reg value = 0;
  if (e.value != nullptr) {
    value = expr(*e.value);
  } else {
    value = allocate();
    load(value, Value::none(), e.span);
  }
  emit(Op::kYield, e.span, dst, value, kNoRegister);
}

// Sends `value` into the iterator until it is finished; then r[value] is what it
// returned. The Vm relies on this shape to hand throw() and close() on: a Send, the Yield
// right behind it, the Jump back, and then where it goes on.
void Codegen::delegate(Reg iterator, Reg value, Span span) {
  load(value, Value::none(), span);
  Label again = code().make_label(), done = code().make_label();
  code().bind(again);
  code().jump(Op::kSend, done, span, iterator, value);
  emit(Op::kYield, span, value, value, iterator);
  code().jump(Op::kJump, again, span);
  code().bind(done);
}

void Codegen::yield_from(const ast::YieldFrom& e, Reg dst) {
  Temporaries temporaries(*this);
  Reg iterator = allocate(2);
  {
    Temporaries operands(*this);
    Reg iterable = expr(*e.value);
    emit(Op::kYieldFromIter, e.span, iterator, iterable);
  }
  Reg value = static_cast<Reg>(iterator + 1);
  delegate(iterator, value, e.span);
  move(dst, value, e.span);
}

void Codegen::await_in_place(Reg awaitable, Span span) {
  Temporaries temporaries(*this);
  Reg iterator = allocate();
  emit(Op::kGetAwaitable, span, iterator, awaitable);
  delegate(iterator, awaitable, span);
}

void Codegen::await(const ast::Await& e, Reg dst) {
  Temporaries temporaries(*this);
  Reg value = is_top(dst) ? dst : allocate();
  expr_to(*e.value, value);
  await_in_place(value, e.span);
  move(dst, value, e.span);
}

}  // namespace scriptling::compiler
