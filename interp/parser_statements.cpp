// Simple statements: what fits between two semicolons.
#include <optional>

#include "interp/parser_impl.h"

namespace scriptling::syntax {

using namespace ast;

namespace {

std::optional<BinaryOp> augmented_op(TokenKind kind) {
  switch (kind) {
    case TokenKind::kPlusEqual: return BinaryOp::kAdd;
    case TokenKind::kMinusEqual: return BinaryOp::kSub;
    case TokenKind::kStarEqual: return BinaryOp::kMul;
    case TokenKind::kAtEqual: return BinaryOp::kMatMul;
    case TokenKind::kSlashEqual: return BinaryOp::kDiv;
    case TokenKind::kDoubleSlashEqual: return BinaryOp::kFloorDiv;
    case TokenKind::kPercentEqual: return BinaryOp::kMod;
    case TokenKind::kDoubleStarEqual: return BinaryOp::kPow;
    case TokenKind::kLShiftEqual: return BinaryOp::kLShift;
    case TokenKind::kRShiftEqual: return BinaryOp::kRShift;
    case TokenKind::kAmpersandEqual: return BinaryOp::kAnd;
    case TokenKind::kCaretEqual: return BinaryOp::kXor;
    case TokenKind::kPipeEqual: return BinaryOp::kOr;
    default: return std::nullopt;
  }
}

bool can_be_single_target(const Expr& expr) {
  return expr.kind == ExprKind::kName || expr.kind == ExprKind::kAttribute ||
         expr.kind == ExprKind::kSubscript;
}

}  // namespace

void Parser::parse_statement(Statements& out) {
  switch (kind()) {
    case TokenKind::kIf: return out.push(parse_if());
    case TokenKind::kWhile: return out.push(parse_while());
    case TokenKind::kFor: return out.push(parse_for(start()));
    case TokenKind::kWith: return out.push(parse_with(start()));
    case TokenKind::kTry: return out.push(parse_try());
    case TokenKind::kDef: return out.push(parse_function(start(), {}));
    case TokenKind::kClass: return out.push(parse_class({}));
    case TokenKind::kAt: return out.push(parse_decorated());
    case TokenKind::kAsync: return out.push(parse_async());
    case TokenKind::kName:
      if (is_match_statement()) return out.push(parse_match());
      return parse_simple_line(out);
    default: return parse_simple_line(out);
  }
}

void Parser::parse_simple_line(Statements& out) {
  do {
    out.push(parse_simple());
  } while (accept(TokenKind::kSemicolon) && !is_at(TokenKind::kNewline));
  if (!accept(TokenKind::kNewline)) fail_after_statement();
}

Stmt* Parser::parse_simple() {
  switch (kind()) {
    case TokenKind::kPass: return make<Pass>(take());
    case TokenKind::kBreak: return make<Break>(take());
    case TokenKind::kContinue: return make<Continue>(take());
    case TokenKind::kReturn: return parse_return();
    case TokenKind::kRaise: return parse_raise();
    case TokenKind::kAssert: return parse_assert();
    case TokenKind::kDel: return parse_delete();
    case TokenKind::kGlobal: return parse_scope_statement<Global>();
    case TokenKind::kNonlocal: return parse_scope_statement<Nonlocal>();
    case TokenKind::kImport: return parse_import();
    case TokenKind::kFrom: return parse_import_from();
    default: return parse_expression_statement();
  }
}

// -- Expressions and assignments --------------------------------------------------------

Stmt* Parser::parse_expression_statement() {
  uint32_t from = start();
  bool is_yield = is_at(TokenKind::kYield);
  Expr* first = is_yield ? parse_yield() : parse_targets_or_expressions();
  if (is_at(TokenKind::kEqual)) return parse_assignment(from, first);
  if (is_at(TokenKind::kColon)) return parse_annotated(from, first);
  if (auto op = augmented_op(kind())) return parse_aug_assignment(from, first, *op);
  if (first->kind == ExprKind::kStarred) {
    fail("can't use starred expression here", first->span);
  }
  auto* node = make<ExprStmt>(since(from));
  node->value = first;
  return node;
}

Stmt* Parser::parse_assignment(uint32_t from, Expr* first) {
  Exprs targets(scratch_.exprs);
  Expr* value = first;
  while (is_at(TokenKind::kEqual)) {
    bool is_bare_yield =
        !value->is_parenthesized &&
        (value->kind == ExprKind::kYield || value->kind == ExprKind::kYieldFrom);
    if (is_bare_yield) fail("assignment to yield expression not possible", value->span);
    // Only at the start of a statement is it likely that `==` was meant.
    const Expr* last = value;
    if (const auto* tuple = try_as<TupleExpr>(value); tuple && !tuple->is_parenthesized) {
      last = tuple->items.back();
    }
    bool is_plain = can_be_single_target(*last) || last->kind == ExprKind::kStarred;
    if (targets.empty() && !is_plain) check_meant_equality(value);
    set_target(value);
    take();
    targets.push(value);
    value = is_at(TokenKind::kYield) ? parse_yield() : parse_targets_or_expressions();
  }
  if (value->kind == ExprKind::kStarred) {
    fail("can't use starred expression here", value->span);
  }
  auto* node = make<Assign>(since(from));
  node->targets = targets.finish(arena_);
  node->value = value;
  return node;
}

Stmt* Parser::parse_aug_assignment(uint32_t from, Expr* target, BinaryOp op) {
  if (!can_be_single_target(*target)) {
    fail("'" + std::string(describe(*target)) +
             "' is an illegal expression for augmented assignment",
         target->span);
  }
  set_context(target, Context::kStore);
  Span op_span = take();
  Expr* value = parse_expressions_or_yield();
  auto* node = make<AugAssign>(since(from));
  node->target = target;
  node->op = op;
  node->op_span = op_span;
  node->value = value;
  return node;
}

// `target: annotation` and perhaps `= value`
Stmt* Parser::parse_annotated(uint32_t from, Expr* target) {
  Span colon = take();
  if (!can_be_single_target(*target)) {
    if (try_parse(&Parser::parse_expression).expr == nullptr) {
      fail("invalid syntax", colon);
    }
    if (target->kind == ExprKind::kTuple || target->kind == ExprKind::kList) {
      Expr* shown = target;
      if (target->kind == ExprKind::kTuple && !target->is_parenthesized) {
        shown = as<TupleExpr>(*target).items.front();
      }
      fail("only single target (not " + std::string(describe(*target)) +
               ") can be annotated",
           shown->span);
    }
    fail("illegal target for annotation", target->span);
  }
  set_context(target, Context::kStore);
  Expr* annotation = parse_expression();
  Expr* value = accept(TokenKind::kEqual) ? parse_expressions_or_yield() : nullptr;
  auto* node = make<AnnAssign>(since(from));
  node->target = target;
  node->annotation = annotation;
  node->value = value;
  node->is_simple = target->kind == ExprKind::kName && !target->is_parenthesized;
  return node;
}

Stmt* Parser::parse_delete() {
  uint32_t from = take().start;
  uint32_t targets_from = start();
  Expr* first = parse_maybe_starred();
  auto* node = make<Delete>({});
  if (is_at(TokenKind::kComma)) {
    node->targets = as<TupleExpr>(*parse_more_expressions(targets_from, first)).items;
  } else {
    node->targets = arena_.copy(std::span<Expr* const>(&first, 1));
  }
  if (!is_at(TokenKind::kSemicolon) && !is_at(TokenKind::kNewline)) fail();
  for (Expr* target : node->targets) set_context(target, Context::kDelete);
  node->span = since(from);
  return node;
}

// -- The others -------------------------------------------------------------------------

Stmt* Parser::parse_return() {
  uint32_t from = take().start;
  bool has_value = is_at_expression_start() || is_at(TokenKind::kStar);
  Expr* value = has_value ? parse_expressions() : nullptr;
  auto* node = make<Return>(since(from));
  node->value = value;
  return node;
}

Stmt* Parser::parse_raise() {
  uint32_t from = take().start;
  Expr* exception = is_at_expression_start() ? parse_expression() : nullptr;
  bool has_cause = exception != nullptr && accept(TokenKind::kFrom);
  Expr* cause = has_cause ? parse_expression() : nullptr;
  auto* node = make<Raise>(since(from));
  node->exception = exception;
  node->cause = cause;
  return node;
}

Stmt* Parser::parse_assert() {
  uint32_t from = take().start;
  Expr* test = parse_expression();
  Expr* message = accept(TokenKind::kComma) ? parse_expression() : nullptr;
  auto* node = make<Assert>(since(from));
  node->test = test;
  node->message = message;
  return node;
}

template <typename T>
Stmt* Parser::parse_scope_statement() {
  uint32_t from = take().start;
  Building<NameItem> names(scratch_.names);
  do {
    Span span = token().span;
    names.push({expect_name(), span});
  } while (accept(TokenKind::kComma));
  auto* node = make<T>(since(from));
  node->names = names.finish(arena_);
  return node;
}

// -- Imports ----------------------------------------------------------------------------

Stmt* Parser::parse_import() {
  uint32_t from = take().start;
  Building<ImportItem> items(scratch_.imports);
  do {
    uint32_t item_from = start();
    const Name* name = parse_dotted_name();
    const Name* alias = accept(TokenKind::kAs) ? expect_name() : nullptr;
    items.push({name, alias, since(item_from)});
  } while (accept(TokenKind::kComma));
  auto* node = make<Import>(since(from));
  node->items = items.finish(arena_);
  return node;
}

Stmt* Parser::parse_import_from() {
  uint32_t from = take().start;
  auto* node = make<ImportFrom>({});
  for (; is_at(TokenKind::kDot) || is_at(TokenKind::kEllipsis); take()) {
    node->level += is_at(TokenKind::kDot) ? 1 : 3;
  }
  if (node->level == 0 || is_at(TokenKind::kName)) node->module = parse_dotted_name();
  expect(TokenKind::kImport);
  if (accept(TokenKind::kStar)) {
    node->is_star = true;
    node->span = since(from);
    return node;
  }
  Building<ImportItem> items(scratch_.imports);
  bool has_parentheses = accept(TokenKind::kLParen);
  items.push(parse_import_item());
  while (accept(TokenKind::kComma)) {
    if (has_parentheses && is_at(TokenKind::kRParen)) break;
    if (is_at(TokenKind::kNewline)) {
      fail("trailing comma not allowed without surrounding parentheses", here());
    }
    items.push(parse_import_item());
  }
  if (has_parentheses) expect(TokenKind::kRParen);
  node->items = items.finish(arena_);
  node->span = since(from);
  return node;
}

ImportItem Parser::parse_import_item() {
  uint32_t from = start();
  const Name* name = expect_name();
  const Name* alias = accept(TokenKind::kAs) ? expect_name() : nullptr;
  return {name, alias, since(from)};
}

const Name* Parser::parse_dotted_name() {
  const Name* name = expect_name();
  if (!is_at(TokenKind::kDot)) return name;
  std::string dotted(name->text);
  while (accept(TokenKind::kDot)) {
    dotted += '.';
    dotted += expect_name()->text;
  }
  return arena_.intern(dotted);
}

}  // namespace scriptling::syntax
