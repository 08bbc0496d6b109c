// The words for what does not parse. Nothing here is reached by a text that does.
#include <utility>

#include "interp/parser_impl.h"

namespace scriptling::syntax {

using namespace ast;

namespace {

// `b` of `a if x else b`, `lambda: b`, `a := b`, `*b`: the part that meets what follows.
Expr* last_operand(Expr* expr) {
  while (!expr->is_parenthesized) {
    switch (expr->kind) {
      case ExprKind::kIfExp: expr = as<IfExp>(*expr).orelse; break;
      case ExprKind::kLambda: expr = as<Lambda>(*expr).body; break;
      case ExprKind::kNamedExpr: expr = as<NamedExpr>(*expr).value; break;
      case ExprKind::kStarred: expr = as<Starred>(*expr).value; break;
      default: return expr;
    }
  }
  return expr;
}

// Binds tighter than a comparison, by itself or by its parentheses.
bool is_bit_or(const Expr& expr) {
  if (expr.is_parenthesized) return true;
  switch (expr.kind) {
    case ExprKind::kCompare:
    case ExprKind::kBoolOp:
    case ExprKind::kIfExp:
    case ExprKind::kLambda:
    case ExprKind::kNamedExpr:
    case ExprKind::kStarred:
    case ExprKind::kYield:
    case ExprKind::kYieldFrom: return false;
    case ExprKind::kUnaryOp: return as<UnaryOp>(expr).op != UnaryOperator::kNot;
    default: return true;
  }
}

bool is_display_or_singleton(const Expr& expr) {
  if (expr.kind == ExprKind::kList || expr.kind == ExprKind::kTuple) return true;
  if (const auto* comprehension = try_as<Comprehension>(&expr)) {
    return comprehension->type == ComprehensionType::kGenerator;
  }
  const auto* constant = try_as<Constant>(&expr);
  return constant != nullptr && (constant->type == ConstantType::kNone ||
                                 constant->type == ConstantType::kTrue ||
                                 constant->type == ConstantType::kFalse);
}

}  // namespace

std::string Parser::in_field(const std::string& message) const {
  return field_depth_ == 0 ? message : "f-string: " + message;
}

void Parser::fail(std::string_view error_class, const std::string& message, Span span) {
  throw Failure{{error_class, in_field(message), span}};
}

// Blames the last blank of the indentation, which no caret is shown for.
void Parser::fail_unexpected_block(std::string message) {
  Span span = here();
  if (span.start > 0) --span.start;
  throw Failure{{"IndentationError", std::move(message), {span.start, span.start}}, true};
}

void Parser::fail(const std::string& message, Span span) {
  fail("SyntaxError", message, span);
}

void Parser::fail() {
  switch (kind()) {
    case TokenKind::kIndent: fail_unexpected_block("unexpected indent");
    case TokenKind::kDedent: fail_unexpected_block("unexpected unindent");
    default: fail("invalid syntax", here());
  }
}

Span Parser::here() const {
  size_t at = index_;
  bool is_text_end = start() >= source_.text().size() && !is_at(TokenKind::kError);
  while (is_text_end && at > 0 && tokens_[at].kind != TokenKind::kNewline) --at;
  Span span = tokens_[at].span;
  return tokens_[at].kind == TokenKind::kNewline ? Span{span.start, span.start} : span;
}

void Parser::fail_too_deep() {
  fail("too many nested expressions or blocks", token().span);
}

Parser::Attempt Parser::try_parse(Expr* (Parser::*rule)()) {
  size_t index = index_;
  int depth = depth_;
  int field_depth = field_depth_;
  Attempt attempt;
  try {
    attempt.expr = (this->*rule)();
    attempt.next = kind();
  } catch (const Failure&) {
    attempt.expr = nullptr;
  }
  furthest_ = std::max(furthest_, index_);
  index_ = index;
  depth_ = depth;
  field_depth_ = field_depth;
  return attempt;
}

// After `print` or `exec`, which were statements once.
bool Parser::is_legacy_statement() const {
  if (index_ == 0 || tokens_[index_ - 1].kind != TokenKind::kName) return false;
  if (index_ > 1 && tokens_[index_ - 2].kind == TokenKind::kDot) return false;
  std::string_view name = source_.text(tokens_[index_ - 1].span);
  return name == "print" || name == "exec";
}

void Parser::check_legacy_statement() {
  if (!is_legacy_statement() || !is_at_expression_start()) return;
  Span name = tokens_[index_ - 1].span;
  Expr* argument = try_parse(&Parser::parse_expressions).expr;
  if (argument == nullptr) return;
  std::string text(source_.text(name));
  fail("Missing parentheses in call to '" + text + "'. Did you mean " + text + "(...)?",
       join(name, argument->span));
}

void Parser::check_missing_comma(Expr* last) {
  check_legacy_statement();
  if (!is_at_expression_start() || is_legacy_statement()) return;
  Expr* left = last_operand(last);
  if (const auto* name = try_as<NameExpr>(left)) {
    // More likely a wrong prefix, as in `k"text"`, or a statement such as `match x`.
    std::string_view text = name->name->text;
    bool is_string = is_at(TokenKind::kString) || is_at(TokenKind::kFStringStart);
    if (is_string || text == "_" || text == "match" || text == "case") return;
  }
  Expr* right = try_parse(&Parser::parse_expression).expr;
  if (right == nullptr) return;
  fail("invalid syntax. Perhaps you forgot a comma?", join(left->span, right->span));
}

void Parser::fail_in_brackets(Expr* last) {
  check_missing_comma(last);
  fail();
}

void Parser::fail_after_statement() {
  check_legacy_statement();
  // An attempt may run into a worse error, such as a bracket that is never closed.
  if (is_at_expression_start()) try_parse(&Parser::parse_expression);
  fail();
}

void Parser::fail_bad_target(Expr* target, Context context) {
  std::string verb = context == Context::kDelete ? "delete " : "assign to ";
  fail("cannot " + verb + std::string(describe(*target)), target->span);
}

void Parser::check_meant_equality(Expr* left) {
  if (auto* tuple = try_as<TupleExpr>(left); tuple && !tuple->is_parenthesized) {
    left = tuple->items.back();
  }
  if (!is_bit_or(*left) || is_display_or_singleton(*left)) return;
  ++index_;
  Attempt right = try_parse(&Parser::parse_bit_or);
  --index_;
  bool is_chain = right.next == TokenKind::kEqual || right.next == TokenKind::kColonEqual;
  if (right.expr == nullptr || is_chain) return;
  if (left->kind == ExprKind::kName) {
    fail("invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
         join(left->span, right.expr->span));
  }
  fail("cannot assign to " + std::string(describe(*left)) +
           " here. Maybe you meant '==' instead of '='?",
       left->span);
}

void Parser::fail_missing_else(Expr* body, Expr* test) {
  if (is_at(TokenKind::kColon)) fail();
  check_missing_comma(test);
  fail("expected 'else' after 'if' expression", join(body->span, test->span));
}

}  // namespace scriptling::syntax
