// Compound statements: headers with a block below each.
#include "interp/parser_impl.h"

namespace scriptling::syntax {

using namespace ast;

StmtList Parser::parse_block(Header header) {
  Statements body(scratch_.stmts);
  enter();
  if (!accept(TokenKind::kNewline)) {
    parse_simple_line(body);
  } else {
    if (!is_at(TokenKind::kIndent)) {
      fail("IndentationError",
           "expected an indented block after " + std::string(header.what) + " on line " +
               std::to_string(source_.line(header.offset)),
           here());
    }
    take();
    while (!accept(TokenKind::kDedent)) parse_statement(body);
  }
  leave();
  return body.finish(arena_);
}

// At the end of a line the colon was forgotten; elsewhere the line went wrong before it.
void Parser::expect_colon() {
  if (!is_at(TokenKind::kColon) && !is_at(TokenKind::kNewline)) fail_after_statement();
  expect_colon_at_once();
}

void Parser::expect_colon_at_once() {
  if (accept(TokenKind::kColon)) return;
  fail("expected ':'", here());
}

// `else:` and its block, if it is there.
StmtList Parser::parse_else(std::string_view what) {
  if (!is_at(TokenKind::kElse)) return {};
  uint32_t from = take().start;
  expect_colon_at_once();
  return parse_block({what, from});
}

Stmt* Parser::parse_if() {
  uint32_t from = start();
  Building<IfClause> clauses(scratch_.clauses);
  do {
    IfClause clause;
    std::string_view what = clauses.empty() ? "'if' statement" : "'elif' statement";
    uint32_t clause_from = take().start;
    clause.test = parse_named();
    expect_colon();
    clause.body = parse_block({what, clause_from});
    clause.span = {clause_from, clause.body.back()->span.end};
    clauses.push(clause);
  } while (is_at(TokenKind::kElif));
  auto* node = make<If>({});
  node->orelse = parse_else("'else' statement");
  node->clauses = clauses.finish(arena_);
  StmtList last = node->orelse.empty() ? node->clauses.back().body : node->orelse;
  node->span = {from, last.back()->span.end};
  return node;
}

Stmt* Parser::parse_while() {
  uint32_t from = take().start;
  auto* node = make<While>({});
  node->test = parse_named();
  expect_colon();
  node->body = parse_block({"'while' statement", from});
  node->orelse = parse_else("'else' statement");
  StmtList last = node->orelse.empty() ? node->body : node->orelse;
  node->span = {from, last.back()->span.end};
  return node;
}

// `from` is where the statement starts, which may be an `async` before.
Stmt* Parser::parse_for(uint32_t from) {
  auto* node = make<For>({});
  node->is_async = from != start();
  uint32_t keyword = take().start;
  node->target = parse_targets();
  expect(TokenKind::kIn);
  node->iter = parse_expressions();
  expect_colon();
  node->body = parse_block({"'for' statement", keyword});
  node->orelse = parse_else("'else' statement");
  StmtList last = node->orelse.empty() ? node->body : node->orelse;
  node->span = {from, last.back()->span.end};
  return node;
}

// -- With -------------------------------------------------------------------------------

Stmt* Parser::parse_with(uint32_t from) {
  auto* node = make<With>({});
  node->is_async = from != start();
  uint32_t keyword = take().start;
  node->items = parse_with_parenthesized();
  if (node->items.empty()) node->items = parse_with_items();
  expect_colon();
  node->body = parse_block({"'with' statement", keyword});
  node->span = {from, node->body.back()->span.end};
  return node;
}

// Items in parentheses, all the way to the colon. If it turns out that the parentheses
// belong to an expression, goes back and answers nothing.
List<WithItem> Parser::parse_with_parenthesized() {
  size_t closing = find_with_parenthesis();
  if (closing == 0) return {};
  size_t index = index_;
  take();
  Building<WithItem> items(scratch_.with_items);
  while (index_ < closing && is_at_expression_start()) {
    items.push(parse_with_item());
    if (!accept(TokenKind::kComma)) break;
  }
  if (index_ == closing) {
    take();
    return items.finish(arena_);
  }
  index_ = index;
  return {};
}

// Where the parenthesis at the current token ends, if a colon follows; else 0.
size_t Parser::find_with_parenthesis() const {
  if (!is_at(TokenKind::kLParen)) return 0;
  int open = 0;
  for (size_t at = index_;; ++at) {
    TokenKind kind = tokens_[at].kind;
    if (kind == TokenKind::kNewline || kind == TokenKind::kError) return 0;
    if (kind == TokenKind::kLParen) ++open;
    if (kind == TokenKind::kRParen && --open == 0) {
      return tokens_[at + 1].kind == TokenKind::kColon ? at : 0;
    }
  }
}

List<WithItem> Parser::parse_with_items() {
  Building<WithItem> items(scratch_.with_items);
  do {
    items.push(parse_with_item());
  } while (accept(TokenKind::kComma));
  return items.finish(arena_);
}

WithItem Parser::parse_with_item() {
  Expr* context = parse_expression();
  if (!accept(TokenKind::kAs)) return {context, nullptr};
  Expr* target = is_at(TokenKind::kStar) ? parse_starred(Level::kBitOr) : parse_bit_or();
  set_target(target);
  return {context, target};
}

// -- Try --------------------------------------------------------------------------------

Stmt* Parser::parse_try() {
  uint32_t from = take().start;
  auto* node = make<Try>({});
  expect_colon_at_once();
  node->body = parse_block({"'try' statement", from});
  StmtList last = node->body;
  if (!is_at(TokenKind::kExcept) && !is_at(TokenKind::kFinally)) {
    fail("expected 'except' or 'finally' block", here());
  }
  Building<ExceptHandler> handlers(scratch_.handlers);
  while (is_at(TokenKind::kExcept)) {
    bool is_star = kind_after(1) == TokenKind::kStar;
    if (handlers.empty()) node->is_star = is_star;
    if (is_star != node->is_star) {
      fail("cannot have both 'except' and 'except*' on the same 'try'",
           is_star ? join(token().span, tokens_[index_ + 1].span) : token().span);
    }
    if (!handlers.empty() && handlers.back().type == nullptr) {
      fail("default 'except:' must be last", handlers.back().span);
    }
    handlers.push(parse_handler());
    last = handlers.back().body;
  }
  node->handlers = handlers.finish(arena_);
  if (!handlers.empty()) node->orelse = parse_else("'else' statement");
  if (!node->orelse.empty()) last = node->orelse;
  if (is_at(TokenKind::kFinally)) {
    uint32_t keyword = take().start;
    expect_colon_at_once();
    node->finalbody = parse_block({"'finally' statement", keyword});
    last = node->finalbody;
  }
  node->span = {from, last.back()->span.end};
  return node;
}

ExceptHandler Parser::parse_handler() {
  ExceptHandler handler;
  uint32_t from = take().start;
  bool is_star = accept(TokenKind::kStar);
  if (is_star && (is_at(TokenKind::kColon) || is_at(TokenKind::kNewline))) {
    fail("expected one or more exception types", here());
  }
  if (!is_at(TokenKind::kColon) && !is_at(TokenKind::kNewline)) {
    handler.type = parse_expression();
    if (is_at(TokenKind::kComma)) {
      take();
      if (!is_at_expression_start()) fail();
      --index_;
      Expr* types = parse_more_expressions(handler.type->span.start, handler.type);
      fail("multiple exception types must be parenthesized", types->span);
    }
    if (accept(TokenKind::kAs)) handler.name = expect_name();
  }
  expect_colon();
  handler.body =
      parse_block({is_star ? "'except*' statement" : "'except' statement", from});
  handler.span = {from, handler.body.back()->span.end};
  return handler;
}

// -- Definitions ------------------------------------------------------------------------

Stmt* Parser::parse_decorated() {
  Exprs decorators(scratch_.exprs);
  while (accept(TokenKind::kAt)) {
    decorators.push(parse_named());
    if (!accept(TokenKind::kNewline)) fail_after_statement();
  }
  uint32_t from = start();
  if (is_at(TokenKind::kClass)) return parse_class(decorators.finish(arena_));
  if (is_at(TokenKind::kAsync) && kind_after(1) == TokenKind::kDef) take();
  if (!is_at(TokenKind::kDef)) fail();
  return parse_function(from, decorators.finish(arena_));
}

Stmt* Parser::parse_async() {
  uint32_t from = take().start;
  switch (kind()) {
    case TokenKind::kDef: return parse_function(from, {});
    case TokenKind::kFor: return parse_for(from);
    case TokenKind::kWith: return parse_with(from);
    default: fail();
  }
}

Stmt* Parser::parse_function(uint32_t from, ExprList decorators) {
  auto* node = make<FunctionDef>({});
  node->is_async = from != start();
  node->decorators = decorators;
  uint32_t keyword = take().start;
  node->name_span = token().span;
  node->name = expect_name();
  if (!is_at(TokenKind::kLParen)) fail("expected '('", here());
  take();
  node->params = parse_parameters(TokenKind::kRParen);
  take();
  if (accept(TokenKind::kArrow)) node->returns = parse_expression();
  expect_colon_at_once();
  node->body = parse_block({"function definition", keyword});
  node->span = {from, node->body.back()->span.end};
  return node;
}

}  // namespace scriptling::syntax
