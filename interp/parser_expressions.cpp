// Operators, and what binds tighter: calls, attributes, subscripts.
#include <array>

#include "interp/parser_impl.h"

namespace scriptling::syntax {

using namespace ast;
using enum TokenKind;

namespace {

struct OperatorInfo {
  Level level = Level::kNone;
  BinaryOp op = BinaryOp::kAdd;
};

constexpr std::array<OperatorInfo, kTokenKindCount> make_operators() {
  std::array<OperatorInfo, kTokenKindCount> table{};
  auto set = [&](TokenKind kind, Level level, BinaryOp op = BinaryOp::kAdd) {
    table[static_cast<size_t>(kind)] = {level, op};
  };
  set(kOr, Level::kOr);
  set(kAnd, Level::kAnd);
  for (TokenKind kind : {kNot, kIn, kIs, kLess, kLessEqual, kGreater, kGreaterEqual,
                         kDoubleEqual, kNotEqual}) {
    set(kind, Level::kCompare);
  }
  set(kPipe, Level::kBitOr, BinaryOp::kOr);
  set(kCaret, Level::kBitXor, BinaryOp::kXor);
  set(kAmpersand, Level::kBitAnd, BinaryOp::kAnd);
  set(TokenKind::kLShift, Level::kShift, BinaryOp::kLShift);
  set(TokenKind::kRShift, Level::kShift, BinaryOp::kRShift);
  set(kPlus, Level::kSum, BinaryOp::kAdd);
  set(kMinus, Level::kSum, BinaryOp::kSub);
  set(kStar, Level::kProduct, BinaryOp::kMul);
  set(kSlash, Level::kProduct, BinaryOp::kDiv);
  set(kDoubleSlash, Level::kProduct, BinaryOp::kFloorDiv);
  set(kPercent, Level::kProduct, BinaryOp::kMod);
  set(kAt, Level::kProduct, BinaryOp::kMatMul);
  set(kDoubleStar, Level::kPower, BinaryOp::kPow);
  return table;
}

constexpr std::array<OperatorInfo, kTokenKindCount> kOperators = make_operators();

const OperatorInfo& operator_info(TokenKind kind) {
  return kOperators[static_cast<size_t>(kind)];
}

Level tighter(Level level) { return static_cast<Level>(static_cast<uint8_t>(level) + 1); }

}  // namespace

Expr* Parser::parse_expr(Level level) {
  enter();
  uint32_t from = start();
  Expr* left;
  switch (kind()) {
    case TokenKind::kNot:
      if (level > Level::kNot) fail();
      left = parse_unary(Level::kNot);
      break;
    case kPlus:
    case kMinus:
    case kTilde: left = parse_unary(Level::kUnary); break;
    case TokenKind::kLambda:
      if (level != Level::kTernary) fail();
      left = parse_lambda();
      leave();
      return left;
    case TokenKind::kAwait: left = parse_await(); break;
    default: left = parse_primary();
  }
  while (true) {
    Level next = operator_info(kind()).level;
    if (next < level || next == Level::kNone) break;
    if (next > Level::kCompare) {
      left = parse_binary(from, left, next);
    } else if (next < Level::kCompare) {
      left = parse_bool(from, left, next);
    } else {
      if (is_at(TokenKind::kNot) && kind_after(1) != TokenKind::kIn) break;
      left = parse_comparison(from, left);
    }
  }
  if (level == Level::kTernary && is_at(TokenKind::kIf)) left = parse_ternary(from, left);
  leave();
  return left;
}

Expr* Parser::parse_unary(Level level) {
  TokenKind sign = kind();
  uint32_t from = take().start;
  Expr* operand = parse_expr(level);
  auto* node = make<UnaryOp>(since(from));
  node->op = sign == kPlus    ? UnaryOperator::kPos
             : sign == kMinus ? UnaryOperator::kNeg
             : sign == kTilde ? UnaryOperator::kInvert
                              : UnaryOperator::kNot;
  node->operand = operand;
  return node;
}

Expr* Parser::parse_await() {
  uint32_t from = take().start;
  Expr* value = parse_primary();
  auto* node = make<Await>(since(from));
  node->value = value;
  return node;
}

Expr* Parser::parse_binary(uint32_t from, Expr* left, Level level) {
  BinaryOp op = operator_info(kind()).op;
  Span op_span = take();
  // A power binds to the right, and less tightly than a sign there.
  Expr* right = parse_expr(level == Level::kPower ? Level::kUnary : tighter(level));
  auto* node = make<BinOp>(since(from));
  node->op = op;
  node->op_span = op_span;
  node->left = left;
  node->right = right;
  return node;
}

Expr* Parser::parse_bool(uint32_t from, Expr* left, Level level) {
  TokenKind sign = kind();
  Exprs values(scratch_.exprs);
  values.push(left);
  while (accept(sign)) values.push(parse_expr(tighter(level)));
  auto* node = make<BoolOp>(since(from));
  node->op = sign == TokenKind::kAnd ? BoolOperator::kAnd : BoolOperator::kOr;
  node->values = values.finish(arena_);
  return node;
}

Expr* Parser::parse_comparison(uint32_t from, Expr* left) {
  Building<CompareOp> ops(scratch_.compare_ops);
  Exprs comparators(scratch_.exprs);
  CompareOp op;
  while (accept_compare_op(op)) {
    ops.push(op);
    comparators.push(parse_expr(Level::kBitOr));
  }
  auto* node = make<Compare>(since(from));
  node->left = left;
  node->ops = ops.finish(arena_);
  node->comparators = comparators.finish(arena_);
  return node;
}

bool Parser::accept_compare_op(CompareOp& op) {
  switch (kind()) {
    case kLess: op = CompareOp::kLt; break;
    case kLessEqual: op = CompareOp::kLe; break;
    case kGreater: op = CompareOp::kGt; break;
    case kGreaterEqual: op = CompareOp::kGe; break;
    case kDoubleEqual: op = CompareOp::kEq; break;
    case kNotEqual: op = CompareOp::kNe; break;
    case TokenKind::kIn: op = CompareOp::kIn; break;
    case TokenKind::kNot:
      if (kind_after(1) != TokenKind::kIn) return false;
      take();
      op = CompareOp::kNotIn;
      break;
    case TokenKind::kIs:
      op = CompareOp::kIs;
      if (kind_after(1) == TokenKind::kNot) {
        take();
        op = CompareOp::kIsNot;
      }
      break;
    default: return false;
  }
  take();
  return true;
}

Expr* Parser::parse_ternary(uint32_t from, Expr* body) {
  take();
  Expr* test = parse_expr(Level::kOr);
  if (!accept(TokenKind::kElse)) fail_missing_else(body, test);
  Expr* orelse = parse_expression();
  auto* node = make<IfExp>(since(from));
  node->test = test;
  node->body = body;
  node->orelse = orelse;
  return node;
}

Expr* Parser::parse_lambda() {
  uint32_t from = take().start;
  Parameters params = parse_parameters(kColon);
  expect(kColon);
  Expr* body = parse_expression();
  auto* node = make<Lambda>(since(from));
  node->params = params;
  node->body = body;
  return node;
}

Expr* Parser::parse_yield() {
  uint32_t from = take().start;
  if (accept(TokenKind::kFrom)) {
    Expr* value = parse_expression();
    auto* node = make<YieldFrom>(since(from));
    node->value = value;
    return node;
  }
  bool has_value = is_at_expression_start() || is_at(kStar);
  Expr* value = has_value ? parse_expressions() : nullptr;
  auto* node = make<Yield>(since(from));
  node->value = value;
  return node;
}

// -- Calls, attributes, subscripts ------------------------------------------------------

Expr* Parser::parse_primary() {
  uint32_t from = start();
  Expr* value = parse_atom();
  while (true) {
    switch (kind()) {
      case kDot: value = parse_attribute(from, value); break;
      case kLParen: value = parse_call(from, value); break;
      case kLBracket: value = parse_subscript(from, value); break;
      default: return value;
    }
  }
}

Expr* Parser::parse_attribute(uint32_t from, Expr* value) {
  take();
  Span name_span = token().span;
  const Name* name = expect_name();
  auto* node = make<Attribute>(since(from));
  node->value = value;
  node->name = name;
  node->name_span = name_span;
  return node;
}

Expr* Parser::parse_subscript(uint32_t from, Expr* value) {
  take();
  Expr* index = parse_index();
  expect(kRBracket);
  auto* node = make<Subscript>(since(from));
  node->value = value;
  node->index = index;
  return node;
}

Expr* Parser::parse_index() {
  uint32_t from = start();
  Expr* first = parse_index_item();
  if (!is_at(kComma) && first->kind != ExprKind::kStarred) {
    if (!is_at(kRBracket)) fail_in_brackets(first);
    return first;
  }
  Exprs items(scratch_.exprs);
  items.push(first);
  while (accept(kComma) && !is_at(kRBracket)) items.push(parse_index_item());
  if (!is_at(kRBracket)) fail_in_brackets(items.back());
  auto* node = make<TupleExpr>(since(from));
  node->items = items.finish(arena_);
  return node;
}

Expr* Parser::parse_index_item() {
  if (is_at(kStar)) return parse_starred(Level::kBitOr);
  uint32_t from = start();
  Expr* lower = is_at(kColon) ? nullptr : parse_named();
  bool is_bare_walrus = try_as<NamedExpr>(lower) != nullptr && !lower->is_parenthesized;
  if (!is_at(kColon) || is_bare_walrus) return lower;
  take();
  auto parse_bound = [this]() -> Expr* {
    bool is_absent = is_at(kColon) || is_at(kComma) || is_at(kRBracket);
    return is_absent ? nullptr : parse_expression();
  };
  Expr* upper = parse_bound();
  Expr* step = accept(kColon) && !is_at(kColon) ? parse_bound() : nullptr;
  if (!is_at(kComma) && !is_at(kRBracket)) {
    Expr* last = step != nullptr ? step : upper;
    last != nullptr ? fail_in_brackets(last) : fail();
  }
  auto* node = make<Slice>(since(from));
  node->lower = lower;
  node->upper = upper;
  node->step = step;
  return node;
}

// -- Expressions in a row ---------------------------------------------------------------

// An expression, or `name := value`; an `=` after it is a mistake.
Expr* Parser::parse_named() {
  if (is_at(TokenKind::kName) && kind_after(1) == kColonEqual) {
    auto* target = make<NameExpr>(token().span);
    target->name = expect_name();
    target->context = Context::kStore;
    take();
    Expr* value = parse_expression();
    auto* node = make<NamedExpr>(since(target->span.start));
    node->target = target;
    node->value = value;
    return node;
  }
  Expr* expr = parse_expression();
  if (is_at(kColonEqual)) {
    fail("cannot use assignment expressions with " + std::string(describe(*expr)),
         expr->span);
  }
  if (is_at(kEqual)) {
    check_meant_equality(expr);
    fail();
  }
  return expr;
}

Expr* Parser::parse_starred(Level level) {
  uint32_t from = take().start;
  Expr* value = parse_expr(level);
  auto* node = make<Starred>(since(from));
  node->value = value;
  return node;
}

Expr* Parser::parse_maybe_starred_named() {
  return is_at(kStar) ? parse_starred(Level::kBitOr) : parse_named();
}

Expr* Parser::parse_maybe_starred() {
  return is_at(kStar) ? parse_starred(Level::kBitOr) : parse_expression();
}

// One expression, or a tuple without parentheses.
Expr* Parser::parse_expressions() {
  Expr* expr = parse_targets_or_expressions();
  if (expr->kind == ExprKind::kStarred) {
    fail("can't use starred expression here", expr->span);
  }
  return expr;
}

// The same, where an `=` may follow: for now, `*a` alone passes.
Expr* Parser::parse_targets_or_expressions() {
  uint32_t from = start();
  Expr* first = parse_maybe_starred();
  return is_at(kComma) ? parse_more_expressions(from, first) : first;
}

Expr* Parser::parse_expressions_or_yield() {
  return is_at(TokenKind::kYield) ? parse_yield() : parse_expressions();
}

Expr* Parser::parse_more_expressions(uint32_t from, Expr* first) {
  Exprs items(scratch_.exprs);
  items.push(first);
  while (accept(kComma)) {
    if (!is_at_expression_start() && !is_at(kStar)) break;
    items.push(parse_maybe_starred());
  }
  auto* node = make<TupleExpr>(since(from));
  node->items = items.finish(arena_);
  return node;
}

bool Parser::is_at_expression_start() const {
  switch (kind()) {
    case TokenKind::kName:
    case TokenKind::kInt:
    case TokenKind::kFloat:
    case kImaginary:
    case TokenKind::kString:
    case kFStringStart:
    case TokenKind::kNone:
    case TokenKind::kTrue:
    case TokenKind::kFalse:
    case TokenKind::kEllipsis:
    case kLParen:
    case kLBracket:
    case kLBrace:
    case kPlus:
    case kMinus:
    case kTilde:
    case TokenKind::kNot:
    case TokenKind::kLambda:
    case TokenKind::kAwait: return true;
    default: return false;
  }
}

}  // namespace scriptling::syntax
